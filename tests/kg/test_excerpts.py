"""The line of a fault: its underline stands under what is at fault, and nothing in it orders a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.faults import Fault
from kg.packs.excerpts import lines_of, underlined, with_excerpts

WIDE = 200


def shown(line: str, bad: str, width: int = WIDE) -> list[str]:
    """Return the excerpt of a line in which `bad` is at fault."""
    fault = Fault("text", "a.yaml", 1, line.index(bad) + 1, "Bad.", "", len(bad))
    (with_excerpt,) = with_excerpts([fault], {"a.yaml": [line]})
    return underlined(with_excerpt, width)


def above_the_signs(lines: list[str]) -> str:
    """Return the part of the line under which the signs stand, cell by cell."""
    text, signs = lines
    cells = "".join(letter + "\0" * (cell_len(letter) - 1) for letter in text if cell_len(letter))
    start, end = signs.index("^"), signs.rindex("^") + 1
    return cells[start:end].replace("\0", "")


@pytest.mark.parametrize(
    ("line", "bad", "above"),
    [
        ("    relation: leedsTo", "leedsTo", "leedsTo"),
        ("quote: 膝の痛み leedsTo 膝", "leedsTo", "leedsTo"),
        ("quote: leedsTo 膝の痛み", "膝の痛み", "膝の痛み"),
        ("quote:\tleedsTo\tx", "leedsTo", "leedsTo"),
        ("quote: a\u0301e\u0308i leedsTo", "leedsTo", "leedsTo"),
        ("quote: \x1b[31m\x9b2J leedsTo", "leedsTo", "leedsTo"),
        ("quote: \u202eevil\u2066 leedsTo\u200b", "leedsTo", "leedsTo"),
        ("quote: \u202eevil", "\u202e", "\ufffd"),
        ("quote: a\u00a0b leedsTo", "leedsTo", "leedsTo"),
        ("quote: 🦵🏽 leedsTo", "leedsTo", "leedsTo"),
    ],
)
def test_the_signs_stand_under_what_is_at_fault(line: str, bad: str, above: str) -> None:
    lines = shown(line, bad)
    assert above_the_signs(lines) == above
    assert "".join(lines).isprintable()


def test_a_long_line_is_cut_about_the_place() -> None:
    line = "note: " + "before " * 300 + "leedsTo" + " after" * 300
    for width in (10, 30, 79, 120, 300):
        lines = shown(line, "leedsTo", width)
        assert above_the_signs(lines) == "leedsTo", width
        assert "…" in lines[0]
        assert all(cell_len(each) <= max(width, 22) for each in lines)
    assert shown("a: leedsTo " + "x " * 100, "leedsTo", 30)[0] == "  1 | a: leedsTo x x x x x x…"


def test_what_is_at_fault_may_itself_be_too_long() -> None:
    lines = shown("quote: " + "膝" * 500, "膝" * 500, 40)
    assert lines[0].endswith("…")
    assert set(lines[1].strip(" |")) == {"^"}
    assert cell_len(lines[1]) <= 40


def test_where_no_line_is_known_there_is_no_excerpt() -> None:
    for fault in (Fault("x", "graph", 0, 0, "Bad."), Fault("x", "b.yaml", 9, 1, "Bad.", "", 1)):
        (same,) = with_excerpts([fault], {"b.yaml": ["one"]})
        assert same == fault
        assert underlined(same, 80) == []


def test_at_the_end_of_a_line_one_sign_stands_behind_it() -> None:
    fault = Fault("yaml", "a.yaml", 1, 4, "Bad.", "", 1)
    (found,) = with_excerpts([fault], {"a.yaml": ["abc"]})
    assert underlined(found, 80) == ["  1 | abc", "    |    ^"]


@given(
    st.text(max_size=60), st.text(min_size=1, max_size=20), st.text(max_size=500), st.integers(min_value=24)
)
def test_any_line_is_printable_and_fits(before: str, bad: str, after: str, width: int) -> None:
    lines = lines_of(before + bad + after)
    column = len(lines_of(before)[-1]) + 1
    row = len(lines_of(before))
    fault = Fault("text", "a.yaml", row, column, "Bad.", "", len(bad))
    (found,) = with_excerpts([fault], {"a.yaml": lines})
    text, signs = underlined(found, width)
    assert all(letter.isprintable() for letter in text + signs)
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") for letter in text)
    assert cell_len(text) <= width
    assert cell_len(signs) <= width + 1
    assert found.length >= 1
    assert "^" in signs
