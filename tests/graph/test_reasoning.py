"""What follows from a graph: all that is wanted, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest
from owlrl.OWLRL import OWLRL_Semantics

from kg.errors import GraphError
from kg.graph import closure, reasoning
from kg.graph.iris import Iris
from kg.graph.reasoning import Reasoner
from kg.graph.store import open_store
from kg.graph.vocabulary import FOAF, OWL, PARTICIPANT_ROLES, PREFIXES, RDF, SCHEMA, SEM, SIMPUL, SKOS

BASE = "https://w3id.org/simpul/"
MORE = {**PREFIXES, "": BASE}
WIKIDATA = "https://www.wikidata.org/entity/Q1"


def full(name: str) -> str:
    """A term as N-Quads writes it: `org:holds`, `:person/a`, or a literal as it is."""
    if name == "a":
        return f"<{RDF.type}>"
    prefix, _, local = name.partition(":")
    return name if name.startswith(('"', "<")) else f"<{MORE[prefix]}{local}>"


def quads(*statements: str, graph: str = "<https://w3id.org/simpul/article/x>") -> list[str]:
    """Statements like `:person/a a foaf:Person` as lines."""
    return [f"{' '.join(map(full, statement.split(' ', 2)))} {graph} ." for statement in statements]


def inferred(*statements: str) -> set[str]:
    """What follows, written in the same way."""
    reasoner = Reasoner(Iris())
    reasoner.take(quads(*statements))
    return {short(line) for line in reasoner.lines()}


def short(line: str) -> str:
    """A line of the graph of what was inferred without the graph, its IRIs with prefixes."""
    assert line.endswith(f" <{BASE}graph/inferred> .")
    subject, predicate, value = line.removesuffix(f" <{BASE}graph/inferred> .").split(" ", 2)
    return " ".join(named(term) for term in (subject, predicate, value))


def named(term: str) -> str:
    if term == f"<{RDF.type}>":
        return "a"
    found = [prefix for prefix, iri in MORE.items() if term.startswith(f"<{iri}")]
    prefix = max(found, key=lambda prefix: len(MORE[prefix]), default=None)
    return term if prefix is None else f"{prefix}:{term[1 + len(MORE[prefix]) : -1]}"


TENURE = (":tenure/t a org:Membership", ":tenure/t org:member :person/p", ":tenure/t simpul:post :post/x")
BODY = ":tenure/t org:organization :organization/o"
HELD = {":person/p org:holds :post/x", ":post/x org:heldBy :person/p"}
JOINED = {":person/p org:memberOf :organization/o", ":organization/o org:hasMember :person/p"}

WANTED: dict[str, tuple[tuple[str, ...], set[str]]] = {
    **{
        role: ((f":event/e simpul:{role} :person/p",), {":event/e sem:hasActor :person/p", ":person/p a sem:Actor"})
        for role in PARTICIPANT_ROLES
    },
    "territory": (
        (":territory/61 a simpul:Territory",),
        {
            ":territory/61 a schema:AdministrativeArea",
            ":territory/61 a schema:Place",
            ":territory/61 a sem:Place",
            ":territory/61 a geo:Feature",
        },
    ),
    "person": ((":person/p a foaf:Person",), {":person/p a foaf:Agent", ":person/p a schema:Person"}),
    "body": (
        (":organization/o a org:Organization",),
        {":organization/o a foaf:Agent", ":organization/o a foaf:Organization"},
    ),
    "parts of parts": (
        (
            ":organization/a org:unitOf :organization/b",
            ":organization/b org:subOrganizationOf :organization/c",
            ":organization/c org:subOrganizationOf :organization/d",
        ),
        {
            ":organization/a org:subOrganizationOf :organization/b",
            *(
                f":organization/{one} org:transitiveSubOrganizationOf :organization/{other}"
                for one, other in ("ab", "ac", "ad", "bc", "bd", "cd")
            ),
        },
    ),
    "holder of a post": (TENURE, HELD),
    "member of a body": ((*TENURE, BODY), HELD | JOINED),
    "label": ((':person/p skos:prefLabel "Ri\\"a"',), {':person/p rdfs:label "Ri\\"a"'}),
    "label in a language": ((':role/r skos:prefLabel "x"@id',), {':role/r rdfs:label "x"@id'}),
    "role": ((":post/x org:role :role/r",), {":role/r a org:Role", ":role/r a skos:Concept"}),
    "type of event": ((":event/e sem:eventType :event-type/t",), {":event-type/t a sem:EventType"}),
    "assessed": ((":assessment/a simpul:assesses :territory/61",), {":assessment/a schema:itemReviewed :territory/61"}),
    "source": (
        (":event/e prov:wasDerivedFrom :article/x",),
        {":event/e a prov:Entity", ":article/x a prov:Entity"},
    ),
    "decision": ((":decision/d a simpul:Decision",), {":decision/d a prov:Activity"}),
    "data set": ((":dataset a dcat:Dataset",), {":dataset a schema:Dataset"}),
}


@pytest.mark.parametrize("case", WANTED)
def test_what_is_wanted_follows(case: str) -> None:
    given, expected = WANTED[case]
    assert expected <= inferred(*given)


UNWANTED: dict[str, tuple[str, ...]] = {
    "same as elsewhere": (f":person/p owl:sameAs <{WIKIDATA}>", f":concept skos:exactMatch <{WIKIDATA}>"),
    "words": (
        ":article/x/mention/1-2/r a oa:Annotation",
        ':article/x/mention/1-2/r simpul:rule "r"',
        ":article/x#char=1,2 a oa:SpecificResource",
    ),
    "an id that is nobody's any more": (":person/old dcterms:isReplacedBy :person/p", ":judgement/j simpul:joins :person/old"),
    "said already": (":person/p a foaf:Person", ":person/p a foaf:Agent", ":person/p a schema:Person"),
    "nobody elsewhere": (f"<{WIKIDATA}> a foaf:Person", f'<{WIKIDATA}> skos:prefLabel "x"'),
    "the vocabulary": ("simpul:Territory a simpul:Territory",),
    "an alternative label": (':person/p skos:altLabel "x"', ':person/p foaf:name "x"'),
}


@pytest.mark.parametrize("case", UNWANTED)
def test_what_is_unwanted_does_not_follow(case: str) -> None:
    found = inferred(*UNWANTED[case])
    assert {line for line in found if " a prov:Activity" not in line and " a simpul:Judgement" not in line} == set()


@pytest.mark.parametrize("over", ["simpul:former", "simpul:overBy", "schema:endDate"])
def test_nobody_holds_a_post_that_was_given_up(over: str) -> None:
    value = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>' if over == "simpul:former" else '"2020"'
    found = inferred(*TENURE, BODY, f":tenure/t {over} {value}")
    assert not found & (HELD | JOINED)
    second = (":tenure/u org:member :person/p", ":tenure/u simpul:post :post/x")
    assert found | HELD <= inferred(*TENURE, BODY, f":tenure/t {over} {value}", *second)


CONTRADICTIONS = {
    "a body that is a person": (":organization/o a org:Organization", ":organization/o a foaf:Person"),
    "a territory that is a body": (":territory/61 a simpul:Territory", ":territory/61 org:subOrganizationOf :organization/o"),
    "a copy of itself": (":article/x simpul:copyOf :article/x",),
    "copies of each other": (":article/x simpul:copyOf :article/y", ":article/y simpul:copyOf :article/x"),
    "a decision that an article states": (":decision/d a simpul:Decision", ":decision/d prov:wasDerivedFrom :article/x"),
    "a number that is none": (':tenure/t simpul:articles "x"^^<http://www.w3.org/2001/XMLSchema#integer>',),
    "a concept that is a scheme": (":role/r a skos:Concept", ":role/s skos:inScheme :role/r"),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_contradiction_is_told_in_one_line(case: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(GraphError, match="the graph contradicts the ontology: ") as told:
        inferred(*CONTRADICTIONS[case])
    assert "\n" not in str(told.value)
    assert caplog.records == []


def test_a_day_that_is_none_is_no_contradiction() -> None:
    day = '"2021-02-30"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert inferred(*TENURE, f":tenure/t simpul:firstSeen {day}") == inferred(*TENURE)


def test_too_large_a_graph_is_refused() -> None:
    reasoner = Reasoner(Iris(), most=2)
    with pytest.raises(GraphError, match="more than 2 statements to reason over"):
        reasoner.take(quads(*TENURE))


HOSTILE = '"\\" . <x> <y> <z> . \\u0007\\\\ \\n 😀 <b>"'


def test_texts_come_out_as_they_went_in() -> None:
    assert inferred(f":person/p skos:prefLabel {HOSTILE}") == {f":person/p rdfs:label {HOSTILE}"}


def given(sample: ModuleType) -> list[str]:
    """The lines of the made-up articles."""
    return [line for chunk in sample.chunks(sample.readings()) for line in chunk]


def all_of(lines: list[str]) -> list[str]:
    reasoner = Reasoner(Iris())
    reasoner.take(lines)
    return reasoner.lines()


EVERY_KIND = quads(*sorted({statement for statements, _ in WANTED.values() for statement in statements}))


def test_what_is_left_out_early_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of owlrl, on every statement, tells the same of the things of the graph but that they are things."""
    quick = all_of(EVERY_KIND)
    monkeypatch.setattr(closure, "Rules", OWLRL_Semantics)
    slow = all_of(EVERY_KIND)
    assert [line for line in slow if "owl#Thing" not in line] == quick
    assert len(slow) > len(quick) > 40


def test_without_the_filter_nonsense_comes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tests above keep out is there where nothing keeps it out."""
    monkeypatch.setattr(closure, "Rules", OWLRL_Semantics)
    monkeypatch.setattr(Reasoner, "is_news", lambda *_: True)
    lines = [line.split(" ") for line in all_of(EVERY_KIND)]
    assert any(line[0].startswith(f"<{SIMPUL}") for line in lines), "of the vocabulary"
    assert any(line[1] == f"<{OWL.sameAs}>" and line[0] == line[2] for line in lines), "a thing is itself"
    assert any("owl#Thing>" in line[2] for line in lines), "everything is a thing"
    assert any("XMLSchema#" in line[0] for line in lines), "of datatypes"


def test_links_would_tell_of_things_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoning, "_LINKS", frozenset())
    monkeypatch.setattr(Reasoner, "is_news", lambda *_: True)
    monkeypatch.setattr(closure, "spoken_of", lambda: frozenset({f"<{OWL.sameAs}>", f"<{FOAF.Person}>"}))
    found = inferred(":person/p a foaf:Person", f":person/p owl:sameAs <{WIKIDATA}>")
    assert f"<{WIKIDATA}> a foaf:Person" in found


def test_nothing_follows_twice_or_of_a_literal(sample: ModuleType) -> None:
    lines = given(sample)
    found = all_of(lines)
    said = {line.rpartition(" <")[0] for line in lines}
    assert found == sorted(set(found))
    assert not {line.rpartition(" <")[0] for line in found} & said
    assert all(line.startswith(f"<{BASE}") for line in found)
    parsed = list(pyoxigraph.parse("\n".join(found), pyoxigraph.RdfFormat.N_QUADS))
    assert len(parsed) == len(found)


def test_every_event_has_its_actors(sample: ModuleType) -> None:
    lines = given(sample)
    parts = {f"<{term}>" for term in PARTICIPANT_ROLES.values()}
    told = {(line.split(" ")[0], line.split(" ")[2]) for line in lines if line.split(" ")[1] in parts}
    found = [line.split(" ") for line in all_of(lines)]
    assert {(each[0], each[2]) for each in found if each[1] == f"<{SEM}hasActor>"} == told
    assert told


def test_the_order_of_lines_makes_no_difference(sample: ModuleType) -> None:
    lines = given(sample)
    assert all_of(lines[::-1]) == all_of(lines)


def test_the_same_for_every_hash_seed(tmp_path: Path, out: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom kg.graph.iris import Iris\nfrom kg.graph.reasoning import Reasoner\n"
        "r = Reasoner(Iris())\nr.take(Path(sys.argv[1]).read_text(encoding='utf-8').split('\\n')[:-1])\n"
        "sys.stdout.buffer.write('\\n'.join(r.lines()).encode())"
    )
    told = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", script, str(out / "graph.nq")]
        told.add(subprocess.run(command, capture_output=True, check=True, env=environment, cwd=tmp_path).stdout)
    assert len(told) == 1
    assert len(told.pop().splitlines()) > 50


def test_what_axioms_do_not_speak_of_is_not_taken() -> None:
    reasoner = Reasoner(Iris())
    reasoner.take(quads(':statement/s schema:text "x"', ":person/p a foaf:Person", ':event/e simpul:confidence "1"'))
    assert {predicate for _, predicate, _ in reasoner.taken} == {full("a"), full("simpul:confidence")}
    assert f"<{SKOS.prefLabel}>" in reasoner.wanted
    assert f"<{SCHEMA.text}>" not in reasoner.wanted


def test_the_store_of_the_made_up_articles_has_nothing_inferred(out: Path) -> None:
    graph = pyoxigraph.NamedNode(f"{BASE}graph/inferred")
    assert next(open_store(out).quads_for_pattern(None, None, None, graph), None) is None
