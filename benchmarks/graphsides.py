"""One side of the measures of the graph, in a process of its own: ours, rdflib's or Oxigraph's.

    python -m benchmarks.graphsides make FOLDER CLAIMS   writes a graph, and what is asked of it, to a folder
    python -m benchmarks.graphsides SIDE FOLDER          measures one of SIDES on it, and prints JSON

Each side gives its answers too, as digests: whoever compares times can see that the same was answered. Linux
only, for the memory.
"""

from __future__ import annotations

import gc
import hashlib
import json
import statistics
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph

from benchmarks.graphplan import JOIN, MODEL, NTRIPLES, PLAN, SEARCH, TURTLE, WORDS, between, make
from benchmarks.memory import begin_anew, held, peak
from kg import iri
from kg.graph import KnowledgeGraph
from kg.packs.cache import content_from_json
from kg.vocabulary import INNERVATED_BY, PERFORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.model import Content

__all__ = ["SIDES", "Run"]

# Passes over all that is asked, fewer where so many seconds have gone by.
PASSES, ENOUGH = 5, 8.0

_Asked = TypeVar("_Asked")


@dataclass(slots=True)
class Run:
    """What one side took: `seconds` by measure (of one question, where there are many), and memory in KiB.

    `empty` is the size of the process when the run is made. `memory` is how much it has grown once the graph
    is loaded, `peak` by how much it rose above that while it did what is named.
    """

    empty: int = field(default_factory=held)
    memory: int = 0
    triples: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    peak: dict[str, int] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Time a step, and find its peak of memory."""
        gc.collect()
        begin_anew()
        start = time.perf_counter()
        yield
        self.seconds[what] = time.perf_counter() - start
        self.peak[what] = peak() - self.empty

    def loaded(self, triples: int = 0) -> None:
        """Note how much the process has grown."""
        gc.collect()
        self.memory, self.triples = held() - self.empty, triples

    def ask(self, what: str, asked: Sequence[_Asked], answer: Callable[[_Asked], Iterable[str]]) -> None:
        """Time an answer, as the median over passes, and keep a digest of all answers."""
        passes: list[float] = []
        digest = ""
        while len(passes) < PASSES and sum(passes) * len(asked) < ENOUGH:
            start = time.perf_counter()
            found = [answer(each) for each in asked]
            passes.append((time.perf_counter() - start) / max(1, len(asked)))
            digest = _digest([sorted(set(each)) for each in found])
        self.seconds[what] = statistics.median(passes)
        self.answers[what] = digest


def _digest(answers: object) -> str:
    return hashlib.sha256(json.dumps(answers).encode()).hexdigest()[:16]


def ours(folder: Path) -> Run:
    """Measure the model: loaded from the form of the cache, asked, and written as Turtle."""
    from kg.ask import ask
    from kg.paths import causal_chains
    from kg.rdf import to_turtle

    # What is imported late, and the vocabulary, which is the same for every size.
    words = KnowledgeGraph(_words_of(folder))
    to_turtle(words)
    plan = _plan_of(folder)
    ask(words, plan["ask"][0])
    run = Run()
    with run.timed("load"):
        graph = KnowledgeGraph(content_from_json((folder / MODEL).read_text("utf-8")))
    run.loaded()

    def nerves(move: str) -> set[str]:
        return {
            supply.object
            for claim in graph.claims(object=move, relation=PERFORMS)
            if claim.live
            for supply in graph.claims(subject=claim.subject, relation=INNERVATED_BY)
            if supply.live
        }

    def on_chains(ends: list[str]) -> set[str]:
        return {node for chain in causal_chains(graph, *ends) for node in chain.nodes[1:]}

    def answered(question: str) -> list[str]:
        outcome = ask(graph, question).outcome
        return [answer.entity or answer.text for answer in outcome.answers] if outcome else []

    run.ask("look up", plan["look up"], lambda name: [claim.id for claim in graph.about(name)])
    run.ask("two hops", plan["two hops"], nerves)
    run.ask("chain", plan["chain"], on_chains)
    run.ask("search", plan["search"], lambda word: [entity.id for entity in graph.search(word)])
    run.ask("ask", plan["ask"], answered)
    with run.timed("turtle out"):
        to_turtle(graph)
    return run


def ours_in(folder: Path) -> Run:
    """Measure the way back from Turtle to the model."""
    from kg.rdf import content_from_triples
    from kg.rdf.read import each_parsed

    phrases = _words_of(folder).phrases
    run = Run()
    with run.timed("turtle in"):
        data = (folder / TURTLE).read_bytes()
        graph = KnowledgeGraph(content_from_triples(each_parsed(data, "turtle", TURTLE), phrases))
    run.triples = len(graph.claims())
    return run


def rdflib_(folder: Path) -> Run:
    """Measure rdflib: loaded from N-Triples (faster than from Turtle), asked, and written as Turtle."""
    import rdflib
    from rdflib.query import ResultRow

    warm = rdflib.Graph().parse(data="<urn:a> <urn:b> <urn:c> .", format="nt")
    warm.query("SELECT ?a { ?a <urn:b>+ ?c }")
    warm.serialize(format="turtle")
    plan, run = _plan_of(folder), Run()
    graph = rdflib.Graph()
    with run.timed("load"):
        graph.parse(folder / NTRIPLES, format="nt")
    run.loaded(len(graph))
    subject, object_ = (rdflib.URIRef(iri.SCHEMA + name) for name in ("subject", "object"))
    performs, supplied = (rdflib.URIRef(iri.SCHEMA + name) for name in plan["twins"])

    def about(name: str) -> set[str]:
        entity = rdflib.URIRef(iri.entity_iri(name))
        return {_local(str(node)) for side in (subject, object_) for node in graph.subjects(side, entity)}

    def nerves(move: str) -> set[str]:
        entity = rdflib.URIRef(iri.entity_iri(move))
        return {
            _local(str(nerve))
            for muscle in graph.subjects(performs, entity)
            for nerve in graph.objects(muscle, supplied)
        }

    def rows(query: str) -> list[list[str]]:
        return [[str(cell) for cell in row] for row in graph.query(query) if isinstance(row, ResultRow)]

    def answers(query: str) -> list[str]:
        return [_local(row[0]) for row in rows(query)]

    run.ask("look up", plan["look up"], about)
    run.ask("two hops", plan["two hops"], nerves)
    run.ask("chain", plan["chain"], lambda ends: answers(between(plan, ends)))
    run.ask("search", plan["search"], lambda word: answers(SEARCH.replace("WORD", word)))
    with run.timed("join"):
        found = rows(JOIN)
    run.answers["join"] = _digest(sorted(found))
    with run.timed("turtle out"):
        graph.serialize(format="turtle", encoding="utf-8")
    return run


def rdflib_in(folder: Path) -> Run:
    """Measure rdflib's reading of Turtle."""
    import rdflib

    rdflib.Graph().parse(data="<urn:a> <urn:b> <urn:c> .", format="turtle")
    run = Run()
    with run.timed("turtle in"):
        run.triples = len(rdflib.Graph().parse(folder / TURTLE, format="turtle"))
    return run


def oxigraph(folder: Path) -> Run:
    """Measure Oxigraph, in memory: loaded from Turtle, asked, and written as Turtle."""
    from pyoxigraph import NamedNode, QuerySolutions

    from kg.rdf.terms import PREFIXES

    plan, run = _plan_of(folder), Run()
    store = pyoxigraph.Store()
    with run.timed("load"):
        store.bulk_load(path=folder / TURTLE, format=pyoxigraph.RdfFormat.TURTLE)
    run.loaded(len(store))
    run.seconds["turtle in"], run.peak["turtle in"] = run.seconds["load"], run.peak["load"]
    subject, object_ = (NamedNode(iri.SCHEMA + name) for name in ("subject", "object"))
    performs, supplied = (NamedNode(iri.SCHEMA + name) for name in plan["twins"])

    def about(name: str) -> set[str]:
        entity = NamedNode(iri.entity_iri(name))
        return {
            _local(_text(quad.subject))
            for side in (subject, object_)
            for quad in store.quads_for_pattern(None, side, entity)
        }

    def nerves(move: str) -> set[str]:
        return {
            _local(_text(supply.object))
            for quad in store.quads_for_pattern(None, performs, NamedNode(iri.entity_iri(move)))
            for supply in store.quads_for_pattern(quad.subject, supplied, None)
        }

    def rows(query: str) -> list[list[str]]:
        found = store.query(query)
        assert isinstance(found, QuerySolutions)
        return [[_text(cell) for cell in row] for row in found]

    def answers(query: str) -> list[str]:
        return [_local(row[0]) for row in rows(query)]

    run.ask("look up", plan["look up"], about)
    run.ask("two hops", plan["two hops"], nerves)
    run.ask("chain", plan["chain"], lambda ends: answers(between(plan, ends)))
    run.ask("search", plan["search"], lambda word: answers(SEARCH.replace("WORD", word)))
    with run.timed("join"):
        found = rows(JOIN)
    run.answers["join"] = _digest(sorted(found))
    with run.timed("turtle out"):
        store.dump(
            format=pyoxigraph.RdfFormat.TURTLE, from_graph=pyoxigraph.DefaultGraph(), prefixes=PREFIXES
        )
    return run


def _text(term: object) -> str:
    """Return what a term of Oxigraph says; no other kinds can be here."""
    assert isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal)
    return term.value


def _local(name: str) -> str:
    return name.rpartition("/")[2]


def _words_of(folder: Path) -> Content:
    return content_from_json((folder / WORDS).read_text("utf-8"))


def _plan_of(folder: Path) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads((folder / PLAN).read_text("utf-8"))
    return plan


# By side: what measures it.
SIDES: dict[str, Callable[[Path], Run]] = {
    "ours": ours,
    "ours-in": ours_in,
    "rdflib": rdflib_,
    "rdflib-in": rdflib_in,
    "oxigraph": oxigraph,
}


def main() -> None:
    side, folder, *claims = sys.argv[1:]
    if side == "make":
        make(Path(folder), int(claims[0]))
    else:
        print(json.dumps(asdict(SIDES[side](Path(folder)))))


if __name__ == "__main__":
    main()
