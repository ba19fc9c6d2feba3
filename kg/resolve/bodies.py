"""Which body a body is part of, and which bodies one became: by its name, its kind and its territory.

`kg/data/body_parts.csv` says it for each head of a name; the longest head counts, and of its rows the first that fits. Parents
are written so, and the first that there is is taken:

    =NAME                        the body of this name; `@` and a code where it has a territory
    government                   the government of the body's own territory; province-government: that of its province
    same HEAD                    the body of this head in the same territory (Sekretariat Daerah of a Bagian)
    province HEAD                the body of this head in the province (Kepolisian Daerah of a Kepolisian Resor)
    mentioned HEAD               the only body of this head and territory that articles name
    mentioned-in-province HEAD   the same, anywhere in the province
    within, within HEAD          the body with which the name ends (Bagian Hukum | Sekretariat Daerah Kota Bogor)

A head of an agency of a region (`opd` in `organization_heads.csv`) belongs to the government of that region without a row, and
a national body with a region behind its name (Badan Amil Zakat Nasional Kota Bogor) to that body. A council is not part of the
government: by law both are elements of the region, side by side. It has no parent here, as have desa, which govern themselves.
The parent is the latest one: what was moved (Ditjen Imigrasi) is not shown where it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import NamedTuple

from kg import lexicon
from kg.lexicon import BodyRow, HeadRow, PartRow
from kg.regional import government, region_name, regional_name
from kg.resolve.claims import Body
from kg.resolve.keys import name_key

_LONGEST_CHAIN = 8


class Above(NamedTuple):
    """The body that another is part of; `unit`: the other is a unit of it, and no body in its own right."""

    body: Body
    unit: bool


class Hierarchy:
    """Who is above whom, where the articles name these bodies."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        found: dict[tuple[str, str], dict[str, Body]] = defaultdict(dict)
        for body in sorted(bodies):
            head = _head(body.name)
            if head and body.territory:
                for place in {body.territory, f"{_province(body.territory)}.*"}:
                    for named in _beginnings(head.full):
                        found[named, place].setdefault(name_key(body.name), body)
        self._found = found

    def above(self, body: Body) -> Above | None:
        """The body that this one is part of, or None where none is known.

        >>> Hierarchy([]).above(Body("Dinas Kesehatan Kota Malang", "office", "35.73"))
        Above(body=Body(name='Pemerintah Kota Malang', kind='government', territory='35.73'), unit=False)
        """
        for row in _rows(body):
            if row.relation == "none":
                return None
            parent = next(filter(None, (self._parent(body, spelled) for spelled in row.parents)), None)
            if parent and not _same(parent, body):
                return Above(parent, row.relation == "unit")
        return _of_region(body) or _of_national(body)

    def chain(self, body: Body) -> tuple[Above, ...]:
        """Everything above the body, the nearest first."""
        found: list[Above] = []
        last = body
        while len(found) < _LONGEST_CHAIN and (above := self.above(last)):
            found.append(above)
            last = above.body
        return tuple(found)

    def _parent(self, body: Body, spelled: str) -> Body | None:
        if spelled.startswith("="):
            name, _, code = spelled[1:].partition("@")
            return _known(name, code)
        word, _, head = spelled.partition(" ")
        if word == "within":
            return _within(body, head)
        if not body.territory:
            return None
        province = _province(body.territory)
        match word:
            case "government":
                return Body(government(body.territory), "government", body.territory)
            case "province-government":
                return Body(government(province), "government", province)
            case "same":
                return _regional(head, body.territory)
            case "province":
                return _regional(head, province)
            case _:
                place = f"{province}.*" if word == "mentioned-in-province" else body.territory
                named = [other for other in self._found.get((head, place), {}).values() if not _same(other, body)]
                return named[0] if len(named) == 1 else None


@cache
def successors() -> Mapping[str, tuple[str, ...]]:
    """What bodies of fixed names became, by the old name: several where one was divided."""
    return {row.name: row.successors for row in lexicon.bodies() if row.successors}


def successor(name: str) -> str:
    """The body that this one was renamed to or merged into, of several the one that carried on; else nothing.

    >>> successor("Kementerian Pendidikan Nasional"), successor("Kementerian Agama")
    ('Kementerian Pendidikan dan Kebudayaan', '')
    """
    return next(iter(successors().get(name, ())), "")


def fixed(name: str) -> BodyRow | None:
    """The row of the body with this fixed name."""
    return _fixed_names().get(name_key(name))


def _rows(body: Body) -> Iterator[PartRow]:
    """The rows that fit a body, those of the longest head first."""
    words = name_key(body.name).split()
    for end in range(len(words), 0, -1):
        for row in _part_rows().get(" ".join(words[:end]), ()):
            of_kind = not row.kinds or body.kind in row.kinds
            if of_kind and (not row.regions or any(fnmatchcase(body.territory, region) for region in row.regions)):
                yield row


def _of_region(body: Body) -> Above | None:
    head = _head(body.name)
    if not (head and head.pattern == "opd" and body.territory):
        return None
    return Above(Body(government(body.territory), "government", body.territory), head.kind == "unit")


def _of_national(body: Body) -> Above | None:
    row = fixed(_without_region(body.name, body))
    return (
        Above(Body(row.name, row.kind), False) if row and body.territory and name_key(body.name) != name_key(row.name) else None
    )


def _without_region(name: str, body: Body) -> str:
    """The name without the territory at its end."""
    if not body.territory:
        return name
    row = lexicon.territories()[body.territory]
    ends = (region_name(body.territory, body.kind), row.full, row.name)
    return next((name.removesuffix(f" {end}") for end in ends if name.endswith(f" {end}")), name)


def _within(body: Body, head: str) -> Body | None:
    """The longest body with which the name ends, of those whose name begins with the head."""
    words = body.name.split()
    for start in range(1, len(words)):
        name = " ".join(words[start:])
        if name.startswith(head) and (row := fixed(name) or _party(_without_region(name, body))):
            return Body(row.name, row.kind)
        found = _head(name) if name.startswith(head) and _is_container(name) else None
        if found and name_key(name) != name_key(found.full):
            return Body(name, found.kind, body.territory)
    return None


def _party(name: str) -> BodyRow | None:
    """The row of a party: its branches are branches of the whole."""
    row = fixed(name)
    return row if row and row.kind == "party" else None


def _is_container(name: str) -> bool:
    words = name_key(name).split()
    return any(" ".join(words[:end]) in _containers() for end in range(len(words), 0, -1))


def _regional(head: str, territory: str) -> Body | None:
    found = _head(head)
    return Body(regional_name(head, found.kind, territory), found.kind, territory) if found else None


def _known(name: str, territory: str) -> Body | None:
    row, head = fixed(name), _head(name)
    return Body(name, row.kind if row else head.kind if head else "", territory)


def _same(one: Body, other: Body) -> bool:
    return (name_key(one.name), one.territory) == (name_key(other.name), other.territory)


def _province(territory: str) -> str:
    return territory.partition(".")[0]


def _beginnings(head: str) -> Iterator[str]:
    """The head and the one it is a kind of: a Kepolisian Resor Kota is a Kepolisian Resor, while others are their own kind."""
    yield head
    if head.startswith("Kepolisian Resor "):
        yield "Kepolisian Resor"


@lru_cache(maxsize=65536)
def _head(name: str) -> HeadRow | None:
    """The longest head that the name begins with."""
    words = name_key(name).split()
    ends = range(len(words), 0, -1)
    return next((head for end in ends if (head := _heads().get(" ".join(words[:end])))), None)


@cache
def _heads() -> Mapping[str, HeadRow]:
    return {name_key(head.full): head for head in lexicon.heads()}


@cache
def _fixed_names() -> Mapping[str, BodyRow]:
    return {name_key(row.name): row for row in lexicon.bodies()}


@cache
def _part_rows() -> Mapping[str, tuple[PartRow, ...]]:
    found: dict[str, list[PartRow]] = defaultdict(list)
    for row in lexicon.body_parts():
        found[name_key(row.head)].append(row)
    return {head: tuple(rows) for head, rows in found.items()}


@cache
def _containers() -> frozenset[str]:
    """The heads of bodies that have units whose names end with theirs."""
    rest = (name_key(head.full) for head in lexicon.heads() if head.pattern != "name" or head.kind in ("university", "party"))
    return frozenset(rest).union(_part_rows())
