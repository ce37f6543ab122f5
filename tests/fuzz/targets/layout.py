"""`myograph fmt`: what is put in order is said as before, and stays as it is when put in order again."""

from __future__ import annotations

from fuzz.seeds import seeds
from fuzz.targets import pack
from kg.authoring.layout import laid_out

SEEDS = [pack.SMALL, *pack.SEEDS[1:3], *seeds("layout")]
WORDS = [*pack.WORDS, b"# comment", b" # end"]
ERRORS = ()


def read(data: bytes) -> None:
    """Put one pack in order, twice."""
    text, faults = laid_out(data.decode("utf-8", "replace"), "pack.yaml")
    if not faults:
        assert laid_out(text, "pack.yaml") == (text, []), "put in order otherwise the second time"
