"""A claim with one of its ends asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import End

if TYPE_CHECKING:
    from kg.model import Claim

__all__ = ["Blank", "outright_first"]


@dataclass(frozen=True, slots=True)
class Blank:
    """What a question about one claim asks for: the entity at `end`, as `scope` has it or outright."""

    claim: Claim
    end: End
    scope: str | None

    @property
    def key(self) -> str:
        """The entity asked for."""
        return self.claim.object if self.end is End.OBJECT else self.claim.subject

    @property
    def given(self) -> str:
        """The entity that the question names."""
        return self.claim.subject if self.end is End.OBJECT else self.claim.object

    def filled(self, entity: str) -> tuple[str, str, str]:
        """Return the statement with an entity in the place asked for, as subject, relation, object."""
        if self.end is End.OBJECT:
            return self.claim.subject, self.claim.relation, entity
        return entity, self.claim.relation, self.claim.object

    def other(self, entity: str) -> Claim:
        """Return the claim with an entity in the place asked for."""
        subject, _, object_ = self.filled(entity)
        return self.claim._replace(subject=subject, object=object_)


def outright_first(scope: str | None) -> tuple[bool, str]:
    """Return what scopes are put in order by: outright first, then sources by id."""
    return scope is not None, scope or ""
