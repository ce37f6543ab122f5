"""A program on a pseudo-terminal of 80×24, measured from outside. Linux only."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import NamedTuple

__all__ = ["QUIET", "Press", "Screen"]

PATIENCE = 60.0
QUIET = 0.1
# A program that does next to nothing for so long draws nothing for a key.
IDLE = 0.4


class Press(NamedTuple):
    """Seconds from a key to the first and to the last bytes that are drawn for it.

    `busy` are those of the first that the program's own thread of the screen was on the processor.
    """

    first: float
    last: float
    busy: float


class Screen:
    """A program on a terminal of 80×24 of its own."""

    def __init__(self, command: list[str]) -> None:
        self.began = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvp(command[0], command)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = b""

    def read(self, seconds: float) -> float | None:
        """Take in what comes within a time, and return when it came."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return None
        came = time.perf_counter()
        try:
            self.seen += os.read(self.terminal, 65536)
        except OSError:
            raise EOFError(f"the program ended: {self.seen[-1000:].decode('utf-8', 'replace')}") from None
        return came

    def wait_for(self, text: str) -> float:
        """Return the seconds from the start until a text is drawn."""
        while text.encode() not in self.seen:
            if self.read(PATIENCE) is None:
                raise TimeoutError(f"{text!r} was never drawn: {self.seen[-300:]!r}")
        return time.perf_counter() - self.began

    def settle(self) -> None:
        """Wait until nothing is drawn any more."""
        while self.read(QUIET) is not None:
            pass

    def press(self, key: str) -> Press | None:
        """Press a key; None where nothing is drawn for it, or only later and by something else."""
        self.seen = b""
        pressed, busy = time.perf_counter(), self.busy()
        os.write(self.terminal, key.encode())
        came = first = self.read(IDLE)
        while came is None and self.busy() - busy > IDLE / 4:  # it is working at it
            if time.perf_counter() - pressed > PATIENCE:
                raise TimeoutError(f"nothing came of {key!r}")
            came = first = self.read(IDLE)
        busy = self.busy() - busy
        if came is None or first is None or first - pressed > max(IDLE / 2, 4 * busy):
            return None
        last = came
        while (came := self.read(QUIET)) is not None:
            last = came
        if b"fell over" in self.seen:
            raise RuntimeError(f"the app fell over {key!r}")
        return Press(first - pressed, last - pressed, busy)

    def busy(self) -> float:
        """Return the seconds that the program's first thread has been on the processor."""
        return int(Path(f"/proc/{self.process}/schedstat").read_text().split()[0]) / 1e9

    def memory(self) -> int:
        """Return the KiB of memory that the program holds."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0])

    def end(self) -> None:
        """End the program."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)
