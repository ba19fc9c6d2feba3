"""Who held which post, as a graph has it: for each person and post the articles that speak of it, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import GraphError
from kg.graph.vocabulary import DCTERMS, ORG, PROV, SCHEMA, SIMPUL, SKOS
from kg.resolve.calendar import first_day, precise
from kg.resolve.claims import Held
from kg.resolve.posts import Post, post_of

if TYPE_CHECKING:
    from pyoxigraph import Store


class Told(NamedTuple):
    """An article that speaks of a tenure: the first day that its date can mean, its date, its IRI, and the tenure's IRI."""

    day: int
    date: str
    article: str
    tenure: str


@dataclass(slots=True)
class Course:
    """A person in a post, in full or `acting`: the articles that speak of it as held (`seen`) and as over, in order of time, as
    far as they have a date, and the days of swearing-in that are told.
    """

    person: str
    name: str
    post: Post
    label: str
    acting: str
    seen: list[Told] = field(default_factory=list)
    over: list[Told] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    tenures: list[str] = field(default_factory=list)


def courses(store: Store) -> list[Course]:
    """Everybody in every post, by person and post."""
    people, posts = dict(pairs(store, ORG.member)), dict(pairs(store, SIMPUL.post))
    acting, former = dict(pairs(store, SIMPUL.acting)), {tenure for tenure, _ in pairs(store, SIMPUL.former)}
    if people and next(pairs(store, SIMPUL.articles), None) is None:
        raise GraphError("the graph does not tell the time of tenures; build it again")
    known = {post: _post(store, post) for post in sorted(set(posts.values()))}
    names = _labels(store, set(people.values()))
    found: dict[tuple[str, Post, str], Course] = {}
    of: dict[str, Course] = {}
    for tenure in sorted(people.keys() & posts.keys()):
        person, (post, label), how = people[tenure], known[posts[tenure]], acting.get(tenure, "")
        name = names.get(person, person)
        of[tenure] = found.setdefault((person, post, how), Course(person, name, post, label, how))
        of[tenure].tenures.append(tenure)
    _date(store, of, former)
    return [found[key] for key in sorted(found)]


def pairs(store: Store, predicate: str) -> Iterator[tuple[str, str]]:
    """Every subject with the value of a property."""
    from pyoxigraph import DefaultGraph, NamedNode

    for quad in store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph()):
        yield quad.subject.value, quad.object.value  # type: ignore[union-attr]


def values(store: Store, subject: str, predicate: str) -> list[str]:
    """The values of a property of one subject, sorted; what is no IRI has none."""
    from pyoxigraph import DefaultGraph, NamedNode

    try:
        node = NamedNode(subject)
    except ValueError:
        return []
    found = store.quads_for_pattern(node, NamedNode(predicate), None, DefaultGraph())
    return sorted(quad.object.value for quad in found)  # type: ignore[union-attr]


def subjects(store: Store, predicate: str, value: str) -> list[str]:
    """The subjects of which a property has this value, sorted; what is no IRI is nobody's."""
    from pyoxigraph import DefaultGraph, NamedNode

    try:
        node = NamedNode(value)
    except ValueError:
        return []
    found = store.quads_for_pattern(None, NamedNode(predicate), node, DefaultGraph())
    return sorted(quad.subject.value for quad in found)  # type: ignore[union-attr]


def _date(store: Store, of: Mapping[str, Course], former: set[str]) -> None:
    """Tells the courses when articles speak of them."""
    issued = dict(pairs(store, DCTERMS.issued))
    for tenure, article in pairs(store, PROV.wasDerivedFrom):
        date = issued.get(article, "")
        if tenure in of and (day := first_day(date)) is not None:
            course = of[tenure]
            (course.over if tenure in former else course.seen).append(Told(day, date, article, tenure))
    for tenure, date in pairs(store, SCHEMA.startDate):
        if tenure in of:
            of[tenure].starts.append(date)
    for course in {id(course): course for course in of.values()}.values():
        course.seen.sort()
        course.over.sort()
        course.starts = precise(course.starts)


def _post(store: Store, iri: str) -> tuple[Post, str]:
    """A post as those have it who compare posts, and its label."""

    def of(subject: str, *path: str) -> str:
        for predicate in path:
            subject = next(iter(values(store, subject, predicate)), "") if subject else ""
        return subject

    held = Held(
        of(iri, ORG.role, SKOS.prefLabel),
        of(iri, ORG.postIn, SKOS.prefLabel),
        of(iri, ORG.postIn, SIMPUL.jurisdiction, SKOS.notation),
        of(iri, SIMPUL.jurisdiction, SKOS.notation),
    )
    return post_of(held), of(iri, SKOS.prefLabel) or iri


def _labels(store: Store, nodes: set[str]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for node, label in pairs(store, SKOS.prefLabel):
        if node in nodes:
            labels[node] = min(label, labels.get(node, label))
    return labels
