"""The one door to Graphviz, which lays pictures out. It is a program from outside and may be missing."""

from __future__ import annotations

import shutil
import subprocess

from kg.errors import ExportError, MissingProgramError

__all__ = ["ADVICE", "can_draw", "draw"]

# Seconds; the whole of the bundled graph takes one.
PATIENCE = 120
ADVICE = (
    "Graphviz is not installed, and its program “{program}” lays pictures out. Install it (on Debian and "
    "Ubuntu: apt install graphviz; on macOS: brew install graphviz; on Windows: winget install graphviz), "
    "or write dot, mermaid or html, which need no program."
)


def can_draw() -> bool:
    """Return whether Graphviz is there."""
    return shutil.which("dot") is not None


def draw(source: bytes, form: str, *, engine: str = "dot", **settings: str) -> bytes:
    """Return what Graphviz draws of DOT, in one of its formats; `settings` are attributes of the graph.

    Raises `MissingProgramError` where Graphviz is not installed, and `ExportError` where it fails, takes
    longer than PATIENCE, or would make the picture smaller than it was told.
    """
    program = shutil.which(engine)
    if program is None:
        raise MissingProgramError(ADVICE.format(program=engine))
    options = [f"-G{name}={value}" for name, value in settings.items()]
    try:
        done = subprocess.run(
            [program, f"-T{form}", *options], input=source, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise ExportError(
            f"Graphviz was stopped, as it took longer than {PATIENCE} s. Draw less: --around, --path, "
            "--query and --status choose."
        ) from None
    except OSError as error:
        raise MissingProgramError(f"{program} cannot be run: {error.strerror or error}.") from None
    told = done.stderr.decode(errors="replace").strip()
    if "graph is too large" in told:
        raise ExportError(
            "The picture is too large for pixels at a size that can be read. Write svg, or draw less: "
            "--around, --path, --query and --status choose."
        )
    if done.returncode != 0 or not done.stdout:
        raise ExportError(f"Graphviz failed ({program}): {told or f'exit code {done.returncode}'}")
    return done.stdout
