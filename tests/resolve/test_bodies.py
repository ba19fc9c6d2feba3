from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import lexicon
from kg.regional import regional_name
from kg.resolve.bodies import Hierarchy, fixed, successor, successors
from kg.resolve.claims import Body
from kg.resolve.keys import name_key

POLRI, MA = "Kepolisian Negara Republik Indonesia", "Mahkamah Agung"
PROSECUTION = ["Kejaksaan Agung Republik Indonesia", "Kejaksaan Republik Indonesia"]
DPR = "Dewan Perwakilan Rakyat Republik Indonesia"
POLRES = Body("Kepolisian Resor Kota Pekanbaru", "police", "14.71")
HIGH_COURT = Body("Pengadilan Tinggi Pontianak", "court", "61.71")


def above(name: str, kind: str, territory: str, *others: Body) -> list[str]:
    """The names of what is above a body, `unit of` where it is no body in its own right."""
    chain = Hierarchy(others).chain(Body(name, kind, territory))
    return [f"unit of {step.body.name}" if step.unit else step.body.name for step in chain]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (("Dinas Kesehatan Kota Malang", "office", "35.73"), ["Pemerintah Kota Malang"]),
        (("Dinas Lingkungan Provinsi Riau", "office", "14"), ["Pemerintah Provinsi Riau"]),
        (("Badan Kesatuan Bangsa dan Politik Kabupaten Malang", "office", "35.07"), ["Pemerintah Kabupaten Malang"]),
        (
            ("Biro Organisasi Sekretariat Daerah Provinsi Kalimantan Barat", "unit", "61"),
            ["unit of Sekretariat Daerah Provinsi Kalimantan Barat", "Pemerintah Provinsi Kalimantan Barat"],
        ),
        (
            ("Biro Hukum Provinsi Riau", "unit", "14"),
            ["unit of Sekretariat Daerah Provinsi Riau", "Pemerintah Provinsi Riau"],
        ),
        (
            ("Bagian Hukum Kabupaten Kampar", "unit", "14.01"),
            ["unit of Sekretariat Daerah Kabupaten Kampar", "Pemerintah Kabupaten Kampar"],
        ),
        (
            ("Bidang Pembinaan SMA Dinas Pendidikan Provinsi Riau", "unit", "14"),
            ["unit of Dinas Pendidikan Provinsi Riau", "Pemerintah Provinsi Riau"],
        ),
        (("Satuan Polisi Pamong Praja Kota Malang", "office", "35.73"), ["Pemerintah Kota Malang"]),
        (("Kecamatan Tampan", "government", "14.71"), ["Pemerintah Kota Pekanbaru"]),
        (("Rumah Sakit Umum Daerah Arifin Achmad Provinsi Riau", "hospital", "14"), ["Pemerintah Provinsi Riau"]),
        (
            ("Suku Dinas Kesehatan Jakarta Pusat", "office", "31.71"),
            ["Pemerintah Provinsi Daerah Khusus Ibukota Jakarta"],
        ),
        (
            ("Pemerintah Kota Administrasi Jakarta Pusat", "government", "31.71"),
            ["Pemerintah Provinsi Daerah Khusus Ibukota Jakarta"],
        ),
        (
            ("Komisi I Dewan Perwakilan Rakyat Daerah Kota Malang", "council", "35.73"),
            ["unit of Dewan Perwakilan Rakyat Daerah Kota Malang"],
        ),
        (
            ("Komisi I Dewan Perwakilan Rakyat Daerah Kabupaten Bireuen", "council", "11.11"),
            ["unit of Dewan Perwakilan Rakyat Kabupaten Bireuen"],
        ),
        (
            ("Fraksi Partai NasDem Dewan Perwakilan Rakyat Daerah Provinsi Riau", "unit", "14"),
            ["unit of Dewan Perwakilan Rakyat Daerah Provinsi Riau"],
        ),
        (("Komisi X Dewan Perwakilan Rakyat Republik Indonesia", "council", ""), [f"unit of {DPR}"]),
        (("Sekretariat Dewan Perwakilan Rakyat Daerah Kota Malang", "office", "35.73"), ["Pemerintah Kota Malang"]),
        (("Kepolisian Resor Kampar", "police", "14.01"), ["Kepolisian Daerah Riau", POLRI]),
        (
            ("Kepolisian Resor Metropolitan Bekasi Kota", "police", "32.75"),
            ["Kepolisian Daerah Metropolitan Jakarta Raya", POLRI],
        ),
        (
            ("Unit Perlindungan Perempuan dan Anak Satuan Reserse Kriminal Kepolisian Resor Kampar", "unit", "14.01"),
            [
                "unit of Satuan Reserse Kriminal Kepolisian Resor Kampar",
                "unit of Kepolisian Resor Kampar",
                "Kepolisian Daerah Riau",
                POLRI,
            ],
        ),
        (
            ("Direktorat Tindak Pidana Siber Badan Reserse Kriminal Kepolisian Negara Republik Indonesia", "police", ""),
            ["unit of Badan Reserse Kriminal Kepolisian Negara Republik Indonesia", f"unit of {POLRI}"],
        ),
        (("Kejaksaan Negeri Kampar", "prosecution", "14.01"), ["Kejaksaan Tinggi Riau", *PROSECUTION]),
        (("Kejaksaan Negeri Mimika", "prosecution", "94.04"), PROSECUTION),
        (("Pengadilan Negeri Bangkinang", "court", "14.01"), [MA]),
        (("Ombudsman Republik Indonesia Perwakilan Provinsi Riau", "office", "14"), ["Ombudsman Republik Indonesia"]),
        (
            ("Komisi Pemilihan Umum Kabupaten Kampar", "commission", "14.01"),
            ["Komisi Pemilihan Umum Provinsi Riau", "Komisi Pemilihan Umum"],
        ),
        (
            ("Badan Narkotika Nasional Kabupaten Kampar", "office", "14.01"),
            ["Badan Narkotika Nasional Provinsi Riau", "Badan Narkotika Nasional"],
        ),
        (
            ("Kantor Kementerian Agama Kabupaten Kampar", "office", "14.01"),
            ["Kantor Wilayah Kementerian Agama Provinsi Riau", "Kementerian Agama"],
        ),
        (("Direktorat Jenderal Otonomi Daerah", "unit", ""), ["Kementerian Dalam Negeri"]),
        (
            ("Komando Resor Militer 061/Suryakancana", "army", ""),
            ["Komando Daerah Militer III/Siliwangi", "Tentara Nasional Indonesia Angkatan Darat", "Tentara Nasional Indonesia"],
        ),
        (("Persatuan Wartawan Indonesia Kota Malang", "association", "35.73"), ["Persatuan Wartawan Indonesia"]),
        (("Dewan Pimpinan Daerah Partai Golongan Karya Provinsi Riau", "party", "14"), ["Partai Golongan Karya"]),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_is_above_a_body(body: tuple[str, str, str], expected: list[str]) -> None:
    assert above(*body) == expected


@pytest.mark.parametrize(
    ("name", "kind", "territory"),
    [
        ("Pemerintah Kota Malang", "government", "35.73"),
        ("Dewan Perwakilan Rakyat Daerah Kota Malang", "council", "35.73"),
        ("Pemerintah Desa Air Jernih", "government", "14.01"),
        ("Kementerian Agama", "ministry", ""),
        ("Komisi Pemilihan Umum", "commission", ""),
        ("Forum Kerukunan Umat Beragama Kota Malang", "association", "35.73"),
        ("Forum Koordinasi Pimpinan Daerah Kota Malang", "council", "35.73"),
        ("Dinas Kesehatan", "office", ""),
        ("Bagian Umum Sekretariat Daerah", "unit", ""),
        ("Universitas Riau", "university", ""),
        ("Sekolah Menengah Atas Negeri 1 Kota Malang", "school", "35.73"),
        ("Perusahaan Umum Daerah Tirta Kota Malang", "enterprise", "35.73"),
        ("Komisi Pemberantasan Korupsi", "commission", ""),
        ("Komisi Percepatan Reformasi Kepolisian Negara Republik Indonesia", "commission", ""),
        ("Asosiasi Dewan Perwakilan Rakyat Daerah Kota Seluruh Indonesia", "association", ""),
        ("", "", ""),
    ],
)
def test_what_has_nothing_above_it(name: str, kind: str, territory: str) -> None:
    assert above(name, kind, territory) == []


def test_a_polsek_is_part_of_the_only_polres_that_articles_name() -> None:
    sector = ("Kepolisian Sektor Tampan", "police", "14.71")
    other = Body("Kepolisian Resor Pekanbaru", "police", "14.71")
    assert above(*sector) == ["Kepolisian Daerah Riau", POLRI]
    assert above(*sector, POLRES)[0] == POLRES.name
    assert above(*sector, POLRES, other)[0] == "Kepolisian Daerah Riau"


def test_a_court_is_part_of_the_high_court_of_its_own_kind() -> None:
    assert above("Pengadilan Negeri Sambas", "court", "61.01", HIGH_COURT) == [HIGH_COURT.name, MA]
    assert above("Pengadilan Agama Sambas", "court", "61.01", HIGH_COURT) == [MA]
    assert above("Pengadilan Negeri Bangkinang", "court", "14.01", HIGH_COURT) == [MA]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kementerian Pendidikan Nasional", "Kementerian Pendidikan dan Kebudayaan"),
        ("Kementerian Hukum dan Hak Asasi Manusia", "Kementerian Hukum"),
        ("Lembaga Ilmu Pengetahuan Indonesia", "Badan Riset dan Inovasi Nasional"),
        ("Kementerian Agama", ""),
        ("Dinas Kesehatan", ""),
    ],
)
def test_successor(name: str, expected: str) -> None:
    assert successor(name) == expected


def test_a_body_that_was_divided_has_several_successors() -> None:
    assert successors()["Kementerian Pekerjaan Umum dan Perumahan Rakyat"] == (
        "Kementerian Pekerjaan Umum",
        "Kementerian Perumahan dan Kawasan Permukiman",
    )


def test_every_parent_of_the_table_is_listed_or_has_a_head_and_a_region() -> None:
    heads = {head.full for head in lexicon.heads()}
    for row in lexicon.body_parts():
        for parent in row.parents:
            name, _, code = parent.removeprefix("=").partition("@")
            if parent.startswith("="):
                assert fixed(name) or (code and any(name.startswith(f"{head} ") for head in heads)), row
                assert not code or code in lexicon.territories(), row
            elif parent.startswith(("same ", "province ", "mentioned ")):
                assert parent.partition(" ")[2] in heads, row


def test_a_row_of_the_table_can_be_reached() -> None:
    seen = set()
    for row in lexicon.body_parts():
        shape = (name_key(row.head), row.kinds, row.regions)
        assert shape not in seen and (row.head and row.relation), row
        seen.add(shape)


BODIES = [
    *(Body(row.name, row.kind) for row in lexicon.bodies()),
    *(Body(row.full, row.kind) for row in lexicon.heads()),
    *(
        Body(regional_name(row.full, row.kind, code), row.kind, code)
        for row in lexicon.heads()
        for code in ("11", "11.11", "14", "14.71", "31", "31.74", "32.75", "94", "94.04")
    ),
]


def test_no_body_is_above_itself() -> None:
    hierarchy = Hierarchy(BODIES)
    for body in BODIES:
        chain = [(name_key(above.body.name), above.body.territory) for above in hierarchy.chain(body)]
        assert len({*chain, (name_key(body.name), body.territory)}) == len(chain) + 1, (body, chain)
        assert len(chain) < 8


NAMES = st.one_of(st.sampled_from([body.name for body in BODIES]), st.text(max_size=30))


@given(
    st.lists(NAMES, min_size=1, max_size=3),
    st.sampled_from(["", "14", "14.71", "31.74"]),
    st.sampled_from(["", "unit", "office"]),
)
def test_names_of_any_make_have_a_chain_that_ends(names: list[str], territory: str, kind: str) -> None:
    body = Body(" ".join(names), kind, territory)
    chain = [above.body for above in Hierarchy([body]).chain(body)]
    assert len(set(chain)) == len(chain)
