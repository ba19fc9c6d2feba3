"""What speaks against a name: a run of capitals that is a body, a country, a group, or a building called after somebody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.annotate import lists

_GROUPS = lists.cues("groups")
_HONOURING = lists.cues("honouring")
_COUNTRIES = lists.cues("countries")
_OF_COUNTRIES = lists.cues("of-countries")


def is_body(words: Sequence[str]) -> bool:
    """True for a run that begins like the name of a body.

    >>> is_body(["Badan", "Kehormatan"]), is_body(["Budi", "Hartono"])
    (True, False)
    """
    return words[0] in _first_words()


def is_of_group(words: Sequence[str], start: int) -> bool:
    """True where the word before says which group of people is so named.

    >>> is_of_group(["Tim", "Penilai"], 1), is_of_group(["kata", "Budi"], 1)
    (True, False)
    """
    return words[start - 1].lower() in _GROUPS


def is_honoured(words: Sequence[str], at: int, first: int) -> bool:
    """True where the words up to `at`, before a name with its titles, are those of a building, a street or an institution.

    >>> is_honoured(["Stadion"], 0, 0), is_honoured(["Masjid", "Raya"], 1, 0), is_honoured(["hadir"], 0, 0)
    (True, True, False)
    """
    if at < first:
        return False
    return words[at] in _HONOURING or (at > first and words[at][0].isupper() and words[at - 1] in _HONOURING)


def is_country(words: Sequence[str], at: int) -> bool:
    """True for the name of a country, or its second word.

    >>> is_country(["Arab", "Saudi"], 1), is_country(["Saudi"], 0), is_country(["Jepang"], 0)
    (True, False, True)
    """
    if words[at] in _OF_COUNTRIES:
        return at > 0 and words[at - 1] in _COUNTRIES
    return words[at] in _COUNTRIES


@cache
def _first_words() -> frozenset[str]:
    return frozenset(head.full.split()[0] for head in lists.heads()) - lists.cues("names-too")
