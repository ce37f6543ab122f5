"""From which size on a room has which class; styles/*.tcss go by these."""

from __future__ import annotations

__all__ = ["BREAKPOINTS", "BROAD", "TALL", "WIDE"]

# From BROAD on two panes stand side by side. As the app has it: WIDE, and TALL, which is "-tall-enough".
WIDE, BROAD, TALL = 80, 110, 22
BREAKPOINTS = [(0, "-too-narrow"), (60, "-narrow"), (WIDE, "-wide"), (BROAD, "-broad")]
