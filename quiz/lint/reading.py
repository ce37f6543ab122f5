"""One item as the rules read it: what it asks, of what, and in which words; worked out when asked for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.model import End
from quiz.item import Interaction
from quiz.words import QUOTED, folded, tokens

if TYPE_CHECKING:
    from kg.model import Claim
    from quiz.item import Item, Option
    from quiz.lint.facts import Facts

__all__ = [
    "CLOZE",
    "DISAGREEMENT",
    "EXERCISE_GOAL",
    "MECHANISM",
    "ODD_ONE_OUT",
    "SPOT_ERROR",
    "TRUE_FALSE",
    "VIGNETTE",
    "WEIGH_EVIDENCE",
    "WHY_CHAIN",
    "Asked",
    "Reading",
]

# The question types that some rule reads in a way of its own.
CLOZE = "cloze"
DISAGREEMENT = "disagreement"
EXERCISE_GOAL = "exercise-goal"
MECHANISM = "mechanism"
ODD_ONE_OUT = "odd-one-out"
SPOT_ERROR = "spot-error"
TRUE_FALSE = "true-false"
VIGNETTE = "vignette"
WEIGH_EVIDENCE = "weigh-evidence"
WHY_CHAIN = "why-chain"
CHOICES = (Interaction.CHOOSE_ONE, Interaction.CHOOSE_MANY)
# One run of underscores; each word may show its first letters, and short words between show whole.
_MASKED, _SHORT = r"[^\W_]*_+", r"[^\W_]{1,3}"
_BLANK = re.compile(rf"(?<!\w){_MASKED}(?:(?:[ -]+{_SHORT})*[ -]+{_MASKED})*")
_SENTENCE = re.compile(r"(?<=[.?!]) +")


class Asked(NamedTuple):
    """What an answer has to be: joined by `relation` to `given`, standing itself at `end`."""

    relation: str
    given: str
    end: End


class Reading:
    """An item, and what follows from it over the facts of a graph."""

    def __init__(self, item: Item, facts: Facts) -> None:
        self.item = item
        self.facts = facts
        interaction = item.interaction
        self.one = interaction is Interaction.CHOOSE_ONE
        self.choice = interaction in CHOICES
        self.odd = item.type == ODD_ONE_OUT
        self.right: list[Option] = []
        self.wrong: list[Option] = []
        if self.choice:
            for option in item.options:
                (self.right if option.correct else self.wrong).append(option)
        self.texts = [option.text for option in item.options]
        self.entities = [option.entity for option in item.options if option.entity is not None]
        self.statements = bool(item.options) and not self.entities

    @cached_property
    def single_key(self) -> Option | None:
        """The key of a single choice, or None where the item is not one or does not have one."""
        return self.right[0] if self.one and len(self.right) == 1 else None

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims that the item tests and the graph has."""
        return [claim for name in self.item.claims for claim in self.facts.known(name)]

    @cached_property
    def told(self) -> list[Claim]:
        """The claims that the stem tells and the graph has."""
        given = self.item.given
        return [claim for claim in self.claims if claim.id in given] if given else []

    @cached_property
    def answers(self) -> list[str]:
        """The entities that answer the item: of the right options, or those that a typed answer names.

        For an odd one out, which is right by what it lacks, they are those of the wrong options.
        """
        if self.item.interaction is Interaction.TEXT:
            accepted = {folded(text) for text in self.item.accept}
            ends = [end for claim in self.claims for end in (claim.object, claim.subject)]
            return [end for end in dict.fromkeys(ends) if not self.facts.names(end).isdisjoint(accepted)]
        options = self.wrong if self.odd else self.right
        return [option.entity for option in options if option.entity is not None]

    @cached_property
    def asked(self) -> list[Asked]:
        """What an answer has to satisfy: the item's claims that have an answer at one end."""
        answers = self.answers
        found: dict[Asked, None] = {}
        for claim in self.claims:
            if claim.object in answers and claim.subject not in answers:
                found[Asked(claim.relation, claim.subject, End.OBJECT)] = None
            elif claim.subject in answers and claim.object not in answers:
                found[Asked(claim.relation, claim.object, End.SUBJECT)] = None
        return list(found)

    def satisfies(self, entity: str, scope: str | None) -> bool:
        """Return whether live claims of the scope make an entity an answer."""
        asked, values = self.asked, self.facts.values
        return bool(asked) and all(
            entity in values(given, relation, end, scope) for relation, given, end in asked
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words of the stem."""
        return tokens(self.unblanked)

    @cached_property
    def unquoted(self) -> str:
        """The stem without what it quotes, and with one word in place of a blank."""
        stem = self.unblanked
        return QUOTED.sub(" it ", stem) if "“" in stem else stem

    @cached_property
    def unblanked(self) -> str:
        """The stem with one word in place of a blank."""
        stem = self.item.stem
        return _BLANK.sub("it", stem) if "_" in stem else stem

    @cached_property
    def blanks(self) -> list[re.Match[str]]:
        """The blanks of the stem."""
        return list(_BLANK.finditer(self.item.stem)) if "_" in self.item.stem else []

    @cached_property
    def _named(self) -> tuple[list[str], list[str]]:
        return self.facts.named(self.unquoted_words)

    @cached_property
    def unquoted_words(self) -> tuple[str, ...]:
        """The stem's own words."""
        return self.words if "“" not in self.item.stem else tokens(self.unquoted)

    @cached_property
    def question(self) -> str:
        """The sentence of the stem that asks, without quotes; all of it where none has a question mark."""
        sentences = _SENTENCE.split(self.unquoted.strip())
        return " ".join(each for each in sentences if each.endswith("?")) or self.unquoted

    @property
    def named(self) -> list[str]:
        """The entities that the stem names outside quotes; of nested names, the longest."""
        return self._named[0]

    @property
    def own_words(self) -> list[str]:
        """The stem's words outside quotes and names."""
        return self._named[1]

    @cached_property
    def scope_shown(self) -> bool:
        """Whether the stem names the source that it holds for."""
        shown = self.facts.source_names.get(self.item.scope or "", "")
        return bool(shown) and shown.casefold() in self.item.stem.casefold()
