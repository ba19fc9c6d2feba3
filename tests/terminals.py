"""The program in a terminal of its own."""

from __future__ import annotations

import os
import pty
import select
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent


def in_terminal(*arguments: object, cwd: Path = ROOT, keys: bytes = b"") -> str:
    """What a terminal is sent by `kg` with these arguments, where somebody types these keys."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd)
        command = [sys.executable, "-m", "kg", *map(str, arguments)]
        os.execve(sys.executable, command, {**os.environ, "TERM": "xterm", "PYTHONPATH": str(ROOT)})
    os.write(terminal, keys)
    seen = b"".join(_read_all(terminal))
    os.waitpid(process, 0)
    os.close(terminal)
    return seen.decode("utf-8", "replace")


def _read_all(terminal: int) -> Iterator[bytes]:
    while select.select([terminal], [], [], 60)[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            return
        if not chunk:
            return
        yield chunk
