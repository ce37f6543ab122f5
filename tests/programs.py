"""Programs from outside that some tests compare with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

__all__ = ["needs", "needs_client"]

CLIENTS = Path(__file__).parent / "clients"


def needs(program: str) -> pytest.MarkDecorator:
    """Skip a test where a program is missing; `.ci/run` installs them and turns skips into failures."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def needs_client(package: str) -> pytest.MarkDecorator:
    """Skip a test where Node or one of the packages of tests/clients is missing (`npm ci` there)."""
    missing = shutil.which("node") is None or not (CLIENTS / "node_modules" / package).is_dir()
    return pytest.mark.skipif(missing, reason=f"{package} is not installed: run npm ci in tests/clients")
