"""From which width on a screen has which class, where it makes use of a wide terminal."""

from __future__ import annotations

__all__ = ["BROAD"]

# As the app has them, and one more: from there on two panes stand side by side.
BROAD = [(0, "-too-narrow"), (60, "-narrow"), (80, "-wide"), (120, "-broad")]
