"""Who holds which post: one line a sentence, and the posts read from it."""

import pytest
from articles import article, posts

from kg.extract.facts import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hadir Dandim 1207/Pontianak Letkol Inf Budi Hartono.",
            ["Budi Hartono | Dandim | Komando Distrik Militer 1207/Pontianak | 61.71"],
        ),
        (
            "Hadir Danrem 032/Wirabraja, Brigjen TNI Budi Hartono.",
            ["Budi Hartono | Danrem | Komando Resor Militer 032/Wirabraja | "],
        ),
        (
            "Hadir Danlanud Iswahjudi Marsma TNI Budi Hartono.",
            ["Budi Hartono | Danlanud | Pangkalan Tentara Nasional Indonesia Angkatan Udara Iswahjudi | "],
        ),
        ("Hadir Danramil Letkol Inf Budi Hartono.", ["Budi Hartono | Danramil |  | "]),
        (
            "Apel dipimpin Kapolda Metro Jaya, Inspektur Jenderal Polisi Budi Hartono.",
            ["Budi Hartono | Kapolda | Kepolisian Daerah Metropolitan Jakarta Raya | "],
        ),
    ],
)
def test_a_commander_leads_the_unit_named_before_his_rank(text: str, expected: list[str]) -> None:
    assert posts(read(article(text))) == expected


def test_the_army_in_a_rank_is_not_an_organization() -> None:
    reading = read(article("Hadir Bupati Kampar Budi Hartono dan Mayor Jenderal TNI Sari Wulandari."))
    assert [body.name for body in reading.organizations] == ["Pemerintah Kabupaten Kampar"]


def test_a_name_may_begin_with_a_common_word() -> None:
    assert posts(read(article("Bupati Gianyar Anak Agung Gede Putra hadir."))) == [
        "Anak Agung Gede Putra | Bupati | Pemerintah Kabupaten Gianyar | 51.04"
    ]


def organizations(*paragraphs: str) -> list[str]:
    return sorted(body.name for body in read(article(*paragraphs)).organizations)


def test_an_office_without_its_region_names_a_body_only_beside_a_name() -> None:
    assert organizations("BANGKINANG - Gubernur Riau meminta para bupati dan wali kota di Kampar siaga.") == [
        "Pemerintah Provinsi Riau"
    ]
    assert organizations("BANGKINANG - Kadis Kesehatan Budi Hartono hadir di Kampar.") == ["Dinas Kesehatan Kabupaten Kampar"]


def test_parts_of_a_legislature_belong_to_the_one_of_which_the_article_speaks() -> None:
    assert organizations("DPRD Kampar rapat. Komisi I dan Fraksi PKS hadir, juga Banggar.") == [
        "Badan Anggaran Dewan Perwakilan Rakyat Daerah Kabupaten Kampar",
        "Dewan Perwakilan Rakyat Daerah Kabupaten Kampar",
        "Fraksi Partai Keadilan Sejahtera Dewan Perwakilan Rakyat Daerah Kabupaten Kampar",
        "Komisi I Dewan Perwakilan Rakyat Daerah Kabupaten Kampar",
        "Partai Keadilan Sejahtera",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hadir Camat Medan Tembung Budi Hartono.", ["Budi Hartono | Camat | Kecamatan Medan Tembung | 12.71"]),
        ("Hadir Camat Budi Hartono, S.STP.", ["Budi Hartono | Camat |  | "]),
        ("KAMPAR - Hadir Lurah Sukamaju, Budi Hartono.", ["Budi Hartono | Lurah | Kelurahan Sukamaju | 14.01"]),
        ("Hadir Perbekel Desa Dangin Puri I Wayan Sudarta.", ["I Wayan Sudarta | Perbekel | Pemerintah Desa Dangin Puri | "]),
        ("Hadir Panewu Depok Budi Hartono di Sleman.", ["Budi Hartono | Panewu | Kapanewon Depok | 34.04"]),
    ],
)
def test_the_area_in_a_title_ends_where_the_name_begins(text: str, expected: list[str]) -> None:
    assert posts(read(article(text))) == expected


def test_a_name_with_an_initial_is_the_one_written_out() -> None:
    found = posts(read(article("M. Anwar Sanusi, Wakil Wali Kota Malang, hadir.", "Muhammad Anwar Sanusi memuji warga.")))
    assert found == ["Muhammad Anwar Sanusi | Wakil Wali Kota | Pemerintah Kota Malang | 35.73"]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Gubernur Riau Budi Hartono meninjau jalan.", '"Siap," ujar mantan Bupati Kampar dua periode itu.'],
            [
                "Budi Hartono | Gubernur | Pemerintah Provinsi Riau | 14",
                "Budi Hartono | mantan Bupati | Pemerintah Kabupaten Kampar | 14.01",
            ],
        ),
        (
            [
                "Gubernur Riau Budi Hartono hadir.",
                "Kepada Wali Kota Dumai Sari Wulandari, ia menitip pesan.",
                "Mantan Bupati Kampar itu pulang.",
            ],
            [
                "Budi Hartono | Gubernur | Pemerintah Provinsi Riau | 14",
                "Budi Hartono | mantan Bupati | Pemerintah Kabupaten Kampar | 14.01",
                "Sari Wulandari | Wali Kota | Pemerintah Kota Dumai | 14.72",
            ],
        ),
        (
            ["Gubernur Riau Budi Hartono hadir bersama Bupati Kampar Sari Wulandari.", '"Siap," kata Bupati Kampar itu.'],
            [
                "Budi Hartono | Gubernur | Pemerintah Provinsi Riau | 14",
                "Sari Wulandari | Bupati | Pemerintah Kabupaten Kampar | 14.01",
            ],
        ),
    ],
)
def test_a_post_by_which_somebody_is_called(paragraphs: list[str], expected: list[str]) -> None:
    assert posts(read(article(*paragraphs))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hadir Ketua GNPK Kampar Budi Hartono.", ["Budi Hartono | Ketua | GNPK Kabupaten Kampar | 14.01"]),
        (
            "Hadir Ketua YJI Cabang Kampar Budi Hartono.",
            ["Budi Hartono | Ketua | Yayasan Jantung Indonesia Kabupaten Kampar | 14.01"],
        ),
        (
            "Hadir Kepala Seksi Kesejahteraan Sosial Kecamatan Tambang, Budi Hartono.",
            ["Budi Hartono | Kepala Seksi | Kecamatan Tambang | 14.01"],
        ),
        ("Hadir Koordinator Lapangan Budi Hartono.", ["Budi Hartono | Koordinator Lapangan |  | "]),
        (
            "Sidang di Pengadilan Negeri Palu dipimpin Ketua Majelis Hakim Budi Hartono.",
            ["Budi Hartono | Ketua Majelis Hakim | Pengadilan Negeri Palu | 72.71"],
        ),
        (
            "Hadir Menteri Lingkungan Hidup/Kepala Badan Pengendalian Lingkungan Hidup, Budi Hartono.",
            [
                "Budi Hartono | Kepala Badan | Badan Pengendalian Lingkungan Hidup | ",
                "Budi Hartono | Menteri | Kementerian Lingkungan Hidup | ",
            ],
        ),
        (
            "Budi Hartono (48), Direktur Utama PT Kampar Maju Sejahtera, ditahan.",
            ["Budi Hartono | Direktur Utama | PT Kampar Maju Sejahtera | "],
        ),
        (
            "Hadir Kepala Dinas Perdagangan Koperasi dan UMKM Kampar, Budi Hartono.",
            ["Budi Hartono | Kepala Dinas | Dinas Perdagangan Koperasi dan UMKM Kabupaten Kampar | 14.01"],
        ),
        ("Program Gubernur Riau Budi Hartono-Rahmat berjalan.", ["Budi Hartono | Gubernur | Pemerintah Provinsi Riau | 14"]),
        ("Hadir Wakil Gubernur Riau Uu Hartono.", ["Uu Hartono | Wakil Gubernur | Pemerintah Provinsi Riau | 14"]),
        ("Catatan auditor BPK. Harapannya, hasilnya baik.", []),
        (
            "Hadir Gubernur DIY Sri Sultan Hamengku Buwono X dan Bupati Sleman Sari Sri Wulandari.",
            [
                "Sari Sri Wulandari | Bupati | Pemerintah Kabupaten Sleman | 34.04",
                "Sri Sultan Hamengku Buwono X | Gubernur | Pemerintah Provinsi Daerah Istimewa Yogyakarta | 34",
            ],
        ),
        (
            "Hadir Karo Adpim Setda NTT Budi Hartono.",
            ["Budi Hartono | Kepala Biro | Biro Administrasi Pimpinan Sekretariat Daerah Provinsi Nusa Tenggara Timur | 53"],
        ),
        (
            "Hadir Wali Kota Jakarta Selatan Budi Hartono.",
            ["Budi Hartono | Wali Kota | Pemerintah Kota Administrasi Jakarta Selatan | 31.74"],
        ),
        ("Hadir pakar hukum tata negara Universitas Riau, Budi Hartono.", ["Budi Hartono | Pakar | Universitas Riau | "]),
        ("Hadir pengamat politik dari Universitas Riau Budi Hartono.", ["Budi Hartono | Pengamat | Universitas Riau | "]),
        (
            "Hadir Kepala Lapas Kelas IIB Blitar Budi Ramadan.",
            ["Budi Ramadan | Kepala Lembaga Pemasyarakatan | Lembaga Pemasyarakatan Kota Blitar | 35.72"],
        ),
        ("Hadir Gubsu Budi Hartono.", ["Budi Hartono | Gubernur | Pemerintah Provinsi Sumatera Utara | 12"]),
        ("Hadir Kapoldasu Irjen Pol Budi Hartono.", ["Budi Hartono | Kapolda | Kepolisian Daerah Sumatera Utara | 12"]),
        (
            "Hadir Kadispora Provsu Budi Hartono.",
            ["Budi Hartono | Kepala Dinas | Dinas Kepemudaan dan Olahraga Provinsi Sumatera Utara | 12"],
        ),
        ("Hadir Ketua MPU Aceh Budi Hartono.", ["Budi Hartono | Ketua | Majelis Permusyawaratan Ulama Aceh | 11"]),
        (
            "Yang dilantik adalah Budi Hartono Kepala Bappeda Riau, Sari Wulandari Kadis Kesehatan Riau.",
            [
                "Budi Hartono | Kepala Badan | Badan Perencanaan Pembangunan Daerah Provinsi Riau | 14",
                "Sari Wulandari | Kepala Dinas | Dinas Kesehatan Provinsi Riau | 14",
            ],
        ),
        (
            "Bupati Kampar Budi Hartono hadir. Mantan Bupati Kampar Budi Hartono pulang.",
            ["Budi Hartono | mantan Bupati | Pemerintah Kabupaten Kampar | 14.01"],
        ),
    ],
)
def test_offices_and_their_bodies(text: str, expected: list[str]) -> None:
    assert posts(read(article(text))) == expected
