"""What each line of an article is: its title, its lead, its body, or noise and why.

Nothing is removed from the text. A line is judged by the list of boilerplate first, then by its surroundings: what repeats,
what stands under "Berita Terkait", what follows the comment form. A line that reads like a sentence of the article stays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.ingest import published
from kg.ingest.lines import Line, is_headline, is_paragraph, is_sentence, key
from kg.ingest.noise import Verdict, is_whole, noise_by_itself, whole
from kg.model import Block, Place, Span

SHORTEST_REPEATED = 60
SHORTEST_EXCERPT = 40
SHORTEST_CUT_TITLE = 20
LONGEST_SITE = 30
LONGEST_TITLE = 200
BULLETS = "•·-–*▪■●◦‣"
ELLIPSES = ("...", "…", "[…]", "[...]")


class Cleaned(NamedTuple):
    """The blocks of an article, and its title or nothing."""

    blocks: tuple[Block, ...]
    title: str


def clean(text: str, lines: Sequence[Line], title: str = "", known: Mapping[int, Verdict] | None = None) -> Cleaned:
    """The blocks of the article and its title.

    `known` holds the verdicts on lines that are settled already (front matter, navigation of a page) by their number; `title`
    is the title where something outside the text gives it.
    """
    verdicts = noise_by_itself(text, lines, known or {})
    title_at = _given_title(lines, verdicts, title) if title else _own_title(lines, verdicts)
    _cut_repeats(lines, verdicts, title_at, title)
    lead_at = _lead(lines, verdicts, title_at)
    _cut_top(lines, verdicts, title_at, lead_at)
    _cut_by_surroundings(lines, verdicts, title_at, lead_at)
    found = title or (lines[title_at].text.lstrip("# ") if title_at >= 0 else "")
    return Cleaned(tuple(_blocks(text, lines, verdicts, title_at, lead_at)), found)


# --- the title


def _given_title(lines: Sequence[Line], verdicts: Sequence[Verdict], title: str) -> int:
    """The number of the line that is the title and stands above the first paragraph, or -1."""
    wanted = key(title)
    for number, line in enumerate(lines):
        if is_whole(line, verdicts[number]):
            continue
        text = line.text[verdicts[number][0].end - line.start :] if verdicts[number] else line.text
        if len(text) <= 2 * len(title) and key(text) == wanted:
            return number
        if is_paragraph(text):
            break
    return -1


def _own_title(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> int:
    """The number of the line above the first paragraph that looks like the title, one that is there twice first; or -1."""
    candidates = []
    for number, line in enumerate(lines):
        if verdicts[number]:
            continue
        if is_paragraph(line.text):
            break
        if _may_be_title(line.text):
            candidates.append(number)
    else:
        return -1
    times = Counter(key(line.text) for line in lines if len(line.text) <= LONGEST_TITLE) if len(candidates) > 1 else {}
    twice = [number for number in candidates if times.get(key(lines[number].text), 0) > 1]
    return (twice or candidates or [-1])[0]


def _may_be_title(text: str) -> bool:
    """
    >>> _may_be_title("Bupati Buka Pasar Murah"), _may_be_title("Pemerintahan"), _may_be_title("KOTA TUA - Rabu, 5 Mei 2021")
    (True, False, False)
    """
    fits = 12 <= len(text) <= LONGEST_TITLE and text.count(" ") >= 2
    return fits and text[-1] not in ".,;:" and not published.is_dateline(text)


# --- a line and its surroundings


def _cut_repeats(lines: Sequence[Line], verdicts: list[Verdict], title_at: int, title: str) -> None:
    title_key = key(title or (lines[title_at].text if title_at >= 0 else ""))
    longest = 2 * len(title or lines[title_at].text) + 40 if title_key else 0
    seen: dict[str, set[str]] = {}
    excerpts = _excerpts(lines)
    for number, line in enumerate(lines):
        if number == title_at or is_whole(line, verdicts[number]):
            continue
        text = line.text
        if title_key and len(text) <= longest and _repeats_title(text, title_key):
            verdicts[number] = whole(line, "title repeated")
        elif number in excerpts:
            verdicts[number] = whole(line, "excerpt")
        elif len(text) > SHORTEST_REPEATED and _seen_before(text, seen):
            verdicts[number] = whole(line, "repeated")


def _seen_before(text: str, seen: dict[str, set[str]]) -> bool:
    """True for a paragraph that was there before; `seen` keeps the paragraphs by their beginning."""
    beginning = "".join(text[:SHORTEST_REPEATED].split())[: SHORTEST_REPEATED // 2]
    alike = seen.get(beginning)
    if alike is None:
        seen[beginning] = {text}
        return False
    if len(alike) == 1:
        alike = seen[beginning] = {" ".join(other.split()) for other in alike}
    words = " ".join(text.split())
    repeated = words in alike
    alike.add(words)
    return repeated


def _repeats_title(text: str, title_key: str) -> bool:
    """True for the title again: whole, cut short, or with the name of the site behind it."""
    words = key(text)
    if words == title_key:
        return True
    if len(words) < len(title_key):
        return len(words) >= SHORTEST_CUT_TITLE and 2 * len(words) >= len(title_key) and title_key.startswith(words)
    with_site = words.startswith(title_key) and len(words) - len(title_key) <= LONGEST_SITE
    return with_site and len(title_key) >= SHORTEST_CUT_TITLE and text[-1] not in '.!?”"'


def _excerpts(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that end in dots and whose words begin a longer line of the article."""
    dotted = [number for number, line in enumerate(lines) if line.text.endswith(ELLIPSES)]
    texts = sorted(line.text for line in lines) if dotted else []
    return {number for number in dotted if _begins_longer(lines[number].text, texts)}


def _begins_longer(text: str, texts: Sequence[str]) -> bool:
    stem = text.rstrip(" .…[]")
    at = bisect_left(texts, stem)
    alike = (other for other in texts[at : at + 4] if other.startswith(stem))
    return len(stem) >= SHORTEST_EXCERPT and any(len(other) > len(text) for other in alike)


def _lead(lines: Sequence[Line], verdicts: Sequence[Verdict], title_at: int) -> int:
    """The number of the first paragraph below the title; without one, of the first line that is not noise."""
    first = len(lines)
    for number in range(title_at + 1, len(lines)):
        if not is_whole(lines[number], verdicts[number]):
            if is_paragraph(lines[number].text):
                return number
            first = min(first, number)
    return first


def _cut_top(lines: Sequence[Line], verdicts: list[Verdict], title_at: int, lead_at: int) -> None:
    """Labels and dates are noise above the lead only; whatever stands above the title is noise."""
    for number, verdict in enumerate(verdicts):
        if number > lead_at and verdict and verdict[0].effect == "top":
            verdicts[number] = ()
        elif number < title_at and not verdict:
            verdicts[number] = whole(lines[number], "above the title")


def _cut_by_surroundings(lines: Sequence[Line], verdicts: list[Verdict], title_at: int, lead_at: int) -> None:
    in_list = in_footer = link = False
    for number, line in enumerate(lines):
        verdict = verdicts[number]
        if verdict:
            effect = verdict[-1].effect
            in_list = in_list or effect == "list"
            in_footer = in_footer or (effect == "footer" and number > lead_at)
            link = effect == "link"
        elif number == title_at:
            in_list = False
        elif link and is_headline(line.text.lstrip(BULLETS + " ")):
            verdicts[number] = whole(line, "link to another article")
            link = line.text[0] in BULLETS
        elif in_footer and not is_paragraph(line.text):
            verdicts[number] = whole(line, "after the article")
        elif in_list and not is_sentence(line.text, words=3):
            verdicts[number] = whole(line, "list of other articles")
        else:
            in_list = link = False


# --- blocks


def _blocks(text: str, lines: Sequence[Line], verdicts: Sequence[Verdict], title_at: int, lead_at: int) -> Iterator[Block]:
    for number, line in enumerate(lines):
        place: Place = "title" if number == title_at else "lead" if number == lead_at else "body"
        if not verdicts[number]:
            yield Block(Span(line.start, line.end), place)
            continue
        start = line.start
        for cut in verdicts[number]:
            yield from _rest(text, start, cut.start, place)
            yield Block(Span(cut.start, cut.end), "noise", cut.reason)
            start = cut.end
        yield from _rest(text, start, line.end, place)


def _rest(text: str, start: int, end: int, place: Place) -> Iterator[Block]:
    words = text[start:end]
    if words.strip():
        yield Block(Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())), place)
