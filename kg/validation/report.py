"""What a validation found as text for people, as records for programs, and as a validation report of SHACL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from kg.graph.terms import literal
from kg.graph.vocabulary import RDF, XSD
from kg.terminal import safe_text
from kg.validation.core import SH
from kg.validation.model import Failure, Validation
from kg.validation.names import FURTHER, short

_LONGEST = 300
_RDF = str(RDF)
_TYPE, _TRUTH = f"<{RDF.type}>", f"<{XSD.boolean}>"
_STEP = re.compile(r"\^?<[^>]*>")
_STEPS = re.compile(r"\^?<[^>]*>(/\^?<[^>]*>)*")


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
    found = failures + fewer if total else "everything conforms"
    return safe_text(f"{validation.things:,} things validated: {found}{_strangers(validation)}")


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
    from pyoxigraph import RdfFormat, parse, serialize

    answer = str(validation.conforms).lower()
    lines = [f"_:report {_TYPE} <{SH}ValidationReport> .", f'_:report <{SH}conforms> "{answer}"^^{_TRUTH} .']
    for number, failure in enumerate(validation.failures):
        result = f"_:result{number}"
        lines.append(f"_:report <{SH}result> {result} .")
        lines += [f"{subject} {predicate} {value} ." for subject, predicate, value in _result(failure, result)]
    triples = (quad.triple for quad in parse("\n".join(lines), RdfFormat.N_TRIPLES))
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes={"sh": SH, "xsd": str(XSD), "shapes": FURTHER["shapes"]})
    assert written
    return written.decode("utf-8")


def _result(failure: Failure, result: str) -> Iterator[tuple[str, str, str]]:
    """The triples of a result."""
    said = {
        "focusNode": failure.thing,
        "resultSeverity": f"<{SH}{failure.severity}>",
        "sourceConstraintComponent": f"<{SH}{failure.constraint}ConstraintComponent>",
        "sourceShape": failure.shape and f"<{failure.shape}>",
        "value": failure.value,
    }
    yield result, _TYPE, f"<{SH}ValidationResult>"
    yield from ((result, f"<{SH}{name}>", value) for name, value in said.items() if value)
    for language, message in failure.messages.items():
        yield result, f"<{SH}resultMessage>", literal(message) + (language and f"@{language}")
    yield from _path(failure.steps, result)


def _path(steps: str, result: str) -> Iterator[tuple[str, str, str]]:
    """The triples of a path: a property, the way back along one, or some after each other; of what is longer none."""
    parts = _STEP.findall(steps) if _STEPS.fullmatch(steps) else []
    nodes = [f"{result}path{number}" if part.startswith("^") else part for number, part in enumerate(parts)]
    for part, node in zip(parts, nodes, strict=True):
        if part.startswith("^"):
            yield node, f"<{SH}inversePath>", part[1:]
    if len(nodes) == 1:
        yield result, f"<{SH}resultPath>", nodes[0]
    for number, node in enumerate(nodes if len(nodes) > 1 else ()):
        rest = f"{result}list{number + 1}" if number + 1 < len(nodes) else f"<{_RDF}nil>"
        yield f"{result}list{number}", f"<{_RDF}first>", node
        yield f"{result}list{number}", f"<{_RDF}rest>", rest
    if len(nodes) > 1:
        yield result, f"<{SH}resultPath>", f"{result}list0"


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
