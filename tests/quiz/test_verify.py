"""The verifier of proofs: true ones of every kind hold, planted false ones of every kind all fail.

None of the proofs here comes from the generator: they are made by hand from the graph's claims and marks. The
false ones speak against what the graph holds, with the best that it can offer as ground and witness, or are
true ones with one thing in them exchanged.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

import quiz.verify
from kg.graph import KnowledgeGraph
from kg.model import Stance, Status
from kg.proof import Proof, ProofKind
from kg.vocabulary import Vocabulary
from quiz.item import Bloom, Interaction, Item, Option
from quiz.verify import Verifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.model import Claim

    Scoped = tuple[Proof, str | None]

ENOUGH = 100
SARTORIUS_LISTS = ("albany-anterior-thigh", "wheeless-sartorius")
CHAIN = ("article-c18", "article-c20")
LUNGE = "forward-lunge-emg-gluteus-medius-distefano-2009"
SIDE_LYING = "side-lying-hip-abduction-emg-gluteus-medius-distefano-2009"
NERVE = "sartorius-nerve-femoral-nerve"

AT_MOST = Proof(
    ProofKind.AT_MOST, "sartorius", "innervatedBy", "obturator-nerve", "innervatedBy", None, SARTORIUS_LISTS
)
CLOSED = Proof(
    ProofKind.CLOSED_SCOPE, "tight-gluteus-medius", "leadsTo", "ankle-pain", "influences", "article"
)
TRUE: dict[str, Scoped] = {
    "refuted": (
        Proof(
            ProofKind.EXPLICIT_NEGATIVE, "gracilis", "innervatedBy", "femoral-nerve", "innervatedBy",
            witnesses=("gracilis-nerve-femoral-nerve",),
        ),
        None,
    ),
    "two lists": (AT_MOST, None),
    "the one value": (
        Proof(
            ProofKind.AT_MOST, "hip-abduction", "occursAt", "knee-joint", "occursAt",
            witnesses=("join-hip-abduction-hip-joint",),
        ),
        None,
    ),
    "class": (
        Proof(ProofKind.DISJOINT_CLASS, "bridge-pose", "strengthens", "exercise-band", "Musculature"), None
    ),
    "scope": (CLOSED, "article"),
    "chain": (
        Proof(
            ProofKind.ORDER, "knee-pain", "influences", "weak-gluteus-medius", "influences", witnesses=CHAIN
        ),
        "article",
    ),
    "measured": (
        Proof(
            ProofKind.ORDER, "forward-lunge", "activates", "side-lying-hip-abduction", "%MVIC",
            witnesses=(LUNGE, SIDE_LYING),
        ),
        "distefano-2009",
    ),
    "corrupted": (
        replace(
            AT_MOST, kind=ProofKind.CORRUPTED, ground="at-most innervatedBy",
            witnesses=(NERVE, *SARTORIUS_LISTS),
        ),
        None,
    ),
    "denied": (
        Proof(
            ProofKind.CONTRADICTED, "sartorius", "innervatedBy", "femoral-nerve", "innervatedBy",
            witnesses=(NERVE,),
        ),
        None,
    ),
    "denied in scope": (
        Proof(
            ProofKind.CONTRADICTED, "femoral-internal-rotation", "leadsTo", "knee-pain", "leadsTo",
            witnesses=("article-c20",),
        ),
        "article",
    ),
    "a source's stance": (
        Proof(
            ProofKind.CONTRADICTED, "gracilis", "innervatedBy", "femoral-nerve", "disputes",
            "albany-medial-thigh", ("gracilis-nerve-femoral-nerve",),
        ),
        None,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def verifier(graph: KnowledgeGraph) -> Verifier:
    return Verifier(graph)


def choice(*wrong: Option, scope: str | None = None, claims: tuple[str, ...] = (), **more: object) -> Item:
    right = Option("the key", None, True, "it is so")
    plain = Item(
        "id", "made-up", Interaction.CHOOSE_ONE, Bloom.REMEMBER, 0.5, "Which?", scope, (right, *wrong),
        claims, ("why",), 1,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def wrong(proof: Proof | None, entity: str | None = None) -> Option:
    return Option("this", entity, False, "it is not so", proof)


def holds(verifier: Verifier, proof: Proof, scope: str | None) -> bool:
    """Return whether a proof is sound, whatever it is asked for: a statement is all that the option is."""
    return verifier.faults(choice(wrong(proof), scope=scope)) == []


@pytest.mark.parametrize("name", TRUE)
def test_a_true_proof_holds(verifier: Verifier, name: str) -> None:
    proof, scope = TRUE[name]
    assert verifier.faults(choice(wrong(proof), scope=scope)) == []


def test_there_is_a_true_proof_of_every_kind() -> None:
    assert {proof.kind for proof, _ in TRUE.values()} == set(ProofKind)


def against_what_stands(graph: KnowledgeGraph) -> Iterator[Scoped]:
    """Explicit negatives: of what is not refuted, by a witness of something else, or inside a scope."""
    refuted = graph.claims(status=Status.REFUTED)
    for claim in graph.claims():
        if claim.live:
            yield stated(claim, ProofKind.EXPLICIT_NEGATIVE, claim.relation, witnesses=(claim.id,)), None
            for other in refuted:
                yield stated(claim, ProofKind.EXPLICIT_NEGATIVE, other.relation, witnesses=(other.id,)), None
    for claim in refuted:
        yield stated(claim, ProofKind.EXPLICIT_NEGATIVE, claim.relation, witnesses=(claim.id,)), claim.source
        yield stated(claim, ProofKind.EXPLICIT_NEGATIVE, claim.relation), None


def against_a_list(graph: KnowledgeGraph) -> Iterator[Scoped]:
    """At most: of what is on the list, by one voice, by one voice twice, by what was never read as a list."""
    for claim in graph.claims():
        values = [other.id for other in graph.claims(subject=claim.subject) if other.live]
        yield stated(claim, ProofKind.AT_MOST, claim.relation, witnesses=tuple(values[:2])), None
        yield stated(claim, ProofKind.AT_MOST, claim.relation), None
        for ground in sorted(graph.vocabulary.above(claim.relation)):
            lists = tuple(graph.complete_lists(claim.subject, ground))
            yield stated(claim, ProofKind.AT_MOST, ground, witnesses=lists), None
    rng = Random(4)
    for mark in graph.marks:
        wild = Proof(
            ProofKind.AT_MOST, mark.subject, mark.relation, rng.choice(list(graph.entities)), mark.relation
        )
        yield replace(wild, witnesses=(mark.source, mark.source)), None
        yield replace(wild, witnesses=(mark.source, "article")), None
        yield replace(wild, witnesses=(mark.source, rng.choice(unmarked(graph, mark.subject)))), None


def against_a_class(graph: KnowledgeGraph) -> Iterator[Scoped]:
    """Disjoint class: of what a claim joins, and by a class that the relation does not ask for."""
    rng, classes = Random(4), list(graph.vocabulary.classes)
    for claim in graph.claims():
        term = graph.vocabulary.relations[claim.relation]
        for ground in (term.domain, term.range):
            yield stated(claim, ProofKind.DISJOINT_CLASS, ground), None
        entity = rng.choice(list(graph.entities))
        ground = rng.choice([name for name in classes if name not in (term.domain, term.range)])
        yield replace(stated(claim, ProofKind.DISJOINT_CLASS, ground), object=entity), None


def against_a_scope(graph: KnowledgeGraph) -> Iterator[Scoped]:
    """Closed scope: of what is said, of an open source or one not named, by a mark on something else."""
    rng = Random(4)
    for claim in graph.claims():
        for ground in sorted(graph.vocabulary.above(claim.relation)):
            for source in graph.complete_lists(claim.subject, ground):
                yield stated(claim, ProofKind.CLOSED_SCOPE, ground, source), source
        open_, entity = rng.choice(unmarked(graph, claim.subject)), rng.choice(list(graph.entities))
        absent = replace(stated(claim, ProofKind.CLOSED_SCOPE, claim.relation, open_), object=entity)
        yield absent, open_
        yield replace(absent, source=claim.source), open_
        yield absent, None
    for mark in graph.marks:
        for relation in sorted(graph.vocabulary.relations):
            if mark.relation not in graph.vocabulary.above(relation):
                entity = rng.choice(list(graph.entities))
                other = Proof(
                    ProofKind.CLOSED_SCOPE, mark.subject, relation, entity, mark.relation, mark.source
                )
                yield other, mark.source
    for scope in (None, "curator", "studies"):
        yield CLOSED, scope


def against_an_order(graph: KnowledgeGraph) -> Iterator[Scoped]:
    """Order: the way it goes, or with no way at all; the larger, or what two studies measured."""
    causal = [claim for claim in graph.claims(relation="influences") if claim.live]
    for claim in causal:
        yield stated(claim, ProofKind.ORDER, claim.relation, witnesses=(claim.id,)), claim.source
        yield stated(claim, ProofKind.ORDER, claim.relation), claim.source
        for other in causal:
            if other.object != claim.subject:
                gap = Proof(ProofKind.ORDER, claim.subject, "influences", other.subject, "influences")
                yield replace(gap, witnesses=(other.id, claim.id)), claim.source
    for less, more in permutations((claim for claim in graph.claims() if claim.measure), 2):
        assert less.measure is not None
        assert more.measure is not None
        proof = Proof(
            ProofKind.ORDER,
            less.subject,
            less.relation,
            more.subject,
            less.measure.unit,
            None,
            (less.id, more.id),
        )
        if less.source != more.source or less.object != more.object:
            yield proof, None
        elif less.measure.value.isdigit() and more.measure.value.isdigit():
            if int(less.measure.value) >= int(more.measure.value):
                yield proof, less.source
            else:
                yield proof, "article"
                yield replace(proof, ground="kg"), less.source


def against_an_exchange(graph: KnowledgeGraph) -> Iterator[Scoped]:
    """Corrupted: into another truth, from nothing that stands, or proved wrong by no allowed kind."""
    for claim in graph.claims():
        for other in graph.claims(subject=claim.subject):
            same = other.relation == claim.relation and other.object != claim.object
            if claim.live and other.live and same:
                lists = tuple(graph.complete_lists(claim.subject, claim.relation))
                for ground, witnesses in (
                    (f"closed-scope {claim.relation}", ()),
                    (f"at-most {claim.relation}", lists),
                    (f"disjoint-class {graph.vocabulary.relations[claim.relation].range}", ()),
                    ("explicit-negative", (claim.id,)),
                ):
                    proof = stated(claim, ProofKind.CORRUPTED, ground, claim.source, (other.id, *witnesses))
                    yield proof, claim.source
                    yield proof, None
    sound, _ = TRUE["corrupted"]
    for claim in graph.claims():
        if claim.relation != "innervatedBy" or claim.object not in {"femoral-nerve", "obturator-nerve"}:
            yield replace(sound, witnesses=(claim.id, *SARTORIUS_LISTS)), None
    for kind in ("contradicted", "order", "corrupted", "nothing-said", ""):
        yield replace(sound, ground=kind), None
        yield replace(sound, ground=f"{kind} innervatedBy"), None
    for ground in ("at-most", "at-most performs"):
        yield replace(sound, ground=ground), None
    yield replace(sound, subject="soleus", object="exercise-band"), None


def against_what_is_denied(graph: KnowledgeGraph) -> Iterator[Scoped]:
    """Contradicted: by what is not established, by another statement, by a source that says the opposite."""
    for claim in graph.claims():
        proof = stated(claim, ProofKind.CONTRADICTED, claim.relation, witnesses=(claim.id,))
        if claim.status is not Status.ESTABLISHED:
            yield proof, None
        yield replace(proof, object="exercise-band", subject="bridge-pose"), None
        yield replace(proof, witnesses=()), None
        yield proof, "fibularis-nobody"
        for item in claim.evidence:
            opposite = {Stance.SUPPORTS: Stance.DISPUTES, Stance.DISPUTES: Stance.SUPPORTS}[item.stance]
            own = {each.stance for each in claim.evidence if each.source == item.source and not each.indirect}
            if own != {opposite}:
                yield replace(proof, ground=opposite, source=item.source), None
            if not claim.live:
                yield proof, item.source


PLANTED: dict[ProofKind, Callable[[KnowledgeGraph], Iterator[Scoped]]] = {
    ProofKind.EXPLICIT_NEGATIVE: against_what_stands,
    ProofKind.AT_MOST: against_a_list,
    ProofKind.DISJOINT_CLASS: against_a_class,
    ProofKind.CLOSED_SCOPE: against_a_scope,
    ProofKind.ORDER: against_an_order,
    ProofKind.CORRUPTED: against_an_exchange,
    ProofKind.CONTRADICTED: against_what_is_denied,
}


def stated(
    claim: Claim, kind: ProofKind, ground: str, source: str | None = None, witnesses: tuple[str, ...] = ()
) -> Proof:
    return Proof(kind, claim.subject, claim.relation, claim.object, ground, source, witnesses)


def unmarked(graph: KnowledgeGraph, subject: str) -> list[str]:
    marked = {mark.source for mark in graph.marks if mark.subject == subject}
    return sorted(set(graph.sources) - marked)


@pytest.mark.parametrize("kind", ProofKind)
def test_a_hundred_planted_false_proofs_of_every_kind_all_fail(
    verifier: Verifier, graph: KnowledgeGraph, kind: ProofKind
) -> None:
    planted = dict.fromkeys(PLANTED[kind](graph))
    assert len(planted) >= ENOUGH
    assert {proof.kind for proof, _ in planted} == {kind}
    assert [case for case in planted if holds(verifier, *case)] == []


def test_absence_from_an_open_source_proves_nothing(graph: KnowledgeGraph) -> None:
    """Without any mark, no list is closed, whatever is given as its ground."""
    open_ = KnowledgeGraph(replace(graph.content, marks=()))
    verifier, rng = Verifier(open_), Random(4)
    assert not any(holds(verifier, *TRUE[name]) for name in ("two lists", "scope", "corrupted"))
    for mark in graph.marks:
        absent = Proof(
            ProofKind.CLOSED_SCOPE, mark.subject, mark.relation, rng.choice(list(graph.entities)),
            mark.relation, mark.source,
        )  # fmt: skip
        lists = tuple(graph.complete_lists(mark.subject, mark.relation))
        assert not holds(verifier, absent, mark.source)
        assert not holds(verifier, replace(absent, kind=ProofKind.AT_MOST, witnesses=lists), None)


@pytest.mark.parametrize("name", TRUE)
@pytest.mark.parametrize("field", ["subject", "relation", "object", "witnesses"])
def test_what_the_graph_does_not_hold_is_told_and_never_a_crash(
    verifier: Verifier, name: str, field: str
) -> None:
    proof, scope = TRUE[name]
    unknown: object = ("nothing",) if field == "witnesses" else "nothing"
    changed = replace(proof, **{field: unknown})  # type: ignore[arg-type]
    assert any("nothing" in fault for fault in verifier.faults(choice(wrong(changed), scope=scope)))


MODULES = sorted(Path(quiz.verify.__file__).parent.glob("*.py"))
# What the generator reads the graph with.
REASONING = {
    name for name, member in vars(Vocabulary).items() if callable(member) and not name.startswith("_")
}
LOOK_UPS = {"marked", "is_complete", "complete_lists", "neighbours"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_the_verifier_reasons_for_itself(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    own = {f"quiz.verify.{path.stem}" for path in MODULES}
    ours = {name for name in imported if name and name.split(".")[0] in {"kg", "quiz"}}
    assert ours <= own | {"quiz.item", "kg.model", "kg.proof", "kg.graph"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            assert node.value.attr != "vocabulary" or node.attr in {"classes", "relations"}
        if isinstance(node, ast.Attribute):
            assert node.attr not in REASONING | LOOK_UPS
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "claims":
            assert not node.args
            assert not node.keywords


def test_the_verifier_loads_nothing_of_the_generator() -> None:
    code = "import sys, quiz.verify; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.split(".")[0] in {"quiz", "kg"}}
    own = {"quiz.verify", *(f"quiz.verify.{path.stem}" for path in MODULES)}
    assert {name for name in loaded if name.startswith("quiz.")} <= own | {"quiz.item"}
    assert not {name for name in loaded if name.startswith("kg.")} - {"kg.model", "kg.proof"}
