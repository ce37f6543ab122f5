"""What the verifier asks of an item, on graphs made by hand: proofs where needed, each to the point."""

from __future__ import annotations

from dataclasses import replace

import pytest
from smallgraphs import claim, closed, entity, item, option, world

from kg.graph import KnowledgeGraph
from kg.model import Claim, Evidence, Stance, Status
from kg.proof import Proof, ProofKind
from quiz.item import Interaction, Item, Option, Row
from quiz.verify import Verifier, faults

SAID = claim("muscle leadsTo right")
MARK = "book muscle leadsTo"


@pytest.mark.parametrize(
    ("lists", "enough"),
    [
        (["book", "page"], True),
        (["book", "print"], True),
        (["book", "page", "copy"], True),
        (["book"], False),
        (["book", "book"], False),
        (["page", "copy"], False),
        (["book", "blog"], False),
    ],
)
def test_a_list_is_closed_by_two_references_of_different_sites(
    graph: KnowledgeGraph, lists: list[str], enough: bool
) -> None:
    said = claim("muscle innervatedBy right")
    said = said._replace(
        evidence=tuple(Evidence(name, Stance.SUPPORTS, "textbook") for name in sorted(set(lists)))
    )
    made = world(graph, said, marks=[f"{name} muscle innervatedBy" for name in dict.fromkeys(lists)])
    proof = Proof(
        ProofKind.AT_MOST, "muscle", "innervatedBy", "wrong", "innervatedBy", witnesses=tuple(lists)
    )
    asked = item(options=(option("wrong", proof),), claims=(said.id,))
    assert (faults(asked, made) == []) is enough


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence("page", Stance.DISPUTES, "textbook"),
        Evidence("page", Stance.SUPPORTS, "textbook", indirect=True),
    ],
)
def test_a_list_that_names_nothing_closes_nothing(graph: KnowledgeGraph, evidence: Evidence) -> None:
    said = claim("muscle innervatedBy right")
    said = said._replace(evidence=(*said.evidence, evidence))
    made = world(graph, said, marks=["book muscle innervatedBy", "page muscle innervatedBy"])
    proof = Proof(
        ProofKind.AT_MOST, "muscle", "innervatedBy", "wrong", "innervatedBy", witnesses=("book", "page")
    )
    asked = item(options=(option("wrong", proof),), claims=(said.id,))
    assert faults(asked, made) == ["“wrong”: the list of “page” is empty."]


def test_each_wrong_option_needs_a_proof_and_no_right_one_has_any(graph: KnowledgeGraph) -> None:
    made, proof = world(graph, SAID, marks=[MARK]), closed("muscle", "leadsTo", "wrong")
    asked = item(scope="book", claims=(SAID.id,))
    right = option("right", correct=True)
    assert faults(replace(asked, options=(right, option("wrong", proof))), made) == []
    assert faults(replace(asked, options=(right, option("wrong"))), made) == [
        "“wrong” is wrong and has no proof."
    ]
    proved = option("right", proof, correct=True)
    assert faults(replace(asked, options=(proved, option("wrong", proof))), made) == [
        "“right” is right and has a proof that it is wrong."
    ]


def test_an_option_that_names_a_source_is_proved_wrong_of_that_source(graph: KnowledgeGraph) -> None:
    proof = Proof(ProofKind.CONTRADICTED, *SAID[1:4], "supports", "book", (SAID.id,))
    made, asked = world(graph, SAID), item(claims=(SAID.id,))
    assert faults(replace(asked, options=(option("book", proof),)), made) == []
    assert faults(replace(asked, options=(option("page", proof),)), made) != []


def test_evidence_on_something_near_neither_supports_nor_disputes(graph: KnowledgeGraph) -> None:
    near = Evidence("page", Stance.DISPUTES, "textbook", indirect=True)
    made = world(graph, SAID._replace(evidence=(*SAID.evidence, near)))
    for source, ground, right in (
        ("page", "indirect", True),
        ("page", "disputes", False),
        ("page", "supports", False),
        ("book", "supports", True),
        ("book", "indirect", False),
        ("print", "indirect", False),
    ):
        proof = Proof(ProofKind.CONTRADICTED, *SAID[1:4], ground, source, (SAID.id,))
        asked = item(options=(Option("it", None, False, "why", proof),))
        assert (faults(asked, made) == []) is right, (source, ground)


def test_a_condition_is_told_with_what_holds_under_it_alone(graph: KnowledgeGraph) -> None:
    denied = claim("muscle leadsTo wrong", Status.REFUTED)._replace(qualifier="in healthy men")
    proof = Proof(ProofKind.EXPLICIT_NEGATIVE, *denied[1:4], "leadsTo", witnesses=(denied.id,))
    made, told = world(graph, denied), Option("it does so in healthy men", None, False, "why", proof)
    assert faults(item(options=(told,)), made) == []
    assert faults(item(options=(replace(told, text="it does"), told)), made) == [
        "“it does”: a witness holds only in healthy men, which is not told."
    ]


def test_of_the_statements_of_a_source_only_the_slip_is_disputed(graph: KnowledgeGraph) -> None:
    """A wrong option that another source disputes as well would be a second key."""
    against, for_ = Evidence("page", Stance.DISPUTES, "study"), Evidence("page", Stance.SUPPORTS, "study")
    slip = claim("muscle leadsTo wrong")._replace(evidence=(against,))
    borne_out = SAID._replace(evidence=(*SAID.evidence, for_))
    key = Option(
        "slip", None, True, "why", Proof(ProofKind.CONTRADICTED, *slip[1:4], "disputes", "page", (slip.id,))
    )
    stands = Option(
        "said", None, False, "why", Proof(ProofKind.CONTRADICTED, *SAID[1:4], "supports", "page", (SAID.id,))
    )
    asked = item(scope="book", options=(key, stands))
    assert faults(asked, world(graph, slip, borne_out)) == []
    twice = borne_out._replace(evidence=(*borne_out.evidence, against._replace(source="print")))
    assert faults(asked, world(graph, slip, twice)) == ["“said” is disputed as well."]


def test_a_class_excludes_only_what_the_option_names(graph: KnowledgeGraph) -> None:
    proof = Proof(ProofKind.DISJOINT_CLASS, "bridge-pose", "strengthens", "exercise-band", "Musculature")
    asked = item(claims=("article-c36",))
    fault = "nothing says that it is no Musculature, or that the relation asks for one."
    band, pose = (
        faults(replace(asked, options=(option(name, proof),)), graph)
        for name in (proof.object, proof.subject)
    )
    assert not any(fault in each for each in band)
    assert any(fault in each for each in pose)


def test_a_value_excludes_others_only_where_it_is_the_one_that_is_established(graph: KnowledgeGraph) -> None:
    one, two = claim("bend occursAt right"), claim("bend occursAt left")
    proof = Proof(ProofKind.AT_MOST, "bend", "occursAt", "wrong", "occursAt", witnesses=(one.id,))
    asked = item(claims=(one.id,), options=(option("wrong", proof),))
    assert faults(asked, world(graph, one)) == []
    assert faults(asked, world(graph, one, two)) != []
    assert faults(asked, world(graph, one._replace(status=Status.REPORTED))) != []
    assert faults(asked, world(graph, one, claim("wrong partOf right"))) != []


def test_what_was_corrupted_has_to_stand(graph: KnowledgeGraph) -> None:
    proof = closed("muscle", "leadsTo", "wrong")
    proof = replace(proof, kind=ProofKind.CORRUPTED, ground="closed-scope leadsTo", witnesses=(SAID.id,))
    asked = item(scope="book", options=(Option("it", None, False, "why", proof),))
    assert faults(asked, world(graph, SAID, marks=[MARK])) == []
    assert faults(asked, world(graph, SAID._replace(status=Status.REFUTED), marks=[MARK])) != []


def test_where_the_wrong_one_is_sought_the_key_is_proved_wrong(graph: KnowledgeGraph) -> None:
    made = world(graph, SAID, marks=[MARK])
    stands = Proof(ProofKind.CONTRADICTED, *SAID[1:4], "leadsTo", witnesses=(SAID.id,))
    found = closed("muscle", "leadsTo", "wrong")
    asked = item(scope="book", claims=(SAID.id,))
    wrong = option("right", stands)
    assert faults(replace(asked, options=(wrong, option("wrong", found, correct=True))), made) == []
    unsound = replace(found, source="page")
    assert faults(replace(asked, options=(wrong, option("wrong", unsound, correct=True))), made) != []
    assert faults(replace(asked, options=(wrong, option("right", stands, correct=True))), made) != []


def test_a_proof_about_something_else_is_none(graph: KnowledgeGraph) -> None:
    far = claim("bone partOf leg")
    made = world(graph, SAID, far, marks=[MARK, "book bone partOf"])
    sound = option("wrong", closed("muscle", "leadsTo", "wrong"))
    beside = option("wrong", closed("bone", "partOf", "wrong"))
    other = option("leg", closed("muscle", "leadsTo", "wrong"))
    for shown, found in (
        (sound, []),
        (beside, ["“wrong”: the proof has nothing to do with what is asked."]),
        (other, ["“leg”: the proof is about something else."]),
    ):
        assert faults(item(scope="book", claims=(SAID.id,), options=(shown,)), made) == found


MATCH = (claim("one innervatedBy a"), claim("two innervatedBy b"))


def matching(rows: tuple[Row, ...]) -> Item:
    return item(
        Interaction.MATCH, "book", claims=tuple(each.id for each in MATCH), rows=rows,
        options=(option("a", correct=True), option("b", correct=True)),
    )  # fmt: skip


def test_a_matching_row_proves_all_but_its_key(graph: KnowledgeGraph) -> None:
    made = world(graph, *MATCH, marks=["book one innervatedBy", "book two innervatedBy"])
    first, second = closed("one", "innervatedBy", "b"), closed("two", "innervatedBy", "a")
    one, two = Row("one", "one", 0, (None, first)), Row("two", "two", 1, (second, None))
    assert faults(matching((one, two)), made) == []
    for broken in (
        replace(one, proofs=(None, None)),
        replace(one, proofs=(second, first)),
        replace(one, proofs=(None,)),
        replace(one, proofs=(None, second)),
        replace(one, key=1, proofs=(first, None)),
    ):
        assert faults(matching((broken, two)), made) != []
    misplaced = (option("a", second, correct=True), option("b", correct=True))
    assert faults(replace(matching((one, two)), options=misplaced), made) != []


CHAIN = (claim("a leadsTo b"), claim("b leadsTo c"))


def before(subject: str, object_: str, *witnesses: Claim) -> Proof:
    return Proof(
        ProofKind.ORDER, subject, "influences", object_, "influences",
        witnesses=tuple(each.id for each in witnesses),
    )  # fmt: skip


def test_each_step_of_an_order_is_proved_from_the_one_before(graph: KnowledgeGraph) -> None:
    made = world(graph, *CHAIN)
    options = (option("c", before("c", "b", CHAIN[1])), option("a"), option("b", before("b", "a", CHAIN[0])))
    asked = item(Interaction.ORDER, "book", claims=tuple(each.id for each in CHAIN), options=options)
    assert faults(replace(asked, order=(1, 2, 0)), made) == []
    upright = world(graph, *(each._replace(qualifier="upright") for each in CHAIN))
    assert faults(replace(asked, order=(1, 2, 0)), upright) == []
    assert faults(replace(asked, order=(1, 0, 2)), made) != []
    assert faults(replace(asked, order=(1, 2)), made) != []
    assert faults(replace(asked, order=(1, 2, 0)), world(graph, *CHAIN, claim("c reduces a"))) != []
    assert (
        faults(replace(asked, order=(1, 2, 0)), world(graph, *CHAIN, claim("c reduces a", Status.REFUTED)))
        == []
    )
    assert faults(replace(asked, order=(1, 2, 0), scope="page"), made) != []
    first = replace(options[1], proof=options[2].proof)
    assert faults(replace(asked, order=(1, 2, 0), options=(options[0], first, options[2])), made) != []


def test_a_typed_answer_is_what_the_claims_name_and_nothing_else(graph: KnowledgeGraph) -> None:
    said = (claim("muscle innervatedBy nerve"), claim("muscle innervatedBy branch"))
    made = world(graph, *said, claim("muscle innervatedBy rumour", Status.REFUTED))
    shared = (entity("nerve", "N."), entity("branch", "Twig"), entity("twig", "N.", "muscle"))
    made = KnowledgeGraph(replace(made.content, entities=(*made.content.entities, *shared)))
    asked = item(Interaction.TEXT, claims=(said[0].id,))
    for accept, right in (
        (("nerve",), True),
        (("Nerve", "branch"), True),
        (("wrong",), False),
        (("rumour",), False),
        (("nerve", "N."), False),
        (("nerve", "nobody's name"), False),
        (("nerve", "muscle"), False),
        ((), False),
    ):
        assert (faults(replace(asked, accept=accept), made) == []) is right, accept
    assert faults(replace(asked, accept=("nerve",), options=(option("nerve"),)), made) != []


def test_a_measurement_under_a_condition_is_told_with_it(graph: KnowledgeGraph) -> None:
    verifier = Verifier(graph)
    proof = Proof(
        ProofKind.ORDER, "clamshell", "activates", "forward-lunge", "%MVIC",
        witnesses=(
            "clamshell-emg-gluteus-medius-distefano-2009", "forward-lunge-emg-gluteus-medius-distefano-2009",
        ),
    )  # fmt: skip
    asked = item(scope="distefano-2009", claims=proof.witnesses)
    told = Option("clamshell in the first of two variants", "clamshell", False, "why", proof)
    assert verifier.faults(replace(asked, options=(told,))) == []
    assert verifier.faults(replace(asked, options=(replace(told, text="clamshell"),))) != []


def test_an_item_on_no_claim_of_the_graph_is_refused(graph: KnowledgeGraph) -> None:
    assert faults(item(claims=("nobody-said",)), graph) == [
        "The item tests “nobody-said”, which is no claim that counts."
    ]
