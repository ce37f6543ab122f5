"""Questions in plain words: each is answered, or said to be none that can be read."""

from __future__ import annotations

from fuzz.bundled import bundled
from fuzz.seeds import seeds
from kg.ask import ask
from kg.ask.tell import cannot_read

GRAPH = bundled()
SEEDS = seeds("question")
WORDS = [
    name.encode() for entity in list(GRAPH.entities.values())[::25] for name in entity.names] + [ b"not",
    b"and", b"or", b"of", b"the", b"which", b"who", b"?", b"both", b"neither", b"than", b"most",
]  # fmt: skip
ERRORS = ()


def read(data: bytes) -> None:
    """Ask one question, of at most so many letters as fit a command line without pain."""
    reply = ask(GRAPH, data.decode("utf-8", "surrogateescape"))
    if reply.outcome is None:
        cannot_read(reply)
