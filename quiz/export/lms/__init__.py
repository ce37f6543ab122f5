"""What the formats of learning platforms share: ids, names, folders, tags, shares of a mark, HTML."""

from __future__ import annotations

import hashlib
import html
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.showable import harmless, one_line
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.export import Chosen, Facts
    from quiz.item import Item

__all__ = [
    "LEAST_PAIRS",
    "SHARES",
    "Typed",
    "background",
    "folders",
    "idnumber",
    "is_true_or_false",
    "names",
    "shares",
    "tags",
    "text_in_html",
    "typed",
]

# What Moodle's database has room for.
MOST_ID = 100
MOST_TAG = 50
# What can still be read in a list.
MOST_NAME = 100
# Moodle knows no matching question of fewer.
LEAST_PAIRS = 3
# One right option of so many, in per cent: Moodle takes these figures and no others.
SHARES = {
    1: "100",
    2: "50",
    3: "33.33333",
    4: "25",
    5: "20",
    6: "16.66667",
    7: "14.28571",
    8: "12.5",
    9: "11.11111",
    10: "10",
    20: "5",
}
_HALF = "50"
_CLOSE = "Half right: that is a part of the answer, or has it as a part. The answer is {answer}."
_CLAIMED = "Half right: that is claimed as well, but is not the one asked for. The answer is {answer}."
_ALL = "Myograph"
_DIGITS = 12
# What Moodle drops from tags, what ends one in GIFT or keeps it from ending, and what parts two in a list.
_NOT_IN_TAGS = str.maketrans("<>[]\\`,", "()()/';")


class Typed(NamedTuple):
    """An answer to be typed, the per cent of the mark that it is worth, and what is told to who gives it."""

    answer: str
    share: str
    why: str


def idnumber(item: Item) -> str:
    """Return what a platform knows an item by: its id, which begins with that of its claim.

    It has at most 100 letters; what is longer ends in a digest of the whole.
    """
    if len(item.id) <= MOST_ID:
        return item.id
    digest = hashlib.sha256(item.id.encode()).hexdigest()[:_DIGITS]
    return f"{item.id[: MOST_ID - _DIGITS - 1]}-{digest}"


def names(chosen: Chosen) -> dict[str, str]:
    """Return what each item is called in lists, by id: how its stem begins, on one line.

    Where several have one stem, such as “Which of these statements is WRONG?”, what is shown first comes
    after it, and a number if that tells them apart no more.
    """
    stems = Counter(one_line(item.stem) for item in chosen.items)
    found = {}
    times: Counter[str] = Counter()
    for item in chosen.items:
        stem = one_line(item.stem)
        shown = [*(row.text for row in item.rows), *(option.text for option in item.options)][:1]
        more = f" – {one_line(shown[0])}" if shown and stems[stem] > 1 else ""
        room = max(MOST_NAME - len(more), MOST_NAME // 2)
        called = _cut(f"{_cut(stem, room)}{more}", MOST_NAME)
        times[called] += 1
        number = f" ({times[called]})" if times[called] > 1 else ""
        found[item.id] = f"{_cut(called, MOST_NAME - len(number))}{number}"
    return found


def folders(chosen: Chosen) -> list[tuple[tuple[str, ...], tuple[Item, ...]]]:
    """Return items by the folder that they go into, each folder as a path of names.

    A paper is a folder. Without papers it is the narrowest topic of an item's first claim.
    """
    if chosen.papers:
        title = _folder(chosen.title or _ALL)
        return [((_ALL, title, f"Paper {number}"), paper) for number, paper in enumerate(chosen.papers, 1)]
    found: dict[tuple[str, ...], list[Item]] = {}
    for item in chosen.items:
        about = _known(chosen, item)[:1]
        path = (_ALL, *(_folder(fact.topics[-1]) for fact in about if fact.topics))
        found.setdefault(path, []).append(item)
    return [(path, tuple(items)) for path, items in sorted(found.items())]


def _folder(label: str) -> str:
    return _cut(one_line(label), MOST_NAME)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def tags(chosen: Chosen, item: Item) -> list[str]:
    """Return the topics, type, level and status of an item, each as a tag that Moodle can hold."""
    facts = _known(chosen, item)
    topics = [*([chosen.topic] if chosen.topic else []), *(topic for fact in facts for topic in fact.topics)]
    statuses = [f"status: {fact.status}" for fact in facts]
    found = (*topics, f"type: {item.type}", f"level: {item.bloom}", *statuses)
    return list(dict.fromkeys(_tag(each) for each in found))


def _tag(text: str) -> str:
    return _cut(one_line(text).translate(_NOT_IN_TAGS), MOST_TAG)


def _known(chosen: Chosen, item: Item) -> list[Facts]:
    return [chosen.facts[claim] for claim in item.claims if claim in chosen.facts]


def is_true_or_false(item: Item) -> bool:
    """Return whether the options of a single choice are True and False."""
    return sorted(option.text for option in item.options) == ["False", "True"]


def shares(item: Item) -> Sequence[str]:
    """Return the per cent of the mark that each option of an item is worth when chosen.

    Of several right options each is worth its share, and each wrong one takes as much away: so `grade` has
    it, too.
    """
    share = SHARES[len(item.keys)]
    wrong = "0" if item.interaction is Interaction.CHOOSE_ONE else f"-{share}"
    return [share if option.correct else wrong for option in item.options]


def background(chosen: Chosen, item: Item) -> str:
    """Return the explanation with the sources as HTML, and the reasons that belong to no one option."""
    # How sure one claim is may be said in the words that another has: each keeps its own.
    more = [f"Source: {fact.citation}" for fact in _known(chosen, item)]
    if item.interaction in (Interaction.MATCH, Interaction.ORDER):
        more = [*(option.why for option in item.options if option.why), *more]
    lines = [*item.explanation, *(line for line in dict.fromkeys(more) if line not in item.explanation)]
    return "".join(f"<p>{text_in_html(line)}</p>" for line in lines)


def text_in_html(text: str) -> str:
    r"""Return text as HTML that shows it: nothing in it is markup.

    >>> text_in_html("a < b & c\n[Your Name] -> ")
    'a &lt; b &amp; c<br>[Your Name] -&gt;'
    """
    return "<br>".join(html.escape(harmless(line), quote=False) for line in text.strip().splitlines())


def typed(item: Item) -> list[Typed]:
    """Return the answers to a question to be typed, those taken as right before those half right."""
    found = [Typed(_letter_by_letter(answer), SHARES[1], "") for answer in item.accept]
    for names, why in ((item.close, _CLOSE), (item.also_claimed, _CLAIMED)):
        told = why.format(answer=item.accept[0])
        found += [Typed(_letter_by_letter(answer), _HALF, told) for answer in names]
    return found


def _letter_by_letter(answer: str) -> str:
    r"""Return an answer as Moodle compares it: an asterisk would stand for any letters.

    >>> print(_letter_by_letter("L5*"))
    L5\*
    """
    return one_line(answer).replace("*", "\\*")
