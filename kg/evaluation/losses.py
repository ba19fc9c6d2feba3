"""What the mistakes are, and how much would be won without each class of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.evaluation import compare
from kg.evaluation.compare import Row
from kg.evaluation.kinds import Kind, Same
from kg.evaluation.measure import Evaluation, Pairing, Score, f1

Rows = Mapping[str, Sequence[Row]]
"""Rows of one article by fact type."""


class Mistake(NamedTuple):
    """A fact that was missed, one that was made up, or a pair of them that is one fact read wrongly."""

    article: str
    why: str
    gold: Row | None
    found: Row | None


class Loss(NamedTuple):
    """A class of mistakes: how many of a type's facts it costs, how many it makes up, and what the mean F1 would gain."""

    kind: str
    why: str
    missed: int
    invented: int
    gain: float


class Near(NamedTuple):
    """What is wrong with a fact that was found but does not agree, and how such a pair is known."""

    why: str
    pair: Same


def mistakes(evaluation: Evaluation, kind: str) -> list[Mistake]:
    """Every mistake of a fact type, in the order of the articles."""
    score, found = evaluation.scores[kind], evaluation.found
    return [
        mistake for pairing in score.pairings for mistake in _of_article(pairing, score.kind, found.get(pairing.article, {}))
    ]


def losses(evaluation: Evaluation) -> list[Loss]:
    """The classes of mistakes, those first without which the mean F1 would be highest."""
    scores = evaluation.averaged()
    told = [loss for score in scores for loss in _losses(score, mistakes(evaluation, score.kind.name), len(scores))]
    return sorted(told, key=lambda loss: (-loss.gain, loss.kind, loss.why))


def _losses(score: Score, made: Sequence[Mistake], types: int) -> Iterator[Loss]:
    missed = Counter(mistake.why for mistake in made if mistake.gold)
    invented = Counter(mistake.why for mistake in made if mistake.found)
    for why in missed | invented:
        lost, extra = missed[why], invented[why]
        mended = f1(score.right + lost, score.gold, score.found + lost - extra)
        yield Loss(score.kind.name, why, lost, extra, (mended - score.f1) / types)


def _of_article(pairing: Pairing, kind: Kind, rows: Rows) -> Iterator[Mistake]:
    """The mistakes of one article: pairs that nearly agree, from near to far, and then what has no counterpart."""
    missed, invented = list(pairing.missed), list(pairing.invented)
    for near in _NEAR.get(kind.name, ()):
        for row in list(missed):
            other = next((other for other in invented if near.pair(row, other)), None)
            if other is not None:
                missed.remove(row)
                invented.remove(other)
                yield Mistake(pairing.article, near.why, row, other)
    why_missed = _MISSED.get(kind.name, _altogether)
    for row in missed:
        yield Mistake(pairing.article, why_missed(row, rows), row, None)
    for row in invented:
        yield Mistake(pairing.article, "made up", None, row)


def _altogether(row: Row, rows: Rows) -> str:
    return "missed altogether"


def _missed_official(row: Row, rows: Rows) -> str:
    """Whether some fact of the article knows the person."""
    people = [other[column] for kind, column in _PEOPLE.items() for other in rows.get(kind, ())]
    known = any(compare.same_person(row["person"], name) for name in people)
    return "person known, post missed" if known else "person unknown"


def _missed_participant(row: Row, rows: Rows) -> str:
    found = any(compare.same_type(row, event) for event in rows.get("events", ()))
    return "missed in an event that was found" if found else "missed with the whole event"


_PEOPLE = {"officials": "person", "participants": "agent", "statements": "speaker"}
_MISSED: Mapping[str, Callable[[Row, Rows], str]] = {"officials": _missed_official, "participants": _missed_participant}
"""Why a fact has no counterpart."""


def _same_holder(gold: Row, found: Row) -> bool:
    return compare.same_person(gold["person"], found["person"])


def _other_body(gold: Row, found: Row) -> bool:
    return _same_holder(gold, found) and compare.same_role(gold["role"], found["role"])


def _other_name(gold: Row, found: Row) -> bool:
    """The same post, of somebody who shares a name."""
    if set(compare.words(gold["person"])).isdisjoint(compare.words(found["person"])):
        return False
    return compare.same_role(gold["role"], found["role"]) and compare.same_jurisdiction(gold, found)


def _name_in_part(gold: Row, found: Row) -> bool:
    mine = set(compare.words(gold["organization"]))
    theirs = [set(compare.words(name)) for name in compare.names(found)]
    return any(words and (words <= mine or mine <= words) for words in theirs)


def _no_date(gold: Row, found: Row) -> bool:
    return compare.same_type(gold, found) and compare.same_place(gold["place"], found["place"]) and not found["date"]


def _other_date(gold: Row, found: Row) -> bool:
    return compare.same_type(gold, found) and compare.same_place(gold["place"], found["place"])


def _other_place(gold: Row, found: Row) -> bool:
    return compare.same_type(gold, found) and compare.same_date(gold["date"], found["date"])


def _other_type(gold: Row, found: Row) -> bool:
    """The same day and place, which the annotator must have given."""
    given = bool(gold["date"] and gold["place"])
    return given and compare.same_date(gold["date"], found["date"]) and compare.same_place(gold["place"], found["place"])


def _other_assessor(gold: Row, found: Row) -> bool:
    return compare.same(gold["value"], found["value"])


def _overlap(gold: Row, found: Row) -> bool:
    """The annotator's first words inside the quotation that was found."""
    return f" {' '.join(compare.words(gold['starts']))}" in f" {' '.join(compare.words(found['text']))}"


_NEAR: Mapping[str, Sequence[Near]] = {
    "officials": (
        Near("body or territory wrong", _other_body),
        Near("post wrong", _same_holder),
        Near("name wrong", _other_name),
    ),
    "organizations": (Near("name too short or too long", _name_in_part),),
    "events": (
        Near("date missing", _no_date),
        Near("date wrong", _other_date),
        Near("place wrong", _other_place),
        Near("date and place wrong", compare.same_type),
        Near("type wrong", _other_type),
    ),
    "participants": (Near("put into an event of another type", compare.same_agent),),
    "assessments": (Near("assessor wrong", _other_assessor), Near("value wrong", compare.same_assessor)),
    "statements": (
        Near("speaker wrong", compare.same_beginning),
        Near("begins elsewhere", _overlap),
    ),
}
"""Pairs of a missed and an invented fact that are one fact read wrongly, the nearest first."""
