"""What a question means, as a tree: a pattern over the graph, and what is wanted of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import End, Stance, Status

__all__ = [
    "About",
    "Chains",
    "Clause",
    "Compared",
    "Either",
    "Kind",
    "Meaning",
    "Said",
    "Term",
    "Thing",
    "Whether",
    "Which",
]


@dataclass(frozen=True, slots=True)
class Thing:
    """One entity, by its id."""

    entity: str


@dataclass(frozen=True, slots=True)
class Kind:
    """All the entities of a class, or of any where `cls` is None, of which every clause holds."""

    cls: str | None
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Several terms: all of them where `every` is set ("and"), else any ("or")."""

    terms: tuple[Term, ...]
    every: bool


Term = Thing | Kind | Either


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition on an entity: that it stands at the end `head` of a claim whose other end is `other`.

    The claim is by any of `relations`, or by one below them. Where `denied`, it has to be proved that no such
    statement holds.
    """

    relations: tuple[str, ...]
    head: End
    other: Term
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Which:
    """Which entities are meant by a term; `count` where their number was asked for."""

    term: Term
    count: bool = False


@dataclass(frozen=True, slots=True)
class Whether:
    """Whether a clause holds of a term, or whether what the term means is of a class."""

    term: Term
    clause: Clause | None
    cls: str | None = None


@dataclass(frozen=True, slots=True)
class Chains:
    """By which causal chains one entity leads to another."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What several entities have in common, how they differ, or, where `shared` is None, both."""

    entities: tuple[str, ...]
    shared: bool | None


@dataclass(frozen=True, slots=True)
class About:
    """What an entity is, and all that is claimed of it."""

    entity: str


@dataclass(frozen=True, slots=True)
class Said:
    """Which claims there are about a term or a statement, or who makes, supports or disputes them.

    `whole` is a statement (a term and a clause), `term` anything less; neither means every claim. `sources`
    narrows to what these say. With `who`, the answers are the sources, for the `stance` if one is given; with
    `count`, their number was asked for.
    """

    term: Term | None = None
    whole: Whether | None = None
    who: bool = False
    stance: Stance | None = None
    count: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """A whole question: what is wanted, and of which claims alone.

    `sources` are ids, empty for any; `said_by` is how the question named them. `status` narrows likewise.
    """

    wanted: Which | Whether | Chains | Compared | About | Said
    sources: tuple[str, ...] = ()
    said_by: str | None = None
    status: Status | None = None
