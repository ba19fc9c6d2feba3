"""What of a fact people can correct, and which values it can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kg import lexicon
from kg.errors import InputError
from kg.graph.iris import Iris
from kg.graph.terms import date, iri, literal, web_address
from kg.graph.triples import TRUE
from kg.graph.vocabulary import DCTERMS, EVENT_TYPES, NAMESPACES, OWL, SCHEMA, SEM, SIMPUL, SKOS
from kg.resolve.decisions import Decision, path_of

ACTING = ("Plt", "Plh", "Pj", "Pjs")


class Value(NamedTuple):
    """A kind of value: what a message says is expected, and how it is written, or nothing where it is none."""

    expected: str
    write: Callable[[str, Iris], str]


def _day(text: str, iris: Iris) -> str:
    typed = date(text)
    return typed if "^^" in typed else ""


def _territory(text: str, iris: Iris) -> str:
    code = text.removeprefix("territory/")
    return iri(iris.territory(code)) if code in lexicon.territories() else ""


def _of(*kinds: str) -> Callable[[str, Iris], str]:
    """Writes things of these kinds, which are named by their paths."""

    def write(text: str, iris: Iris) -> str:
        if "territory" in kinds and (territory := _territory(text, iris)):
            return territory
        path = path_of(text)
        return iri(f"{iris.base}{path}") if path.partition("/")[0] in set(kinds) - {"territory"} else ""

    return write


_TEXT = Value("text", lambda text, iris: literal(text))
_DATE = Value("a date, like 2018, 2018-06 or 2018-06-28", _day)
_TRUTH = Value("true", lambda text, iris: TRUE if text.lower() == "true" else "")
_STANDIN = Value(" or ".join(ACTING), lambda text, iris: literal(text) if text in ACTING else "")
_EVENT_TYPE = Value(
    f"one of {', '.join(EVENT_TYPES)}",
    lambda text, iris: iri(iris.concept("event-type", text)) if text in EVENT_TYPES else "",
)
_PLACE = Value("a territory, like territory/61.71", _territory)
_BODY = Value("a body, like organization/dinas-kesehatan-provinsi-riau", _of("organization"))
_SUBJECT = Value("a body or territory, like organization/… or territory/61.71", _of("organization", "territory"))
_PERSON = Value("a person, like person/ria-norsan-1a2b3c4d5e6f", _of("person"))

CORRECTABLE: Mapping[str, Mapping[str, Value]] = {
    "tenure": {SIMPUL.acting: _STANDIN, SIMPUL.former: _TRUTH},
    "event": {
        SEM.eventType: _EVENT_TYPE,
        SKOS.prefLabel: _TEXT,
        SEM.hasTimeStamp: _DATE,
        SEM.hasPlace: _PLACE,
        SIMPUL.venue: _TEXT,
    },
    "assessment": {
        SCHEMA.author: _BODY,
        SIMPUL.assesses: _SUBJECT,
        SIMPUL.assessedName: _TEXT,
        SCHEMA.reviewAspect: _TEXT,
        SCHEMA.ratingValue: _TEXT,
        DCTERMS.date: _DATE,
    },
    "statement": {SCHEMA.creator: _PERSON},
}
"""The properties of facts that people can correct, and take away with `drop`. Who holds a post and which is what a tenure is: a
wrong one is dropped. The words of a statement are those of the article."""

LINKS = (OWL.sameAs, SKOS.exactMatch)
"""What links to another authority; the first where nothing else is said."""


def property_of(decision: Decision, allowed: Sequence[str]) -> str:
    """The property that a decision names in full, with a prefix or without; where it names none, the first."""
    names = {name: term for term in allowed for name in (term, short_name(term), short_name(term).partition(":")[2])}
    if not decision.term and decision.kind == "link":
        return allowed[0]
    if decision.term not in names:
        raise wrong(decision, f"property {decision.term[:80]!r}: expected one of {', '.join(map(short_name, allowed))}")
    return names[decision.term]


def short_name(term: str) -> str:
    """A term with its prefix.

    >>> short_name(SCHEMA.ratingValue)
    'schema:ratingValue'
    """
    space = next(space for space in NAMESPACES if term in space)
    return f"{space._prefix}:{term.removeprefix(str(space))}"


def authority(decision: Decision) -> str:
    """The address of another authority that a decision links to."""
    if not (address := web_address(decision.value)):
        raise wrong(decision, f"value {decision.value[:200]!r}: expected an address, like https://www.wikidata.org/entity/Q1")
    return address


def wrong(decision: Decision, reason: str) -> InputError:
    """The error that a decision is, with its place."""
    return InputError(": ".join(filter(None, (decision.place, reason))))
