"""What speaks against a name: a run of capitals that is a body, a country, a group, or a building called after somebody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.annotate import lists

_GROUPS = lists.cues("groups")
_HONOURING = lists.cues("honouring")
_COUNTRIES = lists.cues("countries")
_OF_COUNTRIES = lists.cues("of-countries")
_SIDES = lists.cues("sides")
_ABBREVIATION = 4
"""The longest abbreviation that is told from a name in capitals."""
_SHORT = 6
"""The longest word on -nya that may be a given name (Sonya) and no pronoun (Keduanya)."""


def is_none(words: Sequence[str]) -> bool:
    """True for a run that is no name, whatever stands beside it: a body, an area, abbreviations, a single office or pronoun.

    >>> [is_none(run.split()) for run in ("Badan Pertimbangan", "Pasar Timur", "LKPJ APBD", "Wali", "Keduanya")]
    [True, True, True, True, True]
    >>> [is_none(run.split()) for run in ("Budi Hartono", "Budi HS", "Lukman Hakim", "Sonya", "IDA AYU LESTARI")]
    [False, False, False, False, False]
    """
    if words[0] in _first_words() or words[-1] in _SIDES:
        return True
    if len(words) > 1:
        return all((word.isupper() and len(word) <= _ABBREVIATION) or word == "." for word in words)
    return words[0].lower() in _office_words() or (words[0].endswith("nya") and len(words[0]) > _SHORT)


def is_of_group(words: Sequence[str], start: int) -> bool:
    """True where the word before says which group of people is so named.

    >>> is_of_group(["Tim", "Perumus"], 1), is_of_group(["kata", "Budi"], 1)
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
def _office_words() -> frozenset[str]:
    return frozenset(form.text.split()[0].lower() for form in lists.office_forms())


@cache
def _first_words() -> frozenset[str]:
    heads = {head.full.split()[0] for head in lists.heads()}
    return frozenset(heads - lists.cues("names-too") | lists.cues("heads-too"))
