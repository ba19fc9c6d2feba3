"""The figures, their uncertainty, and what the mistakes are called."""

from __future__ import annotations

import pytest

from kg.evaluation.compare import Row
from kg.evaluation.gold import Gold
from kg.evaluation.intervals import Ratio, ratio_interval, wilson
from kg.evaluation.losses import losses, mistakes
from kg.evaluation.measure import Evaluation, measure

EMPTY = dict.fromkeys(("person", "role", "organization", "territory", "type", "date", "place", "agent", "label"), "")
BUPATI = {**EMPTY, "person": "Sari Dewi", "role": "Bupati", "organization": "Pemerintah Kabupaten Kampar", "territory": "14.01"}
SEKDA = {**BUPATI, "person": "Budi Hartono", "role": "Sekretaris Daerah"}
MEETING = {**EMPTY, "type": "rapat", "date": "2025-10-20", "place": "14.01"}


def evaluated(kind: str, gold: list[Row], found: list[Row], **other: list[Row]) -> Evaluation:
    """One article, annotated for one fact type."""
    return measure([Gold("a", "gold.jsonl", 1, {kind: gold})], {"a": {kind: found, **other}})


def told(kind: str, gold: list[Row], found: list[Row], **other: list[Row]) -> list[str]:
    return [mistake.why for mistake in mistakes(evaluated(kind, gold, found, **other), kind)]


def test_each_fact_has_one_partner() -> None:
    score = evaluated("officials", [BUPATI, SEKDA], [BUPATI, BUPATI]).scores["officials"]
    assert (score.gold, score.found, score.right) == (2, 2, 1)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_nothing_found_and_nothing_there() -> None:
    assert evaluated("officials", [BUPATI], []).scores["officials"].f1 == 0.0
    assert evaluated("officials", [], [BUPATI]).scores["officials"].precision == 0.0
    assert evaluated("officials", [], []).mean_f1 == 0.0


def test_what_was_not_annotated_is_not_measured() -> None:
    evaluation = evaluated("officials", [BUPATI], [BUPATI], events=[MEETING])
    assert evaluation.scores["events"].found == 0
    assert [score.kind.name for score in evaluation.averaged()] == ["officials"]
    assert evaluation.mean_f1 == 1.0


def test_the_type_of_an_event_alone_does_not_count_in_the_mean() -> None:
    later = {**MEETING, "date": "2025-10-21"}
    gold = Gold("a", "gold.jsonl", 1, {"events": [MEETING], "event types": [MEETING]})
    evaluation = measure([gold], {"a": {"events": [later], "event types": [later]}})
    assert (evaluation.scores["event types"].f1, evaluation.scores["events"].f1, evaluation.mean_f1) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("kind", "gold", "found", "why"),
    [
        ("officials", BUPATI, {**BUPATI, "territory": "14"}, ["body or territory wrong"]),
        ("officials", BUPATI, {**BUPATI, "role": "Camat"}, ["post wrong"]),
        ("officials", BUPATI, {**BUPATI, "person": "Sari Wulandari"}, ["name wrong"]),
        ("officials", BUPATI, {**SEKDA, "territory": "14.02"}, ["person unknown", "made up"]),
        ("events", MEETING, {**MEETING, "date": ""}, ["date missing"]),
        ("events", MEETING, {**MEETING, "date": "2025-10-21"}, ["date wrong"]),
        ("events", MEETING, {**MEETING, "place": "14"}, ["place wrong"]),
        ("events", MEETING, {**MEETING, "date": "2024", "place": "14"}, ["date and place wrong"]),
        ("events", MEETING, {**MEETING, "type": "upacara"}, ["type wrong"]),
        ("events", MEETING, {**MEETING, "type": "upacara", "place": "15"}, ["missed altogether", "made up"]),
        (
            "organizations",
            {"organization": "Dinas Sosial Kampar"},
            {"organization": "Dinas Sosial"},
            ["name too short or too long"],
        ),
        (
            "participants",
            {"agent": "Sari", "type": "rapat"},
            {"agent": "Sari", "type": "upacara"},
            ["put into an event of another type"],
        ),
        ("assessments", {"value": "A", "assessor": "BPK"}, {"value": "A", "assessor": ""}, ["assessor wrong"]),
        ("assessments", {"value": "A", "assessor": "BPK"}, {"value": "B", "assessor": "BPK"}, ["value wrong"]),
        (
            "statements",
            {"speaker": "Sari", "starts": "Saya tahu"},
            {"speaker": "Budi", "text": "Saya tahu itu"},
            ["speaker wrong"],
        ),
        (
            "statements",
            {"speaker": "Sari", "starts": "Saya tahu"},
            {"speaker": "Budi", "text": "Ya. Saya tahu"},
            ["begins elsewhere"],
        ),
    ],
)
def test_what_is_wrong_with_a_fact(kind: str, gold: Row, found: Row, why: list[str]) -> None:
    assert told(kind, [gold], [found]) == why


def test_why_somebody_is_missing() -> None:
    speaking = {"speaker": "Sari Dewi", "text": "Saya tahu"}
    assert told("officials", [BUPATI], [], statements=[speaking]) == ["person known, post missed"]
    taking_part = {"agent": "Sari", "type": "rapat", "label": ""}
    assert told("participants", [taking_part], [], events=[MEETING]) == ["missed in an event that was found"]
    assert told("participants", [taking_part], []) == ["missed with the whole event"]


def test_the_largest_loss_comes_first() -> None:
    gold = [BUPATI, SEKDA, {**SEKDA, "person": "Rina Marlina"}]
    found = losses(evaluated("officials", gold, [{**BUPATI, "role": "Camat"}]))
    assert [(loss.why, loss.missed, loss.invented) for loss in found] == [("person unknown", 2, 0), ("post wrong", 1, 1)]
    assert found[0].gain == pytest.approx(2 * 2 / 6)


def test_an_interval_is_wider_where_mistakes_come_together() -> None:
    scattered = ratio_interval([Ratio(9, 10)] * 10)
    gathered = ratio_interval([Ratio(10, 10)] * 9 + [Ratio(0, 10)])
    assert scattered == wilson(0.9, 100)
    assert gathered.low < scattered.low < 0.9 < scattered.high < gathered.high
