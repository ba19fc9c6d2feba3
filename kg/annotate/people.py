"""People: runs of capitalised words that an office, a title, a degree or a verb of speech shows to be names.

A name shown once is then found wherever it or a part of it stands. Spelling variants, short names and nicknames inside
one article are one person, under the fullest form of the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from kg.annotate import lists
from kg.annotate.adjacent import areas
from kg.annotate.offices import OfficeValue
from kg.annotate.tokens import Tokens
from kg.model import Mention, Person, Sentence, Span

LONGEST_NAME = 6
_CONNECTORS = lists.cues("name-connectors")
_INITIAL = re.compile(r"[A-Z]|[A-Z]{2}|Moh|Muh|Moch|Mohd|Muhd|Abd|St|Rd|Gst|Ngr|Kgs|Ign|Ki|Nyi|And|Hi|Mhd|Drs|Ach|Akh")
_LISTING = lists.cues("listing")
_NICKNAME = lists.cues("nickname")
_NICKNAME_REACH = 6
"""How many tokens may stand between a name and the nickname that is given for it."""
_SEATS = lists.cues("seats")
_DEPUTIES = lists.cues("under-chairs")
_RANKS = frozenset({"rank", "suffix"})
_TITLES = _RANKS | {"honorific"}
_QUOTES = frozenset("'\"“”‘’")
_ROLE_WORDS = lists.cues("capacity")
_SAME_SPELLING = 85
_DERIVED = re.compile(r"(?:me|di|pe|ke|ber|ter|se)[a-z]{4,}(?:kan|nya|an|i)")


class Run(NamedTuple):
    """Tokens `first` to `last` (exclusive) that look like a name, what shows that they are one (or nothing), the role
    that stands before them (or nothing), and the name for which they are said to be a nickname.
    """

    first: int
    last: int
    shown_by: str
    role: str = ""
    for_name: tuple[str, ...] = ()


@dataclass(slots=True)
class Labels:
    """For each token the kind of mention or title it belongs to, or an empty string."""

    of: list[str]
    owner: dict[int, Mention] = field(default_factory=dict)


def find(text: str, tokens: Tokens, sentences: Sequence[Sentence], labels: Labels) -> tuple[list[Person], list[Mention]]:
    """The people of an article in the order of their first mention, and all mentions of them in text order."""
    ranges = [(tokens.at(s.span.start), tokens.at(s.span.end), s.place) for s in sentences]
    places = {tuple(area) for area in areas(tokens)}
    small = {word for word in tokens.words if word.islower()}
    runs = [run for a, b, place in ranges if place != "title" for run in _runs(text, tokens, labels, a, b)]
    shown = [run for run in runs if run.shown_by and not _common(tokens, run, small) and _form(tokens, run) not in places]
    fuller = [run for run in runs if not run.shown_by and 1 < run.last - run.first < LONGEST_NAME]
    groups = _groups(tokens, shown, fuller)
    index = _index(groups)
    if not index:
        return [], []
    spans: dict[int, list[Span]] = {}
    for first, last, _ in ranges:
        for span, group in _named(tokens, labels, index, first, last):
            spans.setdefault(group, []).append(span)
    return _people(groups, spans)


def _people(groups: Sequence[_Group], spans: Mapping[int, list[Span]]) -> tuple[list[Person], list[Mention]]:
    people, mentions = [], []
    for number in sorted(spans, key=lambda n: spans[n][0]):
        group = groups[number]
        person = Person(group.name, group.aliases, tuple(spans[number]))
        people.append(person)
        mentions += [Mention("person", span, person, "people") for span in spans[number]]
    return people, sorted(mentions, key=lambda m: m.span)


# -- runs of capitalised words, and what shows that they are names


def _runs(text: str, tokens: Tokens, labels: Labels, first: int, last: int) -> Iterator[Run]:
    at, before = first, Run(-9, -9, "")
    while at < last:
        if not _starts(
            tokens, labels, at, at == first or (not tokens.words[at - 1][0].isalnum() and tokens.words[at - 1] not in ",(")
        ):
            at += 1
            continue
        end = _end(text, tokens, labels, at, last)
        shown = _shown(tokens, labels, at, end, first, last) or _listed(tokens, labels, at, end, before)
        run = Run(at, end, shown, _role(labels, at, first) if shown == "office" else "")
        if before.shown_by and _renames(tokens, labels, before, run):
            run = run._replace(shown_by="nickname", for_name=_form(tokens, before))
        if end - at <= LONGEST_NAME:
            yield run
            before = run if shown else before
        at = end


def _common(tokens: Tokens, run: Run, small: set[str]) -> bool:
    """True for a single word that the article also writes in small letters, where only a verb or a list shows it."""
    return run.last - run.first == 1 and run.shown_by in ("speech", "list") and tokens.words[run.first].lower() in small


def _starts(tokens: Tokens, labels: Labels, at: int, opens: bool) -> bool:
    word = tokens.words[at]
    if labels.of[at] or not word[0].isupper():
        return False
    lower = word.lower()
    if lower in lists.function_words():
        return False
    if opens and _DERIVED.fullmatch(lower):
        return False
    return not (len(word) > 3 and word.isupper() and lower in lists.abbreviations())


def _end(text: str, tokens: Tokens, labels: Labels, at: int, last: int) -> int:
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    end = at + 1
    while end < last:
        gap = starts[end] - ends[end - 1]
        word = words[end]
        if word == "." and gap == 0 and _INITIAL.fullmatch(words[end - 1]) and end + 1 < last and words[end + 1][0].isupper():
            end += 1
            continue
        if (
            word in _QUOTES
            and end + 3 < last
            and words[end + 2] in _QUOTES
            and _name_word(words[end + 1])
            and _name_word(words[end + 3])
        ):
            end += 4
            continue
        if gap > 1 and "\n" in text[ends[end - 1] : starts[end]]:
            break
        if labels.of[end] or not (_name_word(word) or _connects(words, end, last)):
            break
        end += 1
    while end > at + 1 and words[end - 1] in (".", "-"):
        end -= 1
    return end


def _name_word(word: str) -> bool:
    return word[0].isupper() and word.lower() not in lists.function_words()


def _connects(words: Sequence[str], at: int, last: int) -> bool:
    return words[at] in _CONNECTORS and at + 1 < last and words[at + 1][0].isupper()


def _shown(tokens: Tokens, labels: Labels, start: int, end: int, first: int, last: int) -> str:
    """What shows this run to be a name, or nothing: the words before it are asked first."""
    return _before(tokens, labels, start, end, first) or _after(tokens, labels, start, end, last)


def _before(tokens: Tokens, labels: Labels, start: int, end: int, first: int) -> str:
    words, of = tokens.words, labels.of
    at = start - 1
    titled = False
    while at >= first and (of[at] in _TITLES or (words[at] in (".", ",") and at > first and of[at - 1] in _RANKS)):
        titled, at = True, at - 1
    apart = at >= first and words[at] in (",", ":", "-")
    at -= apart
    if apart and at >= first and of[at] == "office" and _is_venue(tokens, labels, at):
        return ""
    if at >= first and of[at] == "office" and _introduces(labels, at, end - start):
        return "" if all(word.lower() in lists.field_words() for word in words[start:end]) else "office"
    if titled:
        return "title"
    if at == start - 1 and at >= first:
        lower = words[at].lower()
        if lower in lists.speech_verbs("after") or lower == "menurut":
            return "speech"
        if lower in _NICKNAME:
            return "nickname"
    return ""


def _renames(tokens: Tokens, labels: Labels, before: Run, run: Run) -> bool:
    """True for a nickname: `Saifullah (Gus Ipul)`, `Budi Hartono yang akrab disapa Bang Budi`."""
    words = tokens.words
    gap = [words[at].lower() for at in range(before.last, run.first) if labels.of[at] != "honorific"]
    if gap == ["("] or gap == ["atau"]:
        return gap != ["("] or (run.last < len(words) and words[run.last] == ")")
    return len(gap) <= _NICKNAME_REACH and not _NICKNAME.isdisjoint(gap)


def _role(labels: Labels, start: int, first: int) -> str:
    """The single-holder role that stands before a run."""
    for at in range(start - 1, max(first, start - 4) - 1, -1):
        value = labels.owner[at].value if labels.of[at] == "office" else None
        if isinstance(value, OfficeValue):
            return value.office.role if value.office.level in ("provinsi", "kabupaten", "kota") else ""
    return ""


def _is_venue(tokens: Tokens, labels: Labels, at: int) -> bool:
    """True for an office that names a building: kantor Bupati Agam, pendopo Wali Kota."""
    start = tokens.at(labels.owner[at].span.start)
    return start > 0 and tokens.words[start - 1].lower() in _SEATS


def _introduces(labels: Labels, at: int, words: int) -> bool:
    """True for an office that a name can follow: a generic one (`Kepala`) only with its body, a deputy before a full name."""
    value = labels.owner[at].value
    if not isinstance(value, OfficeValue) or not value.office.generic or value.body is not None or value.territory:
        return True
    return words > 1 and value.office.role in _DEPUTIES


def _after(tokens: Tokens, labels: Labels, start: int, end: int, last: int) -> str:
    words, of = tokens.words, labels.of
    if end >= last:
        return ""
    if of[end] == "degree" or (words[end] == "," and end + 1 < last and of[end + 1] == "degree"):
        return "degree"
    if words[end].lower() in lists.speech_verbs("before"):
        return "speech"
    if words[end] == ",":
        end += 1
    if end < last and words[end].lower() in _ROLE_WORDS:
        end += 1
        if end < last and of[end] in ("acting", "former"):
            end += 1
        return "apposition" if end < last and of[end] == "office" else ""
    return ""


def _listed(tokens: Tokens, labels: Labels, start: int, end: int, before: Run) -> str:
    """A full name in a list right behind another name: `Suprapto, Andi Wijaya dan Rina Sari`."""
    if end - start < 2 or not before.shown_by:
        return ""
    between = [at for at in range(before.last, start) if labels.of[at] != "degree"]
    words = [tokens.words[at] for at in between if not (tokens.words[at] == "." and len(between) > 1)]
    return "list" if words and all(word in _LISTING for word in words) and len(words) < 3 else ""


# -- runs that name the same person


@dataclass(slots=True)
class _Group:
    """The forms of one person's name, each a tuple of words, with how often it stands."""

    forms: Counter[tuple[str, ...]]
    nicknames: set[tuple[str, ...]] = field(default_factory=set)
    name: str = ""
    aliases: tuple[str, ...] = ()


def _groups(tokens: Tokens, runs: Sequence[Run], fuller: Sequence[Run]) -> list[_Group]:
    """The people whom the runs name; `fuller` are runs that may give a one-word name in full."""
    forms: Counter[tuple[str, ...]] = Counter()
    for run in runs:
        forms[_form(tokens, run)] += 1
    roles: dict[tuple[str, ...], set[str]] = {}
    for run in runs:
        roles.setdefault(_form(tokens, run), set()).add(run.role)
    groups: list[_Group] = []
    for form in sorted(forms, key=lambda f: (-len(f), -sum(map(len, f)), f)):
        home = next((group for group in groups if any(_same(form, other) for other in group.forms)), None)
        home = home or _nicknamed(form, roles, groups)
        if home is None and len(form) == 1 and _initials(form[0]):
            continue
        if home is None:
            groups.append(_Group(Counter({form: forms[form]})))
        else:
            home.forms[form] = forms[form]
    for run in fuller:
        _complete(groups, _form(tokens, run))
    for run in runs:
        if run.for_name:
            _rename(groups, _form(tokens, run), run.for_name)
    groups = [group for group in groups if group.forms]
    for group in groups:
        _settle(group)
    return groups


def _complete(groups: Sequence[_Group], form: tuple[str, ...]) -> None:
    """Gives a one-word name the fuller form that begins with it: `Wali Kota Weny`, later `Weny Gaib`."""
    homes = [group for group in groups if all(len(other) == 1 for other in group.forms) and (form[0],) in group.forms]
    if len(homes) == 1 and not any(word.lower() in lists.field_words() for word in form):
        homes[0].forms[form] += 1


def _rename(groups: Sequence[_Group], nickname: tuple[str, ...], name: tuple[str, ...]) -> None:
    """Moves a nickname to the person it is given for; it is an alias there, however long."""
    known = next((group for group in groups if nickname in group.forms), None)
    home = next((group for group in groups if name in group.forms), None)
    if known is None or home is None or known is home:
        return
    home.nicknames |= set(known.forms)
    known.forms.clear()


def _form(tokens: Tokens, run: Run) -> tuple[str, ...]:
    return tuple(word for word in tokens.words[run.first : run.last] if word != "." and word not in _QUOTES)


def _nicknamed(form: tuple[str, ...], roles: Mapping[tuple[str, ...], set[str]], groups: Sequence[_Group]) -> _Group | None:
    """Whom a single word behind an office means where one person alone is named as its holder: `Gubernur Harum`."""
    if len(form) > 1 or len(roles[form]) > 1 or not (role := next(iter(roles[form]))):
        return None
    holders = [group for group in groups if any(len(other) > 1 and role in roles[other] for other in group.forms)]
    return holders[0] if len(holders) == 1 else None


def _settle(group: _Group) -> None:
    longest = max(len(form) for form in group.forms)
    full = [form for form in group.forms if len(form) == longest]
    best = min(full, key=lambda form: (-group.forms[form], -sum(map(len, form)), form))
    group.name = _written(best)
    group.aliases = tuple(sorted({_written(form) for form in (*group.forms, *group.nicknames)} - {group.name}))


def _written(form: Sequence[str]) -> str:
    """The name as it is written for people: `M. Anwar`, and `Budi Santoso` for `BUDI SANTOSO`."""
    words = [word.title() if word.isupper() and len(word) > 3 else word for word in form]
    return " ".join(word + "." if len(word) == 1 else word for word in words)


def _same(short: Sequence[str], full: Sequence[str]) -> bool:
    """True where one form of a name can stand for the other: each of its words is one of the other's, or a variant."""
    if len(short) == len(full) and ratio(" ".join(short).lower(), " ".join(full).lower()) >= _SAME_SPELLING:
        return True
    return (len(short) < len(full) and all(any(_word(a, b) for b in full) for a in short)) or _nick(short, full)


def _word(a: str, b: str) -> bool:
    x, y = a.lower(), b.lower()
    if x == y or (len(x) == 1 and y.startswith(x)) or (len(y) == 1 and x.startswith(y)):
        return True
    return len(x) > 4 and len(y) > 4 and ratio(x, y) >= _SAME_SPELLING


def _nick(short: Sequence[str], full: Sequence[str]) -> bool:
    """True for the end of a one-word name, the beginning of a first name, and initials: `Midji` of `Sutarmidji`, `HD`."""
    if len(short) != 1:
        return False
    word = short[0]
    if _initials(word):
        return len(full) > 1 and word == "".join(part[0] for part in full)
    one = full[0].lower()
    return len(word) > 3 and (one.startswith(word.lower()) if len(full) > 1 else one.endswith(word.lower()))


def _initials(word: str) -> bool:
    return 1 < len(word) < 5 and word.isupper()


# -- every place where a known name stands


def _index(groups: Sequence[_Group]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """First word in lower case to the known forms that begin with it, longest first, with their group's number."""
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, group in enumerate(groups):
        parts = {tuple(w.lower() for w in form) for form in group.forms}
        longest = max(parts, key=len)
        parts |= {(word,) for word in longest if len(word) > 2 and word not in _CONNECTORS}
        parts |= {tuple(w.lower() for w in form) for form in group.nicknames}
        parts |= {longest[i:j] for i in range(len(longest)) for j in range(i + 2, len(longest) + 1)}
        for part in parts:
            index.setdefault(part[0], []).append((part, number))
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    return index


def _named(
    tokens: Tokens, labels: Labels, index: Mapping[str, list[tuple[tuple[str, ...], int]]], first: int, last: int
) -> Iterator[tuple[Span, int]]:
    at, words = first, tokens.words
    while at < last:
        entries = None if labels.of[at] or not words[at][0].isupper() else index.get(words[at].lower())
        found = (
            next(((end, n) for part, n in entries if (end := _fits(words, labels, at, last, part))), None) if entries else None
        )
        if found is None:
            at += 1
            continue
        yield Span(tokens.starts[at], tokens.ends[found[0] - 1]), found[1]
        at = found[0]


def _fits(words: Sequence[str], labels: Labels, at: int, last: int, part: Sequence[str]) -> int:
    """The end of this form at this place, stepping over the points of initials, or 0."""
    for word in part:
        if at < last and (words[at] == "." or words[at] in _QUOTES):
            at += 1
        if at >= last or labels.of[at] or words[at].lower() != word:
            return 0
        at += 1
    return at
