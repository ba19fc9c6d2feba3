"""What the name of a body stands for, and how it writes its region: `Dinas Kesehatan Kota Malang`, `Polresta Malang`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg import lexicon
from kg.regional import regional_name

_REGIONAL = frozenset({"government", "council", "police", "prosecution"})
"""Kinds of body that govern the region in their name."""


class BodyValue(NamedTuple):
    """What an organization mention stands for.

    name: the full official name, without a region where the text gives none; stem: the name before the region;
    region: `known`, `none` (a body that has no region), or `open` (the article has to supply it); level: the rank of
    region that the head implies (`provinsi`, `kabupaten`, `kota`) or empty; alias: an abbreviation given in brackets.
    """

    name: str
    stem: str
    kind: str
    territory: str
    region: str
    level: str = ""
    alias: str = ""
    head: str = ""


def with_region(value: BodyValue, code: str) -> BodyValue:
    """The body with its region: head or stem, then the region's name."""
    return value._replace(name=regional_name(value.stem, value.kind, code), territory=code, region="known")


@cache
def own_region(name: str, kind: str) -> str:
    """The code of the region that a fixed name of a regional body ends with, or nothing.

    >>> own_region("Dewan Perwakilan Rakyat Papua Barat", "council"), own_region("Dewan Pers", "council")
    ('92', '')
    """
    if kind not in _REGIONAL:
        return ""
    ends = [row for row in lexicon.territories().values() if name.endswith((f" {row.name}", f" {row.full}"))]
    return max(ends, key=lambda row: (len(row.name), row.kind == "provinsi")).code if ends else ""
