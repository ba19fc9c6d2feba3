"""When and where an article plays: what its dates are the dates of, its first scene, its venues, its round-ups."""

from __future__ import annotations

import pytest
from articles import article

from kg.annotate import annotate
from kg.extract import venues, when
from kg.extract.scene import inside, scene


@pytest.mark.parametrize(
    ("sentence", "purpose"),
    [
        ("Rapat digelar Senin (20/10/2025).", "happening"),
        ("Kata Bupati dalam keterangan pers, Senin (20/10/2025).", "said"),
        ("Bupati mengatakan hal itu, Senin (20/10/2025).", "said"),
        ("Menurut Bupati, rapat digelar Senin (20/10/2025).", "happening"),
        ("Ia menyebut kegiatan pada Senin (20/10/2025).", "happening"),
        ("Sesuai surat nomor 12 tanggal 20 Oktober 2025.", "paper"),
        ("Dalam surat tertanggal 20 Oktober 2025.", "paper"),
        ("Pendaftaran dibuka hingga 20 Oktober 2025.", "end"),
        ("Pilkada digelar pada 2024.", "year"),
        ("Pada tahun 2024 anggaran naik.", "year"),
        ("Anggaran sejak 2024 naik.", "period"),
        ("Program tahun 2024-2029 disusun.", "period"),
    ],
)
def test_what_a_date_is_the_date_of(sentence: str, purpose: str) -> None:
    annotated = annotate(article(sentence))
    (told,) = annotated.sentences
    (date,) = inside(annotated, told.span, "date")
    assert when.purpose(annotated, told, date) == purpose


@pytest.mark.parametrize(
    ("sentence", "name", "place"),
    [
        ("Rapat digelar di Aula Kantor Bupati Kampar.", "Aula Kantor Bupati Kampar", "14.01"),
        ("Rapat digelar di Hotel Melati, Pekanbaru.", "Hotel Melati", "14.71"),
        ("Rapat digelar di Gedung Serbaguna lantai 2, Senin (20/10/2025).", "Gedung Serbaguna lantai 2", ""),
        ("Rapat digelar di Pekanbaru.", "", "14.71"),
        ("Hal itu dikatakan kepada wartawan di Gedung Sate.", "", ""),
        ("Rapat digelar di gedung lama.", "", ""),
        ("Rapat digelar Senin (20/10/2025).", "", ""),
    ],
)
def test_the_venue_of_a_sentence_and_its_region(sentence: str, name: str, place: str) -> None:
    annotated = annotate(article(sentence))
    assert venues.find(annotated, annotated.sentences[0]) == venues.Venue(name, place)


def test_the_scene_is_that_of_the_first_paragraphs() -> None:
    told = scene(annotate(article("PEKANBARU - Rapat dibuka di Kampar, Senin (20/10/2025).", "Rapat lain digelar di Siak.")))
    assert (told.date, told.place) == ("2025-10-20", "14.01")


def test_a_day_on_which_something_is_only_said_counts_where_no_other_is_named() -> None:
    said = "Bupati mengatakan jalan itu rampung, Selasa (21/10/2025)."
    assert scene(annotate(article(said))).date == "2025-10-21"
    assert scene(annotate(article(said, "Rapat digelar Senin (20/10/2025)."))).date == "2025-10-20"


def test_the_dateline_is_the_place_where_no_other_is_named() -> None:
    assert scene(annotate(article("PEKANBARU - Rapat dibuka Senin (20/10/2025)."))).place == "14.71"


ROUND_UP = "Rapat di Kampar. Di Kampar ramai. Rapat di Siak. Di Siak sepi. Rapat di Dumai. Di Dumai hujan."


@pytest.mark.parametrize(
    ("text", "before", "place"),
    [
        (ROUND_UP, "Di Kampar ramai", "14.01"),
        (ROUND_UP, "Di Siak sepi", "14.08"),
        (ROUND_UP, "Rapat di Kampar", ""),
        ("Rapat di Kampar. Di Kampar ramai. Rapat di Siak.", "Rapat di Siak", ""),
    ],
)
def test_a_round_up_is_where_it_last_named_a_place(text: str, before: str, place: str) -> None:
    assert scene(annotate(article(text))).named_last(text.index(before)) == place


def test_a_province_is_made_exact_by_the_one_city_of_the_opening() -> None:
    told = scene(annotate(article("Rapat digelar di Pekanbaru, Senin (20/10/2025).")))
    assert [told.exactly(code) for code in ("14", "61", "14.01", "")] == ["14.71", "61", "14.01", ""]
