"""One bank for all tests of what is in it: it takes seconds to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quiz.bank import Bank, build

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@pytest.fixture(scope="session")
def bank(graph: KnowledgeGraph) -> Bank:
    """The bank of the bundled packs and seed 1."""
    return build(graph, 1)
