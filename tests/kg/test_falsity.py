"""Proofs of falsity: given where they hold, refused wherever something could be taken for true."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from smallgraphs import claim, world

from kg.falsity import Falsity, supports
from kg.graph import KnowledgeGraph
from kg.model import Evidence, Stance, Status, Tier
from kg.proof import Proof, ProofKind

if TYPE_CHECKING:
    from kg.model import Claim

NERVE = "muscle innervatedBy right"
LISTS = ["book muscle innervatedBy", "page muscle innervatedBy"]


def told_by(text: str, *sources: str) -> Claim:
    """Return an established claim with direct evidence of each source."""
    evidence = tuple(Evidence(source, Stance.SUPPORTS, "textbook") for source in sources)
    return claim(text)._replace(evidence=evidence)


def kind(proof: Proof | None) -> ProofKind | None:
    return proof.kind if proof is not None else None


def of_class(graph: KnowledgeGraph, **classes: str) -> KnowledgeGraph:
    """Return a graph with some entities of another class."""
    entities = [each._replace(cls=classes.get(each.id, each.cls)) for each in graph.content.entities]
    return KnowledgeGraph(replace(graph.content, entities=tuple(entities)))


@pytest.fixture(scope="module")
def falsity(graph: KnowledgeGraph) -> Falsity:
    return Falsity(graph)


def test_a_mark_proves_what_the_source_does_not_say(falsity: Falsity) -> None:
    assert falsity.prove("tight-gluteus-medius", "leadsTo", "ankle-pain", "article") == Proof(
        ProofKind.CLOSED_SCOPE, "tight-gluteus-medius", "leadsTo", "ankle-pain", "influences", "article"
    )


def test_a_class_that_excludes_needs_no_source(falsity: Falsity) -> None:
    proof = falsity.prove("bridge-pose", "strengthens", "exercise-band", "article")
    assert proof == Proof(
        ProofKind.DISJOINT_CLASS, "bridge-pose", "strengthens", "exercise-band", "Musculature"
    )


def test_two_references_that_list_all_nerves_close_the_list_for_everyone(
    falsity: Falsity, graph: KnowledgeGraph
) -> None:
    proof = falsity.prove("sartorius", "innervatedBy", "tibial-nerve", None)
    assert proof is not None
    assert (proof.kind, proof.ground, proof.source) == (ProofKind.AT_MOST, "innervatedBy", None)
    assert len(proof.witnesses) >= 2
    for witness in proof.witnesses:
        assert graph.sources[witness].tier is Tier.REFERENCE
        assert graph.marked(witness, "sartorius", "innervatedBy")


def test_a_refuted_claim_is_an_explicit_negative(falsity: Falsity, graph: KnowledgeGraph) -> None:
    refuted = graph.claim("article-c13")
    assert refuted.status is Status.REFUTED
    assert falsity.refuted(refuted) == Proof(
        ProofKind.EXPLICIT_NEGATIVE, refuted.subject, refuted.relation, refuted.object, refuted.relation,
        witnesses=(refuted.id,),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "relation", "object_", "because"),
    [
        ("weak-gluteus-medius", "leadsTo", "femoral-internal-rotation", "the article says so"),
        ("gluteus-medius", "actsJointlyWith", "gluteus-medius", "a refuted value is no wrong option either"),
        ("gluteus-maximus", "actsJointlyWith", "gluteus-medius", "the relation is symmetric"),
        ("weak-gluteus-medius", "leadsTo", "knee-joint-stress", "a chain leads there"),
        ("weak-gluteus-medius", "leadsTo", "overly-tight-muscles", "an imbalance involves them"),
        ("tight-gluteus-medius", "leadsTo", "reduced-shock-absorption", "it acts through it"),
        ("knee-joint-force", "leadsTo", "knee-pain", "it lies on a way to knee pain"),
        ("pistol-squat", "targets", "gluteus-medius", "it is one of the glutes"),
        ("pistol-squat", "improves", "gait", "it is one of the exercises meant to improve gait"),
        ("weak-gluteus-medius", "leadsTo", "altered-biomechanics", "the rotation is one"),
        ("gluteus-medius", "helpsPrevent", "knee-joint-stress", "it is said to prevent it"),
        ("imbalance", "increases", "ankle-joint-force", "nobody marked it: absence is no proof"),
        ("tight-calf-muscles", "leadsTo", "knee-pain", "a dysfunction elsewhere is said to"),
    ],
)
def test_what_could_be_taken_for_true_gets_no_proof(
    falsity: Falsity, subject: str, relation: str, object_: str, because: str
) -> None:
    assert falsity.prove(subject, relation, object_, "article") is None, because


def test_absence_in_an_open_source_is_never_a_proof(falsity: Falsity, graph: KnowledgeGraph) -> None:
    """In the scope of a source without any mark, classes alone rule anything out."""
    scope = "curator"
    assert not any(mark.source == scope for mark in graph.marks)
    entities = list(graph.entities)[::7]
    kinds = set()
    for each in graph.claims()[::9]:
        for entity in entities:
            proof = falsity.prove(each.subject, each.relation, entity, scope)
            assert proof is None or proof.source is None
            kinds.add(kind(proof))
    assert kinds == {None, ProofKind.DISJOINT_CLASS}


def test_no_claim_that_stands_can_be_proved_wrong(falsity: Falsity, graph: KnowledgeGraph) -> None:
    for each in graph.claims():
        if each.live:
            assert falsity.prove(each.subject, each.relation, each.object, None) is None, each.id
            assert falsity.prove(each.subject, each.relation, each.object, each.source) is None, each.id


@pytest.mark.parametrize(
    ("marks", "sources", "found", "because"),
    [
        (LISTS, ["book", "page"], ProofKind.AT_MOST, "two references give the whole list"),
        (["book muscle innervatedBy", "print muscle innervatedBy"], ["book", "print"], ProofKind.AT_MOST,
         "one of them is on paper"),
        ([*LISTS, "copy muscle innervatedBy"], ["book", "page", "copy"], ProofKind.AT_MOST,
         "a mirror beside two takes nothing away"),
        (["book muscle innervatedBy"], ["book", "page"], None, "one reference is not enough"),
        (["page muscle innervatedBy", "copy muscle innervatedBy"], ["page", "copy"], None,
         "two pages of one site are one voice"),
        (["book muscle innervatedBy", "blog muscle innervatedBy"], ["book", "blog"], None,
         "a popular text closes no list for everyone"),
        (LISTS, ["book"], None, "the page's list is empty"),
        (["book muscle innervatedBy", "page other innervatedBy"], ["book", "page"], None,
         "the other list is of another thing"),
        (["book muscle innervatedBy", "page muscle hasSpinalRoot"], ["book", "page"], None,
         "the other list is of another relation"),
    ],
)  # fmt: skip
def test_a_list_is_closed_for_everyone_by_two_voices_alone(
    graph: KnowledgeGraph, marks: list[str], sources: list[str], found: ProofKind | None, because: str
) -> None:
    made = world(graph, told_by(NERVE, *sources), marks=marks)
    assert kind(Falsity(made).prove("muscle", "innervatedBy", "wrong", None)) is found, because


def test_of_what_references_list_differently_no_two_close_the_list(graph: KnowledgeGraph) -> None:
    """A third may give one spinal root more: only what one of them gives is asked then."""
    said = told_by("muscle hasSpinalRoot right", "book", "page")
    marks = ["book muscle hasSpinalRoot", "page muscle hasSpinalRoot"]
    falsity = Falsity(world(graph, said, marks=marks))
    assert falsity.prove("muscle", "hasSpinalRoot", "wrong", None) is None
    assert kind(falsity.prove("muscle", "hasSpinalRoot", "wrong", "book")) is ProofKind.CLOSED_SCOPE


def test_a_relation_is_marked_where_references_often_list_it_differently(graph: KnowledgeGraph) -> None:
    """Often: of more than 15 in 100 subjects with two whole lists, someone says what one of them lacks."""
    falsity = Falsity(graph)
    listed: dict[str, list[bool]] = defaultdict(list)
    for subject, relation in sorted({(said.subject, said.relation) for said in graph.claims()}):
        lists = {
            source: {
                said.object
                for said in graph.claims(subject=subject, relation=relation)
                if any(supports(item, source) for item in said.evidence)
            }
            for source in graph.complete_lists(subject, relation)
            if graph.sources[source].tier is Tier.REFERENCE
        }
        if len(lists) > 1:
            said_at_all = {
                said.object for said in graph.claims(subject=subject, relation=relation) if said.live
            }
            listed[relation].append(
                any(falsity.near(entity).isdisjoint(of) for entity in said_at_all for of in lists.values())
            )
    assert {"innervatedBy", "hasSpinalRoot", "hasOrigin", "hasInsertion", "performs"} <= set(listed)
    for relation, differing in listed.items():
        often = sum(differing) / len(differing) > 0.15
        assert graph.vocabulary.relations[relation].lists_vary is often, (relation, differing)


def test_what_others_list_closes_nothing_in_the_scope_of_a_source(graph: KnowledgeGraph) -> None:
    """The blog may say otherwise, rightly or wrongly; the book gave its own whole list."""
    falsity = Falsity(world(graph, told_by(NERVE, "book", "page"), marks=LISTS))
    assert falsity.prove("muscle", "innervatedBy", "wrong", "blog") is None
    assert kind(falsity.prove("muscle", "innervatedBy", "wrong", "book")) is ProofKind.CLOSED_SCOPE


def test_mirrors_that_go_by_one_name_are_one_voice(graph: KnowledgeGraph) -> None:
    made = world(graph, told_by(NERVE, "book", "page"), marks=LISTS)
    assert Falsity(made).prove("muscle", "innervatedBy", "wrong", None)
    named = [
        source._replace(in_sentence="Wikipedia") if source.id in ("book", "page") else source
        for source in made.content.sources
    ]
    mirrored = KnowledgeGraph(replace(made.content, sources=tuple(named)))
    assert Falsity(mirrored).prove("muscle", "innervatedBy", "wrong", None) is None


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence("page", Stance.DISPUTES, "textbook"),
        Evidence("page", Stance.SUPPORTS, "textbook", indirect=True),
    ],
)
def test_a_list_of_what_is_disputed_or_near_is_empty(graph: KnowledgeGraph, evidence: Evidence) -> None:
    said = told_by(NERVE, "book")
    made = world(graph, said._replace(evidence=(*said.evidence, evidence)), marks=LISTS)
    assert Falsity(made).prove("muscle", "innervatedBy", "wrong", None) is None


@pytest.mark.parametrize("status", [Status.REFUTED, Status.DRAFT])
def test_a_list_of_claims_that_do_not_stand_is_empty(graph: KnowledgeGraph, status: Status) -> None:
    made = world(graph, told_by(NERVE, "book", "page")._replace(status=status), marks=LISTS)
    assert Falsity(made).prove("muscle", "innervatedBy", "wrong", None) is None


@pytest.mark.parametrize("status", [Status.CONTESTED, Status.REPORTED, Status.REFUTED])
def test_what_any_page_names_is_not_proved_wrong_by_a_closed_list(
    graph: KnowledgeGraph, status: Status
) -> None:
    """A root that some page names, read again or not, disputed or not, could be taken for true."""
    made = world(
        graph,
        told_by(NERVE, "book", "page"),
        claim("muscle innervatedBy wrong", status, "blog"),
        marks=LISTS,
    )
    assert kind(Falsity(made).prove("muscle", "innervatedBy", "wrong", None)) is (
        ProofKind.EXPLICIT_NEGATIVE if status is Status.REFUTED else None
    )
    assert Falsity(made).prove("muscle", "innervatedBy", "wrong", "book") is None


def test_a_draft_is_no_claim_and_keeps_nothing_from_being_wrong(graph: KnowledgeGraph) -> None:
    draft = claim("muscle innervatedBy wrong", Status.DRAFT)
    made = world(graph, told_by(NERVE, "book", "page"), draft, marks=LISTS)
    assert kind(Falsity(made).prove("muscle", "innervatedBy", "wrong", None)) is ProofKind.AT_MOST


@pytest.mark.parametrize(
    "near",
    [
        "wrong partOf right", "right partOf wrong", "wrong memberOf right", "wrong exampleOf right",
        "wrong stateOf right", "wrong overlapsWith right", "right overlapsWith wrong",
    ],
)  # fmt: skip
def test_what_is_in_part_the_answer_is_not_proved_wrong(graph: KnowledgeGraph, near: str) -> None:
    made = world(graph, told_by(NERVE, "book", "page"), claim(near), marks=LISTS)
    falsity = Falsity(made)
    assert falsity.overlaps("wrong", "right")
    assert falsity.prove("muscle", "innervatedBy", "wrong", None) is None
    assert falsity.prove("muscle", "innervatedBy", "wrong", "book") is None


def test_what_is_said_of_the_subjects_part_or_whole_is_not_proved_wrong(graph: KnowledgeGraph) -> None:
    made = world(
        graph,
        told_by(NERVE, "book", "page"),
        claim("muscle memberOf group"),
        claim("group innervatedBy wrong", Status.REPORTED, "blog"),
        marks=LISTS,
    )
    assert Falsity(made).prove("muscle", "innervatedBy", "wrong", None) is None


def test_a_functional_relation_has_one_value(graph: KnowledgeGraph) -> None:
    functional = next(
        name for name in graph.vocabulary.claimable() if graph.vocabulary.relations[name].functional
    )
    said = claim(f"muscle {functional} right")
    proof = Falsity(world(graph, said)).prove("muscle", functional, "wrong", None)
    assert proof == Proof(ProofKind.AT_MOST, "muscle", functional, "wrong", functional, witnesses=(said.id,))
    reported = world(graph, said._replace(status=Status.REPORTED))
    assert Falsity(reported).prove("muscle", functional, "wrong", None) is None
    two = world(graph, said, claim(f"muscle {functional} other"))
    assert Falsity(two).prove("muscle", functional, "wrong", None) is None


def test_a_refuted_claim_is_wrong_outright_and_not_in_a_sources_scope(graph: KnowledgeGraph) -> None:
    refuted = claim("muscle leadsTo wrong", Status.REFUTED)
    falsity = Falsity(world(graph, refuted, marks=["book muscle leadsTo"]))
    assert kind(falsity.prove("muscle", "leadsTo", "wrong", None)) is ProofKind.EXPLICIT_NEGATIVE
    assert falsity.prove("muscle", "leadsTo", "wrong", "book") is None


def test_a_refuted_claim_with_a_qualifier_says_nothing_of_the_plain_statement(graph: KnowledgeGraph) -> None:
    refuted = claim("muscle leadsTo wrong", Status.REFUTED)._replace(qualifier="in runners")
    assert Falsity(world(graph, refuted)).prove("muscle", "leadsTo", "wrong", None) is None


@pytest.mark.parametrize("live", [Status.ESTABLISHED, Status.CONTESTED, Status.REPORTED])
def test_what_is_refuted_by_one_claim_and_stands_by_another_is_not_wrong(
    graph: KnowledgeGraph, live: Status
) -> None:
    refuted = claim("muscle leadsTo wrong", Status.REFUTED)
    other = claim("muscle leadsTo wrong", live, "page")._replace(id="other")
    falsity = Falsity(world(graph, refuted, other))
    assert falsity.refuted(refuted) is None
    assert falsity.prove("muscle", "leadsTo", "wrong", None) is None


def test_only_a_refuted_claim_is_refuted(graph: KnowledgeGraph) -> None:
    said = claim("muscle leadsTo right")
    assert Falsity(world(graph, said)).refuted(said) is None


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("book muscle leadsTo", ProofKind.CLOSED_SCOPE),
        ("book muscle influences", ProofKind.CLOSED_SCOPE),
        ("page muscle leadsTo", None),
        ("book right leadsTo", None),
        ("book muscle improves", None),
    ],
)
def test_a_scope_is_closed_by_its_own_mark_for_the_subject_and_relation(
    graph: KnowledgeGraph, mark: str, found: ProofKind | None
) -> None:
    falsity = Falsity(world(graph, claim("muscle leadsTo right"), marks=[mark]))
    assert kind(falsity.prove("muscle", "leadsTo", "wrong", "book")) is found
    assert falsity.prove("muscle", "leadsTo", "wrong", None) is None


@pytest.mark.parametrize(
    "further",
    [
        ["right leadsTo wrong"],
        ["right improves step", "step leadsTo wrong"],
        ["right involves wrong"],
        ["part partOf right", "part leadsTo wrong"],
        ["muscle actsThrough middle", "middle leadsTo wrong"],
        ["wrong exampleOf kind", "right leadsTo kind"],
    ],
)
def test_what_a_chain_may_reach_is_not_proved_wrong(graph: KnowledgeGraph, further: list[str]) -> None:
    said, marks = claim("muscle leadsTo right"), ["book muscle influences"]
    assert Falsity(world(graph, said, marks=marks)).prove("muscle", "leadsTo", "wrong", "book")
    made = world(graph, said, *map(claim, further), marks=marks)
    assert Falsity(made).prove("muscle", "leadsTo", "wrong", "book") is None


@pytest.mark.parametrize(
    "further", ["muscle associatedWith wrong", "wrong associatedWith muscle", "muscle predicts wrong"]
)
def test_what_goes_together_is_not_proved_to_be_no_cause(graph: KnowledgeGraph, further: str) -> None:
    """“Often goes hand in hand with” stood as a wrong answer to what the one leads to."""
    said, marks = claim("muscle leadsTo right"), ["book muscle influences", "book muscle stateOf"]
    made = world(graph, said, claim(further), marks=marks)
    for relation, proved in (("leadsTo", False), ("stateOf", True)):
        assert bool(Falsity(made).prove("muscle", relation, "wrong", "book")) is proved
    part = world(graph, said, claim(further), claim("part exampleOf wrong"), marks=marks)
    assert Falsity(part).prove("muscle", "leadsTo", "part", "book") is None


def test_the_class_asked_for_excludes_what_is_disjoint_with_it(graph: KnowledgeGraph) -> None:
    made = of_class(world(graph, claim("muscle innervatedBy right")), wrong="Exercise", right="Nerve")
    proof = Falsity(made).prove("muscle", "innervatedBy", "wrong", None)
    assert proof is not None
    assert proof.kind is ProofKind.DISJOINT_CLASS
    assert proof.ground == graph.vocabulary.relations["innervatedBy"].range
    assert Falsity(made).prove("muscle", "innervatedBy", "muscle", None) is None


def test_a_source_supports_what_its_own_direct_evidence_bears_out(graph: KnowledgeGraph) -> None:
    assert supports(Evidence("book", Stance.SUPPORTS, "textbook"), "book")
    assert not supports(Evidence("book", Stance.SUPPORTS, "textbook"), "page")
    assert not supports(Evidence("book", Stance.DISPUTES, "textbook"), "book")
    assert not supports(Evidence("book", Stance.SUPPORTS, "textbook", indirect=True), "book")


def test_what_belongs_to_a_topic_lies_within_it_however_far_up(graph: KnowledgeGraph) -> None:
    falsity = Falsity(world(graph, claim("part partOf muscle"), claim("muscle memberOf group")))
    assert falsity.within("part", "group")
    assert falsity.within("group", "group")
    assert not falsity.within("group", "part")


def test_a_circle_of_claims_ends(graph: KnowledgeGraph) -> None:
    falsity = Falsity(
        world(
            graph, claim("right leadsTo muscle"), claim("muscle leadsTo right"), claim("muscle partOf muscle")
        )
    )
    assert falsity.reach("muscle") == {"right"}
    assert falsity.above("muscle") == {"muscle"}
