"""How two names can be those of one person: word by word, with what each word tells.

Spelling of Indonesian names follows the reforms of 1947 and 1972 only in part (`Djoko`, `Joko`; `Soekarno`, `Sukarno`), and the
press shortens them freely: `Muh. Iqbal`, `A.L. Leysandri`, `Midji` for `Sutarmidji`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from kg.lexicon import read_table

Likeness = Literal["same", "spelling", "slip", "initial", "clipped"]

_SPELLINGS = (
    ("dj", "j"), ("tj", "c"), ("oe", "u"), ("kh", "h"), ("ch", "h"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("sy", "s"),
    ("sj", "s"), ("sh", "s"), ("ie", "i"), ("ij", "i"), ("v", "f"), ("f", "p"),
    ("y", "i"), ("j", "i"), ("z", "s"), ("x", "ks"), ("q", "k"),
)  # fmt: skip
"""Letters that stand for one sound, in the order in which they are replaced."""
_REPEATED = re.compile(r"(.)\1")
_FINAL_H = re.compile(r"(?<=[aeiou])h$")
_LEAST_SLIP, _LEAST_CLIPPED, _MOST_INITIALS = 5, 4, 3


class Shared(NamedTuple):
    """A word that two names share: as the fuller name writes it, how alike the two are, and for how many words it stands."""

    word: str
    likeness: Likeness
    words: int = 1


class Match(NamedTuple):
    """The words that two names share, and how many words only the fuller one has."""

    shared: tuple[Shared, ...]
    left_out: int

    @property
    def likeness(self) -> Likeness:
        """The weakest likeness of any word."""
        return max((shared.likeness for shared in self.shared), key=_ORDER.index)

    @property
    def whole(self) -> bool:
        """True where neither name has a word that the other leaves out, shortens or clips."""
        return not self.left_out and self.likeness in ("same", "spelling", "slip")


_ORDER: tuple[Likeness, ...] = ("same", "spelling", "slip", "initial", "clipped")


@lru_cache(maxsize=1 << 18)
def compare_names(one: str, other: str) -> Match | None:
    """How one of two name keys can be a form of the other, or None where they cannot be the same name.

    >>> compare_names("sutarmidji", "midji").likeness, compare_names("rudy masud", "rudi masud").likeness
    ('clipped', 'spelling')
    >>> compare_names("al leysandri", "amperawan lingga leysandri").likeness
    'initial'
    >>> compare_names("ria norsan", "ria norsan putra").left_out
    1
    >>> compare_names("ahmad yani", "ahmad zaki") is None
    True
    """
    first, second = sorted((one.split(), other.split()), key=lambda words: (len(words), sum(map(len, words)), words))
    shared = _aligned(first, second)
    if shared is None or all(word.likeness == "initial" for word in shared):
        return None
    return Match(tuple(shared), len(second) - sum(word.words for word in shared))


def _aligned(short: Sequence[str], full: Sequence[str]) -> list[Shared] | None:
    """Each word of the shorter name with its word of the fuller one, in the same order."""
    shared: list[Shared] = []
    reached = 0
    for word in short:
        found = min(_places(word, full, reached), key=lambda place: _ORDER.index(place[1].likeness), default=None)
        if found is None:
            return None
        reached = found[0]
        shared.append(found[1])
    return shared


def _places(word: str, full: Sequence[str], reached: int) -> Iterator[tuple[int, Shared]]:
    """Where a word may stand in the fuller name from `reached` on, and where to go on behind it."""
    for at in range(reached, len(full)):
        if likeness := word_likeness(word, full[at]):
            yield at + 1, Shared(full[at], likeness)
        end = at + len(word)
        if 1 < len(word) <= _MOST_INITIALS and word == "".join(w[0] for w in full[at:end]):
            yield end, Shared(word, "initial", len(word))


@lru_cache(maxsize=1 << 18)
def word_likeness(one: str, other: str) -> Likeness | None:
    """How alike two words of names are, or None.

    >>> word_likeness("moh", "muhammad"), word_likeness("djoko", "joko"), word_likeness("wahyuni", "wahyumi")
    ('spelling', 'spelling', 'slip')
    >>> word_likeness("a", "amperawan"), word_likeness("midji", "sutarmidji"), word_likeness("rian", "ria")
    ('initial', 'clipped', None)
    """
    if one == other:
        return "same"
    short, full = sorted((one, other), key=len)
    if len(short) == 1:
        return "initial" if full.startswith(short) else None
    one_sound, other_sound = sound(one), sound(other)
    if one_sound == other_sound:
        return "spelling"
    if len(short) >= _LEAST_SLIP and _slip(one_sound, other_sound):
        return "slip"
    if len(short) >= _LEAST_CLIPPED and len(full) - len(short) > 1 and sound(full).endswith(sound(short)):
        return "clipped"
    return None


def _slip(one: str, other: str) -> bool:
    """True where one letter is wrong, missing or in the wrong place; another last letter makes another name.

    >>> _slip("wahiuni", "wahiumi"), _slip("hendra", "hendri"), _slip("suriadi", "suridai")
    (True, False, True)
    """
    if len(one) == len(other) and one[:-1] == other[:-1]:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """What is left of a word of a name when its spelling is taken away.

    >>> sound("soekarno"), sound("djoko"), sound("abdullah"), sound("mochamad") == sound("muhammad")
    ('sukarno', 'ioko', 'abdula', True)
    """
    word = _REPEATED.sub(r"\1", _variants().get(word, word))
    for letters, plain in _SPELLINGS:
        word = word.replace(letters, plain)
    return _FINAL_H.sub("", _REPEATED.sub(r"\1", word))


@cache
def _variants() -> Mapping[str, str]:
    """Forms of a word of names to the one that stands for all of them, from `name_variants.csv`."""
    return MappingProxyType(dict(_listed()))


def _listed() -> Iterator[tuple[str, str]]:
    for row in read_table("name_variants.csv", ("word", "forms")):
        for form in row.filled("forms").split("|"):
            yield form, row.filled("word")
