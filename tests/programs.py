"""Programs from outside that some tests compare with."""

from __future__ import annotations

import shutil

import pytest

__all__ = ["needs"]


def needs(program: str) -> pytest.MarkDecorator:
    """Skip a test where a program is missing; `.ci/run` installs them and turns skips into failures."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")
