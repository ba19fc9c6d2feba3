"""Waiting for a server no longer than we want to, whatever it does."""

from __future__ import annotations

import io
import queue
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import EndpointError

if TYPE_CHECKING:
    from requests import Response

T = TypeVar("T")
LARGEST_ANSWER = 1 << 30
_CHUNK = 1 << 16


class OverdueError(Exception):
    """What we waited for did not come in time."""


class Helper:
    """Does work in a thread of its own, so that we can stop waiting for it.

    A socket's own time limit starts anew with every byte, so a server that drips would hold us for ever.
    """

    def __init__(self) -> None:
        self._hire()

    def within(self, seconds: float, work: Callable[[], T]) -> T:
        """What `work` gives, or an `OverdueError`; then the thread is left to itself, and the next work has a new one."""
        done: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()
        self._tasks.put((work, done))
        try:
            fine, outcome = done.get(timeout=max(0.001, seconds))
        except queue.Empty:
            self.dismiss()
            self._hire()
            raise OverdueError from None
        if not fine:
            raise outcome
        return outcome  # type: ignore[no-any-return]

    def dismiss(self) -> None:
        """Lets the thread end as soon as it can."""
        self._tasks.put(None)

    def _hire(self) -> None:
        self._tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=_work, args=(self._tasks,), daemon=True).start()


def _work(tasks: queue.SimpleQueue[Any]) -> None:
    while (task := tasks.get()) is not None:
        work, done = task
        try:
            done.put((True, work()))
        except BaseException as error:
            done.put((False, error))


class Body(io.RawIOBase):
    """The body of an answer as a file, with an end in time and in size; `failure` is why reading ended before its end."""

    def __init__(self, response: Response, name: str, deadline: float, helper: Helper, limit: int = LARGEST_ANSWER) -> None:
        self._response, self._name, self._deadline, self._helper, self._left = response, name, deadline, helper, limit
        self.failure: EndpointError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._next(min(len(buffer), _CHUNK))
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        try:
            left = self._deadline - time.monotonic()
            data = self._helper.within(left, lambda: self._response.raw.read1(size, decode_content=True))
        except OverdueError:
            raise self._failed("the answer did not end in time") from None
        except Exception as error:
            raise self._failed(f"the answer broke off ({type(error).__name__})") from error
        self._left -= len(data)
        if self._left < 0:
            raise self._failed("the answer is larger than the limit")
        return bytes(data)

    def _failed(self, reason: str) -> EndpointError:
        self.failure = EndpointError(f"{self._name}: {reason}")
        return self.failure
