"""Who holds which post: the rules of officials.toml, then those of appositions.toml on what the first ones joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.annotate.bodies import BodyValue
from kg.annotate.offices import OfficeValue
from kg.extract.home import Home
from kg.extract.posts import Post, post
from kg.extract.rows import items, join
from kg.model import Evidence, Mention, Person, Sentence, Span
from kg.rules import Item, Match, Row, RuleSet, encode, load, matches
from kg.rules.match import settle

_PLURAL = lists.cues("plural-offices")
_HEADS = lists.cues("chairs")
_BELOW = lists.cues("under-chairs")
_KIN = lists.cues("kin")
_CAPACITY = lists.cues("capacity")
_LIST_MARKS = frozenset("-:")
_TO_OFFICE = lists.cues("to-office") | _CAPACITY


class Holding(NamedTuple):
    """A person in a post as one place of the text says it."""

    person: Person
    post: Post
    acting: str
    former: bool
    evidence: Evidence


class Place(NamedTuple):
    """Where a match stands: its sentence, the regions of the article, the date of publication."""

    sentence: Sentence
    home: Home
    published: str


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
        place = Place(sentence, home, annotated.document.published)
        first, made = _first(row, place)
        joined |= made
        holdings += first
        later = encode(join(row, made) if made else row, later_rules())
        for match in _won(later, later_rules(), sentence):
            holdings += _read(match, later, place, None)
    return sorted(_settled(holdings), key=lambda h: h.evidence.span), joined


def _settled(holdings: Sequence[Holding]) -> Iterator[Holding]:
    """The holdings, a post that the article once says is over being held no more."""
    over = {(h.person.name, h.post) for h in holdings if h.former}
    for holding in holdings:
        yield holding._replace(former=(holding.person.name, holding.post) in over)


def _first(items: list[Item], place: Place) -> tuple[list[Holding], dict[int, Mention]]:
    """The holdings that the first rules read, and the `official`s they make."""
    holdings: list[Holding] = []
    joined: dict[int, Mention] = {}
    led: BodyValue | None = None
    row = encode(items, first_rules())
    for match in _won(row, first_rules(), place.sentence):
        holdings += (read := list(_read(match, row, place, led)))
        joined |= _join(match)
        led = next((h.post.body for h in read if h.post.role in _HEADS), led)
    return holdings, joined


def _speaks_of_office(annotated: Annotated, sentence: Sentence) -> bool:
    first, last = annotated.ranges[sentence.span.start]
    kinds = annotated.labels.of[first:last]
    return "office" in kinds and "person" in kinds


def _won(row: Row, rules: RuleSet, sentence: Sentence) -> list[Match]:
    return settle(_open(m, row.items) for m in matches(row, rules, sentence.place) if _holds(m, row.items))[0]


def _open(match: Match, items: Sequence[Item]) -> Match:
    """The match without the predecessor at its end, of whom the sentence may go on to tell his new post."""
    past = match.fields.get("past")
    return match._replace(end=match.end - 1) if past is not None and past == items[match.end - 1] else match


def _holds(match: Match, items: Sequence[Item]) -> bool:
    """False for one office of two people that only one can hold, and for an office that is said of the name before it."""
    if match.rule.build == "plural":
        value = match.fields["office"].mention.value  # type: ignore[union-attr]
        return isinstance(value, OfficeValue) and value.office.role in _PLURAL
    if match.rule.build == "alone":
        return items[match.end - 1].text != "," or not _is(items[match.end : match.end + 1], "office", "official")
    return match.rule.build != "direct" or not _taken(match, items)


def _is(items: Sequence[Item], *kinds: str) -> bool:
    """True where the first of these items is a mention of one of these kinds."""
    return bool(items) and items[0].mention is not None and items[0].mention.kind in kinds


def _taken(match: Match, items: Sequence[Item]) -> bool:
    """True where the office belongs to somebody else: `Budi sebagai Kepala Dinas X, Sari ...`, `Budi Kepala Dinas X, Sari ...`,
    `istri Bupati Kampar, Sari`.
    """
    at = match.start - 1
    if items[match.end - 2].text != "," or at < 0:
        return False
    if items[at - (at > 0 and items[at].text == "dari")].text.lower() in _KIN:
        return True
    if not at:
        return False
    if _is(items[at : at + 1], "person") and _is(items[match.end : match.end + 1], "office"):
        return True
    if items[at].text in _LIST_MARKS:
        return _is(items[at - 1 : at], "person")
    if items[at].text.lower() not in _CAPACITY:
        return False
    while at > 0 and items[at].mention is None and items[at].text.lower() in _TO_OFFICE:
        at -= 1
    return at > 0 and (_is(items[at : at + 1], "person") or items[at].text[0].isupper())


def _read(match: Match, row: Row, place: Place, led: BodyValue | None) -> Iterator[Holding]:
    """The holdings of a match: `office2` and `person2` repeat the first where there is only one of them."""
    fields = match.fields
    offices = _named(match, "office", "office2") or _named(match, "past")
    people = _named(match, "person", "person2", "past")
    for number in range(max(len(offices), len(people))):
        (named, office), (whose, person) = offices[min(number, len(offices) - 1)], people[min(number, len(people) - 1)]
        region = offices[1 - number][1] if len(offices) > 1 else office
        holding = _holding(match, office, person, region, place, led)
        if holding is not None:
            acting = fields.get("acting2" if named == "office2" else "acting")
            former = _over(match, row, place) if match.rule.build == "term" else _former(match, named, whose)
            said = str(acting.mention.value) if acting and whose != "past" else ""  # type: ignore[union-attr]
            yield holding._replace(acting=said or holding.acting, former=former)


def _named(match: Match, *names: str) -> list[tuple[str, Item]]:
    return [(name, match.fields[name]) for name in names if name in match.fields]


def _over(match: Match, row: Row, place: Place) -> bool:
    """True where the last of the years in which the post is held is past."""
    years = [item.text for item in row.items[match.start : match.end] if item.text.isdigit()]
    return "was" in match.fields or years[-1] < place.published[:4]


def _former(match: Match, office: str, person: str) -> bool:
    """True where the words or the rule say that this post, or this person's, is over."""
    if person == "past":
        return True
    said = ("was", "was2") if office == "office" else ()
    return not match.fields.keys().isdisjoint(said) or match.rule.set.get("former", "") in (office, person, "true")


def _holding(match: Match, office: Item, person: Item, region: Item, place: Place, led: BodyValue | None) -> Holding | None:
    """A holder in a post; `led` is the body whose head the sentence named before, for a deputy named without it."""
    holder, value = _who(person), office.mention.value if office.mention else None
    value = value.office if isinstance(value, Official) else value
    if holder is None or not isinstance(value, OfficeValue) or value.office.decoy:
        return None
    held = post(_placed(value, region), place.home)
    if value.office.role in _BELOW and held.body is None:
        held = held._replace(body=led, territory=led.territory if led else held.territory)
    if value.office.generic and held.body is None:
        return None
    span = Span(min(office.span.start, person.span.start), max(office.span.end, person.span.end))
    return Holding(holder, held, held.acting, False, Evidence(span, place.sentence.span, match.rule.id))


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
