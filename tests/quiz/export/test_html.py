"""The practice page, as a browser shows it and without one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import PROGRAM, Browser, browser
from handmade import ALL, right, wrong
from pages import Reader, text
from programs import needs, needs_client
from quizpages import FUZZED, READY, SMALL, amiss, wide

from kg.showable import one_line
from quiz.claimfacts import facts_of
from quiz.export import Chosen, html, went_where
from quiz.export.paper.told import sources, verdicts
from quiz.grade import grade, is_response
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.grade import Response
    from quiz.item import Item

KEY = "myograph:a-graph:7"
GRADE = (Path(html.__file__).parent / "page" / "grade.js").read_text("utf-8")
READ = """
Array.from(document.querySelectorAll('.question'), question => {
  const all = selector => Array.from(question.querySelectorAll(selector), each => each.textContent);
  return { id: question.dataset.item, stem: all('.stem'), rows: all('.rows .words'),
    options: all('.options .words, .choices .words, .order .words'), answer: all('.key strong'),
    why: all('.why li'), verdicts: all('.verdicts li'), sources: all('.sources li'), tags: all('.tags')[0] };
})
"""
SIGNS = {True: "✓ Right: ", False: "✗ Wrong: ", None: ""}


def expected(item: Item, chosen: Chosen) -> dict[str, Any]:
    """Return what a reader of the page should find of an item, but for its tags."""
    told = (f"{SIGNS[each.right]}{one_line(each.text)}: {one_line(each.why)}" for each in verdicts(item))
    return {
        "id": item.id,
        "stem": [one_line(item.stem)],
        "rows": [one_line(row.text) for row in item.rows],
        "options": [one_line(option.text) for option in item.options],
        "answer": [one_line(item.answer)],
        "why": list(map(one_line, item.explanation)),
        "verdicts": list(told),
        "sources": list(map(one_line, sources(item, chosen.facts))),
    }


def responses(item: Item) -> list[Response]:
    """Return right, wrong, nearly right and impossible responses."""
    found: list[Response] = [right(item), wrong(item)]
    if item.interaction is Interaction.TEXT:
        first = item.accept[0]
        swapped = first[:1] + first[2:3] + first[1:2] + first[3:]
        slips = [first[1:], first[:-2] + first[-1:], swapped, first + "xy", first + "xyz"]
        return [*found, *item.accept[1:], *item.half_right, f"The {first.upper()} !", *slips, ""]
    places = tuple(range(len(item.options)))
    return [*found, places, (*places[1:], *places[:1]), places[:1] * len(places), places[:2], ()]


@pytest.fixture(scope="module")
def folder(graph: KnowledgeGraph, bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("a stick")
    for name, chosen in (("small", SMALL), ("fuzzed", FUZZED), ("whole", whole(graph, bank))):
        (made / f"{name}.html").write_bytes(html.export(chosen))
    return made


def whole(graph: KnowledgeGraph, bank: Bank) -> Chosen:
    return Chosen(1, "the-graph", bank.items, facts=facts_of(graph, bank.items))


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def small(window: Browser, folder: Path) -> Browser:
    """The page of one item of each interaction, with nothing kept."""
    window.size(1280, 900)
    window.prefer(prefers_color_scheme="light")
    window.open(folder / "small.html", ready=READY)
    put_by(window, {})
    window.open(folder / "small.html", ready=READY)
    return window


def shown(window: Browser, selector: str) -> str:
    return text(window, f".now {selector}")


def focused(window: Browser) -> str:
    return str(
        window.value("(e => e.getAttribute('aria-label') ?? (e.id || e.textContent))(document.activeElement)")
    )


def tab_to(window: Browser, name: str) -> None:
    for _ in range(40):
        if focused(window) == name:
            return
        window.press("Tab")
    raise AssertionError(f"Tab never leads to {name}")


PUT_BY = """
new Promise((done, failed) => {
  const asked = indexedDB.open("myograph", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
  asked.onsuccess = () => {
    const change = asked.result.transaction("kept", "readwrite");
    const kept = change.objectStore("kept");
    kept.clear();
    for (const [key, value] of RECORDS) kept.put(value, key);
    change.oncomplete = () => { asked.result.close(); done() };
    change.onabort = failed;
  };
  asked.onerror = failed;
})
"""


def put_by(window: Browser, records: dict[str, object]) -> None:
    """Let the browser's store hold these records, by item ("" for the place), and nothing else."""
    keyed = [([KEY, name] if name else [KEY], value) for name, value in records.items()]
    window.value(PUT_BY.replace("RECORDS", json.dumps(keyed)))


def keep(window: Browser, page: Path, records: dict[str, object]) -> None:
    """Open a page that finds something in the browser's store."""
    put_by(window, records)
    window.open(page, ready=READY)


def test_bytes_are_the_same_and_nothing_is_left_out(graph: KnowledgeGraph, bank: Bank) -> None:
    chosen = whole(graph, bank)
    assert html.export(SMALL) == html.export(SMALL)
    counts = went_where(chosen, "html")
    assert {kind: became for kind, became in counts if kind != became} == {}
    assert sum(counts.values()) == len(bank.items)


def test_no_text_becomes_markup_and_no_address_is_named() -> None:
    found = Reader(html.export(FUZZED).decode())
    assert (found.tags["script"], found.tags["img"], found.tags["b"]) == (2, 0, 0)
    assert {address for _, address in found.addresses} == {
        "data:,",
        "https://creativecommons.org/licenses/by/4.0/",
    }
    data = json.loads(found.raw["application/json"])
    assert [each["answer"] for each in data["items"]] == [one_line(item.answer) for item in FUZZED.items]


@needs(PROGRAM)
class TestInChromium:
    @pytest.mark.parametrize("name", ["whole", "fuzzed"])
    def test_every_item_comes_back_and_is_graded_as_here(
        self, name: str, window: Browser, folder: Path, graph: KnowledgeGraph, bank: Bank
    ) -> None:
        chosen = FUZZED if name == "fuzzed" else whole(graph, bank)
        window.open(folder / f"{name}.html", ready=READY)
        read = window.value(READ)
        for found, item in zip(read, chosen.items, strict=True):
            tags = found.pop("tags")
            assert found == expected(item, chosen)
            assert [each for each in (item.bloom, *item.claims, item.id) if each not in tags] == []
            assert all(one_line(topic) in tags for topic in chosen.facts[item.claims[0]].topics)
        tries = [responses(item) for item in chosen.items]
        graded = window.value(
            f"(() => {{ {GRADE} const items = JSON.parse(document.getElementById('data').textContent).items;"
            f" return {json.dumps(tries)}.map((each, at) => each.map(response =>"
            " isResponse(items[at], response) ? grade(items[at], response) : null)) })()"
        )
        for item, given, marks in zip(chosen.items, tries, graded, strict=True):
            for response, mark in zip(given, marks, strict=True):
                if not is_response(item, response):
                    assert mark is None, (item.id, response)
                    continue
                mine = grade(item, response)
                spelled = None if mine.spelled is None else one_line(mine.spelled)
                assert (mark["right"], mark["spelled"]) == (mine.right, spelled), (item.id, response)
                assert mark["score"] == pytest.approx(mine.score)
        assert window.requests == [(folder / f"{name}.html").as_uri()]
        assert window.complaints == []

    def test_each_interaction_by_keys_alone(self, small: Browser, folder: Path) -> None:
        small.press("Tab", "ArrowDown", "Enter")
        assert shown(small, ".verdict") == "✓ Right."
        assert shown(small, ".verdict[role=status]")
        assert small.value("document.querySelector('.now .answer').open")
        assert (focused(small), shown(small, ".mark")) == ("Next question", "✓ Your answer, right")
        small.press("Enter")
        assert focused(small) == "q2-head"

        small.press("Tab", "Enter")
        small.until("document.querySelector('.now .problem').textContent !== ''")
        assert shown(small, ".problem[role=alert]") == "Choose at least one of the answers."
        small.press(" ", "Tab", "Tab", " ", "Tab", " ", "Enter")
        assert (shown(small, ".verdict"), shown(small, ".problem")) == ("✓ Right.", "")
        small.press("Enter", "Tab")
        small.write("The Gluteus mediu")
        small.press("Enter")
        assert shown(small, ".verdict") == "✓ Right. It is spelled gluteus medius."
        small.press("Enter", "Tab", "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown", "ArrowDown", "Enter")
        tab_to(small, "Check")
        small.press("Enter")
        small.until("document.querySelector('.now .problem').textContent !== ''")
        assert shown(small, ".problem").startswith("Give each one an answer of its own")
        for _ in range(3):
            small.press("Tab", shift=True)
        small.press("ArrowDown", "ArrowDown")
        tab_to(small, "Check")
        small.press("Enter")
        assert shown(small, ".verdict") == "✓ Right."
        small.press("Enter")
        tab_to(small, "Move up: weak gluteus medius")
        small.press("Enter", "Enter")
        assert focused(small) == "Move down: weak gluteus medius"
        assert text(small, "#said[role=status]") == "weak gluteus medius is now number 1 of 4."
        tab_to(small, "Move down: knee pain")
        small.press(" ")
        tab_to(small, "Check")
        small.press("Enter")
        assert (shown(small, ".verdict"), focused(small)) == ("✓ Right.", "See how it went")
        small.press("Enter")
        assert (focused(small), text(small, "#score")) == ("end-head", "5 of 5 right.")
        assert small.value("document.getElementById('to-review').hidden")

        small.open(folder / "small.html", ready=READY)
        assert text(small, "#tally") == "5 of 5 answered, 5 right."
        assert shown(small, "h2").startswith("Question 5")
        assert text(small, "#kept") == "Your answers are kept in this browser."
        small.value("document.querySelector('#anew summary').focus()")
        small.press("Enter", "Tab", "Enter")
        assert (text(small, "#tally"), focused(small)) == ("0 of 5 answered, 0 right.", "q1-head")
        assert small.value("document.querySelectorAll('.answered, .mark, :checked:not(option)').length") == 0
        tab_to(small, "on")
        small.press("Enter")
        tab_to(small, "which")
        small.press("ArrowDown", "ArrowDown", "Tab", "Enter")
        assert focused(small) == "q4-head"
        assert small.complaints == []

    def test_what_is_wrong_is_said_in_words_and_can_be_answered_again(
        self, small: Browser, folder: Path
    ) -> None:
        answers: dict[str, object] = {item.id: wrong(item) for item in ALL}
        answers["item-text"], answers["item-match"] = "gluteal muscles", (2, 1, 0)
        keep(small, folder / "small.html", answers)
        said = small.value("Array.from(document.querySelectorAll('.verdict'), e => e.textContent)")
        assert said == [
            "✗ Wrong. The answer is superior gluteal nerve.",
            "✗ Wrong: 0 of 3 points.",
            "◐ Partly right. The answer is gluteus medius. That is a part of it, or has it as a part.",
            "◐ Partly right: 1 of 3 points.",
            "✗ Wrong: 0 of 3 points.",
        ]
        marks = small.value(
            "Array.from(document.querySelectorAll('.question'), q =>"
            " Array.from(q.querySelectorAll('.mark'), e => e.textContent))"
        )
        assert marks[0] == ["✗ Your answer, wrong", "The right answer"]
        assert marks[1].count("You missed this") == 3
        assert marks[3][0] == "✓ Right"
        assert marks[3][1] == "✗ Wrong: the answer is 1. superior gluteal nerve"
        assert marks[4] == [f"Number {number} in the right order" for number in (4, 3, 2, 1)]
        small.value("document.querySelector('.now .onward').focus()")
        small.press("Enter")
        assert text(small, "#score") == "0 of 5 right, 2 partly."
        listed = small.value("document.querySelectorAll('#missed button').length")
        assert (listed, small.value("document.querySelectorAll('.question.now').length")) == (5, 0)
        tab_to(small, "retry")
        small.press("Enter")
        assert (text(small, "#tally"), focused(small)) == ("0 of 5 answered, 0 right.", "q1-head")
        small.press("Tab", " ", "Enter")
        assert shown(small, ".verdict").startswith("✗ Wrong")
        small.press("Tab", "Enter", "ArrowDown", "Enter")
        assert shown(small, ".verdict") == "✓ Right."
        assert small.complaints == []

    def test_two_windows_do_not_lose_each_others_answers(self, small: Browser, folder: Path) -> None:
        put_by(small, {"item-text": "gluteus medius", "": "item-text"})
        small.press("Tab", " ", "Enter")
        assert text(small, "#tally") == "1 of 5 answered, 0 right."
        small.open(folder / "small.html", ready=READY)
        assert text(small, "#tally") == "2 of 5 answered, 1 right."

    def test_progress_does_not_rest_on_local_storage(self, small: Browser, folder: Path) -> None:
        """Chromium 156 showed a page from a file an empty one now and then, and forgot what was put there."""
        script = "Storage.prototype.setItem = () => {}"
        script = small.tell("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]
        try:
            small.open(folder / "small.html", ready=READY)
            small.press("Tab", "ArrowDown", "Enter")
            small.open(folder / "small.html", ready=READY)
            assert text(small, "#tally") == "1 of 5 answered, 1 right."
        finally:
            small.tell("Page.removeScriptToEvaluateOnNewDocument", identifier=script)

    def test_what_is_kept_may_be_anything(self, small: Browser, folder: Path) -> None:
        odd: dict[str, object] = {
            "item-match": [0, 0, 9],
            "item-text": 5,
            "item-order": [2, 0],
            "gone": 1,
            "item-choose-one": "0",
        }
        for kept in (odd | {"": 7}, {"item-text": None}, {"": []}, {"item-choose-one": {"0": 0}}):
            keep(small, folder / "small.html", kept)
            assert text(small, "#tally") == "0 of 5 answered, 0 right."
            assert small.complaints == []

    @pytest.mark.parametrize(
        "refuse",
        [
            "Object.defineProperty(window, 'indexedDB', {get() { throw new DOMException('no') }})",
            "IDBFactory.prototype.open = () => ({})",
            "IDBDatabase.prototype.transaction = () => { throw new DOMException('no') }",
            "IDBObjectStore.prototype.put = () => { throw new DOMException('full') }",
        ],
        ids=["forbidden", "silent", "broken", "full"],
    )
    def test_where_storage_is_refused_the_page_goes_on(
        self, refuse: str, small: Browser, folder: Path
    ) -> None:
        script = small.tell("Page.addScriptToEvaluateOnNewDocument", source=refuse)["identifier"]
        try:
            small.open(folder / "small.html", ready=READY)
            small.press("Tab", "ArrowDown", "Enter")
            assert text(small, "#tally") == "1 of 5 answered, 1 right."
            assert text(small, "#kept").startswith("This browser keeps nothing")
            assert small.complaints == []
        finally:
            small.tell("Page.removeScriptToEvaluateOnNewDocument", identifier=script)

    def test_the_policy_is_in_force(self, small: Browser) -> None:
        with pytest.raises(RuntimeError, match="TrustedHTML"):
            small.value("document.body.innerHTML = '<b>x</b>'")
        assert small.value(
            "new Promise(done => { const image = new Image(); image.onerror = () => done(true);"
            " image.onload = () => done(false); image.src = 'https://one.example/x' })"
        )

    def test_without_scripts_questions_and_answers_are_there(self, small: Browser, folder: Path) -> None:
        small.tell("Emulation.setScriptExecutionDisabled", value=True)
        try:
            small.open(folder / "small.html")
            height = "Array.from(document.querySelectorAll('{}'), e => e.getClientRects().length > 0)"
            assert small.value(height.format(".question .stem")) == [True] * len(ALL)
            assert small.value(height.format(".choices, noscript p")) == [True] * 2
            assert not any(small.value(height.format(".act, .after, #tools, #end")))
            small.value("document.querySelector('#q2 summary').focus()")
            small.press("Enter")
            assert small.value(height.format("#q2 .verdicts")) == [True]
            small.value("document.getElementById('q3-text').focus()")
            small.press("Enter")
            assert small.requests == [(folder / "small.html").as_uri()]
        finally:
            small.tell("Emulation.setScriptExecutionDisabled", value=False)

    @needs_client("axe-core")
    @pytest.mark.parametrize("width", [360, 1280])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing_amiss(self, width: int, scheme: str, small: Browser, folder: Path) -> None:
        small.size(width, 900)
        small.prefer(prefers_color_scheme=scheme)
        every = "for (const each of document.querySelectorAll('.question')) each.classList.add('now');"
        small.value(every)
        assert amiss(small) == []
        answers: dict[str, object] = {
            item.id: wrong(item) if place % 2 else right(item) for place, item in enumerate(ALL)
        }
        keep(small, folder / "small.html", answers)
        small.value("document.querySelector('.now .onward').click()")
        small.value(every + "document.getElementById('anew').open = true")
        assert amiss(small) == []
        assert wide(small) <= width

    def test_nothing_scrolls_sideways_on_a_phone(self, window: Browser, folder: Path) -> None:
        window.size(360, 740)
        window.open(folder / "fuzzed.html", ready=READY)
        window.value(
            "document.querySelectorAll('.question').forEach(each => each.classList.add('now', 'answered'));"
            "document.querySelectorAll('details').forEach(each => { each.open = true })"
        )
        assert wide(window) <= 360
        small = window.value(
            "Array.from(document.querySelectorAll('button, select, label, summary, input[type=text]'), e =>"
            " e.getBoundingClientRect()).filter(b => b.height > 0 && b.height < 24).length"
        )
        assert small == 0


def test_readers_of_old_browsers_are_not_left_with_nothing() -> None:
    page = html.export(SMALL).decode()
    # Only the script itself hides what it is to show one by one.
    hidden = re.findall(r"^\.scripted .*display: none.*$", page, re.MULTILINE)
    assert len(hidden) == 1
    assert '<html lang="en">' in page
