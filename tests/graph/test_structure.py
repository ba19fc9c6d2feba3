from __future__ import annotations

import random

import pyoxigraph

from kg import lexicon
from kg.graph.iris import Iris
from kg.graph.structure import Structure
from kg.resolve.claims import Body

IRIS = Iris()
BODIES = [
    Body("Biro Hukum Sekretariat Daerah Provinsi Riau", "unit", "14"),
    Body("Kementerian Agama", "ministry"),
    Body("Kementerian Pendidikan Nasional", "ministry"),
    Body("Kementerian Pendidikan Nasional", "agency"),
    Body("Kepolisian Resor Malang", "police", "35.07"),
]
PREFIXES = {
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    f"{IRIS.base}ontology#": "simpul:",
    IRIS.base: "",
}


def short(term: str) -> str:
    for start, prefix in PREFIXES.items():
        term = term.replace(f"<{start}", f"<{prefix}")
    return term.replace("<", "").replace(">", "")


def said(*bodies: Body) -> list[str]:
    return [short(line.rpartition(" <")[0]) for line in Structure(bodies, lexicon.territories(), IRIS).lines]


def test_parents_and_their_parents_are_described_where_no_article_names_them() -> None:
    secretariat, government = ("organization/sekretariat-daerah-provinsi-riau", "organization/pemerintah-provinsi-riau")
    lines = said(BODIES[0])
    assert [line for line in lines if line.startswith("organization/")] == [
        "organization/biro-hukum-sekretariat-daerah-provinsi-riau rdf:type org:OrganizationalUnit",
        f"organization/biro-hukum-sekretariat-daerah-provinsi-riau org:unitOf {secretariat}",
        f"{government} rdf:type org:Organization",
        f'{government} skos:prefLabel "Pemerintah Provinsi Riau"',
        f"{government} org:classification organization-kind/government",
        f"{government} simpul:jurisdiction territory/14",
        f"{secretariat} rdf:type org:Organization",
        f'{secretariat} skos:prefLabel "Sekretariat Daerah Provinsi Riau"',
        f"{secretariat} org:classification organization-kind/office",
        f"{secretariat} org:subOrganizationOf {government}",
        f"{secretariat} simpul:jurisdiction territory/14",
    ]
    mentioned = Structure([BODIES[0]], lexicon.territories(), IRIS).mentioned()
    assert (mentioned.kinds, mentioned.territories) == ({"government", "office"}, {"14"})


def test_a_body_that_articles_name_is_described_by_them() -> None:
    lines = said(*BODIES, Body("Kepolisian Daerah Jawa Timur", "police", "35"))
    assert (
        "organization/kepolisian-resor-malang@35.07 org:subOrganizationOf organization/kepolisian-daerah-jawa-timur@35" in lines
    )
    assert not [line for line in lines if line.startswith("organization/kepolisian-daerah-jawa-timur@35 skos:")]
    assert not [line for line in lines if line.startswith("organization/kementerian-agama ")]


def test_a_body_leads_to_what_it_became_step_by_step() -> None:
    became = [line.split(" dcterms:isReplacedBy ") for line in said(*BODIES) if "isReplacedBy" in line]
    assert [
        "organization/kementerian-pendidikan-nasional",
        "organization/kementerian-pendidikan-dan-kebudayaan",
    ] in became
    assert "organization/kementerian-pendidikan-dasar-dan-menengah" in {new for _, new in became}


def test_lines_are_sorted_n_quads_of_one_graph_whatever_the_order() -> None:
    lines = Structure(BODIES, lexicon.territories(), IRIS).lines
    shuffled = random.Random(1).sample(BODIES, len(BODIES))
    assert lines == sorted(set(lines)) == Structure(shuffled, lexicon.territories(), IRIS).lines
    quads = list(pyoxigraph.parse("\n".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    assert len(quads) == len(lines)
    assert {quad.graph_name.value for quad in quads} == {IRIS.resolution} == {"https://w3id.org/simpul/graph/resolution"}


def test_nothing_is_said_of_nothing() -> None:
    assert Structure([], lexicon.territories(), IRIS).lines == []


def test_national_bodies_lead_to_wikidata() -> None:
    link = "organization/kepolisian-negara-republik-indonesia owl:sameAs http://www.wikidata.org/entity/Q3103954"
    assert link in said(Body("Kepolisian Negara Republik Indonesia", "police"))
    assert link in said(BODIES[4])
    links = [line for line in said(Body("Kepolisian Negara Republik Indonesia", "police", "35")) if "owl:sameAs" in line]
    assert "@35" not in "".join(links)
