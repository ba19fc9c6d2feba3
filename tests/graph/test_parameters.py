"""The parameters of queries: what is set takes the place of terms, and can never be more than a term."""

from __future__ import annotations

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import settings as run
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph.parameters import bind, parameters, settings

HEADED = """# title: A title
# parameter: place (territory) = where
# parameter: on (day) = when
# parameter: from (date) = since when
# parameter: below (number) = a number
SELECT ?place ?on ?from ?below ?other {
  VALUES ?place { "61" } VALUES ?on { "2021-06-01" } VALUES ?from { "2000" } VALUES ?below { "0.5" } VALUES ?other { 1 2 }
}"""


def rows(query: str) -> list[tuple[str, ...]]:
    """The solutions on an empty graph, as N-Triples writes the terms."""
    return [tuple("" if term is None else str(term) for term in row) for row in pyoxigraph.Store().query(query)]  # type: ignore


@pytest.mark.parametrize(
    ("query", "values", "expected"),
    [
        ('SELECT * { VALUES ?x { "61" } }', ["14"], 'SELECT * { VALUES ?x { "14" } }'),
        ('SELECT * { VALUES ?x { "61" "14" } }', ["14", "1"], 'SELECT * { VALUES ?x { "14" "1" } }'),
        ("SELECT * {} values $x{'''a'''}", ["b"], 'SELECT * {} values $x{ "b" }'),
        ("SELECT * { VALUES ?x { } }", ["b"], 'SELECT * { VALUES ?x { "b" } }'),
        ("SELECT * { VALUES ?x { UNDEF } }", ["b"], 'SELECT * { VALUES ?x { "b" } }'),
        ("SELECT * { VALUES ?x { <a:b> } }", ["http://x.id/é"], "SELECT * { VALUES ?x { <http://x.id/é> } }"),
        ("SELECT * { VALUES ?x { simpul:subject } }", ["<a:c>"], "SELECT * { VALUES ?x { <a:c> } }"),
        ("PREFIX p: <a:> SELECT * { VALUES ?x { p:b } }", ["p:c"], "PREFIX p: <a:> SELECT * { VALUES ?x { <a:c> } }"),
        ('SELECT * { VALUES ?x { "a"@id } }', ["b"], 'SELECT * { VALUES ?x { "b"@id } }'),
        ("SELECT * { VALUES ?x { 1 } }", ["-7"], 'SELECT * { VALUES ?x { "-7"^^<http://www.w3.org/2001/XMLSchema#integer> } }'),
        ("SELECT * { VALUES ?x { 0.5 } }", [".5"], "expected a number like 0.7, found '.5'"),
        ("SELECT * { VALUES ?x { true } }", ["ya"], "expected true or false, found 'ya'"),
        ("SELECT * { VALUES ?x { 1e3 } }", ["1e"], "expected a number like 1.5e3, found '1e'"),
        ('SELECT * { VALUES ?x { "2021"^^xsd:gYear } }', ["2021-01"], "expected a year like 2021, found '2021-01'"),
        ('SELECT * { VALUES ?x { "2021-01"^^xsd:gYearMonth } }', ["2021-13"], "expected a month like 2021-06, found '2021-13'"),
        (
            'SELECT * { VALUES ?x { "2021-06-01"^^xsd:date } }',
            ["yesterday"],
            "expected a day like 2021-06-01, found 'yesterday'",
        ),
        (
            'SELECT * { VALUES ?x { "2021-06-01"^^xsd:date } }',
            ["2021-02-29"],
            "expected a day like 2021-06-01, found '2021-02-29'",
        ),
        ('SELECT * { VALUES ?x { "P1Y"^^xsd:duration } }', ["P1Y"], "duration> cannot be set"),
        ("SELECT * { VALUES ?x { <a:b> } }", ["no iri"], "expected an IRI, found 'no iri'"),
        ("SELECT * { VALUES ?x { <a:b> } }", ["a:b> } #"], "expected an IRI, found 'a:b> } #'"),
        ('SELECT * { VALUES ?x { "a" 1 } }', ["b"], "x cannot be set: the terms of its VALUES block are of different kinds"),
        ('SELECT * { VALUES ?x { "a" } VALUES ?x { "b" } }', ["b"], "x cannot be set: 2 VALUES blocks have it"),
        ('SELECT * { VALUES ?y { "a" } VALUES ?z { } }', ["b"], "nothing that can be set is called 'x'; there are y, z"),
        ('SELECT * { VALUES (?x ?y) { ("a" "b") } }', ["b"], "the query has no block like VALUES ?name { ... }"),
        ('SELECT * { # VALUES ?x { "a" }\n }', ["b"], "the query has no block"),
        ("SELECT * { ?s ?p 'VALUES ?x { 1 }' }", ["b"], "the query has no block"),
        ('SELECT * { VALUES ?x { "a" }', ["\udcff"], "x: '\\udcff' is not text"),
    ],
)
def test_the_terms_of_a_block_give_way(query: str, values: list[str], expected: str) -> None:
    if expected.startswith(("SELECT", "PREFIX")):
        assert bind(query, {"x": values}) == expected
        return
    with pytest.raises(QueryError) as error:
        bind(query, {"x": values}, "q.rq")
    assert str(error.value).startswith("q.rq: ") and expected in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("place", "14", '"14"'),
        ("place", "Kalbar", '"61"'),
        ("place", "kab. malang", '"35.07"'),
        ("place", "Malang", "place: 'Malang' can be 35.07 (Kabupaten Malang), 35.73 (Kota Malang)"),
        ("place", "Atlantis", "place: expected the code or the name of a province, kabupaten or kota, found 'Atlantis'"),
        ("on", "2024-02-29", '"2024-02-29"'),
        ("on", "2024", "on: expected a day like 2021-06-01, found '2024'"),
        ("from", "2024-02", '"2024-02"'),
        ("from", "yesterday", "from: expected a date like 2021, 2021-06 or 2021-06-01, found 'yesterday'"),
        ("below", "0.7", '"0.7"'),
        ("below", "low", "below: expected a number like 0.7, found 'low'"),
        ("other", "3", "nothing that can be set is called 'other'; there are place, on, from, below"),
    ],
)
def test_a_heading_says_what_can_be_set_and_what_kind_it_is(name: str, value: str, expected: str) -> None:
    if expected.startswith('"'):
        assert f"VALUES ?{name} {{ {expected} }}" in bind(HEADED, {name: [value]})
        return
    with pytest.raises(QueryError) as error:
        bind(HEADED, {name: [value]})
    assert str(error.value) == f"query: {expected}"


def test_several_parameters_at_once() -> None:
    query = bind(HEADED, {"below": ["0.1"], "place": ["14", "Kalbar"], "on": ["2020-01-31"]})
    found = rows(query)
    assert {row[:4] for row in found} == {
        ('"14"', '"2020-01-31"', '"2000"', '"0.1"'),
        ('"61"', '"2020-01-31"', '"2000"', '"0.1"'),
    }
    assert len(found) == 4
    assert bind(HEADED, {}) == HEADED


def test_what_can_be_set_and_what_holds_where_nothing_is() -> None:
    assert parameters(HEADED) == {"place": ("61",), "on": ("2021-06-01",), "from": ("2000",), "below": ("0.5",)}
    assert parameters('SELECT * { VALUES ?x { org:Post <a:b> } VALUES ?y { 1 } VALUES ?z { "a" "b" } }') == {
        "x": ("org:Post", "<a:b>"),
        "y": ("1",),
        "z": ("a", "b"),
    }


@pytest.mark.parametrize("pair", ["territory", "=61", " =61", ""])
def test_a_setting_has_a_name_and_a_value(pair: str) -> None:
    with pytest.raises(QueryError, match="expected NAME=VALUE"):
        settings([pair])


def test_a_query_that_is_refused_is_refused_with_settings_too() -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        bind('SELECT * { VALUES ?x { "a" } SERVICE <http://x.id/> {} }', {"x": ["b"]})


BLOCK = 'SELECT ?x { VALUES ?x { "a" } }'
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
HOSTILE = r"""
" ' ''' "" \ \u0022 \u005C \U00000022 \u u0022 } { # < > a 0 SERVICE{ )}INSERT @id ^^<a:b> VALUES?x{
"""
CHARACTERS = ["\n", "\r", "\0", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", " "]
PIECES = st.lists(st.sampled_from([*HOSTILE.split(), *CHARACTERS])).map("".join)


@run(deadline=None)
@given(TEXT | PIECES)
@example('" } SERVICE <http://x.id/> { ?s ?p ?o } #')
@example("\\u0022 } #")
@example("\\\\U00000022")
@example('\\"')
def test_a_text_is_one_term_and_arrives_as_it_was(text: str) -> None:
    query = bind(BLOCK, {"x": [text]})
    (found,) = pyoxigraph.Store().query(query)  # type: ignore[misc]
    assert found["x"] == pyoxigraph.Literal(text)
    (second,) = rdflib.Graph().query(query)
    assert second[0] == rdflib.Literal(text)  # type: ignore[index]
    assert bind(query, {"x": ["a"]}) == BLOCK


@run(deadline=None)
@given(st.text() | PIECES)
def test_nothing_gets_past_the_check_of_an_iri_or_a_date(text: str) -> None:
    for block, kind in (
        ("<a:b>", pyoxigraph.NamedNode),
        ('"2021-06-01"^^xsd:date', pyoxigraph.Literal),
        ("1", pyoxigraph.Literal),
    ):
        try:
            query = bind(f"SELECT ?x {{ VALUES ?x {{ {block} }} }}", {"x": [text]})
        except QueryError as error:
            assert str(error).startswith("query: x: ")
            continue
        (found,) = pyoxigraph.Store().query(query)  # type: ignore[misc]
        assert isinstance(found["x"], kind)


@run(deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_several_values_are_as_many_terms(texts: list[str]) -> None:
    found = pyoxigraph.Store().query(bind(BLOCK, {"x": texts}))
    assert [row["x"].value for row in found] == texts  # type: ignore[union-attr]


@run(deadline=None)
@given(st.text() | PIECES)
def test_a_name_of_a_parameter_is_only_looked_up(name: str) -> None:
    if name == "x":
        return
    with pytest.raises(QueryError, match="nothing that can be set is called"):
        bind(BLOCK, {name: ["b"]})
