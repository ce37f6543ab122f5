"""What the app remembers from one start to the next is never worth a fault."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UnusableFileError
from kg.showable import harmless
from quiz.remembered import FILE, MAX_BYTES, MOST, Remembered

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text(max_size=20)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
# Of the right names, and of any kind.
NEARLY = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("theme", "room", "day", "places", "else"), ANY_JSON)
)  # fmt: skip
SOUND = st.builds(
    Remembered,
    theme=st.none() | WORDS,
    room=st.none() | WORDS,
    day=st.none() | st.integers(),
    places=st.dictionaries(WORDS, st.lists(WORDS.map(harmless), max_size=MOST), max_size=3),
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def is_sound(found: Remembered) -> bool:
    return (
        all(kept is None or isinstance(kept, str) for kept in (found.theme, found.room))
        and (found.day is None or isinstance(found.day, int))
        and all(
            isinstance(room, str) and all(isinstance(text, str) for text in texts) and len(texts) <= MOST
            for room, texts in found.places.items()
        )
    )


@quick
@given(st.binary(max_size=200) | ANY_JSON.map(lambda any_: json.dumps(any_).encode()))
def test_whatever_is_in_the_file_it_can_be_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(data)
    assert is_sound(Remembered.read(path))


@quick
@given(NEARLY)
def test_what_is_not_as_it_should_be_is_left_out(tmp_path: Path, view: dict[str, object]) -> None:
    path = tmp_path / FILE
    path.write_text(json.dumps(view))
    found = Remembered.read(path)
    assert is_sound(found)
    if isinstance(view.get("theme"), str):
        assert found.theme == view["theme"]


@quick
@given(SOUND)
def test_what_was_written_is_read(tmp_path: Path, remembered: Remembered) -> None:
    path = tmp_path / FILE
    remembered.write(path)
    assert Remembered.read(path) == remembered
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_no_app_wrote_counts_as_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE
    assert Remembered.read(path) == Remembered()
    path.mkdir()
    assert Remembered.read(path) == Remembered()
    path.rmdir()
    for text in ("[" * 100_000, '{"places": {"today": ["' + "x" * MAX_BYTES + '"]}}', "", "null"):
        path.write_text(text)
        assert Remembered.read(path) == Remembered()
    path.write_text(json.dumps({"places": {"today": ["x"] * (MOST + 1)}}))
    assert Remembered.read(path).places == {"today": ["x"] * MOST}
    path.write_text(json.dumps({"places": {"ask": ["sparql: ASK\n{ }\x1b[2J\ud800"]}}))
    assert Remembered.read(path).places == {"ask": ["sparql: ASK\n{ }\ufffd[2J\ufffd"]}


def test_a_file_that_others_could_read_is_the_learners_alone_once_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("{}")
    path.chmod(0o644)
    Remembered(room="explore").write(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(UnusableFileError, match="cannot be written"):
        Remembered().write(tmp_path / "nowhere" / FILE)
