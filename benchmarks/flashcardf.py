"""Side by side with flashcardf, the nearest relative: multiple choice from RDF, in the terminal.

It is given our Turtle and a file of four question formats, in two ways: as its own example asks (the answers
are nodes), and by label, which keeps clear of a fault that its list of things to do owns up to (it compares
nodes by identity). Ours are the single choices of the same four relations. An oracle looks up in our whole
graph which options are right.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kg
from benchmarks.figures import DRAW, LOSS, WIN, Found, Match, outcome, times
from benchmarks.holdout import Oracle
from benchmarks.page import per_cent, prose, table
from kg.export import write
from quiz.bank import build
from quiz.item import Bloom, Interaction, Item, Option
from quiz.lint import agents
from quiz.patterns import choose_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.figures import Setting
    from kg.graph import KnowledgeGraph
    from quiz.lint import AgentScore

__all__ = ["ASKED", "RELATIONS", "Asked", "Side", "judged", "measure", "ours", "questions_ttl", "theirs"]

# Each relation with what stands before and after the name of its subject.
RELATIONS = {
    "innervatedBy": ("Which nerve innervates the ", "?"),
    "hasOrigin": ("Where does the ", " arise from?"),
    "hasInsertion": ("Where does the ", " insert?"),
    "performs": ("Which movement does the ", " perform?"),
}
NUMBER, QUICK, MOST_SEEDS = 2_000, 50, 100
OURS, THEIRS = "Myograph", "flashcardf"
WHY_STEMS = (
    "ours does not ask for a value of a list that is not known as a whole, or whose values are parts of each "
    "other, or where the name tells it (piriformis: nerve to piriformis); in part it asks by source instead"
)
WHY_AGENTS = "a bank of ours is evened out as a whole, not its items of these relations"
WHY_SLOWER = "ours proves, explains and lints whole banks; flashcardf draws questions and does nothing else"
WHY_REPEATS = "the graph has no more questions of these relations; flashcardf draws other options each time"
DRIVER = Path(__file__).with_suffix(".cjs")
NODES = {
    "hasPrompt": "?prompt myo:{0} ?any .",
    "hasOptions": "?any myo:{0} ?answer .",
    "hasAnswer": "?prompt myo:{0} ?answer .",
}
LABELS = {
    "hasPrompt": "?subject myo:{0} ?any . ?subject rdfs:label ?prompt .",
    "hasOptions": "?any myo:{0} ?object . ?object rdfs:label ?answer .",
    "hasAnswer": "?subject rdfs:label ?prompt . ?subject myo:{0} ?object . ?object rdfs:label ?answer .",
}
ASKED = {"nodes": NODES, "labels": LABELS}
HEAD = """@prefix fc: <flashcard.ttl#> .
@prefix q: <questions/questions.ttl#> .
q:QuizContext a fc:QuizContext ;
  fc:hasPrefix "rdfs: <http://www.w3.org/2000/01/rdf-schema#>" , "myo: <https://w3id.org/myograph/schema#>" .
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """An item of either side in our form, and what it is about: the subject's label and the relation."""

    item: Item
    subject: str
    relation: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one side made and how that did: counts of items, items a second, agents that guess by form."""

    items: int
    rate: float
    two_right: int
    two_right_established: int
    duplicate_options: int
    stems: int
    repeats: int
    agents: tuple[AgentScore, ...]


def questions_ttl(asked: str) -> str:
    """Return the file that tells flashcardf what to ask: by "nodes" or by "labels"."""
    return "\n".join([HEAD, *(_format(relation, ASKED[asked]) for relation in RELATIONS), ""])


def _format(relation: str, patterns: dict[str, str]) -> str:
    before, after = RELATIONS[relation]
    parts = ["a fc:QuestionFormat", f'fc:hasPromptFormat ("{before}" "{after}")', "fc:shouldSuggest 4"]
    for term, pattern in patterns.items():
        wanted = "?prompt" if term == "hasPrompt" else "?answer"
        parts.append(f'fc:{term} """SELECT {wanted} WHERE {{ {pattern.format(relation)} }}"""')
    return f"q:{relation} {' ; '.join(parts)} ."


def theirs(graph: KnowledgeGraph, checkout: Path, asked: str, number: int) -> Side:
    """Have flashcardf make so many items of our graph, and judge them. Needs Node and a compiled checkout."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "dataset.ttl").write_bytes(write(graph, "turtle"))
        (Path(folder) / "questions.ttl").write_text(questions_ttl(asked), "utf-8")
        done = subprocess.run(
            ["node", str(DRIVER), str(checkout), folder, str(number)],
            check=True,
            capture_output=True,
            text=True,
        )
    # Its parser may print to the same stream before the one line that counts.
    told = json.loads(done.stdout[done.stdout.index('{"seconds"') :])
    labels = {entity.id: entity.label for entity in graph.entities.values()}
    asked_by_it = [_asked(row, place, labels) for place, row in enumerate(told["items"])]
    return judged(graph, asked_by_it, number / told["seconds"])


def _asked(row: dict[str, Any], number: int, labels: dict[str, str]) -> Asked:
    """Return an item of theirs in our form, with labels where it has the IRIs of entities."""
    texts = [_named(text, labels) for text in row["options"]]
    subject = _named(row["prompt"], labels)
    options = tuple(Option(text, None, place == row["key"], "") for place, text in enumerate(texts))
    stem = row["stem"].replace(row["prompt"], subject)
    item = Item(
        str(number),
        "choose-object",
        Interaction.CHOOSE_ONE,
        Bloom.REMEMBER,
        0.5,
        stem,
        None,
        options,
        (),
        (),
        1,
    )
    return Asked(item, subject, row["format"])


def _named(text: str, labels: dict[str, str]) -> str:
    return labels[text.rpartition("/")[2]] if text.startswith("https://w3id.org/") else text


def ours(graph: KnowledgeGraph, number: int) -> Side:
    """Take so many single choices of the same relations from one bank after another, and judge them."""
    asked: list[Asked] = []
    made, start = 0, time.process_time()
    for seed in range(1, MOST_SEEDS):
        bank = build(graph, seed)
        # Those of other types and relations take their time, too.
        made += len(bank.items)
        for item in bank.items:
            claim = graph.claim(item.claims[0])
            if item.type == choose_object.TYPE and claim.relation in RELATIONS:
                asked.append(Asked(item, graph.entity(claim.subject).label, claim.relation))
        if len(asked) >= number:
            break
    rate = made / (time.process_time() - start)
    return judged(graph, asked[:number], rate)


def judged(graph: KnowledgeGraph, asked: Sequence[Asked], rate: float) -> Side:
    """Count in items what can be counted, their right options by plain look-up."""
    oracle = Oracle(graph)
    found = [_also_right(graph, oracle, each) for each in asked]
    texts = [[option.text for option in each.item.options] for each in asked]
    stems = [each.item.stem for each in asked]
    return Side(
        items=len(asked),
        rate=rate,
        two_right=sum(map(bool, found)),
        two_right_established=sum("established" in statuses for statuses in found),
        duplicate_options=sum(len(set(each)) < len(each) for each in texts),
        stems=len(set(stems)),
        repeats=len(asked) - len(set(zip(stems, map(frozenset, texts), strict=True))),
        agents=tuple(agents([each.item for each in asked])),
    )


def _also_right(graph: KnowledgeGraph, oracle: Oracle, asked: Asked) -> set[str]:
    """Return the statuses of the claims by which wrong options are right; the key's double counts, too."""
    subject = graph.find(asked.subject).id
    key = asked.item.options[asked.item.key].text
    found = set()
    for option in asked.item.options:
        if not option.correct:
            claim = oracle.says(subject, asked.relation, graph.find(option.text).id)
            found |= {"established"} if option.text == key else set()
            found |= {str(claim.status)} if claim is not None else set()
    return found


def measure(setting: Setting) -> Found:
    """Have both make questions of the same graph, and return the table."""
    assert setting.flashcardf is not None
    graph, number, sides = kg.load(), setting.pick(NUMBER, QUICK), {}
    for asked in ASKED:
        setting.progress(f"flashcardf, asked by {asked}")
        sides[f"{THEIRS}, by {asked}"] = theirs(graph, setting.flashcardf, asked, number)
    setting.progress("ours beside flashcardf")
    sides[OURS] = ours(graph, number)
    matches = [
        match
        for name, side in sides.items()
        if name != OURS
        for match in _matches(sides[OURS], side, name.removeprefix(f"{THEIRS}, "))
    ]
    return Found(_lines(sides, number), [], matches, "ours from 1 on; flashcardf’s random numbers from 1")


def _matches(mine: Side, side: Side, way: str) -> list[Match]:
    """Compare counts of faults, of which fewer are better, then what there is of both, and the speed."""
    gaining = [sum(agent.gains for agent in each.agents) for each in (mine, side)]
    fewer = {
        "items with more than one right option": (mine.two_right, side.two_right, ""),
        "items with an option twice": (mine.duplicate_options, side.duplicate_options, ""),
        "items that repeat another": (mine.repeats, side.repeats, WHY_REPEATS),
        "agents above chance + 3 SE": (gaining[0], gaining[1], WHY_AGENTS),
        "different stems": (-mine.stems, -side.stems, WHY_STEMS),
    }
    matches = [
        Match(THEIRS, f"{what}, {way}", _fewer(one, other), f"{abs(one):,} beside {abs(other):,}", why)
        for what, (one, other, why) in fewer.items()
    ]
    slow, fast = 1 / mine.rate, 1 / side.rate
    what = f"seconds an item, {way}"
    matches.append(Match(THEIRS, what, outcome([slow], [fast]), times([slow / fast]), WHY_SLOWER))
    return matches


def _fewer(one: float, other: float) -> str:
    return WIN if one < other else LOSS if one > other else DRAW


def _lines(sides: dict[str, Side], number: int) -> list[str]:
    every = list(sides.values())
    rows: list[list[object]] = [
        ["items", *(f"{side.items:,}" for side in every)],
        ["with more than one right option", *(_part(side.two_right, side) for side in every)],
        ["the same, by an established claim", *(_part(side.two_right_established, side) for side in every)],
        ["with an option twice", *(_part(side.duplicate_options, side) for side in every)],
        ["different stems", *(f"{side.stems:,}" for side in every)],
        ["same stem and options as another item", *(_part(side.repeats, side) for side in every)],
        ["agents above chance + 3 SE", *(_gaining(side) for side in every)],
        ["items a second", *(f"{side.rate:,.0f}" for side in every)],
    ]
    return [
        *prose(
            f"""
            Both sides have the same graph and the same {len(RELATIONS)} relations
            ({", ".join(RELATIONS)}), and make {number:,} single choices each; flashcardf from our
            Turtle and a file of formats that our script writes. *By nodes* it asks as its own example
            does; *by labels* keeps clear of a fault that its source notes (it compares nodes by
            identity). Its questions come one at a time, at random, and repeat by design; ours are the
            choose-object items of the banks of one seed after another, and repeat because the graph
            has no more of them. Whether an option is right is looked up in the whole graph. Of
            flashcardf the drawing of questions alone is timed, without the start; of ours the building
            of whole banks, with proofs, explanations and lint. The bound
            of the agents takes items for independent, which these are not on either side: one bank of ours
            as a whole stays within its own, see above. flashcardf calls itself rudimentary.
            """
        ),
        *table(["", *sides], rows),
    ]


def _part(number: int, side: Side) -> str:
    return f"{number:,} ({per_cent(number, side.items)})"


def _gaining(side: Side) -> str:
    gaining = [f"{agent.name} {100 * agent.score:.0f} %" for agent in side.agents if agent.gains]
    return f"{', '.join(gaining)} (bound {100 * side.agents[0].bound:.0f} %)" if gaining else "none"
