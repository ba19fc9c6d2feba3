"""The noise that a line is by itself: boilerplate of the list, dates, share bars, bylines, ornaments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kg.ingest import published
from kg.ingest.boilerplate import LONGEST_LINE, MARKS, Boilerplate, Hit, boilerplate, line_key
from kg.ingest.lines import LONGEST_HEADLINE, Line, is_headline, is_paragraph, is_sentence

NAVIGATION = "navigation"
LONGEST_SIGNATURE = 30
LONGEST_BRACKET = 200
LONGEST_BAR = 120
MOST_MARKS = 20
MOST_TOP_LINES = 200
CRUMB_MARKS = str.maketrans(dict.fromkeys("»>›|→", "/"))


class Cut(NamedTuple):
    """A stretch of noise: a whole line, or some words of one. `effect` is what it says about the lines below it."""

    start: int
    end: int
    reason: str
    effect: str = ""


Verdict = tuple[Cut, ...]
"""The noise of one line, in order; empty where there is none."""


def whole(line: Line, reason: str, effect: str = "") -> Verdict:
    """The verdict that all of the line is noise."""
    return (Cut(line.start, line.end, reason, effect),)


def is_whole(line: Line, verdict: Verdict) -> bool:
    """True where nothing of the line is left."""
    return bool(verdict) and verdict[0].start <= line.start and verdict[0].end >= line.end


def noise_by_itself(text: str, lines: Sequence[Line], known: Mapping[int, Verdict]) -> list[Verdict]:
    """The verdict on each line; `known` holds those that are settled already, by the number of the line."""
    table = boilerplate()
    hits = _by_line(lines, list(table.hits(text)))
    verdicts = []
    at_top = True
    for number, line in enumerate(lines):
        if number in known:
            dated = known[number][0].reason == NAVIGATION and len(line.text) <= LONGEST_LINE and published.on_line(line.text)
            verdict = whole(line, "date line") if dated else known[number]
        else:
            at_top = at_top and number < MOST_TOP_LINES and not is_paragraph(line.text)
            verdict = _by_itself(line, table, at_top) or _by_hits(line, hits.get(number, ())) or _signature(line)
        verdicts.append(verdict)
    return verdicts


def _by_line(lines: Sequence[Line], hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = {}
    number = 0
    for hit in hits:
        while number < len(lines) and lines[number].end <= hit.start:
            number += 1
        if number < len(lines) and lines[number].start <= hit.start:
            found.setdefault(number, []).append(hit)
    return found


def _by_itself(line: Line, table: Boilerplate, at_top: bool) -> Verdict:
    text = line.text
    if not text[0].isalnum() and not any(map(str.isalnum, text)):
        return whole(line, "separator")
    if len(text) > LONGEST_BAR:
        return ()
    words = line_key(text)
    row = table.lines.get(words) if len(text) <= LONGEST_LINE else None
    if row:
        return whole(line, row.reason, row.effect)
    if at_top and len(text) <= LONGEST_LINE and published.on_line(text):
        return whole(line, "date line", "top")
    first = words.partition(" ")[0].strip(MARKS)
    if first in table.words and _is_share_bar(words, table):
        return whole(line, "share bar")
    if first in table.crumbs and _is_crumb_trail(text):
        return whole(line, table.crumbs[first].reason)
    return ()


def _is_share_bar(words: str, table: Boilerplate) -> bool:
    rows = [table.words.get(word.strip(MARKS)) for word in words.split() if word.strip(MARKS)]
    return all(rows) and any(row and not row.effect for row in rows)


def _is_crumb_trail(text: str) -> bool:
    parts = text.translate(CRUMB_MARKS).split("/")
    return len(parts) > 1 and all(part.count(" ") <= 4 for part in parts[:-1])


def _signature(line: Line) -> Verdict:
    """The verdict on initials and the like in brackets, alone on a line: `(rls/adv)`, `(hms)`."""
    text = line.text
    if text[0] != "(" or text[-1] != ")" or len(text) > LONGEST_SIGNATURE or text.count(" ") > 2:
        return ()
    return () if any(map(str.isdigit, text)) or "(" in text[1:] else whole(line, "byline")


def _by_hits(line: Line, hits: Sequence[Hit]) -> Verdict:
    cuts: list[Cut] = []
    for hit in hits:
        if cuts and hit.start < cuts[-1].end:
            continue
        cut = CUTTERS[hit.row.form](line, hit)
        if cut and _nothing_left(line, cut):
            return whole(line, cut.reason, cut.effect)
        if cut:
            cuts.append(cut)
    return tuple(cuts)


def _nothing_left(line: Line, cut: Cut) -> bool:
    return _only_marks(line, line.start, cut.start) and _only_marks(line, cut.end, line.end)


def _begins(line: Line, hit: Hit) -> bool:
    return _only_marks(line, line.start, hit.start)


def _only_marks(line: Line, start: int, end: int) -> bool:
    return end - start <= MOST_MARKS and not line.text[start - line.start : end - line.start].strip(MARKS)


def _cut_start(line: Line, hit: Hit) -> Cut | None:
    return _cut_anywhere(line, hit) if _begins(line, hit) else None


def _cut_anywhere(line: Line, hit: Hit) -> Cut | None:
    return Cut(line.start, line.end, hit.row.reason, hit.row.effect) if len(line.text) <= hit.row.longest else None


def _cut_tail(line: Line, hit: Hit) -> Cut | None:
    return Cut(hit.start, line.end, hit.row.reason, hit.row.effect) if line.end - hit.start <= hit.row.longest else None


def _cut_inside(line: Line, hit: Hit) -> Cut | None:
    return Cut(hit.start, hit.end, hit.row.reason)


def _cut_bracket(line: Line, hit: Hit) -> Cut | None:
    end = line.text.find("]", hit.end - line.start, hit.end - line.start + LONGEST_BRACKET)
    return Cut(hit.start, line.start + end + 1, hit.row.reason) if end >= 0 else None


def _cut_link(line: Line, hit: Hit) -> Cut | None:
    """The words that invite to another article, with its headline; no opinion where they are part of a sentence."""
    near = line.text[hit.end - line.start : hit.end - line.start + LONGEST_HEADLINE + MOST_MARKS]
    headline, words = near.strip(MARKS), near.lstrip(MARKS).rstrip()
    alone = hit.end + len(near) == line.end and len(headline) <= LONGEST_HEADLINE
    colon = near.lstrip()[:1] == ":" or hit.row.words[-1] == ":"
    reason = hit.row.reason
    if _begins(line, hit):
        if not headline:
            return Cut(line.start, line.end, reason, "link")
        if alone and (colon or not is_sentence(words) or is_headline(headline)):
            return Cut(line.start, line.end, reason)
    elif not colon or line.text[hit.start - line.start].islower():
        return None
    elif alone and not is_sentence(words):
        return Cut(hit.start, line.end, reason)
    return Cut(hit.start, hit.end + _headline_length(near), reason) if colon else None


def _headline_length(text: str) -> int:
    """The length of a headline in Title Case that a full stop sets off from the prose behind it; else of the colon.

    >>> _headline_length(": Bupati Buka Pasar Murah. Ia berharap"), _headline_length(": ia berharap. Ia pun")
    (26, 1)
    """
    colon = text.find(":", 0, 2) + 1
    stop = min((at for mark in ".!?" if (at := text.find(mark + " ", colon, LONGEST_HEADLINE)) >= 0), default=-1)
    return stop + 1 if stop >= 0 and is_headline(text[colon:stop].strip()) else colon


CUTTERS: dict[str, Callable[[Line, Hit], Cut | None]] = {
    "start": _cut_start,
    "anywhere": _cut_anywhere,
    "link": _cut_link,
    "tail": _cut_tail,
    "inside": _cut_inside,
    "bracket": _cut_bracket,
}
