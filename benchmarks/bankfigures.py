"""What the bank of the bundled packs holds, at several seeds, and what linter and verifier say of it."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import kg
from benchmarks.figures import Budget, Found
from benchmarks.page import per_cent, prose, table
from kg.proof import ProofKind
from quiz.bank import build
from quiz.coverage import may_be_asked, uncovered
from quiz.item import Bloom
from quiz.lint import RULES, Linter, agents, deterministic
from quiz.patterns import PATTERNS
from quiz.verify import Verifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.figures import Setting
    from kg.graph import KnowledgeGraph
    from kg.proof import Proof
    from quiz.bank import Bank
    from quiz.coverage import LeftOut
    from quiz.item import Item
    from quiz.lint import AgentScore

__all__ = ["Figures", "figures", "measure"]

SEEDS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted in one bank; `unsound` are the items of which the verifier refuses a proof."""

    bank: Bank
    seconds: float
    agents: Sequence[AgentScore]
    item_findings: Counter[str]
    bank_findings: Counter[str]
    unsound: int
    left_out: Sequence[LeftOut]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the bank."""
        return self.bank.items


def figures(graph: KnowledgeGraph, seed: int) -> Figures:
    """Return the figures of the bank at one seed."""
    start = time.process_time()
    bank = build(graph, seed)
    seconds = time.process_time() - start
    linter, verifier = Linter(graph), Verifier(graph)
    return Figures(
        bank,
        seconds,
        agents(bank.items),
        Counter(finding.rule for item in bank.items for finding in linter.item(item)),
        Counter(
            finding.rule
            for finding in linter.bank(
                bank.items, [claim for claim in may_be_asked(graph) if claim.id not in bank.twins]
            )
        ),
        sum(bool(verifier.faults(item)) for item in bank.items),
        uncovered(graph, bank.items, bank.twins),
    )


def proofs(item: Item) -> Iterator[Proof]:
    """Yield all proofs of an item."""
    held = [option.proof for option in item.options] + [proof for row in item.rows for proof in row.proofs]
    yield from (proof for proof in held if proof is not None)


def measure(setting: Setting) -> Found:
    """Build the banks, and return their tables."""
    graph, found = kg.load(), []
    for seed in SEEDS[: setting.pick(len(SEEDS), 1)]:
        setting.progress(f"bank of seed {seed}")
        found.append(figures(graph, seed))
    setting.progress("bank of seed 1 a second time")
    same = not deterministic(lambda: build(graph, SEEDS[0]).items)
    seeds = f"{SEEDS[0]} to {SEEDS[-1]}"
    return Found(_lines(graph, found, same=same), list(_aims(graph, found, same=same)), seeds=seeds)


def _aims(graph: KnowledgeGraph, found: Sequence[Figures], *, same: bool) -> Iterator[Budget]:
    for what, least, shares in (
        ("items above “remember”, the fewest of all seeds", 0.4,
         [_part(each.items, _above_remember) for each in found]),
        ("items on anatomy asked without a source, the fewest of all seeds", 0.5,
         [_part(_on_anatomy(graph, each.items), _outright) for each in found]),
    ):  # fmt: skip
        told, wanted = per_cent(min(shares), 1), f"at least {100 * least:.0f} %"
        yield Budget(what, min(shares), least, told, wanted, at_least=True, aim=True)
    for what, number in (
        ("items of which the verifier refuses a proof", sum(each.unsound for each in found)),
        ("findings of the linter on banks and their items",
         sum(each.item_findings.total() + each.bank_findings.total() for each in found)),
        ("students who know nothing and gain by form", sum(_gaining(each) for each in found)),
        ("banks of one seed with other bytes", int(not same)),
    ):  # fmt: skip
        yield Budget(f"{what}, over all seeds", number, 0, f"{number:,}", "0", aim=True)


def _gaining(each: Figures) -> int:
    return sum(agent.gains for agent in each.agents)


def _part(items: Sequence[Item], holds: Callable[[Item], bool]) -> float:
    return sum(map(holds, items)) / len(items)


def _lines(graph: KnowledgeGraph, found: Sequence[Figures], *, same: bool) -> list[str]:
    silent = len(RULES) - len(RULES.keys() & set(_rules(found)))
    return [
        *prose(
            f"""
            The bank of all {len(graph.packs)} packs ({len(graph.claims()):,} claims), seed by seed. Two
            builds from one seed give {"the same" if same else "DIFFERENT"} bytes.
            """
        ),
        *_overview(graph, found),
        "",
        *prose("Items by type, the fewest and the most over the seeds:"),
        *_types(found),
        "",
        *prose(f"Proofs by kind, seed {SEEDS[0]}:"),
        *_kinds(found[0]),
        "",
        *prose(
            """
            Students who know nothing and guess by form; above its bound a score is no luck, and marked
            ✗:
            """
        ),
        *_agents(found),
        "",
        *prose(
            f"""
            What the linter has a finding on, or would give something away over the whole bank, is left
            out of a bank. By rule, summed over the seeds: items left out for it, and findings on what
            is left in. The other {silent} of {len(RULES)} rules find nothing in either.
            """
        ),
        *_findings(found),
        "",
        *prose(f"Claims that may be asked and have no item, seed {SEEDS[0]}:"),
        *_left_out(found[0]),
    ]


def _overview(graph: KnowledgeGraph, found: Sequence[Figures]) -> list[str]:
    # Claims that may only be shown as a slip are left out of a bank, too, and are no part of this.
    asked = {claim.id for claim in may_be_asked(graph)}
    askable = len(asked)
    figures: dict[str, Callable[[Figures], object]] = {
        "items": lambda each: len(each.items),
        "above “remember” (at least 40 %)": lambda each: _share(each.items, _above_remember),
        "asked without a source": lambda each: _share(each.items, _outright),
        "the same, on anatomy (at least half)": lambda each: _share(
            _on_anatomy(graph, each.items), _outright
        ),
        f"claims with an item, of {askable:,} that may be asked": lambda each: (
            askable - sum(left.claim in asked for left in each.left_out)
        ),
        "items whose proofs the verifier bears out": lambda each: per_cent(
            len(each.items) - each.unsound, len(each.items)
        ),
        "findings on items": lambda each: each.item_findings.total(),
        "findings on the bank": lambda each: each.bank_findings.total(),
        "agents above their bound": _gaining,
        "processor seconds to build": lambda each: f"{each.seconds:.1f}",
    }
    rows = [[name, *map(figure, found)] for name, figure in figures.items()]
    return table(["seed", *map(str, SEEDS[: len(found)])], rows)


def _share(items: Sequence[Item], holds: Callable[[Item], bool]) -> str:
    return per_cent(_part(items, holds), 1)


def _above_remember(item: Item) -> bool:
    return item.bloom != Bloom.REMEMBER


def _outright(item: Item) -> bool:
    return item.scope is None


def _on_anatomy(graph: KnowledgeGraph, items: Sequence[Item]) -> list[Item]:
    return [item for item in items if graph.vocabulary.anatomical(graph.claim(item.claims[0]).relation)]


def _types(found: Sequence[Figures]) -> list[str]:
    counts = [Counter(item.type for item in each.items) for each in found]
    levels = {item.type: item.bloom for each in found for item in each.items}
    return table(
        ["type", "level", "fewest", "most"],
        [
            [
                name,
                levels.get(name, "-"),
                min(each[name] for each in counts),
                max(each[name] for each in counts),
            ]
            for name in PATTERNS
        ],
    )


def _kinds(each: Figures) -> list[str]:
    counts = Counter(proof.kind for item in each.items for proof in proofs(item))
    return table(
        ["kind", "proofs", "share"],
        [[kind, counts[kind], per_cent(counts[kind], counts.total())] for kind in ProofKind],
    )


def _agents(found: Sequence[Figures]) -> list[str]:
    rows = [[row[0].name, *map(_scored, row)] for row in zip(*(each.agents for each in found), strict=True)]
    rows.append(["*chance*", *(f"{100 * each.agents[0].chance:.1f} %" for each in found)])
    rows.append(["*bound: chance + 3 SE*", *(f"{100 * each.agents[0].bound:.1f} %" for each in found)])
    return table(["agent", *(f"seed {seed}" for seed in SEEDS[: len(found)])], rows)


def _scored(agent: AgentScore) -> str:
    return f"{100 * agent.score:.1f} %{' ✗' if agent.gains else ''}"


def _rules(found: Sequence[Figures]) -> list[str]:
    named = dict.fromkeys([*RULES, *(rule for each in found for rule in each.bank.dropped)])
    return [
        rule for rule in named if any(_left_out_by(each, rule) or _left_in_by(each, rule) for each in found)
    ]


def _left_out_by(each: Figures, rule: str) -> int:
    return each.bank.dropped.get(rule, 0)


def _left_in_by(each: Figures, rule: str) -> int:
    return each.item_findings[rule] + each.bank_findings[rule]


def _findings(found: Sequence[Figures]) -> list[str]:
    return table(
        ["rule", "name", "left out", "left in"],
        [
            [
                rule,
                RULES[rule][0] if rule in RULES else "",
                sum(_left_out_by(each, rule) for each in found),
                sum(_left_in_by(each, rule) for each in found),
            ]
            for rule in _rules(found)
        ],
    )


def _left_out(each: Figures) -> list[str]:
    counts = Counter(left.reason for left in each.left_out)
    return table(["why", "claims"], counts.most_common())
