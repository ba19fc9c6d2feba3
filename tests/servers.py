"""Triple stores that run for as long as a test needs them, on 127.0.0.1."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
VIRTUOSO_USER = {"KG_ENDPOINT_USER": "dba", "KG_ENDPOINT_PASSWORD": "dba"}

_VIRTUOSO_INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
DefaultQuery = select * where {{ ?s ?p ?o }} limit 10
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def oxigraph(*options: object) -> Iterator[str]:
    """The address of an Oxigraph server, in memory unless the options give it a folder."""
    if not OXIGRAPH:
        pytest.fail("the command oxigraph is missing: pip install oxigraph")
    port = free_port()
    command = [OXIGRAPH, "serve", "--bind", f"127.0.0.1:{port}", *map(str, options)]
    with running(command, Path.cwd(), port, seconds=30):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The SPARQL address of a Virtuoso server with its data in a folder."""
    if not VIRTUOSO:
        pytest.fail("the command virtuoso-t is missing: scripts/test --slow installs it")
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(http=http, sql=sql), encoding="utf-8")
    with running([VIRTUOSO, "-f", "-c", "virtuoso.ini"], folder, http, seconds=180):
        yield f"http://127.0.0.1:{http}/sparql"


@contextlib.contextmanager
def running(command: list[str], folder: Path, port: int, seconds: float) -> Iterator[subprocess.Popen[bytes]]:
    """A server that listens on a port."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(process, port, time.monotonic() + seconds)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], port: int, until: float) -> None:
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the server on port {port} ended with code {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    pytest.fail(f"the server on port {port} does not listen")
