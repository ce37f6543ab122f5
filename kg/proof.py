"""How a statement is proved wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Proof", "ProofKind"]


class ProofKind(StrEnum):
    """The allowed ways to prove that an option is wrong; absence in an open source is none of them.

    Each is told in `Proof`.
    """

    EXPLICIT_NEGATIVE = "explicit-negative"
    AT_MOST = "at-most"
    DISJOINT_CLASS = "disjoint-class"
    CLOSED_SCOPE = "closed-scope"
    ORDER = "order"
    CORRUPTED = "corrupted"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Proof:
    """Why an option is wrong in the item's scope: the statement that choosing it makes does not hold.

    For all kinds but `CONTRADICTED`, the statement is `subject relation object`, and it is proved wrong:

    - `EXPLICIT_NEGATIVE`: the graph holds it as a refuted claim, named in `witnesses`, and nothing that is
      live says it. Not used inside a source's scope.
    - `AT_MOST`: the list of the subject's values for the relation is closed and the object is none of
      them. Closed means one of two things. `ground` is a functional relation, and `witnesses` holds the
      established claim with the one value. Or at least two references, named in `witnesses`, are each
      marked complete for the subject and `ground` (the relation or one above it). Not used inside a
      source's scope: it may say otherwise.
    - `DISJOINT_CLASS`: `ground` is the class that the relation asks for at the option's end, and the
      option's own class is disjoint with it.
    - `CLOSED_SCOPE`: `source`, which is the item's scope, is marked complete for the subject and `ground`.
    - `ORDER`: the option puts the subject before the object, and the claims in `witnesses` put the object
      before the subject (for a causal relation), or are two measurements of one study of which the
      subject's is surely the smaller (for a measured one; `ground` is then the unit).
    - `CORRUPTED`: the statement is the claim in `witnesses[0]` with one end exchanged, and it is wrong by
      the kind that `ground` names, with what that kind needs in `source` and the other witnesses. Where
      that kind needs a ground of its own, it follows the kind: `closed-scope influences`.

    For `CONTRADICTED` the option denies `subject relation object`, and the claims in `witnesses` say it:
    they are established where the item has no scope, and else claims of its source that are not refuted.
    With a `source` that is not the item's scope, the option says how that source bears on the claim, and
    `ground` is how it does: the stance ("supports" or "disputes") of its direct evidence on record, or
    "indirect" where all that it has on record is about something near.
    """

    kind: ProofKind
    subject: str
    relation: str
    object: str
    ground: str
    source: str | None = None
    witnesses: tuple[str, ...] = ()
