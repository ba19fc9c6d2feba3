"""Words that are part of a name where elsewhere they are not: `I Wayan`, `Hari Santoso`, `Ali al-Habsyi`, `van den Berg`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate import lists
from kg.annotate.labels import TITLES

CONNECTORS = lists.cues("name-connectors")
_BIRTH_NAMES = lists.cues("birth-names")
_INSIDE = lists.cues("inside-names")
_ALSO_NAMES = lists.cues("also-names")
_PAIR = re.compile(r"([A-Z][a-z]{3,})-[A-Z][a-z]{2,}")
_ARTICLED = re.compile(r"(?:al|el|as|at|an|ad|ar|ash|asy|az)-[A-Z]")
_LED_BY = TITLES | {"office"}


def is_initial(words: Sequence[str], at: int) -> bool:
    """True for a letter that stands for a name, and takes a point; not for a Balinese `I` or the number of a ruler.

    >>> is_initial(["M", "Anwar"], 0), is_initial(["I", "Wayan", "Wirata"], 0), is_initial(["Sultan", "Raka", "X"], 2)
    (True, False, False)
    """
    return len(words[at]) == 1 and at + 1 < len(words) and not is_name_i(words, at)


def is_name_i(words: Sequence[str], at: int) -> bool:
    """True for the `I` before a Balinese birth name: `Bupati I Wayan Wirata`."""
    return words[at] == "I" and at + 1 < len(words) and words[at + 1] in _BIRTH_NAMES


def goes_on(words: Sequence[str], at: int, last: int) -> bool:
    """True where a name goes on with a word in small letters, or with one that is a name beside other names only.

    >>> goes_on(["Ali", "bin", "Umar"], 1, 3), goes_on(["Yan", "van", "den", "Berg"], 1, 4), goes_on(["Budi", "de"], 1, 2)
    (True, True, False)
    >>> goes_on(["Ali", "al-Habsyi"], 1, 2), goes_on(["Abdul", "Syukur"], 1, 2), goes_on(["Abdul", "syukur"], 1, 2)
    (True, True, False)
    """
    word = words[at]
    if word in _INSIDE:
        return at > 0 and words[at - 1][0].isalpha()
    if word[0].isupper():
        return _is_also_name(words, at, at - 1) and at > 0 and words[at - 1][0].isalpha()
    if _ARTICLED.match(word):
        return True
    if word in CONNECTORS and at + 2 < last and words[at + 1] in CONNECTORS:
        at += 1
    return words[at] in CONNECTORS and at + 1 < last and words[at + 1][0].isupper()


def without_partner(word: str) -> str:
    """The last word of a name without the running mate that is tied to it.

    >>> without_partner("Budi-Sari"), without_partner("Al-Habsyi"), without_partner("Budi")
    ('Budi', 'Al-Habsyi', 'Budi')
    """
    pair = _PAIR.fullmatch(word)
    return pair.group(1) if pair else word


def _is_also_name(words: Sequence[str], at: int, beside: int) -> bool:
    """True for a word of every day that is a name too; in capitals (`UU`) only where the word beside it is."""
    return words[at].lower() in _ALSO_NAMES and (not words[at].isupper() or words[beside].isupper())


def begins(words: Sequence[str], kinds: Sequence[str], at: int) -> bool:
    """True for a word of every day that begins a name here.

    `Anak Agung` and `Sang Nyoman` do everywhere; `Hari` and `Lalu` behind an office, a title or a verb of saying, before
    another word with a capital.

    >>> begins(["Sang", "Nyoman", "Raka"], ["", "", ""], 0), begins(["kata", "Hari", "Santoso"], ["", "", ""], 1)
    (True, True)
    >>> begins(["kata", "Uu", "Sunarya"], ["", "", ""], 1), begins(["kata", "UU", "Desa"], ["", "", ""], 1)
    (True, False)
    >>> begins(["pada", "Hari", "Anak"], ["", "", ""], 1), begins(["kata", "Hari", "Senin"], ["", "", ""], 1)
    (False, False)
    """
    if at + 1 >= len(words) or kinds[at + 1]:
        return False
    word, following = words[at], words[at + 1]
    if word == "Anak":
        return following == "Agung"
    if word == "Sang":
        return following in _BIRTH_NAMES
    if not _is_also_name(words, at, at + 1) or not following[0].isupper() or following.lower() in lists.function_words():
        return False
    before = at - 1 - (at > 1 and words[at - 1] == ",")
    return before >= 0 and (kinds[before] in _LED_BY or words[before].lower() in lists.speech_verbs("after"))
