"""Names that the graph makes up from parts."""

from __future__ import annotations

_LOCAL_HEADS = frozenset({"Gubernur", "Wakil Gubernur", "Bupati", "Wakil Bupati", "Wali Kota", "Wakil Wali Kota"})


def post_label(role: str, holder: str, territory: str) -> str:
    """A post as people name it, from the role, the body and the full name of the territory.

    >>> post_label("Gubernur", "Pemerintah Provinsi Riau", "Provinsi Riau")
    'Gubernur Riau'
    >>> post_label("Wali Kota", "Pemerintah Kota Malang", "Kota Malang")
    'Wali Kota Malang'
    >>> post_label("Kepala Dinas", "Dinas Kesehatan Kota Malang", "Kota Malang")
    'Kepala Dinas Kesehatan Kota Malang'
    >>> post_label("Menteri", "Kementerian Dalam Negeri", ""), post_label("Sekretaris Daerah", "", "Kota Malang")
    ('Menteri Dalam Negeri', 'Sekretaris Daerah Kota Malang')
    """
    place = holder or territory
    if role in _LOCAL_HEADS:
        place = (territory or holder.removeprefix("Pemerintah ")).split(" ", 1)[-1]
    elif holder.startswith("Kementerian ") and role.endswith("Menteri"):
        place = holder.split(" ", 1)[1]
    elif holder.startswith("Pemerintah ") and territory:
        place = territory
    first, _, rest = place.partition(" ")
    return f"{role} {rest if rest and role.split()[-1:] == [first] else place}".strip()
