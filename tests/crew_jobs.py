"""Jobs for the tests of the crew; a worker process imports them from here."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple


class Misbehave(NamedTuple):
    """Does what it says; `once` is a file that remembers that it has misbehaved already."""

    origin: str
    what: str = ""
    once: str = ""

    def answer(self) -> tuple[dict[str, Any], bytes]:
        if self.what and not (self.once and Path(self.once).exists()):
            if self.once:
                Path(self.once).touch()
            getattr(self, self.what)()
        return {"origin": self.origin, "process": os.getpid()}, self.origin.encode()

    def killed(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def crashed(self) -> None:
        os.kill(os.getpid(), signal.SIGSEGV)

    def left(self) -> None:
        os._exit(3)

    def hung(self) -> None:
        time.sleep(60)

    def raised(self) -> None:
        raise ValueError("not\nexpected \x1b[2J")

    def greedy(self) -> None:
        bytearray(4 << 30)

    def printed(self) -> None:
        sys.stdout.write("noise on standard output")
        sys.stdout.flush()
        os.write(1, b"more noise")

    def recursed(self) -> None:
        self.recursed()
