"""Validates a graph: every part in a worker process, and what fails with the articles to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.crew import Crew, processors
from kg.errors import GraphError
from kg.graph.store import open_store
from kg.validation.check import Check
from kg.validation.core import packaged
from kg.validation.model import Failure, Validation
from kg.validation.names import Names, short
from kg.validation.parts import parts
from kg.validation.places import Places
from kg.validation.plan import Plan, plan

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

Progress = Callable[[str, int, int], None]
Answers = Callable[[Iterator[Check]], Iterable[tuple[Check, Any]]]

_SECONDS = 120.0
"""How long one part may take."""
_LISTED_STRANGERS = 20


def validate(
    source: Path,
    shapes: Sequence[Path] = (),
    *,
    limit: int | None = None,
    jobs: int = 0,
    progress: Progress = lambda doing, done, total: None,
) -> Validation:
    """What of a graph folder or RDF file does not fit the shapes of the package and those of further files.

    With a `limit` at most so many failures of each shape are listed; all are counted.
    """
    store = open_store(source)
    ready = _ready(shapes)
    with Crew(jobs or processors(), seconds=_SECONDS) as crew:
        return _validated(source, store, ready, limit, lambda checks: crew.answers(checks, 1), progress)


def validate_here(source: Path) -> Validation:
    """The same in this process, without a limit of time or memory: for graphs that are our own."""

    def answers(checks: Iterator[Check]) -> Iterator[tuple[Check, Any]]:
        from kg.crew import Answer

        return ((check, Answer(*check.answer())) for check in checks)

    return _validated(source, open_store(source), _packaged(), None, answers, lambda doing, done, total: None)


def _validated(
    source: Path, store: Store, ready: tuple[rdflib.Graph, Plan], limit: int | None, answers: Answers, progress: Progress
) -> Validation:
    (shapes, prepared), places = ready, Places(source, store)
    names = Names(shapes)
    counts: Counter[str] = Counter()
    found: dict[tuple[str, ...], Failure] = {}
    things, unknown, strangers = 0, 0, list[str]()
    for check, answer in answers(_checks(source, store, prepared)):
        if "refused" in answer.record:
            raise GraphError(f"{source}: cannot be validated: {answer.record['refused']}")
        for result in answer.record["results"]:
            key = tuple(result[name] for name in ("shape", "thing", "constraint", "path", "value"))
            if key not in found and (limit is None or counts[names.shape(key[0])] < limit):
                found[key] = _failure(result, names, places)
            elif key in found:
                continue
            counts[names.shape(key[0])] += 1
        things, unknown = things + check.part.things, unknown + len(check.part.unknown)
        strangers += check.part.unknown[: _LISTED_STRANGERS - len(strangers)]
        progress("validating", things, 0)
    failures = sorted(found.values(), key=lambda one: (one.kind, one.thing, one.shape, one.constraint, one.path, one.value))
    return Validation(things, tuple(failures), dict(sorted(counts.items())), unknown, tuple(strangers))


@lru_cache(maxsize=1)
def _packaged() -> tuple[rdflib.Graph, Plan]:
    graph = packaged()
    return graph, plan(graph)


def _ready(shapes: Sequence[Path]) -> tuple[rdflib.Graph, Plan]:
    """The shapes of the package and of further files, as they are and made ready."""
    if not shapes:
        return _packaged()
    graph = packaged(shapes)
    return graph, plan(graph)


def _checks(source: Path, store: Store, prepared: Plan) -> Iterator[Check]:
    return (Check(part, prepared.lines, str(source)) for part in parts(source, store, prepared))


def _failure(result: dict[str, Any], names: Names, places: Places) -> Failure:
    shape, thing, value = result["shape"], result["thing"], result["value"]
    where, articles = places.of(thing, result["path"], value)
    return Failure(
        names.kind(shape),
        thing,
        places.label(thing),
        short(result["path"]) if result["path"] else names.path(shape, short),
        "" if value == thing else value,
        result["constraint"],
        names.shape(shape),
        result["severity"],
        result["messages"],
        where,
        articles,
        f"<{result['path']}>" if result["path"] else names.path(shape, "<{}>".format),
    )
