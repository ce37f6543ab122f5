"""Places that a graph can be in, as the tests ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph

from kg.sparql.engine import Rows
from kg.sparql.queries import TERMS

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.graph import KnowledgeGraph
    from kg.model import Status
    from kg.sparql.fetch import Selects

__all__ = ["NetworkXHere", "OxigraphHere", "RdflibHere", "Stingy"]


class OxigraphHere:
    """Embedded Oxigraph as something that answers SELECT."""

    def __init__(self, ntriples: bytes) -> None:
        self.store = pyoxigraph.Store()
        self.store.load(ntriples, format=pyoxigraph.RdfFormat.N_TRIPLES)

    def select(self, text: str) -> Rows:
        found = self.store.query(text)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return Rows(tuple(each.value for each in found.variables), [tuple(row) for row in found], False)


class Stingy:
    """An engine that sends few rows at a time, but for the vocabulary, and says so as Virtuoso does."""

    def __init__(self, engine: Selects, most: int) -> None:
        self.engine = engine
        self.most = most

    def select(self, text: str) -> Rows:
        found = self.engine.select(text)
        if text == TERMS or len(found.rows) < self.most:
            return found
        return Rows(found.variables, found.rows[: self.most], True)


class RdflibHere:
    """An `rdflib.Graph` as something that answers SELECT; its answers travel as W3C JSON."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph

    def select(self, text: str) -> Rows:
        data = self.graph.query(text).serialize(format="json")
        assert data is not None
        found = pyoxigraph.parse_query_results(data, format=pyoxigraph.QueryResultsFormat.JSON)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return Rows(tuple(each.value for each in found.variables), [tuple(row) for row in found], False)


class NetworkXHere:
    """The `MultiDiGraph`, which knows claims by id; of the vocabulary it asks what stands below what."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.view: networkx.MultiDiGraph[str] = graph.to_networkx()
        self.vocabulary = graph.vocabulary

    def _fits(
        self, data: dict[str, Any], relation: str | None, status: Status | None, source: str | None
    ) -> bool:
        by = {data["source"], *data["supported_by"].split(), *data["disputed_by"].split()}
        return (
            (relation is None or self.vocabulary.is_below(data["relation"], relation))
            and (status is None or data["status"] == status)
            and (source is None or source in by)
        )

    def claims(
        self,
        *,
        subject: str | None = None,
        relation: str | None = None,
        object: str | None = None,  # noqa: A002
        status: Status | None = None,
        source: str | None = None,
    ) -> list[str]:
        term = self.vocabulary.relations.get(relation or "")
        return sorted(
            key
            for s, o, key, data in self.view.edges(keys=True, data=True)
            if self._fits(data, relation, status, source)
            and any(
                subject in (None, one) and object in (None, other)
                for one, other in [(s, o)] + ([(o, s)] if term is not None and term.symmetric else [])
            )
        )

    def leaving(self, entities: list[str], relation: str) -> list[str]:
        return sorted({key for each in entities for key in self.claims(subject=each, relation=relation)})

    def entering(self, entities: list[str], relation: str) -> list[str]:
        return sorted({key for each in entities for key in self.claims(object=each, relation=relation)})

    def neighbours(self, entity: str) -> list[str]:
        live = {"established", "contested", "reported"}
        out = {o for _, o, data in self.view.out_edges(entity, data=True) if data["status"] in live}
        into = {s for s, _, data in self.view.in_edges(entity, data=True) if data["status"] in live}
        return sorted((out | into) - {entity})
