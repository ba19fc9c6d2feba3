"""Does to the lines of a graph what people decided: takes away what is wrong, and what only that led to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.graph.corrections import Change, Corrections
from kg.graph.iris import Iris
from kg.graph.terms import iri
from kg.graph.vocabulary import OA, ORG, SIMPUL, SKOS
from kg.resolve.decisions import FACTS


class Applied(NamedTuple):
    """The lines as they are to be, and what was wanted of what they describe: each IRI with the one it has now."""

    lines: list[str]
    found: Mapping[str, str]


def apply(lines: Sequence[str], wanted: Corrections) -> Applied:
    """The lines of one article, or of the reference graph, without what people decided to be wrong."""
    found = _found(lines, wanted) if wanted.changes else {}
    if not found:
        return Applied(list(lines), {})
    changes = [change for change in wanted.changes if change.subject in found and change.decision.kind != "link"]
    if not changes:
        return Applied(list(lines), found)
    labels = {found[change.subject]: change.value for change in changes if change.decision.kind == "rename"}
    taken = {(found[change.subject], f"<{change.predicate}>") for change in changes if change.decision.kind != "rename"}
    kept = [new for line in lines if (new := _rewritten(line, labels, taken))]
    removed = {f"{change.subject} {change.predicate}": "" for change in changes if _had(lines, found[change.subject], change)}
    dropped = {found[change.subject] for change in changes if change.decision.kind == "drop" and not change.predicate}
    return Applied(_without(kept, dropped) if dropped else kept, {**found, **removed})


def _found(lines: Iterable[str], wanted: Corrections) -> dict[str, str]:
    """What the lines describe of what is wanted, also tenures by the IRIs that they had when a person had another id."""
    sought = wanted.sought
    described = {line[: line.index(" ")] for line in lines}
    found = {subject: subject for subject in described & sought}
    missing = {subject for subject in sought - described if "/tenure/" in subject}
    return found | (dict(_moved(lines, missing, wanted.former)) if missing else {})


def _moved(lines: Iterable[str], missing: set[str], former: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Each tenure that is missing with the IRI that it has now."""
    tenures: dict[str, dict[str, str]] = defaultdict(dict)
    for line in lines:
        subject, predicate, value = _parts(line)
        if "/tenure/" in subject:
            tenures[subject][predicate] = value
    for now, says in tenures.items():
        start = now[: now.index("tenure/") + len("tenure/")]
        acting = says.get(f"<{SIMPUL.acting}>", '""')[1:-1]
        for person in former.get(says.get(_MEMBER, ""), ()):
            was = _tenure(start, person, says.get(_POST, ""), acting, f"<{SIMPUL.former}>" in says)
            if was in missing:
                yield was, now


def _tenure(start: str, person: str, post: str, acting: str, former: bool) -> str:
    return iri(Iris(start[1:].removesuffix("tenure/")).tenure(person, post, acting, former))


_MEMBER, _POST = f"<{ORG.member}>", f"<{SIMPUL.post}>"
_BODY_OF, _CONFIDENCE = f"<{OA.hasBody}>", f"<{SIMPUL.confidence}>"
_KEEPS_ALIVE = frozenset({_POST, f"<{OA.hasTarget}>", f"<{OA.hasSelector}>"})
"""What these lead to is there only for those that lead to it."""


def _parts(line: str) -> tuple[str, str, str]:
    """Subject, predicate and object of a line, as they are written."""
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest[: rest.rindex(" <")]


def _rewritten(line: str, labels: Mapping[str, str], taken: set[tuple[str, str]]) -> str:
    """The line; a label that is another one now as an alternative label; nothing where a value is taken away."""
    subject, predicate, rest = line.split(" ", 2)
    if (subject, predicate) in taken:
        return ""
    if subject in labels and predicate in _LABELS:
        if rest.startswith(f"{labels[subject]} <"):
            return ""
        return f"{subject} <{SKOS.altLabel}> {rest}"
    return line


_LABELS = frozenset({f"<{SKOS.prefLabel}>", f"<{SKOS.altLabel}>"})


def _had(lines: Iterable[str], subject: str, change: Change) -> bool:
    return bool(change.predicate) and any(line.startswith(f"{subject} <{change.predicate}> ") for line in lines)


def _without(lines: Sequence[str], dropped: set[str]) -> list[str]:
    """The lines without these facts, mentions that stood for nothing else, and words and posts that nothing else uses."""
    quads = [(*_parts(line), line) for line in lines]
    lost = {subject for subject, predicate, value, _ in quads if predicate == _BODY_OF and value in dropped}
    gone = set(dropped)
    while gone:
        leaving = [quad for quad in quads if quad[0] in gone or (quad[1] == _BODY_OF and quad[2] in gone)]
        quads = [quad for quad in quads if not (quad[0] in gone or (quad[1] == _BODY_OF and quad[2] in gone))]
        used = {value for _, predicate, value, _ in quads if predicate in _KEEPS_ALIVE}
        standing = {subject for subject, predicate, _, _ in quads if predicate == _BODY_OF}
        gone = {value for _, predicate, value, _ in leaving if predicate in _KEEPS_ALIVE} - used
        gone |= {subject for subject, predicate, _, _ in leaving if predicate == _BODY_OF} - standing
        gone &= {quad[0] for quad in quads}
    proving = {subject for subject, predicate, value, _ in quads if predicate == _BODY_OF and _is_fact(value)}
    return [line for subject, predicate, _, line in quads if predicate != _CONFIDENCE or subject not in lost - proving]


def _is_fact(value: str) -> bool:
    return any(f"/{kind}/" in value for kind in FACTS)
