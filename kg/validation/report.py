"""What a validation found as text for people, as records for programs, and as a validation report of SHACL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from kg.graph.terms import literal
from kg.graph.vocabulary import RDF, XSD
from kg.terminal import safe_text
from kg.validation.core import SH
from kg.validation.model import SEVERAL, Failure, Validation
from kg.validation.names import FURTHER, short

_LONGEST = 300
_VALUES = 5
_RDF = str(RDF)
_TYPE, _TRUTH = f"<{RDF.type}>", f"<{XSD.boolean}>"
_STEP = re.compile(r"\^?<[^>]*>")
_STEPS = re.compile(r"\^?<[^>]*>(/\^?<[^>]*>)*")


def text(validation: Validation, language: str = "en") -> str:
    """Each thing with all that is wrong of it, and the articles to look at. What a shape says is told the first time."""
    lines: list[str] = []
    told: set[str] = set()
    for (kind, thing, label), same in groupby(validation.failures, key=lambda one: (one.kind, one.thing, one.label)):
        lines += ["", " ".join(filter(None, (kind, _quoted(label), _bare(thing))))]
        for failures in _alike(same, lambda one: (one.places, one.articles)):
            for alike in _alike(failures, lambda one: (one.shape, one.constraint, one.messages)):
                rule = alike[0].message(language)
                lines.append(_told(alike, "" if rule in told else rule))
                told.add(rule)
            lines += _where(failures[0])
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


def _alike(failures: Iterable[Failure], of: Callable[[Failure], object]) -> list[list[Failure]]:
    """Those that have something in common together, in the order of the first."""
    found: dict[str, list[Failure]] = {}
    for failure in failures:
        found.setdefault(repr(of(failure)), []).append(failure)
    return list(found.values())


def _told(alike: list[Failure], rule: str) -> str:
    """What is wrong in one way, with the values, and how it should be."""
    first = alike[0]
    what = "; ".join(_values(path, list(same)) for path, same in groupby(alike, key=lambda one: one.path))
    shape = short(first.shape) if first.shape else "a shape without a name"
    problem = first.problem if first.path == alike[-1].path else SEVERAL.get(first.constraint, first.problem)
    return f"  {f'{what}: ' if what else ''}{problem}. {f'{rule} ' if rule else ''}({shape})"


def _values(path: str, alike: list[Failure]) -> str:
    """A property with its values, the first of them."""
    values = ", ".join(_value(one.value) for one in alike[:_VALUES] if one.value)
    more = f" and {len(alike) - _VALUES:,} more" if len(alike) > _VALUES else ""
    return " ".join(filter(None, (path, values + more)))


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
