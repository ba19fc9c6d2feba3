"""Every rule's own sentences: `yes` gives what it says, by that rule; in `no` the rule stays silent."""

import re
from collections.abc import Iterator

import pytest

from kg.extract.events import rules as event_rules
from kg.extract.facts import read
from kg.extract.officials import first_rules, later_rules
from kg.extract.ratings import measures, ratings, values
from kg.model import Block, Document, Reading, Span
from kg.rules import Rule

RULES = [*first_rules().rules, *later_rules().rules, *event_rules().rules]


def article(text: str) -> Document:
    """A body of one paragraph."""
    return Document("example", text, (Block(Span(0, len(text)), "body"),), published="2022-03-31")


def facts(reading: Reading) -> Iterator[tuple[str, str]]:
    """Rule id and fact of a reading, as the examples write facts."""
    for tenure in reading.tenures:
        how = "former" if tenure.former else tenure.acting
        body = tenure.organization.name if tenure.organization else ""
        for evidence in tenure.evidence:
            yield evidence.rule, " | ".join((tenure.person.name, tenure.role, how, body, tenure.territory))
    for event in reading.events:
        for part in event.participants:
            yield part.evidence.rule, " | ".join((event.type, part.agent.name, part.role))


def cases(field: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, field))
    ]


@pytest.mark.parametrize(("rule", "example"), cases("yes"))
def test_yes(rule: Rule, example: dict[str, object]) -> None:
    found = {" ".join(fact.split()) for by, fact in facts(read(article(str(example["text"])))) if by == rule.id}
    assert found == {" ".join(fact.split()) for fact in example["facts"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("rule", "example"), cases("no"))
def test_no(rule: Rule, example: str) -> None:
    assert rule.id not in {by for by, _ in facts(read(article(example)))}


def test_every_rule_has_an_example_and_stable_ones_a_near_miss() -> None:
    assert [rule.id for rule in RULES if not rule.yes] == []
    assert [rule.id for rule in RULES if rule.status == "stable" and not rule.no] == []


def test_ids_and_patterns_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert len({rule.pattern for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rating", ratings(), ids=lambda rating: rating.id)
def test_ratings(rating: object) -> None:
    for example in rating.yes:  # type: ignore[attr-defined]
        text = example["text"]
        assert [(span.of(text), by) for span, by in values(text, set(re.findall(r"\w+", text.lower())))] == [
            (example["value"], rating.id)
        ]  # type: ignore[attr-defined]
    for text in rating.no:  # type: ignore[attr-defined]
        assert not list(values(text, set(re.findall(r"\w+", text.lower()))))


@pytest.mark.parametrize("measure", measures(), ids=lambda measure: measure.yes)
def test_measures(measure: object) -> None:
    owners = {other.assessor for other in measures() if other.pattern.search(measure.yes)}  # type: ignore[attr-defined]
    assert measure.assessor in owners  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted({measure.assessor for measure in measures()} - {""}))
def test_measures_are_rated_by_bodies_of_the_tables(name: str) -> None:
    text = f"Hari ini {name} hadir. {name} Provinsi Riau juga hadir."
    reading = read(Document("n", text, (Block(Span(0, len(text)), "body"),)))
    assert any(body.name.startswith(name) for body in reading.organizations)
