"""Rules that compare options with each other and with the stem: L06, L09 to L13, L20, L24."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from quiz.item import Interaction
from quiz.lint.finding import Rule
from quiz.measures import interval
from quiz.words import folded, roots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.lint.reading import Reading

__all__ = ["OPTION_RULES"]

LONGER, SHORTER, LETTERS = 1.25, 0.75, 8


def key_length(read: Reading) -> Iterator[str]:
    """L06. The key is not told by its length: under 1.25 times the longest wrong option, over 0.75 times
    the shortest, where it differs by 8 characters or more.

    For single choices, of entities and of statements.
    """
    key = read.single_key
    if key is None or not read.wrong:
        return
    lengths = [len(option.text) for option in read.wrong]
    own, longest, shortest = len(key.text), max(lengths), min(lengths)
    if own - longest >= LETTERS and own >= LONGER * longest:
        yield f"the key has {own} characters, the longest wrong option {longest}"
    if shortest - own >= LETTERS and own <= SHORTER * shortest:
        yield f"the key has {own} characters, the shortest wrong option {shortest}"


_CLAUSE = re.compile(r"[;:,.](?=\s)|\b(?:because|which|that|although|while|so that|as)\b")


def homogeneous(read: Reading) -> Iterator[str]:
    """L09. The options are of one kind: what names an entity is of the kind that the relation asks for.

    Where no relation is asked, as in matches, the options are akin. Statements share one relation, or the
    key is not the one that has more or fewer clauses than the rest. For all with options but orders: all of
    these are right, and a chain leads from one kind of thing to another.
    """
    facts = read.facts
    if read.statements:
        yield from _one_template(read)
        return
    if len(read.entities) not in (0, len(read.item.options)):
        yield "some options are statements and some are not"
        return
    odd = [
        option.text
        for option in read.item.options
        if option.entity is not None
        and any(not facts.fits(option.entity, asked.relation, asked.end) for asked in read.asked)
    ]
    for text in odd:
        yield f"“{text}” is not of the kind asked for"
    first = read.entities[0] if read.entities else None
    if first is not None and not odd and read.item.interaction is not Interaction.ORDER:
        for entity in read.entities[1:]:
            if not facts.akin(first, entity):
                yield f"{first} and {entity} have nothing in common"


def _one_template(read: Reading) -> Iterator[str]:
    key = read.single_key
    if key is None:
        return
    relations = {option.proof.relation for option in read.wrong if option.proof is not None}
    if len(relations | {claim.relation for claim in read.claims}) <= 1:
        return
    others = {len(_CLAUSE.findall(option.text)) for option in read.wrong}
    if len(others) == 1 and len(_CLAUSE.findall(key.text)) not in others:
        yield "the key has more or fewer clauses than every other option"


def synonyms(read: Reading) -> Iterator[str]:
    """L10. No two options are the same thing, by id, text, label or any other name, after Unicode folding.

    For whatever has options.
    """
    facts = read.facts
    names = [
        (facts.names(option.entity) if option.entity is not None else frozenset()) | {folded(option.text)}
        for option in read.item.options
    ]
    if len(frozenset().union(*names)) == sum(map(len, names)):
        return
    for one, other in combinations(range(len(names)), 2):
        if shared := sorted(names[one] & names[other]):
            yield f"“{read.texts[one]}” and “{read.texts[other]}” are both “{shared[0]}”"


def overlap(read: Reading) -> Iterator[str]:
    """L11. No option is part, kind, member or state of another, nor named by some of its words.

    For choices and matches of entities; the links of a chain may overlap.
    """
    if read.item.interaction is Interaction.ORDER or len(read.entities) != len(read.texts):
        return
    facts = read.facts
    words = [roots(text) for text in read.texts]
    for one, other in combinations(range(len(words)), 2):
        if read.entities[other] in facts.overlaps(read.entities[one]):
            yield f"“{read.texts[one]}” and “{read.texts[other]}” overlap"
        elif words[one] != words[other] and (words[one] < words[other] or words[other] < words[one]):
            yield f"“{read.texts[one]}” and “{read.texts[other]}” differ by added words alone"


_JOINT = re.compile(r"[,;] (?:and )?|\b(?:and|with|together with)\b")


def convergence(read: Reading) -> Iterator[str]:
    """L12. Of options made up of several components, the key is not the one that shares most with the others.

    Components are what “and”, “with”, commas and semicolons join. For single choices.
    """
    key = read.single_key
    if key is None or sum(bool(_JOINT.search(text)) for text in read.texts) < 2:
        return
    parts = [{roots(part) for part in _JOINT.split(text) if roots(part)} for text in read.texts]
    shared = [sum(part in other for part in own for other in parts if other is not own) for own in parts]
    place = read.texts.index(key.text)
    if shared[place] and all(shared[place] > count for each, count in enumerate(shared) if each != place):
        yield "the key shares more components with the other options than any of them does"


_COUNTS = {
    Interaction.CHOOSE_ONE: (3, 5),
    Interaction.CHOOSE_MANY: (3, 6),
    Interaction.MATCH: (3, 6),
    Interaction.ORDER: (3, 6),
    Interaction.TEXT: (0, 0),
}


def option_count(read: Reading) -> Iterator[str]:
    """L13. A single choice has three to five options, a choice of many, a match and an order three to six.

    None is empty, and a choice of many has two right ones at least and one wrong. A typed answer has none.
    """
    item = read.item
    least, most = _COUNTS[item.interaction]
    if not least <= len(item.options) <= most:
        yield f"{len(item.options)} options, not {least} to {most}"
    if any(not text.strip() for text in read.texts):
        yield "an option is empty"
    if item.interaction is Interaction.CHOOSE_MANY and (len(read.right) < 2 or not read.wrong):
        yield f"{len(read.right)} right and {len(read.wrong)} wrong options, not two and one at least"


def self_answer(read: Reading) -> Iterator[str]:
    """L20. No name of a key stands in the stem, and what the stem is about is no option.

    In a match, no row names what belongs to it. For choices of entities, typed answers and matches.
    """
    item, facts = read.item, read.facts
    if item.interaction is Interaction.MATCH:
        for row in item.rows:
            option = item.options[row.key]
            if option.entity is not None and _names_one(folded(row.text), facts.names(option.entity)):
                yield f"the row “{row.text}” names its answer, “{option.text}”"
        return
    keys = (
        [(text, frozenset((folded(text),))) for text in item.accept]
        if item.interaction is Interaction.TEXT
        else [(each.text, facts.names(each.entity)) for each in read.right if each.entity is not None]
    )
    stem = folded(read.unblanked)
    for text, names in keys:
        if _names_one(stem, names):
            yield f"the stem names its answer, “{text}”"
    for given in dict.fromkeys(asked.given for asked in read.asked):
        if given in read.entities and not read.odd:
            yield f"{given}, which the stem is about, is an option"


def _names_one(text: str, names: frozenset[str]) -> bool:
    return any(name in text and f" {name} " in f" {text} " for name in names)


_NUMERIC = re.compile(r"(?P<value>[<>]?\d+(?:\.\d+)?(?: ?[-–] ?\d+(?:\.\d+)?)?) ?(?P<unit>[^\d\s].{0,20})?")


def order_of_numbers(read: Reading) -> Iterator[str]:
    """L24. Options that are numbers ascend, in one unit, with the same decimals, and their ranges stay apart.

    For choices; all other options are shuffled by seed, which is held by B01.
    """
    if not read.choice or not all("0" <= text[:1] <= "9" or text[:1] in "<>" for text in read.texts):
        return
    found = [_NUMERIC.fullmatch(text.strip()) for text in read.texts]
    values = [each["value"].replace(" ", "").replace("–", "-") for each in found if each is not None]
    ranges = [span for span in map(interval, values) if span is not None]
    if len(ranges) != len(read.texts):
        return
    if len({each["unit"] for each in found if each is not None}) > 1:
        yield "the numbers do not share one unit"
    if len({_decimals(value) for value in values}) > 1:
        yield "the numbers do not have the same decimals"
    if ranges != sorted(ranges):
        yield "the numbers do not ascend"
    elif _overlapping(ranges):
        yield "the ranges overlap"


def _decimals(value: str) -> int:
    return max(len(number.partition(".")[2]) for number in re.split("-", value))


def _overlapping(ranges: Sequence[tuple[float, float]]) -> bool:
    return any(one[1] >= other[0] for one, other in pairwise(sorted(ranges)))


OPTION_RULES: tuple[Rule[Reading, str], ...] = (
    Rule("L06", "key-length", "the key is not told by its length", key_length),
    Rule("L09", "homogeneous", "all options are of the kind asked for", homogeneous),
    Rule("L10", "synonym", "no two options are the same thing under two names", synonyms),
    Rule("L11", "overlap", "no option is part, kind, member or state of another", overlap),
    Rule("L12", "convergence", "the key does not share most with the other options", convergence),
    Rule("L13", "option-count", "three to five options to choose one of, and no padding", option_count),
    Rule("L20", "self-answer", "the stem names no key and is about no option", self_answer),
    Rule("L24", "order", "numbers ascend in one unit, without overlap", order_of_numbers),
)
