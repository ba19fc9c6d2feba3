"""What the name of a body stands for, and how it writes its region: `Dinas Kesehatan Kota Malang`, `Polresta Malang`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg import lexicon

_SHORT_REGION = frozenset({"police", "army", "prosecution", "court"})
"""Kinds that name their region without its rank: Kepolisian Daerah Riau, Pengadilan Negeri Palu."""
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


def region_name(code: str, kind: str) -> str:
    """How a body of this kind writes its region: `Kota Malang`, for police and courts `Malang`.

    >>> region_name("14", "office"), region_name("14.71", "police")
    ('Provinsi Riau', 'Pekanbaru')
    """
    row = lexicon.territories()[code]
    if kind in _SHORT_REGION:
        return row.full if row.full.startswith("Daerah ") else row.name
    if row.full.startswith("Daerah ") and kind != "government":
        return f"Provinsi {row.full}" if row.full.startswith("Daerah Khusus") else row.full
    return row.full


def with_region(value: BodyValue, code: str) -> BodyValue:
    """The body with its region: head or stem, then the region's name."""
    stem = _government(value.stem, code)
    region = region_name(code, value.kind)
    if value.kind == "government" and stem.startswith("Pemerintah "):
        row = lexicon.territories()[code]
        region = (
            row.full
            if row.full.startswith("Daerah ")
            else row.full.partition(" ")[2]
            if "Administrasi" in row.full
            else row.name
        )
    return value._replace(name=f"{stem} {region}", territory=code, region="known")


def _government(stem: str, code: str) -> str:
    if stem not in ("Pemerintah Daerah", "Pemerintah"):
        return stem
    rank = {"provinsi": "Provinsi", "kabupaten": "Kabupaten", "kota": "Kota"}[lexicon.territories()[code].kind]
    return f"Pemerintah {rank}"


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
