from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import GraphError, InputError, QueryError
from kg.graph import gate
from kg.graph.folder import published
from kg.graph.query import Limits, Term, ask, read_query

ROOT = Path(__file__).parents[2]
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
STRING = "http://www.w3.org/2001/XMLSchema#string"


def rows(source: Path, query: str, **limits: float) -> list[list[Term | None]]:
    with ask(source, query, limits=Limits(**limits)) as answer:  # type: ignore[arg-type]
        return list(answer)


def children() -> list[str]:
    found = subprocess.run(["ps", "-ww", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True).stdout
    return [line for line in found.splitlines() if "query_worker" in line]


@pytest.fixture(autouse=True)
def no_child_is_left() -> Iterator[None]:
    yield
    assert not children()


def test_select_gives_terms(out: Path) -> None:
    query = 'SELECT ?s ?none ?title ?date { ?s dcterms:identifier "a-001" ; dcterms:title ?title ; dcterms:issued ?date }'
    with ask(out, query) as answer:
        assert (answer.kind, answer.columns) == ("rows", ["s", "none", "title", "date"])
        assert list(answer) == [
            [
                Term("uri", "https://w3id.org/simpul/article/a-001"),
                None,
                Term("literal", "Gubernur Lantik Kepala Dinas", STRING),
                Term("literal", "2024-03-05", "http://www.w3.org/2001/XMLSchema#date"),
            ]
        ]


@pytest.mark.parametrize("source", ["", "graph.nq", "graph.ttl"])
def test_what_two_articles_say_counts_once(out: Path, source: str) -> None:
    assert rows(out / source, "SELECT (COUNT(*) AS ?n) { ?person a foaf:Person }")[0][0][:2] == ("literal", "6")  # type: ignore[index]


@pytest.mark.parametrize("truth", [True, False])
def test_ask_gives_a_truth_value(out: Path, truth: bool) -> None:
    with ask(out, "ASK { ?s ?p ?o }" if truth else "ASK { ?s <a:b> ?o }") as answer:
        assert (answer.kind, answer.boolean, list(answer)) == ("boolean", truth, [])


@pytest.mark.parametrize(
    "query", ["CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }", "DESCRIBE <https://w3id.org/simpul/article/a-001>"]
)
def test_construct_and_describe_give_triples(out: Path, query: str) -> None:
    with ask(out, query) as answer:
        assert answer.kind == "triples"
        assert {len(row) for row in answer} == {3}


def test_a_row_limit_is_told(out: Path) -> None:
    for limit, truncated in ((5, True), (1000, False)):
        with ask(out, "SELECT * { ?s ?p ?o } LIMIT 10", limits=Limits(rows=limit)) as answer:
            assert len(list(answer)) == min(10, limit)
            assert answer.truncated is truncated


def test_a_limit_that_is_just_met_truncates_nothing(out: Path) -> None:
    with ask(out, "SELECT * { ?s ?p ?o } LIMIT 10", limits=Limits(rows=10)) as answer:
        assert len(list(answer)) == 10
        assert not answer.truncated


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".ttl", '<a:s> <a:p> "x" .'),
        (".nt", '<a:s> <a:p> "x" .'),
        (".nq", '<a:s> <a:p> "x" <a:g> .'),
        (".trig", '<a:g> { <a:s> <a:p> "x" }'),
        (".rdf", ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
                 '<rdf:Description rdf:about="a:s"><a:p>x</a:p></rdf:Description></rdf:RDF>')),
        (".jsonld", '{"@id": "a:s", "a:p": "x"}'),
        (".trix", ('<TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/"><graph><uri>a:g</uri><triple><uri>a:s</uri>'
                  "<uri>a:p</uri><plainLiteral>x</plainLiteral></triple></graph></TriX>")),
        (".hext", '["a:s", "a:p", "x", "http://www.w3.org/2001/XMLSchema#string", "", ""]'),
    ],
)  # fmt: skip
def test_any_rdf_file_can_be_asked(tmp_path: Path, suffix: str, text: str) -> None:
    (tmp_path / f"data{suffix}").write_text(text, encoding="utf-8")
    assert rows(tmp_path / f"data{suffix}", "SELECT ?o { <a:s> <a:p> ?o }") == [[Term("literal", "x", STRING)]]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("data.ttl", "<a:s> <a:p> ", r"data\.ttl: .*line"),
        ("data.docx", "", r"data\.docx: unknown kind of file: expected \.ttl"),
        ("data.jsonld", '{"@context": "http://127.0.0.1:9/c", "@id": "a:s", "p": "x"}', r"data\.jsonld"),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(GraphError, match=message):
        rows(tmp_path / name, "ASK {}")


def test_what_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no such folder or file"):
        rows(tmp_path / "nowhere", "ASK {}")
    with pytest.raises(GraphError, match="there is no graph here"):
        rows(tmp_path, "ASK {}")


def test_a_damaged_store_is_said_so(out: Path, tmp_path: Path) -> None:
    store = tmp_path / "out" / "store"
    store.mkdir(parents=True)
    (store / "CURRENT").write_text("nonsense")
    (tmp_path / "out" / "manifest.json").write_bytes((published(out).path / "manifest.json").read_bytes())
    with pytest.raises(GraphError, match="out: "):
        rows(tmp_path / "out", "ASK {}")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n  ?s ?p ?o .\n  FILTRE(?s)\n}", "3:3: FILTRE is not expected here; did you mean FILTER?"),
        ("SELECT * { ?s unknown:p ?o }", "1:15: the prefix unknown: is not declared"),
        ("SELECT * { ?s ?p }", "1:18: } is not expected here"),
        ("SELECT ?x WHERE", "1:16: the query ends too early"),
        ("SELECT * { ?s ?p ?o", "1:20: the query ends too early"),
        ("SELECT * { ?s ?p ?o ) }", "1:21: ) is not expected here"),
        ("SELECT * { ?s ?p ?o } }", "1:23: } is not expected here"),
        ("SELECT * { ?s ?p ?o } GROUP BY\n", "1:31: the query ends too early"),
        ("SELECT ?x, ?y { ?x a ?y }", "1:10: , is not expected here"),
        ("SELECT ?x { ?x a ?y } LIMT 5", "1:23: LIMT is not expected here; did you mean LIMIT?"),
        ("SELECT ?x { ?x a ?y } LIMIT x", "1:29: x is not expected here"),
        ("SELECT ?x { ?x a ?y FILTER(?x = ) }", "1:33: ) is not expected here"),
        ("SELECT ?x { ?x a ?y FILTER ?x = 1 }", "1:28: ?x is not expected here"),
        ("SELECT (COUNT(?x) ?n) { ?x a ?y }", "1:19: ?n is not expected here"),
        ("SELECT * { ?x a 1 FILTER(REGEXP(?x, 'a')) }", "1:26: REGEXP is not expected here; did you mean REGEX?"),
        ("SELECT * { ?s ?p 'é漢'@id ; a 'x'^^c }", "1:35: c is not expected here"),
        ("PREFIX a <b:> SELECT * { ?s ?p ?o }", "1:8: a is not expected here"),
        ("SELECT * { BIND(1 ?x) }", "1:19: ?x is not expected here"),
        (
            "SELECT * { VALUES (?a ?b) { (1) } }",
            "1:33: the VALUES clause rows should have exactly the same number of values as there are variables",
        ),
        ("SELECT * { ?s ?p 'a\\q' }", "1:18: 'a\\q' is not expected here"),
        ("ELECT * { ?s ?p ?o } # SELECT\n SELECT", "1:1: ELECT is not expected here; did you mean SELECT?"),
        ("SELECT * { ?s ?p ?o FILTER(nosuch(?s)) }", "1:28: nosuch is not expected here"),
        ("SELECT * { ?s ?p <relative> }", "1:18: IRI parsing failed"),
    ],
)
def test_syntax_errors_show_the_place(out: Path, query: str, message: str) -> None:
    with pytest.raises(QueryError) as error, ask(out, query, name="q.rq"):
        pass
    first, line, caret = str(error.value).split("\n")
    assert first == f"q.rq:{message}"
    _, number, column, _ = first.split(":", 3)
    assert line[2:] == query.split("\n")[int(number) - 1].replace("\t", " ")
    assert caret == " " * (int(column) + 1) + "^"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x { ?x a ?y } GROUP BY ?y", "q.rq: the SELECT contains a variable that is unbound"),
        ("SELECT ?x ?x {\n?x a ?x }", "q.rq: duplicated variable name in SELECT"),
    ],
)
def test_queries_that_make_no_sense_are_said_so(out: Path, query: str, message: str) -> None:
    with pytest.raises(QueryError) as error, ask(out, query, name="q.rq"):
        pass
    assert str(error.value) == message


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:9/x", "/etc/passwd"])
def test_from_names_graphs_of_the_data_only(out: Path, clause: str, graph: str) -> None:
    with pytest.raises(QueryError, match="this graph is not in the data, and nothing is fetched"):
        rows(out, f"SELECT * {clause} <{graph}> {{ ?s ?p ?o }}")


def test_from_chooses_a_graph(out: Path) -> None:
    article = "https://w3id.org/simpul/article/a-003"
    query = f"SELECT DISTINCT ?id FROM <{article}> {{ ?s dcterms:identifier ?id }}"
    assert rows(out, query) == [[Term("literal", "a-003", STRING)]]
    query = f"SELECT DISTINCT ?id FROM NAMED <{article}> {{ GRAPH ?g {{ ?s dcterms:identifier ?id }} }}"
    assert rows(out, query) == [[Term("literal", "a-003", STRING)]]


@pytest.fixture
def no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "check", lambda query, name="query": gate.Permit(()))


@pytest.mark.usefixtures("no_gate")
@pytest.mark.parametrize(
    "query", ["SELECT * {" + "{" * 9000 + "}" * 9001, "SELECT * { FILTER" + "(" * 50_000 + "1" + ")" * 50_000 + "}"]
)
def test_a_query_that_kills_the_engine_does_not_kill_us(out: Path, query: str) -> None:
    with pytest.raises(QueryError, match="nested too deeply or too large"):
        rows(out, query)


@pytest.mark.usefixtures("no_gate")
def test_without_the_gate_there_is_still_no_network(out: Path) -> None:
    probe = "import ctypes; l = ctypes.CDLL(None); exit(l.unshare(0x40000000) and l.unshare(0x50000000))"
    if subprocess.run([sys.executable, "-c", probe]).returncode:
        pytest.skip("this system does not let a process give up its network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        port = server.getsockname()[1]
        with pytest.raises(QueryError, match=r"unreachable|error"):
            rows(out, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", seconds=5)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.usefixtures("no_gate")
def test_without_the_gate_nothing_is_changed(out: Path) -> None:
    before = (published(out).path / "graph.nq").read_bytes()
    with pytest.raises(QueryError):
        rows(out, "CLEAR ALL")
    assert rows(out, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0][0] == Term(
        "literal", str(len(before.splitlines())), "http://www.w3.org/2001/XMLSchema#integer"
    )


def test_a_query_ends_at_its_time_limit(out: Path) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"query: the query took longer than 0\.5 seconds"):
        rows(out, CROSS, seconds=0.5)
    assert time.monotonic() - began < 2


def test_a_slow_reader_is_not_a_slow_query(out: Path) -> None:
    with ask(out, "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 4000", limits=Limits(seconds=3)) as answer:
        iterator = iter(answer)
        next(iterator)
        time.sleep(3.5)
        assert sum(1 for _ in iterator) == 3_999


def test_a_query_ends_at_its_memory_limit(out: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    with pytest.raises(QueryError, match="more memory than the limit"):
        rows(out, query, memory=600 << 20, seconds=60)


def test_leaving_early_ends_the_query(out: Path) -> None:
    with ask(out, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }") as answer:
        next(iter(answer))
        assert children()
    assert not children()


def test_a_query_killed_from_outside_is_said_so(out: Path) -> None:
    def kill() -> None:
        time.sleep(0.5)
        command = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(os.getpid())]
        found = subprocess.run(command, capture_output=True, text=True).stdout
        os.kill(int(next(line.split()[0] for line in found.splitlines() if "query_worker" in line)), signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    with pytest.raises(QueryError, match="stopped from outside"):
        rows(out, CROSS)
    thread.join()


SCRIPT = f"""
import sys
from pathlib import Path
from kg.graph.query import ask
print("ready", flush=True)
with ask(Path(sys.argv[1]), {CROSS!r}) as answer:
    list(answer)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_of_an_interrupted_query(out: Path, number: signal.Signals) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, out],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    assert parent.stdout and parent.stdout.readline() == b"ready\n"
    time.sleep(0.5)
    began = time.monotonic()
    parent.send_signal(number)
    parent.communicate()
    assert time.monotonic() - began < 1
    time.sleep(0.1)
    left = subprocess.run(["ps", "-ww", "-o", "args=", "-s", str(parent.pid)], capture_output=True, text=True).stdout
    assert "query_worker" not in left


def test_modules_in_the_working_folder_are_not_loaded(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert rows(out, "SELECT (1 AS ?n) {}")


def test_an_answer_comes_at_once(out: Path) -> None:
    times = []
    for _ in range(3):
        began = time.monotonic()
        rows(out, "SELECT * { ?s a foaf:Person }")
        times.append(time.monotonic() - began)
    assert min(times) < 0.4


@pytest.mark.parametrize(
    ("raw", "text"), [(b"ASK {}", "ASK {}"), (b"\xef\xbb\xbfASK {}\r\n", "ASK {}\r\n"), ("# é".encode(), "# é")]
)
def test_query_files_are_utf_8(tmp_path: Path, raw: bytes, text: str) -> None:
    (tmp_path / "q.rq").write_bytes(raw)
    assert read_query(tmp_path / "q.rq") == text


def test_other_files_are_no_queries(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"ASK \xff")
    (tmp_path / "long.rq").write_bytes(b" " * 10_000_000)
    with pytest.raises(InputError, match=r"q\.rq: expected a query in UTF-8 \(byte 4\)"):
        read_query(tmp_path / "q.rq")
    with pytest.raises(InputError, match="cannot be read"):
        read_query(tmp_path)
    with pytest.raises(QueryError, match="longer than"):
        gate.check(read_query(tmp_path / "long.rq"))
