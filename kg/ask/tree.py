"""What a question means, as a tree: a pattern over the graph, and what is wanted of it.

They are named tuples, as those of `kg.model`: a command defines them each time it starts. Two of different
kinds may be equal as tuples; what kind one is, is asked by `isinstance` or `match`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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


class Thing(NamedTuple):
    """One entity, by its id."""

    entity: str


class Kind(NamedTuple):
    """The entities of a class, or of any where `cls` is None, of which every clause holds.

    Where the question says "all" or "every", what is said of them has to hold of each.
    """

    cls: str | None
    clauses: tuple[Clause, ...] = ()
    every: bool = False


class Either(NamedTuple):
    """Several terms: all of them where `every` is set ("and"), else any ("or")."""

    terms: tuple[Term, ...]
    every: bool


Term = Thing | Kind | Either


class Clause(NamedTuple):
    """A condition on an entity: that it stands at the end `head` of a claim whose other end is `other`.

    The claim is by any of `relations`, or by one below them. Where `denied`, it has to be proved that no such
    statement holds.
    """

    relations: tuple[str, ...]
    head: End
    other: Term
    denied: bool = False


class Which(NamedTuple):
    """Which entities are meant by a term; `counted` where their number was asked for."""

    term: Term
    counted: bool = False


class Whether(NamedTuple):
    """Whether a clause holds of a term, or whether what the term means is of a class."""

    term: Term
    clause: Clause | None
    cls: str | None = None


class Chains(NamedTuple):
    """By which causal chains one entity leads to another.

    With `relations`, only chains that come to what these say: two steps that lower make one that raises.
    """

    start: str
    end: str
    relations: tuple[str, ...] = ()


class Compared(NamedTuple):
    """What several entities have in common, how they differ, or, where `shared` is None, both."""

    entities: tuple[str, ...]
    shared: bool | None


class About(NamedTuple):
    """What an entity is, and all that is claimed of it."""

    entity: str


class Said(NamedTuple):
    """Which claims there are about a term or a statement, or who makes, supports or disputes them.

    `whole` is a statement (a term and a clause), `term` anything less; neither means every claim. `sources`
    narrows to what these say. With `who`, the answers are the sources, for the `stance` if one is given; with
    `counted`, their number was asked for.
    """

    term: Term | None = None
    whole: Whether | None = None
    who: bool = False
    stance: Stance | None = None
    counted: bool = False


class Meaning(NamedTuple):
    """A whole question: what is wanted, and of which claims alone.

    `sources` are ids, empty for any; `said_by` is how the question named them. `status` narrows likewise.
    """

    wanted: Which | Whether | Chains | Compared | About | Said
    sources: tuple[str, ...] = ()
    said_by: str | None = None
    status: Status | None = None
