"""What readers of others find in our files is what the graph says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import RdfFormat

from kg.exports import source as sources
from kg.exports.formats import ALL, RDF, Wanted, export
from kg.exports.source import Source
from kg.exports.xml_text import possible
from kg.graph.iris import is_evidence
from kg.graph.terms import literal
from kg.graph.turtle import triple_of

BASE = "https://w3id.org/simpul/"
GRAPHS = ("trig", "nq", "jsonld")
OXIGRAPH = {"turtle": "ttl", "trig": "trig", "nt": "nt", "nq": "nq", "jsonld": "jsonld", "rdfxml": "rdf"}
RAPPER = {"turtle": "turtle", "nt": "ntriples", "nq": "nquads", "rdfxml": "rdfxml"}
RDFLIB = {"turtle": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}


def exported(out: Path, form: str, folder: Path, wanted: Wanted = ALL) -> Path:
    path = folder / f"graph.{OXIGRAPH[form]}"
    export(out, form, path, wanted)
    return path


def canonical(text: str | bytes, form: RdfFormat = RdfFormat.N_QUADS) -> set[str]:
    """Quads as one engine writes them, so that escapes make no difference."""
    return {str(quad) for quad in pyoxigraph.parse(text, form)}


def expected(lines: frozenset[str], form: str) -> set[str]:
    """What a file of this format is to say of a graph with these lines."""
    if form in GRAPHS:
        return canonical("\n".join(lines))
    triples = pyoxigraph.parse("\n".join({f"{triple_of(line)} ." for line in lines}), RdfFormat.N_QUADS)
    return {without_what_xml_lacks(triple) if form == "rdfxml" else str(triple) for triple in triples}


def without_what_xml_lacks(triple: pyoxigraph.Quad) -> str:
    """A triple with U+FFFD for characters that XML does not have."""
    value = triple.object
    if isinstance(value, pyoxigraph.Literal):
        kind = {"language": value.language} if value.language else {"datatype": value.datatype}
        value = pyoxigraph.Literal(possible(value.value), **kind)
    return str(pyoxigraph.Quad(triple.subject, triple.predicate, value))


@pytest.mark.parametrize("form", RDF)
def test_the_engine_finds_what_the_graph_says(out: Path, quads: frozenset[str], form: str, tmp_path: Path) -> None:
    path = exported(out, form, tmp_path)
    rdf_format = RdfFormat.from_extension(OXIGRAPH[form])
    assert rdf_format
    assert {str(quad) for quad in pyoxigraph.parse(path=path, format=rdf_format)} == expected(quads, form)


@pytest.mark.filterwarnings("ignore:Dataset.default_context", "ignore:ConjunctiveGraph")
@pytest.mark.parametrize("form", RDF)
def test_rdflib_finds_what_the_graph_says(
    out: Path, quads: frozenset[str], form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    found = rdflib.Dataset()
    found.parse(exported(out, form, tmp_path), format=RDFLIB[form])
    assert canonical(as_n_quads(found)) == expected(quads, form)


def as_n_quads(dataset: rdflib.Dataset) -> str:
    """Quads one by one: rdflib's own N-Quads has raw line ends that N-Quads must not have."""
    lines = []
    for subject, predicate, value, graph in dataset.quads():
        text = value.n3() if isinstance(value, rdflib.URIRef) else literal(str(value))
        if isinstance(value, rdflib.Literal):
            text += f"@{value.language}" if value.language else f"^^<{value.datatype}>" if value.datatype else ""
        named = f" <{graph}>" if graph and not str(graph).startswith("urn:x-rdflib") else ""
        lines.append(f"{subject.n3()} {predicate.n3()} {text}{named} .")
    return "\n".join(lines)


@pytest.mark.parametrize("form", RAPPER)
def test_rapper_finds_what_the_graph_says(out: Path, quads: frozenset[str], form: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        ["rapper", "-i", RAPPER[form], "-o", "nquads" if form == "nq" else "ntriples", exported(out, form, tmp_path), BASE],
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    assert "warning" not in ran.stderr.lower() and "error" not in ran.stderr.lower()
    wanted = expected(quads, form)
    lost = {beginning(line) for line in wanted if "\\uFFFE" in line}
    found = {line for line in canonical(ran.stdout) if beginning(line) not in lost}
    assert found == {line for line in wanted if beginning(line) not in lost}


def beginning(line: str) -> tuple[str, ...]:
    """Subject and predicate. Of a text with U+FFFE or U+FFFF, which Unicode wants in no text, rapper finds nothing more."""
    return tuple(line.split(" ")[:2])


def test_a_json_ld_processor_finds_what_the_graph_says(out: Path, quads: frozenset[str], tmp_path: Path) -> None:
    document = json.loads(exported(out, "jsonld", tmp_path).read_text(encoding="utf-8"))
    assert canonical(by_line_ends(jsonld.to_rdf(document, {"format": "application/n-quads"}))) == expected(quads, "jsonld")


def by_line_ends(text: str) -> str:
    """PyLD leaves characters raw that N-Quads allows only as escapes; none of them is a line end of its own."""
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04X}", text)


def test_an_independent_store_counts_the_quads(out: Path, quads: frozenset[str], tmp_path: Path) -> None:
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin")
    assert program
    store = ["--location", tmp_path / "store"]
    subprocess.run([program, "load", *store, "--file", exported(out, "trig", tmp_path)], check=True, capture_output=True)
    query = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?graphs) { GRAPH ?g { ?s ?p ?o } }"
    ran = subprocess.run(
        [program, "query", *store, "--query", query, "--results-format", "csv"], check=True, capture_output=True, text=True
    )
    assert ran.stdout.split()[1] == f"{len(quads)},{len({line.rsplit(' ', 2)[1] for line in quads})}"


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
LANGUAGES = st.sampled_from(["", "@id", "@en", "^^<http://www.w3.org/2001/XMLSchema#integer>", "^^<http://x.id/t>"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, LANGUAGES), min_size=1, max_size=5))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, values: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("text")
    lines = frozenset(f"<a:s{n}> <http://x.id/p> {literal(text)}{kind} <a:g> ." for n, (text, kind) in enumerate(values))
    given_file = folder / "given.nq"
    given_file.write_text("\n".join(lines), encoding="utf-8")
    for form in RDF:
        rdf_format = RdfFormat.from_extension(OXIGRAPH[form])
        path = exported(given_file, form, folder)
        assert {str(quad) for quad in pyoxigraph.parse(path=path, format=rdf_format)} == expected(lines, form), form


def test_what_xml_cannot_hold_is_the_replacement_character(out: Path, tmp_path: Path) -> None:
    text = exported(out, "rdfxml", tmp_path).read_text(encoding="utf-8")
    assert "<skos:prefLabel>\ufffd[2J\ufffd\x9b</skos:prefLabel>" in text
    assert "a&#13;\nb" in text


@pytest.mark.parametrize("form", RDF)
def test_the_same_graph_gives_the_same_bytes_from_a_folder_and_from_a_file(out: Path, form: str, tmp_path: Path) -> None:
    once = exported(out, form, tmp_path).read_bytes()
    shuffled = sorted((out / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1], key=lambda line: line[::-1])
    (tmp_path / "again.nq").write_text("\n".join(shuffled), encoding="utf-8")
    assert exported(tmp_path / "again.nq", form, tmp_path).read_bytes() == once


@pytest.mark.parametrize("form", RDF)
def test_a_graph_larger_than_memory_gives_the_same_bytes(
    out: Path, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = exported(out, form, tmp_path).read_bytes()
    monkeypatch.setattr(sources, "LINES_IN_MEMORY", 50)
    assert exported(out, form, tmp_path).read_bytes() == once


@pytest.mark.parametrize("form", RDF)
def test_evidence_goes_into_a_file_of_its_own_or_nowhere(out: Path, quads: frozenset[str], form: str, tmp_path: Path) -> None:
    other = tmp_path / f"evidence.{OXIGRAPH[form]}"
    facts = exported(out, form, tmp_path, Wanted(evidence_file=other))
    rdf_format = RdfFormat.from_extension(OXIGRAPH[form])
    said, shown = ({str(quad) for quad in pyoxigraph.parse(path=path, format=rdf_format)} for path in (facts, other))
    assert said | shown == expected(quads, form) and said.isdisjoint(shown)
    assert {is_evidence(line.partition(" ")[0], BASE) for line in shown} == {True}
    assert {is_evidence(line.partition(" ")[0], BASE) for line in said} == {False}
    without = exported(out, form, tmp_path, Wanted(evidence=False))
    assert {str(quad) for quad in pyoxigraph.parse(path=without, format=rdf_format)} == said


TRIG = """@prefix : <http://x.id/> .
:a :p [ :q "x"@id-ID, 05, 1e3, true ], :b ; a :C, :D .
:g { :a :p :b . _:n :p _:n . <https://w3id.org/simpul/person/a/../b> :p <https://w3id.org/simpul/> }
_:g { :a :p "in a graph without a name" }
"""


@pytest.mark.parametrize("form", GRAPHS)
def test_files_of_others_keep_blank_nodes_and_the_default_graph(form: str, tmp_path: Path) -> None:
    path = tmp_path / "given.trig"
    path.write_text(TRIG, encoding="utf-8")
    found = pyoxigraph.Dataset(
        pyoxigraph.parse(path=exported(path, form, tmp_path), format=RdfFormat.from_extension(OXIGRAPH[form]))
    )
    given_quads = pyoxigraph.Dataset(pyoxigraph.parse(TRIG.encode(), RdfFormat.TRIG))
    for dataset in (found, given_quads):
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    assert found == given_quads
    again = exported(path, form, tmp_path).read_bytes()
    assert exported(path, form, tmp_path).read_bytes() == again


@pytest.mark.parametrize(
    ("text", "form", "message"),
    [
        ("<http://x.id/s> <http://x.id/1> 1 .", "rdfxml", "RDF/XML cannot write this property"),
        ("<http://x.id/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#li> 1 .", "rdfxml", "cannot write this property"),
        ("<skos:x> <http://x.id/p> 1 .", "jsonld", "taken for a short name"),
        ("<http://x.id/s> <http://x.id/p> <<( <a:a> <a:b> <a:c> )>> .", "turtle", "RDF 1.2"),
        ("<http://x.id/s> <http://x.id/p> ", "turtle", r"given\.ttl"),
    ],
)
def test_what_a_format_cannot_say_is_refused_in_one_line(text: str, form: str, message: str, tmp_path: Path) -> None:
    from kg.errors import GraphError

    path = tmp_path / "given.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match=message):
        export(path, form, tmp_path / "out")
    assert sorted(child.name for child in tmp_path.iterdir()) == ["given.ttl"]


def test_the_base_of_a_file_is_the_one_that_its_data_set_states(tmp_path: Path) -> None:
    path = tmp_path / "given.nt"
    path.write_text('<http://k.id/dataset> <http://rdfs.org/ns/void#uriSpace> "http://k.id/" .', encoding="utf-8")
    assert Source(path, tmp_path).base == "http://k.id/"
    path.write_text('<http://k.id/dataset> <http://rdfs.org/ns/void#uriSpace> "http://other.id/" .', encoding="utf-8")
    assert Source(path, tmp_path).base == BASE


def test_turtle_tells_facts_first_under_headings(out: Path, tmp_path: Path) -> None:
    text = exported(out, "turtle", tmp_path).read_text(encoding="utf-8")
    headings = re.findall(r"^# (.*)$", text, re.MULTILINE)
    assert headings[0] == "The data set" and headings[-1].startswith("Evidence") and "People" in headings
    facts, evidence = text.split("# Evidence")
    assert "oa:exact" not in facts and "a foaf:Person" not in evidence
    assert "\npost:gubernur_pemerintah-provinsi-kalimantan-barat\\@61 a org:Post ;\n    skos:prefLabel" in facts
    assert re.search(r"simpul:confidence 0\.[0-9]+ ;", facts)
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_trig_has_a_block_a_graph_with_articles_before_what_they_share(out: Path, tmp_path: Path) -> None:
    text = exported(out, "trig", tmp_path).read_text(encoding="utf-8")
    names = re.findall(r"^(\S+) \{$", text, re.MULTILINE)
    shared = [name for name in names if "/graph/" in name]
    assert names[-len(shared) :] == shared and len(shared) == 2
    assert names[: -len(shared)] == sorted(names[: -len(shared)])
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_json_ld_is_short(out: Path, tmp_path: Path) -> None:
    text = exported(out, "jsonld", tmp_path, Wanted(link_context=True)).read_text(encoding="utf-8")
    document = json.loads(text)
    assert document["@context"] == ["https://w3id.org/simpul/context.jsonld", {"@base": BASE}]
    nodes = [node for graph in document["@graph"] for node in graph["@graph"]]
    tenure = next(node for node in nodes if node.get("type") == "Tenure" and "organization" in node)
    assert {"holder", "post", "role", "organization", "confidence", "article"} <= tenure.keys()
    assert all(":" not in key for node in nodes for key in node)
    assert tenure["holder"].startswith("person/")
