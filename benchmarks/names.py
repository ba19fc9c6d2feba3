"""Invented Indonesian names, and how the press writes them.

A name word is a generic one (`Agus`, `Sri`: borne by hundreds of thousands) or put together from syllables, so that nobody real
is named on purpose. Words are drawn by a law like Zipf's. Each part of the country has its shapes: Javanese mononyms, Batak,
Minahasan and eastern clans, Balinese `I Wayan`, Bugis `Andi`, Acehnese `Teuku`, Malay `bin`, Arab `al-`.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, product
from pathlib import Path
from random import Random

STOCK = 2_400
"""Name words of each gender."""
CLANS = 200
"""Clan names of each part of the country that has them."""
ZIPF = 0.72
"""How steep the frequency of words falls with their rank: 1 / (rank + 5) ** ZIPF."""
EVEN = 0.6
"""The same of clans, Christian names and the like."""
MONONYMS = 0.09
WORDS = {2: 0.56, 3: 0.30, 4: 0.05}
"""Of the names of several words, how many have so many."""
MUSLIM_FIRST = 0.14
"""Of Muslim names of several words, those that start with one of the words that the press abbreviates."""

NICKNAMED = 0.07
"""People whom the press calls by the end of a name word (`Midji` of `Sutarmidji`)."""
RESPELT = 0.25
"""People whose name is met in another spelling again and again."""

ABBREVIATED = {
    "Muhammad": ("M.", "Muh.", "Moh."),
    "Mohammad": ("M.", "Moh."),
    "Mochamad": ("M.", "Moch."),
    "Abdul": ("Abd.", "A."),
    "Ahmad": ("A.",),
    "Achmad": ("A.", "Ach."),
    "Siti": ("St.", "S."),
    "Nur": ("N.",),
    "Teuku": ("T.",),
    "Andi": ("A.",),
}
VARIANTS = (
    (re.compile(r"(?<=[a-z])y(?=[^aeiou]|$)"), "i"),
    (re.compile(r"(?<=[a-z])i(?=[aou])"), "iy"),
    (re.compile(r"(?<=[a-z])y(?=a)"), "i"),
    (re.compile(r"j(?=[aeiou])"), "dj"),
    (re.compile(r"J(?=[aeiou])"), "Dj"),
    (re.compile(r"(?<=[^aeiou])u"), "oe"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"h(?=m)"), "ch"),
    (re.compile(r"sy"), "s"),
    (re.compile(r"f"), "p"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<=[aeiou])([lnrs])(?=[aeiou])"), r"\1\1"),
    (re.compile(r"([lnrsmd])\1"), r"\1"),
    (re.compile(r"d$"), "t"),
    (re.compile(r"(?<=[aeiou])h$"), ""),
    (re.compile(r"i$"), "ie"),
    (re.compile(r"['-]"), ""),
)

LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
CLANNISH = tuple(LISTS["clans"])
BIRTH_ORDER = ("Wayan", "Made", "Nyoman", "Ketut", "Putu", "Kadek", "Komang", "Gede", "Gusti Ngurah", "Dewa Gede")
CULTURES = {
    "aceh": ("11",),
    "batak": ("12",),
    "malay": ("13", "14", "15", "16", "17", "18", "19", "21", "61", "62", "63", "64", "65", "52"),
    "java": ("31", "32", "33", "34", "35", "36"),
    "bali": ("51",),
    "bugis": ("72", "73", "74", "75", "76", "82"),
    "east": ("53", "71", "81", "91", "92", "93", "94", "95", "96"),
}
CULTURE = {code: culture for culture, codes in CULTURES.items() for code in codes}


@dataclass(frozen=True, slots=True)
class Name:
    """What somebody is called: the words in order, and what the press may make of them."""

    words: tuple[str, ...]
    gender: str
    muslim: bool
    clan: str = ""
    short: int = -1
    """Which word is used alone."""
    nickname: str = ""
    variants: tuple[str, ...] = field(default=())
    """Other spellings of the whole name that are met."""

    @property
    def full(self) -> str:
        """The words in a row."""
        return " ".join(self.words)


class Stock:
    """Words with the frequency of their rank."""

    def __init__(self, words: Sequence[str], steep: float = ZIPF) -> None:
        self.words = words
        self.sums = list(accumulate(1 / (rank + 5) ** steep for rank in range(len(words))))

    def draw(self, random: Random) -> str:
        """A word, the frequent ones more often."""
        return self.words[bisect(self.sums, random.random() * self.sums[-1], 0, len(self.words) - 1)]


def _put_together(known: list[str], parts: Sequence[Sequence[str]], count: int, seed: str) -> list[str]:
    """`count` words: the known ones, and others of syllables."""
    made = sorted({"".join(part) for part in product(*parts)} - set(known))
    Random(seed).shuffle(made)
    return (known + made)[:count]


def _words(name: str) -> list[str]:
    words: str = LISTS[name]
    return words.split()


def _stock(gender: str) -> Stock:
    heads, middles, tails = _words("heads"), _words("middles"), _words(f"{gender}_tails")
    short = _put_together([], (heads, tails), STOCK // 2, gender + "2")
    return Stock(_put_together(_words(gender) + short, (heads, middles, tails), STOCK, gender + "3"))


def _clans(culture: str) -> Stock:
    parts = [LISTS["clans"][culture][part].split() for part in ("heads", "middles", "tails")]
    return Stock(_put_together([], parts, CLANS, culture), EVEN)


@cache
def stocks() -> dict[str, Stock]:
    """The stocks of words by their names."""
    found = {gender: _stock(gender) for gender in ("male", "female")}
    for gender in ("male", "female"):
        found[f"{gender} alone"] = Stock([word for word in found[gender].words if len(word) >= 5], 0.35)
        found[f"east {gender}"] = Stock(_words(f"christian_{gender}"), EVEN)
    found |= {culture: _clans(culture) for culture in CLANNISH}
    families = _put_together([], (_words("heads"), ["dru", "hab", "atta", "jufr", "baka"], ["s", "i"]), 40, "al")
    found["al"] = Stock([f"al-{word}" for word in families], EVEN)
    found["order"] = Stock(BIRTH_ORDER, EVEN)
    found["first"] = Stock(["Muhammad", "Abdul", "Ahmad", "Achmad", "Mohammad", "Mochamad"], EVEN)
    return found


def invented(random: Random, province: str, kin: Name | None = None) -> Name:
    """A new name of this province; of somebody's kin, it shares the last word or the clan."""
    culture = CULTURE.get(province, "java")
    if random.random() < 0.2:
        culture = random.choice(("java", "malay", culture))
    gender = "male" if random.random() < 0.82 else "female"
    muslim = culture not in ("bali", "east") and (culture != "batak" or random.random() < 0.4)
    words, clan = _drawn(random, culture, gender, muslim)
    if kin is not None:
        words, clan = ([*words[: max(1, len(words) - 1)], kin.words[-1]], kin.clan)
    return _with_habits(random, tuple(words), gender, muslim, clan)


def namesake(random: Random, other: Name, respelt: bool) -> Name:
    """The same name borne by somebody else, as it is or in another spelling."""
    words = tuple(respelled(random, other.full).split()) if respelt else other.words
    return _with_habits(random, words, other.gender, other.muslim, other.clan)


def _drawn(random: Random, culture: str, gender: str, muslim: bool) -> tuple[list[str], str]:
    stock = stocks()
    draw = stock[gender].draw
    if culture == "bali":
        return [("I" if gender == "male" else "Ni"), *stock["order"].draw(random).split(), draw(random)], ""
    if culture in CLANNISH and random.random() < 0.8:
        clan = stock[culture].draw(random)
        first = draw if muslim else stock[f"east {gender}"].draw
        middle = [draw(random)] if random.random() < 0.45 else []
        return [first(random), *middle, clan], clan
    if culture in ("java", "malay", "bugis") and random.random() < MONONYMS / 0.72:
        return [stock[f"{gender} alone"].draw(random)], ""
    count = random.choices(list(WORDS), list(WORDS.values()))[0]
    words = [draw(random) for _ in range(count)]
    if muslim and random.random() < MUSLIM_FIRST / 0.9:
        words[0] = stock["first"].draw(random) if gender == "male" else random.choice(("Siti", "Nur"))
    elif culture == "bugis" and random.random() < 0.2:
        words.insert(0, "Andi")
    elif culture == "aceh" and random.random() < 0.2:
        words.insert(0, "Teuku" if gender == "male" else "Cut")
    elif culture in ("malay", "aceh") and random.random() < 0.05:
        words = [words[0], "bin" if gender == "male" else "binti", stock["male"].draw(random)]
    elif muslim and random.random() < 0.012:
        words[-1] = stock["al"].draw(random)
    return list(dict.fromkeys(words)), ""


def _with_habits(random: Random, words: tuple[str, ...], gender: str, muslim: bool, clan: str) -> Name:
    short = _short_word(random, words, clan)
    nickname = clipped(words[short]) if random.random() < NICKNAMED else ""
    spellings = random.choice((1, 1, 2)) if random.random() < RESPELT else 0
    variants = tuple(respelled(random, " ".join(words)) for _ in range(spellings))
    return Name(words, gender, muslim, clan, short, nickname, variants)


def _short_word(random: Random, words: tuple[str, ...], clan: str) -> int:
    """Which word stands for the name: a clan or the last word mostly, never a title-like or very common first word."""
    first_is_poor = words[0] in ABBREVIATED or len(words[0]) < 3
    if clan or first_is_poor or random.random() < 0.5:
        return len(words) - 1
    return 0


def clipped(word: str) -> str:
    """The end of a name word as a name of its own, if it has a good one.

    >>> clipped("Sutarmidji"), clipped("Agus")
    ('Midji', '')
    """
    found = re.search(r"[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z]{1,2}[aeiou][b-df-hj-np-tv-z]{0,2}$", word.lower())
    tail = found[0] if found else ""
    return tail.capitalize() if 4 <= len(tail) < len(word) - 1 else ""


def respelled(random: Random, name: str) -> str:
    """The name with one spelling that is met for another; itself where there is none.

    >>> respelled(Random(1), "Oo")
    'Oo'
    """
    words = name.split()
    for place in random.sample(range(len(words)), len(words)):
        fitting = [(pattern, by) for pattern, by in VARIANTS if len(words[place]) > 3 and pattern.search(words[place])]
        if fitting:
            pattern, by = random.choice(fitting)
            words[place] = pattern.sub(by, words[place], count=1)
            return " ".join(words)
    return name


def mistyped(random: Random, name: str) -> str:
    """The name with a slip of the keyboard in one of its longer words."""
    words = name.split()
    long = [place for place, word in enumerate(words) if len(word) > 4]
    if not long:
        return name
    place = random.choice(long)
    at = random.randrange(1, len(words[place]) - 1)
    word = words[place]
    slips: tuple[Callable[[], str], ...] = (
        lambda: word[:at] + word[at + 1 :],
        lambda: word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        lambda: word[:at] + word[at] + word[at:],
        lambda: word[:at] + random.choice("aeinrstu") + word[at + 1 :],
    )
    words[place] = random.choice(slips)()
    return " ".join(words)


def abbreviated(random: Random, words: Sequence[str]) -> str:
    """The name with a word that has an abbreviation cut short; "" where there is none."""
    for place, word in enumerate(words[:-1]):
        if word in ABBREVIATED:
            return " ".join([*words[:place], random.choice(ABBREVIATED[word]), *words[place + 1 :]])
    return ""


def initialled(random: Random, words: Sequence[str]) -> str:
    """The name with initials for the words before the last (`A.L. Surname`, `AL Surname`) or for the middle; "" for one."""
    if len(words) < 2 or "bin" in words:
        return ""
    if len(words) == 2 or random.random() < 0.4:
        initials = [word[0] for word in words[:-1]]
        joined = (".".join(initials) + ".", " ".join(f"{one}." for one in initials), "".join(initials))
        return f"{random.choice(joined)} {words[-1]}"
    if random.random() < 0.5:
        return f"{words[0]} {' '.join(word[0] + '.' for word in words[1:-1])} {words[-1]}"
    return f"{' '.join(words[:-1])} {words[-1][0]}."


def short(random: Random, name: Name) -> str:
    """The one or two words by which an article calls somebody after the first time; the name itself where it has one word."""
    words = [word for word in name.words if word not in ("bin", "binti")]
    if len(words) == 1:
        return name.nickname or name.full
    if name.nickname and random.random() < 0.4:
        return name.nickname
    roll = random.random()
    if roll < 0.72:
        return words[min(name.short, len(words) - 1)]
    if roll < 0.9 or len(words) == 2:
        usable = [word for word in words if word not in ABBREVIATED and len(word) > 2]
        return random.choice(usable or words)
    return " ".join(words[:2] if random.random() < 0.5 else words[-2:])
