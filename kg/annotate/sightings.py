"""What stands beside the name of a territory, read off the text without a look at the rest of the article.

The words that tell (Bupati, di, Jalan) are the table `kg/data/territory_context.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.lexicon import AreaKind, CueSide, TerritoryCue, territories, territory_cues
from kg.model import Span

REACH = 40
"""How many characters are looked at before a name, and how far behind it the dash of a date line may stand."""
LISTING = frozenset({", ", " dan ", ", dan ", " serta ", ", serta ", " maupun ", " & ", "/", "-", "–", " - ", " – "})
INSIDE = frozenset({" ", ", ", ",", " (", " di "})
"""What stands between a place and its province: Bantaeng, Sulawesi Selatan."""
DASHES = ("-", "–", "—")
DOMAINS = (".com", ".co.", ".id", ".go.", ".net")
BLANKED = str.maketrans(dict.fromkeys("-/.:()[]\"'“”‘’\xa0\t", " "))
OPENING = ' .("“\xa0'
"""What stands between the words before a name and the name."""
CLOSING = ',.;:!?)"”'

Codes = tuple[str, ...]
_Cues = tuple[TerritoryCue | None, TerritoryCue | None]


class NameHit(NamedTuple):
    """A name of the table found in the text, at word boundaries, with the codes of all that bear it."""

    span: Span
    codes: Codes
    needs_context: bool


class Sighting(NamedTuple):
    """A hit and what stands beside it."""

    hit: NameHit
    start: int
    """Where the name begins, its Provinsi, Kabupaten or Kota included."""
    cue: TerritoryCue | None
    """What the words before the name say."""
    outer: TerritoryCue | None
    """What the words before these say: *Bupati* Kabupaten Agam, enam *kabupaten*, yakni Agam."""
    run: int
    """The number of the list in which it stands; a name by itself is a list of one."""
    kin: TerritoryCue | None
    """What was said of a name earlier on that list, or of the list: Kabupaten Garut, Ciamis dan Bandung."""
    follower: str
    """The word behind it, with only a blank between; not the Kabupaten or Kota of the next name."""
    around: Codes
    """The candidates of the name behind it, which may be that of the larger place: Bantaeng, Sulawesi Selatan."""

    @property
    def province(self) -> str:
        """The province named behind it, if one of its candidates lies there."""
        if self.around == self.hit.codes:
            return ""
        return next((code[:2] for code in self.hit.codes if code[:2] != code and code[:2] in self.around), "")

    @property
    def elsewhere(self) -> bool:
        """True where the place named behind it lies in none of the provinces that have a candidate: Kuningan, Jakarta."""
        return bool(self.around) and {code[:2] for code in self.around}.isdisjoint(code[:2] for code in self.hit.codes)

    @property
    def kind(self) -> str:
        """The meaning of the words before the name, or nothing."""
        return self.cue.meaning if self.cue else ""


def look(hits: Sequence[NameHit], text: str) -> Iterator[Sighting]:
    """Each hit with its surroundings; `hits` are in order of position and do not overlap."""
    before = [_words_before(hit, text) for hit in hits]
    kin, run, last = None, 0, 0
    around: Codes
    for number, (hit, (start, (cue, outer))) in enumerate(zip(hits, before, strict=True), start=1):
        if number == 1 or text[last:start] not in LISTING:
            kin, run = None, number
        kin = _said_of_list(cue, outer) or kin
        last = hit.span.end
        around, follower = (), word_behind(text, last)
        if number < len(hits):
            behind, begin = hits[number], before[number][0]
            around = behind.codes if text[last:begin] in INSIDE else ()
            follower = follower if begin != last + 1 or begin == behind.span.start else ""
        yield Sighting(hit, start, cue, outer, run, kin, follower, around)


def _words_before(hit: NameHit, text: str) -> tuple[int, _Cues]:
    """Where the name begins, and what the words before it and before these say."""
    start = hit.span.start
    if text[start - 1 : start] not in OPENING:
        return start, (None, None)
    cue, begin = cue_before(text, start)
    if cue is None or cue.meaning not in ("name", "both", "list"):
        return start, (cue, None)
    if cue.meaning == "list":
        return start, (cue, cue_before(text, _without_comma(text, begin))[0])
    return begin, (cue, cue_before(text, begin)[0])


def cue_before(text: str, end: int) -> tuple[TerritoryCue | None, int]:
    """What the one to three words before `end` say, and where they begin.

    >>> cue_before("warga se-Kabupaten Agam", 19)
    (TerritoryCue(words='kabupaten', side='before', meaning='name', kinds=('kabupaten',)), 9)
    """
    line = text[max(0, end - REACH) : end].lower()
    line = line[line.rfind("\n") + 1 :]
    tokens = " ".join(line.rsplit(maxsplit=3)[-3:]).translate(BLANKED).split()[-3:]
    for cue, length in cues("before").get(tokens[-1], ()) if tokens else ():
        if length == 1 or " ".join(tokens[-length:]) == cue.words:
            begin = len(line)
            for token in reversed(tokens[-length:]):
                begin = line.rindex(token, 0, begin)
            return cue, end - len(line) + begin
    return None, end


def _without_comma(text: str, end: int) -> int:
    while text[end - 1 : end] in (" ", ",", ":"):
        end -= 1
    return end


def _said_of_list(cue: TerritoryCue | None, outer: TerritoryCue | None) -> TerritoryCue | None:
    """The words that speak of all names on the list which begins behind them, if these do."""
    if cue and cue.meaning == "list":
        return outer if outer and outer.meaning == "name" else None
    return cue if cue and cue.kinds and cue.meaning in ("name", "body") else None


@cache
def cues(side: CueSide) -> Mapping[str, Sequence[tuple[TerritoryCue, int]]]:
    """Last word to the cues that end in it and their number of words, the longest first."""
    table = defaultdict(list)
    for cue in territory_cues():
        if cue.side == side:
            words = cue.words.split()
            table[words[-1]].append((cue, len(words)))
    return {word: sorted(entries, key=lambda entry: -entry[1]) for word, entries in table.items()}


def word_behind(text: str, end: int) -> str:
    """The word directly behind a name that ends at `end`, or nothing.

    >>> word_behind("Padang Luar", 6), word_behind("Agam, Sumbar", 4)
    ('Luar', '')
    """
    if text[end : end + 1] not in (" ", "\xa0"):
        return ""
    words = text[end + 1 : end + REACH].partition("\n")[0].split(maxsplit=1)
    return words[0].rstrip(CLOSING) if words else ""


def cue_after(sighting: Sighting) -> TerritoryCue | None:
    """What the word behind the name says, if it starts with a capital as a part of the name does."""
    word = sighting.follower
    entries = cues("after").get(word.lower()) if word[:1].isupper() else None
    return entries[0][0] if entries else None


def of_kinds(codes: Codes, kinds: Sequence[AreaKind]) -> str:
    """The candidate of the first of these kinds that has one; nothing where it has two.

    >>> of_kinds(("35.07", "35.73"), ("kota", "kabupaten"))
    '35.73'
    """
    for kind in kinds:
        found = [code for code in codes if territories()[code].kind == kind]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def taken(sighting: Sighting, text: str) -> bool:
    """True where the name belongs to something else: Padang Luar, Jalan Bandung, Riau Pos, a web address."""
    hit, outer = sighting.hit, sighting.outer
    if not hit.codes or text[hit.span.start - 1 : hit.span.start] == "@" or text.startswith(DOMAINS, hit.span.end):
        return True
    if sighting.kind == "other" or (outer and outer.meaning == "other" and hit.needs_context):
        return True
    after = cue_after(sighting)
    return bool(after and after.meaning == "other" and sighting.kind in ("", "place"))


def glued(sighting: Sighting, text: str) -> bool:
    """True inside a chain of places: `Muara Dua-Kota Batu-Batas`."""
    end = sighting.hit.span.end
    return text[sighting.start - 1 : sighting.start] in DASHES and text[end : end + 1] in DASHES


def continues(sighting: Sighting) -> bool:
    """True where the name may go on, as the names of people and villages do: `Benteng Kuto Besak`."""
    return sighting.follower[:1].isupper() and not sighting.follower.isupper()


def in_name_of_office(sighting: Sighting, text: str) -> bool:
    """True where the capitalised words before the name begin as an office does: `Dinas Perhubungan Batu`."""
    for word in reversed(line_before(sighting, text).split()):
        if not word[0].isupper() or word[-1] in CLOSING:
            return False
        if any(cue.meaning == "body" and length == 1 for cue, length in cues("before").get(word.lower(), ())):
            return True
    return False


def in_address(sighting: Sighting, text: str) -> bool:
    """True behind the comma of a smaller place: `Kecamatan Ampek Angkek, Agam`."""
    *_, smaller, rest = ["", *line_before(sighting, text).split(",")]
    named = (cue for word in smaller.split() for cue, _ in cues("before").get(word.lower(), ()))
    return rest == " " and any(cue.meaning == "other" for cue in named)


def opens_date_line(sighting: Sighting, text: str) -> bool:
    """True where the name begins a line that goes on with a dash: `BATU, Kabar Warga – `, `Kabarwarga.com, Jakarta - `."""
    before, end = line_before(sighting, text), sighting.hit.span.end
    if before.strip() and not before.endswith(".com, "):
        return False
    after = text[end : end + REACH].partition("\n")[0]
    words, dash, _ = after.replace("–", "-").replace("—", "-").partition("-")
    return bool(dash) and not any(word[0].islower() for word in words.split())


def follows_small_word(sighting: Sighting, text: str) -> bool:
    """True where the name stands inside a sentence and is no part of a longer name: `sampai ke Batu`, not `Sumur Batu`."""
    word = line_before(sighting, text).split()[-1:]
    return bool(word) and not word[0][0].isupper() and word[0][-1] not in ".!?" and not continues(sighting)


def line_before(sighting: Sighting, text: str) -> str:
    """The words of the line before the name, as far as they are looked at."""
    return text[max(0, sighting.start - REACH) : sighting.start].rpartition("\n")[2]
