from __future__ import annotations

import json
from importlib.resources import files

from pyld import jsonld

from kg.exports.context import KEYS, TYPES, context, document, terms
from kg.graph.vocabulary import NAMESPACES, RDF, XSD

PUBLISHED = json.loads(files("kg").joinpath("data/context.jsonld").read_text(encoding="utf-8"))


def test_the_published_context_is_that_of_the_vocabulary() -> None:
    assert document() == PUBLISHED, "run scripts/docs"


def test_every_term_has_a_key_of_its_own_or_shares_its_name_with_one_that_has() -> None:
    keys = [said["key"] for said in terms().values()]
    assert len(keys) == len(set(keys))
    ours = {iri for namespace in NAMESPACES if namespace not in (RDF, XSD) for iri in namespace}
    names = {iri.rpartition("#")[2].rpartition("/")[2] for iri in ours - terms().keys()}
    assert terms().keys() <= ours and names <= set(keys)


def test_what_the_tables_name_are_terms_that_we_use() -> None:
    used = {iri for namespace in NAMESPACES for iri in namespace}
    assert KEYS.keys() | TYPES.keys() <= used


def test_a_processor_reads_the_keys_as_their_terms() -> None:
    for iri, said in terms().items():
        if said["key"][0].isupper():
            found = jsonld.expand({"@context": context(), "id": "http://x.id/a", "type": said["key"]})
            assert found == [{"@id": "http://x.id/a", "@type": [iri]}]
            continue
        (node,) = jsonld.expand({"@context": context(), "id": "http://x.id/a", said["key"]: "http://x.id/b"})
        (value,) = node[iri]
        kind = said.get("type", "")
        assert value == (
            {"@id": "http://x.id/b"} if kind == "@id" else {"@value": "http://x.id/b"} | ({"@type": kind} if kind else {})
        )
