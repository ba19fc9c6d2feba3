from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.graph.folder import published
from kg.graph.labels import post_label
from kg.graph.sorting import LineSorter
from kg.graph.terms import date, literal, web_address
from kg.graph.turtle import Shortener, turtle
from kg.model import Assessment, Document, Evidence, Person, Reading, Span, Statement

NASTY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
SCRIPT = Path(__file__).with_name("sample.py")
TYPE = rdflib.RDF.type


@given(NASTY)
@example('"""\\ > . <x> <y> <z> @en ^^ # \n\r\t\b\f\0\x7f\x1b\u2028\u0085\\u003E %3E')
@example('a"^^<http://x>')
def test_literals_survive_both_parsers(text: str) -> None:
    line = f"<a:s> <a:p> {literal(text)} <a:g> ."
    assert "\n" not in line
    (quad,) = pyoxigraph.parse(line, pyoxigraph.RdfFormat.N_QUADS)
    assert isinstance(quad.object, pyoxigraph.Literal) and quad.object.value == text
    graph = rdflib.Graph().parse(data=line.replace(" <a:g>", ""), format="nt")
    assert [str(value) for value in graph.objects()] == [text]


@given(st.lists(st.tuples(st.sampled_from(["article/a", "person/b-1", "x"]), NASTY), max_size=8))
def test_turtle_says_the_same_as_the_quads(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> None:
    base = "https://contoh.id/"
    lines = [f"<{base}{subject}> <http://purl.org/dc/terms/title> {literal(text)} <{base}g> ." for subject, text in pairs]
    text = "".join(turtle(lines, base, LineSorter(tmp_path_factory.getbasetemp()), Counter()))
    triples = {quad.triple for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)}
    assert triples == {quad.triple for quad in pyoxigraph.parse("\n".join(lines), pyoxigraph.RdfFormat.N_QUADS)}
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(triples)


@pytest.mark.parametrize(
    ("term", "short"),
    [
        ("<https://x/p/a>", "p:a"),
        ("<https://x/p/14.71>", "p:14.71"),
        ("<https://x/p/a.>", "<https://x/p/a.>"),
        ("<https://x/p/a/b>", r"p:a\/b"),
        ("<https://x/p/a%b>", "<https://x/p/a%b>"),
        ("<https://x/p/>", "<https://x/p/>"),
        ("<https://x/p/a@14>", r"p:a\@14"),
        ("<https://x/q>", "<https://x/q>"),
        ('"1"^^<https://x/p/int>', '"1"^^p:int'),
        ('"a"@id', '"a"@id'),
        (r'"a\"^^<https://x/p/int>"', r'"a\"^^<https://x/p/int>"'),
        ("!", "a"),
    ],
)
def test_short_forms(term: str, short: str) -> None:
    assert Shortener({"p": "https://x/p/"})(term) == short


def test_both_parsers_read_the_same_graph(out: Path) -> None:
    generation = published(out)
    by_rdflib = rdflib.Graph().parse(generation.turtle, format="turtle")
    union = {quad.triple for quad in pyoxigraph.parse(path=generation.quads)}
    assert {quad.triple for quad in pyoxigraph.parse(path=generation.turtle)} == union
    lines = {line.rpartition(" <")[0] + " ." for line in generation.quads.read_text(encoding="utf-8").split("\n") if line}
    assert len(by_rdflib) == len(union) == len(lines)
    assert isomorphic(by_rdflib, rdflib.Graph().parse(data="\n".join(lines), format="nt"))


def test_no_blank_nodes_and_no_default_graph(out: Path) -> None:
    for quad in pyoxigraph.parse(path=published(out).quads):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)
        assert isinstance(quad.graph_name, pyoxigraph.NamedNode)


def test_every_node_has_a_type_and_every_entity_one_label(out: Path) -> None:
    graph = rdflib.Graph().parse(published(out).turtle, format="turtle")
    subjects = set(graph.subjects())
    assert all((subject, TYPE, None) in graph for subject in subjects)
    base = "https://w3id.org/simpul/"
    objects = {value for value in graph.objects() if isinstance(value, rdflib.URIRef) and value.startswith(base)}
    assert all(value.startswith(f"{base}ontology") for value in objects - subjects)
    for entity in (rdflib.FOAF.Person, rdflib.ORG.Organization, rdflib.ORG.Post, rdflib.SKOS.Concept):
        for node in graph.subjects(TYPE, entity):
            assert len(list(graph.objects(node, rdflib.SKOS.prefLabel))) == 1, node


def test_prefix_exact_and_suffix_are_the_sentence(sample: ModuleType) -> None:
    reading = sample.first()
    lines = "\n".join(sample.chunks([reading])[0])
    store = pyoxigraph.Store()
    store.load(lines, pyoxigraph.RdfFormat.N_QUADS)
    oa = "http://www.w3.org/ns/oa#"
    for tenure in reading.tenures:
        span, sentence, _ = tenure.evidence[0]
        selector = pyoxigraph.NamedNode(f"https://w3id.org/simpul/article/a-001#char={span.start},{span.end};quote")
        said = {q.predicate.value.removeprefix(oa): q.object.value for q in store.quads_for_pattern(selector, None, None)
                if isinstance(q.object, pyoxigraph.Literal)}  # fmt: skip
        assert said["exact"] == span.of(reading.document.text)
        assert said["prefix"] + said["exact"] + said["suffix"] == sentence.of(reading.document.text)


def test_what_an_article_says_does_not_depend_on_the_others(sample: ModuleType) -> None:
    together = sample.chunks(sample.readings())
    for reading, lines in zip(sample.readings()[1:], together[1:], strict=False):
        alone = sample.chunks([reading])[0]
        assert {line for line in alone if "person/" not in line} == {line for line in lines if "person/" not in line}


def test_facts_that_begin_at_the_same_word_stay_apart(sample: ModuleType) -> None:
    span = Evidence(Span(0, 1), Span(0, 2), "r")
    person = Person("Joko")
    reading = Reading(
        Document("a", "ab", ()),
        people=(person,),
        statements=(Statement(person, "x", (span,)), Statement(person, "y", (span,))),
        assessments=(Assessment(None, "a", "", "1", "", (span,)), Assessment(None, "a", "", "2", "", (span,))),
    )
    lines = "\n".join(sample.chunks([reading])[0])
    assert all(f"<https://w3id.org/simpul/{iri}>" in lines for iri in ("statement/a/0", "statement/a/0-1"))
    assert all(f"<https://w3id.org/simpul/assessment/a/0-{number}>" in lines for number in (0, 1))


def test_lone_surrogates_become_replacement_characters(sample: ModuleType) -> None:
    reading = replace(sample.third(), document=replace(sample.third().document, title="a\ud800b"))
    lines = "\n".join(sample.chunks([reading])[0])
    assert '"a\ufffdb"' in lines and lines.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2019", "gYear"), ("2018-06", "gYearMonth"), ("2025-10-20", "date"), ("2018-13", ""), ("2018-6", ""),
        ("2018-06-3", ""),
        ("kemarin", ""), ("20190101", ""), ("2019\n", ""), ("２０１９", ""),
    ],
)  # fmt: skip
def test_dates_are_typed_by_their_precision(text: str, kind: str) -> None:
    assert date(text).endswith(f"#{kind}>" if kind else '"')


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://contoh.id/berita/1?a=b#c", True), ("HTTP://contoh.id", True), ("javascript:alert(1)", False), ("", False),
        ("file:///etc/passwd", False), ("https://a b", False), ("https://a/\n", False), ("https://a/%zz", False),
        ("https://a/" + "x" * 3000, False), ("https://a/\"><x", False), ("data:text/html,x", False),
    ],
)  # fmt: skip
def test_only_web_addresses_become_iris(url: str, kept: bool) -> None:
    assert web_address(url) == (f"<{url}>" if kept else "")


@pytest.mark.parametrize(
    ("role", "holder", "territory", "label"),
    [
        ("Gubernur", "Pemerintah Provinsi Riau", "Provinsi Riau", "Gubernur Riau"),
        ("Gubernur", "", "Provinsi Riau", "Gubernur Riau"),
        ("Wakil Bupati", "Pemerintah Kabupaten Kampar", "Kabupaten Kampar", "Wakil Bupati Kampar"),
        ("Wakil Wali Kota", "", "Kota Malang", "Wakil Wali Kota Malang"),
        ("Sekretaris Daerah", "Pemerintah Kota Malang", "Kota Malang", "Sekretaris Daerah Kota Malang"),
        ("Kepala Dinas", "Dinas Kesehatan Kota Malang", "Kota Malang", "Kepala Dinas Kesehatan Kota Malang"),
        ("Wakil Menteri", "Kementerian Dalam Negeri", "", "Wakil Menteri Dalam Negeri"),
        ("Direktur Jenderal", "Kementerian Dalam Negeri", "", "Direktur Jenderal Kementerian Dalam Negeri"),
        ("Presiden", "", "", "Presiden"),
        ("Ketua", "Ketua", "", "Ketua Ketua"),
    ],
)  # fmt: skip
def test_post_labels(role: str, holder: str, territory: str, label: str) -> None:
    assert post_label(role, holder, territory) == label


def test_hash_seed_and_order_of_articles_make_no_difference() -> None:
    texts = set()
    for seed, step in (("0", "1"), ("1", "1"), ("42", "-1"), ("random", "-1")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(SCRIPT.parents[2])}
        done = subprocess.run([sys.executable, SCRIPT, step], env=environment, capture_output=True, check=True)
        texts.add(done.stdout)
    assert len(texts) == 1 and len(texts.pop()) > 50_000
