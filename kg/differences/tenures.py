"""Who came into office and who left, posts that somebody else holds now, and tenures with other dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.contradictions.model import Claimed
from kg.differences.model import Found, Which
from kg.differences.people import People
from kg.differences.world import World
from kg.graph.tenures import Course, Told
from kg.resolve.calendar import earliest, first_day, last_day, latest, precise
from kg.resolve.posts import Post
from kg.show import when

_IN_FULL = ("", "Pj")
"""A Pj holds a post as its holder does; the others stand in for somebody."""


class Key(NamedTuple):
    """What one tenure is in both graphs: who, which post, and as what."""

    person: str
    post: Post
    acting: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in a post as one graph has it: `held` where articles speak of it as held, and the articles in order of time."""

    person: str
    name: str
    label: str
    held: bool
    starts: tuple[str, ...]
    first: str
    last: str
    end: str
    over_by: str
    tenures: tuple[str, ...]
    seen: tuple[Told, ...]
    over: tuple[Told, ...]

    @property
    def current(self) -> bool:
        """True where it is held and nothing tells that it is over."""
        return self.held and not (self.end or self.over_by)

    @property
    def when(self) -> str:
        """Its time in words, or nothing."""
        dates = {"firstSeen": self.first, "lastSeen": self.last, "endDate": self.end, "overBy": self.over_by}
        return when({name: (date,) for name, date in dates.items() if date} | {"startDate": self.starts})

    @property
    def timed(self) -> str:
        """Its time in brackets, to stand behind other words."""
        return f" ({self.when})" if self.when else ""


Holdings = Mapping[Key, Holding]


class Tenures:
    """The tenures of both graphs, by what they are in both."""

    def __init__(self, old: World, new: World, people: People) -> None:
        posts = {new.posts[tenure]: course.post for course in new.courses for tenure in course.tenures}
        self.old, self.new = _holdings(old, people, posts), _holdings(new, people, posts)
        self._old_by_post, self._new_by_post = _by_post(self.old), _by_post(self.new)

    def changed_people(self) -> Iterator[Found]:
        """Those who came into office, and those who left."""
        for key in sorted(self.new.keys() | self.old.keys()):
            was, now = self.old.get(key), self.new.get(key)
            if now and (was is None or now.held > was.held):
                yield _came(now)
            elif was and (now is None or was.held > now.held):
                yield _gone(was)
            elif was and now and was.held and was.current != now.current:
                yield self._over(key, was, now) if was.current else self._not_over(key, was, now)

    def other_holders(self) -> Iterator[Found]:
        """Posts that one person holds at a time, and somebody else does now."""
        before, after = _holders(self.old), _holders(self.new)
        for post in sorted(before.keys() & after.keys()):
            if before[post].keys().isdisjoint(after[post]):
                were, are = _named(before[post].values()), _named(after[post].values())
                now = after[post][min(after[post])]
                people = [holding.person for each in (after, before) for holding in each[post].values()]
                told = f"{now.label} is {are} now, before it was {were}"
                yield Found("other holder", told, tuple(dict.fromkeys(people)), were, are, claimed=_first_words(now))

    def other_dates(self) -> Iterator[Found]:
        """Tenures that both graphs have, with the dates that differ."""
        for key in sorted(self.old.keys() & self.new.keys()):
            was, now = self.old[key], self.new[key]
            differing = [(name, one, other) for name, one, other in _dates(was, now) if one != other]
            if differing and was.held == now.held:
                told = ", ".join(f"{name} {other or 'is not told'} (was {one or 'not told'})" for name, one, other in differing)
                graph, claimed = _words_of_dates(was, now)
                text = f"{now.name}, {now.label}: {told}"
                yield Found("other dates", text, _about(now, was), was.when, now.when, graph=graph, claimed=claimed)

    def _over(self, key: Key, was: Holding, now: Holding) -> Found:
        following, claimed = _why_over(now, _beside(key, self.new, self._new_by_post))
        follows = f"; {_follows(now, following)}" if following else ""
        told = f"{now.name} is no longer {now.label}{now.timed}{follows}"
        return Found("over", told, _about(now, was), was.when, now.when, claimed=claimed)

    def _not_over(self, key: Key, was: Holding, now: Holding) -> Found:
        _, claimed = _why_over(was, _beside(key, self.old, self._old_by_post))
        told = f"No article tells any more that {now.name} is no longer {now.label}{now.timed}"
        return Found("not over", told, _about(now, was), was.when, now.when, graph="old", claimed=claimed)


def _holdings(world: World, people: People, posts: Mapping[str, Post]) -> Holdings:
    """The tenures of a graph; a post that both graphs have is what it is in the new one."""
    groups: dict[Key, list[Course]] = defaultdict(list)
    for course in world.courses:
        known = (posts[world.posts[tenure]] for tenure in course.tenures if world.posts[tenure] in posts)
        groups[Key(people.of(course.person), next(known, course.post), course.acting)].append(course)
    return {key: _holding(group, world) for key, group in groups.items()}


def _holding(group: Sequence[Course], world: World) -> Holding:
    times, course = world.times, group[0]
    tenures = tuple(sorted(tenure for each in group for tenure in each.tenures))

    def dates(of: Mapping[str, tuple[str, ...]]) -> list[str]:
        return [date for tenure in tenures for date in of.get(tenure, ())]

    return Holding(
        course.person,
        course.name,
        " ".join(filter(None, (course.acting, course.label))),
        any(tenure not in times.former for tenure in tenures),
        tuple(precise(dates(times.start))),
        earliest(dates(times.first)),
        latest(dates(times.last)),
        earliest(dates(times.end)),
        earliest(dates(times.over_by)),
        tenures,
        tuple(sorted(told for each in group for told in each.seen)),
        tuple(sorted(told for each in group for told in each.over)),
    )


def _came(now: Holding) -> Found:
    kind, verb = ("in office", "is" if now.current else "was") if now.held else ("former holder", "was")
    told = f"{now.name} {verb} {now.label}{now.timed}"
    return Found(kind, told, _about(now), now=now.when, claimed=_first_words(now))


def _gone(was: Holding) -> Found:
    kind, verb = ("gone", "is") if was.held else ("former holder gone", "was")
    told = f"No article tells any more that {was.name} {verb} {was.label}{was.timed}"
    return Found(kind, told, _about(was), was.when, graph="old", claimed=_first_words(was))


def _by_post(holdings: Holdings) -> dict[Post, list[Key]]:
    """The tenures of each post."""
    found: dict[Post, list[Key]] = defaultdict(list)
    for key in holdings:
        found[key.post].append(key)
    return found


def _beside(key: Key, holdings: Holdings, by_post: Mapping[Post, list[Key]]) -> list[Holding]:
    """The other tenures of a post, in full before those of who stands in."""
    others = sorted(by_post[key.post], key=lambda other: (other.acting, other.person))
    return [holdings[other] for other in others if other != key]


def _why_over(holding: Holding, others: Sequence[Holding]) -> tuple[Holding | None, Claimed]:
    """The next tenure of the post, where that is known, and the words that tell that this one is over."""
    for other in others:
        if holding.end and holding.end in other.starts:
            return other, Claimed("", "", other.person, holding.end)
    for told in holding.over:
        if told.date == holding.over_by:
            return None, _claimed(told)
    for other in others:
        for told in other.seen:
            if told.date == holding.over_by:
                return other, _claimed(told)
    return None, _last_words(holding)


def _follows(holding: Holding, following: Holding) -> str:
    """Who comes next, in words; whoever stood in may get the post in full."""
    if following.person == holding.person:
        return f"{holding.name} is {following.label}"
    return f"{following.name} follows"


def _holders(holdings: Holdings) -> dict[Post, dict[str, Holding]]:
    """Those who hold each single post as far as is known, by person: those who were seen in it last."""
    found: dict[Post, dict[str, Holding]] = defaultdict(dict)
    for key, holding in sorted(holdings.items()):
        if key.post.single and key.acting in _IN_FULL and holding.current and last_day(holding.last):
            latest_day = max((last_day(other.last) or 0 for other in found[key.post].values()), default=0)
            day = last_day(holding.last) or 0
            if day > latest_day:
                found[key.post].clear()
            if day >= latest_day:
                found[key.post][key.person] = holding
    return dict(found)


def _dates(was: Holding, now: Holding) -> Iterator[tuple[str, str, str]]:
    """What the dates of a tenure are called, with how they were and are; that it is over is told elsewhere."""
    yield "sworn in", " or ".join(was.starts), " or ".join(now.starts)
    yield "first seen", was.first, now.first
    yield "last seen", was.last, now.last
    if was.current == now.current:
        yield "ended", was.end, now.end
        yield "over by", was.over_by, now.over_by


def _words_of_dates(was: Holding, now: Holding) -> tuple[Which, Claimed]:
    """The words behind the first date that changed, of the graph that knows more."""
    sides: tuple[tuple[Which, Holding, Holding], ...] = (("new", now, was), ("old", was, now))
    for graph, holding, other in sides:
        if more := sorted(set(holding.starts) - set(other.starts)):
            return graph, Claimed("", "", holding.person, more[0])
    for graph, holding, other in sides:
        if holding.first != other.first and (first_day(holding.first) or 9e9) < (first_day(other.first) or 9e9):
            return graph, _first_words(holding)
        if holding.last != other.last and (last_day(holding.last) or 0) > (last_day(other.last) or 0):
            return graph, _last_words(holding)
    graph, holding = ("new", now) if now.over_by or now.end else ("old", was)
    return graph, _claimed(holding.over[0]) if holding.over else _last_words(holding)


def _first_words(holding: Holding) -> Claimed:
    """The first article that tells of it."""
    told = (*holding.seen, *holding.over)
    return _claimed(told[0]) if told else Claimed("", "", holding.tenures[0])


def _last_words(holding: Holding) -> Claimed:
    return _claimed(holding.seen[-1]) if holding.seen else _first_words(holding)


def _claimed(told: Told) -> Claimed:
    return Claimed("", told.article, told.tenure)


def _about(*holdings: Holding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iri for holding in holdings for iri in (holding.person, *holding.tenures)))


def _named(holdings: Iterable[Holding]) -> str:
    return " and ".join(sorted({holding.name for holding in holdings}))
