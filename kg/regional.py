"""How the bodies of a region are called: `Dinas Kesehatan Kota Malang`, `Polresta Malang`, `Pemerintah Provinsi Riau`."""

from __future__ import annotations

from kg import lexicon

_SHORT_REGION = frozenset({"police", "army", "prosecution", "court"})
"""Kinds that name their region without its rank: Kepolisian Daerah Riau, Pengadilan Negeri Palu."""


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


def regional_name(stem: str, kind: str, code: str) -> str:
    """The name of a body with its region: head or stem, then the region's name, which does not say its rank again.

    >>> regional_name("Pemerintah Daerah", "government", "14.71"), regional_name("Kejaksaan Negeri", "prosecution", "14.71")
    ('Pemerintah Kota Pekanbaru', 'Kejaksaan Negeri Pekanbaru')
    >>> regional_name("Badan Narkotika Nasional Provinsi", "office", "14")
    'Badan Narkotika Nasional Provinsi Riau'
    """
    row = lexicon.territories()[code]
    stem = _government(stem, row.kind)
    region = region_name(code, kind)
    if kind == "government" and stem.startswith("Pemerintah "):
        region = _governed(row)
    elif stem.endswith(" Provinsi"):
        region = region.removeprefix("Provinsi ")
    return f"{stem} {region}"


def government(code: str) -> str:
    """The name of the government of a region.

    >>> government("61"), government("31.71")
    ('Pemerintah Provinsi Kalimantan Barat', 'Pemerintah Kota Administrasi Jakarta Pusat')
    """
    return regional_name("Pemerintah", "government", code)


def _government(stem: str, kind: str) -> str:
    return f"Pemerintah {kind.capitalize()}" if stem in ("Pemerintah Daerah", "Pemerintah") else stem


def _governed(row: lexicon.TerritoryRow) -> str:
    if row.full.startswith("Daerah "):
        return row.full
    return row.full.partition(" ")[2] if "Administrasi" in row.full else row.name
