from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest
import rdflib

from kg.graph import vocabulary
from kg.graph.corrections import corrections, decision_quads
from kg.graph.history import history_quads
from kg.graph.iris import Iris
from kg.graph.merges import merge_quads
from kg.graph.reference import copy_quads
from kg.graph.structure import Structure
from kg.graph.vocabulary import EVENT_TYPES, NAMESPACES, PARTICIPANT_ROLES, PREFIXES, SIMPUL
from kg.resolve.claims import Body, Held, claims
from kg.resolve.decisions import Decision
from kg.resolve.follow import follow
from kg.resolve.posts import post_of
from kg.resolve.terms import Stated, Term

SCHEMA = rdflib.Graph().parse(data=files("kg").joinpath("data/ontology.ttl").read_text(encoding="utf-8"), format="turtle")
OWN = {str(term) for term in SCHEMA.subjects(unique=True) if str(term).startswith(str(SIMPUL))}
RDFLIB_NAMES = {"schema": "SDO"}
NOT_IN_RDFLIB = {
    "oa": "Annotation SpecificResource TextPositionSelector TextQuoteSelector end exact hasBody hasSelector hasSource "
    "hasTarget prefix start suffix",
    "sem": "Event eventType hasPlace hasTimeStamp hasActor Place",
}
"""Terms of the Web Annotation Vocabulary and of the Simple Event Model, which rdflib does not list."""


def test_own_terms_are_those_of_the_schema() -> None:
    assert set(SIMPUL) == OWN


@pytest.mark.parametrize("namespace", [n for n in NAMESPACES if n is not SIMPUL], ids=lambda n: n._prefix)
def test_other_terms_are_in_their_standard(namespace: vocabulary.Namespace) -> None:
    prefix = namespace._prefix
    if prefix in NOT_IN_RDFLIB:
        standard = {f"{namespace}{term}" for term in NOT_IN_RDFLIB[prefix].split()}
        assert set(namespace) <= standard
        return
    known = getattr(rdflib, RDFLIB_NAMES.get(prefix, prefix.upper()))
    assert str(known._NS) == str(namespace)
    assert all(rdflib.URIRef(term) in known for term in namespace)


def test_every_own_term_is_explained_in_both_languages() -> None:
    for term in OWN:
        for property_ in (rdflib.RDFS.label, rdflib.RDFS.comment):
            assert {text.language for text in SCHEMA.objects(rdflib.URIRef(term), property_)} == {"en", "id"}, term


def test_parts_in_events_are_actors() -> None:
    actor = rdflib.URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/hasActor")
    assert {str(term) for term in SCHEMA.subjects(rdflib.RDFS.subPropertyOf, actor)} == set(PARTICIPANT_ROLES.values())


def test_the_graph_writes_every_term_and_no_other(sample: ModuleType) -> None:
    lines = {line for chunk in sample.chunks(sample.readings()) for line in chunk} | decided(sample)
    renamed_unit = [Body("Badan Kebijakan Fiskal", "unit"), Body("Pemerintah Kota Administrasi Jakarta Pusat", "", "31.71")]
    lines |= set(Structure(renamed_unit, sample.TERRITORIES, Iris()).lines)
    held = Held("Gubernur", territory="61")
    ended = Term("a", post_of(held), "", Stated((held,)), Stated(), end="2023-09-05")
    lines |= set(history_quads([ended], {}, Iris()))
    lines |= set(copy_quads({"a": "a", "b": "a"}, Iris()))
    without_literals = [re.sub(r'"(?:[^"\\]|\\.)*"', "", line.rpartition(" <")[0]) for line in lines]
    written = {iri for line in without_literals for iri in re.findall(r"<([^>]*)>", line)}
    vocabulary_iris = {iri for iri in written if any(iri.startswith(start) for start in PREFIXES.values())} - set(
        PREFIXES.values()
    )
    assert vocabulary_iris == {term for namespace in NAMESPACES for term in namespace}


def decided(sample: ModuleType) -> set[str]:
    """The lines of decisions and merges, with every term of theirs."""
    iris = Iris()
    jokos = [person.id for person in follow(map(claims, sample.readings()), []).identities.persons if person.label == "Joko"]
    decisions = [
        Decision("same", *(f"person/{joko}" for joko in jokos), who="Rina", when="2026-11-22", why="one man"),
        Decision("link", "territory/61", "https://www.wikidata.org/entity/Q3916", "owl:sameAs"),
        Decision("link", "territory/61", "https://www.wikidata.org/entity/Q3916", "skos:exactMatch"),
    ]
    followed = follow(map(claims, sample.readings()), decisions)
    wanted = corrections(decisions, iris, followed)
    found = {change.subject: change.subject for change in wanted.changes}
    return {*merge_quads(followed.identities, iris), *decision_quads(wanted, found, iris)}


def test_a_misspelt_term_is_an_error() -> None:
    with pytest.raises(AttributeError, match="simpul:oficiant is not a term we use"):
        _ = SIMPUL.oficiant


def test_docs_list_the_event_types_and_own_terms() -> None:
    text = (Path(__file__).parents[2] / "docs" / "graph.md").read_text(encoding="utf-8")
    assert all(f"`{kind}`" in text for kind in EVENT_TYPES)
    assert all(f"simpul:{term.removeprefix(str(SIMPUL))}" in text for term in SIMPUL)
