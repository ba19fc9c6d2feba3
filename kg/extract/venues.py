"""Where something happened: the building or room named behind `di`, and the region of the sentence."""

from __future__ import annotations

from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.extract.scene import inside
from kg.model import Sentence, Span

_LONGEST = 8
_REACH = 4
"""So many words back it is told where somebody spoke to the press."""
_PRESS = lists.cues("to-the-press")
_JOINING = lists.cues("venue-joiners")


class Venue(NamedTuple):
    """The venue's name and the code of the region named with it; either may be empty."""

    name: str
    place: str


def find(annotated: Annotated, sentence: Sentence) -> Venue:
    """The first venue of a sentence, and the region that follows a `di` in it."""
    tokens, owner = annotated.tokens, annotated.labels.owner
    words = tokens.words
    first, last = annotated.ranges[sentence.span.start]
    name = place = ""
    for at in range(first, last - 1):
        if words[at] not in ("di", "Di", "bertempat"):
            continue
        if not _PRESS.isdisjoint(words[max(first, at - _REACH) : at]):
            continue
        mention = owner.get(at + 1)
        if not place and mention is not None and mention.kind == "territory":
            place = str(mention.value)
        if not name and tokens.lower[at + 1] in lists.venue_words():
            end = _end(annotated, at + 1, last)
            words_of = words[at + 1 : end]
            if all(word.islower() for word in words_of):
                continue
            name = " ".join(annotated.document.text[tokens.starts[at + 1] : tokens.ends[end - 1]].split())
            place = place or _place(annotated, at + 1, end)
    return Venue(name, place)


def _end(annotated: Annotated, at: int, last: int) -> int:
    words, starts, ends = annotated.tokens.words, annotated.tokens.starts, annotated.tokens.ends
    end, joining = at + 1, _JOINING | lists.venue_words()
    while end < last and end - at < _LONGEST:
        word = words[end]
        same_line = "\n" not in annotated.document.text[ends[end - 1] : starts[end]]
        kind = annotated.labels.of[end]
        if word == "," and end + 1 < last and words[end + 1].lower() in lists.venue_words():
            end += 1
            continue
        if not same_line or kind in ("date", "person") or not (word[0].isupper() or word.isdigit() or word.lower() in joining):
            break
        end += 1
    while end > at + 1 and words[end - 1].lower() in _JOINING:
        end -= 1
    return end


def _place(annotated: Annotated, first: int, end: int) -> str:
    """The region named in a venue's name, or at once behind it: Hotel Aryaduta, Jakarta."""
    tokens = annotated.tokens
    named = inside(annotated, Span(tokens.starts[first], tokens.ends[end - 1]), "territory")
    if named:
        return str(named[-1].value)
    behind = end + 1 if end < len(tokens.words) and tokens.words[end] == "," else end
    mention = annotated.labels.owner.get(behind)
    return str(mention.value) if mention is not None and mention.kind == "territory" else ""
