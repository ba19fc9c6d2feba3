"""Who holds which post: the rules of officials.toml, then those of appositions.toml on what the first ones joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.annotate import Annotated
from kg.annotate.offices import OfficeValue
from kg.extract.home import Home
from kg.extract.posts import Post, post
from kg.extract.rows import items
from kg.model import Evidence, Mention, Person, Sentence, Span
from kg.rules import Match, Row, RuleSet, encode, load, matches
from kg.rules.match import settle


class Holding(NamedTuple):
    """A person in a post as one place of the text says it."""

    person: Person
    post: Post
    acting: str
    former: bool
    evidence: Evidence


class Official(NamedTuple):
    """What an `official` mention stands for: an office with its holder, one item for the rules that follow."""

    person: Person
    office: OfficeValue


@cache
def first_rules() -> RuleSet:
    """The rules that join an office and the name beside it."""
    return load("officials")


@cache
def later_rules() -> RuleSet:
    """The rules that say more of somebody already named."""
    return load("appositions")


def find(annotated: Annotated, home: Home) -> tuple[list[Holding], dict[int, Mention]]:
    """All holdings in text order, and the `official` mentions by their start."""
    holdings: list[Holding] = []
    joined: dict[int, Mention] = {}
    for sentence in annotated.sentences:
        if not _speaks_of_office(annotated, sentence):
            continue
        row = encode(items(annotated, sentence), first_rules())
        for match in _won(row, first_rules(), sentence):
            holdings += _read(match, sentence, home)
            joined |= _join(row, match)
        row = encode(items(annotated, sentence, joined), later_rules())
        for match in _won(row, later_rules(), sentence):
            holdings += _read(match, sentence, home)
    return sorted(holdings, key=lambda h: h.evidence.span), joined


def _speaks_of_office(annotated: Annotated, sentence: Sentence) -> bool:
    tokens = annotated.tokens
    first, last = tokens.at(sentence.span.start), tokens.at(sentence.span.end)
    return "office" in annotated.labels.of[first:last]


def _won(row: Row, rules: RuleSet, sentence: Sentence) -> list[Match]:
    return settle(matches(row, rules.rules, sentence.place))[0]


def _read(match: Match, sentence: Sentence, home: Home) -> Iterator[Holding]:
    person, office = _person(match), match.fields["office"].mention
    if person is None or office is None or not isinstance(office.value, OfficeValue):
        return
    held = post(office.value, home)
    if office.value.office.generic and held.body is None:
        return
    acting = str(match.fields["acting"].mention.value) if "acting" in match.fields else held.acting  # type: ignore[union-attr]
    former = "was" in match.fields or "was2" in match.fields or match.rule.set.get("former") == "true"
    span = Span(min(i.span.start for i in match.fields.values()), max(i.span.end for i in match.fields.values()))
    yield Holding(person, held, acting, former, Evidence(span, sentence.span, match.rule.id))


def _person(match: Match) -> Person | None:
    mention = match.fields["person"].mention
    value = mention.value if mention else None
    if isinstance(value, Official):
        return value.person
    return value if isinstance(value, Person) else None


def _join(row: Row, match: Match) -> Mapping[int, Mention]:
    office, person = match.fields["office"].mention, match.fields["person"].mention
    if office is None or person is None or not isinstance(office.value, OfficeValue) or not isinstance(person.value, Person):
        return {}
    start = min(item.span.start for item in match.fields.values())
    span = Span(start, max(office.span.end, person.span.end))
    return {start: Mention("official", span, Official(person.value, office.value), match.rule.id)}


def holders(holdings: Sequence[Holding]) -> dict[str, list[Holding]]:
    """Role to the holdings that name it, to know whom a bare `Gubernur` means."""
    by_role: dict[str, list[Holding]] = {}
    for holding in holdings:
        by_role.setdefault(holding.post.role, []).append(holding)
    return by_role
