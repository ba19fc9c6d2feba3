"""What resolution needs to know of an article: whom and what it names, and the posts it gives them. Small enough to be kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

from kg.model import Agent, Organization, Person, Reading, Tenure

SWEARING_IN = "pelantikan"


class Held(NamedTuple):
    """A post that an article gives somebody, as `Tenure` has it.

    `organization` and `seat` are the name and the territory of the body; `since` is the ISO date, partial where the text is,
    on which the article says that the person was sworn in, or empty.
    """

    role: str
    organization: str = ""
    seat: str = ""
    territory: str = ""
    acting: str = ""
    former: bool = False
    since: str = ""


class Claim(NamedTuple):
    """A name in an article: other forms of it, the titles beside it, and the posts that the article gives it."""

    article: str
    name: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    posts: tuple[Held, ...] = ()


class Body(NamedTuple):
    """A body as an article names it: its full name, its kind, and its territory's code."""

    name: str
    kind: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """Whom and what an article names; `published` is the ISO date of the article, as precise as is known, or empty."""

    article: str
    published: str = ""
    people: tuple[Claim, ...] = ()
    bodies: tuple[Body, ...] = ()

    def record(self) -> list[Any]:
        """The same in lists and strings, for JSON."""
        people = [(claim.name, claim.aliases, claim.titles, claim.posts) for claim in self.people]
        return [self.article, self.published, people, self.bodies]

    @classmethod
    def of(cls, record: list[Any]) -> Self:
        """The claims that a record was made of."""
        article, published, people, bodies = record
        return cls(
            article,
            published,
            tuple(
                Claim(article, name, tuple(aliases), tuple(titles), tuple(Held(*held) for held in posts))
                for name, aliases, titles, posts in people
            ),
            tuple(Body(*body) for body in bodies),
        )


def claims(reading: Reading) -> Claims:
    """The people and bodies of one article as resolution sees them."""
    named: dict[str, tuple[set[str], set[str], set[Held]]] = {}
    for person in people(reading):
        aliases, titles, _ = named.setdefault(person.name, (set(), set(), set()))
        aliases.update(person.aliases)
        titles.update(person.titles)
    sworn = dict(_sworn_in(reading))
    for tenure in reading.tenures:
        named[tenure.person.name][2].add(_held(tenure, sworn))
    return Claims(
        reading.document.id,
        reading.document.published,
        tuple(
            Claim(reading.document.id, name, tuple(sorted(aliases)), tuple(sorted(titles)), tuple(sorted(posts)))
            for name, (aliases, titles, posts) in sorted(named.items())
        ),
        tuple(sorted({Body(body.name, body.kind, body.territory) for body in bodies(reading)})),
    )


def people(reading: Reading) -> Iterator[Person]:
    """Everybody an article names, also those who only stand inside a fact."""
    yield from reading.people
    yield from (tenure.person for tenure in reading.tenures)
    yield from (agent for agent in _agents(reading) if isinstance(agent, Person))
    yield from (statement.speaker for statement in reading.statements)


def bodies(reading: Reading) -> Iterator[Organization]:
    """Every body an article names, also those that only stand inside a fact."""
    yield from reading.organizations
    yield from (tenure.organization for tenure in reading.tenures if tenure.organization)
    yield from (agent for agent in _agents(reading) if isinstance(agent, Organization))
    for assessment in reading.assessments:
        yield from (end for end in (assessment.assessor, assessment.subject) if isinstance(end, Organization))


def _agents(reading: Reading) -> Iterator[Agent]:
    return (participation.agent for event in reading.events for participation in event.participants)


def _held(tenure: Tenure, sworn: dict[tuple[str, str], str]) -> Held:
    body = tenure.organization
    return Held(
        tenure.role,
        body.name if body else "",
        body.territory if body else "",
        tenure.territory,
        tenure.acting,
        tenure.former,
        "" if tenure.former else sworn.get((tenure.person.name, tenure.role), ""),
    )


def _sworn_in(reading: Reading) -> Iterator[tuple[tuple[str, str], str]]:
    """Person and role with the day of swearing-in: of several posts, those that the sentence of the swearing-in gives."""
    for event in reading.events:
        if event.type != SWEARING_IN or not event.date:
            continue
        sentences = {evidence.sentence for evidence in event.evidence}
        for part in event.participants:
            if part.role == "subject" and isinstance(part.agent, Person):
                held = [t for t in reading.tenures if t.person.name == part.agent.name and not t.former]
                told = [t for t in held if any(e.sentence in sentences | {part.evidence.sentence} for e in t.evidence)]
                for tenure in told or (held if len(held) == 1 else ()):
                    yield (part.agent.name, tenure.role), event.date


def read_claims(path: Path) -> list[Claims]:
    """The claims of all articles of a graph, from its `claims.jsonl`."""
    with path.open(encoding="utf-8") as file:
        return [Claims.of(json.loads(line)) for line in file]
