"""All rules over one graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.lint.bank import BANK_RULES, Bank
from quiz.lint.by_type import TYPE_RULES
from quiz.lint.facts import Facts
from quiz.lint.finding import Finding
from quiz.lint.grounds import GRAPH_RULES
from quiz.lint.hedging import HEDGE_RULES
from quiz.lint.hinges import hinges
from quiz.lint.options import OPTION_RULES
from quiz.lint.reading import Reading
from quiz.lint.text import TEXT_RULES
from quiz.verify import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["RULES", "Linter"]

_ITEM_RULES = tuple(
    sorted((*TEXT_RULES, *HEDGE_RULES, *OPTION_RULES, *GRAPH_RULES, *TYPE_RULES), key=lambda rule: rule.id)
)
_CHECKS = tuple((rule.id, rule.check) for rule in _ITEM_RULES)

# Every rule: its name, and what it asks for.
RULES: dict[str, tuple[str, str]] = dict(
    sorted(
        (
            *((rule.id, (rule.name, rule.meaning)) for rule in _ITEM_RULES),
            *((rule.id, (rule.name, rule.meaning)) for rule in BANK_RULES),
            ("L15", ("distractor-proof", "every wrong option has a proof, and it holds")),
            ("L21", ("hinge", "no item of a session gives another one away")),
            ("B08", ("deterministic", "the same graph and seed make the same bytes")),
        ),
        key=lambda row: (row[0].startswith("B"), row[0]),
    )
)


class Linter:
    """The rules L01 to L32 and B01 to B07 over one graph, which is looked through once.

    Out of scope: B08, which is about two builds (`deterministic`).
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._facts = Facts(graph)
        self._verifier = Verifier(graph)

    def item(self, item: Item) -> list[Finding]:
        """Return the breaches of the rules on items, in order of rule. L15 is checked by `quiz.verify`."""
        found = self.form(item)
        found += [Finding("L15", item.id, fault) for fault in self._verifier.faults(item)]
        return sorted(found, key=lambda finding: finding.rule)

    def form(self, item: Item) -> list[Finding]:
        """Return the breaches of all rules on items but L15, for whoever has verified the proofs already."""
        read = Reading(item, self._facts)
        return [Finding(rule, item.id, message) for rule, check in _CHECKS for message in check(read)]

    def bank(self, items: Sequence[Item], askable: Iterable[Claim] = ()) -> list[Finding]:
        """Return the breaches of the rules on banks; `askable` are the claims that each need an item."""
        bank = Bank(items, tuple(askable))
        return [Finding(rule.id, item, message) for rule in BANK_RULES for item, message in rule.check(bank)]

    def hinges(self, items: Sequence[Item]) -> list[Finding]:
        """Return the items of one session or paper that another one of it gives away (L21)."""
        return hinges(items, self._facts)
