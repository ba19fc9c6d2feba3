"""What people decided about facts and names, as changes of the graph: what is wrong goes from the articles' graphs, what is
right stands in a graph of decisions, where everybody sees that a person said so.

`kg.graph.correcting` does it to the lines of one article after the other; `kg.graph.decided` tells what was done and what not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import NamedTuple, Self

from kg.graph.correctable import CORRECTABLE, LINKS, authority, property_of, wrong
from kg.graph.iris import Iris, segment
from kg.graph.reference import Mentioned
from kg.graph.terms import iri, literal
from kg.graph.triples import Territories, body_iri, post_iri, tenure_iri
from kg.graph.vocabulary import SEM, SIMPUL, SKOS
from kg.resolve.claims import Claims
from kg.resolve.decisions import PEOPLE, Decision
from kg.resolve.follow import Followed, homes
from kg.resolve.identities import PersonId


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
        return Change(decision, subject, property_of(decision, LINKS), authority(decision))
    if decision.kind == "drop" and not decision.term:
        return Change(decision, subject)
    allowed = CORRECTABLE[decision.subject.partition("/")[0]]
    predicate = property_of(decision, tuple(allowed))
    if decision.kind == "drop":
        return Change(decision, subject, predicate)
    value = allowed[predicate].write(_now(decision.value, of), iris)
    if not value:
        raise wrong(decision, f"value {decision.value[:200]!r}: expected {allowed[predicate].expected}")
    return Change(decision, subject, predicate, value)


def _now(path: str, of: Mapping[str, str]) -> str:
    """The path under which a person is known now; any other as it is."""
    kind, _, identifier = path.partition("/")
    return f"person/{of.get(identifier, identifier)}" if kind == "person" else path


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


def mentioned(wanted: Corrections, found: Mapping[str, str]) -> Mentioned:
    """The territories and event types that corrections name, which the reference graph has to describe as well."""
    done = [change for change in wanted.changes if change.decision.kind == "correct" and change.subject in found]
    types = {change.decision.value for change in done if change.predicate == SEM.eventType}
    codes = {change.decision.value.removeprefix("territory/") for change in done if _is_territory(change)}
    return Mentioned(event_types=frozenset(types), territories=frozenset(codes))


def _is_territory(change: Change) -> bool:
    return change.predicate in (SEM.hasPlace, SIMPUL.assesses) and "/territory/" in change.value
