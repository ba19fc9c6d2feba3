from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph.query import Limits, Term, ask
from kg.graph.results import FORMATS, GRAPH_FORMATS, ntriples, write
from kg.graph.spreadsheet import csv_cell
from kg.terminal import safe_text

HOSTILE = [
    '=HYPERLINK("x")', "@SUM(1)", "\x1b[2J\x1b]0;owned\x07", "a\r\nb", "[link=file:///x]y[/link]", "[/x]", "\u202ekcab", "-1+1",
    "<script>&\"'", "x\tz", "", "1,5", "漢字", "\x85", "🙂", "\x7f",
]  # fmt: skip
BASE = "https://w3id.org/simpul/"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "data.nt"
    lines = [f"<a:s{number:02}> <a:p> {ntriples(Term('literal', text))} ." for number, text in enumerate(HOSTILE)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def written(source: Path, query: str, form: str, out: io.StringIO | None = None, guard: bool = True) -> str:
    out = out or io.StringIO()
    with ask(source, query) as answer:
        write(answer, form, out, guard=guard)
    return out.getvalue()


VALUES = "SELECT ?s ?o ?none { ?s <a:p> ?o } ORDER BY ?s"


@pytest.mark.parametrize("form", FORMATS)
def test_formats_of_rows(hostile: Path, form: str) -> None:
    text = written(hostile, VALUES, form)
    if form == "csv":
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert [row[1].removeprefix("'") for row in rows[1:]] == HOSTILE
        assert [row[1][0] == "'" for row in rows[1:] if row[1]] == [text[0] in "=@-" for text in HOSTILE if text]
        assert {row[2] for row in rows[1:]} == {""}
    elif form == "tsv":
        heads, *rows = [line.split("\t") for line in text.split("\n")[:-1]]
        assert heads == ["?s", "?o", "?none"]
        assert [next(iter(pyoxigraph.parse(f"<a:s> <a:p> {row[1]} .", pyoxigraph.RdfFormat.N_TRIPLES))).object.value
                for row in rows] == HOSTILE  # type: ignore[union-attr]  # fmt: skip
    elif form == "json":
        assert [row["o"]["value"] for row in json.loads(text)["results"]["bindings"]] == HOSTILE
    elif form == "xml":
        spaces = {"s": "http://www.w3.org/2005/sparql-results#"}
        values = [node.text or "" for node in ElementTree.fromstring(text).iterfind(".//s:literal", spaces)]
        assert values == [re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", value) for value in HOSTILE]
    else:
        assert len(text.splitlines()) == len(HOSTILE) + 2


@pytest.mark.parametrize("form", ["json", "tsv"])
def test_pyoxigraph_reads_what_we_write(out: Path, form: str) -> None:
    text = written(out, "SELECT ?s ?p ?o ?none { ?s ?p ?o } ORDER BY ?s ?p ?o", form)
    form_of = pyoxigraph.QueryResultsFormat.from_extension({"json": "srj"}.get(form, form))
    solutions = pyoxigraph.parse_query_results(text.encode(), form_of)
    store = pyoxigraph.Store()
    store.load(path=str(out / "graph.ttl"))
    got = [tuple(getattr(term, "value", None) for term in solution) for solution in solutions]  # type: ignore[union-attr]
    assert sorted(row[:3] for row in got) == sorted((q.subject.value, q.predicate.value, q.object.value) for q in store)  # type: ignore[union-attr]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("truth", ["true", "false"])
def test_formats_of_truth(out: Path, form: str, truth: str) -> None:
    text = written(out, "ASK {}" if truth == "true" else "ASK { FILTER(false) }", form)
    assert truth in text
    if form == "json":
        assert json.loads(text) == {"head": {}, "boolean": truth == "true"}


@pytest.mark.parametrize("form", FORMATS)
def test_no_rows(out: Path, form: str) -> None:
    with ask(out, "SELECT ?s { ?s <a:b> ?o }") as answer:
        assert write(answer, form, buffer := io.StringIO()) == 0
    assert "s" in buffer.getvalue()


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_formats_of_triples(out: Path, form: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    texts = {written(out, query, form) for _ in range(2)}
    assert len(texts) == 1
    text = texts.pop()
    form_of = pyoxigraph.RdfFormat.from_extension(GRAPH_FORMATS[form])
    assert {quad.triple for quad in pyoxigraph.parse(text, form_of)} == {
        quad.triple for quad in pyoxigraph.parse(path=out / "graph.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    }
    if form in ("turtle", "nt", "rdfxml"):
        assert len(rdflib.Graph().parse(data=text, format=form.replace("rdfxml", "xml"))) == len(
            rdflib.Graph().parse(out / "graph.ttl")
        )


def test_the_usual_formats(out: Path) -> None:
    assert written(out, "SELECT (1 AS ?n) {}", "").startswith("n\n")
    assert written(out, "CONSTRUCT { <a:b> a <a:c> } WHERE {}", "").endswith("<a:b> a <a:c> .\n")


@pytest.mark.parametrize(("query", "form"), [("SELECT * {}", "turtle"), ("ASK {}", "nt"), ("CONSTRUCT {} WHERE {}", "csv")])
def test_formats_that_do_not_fit_are_said_so(out: Path, query: str, form: str) -> None:
    with pytest.raises(QueryError, match=f"no format '{form}'; choose one of"):
        written(out, query, form)


@pytest.mark.parametrize("terminal", [True, False])
def test_tables_do_not_steer_the_terminal(hostile: Path, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "200")
    text = written(hostile, VALUES, "table", Terminal() if terminal else None)
    controls = [character for character in text if character != "\n" and not character.isprintable()]
    assert not controls
    assert "[link=file:///x]y[/link]" in text and "[/x]" in text


def test_long_cells_are_folded_and_not_lost(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    text = written(out, f'SELECT ("{"x" * 300}" AS ?long) ("ok" AS ?b) {{}}', "table", Terminal())
    text = re.sub("\x1b\\[[0-9;]*m", "", text)
    assert text.count("x") == 300 and max(map(len, text.split("\n"))) <= 60


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+62 811", "'+62 811"), ("-5", "-5"), ("+3,2", "+3,2"), ("-1.234,5", "-1.234,5"), ("-5%", "-5%"),
        ("-5e10", "-5e10"), ("-", "'-"), ("@a", "'@a"), ("\ta", "'\ta"), ("\ra", "'\ra"), ("a=b", "a=b"), ("", ""),
        ("-1-1", "'-1-1"), ("＝1", "'＝1"),
        ("-5\n=1", "'-5\n=1"), ("--5", "'--5"), ("-5 ", "'-5 "),
    ],
)  # fmt: skip
def test_cells_are_no_formulas(text: str, cell: str) -> None:
    assert csv_cell(text) == cell


def test_the_guard_can_be_turned_off(hostile: Path) -> None:
    rows = list(csv.reader(io.StringIO(written(hostile, VALUES, "csv", guard=False), newline="")))
    assert [row[1] for row in rows[1:]] == HOSTILE


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@example("a\x7fb\x00")
def test_terms_are_ntriples(text: str) -> None:
    for term in (Term("literal", text), Term("literal", text, "a:type"), Term("literal", text, "", "id")):
        (quad,) = pyoxigraph.parse(f"<a:s> <a:p> {ntriples(term)} .", pyoxigraph.RdfFormat.N_TRIPLES)
        assert isinstance(quad.object, pyoxigraph.Literal) and quad.object.value == text


@given(st.text())
def test_safe_text_is_printable(text: str) -> None:
    shown = safe_text(text)
    assert "\n" not in shown and "\x1b" not in shown
    assert not any("\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069" for character in shown)
    assert safe_text(shown) == shown


def test_rows_are_written_while_they_come(out: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with ask(out, query, limits=Limits(rows=2000)) as answer:
        assert write(answer, "csv", io.StringIO()) == 2000
        assert answer.truncated
