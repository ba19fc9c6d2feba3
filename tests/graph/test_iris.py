from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.graph.iris import Iris, named, segment
from kg.resolve.keys import LONGEST_SLUG, name_key, person_id, slug

IRIS = Iris()
TEXT = st.text(max_size=200)
CODES = st.from_regex(r"[0-9]{2}(\.[0-9]{2})?", fullmatch=True)


@given(TEXT, TEXT, CODES, st.integers(0, 10**6))
def test_every_iri_is_accepted_short_and_ascii(name: str, other: str, code: str, offset: int) -> None:
    iris = [
        IRIS.article(name),
        IRIS.person(person_id(name_key(name), other)),
        IRIS.organization(name, code, other),
        IRIS.territory(other),
        IRIS.post(name, named(other), code),
        IRIS.tenure(name, other, "Plt", True),
        IRIS.event(name, other, offset, 1),
        IRIS.assessment(name, offset, 0),
        IRIS.statement(name, offset),
        IRIS.concept("role", name),
        IRIS.mention(name, offset, offset + 1, other),
        IRIS.words(name, offset, offset + 1),
        IRIS.selector(name, offset, offset + 1),
    ]
    for iri in iris:
        assert NamedNode(iri).value == iri
        assert iri.isascii() and len(iri) < 300
        assert not any(part in (".", "..", "") for part in iri.removeprefix(IRIS.base).split("/"))


@given(TEXT, TEXT)
def test_different_names_have_different_iris(one: str, other: str) -> None:
    assert (named(one) == named(other)) == (name_key(one) == name_key(other))
    assert (segment(one) == segment(other)) == (one == other)


@given(st.lists(st.tuples(TEXT, st.one_of(st.just(""), CODES)), max_size=6))
def test_different_bodies_have_different_iris(bodies: list[tuple[str, str]]) -> None:
    keys = {(name_key(name), code) for name, code in bodies}
    assert len({IRIS.organization(name, code) for name, code in bodies}) == len(keys)


@given(TEXT)
def test_slugs_are_readable_and_bounded(text: str) -> None:
    assert len(slug(text)) <= LONGEST_SLUG
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (IRIS.article("000_22fad"), "article/000_22fad"),
        (IRIS.organization("Dinas Kesehatan Kota Malang", "35.73", "Kota Malang"), "organization/dinas-kesehatan-kota-malang"),
        (IRIS.organization("Polres Malang", "35.07", "Kabupaten Malang"), "organization/polres-malang@35.07"),
        (IRIS.organization("SMA Negeri", "15", "Provinsi Jambi"), "organization/sma-negeri@15"),
        (IRIS.organization("SMA Negeri 15"), "organization/sma-negeri-15"),
        (IRIS.post("Gubernur", "pemerintah-provinsi-riau", "14"), "post/gubernur_pemerintah-provinsi-riau@14"),
        (IRIS.post("Gubernur", "", "14"), "post/gubernur@14"),
        (IRIS.post("Presiden", "", ""), "post/presiden"),
        (IRIS.event("a", "rapat", 7), "event/a/rapat-7"),
        (IRIS.words("a", 3, 9), "article/a#char=3,9"),
        (IRIS.territory("14.71"), "territory/14.71"),
    ],
)
def test_iris_say_what_they_stand_for(iri: str, expected: str) -> None:
    assert iri == f"https://w3id.org/simpul/{expected}"


@pytest.mark.parametrize("base", ["", "x", "ftp://a/", "http://a b/", "http://a/#", "http://a/?q=/", "http://a", "http://á/"])
def test_a_base_that_makes_bad_iris_is_refused(base: str) -> None:
    with pytest.raises(GraphError, match="base IRI"):
        Iris(base)


@pytest.mark.parametrize("base", ["http://localhost:8000/", "https://data.contoh.id/kg/", "http://a/b/c/"])
def test_a_base_is_an_option(base: str) -> None:
    assert Iris(base).article("a") == f"{base}article/a"
