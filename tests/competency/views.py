"""One pattern, five ways to answer it: plain indexes, NetworkX, and SPARQL in three engines.

The plain and the NetworkX view see claims as records of their own making and share only the join; the three
SPARQL engines share only the text of the query.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import networkx
import pyoxigraph
import virtuoso

from kg import iri
from kg.model import Stance
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph import KnowledgeGraph

Pattern = dict[str, Any]
Binding = dict[str, str]
LIVE = ("established", "contested", "reported")
ALL = (*LIVE, "refuted", "draft")


@dataclass(frozen=True)
class Row:
    """A claim as one view sees it."""

    id: str
    s: str
    r: str
    o: str
    status: str
    q: str | None
    of: str
    by: tuple[str, ...]
    against: tuple[str, ...]
    measure: str | None


class View(Protocol):
    """What answers a pattern."""

    def answers(self, pattern: Pattern) -> list[str]:
        """Return the answers in order, each once; "yes" or "no" to a question that asks for that."""


def _statuses(wanted: str | None) -> tuple[str, ...]:
    return {None: ("established",), "live": LIVE, "any": ALL}.get(wanted, (str(wanted),))


def _yes_or_no(found: bool) -> list[str]:
    return ["yes" if found else "no"]


class Records:
    """Answers patterns by joining records, one clause after another."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)

    def wholes(self, part: str) -> set[str]:
        """Return what a thing is part of, itself included."""
        raise NotImplementedError

    def tier(self, source: str) -> str:
        """Return the tier of a source."""
        raise NotImplementedError

    def causal(self, of: str) -> list[tuple[str, str, str]]:
        """Return the live causal claims of a source: subject, object, claim."""
        raise NotImplementedError

    def shortest(self, start: str, end: str, of: str) -> list[str]:
        """Return the entities of the shortest causal chain."""
        raise NotImplementedError

    def answers(self, pattern: Pattern) -> list[str]:
        if "chain" in pattern:
            return self._chain(pattern)
        bindings: list[Binding] = [{}]
        for clause in pattern["where"]:
            bindings = [after for before in bindings for after in self._match(clause, before)]
        for clause in pattern.get("none", ()):
            bindings = [before for before in bindings if not any(self._match(clause, before))]
        if "within" in pattern:
            part, whole = pattern["within"]
            bindings = [found for found in bindings if whole in self.wholes(found[part])]
        if "differ" in pattern:
            name, other = pattern["differ"]
            bindings = [found for found in bindings if found[name] != other]
        if "tier" in pattern:
            name, tier = pattern["tier"]
            bindings = [found for found in bindings if self.tier(found[name]) == tier]
        if pattern.get("yesno"):
            return _yes_or_no(bool(bindings))
        names = pattern["find"].split(": ")
        return sorted({": ".join(found[name] for name in names) for found in bindings})

    def _match(self, clause: Pattern, before: Binding) -> Iterator[Binding]:
        for row in self.rows:
            if row.r != clause["r"]:
                continue
            ends = [(row.s, row.o)] + ([(row.o, row.s)] if clause.get("either") else [])
            for s, o in ends:
                yield from self._fit(clause, before, row, s, o)

    def _fit(self, clause: Pattern, before: Binding, row: Row, s: str, o: str) -> Iterator[Binding]:
        status = clause.get("status")
        if not str(status).startswith("$") and row.status not in _statuses(status):
            return
        if "q" in clause and row.q != (None if clause["q"] == "none" else clause["q"]):
            return
        if "of" in clause and row.of != clause["of"]:
            return
        single = [(clause["s"], s), (clause["o"], o)]
        if str(status).startswith("$"):
            single.append((status, row.status))
        if "measure" in clause:
            if row.measure is None:
                return
            single.append((clause["measure"], row.measure))
        several = [(clause[key], getattr(row, key)) for key in ("by", "against") if key in clause]
        for choice in itertools.product(*(values for _, values in several)):
            pairs = [*single, *zip((name for name, _ in several), choice, strict=True)]
            after = dict(before)
            if all(
                after.setdefault(name, value) == value if name.startswith("$") else name == value
                for name, value in pairs
            ):
                yield after

    def _chain(self, pattern: Pattern) -> list[str]:
        start, end = pattern["chain"]
        nodes = self.shortest(start, end, pattern["of"])
        if pattern["find"] == "between":
            return sorted(nodes[1:-1])
        steps = set(itertools.pairwise(nodes))
        return sorted(claim for s, o, claim in self.causal(pattern["of"]) if (s, o) in steps)


class Plain(Records):
    """The plain indexes of `KnowledgeGraph`."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        super().__init__(
            Row(
                claim.id,
                claim.subject,
                claim.relation,
                claim.object,
                str(claim.status),
                claim.qualifier,
                claim.source,
                self._sources(claim.id, Stance.SUPPORTS),
                self._sources(claim.id, Stance.DISPUTES),
                claim.measure.value if claim.measure else None,
            )
            for claim in graph.claims()
        )

    def _sources(self, claim: str, stance: Stance) -> tuple[str, ...]:
        evidence = self.graph.claim(claim).evidence
        return tuple(item.source for item in evidence if item.stance is stance and not item.indirect)

    def wholes(self, part: str) -> set[str]:
        found, waiting = {part}, [part]
        while waiting:
            for claim in self.graph.claims(subject=waiting.pop(), relation="partOf"):
                if claim.object not in found:
                    found.add(claim.object)
                    waiting.append(claim.object)
        return found

    def tier(self, source: str) -> str:
        return str(self.graph.sources[source].tier)

    def causal(self, of: str) -> list[tuple[str, str, str]]:
        claims = self.graph.claims(relation="influences")
        return [
            (claim.subject, claim.object, claim.id) for claim in claims if claim.live and claim.source == of
        ]

    def shortest(self, start: str, end: str, of: str) -> list[str]:
        steps = self.causal(of)
        chains = [[start]]
        while chains:
            for chain in chains:
                if chain[-1] == end:
                    return chain
            chains = [
                [*chain, o] for chain in chains for s, o, _ in steps if s == chain[-1] and o not in chain
            ]
        return []


class NetworkX(Records):
    """The `MultiDiGraph`; of the vocabulary it asks only which relations carry a sign."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.view = graph.to_networkx()
        self.tiers = {source.id: str(source.tier) for source in graph.sources.values()}
        super().__init__(
            Row(
                key,
                s,
                data["relation"],
                o,
                data["status"],
                data.get("qualifier"),
                data["source"],
                tuple(data["supported_by"].split()),
                tuple(data["disputed_by"].split()),
                data.get("value"),
            )
            for s, o, key, data in self.view.edges(keys=True, data=True)
        )
        self.parts = networkx.DiGraph(
            (s, o) for s, o, data in self.view.edges(data=True) if data["relation"] == "partOf"
        )

    def wholes(self, part: str) -> set[str]:
        return {part} | (networkx.descendants(self.parts, part) if part in self.parts else set())

    def tier(self, source: str) -> str:
        return self.tiers[source]

    def causal(self, of: str) -> list[tuple[str, str, str]]:
        return [
            (s, o, key)
            for s, o, key, data in self.view.edges(keys=True, data=True)
            if "sign" in data and data["status"] in LIVE and data["source"] == of
        ]

    def shortest(self, start: str, end: str, of: str) -> list[str]:
        plain = networkx.DiGraph((s, o) for s, o, _ in self.causal(of))
        return list(networkx.shortest_path(plain, start, end))


def sparql(pattern: Pattern) -> str:
    """Return the pattern as a SELECT or ASK query."""
    prefixes = "".join(
        f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("id", "myo", "oa", "rdfs", "source")
    )
    body = ""
    if "within" in pattern:
        part, whole = pattern["within"]
        body = f"{part} myo:partOf* id:{whole} . "
    body += " ".join(_clause(number, clause) for number, clause in enumerate(pattern["where"]))
    for number, clause in enumerate(pattern.get("none", ()), 100):
        body += f" FILTER NOT EXISTS {{ {_clause(number, clause)} }}"
    if "differ" in pattern:
        name, other = pattern["differ"]
        body += f" FILTER ({name} NOT IN (id:{other}, source:{other}))"
    if "tier" in pattern:
        name, tier = pattern["tier"]
        body += f" {name} myo:sourceTier myo:tier-{tier} ."
    if pattern.get("yesno"):
        return f"{prefixes}ASK {{ {body} }}"
    return f"{prefixes}SELECT DISTINCT {pattern['find'].replace(': ', ' ')} WHERE {{ {body} }}"


def _clause(number: int, clause: Pattern) -> str:
    claim, status = f"?c{number}", clause.get("status")
    s, o = (name if name.startswith("$") else f"id:{name}" for name in (clause["s"], clause["o"]))
    parts = [f"{claim} myo:predicate myo:{clause['r']} ."]
    ends = f"{claim} myo:subject {s} ; myo:object {o} ."
    if clause.get("either"):
        ends = f"{{ {ends} }} UNION {{ {claim} myo:subject {o} ; myo:object {s} . }}"
    parts.append(ends)
    if str(status).startswith("$"):
        parts.append(f"{claim} myo:status {status} .")
    else:
        # "any" needs no condition: a claim always has a status.
        wanted = [] if status == "any" else [f"myo:status-{word}" for word in _statuses(status)]
        if len(wanted) == 1:
            parts.append(f"{claim} myo:status {wanted[0]} .")
        elif wanted:
            parts.append(f"{claim} myo:status ?st{number} . FILTER (?st{number} IN ({', '.join(wanted)}))")
    if clause.get("q") == "none":
        parts.append(f"FILTER NOT EXISTS {{ {claim} myo:qualifier ?q{number} }}")
    elif "q" in clause:
        parts.append(f'{claim} myo:qualifier "{clause["q"]}"@en .')
    for key, step in (("by", "myo:supportedBy/oa:hasSource"), ("against", "myo:disputedBy/oa:hasSource")):
        if key in clause:
            name = clause[key]
            parts.append(f"{claim} {step} {name if name.startswith('$') else f'source:{name}'} .")
    if "of" in clause:
        parts.append(f"{claim} myo:assertedBy source:{clause['of']} .")
    if "measure" in clause:
        parts.append(f"{claim} myo:measuredValue {clause['measure']} .")
    return " ".join(parts)


def chain_queries(pattern: Pattern) -> Iterator[str]:
    """Yield queries for chains of one step, of two, and so on."""
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("id", "myo", "rdfs", "source"))
    start, end = pattern["chain"]
    for length in range(1, 6):
        nodes = [f"id:{start}", *(f"?n{number}" for number in range(1, length)), f"id:{end}"]
        # Each step in braces: rdflib then follows the chain, where it would begin at both ends at once.
        body = " ".join(
            f"{{ ?c{number} myo:subject {s} ; myo:object {o} ; myo:predicate ?p{number} ; "
            f"myo:assertedBy source:{pattern['of']} ; myo:status ?st{number} . "
            f"FILTER (?st{number} NOT IN (myo:status-refuted, myo:status-draft)) "
            f"?p{number} rdfs:subPropertyOf* myo:influences . }}"
            for number, (s, o) in enumerate(itertools.pairwise(nodes))
        )
        names = nodes[1:-1] if pattern["find"] == "between" else [f"?c{number}" for number in range(length)]
        yield f"{prefixes}SELECT DISTINCT {' '.join(names) or '?c0'} WHERE {{ {body} }}"


def _short(value: str) -> str:
    for base in (iri.ENTITY, iri.SOURCE, iri.CLAIM, iri.SCHEMA + "status-"):
        value = value.removeprefix(base)
    return value


class Sparql:
    """A SPARQL engine over the exported triples."""

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT."""
        raise NotImplementedError

    def holds(self, query: str) -> bool:
        """Return the answer to an ASK."""
        raise NotImplementedError

    def answers(self, pattern: Pattern) -> list[str]:
        if "chain" in pattern:
            for query in chain_queries(pattern):
                rows = self.rows(query)
                if rows:
                    return sorted({_short(value) for row in rows for value in row})
            return []
        query = sparql(pattern)
        if pattern.get("yesno"):
            return _yes_or_no(self.holds(query))
        return sorted({": ".join(_short(value) for value in row) for row in self.rows(query)})


class Rdflib(Sparql):
    """The `rdflib.Graph`."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph.to_rdf()

    def rows(self, query: str) -> list[tuple[str, ...]]:
        return [tuple(str(value) for value in row) for row in self.graph.query(query)]  # type: ignore[union-attr]

    def holds(self, query: str) -> bool:
        return bool(self.graph.query(query).askAnswer)


class Oxigraph(Sparql):
    """Embedded Oxigraph, fed with the exported Turtle."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        from kg.rdf import to_turtle

        self.store = pyoxigraph.Store()
        self.store.load(to_turtle(graph), format=pyoxigraph.RdfFormat.TURTLE)

    def rows(self, query: str) -> list[tuple[str, ...]]:
        solutions = self.store.query(query)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        return [tuple(value.value for value in row) for row in solutions]  # type: ignore[union-attr]

    def holds(self, query: str) -> bool:
        return bool(self.store.query(query))


class Virtuoso(Sparql):
    """A real server, to which the graph was published."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.endpoint = virtuoso.shared(graph).endpoint()

    def rows(self, query: str) -> list[tuple[str, ...]]:
        return [tuple(value.value for value in row) for row in self.endpoint.select(query).rows]  # type: ignore[union-attr]

    def holds(self, query: str) -> bool:
        return self.endpoint.holds(query)


VIEWS: dict[str, type[Plain | NetworkX | Rdflib | Oxigraph | Virtuoso]] = {
    "plain": Plain,
    "networkx": NetworkX,
    "rdflib": Rdflib,
    "oxigraph": Oxigraph,
    "virtuoso": Virtuoso,
}
