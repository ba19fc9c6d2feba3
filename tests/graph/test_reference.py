"""The reference graph: what is said of territories and their ids."""

from __future__ import annotations

import pyoxigraph
import pytest

from kg import lexicon
from kg.graph.iris import Iris
from kg.graph.reference import Mentioned, reference_quads

IRIS = Iris()
PREFIXES = {
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "https://schema.org/": "schema:",
    "https://w3id.org/simpul/ontology#": "simpul:",
    IRIS.base: "",
}


def short(term: pyoxigraph.NamedNode | pyoxigraph.Literal) -> str:
    text = str(term.value)
    start = next((start for start in PREFIXES if text.startswith(start)), "")
    return PREFIXES.get(start, "") + text.removeprefix(start)


def said(mentioned: Mentioned) -> list[tuple[str, str, str]]:
    """Subject, predicate and object of every line, shortened, but for the description of the data set."""
    text = "\n".join(reference_quads(mentioned, lexicon.territories(), IRIS)).encode()
    quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS)
    lines = [(short(quad.subject), short(quad.predicate), short(quad.object)) for quad in quads]
    return [line for line in lines if line[0] != "dataset"]


def of_territory(code: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for subject, predicate, value in said(Mentioned(territories=frozenset({code}))):
        if subject == f"territory/{code}":
            found.setdefault(predicate, set()).add(value)
    return found


def test_a_province_has_its_iso_code_and_its_links() -> None:
    assert of_territory("14") == {
        "rdf:type": {"simpul:Territory"},
        "skos:prefLabel": {"Provinsi Riau"},
        "skos:altLabel": {"Riau"},
        "skos:notation": {"14"},
        "simpul:isoCode": {"ID-RI"},
        "owl:sameAs": {"http://www.wikidata.org/entity/Q2175", "https://sws.geonames.org/1629652/"},
    }


def test_a_kabupaten_has_its_province_its_code_of_bps_and_the_names_it_had() -> None:
    assert of_territory("12.12") == {
        "rdf:type": {"simpul:Territory"},
        "skos:prefLabel": {"Kabupaten Toba"},
        "skos:altLabel": {"Toba", "Toba Samosir", "Tobasa"},
        "simpul:formerName": {"Toba Samosir", "Tobasa"},
        "skos:notation": {"12.12"},
        "simpul:bpsCode": {"1206"},
        "owl:sameAs": {"https://sws.geonames.org/9165769/"},
        "schema:containedInPlace": {"territory/12"},
    }


@pytest.mark.parametrize("code", ["12", "61.71", "91.71", "91", "96"])
def test_a_code_of_bps_that_is_the_same_or_not_known_is_left_out(code: str) -> None:
    assert "simpul:bpsCode" not in of_territory(code)


def test_a_territory_without_any_id_is_described_all_the_same() -> None:
    assert of_territory("65.71").keys() == {
        "rdf:type",
        "skos:prefLabel",
        "skos:altLabel",
        "skos:notation",
        "schema:containedInPlace",
    }


def test_a_code_that_no_table_has_breaks_nothing() -> None:
    lines = said(Mentioned(territories=frozenset({"99.99"})))
    assert ("territory/99.99", "skos:prefLabel", "99.99") in lines


def test_every_territory_can_be_written() -> None:
    every = Mentioned(territories=frozenset(lexicon.territories()))
    links = [line for line in said(every) if line[1] == "owl:sameAs"]
    assert len(links) == len({value for _, _, value in links}) > 900
