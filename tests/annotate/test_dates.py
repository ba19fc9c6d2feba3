"""Dates: in the tables the expression that is to be found, or nothing, and the date it stands for."""

from datetime import date, timedelta
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.calendar import DateValue, Said, parse, weekday_near, with_year
from kg.annotate.dates import find
from kg.model import Span

PUBLISHED = "2025-10-23"
"""A Thursday."""


def dates(text: str, published: str = PUBLISHED) -> list[tuple[str, DateValue]]:
    found = []
    for mention in find(text, [Span(0, len(text))], published):
        assert mention.kind == "date"
        assert isinstance(mention.value, DateValue)
        found.append((mention.span.of(text), mention.value))
    return found


FULL = [
    ("Rapat digelar Kamis (31/3/2022) di aula.", "Kamis (31/3/2022)", "2022-03-31"),
    ("di Pontianak, Kamis  (31/3/2022).", "Kamis  (31/3/2022)", "2022-03-31"),
    ("pada apel Senin (22/04/2019) yang digelar", "Senin (22/04/2019)", "2019-04-22"),
    ("pada Senin, 29 Januari 2018, di", "Senin, 29 Januari 2018", "2018-01-29"),
    ("pada 29 Januari 2018 di", "29 Januari 2018", "2018-01-29"),
    ("pada Tanggal 09 Maret 2017 secara", "Tanggal 09 Maret 2017", "2017-03-09"),
    ("mencoblos pada Rabu (17 April 2019) nanti", "Rabu (17 April 2019) nanti", "2019-04-17"),
    ("hadir Kamis, 31/3/2022 di", "Kamis, 31/3/2022", "2022-03-31"),
    ("terbit 31-3-2022.", "31-3-2022", "2022-03-31"),
    ("terbit 2022-03-31.", "2022-03-31", "2022-03-31"),
    ("terbit Kamis, 31.3.2022.", "Kamis, 31.3.2022", "2022-03-31"),
    ("di aula (Senin, 29/1/2018).", "(Senin, 29/1/2018)", "2018-01-29"),
    ("di aula ( 29/1/2018 ).", "( 29/1/2018 )", "2018-01-29"),
    ("di aula, Senin (29/1/18).", "Senin (29/1/18)", "2018-01-29"),
    ("Jumat (7/11/2025) sore di", "Jumat (7/11/2025) sore", "2025-11-07"),
    ("sejak tgl 5 Mei 2021 di", "tgl 5 Mei 2021", "2021-05-05"),
    ("sejak tgl. 5 Mei 2021 di", "tgl. 5 Mei 2021", "2021-05-05"),
    ("Jum'at, 12 Des 2014, di", "Jum'at, 12 Des 2014", "2014-12-12"),
    ("pada 12 Pebruari 2014 dan", "12 Pebruari 2014", "2014-02-12"),
    ("pada 5 Nopember 2014 dan", "5 Nopember 2014", "2014-11-05"),
    ("pada 5 Agt 2014 dan", "5 Agt 2014", "2014-08-05"),
    ("pada 20-Okt-2024 dan", "20-Okt-2024", "2024-10-20"),
    ("pada 29 JANUARI 2018 dan", "29 JANUARI 2018", "2018-01-29"),
    ("December 1, 2024 Advertorial", "December 1, 2024", "2024-12-01"),
    ("Monday, 20 October 2025 by", "Monday, 20 October 2025", "2025-10-20"),
    ("KOTA BARU - Selasa, 22 November 2022Dalam rangka", "Selasa, 22 November 2022", "2022-11-22"),
    ("hari ini, Senin (20/10/2025), di", "hari ini, Senin (20/10/2025)", "2025-10-20"),
    ("pada Selasa tepatnya tanggal 26 Agustus 2025.", "Selasa tepatnya tanggal 26 Agustus 2025", "2025-08-26"),
    ("pada hari Senin tanggal 5 Mei 2025 di", "hari Senin tanggal 5 Mei 2025", "2025-05-05"),
    ("pada hari Minggu, 4 Mei 2025 di", "hari Minggu, 4 Mei 2025", "2025-05-04"),
    ("pada Ahad (4/5/2025) di", "Ahad (4/5/2025)", "2025-05-04"),
]
DAYS = [
    ("di aula, Senin (20/10).", "Senin (20/10)", "2025-10-20"),
    ("di aula, (20/10).", "(20/10)", "2025-10-20"),
    ("di aula, (04/5).", "(04/5)", "2025-05-04"),
    ("di aula, Senin (20 /10 ).", "Senin (20 /10 )", "2025-10-20"),
    ("di aula, Rabu ( 22/10).", "Rabu ( 22/10)", "2025-10-22"),
    ("di aula,Rabu (22/10) pagi.", "Rabu (22/10) pagi", "2025-10-22"),
    ("di aula, Selasa malam (7/10).", "Selasa malam (7/10)", "2025-10-07"),
    ("di aula, Senin, (6/10).", "Senin, (6/10)", "2025-10-06"),
    ("di aula, Minggu (4/5).", "Minggu (4/5)", "2025-05-04"),
    ("sejak tanggal 20/10 di", "tanggal 20/10", "2025-10-20"),
    ("pada Rabu (15/10) pekan lalu yang", "Rabu (15/10) pekan lalu", "2025-10-15"),
    ("pada Kamis (16/10) kemarin di", "Kamis (16/10) kemarin", "2025-10-16"),
    ("pada 22 April mendatang.", "22 April mendatang", "2026-04-22"),
    ("pada 22 April lalu.", "22 April lalu", "2025-04-22"),
    ("pada 22 Mei.", "22 Mei", "2025-05-22"),
    ("pada 22 April.", "22 April", "2026-04-22"),
    ("pada 22 April tahun lalu.", "22 April tahun lalu", "2024-04-22"),
    ("pada 22 April tahun depan.", "22 April tahun depan", "2026-04-22"),
    ("pada 30 Desember nanti.", "30 Desember nanti", "2025-12-30"),
    ("pada 30 Desember.", "30 Desember", "2025-12-30"),
    ("mulai besok, Jumat (24/10).", "besok, Jumat (24/10)", "2025-10-24"),
    ("hadir Kamis 5 Mar di", "Kamis 5 Mar", "2026-03-05"),
]
MONTHS_AND_YEARS = [
    ("pada Juni 2018 nanti", "Juni 2018 nanti", "2018-06", "month"),
    ("digelar bulan Oktober 2025 ini", "bulan Oktober 2025 ini", "2025-10", "month"),
    ("digelar bulan Juni di", "bulan Juni", "2025-06", "bare month"),
    ("pada November mendatang.", "November mendatang", "2025-11", "bare month"),
    ("pada bulan Februari mendatang.", "bulan Februari mendatang", "2026-02", "bare month"),
    ("rampung tahun 2026.", "tahun 2026", "2026", "year"),
    ("rampung tahun 2026 mendatang.", "tahun 2026 mendatang", "2026", "year"),
    ("Pada 2026, dinas itu pindah", "2026", "2026", "year"),
]
RANGES = [
    ("pada 20-22 Oktober 2025 di", "20-22 Oktober 2025", "2025-10-20", "2025-10-22"),
    ("pada 20 s.d. 22 Oktober di", "20 s.d. 22 Oktober", "2025-10-20", "2025-10-22"),
    ("pada 20 s/d 22 Oktober di", "20 s/d 22 Oktober", "2025-10-20", "2025-10-22"),
    (
        "pada tanggal 20 hingga 22 Oktober 2025 mendatang",
        "tanggal 20 hingga 22 Oktober 2025 mendatang",
        "2025-10-20",
        "2025-10-22",
    ),
    ("pada 22 dan 23 April 2025,", "22 dan 23 April 2025", "2025-04-22", "2025-04-23"),
    ("Senin hingga Rabu (20-22/10/2025) di", "Senin hingga Rabu (20-22/10/2025)", "2025-10-20", "2025-10-22"),
    ("Senin-Rabu (20–22/10) di", "Senin-Rabu (20–22/10)", "2025-10-20", "2025-10-22"),
    ("Senin (20/10) hingga Rabu (22/10) di", "Senin (20/10) hingga Rabu (22/10)", "2025-10-20", "2025-10-22"),
    ("pada 30 September - 2 Oktober 2025 di", "30 September - 2 Oktober 2025", "2025-09-30", "2025-10-02"),
    ("sejak 19 Oktober 2025 hingga 8 Desember 2025.", "19 Oktober 2025 hingga 8 Desember 2025", "2025-10-19", "2025-12-08"),
    ("pada 30 Desember - 2 Januari 2026 di", "30 Desember - 2 Januari 2026", "2025-12-30", "2026-01-02"),
    ("pada 28 Oktober sampai 2 November di", "28 Oktober sampai 2 November", "2025-10-28", "2025-11-02"),
    ("di aula (30/9-2/10/2025).", "(30/9-2/10/2025)", "2025-09-30", "2025-10-02"),
    ("periode Januari-September 2025 di", "Januari-September 2025", "2025-01", "2025-09"),
    ("rencana tahun 2019-2024 itu", "tahun 2019-2024", "2019", "2024"),
]
WORDS = [
    ("di Pontianak, Kamis.", "Kamis", "2025-10-23", "weekday"),
    ("di Pontianak, Jumat.", "Jumat", "2025-10-17", "weekday"),
    ("pada Rabu malam di", "Rabu malam", "2025-10-22", "weekday"),
    ("pada hari Rabu di", "hari Rabu", "2025-10-22", "weekday"),
    ("pada Kamis lalu di", "Kamis lalu", "2025-10-16", "weekday"),
    ("pada Senin pekan lalu di", "Senin pekan lalu", "2025-10-13", "weekday"),
    ("pada Senin depan di", "Senin depan", "2025-10-27", "weekday"),
    ("pada Senin pekan depan di", "Senin pekan depan", "2025-10-27", "weekday"),
    ("di aula, Minggu.", "Minggu", "2025-10-19", "weekday"),
    ("digelar hari ini di", "hari ini", "2025-10-23", "relative"),
    ("Kemarin ia datang", "Kemarin", "2025-10-22", "relative"),
    ("tiba besok di", "besok", "2025-10-24", "relative"),
    ("tiba tadi pagi di", "tadi pagi", "2025-10-23", "relative"),
    ("tiba pagi tadi di", "pagi tadi", "2025-10-23", "relative"),
    ("tiba dua hari lalu di", "dua hari lalu", "2025-10-21", "relative"),
    ("sejak pekan lalu di", "pekan lalu", "2025-10", "relative"),
    ("sejak bulan lalu di", "bulan lalu", "2025-09", "relative"),
    ("mulai tahun depan di", "tahun depan", "2026", "relative"),
]
NO_DATES = [
    "Jumlahnya 2016 (56,48) orang.",
    "Tim itu unggul (4/5) di babak akhir.",
    "Layanan buka (24/7) di aula.",
    "Layanan 24/7 itu gratis.",
    "Pasal 12/2012 dan Nomor 5/2021 berlaku.",
    "Surat Nomor 12/5/2021 berlaku.",
    "Warga RT 01/RW 02 dan RT 03/04 hadir.",
    "Tahun ajaran 2018/2019 dibuka.",
    "Nomor 12 Tahun 2019 berlaku.",
    "PP 53 Tahun 2010 tentang disiplin",
    "Perda tahun 2019 tentang pajak",
    "Hubungi 0812-3456-7890 atau 021-12-2020.",
    "Dana tahun anggaran 2022 cair.",
    "Surat 900/260/2022 dan B/12/03/2020 masuk.",
    "Suku bunga 5/10 persen.",
    "Ada 31/2/2020 dan 31 Februari 2020 serta (30/2).",
    "Warga Jalan 17 Agustus dan Lapangan 10 November.",
    "Setiap Senin ia rapat.",
    "Kantor buka Senin-Kamis.",
    "Kantor buka Senin hingga Jumat.",
    "Gerakan Jumat Bersih dan Pasar Senin ramai.",
    "Pelatihan selama dua minggu lalu selesai.",
    "Minggu ke-3 ia datang.",
    "Ibu Mei Lestari dan Juni Ahmad hadir.",
    "Usianya 16 tahun.",
    "Ia beli 5 mar, 3 sep.",
    "Skor 2-1 dan 20-22 siswa.",
    "Kode 1.250 Maret.",
    "Pukul 12.30 WIB, harga Rp 2.019.000.",
]


@pytest.mark.parametrize(("text", "words", "iso"), FULL)
def test_full_dates_stand_whenever_it_was_published(text: str, words: str, iso: str) -> None:
    for published in (PUBLISHED, "2011-02-03", "2019", ""):
        assert dates(text, published) == [(words, DateValue(iso, "", "full"))]


@pytest.mark.parametrize(("text", "words", "iso"), DAYS)
def test_days_take_their_year_from_publication(text: str, words: str, iso: str) -> None:
    assert dates(text) == [(words, DateValue(iso, "", "day"))]


@pytest.mark.parametrize(("text", "words", "iso", "form"), MONTHS_AND_YEARS + WORDS)
def test_months_years_and_words(text: str, words: str, iso: str, form: str) -> None:
    assert dates(text) == [(words, DateValue(iso, "", form))]


@pytest.mark.parametrize(("text", "words", "iso", "end"), RANGES)
def test_ranges(text: str, words: str, iso: str, end: str) -> None:
    assert [(found, value.iso, value.end) for found, value in dates(text)] == [(words, iso, end)]


@pytest.mark.parametrize("text", NO_DATES)
def test_these_are_no_dates(text: str) -> None:
    assert dates(text) == []


def test_the_year_of_a_neighbour_is_shared() -> None:
    assert dates("pada 19 Mei dan 20 Juni 2024 di") == [
        ("19 Mei", DateValue("2024-05-19", "", "full")),
        ("20 Juni 2024", DateValue("2024-06-20", "", "full")),
    ]


def test_a_weekday_in_an_article_of_which_only_the_year_is_known_gives_that_year() -> None:
    assert dates("usai melantik di Pontianak, Kamis.", "2019") == [("Kamis", DateValue("2019", "", "weekday"))]


def test_without_publication_the_nearest_full_date_gives_the_year() -> None:
    text = "Sejak 2 Maret 2015 dan Senin (9/3) rapat digelar di aula kantor itu. Lalu 20 Mei 2021 usai, Rabu (26/5) libur."
    assert [value.iso for _, value in dates(text, "")] == ["2015-03-02", "2015-03-09", "2021-05-20", "2021-05-26"]


def test_without_any_year_there_is_no_date() -> None:
    assert dates("Rapat digelar Senin (29/1), usai Kamis, kemarin, dan bulan lalu.", "") == []


def test_the_weekday_chooses_the_year_only_far_from_publication() -> None:
    assert dates("Rabu (22/4)", "2019-12-01") == [("Rabu (22/4)", DateValue("2020-04-22", "", "day"))]
    assert dates("Rabu (20/10)", "2025-10-23") == [("Rabu (20/10)", DateValue("2025-10-20", "", "day"))]


def test_the_written_date_wins_over_a_weekday_that_disagrees() -> None:
    assert dates("Kamis (15/10/2025)") == [("Kamis (15/10/2025)", DateValue("2025-10-15", "", "full"))]


def test_a_week_that_lies_in_two_months_has_no_date() -> None:
    assert dates("sejak pekan depan di", "2025-10-23") == []


def test_dates_do_not_cross_the_spans_given() -> None:
    text = "Ia hadir pada Senin\n29 Januari 2018 lalu"
    found = find(text, [Span(0, 19), Span(20, len(text))], "2018-02-01")
    assert [mention.span.of(text) for mention in found] == ["Senin", "29 Januari 2018 lalu"]
    assert find(text, [], "2018") == []


DAYS_OF_A_CENTURY = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTH_NAMES = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
WEEKDAY_NAMES = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


@given(DAYS_OF_A_CENTURY)
def test_every_day_is_read_in_both_ways_of_writing(day: date) -> None:
    weekday = WEEKDAY_NAMES[day.weekday()]
    for words in (
        f"{weekday} ({day.day}/{day.month}/{day.year})",
        f"{weekday}, {day.day} {MONTH_NAMES[day.month - 1]} {day.year}",
    ):
        assert dates(f"di aula, {words}.") == [(words, DateValue(day.isoformat(), "", "full"))]


@given(DAYS_OF_A_CENTURY, st.integers(0, 150))
def test_a_day_of_the_past_months_gets_its_year(published: date, back: int) -> None:
    day = published - timedelta(back)
    words = f"{WEEKDAY_NAMES[day.weekday()]} ({day.day}/{day.month})"
    assert [value.iso for _, value in dates(words, published.isoformat())] == [day.isoformat()]


@given(DAYS_OF_A_CENTURY, st.integers(0, 6), st.sampled_from([-1, 0, 1]))
def test_a_weekday_lies_within_a_week_of_publication(published: date, weekday: int, turn: int) -> None:
    day = date.fromisoformat(weekday_near(weekday, parse(published.isoformat()), turn))
    distance = (day - published).days
    assert day.weekday() == weekday
    assert {-1: -7 <= distance < 0, 0: -6 <= distance <= 0, 1: 0 < distance <= 7}[turn]


@given(st.integers(1, 12), st.integers(0, 31), DAYS_OF_A_CENTURY, st.sampled_from([-1, 0, 1]))
def test_completing_changes_nothing_but_the_year(month: int, day: int, published: date, turn: int) -> None:
    said = Said(0, month, day)
    found = with_year(said, parse(published.isoformat()), turn)
    assert found._replace(year=0) == said
    assert found.year in (0, published.year - 1, published.year, published.year + 1)


PIECES = [
    "Senin",
    "Minggu",
    "29",
    "/",
    "1",
    "2018",
    "Mei",
    "Maret",
    "-",
    "(",
    ")",
    " ",
    ",",
    "hingga",
    "dan",
    "tahun",
    "lalu",
    "kemarin",
    "\n",
    ".",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(["", "2018", "2018-02", "2018-02-01"]))
def test_found_dates_are_valid_ordered_and_without_overlaps(text: str, published: str) -> None:
    found = find(text, [Span(0, len(text))], published)
    assert all(parse(mention.value.iso).iso == mention.value.iso != "" for mention in found)
    assert all(mention.value.end == "" or mention.value.end > mention.value.iso for mention in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(mention.span.of(text).strip() == mention.span.of(text) != "" for mention in found)


@pytest.mark.parametrize(
    "pattern", ["1", "1/", "29/1 ", "Senin, ", "(29/1) ", "5 Mei 2020 ", "1 Mei - ", "Mei ", "Senin (", "hari ini, ", "1.2"]
)
def test_time_grows_with_the_length_and_no_faster(pattern: str) -> None:
    def seconds(size: int) -> float:
        text = pattern * (size // len(pattern))
        start = process_time()
        find(text, [Span(0, len(text))], PUBLISHED)
        return process_time() - start

    seconds(100)
    assert min(seconds(20_000) for _ in range(2)) < 50 * max(min(seconds(2_000) for _ in range(2)), 0.001)
