"""On what machine, with what versions and of which commit figures were taken."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["commit", "machine"]

# Peers, and what ours does its work with.
PACKAGES = (
    "rdflib", "pyoxigraph", "textual", "click", "leitner-box", "sm-2", "fsrs", "genanki", "networkx",
    "PyYAML", "rapidfuzz", "httpx",
)  # fmt: skip
PROGRAMS = {"Node": ["node", "--version"], "Chromium": ["chromium", "--version"]}


def machine(flashcardf: Path | None) -> dict[str, str]:
    """Return what the machine is and what runs on it, by name."""
    system = platform.freedesktop_os_release()["PRETTY_NAME"] if _readable("/etc/os-release") else ""
    told = {
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB",
        "system": ", ".join(filter(None, [system, f"{platform.system()} {platform.release()}"])),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }
    told |= dict(_packages())
    told |= {name: found for name, command in PROGRAMS.items() if (found := _said(*command))}
    if flashcardf is not None and (found := _commit_of(flashcardf)):
        told["flashcardf"] = f"commit {found}"
    return told


def commit() -> str:
    """Return the commit that is measured, with a word where files differ from it: others than this page's."""
    found = _commit_of(ROOT)
    if not found:
        return "unknown"
    but = [f":(exclude)docs/benchmarks.{end}" for end in ("md", "json")]
    changed = _said("git", "-C", str(ROOT), "status", "--porcelain", "-uno", "--", ".", *but)
    return f"{found} and changes" if changed else found


def _commit_of(folder: Path) -> str:
    return _said("git", "-C", str(folder), "rev-parse", "--short", "HEAD")


def _packages() -> Iterator[tuple[str, str]]:
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"


def _processor() -> str:
    if _readable("/proc/cpuinfo"):
        names = re.findall(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
        if names:
            return str(names[0])
    return platform.processor() or platform.machine()


def _readable(path: str) -> bool:
    return os.access(path, os.R_OK)


def _said(*command: str) -> str:
    """Return what a program says, and nothing where there is none or it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
