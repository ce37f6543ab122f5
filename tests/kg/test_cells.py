"""Tables handed to a spreadsheet: order, and nothing in them that it would run."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.cells import guarded, in_order, to_csv, to_tsv

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
ROWS = st.lists(
    st.tuples(TEXTS | st.sampled_from(["=1", "-1", "@a", "10", "9", "1e5", ""]), TEXTS), max_size=8
)


def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe() -> None:
    for cell in ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x.example")', "-"):
        assert guarded(cell) == f"'{cell}"
    for cell in ("-2.5", "+3", "-1e-3", "knee pain", "", " =1", "'=1", "1=1"):
        assert guarded(cell) == cell


@given(ROWS)
def test_csv_gives_back_every_cell_and_none_is_a_formula(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(to_csv(["one", "=two"], rows).decode(), newline="")))
    assert read == [["one", "'=two"], *([guarded(cell) for cell in row] for row in rows)]


@given(ROWS)
def test_a_copied_table_has_a_line_a_row_and_a_tab_a_column(rows: list[tuple[str, str]]) -> None:
    lines = to_tsv(["one", "two"], rows).split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])


@given(ROWS, st.booleans())
def test_an_order_has_every_row_once_and_keeps_what_is_alike(rows: list[tuple[str, str]], down: bool) -> None:
    places = in_order(rows, 0, down=down)
    assert sorted(places) == list(range(len(rows)))
    assert all(one < two for one, two in pairwise(places) if rows[one][0] == rows[two][0])
    filled = [rows[place][0] for place in places if rows[place][0]]
    assert [rows[place][0] for place in places][: len(filled)] == filled


def test_numbers_stand_by_their_value() -> None:
    rows = [(cell,) for cell in ("10", "9", "-1", "1e3", "", "knee", "Ankle", "9.0")]
    assert [rows[place][0] for place in in_order(rows, 0)] == [
        "-1",
        "9",
        "9.0",
        "10",
        "1e3",
        "Ankle",
        "knee",
        "",
    ]
    down = [rows[place][0] for place in in_order(rows, 0, down=True)]
    assert down == ["knee", "Ankle", "1e3", "10", "9", "9.0", "-1", ""]
