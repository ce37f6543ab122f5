"""What is answered to a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from kg.model import Claim
    from kg.paths import Chain
    from kg.proof import Proof

__all__ = ["Answer", "Outcome", "Prover"]


class Prover(Protocol):
    """Proves a statement wrong, or returns None."""

    def __call__(self, subject: str, relation: str, object_: str, /) -> Proof | None:
        """Return why `subject relation object_` is wrong, or None where that is not sure."""


class Answer(NamedTuple):
    """One answer: what it says, the entity or source that it is, and the claims that bear it out."""

    text: str
    entity: str | None = None
    source: str | None = None
    claims: tuple[Claim, ...] = ()


@dataclass(slots=True)
class Outcome:
    """All that there is to say to a question.

    `verdict` answers a yes-or-no question in words; `chains` those that ask for a way. `remarks` say what was
    left out, widened or cannot be told. `open` are the entities of which a denial could not be proved;
    `proofs` are what denials rest on.
    """

    answers: list[Answer] = field(default_factory=list)
    verdict: str | None = None
    count: int | None = None
    chains: list[Chain] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether there is anything that answers the question."""
        return bool(self.answers or self.chains or self.open or self.proofs)
