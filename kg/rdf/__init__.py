"""The model as RDF and back: the one door to rdflib and pySHACL.

Every claim is a node of its own (`myo:Claim`) that points to its subject, predicate and object, and to
evidence nodes. From the claims two kinds of direct edge are made, and only from them: `s p o` where the
claim is established and carries neither qualifier nor hedge, and the twin `s claimedP o` wherever it is
neither refuted nor a draft. There are no blank nodes.
"""

from __future__ import annotations

from kg.rdf.read import content_from_triples, parse
from kg.rdf.serialise import to_ntriples, to_rdflib, to_turtle
from kg.rdf.terms import read_vocabulary

__all__ = ["content_from_triples", "parse", "read_vocabulary", "to_ntriples", "to_rdflib", "to_turtle"]
