"""Names in sentences: their forms, what shows them from a distance, and what is none."""

import pytest

from kg.annotate import annotate
from kg.model import Block, Document, Span


def people(text: str) -> list[str]:
    document = Document("x", text, (Block(Span(0, len(text)), "body"),), published="2022-03-31")
    return [person.name for person in annotate(document).people]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("I Wayan Wirata", "I Wayan Wirata"),
        ("A.A. Gde Raka Sukma", "A. A. Gde Raka Sukma"),
        ("Anak Agung Ngurah Oka", "Anak Agung Ngurah Oka"),
        ("Sang Nyoman Raka", "Sang Nyoman Raka"),
        ("Lalu Muhamad Ikbar", "Lalu Muhamad Ikbar"),
        ("Hari Santoso", "Hari Santoso"),
        ("Uu Sunarya", "Uu Sunarya"),
        ("Abdul Syukur", "Abdul Syukur"),
        ("Budi H. Hartono", "Budi H. Hartono"),
        ("Prof. Budi H Hartono", "Budi H. Hartono"),
        ("Ibnu Salim al-Habsyi", "Ibnu Salim al-Habsyi"),
        ("Antonius van den Berk", "Antonius van den Berk"),
        ("Sri Sultan Raka Buwana X", "Sri Sultan Raka Buwana X"),
        ("Laksma TNI Budi Hartono", "Budi Hartono"),
        ("Mayjen TNI (Purn.) Dr. Budi Hartono", "Budi Hartono"),
        ("Letkol Inf. Budi Hartono, S.I.P.", "Budi Hartono"),
        ("Pdt. Budi Hartono, M.Th", "Budi Hartono"),
        ("KRT. Budi Hartono", "Budi Hartono"),
        ("Budi Hartono Senin", "Budi Hartono"),
    ],
)
def test_the_form_of_a_name(written: str, name: str) -> None:
    assert people(f"Bupati Kampar {written} hadir di Bangkinang.") == [name]


def test_a_running_mate_is_not_part_of_a_name() -> None:
    assert people("Bupati Kampar Budi Hartono-Sari hadir. Bupati Budi Hartono pulang.") == ["Budi Hartono"]


def test_a_place_before_an_office_with_its_holder_is_no_name() -> None:
    assert people("Bangkinang Lama, Bupati Kampar, Budi Hartono, hadir.") == ["Budi Hartono"]


def test_behind_an_office_in_a_place_a_haji_is_no_initial() -> None:
    assert people("Hadir Camat Sukamaju, H. Budi Hartono, kemarin.") == ["Budi Hartono"]


@pytest.mark.parametrize(
    "text",
    [
        "{} yang juga Bupati Kampar hadir.",
        "{} resmi menjabat Bupati Kampar.",
        "{} dilantik menjadi Plt Bupati Kampar.",
        "{} (Bupati Kampar) hadir.",
        "{}, Bupati Kampar, mengatakan jalan itu rampung.",
        "Turut hadir {}, Kepala Dinas Kesehatan Kota Malang.",
        "Bupati Kampar terpilih {} hadir.",
        "Bupati Kampar dua periode, {}, hadir.",
        "Bupati Kampar periode 2019-2024 {} hadir.",
        "Bupati Kampar yang diwakili oleh Ir. {} hadir.",
        "Hal itu disampaikan langsung oleh {} kemarin.",
        "Rapat itu dipimpin langsung oleh {} kemarin.",
        "Majelis yang diketuai {} membaca putusan.",
        "Terdakwa {} hadir.",
        "Seorang warga bernama {} hadir.",
        "{} juga mengatakan jalan itu rampung.",
        "{} dalam sambutannya menyampaikan terima kasih.",
        "Rapat dipimpin Ketua {} kemarin.",
    ],
)
def test_a_name_is_shown_from_a_distance(text: str) -> None:
    assert people(text.format("Budi Hartono")) == ["Budi Hartono"]


@pytest.mark.parametrize(
    "text",
    [
        "Badan Pertimbangan menilai hal itu.",
        "Tim Perumus mengatakan hal itu.",
        "Warga Jepang mengatakan hal itu.",
        "Pemerintah Inggris menyatakan hal itu.",
        "Menurut Pasir Timur, hal itu benar.",
        "Kata Keduanya, hal itu benar.",
        "Di sana Mas Wali hadir.",
        "Hadirin, Bapak Ibu Saudara Sebangsa, selamat pagi.",
        "Acara digelar di Stadion H. Agus Salim, Padang.",
        "Acara digelar di Masjid Raya KH. Ahmad Dahlan, Gresik.",
        "Ia tinggal di Jalan Letjen S Parman, Pekanbaru.",
        "Turnamen Wali Kota Pekanbaru Cup digelar.",
        "Bupati Kampar Terpilih hadir.",
        "Rumah Dinas Bupati Kampar, Lembah Sukamaju.",
        "Wakil Ketua Angkatan Muda hadir.",
        "Izin Perikanan Laut Sukamaju dibahas.",
    ],
)
def test_no_name(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize("filler", ["yang juga ", "terpilih ", "dalam sambutannya ", "Hari ", "H. ", "al-A ", "van den "])
def test_long_rows_of_such_words_are_read_in_linear_time(filler: str) -> None:
    assert people("Bupati Kampar " + filler * 20_000 + "hadir.") is not None
