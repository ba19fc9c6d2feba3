"""Who said what: quotations with the speaker that the words beside them name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

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
    paragraphs = _paragraphs(annotated.sentences)
    starts = [sentence.span.start for sentence in annotated.sentences]
    last: Person | None = None
    for quote in quotes:
        if not quote.speech:
            continue
        paragraph = paragraphs.get(quote.paragraph, quote.outer)
        speaker, rule = _speaker(annotated.document.text, quote, paragraph, people, last)
        last = speaker
        text = " ".join(quote.span.of(annotated.document.text).split())
        if speaker is not None and text:
            sentence = _sentence(annotated.sentences, starts, quote)
            statements.append(Statement(speaker, text, (Evidence(quote.outer, sentence, rule),)))
    return statements


def _speaker(text: str, quote: Quote, paragraph: Span, people: Coreference, last: Person | None) -> tuple[Person | None, str]:
    """Who said it, and by which rule."""
    where, position = attribution(quote, text, paragraph)
    if position == "nya":
        return people.topic(quote.outer.start) or last, "statement.nya"
    if where is not None:
        found = people.first(where, _NEAR)
        return (found[1] if found else None), f"statement.{position}"
    if len(quote.span.of(text).split()) < _LEAST_SPEECH:
        return None, ""
    return people.topic(quote.outer.start, paragraph.start), "statement.follows"


def _paragraphs(sentences: Iterable[Sentence]) -> dict[int, Span]:
    """Each paragraph by its number: from the start of its first sentence to the end of its last."""
    found: dict[int, Span] = {}
    for span, _, paragraph in sentences:
        found[paragraph] = Span(found.get(paragraph, span).start, span.end)
    return found


def _sentence(sentences: Sequence[Sentence], starts: Sequence[int], quote: Quote) -> Span:
    """From the start of the quotation's first sentence to the end of its last; `starts` are those of the sentences."""
    first, last = bisect_right(starts, quote.outer.start) - 1, bisect_left(starts, quote.outer.end)
    near = [sentence.span for sentence in sentences[max(0, first) : last] if sentence.span.overlaps(quote.outer)]
    return Span(near[0].start, near[-1].end) if near else quote.outer
