"""A store that is busy, breaks off, hangs, drips, redirects or wants to know who we are."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.endpoint.addresses import addresses
from kg.endpoint.asking import ask
from kg.endpoint.client import Client, Request
from kg.endpoint.credentials import Credentials
from kg.endpoint.graphs import Source
from kg.endpoint.loading import Loaded, Wish, load
from kg.errors import EndpointError
from kg.graph.query import Limits

JSON = "application/sparql-results+json"
NOTHING = b'{"head":{"vars":["g"]},"results":{"bindings":[]}}'
SECRET = "rahasia-sekali"

Answer = Callable[[BaseHTTPRequestHandler, int], None]


class Fake:
    """A server that answers its n-th request as it is told, and remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        fake = self
        self.seen: list[tuple[str, str, str]] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                fake.seen.append((self.command, self.path, self.headers.get("Authorization", "")))
                answer(self, len(fake.seen))

            do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def say(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], Fake]]:
    started: list[Fake] = []

    def start(answer: Answer) -> Fake:
        started.append(Fake(answer))
        return started[-1]

    yield start
    for fake in started:
        fake.close()


def client(seconds: float = 5.0, credentials: Credentials | None = None, slept: list[float] | None = None) -> Client:
    return Client(credentials or Credentials(), seconds=seconds, sleep=(slept if slept is not None else []).append)


def asked(fake: Fake, seconds: float = 2.0, query: str = "SELECT ?g { ?g ?p ?o }") -> list[str]:
    with client(seconds) as asking, ask(asking, fake.url, query, name="q", limits=Limits(seconds=seconds)) as answer:
        return [row[0].value for row in answer if row[0]]


def loaded(fake: Fake, graph: Path, slept: list[float] | None = None) -> Loaded:
    with client(slept=slept) as loading:
        return load(loading, addresses(fake.url), Source(graph), Wish(), lambda *_: None)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "g.nq"
    path.write_text(
        "".join(f'<http://a/s> <http://a/p> "{n}" <https://w3id.org/simpul/article/{n}> .\n' for n in range(3)),
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_store_is_tried_again(serve: Callable[[Answer], Fake], small: Path, status: int) -> None:
    def answer(handler: BaseHTTPRequestHandler, number: int) -> None:
        if number <= 2:
            say(handler, status, b"busy", Retry_After="7")
        elif handler.path.startswith("/query"):
            say(handler, 200, NOTHING, Content_Type=JSON)
        else:
            say(handler, 204)

    slept: list[float] = []
    done = loaded(fake := serve(answer), small, slept)
    assert (done.graphs, done.triples, slept) == (4, 6, [7.0, 7.0])
    assert [path for method, path, _ in fake.seen if method == "PUT"][2:] == [
        "/store?default=",
        *(f"/store?graph=https%3A%2F%2Fw3id.org%2Fsimpul%2Farticle%2F{n}" for n in range(3)),
    ]


@pytest.mark.parametrize("status", [400, 403, 404, 413])
def test_a_refusal_is_final_and_tells_what_the_store_says(serve: Callable[[Answer], Fake], small: Path, status: int) -> None:
    fake = serve(lambda handler, _: say(handler, status, b"\n no\x1b[2J way \nsecond line", Content_Type="text/plain"))
    with pytest.raises(EndpointError, match=rf"store: PUT refused with status {status} .*: no \[2J way\n") as caught:
        loaded(fake, small)
    assert len(fake.seen) == 1
    assert "second line" not in str(caught.value) and "\x1b" not in str(caught.value)


def test_a_query_is_not_repeated_after_an_error_of_the_server(serve: Callable[[Answer], Fake]) -> None:
    fake = serve(lambda handler, _: say(handler, 500, b"out of memory"))
    with pytest.raises(EndpointError, match=r"status 500 .*: out of memory"):
        asked(fake)
    assert len(fake.seen) == 1


def test_a_store_that_asks_for_an_hour_is_not_waited_for(serve: Callable[[Answer], Fake], small: Path) -> None:
    fake = serve(lambda handler, _: say(handler, 503, Retry_After="3600"))
    with pytest.raises(EndpointError, match=r"asks to wait 3600 seconds: try later"):
        loaded(fake, small)


def test_a_store_that_dies_leaves_a_load_that_can_be_done_again(serve: Callable[[Answer], Fake], small: Path) -> None:
    def dies(handler: BaseHTTPRequestHandler, number: int) -> None:
        if number > 2:
            handler.connection.shutdown(socket.SHUT_RDWR)
        else:
            say(handler, 204)

    slept: list[float] = []
    with pytest.raises(
        EndpointError, match=r"loading stopped after 4 of 6 triples; every graph is as it was or as it should be"
    ):
        loaded(fake := serve(dies), small, slept)
    assert len(slept) == 5 and len(fake.seen) == 8


def hangs(handler: BaseHTTPRequestHandler, _: int) -> None:
    time.sleep(3)


def drips_headers(handler: BaseHTTPRequestHandler, _: int) -> None:
    for _ in range(30):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n"[:1])
        handler.wfile.flush()
        time.sleep(0.1)


def drips_rows(handler: BaseHTTPRequestHandler, _: int) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    handler.wfile.write(b'{"head":{"vars":["g"]},"results":{"bindings":[')
    for _ in range(30):
        handler.wfile.write(b'{"g":{"type":"literal","value":"x"}},')
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize("misbehave", [hangs, drips_headers, drips_rows])
def test_nobody_holds_us_longer_than_the_limit(serve: Callable[[Answer], Fake], misbehave: Answer) -> None:
    fake = serve(misbehave)
    began = time.monotonic()
    with pytest.raises(EndpointError, match=r"no answer within|did not end in time|failed|Bad"):
        asked(fake, seconds=0.6)
    assert time.monotonic() - began < 2.5


def test_an_answer_without_end_is_cut(serve: Callable[[Answer], Fake], monkeypatch: pytest.MonkeyPatch) -> None:
    def floods(handler: BaseHTTPRequestHandler, _: int) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.end_headers()
        row = b'{"g":{"type":"literal","value":"' + b"x" * 60_000 + b'"}},'
        handler.wfile.write(b'{"head":{"vars":["g"]},"results":{"bindings":[')
        while True:
            handler.wfile.write(row)

    monkeypatch.setattr("kg.endpoint.waiting.Body.__init__.__defaults__", (1 << 20,), raising=True)
    with pytest.raises(EndpointError, match=r"the answer is larger than the limit"):
        asked(serve(floods), seconds=20)


def test_rows_come_while_the_store_still_sends(serve: Callable[[Answer], Fake]) -> None:
    fake = serve(drips_rows)
    limits = Limits(seconds=10, rows=2)
    with client() as asking, ask(asking, fake.url, "SELECT ?g { ?g ?p ?o }", name="q", limits=limits) as answer:
        assert len(list(answer)) == 2 and answer.truncated


@pytest.mark.parametrize(("kind", "body"), [("text/html", b"<p>hello"), (JSON, b"{"), (JSON, b'{"head":{"vars":["g"]},"res')])
def test_an_answer_that_is_none(serve: Callable[[Answer], Fake], kind: str, body: bytes) -> None:
    with pytest.raises(EndpointError, match=r"is this a SPARQL address|cannot be read"):
        asked(serve(lambda handler, _: say(handler, 200, body, Content_Type=kind)))


def test_redirects_stay_on_the_server(serve: Callable[[Answer], Fake]) -> None:
    other = serve(lambda handler, _: say(handler, 200, NOTHING, Content_Type=JSON))

    def elsewhere(handler: BaseHTTPRequestHandler, _: int) -> None:
        say(handler, 307, Location=f"{other.url}/steal")

    def here(handler: BaseHTTPRequestHandler, number: int) -> None:
        say(handler, 307, Location="/there") if number == 1 else say(handler, 200, NOTHING, Content_Type=JSON)

    with pytest.raises(EndpointError, match=r"redirects to .*steal, which is not followed"):
        asked(serve(elsewhere))
    assert other.seen == []
    assert asked(fake := serve(here)) == []
    assert [path for _, path, _ in fake.seen] == ["/", "/there"]
    with pytest.raises(EndpointError, match=r"redirects without end"):
        asked(serve(lambda handler, _: say(handler, 307, Location="/again")))


@pytest.mark.parametrize(
    ("challenge", "scheme"),
    [("Basic realm=x", "Basic"), ('Digest realm="x", nonce="n", qop="auth", algorithm=MD5', "Digest"), ("", "Basic")],
)
def test_name_and_password_are_sent_as_the_store_asks(serve: Callable[[Answer], Fake], challenge: str, scheme: str) -> None:
    def answer(handler: BaseHTTPRequestHandler, _: int) -> None:
        known = handler.headers.get("Authorization", "").startswith(scheme)
        say(handler, 204) if known else say(handler, 401, b"who?", **({"WWW_Authenticate": challenge} if challenge else {}))

    fake = serve(answer)
    with client(credentials=Credentials("ani", SECRET)) as putting:
        for _ in range(2):
            putting.done(Request("PUT", fake.url, body=b"x"))
    assert fake.seen[0][2] == ""
    assert all(seen.startswith(scheme) for *_, seen in fake.seen[-2:])
    assert scheme == "Basic" or not any(SECRET in seen for *_, seen in fake.seen)


@pytest.mark.parametrize("credentials", [Credentials("ani", SECRET), Credentials(token=SECRET)])
def test_wrong_credentials_are_not_told(serve: Callable[[Answer], Fake], credentials: Credentials) -> None:
    fake = serve(lambda handler, _: say(handler, 401, b"no", WWW_Authenticate='Basic realm="x"'))
    with client(credentials=credentials) as putting, pytest.raises(EndpointError, match=r"does not accept these") as caught:
        putting.done(Request("PUT", fake.url, body=b"x"))
    assert SECRET not in str(caught.value) + repr(credentials)
    assert len(fake.seen) == (2 if credentials.user else 1)


def test_secrets_do_not_cross_the_network_unencrypted() -> None:
    with client(credentials=Credentials(token=SECRET)) as putting, pytest.raises(EndpointError, match=r"unencrypted"):
        putting.done(Request("PUT", "http://contoh.invalid/", body=b"x"))


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"KG_ENDPOINT_USER": "a"}, "go together"),
        ({"KG_ENDPOINT_USER": "a", "KG_ENDPOINT_PASSWORD": "b", "KG_ENDPOINT_TOKEN": "c"}, "exclude each other"),
        ({"KG_ENDPOINT_TOKEN": "a\nX: y"}, "line break"),
    ],
)
def test_credentials_that_make_no_sense(environment: dict[str, str], message: str) -> None:
    with pytest.raises(EndpointError, match=message):
        Credentials.from_environment(environment)
