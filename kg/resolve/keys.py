"""Normal forms of names: what is compared where two articles may speak of the same person or body."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

LONGEST_SLUG = 60
_NOT_SLUG = re.compile("[^a-z0-9]+")
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


def slug(text: str) -> str:
    """The words of a text in ASCII, joined by hyphens; cut at a word.

    >>> slug("Wali Kota"), slug("Réseau Mas’ud"), slug("漢字")
    ('wali-kota', 'reseau-masud', '')
    """
    ascii_text = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode("ascii").lower()
    words = _NOT_SLUG.sub("-", ascii_text).strip("-")
    return words if len(words) <= LONGEST_SLUG else words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that stand for these texts, in this order."""
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:12]


@lru_cache(maxsize=1 << 17)
def person_id(name: str, known_by: str) -> str:
    """The id of whoever bears the name key and is known by a post, or by an article: the last part of a person's IRI."""
    return f"{slug(name)}-{digest(name, known_by)}"
