"""One reader in a process of its own: `python -m tests.fuzz.one TARGET RUNS SEED FOLDER`.

With atheris the code that inputs reach leads to the next ones; without it, as it is not to be had for every
Python, inputs are drawn by the seed alone. An input that ends in anything but a known error, within 5 s of
the processor's time and 1 GB of memory, is kept in the folder.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import resource
import signal
import sys
import traceback
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from fuzz.mutate import MAX_BYTES, mutated

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["SECONDS", "main"]

SECONDS = 5
MEMORY = 1_000_000_000


class TooLong(BaseException):
    """An input took longer than it may; no reader takes this for an error of its own."""


class Watched:
    """Reads inputs, counts them, and keeps those that end as they may not."""

    def __init__(self, name: str, folder: Path) -> None:
        from fuzz.targets import target

        self.target = target(name)
        self.name, self.folder = name, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.runs = self.failures = 0
        self._told: set[str] = set()
        # Should the process end, its parent finds here what it was reading.
        self._now = os.open(folder / f"{name}.now", os.O_RDWR | os.O_CREAT | os.O_TRUNC)

    def read(self, data: bytes) -> None:
        """Read an input."""
        self.runs += 1
        os.pwrite(self._now, data, 0)
        os.ftruncate(self._now, len(data))
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            self.target.read(data)
        except self.target.ERRORS:
            pass
        except (Exception, TooLong) as error:
            self._keep(data, error)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def _keep(self, data: bytes, error: BaseException) -> None:
        self.failures += 1
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} at {last.filename}:{last.lineno}"
        if where in self._told:
            return
        self._told.add(where)
        path = self.folder / f"{self.name}-{hashlib.sha256(data).hexdigest()[:12]}"
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), "utf-8", "replace")
        print(f"{self.name}: {where}: {str(error)[:200]!r}: {path}", flush=True)

    def told(self) -> None:
        """Print how many inputs there were."""
        print(f"{self.name}: {self.runs:,} inputs, {self.failures:,} failures", flush=True)


def _stop(_: int, __: FrameType | None) -> None:
    raise TooLong


def main(name: str, runs: int, seed: int, folder: Path) -> None:
    """Read so many inputs, and tell what came of them."""
    guided = importlib.util.find_spec("atheris") is not None and "MYOGRAPH_FUZZ_BLIND" not in os.environ
    if guided:
        import atheris

        with atheris.instrument_imports(
            include=["kg", "quiz", "yaml", "csv", "json"], enable_loader_override=False
        ):
            watched = Watched(name, folder)
    else:
        watched = Watched(name, folder)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGVTALRM, _stop)
    seeds, words, random = watched.target.SEEDS, watched.target.WORDS, Random(seed)
    for data in seeds:
        watched.read(data)
    if guided:
        _guided(watched, runs, seed)
        return
    for _ in range(runs):
        watched.read(mutated(random.choice(seeds), random, seeds, words))
    watched.told()


def _guided(watched: Watched, runs: int, seed: int) -> None:
    import atheris

    seeds, words = watched.target.SEEDS, watched.target.WORDS

    def change(data: bytes, size: int, number: int) -> bytes:
        random = Random(number)
        if random.random() < 0.2:
            return bytes(atheris.Mutate(data, size))
        if random.random() < 0.2 or len(data) < 2:
            data = random.choice(seeds)
        return mutated(data, random, seeds, words)[:size]

    def one(data: bytes) -> None:
        watched.read(data)
        if watched.runs >= runs:
            watched.told()
            os._exit(0)

    options = [
        f"-seed={seed}",
        f"-artifact_prefix={watched.folder}/",
        f"-max_len={MAX_BYTES}",
        f"-timeout={4 * SECONDS}",
        "-report_slow_units=100",
        "-rss_limit_mb=0",
        "-verbosity=0",
        "-len_control=0",
    ]
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
