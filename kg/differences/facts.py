"""Events and ratings that came, went or are told otherwise, whichever articles tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from kg.contradictions.model import Claimed
from kg.contradictions.values import value_of
from kg.differences.model import Found
from kg.differences.world import World
from kg.graph.tenures import pairs
from kg.graph.vocabulary import DCTERMS, SCHEMA, SEM, SIMPUL
from kg.resolve.keys import name_key


class Event(NamedTuple):
    """What an event is known by in both graphs; `article` where it has no date and could be any."""

    type: str
    date: str
    name: str
    place: str
    article: str


class Rating(NamedTuple):
    """What is rated, by whom, for what and when; `article` where it is not known of when the rating is."""

    assessor: str
    subject: str
    measure: str
    date: str
    article: str


Key = TypeVar("Key", Event, Rating)
Nodes = Mapping[Key, list[str]]


def events(old: World, new: World) -> Iterator[Found]:
    """New events, events that are gone, and those that the same words now tell otherwise."""
    before, after = _events(old), _events(new)
    come, gone, changed = _compared(before, after)
    for event in come:
        nodes = after[event]
        yield Found("new event", _event(event, nodes, new), (nodes[0],), group=event.type, claimed=_of(nodes))
    for event in gone:
        nodes = before[event]
        yield Found("gone event", _event(event, nodes, old), (nodes[0],), "", "", event.type, "old", _of(nodes))
    for one, other in changed:
        was, now = _event(one, before[one], old), _event(other, after[other], new)
        about, claimed = tuple(dict.fromkeys((after[other][0], before[one][0]))), _of(after[other])
        yield Found("changed event", f"{now}; it was {was}", about, was, now, other.type, claimed=claimed)


def ratings(old: World, new: World) -> Iterator[Found]:
    """New ratings, ratings that are gone, and those with another value."""
    before, after = _ratings(old), _ratings(new)
    come, gone, changed = _compared(before, after)
    for rating in come:
        nodes = after[rating]
        now = _value(nodes, new)
        yield Found("new rating", f"{_rating(rating, nodes, new)} is {now}", (nodes[0],), now=now, claimed=_of(nodes))
    for rating in gone:
        nodes = before[rating]
        was = _value(nodes, old)
        text = f"{_rating(rating, nodes, old)} was {was}"
        yield Found("gone rating", text, (nodes[0],), was, graph="old", claimed=_of(nodes))
    same = ((rating, rating) for rating in sorted(before.keys() & after.keys()))
    for one, other in (*changed, *(pair for pair in same if _values(before[pair[0]], old) != _values(after[pair[1]], new))):
        yield _changed_rating((one, before[one]), (other, after[other]), old, new)


def _changed_rating(one: tuple[Rating, list[str]], other: tuple[Rating, list[str]], old: World, new: World) -> Found:
    was, now = _value(one[1], old), _value(other[1], new)
    before, after = _rating(*one, old), _rating(*other, new)
    told = f"{after} is {now}, before it was {was}" + ("" if one[0] == other[0] else f" ({before})")
    fresh = [node for node in other[1] if _values([node], new) - _values(one[1], old)] or other[1]
    about = tuple(dict.fromkeys((fresh[0], one[1][0])))
    return Found("changed rating", told, about, was, now, claimed=_of(fresh))


def _compared(before: Nodes[Key], after: Nodes[Key]) -> tuple[list[Key], list[Key], list[tuple[Key, Key]]]:
    """What came, what went, and the pairs of these that are one and the same node."""
    come, gone = after.keys() - before.keys(), before.keys() - after.keys()
    were = {node: key for key in gone for node in before[key]}
    changed: dict[Key, Key] = {}
    taken: set[Key] = set()
    for node, now in sorted((node, key) for key in come for node in after[key] if node in were):
        if were[node] not in changed and now not in taken:
            changed[were[node]] = now
            taken.add(now)
    return sorted(come - taken), sorted(gone - changed.keys()), sorted(changed.items())


def _events(world: World) -> dict[Event, list[str]]:
    types, dates = pairs(world.store, SEM.eventType), world.one_each(SEM.hasTimeStamp)
    places = world.one_each(SEM.hasPlace)
    found: dict[Event, list[str]] = defaultdict(list)
    for node, kind in types:
        date, name = dates.get(node, ""), name_key(world.labels.get(node, ""))
        article = "" if date and name else world.articles_of.get(node, "")
        found[Event(world.label(kind), date, name, places.get(node, ""), article)].append(node)
    return {event: sorted(nodes) for event, nodes in found.items()}


def _ratings(world: World) -> dict[Rating, list[str]]:
    found: dict[Rating, list[str]] = defaultdict(list)
    assessors, measures = world.one_each(SCHEMA.author), world.one_each(SCHEMA.reviewAspect)
    named, subjects = world.one_each(SIMPUL.assessedName), world.one_each(SIMPUL.assesses)
    dates = world.one_each(DCTERMS.date)
    for node in world.rated:
        subject = subjects.get(node, "") or name_key(named.get(node, ""))
        rating = Rating(assessors.get(node, ""), subject, name_key(measures.get(node, "")), dates.get(node, ""), "")
        known = rating.assessor and rating.date
        found[rating if known else rating._replace(article=world.articles_of.get(node, ""))].append(node)
    return {rating: sorted(nodes) for rating, nodes in found.items()}


def _event(event: Event, nodes: list[str], world: World) -> str:
    name = world.labels.get(nodes[0], "") or "without a name"
    where = (event.date, event.place and world.label(event.place), event.article and f"in {_article(event.article, world)}")
    return "; ".join(filter(None, (f"[{event.type}] {name}", ", ".join(filter(None, where)))))


def _rating(rating: Rating, nodes: list[str], world: World) -> str:
    """What is rated, in words."""
    named = next(iter(world.values(nodes[0], SIMPUL.assessedName)), "")
    subject = world.label(rating.subject) if "://" in rating.subject else named
    measure = next(iter(world.values(nodes[0], SCHEMA.reviewAspect)), "")
    what = ": ".join(filter(None, (subject, " ".join(filter(None, (measure, rating.date))))))
    by = rating.assessor and f"by {world.label(rating.assessor)}"
    return ", ".join(filter(None, (what or "a rating", by, rating.article and f"in {_article(rating.article, world)}")))


def _value(nodes: list[str], world: World) -> str:
    """The values as they are written, each that says something else once."""
    written = {value_of(text): text for node in reversed(nodes) for text in world.rated.get(node, ())}
    return " and ".join(sorted(written.values())) or "without a value"


def _values(nodes: list[str], world: World) -> set[object]:
    return {value_of(text) for node in nodes for text in world.rated.get(node, ())}


def _article(article: str, world: World) -> str:
    return next(iter(world.values(article, DCTERMS.identifier)), "") or article


def _of(nodes: list[str]) -> Claimed:
    return Claimed("", "", nodes[0])
