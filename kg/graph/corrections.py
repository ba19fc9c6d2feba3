"""What people decided about facts and names, in the graph: what is wrong goes from the articles' graphs, what is right stands
in a graph of decisions, where everybody sees that a person said so.

`apply` takes the lines of one article after the other, `decision_quads` comes last, `unfollowed` tells what found no subject.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import NamedTuple, Self

from kg import lexicon
from kg.errors import InputError
from kg.graph.iris import Iris, segment
from kg.graph.reference import Mentioned
from kg.graph.terms import date, iri, literal, web_address, without_surrogates
from kg.graph.triples import TRUE, Territories, body_iri, post_iri, tenure_iri
from kg.graph.vocabulary import (
    DCTERMS,
    EVENT_TYPES,
    NAMESPACES,
    OA,
    ORG,
    OWL,
    RDF,
    SCHEMA,
    SEM,
    SIMPUL,
    SKOS,
)
from kg.resolve.claims import Claims
from kg.resolve.decisions import FACTS, PEOPLE, Decision, Unfollowed, path_of
from kg.resolve.follow import Followed, homes
from kg.resolve.identities import PersonId

ACTING = ("Plt", "Plh", "Pj", "Pjs")


class _Value(NamedTuple):
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


_TEXT = _Value("text", lambda text, iris: literal(text))
_DATE = _Value("a date, like 2018, 2018-06 or 2018-06-28", _day)
_TRUTH = _Value("true", lambda text, iris: TRUE if text.lower() == "true" else "")
_STANDIN = _Value(" or ".join(ACTING), lambda text, iris: literal(text) if text in ACTING else "")
_EVENT_TYPE = _Value(
    f"one of {', '.join(EVENT_TYPES)}",
    lambda text, iris: iri(iris.concept("event-type", text)) if text in EVENT_TYPES else "",
)
_PLACE = _Value("a territory, like territory/61.71", _territory)
_BODY = _Value("a body, like organization/dinas-kesehatan-provinsi-riau", _of("organization"))
_SUBJECT = _Value("a body or territory, like organization/… or territory/61.71", _of("organization", "territory"))
_PERSON = _Value("a person, like person/ria-norsan-1a2b3c4d5e6f", _of("person"))

CORRECTABLE: Mapping[str, Mapping[str, _Value]] = {
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


class Change(NamedTuple):
    """A decision as it is done: the subject, the property and its new value where there are any, as N-Quads writes them."""

    decision: Decision
    subject: str
    predicate: str = ""
    value: str = ""

    @property
    def refers(self) -> bool:
        """True where the value is a thing of an article, which must be there."""
        return self.decision.kind == "correct" and self.decision.value.partition("/")[0] in ("person", "organization")


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that is to be done to a graph: to things, and on people.

    `former` has for each person the IRIs of the other ids, `sought` everything that must be in the graph.
    """

    changes: tuple[Change, ...] = ()
    people: tuple[tuple[Decision, tuple[str, ...]], ...] = ()
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sought: frozenset[str] = frozenset()

    def record(self) -> str:
        """The changes as JSON, for another process; nothing where there are none."""
        former = {person: list(others) for person, others in sorted(self.former.items())}
        changes = [(asdict(change.decision), *change[1:]) for change in self.changes]
        return json.dumps([changes, former], ensure_ascii=False) if changes else ""

    @classmethod
    def of(cls, record: str) -> Self:
        """The changes that a record was made of."""
        changes, former = json.loads(record) if record else ([], {})
        made = tuple(Change(Decision(**decision), *rest) for decision, *rest in changes)
        return cls(made, (), {person: tuple(others) for person, others in former.items()}, _sought(made))


def _sought(changes: Iterable[Change]) -> frozenset[str]:
    """What must be in the graph."""
    changes = list(changes)
    return frozenset({change.subject for change in changes} | {change.value for change in changes if change.refers})


class Applied(NamedTuple):
    """The lines as they are to be, and what was wanted of what they describe: each IRI with the one it has now."""

    lines: list[str]
    found: Mapping[str, str]


def corrections(decisions: Sequence[Decision], iris: Iris, followed: Followed | None = None) -> Corrections:
    """What the decisions do to the graph; an `InputError` names a property or a value that cannot be.

    Without `followed` they are only checked.
    """
    of = homes(followed.identities) if followed else {}
    changes = tuple(_change(decision, iris, of) for decision in decisions if decision.kind not in PEOPLE)
    failed = {decision.place or str(decision) for decision, _ in followed.unfollowed} if followed else set()
    people = tuple(
        (decision, _people(decision, iris, of))
        for decision in decisions
        if decision.kind in ("same", "different") and (decision.place or str(decision)) not in failed
    )
    former: dict[str, tuple[str, ...]] = {}
    if followed and any(change.decision.subject.startswith("tenure/") for change in changes):
        persons = followed.identities.persons
        former = {iri(iris.person(each.id)): tuple(iri(iris.person(other)) for other in each.others) for each in persons}
    return Corrections(changes, people, former, _sought(changes))


def _people(decision: Decision, iris: Iris, of: Mapping[str, str]) -> tuple[str, ...]:
    """Whom a decision on people is about, as they are known now."""
    people = decision.pair[:1] if decision.elsewhere else decision.pair
    return tuple(sorted({iri(iris.person(of.get(one, one))) for one in people}))


def _change(decision: Decision, iris: Iris, of: Mapping[str, str]) -> Change:
    subject = iri(f"{iris.base}{_now(decision.subject, of)}")
    if decision.kind == "rename":
        return Change(decision, subject, SKOS.prefLabel, literal(decision.value))
    if decision.kind == "link":
        return Change(decision, subject, _property(decision, LINKS), _authority(decision))
    if decision.kind == "drop" and not decision.term:
        return Change(decision, subject)
    allowed = CORRECTABLE[decision.subject.partition("/")[0]]
    predicate = _property(decision, tuple(allowed))
    if decision.kind == "drop":
        return Change(decision, subject, predicate)
    value = allowed[predicate].write(_now(decision.value, of), iris)
    if not value:
        raise _wrong(decision, f"value {decision.value[:200]!r}: expected {allowed[predicate].expected}")
    return Change(decision, subject, predicate, value)


def _now(path: str, of: Mapping[str, str]) -> str:
    """The path under which a person is known now; any other as it is."""
    kind, _, identifier = path.partition("/")
    return f"person/{of.get(identifier, identifier)}" if kind == "person" else path


def _property(decision: Decision, allowed: Sequence[str]) -> str:
    """The property that a decision names in full, with a prefix or without; where it names none, the first."""
    names = {name: term for term in allowed for name in (term, _short(term), _short(term).partition(":")[2])}
    if not decision.term and decision.kind == "link":
        return allowed[0]
    if decision.term not in names:
        raise _wrong(decision, f"property {decision.term[:80]!r}: expected one of {', '.join(map(_short, allowed))}")
    return names[decision.term]


def _short(term: str) -> str:
    """A term with its prefix.

    >>> _short(SCHEMA.ratingValue)
    'schema:ratingValue'
    """
    space = next(space for space in NAMESPACES if term in space)
    return f"{space._prefix}:{term.removeprefix(str(space))}"


def _authority(decision: Decision) -> str:
    if not (address := web_address(decision.value)):
        raise _wrong(decision, f"value {decision.value[:200]!r}: expected an address, like https://www.wikidata.org/entity/Q1")
    return address


def _wrong(decision: Decision, reason: str) -> InputError:
    return InputError(": ".join(filter(None, (decision.place, reason))))


def for_article(
    wanted: Corrections, article: Claims, people: Mapping[str, PersonId], territories: Territories, iris: Iris
) -> Corrections:
    """Of the corrections those that can touch the lines of one article, by its claims; `people` is who is who in it.

    So an article whose corrections are the same has the same lines, and for most there are none.
    """
    if not wanted.changes:
        return Corrections()
    described = set(_described(article, people, territories, iris, wanted.former))
    own = re.compile(f"<{re.escape(iris.base)}(event|assessment|statement)/{re.escape(segment(article.article))}/")
    changes = tuple(
        change
        for change in wanted.changes
        if change.subject in described or own.match(change.subject) or (change.refers and change.value in described)
    )
    named = {iri(iris.person(person.id)) for person in people.values()}
    tenures = any("/tenure/" in change.subject for change in changes)
    former = {person: others for person, others in wanted.former.items() if person in named} if tenures else {}
    return Corrections(changes, (), former, _sought(changes))


def _described(
    article: Claims, people: Mapping[str, PersonId], territories: Territories, iris: Iris, former: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """The people, bodies, posts and tenures of an article, tenures also under other ids of their holders."""
    for named in article.bodies:
        yield iri(body_iri(named.name, named.territory, territories, iris))
    for claim in article.people:
        person = iri(iris.person(people[claim.name].id))
        yield person
        for held in claim.posts:
            yield iri(post_iri(held.role, held.organization, held.seat, held.territory, territories, iris))
            for each in (person, *former.get(person, ())):
                yield iri(tenure_iri(held, each[1:-1], territories, iris))


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


def mentioned(wanted: Corrections, found: Mapping[str, str]) -> Mentioned:
    """The territories and event types that corrections name, which the reference graph has to describe as well."""
    done = [change for change in wanted.changes if change.decision.kind == "correct" and change.subject in found]
    types = {change.decision.value for change in done if change.predicate == SEM.eventType}
    codes = {change.decision.value.removeprefix("territory/") for change in done if _is_territory(change)}
    return Mentioned(event_types=frozenset(types), territories=frozenset(codes))


def _is_territory(change: Change) -> bool:
    return change.predicate in (SEM.hasPlace, SIMPUL.assesses) and "/territory/" in change.value


def decision_quads(wanted: Corrections, found: Mapping[str, str], iris: Iris) -> list[str]:
    """The N-Quads lines of the graph of decisions, sorted: values, names and links as people gave them, and who gave them.

    A decision that found no subject is not in it.
    """
    lines: set[str] = set()
    for change in wanted.changes:
        if not _missing(change, found):
            now = found[change.subject]
            whole = change.decision.kind == "drop" and not change.predicate
            lines |= set(_node(change.decision, () if whole else (now,), iris))
            if change.value:
                lines.add(f"{now} <{change.predicate}> {change.value} {iri(iris.decisions)} .")
    for decision, people in wanted.people:
        lines |= set(_node(decision, people, iris))
    return without_surrogates(sorted(lines))


def _node(decision: Decision, about: Iterable[str], iris: Iris) -> Iterator[str]:
    """A decision as somebody made it; what was dropped is named in its description only."""
    node = iri(iris.decision(str(decision), decision.who, decision.when, decision.why))
    pairs = [
        (RDF.type, iri(SIMPUL.Decision)),
        (DCTERMS.description, literal(str(decision))),
        (SIMPUL.decidedBy, decision.who and literal(decision.who)),
        (DCTERMS.date, decision.when and date(decision.when)),
        (SIMPUL.reason, decision.why and literal(decision.why)),
        *((SIMPUL.about, each) for each in about),
    ]
    return (f"{node} <{predicate}> {value} {iri(iris.decisions)} ." for predicate, value in pairs if value)


def unfollowed(wanted: Corrections, found: Mapping[str, str]) -> list[Unfollowed]:
    """The decisions whose subject or value is not in the graph."""
    told = ((change.decision, _missing(change, found)) for change in wanted.changes)
    return [Unfollowed(decision, reason) for decision, reason in told if reason]


def _missing(change: Change, found: Mapping[str, str]) -> str:
    """What a decision lacks in the graph, or nothing."""
    decision = change.decision
    if change.subject not in found:
        who = "nobody in the graph has the id" if decision.subject.startswith("person/") else "nothing in the graph has the IRI"
        return f"{who} {decision.subject}"
    if change.refers and change.value not in found:
        return f"nobody and nothing in the graph is {decision.value}"
    if decision.kind == "drop" and change.predicate and f"{change.subject} {change.predicate}" not in found:
        return f"{decision.subject} has no {_short(change.predicate)}"
    return ""
