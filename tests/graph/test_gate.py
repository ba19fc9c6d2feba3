from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from kg.errors import QueryError
from kg.graph.gate import DEEPEST_NESTING, LONGEST_QUERY, check

PEER = "http://127.0.0.1:9/"
"""A port that the engine refuses to call with an OSError: the sign that a query was about to leave this machine."""

P = f"PREFIX ex: <{PEER}> PREFIX : <{PEER}> "

SERVICES = [
    f"SELECT * {{ SERVICE <{PEER}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service <{PEER}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SeRvIcE SILENT <{PEER}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SERVICE # a comment\n <{PEER}> {{ ?s ?p ?o }} }}",
    f"BASE <{PEER}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
    P + "SELECT * { SERVICE ex:x { ?s ?p ?o } }",
    P + "SELECT * { SERVICEex:x { ?s ?p ?o } }",
    P + "SELECT * { SERVICESILENTex:x { ?s ?p ?o } }",
    P + "SELECT * { service:x { ?s ?p ?o } }",
    P + "SELECT * { ?s ?p trueSERVICE ex:x { } }",
    P + "SELECT * { ?s ?p trueSERVICEex:x { } }",
    f"SELECT * {{ VALUES ?e {{ <{PEER}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
    f"SELECT * {{ FILTER NOT EXISTS {{ SERVICE <{PEER}> {{ ?s ?p ?o }} }} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE <{PEER}> {{ ?s ?p ?o }} }} }} }}",
    f"SELECT * {{ OPTIONAL {{ SERVICE <{PEER}> {{ ?s ?p ?o }} }} }}",
    f"ASK {{ SERVICE <{PEER}> {{ ?s ?p ?o }} }}",
    f"CONSTRUCT WHERE {{ ?s ?p ?o }} # \n SERVICE <{PEER}> {{}}",
    f"SELECT * {{ BIND(1 AS ?a) FILTER(?a<'>') SERVICE <{PEER}> {{ ?x ?y 'z' }} }}",
    f"SELECT * {{ BIND(1 AS ?a) FILTER(?a<2#>'''\n) SERVICE <{PEER}> {{ ?x ?y 'z' }} #'''\n }}",
    "SELECT * { ?s ?p ?o FILTER(?a<?b)SERVICE?s#>\n{ ?x ?y ?z } }",
    f"SELECT * {{ VALUES ?v {{ 1 }} FILTER(?v<'>') SERVICE <{PEER}> {{ ?x ?y 'z' }} }}",
    f"SELECT (COUNT(*)<'>' AS ?n) {{ SERVICE <{PEER}> {{ ?x ?y 'z' }} }}",
    f"\ufeffSELECT * {{ SERVICE <{PEER}> {{ ?s ?p ?o }} }}",
]

HARMLESS = [
    "SELECT ?service { ?service ?p 'SERVICE' }",
    "PREFIX service: <http://contoh.id/> SELECT * { ?s service:a service:b . GRAPH service:g { ?s ?p ?o } }",
    "SELECT * { ?s <http://contoh.id/service/(a)#b> ?o } # SERVICE <x> {}",
    'SELECT * { ?s ?p """SERVICE <x> { " } """ }',
    "SELECT * { VALUES (?a ?b) { (<http://x#a> <http://x#b>) (UNDEF 'it''s') } }",
    "SELECT * { ?s ?p ?o FILTER(?o < 5 && ?o<7 || ?o IN (<a:b#c>, <a:d#e>) || ?o != <a:b#c>) }",
    "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a/^a|!(<a:b#c>|^<a:d#e>) ?o } GROUP BY ?s HAVING(COUNT(?o) > 1) ORDER BY DESC(?n)",
    "PREFIX a: <b:> SELECT * { ?s a:it\\'s [ a:b 'x'@id, 5.0, 1e3, \"y\"^^a:c ] . _:z a:\\#d true }",
    "DESCRIBE <http://contoh.id/(a)>",
    "\ufeffASK { }",
    "select * where { ?s ?p ?o }\r\nlimit 5",
    "SELECT * { " + "{" * (DEEPEST_NESTING - 1) + "}" * (DEEPEST_NESTING - 1) + " }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_service_is_refused_in_all_disguises(query: str) -> None:
    with pytest.raises(QueryError, match=r"query:\d+:\d+: (SERVICE is not allowed|this may be an IRI or a comparison)"):
        check(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_harmless_queries_pass(query: str) -> None:
    assert check(query).graphs == ()


STORE = Store()
STORE.load(b'<a:s> <a:p> 1 , true , "x" , <a:o> .', RdfFormat.TURTLE)
PIECES = [
    "SERVICE", "service", "SERVICE SILENT ", f"<{PEER}>", "ex:a", ":a", "?s", "?p", "?o", "true", "1", "1.", "'a'", '"b"',
    "'''", "'", '"', "#", "\n", " ", "{", "}", "(", ")", "<", ">", "FILTER(", "OPTIONAL", "UNION", "GRAPH", "BIND(", "AS",
    "VALUES ?v", "EXISTS", ".", ";", ",", "@en", "a", "?a<", "{?x ?y ?z}", "{}", "<'>", "<?b)", "#>", "&&", "=", "\\", "MINUS",
    "|", "/", "*", "!", "[", "]",
]  # fmt: skip
SEEDS = [
    "?s ?p ?o FILTER(?o<'>')SERVICE ex:a{?x ?y 'z'}",
    "BIND(1 AS ?a)FILTER(?a<?b#>'''\n)SERVICE ex:a{}#'''\n",
    "?s ?p trueSERVICE ex:a{}",
    "FILTER(?a<2)SERVICE?s#>\n{}",
    "VALUES ?s{ex:a}SERVICE ?s{}",
]


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3), st.sampled_from(PIECES)), max_size=4))
def test_what_passes_never_leaves_this_machine(seed: str, edits: list[tuple[int, int, str]]) -> None:
    for place, length, piece in edits:
        seed = seed[:place] + piece + seed[place + length :]
    query = f"{P}SELECT * {{ {seed} }}"
    try:
        check(query)
    except QueryError:
        return
    try:
        list(STORE.query(query))  # type: ignore[arg-type]
    except SyntaxError:
        return


def test_the_engine_would_leave_this_machine() -> None:
    """The test above means something only as long as the engine answers a SERVICE with this error."""
    with pytest.raises(OSError, match="port 9"):
        list(STORE.query(SERVICES[0]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }", "DELETE WHERE { ?s ?p ?o }", "LOAD <file:///etc/passwd>", "CLEAR ALL", "DROP ALL",
        "CREATE GRAPH <a:b>", "ADD <a:b> TO <a:c>", "MOVE <a:b> TO <a:c>", "COPY <a:b> TO <a:c>", "insert data {}",
        "SELECT * { ?s ?p ?o } ; DROP ALL", "\ufeffDROP ALL", "# SELECT\nDROP ALL",
        "PREFIX a: <b:> DELETE DATA { a:b a:c a:d }",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)  # fmt: skip
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="is not allowed: the graph is only read"):
        check(query)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("# only a comment", "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("PREFIX a: <b:>", "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT * {" + "{" * 3000 + "}" * 3001, "nested too deeply"),
        ("SELECT * { FILTER" + "(" * 5000 + "1" + ")" * 5000 + "}", "nested too deeply"),
        ("SELECT * { ?s " + "(" * 100 + "a" + ")" * 100 + " ?o }", "nested too deeply"),
        ("SELECT * { ?s ?p " + "[ ?p " * 100 + "]" * 100 + "}", "nested too deeply"),
        ("SELECT * { ?s ?p 'open }", "this string is not closed"),
        ("SELECT * { ?s ?p '''open' }", "this string is not closed"),
        ("SELECT * { ?s ?p \\u0053 }", r"unexpected '\\\\'"),
        ("SELECT * { ?s ?p \x00 }", r"unexpected '\\x00'"),
        (" " * (LONGEST_QUERY + 1), "longer than 100,000 bytes"),
        ("é" * 60_000, "longer than 100,000 bytes"),
    ],
)
def test_other_refusals(query: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        check(query)


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * FROM <http://a/b> { ?s ?p ?o }", ["http://a/b"]),
        ("SELECT * FROM NAMED <file:///etc/passwd> FROM <x> { ?s ?p ?o }", ["file:///etc/passwd", "x"]),
        ("BASE <http://a/> SELECT * FROM <b> { ?s ?p ?o }", ["http://a/b"]),
        ("PREFIX a: <http://a/> SELECT * FROM a:b\\/c from named a: { ?s ?p ?o }", ["http://a/b/c", "http://a/"]),
        ("SELECT ?from { ?from ?p 'FROM <a:b>' }", []),
    ],
)
def test_the_graphs_a_query_names(query: str, graphs: list[str]) -> None:
    assert list(check(query).graphs) == graphs


def test_errors_show_the_place() -> None:
    with pytest.raises(QueryError) as error:
        check("SELECT *\r\n{\n\tSERVICE <a:b> {} }", "x.rq")
    assert str(error.value) == (
        "x.rq:3:2: SERVICE is not allowed: queries never leave this machine\n   SERVICE <a:b> {} }\n   ^"
    )


def test_an_endless_line_is_cut_around_the_place() -> None:
    with pytest.raises(QueryError) as error:
        check("SELECT * { " + "?s ?p ?o . " * 5000 + "SERVICE <a:b> {} }")
    assert max(map(len, str(error.value).split("\n"))) < 200


@pytest.mark.parametrize(
    "text",
    ["'''" + "'" * 99_000, "'" * 99_000, "'''a" * 24_000, "<" * 99_000, "a:" * 49_000, "?" * 99_000, "a.-" * 33_000,
     '"""' + '\\"' * 49_000, "1." * 49_000, "é." * 30_000, "{ ?a < " * 14_000, "service" * 14_000],
)  # fmt: skip
def test_reading_takes_linear_time(text: str) -> None:
    began = time.process_time()
    with pytest.raises(QueryError):
        check(text)
    assert time.process_time() - began < 10
