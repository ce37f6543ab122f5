"""The items of the type that a test module is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from quiz.bank import Bank
    from quiz.item import Item


@pytest.fixture(scope="module")
def items(bank: Bank, request: pytest.FixtureRequest) -> list[Item]:
    """The bank's items of the type that the module names as `TYPE`; there are some."""
    found = [item for item in bank.items if item.type == request.module.TYPE]
    assert found
    return found
