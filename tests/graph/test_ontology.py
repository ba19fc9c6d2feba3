"""The ontology, what it says of standards, and the profile: complete, in OWL 2 RL, and true of the graph."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest
import rdflib
from owl_rl import DATATYPES, violations
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef

from kg.graph.closure import AXIOMS
from kg.graph.iris import Iris
from kg.graph.structure import Structure
from kg.graph.turtle import triple_of
from kg.graph.vocabulary import NAMESPACES, SIMPUL
from kg.resolve.claims import Body

ROOT = Path(__file__).parents[2]
VANN = rdflib.Namespace("http://purl.org/vocab/vann/")
INCLUDES = {RDFS.domain: rdflib.SDO.domainIncludes, RDFS.range: rdflib.SDO.rangeIncludes}
FILES = ("ontology", "alignment", "profile")


def parsed(name: str) -> Graph:
    return Graph().parse(data=files("kg").joinpath(f"data/{name}.ttl").read_text(encoding="utf-8"), format="turtle")


ONTOLOGY, ALIGNMENT, PROFILE = map(parsed, FILES)
OWN = sorted(term for term in set(ONTOLOGY.subjects()) if str(term).startswith(str(SIMPUL)))
PROPERTIES = [term for term in OWN if (term, RDF.type, RDF.Property) in ONTOLOGY]


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_what_it_is(name: str) -> None:
    graph = parsed(name)
    (node,) = graph.subjects(RDF.type, OWL.Ontology)
    assert str(node) == f"https://w3id.org/simpul/{name}"
    version = str(graph.value(node, OWL.versionInfo))
    assert str(graph.value(node, OWL.versionIRI)) == f"{node}/{version}"
    assert {title.language for title in graph.objects(node, DCTERMS.title)} == {"en", "id"}
    assert str(graph.value(node, DCTERMS.creator)) == "Simpul"
    assert graph.value(node, DCTERMS.license)


def test_the_namespace_is_the_one_the_graph_uses() -> None:
    node = URIRef("https://w3id.org/simpul/ontology")
    assert str(ONTOLOGY.value(node, VANN.preferredNamespacePrefix)) == "simpul"
    assert str(ONTOLOGY.value(node, VANN.preferredNamespaceUri)) == str(SIMPUL)


@pytest.mark.parametrize("term", OWN, ids=lambda term: term.partition("#")[2])
def test_every_own_term_is_of_the_ontology_and_explained_once(term: URIRef) -> None:
    assert list(ONTOLOGY.objects(term, RDFS.isDefinedBy)) == [URIRef("https://w3id.org/simpul/ontology")]
    for relation in (RDFS.label, RDFS.comment):
        assert sorted(text.language for text in ONTOLOGY.objects(term, relation)) == ["en", "id"]


@pytest.mark.parametrize("term", PROPERTIES, ids=lambda term: term.partition("#")[2])
def test_every_own_property_has_one_domain_and_range_or_names_what_it_is_used_with(term: URIRef) -> None:
    for relation, includes in INCLUDES.items():
        assert len(list(ONTOLOGY.objects(term, relation))) <= 1, "several would have to hold together"
        assert (term, relation, None) in ONTOLOGY or (term, URIRef(includes.replace("http:", "https:")), None) in ONTOLOGY


def test_every_own_class_is_below_a_standard_one() -> None:
    for term in OWN:
        if (term, RDF.type, OWL.Class) in ONTOLOGY:
            assert [above for above in ONTOLOGY.objects(term, RDFS.subClassOf) if not above.startswith(str(SIMPUL))]


@pytest.mark.parametrize("names", [(name,) for name in FILES] + [FILES], ids="+".join)
def test_the_files_are_in_owl_2_rl_alone_and_together(names: tuple[str, ...]) -> None:
    graph = Graph()
    for name in names:
        graph += parsed(name)
    assert violations(graph) == []


OUTSIDE = {
    "a union": (
        "simpul:x a owl:ObjectProperty ; rdfs:domain [ owl:unionOf ( simpul:Decision simpul:Judgement ) ] .",
        "class exp",
    ),
    "some values": (
        "simpul:Decision rdfs:subClassOf [ owl:onProperty simpul:x ; owl:someValuesFrom simpul:Decision ] .",
        "class e",
    ),
    "a year": ("simpul:x a owl:DatatypeProperty ; rdfs:range xsd:gYear .", "datatype not in the profile"),
    "a date": ("simpul:firstSeen rdfs:range xsd:date .", "datatype not in the profile"),
    "two kinds": ("simpul:post a owl:DatatypeProperty .", "two kinds of property"),
    "undeclared class": ("simpul:post rdfs:domain simpul:Nowhere .", "no class"),
    "undeclared property": ("simpul:Decision simpul:nowhere simpul:Judgement .", "undeclared property"),
    "below everything": ("simpul:Decision rdfs:subClassOf owl:Thing .", "no class, or one that may not"),
    "reflexive": ("simpul:post a owl:ReflexiveProperty .", "type not in the profile"),
    "not simple": ("simpul:copyOf a owl:TransitiveProperty .", "has to be simple"),
    "not simple by a chain": ("simpul:endOf owl:propertyChainAxiom ( simpul:endOf simpul:endOf ) .", "has to be simple"),
    "a chain of values": ("simpul:post owl:propertyChainAxiom ( simpul:endOf simpul:acting ) .", "no object property"),
    "a value below a thing": ("simpul:acting rdfs:subPropertyOf simpul:post .", "different kinds"),
}


@pytest.mark.parametrize("case", OUTSIDE)
def test_what_is_not_in_the_profile_is_found(case: str) -> None:
    more, expected = OUTSIDE[case]
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in ONTOLOGY.namespaces())
    found = violations(ONTOLOGY + Graph().parse(data=head + more, format="turtle"))
    assert [reason for reason in found if expected in reason]


def test_the_datatypes_of_ranges_are_among_those_of_the_profile() -> None:
    assert XSD.date not in DATATYPES
    assert {value for term in PROPERTIES for value in ONTOLOGY.objects(term, RDFS.range)} & {XSD.date, XSD.gYear} == set()


def test_every_term_the_graph_uses_is_declared_in_one_of_the_files() -> None:
    declared = {str(term) for graph in (ONTOLOGY, ALIGNMENT, PROFILE) for term in graph.subjects(unique=True)}
    used = {term for namespace in NAMESPACES for term in namespace}
    known = {str(RDF.type)} | {term for term in used if term.startswith(str(XSD))}
    assert used - known - declared == set()


def test_the_alignment_says_whose_every_standard_term_is() -> None:
    for term in set(ALIGNMENT.subjects(RDF.type, OWL.Class)) | set(ALIGNMENT.subjects(RDF.type, OWL.ObjectProperty)):
        if not str(term).startswith(str(SIMPUL)):
            (source,) = ALIGNMENT.objects(term, RDFS.isDefinedBy)
            assert str(term).startswith(str(source).removesuffix("-o#"))


def test_every_standard_term_of_the_profile_has_a_note_in_both_languages() -> None:
    used = URIRef("https://schema.org/domainIncludes")
    for term in {*PROFILE.subjects(used), *PROFILE.subjects(RDF.type, OWL.Class)}:
        assert sorted(note.language for note in PROFILE.objects(term, SKOS.scopeNote)) == ["en", "id"], term


def allowed() -> set[tuple[str, str]]:
    """Which class may have which property, by ontology and profile."""
    graph = ONTOLOGY + PROFILE
    domains = (RDFS.domain, URIRef("https://schema.org/domainIncludes"))
    pairs = {(str(class_), str(term)) for relation in domains for term, class_ in graph.subject_objects(relation)}
    for below, above in graph.subject_objects(RDFS.subClassOf):
        pairs |= {(str(below), term) for class_, term in pairs if class_ == str(above)}
    return pairs


def test_the_graph_uses_properties_as_the_profile_says(sample: ModuleType) -> None:
    lines = {line for chunk in sample.chunks(sample.readings()) for line in chunk}
    lines |= set(Structure([Body("Badan Kebijakan Fiskal", "unit")], sample.TERRITORIES, Iris()).lines)
    graph = Graph().parse(data="".join(f"{triple_of(line)} .\n" for line in lines), format="nt")
    pairs = allowed()
    for subject, predicate in set(graph.subject_predicates()) - {(subject, RDF.type) for subject in graph.subjects()}:
        classes = {str(class_) for class_ in graph.objects(subject, RDF.type)}
        if classes:
            assert [class_ for class_ in classes if (class_, str(predicate)) in pairs], (subject, predicate)


def test_axioms_are_read_from_the_files_that_are_tested() -> None:
    assert AXIOMS == ("ontology.ttl", "alignment.ttl")


def test_the_page_draws_every_class_of_the_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from ontology_page import DIAGRAMS, Page

    page = Page()
    drawn = [name for names in DIAGRAMS.values() for name in names.split()[1:]]
    assert sorted(drawn) == sorted({page.name(term) for term in page.classes()})
    text = page.text()
    assert all(f"### {page.name(term)}\n" in text for term in OWN)
    assert text == Page().text()
    sys.modules.pop("ontology_page")
