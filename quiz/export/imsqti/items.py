"""An item as QTI has it: what is asked, what is right, what is told about each answer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import kg
from kg.showable import one_line
from quiz.export.imsqti.dialect import element, words
from quiz.export.imsqti.rules import (
    ANSWER,
    CHOSEN,
    CLOSE_BY,
    EXPLAINED,
    SCORE,
    SHOWN,
    mapping,
    missed,
    option,
    row,
    rules,
)
from quiz.grade import CLAIMED_WORDS, CLOSE_WORDS
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quiz.export import Facts
    from quiz.export.imsqti.dialect import Dialect
    from quiz.item import Item

__all__ = ["LANGUAGE", "XSI", "identifier", "item_xml", "kind"]

LANGUAGE = "en"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_KINDS = {
    Interaction.CHOOSE_ONE: "choiceInteraction",
    Interaction.CHOOSE_MANY: "choiceInteraction",
    Interaction.TEXT: "textEntryInteraction",
    Interaction.MATCH: "matchInteraction",
    Interaction.ORDER: "orderInteraction",
}
# Cardinality and base type of the response.
_ANSWERS = {
    Interaction.CHOOSE_ONE: ("single", "identifier"),
    Interaction.CHOOSE_MANY: ("multiple", "identifier"),
    Interaction.TEXT: ("single", "string"),
    Interaction.MATCH: ("multiple", "directedPair"),
    Interaction.ORDER: ("ordered", "identifier"),
}
# How wide a field for a typed answer is: the same for all, so that it gives nothing away.
_FIELD = "40"
_EITHER = "That is a part of it, has it as a part, or is claimed as well, but is not the one asked for."


def kind(item: Item) -> str:
    """Return what an item becomes, in the words of QTI 2.1: every one has an interaction of its own."""
    return _KINDS[item.interaction]


def identifier(item: Item) -> str:
    """Return what an item is called: its id, which begins with its first claim's.

    XML wants no digit first; none of our ids begins with the underscore that is put before it there.
    """
    return f"_{item.id}" if item.id[0].isdigit() else item.id


def _sources(item: Item, facts: Mapping[str, Facts]) -> list[str]:
    """Return the sources of an item's claims, each once, the first claim's first."""
    return list(dict.fromkeys(facts[claim].citation for claim in item.claims if claim in facts))


def item_xml(dialect: Dialect, item: Item, facts: Mapping[str, Facts]) -> str:
    """Return an item as a document of QTI."""
    parts = [
        _response(dialect, item),
        *_outcomes(dialect, item),
        dialect.tag("itemBody", *_body(dialect, item)),
        rules(dialect, item),
        *_feedback(dialect, item, facts),
    ]
    root = dialect.tag(
        "assessmentItem",
        *(f"\n{part}" for part in parts),
        "\n",
        **{
            "xmlns": dialect.items,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": dialect.locations_of(dialect.items),
            "identifier": identifier(item),
            "title": item.stem,
            "xml:lang": LANGUAGE,
            "adaptive": "false",
            "timeDependent": "false",
            "toolName": "Myograph",
            "toolVersion": kg.__version__,
        },
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def _response(dialect: Dialect, item: Item) -> str:
    match item.interaction:
        case Interaction.TEXT:
            right = [words(one_line(item.accept[0]))]
        case Interaction.MATCH:
            right = [f"{row(place)} {option(each.key)}" for place, each in enumerate(item.rows)]
        case _:
            right = [option(place) for place in item.order or item.keys]
    cardinality, base = _ANSWERS[item.interaction]
    values = (dialect.tag("value", each) for each in right)
    return dialect.tag(
        "responseDeclaration",
        dialect.tag("correctResponse", *values),
        mapping(dialect, item),
        identifier=ANSWER,
        cardinality=cardinality,
        baseType=base,
    )


def _outcomes(dialect: Dialect, item: Item) -> Iterator[str]:
    for name, value, most in ((SCORE, "0", {"normalMaximum": "1"}), ("MAXSCORE", "1", {})):
        default = dialect.tag("defaultValue", dialect.tag("value", value))
        yield dialect.tag(
            "outcomeDeclaration", default, identifier=name, cardinality="single", baseType="float", **most
        )
    flags = [EXPLAINED]
    match item.interaction:
        case Interaction.CHOOSE_ONE | Interaction.CHOOSE_MANY:
            cardinality, _ = _ANSWERS[item.interaction]
            yield _flag(dialect, CHOSEN, cardinality)
        case Interaction.TEXT if item.half_right:
            flags.append(CLOSE_BY)
        case Interaction.MATCH:
            flags += [missed(place) for place in range(len(item.rows))]
        case Interaction.ORDER:
            flags += [missed(place) for place in item.order[1:]]
        case _:
            pass
    for name in flags:
        yield _flag(dialect, name, "single")


def _flag(dialect: Dialect, name: str, cardinality: str) -> str:
    return dialect.tag("outcomeDeclaration", identifier=name, cardinality=cardinality, baseType="identifier")


def _body(dialect: Dialect, item: Item) -> Iterator[str]:
    tag, prompt = dialect.tag, dialect.tag("prompt", words(item.stem))
    choices = [
        tag("simpleChoice", words(each.text), identifier=option(place))
        for place, each in enumerate(item.options)
    ]
    common = {"responseIdentifier": ANSWER}
    in_order = common | {"shuffle": "false"}
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            yield tag(kind(item), prompt, *choices, **in_order, maxChoices="1")
        case Interaction.CHOOSE_MANY:
            # As many as there are, so that the number gives nothing away.
            yield tag(kind(item), prompt, *choices, **in_order, maxChoices=str(len(choices)))
        case Interaction.ORDER:
            yield tag(kind(item), prompt, *choices, **in_order)
        case Interaction.MATCH:
            sides = (
                [(row(place), each.text) for place, each in enumerate(item.rows)],
                [(option(place), each.text) for place, each in enumerate(item.options)],
            )
            sets = (
                tag(
                    "simpleMatchSet",
                    *(
                        tag("simpleAssociableChoice", words(said), identifier=name, matchMax="1")
                        for name, said in side
                    ),
                )
                for side in sides
            )
            yield tag(kind(item), prompt, *sets, **in_order, maxAssociations=str(len(item.rows)))
        case Interaction.TEXT:
            yield element("p", words(item.stem))
            yield element("p", tag(kind(item), **common, expectedLength=_FIELD))


def _half_right(item: Item) -> str:
    """Return what is told of every answer that is half right: a rule knows the points alone."""
    if item.close and item.also_claimed:
        return _EITHER
    return CLOSE_WORDS if item.close else CLAIMED_WORDS


def _feedback(dialect: Dialect, item: Item, facts: Mapping[str, Facts]) -> Iterator[str]:
    """Yield what is told about single answers, and then what is told about each."""
    match item.interaction:
        case Interaction.CHOOSE_ONE | Interaction.CHOOSE_MANY:
            for place, each in enumerate(item.options):
                title = f"{'Right' if each.correct else 'Wrong'}: {each.text}"
                yield _told(dialect, CHOSEN, option(place), title, [each.why])
        case Interaction.TEXT if item.half_right:
            yield _told(dialect, CLOSE_BY, SHOWN, "Partly right", [_half_right(item)])
        case Interaction.MATCH:
            for place, each_row in enumerate(item.rows):
                title = f"Wrong: {each_row.text}"
                yield _told(dialect, missed(place), SHOWN, title, [item.options[each_row.key].why])
        case Interaction.ORDER:
            for first, second in pairwise(item.order):
                title = f"Wrong: {item.options[second].text} comes right after {item.options[first].text}"
                yield _told(dialect, missed(second), SHOWN, title, [item.options[second].why])
        case _:
            pass
    told = [*item.explanation, *(f"Source: {source}" for source in _sources(item, facts))]
    yield _told(dialect, EXPLAINED, SHOWN, f"Answer: {item.answer}", told)


def _told(dialect: Dialect, outcome: str, value: str, title: str, lines: list[str]) -> str:
    inside = "".join(element("p", words(line)) for line in lines if line)
    return dialect.tag(
        "modalFeedback",
        dialect.feedback(inside),
        outcomeIdentifier=outcome,
        showHide="show",
        identifier=value,
        title=title,
    )
