"""An evaluation in words: the table, what to read from it, and the mistakes with the sentences behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import wrap

from kg.evaluation.compare import Row
from kg.evaluation.intervals import articles_needed
from kg.evaluation.kinds import KINDS, Kind
from kg.evaluation.losses import Loss, Mistake, losses
from kg.evaluation.measure import Evaluation
from kg.graph.read import Quoted
from kg.model import Span
from kg.show import marked
from kg.terminal import safe_text

Behind = Callable[[Kind, Row], Sequence[Quoted]]
"""The words behind a row of the graph."""
Made = Mapping[str, Sequence[Mistake]]
"""The mistakes that were asked for, by fact type."""

PRECISE = 0.05
"""How close to the truth one would like an F1 to be."""
FEW = 10
"""With fewer facts a figure says little."""
_MOST_LOSSES = 8
_LONGEST = 200
_WIDTH = 100


def text(evaluation: Evaluation, made: Made, behind: Behind) -> str:
    """All of it: the table, what to read from it, and the mistakes that were asked for."""
    parts = [table(evaluation), "\n".join(_sample(evaluation))]
    if found := losses(evaluation):
        parts.append("\n".join(_advice(sorted(found, key=lambda loss: evaluation.scores[loss.kind].gold < FEW))))
    parts += [_misses(KINDS[name], some, behind) for name, some in made.items()]
    return "\n\n".join(parts)


def table(evaluation: Evaluation) -> str:
    """The figures by fact type, and the mean."""
    lines = [f"{'fact type':15}{'gold':>6}{'found':>7}{'P':>8}{'R':>8}{'F1':>8}   F1 between"]
    for name, score in evaluation.scores.items():
        low, high = score.f1_interval()
        between = f"{low:.2f} and {high:.2f}" if score.gold else "-"
        shares = f"{score.precision:8.3f}{score.recall:8.3f}{score.f1:8.3f}"
        lines.append(f"{name:15}{score.gold:6}{score.found:7}{shares}   {between}")
    low, high = evaluation.mean_interval()
    lines.append(f"{'mean F1':44}{evaluation.mean_f1:8.3f}   {low:.2f} and {high:.2f}")
    return "\n".join(lines)


def _sample(evaluation: Evaluation) -> Iterator[str]:
    count = evaluation.articles
    articles = f"{count:,} annotated article{'' if count == 1 else 's'}"
    yield f"{articles}. With 95 % confidence the F1 of all articles like these lies in the last column."
    few = [f"{score.kind.name} ({score.gold})" for score in evaluation.averaged() if score.gold < FEW]
    if few:
        yield f"Too few facts to say much: {', '.join(few)}."
    if count > 1:
        needed = [(articles_needed(count, score.f1_interval(), PRECISE), score.kind.name) for score in evaluation.averaged()]
        told = ", ".join(f"{name} {number:,}" for number, name in sorted(needed))
        yield from wrap(f"Articles it would take to know an F1 to within {PRECISE}: {told}.", _WIDTH, subsequent_indent="  ")


def _advice(found: Sequence[Loss]) -> Iterator[str]:
    yield "What would help most, and the mean F1 it would add if all of it were right:"
    for loss in found[:_MOST_LOSSES]:
        yield f"  +{loss.gain:.3f}  {loss.kind}: {loss.why} ({counted(loss)})"


def counted(loss: Loss) -> str:
    """How many facts a class of mistakes is about.

    >>> counted(Loss("events", "date wrong", 3, 3, 0.1)), counted(Loss("events", "made up", 0, 1, 0.1))
    ('3 facts', '1 fact')
    """
    number = max(loss.missed, loss.invented)
    return f"{number:,} fact{'' if number == 1 else 's'}"


def _misses(kind: Kind, made: Sequence[Mistake], behind: Behind) -> str:
    """Every mistake of a fact type: what was missed and what was made up, with its words."""
    missed = [mistake for mistake in made if mistake.gold is not None]
    invented = [mistake for mistake in made if mistake.gold is None]
    lines = [f"{kind.name}: {len(missed):,} missed, {sum(mistake.found is not None for mistake in made):,} made up"]
    for mistake in missed:
        lines += _told(kind, mistake, behind)
    for mistake in invented:
        lines += _told(kind, mistake, behind)
    return "\n".join(safe_text(line) for line in lines)


def _told(kind: Kind, mistake: Mistake, behind: Behind) -> Iterator[str]:
    """A mistake on a few lines: `-` what the annotator has, `+` what the graph has, then its words."""
    yield f"  {mistake.article}  {mistake.why}"
    if mistake.gold is not None:
        yield f"    - {words_of(kind, mistake.gold)}"
    if mistake.found is not None:
        sure = mistake.found.get("confidence", "")
        yield f"    + {words_of(kind, mistake.found)}{f' ({sure})' if sure else ''}"
        for quoted in behind(kind, mistake.found):
            yield f"        {_cut(quoted)}"
            yield f"            {quoted.rule or 'named here'}, from character {quoted.start}"


def words_of(kind: Kind, row: Row) -> str:
    """A row in one line."""
    text = ", ".join(row[column] for column in kind.shown if row.get(column))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _cut(quoted: Quoted) -> str:
    """The sentence with the words marked, cut where it is long."""
    prefix, suffix = quoted.prefix[-_LONGEST // 2 :], quoted.suffix[: _LONGEST // 2]
    text = marked(prefix + quoted.exact + suffix, [Span(len(prefix), len(prefix) + len(quoted.exact))])
    before = "…" if len(prefix) < len(quoted.prefix) else ""
    after = "…" if len(suffix) < len(quoted.suffix) else ""
    return f"{before}{text}{after}"
