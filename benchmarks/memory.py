"""The memory of this process, in KiB, from /proc: Linux only.

`resource` would tell the peak of whoever started the process, where that was higher.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["begin_anew", "held", "peak"]


def held() -> int:
    """Return the size of this process."""
    return _read("VmRSS")


def peak() -> int:
    """Return the largest size since this process began, or since `begin_anew`."""
    return _read("VmHWM")


def begin_anew() -> None:
    """Let the peak begin with what is held now."""
    Path("/proc/self/clear_refs").write_text("5", "utf-8")


def _read(what: str) -> int:
    status = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(what))
