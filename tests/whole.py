"""A graph with everything that a build can write, and builds that conform."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pyoxigraph

from kg.graph.concepts import concepts
from kg.graph.dataset import Size, description
from kg.graph.disk import Written
from kg.graph.edition import Edition, Input
from kg.graph.folder import NOTE
from kg.graph.iris import Iris
from kg.graph.provenance import provenance_quads, times
from kg.graph.reasoning import Reasoner
from kg.graph.reference import copy_quads
from kg.graph.structure import Structure
from kg.graph.vocabulary import ORG, RDF, SCHEMA, SIMPUL, SKOS, XSD
from kg.model import Reading
from kg.resolve.claims import Body, claims
from kg.resolve.decisions import Decision
from kg.resolve.follow import follow
from kg.synthesis import Article, Synthesis
from kg.validation.find import validate_here
from kg.worker import lines_of, record_of

BASE = "https://w3id.org/simpul/"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
POST = "post/gubernur_pemerintah-provinsi-kalimantan-barat@61"
Triples = set[tuple[str, str, str]]


def assert_conforms(source: Path) -> None:
    """Nothing in a graph folder or file is other than docs/graph.md says, and of nothing it says nothing.

    So it is with the files beside the graph of a folder that say what it is and when it was made.
    """
    for file in (source / "dataset.ttl", source / NOTE) if source.is_dir() else ():
        assert_conforms(file)
    validation = validate_here(source)
    wrong = [(one.shape.rpartition("#")[2], one.problem, one.thing, one.path, one.value) for one in validation.failures]
    assert (wrong, validation.strangers) == ([], ())


def sample() -> ModuleType:
    """The module with made-up readings."""
    path = Path(__file__).parent / "graph" / "sample.py"
    spec = importlib.util.spec_from_file_location("sample", path)
    assert spec
    assert spec.loader
    module = sys.modules["sample"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def whole() -> set[str]:
    """N-Quads lines with every property that a build writes, but for what follows."""
    readings, iris = sample().readings(), Iris(BASE)
    told = [Article.of(record_of(reading), "") for reading in readings]
    synthesis = Synthesis(told, decisions(readings), BASE)
    applied = [lines_of(reading, synthesis.known(one), BASE) for reading, one in zip(readings, told, strict=True)]
    shared = synthesis.shared({was: now for one in applied for was, now in one.found.items()})
    assert shared.unfollowed == ()
    lines = {line for one in applied for line in one.lines} | set(shared.lines)
    (tenure,) = {line.split()[0] for line in lines if f"<{SIMPUL.post}> <{BASE}{POST}>" in line}
    return lines | _further(iris, tenure) | beside(Edition(tuple(map(input_of, told)), min_confidence=0.5, license=LICENSE))


def inferred(lines: set[str]) -> set[str]:
    """What follows from the lines of a graph, but for the types, of which no shape says anything."""
    reasoner = Reasoner(Iris(BASE))
    reasoner.take(lines)
    return {line for line in reasoner.lines() if f" <{RDF.type}> " not in line}


def input_of(article: Article) -> Input:
    """What an edition has of an article."""
    return Input(article.id, article.origin, article.digest)


def beside(edition: Edition) -> set[str]:
    """How a graph was made, when, and what it is, as N-Quads lines."""
    counts = Size(9, 9, {"person": 4, "post": 3})
    files = {name: Written(9, "0") for name in ("graph.ttl", "graph.nq")}
    edition = replace(edition, claims=(["", "2018-02-01"], ["", "2022-03-31"]))
    texts = (
        "".join(description(edition, files, counts)),
        times(edition, *(datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (7, 8))),
    )
    quads = (quad for text in texts for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE, base_iri=f"{BASE}files/"))
    return {f"{quad.triple} <{edition.iris.reference}> ." for quad in quads} | set(provenance_quads(edition))


def decisions(readings: list[Reading]) -> list[Decision]:
    """One of each kind that leaves something in the graph."""
    by = {"who": "Rina", "when": "2026-11-22", "why": "looked it up"}
    people = follow(map(claims, readings), []).identities.persons
    jokos = [f"person/{person.id}" for person in people if person.label == "Joko"]
    governor = next(f"person/{person.id}" for person in people if person.label == "Sutarmidji")
    linked = (governor, "organization/polres-malang@35.07", "territory/61")
    links = [(subject, name) for subject in linked for name in ("owl:sameAs", "skos:exactMatch")]
    return [
        Decision("same", *jokos, **by),
        Decision("rename", POST, "Gubernur Kalbar", **by),
        *(Decision("link", subject, "https://www.wikidata.org/entity/Q3916", name, **by) for subject, name in links),
    ]


def triples(lines: set[str]) -> Triples:
    """The triples of N-Quads lines, as texts."""
    quads = pyoxigraph.parse("\n".join(lines), pyoxigraph.RdfFormat.N_QUADS)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


def write(path: Path, some: Triples) -> Path:
    """A file with the triples."""
    path.write_text("".join(f"{' '.join(triple)} .\n" for triple in sorted(some)), encoding="utf-8")
    return path


def _further(iris: Iris, tenure: str) -> set[str]:
    """What the made-up articles do not show: a copy, the days of a tenure, a unit, a replaced body, a code and an old name."""
    unit = Body("Badan Kebijakan Fiskal", "unit")
    structure = Structure([unit], {}, iris)
    node = f"<{iris.organization(unit.name)}>"
    said = (
        (node, RDF.type, f"<{ORG.Organization}>"),
        (node, SKOS.prefLabel, f'"{unit.name}"'),
        (tenure, SCHEMA.startDate, f'"2018-09-05"^^<{XSD.date}>'),
        (tenure, SCHEMA.endDate, f'"2024-12-31"^^<{XSD.date}>'),
        (f"<{iris.territory('61')}>", SIMPUL.bpsCode, '"62"'),
        (f"<{iris.territory('61')}>", SIMPUL.formerName, '"Borneo Barat"'),
    )
    lines = {f"{subject} <{predicate}> {value} <{iris.resolution}> ." for subject, predicate, value in said}
    for kind, pairs in concepts("organization-kind", structure.mentioned().kinds, iris):
        lines |= {f"<{kind}> <{predicate}> {value} <{iris.reference}> ." for predicate, value in pairs}
    return lines | set(structure.lines) | set(copy_quads({"a-003": "a-001"}, iris))
