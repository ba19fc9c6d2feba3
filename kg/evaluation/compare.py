"""When a fact of the graph is the one that the annotator wrote: names and dates compared as a kind reader would.

Rows are texts by column. The first argument is always the annotator's, the second the graph's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

Row = Mapping[str, str]

_PERSON, _PARTICIPANT, _BODY, _HOLDER = 0.85, 0.85, 0.9, 0.8
"""How much of two names must be the same letters in the same order: people, participants, bodies, and whose post it is."""
_MONTH = len("2018-06")


@lru_cache(maxsize=1 << 16)
def words(text: str) -> tuple[str, ...]:
    """The words that count: without case, accents, apostrophes and punctuation.

    >>> words("Rudy Mas’ud, S.E."), words("Rapor Mérah")
    (('rudy', 'masud', 's', 'e'), ('rapor', 'merah'))
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").casefold().replace("'", "")
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


def same(one: str, other: str) -> bool:
    """True for the same words."""
    return words(one) == words(other)


def alike(one: str, other: str, least: float) -> bool:
    """True for the same words, or so many of the same letters that it is a variant of spelling.

    >>> alike("Dinas Kesehatan Kota Malang", "Dinas Kesehatan Kota Malng", 0.9), alike("", "Malang", 0.1)
    (True, False)
    """
    a, b = " ".join(words(one)), " ".join(words(other))
    if a == b or not (a and b):
        return a == b
    compared = SequenceMatcher(None, a, b)
    bounds = (compared.real_quick_ratio, compared.quick_ratio, compared.ratio)
    return all(ratio() >= least for ratio in bounds)


def same_person(one: str, other: str) -> bool:
    """True for one name, for a name and a part of it in whole words, and for a variant of spelling.

    >>> same_person("Budi Hartono", "Hartono"), same_person("Budi Hartono", "Budy Hartono")
    (True, True)
    >>> same_person("Budi Hartono", "Sari Dewi")
    False
    """
    a, b = set(words(one)), set(words(other))
    if not a or not b:
        return a == b
    return a <= b or b <= a or alike(one, other, _PERSON)


def same_role(one: str, other: str) -> bool:
    """True for one title, and for one that only goes on with a unit or field: Kepala Seksi, Kepala Seksi Intelijen."""
    a, b = words(one), words(other)
    length = min(len(a), len(b))
    return length > 0 and a[:length] == b[:length]


def same_place(gold: str, found: str) -> bool:
    """True where the codes agree, or the graph is more precise; also where the annotator gives none.

    >>> same_place("61", "61.71"), same_place("61.71", "61"), same_place("", "61")
    (True, False, True)
    """
    return not gold or gold == found or found.startswith(f"{gold}.")


def same_date(gold: str, found: str) -> bool:
    """True where both dates agree as far as they go, the graph's at least to the month; also where the annotator gives none.

    >>> same_date("2018", "2018-06-27"), same_date("2018-06-27", "2018-06"), same_date("2018-06-27", "2018")
    (True, True, False)
    """
    return not gold or (found != "" and (found.startswith(gold) or (gold.startswith(found) and len(found) >= _MONTH)))


def same_official(gold: Row, found: Row) -> bool:
    """Person, title, and the post's territory; where the annotator gives no territory, its body."""
    if not same_person(gold["person"], found["person"]) or not same_role(gold["role"], found["role"]):
        return False
    return same_jurisdiction(gold, found)


def same_jurisdiction(gold: Row, found: Row) -> bool:
    """Where a post is held: its territory, or where the annotator gives none, its body."""
    if gold["territory"]:
        return gold["territory"] == found["territory"]
    return not gold["organization"] or alike(gold["organization"], found["organization"], _HOLDER)


def same_organization(gold: Row, found: Row) -> bool:
    """The body's name, or one of its other names."""
    return any(alike(gold["organization"], name, _BODY) for name in names(found))


def names(found: Row) -> list[str]:
    """The full name of a body, and then its others."""
    return [found["organization"], *filter(None, found.get("aliases", "").split("|"))]


def same_territory(gold: Row, found: Row) -> bool:
    """The code."""
    return gold["territory"] == found["territory"]


def same_event(gold: Row, found: Row) -> bool:
    """Type, date and place."""
    return same_type(gold, found) and same_date(gold["date"], found["date"]) and same_place(gold["place"], found["place"])


def same_type(gold: Row, found: Row) -> bool:
    """The type alone."""
    return gold["type"] == found["type"]


def same_participant(gold: Row, found: Row) -> bool:
    """The agent, in an event of the same type."""
    return same_type(gold, found) and same_agent(gold, found)


def same_agent(gold: Row, found: Row) -> bool:
    """The name of a person or body."""
    return same_person(gold["agent"], found["agent"]) or alike(gold["agent"], found["agent"], _PARTICIPANT)


def same_assessment(gold: Row, found: Row) -> bool:
    """The value, and who gave it where the annotator says so."""
    return same(gold["value"], found["value"]) and same_assessor(gold, found)


def same_assessor(gold: Row, found: Row) -> bool:
    """Who gave a value; anybody where the annotator does not say."""
    return not gold["assessor"] or alike(gold["assessor"], found["assessor"], _HOLDER)


def same_statement(gold: Row, found: Row) -> bool:
    """The speaker, and the first words."""
    return same_person(gold["speaker"], found["speaker"]) and same_beginning(gold, found)


def same_beginning(gold: Row, found: Row) -> bool:
    """True where the quotation of the graph begins with the annotator's words; the last of them may be cut short."""
    return " ".join(words(found["text"])).startswith(" ".join(words(gold["starts"])))
