"""Who stands near an event without being in it: who speaks of it, whose office or street is named, who only may be in it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import lists
from kg.annotate.bodies import BodyValue
from kg.annotate.lists import HAPPENINGS
from kg.extract.around import BUILDINGS, NEAR, OVER, WHOLE, event_type, is_person, words
from kg.extract.event_types import DISASTER, GIVING, PRIVATE, UNDERGONE, VISIT
from kg.rules import Item, Match

_ABOUT = lists.cues("about")
_AT = lists.cues("at-it")
_MEANWHILE = frozenset({"saat", "ketika"})
_NAMED_FOR = lists.cues("named-for")
_OF_OTHERS = lists.cues("of-others") | lists.cues("fronts") | WHOLE
_OWN = lists.cues("own-doing")
_PLACING = lists.cues("placing")
_SAID_BY = lists.cues("said-by")
_SEARCHES = lists.cues("searches")
_TARGETS = lists.cues("targets")
_TOWARDS = lists.cues("towards")


def only_speaks(items: Sequence[Item], at: int, match: Match) -> bool:
    """True for somebody before the event of whom the words only say what he says of it: `X menilai rapat itu penting`."""
    event = match.fields.get("event")
    if event is None or event.mention is None or (happens := items.index(event)) < at:
        return False
    between = [item.text.lower() for item in items[at + 1 : happens]]
    if not _ABOUT.isdisjoint(between):
        return True
    verbs = [index for index, word in enumerate(between) if word in lists.speech_verbs("before")]
    if not verbs and not _attributed(items, at):
        return False
    rest = between[verbs[-1] + 1 :] if verbs else between
    if not verbs and rest[:1] == ["yang"]:
        return False
    if event_type(event) in PRIVATE:
        return True
    return _AT.isdisjoint(rest) and not (event.mention.kind != "happening" and verbs and _OWN.issuperset(rest))


def _attributed(items: Sequence[Item], at: int) -> bool:
    """True for a speaker put into a sentence that is about others: `jelas Budi`, `kata Bupati`, `menurutnya`."""
    if items[at].text.lower() in lists.speech_verbs("nya"):
        return True
    before = items[at - 1].text.lower() if at > 0 and items[at - 1].mention is None else ""
    return before in lists.speech_verbs("after") or before in _SAID_BY


def likely(items: Sequence[Item], at: int, match: Match, role: str) -> str | None:
    """The role of somebody who only stands near an event, or None where he may be anybody: its victim, its critic."""
    event, person = match.fields["event"], is_person(items[at])
    happens, type = items.index(event), event_type(event)
    between = [item.text.lower() for item in items[happens + 1 : at]]
    if type == DISASTER or _across(items, happens, at):
        return None
    if type in PRIVATE and person and at < happens:
        return "subject" if "menjalani" in words(items, at, happens) else None
    if type in PRIVATE and (len(between) > 1 or "," in between if person else _is_court(items[at])):
        return None
    if between[-1:] == ["oleh"] or (person and type == VISIT and _TOWARDS.isdisjoint(between)):
        return "officiant"
    if between[-1:] == ["dari"] and type in GIVING:
        return "officiant" if person else "organizer"
    if role != "subject" or (type in UNDERGONE and (not person or "," not in between)):
        return role
    after = "," in between and not (OVER | _AT).isdisjoint(words(items, happens - NEAR, happens))
    return "officiant" if person and after else "attendee"


def _across(items: Sequence[Item], happens: int, at: int) -> bool:
    """True for a body that stands at another event than this one: before `usai upacara`, behind `saat peresmian`."""
    between = words(items, min(happens, at) + 1, max(happens, at))
    return not is_person(items[at]) and not (OVER | _MEANWHILE).isdisjoint(between)


def _is_court(item: Item) -> bool:
    value = item.mention.value if item.mention else None
    return isinstance(value, BodyValue) and value.kind == "court"


def of_others(items: Sequence[Item], at: int) -> bool:
    """True for the name of a street or a paper, and for a body or an office that says whose people or building is meant."""
    mention = items[at].mention
    if not _NAMED_FOR.isdisjoint(words(items, at - 2, at)):
        return True
    if mention is None or mention.kind == "person" or _is_searched(items, at):
        return False
    before = {item.text.lower() for item in items[max(0, at - 2) : at]}
    return not before.isdisjoint(_OF_OTHERS if mention.kind == "organization" else BUILDINGS)


def _is_searched(items: Sequence[Item], at: int) -> bool:
    """True for a body behind its `kantor` where that is searched or visited: `penggeledahan kantor Dinas Sosial`."""
    before = items[max(0, at - NEAR) : at]
    if not before or before[-1].text.lower() not in BUILDINGS:
        return False
    events = [item for item in before if item.mention is not None and item.mention.kind in HAPPENINGS]
    return any(event_type(item) == VISIT or item.text.lower() in _SEARCHES for item in events)


def placed(items: Sequence[Item], at: int) -> bool:
    """True for a body or an office that says where or of what (`di Aula Pemprov`), and for those to whom something is done."""
    mention = items[at].mention
    if mention is not None and mention.kind in ("person", "official"):
        return at > 0 and items[at - 1].text.lower() in _TARGETS
    return of_others(items, at) or not _PLACING.isdisjoint(words(items, at - 2, at))
