"""Which names of different articles stand for one person: decided by name and post, the same in any order of articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Agent, Organization, Person, Reading, Tenure
from kg.resolve.keys import is_full_name, name_key

Anchor = str
"""Where a post is held: a territory code, or the key of a body's name."""


class PersonId(NamedTuple):
    """A person of the graph: the normal form of the name, what makes the person unlike others of it, and the label."""

    name: str
    key: str
    label: str


class Claim(NamedTuple):
    """A name in an article, with the (role, anchor) pairs of the posts that the article gives it."""

    article: str
    name: str
    posts: frozenset[tuple[str, Anchor]]


@dataclass(frozen=True, slots=True)
class Claims:
    """What resolution needs to know of one article; small enough to be kept for every article."""

    people: tuple[Claim, ...]
    organizations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identities:
    """The answers: people by article and name as written there, and the one label of each body by its name key."""

    people: Mapping[str, Mapping[str, PersonId]]
    organizations: Mapping[str, str]

    def person(self, article: str, name: str) -> PersonId:
        """Who `name` is in this article."""
        return self.people[article][name]

    def organization(self, name: str) -> str:
        """The label that this body has in the graph."""
        return self.organizations.get(name_key(name), name)


def claims(reading: Reading) -> Claims:
    """The people and bodies of one article as resolution sees them."""
    article = reading.document.id
    posts: dict[str, set[tuple[str, Anchor]]] = {person.name: set() for person in people(reading)}
    for tenure in reading.tenures:
        posts[tenure.person.name].update((name_key(tenure.role), anchor) for anchor in _anchors(tenure))
    return Claims(
        tuple(Claim(article, name, frozenset(held)) for name, held in sorted(posts.items())),
        tuple(sorted({body.name for body in bodies(reading)})),
    )


def resolve(articles: Iterable[Claims]) -> Identities:
    """Everybody's identity over all articles; the order of the articles makes no difference."""
    by_name: dict[str, list[Claim]] = defaultdict(list)
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for claim in article.people:
            by_name[name_key(claim.name)].append(claim)
        for name in article.organizations:
            labels[name_key(name)][name] += 1
    found: dict[str, dict[str, PersonId]] = defaultdict(dict)
    for name, named in by_name.items():
        for person, group in _persons(name, sorted(named, key=lambda claim: (claim.article, claim.name))):
            for claim in group:
                found[claim.article][claim.name] = person
    return Identities(found, {key: _commonest(counter) for key, counter in labels.items()})


def bodies(reading: Reading) -> Iterator[Organization]:
    """Every body an article names, also those that only stand inside a fact."""
    yield from reading.organizations
    yield from (tenure.organization for tenure in reading.tenures if tenure.organization)
    yield from (agent for agent in _agents(reading) if isinstance(agent, Organization))
    for assessment in reading.assessments:
        yield from (end for end in (assessment.assessor, assessment.subject) if isinstance(end, Organization))


def people(reading: Reading) -> Iterator[Person]:
    """Everybody an article names, also those who only stand inside a fact."""
    yield from reading.people
    yield from (tenure.person for tenure in reading.tenures)
    yield from (agent for agent in _agents(reading) if isinstance(agent, Person))
    yield from (statement.speaker for statement in reading.statements)


def _agents(reading: Reading) -> Iterator[Agent]:
    return (participation.agent for event in reading.events for participation in event.participants)


def _anchors(tenure: Tenure) -> Iterator[Anchor]:
    if tenure.territory:
        yield tenure.territory
    if tenure.organization:
        yield name_key(tenure.organization.name)


def _persons(name: str, named: list[Claim]) -> Iterator[tuple[PersonId, list[Claim]]]:
    """The people behind one name.

    A full name is one person wherever it holds a post in the same territory or body; a mention without a post belongs to
    the only person of that name, if there is only one. One word, or initials and a word, must also share the role, and
    is somebody else in each article that gives no post.
    """
    full = is_full_name(name)
    placed = [claim for claim in named if claim.posts]
    loose = [claim for claim in named if not claim.posts]
    groups = _connected([(claim, _links(claim, full)) for claim in placed])
    if full and len(groups) == 1:
        groups = [(groups[0][0] + loose, groups[0][1])]
    elif full and loose:
        groups.append((loose, []))
    elif not full:
        groups += [([claim], [f"article {claim.article}"]) for claim in loose]
    for group, links in groups:
        label = _commonest(Counter(claim.name for claim in group))
        yield PersonId(name, f"{name}|{min(links, default='')}", label), group


def _links(claim: Claim, full: bool) -> list[str]:
    """What this claim must share with another to be the same person. Codes sort before names: a territory comes first."""
    return sorted({anchor if full else f"{anchor} {role}" for role, anchor in claim.posts})


def _connected(claims: list[tuple[Claim, list[str]]]) -> list[tuple[list[Claim], list[str]]]:
    """The claims in groups that share a link, each with all its links."""
    alike: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim, links in claims:
        alike[tuple(links)].append(claim)
    groups: list[tuple[list[Claim], set[str]]] = []
    for links_of, same in alike.items():
        joined = (same, set(links_of))
        apart = []
        for group in groups:
            if group[1].isdisjoint(joined[1]):
                apart.append(group)
            else:
                joined = (group[0] + joined[0], group[1] | joined[1])
        groups = [*apart, joined]
    return [(group, sorted(links)) for group, links in groups]


def _commonest(names: Counter[str]) -> str:
    """The name used most; of equals the longest, then the first in the alphabet."""
    return min(names, key=lambda name: (-names[name], -len(name), name))
