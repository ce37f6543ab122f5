"""A Virtuoso server of one's own: its own folder, free ports on this machine only, stopped at the end."""

from __future__ import annotations

import atexit
import ctypes
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.publish import GRAPH_NAME, Publisher
from kg.rdf import to_ntriples
from kg.sparql.endpoint import Endpoint

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["PASSWORD", "USER", "Virtuoso", "needs_virtuoso", "shared"]

USER, PASSWORD = "dba", "dba"
SECONDS_TO_START = 60
PR_SET_PDEATHSIG = 1
INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 3
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
MaxClientConnections = 6
CheckpointInterval = 0
CaseMode = 2
DirsAllowed = {folder}
NumberOfBuffers = 6000
MaxDirtyBuffers = 4000
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 1

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {folder}
ServerThreads = 6
MaxClientConnections = 6
EnabledDavVSP = 0
HTTPProxyEnabled = 0
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = {max_rows}
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""


_shared: dict[str, Virtuoso] = {}


def shared(graph: KnowledgeGraph) -> Virtuoso:
    """Return a server that has the bundled graph, the same one for every test of this process.

    What else a test writes there goes into graphs of its own. The server ends with the process.
    """
    needs_virtuoso()
    if not _shared:
        folder = tempfile.mkdtemp(prefix="myograph-virtuoso-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        server = Virtuoso(Path(folder))
        atexit.register(server.stop)
        server.start()
        server.publisher().publish(to_ntriples(graph))
        _shared["server"] = server
    return _shared["server"]


def _end_with_parent() -> None:
    """Have the kernel end the server with the tests, also where these are killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def needs_virtuoso() -> None:
    """Skip where the server or its SQL client is missing."""
    for program in ("virtuoso-t", "isql-vt"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


class Virtuoso:
    """One server; `start` after `kill` finds the same data again."""

    def __init__(self, folder: Path, *, max_rows: int = 10_000) -> None:
        self.folder = folder
        self.sql_port, self.http_port = _free_ports(2)
        self._ini = folder / "virtuoso.ini"
        self._ini.write_text(
            INI.format(folder=folder, sql_port=self.sql_port, http_port=self.http_port, max_rows=max_rows)
        )
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The query endpoint."""
        return f"http://127.0.0.1:{self.http_port}/sparql"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._server = subprocess.Popen(
            ["virtuoso-t", "-f", "-c", str(self._ini)],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )
        end = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                with urllib.request.urlopen(f"{self.url}?query=ASK%7B%7D", timeout=5):
                    return
            except (OSError, urllib.error.URLError):
                if self._server.poll() is not None or time.monotonic() > end:
                    log = (self.folder / "virtuoso.log").read_text(errors="replace")
                    raise RuntimeError(f"Virtuoso did not start:\n{log[-2000:]}") from None
                time.sleep(0.05)

    def publisher(self, graph_name: str = GRAPH_NAME, **more: object) -> Publisher:
        """Return what writes to it as the administrator."""
        account = {"user": USER, "password": PASSWORD, "timeout": 60.0}
        return Publisher(self.url, graph_name=graph_name, **{**account, **more})  # type: ignore[arg-type]

    def endpoint(self, graph_name: str | None = GRAPH_NAME, **more: object) -> Endpoint:
        """Return what asks it, as nobody in particular."""
        return Endpoint(self.url, graph_name=graph_name, **more)  # type: ignore[arg-type]

    def sql(self, *statements: str) -> str:
        """Run SQL as the administrator and return what was printed."""
        done = subprocess.run(
            ["isql-vt", f"127.0.0.1:{self.sql_port}", USER, PASSWORD, "VERBOSE=OFF", "BANNER=OFF"],
            input="".join(f"{statement};\n" for statement in statements),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        if "*** Error" in done.stdout + done.stderr:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def kill(self) -> None:
        """Kill the server as a power cut would."""
        self._end(signal.SIGKILL)
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop the server; nothing of it needs to be kept."""
        self._end(signal.SIGKILL)

    def _end(self, with_signal: signal.Signals) -> None:
        if self._server is not None:
            self._server.send_signal(with_signal)
            self._server.wait(timeout=30)
            self._server = None


def _free_ports(count: int) -> list[int]:
    """Return ports that are free now; held together, so that no two are the same."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
