"""When somebody held a post: what articles say of one person in one post, in order of time.

Only what articles say begins or ends a term. That nobody speaks of somebody any more ends nothing, and neither does a date that
is not known. Where articles contradict each other, both is kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.resolve.calendar import earliest, first_day, last_day, latest, precise, surely_before
from kg.resolve.claims import Claims, Held
from kg.resolve.identities import Identities
from kg.resolve.posts import Post, post_of

HANDOVER = 92
"""Days in which a post passes from one to the other, and articles may name either."""
LONGEST = 5 * 366 + HANDOVER
"""Days: after so long without a word of the holder, whoever is sworn in need not be the next one."""
_FRESH = 366
"""Days from a swearing-in in which one sighting is enough to see who was sworn in."""
_HEADS = frozenset({"gubernur", "bupati", "wali kota", "kepala desa"})
"""The roles for which a Pj is named only once the post is vacant, so that the Pj ends the term before."""
_UNTIL_ELECTED = "Pj"


class Stated(NamedTuple):
    """How articles tell of a term: the ways they name its post, how many articles, and how many independent sources."""

    posts: tuple[Held, ...] = ()
    articles: int = 0
    sources: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """A person in a post, in full or `acting`; dates are ISO and partial where the articles are, empty where none tells.

    `first` and `last`: of the articles that speak of it as current. `starts`: every day of swearing-in that is told. `end`: the
    day on which the next holder was sworn in. `over_by`: the first article that tells that it is over. `current` and `former`:
    the articles that speak of it as held and as over.
    """

    person: str
    post: Post
    acting: str
    current: Stated
    former: Stated
    first: str = ""
    last: str = ""
    starts: tuple[str, ...] = ()
    end: str = ""
    over_by: str = ""


class Key(NamedTuple):
    """What makes a term: who, which post, and how it is held."""

    person: str
    post: Post
    acting: str


class _Sighting(NamedTuple):
    """An article that speaks of a term: its date, its source, and the day of swearing-in that it tells."""

    article: str
    date: str
    source: str
    sworn: str


@dataclass(slots=True)
class _Told:
    """What articles tell of one term, as it is collected: of it as current, and as over."""

    current: set[Held] = field(default_factory=set)
    former: set[Held] = field(default_factory=set)
    seen: set[_Sighting] = field(default_factory=set)
    over: set[_Sighting] = field(default_factory=set)

    @property
    def starts(self) -> list[str]:
        """Every day of swearing-in, in order."""
        return sorted({one.sworn for one in self.seen if first_day(one.sworn) is not None})

    @property
    def reach(self) -> int | None:
        """The last day on which articles see the holder in office, or None where it is not known."""
        days = [last_day(one.date) for one in self.seen] + [first_day(one.sworn) for one in self.seen]
        return max((day for day in days if day is not None), default=None)


def terms(articles: Iterable[Claims], identities: Identities, sources: Mapping[str, str] | None = None) -> list[Term]:
    """All terms by person and post, in any order of the articles the same; `sources` has the source of each copied article."""
    told = _collected(articles, identities, sources or {})
    by_post: dict[Post, dict[Key, _Told]] = defaultdict(dict)
    for key, of in told.items():
        by_post[key.post][key] = of
    found = [term for post, holders in by_post.items() for term in _in_post(post, holders)]
    return sorted(found, key=lambda term: (term.person, term.post, term.acting))


def _collected(articles: Iterable[Claims], identities: Identities, sources: Mapping[str, str]) -> dict[Key, _Told]:
    told: dict[Key, _Told] = defaultdict(_Told)
    for article in articles:
        source = sources.get(article.article, article.article)
        for claim in article.people:
            person = identities.person(article.article, claim.name).id if claim.posts else ""
            for held in claim.posts:
                of = told[Key(person, post_of(held), held.acting)]
                sighting = _Sighting(article.article, article.published, source, held.since)
                (of.over if held.former else of.seen).add(sighting)
                (of.former if held.former else of.current).add(held._replace(since=""))
    return told


def _in_post(post: Post, holders: Mapping[Key, _Told]) -> Iterator[Term]:
    """The terms of one post, each with what the others in the post tell of its end."""
    lanes = _lanes(post, holders) if post.single else {}
    for key, told in holders.items():
        lane, reach = lanes.get(key.acting), told.reach
        follows = lane.after(reach, key) if lane and reach is not None else ""
        over = earliest(_called_former(told))
        end = lane.sworn_after(reach, key, follows) if lane and reach is not None else ""
        yield Term(
            *key,
            _stated(told.current, told.seen),
            _stated(told.former, told.over),
            earliest(one.date for one in told.seen),
            latest(one.date for one in told.seen),
            tuple(told.starts),
            "" if surely_before(over, end) else end,
            earliest([over, follows]),
        )


def _stated(posts: set[Held], seen: set[_Sighting]) -> Stated:
    return Stated(tuple(sorted(posts)), len({one.article for one in seen}), len({one.source for one in seen}))


def _called_former(told: _Told) -> list[str]:
    """The dates of articles that call the holder former and are not answered by a later swearing-in."""
    starts = told.starts
    return [one.date for one in told.over if not any(surely_before(one.date, start) for start in starts[-1:])]


class _Entry(NamedTuple):
    """A sighting or a swearing-in that can end the term of another: its day, its date, whose, from which source, and whether it
    is one of somebody sworn in not long ago.
    """

    day: int
    date: str
    who: str
    source: str
    fresh: bool


class _Lane:
    """Those who can follow each other in a post, in order of time.

    One sighting may be a slip. Two of different sources, or one of somebody who was just sworn in, make a successor.
    """

    def __init__(self, entries: Iterable[_Entry], starts: Iterable[_Entry], by_person: bool) -> None:
        self.by_person = by_person
        entries = sorted(entries)
        self.entries = [entry for entry, sure in zip(entries, _sure(entries), strict=True) if sure]
        self.days = [entry.day for entry in self.entries]
        self.others = _others(self.entries)
        self.starts = sorted(starts)
        self.start_days = [start.day for start in self.starts]
        self.start_others = _others(self.starts)

    def after(self, reach: int, key: Key) -> str:
        """The date of the first article that sees a successor after the day."""
        entry = _next(self.entries, self.others, bisect_right(self.days, reach), self._who(key))
        return entry.date if entry else ""

    def sworn_after(self, reach: int, key: Key, follows: str) -> str:
        """The day on which the next holder was sworn in, where it is the end of the term.

        It is not where somebody held the post long before that day (`follows`), or where the term is long out of sight.
        """
        start = _next(self.starts, self.start_others, bisect_left(self.start_days, reach), self._who(key))
        begins = first_day(start.date) if start else None
        if start is None or begins is None or begins - reach > LONGEST:
            return ""
        seen = last_day(follows)
        return "" if seen is not None and seen + HANDOVER < begins else start.date

    def _who(self, key: Key) -> str:
        return _who(key, self.by_person)


def _who(key: Key, by_person: bool) -> str:
    return key.person if by_person else f"{key.person} {key.acting}"


def _lanes(post: Post, holders: Mapping[Key, _Told]) -> dict[str, _Lane]:
    """By how the post is held, whoever can end such a term: those who hold it in full, and acting ones of the same kind.

    A deputy who is acting for a while ends nobody's term. One who is acting is followed also by himself, once in full.
    """
    lanes = {}
    for acting in {key.acting for key in holders}:
        ending = {"", acting} | ({_UNTIL_ELECTED} if post.role in _HEADS else set())
        among = {key: told for key, told in holders.items() if key.acting in ending}
        by_person = acting == ""
        lanes[acting] = _Lane(_entries(among, by_person), _starts(among, by_person), by_person)
    return lanes


def _entries(holders: Mapping[Key, _Told], by_person: bool) -> Iterator[_Entry]:
    for key, told in holders.items():
        sworn = sorted(day for start in told.starts if (day := first_day(start)) is not None)
        for one in told.seen:
            if (day := first_day(one.date)) is not None:
                nearest = bisect_left(sworn, day - _FRESH)
                fresh = nearest < len(sworn) and sworn[nearest] <= day + _FRESH
                yield _Entry(day, one.date, _who(key, by_person), one.source, fresh)


def _starts(holders: Mapping[Key, _Told], by_person: bool) -> Iterator[_Entry]:
    for key, told in holders.items():
        for date in precise(told.starts):
            if (day := last_day(date)) is not None:
                yield _Entry(day, date, _who(key, by_person), "", True)


def _sure(entries: Sequence[_Entry]) -> list[bool]:
    """For each sighting, whether with those behind it it is enough to see a successor in it."""
    later: dict[str, set[str]] = defaultdict(set)
    sure = []
    for entry in reversed(entries):
        sources = later[entry.who]
        if len(sources) < 2:
            sources.add(entry.source)
        sure.append(entry.fresh or len(sources) > 1)
    return sure[::-1]


def _others(entries: Sequence[_Entry]) -> list[int]:
    """For each place the next one that is of somebody else."""
    others = [len(entries)] * len(entries)
    for at in range(len(entries) - 2, -1, -1):
        others[at] = at + 1 if entries[at].who != entries[at + 1].who else others[at + 1]
    return others


def _next(entries: Sequence[_Entry], others: Sequence[int], at: int, who: str) -> _Entry | None:
    """The first entry from a place on that is not of this one."""
    if at < len(entries) and entries[at].who == who:
        at = others[at]
    return entries[at] if at < len(entries) else None
