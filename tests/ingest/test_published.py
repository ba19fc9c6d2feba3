"""Dates of publication in all the spellings that pages, files and feeds use."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import published

WRITTEN = [
    ("2019-04-12", "2019-04-12"),
    ("2019-04-12T08:30:00+07:00", "2019-04-12"),
    ("2019-09-28WIB19:17:34+07:00", "2019-09-28"),
    ("2019/04/22 10:10:10", "2019-04-22"),
    ("20190422", "2019-04-22"),
    ("20190422101500", "2019-04-22"),
    ("22/04/2019", "2019-04-22"),
    ("03/04/2020", "2020-04-03"),
    ("04/22/2019", "2019-04-22"),
    ("22.04.2019", "2019-04-22"),
    ("22-04-2019 10:00", "2019-04-22"),
    ("22 April 2019", "2019-04-22"),
    ("Kamis, 31 Maret 2022 | 10:15 WIB", "2022-03-31"),
    ("5 Pebruari 2021", "2021-02-05"),
    ("5 Nopember 2021", "2021-11-05"),
    ("17 Agu 2021", "2021-08-17"),
    ("1-Des-2021", "2021-12-01"),
    ("Mon, 22 Apr 2019 10:00:00 +0700", "2019-04-22"),
    ("December 1, 2024", "2024-12-01"),
    ("Oct. 3rd, 2024", "2024-10-03"),
    ("Februari 1, 2018", "2018-02-01"),
    ("Maret 2020", "2020-03"),
    ("2018-06", "2018-06"),
    ("2019", "2019"),
    ("", ""),
    ("kemarin", ""),
    ("31/02/2020", ""),
    ("31 Juni 2020", ""),
    ("1899-01-01", ""),
    ("9999-01-01", ""),
    ("0000-00-00", ""),
    ("2019-00-10", ""),
    ("2019-10-00", ""),
    ("2019-00", ""),
    ("0/10/2024", ""),
    ("1944", ""),
    ("12345", ""),
    ("Jangan 1, 2020 orang", ""),
]


@pytest.mark.parametrize(("text", "date"), WRITTEN)
def test_written(text: str, date: str) -> None:
    assert published.written(text) == date


FRONT = [
    ("10/20/2025 21:36", "2025-10-20"),
    ("10/7/2025 20:51", "2025-10-07"),
    ("20/10/2025 21:36", "2025-10-20"),
    ("10/7/2025", "2025-07-10"),
    ("2019-04-12", "2019-04-12"),
    ("13/13/2025 10:00", ""),
    ("segera", ""),
]


@pytest.mark.parametrize(("text", "date"), FRONT)
def test_in_front_matter(text: str, date: str) -> None:
    assert published.in_front_matter(text) == date


LINES = [
    ("• Februari 1, 2018", "2018-02-01"),
    ("December 1, 2024", "2024-12-01"),
    ("Kamis, 31 Maret 2022", "2022-03-31"),
    ("Jum'at, 1 April 2022 10:15 WITA", "2022-04-01"),
    ("Diterbitkan: 12 Maret 2020", "2020-03-12"),
    ("Posted on March 3, 2020 by admin", "2020-03-03"),
    ("By Redaksi Kabar | 3 Maret 2020", "2020-03-03"),
    ("21/03/2019 14:00", "2019-03-21"),
    ("KOTA SUKAMAJU - Selasa, 22 November 2022", ""),
    ("Rapat digelar 22 November 2022", ""),
    ("22 November 2022, 45 orang hadir", ""),
    ("22 November", ""),
    ("Tahun 2022", ""),
]


@pytest.mark.parametrize(("line", "date"), LINES)
def test_on_line(line: str, date: str) -> None:
    found = published.on_line(line)
    assert (found.date if found else "") == date


PROSE = [
    (["Rapat digelar Senin (22/04/2019) di aula."], "2019-04-22"),
    (["Rapat digelar Kamis \xa0(31/3/2022)."], "2022-03-31"),
    (["Rapat digelar Senin, 19 Desember 2022 di aula."], "2022-12-19"),
    (["KOTA SUKAMAJU - Selasa, 22 November 2022Dalam rapat itu, Selasa (22/11/2022)."], "2022-11-22"),
    (["Rapat digelar Jum'at (1/4/2022)."], "2022-04-01"),
    (["Rapat digelar di aula (22/04/2019)."], "2019-04-22"),
    (["Tanpa tanggal.", "Rapat digelar Senin (22/04/2019)."], "2019-04-22"),
    (["Rapat digelar Senin (22/04/2019), lalu Selasa (23/04/2019)."], ""),
    (["Rapat digelar Selasa (22/04/2019)."], ""),
    (["Rapat digelar Senin (22/4)."], ""),
    (["Perda itu berlaku sejak 2 Mei 2014."], ""),
    (["Anggaran 2019 naik."], ""),
    (["Senin (32/04/2019) bukan tanggal."], ""),
    (["Senin (0/10/2024) bukan tanggal."], ""),
    (["Senin (10/0/2024) bukan tanggal."], ""),
    ([], ""),
]


@pytest.mark.parametrize(("paragraphs", "date"), PROSE)
def test_in_prose(paragraphs: list[str], date: str) -> None:
    assert published.in_prose(paragraphs) == date


COPYRIGHT = [
    ("COPYRIGHT © ANTARA News Kalimantan Barat 2019", "2019"),
    ("Copyright © Kabar Sukamaju 2019. All rights reserved.", "2019"),
    ("© 2024 Kabar Sukamaju", ""),
    ("Copyright © 2024", ""),
    ("© 2015-2024", ""),
    ("© Kabar Sukamaju 2015-2024", ""),
    ("© Kabar Sukamaju", ""),
]


@pytest.mark.parametrize(("line", "date"), COPYRIGHT)
def test_behind_copyright(line: str, date: str) -> None:
    assert published.behind_copyright(line) == date


ISO = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")
PIECES = st.one_of(
    st.sampled_from(["Senin", "(", "/", "-", ".", " ", "Mei", "May ", "00", "2019", "WIB", ","]), st.integers(0, 40).map(str)
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_written_the_date_is_iso_or_nothing(text: str) -> None:
    line = published.on_line(text)
    for date in (
        published.written(text),
        published.in_front_matter(text),
        published.in_prose([text]),
        line.date if line else "",
    ):
        assert ISO.fullmatch(date)
