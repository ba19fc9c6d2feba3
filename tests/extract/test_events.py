"""Articles to events: which words tell of one, when and where it was, and which tell of the same."""

import pytest
from articles import article

from kg.extract.facts import read
from kg.model import Reading


def events(reading: Reading) -> list[str]:
    """Type, date, place and venue of each event, in one line each."""
    return [" | ".join((e.type, e.date, e.place, e.venue)).rstrip(" |") for e in reading.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gubernur Kalbar Sutarmidji melantik Sekda Kalbar AL Leysandri, Kamis (31/3/2022).", ["pelantikan | 2022-03-31 | 61"]),
        ("Rapat koordinasi itu berlangsung di Kota Pontianak.", ["rapat |  | 61.71"]),
        (
            "KPK menetapkan mantan Kepala Dinas Kampar sebagai tersangka, Kamis (31/3/2022).",
            ["penindakan | 2022-03-31 | 14.01"],
        ),
        (
            "Jaksa Kejari Kampar menuntut dua terdakwa enam tahun penjara, Kamis (31/3/2022).",
            ["penindakan | 2022-03-31 | 14.01"],
        ),
        ("Piagam penghargaan diserahkan Gubernur Kalbar Sutarmidji, Kamis (31/3/2022).", ["penghargaan | 2022-03-31 | 61"]),
        ("Sebanyak 30 rumah di Kampar terendam banjir pada Kamis (31/3/2022).", ["bencana | 2022-03-31 | 14.01"]),
        ("Gubernur Kalbar Sutarmidji menerima Sekda Kalbar AL Leysandri, Kamis (31/3/2022).", ["rapat | 2022-03-31 | 61"]),
        ('"Rapat koordinasi digelar Kamis (31/3/2022)," kata Gubernur Kalbar, Sutarmidji.', ["rapat | 2022-03-31 | 61"]),
    ],
)
def test_what_tells_of_an_event(text: str, expected: list[str]) -> None:
    assert events(read(article(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Pemprov Kalbar terus menggelar pasar murah.",
        "Bupati Kampar Budi Hartono diharapkan melantik Sekda Kampar Sari Wulandari.",
        "Pemkab Kampar menetapkan tarif baru bagi pedagang, Kamis (31/3/2022).",
        "Warga Kampar diminta waspada untuk mencegah banjir, Kamis (31/3/2022).",
        "Pelatihan kerja adalah hak warga, kata Gubernur Kalbar, Sutarmidji.",
        "Penanaman modal di Kampar naik, Kamis (31/3/2022).",
        "Pemprov Kalbar mendapat penghargaan peringkat dua nasional.",
    ],
)
def test_what_tells_of_none(text: str) -> None:
    paragraphs = ("Kampar berpenduduk 800 ribu jiwa.", text)
    assert read(article(*paragraphs)).events == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Rapat digelar Rabu (30/3), kata Budi dalam keterangan tertulis, Kamis (31/3/2022).", "2022-03-30"),
        (
            "Rapat koordinasi digelar berdasarkan Surat Edaran Nomor 5 Tahun 2022 tanggal 2 Maret 2022 pada Rabu (30/3/2022).",
            "2022-03-30",
        ),
        ("Rapat koordinasi sesuai surat tertanggal 2 Maret 2022 digelar Rabu (30/3/2022).", "2022-03-30"),
        ("Penutupan jalan di Kampar mulai Rabu (30/3/2022) berlangsung hingga Sabtu (2/4/2022).", "2022-03-30"),
        ("Rapat soal anggaran tahun 2023-2025 digelar Rabu (30/3/2022).", "2022-03-30"),
        ("Pilkada 2020 di Kampar berjalan lancar.", "2020"),
        ("Pada 2026, BPS menggelar sensus ekonomi.", "2026"),
        ("Rapat Dewan Gubernur pada 30 dan 31 Maret 2022 digelar di Kampar.", "2022-03-30"),
    ],
)
def test_which_date_is_that_of_the_event(text: str, date: str) -> None:
    (event,) = read(article("Kampar berpenduduk 800 ribu jiwa.", text)).events
    assert event.date == date


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rapat digelar di Hotel Melati, Jakarta, Rabu (30/3/2022).", "31"),
        ("Rapat digelar di Gedung Sasana Kantor Gubernur Riau, Rabu (30/3/2022).", "14"),
        ("Sidang perdana digelar di Pengadilan Negeri Pekanbaru, kata jaksa Kejari Kampar, Rabu (30/3/2022).", "14.71"),
        ("Gubernur Kalbar Sutarmidji melakukan kunjungan ke Kampar, Rabu (30/3/2022).", "14.01"),
        ("Rapat digelar Rabu (30/3/2022), kata Budi dalam keterangan di Gedung KPK, Jakarta.", "61.71"),
    ],
)
def test_where_it_was(text: str, place: str) -> None:
    (event,) = read(article("PONTIANAK - Kota Pontianak berpenduduk 600 ribu jiwa.", text)).events
    assert event.place == place


def test_a_province_is_made_exact_by_the_city_the_article_opens_with() -> None:
    reading = read(article("Mahasiswa Pekanbaru menggelar aksi di halaman Kantor Gubernur Riau, Rabu (30/3/2022)."))
    assert [e.place for e in reading.events] == ["14.71"]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Rapat paripurna DPRD Kampar memperingati Hari Jadi Kampar digelar Rabu (30/3/2022)."],
            ["rapat | 2022-03-30 | 14.01"],
        ),
        (
            [
                "Sidak pasar digelar Bupati Kampar Budi Hartono, Rabu (30/3/2022).",
                "Inspeksi mendadak itu dihadiri Sekda Kampar Sari.",
            ],
            ["kunjungan | 2022-03-30 | 14.01"],
        ),
        (
            ["Pembukaan rapat paripurna DPRD Kampar digelar Rabu (30/3/2022)."],
            ["rapat | 2022-03-30 | 14.01"],
        ),
        (
            ["Pemkab Kampar menggelar senam bersama, Rabu (30/3/2022).", "Setelah itu ada kerja bakti, Rabu (30/3/2022)."],
            ["lainnya | 2022-03-30 | 14.01", "lainnya | 2022-03-30 | 14.01"],
        ),
        (
            [
                "Polres Kampar menangkap dua orang, Rabu (30/3/2022).",
                "Kasus itu terungkap setelah sempat dilaporkan Pemkab Kampar ke polisi.",
            ],
            ["penindakan | 2022-03-30 | 14.01", "penindakan |  | 14.01"],
        ),
    ],
)
def test_one_event_or_several(paragraphs: list[str], expected: list[str]) -> None:
    assert events(read(article(*paragraphs))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ratusan mahasiswa menggeruduk Kantor DPRD Kampar, Rabu (30/3/2022).", ["lainnya | 2022-03-30 | 14.01"]),
        ("Tujuh kios di Kampar ludes dilalap si jago merah, Rabu (30/3/2022).", ["bencana | 2022-03-30 | 14.01"]),
        ("Musabaqoh tingkat Kabupaten Kampar digelar Rabu (30/3/2022).", ["lainnya | 2022-03-30 | 14.01"]),
        ("Pemkab Kampar meneken kerja sama, Rabu (30/3/2022).", ["penandatanganan | 2022-03-30 | 14.01"]),
        ("Piala bergilir itu diserahkan Bupati Kampar Budi Hartono, Rabu (30/3/2022).", ["penghargaan | 2022-03-30 | 14.01"]),
        ("Operasi pasar di Kampar digelar 28 Maret-10 April 2022.", ["lainnya | 2022-03-28 | 14.01"]),
    ],
)
def test_words_of_the_press(text: str, expected: list[str]) -> None:
    assert events(read(article("Kampar berpenduduk 800 ribu jiwa.", text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sidak Pasar Melati digelar Pemkab Kampar untuk menertibkan pedagang, Rabu (30/3/2022).", ["kunjungan"]),
        ("Massa berdemo memprotes pengesahan aturan di Kampar, Rabu (30/3/2022).", ["lainnya"]),
        ("MTQ Kampar resmi ditutup Bupati Kampar Budi Hartono, Rabu (30/3/2022).", ["lainnya"]),
        ("Bupati Kampar Budi Hartono melantik 30 pejabat dalam upacara yang digelar Rabu (30/3/2022).", ["pelantikan"]),
        ("Vaksinasi dan penyerahan bantuan digelar di Kampar, Rabu (30/3/2022).", ["lainnya", "penyerahan"]),
        ("Menjelang peresmian pasar, Bupati Kampar Budi Hartono meninjau jalan, Rabu (30/3/2022).", ["kunjungan"]),
        ("Aksi demo di Kampar pada Rabu (30/3/2022) menjadi unjuk rasa terbesar.", ["lainnya"]),
        ("Perahu tenggelam di Kampar, Rabu (30/3/2022), sehingga dua orang meninggal dunia.", ["bencana"]),
        ("Pemkab Kampar menggelar Musyawarah Rencana Pembangunan, Rabu (30/3/2022). Musrenbang itu dihadiri camat.", ["rapat"]),
    ],
)
def test_which_words_of_a_sentence_tell_of_events_of_their_own(text: str, expected: list[str]) -> None:
    assert [event.type for event in read(article("Kampar berpenduduk 800 ribu jiwa.", text)).events] == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["PONTIANAK - Badan bencana mencatat sejumlah kejadian.", "Banjir melanda Desa Melati, Kampar, Rabu (30/3/2022)."],
            ["bencana | 2022-03-30 | 14.01"],
        ),
        (
            ["Warung di Desa Melati, Kampar, ludes terbakar.", "Peristiwa itu terjadi pada Rabu (30/3/2022) malam."],
            ["bencana | 2022-03-30 | 14.01"],
        ),
        (
            [
                "Kampar berpenduduk 800 ribu jiwa.",
                "Bupati Kampar Budi Hartono meninjau lokasi banjir yang terjadi Rabu (30/3/2022).",
            ],
            ["kunjungan |  | 14.01", "bencana | 2022-03-30 | 14.01"],
        ),
        (
            ["Pemkab Kampar menggelar apel, Rabu (30/3/2022).", "Apel dilanjutkan dengan penyerahan bantuan bagi warga."],
            ["upacara | 2022-03-30 | 14.01", "penyerahan | 2022-03-30 | 14.01"],
        ),
        (
            ["KPK menangkap Bupati Kampar Budi Hartono, Rabu (30/3/2022).", "OTT itu digelar di Kampar, Rabu (30/3/2022)."],
            ["penindakan | 2022-03-30 | 14.01"],
        ),
    ],
)
def test_the_day_and_place_of_what_struck_and_of_what_goes_with_it(paragraphs: list[str], expected: list[str]) -> None:
    assert events(read(article(*paragraphs))) == expected
