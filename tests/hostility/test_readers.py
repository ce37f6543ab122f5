"""Every reader takes anything: it gives what it read, or an error of a kind that it says it raises.

The inputs in `found` are those that broke a reader once, by reader; `python -m tests.fuzz` looks for more.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from fuzz.mutate import NASTY, mutated
from fuzz.targets import TARGETS, target
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnusableFileError
from kg.nesting import MAX_DEPTH, is_deep_json, is_deep_turtle
from kg.rdf import parse
from kg.sparql.wire import from_ntriples, from_results_json
from quiz.course import CourseError, read_course
from quiz.remembered import Remembered
from quiz.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph

FOUND = Path(__file__).parent / "found"
DEEP = 20_000


def _read(name: str, data: bytes) -> None:
    reader = target(name)
    with contextlib.suppress(*reader.ERRORS):
        reader.read(data)


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_takes_what_is_changed_at_random(name: str) -> None:
    reader = target(name)

    @settings(max_examples=12, deadline=None, database=None)
    @given(st.sampled_from(reader.SEEDS), st.integers(0, 2**32))
    def read(data: bytes, number: int) -> None:
        _read(name, mutated(data, Random(number), reader.SEEDS, reader.WORDS))

    for data in reader.SEEDS:
        _read(name, data)
    read()


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_takes_what_has_broken_others(name: str) -> None:
    seed = target(name).SEEDS[0]
    middle = len(seed) // 2
    for word in NASTY[:: 1 if len(seed) < 1_000 else 5]:
        _read(name, word)
        _read(name, seed[:middle] + word + seed[middle:])


@pytest.mark.parametrize(
    "path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_broke_a_reader_once_does_so_no_more(path: Path) -> None:
    began = time.process_time()
    _read(path.parent.name, path.read_bytes())
    assert time.process_time() - began < 5


TRIPLE = (
    b'{"type": "triple", "value": {"subject": {"type": "uri", "value": "a:a"}, '
    b'"predicate": {"type": "uri", "value": "a:b"}, "object": '
)
END = b'{"type": "uri", "value": "a:c"}'


def _results(depth: int, triple: bytes = TRIPLE) -> bytes:
    bindings = b'{"a": ' + triple * depth + END + b"}}" * depth + b"}"
    return b'{"head": {"vars": ["a"]}, "results": {"bindings": [' + bindings + b"]}}"


def _triples(depth: int) -> bytes:
    return b"<a:a> <a:b> " + b"<<( <a:a> <a:b> " * depth + b"<a:c> " + b")>> " * depth + b"."


@pytest.mark.parametrize("read", [from_ntriples, lambda data: parse(data, "turtle", "a.ttl")])
def test_triples_within_triples_do_not_end_the_process(read: Callable[[bytes], object]) -> None:
    """Oxigraph goes down them by recursion, to a segmentation fault."""
    assert read(_triples(MAX_DEPTH))
    for hidden in (b"", b'# "\n', rb'<a:a> <a:b> "\">>" .', b"<a:a> <a:b> '>>'.\n"):
        with pytest.raises((ValueError, UnusableFileError), match="within triples"):
            read(hidden + _triples(DEEP))


def test_results_within_results_do_not_end_the_process() -> None:
    from_results_json(_results(20))
    for data in (
        _results(DEEP),
        _results(DEEP, TRIPLE.replace(b"trip", rb"tr\u0069p")),
        _results(DEEP)[:-DEEP],
    ):
        with pytest.raises(ValueError, match="too deep"):
            from_results_json(data)


def test_depth_is_told_whatever_strings_hold() -> None:
    deep = MAX_DEPTH + 1
    assert not is_deep_json(b'["' + b"[" * 900 + b'", "' + rb"\"[" * 900 + b'"]')
    assert is_deep_json(rb'["\\", ' + b"[" * deep)
    assert is_deep_json(b"[" * deep + b"]" * deep)
    assert not is_deep_json((b"[" * 9 + b"]" * 9 + b",") * 500)
    inside = b"<<( " * deep
    for hidden in (b'"%s"', b"'%s'", b'"""\n%s"""', b"'''\n%s'''", b"# %s\n"):
        assert not is_deep_turtle(hidden % inside)
    for shown in (rb"a:b\#%s", rb"a:b\'%s '", rb'"\"" %s', b"<a#b> %s", b"# '\n%s"):
        assert is_deep_turtle(shown % inside)


BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in ("ab", "bc", "cd", "de")
)
TOPICS = "topics: [{topic: knee pain}]\n"
UNKNOWN = "Nothing in the graph is called"
COURSES = {
    "bomb": (BOMB, "The anchor &a is not allowed"),
    "tag": ("title: !!python/object/apply:os.system [id]\n", "The tag"),
    "deep": ("title: " + "[" * 100_000, "nested too deeply"),
    "twice": (f"title: a\ntitle: b\n{TOPICS}", "twice"),
    "huge": (f"title: {'x' * 1_000_000}\n{TOPICS}", "longer than"),
    "nul": ("title: a\0b\n", "YAML does not allow"),
    "escape": (f'title: "a\\e[31m"\n{TOPICS}', "U+001B"),
    "override": (f"title: a\u202eb\n{TOPICS}", "U+202E"),
    "look-alike": ("title: a\ntopics: [{topic: knee-p\u0430in}]\n", UNKNOWN),
    "path": ("title: a\ntopics: [{topic: ../../etc/passwd}]\n", UNKNOWN),
    "IRI": ('title: a\ntopics: [{topic: "https://w3id.org/myograph/id/\\"><x>"}]\n', UNKNOWN),
}


@pytest.mark.parametrize("name", COURSES)
def test_a_hostile_course_is_refused_in_words(name: str, graph: KnowledgeGraph) -> None:
    text, told = COURSES[name]
    began = time.process_time()
    with pytest.raises(CourseError) as caught:
        read_course(text, "course.yaml", graph)
    assert any(told in str(fault) for fault in caught.value.faults)
    assert time.process_time() - began < 5


PACKS = {
    "bomb": (BOMB, "anchor"),
    "tag": ("pack: !!python/object:os.system {}\n", "tag"),
    "deep": ("pack: " + "{a: " * 50_000, "nested too deeply"),
    "twice": ("pack: a\npack: b\n", "twice"),
    "huge": (f"pack: a\ntitle: {'x' * 1_000_000}\n", "longer than"),
    "nul": ("pack: a\0b\n", "YAML does not allow"),
    "escape": ('pack: a\ntitle: "a\\e]8;;http://x\\e\\\\"\n', "U+001B"),
    "override": ("pack: a\ntitle: a\u202eb\n", "U+202E"),
    "unseen": ("pack: a\ntitle: a\u200bb\n", "U+200B"),
    "look-alike": ("pack: \u0430rticle\n", "cannot be an id"),
    "path": ("pack: ../../etc/passwd\n", "cannot be an id"),
    "IRI": ('pack: "a> <b>\\""\n', "cannot be an id"),
    "address": ("sources: {s: {url: javascript:alert(1)}}\n", "is no web address"),
}


@pytest.mark.parametrize("name", PACKS)
def test_a_hostile_pack_is_refused_in_words(name: str) -> None:
    from fuzz.targets.pack import VOCABULARY

    from kg.packs.reader import PackReader

    text, told = PACKS[name]
    reader = PackReader(VOCABULARY)
    began = time.process_time()
    reader.read([("pack.yaml", text)])
    assert any(told in str(fault) for fault in reader.log.faults)
    assert time.process_time() - began < 5


def test_hostile_settings_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    for text in (
        BOMB, "vim: !!bool true\n", "[" * 100_000, "vim: true\nvim: false\n", "rollover_hour: 1e9\n",
        'keys: {quiz.hint: "\\e"}\n', "keys: {../x: a}\n", "exam_date: 2027-02-30\n",
    ):  # fmt: skip
        path.write_text(text, "utf-8")
        with pytest.raises(UnusableFileError, match=r"settings\.yaml"):
            read_settings(path)


def test_what_the_app_remembers_of_a_spoilt_file_is_harmless(tmp_path: Path) -> None:
    path = tmp_path / "app.json"
    spoilt = '{"day": 1, "places": {"a": ["\\ud800\\u001b[31m"]}}'
    for text in ("[" * 200_000, '{"day": ' + "9" * 5000 + "}", spoilt, "{" * 9):
        path.write_text(text)
        found = Remembered.read(path)
        assert found == (
            Remembered(day=1, places={"a": ["\ufffd\ufffd[31m"]}) if text is spoilt else Remembered()
        )
