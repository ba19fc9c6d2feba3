"""What a validation found as text for people, as records for programs, and as a validation report of SHACL."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kg.terminal import safe_text
from kg.validation.model import Failure, Validation
from kg.validation.names import short

if TYPE_CHECKING:
    import rdflib

_LONGEST = 300


def text(validation: Validation, language: str = "en") -> str:
    """Each thing with all that is wrong of it, and the articles to look at."""
    lines: list[str] = []
    for (kind, thing, label), same in groupby(validation.failures, key=lambda one: (one.kind, one.thing, one.label)):
        lines += ["", " ".join(filter(None, (kind, _quoted(label), _bare(thing))))]
        for (_, _), alike in groupby(same, key=lambda one: (one.places, one.articles)):
            failures = list(alike)
            lines += [*(_told(failure, language) for failure in failures), *_where(failures[0])]
    return "\n".join(safe_text(line) for line in lines[1:])


def summary(validation: Validation) -> str:
    """How much was checked and what was found, in one line."""
    total, listed, shapes = sum(validation.counts.values()), len(validation.failures), len(validation.counts)
    failures = "1 failure" if total == 1 else f"{total:,} failures of {shapes:,} shape{'s' if shapes > 1 else ''}"
    fewer = f" ({listed:,} listed; --limit for more)" if listed < total else ""
    return safe_text(
        f"{validation.things:,} things validated: {failures + fewer if total else 'everything conforms'}{_strangers(validation)}"
    )


def _strangers(validation: Validation) -> str:
    if not validation.unknown:
        return ""
    return f"; {validation.unknown:,} that no shape is about, like {_bare(validation.strangers[0])}"


def record(validation: Validation) -> dict[str, object]:
    """The same for programs."""
    return {
        "conforms": validation.conforms,
        "things": validation.things,
        "counts": dict(validation.counts),
        "unknown": validation.unknown,
        "strangers": list(validation.strangers),
        "failures": [_record(failure) for failure in validation.failures],
    }


def turtle(validation: Validation) -> str:
    """The report that SHACL describes, in Turtle."""
    import rdflib
    from rdflib import RDF, SH

    graph = rdflib.Graph()
    graph.bind("sh", SH)
    report = rdflib.BNode("report")
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, rdflib.Literal(validation.conforms)))
    for number, failure in enumerate(validation.failures):
        result = rdflib.BNode(f"result{number:08}")
        graph.add((report, SH.result, result))
        for predicate, value in _result(failure):
            graph.add((result, rdflib.URIRef(predicate), value))
    return graph.serialize(format="turtle")


def _result(failure: Failure) -> Iterator[tuple[str, rdflib.term.Node]]:
    import rdflib
    from rdflib import RDF, SH

    from kg.validation.parts import read_term
    from kg.validation.terms import to_rdflib

    yield RDF.type, SH.ValidationResult
    yield SH.focusNode, to_rdflib(read_term(failure.thing))
    yield SH.resultSeverity, SH[failure.severity]
    yield SH.sourceConstraintComponent, SH[f"{failure.constraint}ConstraintComponent"]
    if failure.shape:
        yield SH.sourceShape, rdflib.URIRef(failure.shape)
    if failure.predicate:
        yield SH.resultPath, rdflib.URIRef(failure.predicate)
    if failure.value:
        yield SH.value, to_rdflib(read_term(failure.value))
    for language, message in failure.messages.items():
        yield SH.resultMessage, rdflib.Literal(message, lang=language or None)


def _record(failure: Failure) -> dict[str, object]:
    return failure._asdict() | {
        "problem": failure.problem,
        "messages": dict(failure.messages),
        "places": [place._asdict() for place in failure.places],
    }


def _told(failure: Failure, language: str) -> str:
    what = " ".join(filter(None, (failure.path, failure.value and _value(failure.value))))
    shape = short(failure.shape) if failure.shape else "a shape without a name"
    return f"  {f'{what}: ' if what else ''}{failure.problem}. {failure.message(language)} ({shape})"


def _where(failure: Failure) -> Iterator[str]:
    for place in failure.places:
        known = " ".join(filter(None, (place.id or place.iri, _quoted(place.title), place.origin and f"({place.origin})")))
        yield f"    in article {known}" + (f": {_cut(place.sentence)}" if place.sentence else "")
    if failure.articles > len(failure.places):
        yield f"    and in {failure.articles - len(failure.places):,} more"


def _value(value: str) -> str:
    """A value as people can read it: an IRI with a prefix, a text in quotes with its type.

    >>> _value('"2024-02-31"^^<http://www.w3.org/2001/XMLSchema#date>')
    '"2024-02-31" (xsd:date)'
    """
    if value.startswith("<"):
        return short(value[1:-1])
    body, mark, datatype = value.rpartition('"^^<')
    return f'{_cut(body)}" ({short(datatype[:-1])})' if mark else _cut(value)


def _quoted(label: str) -> str:
    return label and f"“{_cut(label)}”"


def _bare(thing: str) -> str:
    return thing[1:-1] if thing.startswith("<") else thing


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
