"""What `kg validate` tells, and what it does not do."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SH
from whole import BASE, Triples, triples, whole, write

import kg
from kg.errors import GraphError, InputError
from kg.validation.core import read
from kg.validation.find import validate_here
from kg.validation.model import Validation
from kg.validation.parts import parts
from kg.validation.plan import plan
from kg.validation.report import record, summary, text, turtle

GUESTS = "Hadir Pj Wali Kota Pontianak Bagus Harimurti dan Ikatan Bidan Kalbar."
DATED = "An article has at most one date: a day, month or year that the calendar has, typed by its precision."
HEAD = """
@prefix : <https://contoh.id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix simpul: <https://w3id.org/simpul/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture(scope="module")
def valid() -> set[str]:
    """The lines of everything that a build can write."""
    return whole()


@pytest.fixture
def wrong(valid: set[str], tmp_path: Path) -> Path:
    """A graph with a day that is none, and with a tenure of nobody."""
    lines = {line for line in valid if not ("org#member>" in line and "/a-001>" in line and "bagus" in line)}
    lines = {line.replace('"2024-03-05"', '"2024-02-31"') if "issued>" in line else line for line in lines}
    path = tmp_path / "graph.nq"
    path.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    return path


def shapes_file(tmp_path: Path, turtle: str) -> Path:
    """A file of shapes."""
    tmp_path.mkdir(exist_ok=True)
    path = tmp_path / "shapes.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command `kg validate`."""
    command = [sys.executable, "-m", "kg", "validate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_each_failure_is_told_in_words_with_its_article(wrong: Path) -> None:
    told = text(validate_here(wrong)).splitlines()
    assert told[:3] == [
        "article “Gubernur Lantik Kepala Dinas” https://w3id.org/simpul/article/a-001",
        f'  dcterms:issued "2024-02-31" (xsd:date): not as it should be. {DATED} (shapes:Article-issued)',
        "    in article a-001 “Gubernur Lantik Kepala Dinas”",
    ]
    start = next(number for number, line in enumerate(told) if line.startswith("tenure"))
    assert told[start].startswith("tenure “Wali Kota Pontianak” https://w3id.org/simpul/tenure/")
    assert told[start + 1 : start + 3] == [
        "  org:member: missing. A tenure is of exactly one person, whom the graph describes. (shapes:Tenure-member)",
        f"    in article a-001 “Gubernur Lantik Kepala Dinas”: {GUESTS}",
    ]


def test_values_of_one_thing_stand_together_and_a_rule_is_told_once(valid: set[str], tmp_path: Path) -> None:
    things = [f"<{BASE}territory/61.71>", f"<{BASE}territory/61>"]
    wrong = {
        (things[0], f"<http://xmlns.com/foaf/0.1/{name}>", f'"{number}"') for name in ("age", "nick") for number in range(7)
    }
    told = text(
        validate_here(
            write(tmp_path / "graph.nt", triples(valid) | wrong | {(things[1], "<http://xmlns.com/foaf/0.1/age>", '"9"')})
        )
    )
    lines = [line.strip() for line in told.splitlines() if line.startswith("  foaf:")]
    values = ", ".join(f'"{number}"' for number in range(5)) + " and 2 more"
    assert len(lines) == 2
    assert lines[0].startswith(f"foaf:age {values}; foaf:nick {values}: properties that it cannot have. A territory is a ")
    assert lines[1] == 'foaf:age "9": a property that it cannot have. (shapes:Territory)'


def test_messages_in_indonesian(wrong: Path) -> None:
    assert "Masa jabatan milik tepat satu orang, yang ada dalam graf." in text(validate_here(wrong), "id")


def test_the_command_tells_it_and_says_so_with_its_exit_code(wrong: Path, valid: set[str], tmp_path: Path) -> None:
    ran = run(wrong)
    assert (ran.returncode, ran.stdout) == (1, text(validate_here(wrong)) + "\n")
    assert ran.stderr.endswith("things validated: 2 failures of 2 shapes\n")
    ran = run("--json", "--quiet", "-g", wrong)
    assert json.loads(ran.stdout) == json.loads(json.dumps(record(validate_here(wrong))))
    ran = run(write(tmp_path / "fine.nt", triples(valid)))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr.endswith("things validated: everything conforms\n")


@pytest.mark.parametrize("arguments", [("nowhere",), ("graph.nq", "--shapes", "nowhere.ttl")])
def test_what_is_not_there_is_one_line(arguments: tuple[str, ...], wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wrong.parent)
    ran = run(*arguments)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert ran.stderr.startswith("kg: nowhere")


def test_the_report_of_shacl(wrong: Path) -> None:
    validation = validate_here(wrong)
    graph = rdflib.Graph().parse(data=turtle(validation), format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    results = list(graph.objects(report, SH.result))
    assert {str(graph.value(result, SH.sourceShape)) for result in results} == set(validation.counts)
    assert all(graph.value(result, SH.resultPath) for result in results)
    assert turtle(Validation(1)).count("conforms true") == 1


def test_a_limit_counts_on(wrong: Path) -> None:
    lines = wrong.read_text(encoding="utf-8").replace('"2024-03-05"', '"2024-02-31"')
    wrong.write_text(lines, encoding="utf-8")
    limited, everything = kg.validate(wrong, limit=1), kg.validate(wrong)
    assert limited.counts == everything.counts
    assert len(everything.failures) == sum(everything.counts.values()) > len(limited.failures) == len(limited.counts)
    assert summary(limited).endswith(f"({len(limited.failures)} listed; --limit for more)")


def test_a_thing_that_no_shape_is_about_is_told(valid: set[str], tmp_path: Path) -> None:
    stranger = ("<https://contoh.id/x>", "<https://contoh.id/p>", '"x"')
    validation = validate_here(write(tmp_path / "graph.nt", triples(valid) | {stranger}))
    assert (validation.conforms, validation.unknown, validation.strangers) == (True, 1, ("<https://contoh.id/x>",))
    assert summary(validation).endswith("everything conforms; 1 that no shape is about, like https://contoh.id/x")


def test_hostile_texts_do_nothing_in_a_terminal(valid: set[str], tmp_path: Path) -> None:
    lines = {line.replace('"Gubernur Lantik Kepala Dinas"', r'"\u001B[2J\u202Ejudul"') for line in valid}
    name = "<https://w3id.org/simpul/article/a-001>"
    lines.add(f'{name} <http://purl.org/dc/terms/issued> "\\u001B]0;x\\u0007" {name} .')
    path = tmp_path / "graph.nq"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = text(validate_here(path))
    assert "judul" in told
    assert [line for line in told.split("\n") if not line.isprintable()] == []


STRANGE = (
    ("<http://www.w3.org/ns/oa#end>", '"x"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ("<http://www.w3.org/ns/oa#end>", "<https://contoh.id/x>"),
    ("<http://www.w3.org/ns/oa#end>", '"9"'),
    ("<http://www.w3.org/ns/oa#end>", '"2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ("<http://www.w3.org/ns/oa#exact>", '"é"@id'),
    ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", '"x"'),
)


@pytest.mark.parametrize(("predicate", "value"), STRANGE)
def test_values_of_any_kind_are_told(predicate: str, value: str, valid: set[str], tmp_path: Path) -> None:
    some = triples(valid)
    selector = min(subject for subject, _, _ in some if subject.endswith(";quote>"))
    changed = {triple for triple in some if triple[:2] != (selector, predicate)} | {(selector, predicate, value)}
    validation = validate_here(write(tmp_path / "graph.nt", changed))
    assert any(failure.thing == selector for failure in validation.failures)


def test_parts_find_what_the_whole_finds(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = record(validate_here(wrong))
    monkeypatch.setattr("kg.validation.parts._MOST_TRIPLES", 1)
    assert record(validate_here(wrong)) == together


def test_a_part_has_what_its_shapes_look_at_and_no_more(
    valid: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.graph.store import open_store
    from kg.validation.core import packaged

    monkeypatch.setattr("kg.validation.parts._MOST_TRIPLES", 1)
    path = write(tmp_path / "graph.nt", triples(valid))
    cut = list(parts(path, open_store(path), plan(packaged())))
    assert len(cut) > 100
    assert max(part.lines.count(b"\n") for part in cut) < 100


OWN = (
    (":A a sh:NodeShape ; sh:targetClass foaf:Person ; sh:property [ sh:path foaf:age ; sh:minCount 1 ] .", "foaf:Person"),
    (":A a sh:NodeShape ; sh:targetSubjectsOf simpul:post ; sh:nodeKind sh:Literal .", "thing"),
    (":A a sh:NodeShape ; sh:targetObjectsOf simpul:post ; sh:nodeKind sh:Literal .", "thing"),
    (":A a sh:NodeShape ; sh:targetNode <https://w3id.org/simpul/territory/61> ; sh:nodeKind sh:Literal .", "thing"),
    (":A a sh:NodeShape ; sh:targetNode :nowhere ; sh:property [ sh:path foaf:name ; sh:minCount 1 ] .", "thing"),
    (
        ":A a sh:PropertyShape ; sh:targetClass org:Post ; sh:path ( org:postIn simpul:jurisdiction ) ; sh:maxCount 0 .",
        "org:Post",
    ),
    (
        """:A a sh:NodeShape ; sh:targetClass org:Post ; sh:property [ sh:path org:role ; sh:node [ sh:property [
        sh:path skos:inScheme ; sh:node [ sh:property [ sh:path skos:prefLabel ; sh:maxCount 0 ] ] ] ] ] .""",
        "org:Post",
    ),
    (
        ":A a sh:NodeShape ; sh:targetClass foaf:Person ; sh:property [ sh:path [ sh:oneOrMorePath org:x ] ; sh:minCount 1 ] .",
        "foaf:Person",
    ),
    (":A a sh:NodeShape ; sh:targetClass foaf:Person ; sh:closed true ; sh:property [ sh:path foaf:name ] .", "foaf:Person"),
)


def test_shapes_without_names_are_not_mixed_up(valid: set[str], tmp_path: Path) -> None:
    unnamed = "[] a sh:NodeShape ; sh:targetClass foaf:Person ; sh:property [ sh:path foaf:age ; sh:minCount 1 ] ."
    files = [shapes_file(tmp_path / name, unnamed) for name in ("a", "b")]
    validation = kg.validate(write(tmp_path / "graph.nt", triples(valid)), shapes=files)
    assert {failure.path for failure in validation.failures} == {"foaf:age"}
    assert set(validation.counts) == {""}


@pytest.mark.parametrize(("turtle", "kind"), OWN)
def test_own_shapes_find_what_pyshacl_finds(turtle: str, kind: str, valid: set[str], tmp_path: Path) -> None:
    import pyshacl

    own = shapes_file(tmp_path, turtle)
    path = write(tmp_path / "graph.nt", triples(valid))
    conforms, report, _ = pyshacl.validate(rdflib.Graph().parse(path), shacl_graph=rdflib.Graph().parse(own))
    expected = sorted(str(report.value(result, SH.focusNode)) for result in report.objects(None, SH.result))
    validation = kg.validate(path, shapes=[own], jobs=1)
    assert not conforms
    assert sorted(failure.thing[1:-1] for failure in validation.failures) == expected
    assert {failure.kind for failure in validation.failures} == {kind}


REFUSED = (
    (':A sh:sparql [ sh:select "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }" ] .', "is not of SHACL Core"),
    (':A sh:js [ sh:jsLibrary [ sh:jsLibraryURL "ADDRESS" ] ] .', "is not of SHACL Core"),
    (':A sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT WHERE { ?s ?p ?o }" ] .', "is not of SHACL Core"),
    (':A sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this { }" ] .', "is not of SHACL Core"),
    (":B a sh:ConstraintComponent .", "sh:ConstraintComponent is not of SHACL Core"),
    ("<> owl:imports <ADDRESS> .", "owl:imports is not followed"),
)


@pytest.fixture
def address() -> Iterator[tuple[str, list[str]]]:
    """A server, and what is asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("turtle", "reason"), REFUSED)
def test_shapes_that_would_run_or_fetch_something_are_refused(
    turtle: str, reason: str, address: tuple[str, list[str]], tmp_path: Path
) -> None:
    own = shapes_file(tmp_path, ":A a sh:NodeShape ; sh:targetClass foaf:Person . " + turtle.replace("ADDRESS", address[0]))
    with pytest.raises(InputError, match=reason):
        read([own])
    assert address[1] == []


def test_a_graph_that_names_other_files_fetches_none(address: tuple[str, list[str]], valid: set[str], tmp_path: Path) -> None:
    imports = (f"<{BASE}dataset>", "<http://www.w3.org/2002/07/owl#imports>", f"<{address[0]}>")
    graph = (f"<{BASE}dataset>", f"<{SH.shapesGraph}>", f"<{address[0]}>")
    validation = kg.validate(write(tmp_path / "graph.nt", triples(valid) | {imports, graph}))
    assert [failure.constraint for failure in validation.failures] == ["Closed", "Closed"]
    assert address[1] == []


def test_shapes_that_are_wrong_are_one_line(valid: set[str], tmp_path: Path) -> None:
    path = write(tmp_path / "graph.nt", triples(valid))
    with pytest.raises(GraphError, match="cannot be validated: "):
        kg.validate(path, shapes=[shapes_file(tmp_path, ":A a sh:NodeShape ; sh:targetClass foaf:Person ; sh:property :B .")])
    with pytest.raises(InputError, match=r"shapes\.ttl: "):
        kg.validate(path, shapes=[shapes_file(tmp_path, ":A a sh:NodeShape ; sh:in")])


def test_a_pattern_that_never_ends_is_stopped(valid: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.validation.find._SECONDS", 2.0)
    some: Triples = {("<https://contoh.id/a>", "<http://xmlns.com/foaf/0.1/nick>", f'"{"a" * 60}!"')}
    own = shapes_file(
        tmp_path, ':A a sh:PropertyShape ; sh:targetSubjectsOf foaf:nick ; sh:path foaf:nick ; sh:pattern "^(a+)+$" .'
    )
    with pytest.raises(GraphError, match="took too long"):
        kg.validate(write(tmp_path / "graph.nt", some), shapes=[own], jobs=1)
