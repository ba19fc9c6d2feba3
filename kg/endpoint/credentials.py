"""Who we say we are: name and password, or a token, from the environment and from nowhere else."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from kg.errors import EndpointError

USER, PASSWORD, TOKEN = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"
PLAIN = "KG_ENDPOINT_PLAIN_HTTP"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name with its password, or a token; `plain` allows them on a connection that others could read."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    plain: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Credentials:
        """What the environment has; a password without a name, or both kinds, is an error."""
        user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
        if bool(user) != bool(password):
            raise EndpointError(f"{USER} and {PASSWORD} go together: one of them is missing")
        if user and token:
            raise EndpointError(f"{TOKEN} and {USER} exclude each other: unset one of them")
        if not (user + password + token).isprintable():
            raise EndpointError(f"{USER}, {PASSWORD} or {TOKEN} has a line break or another control character")
        return cls(user, password, token, environment.get(PLAIN, "") == "1")


class Login(AuthBase):
    """Puts the credentials on requests: a token at once, name and password in the way that the server asks for."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._digest = _Digest(credentials.user, credentials.password)
        self._scheme = "bearer" if credentials.token else ""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if self._scheme == "bearer":
            _check_private(str(request.url), self._credentials)
            request.headers["Authorization"] = f"Bearer {self._credentials.token}"
        elif self._scheme == "basic":
            _check_private(str(request.url), self._credentials)
            HTTPBasicAuth(self._credentials.user.encode(), self._credentials.password.encode())(request)
        elif self._scheme == "digest":
            self._digest(request)
        return request

    @property
    def advice(self) -> str:
        """What somebody can do whom the server did not let in."""
        if self._credentials.user or self._credentials.token:
            return f"it does not accept these credentials ({TOKEN if self._credentials.token else USER})"
        return f"set {USER} and {PASSWORD}, or {TOKEN}"

    def learned(self, response: Response) -> bool:
        """True where a refusal tells how to log in, and we have not tried yet."""
        if response.status_code != 401 or self._scheme or not self._credentials.user:
            return False
        asked = response.headers.get("WWW-Authenticate", "").lower()
        self._scheme = "digest" if "digest" in asked else "basic"
        return True


class _Digest(HTTPDigestAuth):
    """Digest that does not read the page that comes with a refusal, which may have no end."""

    def handle_401(self, r: Response, **kwargs: Any) -> Response:
        if r.status_code == 401:
            r.raw.close()
        return cast(Response, super().handle_401(r, **kwargs))  # type: ignore[no-untyped-call]


def _check_private(url: str, credentials: Credentials) -> None:
    """Refuses to send a secret that others on the way could read."""
    parts = urlsplit(url)
    if parts.scheme == "https" or credentials.plain or is_this_machine(parts.hostname or ""):
        return
    raise EndpointError(
        f"{parts.scheme}://{parts.netloc}: credentials would cross the network unencrypted; use https, or set {PLAIN}=1"
    )


def is_this_machine(host: str) -> bool:
    """True for the names and addresses of this machine.

    >>> is_this_machine("127.0.0.1"), is_this_machine("localhost"), is_this_machine("contoh.id")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
