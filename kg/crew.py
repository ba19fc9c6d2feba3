"""Worker processes and who watches them: one that dies or hangs costs the article it was at, and that is tried again alone."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple

from kg.errors import KgError
from kg.worker import J, Job, batches, receive, send

SECONDS = 10.0
"""How long one article may take."""
_SECONDS_TO_START = 60.0
_SECONDS_BETWEEN_LOOKS = 0.2
_PACKAGE = str(Path(__file__).parent.parent)
_START = "import sys; sys.path.insert(0, sys.argv[1]); from kg.worker import main; main()"


class Answer(NamedTuple):
    """What a worker found out about a job (`refused` in it tells why it could not), and the bytes it made."""

    record: dict[str, Any]
    blob: bytes = b""


class LostError(Exception):
    """The worker is gone; the message says why."""


class ClosedError(Exception):
    """The crew stopped while this job was waiting."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """At most `size` workers, started as there is work for them. Leaving the `with` block ends them, whatever they do."""

    def __init__(self, size: int, *, seconds: float = SECONDS) -> None:
        self.size, self.seconds = size, seconds
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="kg")
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._watchman = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Crew:
        self._watchman.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._closed.set()
        with self._lock:
            for worker in self._workers:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.bury()

    def answers(self, jobs: Iterable[J], batch: int) -> Iterator[tuple[J, Answer]]:
        """Every job with its answer, in the order of the jobs; `batch` of them are handed over at a time."""
        waiting: deque[tuple[list[J], Future[list[Answer]]]] = deque()
        for some in batches(iter(jobs), batch):
            waiting.append((some, self._threads.submit(self._work, some)))
            if len(waiting) > 2 * self.size:
                yield from _finished(*waiting.popleft())
        while waiting:
            yield from _finished(*waiting.popleft())

    def _work(self, jobs: Sequence[Job]) -> list[Answer]:
        """The answers to a batch. A job that ends its worker is tried once more, alone; the second time it is refused."""
        answers: list[Answer] = []
        suspect = -1
        while (at := len(answers)) < len(jobs):
            worker = self._hire()
            try:
                for answer in worker.answers(jobs[at : at + 1] if at == suspect else jobs[at:], self.seconds):
                    answers.append(answer)
                self._release(worker)
            except LostError as lost:
                self._dismiss(worker)
                if len(answers) == suspect:
                    answers.append(Answer({"refused": str(lost), "origin": jobs[suspect].origin}))
                suspect = len(answers)
        return answers

    def _hire(self) -> _Worker:
        with self._lock:
            if self._closed.is_set():
                raise ClosedError
            if self._idle:
                return self._idle.pop()
            worker = _Worker()
            self._workers.add(worker)
        worker.await_ready()
        return worker

    def _release(self, worker: _Worker) -> None:
        with self._lock:
            self._idle.append(worker)

    def _dismiss(self, worker: _Worker) -> None:
        worker.kill()
        with self._lock:
            self._workers.discard(worker)
        worker.bury()

    def _watch(self) -> None:
        while not self._closed.wait(_SECONDS_BETWEEN_LOOKS):
            now = time.monotonic()
            with self._lock:
                for worker in self._workers:
                    if worker.due < now:
                        worker.overdue = True
                        worker.kill()


def _finished(jobs: list[J], future: Future[list[Answer]]) -> Iterator[tuple[J, Answer]]:
    yield from zip(jobs, future.result(), strict=True)


class _Worker:
    """One process. `due` is when it must have answered."""

    def __init__(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, _PACKAGE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        self.overdue = False
        self.due = time.monotonic() + _SECONDS_TO_START

    def await_ready(self) -> None:
        """Returns once it can work; where it cannot start at all there is no use in trying on."""
        if not receive(self._out):
            self._process.wait()
            self._errors.seek(0)
            last = self._errors.read()[-2000:].decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise KgError(f"the worker process does not start: {last or f'exit code {self._process.returncode}'}")
        self.due = float("inf")

    def answers(self, jobs: Sequence[Job], seconds: float) -> Iterator[Answer]:
        """The answers to the jobs, one by one."""
        try:
            self.due = time.monotonic() + seconds
            with contextlib.suppress(BrokenPipeError):
                send(self._in, {}, pickle.dumps(jobs, pickle.HIGHEST_PROTOCOL))
            for _ in jobs:
                self.due = time.monotonic() + seconds
                frame = receive(self._out)
                if frame is None:
                    raise LostError(self._end(seconds))
                yield Answer(*frame)
        finally:
            self.due = float("inf")

    def kill(self) -> None:
        """Ends the process at once."""
        self._process.kill()

    def bury(self) -> None:
        """Takes leave of a process that was ended."""
        with contextlib.suppress(BrokenPipeError):
            self._in.close()
        self._out.close()
        self._process.wait()
        self._errors.close()

    def _end(self, seconds: float) -> str:
        if self.overdue:
            return f"took too long: more than {seconds:g} seconds"
        code = self._process.wait()
        return "worker died " + (f"(signal {-code})" if code < 0 else f"(exit code {code})")

    @property
    def _in(self) -> BinaryIO:
        assert self._process.stdin
        return self._process.stdin  # type: ignore[return-value]

    @property
    def _out(self) -> BinaryIO:
        assert self._process.stdout
        return self._process.stdout  # type: ignore[return-value]
