"""How sure facts are: what is seen of them, what is made of it, and what is left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg import lexicon
from kg.errors import InputError
from kg.extract.confidence import ALL, at_place, estimate, sure
from kg.extract.features import Features, Looks
from kg.model import Reading

ROOT = Path(__file__).parents[2]
ARTICLE = """Bupati Kampar Budi Hartono melantik pejabat di Bangkinang, Senin (20/10/2025).
"Layani warga dengan baik," kata Budi.

Sekretaris Daerah Kampar Sari Dewi hadir. "Jangan dipersulit lagi semua urusan warga," ujarnya.
Menurut Bupati Kampar Budi Hartono, Ombudsman RI memberi Pemkab Kampar nilai 89,97."""
TYPES = ("official", "organization", "territory", "event", "participant", "assessment", "statement")
SHARES = {("event", ALL): 0.6, ("event", "at lead"): 0.9, ("event", "at body"): 0.5, ("event", "date none"): 0.2}


@pytest.fixture(scope="module")
def reading() -> Reading:
    return kg.read_document(ARTICLE, published="2025-10-21")


def values(features: Features, *names: str) -> list[str]:
    """The values of some features."""
    known = dict(feature.split(" ", 1) for feature in features)
    return [known[name] for name in names]


def test_the_table_has_every_type_and_no_figure_set_by_hand() -> None:
    figures = {(row.fact, row.feature): row for row in lexicon.confidence_figures()}
    assert {fact for fact, feature in figures if feature == ALL} == set(TYPES) == {fact for fact, _ in figures}
    for (fact, feature), row in figures.items():
        base, prior = (0.5, 2) if feature == ALL else (figures[fact, ALL].probability, 4)
        expected = (row.right + prior * base) / (row.right + row.wrong + prior)
        assert row.probability == pytest.approx(min(0.999, max(0.001, expected)), abs=0.0006), (fact, feature)
        assert row.right <= figures[fact, ALL].right and row.wrong <= figures[fact, ALL].wrong


def test_a_feature_of_better_facts_makes_surer_and_an_unknown_one_makes_no_difference() -> None:
    plain = at_place("event", (), SHARES)
    assert plain == pytest.approx(0.6)
    assert at_place("event", ("at lead",), SHARES) > plain > at_place("event", ("at body", "date none"), SHARES)
    assert at_place("event", ("rule event.brand-new",), SHARES) == plain


def test_the_best_place_counts_and_nothing_is_certain() -> None:
    assert estimate("event", [("at body",), ("at lead",)], SHARES) == at_place("event", ("at lead",), SHARES)
    assert estimate("event", [("x",)], {("event", ALL): 0.9999}) == 0.99
    assert estimate("event", [("x",)], {("event", ALL): 0.0001}) == 0.01
    assert estimate("event", [], SHARES) == 0.6


def test_what_is_seen_of_a_tenure(reading: Reading) -> None:
    first, second = (Looks(reading).tenure(tenure) for tenure in reading.tenures)
    assert values(first[0], "rule", "told", "body") == ["official.office-person", "again", "known"]
    assert len(first) == 2
    assert [values(place, "told") for place in second] == [["once"]]


def test_what_is_seen_of_an_event_and_who_took_part(reading: Reading) -> None:
    (event,) = reading.events
    (seen,) = Looks(reading).event(event)
    assert values(seen, "type", "date", "place") == ["pelantikan", "said", "said"]
    (part,) = Looks(reading).participant(event, event.participants[0])
    assert values(part, "part", "agent", "sentence") == ["officiant", "named", "own"]


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("Bupati Kampar Budi Hartono melantik pejabat, Senin (20/10/2025).", "said", "said"),
        ("Senin (20/10/2025) hujan turun di Bangkinang. Bupati Kampar Budi Hartono melantik pejabat.", "inferred", "said"),
        ("Bupati Kampar Budi Hartono bicara. Bupati Budi Hartono melantik pejabat di kantornya.", "none", "inferred"),
    ],
)
def test_whether_date_and_place_are_said(text: str, date: str, place: str) -> None:
    found = kg.read_document(text)
    event = next(event for event in found.events if event.type == "pelantikan")
    assert values(Looks(found).event(event)[0], "date", "place") == [date, place]


def test_what_is_seen_of_a_quotation(reading: Reading) -> None:
    named, meant = (values(Looks(reading).statement(statement)[0], "speaker") for statement in reading.statements)
    assert (named, meant) == (["named"], ["meant"])


def test_what_is_seen_of_a_body(reading: Reading) -> None:
    names = {
        organization.name: [values(place, "named")[0] for place in Looks(reading).organization(organization)]
        for organization in reading.organizations
    }
    assert names["Ombudsman Republik Indonesia"] == ["other"]
    assert "implied" in names["Pemerintah Kabupaten Kampar"]


def test_every_fact_has_a_confidence(reading: Reading) -> None:
    facts = [*reading.tenures, *reading.events, *reading.assessments, *reading.statements, *reading.organizations]
    facts += [*reading.territories, *(part for event in reading.events for part in event.participants)]
    assert len(facts) > 8
    assert all(fact.confidence is not None and 0.01 <= fact.confidence <= 0.99 for fact in facts)
    assert all(round(fact.confidence, 2) == fact.confidence for fact in facts)


def test_what_is_less_sure_is_left_out(reading: Reading) -> None:
    assert sure(reading, 0.0) is reading
    nothing = sure(reading, 1.0)
    assert not any(
        (nothing.tenures, nothing.events, nothing.assessments, nothing.statements, nothing.organizations, nothing.people)
    )
    best = max(tenure.confidence or 0 for tenure in reading.tenures)
    kept = sure(reading, best)
    assert kept.tenures and {person.name for person in kept.people} >= {tenure.person.name for tenure in kept.tenures}
    assert all(event.confidence is not None and event.confidence >= best for event in kept.events)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "a.txt"


def test_a_build_with_a_least_confidence(articles: Path, tmp_path: Path) -> None:
    everything, some = tmp_path / "everything", tmp_path / "some"
    kg.build([articles], out=everything, jobs=1)
    least = max(float(row["confidence"]) for row in kg.query("officials", out=everything))
    summary = kg.build([articles], out=some, jobs=1, min_confidence=least)
    rows = [row for name in ("officials", "events", "statements", "participants") for row in kg.query(name, out=some)]
    assert rows and all(float(row["confidence"]) >= least for row in rows)
    assert summary.counts["triples"] < len(kg.to_rdflib(everything))
    manifest = json.loads((some / "current" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["min_confidence"] == least
    assert "min_confidence" not in json.loads((everything / "current" / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("least", [-0.1, 1.5, float("nan")])
def test_a_least_confidence_that_is_none(articles: Path, tmp_path: Path, least: float) -> None:
    with pytest.raises(InputError, match="expected a number from 0 to 1"):
        kg.build([articles], out=tmp_path / "out", min_confidence=least)


def test_calibration_on_an_evaluation_folder(tmp_path: Path) -> None:
    """It tells the figures, twice the same, and with --check it writes nothing."""
    lines = (ROOT / "docs" / "sample" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    texts = (ROOT / "docs" / "sample" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    for name, gold, text in zip(("dev", "dev-regional"), lines, texts, strict=True):
        (tmp_path / name).mkdir()
        article = json.loads(text)
        (tmp_path / name / f"{article['id']}.txt").write_text(article["text"], encoding="utf-8")
        (tmp_path / f"gold-{name}-a.jsonl").write_text(gold + "\n", encoding="utf-8")
    table = ROOT / "kg" / "data" / "confidence.csv"
    before = table.read_bytes()
    command = [sys.executable, str(ROOT / "scripts" / "calibrate"), "--check"]
    environment = {**os.environ, "SIMPUL_EVAL": str(tmp_path), "PYTHONPATH": str(ROOT)}
    first, second = (
        subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout for _ in range(2)
    )
    assert first == second
    assert first.startswith("fact") and "best place, weight 0.5, prior 4" in first
    assert table.read_bytes() == before
