"""The items of the type that a test module is about: what the pattern makes, and what the bank keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quiz.patterns import PATTERNS
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.item import Item


@pytest.fixture(scope="module")
def kept(bank: Bank, request: pytest.FixtureRequest) -> list[Item]:
    """The bank's items of the type that the module names as `TYPE`; there are some."""
    found = [item for item in bank.items if item.type == request.module.TYPE]
    assert found
    return found


@pytest.fixture(scope="module")
def made(graph: KnowledgeGraph, request: pytest.FixtureRequest) -> list[Item]:
    """What the pattern itself makes: no linter stands behind it."""
    found = list(PATTERNS[request.module.TYPE](Workshop(graph, 1)))
    assert found
    return found


@pytest.fixture(scope="module", params=["made", "kept"])
def items(request: pytest.FixtureRequest) -> list[Item]:
    """Both of these, one after the other."""
    found: list[Item] = request.getfixturevalue(request.param)
    return found
