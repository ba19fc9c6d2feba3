"""Normal forms of names: what is compared where two articles may speak of the same person or body."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

APOSTROPHES = frozenset("'’‘`´ʼʻ")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The name as it is compared: lower case, without punctuation; initials stand together.

    >>> name_key("A.L. Leysandri"), name_key("AL LEYSANDRI")
    ('al leysandri', 'al leysandri')
    >>> name_key("Rudy Mas’ud") == name_key("Rudy Mas'ud")
    True
    """
    if name.isascii() and name.replace(" ", "").isalpha():
        words = name.lower().split()
    else:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        words = "".join(map(_compared, folded)).split()
    return " ".join(_initials_joined(words))


def _compared(character: str) -> str:
    if character.isalnum():
        return character
    category = unicodedata.category(character)
    if category[0] == "M":
        return character
    return "" if category == "Cf" or character in APOSTROPHES else " "


def _initials_joined(words: list[str]) -> list[str]:
    joined: list[str] = []
    after_initial = False
    for word in words:
        initial = len(word) == 1 and word.isalpha()
        if initial and after_initial:
            joined[-1] += word
        else:
            joined.append(word)
        after_initial = initial
    return joined


def is_full_name(key: str) -> bool:
    """True where a name key has two words that are more than initials.

    >>> is_full_name("ria norsan"), is_full_name("sutarmidji"), is_full_name("al leysandri")
    (True, False, False)
    """
    return sum(len(word) > 2 for word in key.split()) >= 2
