"""Multi-select: all that fills a blank, among two or three that do and two or three that provably do not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import End
from quiz.blank import outright_first
from quiz.explanation import said_by
from quiz.item import Bloom, Interaction
from quiz.stems import ask_all, scoped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.blank import Blank
    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["TYPE", "items"]

TYPE = "choose-many"
MIN_KEYS, MAX_KEYS, MAX_OPTIONS = 2, 3, 5


def items(workshop: Workshop) -> Iterator[Item]:
    """Yield items for each given end with several values, each claim being the first of one item at most.

    What nobody can be asked outright is asked as the first source has it of which an item can be made.
    """
    for end in End:
        groups: dict[tuple[str, str], dict[str | None, list[Blank]]] = defaultdict(lambda: defaultdict(list))
        for claim, blanks in workshop.blanks(end):
            # With a qualifier the statement holds of a part or a posture alone.
            if claim.qualifier is None and claim.subject != claim.object:
                for blank in blanks:
                    groups[claim.relation, blank.given][blank.scope].append(blank)
        for by_scope in groups.values():
            made = (_of_group(workshop, by_scope[scope]) for scope in sorted(by_scope, key=outright_first))
            yield from next(filter(None, made), [])


def _of_group(workshop: Workshop, group: list[Blank]) -> list[Item]:
    found = []
    # Fewer than four give the same item whichever comes first.
    for first in range(0, len(group), 1 if len(group) > MAX_KEYS else len(group)):
        block = workshop.apart(group[first:] + group[:first], MAX_KEYS)
        if len(block) >= MIN_KEYS and (item := _item(workshop, block)) is not None:
            found.append(item)
    return found


def _item(workshop: Workshop, block: list[Blank]) -> Item | None:
    graph, first = workshop.graph, block[0]
    name = f"{first.claim.id}-{TYPE}-{first.end}"
    rng = workshop.rng(name)
    question = ask_all(graph, first)
    wrong = workshop.distractors.pick(rng, first, TYPE, question)[: MAX_OPTIONS - len(block)]
    if len(wrong) < MIN_KEYS:
        return None
    claims: list[Claim] = [blank.claim for blank in block]
    options = [
        replace(workshop.right(blank.key, said_by(graph, blank.claim, first.scope)), claim=blank.claim.id)
        for blank in block
    ]
    options += [workshop.wrong(entity, proof, first.claim) for entity, proof in wrong]
    rng.shuffle(options)
    return workshop.item(
        name, TYPE, Interaction.CHOOSE_MANY, Bloom.UNDERSTAND, scoped(graph, question, first.scope),
        first.scope, claims, options=options,
        likeness=[workshop.likeness.score(first.key, entity) for entity, _ in wrong],
    )  # fmt: skip
