"""Every graph that is built conforms: of the seed articles, of articles that come and go, with decisions, with another base."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from growing import ARTICLES, Alone, fill
from published import graph_of, readings
from whole import LICENSE, assert_conforms, decisions, input_of, sample

import kg
from kg import pipeline
from kg.graph.edition import Edition
from kg.graph.iris import DEFAULT_BASE
from kg.graph.provenance import provenance_quads
from kg.synthesis import Article, Synthesis
from kg.validation.find import validate_here
from kg.worker import lines_of, record_of

SEEDS = Path(__file__).parents[2] / "seeds"
DECISIONS = """decision,subject,value,property,who,when,why
rename,organization/dinas-pendidikan-kabupaten-kampar,Disdik Kampar,,Rina,2026-11-22,known so
link,territory/14.01,https://www.wikidata.org/entity/Q1,,Rina,2026-11-22,
drop,{event},,,Rina,2026-11,no event
correct,{other},lainnya,sem:eventType,,,
correct,{other},territory/61.71,sem:hasPlace,,2026,
"""


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Builds in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "Crew", Alone)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def test_the_graph_of_the_seeds_conforms() -> None:
    kg.build([SEEDS], out="out")
    assert_conforms(Path("out"))


def test_a_graph_that_grows_and_shrinks_conforms(tmp_path: Path) -> None:
    for names in (sorted(ARTICLES)[:7], ARTICLES, sorted(ARTICLES)[3:]):
        kg.build([fill(tmp_path / "articles", names)], out="out")
        assert_conforms(Path("out"))


def test_a_graph_with_decisions_conforms(tmp_path: Path) -> None:
    folder = fill(tmp_path / "articles", ARTICLES)
    kg.build([folder], out="out", base="https://contoh.id/graf/")
    events = [row["e"].removeprefix("https://contoh.id/graf/") for row in kg.query("SELECT ?e { ?e a sem:Event } ORDER BY ?e")]
    Path("decisions.csv").write_text(DECISIONS.format(event=events[0], other=events[1]), encoding="utf-8")
    summary = kg.build([folder], out="out", base="https://contoh.id/graf/")
    assert list(summary.unfollowed) == []
    assert_conforms(Path("out"))


def test_a_graph_with_few_sure_facts_and_a_licence_conforms(tmp_path: Path) -> None:
    kg.build([fill(tmp_path / "articles", ARTICLES)], out="out", min_confidence=0.9, license=LICENSE)
    assert_conforms(Path("out"))


def test_a_graph_with_what_follows_conforms(tmp_path: Path) -> None:
    kg.build([SEEDS, fill(tmp_path / "articles", ARTICLES)], out="out", reason=True)
    assert_conforms(Path("out"))


@pytest.mark.parametrize("lost", ["build/", "collection/articles", "software/"])
def test_a_graph_that_does_not_say_how_it_was_made_does_not_conform(lost: str, tmp_path: Path) -> None:
    kg.build([fill(tmp_path / "articles", "ab")], out="out")
    lines = Path("out/graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "graph.nq"
    path.write_text("".join(line for line in lines if not line.startswith(f"<{DEFAULT_BASE}{lost}")), encoding="utf-8")
    assert not validate_here(path).conforms


@pytest.mark.parametrize("name", ["dataset.ttl", "build.ttl"])
def test_a_file_beside_the_graph_conforms_by_itself_and_with_it(name: str, tmp_path: Path) -> None:
    kg.build([fill(tmp_path / "articles", "ab")], out="out")
    assert_conforms(Path("out") / name)
    both = tmp_path / "both.ttl"
    both.write_bytes(Path("out/graph.ttl").read_bytes() + (Path("out") / name).read_bytes())
    assert_conforms(both)


def test_a_graph_without_articles_conforms(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Hari ini hujan turun di mana-mana.", encoding="utf-8")
    kg.build([tmp_path / "articles"], out="out")
    assert_conforms(Path("out"))


HOSTILE = (
    "2024-02-31: Bupati Kampar Budi Hartono membuka rapat di Bangkinang, Senin (31/2/2024).",
    'kemarin: Gubernur Riau Andi "Pratama" <b>Joko</b> membuka rapat, Kamis. "Baik \\ sekali," kata Andi.',
    "0000-00-00: Kepala Dinas Kesehatan Provinsi Riau Ωμέγα Σίγμα menyerahkan bantuan, Kamis (30/2/2023).",
    ": Plt. Bupati Siak Ahmad\u202e Riza\x1b[2J menandatangani kerja sama dengan Polres Kampar pada 2024.",
)


def test_graphs_of_hostile_articles_conform(tmp_path: Path) -> None:
    articles = readings(*HOSTILE)
    path = graph_of(tmp_path, articles)
    edition = Edition(tuple(input_of(Article.of(record_of(reading), "")) for reading in articles))
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in provenance_quads(edition))
    assert_conforms(path)


def test_the_made_up_readings_conform_with_and_without_decisions(tmp_path: Path) -> None:
    made = sample()
    told = [Article.of(record_of(reading), "") for reading in made.readings()]
    for decided in ([], decisions(made.readings())):
        synthesis = Synthesis(told, decided, "https://w3id.org/simpul/")
        applied = [
            lines_of(reading, synthesis.known(one), "https://w3id.org/simpul/")
            for reading, one in zip(made.readings(), told, strict=True)
        ]
        found = {was: now for one in applied for was, now in one.found.items()}
        lines = {line for one in applied for line in one.lines} | set(synthesis.shared(found).lines)
        lines |= set(provenance_quads(Edition(tuple(map(input_of, told)))))
        path = tmp_path / "graph.nq"
        path.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
        assert_conforms(path)
