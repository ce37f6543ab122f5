"""Antagonists: which pairs follow from which claims, on a few muscles of our own and on the whole graph."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from kg.derive import PRIME_MOVER, antagonists
from kg.model import AskUse, Modality, Stance, Status
from kg.packs.loading import content_of, read_packs
from kg.status import DERIVATION

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

HEAD = """\
pack: toes
version: 1.0.0
title: Toes
source: atlas
curator: person
sources:
  person: {label: A person, tier: curator, citation: A person.}
  atlas: {label: Atlas, tier: reference, citation: An atlas.}
  other: {label: Other atlas, tier: reference, citation: Another atlas.}
  leaflet: {label: Leaflet, tier: popular, citation: A leaflet.}
entities:
  bender: {class: Muscle, label: bender, definition: A muscle that bends.}
  straightener: {class: Muscle, label: straightener, definition: A muscle that straightens.}
  benders: {class: MuscleGroup, label: benders, definition: Muscles that bend.}
  bending: {class: JointMovement, label: bending, definition: The toe goes down.}
  straightening: {class: JointMovement, label: straightening, definition: The toe goes up.}
  spreading: {class: JointMovement, label: spreading, definition: The toes part.}
  unlike: {class: JointMovement, label: unlike bending, definition: The ankle goes up.}
claims:
"""
OPPOSITE = """\
  opposite:
    subject: straightening
    relation: oppositeOf
    object: bending
    source: person
    modality: is
    status: {status}
    ask: []
    evidence: [{{kind: {kind}, note: "By the words."}}]
"""


def opposite(status: str = "established", kind: str = "definition") -> str:
    return OPPOSITE.format(status=status, kind=kind)


def action(subject: str, object_: str, *more: str, status: str = "established", evidence: str = "") -> str:
    lines = (
        f"subject: {subject}",
        "relation: performs",
        f"object: {object_}",
        f"status: {status}",
        "ask: [fact]",
    )
    modality = () if any(line.startswith("modality") for line in more) else ("modality: is",)
    lines += (*modality, *more, f"evidence: [{evidence or '{reread: true}'}]")
    return f"  {subject}-{object_}:\n" + "".join(f"    {line}\n" for line in lines)


BENDS = action("bender", "bending")
STRAIGHTENS = action("straightener", "straightening")


def derived(*claims: str) -> list[Claim]:
    """Return what follows from the claims of a pack that has no fault."""
    reader, phrases = read_packs([("toes.yaml", HEAD + "".join(claims))])
    assert reader.log.faults == []
    return [claim for claim in content_of(reader, phrases).claims if claim.derived_from]


def test_two_muscles_that_move_a_joint_opposite_ways_are_antagonists() -> None:
    (claim,) = derived(opposite(), BENDS, STRAIGHTENS)
    assert (claim.id, claim.subject, claim.object) == (
        "antagonist-bender-straightener", "bender", "straightener",
    )  # fmt: skip
    assert claim.relation == "antagonistOf"
    assert claim.status is Status.ESTABLISHED
    assert claim.modality is Modality.IS
    assert claim.qualifier is None
    assert (claim.source, claim.pack, claim.ask) == ("person", "toes", (AskUse.FACT,))
    assert claim.derived_from == ("bender-bending", "opposite", "straightener-straightening")
    (evidence,) = claim.evidence
    assert (evidence.source, evidence.stance, evidence.kind) == ("person", Stance.SUPPORTS, DERIVATION)
    assert evidence.note == "The one performs bending, the other its opposite, straightening."


@pytest.mark.parametrize("degree", ["prime mover"])
def test_a_prime_mover_derives_as_one_without_a_degree(degree: str) -> None:
    assert degree == PRIME_MOVER
    assert derived(opposite(), action("bender", "bending", f"degree: {degree}"), STRAIGHTENS)


@pytest.mark.parametrize(
    "bends",
    [
        action("bender", "bending", "degree: assists"),
        action("bender", "bending", "degree: weak"),
        action("bender", "bending", "qualifier: with the knee bent"),
        *(action("bender", "bending", f"modality: {word}") for word in ("can", "may", "often", "aim")),
        action("bender", "bending", status="reported", evidence="{source: leaflet}"),
        action("bender", "bending", status="reported", evidence="{reread: false}"),
        action("bender", "bending", "source: leaflet", status="refuted",
               evidence="{source: leaflet}, {source: other, stance: disputes, reread: true}"),
        action("bender", "bending", status="draft"),
        action("benders", "bending"),
        action("bender", "unlike"),
        action("bender", "straightening"),
    ],
)  # fmt: skip
def test_what_is_no_main_action_or_not_opposed_derives_nothing(bends: str) -> None:
    assert derived(opposite(), bends, STRAIGHTENS) == []


def test_a_contested_action_derives_nothing() -> None:
    """The same claims, with a second reference against one of them."""
    against = "{reread: true}, {source: other, stance: disputes, reread: true}"
    assert (
        derived(opposite(), action("bender", "bending", status="contested", evidence=against), STRAIGHTENS)
        == []
    )


def test_movements_that_are_only_held_to_be_opposite_derive_nothing() -> None:
    assert derived(opposite("reported", "curator-inference"), BENDS, STRAIGHTENS) == []
    assert derived(BENDS, STRAIGHTENS) == []


def test_a_muscle_is_no_antagonist_of_itself() -> None:
    assert derived(opposite(), BENDS, action("bender", "straightening")) == []


def test_a_pair_that_also_shares_a_main_action_is_qualified() -> None:
    shared = action("bender", "spreading"), action("straightener", "spreading")
    (claim,) = derived(opposite(), BENDS, STRAIGHTENS, *shared)
    assert claim.qualifier == "in bending and straightening"
    assert claim.derived_from == ("bender-bending", "opposite", "straightener-straightening")
    (claim,) = derived(opposite(), BENDS, STRAIGHTENS, shared[0])
    assert claim.qualifier is None


def test_the_order_of_the_claims_changes_nothing(graph: KnowledgeGraph) -> None:
    claims = [claim for claim in graph.claims() if not claim.derived_from]
    there, back = (
        list(antagonists(each, graph.entities, graph.sources, graph.packs)) for each in (claims, claims[::-1])
    )
    assert there == back
    assert [claim.id for claim in there] == sorted(claim.id for claim in there)


def test_on_the_graph_the_pairs_are_those_of_a_computation_of_its_own(graph: KnowledgeGraph) -> None:
    """Opposite movements of one joint, main actions as sets of movements, pairs by their union."""
    counter = {
        frozenset((claim.subject, claim.object))
        for claim in graph.claims(relation="oppositeOf", status=Status.ESTABLISHED)
    }
    joint = {
        claim.subject: claim.object
        for claim in graph.claims(relation="occursAt")
        if claim.subject in set().union(*counter)
    }
    for pair in counter:
        assert len({joint[move] for move in pair}) == 1, pair
    main = {
        entity.id: {
            claim.object
            for claim in graph.claims(subject=entity.id, relation="performs", status=Status.ESTABLISHED)
            if (claim.qualifier, claim.modality) == (None, Modality.IS)
            and claim.degree in (None, "prime mover")
        }
        for entity in graph.entities.values()
        if entity.cls == "Muscle"
    }
    expected = {
        (one, other): bool(main[one] & main[other])
        for one, other in combinations(sorted(main), 2)
        if any(frozenset((a, b)) in counter for a in main[one] for b in main[other])
    }
    found = graph.claims(relation="antagonistOf")
    assert {(claim.subject, claim.object): claim.qualifier is not None for claim in found} == expected
    assert len(found) == len(expected) > 100


def test_on_the_graph_each_names_undisputed_claims_that_it_follows_from(graph: KnowledgeGraph) -> None:
    derived_ = [claim for claim in graph.claims() if claim.derived_from]
    assert derived_ == graph.claims(relation="antagonistOf")
    for claim in derived_:
        assert claim.status is Status.ESTABLISHED
        assert claim.subject != claim.object
        base = [graph.claim(name) for name in claim.derived_from]
        assert {one.relation for one in base} == {"performs", "oppositeOf"}
        assert all(one.status is Status.ESTABLISHED for one in base)
        actions = [one for one in base if one.relation == "performs"]
        assert {one.subject for one in actions} == {claim.subject, claim.object}
        assert all(not one.hedged and one.qualifier is None for one in actions)
        assert {one.degree for one in actions} <= {None, PRIME_MOVER}
        moves = {one.object for one in actions}
        assert all({one.subject, one.object} <= moves for one in base if one.relation == "oppositeOf")
        assert [item.kind for item in claim.evidence] == [DERIVATION]


def test_an_action_that_comes_to_be_contested_takes_its_antagonists_with_it(graph: KnowledgeGraph) -> None:
    name = "gracilis-performs-hip-adduction"
    before = {claim.id for claim in graph.claims() if name in claim.derived_from}
    assert before
    claims = [
        claim._replace(status=Status.CONTESTED) if claim.id == name else claim
        for claim in graph.claims()
        if not claim.derived_from
    ]
    after = list(antagonists(claims, graph.entities, graph.sources, graph.packs))
    assert all(name not in claim.derived_from for claim in after)
    kept = {claim.id for claim in graph.claims() if claim.derived_from} - {claim.id for claim in after}
    assert kept <= before
    assert kept
