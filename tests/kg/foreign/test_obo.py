"""OBO, read clause by clause: what is a term, what a statement, what is left and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import UnusableFileError
from kg.foreign import form_of, read
from kg.foreign.graph import Statement, Term
from kg.foreign.tally import Changed, Left

if TYPE_CHECKING:
    from enum import StrEnum

    from kg.foreign.graph import ForeignGraph

FILE = r"""format-version: 1.4
import: http://example.org/other.obo
ontology: made-up

! a remark
[Term]
id: UBERON:0001371 ! a remark
name: gluteus\Wmedius {source="x"} ! a remark
synonym: "middle \"glute\" \{1\}" EXACT [TA:1, TA:2] {note="a ! b"}
synonym: "glute" BROAD []
synonym: "glute two" []
def: "A muscle." [x]
xref: FMA:22315
is_a: UBERON:0002000 {source="FMA"} ! gluteal muscle
intersection_of: UBERON:0001630
relationship: part_of UBERON:0001464 {notes="as {cardinality=1} has it", source="b"} ! hip
relationship: part_of UBERON:0001465 {maxCardinality="0"} ! knee
relationship: part_of UBERON:0001466 {gci_relation="part_of", gci_filler="NCBITaxon:9606"}
relationship: part_of
relationship: has_muscle_origin http://purl.obolibrary.org/obo/UBERON_0001273
relationship: develops_from UBERON:1 ! paraxial mesoderm
is_obsolete: false
this line is no clause

[Term]
id: UBERON:0000002
name: gone
is_obsolete: true

[Instance]
id: x:mine
name: mine
instance_of: UBERON:0001371

[Term]
name: without an id

[Term]
id: a
id: b

[Typedef]
id: part_of
name: part of
xref: BFO:0000050
is_transitive: true

[Typedef]
id: has_muscle_origin
xref: RO:0002372 {note="x"} ! remark
xref: OLD:1
"""


def rows(found: ForeignGraph, kinds: type[StrEnum]) -> dict[StrEnum, dict[str, int]]:
    return {what: dict(names) for what, _, names in found.tally.rows(kinds)}


def test_what_stands_there_is_read_and_the_rest_is_told() -> None:
    found = read(FILE.encode(), "obo", "made-up.obo")
    assert found.terms["UBERON:0001371"] == Term(
        "UBERON:0001371", "gluteus medius", ('middle "glute" {1}',), ("UBERON:0002000",)
    )
    assert found.terms["UBERON:0000002"].obsolete
    assert found.terms["x:mine"].kinds == ("UBERON:0001371",)
    assert sorted(found.terms) == ["UBERON:0000002", "UBERON:0001371", "x:mine"]
    assert found.statements == (
        Statement("UBERON:0001371", "develops_from", "UBERON:1"),
        Statement("UBERON:0001371", "has_muscle_origin", "UBERON:0001273"),
        Statement("UBERON:0001371", "part_of", "UBERON:0001464"),
    )
    assert found.aliases == {"has_muscle_origin": ("OLD:1", "RO:0002372"), "part_of": ("BFO:0000050",)}
    assert rows(found, Changed) == {}
    assert rows(found, Left) == {
        Left.NARROWED: {"part_of": 2},
        Left.AXIOM: {"intersection_of": 1, "Typedef is_transitive": 1},
        Left.IDENTIFIER: {"[Term] without an id": 1, "[Term] a b": 1},
        Left.IMPORT: {"http://example.org/other.obo": 1},
        Left.VALUE: {
            "def": 1, "format-version": 1, "ontology": 1, "synonym that is not exact": 2, "xref": 1,
        },
        Left.LINE: {"relationship: part_of": 1, "this line is no clause": 1},
    }  # fmt: skip


def test_of_two_names_the_first_holds_and_the_other_is_told() -> None:
    stanza = "[Term]\nid: X:1\nname: {}\nis_a: X:{}\n"
    text = stanza.format("zebra muscle", 2) + stanza.format("another muscle", 3)
    found = read((text + stanza.format("zebra muscle", 3)).encode(), "obo", "a.obo")
    assert found.terms["X:1"] == Term("X:1", "zebra muscle", (), ("X:2", "X:3"))
    assert rows(found, Left) == {Left.FURTHER: {"X:1 another muscle": 1}}


def test_a_line_that_is_too_long_is_left() -> None:
    found = read(b"[Term]\nid: X:1\nname: " + b"x" * 20_000 + b"\nname: x\n", "obo", "a.obo")
    assert found.terms["X:1"].label == "x"
    assert [total for what, total, _ in found.tally.rows(Left) if what is Left.LINE] == [1]


def test_line_ends_and_a_byte_order_mark_mean_nothing() -> None:
    plain = read(FILE.encode(), "obo", "a.obo")
    other = read(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode(), "obo", "a.obo")
    assert (plain.terms, plain.statements) == (other.terms, other.statements)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no OBO: there is no stanza"),
        (b"<?xml version='1.0'?><a/>", "no OBO: there is no stanza"),
        (FILE.encode("utf-16"), "not UTF-8 text (byte 0)"),
        (b"nonsense\n" * 20_001, "over 20,000 lines in it are no clause"),
        (b"[Term]\n" * 200_001, "more than 200,000 stanzas"),
        (FILE.encode() + b"\xc3", f"not UTF-8 text (byte {len(FILE.encode())})"),
    ],
    ids=["empty", "xml", "UTF-16", "nonsense", "stanzas", "cut"],
)
def test_what_is_no_obo_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        read(data, "obo", "a.obo")
    assert told in str(refused.value)


def test_a_format_is_known_by_the_end_of_a_name() -> None:
    from pathlib import PurePath

    names = ("a.obo", "b.TTL", "c.nt", "d.json", "e.jsonld", "f.owl", "g")
    forms = ["obo", "turtle", "turtle", "jsonld", "jsonld", None, None]
    assert [form_of(PurePath(name)) for name in names] == forms
