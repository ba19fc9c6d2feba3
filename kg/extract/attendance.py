"""Who of those that a sentence names took part: who is listed as present, who stands in for whom, who stayed away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from kg.annotate import lists
from kg.annotate.lists import EventWord
from kg.annotate.organizations import BodyValue
from kg.extract.corefer import PRONOUNS, Coreference
from kg.extract.when import HAPPENINGS
from kg.model import Mention, Sentence
from kg.rules import Item, Match, Row

AGENTS = frozenset({"official", "person", "office", "organization"})
_PEOPLE = AGENTS - {"organization"}
ROLES = ("officiant", "officiant2", "subject", "organizer", "attendee", "attendee2", "signatory")
_DISASTER = "bencana"
PRIVATE = frozenset({"penindakan", _DISASTER})
"""Types of event in which people without an office are victims or suspects."""
UNDERGONE = frozenset({"pelantikan", "kunjungan", "penghargaan", "penyerahan", "penindakan", "peresmian"})
"""Types of event that are done to somebody."""
_VERB = re.compile(r"(?:me|di|ber|ter)[a-z]{4,}")
_IN_LISTS = lists.cues("in-lists")
_ASIDE = lists.cues("list-asides")
_ENDS = lists.cues("list-ends")
_SEPARATE = lists.cues("list-separators")
_AMONG = lists.cues("among")
_SEATS = lists.cues("seats") | lists.cues("fronts")
_WHOLE = lists.cues("whole")
_OF_OTHERS = lists.cues("of-others")
_REPRESENTED = lists.cues("represented")
_REPRESENTING = lists.cues("representing")
_SPEECHES = lists.cues("speeches")
_READ_OUT = lists.cues("read-out")
_ORDERS = lists.cues("orders")
_AWAY = lists.cues("away")
_NOT = lists.cues("not")
_COMING = lists.cues("coming")
_AT = lists.cues("at-it")
_TARGETS = lists.cues("targets")
_TOWARDS = lists.cues("towards")
_COMPANY = lists.cues("company")
_PLACING = lists.cues("placing")
_PARTNERS = lists.cues("partners")
_WITH = frozenset({"dan", "serta", "&", "mendampingi"})
_SAID_BY = lists.cues("said-by")
_CARRYING_ON = lists.cues("carrying-on")
_SEARCHES = lists.cues("searches")
_OWN = lists.cues("own-doing")
_ABOUT = lists.cues("about")
_HIS = lists.cues("his")
_NAMED_FOR = lists.cues("named-for")
_OVER = lists.cues("over")
_MEANWHILE = frozenset({"saat", "ketika"})
_NEAR = 4
_FILLERS = frozenset({",", "(", "yang", "dari", "oleh", "hal", "ini", "dalam", "turut", "juga", "akan"})


def with_pronouns(row: Sequence[Item], people: Coreference, sentence: Sentence) -> list[Item]:
    """The row with `ia`, `olehnya`, `ujarnya` as mentions of whom the text speaks of just before."""
    return [_with_pronoun(item, people, sentence) for item in row]


def _with_pronoun(item: Item, people: Coreference, sentence: Sentence) -> Item:
    word = item.text.lower()
    if item.mention is not None or (word not in PRONOUNS and word not in _HIS and word not in lists.speech_verbs("nya")):
        return item
    person = people.topic(item.span.start)
    return item._replace(mention=Mention("person", item.span, person, "pronoun")) if person else item


def parts(row: Row, match: Match, away: frozenset[int]) -> Iterator[tuple[Item, str]]:
    """Those of a match who took part, each with the role the rule gives; `away` are the items of those who were not there."""
    items = row.items
    if _negated(items, match) or (match.rule.build and _strays(items, match)):
        return
    found = [(at, name.rstrip("2")) for name in match.fields if name in ROLES for at in _meant(items, match, name, away)]
    apart = _belongs if match.rule.build and "event" not in match.fields else _of_others
    taken = [(at, role) for at, role in found if at not in away and not apart(items, at) and not _only_speaks(items, at, match)]
    if match.rule.build and (taken or away):
        role = _last_role(match)
        taken += [(at, role) for at in _listed(items, match.end) if at not in away]
    for at, role in taken:
        if (
            role == "organizer"
            and _is_person(items[at])
            and "event" in match.fields
            and _type(match.fields["event"]) in PRIVATE
        ):
            continue
        likely = role if match.rule.status == "stable" else _likely(items, at, match, role)
        if likely is not None:
            yield items[at], likely


def listed(items: Sequence[Item], match: Match, away: Set[int]) -> Iterator[tuple[Item, str]]:
    """Those of a row that goes on with the list of a match in the sentence before."""
    role = _last_role(match)
    for at in _listed(items, 0):
        if at not in away:
            yield items[at], role


def is_open(items: Sequence[Item], match: Match) -> bool:
    """True for a list that nothing ends before its sentence does."""
    return (
        "list" in match.rule.build
        and match.rule.status == "stable"
        and not any(_ends_list(items, at) for at in range(match.end, len(items)))
    )


def goes_on(items: Sequence[Item]) -> bool:
    """True for a row that is nothing but names and offices, perhaps numbered: the next ones of a list."""
    first = next((item for item in items if item.mention is not None or (len(item.text) > 1 and item.text[0].isalpha())), None)
    if first is None or (first.mention.kind not in AGENTS if first.mention else first.text.lower() not in _AMONG):
        return False
    return not any(_ends_list(items, at) for at in range(len(items)))


def _last_role(match: Match) -> str:
    named = (name for name in reversed(match.rule.compiled.fields) if name in ROLES)
    return match.rule.set.get("role") or next(named).rstrip("2")


def _meant(items: Sequence[Item], match: Match, name: str, away: frozenset[int]) -> list[int]:
    """Where those stand whom a field means: before the event, whoever is nearest to it, with those joined by `dan`."""
    at, event = items.index(match.fields[name]), match.fields.get("event")
    happens = items.index(event) if event is not None else at
    if happens <= at:
        return [at]
    kinds, found, aside = _kinds(match.rule.pattern, name), [] if _placed(items, at) else [at], False
    for index in range(at + 1, happens):
        mention, word = items[index].mention, items[index].text.lower()
        if mention is None:
            aside = aside or (word in _COMPANY and name != "organizer")
            if word in lists.speech_verbs("before"):
                aside = False
        elif mention.kind in kinds and not aside and index not in away and not _placed(items, index):
            joined = _is_joined(items, index, name)
            found = [*found, index] if joined else [index]
    return found


def _is_joined(items: Sequence[Item], at: int, name: str) -> bool:
    """True for one who does it with the one before him: joined by `dan`, or as another organizer."""
    before = [item.text.lower() for item in items[max(0, at - 2) : at] if item.mention is None]
    return before[-1:] != [] and (before[-1] in _WITH or (name == "organizer" and not _PARTNERS.isdisjoint(before)))


def _placed(items: Sequence[Item], at: int) -> bool:
    """True for a body or an office that says where or of what (`di Aula Pemprov`), and for those to whom something is done."""
    mention = items[at].mention
    if mention is not None and mention.kind in ("person", "official"):
        return at > 0 and items[at - 1].text.lower() in _TARGETS
    return _of_others(items, at) or not _PLACING.isdisjoint(_words(items, at - 2, at))


@cache
def _kinds(pattern: str, name: str) -> frozenset[str]:
    """The kinds of mention that a field of a pattern takes."""
    found = re.search(r"\{" + name + r":([^}]*)\}", pattern)
    return frozenset(found[1].split("|")) if found else AGENTS


def absent(items: Sequence[Item]) -> frozenset[int]:
    """Where a row names somebody who was not there: he is represented, his words are read out or followed, he stayed away."""
    found: set[int] = set()
    for at, item in enumerate(items):
        word = item.text.lower()
        if item.mention is not None:
            continue
        if word in _REPRESENTED:
            found.update(_before(items, at))
        elif word in _REPRESENTING:
            behind = _behind(items, at)
            found.update(_before(items, at) if behind is None else behind)
        elif word in _ORDERS or (word in _SPEECHES and not _READ_OUT.isdisjoint(_words(items, at - _NEAR, at + 2 * _NEAR))):
            found.update(_behind(items, at) or ())
        elif word in _AWAY or (word in _COMING and at and items[at - 1].text.lower() in _NOT):
            found.update(_before(items, at, 2 * _NEAR))
    return frozenset(found)


def carries_on(items: Sequence[Item], at: int) -> bool:
    """True for a verb at the start of a sentence that has no subject of its own: `Dilanjutkan dengan meninjau pasar`."""
    return 0 < at <= _NEAR and all(item.mention is None and item.text.lower() in _CARRYING_ON for item in items[:at])


def nearest(items: Sequence[Item], match: Match, events: Sequence[int]) -> int | None:
    """Which event of its sentence a match without one belongs to: one inside it, the last before it, the first behind it.

    What is over (`usai pelantikan`) comes last.
    """
    ranked = sorted((_rank(items, match, at), abs(at - match.start), at) for at in events)
    return ranked[0][2] if ranked else None


def _rank(items: Sequence[Item], match: Match, at: int) -> int:
    if match.start <= at < match.end:
        return 0
    if at > match.start:
        return 2
    return 3 if is_over(items, at) else 1


def is_over(items: Sequence[Item], at: int) -> bool:
    """True for an event that the words put before what they tell: `usai melakukan pelantikan`."""
    return not _OVER.isdisjoint(_words(items, at - _NEAR, at))


def _before(items: Sequence[Item], at: int, reach: int = _NEAR) -> list[int]:
    """The nearest person before a place, with only small words in between (any words where the reach is a long one)."""
    for index in range(at - 1, max(-1, at - 1 - reach), -1):
        mention = items[index].mention
        if mention is not None and mention.kind in AGENTS:
            return [index] if mention.kind in _PEOPLE else []
        if reach == _NEAR and mention is None and items[index].text.lower() not in _FILLERS and not items[index].text.isdigit():
            return []
    return []


def _behind(items: Sequence[Item], at: int) -> list[int] | None:
    """The person that follows a place, with only small words between; nothing where a body follows, None where nobody does."""
    for index in range(at + 1, min(at + 1 + _NEAR, len(items))):
        mention = items[index].mention
        if mention is not None and mention.kind in AGENTS:
            return [index] if mention.kind in _PEOPLE else []
        if items[index].text.lower() not in _FILLERS or items[index].text == ",":
            return None
    return None


def _words(items: Sequence[Item], first: int, last: int) -> set[str]:
    return {item.text.lower() for item in items[max(0, first) : last] if item.mention is None}


def _negated(items: Sequence[Item], match: Match) -> bool:
    """True for `tidak hadir`, `tanpa dihadiri`: nobody behind it came."""
    return match.start > 0 and items[match.start].text.lower() in _COMING and items[match.start - 1].text.lower() in _NOT


def _strays(items: Sequence[Item], match: Match) -> bool:
    """True where another verb stands before the first name of a list: `hadir untuk meresmikan gedung Dinas Sosial`."""
    first = max((items.index(item) for name, item in match.fields.items() if name in ROLES), default=0)
    gap = [item.text for item in items[match.start + 1 : first] if item.mention is None]
    return any(word.startswith("me") and _is_verb(word) for word in gap)


def _only_speaks(items: Sequence[Item], at: int, match: Match) -> bool:
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
    if _type(event) in PRIVATE:
        return True
    return _AT.isdisjoint(rest) and not (event.mention.kind != "happening" and verbs and _OWN.issuperset(rest))


def _attributed(items: Sequence[Item], at: int) -> bool:
    """True for a speaker put into a sentence that is about others: `jelas Budi`, `kata Bupati`, `menurutnya`."""
    if items[at].text.lower() in lists.speech_verbs("nya"):
        return True
    before = items[at - 1].text.lower() if at > 0 and items[at - 1].mention is None else ""
    return before in lists.speech_verbs("after") or before in _SAID_BY


def _type(event: Item) -> str:
    value = event.mention.value if event.mention else None
    return value.type if isinstance(value, EventWord) else ""


def _likely(items: Sequence[Item], at: int, match: Match, role: str) -> str | None:
    """The role of somebody who only stands near an event, or None where he may be anybody: its victim, its critic."""
    event, person = match.fields["event"], _is_person(items[at])
    happens, type = items.index(event), _type(event)
    between = [item.text.lower() for item in items[happens + 1 : at]]
    if type == _DISASTER or _across(items, happens, at):
        return None
    if type in PRIVATE and person and at < happens:
        return "subject" if "menjalani" in _words(items, at, happens) else None
    if type in PRIVATE and (len(between) > 1 or "," in between if person else _is_court(items[at])):
        return None
    if between[-1:] == ["oleh"] or (person and type == "kunjungan" and _TOWARDS.isdisjoint(between)):
        return "officiant"
    if role != "subject" or (type in UNDERGONE and (not person or "," not in between)):
        return role
    after = "," in between and not (_OVER | _AT).isdisjoint(_words(items, happens - _NEAR, happens))
    return "officiant" if person and after else "attendee"


def _across(items: Sequence[Item], happens: int, at: int) -> bool:
    """True for a body that stands at another event than this one: before `usai upacara`, behind `saat peresmian`."""
    words = [item.text.lower() for item in items[min(happens, at) + 1 : max(happens, at)]]
    return not _is_person(items[at]) and not (_OVER | _MEANWHILE).isdisjoint(words)


def _is_person(item: Item) -> bool:
    return item.mention is not None and item.mention.kind in _PEOPLE


def _is_court(item: Item) -> bool:
    value = item.mention.value if item.mention else None
    return isinstance(value, BodyValue) and value.kind == "court"


def _of_others(items: Sequence[Item], at: int) -> bool:
    """True for the name of a street or a paper, and for a body or an office that says whose people or building is meant."""
    mention = items[at].mention
    if not _NAMED_FOR.isdisjoint(_words(items, at - 2, at)):
        return True
    if mention is None or mention.kind == "person" or _is_searched(items, at):
        return False
    before = {item.text.lower() for item in items[max(0, at - 2) : at]}
    return not before.isdisjoint(_OF_OTHERS if mention.kind == "organization" else _SEATS)


def _is_searched(items: Sequence[Item], at: int) -> bool:
    """True for a body behind its `kantor` where that is searched or visited: `penggeledahan kantor Dinas Sosial`."""
    before = items[max(0, at - _NEAR) : at]
    if not before or before[-1].text.lower() not in _SEATS:
        return False
    events = [item for item in before if item.mention is not None and item.mention.kind in HAPPENINGS]
    return any(_type(item) == "kunjungan" or item.text.lower() in _SEARCHES for item in events)


def _listed(items: Sequence[Item], start: int) -> Iterator[int]:
    """Where the list of names goes on from `start`: up to the next verb or clause, without asides (`di ...`, `yang ...`)."""
    aside = False
    for at in range(start, len(items)):
        item = items[at]
        word = item.text.lower()
        if _ends_list(items, at) and word not in _ASIDE | _SEPARATE:
            return
        if item.mention is None:
            if word in _SEPARATE or word in _REPRESENTED or word in _AMONG:
                aside = False
            elif word in _ASIDE:
                aside = True
        elif item.mention.kind in AGENTS and not aside and not _belongs(items, at):
            yield at


def _ends_list(items: Sequence[Item], at: int) -> bool:
    mention = items[at].mention
    if mention is not None:
        return mention.kind in HAPPENINGS
    word = items[at].text.lower()
    if word == "oleh" and items[at - 1].text.lower() in _IN_LISTS:
        return False
    return word in _ENDS or _is_verb(items[at].text) or word in lists.speech_verbs("after")


def _is_verb(text: str) -> bool:
    return _VERB.fullmatch(text) is not None and text not in _IN_LISTS


def _belongs(items: Sequence[Item], at: int) -> bool:
    """True for a body that says where others belong (`Satgas Pangan dari Polda`, `OPD lingkup Pemprov`), and for buildings."""
    mention = items[at].mention
    if mention is None:
        return True
    before = items[at - 1]
    if before.mention is None and (before.text == "(" or before.text.lower() in _SEATS):
        return True
    if mention.kind != "organization":
        return False
    if not _WHOLE.isdisjoint(_words(items, at - 2, at)):
        return True
    if before.mention is None and before.text.lower() in ("dari", "pada") and at > 1:
        before = items[at - 2]
    return before.mention is not None and before.mention.kind in AGENTS
