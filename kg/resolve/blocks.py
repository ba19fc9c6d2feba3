"""Which profiles are compared at all: those that share something that people who are one person share.

Without it every profile would be compared with every other one. A block that a common word makes too large is left out; whoever
is in it only by that word would not be told apart by it either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.resolve.names import compare_names, sound
from kg.resolve.profiles import Profile

LARGEST = 300
"""So many profiles of one block are compared."""
_TAIL = 4

Key = tuple[str, ...]


def pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The pairs to compare, as places in the list, the smaller first, each once, in order."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for key in set(_keys(profile)):
            blocks[key].append(number)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= LARGEST:
            found.update(pair for pair in combinations(members, 2) if pair not in found and _nameable(profiles, *pair))
    return iter(sorted(found))


def _nameable(profiles: Sequence[Profile], first: int, second: int) -> bool:
    """True where one name can be a form of the other."""
    one, other = profiles[first], profiles[second]
    return compare_names(one.name, other.name) is not None or one.name in other.aliases or other.name in one.aliases


def _keys(profile: Profile) -> Iterator[Key]:
    sounds = [sound(word) for word in profile.name.split() if len(word) > 2]
    yield "name", profile.name
    if len(sounds) > 1:
        yield "sound", *sorted(sounds)
    for post in profile.posts:
        if post.single:
            yield "post", str(post)
        for part in {*sounds, *(word[-_TAIL:] for word in sounds)}:
            yield "part", str(post), part
    places = {post.province or post.body for post in profile.posts if post.placed} or {code[:2] for code in profile.around}
    for place in places:
        for word in {*sounds, *(sound(alias) for alias in profile.aliases)}:
            yield "place", place, word
