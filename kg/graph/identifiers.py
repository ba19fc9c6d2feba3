"""What else a territory or a body is called: codes and ids that others gave it, and the names that a territory had before.

docs/identifiers.md tells where the ids are from; `scripts/identifiers.py` makes their tables.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kg.graph.terms import iri
from kg.lexicon import Row, bodies, read_table, territories
from kg.resolve.keys import name_key

WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"

_FORMS = {"bps": r"[1-9]\d(\d\d)?", "wikidata": r"Q[1-9]\d*", "geonames": r"[1-9]\d*"}


class Ids(NamedTuple):
    """The code of BPS, the item in Wikidata and the number in GeoNames of a territory, each empty where not known."""

    bps: str = ""
    wikidata: str = ""
    geonames: str = ""


@cache
def territory_ids() -> Mapping[str, Ids]:
    """The ids of territories, by Kemendagri code."""
    found: dict[str, Ids] = {}
    used: set[tuple[str, str]] = set()
    for row in read_table("territory_ids.csv", ("code", *Ids._fields)):
        code = row.filled("code")
        if code not in territories() or code in found:
            raise row.wrong("code", "a code of territories.csv, used once")
        found[code] = Ids(*(_id(row, field, used) for field in Ids._fields))
    return MappingProxyType(found)


@cache
def body_items() -> Mapping[str, str]:
    """The items in Wikidata of bodies with fixed names, by the key of the name."""
    known = {body.name for body in bodies()}
    found: dict[str, str] = {}
    used: set[tuple[str, str]] = set()
    for row in read_table("body_ids.csv", ("name", "wikidata")):
        if row.filled("name") not in known:
            raise row.wrong("name", "a name of organizations.csv")
        found[name_key(row.fields["name"])] = _id(row, "wikidata", used)
    return MappingProxyType(found)


def _id(row: Row, field: str, used: set[tuple[str, str]]) -> str:
    """The id, if it has the form of one and stands nowhere else in its column."""
    value = row.fields[field]
    if value and (not re.fullmatch(_FORMS[field], value, re.ASCII) or (field, value) in used):
        raise row.wrong(field, "an id of the right form, used once")
    used.add((field, value))
    return value


@cache
def former_names() -> Mapping[str, tuple[str, ...]]:
    """The names that territories had before, by Kemendagri code."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table("territory_names.csv", ("name", "code", "note")):
        if "former name" in row.fields["note"].split("; "):
            found[row.filled("code")].append(row.filled("name"))
    return MappingProxyType({code: tuple(names) for code, names in found.items()})


def same_as(ids: Ids) -> Iterator[str]:
    """The IRIs in brackets by which Wikidata and GeoNames know a thing.

    >>> list(same_as(Ids(wikidata="Q2175", geonames="1629652")))
    ['<http://www.wikidata.org/entity/Q2175>', '<https://sws.geonames.org/1629652/>']
    """
    if ids.wikidata:
        yield iri(f"{WIKIDATA}{ids.wikidata}")
    if ids.geonames:
        yield iri(f"{GEONAMES}{ids.geonames}/")


def statistical_code(code: str) -> str:
    """The code of BPS where it is known and is not the Kemendagri code without its dot.

    >>> statistical_code("11.01"), statistical_code("61.71"), statistical_code("91.71")
    ('1103', '', '')
    """
    bps = territory_ids().get(code, Ids()).bps
    return bps if bps != code.replace(".", "") else ""
