"""Who of the one graph is who of the other: a person keeps the id, or older ids lead to the id that is used now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.differences.world import World


class People:
    """Everybody of two graphs: `now` leads from the old to the new, `before` from the new to the old, and `of` gives all who
    belong together one name.
    """

    def __init__(self, old: World, new: World) -> None:
        self.now = dict(_counterparts(old, new))
        self.before = dict(_counterparts(new, old))
        self._names = _names([*self.now.items(), *self.before.items()])

    def of(self, person: str) -> str:
        """What a person of either graph is known by in both."""
        return self._names.get(person, person)

    def merged(self) -> Iterator[tuple[str, list[str]]]:
        """Each person of the new graph who was several in the old one."""
        return _several(self.now)

    def split(self) -> Iterator[tuple[str, list[str]]]:
        """Each person of the old graph who is several in the new one."""
        return _several(self.before)

    def same(self) -> Iterator[tuple[str, str]]:
        """Everybody of the old graph with who that is in the new one, where it is one person in both."""
        return ((was, now) for was, now in sorted(self.now.items()) if self.before.get(now) == was)


def _counterparts(here: World, there: World) -> Iterator[tuple[str, str]]:
    """Everybody here with who that is there; of those who are nobody there nothing."""
    for person in here.people:
        if person in there.people:
            yield person, person
            continue
        ids = (person, *here.others.get(person, ()))
        found = [other for each in ids for other in _bearers(each, there)]
        if found:
            yield person, min(found, key=lambda other: (here.label(person) != there.label(other), found.index(other)))


def _bearers(identifier: str, world: World) -> tuple[str, ...]:
    """Those whose id it is, or to whom it leads."""
    return (identifier,) if identifier in world.people else world.replaced.get(identifier, ())


def _several(leads: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(leads.items()):
        found[other].append(one)
    return ((other, ones) for other, ones in sorted(found.items()) if len(ones) > 1)


def _names(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For everybody who is linked to others the first id of all of them."""
    leads: dict[str, str] = {}

    def first(person: str) -> str:
        while (other := leads.get(person, person)) != person:
            leads[person] = person = leads.get(other, other)
        return person

    for one, other in links:
        low, high = sorted((first(one), first(other)))
        leads[high] = low
    return {person: first(person) for person in list(leads)}
