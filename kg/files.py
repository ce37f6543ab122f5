"""The bundled data, and reading and writing files that a user named."""

from __future__ import annotations

import errno
import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

import ontology
from kg.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "MAX_BYTES",
    "bundled_packs",
    "check_folder",
    "make_private",
    "mappings_text",
    "opened",
    "phrases_text",
    "read_bytes",
    "read_standard_input",
    "read_text",
    "rewrite",
    "schema_bytes",
    "shapes_bytes",
    "text_of",
    "write_parts",
    "write_whole",
]

MAX_BYTES = 20_000_000
# Seconds until something has to come out of a pipe that was named as a file.
PATIENCE = 5.0
# Opens without waiting for the other end of a pipe, where the system has pipes among its files.
_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)
_NO_NAME = "no file can have this name"
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
        with opened(path) as file:
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
    return text_of(read_bytes(path), str(path))


def text_of(data: bytes, name: str) -> str:
    """Return UTF-8 as text, less the mark of the byte order; `name` is what it is called in errors.

    Raises `UnusableFileError` where it is no UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFileError(f"{name} is not UTF-8 text (byte {error.start}).") from None


def read_standard_input() -> bytes:
    """Return what comes in by standard input. Raises `UnusableFileError` where that is over MAX_BYTES."""
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnusableFileError(f"Standard input is larger than {MAX_BYTES:,} bytes.")
    return data


def opened(path: Path) -> IO[bytes]:
    """Open a file that a user named to read it; one that is a pipe is waited for, but not for ever.

    Raises `OSError`.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | _AT_ONCE)
    except ValueError:
        raise OSError(errno.EINVAL, _NO_NAME) from None
    try:
        if stat.S_ISFIFO(os.fstat(handle).st_mode):
            _await_writer(handle)
        return _waiting(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _await_writer(handle: int) -> None:
    import select

    if not select.select([handle], [], [], PATIENCE)[0]:
        raise TimeoutError(errno.ETIMEDOUT, f"nothing came out of this pipe for {PATIENCE:g} seconds")


def _waiting(handle: int, mode: str) -> IO[bytes]:
    """Return the file of a handle that was opened at once, and which may wait from now on."""
    if _AT_ONCE:
        os.set_blocking(handle, True)
    return os.fdopen(handle, mode)


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for the user alone. Raises `OSError`.

    One that is there keeps its rights.
    """
    for above in reversed(folder.parents):
        if not above.exists():
            above.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def write_whole(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file whole or not at all; `mode` is who may do what with it, less the user's mask.

    Raises `UnusableFileError` where that is not possible; what stood there before is then untouched.
    """
    write_parts(path, (data,), mode)


def rewrite(path: Path, data: bytes) -> None:
    """Write a file that is there as `write_whole` does, and keep who may do what with it."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        write_whole(path, data, mode)
        path.chmod(mode)  # the user's mask has taken its part
    except OSError as error:
        raise UnusableFileError(f"{path} cannot be written: {error.strerror or error}.") from None


def write_parts(path: Path, parts: Iterable[bytes], mode: int = 0o666) -> int:
    """Write what comes in parts as `write_whole` does, and return how many bytes that were."""
    import tempfile

    try:
        if _is_planted(path):
            raise PermissionError(errno.EACCES, "it is a link that someone else put into a folder for all")
        if path.exists() and not path.is_file():  # /dev/null and its like are written to, never replaced
            with _waiting(os.open(path, os.O_WRONLY | _AT_ONCE), "wb") as file:
                return sum(map(file.write, parts))
        path = path.resolve()
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}."[:100], suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                size = sum(map(file.write, parts))
            umask = os.umask(0)
            os.umask(umask)
            Path(part).chmod(mode & ~umask)
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as error:
        check_folder(path)
        raise UnusableFileError(f"{path} cannot be written: {error.strerror or error}.") from None
    except ValueError:
        raise UnusableFileError(f"{path} cannot be written: {_NO_NAME}.") from None
    return size


def check_folder(path: Path) -> None:
    """Raise `UnusableFileError` where the folder is missing that a file is to be written in."""
    if not path.absolute().parent.is_dir():
        raise UnusableFileError(f"{path} cannot be written: its folder does not exist.")


def _is_planted(path: Path) -> bool:
    """Return whether a path is a link of someone else's in a folder where all may write, such as /tmp.

    As Linux itself judges where `fs.protected_symlinks` is set: a link of the user's own, or of whoever owns
    the folder, is followed.
    """
    if not hasattr(os, "geteuid") or not path.is_symlink():
        return False
    folder = path.parent.stat()
    return bool(folder.st_mode & stat.S_IWOTH) and path.lstat().st_uid not in (os.geteuid(), folder.st_uid)
