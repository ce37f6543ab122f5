"""A foreign graph as claims: what is ours, what is new, what it is called, and what is not taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.checks.run import check_all
from kg.errors import UnusableFileError
from kg.foreign.tally import Changed, Left
from kg.graph import KnowledgeGraph
from kg.model import AskUse, Status
from kg.packs.loading import content_of, read_packs
from quiz.bank import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from kg.foreign.claims import Imported

    Take = Callable[..., Imported]
    Written = Callable[[Imported], str]

HEAD = """\
[Typedef]
id: part_of
xref: BFO:0000050

[Typedef]
id: has_muscle_origin
xref: RO:0002372

[Typedef]
id: has_muscle_antagonist
xref: RO:0002568

[Term]
id: UBERON:0001474
name: bone element
is_a: UBERON:0000465

[Term]
id: UBERON:0000465
name: material anatomical entity
"""


def term(name: str, *clauses: str, kind: str = "UBERON:0001474") -> str:
    return "\n".join(["", "[Term]", f"id: {name}", f"is_a: {kind}", *clauses, ""])


def said(found: Imported) -> set[tuple[str, str, str]]:
    return {(claim.subject, claim.relation, claim.object) for claim in found.claims}


def told(found: Imported, what: StrEnum) -> list[str]:
    return [name for row, _, names in found.tally.rows(type(what)) if row is what for name, _ in names]


def test_a_statement_becomes_a_reported_claim_with_its_triple_as_evidence(take: Take) -> None:
    found = take(HEAD + term("UBERON:0000981", "relationship: part_of UBERON:0001272 ! hip"), "obo")
    (claim,) = found.claims
    assert (claim.subject, claim.relation, claim.object) == ("femur", "partOf", "hip-bone")
    assert (claim.status, claim.ask, claim.source) == (Status.REPORTED, (AskUse.ATTRIBUTED,), "theirs")
    (evidence,) = claim.evidence
    assert (evidence.note, evidence.reread) == ("UBERON:0000981 BFO:0000050 UBERON:0001272", False)
    assert (found.entities, found.pack.requires) == ((), ("mini",))
    assert found.mapped == {"UBERON:0000981": "femur", "UBERON:0001272": "hip-bone"}


def test_a_close_match_and_a_namesake_are_things_of_their_own_that_overlap_with_ours(
    take: Take, written: Written, book: tuple[str, str]
) -> None:
    found = take(
        HEAD
        + term("UBERON:0002000", "name: gluteal muscle", kind="UBERON:0001630")
        + term("UBERON:0001630", "name: muscle organ", kind="UBERON:0000465")
        + term("X:1", "name: Femur", 'synonym: "hip bone" EXACT []', 'synonym: "thigh bone" EXACT []')
        + term("X:2", "name: femur", 'synonym: "thigh bone" EXACT []', "relationship: part_of X:1")
        + "relationship: part_of UBERON:0002000\nrelationship: part_of UBERON:0001272\n",
        "obo",
    )
    assert [(each.id, each.cls, each.label, each.synonyms) for each in found.entities] == [
        ("gluteal-muscle", "Musculature", "gluteal muscle", ()),
        ("femur-x-1", "Bone", "Femur (X:1)", ("thigh bone",)),
        ("femur-x-2", "Bone", "femur (X:2)", ()),
    ]
    assert {each.definition for each in found.entities} == {
        "A term of Theirs (UBERON:0002000).", "A term of Theirs (X:1).", "A term of Theirs (X:2).",
    }  # fmt: skip
    # No one has looked whether they are something of ours: none can be a wrong answer.
    assert all(each.vague for each in found.entities)
    beside = {
        (claim.subject, claim.object): claim for claim in found.claims if claim.relation == "overlapsWith"
    }
    assert set(beside) == {
        ("femur-x-1", "femur"), ("femur-x-1", "hip-bone"), ("femur-x-2", "femur"),
        ("gluteal-muscle", "gluteal-muscles"),
    }  # fmt: skip
    assert {(claim.source, claim.ask) for claim in beside.values()} == {("theirs-import", ())}
    assert "close match" in str(beside["gluteal-muscle", "gluteal-muscles"].evidence[0].note)
    assert "a name of femur" in str(beside["femur-x-1", "femur"].evidence[0].note)
    assert told(found, Changed.CLOSE) == ["UBERON:0002000 gluteal muscle, beside gluteal-muscles"]
    assert told(found, Changed.CLASH) == ["Femur (X:1)", "femur (X:2)"]
    assert told(found, Left.SYNONYM) == ["X:1 hip bone", "X:2 thigh bone"]
    checks = check_all([book, ("theirs.yaml", written(found))])
    assert [str(fault) for check in checks for fault in check.faults] == []


def test_what_is_a_kind_of_what_is_kept_but_never_asked(take: Take) -> None:
    found = take(
        HEAD
        + term("X:1", "name: left femur", "relationship: part_of UBERON:0001272", kind="X:2")
        + term("X:2", "name: femur of a side", kind="UBERON:0000981")
        + term("X:3", "name: bone of the leg", "relationship: part_of UBERON:0001272")
        + term("UBERON:0000981", "relationship: part_of UBERON:0001272", "is_a: X:3")
        + term("UBERON:0001273", "is_a: X:3"),
        "obo",
    )
    # By way of X:2, which is in no statement and so is no thing here; never to a class, as bone element.
    examples = [claim for claim in found.claims if claim.relation == "exampleOf"]
    assert {(claim.subject, claim.object, claim.evidence[0].note) for claim in examples} == {
        ("left-femur", "femur", "X:1 is_a X:2 is_a UBERON:0000981"),
        ("femur", "bone-of-the-leg", "UBERON:0000981 is_a X:3"),
        # In no statement that is new, but one of our things all the same.
        ("ilium", "bone-of-the-leg", "UBERON:0001273 is_a X:3"),
    }
    assert {claim.ask for claim in examples} == {()}


def test_what_does_not_fit_or_is_there_already_is_told(take: Take) -> None:
    found = take(
        HEAD
        + term("UBERON:0001273", "relationship: part_of UBERON:0001272")  # held by the small pack
        + term(
            "UBERON:0000981",
            "relationship: has_muscle_origin UBERON:0001273",  # of a bone
            "relationship: part_of UBERON:0000981",
            "relationship: part_of UBERON:0001474",
            "relationship: part_of X:1",
            "relationship: part_of X:2",
            "relationship: part_of X:3",
            "relationship: part_of X:4",
            "relationship: develops_from X:1",
        )
        + term("UBERON:0001371", "relationship: has_muscle_antagonist X:5", kind="UBERON:0001630")
        + term("UBERON:0001630", "name: muscle organ", kind="UBERON:0000465")
        + term(
            "X:5", "name: any", "relationship: has_muscle_antagonist UBERON:0001371", kind="UBERON:0001630"
        )
        + term("X:1", "name: cell", kind="CL:0000000")
        + term("X:2", "name: old bone", "is_obsolete: true")
        + term("X:3"),
        "obo",
    )
    assert said(found) == {("gluteus-medius", "antagonistOf", "any")}
    assert told(found, Left.KNOWN) == ["UBERON:0001273 part_of UBERON:0001272"]
    assert told(found, Left.PLACE) == ["has_muscle_origin from Bone to Bone"]
    assert told(found, Left.SELF) == ["UBERON:0000981 part_of UBERON:0000981"]
    assert told(found, Left.TWICE) == ["X:5 has_muscle_antagonist UBERON:0001371"]
    assert told(found, Left.GENERAL) == ["UBERON:0001474 bone element"]
    assert told(found, Left.UNCLASSED) == ["X:1 cell"]
    assert told(found, Left.OBSOLETE) == ["X:2 old bone"]
    assert told(found, Left.UNNAMED) == ["X:3", "X:4"]
    assert told(found, Left.RELATION) == ["develops_from"]
    assert told(found, Left.END) == ["part_of"]


def test_a_relation_is_known_by_its_own_identifier_or_by_one_xref_alone(take: Take) -> None:
    two = HEAD.replace("xref: RO:0002372", "xref: RO:0002372\nxref: BFO:0000050")
    body = term("UBERON:0000981", "relationship: {} UBERON:0001272")
    assert said(take(HEAD + body.format("BFO:0000050"), "obo")) == {("femur", "partOf", "hip-bone")}
    for text in (two + body.format("has_muscle_origin"), body.format("part_of")):
        assert told(take(text, "obo"), Left.RELATION) in (["has_muscle_origin"], ["part_of"])
    # Turned round it would say another thing: not every part of a class is part of the whole.
    assert said(take(HEAD + body.format("BFO:0000051"), "obo")) == set()


def test_a_thing_of_two_kinds_is_what_these_have_in_common(take: Take) -> None:
    found = take(
        HEAD
        + term("X:1", "name: ilium of a fish", "is_a: UBERON:0005913", "relationship: part_of UBERON:0001272")
        + term("X:2", "name: knee bone", "is_a: UBERON:0000982", "relationship: part_of UBERON:0001272"),
        "obo",
    )
    assert [(each.label, each.cls) for each in found.entities] == [
        ("ilium of a fish", "AttachmentSite"),
        ("knee bone", "AnatomicalEntity"),
    ]
    assert told(found, Changed.KINDS) == ["X:1 ilium of a fish: Bone, Landmark", "X:2 knee bone: Bone, Joint"]


def test_ids_are_made_of_labels_and_stay_what_they_are(take: Take, written: Written) -> None:
    labels = ["Glútéus  (deep)", "glúteus deep!", "骨", "x" * 200, "x" * 199 + "y", "the hip"]
    text = HEAD + "".join(
        term(f"X:{number}", f"name: {label}", "relationship: part_of UBERON:0001272")
        for number, label in enumerate(labels)
    )
    found = take(text, "obo")
    ids = [entity.id for entity in found.entities]
    assert ids == ["gluteus-deep", "gluteus-deep-x-1", "x-2", "x" * 80, "x" * 40 + "-x-4", "the-hip"]
    assert [entity.in_sentence for entity in found.entities][:3:2] == ["the Glútéus (deep)", "the 骨"]
    assert found.entities[-1].in_sentence == "the hip"
    assert written(found) == written(take(text, "obo"))
    # A claim is named by what it says, whatever else the next release of the file may hold.
    fewer = take(HEAD + term("X:2", "name: 骨", "relationship: part_of UBERON:0001272"), "obo")
    assert {claim.id for claim in fewer.claims} < {claim.id for claim in found.claims}


def test_loops_stay_what_their_source_says(take: Take, written: Written, book: tuple[str, str]) -> None:
    found = take(
        HEAD
        + term("X:1", "name: one", "relationship: part_of X:2", kind="X:2")
        + term("X:2", "name: two", "relationship: part_of X:1", "is_a: X:1"),
        "obo",
    )
    assert said(found) >= {("one", "partOf", "two"), ("two", "partOf", "one")}
    checks = check_all([book, ("theirs.yaml", written(found))])
    assert [str(fault) for check in checks for fault in check.faults] == []


NAMES = [
    "[Your Name] [/] [bold]x", "<b>&amp;</b>", "null", "true", "- item", "key: value", "# none", '"quoted"',
    "it's", "\ttab\u0000 nul", "rtl \u202e txet", "zero\u200bwidth", "line\u2028break", "é", "🦴", "{a}",
    "*b", "&c", "!d", "|", ">", "%", "@e", "`f`", "back\\slash", "\\n", "a,b", "~", "1.5", "0x10",
    "2026-11-26",
]  # fmt: skip


def test_odd_names_stay_text(take: Take, written: Written, book: tuple[str, str]) -> None:
    import json

    nodes = [
        {
            "@id": f"http://purl.obolibrary.org/obo/X_{number}",
            "@type": "http://purl.obolibrary.org/obo/UBERON_0001474",
            "http://www.w3.org/2000/01/rdf-schema#label": name,
            "http://www.geneontology.org/formats/oboInOwl#hasExactSynonym": [
                f"{name} {again}" for again in range(1_000 if number == 0 else 2)
            ],
            "http://purl.obolibrary.org/obo/BFO_0000050": {
                "@id": "http://purl.obolibrary.org/obo/UBERON_0001272"
            },
        }
        for number, name in enumerate([*NAMES, "y" * 201, "z" * 3_000_000])
    ]
    found = take(json.dumps(nodes), "jsonld")
    text = written(found)
    reader, _ = read_packs([book, ("theirs.yaml", text)])
    assert [str(fault) for fault in reader.log.faults] == []
    for entity in found.entities:
        assert reader.entities[entity.id] == entity
    for claim in found.claims:
        assert reader.claims[claim.id] == claim
    assert reader.sources["theirs"] == found.sources[0]
    assert len(found.entities) == len(NAMES)
    assert len(found.entities[0].synonyms) == 1_000
    assert told(found, Changed.LETTERS) == ["X:10 rtl txet", "X:11 zerowidth", "X:9 tab nul"]
    assert told(found, Left.UNNAMED) == [f"X:{len(NAMES)}", f"X:{len(NAMES) + 1}"]


@pytest.mark.parametrize("prefix", ["@prefix x: <http://e.org/> .", "@base <http://e.org/> ."])
def test_terms_that_are_iris_have_questions(
    prefix: str, take: Take, written: Written, book: tuple[str, str]
) -> None:
    x = "x:{}" if "x:" in prefix else "<{}>"
    muscle, bone, femur = (x.format(name) for name in ("sural", "heel", "femur"))
    found = take(
        prefix
        + """
        @prefix u: <http://purl.obolibrary.org/obo/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        """
        + f'{muscle} rdfs:label "sural muscle" ; rdfs:subClassOf u:UBERON_0001630 ; u:RO_0002373 {bone} .\n'
        + f'{bone} rdfs:label "heel bone" ; rdfs:subClassOf u:UBERON_0001474 .\n'
        + f'{femur} rdfs:label "femur" ; rdfs:subClassOf u:UBERON_0001474 ; u:BFO_0000050 {bone} .\n',
        "turtle",
    )
    reader, phrases = read_packs([book, ("theirs.yaml", written(found))])
    assert reader.log.faults == []
    made = build(KnowledgeGraph(content_of(reader, phrases)), 1)
    asked = {claim.id for claim in found.claims if claim.ask}
    assert len(asked) == 2
    assert asked <= {claim for item in made.items for claim in item.claims}
    short = "x:" if "x:" in prefix else "http://e.org/"
    assert f"{short}sural RO:0002373 {short}heel" in {claim.evidence[0].note for claim in found.claims}
    assert told(found, Changed.CLASH) == [f"femur ({short.removeprefix('http://')}femur)"]


def test_a_long_way_up_and_too_many_claims_are_bounded(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.foreign.things._MOST_STEPS", 1_000)
    monkeypatch.setattr("kg.foreign.claims._MOST_CLAIMS", 100)
    chain = "".join(term(f"X:{number}", kind=f"X:{number + 1}") for number in range(100))
    many = [
        term(f"Y:{number:03}", f"name: y {number}", "relationship: part_of UBERON:0001272", kind="X:0")
        for number in range(101)
    ]
    found = take(HEAD + chain + term("X:100") + "".join(many[1:]), "obo")
    assert len(found.claims) == 100
    assert told(found, Left.KINDS)[0] == "Y:010"
    with pytest.raises(UnusableFileError, match="more than 100 claims"):
        take(HEAD + chain + term("X:100") + "".join(many), "obo")
