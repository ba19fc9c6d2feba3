"""Quotations. In the tables `[ ]` stands round what is quoted and `{ }` round what is quoted but no speech."""

import re
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.quotes import Quote, find
from kg.annotate.sentences import split
from kg.model import Block, Document, Span

STRAIGHT = [
    '"[Kami siap bekerja,]" kata Budi, Senin (1/2).',
    'Budi mengatakan, "[Kami siap bekerja.]"',
    '"[Jalan itu penting,]" kata Budi, "[dan kita bangun.]"',
    'Ia pulang."[Kami siap bekerja,]" kata Budi.',
    'Ia pulang. "[Kami siap bekerja," ujar Budi.'.replace('," ujar', ',]" ujar'),
    'Ia pulang. " [Kami siap bekerja] " Ujar Budi. " [Ayo kita mulai sekarang juga] "',
    '"[Kami siap bekerja] "ujar Budi.',
    'Ia berkata" [Kami siap bekerja]" di aula.',
    '"[Program "Maju Terus" akan kami lanjutkan,]" kata Budi.',
    "\"[Program 'Maju Terus' akan kami lanjutkan,]\" kata Budi.",
    '""[Kami siap bekerja,]"" kata Budi.',
    "''[Kami siap bekerja,]'' kata Budi.",
]
CURLY = [
    "“[Kami siap bekerja,]” kata Budi.",
    '”[Kegiatan ini baik sekali]". Ujar Bupati',
    '“[Kami siap bekerja,]" kata Budi.',
    '"[Kami siap bekerja,]” kata Budi.',
    "“[Kami siap bekerja,“ kata Budi.".replace(",“", ",]“"),
    "„[Kami siap bekerja,]” kata Budi.",
    "«[Kami siap bekerja,]» kata Budi.",
    "‘’[Kami siap bekerja,’’ kata Budi.".replace(",’’", ",]’’"),
    "“[Program “Maju Terus” akan kami lanjutkan,]” kata Budi.",
    "Harapan Tim Penilai.”[Melalui kunjungan ini kami belajar]”.",
    "“[Pemkab bangga sekali”. Ucapnya".replace("”", "]”"),
    "(“[Kami siap bekerja]”), kata Budi.",
]
DAMAGED = [
    "â€œ[Kami siap bekerja,]â€ kata Budi.",
    "â€œ[Kami siap bekerja,]â€\x9d kata Budi.",
    "â€œ[Kami â€“ kita semua â€” siap bekerja,]â€ kata Budi.",
    'â€œ[Kami siap bekerja,]" kata Budi.',
]
SINGLE = [
    "‘[Kami siap bekerja,]’ kata Budi.",
    "'[Kami siap bekerja,]' kata Budi.",
    "'[Kami, kata Mas'ud, siap bekerja,]' kata Budi.",
    "Gubernur Mas'ud salat Jum'at, berdo'a, ma'ruf dan Qur’an.",
    "Para guru' itu di kampus 'Aisyiyah.",
    "Wali Kota Munir '{Appi}' Arif menyebut hal itu.",
]
LOST = [
    "“[Kami siap bekerja dan membangun desa.]",
    "[Kita bersama-sama hadir di acara ini]”. kata Bupati",
    'Kita hadir di acara ini" dan lain-lain.',
    '"[Kami siap," kata Budi. [Kita bekerja terus]" kata Budi.'.replace('siap,"', 'siap,]"'),
    'Pipa 5" itu dipasang kemarin.',
    '"[Kami siap bekerja kata Budi.] "[Ayo kita mulai,]" katanya.',
]
NAMES = [
    "Seminar bertema “{Melangkah Pasti Bersama Desa Kita}” itu usai.",
    "Acara dengan tema besar, “{Ayo kita bangkit bersama sekarang}” itu usai.",
    'Program "{Desa Maju}" berjalan.',
    "Pelatihan bertajuk '{Gerakan Bersih Desa}' usai.",
    "Poster bertuliskan '{Selamat ulang tahun desa kita}' dipasang.",
    "Ia tidak boleh bermental “{solo karier.}”",
    "Indonesia membawa “{Recover Together, Recover Stronger}” ke forum itu.",
    "“{Desa Maju}”",
]


def article(*paragraphs: str) -> Document:
    text, blocks = "", []
    for words in paragraphs:
        blocks.append(Block(Span(len(text), len(text) + len(words)), "body"))
        text += words + "\n\n"
    return Document("a", text, tuple(blocks))


def found_in(document: Document) -> list[Quote]:
    return find(document, split(document))


def drawn(document: Document) -> str:
    """The text with the quotations bracketed as in the tables."""
    text = document.text
    for quote in reversed(found_in(document)):
        left, right = "[]" if quote.speech else "{}"
        text = text[: quote.span.start] + left + quote.span.of(text) + right + text[quote.span.end :]
    return text.strip()


@pytest.mark.parametrize("text", STRAIGHT + CURLY + DAMAGED + SINGLE + LOST + NAMES)
def test_finds_what_the_brackets_hold(text: str) -> None:
    assert drawn(article(re.sub(r"[\[\]{}]", "", text))) == text


def test_a_quotation_knows_its_marks_and_paragraph() -> None:
    document = article("Ia datang.", "Budi berkata, “Kami siap bekerja.”")
    (quote,) = found_in(document)
    assert quote.outer.of(document.text) == "“Kami siap bekerja.”"
    assert (quote.paragraph, quote.closed) == (1, True)


def test_a_quotation_over_two_paragraphs_whose_second_opens_again() -> None:
    document = article("“Kami siap bekerja.", "“Kami bangun desa,” kata Budi.")
    assert [(quote.span.of(document.text), quote.closed) for quote in found_in(document)] == [
        ("Kami siap bekerja.", False),
        ("Kami bangun desa,", True),
    ]


def test_a_quotation_over_two_paragraphs_whose_second_does_not_open_again() -> None:
    document = article('"Kami siap bekerja.', 'Kami bangun desa sampai selesai" demikian isinya.', 'Ia pulang" dan usai.')
    assert [quote.span.of(document.text) for quote in found_in(document)] == [
        "Kami siap bekerja.",
        "Kami bangun desa sampai selesai",
    ]


def test_a_lost_opening_mark_starts_behind_the_sentence_of_the_quotation_before() -> None:
    document = article('"Kami siap," kata Budi. Ia berdiri. Kita bekerja" ujarnya.')
    assert [quote.span.of(document.text) for quote in found_in(document)][1] == "Ia berdiri. Kita bekerja"


PIECES = ['"', "“", "”", "'", "’", "''", "â€œ", "â€", "â€“", " ", "a", "Kami", ".", ",", "kata", "\n"]
TEXTS = st.lists(st.sampled_from(PIECES)).map("".join)


@given(TEXTS, TEXTS)
def test_quotations_are_ordered_lie_in_their_paragraph_and_hold_words(first: str, second: str) -> None:
    document = article(*(words for words in (first, second) if words.strip()))
    quotes = found_in(document)
    for quote in quotes:
        assert document.blocks[quote.paragraph].span.covers(quote.outer)
        assert quote.outer.covers(quote.span)
        assert quote.span.of(document.text).strip() == quote.span.of(document.text) != ""
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(quotes))


@pytest.mark.parametrize("pattern", ['"', ' "', '"a ', '"a" ', "“", "” ", "“a ", "'", " 'a", "a' ", "â€", '" kata ', "''"])
def test_time_grows_with_the_number_of_marks_and_no_faster(pattern: str) -> None:
    def seconds(size: int) -> float:
        document = article(pattern * (size // len(pattern)))
        start = process_time()
        find(document, [])
        return process_time() - start

    seconds(100)
    assert min(seconds(20_000) for _ in range(2)) < 50 * max(min(seconds(2_000) for _ in range(2)), 0.001)
