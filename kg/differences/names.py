"""People who became one or several, or have another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.differences.model import Found
from kg.differences.people import People
from kg.differences.world import World
from kg.graph.read import merges
from kg.graph.tenures import subjects
from kg.graph.vocabulary import DCTERMS, SIMPUL


def identities(old: World, new: World, people: People) -> Iterator[Found]:
    """Merged, split and renamed people."""
    for now, before in people.merged():
        told = f"{_listed(old, before)} are one person now: {_called(new, now)}"
        yield Found("merged", told, (now, *before), _labels(old, before), new.label(now))
    for was, after in people.split():
        told = f"{_called(old, was)} is now {len(after)} people: {_listed(new, after)}"
        yield Found("split", told, (was, *after), old.label(was), _labels(new, after))
    for was, now in people.same():
        if old.label(was) != new.label(now):
            told = f"{old.label(was)} is called {new.label(now)} now"
            yield Found("renamed", told, tuple(dict.fromkeys((now, was))), old.label(was), new.label(now))


def reasons(found: Found, old: World, new: World) -> str:
    """What is told of a change, with why people became one, or what people decided on those who are several now."""
    told = _judged(found.about, old, new) if found.kind == "merged" else _decided(found.about, new)
    return f"{found.text}, because {'; '.join(told)}" if told else found.text


def _judged(about: Sequence[str], old: World, new: World) -> list[str]:
    """What spoke for the merges that joined people of the old graph, or else for all merges that made the person."""
    now, *before = about
    of = {each: person for person in before for each in (person, *old.others.get(person, ()))}
    found = merges(new.store, now)
    joining = [merge for merge in found if {merge.one, merge.other} <= of.keys() and of[merge.one] != of[merge.other]]
    told = (reason.partition(": ") for merge in joining or found for reason in merge.reasons)
    return list(dict.fromkeys(text for strength, _, text in told if " +" in strength))


def _decided(about: Sequence[str], new: World) -> list[str]:
    """What people decided on who these are not."""
    nodes = {node for person in about for node in subjects(new.store, SIMPUL.about, person)}
    told = sorted(text for node in nodes for text in new.values(node, DCTERMS.description))
    return [f"people decided: {text}" for text in told if text.startswith("different ")]


def _called(world: World, person: str) -> str:
    """The label with the id, for those who are called alike."""
    return f"{world.label(person)} ({person.rpartition('/')[2]})"


def _listed(world: World, people: Sequence[str]) -> str:
    return " and ".join(_called(world, person) for person in people)


def _labels(world: World, people: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(map(world.label, people)))
