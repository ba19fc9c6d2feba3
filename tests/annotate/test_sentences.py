"""Sentences. In the tables `| |` marks where one ends and the next begins; `|` alone where no white space stands between."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.sentences import first_end, spans, split
from kg.lexicon import read_table
from kg.model import Block, Document, Sentence, Span

ORDINARY = [
    "Jalan itu rampung pada 2019.| |Ia meresmikannya.",
    "Apakah sudah siap?| |Belum!| |Kami menunggu…| |Lalu pulang.",
    "Tidak ada tanda akhir",
    "  Spasi di tepi dibuang.  | |  Ya. ",
    "Harga Rp 1.250.000 per unit pukul 12.30 WIB.| |Ia membeli dua.",
    "Sebanyak 15 paket.| |15 paket itu lelang.",
    "Acara dihadiri (seluruh kepala dinas).| |Mereka duduk di depan.",
    "Nilainya 89,97 (baik.)| |Tahun lalu lebih rendah.",
    "Kegiatan itu meriah.| |- Bupati hadir.",
    "Ia diam... lalu pergi.| |Semua bubar.",
    "Daerah itu maju. , kata warga dengan senyum.",
]
ABBREVIATIONS = [
    "Bupati H. Amir Hamid dan Hj. Siti hadir.| |Ia memuji Dr. Ir. Budi Karya.",
    "Plt. Wali Kota, Drs. M. Teguh, dan Pj. Sekda datang.| |Mereka rapat.",
    "Kantornya di Jl. Merdeka No. 5 Kel. Karang Kec. Ilir Kab. Musi Prov. Sumsel.| |Ia tinggal di situ.",
    "Bantuan Rp. 500 juta dan Rp. 344. 320. 772. 000, 00 cair.| |Warga senang.",
    "Surat a.n. Bupati u.p. Sekda terkirim.| |Isinya singkat.",
    "Ia guru besar, Prof. Abd. Malik, di kampus itu.| |Semua kenal.",
    "Turut hadir K.H. Ahmad, H.M. Yasin dan R.A. Sari.| |Mereka berdoa.",
    "PT. Maju dan CV. Jaya menang.| |Keduanya lokal.",
    "Rapat tgl. 5 Mei batal.| |Panitia menunda.",
    "Itu segala hal.| |Warga paham.",
    "Buku itu hal. 12 dan Art. 5 saja.| |Sisanya lampiran.",
    "Ada beras, gula, dll.| |Semua murah.",
]
DEGREES = [
    "Sekda Amir Hamid, S.H., M.Si., memimpin.| |Ia tegas.",
    "Dipimpin Amir Hamid, S.H. M.Si. dan Budi, SH. MM. di aula.| |Rapat lancar.",
    "Dipimpin Amir Hamid, S.H.| |Kegiatan berlanjut.",
    "Sekda Amir Hamid, S.Sos. memimpin.| |Ia tegas.",
    "Kepala Dinas, Budi, M.Si.| |Ia tegas.",
]
LETTERS_AND_NUMBERS = [
    "Daerah itu di posisi D.| |Kemudian naik.",
    "Ia di Komisi A.| |Rapat usai.",
    "Pejabat eselon I.| |Mereka dilantik.",
    "1. Peningkatan jalan.| |2. Perbaikan jembatan.",
    "Programnya: 1. Jalan desa, 2. Jembatan gantung.| |Semua selesai.",
    "a. Surat permohonan.| |Itu saja.",
    "Syaratnya: a. Surat, b. Salinan KTP.| |Itu saja.",
    "II. Umum dan tujuan.| |Ini isinya.",
    "Penyakit COVID-19.| |Warga waspada.",
    "Hari jadi ke-16.| |Warga berpesta.",
]
GLUED = [
    "Masalah selesai kata warga tersebut.|Plt. Wali Kota hadir.",
    'Semua diperbaiki.|"Kami senang," kata Budi.',
    "Harapan Tim Penilai.|”Melalui kunjungan ini kami belajar”.",
    "Jalan rampung 2019.|Ia datang.",
    "Rapat usai (22/11).|Tampak hadir Camat.",
    "Didukung ibu PKK.|Kegiatan lancar.",
    "Ia memuji Sekda, M.Si di aula Inibalikpapan.com dan AKSARALOKA.COM.| |Semua setuju.",
    "Dikutip dari Kompas.Com dan PT.Maju serta H.Amir, S.Pd.I kemarin.| |Selesai.",
    "Kantornya di Kab.Musi dan Jl.Merdeka No.5.| |Dekat pasar.",
    "Ia pulang. (humas)",
]
DATELINES = [
    "PONTIANAK, KOMPAS.com – Gubernur meresmikan pasar.| |Warga hadir.",
    "BATULICIN – Pimpinan dinas rapat.| |Bupati memimpin.",
    "PALEMBANG-KRBerita.com-.Pemerintah bekerja.| |Jalan selesai.",
]
QUOTATIONS = [
    '"Jalan itu penting.| |Kita bangun," kata Budi, Senin (1/2).| |Ia pergi.',
    '"Kami siap," kata Budi.| |"Kami maju," katanya.',
    '"Kami siap." Ujar Bupati.| |Ia pulang.',
    '"Kami siap. " Ujar Bupati.| |Ia pulang.',
    "“Kegiatan ini baik”. Katanya",
    'Ini sekali". Ujar Kadis.| |Rapat usai.',
    "Kita hadir di sini”. kata Bupati.| |Ia pulang.",
    '"Kami siap."| |Bupati lalu pulang.',
    '"Kami siap."| |Menurut Bupati, jalan itu rampung.',
    '"Kami siap!" seru warga.| |Semua bersorak.',
    'Ia diam.| |" Kami siap sekarang," kata Budi.',
    '"Kami siap."|Ia menambahkan hal lain.',
    "â€œKami siap.â€| |Ia pulang.",
    "''Kami siap.''| |Ia pulang.",
]


def marked(text: str) -> tuple[str, list[str]]:
    """The text without its bars, and the sentences between them."""
    return text.replace("|", ""), [piece.strip() for piece in text.split("|") if piece.strip()]


@pytest.mark.parametrize(
    "text",
    ORDINARY + ABBREVIATIONS + DEGREES + LETTERS_AND_NUMBERS + GLUED + DATELINES + QUOTATIONS,
    ids=lambda text: text[:40],
)
def test_splits_where_the_bars_stand(text: str) -> None:
    plain, expected = marked(text)
    assert [span.of(plain) for span in spans(plain, Span(0, len(plain)))] == expected


def document(*blocks: tuple[str, str]) -> Document:
    """A document of paragraphs, each with its place."""
    text, found = "", []
    for place, words in blocks:
        found.append(Block(Span(len(text), len(text) + len(words)), place))
        text += words + "\n\n"
    return Document("a", text, tuple(found))


def test_sentences_know_their_place_and_paragraph() -> None:
    article = document(
        ("title", "Bupati Lantik Camat"), ("noise", "Baca juga: Lain"), ("lead", "Ia hadir. Ia pulang."), ("body", "Usai.")
    )
    assert [(s.span.of(article.text), s.place, s.paragraph) for s in split(article)] == [
        ("Bupati Lantik Camat", "title", 0),
        ("Ia hadir.", "lead", 1),
        ("Ia pulang.", "lead", 1),
        ("Usai.", "body", 2),
    ]


def test_a_blank_line_ends_a_sentence_and_a_single_line_end_does_not() -> None:
    text = "Bupati Amir\nmeresmikan pasar\n \nWarga senang"
    assert [span.of(text) for span in spans(text, Span(0, len(text)))] == ["Bupati Amir\nmeresmikan pasar", "Warga senang"]


def test_nothing_of_the_text_outside_the_block_is_looked_at() -> None:
    text = 'Ia hadir."Ujar Bupati'
    assert spans(text, Span(0, 9)) == [Span(0, 9)]
    assert first_end("Ia hadir. Ia pulang.", Span(0, 20)) == 9


TEXTS = st.lists(
    st.sampled_from(
        ["Ia", "hadir", "S.H", "H", ".", "!", "…", '"', "”", "“", " ", "\n", "1", ",", "(", ")", "Ujar", "â€", "''"]
    )
).map("".join)


@given(TEXTS)
def test_sentences_hold_every_word_once_in_order(text: str) -> None:
    found = spans(text, Span(0, len(text)))
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() and span.start < span.end for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("pattern", ["Ia hadir. ", "A. ", '"a." ', '".', "1. ", "Ab. Cd", ". ", ".", " "])
def test_time_grows_with_the_length_and_no_faster(pattern: str) -> None:
    def seconds(size: int) -> float:
        text = pattern * (size // len(pattern))
        start = process_time()
        spans(text, Span(0, len(text)))
        return process_time() - start

    seconds(100)
    assert min(seconds(20_000) for _ in range(2)) < 50 * max(min(seconds(2_000) for _ in range(2)), 0.001)


@pytest.mark.parametrize(("table", "columns"), [("stops.csv", ("form", "kind")), ("naming_words.csv", ("form", "reach"))])
def test_the_tables_list_each_word_once_in_small_letters(table: str, columns: tuple[str, str]) -> None:
    forms = [row.filled("form") for row in read_table(table, columns)]
    assert forms == [form.lower() for form in forms]
    assert len(forms) == len(set(forms))


def test_sentence_is_the_shared_type() -> None:
    assert split(document(("body", "Ia hadir."))) == [Sentence(Span(0, 9), "body", 0)]
