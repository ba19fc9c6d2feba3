"""Who takes part in what an article tells, and in which role."""

import pytest
from articles import article

from kg.extract.facts import read

OPENING = "PONTIANAK - Gubernur Kalbar, Sutarmidji membuka rapat koordinasi di Hotel Melati, Kamis (31/3/2022)."
LEADS = "rapat | Sutarmidji | officiant"


def parts(*paragraphs: str) -> set[str]:
    """Type, agent and role of all who take part in the events of an article with a paragraph a line."""
    reading = read(article(*paragraphs))
    return {" | ".join((event.type, part.agent.name, part.role)) for event in reading.events for part in event.participants}


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Turut hadir Wakil Gubernur Kalbar, Ria Norsan. Kapolda Kalbar Irjen Budi Hartono dan Sekda Kalbar AL Leysandri."],
            {"Ria Norsan", "Budi Hartono", "AL Leysandri"},
        ),
        (
            ["Turut hadir dalam kegiatan tersebut:", "1. Wakil Gubernur Kalbar, Ria Norsan", "- Sekda Kalbar AL Leysandri;"],
            {"Ria Norsan", "AL Leysandri"},
        ),
        (
            ["Acara itu dihadiri unsur Forkopimda, camat, Kadis Sosial Kalbar dr. Sari Wulandari, M.Kes dan KPU Kalbar."],
            {
                "Forum Koordinasi Pimpinan Daerah Provinsi Kalimantan Barat",
                "Sari Wulandari",
                "Komisi Pemilihan Umum Provinsi Kalimantan Barat",
            },
        ),
        (["Ia didampingi Sekda Kalbar AL Leysandri menjelaskan rencana Kapolda Kalbar Irjen Budi Hartono."], {"AL Leysandri"}),
        (["Hadir pula para kepala OPD lingkup Pemprov Kalbar dan Sekda Kalbar AL Leysandri."], {"AL Leysandri"}),
    ],
)
def test_those_listed_as_present(paragraphs: list[str], expected: set[str]) -> None:
    assert parts(OPENING, *paragraphs) == {LEADS, *(f"rapat | {name} | attendee" for name in expected)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hadir pula Bupati Kampar Rahmat Saleh diwakili Asisten I Setda Kampar, Joko Susilo.", {"Joko Susilo"}),
        ("Hadir pula Asisten I Setda Kampar, Joko Susilo mewakili Bupati Kampar Rahmat Saleh.", {"Joko Susilo"}),
        ("Bupati Kampar Rahmat Saleh tidak hadir.", set()),
        (
            "Acara itu dihadiri Joko Susilo, Asisten I Setda Kampar. Bupati Kampar Rahmat Saleh berhalangan hadir.",
            {"Joko Susilo"},
        ),
        ("Acara itu tidak dihadiri Bupati Kampar Rahmat Saleh.", set()),
        ("Hadir pula Sekda Kalbar AL Leysandri, sesuai arahan Bupati Kampar Rahmat Saleh.", {"AL Leysandri"}),
    ],
)
def test_who_is_represented_or_stays_away_is_not_there(sentence: str, expected: set[str]) -> None:
    assert parts(OPENING, sentence) == {LEADS, *(f"rapat | {name} | attendee" for name in expected)}


def test_a_list_belongs_to_the_occasion_of_the_article_and_not_to_what_is_only_mentioned() -> None:
    found = parts(
        OPENING,
        "Ia berharap hal itu mencegah banjir.",
        "Bencana banjir masih melanda beberapa desa.",
        "Turut hadir dalam kegiatan tersebut Sekda Kalbar AL Leysandri.",
    )
    assert found == {LEADS, "rapat | AL Leysandri | attendee"}


def test_a_list_belongs_to_the_dated_occasion_told_just_before() -> None:
    found = parts(
        OPENING,
        "Jumat (1/4/2022), Wakil Gubernur Kalbar, Ria Norsan meresmikan gedung di Sambas.",
        "Turut hadir Sekda Kalbar AL Leysandri.",
    )
    assert found == {LEADS, "peresmian | Ria Norsan | officiant", "peresmian | AL Leysandri | attendee"}


def test_who_is_with_the_one_who_does_it_does_not_do_it() -> None:
    found = parts(
        "Kamis (31/3/2022), Gubernur Kalbar Sutarmidji bersama Sekda Kalbar AL Leysandri meresmikan gedung di Pontianak."
    )
    assert found == {"peresmian | Sutarmidji | officiant", "peresmian | AL Leysandri | attendee"}


@pytest.mark.parametrize("who", ["Ia", "Politisi senior itu", "Orang nomor satu di Kalbar itu"])
def test_words_that_point_back_take_part(who: str) -> None:
    found = parts("Gubernur Kalbar, Sutarmidji gembira.", f"{who} meresmikan gedung di Pontianak, Kamis (31/3/2022).")
    assert found == {"peresmian | Sutarmidji | officiant"}


def test_a_pronoun_puts_nobody_into_a_case() -> None:
    found = parts(
        "Kapolres Kampar Budi Hartono menangkap pencuri di Kampar, Kamis (31/3/2022).",
        "Ia ditahan di Polres Kampar pada Jumat (1/4/2022).",
    )
    assert not any(part.endswith("Budi Hartono | subject") for part in found)


def test_the_officials_quoted_take_part_in_the_occasion_of_the_article() -> None:
    found = parts(
        OPENING, '"Kami siap bekerja," kata Sekda Kalbar AL Leysandri.', "Kapolda Kalbar Irjen Budi Hartono menilai lain."
    )
    assert found == {LEADS, "rapat | AL Leysandri | attendee", "rapat | Budi Hartono | attendee"}
    assert parts(OPENING, '"Kami siap bekerja," kata Sekda Kalbar AL Leysandri saat dihubungi terpisah.') == {LEADS}


@pytest.mark.parametrize(
    "sentence",
    [
        "Bupati Kampar Budi Hartono menilai penggeledahan itu wajar.",
        "Penggeledahan itu, kata Bupati Kampar Budi Hartono, wajar.",
        "Bupati Kampar Budi Hartono angkat bicara soal penggeledahan itu.",
        "Penggeledahan itu sesuai surat perintah Kajari Kampar Budi Hartono.",
    ],
)
def test_who_speaks_of_a_case_is_not_in_it(sentence: str) -> None:
    found = parts("Kejari Kampar menggeledah kantor Dinas Sosial Kampar, Kamis (31/3/2022).", sentence)
    assert "penindakan | Kejaksaan Negeri Kampar | officiant" in found
    assert not any("Budi Hartono" in part for part in found)


def test_a_step_of_a_case_that_names_nobody_is_the_work_of_the_body_named_with_it() -> None:
    found = parts(
        "Penyidik Kejari Kampar menggeledah kantor Dinas Sosial Kampar, Kamis (31/3/2022).",
        "Dua tersangka ditahan pada Jumat (1/4/2022).",
        "Sidang digelar di Pengadilan Negeri Kampar, Senin (4/4/2022).",
    )
    assert "penindakan | Kejaksaan Negeri Kampar | officiant" in found
    assert "penindakan | Pengadilan Negeri Kampar | organizer" in found


def test_those_named_with_their_new_offices_are_sworn_in() -> None:
    found = parts(
        "Gubernur Kalbar Sutarmidji melantik dua pejabat di Pontianak, Kamis (31/3/2022).",
        "Mereka Budi Hartono sebagai Kepala Dinas Sosial Kalbar dan Sari Wulandari sebagai Kepala Dinas Kesehatan Kalbar.",
    )
    assert found == {
        "pelantikan | Sutarmidji | officiant",
        "pelantikan | Budi Hartono | subject",
        "pelantikan | Sari Wulandari | subject",
    }
