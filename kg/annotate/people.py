"""People: names shown by the words beside them, then found wherever they or a part of them stand.

Spelling variants, short names and nicknames inside one article are one person, under the fullest form of the name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kg.annotate import forms, names, runs
from kg.annotate.adjacent import areas
from kg.annotate.forms import CONNECTORS
from kg.annotate.labels import TITLES, Labels
from kg.annotate.names import Group
from kg.annotate.runs import LONGEST_NAME, QUOTES, form_of
from kg.annotate.tokens import Tokens
from kg.model import Mention, Person, Place, Span

Index = Mapping[str, Sequence[tuple[tuple[str, ...], int]]]
"""First word in lower case to the known forms that begin with it, longest first, with their group's number."""


def find(
    text: str, tokens: Tokens, ranges: Sequence[tuple[int, int, Place]], labels: Labels
) -> tuple[list[Person], list[Mention]]:
    """The people of an article in the order of their first mention, and all mentions of them in text order.

    `ranges` are the tokens of each sentence, from the first to behind the last, and its place.
    """
    places = areas(tokens)
    words = set(tokens.words)
    capitals = [at for at, word in enumerate(tokens.words) if word != tokens.lower[at] and word[0].isupper()]
    found = [run for a, b, place in ranges if place != "title" for run in runs.find(text, tokens, labels, capitals, a, b)]
    shown = [
        run for run in found if run.shown_by and not runs.is_common(tokens, run, words) and form_of(tokens, run) not in places
    ]
    fuller = [run for run in found if not run.shown_by and 1 < run.last - run.first < LONGEST_NAME]
    groups = names.group(tokens, shown, fuller)
    index = _index(groups)
    if not index:
        return [], []
    spans: dict[int, list[Span]] = {}
    for first, last, _ in ranges:
        for span, group in _named(tokens, labels, index, capitals, first, last):
            spans.setdefault(group, []).append(span)
    titles = {number: _titles(text, tokens, labels, spans[number]) for number in spans}
    return _people(groups, spans, titles)


def _people(
    groups: Sequence[Group], spans: Mapping[int, list[Span]], titles: Mapping[int, tuple[str, ...]]
) -> tuple[list[Person], list[Mention]]:
    people, mentions = [], []
    for number in sorted(spans, key=lambda n: spans[n][0]):
        group = groups[number]
        person = Person(group.name, group.aliases, tuple(spans[number]), titles[number])
        people.append(person)
        mentions += [Mention("person", span, person, "people") for span in spans[number]]
    return people, sorted(mentions, key=lambda m: m.span)


def _titles(text: str, tokens: Tokens, labels: Labels, spans: Sequence[Span]) -> tuple[str, ...]:
    """The honorifics and ranks before a name and the degrees behind it, without points, each once: `Drs`, `H`, `MSi`."""
    found: dict[str, None] = {}
    for span in spans:
        first, at = tokens.at(span.start), tokens.at(span.end)
        while first > 0 and labels.of[first - (2 if tokens.words[first - 1] == "." else 1)] in TITLES:
            first -= 1
            if labels.of[first] and tokens.words[first].isalpha():
                found[tokens.words[first]] = None
        while at < len(tokens.words) and (labels.of[at] == "degree" or tokens.words[at] == ","):
            at += 1
        degrees = text[span.end : tokens.ends[at - 1]].split(",")
        found.update(dict.fromkeys("".join(filter(str.isalpha, degree)) for degree in degrees))
    found.pop("", None)
    return tuple(found)


_SHORTEST = 2
"""A name of so few letters is one behind an honorific, or in capitals: Kang Uu, HD."""


def _index(groups: Sequence[Group]) -> Index:
    """First word in lower case to the known forms that begin with it, longest first, with their group's number."""
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, group in enumerate(groups):
        parts = {tuple(w.lower() for w in form) for form in group.forms}
        longest = max(parts, key=len)
        parts |= {(word,) for word in longest if len(word) > 1 and word not in CONNECTORS}
        parts |= {tuple(w.lower() for w in form) for form in group.nicknames}
        parts |= {longest[i:j] for i in range(len(longest)) for j in range(i + 2, len(longest) + 1)}
        for part in parts:
            index.setdefault(part[0], []).append((part, number))
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    return index


def _named(
    tokens: Tokens, labels: Labels, index: Index, capitals: Sequence[int], first: int, last: int
) -> Iterator[tuple[Span, int]]:
    reached, words = first, tokens.words
    for at in capitals[bisect_left(capitals, first) : bisect_left(capitals, last)]:
        entries = None if at < reached or labels.of[at] else index.get(tokens.lower[at])
        for part, number in entries or ():
            behind_title = at > 0 and labels.of[at - 1] == "honorific"
            if len("".join(part)) <= _SHORTEST and not (behind_title or words[at].isupper()):
                continue
            end = _fits(words, labels, at, last, part)
            if end and not (len(part) == 1 and _goes_on(tokens, labels, end, last)):
                yield Span(tokens.starts[at], tokens.ends[end - 1]), number
                reached = end
                break


def _goes_on(tokens: Tokens, labels: Labels, end: int, last: int) -> bool:
    """True where another word of a name follows a single one: the Sri of `Sri Sultan` is not that of `Sri Wulandari`."""
    if end >= last or labels.of[end] or tokens.starts[end] - tokens.ends[end - 1] != 1:
        return False
    return tokens.words[end][0].isupper() and runs.may_name(tokens.words[end])


def _fits(words: Sequence[str], labels: Labels, at: int, last: int, part: Sequence[str]) -> int:
    """The end of this form at this place, stepping over the points of initials, or 0."""
    for word in part:
        if at < last and (words[at] == "." or words[at] in QUOTES):
            at += 1
        if at >= last or labels.of[at] or forms.without_partner(words[at]).lower() != word:
            return 0
        at += 1
    return at
