"""The page as a browser shows it, as one without scripts shows it, and as bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from browser import PROGRAM, Browser, browser
from programs import CLIENTS, needs, needs_client
from smallgraphs import claim, world

from kg.export.html import export
from kg.graph import KnowledgeGraph
from kg.model import Stance, Status
from kg.part import around
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READY = "document.getElementById('drawing')?.dataset.ready !== undefined"
CLICK_FIRST = """
document.querySelector('#drawing .thing').dispatchEvent(new MouseEvent('click', {bubbles: true}))
"""
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "[Your Name] $title ${data} &amp; &lt;",
    "🦵🏽 family 👩‍👩‍👧",
    "ألم الركبة",
    "\u202eright to left\u2066 and on\x07\ud800",
    "long " * 60 + "enough",
    "<!--<script>]]>'\u2028\\",
)
LINKS = (
    "javascript:alert(4)",
    "data:text/html,<script>alert(5)</script>",
    "https://one.example/?a=<b>&c='\"",
)


def as_shown(words: str) -> str:
    """Return words with a sign for what turns the direction of writing round or has no look of its own."""
    return " ".join(re.sub("[\u202e\u2066\x07\ud800]", "\ufffd", words).split())


class Pages(NamedTuple):
    """Pages written to a folder, and the graphs that they are made from."""

    folder: Path
    small: KnowledgeGraph
    hostile: KnowledgeGraph
    whole: KnowledgeGraph


@pytest.fixture(scope="module")
def pages(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("pages with a space")
    made = Pages(folder, around(graph, "knee-pain", 1), hostile(graph), graph)
    for name in ("small", "hostile", "whole"):
        (folder / f"{name}.html").write_bytes(export(getattr(made, name)))
    (folder / "empty.html").write_bytes(export(around(graph, "exercise-band", 0)))
    return made


def hostile(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Return a small graph in which every text is out to do harm, and every status occurs."""
    ends = [f"thing-{place}" for place in range(len(HOSTILE))]
    said = [
        claim(f"{ends[0]} leadsTo {end}", status)
        for end, status in zip(ends[1:], [*Status] * 2, strict=False)
    ]
    said += [claim(f"{ends[1]} overlapsWith {ends[1]}"), claim(f"{ends[2]} leadsTo {ends[0]}")]
    made = world(graph, *said).content
    text = dict(zip(ends, HOSTILE, strict=True))
    return KnowledgeGraph(
        replace(
            made,
            entities=tuple(
                each._replace(label=text[each.id], definition=text[each.id], synonyms=(text[each.id],))
                for each in made.entities
                if each.id in text
            ),
            claims=tuple(
                each._replace(
                    qualifier=HOSTILE[0],
                    evidence=tuple(item._replace(quote=text[each.object]) for item in each.evidence),
                )
                for each in made.claims
            ),
            sources=tuple(
                each._replace(label=HOSTILE[2], citation=HOSTILE[1], url=url, caution=HOSTILE[0])
                for each, url in zip(made.sources, (*LINKS, None, "https://[half"), strict=True)
            ),
        )
    )


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def shown(window: Browser, pages: Pages) -> Browser:
    """The page of the small graph, just opened."""
    return opened(window, pages, "small")


def opened(window: Browser, pages: Pages, name: str, width: int = 1280) -> Browser:
    window.size(width, 900)
    window.prefer(prefers_color_scheme="light")
    window.open(pages.folder / f"{name}.html", ready=READY)
    return window


def text(window: Browser, selector: str) -> str:
    return str(window.value(f"document.querySelector({json.dumps(selector)}).textContent"))


def ids(window: Browser, selector: str, attribute: str = "data-id") -> list[str]:
    found = f"document.querySelectorAll({json.dumps(selector)})"
    return list(window.value(f"Array.from({found}, e => e.getAttribute('{attribute}'))"))


def point(window: Browser, selector: str) -> tuple[float, float]:
    x, y = window.value(
        f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
        " e.scrollIntoView({block: 'nearest'}); const b = e.getBoundingClientRect();"
        " return [b.x + b.width / 2, b.y + b.height / 2] })()"
    )
    return x, y


def lying_on_each_other(window: Browser) -> list[tuple[list[float], list[float]]]:
    """Return the outlines in the drawing that overlap, two by two."""
    boxes = window.value(
        "Array.from(document.querySelectorAll('#drawing .outline'), e =>"
        " { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom] })"
    )
    return [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
    ]


class Reader(HTMLParser):
    """What a reader without scripts finds: rows of cells, and each attribute that names an address."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: dict[str, list[str]] = {}
        self.addresses: list[tuple[str, str]] = []
        self.raw: dict[str, str] = {}
        self.policy = ""
        self.tags: Counter[str] = Counter()
        self._row: list[str] | None = None
        self._in = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self._in = found.get("type", tag) if tag == "script" else tag
        self.addresses += [(tag, found[name]) for name in ("src", "href", "action", "data") if name in found]
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        assert not [name for name in found if name == "style" or name.startswith("on")]
        if tag == "tr" and "data-claim" in found:
            self._row = self.rows[found["data-claim"]] = []
        if tag in ("td", "th") and self._row is not None:
            self._row.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self._row = None
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in in ("script", "style", "application/json"):
            self.raw[self._in] = self.raw.get(self._in, "") + data
        elif self._row:
            self._row[-1] += data


@pytest.fixture(scope="module")
def read(pages: Pages) -> dict[str, Reader]:
    return {
        name: Reader((pages.folder / f"{name}.html").read_text("utf-8"))
        for name in ("small", "hostile", "whole")
    }


def test_the_same_graph_gives_the_same_bytes(pages: Pages) -> None:
    code = (
        "import hashlib, kg; from kg.export.html import export\n"
        "print(hashlib.sha256(export(kg.load())).hexdigest())"
    )
    # This process has a seed of its own, which is another one.
    other = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256((pages.folder / "whole.html").read_bytes()).hexdigest()


@pytest.mark.parametrize("name", ["small", "hostile", "whole"])
def test_all_the_words_can_be_read_without_scripts(name: str, pages: Pages, read: dict[str, Reader]) -> None:
    shown: KnowledgeGraph = getattr(pages, name)
    rows = read[name].rows
    assert list(rows) == [each.id for each in shown.claims()]
    for each in shown.claims():
        subject, verb, object_, status, who, words = rows[each.id]
        ends = {as_shown(shown.entity(end).label) for end in (each.subject, each.object)}
        assert subject in ends
        assert object_.removesuffix(f" {each.qualifier}") in ends
        assert verb
        assert status == each.status
        assert who == shown.sources[each.source].label
        assert all(as_shown(item.quote) in words for item in each.evidence if item.quote)
        assert "Against it: " in words or not any(
            item.stance is Stance.DISPUTES and not item.indirect for item in each.evidence
        )
        assert each.measure is None or f"Measured: {each.measure.value}" in words
    assert read[name].tags["noscript"] == 1


@pytest.mark.parametrize("name", ["small", "hostile", "whole"])
def test_the_data_holds_the_things_and_claims_of_the_graph(
    name: str, pages: Pages, read: dict[str, Reader]
) -> None:
    shown: KnowledgeGraph = getattr(pages, name)
    data: dict[str, Any] = json.loads(read[name].raw["application/json"])
    assert {each["id"]: each["label"] for each in data["things"]} == {
        entity.id: as_shown(entity.label) for entity in shown.entities.values()
    }
    things = [each["id"] for each in data["things"]]
    assert {
        (each["id"], frozenset((things[each["from"]], things[each["to"]]))) for each in data["claims"]
    } == {(each.id, frozenset((each.subject, each.object))) for each in shown.claims()}
    assert [each["says"] for each in data["claims"]] == [
        as_shown(sentence(statement(shown, each))) for each in shown.claims()
    ]


@pytest.mark.parametrize("name", ["small", "hostile", "whole"])
def test_the_policy_allows_what_is_in_the_page_alone(name: str, read: dict[str, Reader]) -> None:
    page = read[name]
    hashes = {
        kind: base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        for kind in ("script", "style")
    }
    assert dict(rule.split(" ", 1) for rule in page.policy.split("; ")) == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
        **{f"{kind}-src": f"'sha256-{value}'" for kind, value in hashes.items()},
    }
    assert (page.tags["script"], page.tags["style"], page.tags["img"]) == (2, 1, 0)
    assert ("link", "data:,") in page.addresses
    others = [(tag, url) for tag, url in page.addresses if url not in ("data:,", "#claims")]
    assert others
    assert all(tag == "a" and re.match("https?://", url) for tag, url in others)


def test_the_whole_graph_takes_less_than_three_megabytes(pages: Pages) -> None:
    assert (pages.folder / "whole.html").stat().st_size < 3_000_000


@needs(PROGRAM)
class TestInChromium:
    @pytest.mark.parametrize("name", ["small", "hostile", "whole", "empty"])
    def test_nothing_leaves_the_page_and_nothing_goes_wrong(
        self, name: str, window: Browser, pages: Pages
    ) -> None:
        opened(window, pages, name)
        assert window.requests == [(pages.folder / f"{name}.html").as_uri()]
        assert window.complaints == []

    def test_the_policy_is_in_force(self, shown: Browser) -> None:
        refused = shown.value(
            "new Promise(done => { const image = new Image();"
            " image.onerror = () => done(true); image.onload = () => done(false);"
            " image.src = 'https://one.example/x' })"
        )
        assert refused
        assert any("Content Security Policy" in complaint for complaint in shown.complaints)
        with pytest.raises(RuntimeError, match="TrustedHTML"):
            shown.value("document.body.innerHTML = '<b>x</b>'")

    def test_things_and_arrows_are_those_of_the_graph(self, shown: Browser, pages: Pages) -> None:
        assert sorted(ids(shown, "#drawing .thing")) == list(pages.small.entities)
        assert ids(shown, "#drawing .claim") == [each.id for each in pages.small.claims()]
        styles = shown.value(
            "Object.fromEntries(Array.from(document.querySelectorAll('#drawing .claim'),"
            " e => [e.dataset.id, e.getAttribute('class')]))"
        )
        assert all(f"s-{pages.small.claim(name).status}" in classes for name, classes in styles.items())
        verbs = text(shown, "#drawing .claim[data-id='article-c20'] text")
        assert verbs == "can lead to (contested)"

    def test_the_same_page_is_drawn_the_same(self, shown: Browser, pages: Pages) -> None:
        places = [ids(shown, "#drawing .thing", "transform")]
        opened(shown, pages, "small")
        places.append(ids(shown, "#drawing .thing", "transform"))
        assert places[0] == places[1]
        assert len(set(places[0])) == len(pages.small.entities)
        assert lying_on_each_other(shown) == []

    def test_search_counts_filters_and_goes_round(self, shown: Browser, pages: Pages) -> None:
        shown.value("document.getElementById('query').focus()")
        shown.write("PAIN knee")
        named = [
            entity.label
            for entity in pages.small.entities.values()
            if all(word in " ".join((*entity.names, entity.definition)).lower() for word in ("pain", "knee"))
        ]
        rows = ids(shown, "#claims tbody tr:not([hidden])", "data-claim")
        assert text(shown, "#found") == f"{len(named)} things, {len(rows)} claims"
        assert {each.id for each in pages.small.about("knee-pain")} <= set(rows)
        assert len(ids(shown, "#drawing .hit")) == len(named)
        seen = []
        for _ in named:
            shown.press("Enter")
            seen.append(text(shown, "#found"))
        assert sorted(each.split(": ")[1] for each in seen) == sorted(named)
        assert seen[0] == f"1 of {len(named)}: knee pain"
        shown.press("Enter", shift=True)
        assert text(shown, "#found") == seen[-2]
        assert text(shown, "#drawing .chosen title").startswith(seen[-2].split(": ")[1])
        shown.click(*point(shown, "#next"))
        assert text(shown, "#found") == seen[-1]
        shown.click(*point(shown, "#query"))
        shown.press("Escape")
        assert ids(shown, "#claims tbody tr[hidden]") == []

    def test_search_finds_words_of_a_source_and_says_where_there_are_none(self, shown: Browser) -> None:
        shown.value("document.getElementById('query').focus()")
        shown.write("Noehren")
        things, claims = re.findall(r"\d+", text(shown, "#found"))
        assert (things, int(claims) > 0) == ("0", True)
        shown.press("Enter")
        assert len(ids(shown, "#drawing .claim.chosen")) == 1
        shown.write(" nowhere at all")
        assert text(shown, "#found") == "0 things, 0 claims"
        assert shown.value("document.getElementById('next').disabled")

    def test_a_thing_tells_what_is_claimed_with_quotes_and_sources(
        self, shown: Browser, pages: Pages
    ) -> None:
        name = "poor-movement-patterns"
        shown.click(*point(shown, f"#drawing .thing[data-id='{name}']"))
        assert text(shown, "#panel h2") == pages.small.entity(name).label
        told = text(shown, "#panel")
        about = pages.small.about(name)
        assert sorted(ids(shown, "#panel .told", "data-claim")) == sorted(each.id for each in about)
        assert pages.small.entity(name).definition in told
        for each in about:
            assert sentence(statement(pages.small, each)) in told
            for item in each.evidence:
                assert item.quote is None or item.quote in told
                source = pages.small.sources[item.source]
                assert source.citation in told
                assert source.url is None or source.url in ids(shown, "#panel a[rel='noreferrer']", "href")
        assert shown.requests == [(pages.folder / "small.html").as_uri()]

    def test_an_arrow_tells_its_claim_and_leads_to_its_ends(self, shown: Browser, pages: Pages) -> None:
        each = pages.small.claim("article-c20")
        shown.click(*point(shown, "#drawing .claim[data-id='article-c20'] text"))
        assert text(shown, "#panel h2") == sentence(statement(pages.small, each))
        told = text(shown, "#panel")
        assert "contested: sources disagree" in told
        assert "says that it can be so" in told
        assert all(item.quote in told for item in each.evidence if item.quote)
        shown.click(*point(shown, "#panel-body > button"))
        assert text(shown, "#panel h2") in ("knee pain", "femoral internal rotation")

    def test_all_is_reached_by_keys(self, shown: Browser) -> None:
        focused = "document.activeElement.id || document.activeElement.dataset.id"
        shown.press("Tab")
        assert text(shown, ":focus") == "Skip to the table of claims"
        shown.press("Tab")
        assert shown.value(focused) == "query"
        shown.write("knee pain")
        shown.press("Enter", "Tab", "Tab", "Tab")
        assert shown.value(focused) == "drawing"
        shown.press("Tab")
        assert shown.value(focused) == "knee-pain"
        shown.press("Enter")
        assert shown.value(focused) == "panel-heading"
        assert text(shown, "#panel h2") == "knee pain"
        shown.press("Escape")
        assert shown.value(focused) == "knee-pain"
        assert shown.value("document.getElementById('panel').hidden")
        shown.press("n")
        arrow = shown.value(focused)
        assert shown.value("document.activeElement.classList.contains('claim')")
        shown.press("n")
        assert shown.value(focused) != arrow
        shown.press("p", " ")
        assert shown.value(focused) == "panel-heading"
        shown.press("Escape")
        assert shown.value(focused) == arrow
        shown.press("ArrowDown")
        assert shown.value("document.activeElement.classList.contains('thing')")

    def test_the_table_sorts_and_opens_claims_by_keys(self, shown: Browser, pages: Pages) -> None:
        status = "Array.from(document.querySelectorAll('#claims tbody td:nth-child(4)'), e => e.textContent)"
        shown.value("document.querySelectorAll('#claims thead button')[3].focus()")
        shown.press("Enter")
        assert shown.value(status) == sorted(each.status for each in pages.small.claims())
        shown.press(" ")
        assert shown.value(status) == sorted((each.status for each in pages.small.claims()), reverse=True)
        assert ids(shown, "#claims thead th[aria-sort]", "aria-sort") == ["descending"]
        shown.value("document.querySelector('tr[data-claim=\"article-c20\"] button').focus()")
        shown.press("Enter")
        assert text(shown, "#panel h2") == "Femoral internal rotation can lead to knee pain."
        shown.press("Escape")
        assert shown.value("document.activeElement.closest('tr').dataset.claim") == "article-c20"

    def test_keys_wheel_buttons_and_dragging_move_the_view(self, shown: Browser) -> None:
        def view() -> tuple[float, float, float]:
            x, y, k = re.findall(r"-?[\d.]+", ids(shown, "#drawing > g", "transform")[0])
            return float(x), float(y), float(k)

        shown.value("document.getElementById('drawing').focus()")
        before = view()
        shown.press("ArrowLeft", "ArrowDown")
        x, y, k = view()
        assert (round(x - before[0]), round(y - before[1]), k) == (60, -60, before[2])
        shown.press("+")
        assert view()[2] > k
        shown.press("-", "-")
        assert view()[2] < k
        shown.press("0")
        assert view() == before
        at = point(shown, "#drawing .thing[data-id='knee-pain']")
        shown.mouse("mouseWheel", *at, deltaX=0, deltaY=-100)
        shown.until(f"!document.querySelector('#drawing > g').getAttribute('transform').endsWith('({k})')")
        assert view()[2] > before[2]
        near = point(shown, "#drawing .thing[data-id='knee-pain']")
        assert near == pytest.approx(at, abs=1.5)
        grown = view()
        shown.mouse("mousePressed", *at, button="left", clickCount=1)
        shown.mouse("mouseMoved", at[0] + 30, at[1] + 20, button="left", buttons=1)
        shown.mouse("mouseReleased", at[0] + 30, at[1] + 20, button="left", clickCount=1)
        assert view() == pytest.approx((grown[0] + 30, grown[1] + 20, grown[2]), abs=0.2)
        assert shown.value("document.getElementById('panel').hidden")
        for name in ("closer", "farther", "fit"):
            last = view()
            shown.click(*point(shown, f"#{name}"))
            assert view() != last
        assert view() == before

    def test_what_is_out_to_do_harm_is_only_shown(self, window: Browser, pages: Pages) -> None:
        opened(window, pages, "hostile")
        assert window.value("document.querySelectorAll('img, script').length") == 2
        labels = ids(window, "#drawing .thing", "aria-label")
        assert [label.rsplit(", ", 2)[0] for label in labels] == [as_shown(word) for word in HOSTILE]
        for place, word in enumerate(map(as_shown, HOSTILE)):
            mark = f"#drawing .thing[data-id='thing-{place}']"
            window.value(f"document.querySelector({json.dumps(mark)}).focus()")
            window.press("Enter")
            assert text(window, "#panel h2") == word
            assert word in text(window, "#panel .told summary, #panel dd, #panel p:not(.kind)")
        window.value("document.getElementById('query').focus()")
        window.write("<script>alert(1)")
        window.press("Enter")
        assert text(window, "#found").endswith(HOSTILE[0])
        assert window.value("document.querySelectorAll('img, script').length") == 2
        assert set(ids(window, "#panel a, #sources a", "href")) == {LINKS[2]}
        assert LINKS[0] in text(window, "#sources")
        assert window.complaints == []

    def test_an_arrow_from_a_thing_to_itself_and_two_ways_between_two(
        self, window: Browser, pages: Pages
    ) -> None:
        opened(window, pages, "hostile")
        paths = ids(window, "#drawing .line", "d")
        assert len(paths) == len(pages.hostile.claims())
        bends = [re.split("[QC]| (?=[-0-9.]+ [-0-9.]+$)", path)[1] for path in paths]
        assert len(bends) == len(set(bends))
        assert not any("NaN" in path for path in paths)

    def test_the_lines_of_a_label_join_to_it_again(self, window: Browser, pages: Pages) -> None:
        opened(window, pages, "hostile")
        joined = window.value(
            "Array.from(document.querySelectorAll('#drawing .thing'), thing =>"
            " Array.from(thing.querySelectorAll('text'), line => line.textContent).join(''))"
        )
        for line, whole in zip(joined, map(as_shown, HOSTILE), strict=True):
            assert line == whole or (line.endswith(" …") and whole.startswith(line.removesuffix(" …")))
        assert [line.endswith(" …") for line in joined] == [len(label) > 250 for label in HOSTILE]

    @pytest.mark.parametrize("name", ["small", "hostile"])
    def test_a_narrow_window_does_not_scroll_sideways(self, name: str, window: Browser, pages: Pages) -> None:
        opened(window, pages, name, width=360)
        window.value(CLICK_FIRST)
        assert window.value("document.documentElement.scrollWidth") <= 360
        assert not window.value("document.getElementById('panel').hidden")

    def test_light_and_dark_follow_the_reader(self, shown: Browser) -> None:
        paper = "getComputedStyle(document.body).backgroundColor"
        assert shown.value(paper) == "rgb(255, 255, 255)"
        shown.prefer(prefers_color_scheme="dark")
        assert shown.value(paper) == "rgb(20, 23, 26)"

    def test_paper_gets_the_whole_drawing(self, shown: Browser) -> None:
        shown.press("+")
        shown.value("window.dispatchEvent(new Event('beforeprint'))")
        assert shown.value("document.getElementById('drawing').hasAttribute('viewBox')")
        inside = shown.value(
            "(() => { const d = document.getElementById('drawing').getBoundingClientRect();"
            " return Array.from(document.querySelectorAll('#drawing .outline')).every(e => {"
            " const b = e.getBoundingClientRect();"
            " return b.left >= d.left && b.right <= d.right && b.top >= d.top && b.bottom <= d.bottom }) })()"
        )
        assert inside
        shown.value("window.dispatchEvent(new Event('afterprint'))")
        assert not shown.value("document.getElementById('drawing').hasAttribute('viewBox')")

    def test_a_large_graph_is_drawn_about_one_thing(self, window: Browser, pages: Pages) -> None:
        opened(window, pages, "whole")
        busiest = "gluteus-medius"
        about = pages.whole.about(busiest)
        assert sorted(ids(window, "#drawing .claim")) == sorted(each.id for each in about)
        assert sorted(ids(window, "#drawing .thing")) == sorted(
            {end for each in about for end in (each.subject, each.object)}
        )
        assert lying_on_each_other(window) == []
        window.click(*point(window, "#among"))
        shown = set(ids(window, "#drawing .thing"))
        window.until(f"document.querySelectorAll('#drawing .claim').length > {len(about)}")
        assert set(ids(window, "#drawing .claim")) == {
            each.id for each in pages.whole.claims() if {each.subject, each.object} <= shown
        }
        window.click(*point(window, "#among"))
        window.value("document.getElementById('query').focus()")
        window.write("quality of life")
        window.press("Enter")
        window.until("document.querySelector('#drawing .chosen')?.dataset.id === 'quality-of-life'")
        assert sorted(ids(window, "#drawing .claim")) == sorted(
            each.id for each in pages.whole.about("quality-of-life")
        )

    def test_without_scripts_the_table_is_there(self, window: Browser, pages: Pages) -> None:
        window.tell("Emulation.setScriptExecutionDisabled", value=True)
        try:
            window.open(pages.folder / "small.html")
            assert window.value("document.querySelectorAll('#claims tbody tr').length") == len(
                pages.small.claims()
            )
            assert window.value("document.getElementById('tools').getClientRects().length") == 0
            assert window.value("document.querySelector('.remark').getClientRects().length") == 1
        finally:
            window.tell("Emulation.setScriptExecutionDisabled", value=False)

    @needs_client("axe-core")
    @pytest.mark.parametrize(
        ("name", "width", "scheme"),
        [("small", 1280, "light"), ("small", 360, "dark"), ("hostile", 1280, "dark")],
    )
    def test_axe_finds_nothing_amiss(
        self, name: str, width: int, scheme: str, window: Browser, pages: Pages
    ) -> None:
        opened(window, pages, name, width)
        window.prefer(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
        window.value(CLICK_FIRST)
        window.value((CLIENTS / "node_modules/axe-core/axe.min.js").read_text("utf-8") + ";undefined")
        found = window.value("axe.run().then(done => done.violations.map(v => [v.id, v.nodes[0].html]))")
        assert found == []
