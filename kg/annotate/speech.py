"""The words beside a quotation that say whose it is. Who that person is, others decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.annotate.quotes import Quote, behind_stops
from kg.annotate.sentences import first_end, spans
from kg.annotate.verbs import follows_quotation, opens_clause, position, word_at
from kg.model import Span

_MARK = re.compile(r'["“”„«»]')
_WORD = re.compile(r"[^\W\d_]+")
_LEADING = frozenset({"begitu", "demikian", "demikianlah", "seperti", "sebagaimana", "hal", "itu", "tersebut", "ini", "lagi"})
_CLAUSE = 400
"""How far before a quotation its attribution may start, and how far behind it may end."""
_LABEL_WORDS = 10
"""The most words before a colon that name a speaker: `Bupati Kampar: "..."`."""
_TRAIL = 120


class Attribution(NamedTuple):
    """The words in which the speaker's name is to be looked for, and how they stand to the verb.

    `after`: behind it (`kata Bupati, Budi, di Kampar`). `before`: before it (`Budi mengatakan, "..."`), or before a colon.
    `nya`: the verb itself (`katanya`), whose speaker was named earlier. `continued`: the words name the speaker of the
    quotation before, and nothing in between says that this one has another. No words and an empty position: nothing found.
    """

    span: Span | None
    position: str


NOTHING = Attribution(None, "")


def attribution(quote: Quote, text: str, paragraph: Span) -> Attribution:
    """Where the paragraph says whose quotation this is: behind it, before it, or at the quotation before.

    >>> text = '"Jalan itu rampung," kata Bupati Kampar, Amir, usai rapat. Ia pulang.'
    >>> found = attribution(Quote(Span(1, 19), Span(0, 20), 0, True, True), text, Span(0, len(text)))
    >>> found.position, found.span.of(text)
    ('after', 'Bupati Kampar, Amir, usai rapat.')
    """
    for look in LOOKS:
        found = look(quote, text, paragraph)
        if found:
            return found
    return NOTHING


def behind(quote: Quote, text: str, paragraph: Span) -> Attribution | None:
    """`"...," kata Budi`, `"..." ujarnya`, `"...". Demikian disampaikan Budi`."""
    offset = behind_stops(text, quote.outer.end, paragraph.end)
    for _ in range(3):
        word = word_at(text, offset).lower()
        if word not in _LEADING:
            break
        offset = behind_stops(text, offset + len(word), paragraph.end)
        if opens_clause(word_at(text, offset)):
            break
    if not follows_quotation(text, offset):
        return None
    return _named_behind(text, offset, paragraph.end)


def trailing(quote: Quote, text: str, paragraph: Span) -> Attribution | None:
    """`"...," Bupati Budi menambahkan.`"""
    start = quote.outer.end
    if "," not in (text[quote.span.end - 1], text[start : start + 1]):
        return None
    end = _clause_end(text, start, min(paragraph.end, start + _TRAIL))
    for at, word in _words(text, Span(start, end)):
        if position(word) == "before":
            return Attribution(_trimmed(text, start, at), "before")
    return None


def ahead(quote: Quote, text: str, paragraph: Span) -> Attribution | None:
    """`Bupati Budi mengatakan, "..."`, `Menurut Budi, "..."`, `"...," kata Budi, "..."`, `Budi: "..."`."""
    clause = _clause_before(quote, text, paragraph)
    if clause is None or _is_finished(text, clause):
        return None
    found: Attribution | None = None
    for at, word in _words(text, clause):
        kind = position(word)
        if kind == "before":
            found = Attribution(_trimmed(text, clause.start, at), "before")
        elif kind and (opens_clause(word) or text[clause.start : at].rstrip()[-1:] in ("", ",")):
            found = _named_behind(text, at, clause.end)
    return found or _label(text, clause)


def continued(quote: Quote, text: str, paragraph: Span) -> Attribution | None:
    """`"...," kata Budi. "..."`: only the attribution of another quotation stands before this one."""
    clause = _clause_before(quote, text, paragraph)
    if clause is None or not _MARK.search(text, max(paragraph.start, clause.start - 4), clause.start):
        return None
    offset = behind_stops(text, clause.start, clause.end)
    if not follows_quotation(text, offset):
        return None
    return Attribution(_named_behind(text, offset, clause.end).span, "continued")


LOOKS: tuple[Callable[[Quote, str, Span], Attribution | None], ...] = (behind, ahead, trailing, continued)


def _named_behind(text: str, verb: int, last: int) -> Attribution:
    """The words behind the verb at `verb`; the verb itself where it says `nya`, or where nothing stands behind it."""
    end = verb + len(word_at(text, verb))
    if position(text[verb:end]) == "nya":
        return Attribution(Span(verb, end), "nya")
    span = _trimmed(text, end, _clause_end(text, end, last))
    return Attribution(span, "after") if _WORD.search(text, *span) else Attribution(Span(verb, end), "nya")


def _clause_end(text: str, start: int, last: int) -> int:
    """Where the sentence ends or the next quotation begins."""
    last = min(last, start + _CLAUSE)
    mark = _MARK.search(text, start, last)
    return first_end(text, Span(start, mark.start() if mark else last))


def _clause_before(quote: Quote, text: str, paragraph: Span) -> Span | None:
    """The last sentence between the quotation before, or the start of the paragraph, and this quotation."""
    start = max(paragraph.start, quote.outer.start - _CLAUSE)
    for mark in _MARK.finditer(text, start, quote.outer.start):
        start = mark.end()
    found = spans(text, Span(start, quote.outer.start))
    return found[-1] if found else None


def _is_finished(text: str, clause: Span) -> bool:
    return text[clause.end - 1] in ".!?…"


def _label(text: str, clause: Span) -> Attribution | None:
    if text[clause.end - 1] != ":" or len(text[clause.start : clause.end].split()) > _LABEL_WORDS:
        return None
    return Attribution(_trimmed(text, clause.start, clause.end - 1), "before")


def _words(text: str, clause: Span) -> Iterator[tuple[int, str]]:
    for match in _WORD.finditer(text, *clause):
        yield match.start(), match.group()


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return Span(start, end)
