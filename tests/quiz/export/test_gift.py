"""GIFT, read by gift-pegjs."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import handmade
import pytest
from lmsquestions import TRUE_FALSE, WORDS, Question, asked, fuzzed, known_as, paragraphs, shown, told
from programs import CLIENTS, needs_client

from quiz.claimfacts import facts_of
from quiz.export import Chosen, suffix, went_where, write
from quiz.export.gift import kind
from quiz.item import Interaction, Item

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank

# This client hands over the right-hand sides of pairs with what was escaped in a spelling of its own.
_SPELLINGS = {f"&&{ord(sign):03};": sign for sign in "\\:#={}~"}


def _read(folder: Path, *chosen: Chosen) -> list[list[dict[str, Any]]]:
    files = []
    for number, each in enumerate(chosen):
        files.append(folder / f"{number}.gift")
        files[-1].write_bytes(write(each, "gift"))
    done = subprocess.run(
        ["node", CLIENTS / "gift.mjs", *files], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _question(view: dict[str, Any]) -> Question:
    return Question(
        view["id"],
        told(view["stem"]["text"]),
        tuple(_parts(view)),
        paragraphs(view["globalFeedback"]["text"]),
        frozenset(view["tags"]),
    )


def _parts(view: dict[str, Any]) -> list[tuple[str, ...]]:
    match view["type"]:
        case "Matching":
            return [
                (told(pair["subquestion"]["text"]), _spelled(pair["subanswer"]))
                for pair in view["matchPairs"]
            ]
        case "TF":
            # Right or wrong: by this client's names the first feedback is for who says so.
            wrong, right = view["trueFeedback"], view["falseFeedback"]
            both = {
                str(view["isTrue"]): ("100", told(right["text"])),
                str(not view["isTrue"]): ("0", told(wrong["text"])),
            }
            return [(text, *both[text]) for text in ("True", "False")]
        case "Short":
            return [
                (choice["text"]["text"], f"{choice['weight']:g}", _feedback(choice))
                for choice in view["choices"]
            ]
        case _:
            return [
                (told(choice["text"]["text"]), _share(choice), _feedback(choice))
                for choice in view["choices"]
            ]


def _share(choice: dict[str, Any]) -> str:
    if choice["weight"] is None:
        return "100" if choice["isCorrect"] else "0"
    return f"{choice['weight']:g}"


def _feedback(choice: dict[str, Any]) -> str:
    return told(choice["feedback"]["text"]) if choice["feedback"] else ""


def _spelled(text: str) -> str:
    return re.sub("&&[0-9]{3};", lambda found: _SPELLINGS[found[0]], text)


def _held(chosen: Chosen) -> list[Item]:
    return [item for item in chosen.items if kind(item) is not None]


@needs_client("gift-pegjs")
def test_every_question_of_the_bank_and_of_odd_texts_is_read_back(
    graph: KnowledgeGraph, bank: Bank, tmp_path: Path
) -> None:
    whole = Chosen(1, "", tuple(bank.items), facts=facts_of(graph, bank.items))
    odd = fuzzed()
    for chosen, views in zip((whole, odd), _read(tmp_path, whole, odd), strict=True):
        read = {view["id"]: view for view in views if view["type"] != "Category"}
        held = _held(chosen)
        assert len(read) == len(held)
        for item in held:
            view = read[known_as(item)]
            assert _question(view) == asked(chosen, item, places=True)
            begun = " ".join(shown(item.stem).split())[:40]
            assert view["title"].startswith(begun)
            assert len(view["title"]) <= 100
            assert not view["hasEmbeddedAnswers"]
            assert view["stem"]["format"] == "html"
    assert None not in {form for _, form in went_where(whole, "gift")}
    # Of the answers to be typed, one has an arrow.
    assert went_where(odd, "gift") == {
        ("choose-many", "multiple choice, several answers"): len(WORDS),
        ("choose-one", "multiple choice"): len(WORDS),
        ("choose-one", "true/false"): len(WORDS),
        ("match", "matching"): len(WORDS),
        ("order", "matching with places"): len(WORDS),
        ("text", None): 2,
        ("text", "short answer"): len(WORDS) - 2,
    }


def test_the_same_bytes_again_and_topics_are_categories(graph: KnowledgeGraph, bank: Bank) -> None:
    facts = facts_of(graph, bank.items)
    adductor = next(item for item in bank.items if facts[item.claims[0]].topics[-1:] == ("hip adductors",))
    chosen = Chosen(1, "", (*bank.items[::40], adductor), facts=facts)
    data = write(chosen, "gift")
    assert data == write(replace(chosen, facts=dict(reversed(chosen.facts.items()))), "gift")
    categories = re.findall(r"^\$CATEGORY: (.*)$", data.decode(), re.MULTILINE)
    assert categories == sorted(set(categories))
    assert "$course$/top/Myograph/hip adductors" in categories


@pytest.mark.parametrize("text", ["Two\n\nlines", "// a comment", "a } b { c"])
def test_no_text_ends_a_question(text: str) -> None:
    item = replace(handmade.CHOOSE_ONE, stem=text, explanation=(text,))
    data = write(Chosen(1, "", (item, replace(item, id="other"))), "gift").decode()
    assert [block.count("\n") for block in data.split("\n\n")] == [0, 6, 6, 0]


def test_what_gift_cannot_hold_is_left_out() -> None:
    match = replace(handmade.MATCH, options=handmade.MATCH.options[:2], rows=handmade.MATCH.rows[1:])
    order = replace(handmade.ORDER, options=handmade.ORDER.options[:2], order=(1, 0))
    many = replace(handmade.CHOOSE_MANY, options=(handmade.CHOOSE_MANY.options[0],) * 11)
    arrow = replace(handmade.TEXT, close=("a -> b",))
    chosen = Chosen(1, "", (match, order, many, arrow))
    assert went_where(chosen, "gift") == {
        (each.value, None): 1
        for each in (Interaction.CHOOSE_MANY, Interaction.MATCH, Interaction.ORDER, Interaction.TEXT)
    }
    assert write(chosen, "gift") == b""
    assert kind(TRUE_FALSE) == "true/false"


def test_a_file_ends_in_what_moodle_takes() -> None:
    """It goes by the ending, and knows none that is called after the format."""
    assert suffix("gift") == "txt"


def test_no_gap_is_torn_apart_by_moodle(bank: Bank) -> None:
    """It puts the line to type on in the place of the first five `_` in a row."""
    gaps = [item for item in bank.items if "_____" in item.stem]
    assert len(gaps) > 100
    assert all(kind(item) == "short answer" for item in gaps)
    texts = re.findall(r"::\[html\](.*?)\{", write(Chosen(1, "", tuple(gaps)), "gift").decode())
    assert len(texts) == len(gaps)
    assert not any("_____" in text for text in texts)
