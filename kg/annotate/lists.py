"""The tables of bodies, offices, titles and words, as forms that can be looked for in a text."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg import lexicon
from kg.annotate import verbs
from kg.annotate.scan import Case, Form
from kg.lexicon import read_table, split, territory_names

_FIELD_KINDS = frozenset({"office", "agency", "ministry", "unit"})
"""Kinds of body whose names are made of the words of government."""
_OFTEN = 2
"""A word has to stand in so many names to count as one of government: `Budi` of `Budi Daya` does not."""


Body = lexicon.BodyRow
Head = lexicon.HeadRow
bodies = lexicon.bodies
heads = lexicon.heads


class Name(NamedTuple):
    """What a form can stand for: a body with a fixed name, a head, or either."""

    body: Body | None
    head: Head | None


class Office(NamedTuple):
    """An office. `organization` is where it is held: `government`, a head, `=` and a fixed name, `~` and a kind of body of
    which the article names one, or nothing; `level` is the rank of its region; a `generic` one is an office only with a body
    or a name beside it; a `decoy` is none (Kuasa Hukum, Piala Gubernur), though a name may follow it; `region` is the code
    of the one region that the word means (Gubsu).
    """

    role: str
    acting: str
    organization: str
    level: str
    generic: bool
    decoy: bool
    region: str = ""


class Title(NamedTuple):
    """A word beside a name or an office: `honorific`, `rank`, `degree`, `acting` (with `Plt` ... as its value), `former`."""

    kind: str
    value: str


class EventWord(NamedTuple):
    """A word that tells of a happening of this type: `happening` (a noun), `act`, `undergo`, `meet` or `receive` (verbs, with
    the `noun` that names what they tell of); or `other`, words that hold such a word and tell of none (`aksi nyata`). Some tell
    of one only where something stands with them: `needs` is `date` (a day or a venue in the sentence), `agent` (somebody named
    right behind), or words one of which follows; any will do.
    """

    type: str
    shape: str
    noun: str
    needs: frozenset[str] = frozenset()


VERBS = frozenset({"act", "undergo", "meet", "receive"})
HAPPENINGS = VERBS | {"happening"}
"""The shapes of words that tell of a happening, which are the kinds of their mentions."""


@cache
def head(full: str) -> Head | None:
    """The head with this full name."""
    return next((head for head in heads() if head.full == full), None)


@cache
def name_forms() -> tuple[Form[Name], ...]:
    """Every way to write a body or a head. One form may mean both: `KPU` is a body, and the head of `KPU Riau`."""
    found: dict[tuple[str, Case], Name] = {}
    for body in bodies():
        for form in _written(body.name, body.shorts):
            found.setdefault(form, Name(body, None))
    for head in heads():
        for form in _written(head.full, head.shorts):
            known = found.get(form)
            if known is None or known.head is None:
                found[form] = Name(known.body if known else None, head)
    return tuple(Form(text, case, name) for (text, case), name in found.items())


def _written(full: str, shorts: tuple[str, ...]) -> Iterator[tuple[str, Case]]:
    """Each form with how it must be written: an abbreviation as it stands, a name of words with a capital."""
    for form in dict.fromkeys((full, *shorts)):
        text = form.removesuffix("!")
        plain = text.replace(" ", "").replace("-", "")
        abbreviation = form.endswith("!") or (len(plain) > 1 and any(char.isupper() for char in plain[1:]) and " " not in text)
        yield text, Case.EXACT if abbreviation or text.isupper() else Case.CAPITAL


@cache
def office_forms() -> tuple[Form[Office], ...]:
    """Every way to write an office."""
    found: dict[tuple[str, Case], Office] = {}
    for row in read_table("roles.csv", ("form", "role", "acting", "organization", "level", "note")):
        fields = row.fields
        note = fields["note"]
        organization, _, region = fields["organization"].partition("@")
        office = Office(
            row.filled("role"), fields["acting"], organization, fields["level"], note == "generic", note == "decoy", region
        )
        for form in split(row.filled("form")):
            text = form.removesuffix("!")
            found.setdefault((text, Case.EXACT if form.endswith("!") else Case.ANY), office)
    return tuple(Form(text, case, office) for (text, case), office in found.items())


@cache
def title_forms() -> tuple[Form[Title], ...]:
    """Every honorific, rank, degree, and word for acting and former holders. Only the last two come in small letters."""
    rows = read_table("titles.csv", ("form", "kind", "value"))
    forms = []
    for row in rows:
        title = Title(row.filled("kind"), row.fields["value"])
        case = Case.ANY if title.kind in ("acting", "former") else Case.EXACT
        forms += [Form(form, case, title) for form in split(row.filled("form"))]
    return tuple(forms)


@cache
def event_forms() -> tuple[Form[EventWord], ...]:
    """The words that tell of a happening."""
    rows = read_table("event_words.csv", ("form", "type", "shape", "noun", "needs"))
    return tuple(
        Form(
            r.filled("form"),
            Case.ANY,
            EventWord(r.filled("type"), r.filled("shape"), r.fields["noun"], frozenset(split(r.fields["needs"]))),
        )
        for r in rows
    )


@cache
def function_words() -> frozenset[str]:
    """Words in lower case that stand in capitals without being part of a name."""
    return frozenset(_words("function_words.txt"))


@cache
def _cues() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(_text("cues.toml")).items()}


def cues(name: str) -> frozenset[str]:
    """The words of a list of cues.toml."""
    return _cues()[name]


def any_cue(*names: str) -> str:
    """The words of lists of cues.toml as alternatives of an expression, the longest first."""
    words = frozenset[str]().union(*map(cues, names))
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def second_meanings() -> Mapping[str, tuple[str, ...]]:
    """Abbreviation of a body to the words that show that something else is meant."""
    rows = read_table("second_meanings.csv", ("short", "beside"))
    return {row.filled("short"): split(row.filled("beside")) for row in rows}


@cache
def generic_bodies() -> frozenset[str]:
    """Names that look like those of bodies and mean a kind of body or a place."""
    lines = _text("generic_bodies.txt").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def venue_words() -> frozenset[str]:
    """Words in lower case with which the names of buildings, rooms and grounds begin."""
    return frozenset(_words("venue_words.txt"))


@cache
def field_words() -> frozenset[str]:
    """Words in lower case of which the fields of offices and agencies are made."""
    counted: Counter[str] = Counter()
    for name, kind in [*((b.name, b.kind) for b in bodies()), *((h.full, h.kind) for h in heads())]:
        if kind in _FIELD_KINDS:
            counted.update({word.strip(",()").lower() for word in name.split()})
    often = {word for word, count in counted.items() if count >= _OFTEN and word.isalpha()}
    return frozenset(often.union(_words("field_words.txt")) - {"dan", "kota"})


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations in lower case that name bodies, territories or offices."""
    known = {form.text.lower() for form in name_forms() if form.case is Case.EXACT}
    return frozenset(known | {row.name.lower() for row in territory_names() if row.name.isupper()})


@cache
def speech_verbs(position: str) -> frozenset[str]:
    """The verbs of saying, in lower case, whose speaker stands in this position: `after`, `before` or `nya`."""
    return frozenset(form for form, where in verbs.positions().items() if where == position)


def _words(name: str) -> Iterator[str]:
    for line in _text(name).splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _text(name: str) -> str:
    return files("kg").joinpath("data", name).read_text(encoding="utf-8")
