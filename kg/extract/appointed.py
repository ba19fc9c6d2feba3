"""Who is sworn in: those whom an article on a swearing-in names with the office they come into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annotate import Annotated, lists
from kg.extract import participation
from kg.extract.corefer import Coreference
from kg.model import Evidence, Participation, Person

RULE = "event.appointed"
_INTO = lists.cues("into-office")


def missing(annotated: Annotated, people: Coreference, known: Sequence[Participation]) -> Iterator[Participation]:
    """Those sworn in of whom no rule says so."""
    return participation.new((Participation(person, "subject", at) for person, at in _find(annotated, people)), known)


def _find(annotated: Annotated, people: Coreference) -> Iterator[tuple[Person, Evidence]]:
    """Those of whom the text says `sebagai` or `menjadi` with an office they now hold, with the words that say so."""
    tokens = annotated.tokens
    held = [holding for holdings in people.by_role.values() for holding in holdings if not holding.former]
    for holding in sorted(held, key=lambda holding: holding.evidence.span):
        span = holding.evidence.span
        words = tokens.words[tokens.at(span.start) : tokens.at(span.end)]
        if not _INTO.isdisjoint(words) and not people.in_quote(span.start):
            yield holding.person, holding.evidence._replace(rule=RULE)
