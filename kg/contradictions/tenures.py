"""Contradictions of who held which post when: a list of functions, each of which finds one kind.

What is listed grows with the articles and not with their pairs: of everybody who is in a post at the same time, each is held
against the few who are seen in it for longest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.contradictions.model import Claimed, Found, Kind
from kg.graph.tenures import Course, Told
from kg.resolve.calendar import first_day, last_day, surely_before
from kg.resolve.terms import HANDOVER

_LATE = 7
"""Days: so long after a swearing-in articles still call the one before by the post."""
_MOST_OTHERS = 3
"""With so many others somebody is listed, those seen longest."""
_NEW_TERM = {True: 1_400, False: 330}
"""Days after which a second swearing-in is another one, for those who are elected and for all others."""
_ELECTED = frozenset(
    {
        *("gubernur", "wakil gubernur", "bupati", "wakil bupati", "wali kota", "wakil wali kota"),
        *("presiden", "wakil presiden", "kepala desa"),
    }
)
_BESIDE = frozenset({"ketua", "ketua umum", "sekretaris", "sekretaris jenderal"})
"""Roles that people have beside a post elsewhere, in parties and associations."""


class Period(NamedTuple):
    """A time in which articles see somebody in a post, from one swearing-in to the next: its sure days, whether it begins with
    a swearing-in, and the articles.
    """

    begin: int
    end: int
    sworn: bool
    course: Course
    seen: Sequence[Told]


def two_holders(courses: Iterable[Course]) -> Iterator[Found]:
    """Different people in a post that one person holds at a time, seen in it at the same time."""
    by_post: dict[Hashable, list[Period]] = defaultdict(list)
    for course in courses:
        if course.post.single and not course.acting:
            by_post[course.post].extend(periods(course))
    for group in by_post.values():
        yield from _at_once("two holders", group, lambda course: course.person, lambda one, other: one.label)


def two_places(courses: Iterable[Course]) -> Iterator[Found]:
    """One person in single posts of two places at the same time."""
    by_person: dict[Hashable, list[Period]] = defaultdict(list)
    for course in courses:
        if course.post.single and course.post.territory and not course.acting and course.post.role not in _BESIDE:
            by_person[course.person].extend(periods(course))
    for group in by_person.values():
        yield from _at_once("two places", group, lambda course: course.post.territory, lambda one, other: one.name)


def two_dates(courses: Iterable[Course]) -> Iterator[Found]:
    """Two days of one swearing-in; the words are those of the events, which `kg.contradictions.find` looks up."""
    for course in courses:
        apart = _NEW_TERM[course.post.role in _ELECTED and not course.acting]
        for one, other in pairwise(course.starts if course.post.single else ()):
            days = (first_day(other) or 0) - (last_day(one) or 0)
            if days <= apart:
                about = " ".join(filter(None, (course.acting, course.label)))
                yield Found("two dates", f"{course.name}, {about}", *(_sworn(course, date) for date in (one, other)))


def over_and_current(courses: Iterable[Course]) -> Iterator[Found]:
    """A tenure that an article calls over and a later one speaks of as held, without a new swearing-in."""
    for course in courses:
        if course.post.single and (pair := _again(course)):
            over, seen = pair
            about = " ".join(filter(None, (course.acting, course.label)))
            yield Found(
                "over and current",
                f"{course.name}, {about}",
                Claimed(f"over by {over.date}", over.article, over.tenure),
                Claimed(f"held on {seen.date}", seen.article, seen.tenure),
            )


FINDERS: tuple[Callable[[Sequence[Course]], Iterator[Found]], ...] = (two_holders, two_dates, two_places, over_and_current)


def periods(course: Course) -> Iterator[Period]:
    """The times in which somebody is seen in a post: another begins with a swearing-in, and after articles call it over."""
    begins = {day: True for start in course.starts if (day := first_day(start)) is not None}
    for told in course.over:
        begins.setdefault((last_day(told.date) or told.day) + 1, False)
    cuts = sorted(begins)
    parts: dict[int, list[Told]] = defaultdict(list)
    for told in course.seen:
        parts[bisect_right(cuts, told.day)].append(told)
    for number, seen in sorted(parts.items()):
        sworn = number > 0 and begins[cuts[number - 1]]
        begin = cuts[number - 1] if sworn else min(last_day(told.date) or told.day for told in seen)
        yield Period(begin, max(told.day for told in seen), sworn, course, seen)


def _at_once(
    kind: Kind, group: list[Period], whose: Callable[[Course], str], about: Callable[[Course, Course], str]
) -> Iterator[Found]:
    """Each period with those of others that began before and are seen longest, as far as they last into it."""
    longest: dict[str, Period] = {}
    told: set[tuple[str, str]] = set()
    for period in sorted(group, key=lambda period: (period.begin, period.end, whose(period.course), period.course.label)):
        own = whose(period.course)
        for other, earlier in sorted(longest.items()):
            late = _seen_late(earlier, period)
            if other != own and late and (other, own) not in told:
                told |= {(other, own), (own, other)}
                yield Found(kind, about(earlier.course, period.course), _seen(earlier, late), _seen(period, period.seen[0]))
        longest = _kept(longest, own, period)


def _kept(longest: dict[str, Period], own: str, period: Period) -> dict[str, Period]:
    """Of everybody the period that lasts longest, of the few whose lasts longest."""
    if own not in longest or longest[own].end < period.end:
        longest = longest | {own: period}
    if len(longest) > _MOST_OTHERS:
        shortest = min(longest, key=lambda name: (longest[name].end, name))
        longest = {name: kept for name, kept in longest.items() if name != shortest}
    return longest


def _seen_late(earlier: Period, later: Period) -> Told | None:
    """The first article that sees the earlier one in the post when the later one should have had it alone."""
    limit = later.begin + (_LATE if later.sworn else HANDOVER)
    at = bisect_right(earlier.seen, limit, key=lambda told: told.day)
    return earlier.seen[at] if at < len(earlier.seen) else None


def _seen(period: Period, told: Told) -> Claimed:
    course = period.course
    sworn = f", sworn in {' or '.join(course.starts)}" if period.sworn else ""
    return Claimed(f"{course.name}, {course.label}, on {told.date}{sworn}", told.article, told.tenure)


def _sworn(course: Course, date: str) -> Claimed:
    return Claimed(f"sworn in {date}", "", course.person, date)


def _again(course: Course) -> tuple[Told, Told] | None:
    """The first article that calls a tenure over, and the first later one that sees it held."""
    days = [told.day for told in course.seen]
    for over in course.over:
        at = bisect_right(days, last_day(over.date) or over.day)
        if at < len(days) and not _sworn_between(course, over, course.seen[at]):
            return over, course.seen[at]
    return None


def _sworn_between(course: Course, over: Told, seen: Told) -> bool:
    return any(not surely_before(start, over.date) and not surely_before(seen.date, start) for start in course.starts)
