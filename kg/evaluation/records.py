"""An evaluation for programs: as JSON, and as the rows of a table."""

from __future__ import annotations

import csv
from typing import TextIO

from kg.evaluation.intervals import articles_needed
from kg.evaluation.kinds import KINDS
from kg.evaluation.losses import Mistake, losses
from kg.evaluation.measure import Evaluation, Score
from kg.evaluation.report import PRECISE, Behind, Made, words_of
from kg.graph.spreadsheet import csv_cell


def record(evaluation: Evaluation, made: Made, behind: Behind) -> dict[str, object]:
    """Everything, for JSON; the mistakes only where they were asked for."""
    low, high = evaluation.mean_interval()
    told: dict[str, object] = {
        "articles": evaluation.articles,
        "types": {name: figures(score) for name, score in evaluation.scores.items()},
        "mean_f1": round(evaluation.mean_f1, 3),
        "mean_f1_low": low,
        "mean_f1_high": high,
        "losses": [loss._asdict() | {"gain": round(loss.gain, 4)} for loss in losses(evaluation)],
    }
    if made:
        told["mistakes"] = {name: [_mistake(name, each, behind) for each in some] for name, some in made.items()}
    return told


def figures(score: Score) -> dict[str, float]:
    """The figures of a fact type, each with its interval."""
    told: dict[str, float] = {
        "articles": len(score.pairings),
        "gold": score.gold,
        "found": score.found,
        "right": score.right,
    }
    intervals = (score.precision_interval(), score.recall_interval(), score.f1_interval())
    shares = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    for (name, share), interval in zip(shares.items(), intervals, strict=True):
        told |= {name: round(share, 3), f"{name}_low": interval.low, f"{name}_high": interval.high}
    return told | {"articles_needed": articles_needed(len(score.pairings), score.f1_interval(), PRECISE)}


def write_scores(evaluation: Evaluation, out: TextIO) -> None:
    """The figures as CSV, a row a fact type, and the mean at the end."""
    rows = {name: figures(score) for name, score in evaluation.scores.items()}
    columns = list(next(iter(rows.values())))
    low, high = evaluation.mean_interval()
    mean = {"articles": evaluation.articles, "f1": round(evaluation.mean_f1, 3), "f1_low": low, "f1_high": high}
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["type", *columns])
    for name, row in [*rows.items(), ("mean", mean)]:
        writer.writerow([name, *(row.get(column, "") for column in columns)])


def write_mistakes(made: Made, behind: Behind, out: TextIO) -> None:
    """The mistakes as CSV, one a row."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["type", "article", "why", "gold", "found", "rules", "sentence"])
    for name, some in made.items():
        kind = KINDS[name]
        for mistake in some:
            quoted = behind(kind, mistake.found) if mistake.found else ()
            rows = [words_of(kind, row) if row else "" for row in (mistake.gold, mistake.found)]
            rules = " ".join(sorted({each.rule for each in quoted if each.rule}))
            sentence = quoted[0].sentence if quoted else ""
            writer.writerow(map(csv_cell, [name, mistake.article, mistake.why, *rows, rules, sentence]))


def _mistake(name: str, mistake: Mistake, behind: Behind) -> dict[str, object]:
    told: dict[str, object] = mistake._asdict()
    if mistake.found is not None:
        quoted = behind(KINDS[name], mistake.found)
        told["evidence"] = [
            {"rule": each.rule, "sentence": each.sentence, "words": each.exact, "start": each.start} for each in quoted
        ]
    return told
