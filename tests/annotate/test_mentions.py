"""Bodies, offices and people in sentences: what is found, and what it stands for."""

import pytest

from kg.annotate import annotate
from kg.annotate.bodies import BodyValue
from kg.annotate.offices import OfficeValue
from kg.model import Block, Document, Mention, Person, Span
from kg.regional import region_name


def mentions(text: str, kind: str) -> list[Mention]:
    document = Document("x", text, (Block(Span(0, len(text)), "body"),), published="2022-03-31")
    return [mention for mention in annotate(document).mentions if mention.kind == kind]


def bodies(text: str) -> list[str]:
    return [m.value.name for m in mentions(text, "organization") if isinstance(m.value, BodyValue)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pemprov Kalbar meminta data.", ["Pemerintah Provinsi Kalimantan Barat"]),
        ("Pemerintah Kabupaten Tanah Bumbu meminta data.", ["Pemerintah Kabupaten Tanah Bumbu"]),
        ("Pemkot Malang meminta data.", ["Pemerintah Kota Malang"]),
        ("Pemda Kabupaten Kampar meminta data.", ["Pemerintah Kabupaten Kampar"]),
        ("Data diminta KPK RI kemarin.", ["Komisi Pemberantasan Korupsi"]),
        ("Data diminta Ombudsman RI (ORI) kemarin.", ["Ombudsman Republik Indonesia"]),
        ("Data diminta KemenPAN RB RI kemarin.", ["Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"]),
        ("Data diminta Polda Riau kemarin.", ["Kepolisian Daerah Riau"]),
        ("Data diminta Pengadilan Negeri Palu kemarin.", ["Pengadilan Negeri Palu"]),
        ("Data diminta DPRD Riau kemarin.", ["Dewan Perwakilan Rakyat Daerah Provinsi Riau"]),
        ("Data diminta KPU Kabupaten Kampar kemarin.", ["Komisi Pemilihan Umum Kabupaten Kampar"]),
        ("Data diminta Dinkes Kota Malang kemarin.", ["Dinas Kesehatan Kota Malang"]),
        ("Data diminta Dinas Kesehatan (Dinkes) Kota Malang kemarin.", ["Dinas Kesehatan Kota Malang"]),
        ("Data diminta BPBD Tanbu kemarin.", ["Badan Penanggulangan Bencana Daerah Kabupaten Tanah Bumbu"]),
        (
            "Acara diselenggarakan Biro Organisasi Sekretariat Prov. Kalbar di hotel.",
            ["Biro Organisasi Sekretariat Daerah Provinsi Kalimantan Barat", "Sekretariat Daerah Provinsi Kalimantan Barat"],
        ),
        (
            "Data diminta Satreskrim Polres Kampar kemarin.",
            ["Satuan Reserse Kriminal Kepolisian Resor Kampar", "Kepolisian Resor Kampar"],
        ),
        ("Data diminta Polsek Sukamaju kemarin.", ["Kepolisian Sektor Sukamaju"]),
        ("Bantuan diberikan Yayasan Bina Warga Sejahtera kemarin.", ["Yayasan Bina Warga Sejahtera"]),
        ("Ia belajar di SMAN 3 Pontianak.", ["Sekolah Menengah Atas Negeri 3 Kota Pontianak"]),
        ("Data diminta Komnas PA Surabaya kemarin.", ["Komisi Nasional Perlindungan Anak Kota Surabaya"]),
        ("Data diminta PWRI Lawang Kidul kemarin.", ["Persatuan Wredatama Republik Indonesia Kecamatan Lawang Kidul"]),
        ("Data diminta Karang Taruna Kecamatan Tambang kemarin.", ["Karang Taruna Kecamatan Tambang"]),
        (
            "Data diminta Fraksi PKS DPRD Kampar kemarin.",
            [
                "Fraksi Partai Keadilan Sejahtera Dewan Perwakilan Rakyat Daerah Kabupaten Kampar",
                "Partai Keadilan Sejahtera",
                "Dewan Perwakilan Rakyat Daerah Kabupaten Kampar",
            ],
        ),
        ("Data diminta Kantor Dinas Kesehatan Kota Malang kemarin.", ["Dinas Kesehatan Kota Malang"]),
        ("Data diminta Polsek Bantargebang kemarin.", ["Kepolisian Sektor Bantargebang"]),
        (
            "Data diminta Satuan Kerja Jalan Nasional (SKJN) Wilayah II Riau kemarin.",
            ["Satuan Kerja Jalan Nasional Wilayah II Provinsi Riau"],
        ),
    ],
)
def test_a_body_gets_its_full_name(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Semua dinas dan badan diminta hadir.",
        "Ia masuk ke kantor pada pagi hari.",
        "Rapat digelar di Balai Kota Malang.",
        "Warga Desa Sukamaju hadir.",
        "Ketua tim meninjau lokasi.",
        "Pajak Kendaraan Bermotor (PKB) naik. Warga membayar PKB.",
        "Pembahasan KUA-PPAS APBD selesai.",
        "Hadir Mayjen TNI Budi Hartono.",
    ],
)
def test_no_body(text: str) -> None:
    assert bodies(text) == []


def test_a_body_keeps_the_abbreviation_that_its_name_gives() -> None:
    assert bodies("Data Badan Pusat Statistik (BPS) dan BPS lain.") == ["Badan Pusat Statistik"] * 2


def test_an_abbreviation_in_brackets_is_known_afterwards() -> None:
    found = mentions("Perhimpunan Tani Jaya (PTJ) hadir. Menurut PTJ, panen baik.", "organization")
    assert [m.value.name for m in found if isinstance(m.value, BodyValue)] == ["Perhimpunan Tani Jaya"] * 2


@pytest.mark.parametrize(
    ("code", "kind", "expected"),
    [
        ("14", "office", "Provinsi Riau"),
        ("14", "police", "Riau"),
        ("35.73", "office", "Kota Malang"),
        ("35.73", "court", "Malang"),
        ("34", "office", "Daerah Istimewa Yogyakarta"),
        ("31", "office", "Provinsi Daerah Khusus Ibukota Jakarta"),
    ],
)
def test_region_name(code: str, kind: str, expected: str) -> None:
    assert region_name(code, kind) == expected


@pytest.mark.parametrize(
    ("text", "words", "role", "body", "territory"),
    [
        ("Gubernur Kalbar hadir.", "Gubernur Kalbar", "Gubernur", "", "61"),
        ("Wakil Wali Kota Malang hadir.", "Wakil Wali Kota Malang", "Wakil Wali Kota", "", "35.73"),
        ("Sekdaprov Riau hadir.", "Sekdaprov Riau", "Sekretaris Daerah", "", "14"),
        (
            "Kepala Dinas Kesehatan Kota Malang hadir.",
            "Kepala Dinas Kesehatan Kota Malang",
            "Kepala Dinas",
            "Dinas Kesehatan Kota Malang",
            "35.73",
        ),
        (
            "Deputi Bidang Pelayanan Publik KemenPAN RB RI hadir.",
            "Deputi Bidang Pelayanan Publik KemenPAN RB RI",
            "Deputi",
            "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
            "",
        ),
        (
            "Ketua DPRD Kampar, Riau, hadir.",
            "Ketua DPRD Kampar, Riau",
            "Ketua",
            "Dewan Perwakilan Rakyat Daerah Kabupaten Kampar",
            "14.01",
        ),
        ("Kapolda Riau hadir.", "Kapolda Riau", "Kapolda", "", "14"),
        ("Camat Sukamaju, hadir.", "Camat Sukamaju", "Camat", "Kecamatan Sukamaju", ""),
        ("Asisten Perekonomian dan Pembangunan hadir.", "Asisten Perekonomian dan Pembangunan", "Asisten", "", ""),
    ],
)
def test_an_office_with_what_is_written_to_it(text: str, words: str, role: str, body: str, territory: str) -> None:
    found = mentions(text, "office")[0]
    assert isinstance(found.value, OfficeValue)
    value = found.value
    name = value.body.name if value.body else ""
    assert (found.span.of(text), value.office.role, name, value.territory) == (words, role, body, territory)


@pytest.mark.parametrize("text", ["Pemilihan Bupati Kampar digelar.", "Calon Wali Kota Malang hadir."])
def test_an_office_that_is_only_run_for_is_none(text: str) -> None:
    assert [m for m in mentions(text, "office") if isinstance(m.value, OfficeValue) and not m.value.office.decoy] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gubernur Kalbar, H. Sutarmidji, hadir.", ["Sutarmidji"]),
        ("Gubernur Kaltara Dr H Irianto Lambrie langsung memimpin rapat.", ["Irianto Lambrie"]),
        ("Hadir dr. Sari Wulandari, M.Kes, dan staf.", ["Sari Wulandari"]),
        ('"Siap," kata Budi Hartono kepada wartawan.', ["Budi Hartono"]),
        ("Rini Astuti mengatakan hal itu.", ["Rini Astuti"]),
        ("Menurut Rini Astuti, hal itu benar.", ["Rini Astuti"]),
        ("Gubernur Kaltim Rudy Mas'ud hadir.", ["Rudy Mas'ud"]),
        ("Hadir Kombes Pol M. Anwar Saleh.", ["M. Anwar Saleh"]),
        ("Gubernur Kalbar Sutarmidji hadir. Siap, jelas Midji.", ["Sutarmidji", "Sutarmidji"]),
        ("Menurut Leysandri, hal itu benar. Siap, kata Leysandri. Baik, kata Leysendri.", ["Leysandri"] * 3),
        ("Bupati Kampar Budi Hartono (Bang Ucok) hadir. Bang Ucok senang.", ["Budi Hartono"] * 3),
        ("Bupati Kampar Budi Hartono hadir. Bupati Ucok senang.", ["Budi Hartono", "Budi Hartono"]),
    ],
)
def test_people(text: str, names: list[str]) -> None:
    found = mentions(text, "person")
    assert [m.value.name for m in found if isinstance(m.value, Person)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Kepala OPD diminta hadir.",
        "Gubernur Kaltara, Senin (29/1), memimpin rapat.",
        "Menurut Undang-Undang, hal itu benar.",
        "Anggota DPRD Riau Dapil VII hadir.",
        "Kepala Rutan Klas A hadir.",
        "Penumpang mengatakan banyak penumpang lelah.",
        "Ia tiba di kantor Bupati Kampar, Bangkinang.",
    ],
)
def test_nobody(text: str) -> None:
    assert mentions(text, "person") == []


@pytest.mark.parametrize(
    "text", ["Gubernur Kalbar, Sutarmidji, melantik Sekda Kalbar AL Leysandri di Pontianak, Kamis (31/3/2022)."]
)
def test_every_mention_covers_its_words(text: str) -> None:
    document = Document("x", text, (Block(Span(0, len(text)), "body"),))
    for mention in annotate(document).mentions:
        assert mention.span.of(text).strip() == mention.span.of(text) != ""
