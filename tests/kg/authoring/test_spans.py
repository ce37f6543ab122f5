"""`myograph fmt --source-text`: spans that are missing or wrong are written, and nothing else."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.authoring.layout import laid_out
from kg.authoring.spans import placed
from kg.commands.fmt import fmt as fmt_command

if TYPE_CHECKING:
    from pathlib import Path

ELSE = "`myograph check` with the same text tells what to write."
TEXT = "Knees\nPain 💢 limits life. Pain lasts.\nHips\nPain lasts."
PACK = """\
pack: knees
source: leaflet
sources:
  leaflet:
    sha256: HASH
    sections: [Knees, Hips]
  other: {tier: study}
claims:
  # Kept, as every comment.
  c1:
    evidence:
      - quote: limits life
        section: Knees  # the first
      - {quote: "Pain lasts.", span: [3, 4], section: Hips}
      - quote: Pain lasts.
      - {source: other, quote: limits life}
      - quote: Pain 💢
        span: [6, 12]
      - quote: lasts
        span:
          - 1  # not to be lost
          - 2
        section: Hips
      - note: no quote
""".replace("HASH", hashlib.sha256(TEXT.encode()).hexdigest())


def test_a_span_is_written_where_the_quote_stands_in_one_place() -> None:
    ordered, faults = laid_out(PACK, "knees.yaml")
    assert faults == []
    done = placed(ordered, [b"another text", TEXT.encode()])
    assert (done.texts, done.written, done.left) == (1, 2, 2)
    at, last = TEXT.index("limits life"), TEXT.rindex("Pain")
    assert done.pack == ordered.replace(
        "limits life\n        section", f"limits life\n        span: [{at}, {at + 11}]\n        section"
    ).replace("[3, 4]", f"[{last}, {last + 11}]")
    assert laid_out(done.pack, "knees.yaml") == (done.pack, [])
    # Once more there is nothing to write; and without the text nothing is.
    again = placed(done.pack, [TEXT.encode()])
    assert (again.pack, again.written, again.left) == (done.pack, 0, 2)
    assert placed(ordered, []).pack == ordered
    assert placed(ordered.replace("\n", "\r\n"), [TEXT.encode()]).pack == done.pack.replace("\n", "\r\n")


@given(
    quote=st.text(st.sampled_from("ab é💢"), min_size=1, max_size=6).filter(str.strip),
    text=st.text("ab é💢", max_size=20),
)
def test_what_is_written_is_true(quote: str, text: str) -> None:
    hashed = hashlib.sha256(text.encode()).hexdigest()
    pack = f"source: s\nsources:\n  s: {{sha256: {hashed}}}\nclaims:\n  c:\n    evidence:\n"
    pack += f'      - {{quote: "{quote}"}}\n'
    done = placed(pack, [text.encode()])
    places = [
        start
        for start in range(len(text))
        if text.startswith(quote, start)
        # Where a letter stands before or behind, the quote would begin or end inside a word.
        and not any(
            re.match("[abé]{2}", text[max(edge - 1, 0) : edge + 1]) for edge in (start, start + len(quote))
        )
    ]
    assert (done.written, done.left) == ((1, 0) if len(places) == 1 else (0, 1))
    if done.written:
        assert f"span: [{places[0]}, {places[0] + len(quote)}]" in done.pack


def test_the_command_tells_what_it_found_and_what_it_left(tmp_path: Path) -> None:
    pack, text, other = (tmp_path / name for name in ("knees.yaml", "knees.txt", "other.txt"))
    pack.write_text(PACK)
    text.write_text(TEXT)
    other.write_text("Another.")
    arguments = [str(pack), "--source-text", str(text)]
    done = CliRunner().invoke(fmt_command, arguments)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        f"Found in the text: 2 spans of {pack}",
        f"Not found, or in more than one place: 2 quotes of {pack}; {ELSE}",
        f"Put in order: {pack}",
    ]
    assert CliRunner().invoke(fmt_command, ["--check", *arguments]).exit_code == 0
    done = CliRunner().invoke(fmt_command, [str(pack), "--source-text", str(other)])
    assert done.stderr.startswith(f"No source of {pack} has such a text: {ELSE}")
