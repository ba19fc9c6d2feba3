"""The tables of `kg/data/` as typed values. Nothing else reads those files; a broken row stops the program and is named."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, NamedTuple, cast, get_args

from kg.errors import DataError

AreaKind = Literal["provinsi", "kabupaten", "kota"]
CueSide = Literal["before", "after"]
CueMeaning = Literal["name", "both", "body", "list", "place", "other"]

PartRelation = Literal["sub", "unit", "none"]

AREA_KINDS: tuple[AreaKind, ...] = get_args(AreaKind)
CUE_SIDES: tuple[CueSide, ...] = get_args(CueSide)
CUE_MEANINGS: tuple[CueMeaning, ...] = get_args(CueMeaning)
PART_RELATIONS: tuple[PartRelation, ...] = get_args(PartRelation)
PARENT_WORDS = ("government", "province-government", "province", "same", "within", "mentioned", "mentioned-in-province")

NEEDS_CONTEXT = "needs-context"
NO_TERRITORY = "no territory"
NAME_NOTES = frozenset({"abbreviation", "variant", "former name", "by-name", NEEDS_CONTEXT, NO_TERRITORY})


class Row(NamedTuple):
    """A line of a table and where it stands: what every complaint about it names."""

    table: str
    line: int
    fields: Mapping[str, str]

    def wrong(self, field: str, expected: str) -> DataError:
        """The error that says which file, row and field is broken, and what was expected there."""
        return DataError(f"{self.table}, row {self.line}, {field}: {self.fields[field]!r} is not {expected}")

    def one_of(self, field: str, allowed: tuple[str, ...]) -> str:
        """The field, if it is one of the words allowed there."""
        if self.fields[field] not in allowed:
            raise self.wrong(field, f"one of {', '.join(allowed)}")
        return self.fields[field]

    def filled(self, field: str) -> str:
        """The field, if it holds something and no blanks around it."""
        value = self.fields[field]
        if not value or value != value.strip():
            raise self.wrong(field, "text without blanks around it")
        return value


def read_table(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table, each with exactly these columns."""
    lines = csv.reader(files("kg").joinpath("data", name).read_text(encoding="utf-8").splitlines())
    header = tuple(next(lines, ()))
    if header != columns:
        raise DataError(f"{name}, row 1: the columns are {','.join(header)}, not {','.join(columns)}")
    for number, values in enumerate(lines, start=2):
        if len(values) != len(columns):
            raise DataError(f"{name}, row {number}: {len(values)} fields, not {len(columns)}")
        yield Row(name, number, dict(zip(columns, values, strict=True)))


class TerritoryRow(NamedTuple):
    """A province, kabupaten or kota: `63.10`, kabupaten, `Tanah Bumbu`, `Kabupaten Tanah Bumbu`, in province `63`."""

    code: str
    kind: AreaKind
    name: str
    full: str
    parent: str
    iso: str


class TerritoryName(NamedTuple):
    """A name the press writes, and the codes of all that bear it, in order.

    No code: the words look like a territory and are none (`Padang Luar`). A name in capitals alone (`OKU`) is written so;
    other names start with a capital and may be in capitals throughout. `needs_context`: by itself it is usually
    something else (`Batu`).
    """

    name: str
    codes: tuple[str, ...]
    needs_context: bool


class TerritoryCue(NamedTuple):
    """Words beside a name that say what it names: in small letters, without full stops.

    `name`: part of the name (Kabupaten); `both`: of the two that share it (Kabupaten/Kota); `body`: an office or body
    of a territory (Bupati, DPRD); `list`: names of one kind follow (yakni); `place`: some place (di); `other`: something
    else that bears the name (Jalan).
    `kinds`: the kinds of territory it goes with, the likeliest first; empty for any.
    """

    words: str
    side: CueSide
    meaning: CueMeaning
    kinds: tuple[AreaKind, ...]


@cache
def territories() -> Mapping[str, TerritoryRow]:
    """Every province, kabupaten and kota by its Kemendagri code, in the order of the codes."""
    found: dict[str, TerritoryRow] = {}
    for row in read_table("territories.csv", TerritoryRow._fields):
        code, parent = row.filled("code"), row.fields["parent"]
        kind = cast(AreaKind, row.one_of("kind", AREA_KINDS))
        if code in found:
            raise row.wrong("code", "used once")
        if parent != code.rpartition(".")[0] or (parent and parent not in found):
            raise row.wrong("parent", "the province of its code")
        found[code] = TerritoryRow(code, kind, row.filled("name"), row.filled("full"), parent, row.fields["iso"])
    return MappingProxyType(found)


def _listed_names() -> Iterator[tuple[str, str, bool]]:
    """Name, code or nothing, and whether it needs context, for each row of the table of names."""
    for row in read_table("territory_names.csv", ("name", "code", "note")):
        name, code, notes = row.filled("name"), row.fields["code"], row.fields["note"].split("; ")
        if not NAME_NOTES.issuperset(notes):
            raise row.wrong("note", f"made of {', '.join(sorted(NAME_NOTES))}")
        if (code == "") != (NO_TERRITORY in notes) or (code and code not in territories()):
            raise row.wrong("code", "a code of territories.csv, or empty for what is no territory")
        yield name, code, NEEDS_CONTEXT in notes


@cache
def territory_names() -> tuple[TerritoryName, ...]:
    """Every name of a territory, official, short or popular, sorted; what is no territory is there too, without a code."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    guarded = set()
    for area in territories().values():
        codes[area.name].add(area.code)
    for name, code, needs_context in _listed_names():
        codes[name].update(filter(None, [code]))
        if needs_context:
            guarded.add(name)
    return tuple(TerritoryName(name, tuple(sorted(codes[name])), name in guarded) for name in sorted(codes))


@cache
def territory_cues() -> tuple[TerritoryCue, ...]:
    """The words that decide what a name beside them stands for, as the table has them."""
    return tuple(map(_cue, read_table("territory_context.csv", TerritoryCue._fields)))


def _cue(row: Row) -> TerritoryCue:
    kinds = tuple(row.fields["kinds"].split())
    if not set(kinds) <= set(AREA_KINDS):
        raise row.wrong("kinds", f"made of {', '.join(AREA_KINDS)}")
    return TerritoryCue(
        row.filled("words").replace(".", "").lower(),
        cast(CueSide, row.one_of("side", CUE_SIDES)),
        cast(CueMeaning, row.one_of("meaning", CUE_MEANINGS)),
        cast(tuple[AreaKind, ...], kinds),
    )


class BodyRow(NamedTuple):
    """A body with a fixed name; `shorts` as the press writes it, `successors` of one that was renamed, merged or divided."""

    name: str
    shorts: tuple[str, ...]
    kind: str
    successors: tuple[str, ...]


class HeadRow(NamedTuple):
    """A head word of bodies; `pattern` says what follows: `territory`, `opd` (both: a region) or `name` (a free name)."""

    full: str
    shorts: tuple[str, ...]
    kind: str
    pattern: str


@cache
def bodies() -> tuple[BodyRow, ...]:
    """The bodies with fixed names."""
    rows = read_table("organizations.csv", ("name", "short", "kind", "former"))
    return tuple(
        BodyRow(row.filled("name"), split(row.fields["short"]), row.filled("kind"), split(row.fields["former"])) for row in rows
    )


@cache
def heads() -> tuple[HeadRow, ...]:
    """The head words of bodies."""
    rows = read_table("organization_heads.csv", ("short", "full", "kind", "pattern"))
    return tuple(
        HeadRow(row.filled("full"), split(row.filled("short")), row.filled("kind"), row.filled("pattern")) for row in rows
    )


class PartRow(NamedTuple):
    """Which body those that begin with `head` are part of, where they are of one of these kinds and regions (empty: any).

    `regions` are codes, `31.*` for those of all kabupaten and kota of a province. `relation` is `sub` for bodies in their own
    right, `unit` for those that are only known as part of another, and `none` for those that are part of no other, in spite of
    what their name looks like. `parents` say where the parent is found, the first that there is (`kg/resolve/bodies.py`).
    """

    head: str
    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    relation: PartRelation
    parents: tuple[str, ...]


@cache
def body_parts() -> tuple[PartRow, ...]:
    """Which bodies are part of which, in the order of the table."""
    return tuple(map(_part, read_table("body_parts.csv", PartRow._fields)))


def _part(row: Row) -> PartRow:
    relation = cast(PartRelation, row.one_of("relation", PART_RELATIONS))
    parents = split(row.fields["parents"])
    if (relation == "none") == bool(parents):
        raise row.wrong("parents", "empty where the relation is none, and only there")
    if any(parent.partition(" ")[0] not in PARENT_WORDS and not parent.startswith("=") for parent in parents):
        raise row.wrong("parents", f"made of = and a name, or of {', '.join(PARENT_WORDS)} and a head")
    kinds, regions = row.fields["kinds"].split(), row.fields["regions"].split()
    return PartRow(row.filled("head"), tuple(kinds), tuple(regions), relation, parents)


def split(forms: str) -> tuple[str, ...]:
    """The parts of a field that are divided by `|`."""
    return tuple(form.strip() for form in forms.split("|") if form.strip())


class Figure(NamedTuple):
    """How many facts of a type with a feature were right and wrong in annotated articles, and how sure such a fact is."""

    fact: str
    feature: str
    right: int
    wrong: int
    probability: float


@cache
def confidence_figures() -> tuple[Figure, ...]:
    """What `scripts/calibrate` measured, in the order of the table."""
    return tuple(map(_figure, read_table("confidence.csv", Figure._fields)))


@cache
def confidence() -> Mapping[tuple[str, str], float]:
    """How sure facts of a type with a feature are, by both."""
    return MappingProxyType({(figure.fact, figure.feature): figure.probability for figure in confidence_figures()})


def _figure(row: Row) -> Figure:
    counts = []
    for field in ("right", "wrong"):
        if not row.fields[field].isdecimal():
            raise row.wrong(field, "a number of facts")
        counts.append(int(row.fields[field]))
    try:
        probability = float(row.fields["probability"])
    except ValueError:
        probability = 0.0
    if not 0 < probability < 1:
        raise row.wrong("probability", "a number between 0 and 1")
    return Figure(row.filled("fact"), row.filled("feature"), counts[0], counts[1], probability)


class Attribution(NamedTuple):
    """Data of others that is in our tables: a short name, where it comes from, its licence, and the notice it asks for."""

    name: str
    address: str
    license: str
    notice: str


@cache
def attributions() -> tuple[Attribution, ...]:
    """Whose data is in the tables."""
    rows = read_table("attributions.csv", Attribution._fields)
    return tuple(Attribution(*(row.filled(field) for field in Attribution._fields)) for row in rows)
