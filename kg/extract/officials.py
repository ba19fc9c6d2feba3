"""Who holds which post: the rules of officials.toml, then those of appositions.toml on what the first ones joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.annotate.offices import OfficeValue
from kg.annotate.organizations import BodyValue
from kg.extract.home import Home
from kg.extract.posts import Post, post
from kg.extract.rows import items, join
from kg.model import Evidence, Mention, Person, Sentence, Span
from kg.rules import Item, Match, Row, RuleSet, encode, load, matches
from kg.rules.match import settle

_PLURAL = lists.cues("plural-offices")
_HEADS = lists.cues("chairs")
_BELOW = lists.cues("under-chairs")


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
        row = items(annotated, sentence)
        first, made = _first(row, sentence, home)
        joined |= made
        holdings += first
        later = encode(join(row, made) if made else row, later_rules())
        for match in _won(later, later_rules(), sentence):
            holdings += _read(match, sentence, home, None)
    return sorted(holdings, key=lambda h: h.evidence.span), joined


def _first(row: list[Item], sentence: Sentence, home: Home) -> tuple[list[Holding], dict[int, Mention]]:
    """The holdings that the first rules read, and the `official`s they make."""
    holdings: list[Holding] = []
    joined: dict[int, Mention] = {}
    led: BodyValue | None = None
    for match in _won(encode(row, first_rules()), first_rules(), sentence):
        holdings += (read := list(_read(match, sentence, home, led)))
        joined |= _join(match)
        led = next((h.post.body for h in read if h.post.role in _HEADS), led)
    return holdings, joined


def _speaks_of_office(annotated: Annotated, sentence: Sentence) -> bool:
    first, last = annotated.ranges[sentence.span.start]
    kinds = annotated.labels.of[first:last]
    return "office" in kinds and "person" in kinds


def _won(row: Row, rules: RuleSet, sentence: Sentence) -> list[Match]:
    return settle(m for m in matches(row, rules, sentence.place) if m.rule.build != "plural" or _plural(m))[0]


def _plural(match: Match) -> bool:
    """True for an office that several people hold at once."""
    value = match.fields["office"].mention.value  # type: ignore[union-attr]
    return isinstance(value, OfficeValue) and value.office.role in _PLURAL


def _read(match: Match, sentence: Sentence, home: Home, led: BodyValue | None) -> Iterator[Holding]:
    """The holdings of a match: `office2` and `person2` repeat the first where there is only one of them."""
    fields = match.fields
    offices = [fields[name] for name in ("office", "office2") if name in fields]
    people = [fields[name] for name in ("person", "person2") if name in fields]
    for number in range(max(len(offices), len(people))):
        office, person = offices[min(number, len(offices) - 1)], people[min(number, len(people) - 1)]
        region = offices[-1] if len(offices) > 1 else office
        holding = _holding(match, office, person, region, sentence, home, led)
        if holding is not None:
            yield holding


def _holding(
    match: Match, office: Item, person: Item, region: Item, sentence: Sentence, home: Home, led: BodyValue | None
) -> Holding | None:
    """A holder in a post; `led` is the body whose head the sentence named before, for a deputy named without it."""
    holder, value = _who(person), office.mention.value if office.mention else None
    if holder is None or not isinstance(value, OfficeValue) or value.office.decoy:
        return None
    held = post(_placed(value, region), home)
    if value.office.role in _BELOW and held.body is None:
        held = held._replace(body=led, territory=led.territory if led else held.territory)
    if value.office.generic and held.body is None:
        return None
    acting = str(match.fields["acting"].mention.value) if "acting" in match.fields else held.acting  # type: ignore[union-attr]
    former = "was" in match.fields or "was2" in match.fields or match.rule.set.get("former") == "true"
    span = Span(min(office.span.start, person.span.start), max(office.span.end, person.span.end))
    return Holding(holder, held, acting, former, Evidence(span, sentence.span, match.rule.id))


def _placed(value: OfficeValue, region: Item) -> OfficeValue:
    """The office in the region of its neighbour where it names none: `Bupati dan Wakil Bupati Kampar`."""
    other = region.mention.value if region.mention else None
    if value.body is None and not value.territory and isinstance(other, OfficeValue):
        return value._replace(territory=other.territory)
    return value


def _who(item: Item) -> Person | None:
    value = item.mention.value if item.mention else None
    if isinstance(value, Official):
        return value.person
    return value if isinstance(value, Person) else None


def _join(match: Match) -> Mapping[int, Mention]:
    """The `official` that the match makes of an office and the name beside it."""
    if "office2" in match.fields or "person2" in match.fields:
        return {}
    office, person = match.fields["office"].mention, match.fields["person"].mention
    if office is None or person is None or not isinstance(office.value, OfficeValue) or not isinstance(person.value, Person):
        return {}
    if office.value.office.decoy:
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
