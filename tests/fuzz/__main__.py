"""`python -m tests.fuzz [--runs N] [--seed S] [--keep FOLDER] [TARGET…]`: all readers, or those named."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent)]

from fuzz.targets import TARGETS  # noqa: E402 - once it can be found

# An input that ends the process is kept, and others go on, so often.
STARTS = 20


def main() -> int:
    """Read so many inputs with each reader; return 1 where any of them ended as it may not."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000, help="inputs for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "fuzz", help="where failures are kept")
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="TARGET", default=[])
    given = parser.parse_args()
    inputs = failures = 0
    for name in given.targets or TARGETS:
        done, failed = _all(name, given.runs, given.seed, given.keep.resolve())
        inputs, failures = inputs + done, failures + failed
    print(f"{inputs:,} inputs, {failures:,} failures")
    return 1 if failures else 0


def _all(name: str, runs: int, seed: int, keep: Path) -> tuple[int, int]:
    inputs = failures = 0
    for start in range(STARTS):
        left = str(runs - inputs)
        done = subprocess.run(
            [sys.executable, "-m", "fuzz.one", name, left, str(seed + start), str(keep)],
            cwd=ROOT,
            env={**_environment(keep), "PYTHONPATH": f"{ROOT}:{HERE.parent}"},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        print(done.stdout, end="", flush=True)
        told = re.search(r": ([\d,]+) inputs, ([\d,]+) failures", done.stdout)
        if told:
            return inputs + int(told[1].replace(",", "")), failures + int(told[2].replace(",", ""))
        failures += 1
        kept = keep / f"{name}-died-{start}"
        now = keep / f"{name}.now"
        kept.write_bytes(now.read_bytes() if now.exists() else b"")
        print(f"{name}: the process ended with {done.returncode}: {kept}\n{done.stderr[-2000:]}", flush=True)
    return inputs, failures


def _environment(keep: Path) -> dict[str, str]:
    folder = str(keep / "data")
    return {
        **os.environ,
        "MYOGRAPH_DATA_DIR": folder,
        "MYOGRAPH_CONFIG_DIR": folder,
        "XDG_CACHE_HOME": folder,
    }


if __name__ == "__main__":
    sys.exit(main())
