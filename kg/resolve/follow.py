"""Who is who where people decided some of it, and which of their decisions could not be followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.resolve.claims import Claims
from kg.resolve.decisions import Decision, Unfollowed, last_part
from kg.resolve.identities import Identities, Resolved, Wishes, resolve
from kg.resolve.profiles import id_elsewhere

Pairs = dict[tuple[str, str], str]


class Followed(NamedTuple):
    """Everybody's identity, and the decisions on people that did not come true."""

    identities: Identities
    unfollowed: tuple[Unfollowed, ...] = ()


def follow(articles: Iterable[Claims], decisions: Sequence[Decision], article_path: Callable[[str], str] = str) -> Followed:
    """Everybody's identity as articles and decisions have it; `article_path` gives what an id is in an article's IRI."""
    articles = list(articles)
    wishes = _wishes(decisions)
    elsewhere = [decision for decision in decisions if decision.elsewhere]
    unfollowed: list[Unfollowed] = []
    if elsewhere:
        ids = {name: article.article for article in articles for name in (article_path(article.article), article.article)}
        wishes, unfollowed = _apart(resolve(articles, wishes), elsewhere, ids, wishes)
    identities = resolve(articles, wishes)
    unfollowed += _unfollowed(decisions, identities)
    return Followed(identities, tuple(unfollowed))


def homes(identities: Identities) -> dict[str, str]:
    """Every id that ever stood for somebody, with the id of the person it leads to."""
    return {one: person.id for person in identities.persons for one in (*person.others, person.id)}


def _wishes(decisions: Iterable[Decision]) -> Wishes:
    """What resolution is to do, by ids."""
    same: Pairs = {}
    different: Pairs = {}
    labels: dict[str, str] = {}
    for decision in decisions:
        if decision.kind == "same":
            same.setdefault(decision.pair, decision.told)
        elif decision.kind == "different" and not decision.elsewhere:
            different.setdefault(decision.pair, decision.told)
        elif decision.kind == "rename" and decision.subject.startswith("person/"):
            labels.setdefault(last_part(decision.subject), decision.value)
    return Wishes(same, different, {}, labels)


def _apart(
    identities: Identities, decisions: Iterable[Decision], articles: Mapping[str, str], wishes: Wishes
) -> tuple[Wishes, list[Unfollowed]]:
    """The wishes with those articles in which somebody else is meant, who is then also kept apart from the person."""
    of = homes(identities)
    persons = {person.id: person for person in identities.persons}
    elsewhere: dict[str, frozenset[str]] = {}
    different: Pairs = dict(wishes.different)
    unfollowed: list[Unfollowed] = []
    for decision in decisions:
        identifier, article = last_part(decision.subject), articles.get(_article(decision.value))
        person = persons.get(of.get(identifier, ""))
        if reason := _not_apart(person, decision, article):
            unfollowed.append(Unfollowed(decision, reason))
        elif person and article:
            for atom, fresh in _split(person, article):
                elsewhere[atom] = elsewhere.get(atom, frozenset()) | {article}
                different |= {(one, fresh): decision.told for one in (person.id, *person.others)}
    return replace(wishes, elsewhere=elsewhere, different=different), unfollowed


def _article(value: str) -> str:
    return value.removeprefix("article/")


def _not_apart(person: Resolved | None, decision: Decision, article: str | None) -> str:
    """Why an article cannot be taken from a person, or nothing."""
    if person is None:
        return f"nobody in the graph has the id {decision.subject}"
    if article is None:
        return f"no article of the graph has the id {_article(decision.value)}"
    named = {claim.article for profile in person.profiles for claim in profile.claims}
    if article not in named:
        return f"the article {article} does not mean {decision.subject} anyway"
    return "" if named - {article} else f"{decision.subject} is named in the article {article} only"


def _split(person: Resolved, article: str) -> Iterator[tuple[str, str]]:
    """The ids by which the article names the person, each with the id of whoever is meant instead."""
    for profile in person.profiles:
        if any(claim.article == article for claim in profile.claims):
            yield from ((atom, id_elsewhere(profile.name, atom, article)) for atom in profile.atoms)


def _unfollowed(decisions: Iterable[Decision], identities: Identities) -> Iterator[Unfollowed]:
    """The decisions on two people and on names that did not come true."""
    of = homes(identities)
    labels = {person.id: person.label for person in identities.persons}
    for decision in decisions:
        identifier = last_part(decision.subject)
        if decision.kind in ("same", "different") and not decision.elsewhere:
            if reason := _reason(decision, identities.ignored, of):
                yield Unfollowed(decision, reason)
        elif decision.kind == "rename" and decision.subject.startswith("person/"):
            if identifier not in of:
                yield Unfollowed(decision, f"nobody in the graph has the id {decision.subject}")
            elif labels[of[identifier]] != decision.value:
                yield Unfollowed(decision, f"another decision calls the same person {labels[of[identifier]]!r}")


def _reason(decision: Decision, ignored: Mapping[tuple[str, str], str], of: Mapping[str, str]) -> str:
    for identifier in decision.pair:
        if identifier not in of:
            return f"nobody in the graph has the id person/{identifier}"
    return ignored.get(decision.pair, "")
