"""The page as a browser shows it."""

from __future__ import annotations

import json
import re

import pytest
from browser import PROGRAM, Browser
from pages import CLICK_FIRST, HOSTILE, LINKS, Pages, as_shown, ids, lying_on_each_other, opened, point, text
from programs import CLIENTS, needs, needs_client

from kg.wording import sentence, statement


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
