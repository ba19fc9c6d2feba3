"""`kg build --reason`: what follows is published beside what articles say, and changes nothing of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from growing import ARTICLES, Alone, Growth, alone, contents, fill
from typer.testing import CliRunner
from whole import assert_conforms

import kg
from kg import pipeline
from kg.cli import app
from kg.errors import GraphError
from kg.graph import closure
from kg.graph.folder import published
from kg.graph.library import library
from kg.graph.network import build as network
from kg.graph.store import open_store
from kg.pipeline import build

ROOT = Path(__file__).parent.parent
INFERRED = "https://w3id.org/simpul/graph/inferred"
BUILD = re.compile("build/[0-9a-f]{12}")
"""A build with what follows is another one."""
OF_GRAPH = f"SELECT ?s ?p ?o {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }}"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The graph of the seeds, and the same with what follows. No test writes to them."""
    folder = tmp_path_factory.mktemp("graphs")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "Crew", Alone)
        build([ROOT / "seeds"], out=folder / "plain", decisions=folder / "none.csv")
        build([ROOT / "seeds"], out=folder / "reasoned", decisions=folder / "none.csv", reason=True)
    assert_conforms(folder / "reasoned")
    return folder / "plain", folder / "reasoned"


@pytest.fixture
def growth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Growth:
    """An empty folder, and builds of it in this process."""
    return alone(tmp_path, monkeypatch)


def test_what_follows_stands_in_a_graph_of_its_own(graphs: tuple[Path, Path]) -> None:
    before, lines = (set(BUILD.sub("build/", (out / "graph.nq").read_text(encoding="utf-8")).splitlines()) for out in graphs)
    more = lines - before
    assert more == {line for line in lines if line.endswith(f" <{INFERRED}> .")}
    assert lines - more == before
    assert len(more) > 300


def test_the_manifest_tells_of_it_and_counts_nothing_else(graphs: tuple[Path, Path]) -> None:
    plain, reasoned = (published(out).manifest for out in graphs)
    assert (plain.get("reasoning"), reasoned["reasoning"]) == (None, "OWL 2 RL")
    inferred = len(kg.query(OF_GRAPH, out=graphs[1]))
    assert reasoned["counts"]["triples"] - plain["counts"]["triples"] == inferred
    sizes = {"triples", "quads"}
    kinds = [{kind: number for kind, number in each["counts"].items() if kind not in sizes} for each in (plain, reasoned)]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("name", [query.name for query in library(ROOT / "queries")])
def test_every_query_gives_the_same_rows(graphs: tuple[Path, Path], name: str) -> None:
    rows = [kg.query(name, out=out) for out in graphs]
    if name not in ("statistics", "stats"):
        assert rows[0] == rows[1]


def test_network_contradictions_and_changes_are_the_same(graphs: tuple[Path, Path]) -> None:
    plain, reasoned = graphs
    drawn = [network(open_store(out)) for out in graphs]
    first, second = ((dict(each.nodes(data=True)), sorted(map(repr, each.edges(data=True)))) for each in drawn)
    assert first == second
    assert list(kg.conflicts(out=plain)) == list(kg.conflicts(out=reasoned))
    assert not list(kg.diff(plain, reasoned))


def test_the_files_hold_the_same(graphs: tuple[Path, Path]) -> None:
    _, reasoned = graphs
    turtle = rdflib.Graph().parse(reasoned / "graph.ttl", format="turtle")
    assert turtle.isomorphic(kg.to_rdflib(reasoned))
    assert CliRunner().invoke(app, ["verify", "-g", str(reasoned)]).exit_code == 0


ACTORS = "SELECT ?who { ?event sem:hasActor ?who }"
ABOVE = "SELECT ?above { ?body org:transitiveSubOrganizationOf ?above }"
HOLDS = 'SELECT ?name { ?who org:holds/skos:prefLabel "Bupati Kabupaten Kampar" ; skos:prefLabel ?name } ORDER BY ?name'


def test_queries_find_what_follows(graphs: tuple[Path, Path]) -> None:
    assert [len(kg.query(ACTORS, out=out)) > 0 for out in graphs] == [False, True]
    assert [len(kg.query(ABOVE, out=out)) > 0 for out in graphs] == [False, True]


def test_a_grown_graph_is_the_one_from_scratch(growth: Growth) -> None:
    for names in ("abcd", "abcdefgh", "abdefghijkl", "abcdefghijkl"):
        fill(growth.articles, names)
        growth.build(reason=True)
    holders = {row["name"] for row in kg.query(HOLDS, out=growth.out)}
    assert "Budi Hartono" not in holders, "he is called mantan"


@pytest.mark.parametrize("steps", [(True, False), (False, True), (True, False, True)])
def test_what_followed_before_does_not_stay(growth: Growth, steps: tuple[bool, ...]) -> None:
    for number, reason in enumerate(steps):
        fill(growth.articles, sorted(ARTICLES)[: 9 + number])
        growth.build(reason=reason)
        rows = kg.query(OF_GRAPH, out=growth.out)
        assert bool(rows) == reason


def test_what_people_decided_is_reasoned_over(growth: Growth) -> None:
    fill(growth.articles, "abch")
    growth.build(reason=True)
    name = "SELECT ?who { ?who a foaf:Person ; skos:prefLabel ?name FILTER(CONTAINS(?name, 'Tono')) }"
    (who,) = (row["who"].partition("/simpul/")[2] for row in kg.query(name, out=growth.out))
    lines = ["decision,subject,property,value", f"rename,{who},,Tono W.", f"link,{who},,https://www.wikidata.org/entity/Q1"]
    Path("decisions.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    summary = growth.build(reason=True)
    assert summary.unfollowed == ()
    rows = kg.query(OF_GRAPH, out=growth.out)
    assert not [row for row in rows if "wikidata" in f"{row['s']} {row['o']}" or row["p"].endswith("sameAs")]
    label = f"SELECT ?name {{ <https://w3id.org/simpul/{who}> rdfs:label ?name }}"
    assert [row["name"] for row in kg.query(label, out=growth.out)] == ["Tono W."]
    decided = "SELECT ?d { ?d a prov:Activity , simpul:Decision }"
    assert len(kg.query(decided, out=growth.out)) == 2


def test_a_contradiction_leaves_the_old_graph(growth: Growth, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(growth.articles, "ab")
    growth.build()
    before = contents(growth.out)
    monkeypatch.setattr(closure, "axioms", contradicting(closure.axioms))
    closure.spoken_of.cache_clear()
    with pytest.raises(GraphError, match="the graph contradicts the ontology: Disjoint classes") as told:
        build([growth.articles], out=growth.out, reason=True)
    closure.spoken_of.cache_clear()
    assert "\n" not in str(told.value)
    assert contents(growth.out) == before
    monkeypatch.undo()


def contradicting(axioms: Callable[[], rdflib.Graph]) -> Callable[[], rdflib.Graph]:
    """Axioms by which nobody can hold a post."""
    foaf = rdflib.FOAF

    def more() -> rdflib.Graph:
        graph = axioms()
        graph.add((foaf.Person, rdflib.OWL.disjointWith, foaf.Agent))
        return graph

    return more


def test_the_command_tells_how_much_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Crew", Alone)
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "articles", "ab")
    ran = CliRunner().invoke(app, ["build", "articles", "--reason", "--json"])
    assert ran.exit_code == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["inferred"] == len(kg.query(OF_GRAPH)) > 10
    assert f"inferred {told['inferred']:>14,}".split() in [line.split() for line in ran.stderr.splitlines()]
    assert "inferred" not in json.loads(CliRunner().invoke(app, ["build", "articles", "--json"]).stdout)
