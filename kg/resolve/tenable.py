"""What the posts of two profiles say: whether one person could, and would, hold them."""

from __future__ import annotations

from kg.resolve.calendar import day_number, days_between
from kg.resolve.posts import Post
from kg.resolve.profiles import Profile, Seen
from kg.resolve.reasons import Reason

# How strongly each finding speaks, in bits.
_SAME_TIME, _SAME_POST, _LONG_APART, _SHARED_POST, _SHARED_LONG_APART = 14.0, 10.0, 8.0, 8.0, 5.0
_IN_KABUPATEN, _IN_PROVINCE, _IN_BODY = 7.5, 6.5, 6.5
_NEARBY, _SAME_ROLE, _LOCAL_ROLE, _PROVINCIAL_ROLE, _OTHER_REACH, _ROTATED, _ELSEWHERE = 2.3, 2.5, 4.0, 5.0, -1.5, -1.5, -3.5
_TWO_AT_ONCE, _TWO_NEARBY, _AT_ONCE, _OTHER_CAREER = -12.0, -4.0, -4.0, -3.0
_LEADS_ON = 2.0

_TERM, _LONG, _HANDOVER, _CAMPAIGN, _MOVE = 366, 5 * 366, 92, 60, 45
"""Days: in which a post is seen at the same time, after which its holder may be another, in which one is handed over, between
one career and another, and between two posts of a career."""
_FOR_LIFE = frozenset({"police", "army", "prosecution", "court"})
_STAND_IN = {"head", "civil"}
"""A Sekretaris Daerah who acts as head is often called so without `Pj`."""
_LEADING = frozenset(
    {"gubernur", "wakil gubernur", "bupati", "wakil bupati", "wali kota", "wakil wali kota", "sekretaris daerah"}
)
_ROTATING = ("kapol", "wakapol", "kepala kejaksaan", "dandim", "danrem", "pangdam", "kepala satuan", "kepala kantor")
"""What the roles begin with in which people are moved between provinces."""


def post(one: Profile, other: Profile) -> Reason | None:
    """The posts: the same one, in the same body, the same place, the same province, or in different ones."""
    shared = [post for post in one.where if post in other.posts]
    if shared:
        return max((_same_post(held, one.posts[held], other.posts[held]) for held in shared), key=lambda r: r.strength)
    if one.where and other.where:
        strength, told, first, second = max((*_near(a, b), a, b) for a in one.where for b in other.where)
        return Reason("post", strength, f"{told}: {first}; {second}")
    roles = {post.role for post in one.posts} & {post.role for post in other.posts}
    if not roles:
        return None
    strength = max(
        _PROVINCIAL_ROLE if role.endswith("gubernur") else _LOCAL_ROLE if role in _LEADING else _SAME_ROLE for role in roles
    )
    return Reason("post", strength, f"same role, held who knows where: {', '.join(sorted(roles))}")


def _same_post(post: Post, one: Seen, other: Seen) -> Reason:
    """The same post; one that a single person holds tells more, and most at the same time."""
    apart = days_between(one.first, one.last, other.first, other.last)
    if not post.single:
        strength = _SHARED_LONG_APART if apart is not None and apart > _LONG else _SHARED_POST
        return Reason("post", strength, f"same post, which several hold: {post}")
    if apart is not None and apart <= _TERM and one.current and other.current:
        return Reason("post", _SAME_TIME, f"same post at the same time: {post}")
    if apart is None or apart <= _LONG:
        return Reason("post", _SAME_POST, f"same post: {post}")
    return Reason("post", _LONG_APART, f"same post, {apart // 365} years apart: {post}")


def _near(one: Post, other: Post) -> tuple[float, str]:
    """Two posts by where they are held."""
    if one.body and one.body == other.body:
        return _IN_BODY, "posts in one body"
    if one.territory and one.territory == other.territory:
        return _IN_KABUPATEN if "." in one.territory else _IN_PROVINCE, "posts in one place"
    if not (one.territory and other.territory):
        return _OTHER_REACH, "posts of different reach"
    if one.province == other.province:
        return _NEARBY, "posts in one province"
    if one.role.startswith(_ROTATING) and other.role.startswith(_ROTATING):
        return _ROTATED, "posts in different provinces, between which people are moved"
    return _ELSEWHERE, "posts in different provinces"


def time(one: Profile, other: Profile) -> Reason | None:
    """Two posts that nobody holds together, at one time; or two careers between which few people change.

    Silent where two full names hold the same single post: then their names tell them apart.
    """
    if one.full and other.full and any(post.single and post in other.posts for post in one.where):
        return None
    reasons = [_apart(a, one.posts[a], b, other.posts[b]) for a in one.where for b in other.where if a != b]
    return min(filter(None, reasons), key=lambda reason: (reason.strength, reason.text), default=None)


def _apart(post: Post, seen: Seen, other: Post, other_seen: Seen) -> Reason | None:
    """What two posts say against one holder; who acts in a post can hold another one."""
    if not (seen.current and other_seen.current and post.career and other.career):
        return None
    days = days_between(seen.first, seen.last, other_seen.first, other_seen.last)
    both = f"{post}; {other}"
    if {post.career, other.career} == _STAND_IN and post.territory == other.territory:
        seen_long = _overlap(seen, other_seen) > _HANDOVER
        return Reason("time", _TWO_NEARBY, f"two posts at one time: {both}") if seen_long else None
    if post.career != other.career:
        if days is not None and days <= _CAMPAIGN:
            return Reason("time", _TWO_AT_ONCE, f"{post.career} and {other.career} at one time: {both}")
        if {post.career, other.career} & _FOR_LIFE:
            return Reason("time", _OTHER_CAREER, f"few change from {post.career} to {other.career}: {both}")
        return None
    elsewhere = post.territory != other.territory
    if days is None or not (elsewhere or post.body != other.body):
        return None
    if _overlap(seen, other_seen) > _HANDOVER:
        return Reason("time", _TWO_AT_ONCE if elsewhere else _TWO_NEARBY, f"two posts at one time: {both}")
    if days <= _CAMPAIGN and post.career == "head" and post.province != other.province:
        return Reason("time", _TWO_AT_ONCE, f"head of two regions at one time: {both}")
    if 0 < days <= _MOVE:
        return Reason("time", _AT_ONCE, f"two posts within {days} days: {both}")
    return None


def _overlap(one: Seen, other: Seen) -> int:
    """For how many days both are seen to be held, or less than nothing."""
    start = max(day_number(one.first) or 0, day_number(other.first) or 0)
    end = min(day_number(one.last) or 0, day_number(other.last) or 0)
    return end - start if start else -1


def career(one: Profile, other: Profile) -> Reason | None:
    """A way that many go: from the head or secretary of a kabupaten or kota to that of its province, from deputy to head."""
    for held in one.where:
        for another in other.where:
            leads = held.role in _LEADING and another.role in _LEADING and held.province == another.province != ""
            if leads and held != another:
                return Reason("career", _LEADS_ON, f"one leads to the other: {held}; {another}")
    return None
