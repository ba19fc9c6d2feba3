"""Which names of different articles stand for one person or body, the same in any order of articles, and why.

A person's id is that of one of the profiles of which the person is made; the other ids lead to it, so none is ever lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.memory import seldom_collected
from kg.resolve.claims import Claims
from kg.resolve.cluster import Clusters, Decided, Judgement, Pair, cluster
from kg.resolve.keys import is_full_name, name_key
from kg.resolve.profiles import Profile, profiles
from kg.resolve.reasons import Reason


class PersonId(NamedTuple):
    """A person of the graph: the last part of the IRI, and the label."""

    id: str
    label: str


class Pairing(NamedTuple):
    """Two profiles by their ids, what was found on them, and what became of it: `joined`, or why not: `unsure` (too little
    speaks for it), `ambiguous` (another fits as well), `against` (something inside the two people speaks against it)."""

    one: str
    other: str
    state: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A person: the id, the label, every other id that leads here, and why the profiles are one."""

    id: str
    label: str
    others: tuple[str, ...]
    profiles: tuple[Profile, ...]
    joined: tuple[Pairing, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What people decided, by ids: who is one person, who is not, in which article somebody else is meant, and new labels.

    Each value is the reason to tell, or the label.
    """

    same: Mapping[tuple[str, str], str] = field(default_factory=dict)
    different: Mapping[tuple[str, str], str] = field(default_factory=dict)
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identities:
    """The answers: people by article and name as written there, the one label of each body by its name key.

    `persons` are all people in the order of their ids, `doubtful` the pairs on which people could decide, the most valuable
    first, `ignored` the decisions that could not be followed, with the reason.
    """

    people: Mapping[str, Mapping[str, PersonId]]
    organizations: Mapping[str, str]
    persons: Sequence[Resolved] = ()
    doubtful: Sequence[Pairing] = ()
    ignored: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def person(self, article: str, name: str) -> PersonId:
        """Who `name` is in this article."""
        return self.people[article][name]

    def organization(self, name: str) -> str:
        """The label that this body has in the graph."""
        return self.organizations.get(name_key(name), name)


@seldom_collected()
def resolve(articles: Iterable[Claims], wishes: Wishes | None = None) -> Identities:
    """Everybody's identity over all articles; the order of the articles makes no difference."""
    articles, wishes = list(articles), wishes or Wishes()
    found = profiles(articles, wishes.elsewhere)
    decided, ignored = _decided(found, wishes)
    clusters = cluster(found, decided)
    persons = sorted((_person(found, members, wishes) for members in clusters.people), key=lambda person: person.id)
    joined = _pairings(found, clusters)
    of = {atom: person.id for person in persons for atom in (person.id, *person.others)}
    why: dict[str, list[Pairing]] = defaultdict(list)
    for pairing in joined:
        if pairing.state == "joined":
            why[of[pairing.one]].append(pairing)
    persons = [Resolved(person.id, person.label, person.others, person.profiles, tuple(why[person.id])) for person in persons]
    ignored |= dict(_overruled(wishes, of))
    return Identities(_by_article(persons), _labels(articles), persons, _valuable(found, clusters), ignored)


def _decided(found: Sequence[Profile], wishes: Wishes) -> tuple[Decided, dict[tuple[str, str], str]]:
    """The decisions by places in the list, and those whose people are not there."""
    places = {atom: number for number, profile in enumerate(found) for atom in reversed(profile.atoms)}
    ignored: dict[tuple[str, str], str] = {}
    kinds: list[dict[Pair, str]] = []
    for wanted in (wishes.same, wishes.different):
        kept: dict[Pair, str] = {}
        for (one, other), reason in wanted.items():
            missing = [identifier for identifier in (one, other) if identifier not in places]
            if missing:
                ignored[one, other] = f"nobody has the id {missing[0]}"
            elif places[one] != places[other]:
                kept[min(places[one], places[other]), max(places[one], places[other])] = reason
        kinds.append(kept)
    return Decided(*kinds), ignored


def _overruled(wishes: Wishes, of: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    """The decisions that did not come true because another one stands against them."""
    for (one, other), _ in wishes.same.items():
        if one in of and other in of and of[one] != of[other]:
            yield (one, other), "other decisions keep the two apart"
    for (one, other), _ in wishes.different.items():
        if one in of and other in of and of[one] == of[other]:
            yield (one, other), "both are known by the same post; name the article in which somebody else is meant"


def _person(found: Sequence[Profile], members: Sequence[int], wishes: Wishes) -> Resolved:
    own = sorted((found[number] for number in members), key=lambda profile: profile.first)
    atoms = [atom for profile in own for atom in profile.atoms]
    wished = sorted({wishes.labels[atom] for atom in atoms if atom in wishes.labels})
    return Resolved(atoms[0], wished[0] if wished else _label(own), tuple(sorted(set(atoms[1:]) - {atoms[0]})), tuple(own), ())


def _label(own: Sequence[Profile]) -> str:
    """The name used most, of those told in full if there are any; of equals the longest, then the first in the alphabet."""
    names: Counter[str] = Counter()
    for profile in own:
        names.update(profile.names)
    return min(names, key=lambda name: (not is_full_name(name_key(name)), -names[name], -len(name), name))


def _pairings(found: Sequence[Profile], clusters: Clusters) -> list[Pairing]:
    return [_pairing(found, judgement) for judgement in clusters.judgements]


def _pairing(found: Sequence[Profile], judgement: Judgement) -> Pairing:
    one, other = sorted(found[number].atoms[0] for number in (judgement.one, judgement.other))
    return Pairing(one, other, judgement.state, judgement.comparison.score, judgement.comparison.reasons)


def _valuable(found: Sequence[Profile], clusters: Clusters) -> list[Pairing]:
    """The open pairs: those first that stand for most articles and are most nearly one."""
    weight = {number: sum(len(found[n].claims) for n in members) for members in clusters.people for number in members}
    judged = [judgement for judgement in clusters.judgements if judgement.state != "joined"]
    judged.sort(key=lambda j: (-min(weight[j.one], weight[j.other]) * (1 + max(0.0, j.comparison.score)), j.one, j.other))
    return [_pairing(found, judgement) for judgement in judged]


def _by_article(persons: Iterable[Resolved]) -> dict[str, dict[str, PersonId]]:
    people: dict[str, dict[str, PersonId]] = defaultdict(dict)
    for person in persons:
        identity = PersonId(person.id, person.label)
        for profile in person.profiles:
            for claim in profile.claims:
                people[claim.article][claim.name] = identity
    return people


def _labels(articles: Iterable[Claims]) -> dict[str, str]:
    """The spelling of each body that most articles use; of equals the longest, then the first in the alphabet."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for body in article.bodies:
            labels[name_key(body.name)][body.name] += 1
    return {key: min(names, key=lambda name: (-names[name], -len(name), name)) for key, names in labels.items()}
