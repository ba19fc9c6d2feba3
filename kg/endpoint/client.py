"""Talks to a triple store over HTTP: within a time limit, patiently where it is busy, without following it elsewhere."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util import Retry

from kg.endpoint.addresses import checked, shown_address
from kg.endpoint.credentials import Credentials, Login, is_this_machine
from kg.endpoint.waiting import Body, Helper, OverdueError
from kg.errors import EndpointError
from kg.terminal import safe_text

BUSY = frozenset({429, 502, 503, 504})
"""Answers after which the same request may succeed."""

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
LONGEST_PAUSE = 60.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 3
_FIRST_LINE = 4096


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent; a body in a file is read anew for each attempt. `again` are the answers after which to try again, and
    `until` is when there is no use in an answer any more, by the monotonic clock.
    """

    method: str
    url: str
    parameters: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Path | None = None
    again: frozenset[int] = BUSY
    until: float | None = None


class _DroppedError(Exception):
    """The connection could not be made, or broke."""


class Client:
    """One connection to a store. `told` hears why and how long it waits."""

    def __init__(
        self,
        credentials: Credentials,
        *,
        seconds: float,
        pauses: tuple[float, ...] = PAUSES,
        told: Callable[[str], None] = lambda message: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.seconds = seconds
        self._pauses, self._told, self._sleep = pauses, told, sleep
        self._login, self._helper = Login(credentials), Helper()
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": "kg (simpul)", "Accept-Encoding": "identity"})

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()
        self._helper.dismiss()

    def send(self, request: Request, also: int = 200) -> requests.Response:
        """The answer of the server, its body not read yet; a refusal is an `EndpointError`, but for the status `also`."""
        response = self._patiently(request)
        if response.status_code >= 300 and response.status_code != also:
            raise self._refused(request, response)
        return response

    def done(self, request: Request, also: int = 200) -> None:
        """Sends a request whose answer says nothing but that it was done."""
        self._finish(self.send(request, also))

    def server(self, url: str) -> str:
        """What the server at an address calls itself; whoever does not answer at all is an error, at once."""
        try:
            response = self._once(Request("GET", url))
        except _DroppedError as dropped:
            raise EndpointError(f"{shown_address(url)}: {dropped}") from None
        response.close()
        return response.headers.get("Server", "")

    def body(self, response: requests.Response, deadline: float) -> Body:
        """The body of an answer, to be read until then."""
        return Body(response, shown_address(str(response.url)), deadline, self._helper)

    def _finish(self, response: requests.Response) -> None:
        """Lets go of an answer; a short one is read, so that the connection can be used again."""
        length = response.headers.get("Content-Length", "0" if response.status_code == 204 else "")
        if length.isdecimal() and int(length) <= _FIRST_LINE:
            with contextlib.suppress(OverdueError, requests.RequestException):
                self._helper.within(5.0, lambda: response.content)
        response.close()

    def _patiently(self, request: Request) -> requests.Response:
        for planned in (*self._pauses, None):
            pause = None if planned is None or _is_late(request, planned) else planned
            try:
                response = self._once(request)
                if response.status_code not in request.again or pause is None:
                    return response
                reason, asked = f"status {response.status_code}", _asked_to_wait(response)
                response.close()
            except _DroppedError as dropped:
                if pause is None:
                    raise EndpointError(f"{shown_address(request.url)}: {dropped}") from None
                reason, asked = str(dropped), 0.0
            self._rest(request, reason, max(pause, asked))
        raise AssertionError("the last pause is None")

    def _rest(self, request: Request, reason: str, seconds: float) -> None:
        if seconds > LONGEST_PAUSE:
            raise EndpointError(
                f"{shown_address(request.url)}: {reason}; the server asks to wait {seconds:g} seconds: try later"
            )
        self._told(f"{shown_address(request.url)}: {reason}; trying again in {seconds:g} s")
        self._sleep(seconds)

    def _once(self, request: Request) -> requests.Response:
        """One attempt, with the log-in and the redirects that belong to it."""
        url = request.url
        for _ in range(_MOST_REDIRECTS + 1):
            response = self._sent(request, url)
            if self._login.learned(response):
                response.close()
                response = self._sent(request, url)
            if response.status_code not in _REDIRECTS:
                return response
            response.close()
            url = _same_server(url, response.headers.get("Location", ""))
        raise EndpointError(f"{shown_address(request.url)}: redirects without end")

    def _sent(self, request: Request, url: str) -> requests.Response:
        left = self.seconds if request.until is None else min(self.seconds, request.until - time.monotonic())
        try:
            return self._helper.within(left, lambda: self._exchange(request, url))
        except (OverdueError, requests.Timeout):
            raise _DroppedError(f"no answer within {self.seconds:g} seconds") from None
        except requests.exceptions.SSLError as error:
            raise EndpointError(
                f"{shown_address(url)}: the certificate or the encryption is not valid: {_cause(error)}"
            ) from None
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
            raise _DroppedError(_cause(error)) from None
        except (requests.RequestException, HTTPError, UnicodeError) as error:
            raise EndpointError(f"{shown_address(url)}: {_cause(error)}") from None

    def _exchange(self, request: Request, url: str) -> requests.Response:
        proxies = {"http": "", "https": ""} if is_this_machine(urlsplit(url).hostname or "") else None
        options: dict[str, Any] = {
            "params": request.parameters,
            "headers": dict(request.headers),
            "auth": self._login,
            "proxies": proxies,
            "timeout": (min(10.0, self.seconds), self.seconds),
            "allow_redirects": False,
            "stream": True,
        }
        if isinstance(request.body, Path):
            with request.body.open("rb") as file:
                return self._session.request(request.method, url, data=file, **options)
        return self._session.request(request.method, url, data=request.body, **options)

    def _refused(self, request: Request, response: requests.Response) -> EndpointError:
        said = self._first_line(response)
        login = f"; {self._login.advice}" if response.status_code == 401 else ""
        reason = f" {safe_text(response.reason)}" if response.reason else ""
        shown = f"{shown_address(request.url)}: {request.method} refused with status {response.status_code}{reason[:80]}"
        return EndpointError(f"{shown}{f': {said}' if said else ''}{login}")

    def _first_line(self, response: requests.Response) -> str:
        """The first line of what the server says about a refusal, unless that is a page for a browser."""
        body = self.body(response, time.monotonic() + min(5.0, self.seconds))
        try:
            text = b"" if "html" in response.headers.get("Content-Type", "") else body.read(_FIRST_LINE) or b""
        except EndpointError:
            return ""
        finally:
            response.close()
        lines = (safe_text(line).strip() for line in text.decode("utf-8", "replace").splitlines())
        return next((line[:300] for line in lines if line), "")


def _is_late(request: Request, pause: float) -> bool:
    """True where after the pause nobody would wait for the answer any more."""
    return request.until is not None and time.monotonic() + pause >= request.until


def _same_server(url: str, location: str) -> str:
    """Where a redirect leads, if that is the same server: neither data nor secrets go anywhere else."""
    target = urljoin(url, location)
    if not location or urlsplit(target)[:2] != urlsplit(url)[:2]:
        raise EndpointError(
            f"{shown_address(url)}: redirects to {shown_address(target)}, which is not followed; "
            "give that address if you trust it"
        )
    return checked(target)


def _asked_to_wait(response: requests.Response) -> float:
    """The seconds of the header Retry-After."""
    asked = response.headers.get("Retry-After", "")
    try:
        return Retry().parse_retry_after(asked) if asked else 0.0
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0


def _cause(error: BaseException) -> str:
    """What the innermost error says, in a few words."""
    chain = list(_chain(error))
    told = [part.strerror for part in chain if isinstance(part, OSError) and part.strerror]
    said = told or [str(part) for part in chain[::-1] if not isinstance(part, requests.RequestException) and str(part)]
    return safe_text(said[0] if said else f"the connection failed ({type(error).__name__})")[:200]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what it holds, and what it came of."""
    for _ in range(10):
        if error is None:
            return
        yield error
        held = [getattr(error, "reason", None), *error.args, error.__cause__, error.__context__]
        error = next((part for part in held if isinstance(part, BaseException)), None)
