"""Rules that hold for some question types alone: L26 to L31."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import End
from quiz.item import Interaction
from quiz.lint.finding import Rule
from quiz.lint.reading import CLOZE, MECHANISM, WHY_CHAIN
from quiz.measures import interval
from quiz.stems import mask
from quiz.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.lint.reading import Asked, Reading

__all__ = ["TYPE_RULES"]

# So many first letters of each word a blank may show.
MOST_SHOWN = 4


def cloze(read: Reading) -> Iterator[str]:
    """L26. The blank stands in the later half, for a whole label, and one entity alone fits it.

    What fits is asked of the live claims of the scope, by any relation that may be taken for the one asked;
    letters that the blank shows narrow it down, and so does the number of strokes where what begins alike is
    known to be claimed as well. For clozes.
    """
    item = read.item
    if item.type != CLOZE:
        return
    if not read.blanks:
        yield "there is no blank"
        return
    if not item.accept:
        return
    blank = read.blanks[0]
    before, after = item.stem[: blank.start()].split(), item.stem[blank.end() :].split()
    if len(before) < len(after):
        yield "the blank stands in the earlier half"
    entities = read.facts.graph.entities
    if item.accept[0].casefold() not in {entities[name].label.casefold() for name in read.answers}:
        yield f"“{item.accept[0]}” is not the label of an end of its claim"
    label = item.accept[0]
    plain = not blank[0].strip("_")
    shown = next((letters for letters in range(MOST_SHOWN + 1) if mask(label, letters) in item.stem), None)
    if shown is None and not plain:
        yield f"the blank does not have the form of “{label}”"
        return
    accepted = set(map(folded, item.accept))
    known = set(map(folded, item.also_claimed))
    for asked in read.asked[:1]:
        values = {
            value
            for relation in read.facts.taken_for(asked.relation)
            for value in read.facts.values(asked.given, relation, asked.end, item.scope)
        }
        for value in sorted(values - {asked.given}):
            names = entities[value].names
            form = _begun if known.isdisjoint(map(folded, names)) else mask
            fits = shown is None or any(form(name, shown) == form(label, shown) for name in names)
            if fits and read.facts.names(value).isdisjoint(accepted):
                yield f"{value} fits the blank, too"


def _begun(name: str, letters: int) -> list[str]:
    """Return what a blank shows of a name, whatever the lengths of its words."""
    return [word.rstrip("_") for word in mask(name, letters).casefold().split()]


def matching(read: Reading) -> Iterator[str]:
    """L27. Each side of a match is of one kind, and live claims of the scope allow one perfect matching.

    For matches.
    """
    item, facts = read.item, read.facts
    if item.interaction is not Interaction.MATCH or not item.rows:
        return
    rows = [row.entity for row in item.rows]
    for side, entities in (("left", rows), ("right", read.entities)):
        if any(not facts.akin(entities[0], entity) for entity in entities[1:]):
            yield f"the {side} side is not of one kind"
    if len(item.options) != len(rows) or sorted(row.key for row in item.rows) != list(range(len(rows))):
        yield "not every option belongs to one row"
        return
    if len(read.entities) != len(rows):
        return
    relations = dict.fromkeys(claim.relation for claim in read.claims)
    fits = [
        [
            place
            for place, option in enumerate(read.entities)
            if facts.joined(row, option, relations, item.scope)
        ]
        for row in rows
    ]
    for row, places in zip(item.rows, fits, strict=True):
        if row.key not in places:
            yield f"no live claim joins “{row.text}” to “{item.options[row.key].text}”"
            return
    if _matchings(fits, frozenset()) > 1:
        yield "more than one perfect matching is right"


def _matchings(fits: Sequence[Sequence[int]], taken: frozenset[int]) -> int:
    if not fits:
        return 1
    return sum(_matchings(fits[1:], taken | {place}) for place in fits[0] if place not in taken)


def ordering(read: Reading) -> Iterator[str]:
    """L28. One order alone is right: each link leads to the next and none leads back, or the measured values
    go one way.

    Links lead on by live causal claims of the scope. For orders.
    """
    item, facts = read.item, read.facts
    if item.interaction is not Interaction.ORDER:
        return
    if sorted(item.order) != list(range(len(item.options))):
        yield "the right order does not hold each option once"
        return
    links = [item.options[place].entity or "" for place in item.order]
    measured = [claim for claim in read.claims if claim.measure is not None]
    if measured:
        values = {end: c.measure.value for c in measured for end in (c.subject, c.object) if c.measure}
        spans = [interval(values[link]) for link in links if link in values]
        known = [span for span in spans if span is not None]
        ascending = all(one[1] < other[0] for one, other in pairwise(known))
        if len(known) != len(links) or not (ascending or all(a[0] > b[1] for a, b in pairwise(known))):
            yield "the measured values do not go one way"
        return
    for link, following in pairwise(links):
        if following not in facts.reach(link, item.scope):
            yield f"nothing leads from {link} to {following}"
    for place, link in enumerate(links):
        for earlier in links[:place]:
            if earlier in facts.reach(link, item.scope):
                yield f"{link} leads back to {earlier}"


def paths(read: Reading) -> Iterator[str]:
    """L29. No wrong option lies on another way between the same ends, however long.

    Where a relation asked for is causal, chains of live claims of the scope count as well as single ones.
    For mechanisms and why-chains of entities.
    """
    if read.item.type not in (MECHANISM, WHY_CHAIN) or not read.asked:
        return
    for option in read.wrong:
        if option.entity is not None and all(_leads(read, asked, option.entity) for asked in read.asked):
            yield f"“{option.text}” lies on another way between the same ends"


def _leads(read: Reading, asked: Asked, entity: str) -> bool:
    facts, scope = read.facts, read.item.scope
    if not facts.graph.vocabulary.causal(asked.relation):
        return entity in facts.values(asked.given, asked.relation, asked.end, scope)
    if asked.end is End.OBJECT:
        return entity in facts.reach(asked.given, scope)
    return asked.given in facts.reach(entity, scope)


def odd_one_out(read: Reading) -> Iterator[str]:
    """L30. Whatever all options but one share, the one that lacks it is the key; and they share something.

    What is shared is a class, or what a live claim of the scope says, on either side. For the odd one out.
    """
    if not read.odd or len(read.entities) != len(read.item.options):
        return
    key = read.single_key
    if key is None:
        return
    properties = {entity: read.facts.properties(entity, read.item.scope) for entity in read.entities}
    counts = Counter(each for owned in properties.values() for each in owned)
    singled: dict[str, tuple[str, ...]] = {}
    for shared in sorted(each for each, count in counts.items() if count == len(properties) - 1):
        singled.setdefault(next(name for name in read.entities if shared not in properties[name]), shared)
    for entity, shared in singled.items():
        if entity != key.entity:
            yield f"{entity} can be singled out as well: all others share {' '.join(shared)}"
    if key.entity not in singled:
        yield "the other options share nothing that the key lacks"


def typed(read: Reading) -> Iterator[str]:
    """L31. All names of the answer are accepted, none of another entity is, and forgiving makes none of it.

    As many wrong letters as are forgiven do not lead to a name of another entity of the same class. A
    name that several entities share need not be accepted. For typed answers and clozes.
    """
    item, facts = read.item, read.facts
    if item.interaction is not Interaction.TEXT:
        return
    answers = read.answers
    if not item.accept or not answers:
        yield "no accepted answer names an end of its claims"
        return
    accepted = dict.fromkeys(map(folded, item.accept))
    for name in accepted:
        if not facts.owners[name] <= set(answers):
            yield f"“{name}” is the name of another thing, too"
    for entity in answers:
        for name in sorted(facts.names(entity)):
            if name not in accepted and len(facts.owners[name]) == 1:
                yield f"“{name}” is a name of the answer and is not accepted"
    if item.forgiven:
        for entity in answers:
            near = facts.near_names(facts.graph.entity(entity).cls, item.forgiven)
            for name in accepted:
                other = next((each for each in near(name) if not facts.owners[each] <= set(answers)), None)
                if other is not None:
                    yield f"with {item.forgiven} letters forgiven, “{name}” can be “{other}”"


TYPE_RULES: tuple[Rule[Reading, str], ...] = (
    Rule("L26", "cloze", "the blank is a whole label, in the later half, and one entity fits it", cloze),
    Rule("L27", "matching", "each side is of one kind, and one perfect matching is right", matching),
    Rule("L28", "ordering", "one order alone is right", ordering),
    Rule("L29", "path", "no wrong option lies on another way between the same ends", paths),
    Rule("L30", "odd-one-out", "whatever the others share singles out the key", odd_one_out),
    Rule("L31", "typed", "all names of the answer are accepted and lead to no other thing", typed),
)
