"""The bundled data, and reading files that a user named."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import ontology
from kg.errors import UnusableFileError

__all__ = [
    "bundled_packs",
    "mappings_text",
    "phrases_text",
    "read_bytes",
    "read_text",
    "schema_bytes",
    "shapes_bytes",
    "write_whole",
]

MAX_BYTES = 20_000_000
# A plain folder: importlib.resources would take longer to import than all the data to read.
_ONTOLOGY = Path(ontology.__path__[0])


@cache
def schema_bytes() -> bytes:
    """Return schema.ttl."""
    return (_ONTOLOGY / "schema.ttl").read_bytes()


@cache
def shapes_bytes() -> bytes:
    """Return shapes.ttl."""
    return (_ONTOLOGY / "shapes.ttl").read_bytes()


@cache
def mappings_text() -> str:
    """Return mappings.sssom.tsv."""
    return (_ONTOLOGY / "mappings.sssom.tsv").read_text("utf-8")


@cache
def phrases_text() -> str:
    """Return phrases.yaml."""
    return (_ONTOLOGY / "phrases.yaml").read_text("utf-8")


@cache
def bundled_packs() -> tuple[tuple[str, str], ...]:
    """Return the bundled packs as file names and texts, in order of name."""
    folder = _ONTOLOGY / "packs"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    return tuple(
        (entry.name, entry.read_text("utf-8")) for entry in sorted(found, key=lambda entry: entry.name)
    )


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file that a user named.

    Raises `UnusableFileError` where it cannot be read or is larger than MAX_BYTES.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnusableFileError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(data) > MAX_BYTES:
        raise UnusableFileError(f"{path} is larger than {MAX_BYTES:,} bytes.")
    return data


def read_text(path: Path) -> str:
    """Return the text of a file that a user named, as UTF-8 with its line ends as they are.

    Raises `UnusableFileError` as `read_bytes` does, and where the bytes are not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFileError(f"{path} is not UTF-8 text (byte {error.start}).") from None


def write_whole(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file whole or not at all; `mode` is who may do what with it, less the user's mask.

    Raises `UnusableFileError` where that is not possible; what stood there before is then untouched.
    """
    import tempfile

    try:
        if path.exists() and not path.is_file():  # /dev/null and its like are written to, never replaced
            path.write_bytes(data)
            return
        path = path.resolve()
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            umask = os.umask(0)
            os.umask(umask)
            Path(part).chmod(mode & ~umask)
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnusableFileError(f"{path} cannot be written: {error.strerror or error}.") from None
