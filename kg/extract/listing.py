"""Lists of those present: how far they go, over what they step, and in which lines they go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from kg.annotate import lists
from kg.annotate.lists import HAPPENINGS
from kg.extract.around import AGENTS, BUILDINGS, ROLES, WHOLE, words
from kg.rules import Item, Match

_AMONG = lists.cues("among")
_ASIDE = lists.cues("list-asides")
_ENDS = lists.cues("list-ends")
_IN_LISTS = lists.cues("in-lists")
_REPRESENTED = lists.cues("represented")
_SEPARATE = lists.cues("list-separators")
_GOING_ON = _ASIDE | _SEPARATE
_VERB = re.compile(r"(?:me|di|ber|ter)[a-z]{4,}")


def listed(items: Sequence[Item], match: Match, away: Set[int]) -> Iterator[tuple[Item, str]]:
    """Those of a row that goes on with the list of a match in the sentence before."""
    role = last_role(match)
    for at in names_from(items, 0):
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


def last_role(match: Match) -> str:
    """The role of those in a rule's list: that of its last field, or the one the rule sets."""
    named = (name for name in reversed(match.rule.compiled.fields) if name in ROLES)
    return match.rule.set.get("role") or next(named).rstrip("2")


def strays(items: Sequence[Item], match: Match) -> bool:
    """True where another verb stands before the first name of a list: `hadir untuk meresmikan gedung Dinas Sosial`."""
    first = max((items.index(item) for name, item in match.fields.items() if name in ROLES), default=0)
    gap = [item.text for item in items[match.start + 1 : first] if item.mention is None]
    return any(word.startswith("me") and is_verb(word) for word in gap)


def names_from(items: Sequence[Item], start: int) -> Iterator[int]:
    """Where the list of names goes on from `start`: up to the next verb or clause, without asides (`di ...`, `yang ...`)."""
    aside = False
    for at in range(start, len(items)):
        item = items[at]
        word = item.text.lower()
        if word not in _GOING_ON and _ends_list(items, at):
            return
        if item.mention is None:
            if word in _SEPARATE or word in _REPRESENTED or word in _AMONG:
                aside = False
            elif word in _ASIDE:
                aside = True
        elif item.mention.kind in AGENTS and not aside and not belongs(items, at):
            yield at


def _ends_list(items: Sequence[Item], at: int) -> bool:
    mention = items[at].mention
    if mention is not None:
        return mention.kind in HAPPENINGS
    word = items[at].text.lower()
    if word == "oleh" and at and items[at - 1].text.lower() in _IN_LISTS:
        return False
    return word in _ENDS or is_verb(items[at].text) or word in lists.speech_verbs("after")


def is_verb(text: str) -> bool:
    """True for a word in small letters with the shape of a verb, save those that go on in lists: `didampingi`."""
    return _VERB.fullmatch(text) is not None and text not in _IN_LISTS


def belongs(items: Sequence[Item], at: int) -> bool:
    """True for a body that says where others belong (`Satgas Pangan dari Polda`, `OPD lingkup Pemprov`), and for buildings."""
    mention = items[at].mention
    if mention is None:
        return True
    if at == 0:
        return False
    before = items[at - 1]
    if before.mention is None and (before.text == "(" or before.text.lower() in BUILDINGS):
        return True
    if mention.kind != "organization":
        return False
    if not WHOLE.isdisjoint(words(items, at - 2, at)):
        return True
    if before.mention is None and before.text.lower() in ("dari", "pada") and at > 1:
        before = items[at - 2]
    return before.mention is not None and before.mention.kind in AGENTS
