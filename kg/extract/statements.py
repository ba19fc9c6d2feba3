"""Who said what: quotations with the speaker that the words beside them name."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import Annotated
from kg.annotate.quotes import Quote
from kg.annotate.speech import attribution
from kg.extract.corefer import Coreference
from kg.model import Evidence, Person, Sentence, Span, Statement

_LEAST_SPEECH = 8
"""A quotation with nobody beside it counts as speech from so many words on."""
_NEAR = 14
"""How many words behind `kata` a speaker may stand."""


def find(annotated: Annotated, quotes: Sequence[Quote], people: Coreference) -> list[Statement]:
    """The quotations of named people, in text order."""
    statements = []
    last: Person | None = None
    for quote in quotes:
        if not quote.speech:
            continue
        speaker, rule = _speaker(annotated, quote, people, last)
        last = speaker
        text = " ".join(quote.span.of(annotated.document.text).split())
        if speaker is not None and text:
            sentence = _sentence(annotated.sentences, quote)
            statements.append(Statement(speaker, text, (Evidence(quote.outer, sentence, rule),)))
    return statements


def _speaker(annotated: Annotated, quote: Quote, people: Coreference, last: Person | None) -> tuple[Person | None, str]:
    """Who said it, and by which rule."""
    paragraph = _paragraph(annotated.sentences, quote)
    where, position = attribution(quote, annotated.document.text, paragraph)
    if position == "nya":
        return people.topic(quote.outer.start) or last, "statement.nya"
    if where is not None:
        found = people.first(where, _NEAR)
        return (found[1] if found else None), f"statement.{position}"
    if len(quote.span.of(annotated.document.text).split()) < _LEAST_SPEECH:
        return None, ""
    return people.topic(quote.outer.start, paragraph.start), "statement.follows"


def _paragraph(sentences: Sequence[Sentence], quote: Quote) -> Span:
    spans = [s.span for s in sentences if s.paragraph == quote.paragraph]
    return Span(min((s.start for s in spans), default=quote.outer.start), max((s.end for s in spans), default=quote.outer.end))


def _sentence(sentences: Sequence[Sentence], quote: Quote) -> Span:
    """From the start of the quotation's first sentence to the end of its last."""
    near = [s.span for s in sentences if s.span.overlaps(quote.outer)]
    if not near:
        return quote.outer
    return Span(min(s.start for s in near), max(s.end for s in near))
