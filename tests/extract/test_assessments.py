"""Ratings of whole articles: who gets which value from whom."""

import time

import pytest
from articles import article

from kg.annotate import annotate
from kg.extract.assessments import find
from kg.extract.bodies import Bodies
from kg.extract.facts import read
from kg.extract.home import Home

BPK, KPK, ORI = "Badan Pemeriksa Keuangan", "Komisi Pemberantasan Korupsi", "Ombudsman Republik Indonesia"
PANRB = "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"
PPPA = "Kementerian Pemberdayaan Perempuan dan Perlindungan Anak"


def told(text: str) -> list[str]:
    """Each assessment as `assessor > subject: value`, with the year where there is one."""
    lines = []
    for made in read(article(*text.split("\n"))).assessments:
        subject = made.subject
        name = getattr(subject, "name", getattr(subject, "code", subject))
        assessor = made.assessor.name if made.assessor else "-"
        lines.append(f"{assessor} > {name}: {made.value}{' in ' + made.date if made.date else ''}")
    return lines


ASSESSMENTS = {
    "one verb for two": (
        "Opini BPK sudah terbit. Kabupaten Sambas dan Kabupaten Sanggau mendapat opini WTP dari BPK.",
        [f"{BPK} > 61.01: WTP", f"{BPK} > 61.03: WTP"],
    ),
    "a score for each": (
        "Dalam SPI oleh KPK, Kota Pontianak meraih nilai 78,51, Kabupaten Sambas 76,20 dan Kabupaten Sanggau 71,9.",
        [f"{KPK} > 61.71: 78,51", f"{KPK} > 61.01: 76,20", f"{KPK} > 61.03: 71,9"],
    ),
    "a score for each year": (
        "MCP KPK dibahas. Capaian MCP Kabupaten Sambas: 2019 (56,48), 2020 (63,15).",
        [f"{KPK} > 61.01: 56,48 in 2019", f"{KPK} > 61.01: 63,15 in 2020"],
    ),
    "the kabupaten, not the province behind it": (
        "Ombudsman RI menilai pelayanan publik terbaik:\n1. Pemkab Sambas, Kalimantan Barat (98,02).",
        [f"{ORI} > Pemerintah Kabupaten Sambas: 98,02"],
    ),
    "the one whose business the measure is": (
        "KPK hadir. Ombudsman RI juga hadir. Nilai MCP Pemkot Pontianak mencapai 88,10.",
        [f"{KPK} > Pemerintah Kota Pontianak: 88,10"],
    ),
    "named behind the value": (
        "Menurut Ombudsman RI, yang masih di zona kuning adalah Kementerian Sosial.",
        [f"{ORI} > Kementerian Sosial: zona kuning"],
    ),
    "told twice, with and without its giver": (
        "Pemkab Sambas meraih opini WTP. Kabupaten Sambas meraih opini WTP dari BPK.",
        [f"{BPK} > Pemerintah Kabupaten Sambas: WTP"],
    ),
    "a year between the index and its value": (
        "Indeks Reformasi Birokrasi Pemprov Kalbar tahun 2022 tercatat 64,62.",
        ["- > Pemerintah Provinsi Kalimantan Barat: 64,62 in 2022"],
    ),
    "the other clause has a subject of its own": (
        "Pemprov Kalbar menempati urutan kelima, sementara urutan pertama ada Provinsi Riau.",
        ["- > Pemerintah Provinsi Kalimantan Barat: urutan kelima", "- > 14: urutan pertama"],
    ),
    "a body that rates others is rated itself": (
        "KPK merilis SPI. Bank Indonesia mendapatkan nilai SPI 87,28 dan Kementerian Sosial memperoleh skor 80,15.",
        [f"{KPK} > Bank Indonesia: 87,28", f"{KPK} > Kementerian Sosial: 80,15"],
    ),
    "whole numbers": (
        "KPK merilis MCP. Provinsi Bali meraih skor 99, disusul oleh Kabupaten Sambas dengan skor 97.",
        [f"{KPK} > 51: 99", f"{KPK} > 61.01: 97"],
    ),
    "hoped for": ("Pemkot Pontianak menargetkan opini WTP dari BPK tahun depan.", []),
    "denied": ("Ombudsman RI menyebut tidak ada lagi kementerian di zona merah.", []),
    "whose data it is": ("Berdasarkan data Dinas Kesehatan Kota Pontianak, sektor jasa menempati peringkat pertama.", []),
}


@pytest.mark.parametrize(("text", "expected"), ASSESSMENTS.values(), ids=ASSESSMENTS)
def test_who_rates_whom(text: str, expected: list[str]) -> None:
    assert told(text) == expected


SUBJECTS = {
    "listed behind the value": (
        "Ombudsman RI menilai. Yang masuk zona hijau yaitu Kabupaten Sambas, Kabupaten Sanggau dan Kota Pontianak.",
        [f"{ORI} > 61.01: zona hijau", f"{ORI} > 61.03: zona hijau", f"{ORI} > 61.71: zona hijau"],
    ),
    "only counted": ("Ombudsman RI menilai. Di Kalbar ada tiga kabupaten yang berada di zona merah.", []),
    "counted, then named": (
        "BPK menilai. Dua daerah yang meraih WTP yakni Kabupaten Sambas dan Kabupaten Sanggau.",
        [f"{BPK} > 61.01: WTP", f"{BPK} > 61.03: WTP"],
    ),
    "counted beside one that is named": (
        "Hasil pemeriksaan BPK: Provinsi Kalbar dan 12 kabupaten lainnya meraih opini WTP.",
        [f"{BPK} > 61: WTP"],
    ),
    "the only one of its kind": (
        "Kementerian PANRB menilai. Kota Pontianak satu-satunya kabupaten/kota yang mendapat predikat B SAKIP.",
        [f"{PANRB} > 61.71: B"],
    ),
    "the national figure is nobody's": ("KPK merilis SPI. Skor SPI nasional tahun ini 71,53.", []),
    "the rank before its holder": (
        "Penilaian Ombudsman RI: Kota Pontianak peringkat 1. Peringkat kedua Kota Singkawang dengan nilai 88,10.",
        [f"{ORI} > 61.71: peringkat 1", f"{ORI} > 61.72: Peringkat kedua", f"{ORI} > 61.72: 88,10"],
    ),
    "a value for each of a list": (
        "Lomba itu ditutup. Kota Pontianak dan Kabupaten Sambas menempati peringkat kedua dan ketiga.",
        ["- > 61.71: peringkat kedua", "- > 61.01: peringkat ketiga"],
    ),
    "each its own": (
        "BPS merilis IPM. Kabupaten Sambas, Kabupaten Sanggau dan Kota Pontianak dengan IPM masing-masing 70,1, 69,2 dan 80,3.",
        ["Badan Pusat Statistik > 61.01: 70,1", "Badan Pusat Statistik > 61.03: 69,2", "Badan Pusat Statistik > 61.71: 80,3"],
    ),
    "a list of lines": (
        "KPK merilis skor SPI tertinggi, Kota Pontianak 80,1. Lainnya:\n- Kota Singkawang, Kalimantan Barat: 79,2 poin",
        [f"{KPK} > 61.71: 80,1", f"{KPK} > 61.72: 79,2"],
    ),
    "the list goes on": (
        "Predikat prima dari Kementerian Perhubungan diraih Polres Sambas. Selanjutnya, Polres Sanggau dan Polres Landak.",
        [f"Kementerian Perhubungan > Kepolisian Resor {name}: prima" for name in ("Sambas", "Sanggau", "Landak")],
    ),
    "a grade in brackets": (
        "Evaluasi SAKIP oleh Kementerian PANRB: Pemkab Sambas (BB), Pemkot Pontianak (A).",
        [f"{PANRB} > Pemerintah Kabupaten Sambas: BB", f"{PANRB} > Pemerintah Kota Pontianak: A"],
    ),
    "both of the sentence before": (
        "LHP diserahkan kepada Pemkab Sambas dan Pemkab Sanggau. Keduanya meraih opini WTP dari BPK.",
        [f"{BPK} > Pemerintah Kabupaten Sambas: WTP", f"{BPK} > Pemerintah Kabupaten Sanggau: WTP"],
    ),
    "spoken of before": (
        "Pemkot Pontianak meraih nilai MCP 88,10 dari KPK. Dengan itu naik ke peringkat kedua.",
        [f"{KPK} > Pemerintah Kota Pontianak: 88,10", f"{KPK} > Pemerintah Kota Pontianak: peringkat kedua"],
    ),
    "the one region of the article": (
        "Rapat dipimpin Bupati Sambas di Sambas. Hasil evaluasi Kementerian PANRB, nilai SAKIP tahun lalu adalah kategori B.",
        [f"{PANRB} > 61.01: B"],
    ),
    "a place below the kabupaten": (
        "Kelurahan Melati Indah, Kecamatan Pontianak Kota, Kota Pontianak meraih juara 1 lomba kelurahan.",
        ["- > Kelurahan Melati Indah: juara 1"],
    ),
    "handed to who holds the office": (
        "Wakil Presiden menyerahkan piala Juara I Lomba Kebersihan kepada Gubernur Kalbar.",
        ["- > 61: Juara I"],
    ),
    "the body, not the region it lies in": (
        "RSUD Kasih Ibu, Kabupaten Sambas, meraih predikat Sangat Baik dari Kementerian PANRB.",
        [f"{PANRB} > Rumah Sakit Umum Daerah Kasih Ibu: Sangat Baik"],
    ),
    "who hands out an award gets none": ("Pemkot Pontianak memberikan penghargaan Pelajar Award 2022 di Balai Kota.", []),
    "no capital of another": (
        "Pontianak, ibu kota Provinsi Kalimantan Barat, meraih KLA kategori Nindya dari Kementerian PPPA.",
        [f"{PPPA} > 61.71: Nindya"],
    ),
}

ASSESSORS = {
    "the office in the region": (
        "BPK RI Perwakilan Kalbar hanya memberikan opini WDP kepada Pemkab Sambas.",
        [f"{BPK} Perwakilan Provinsi Kalimantan Barat > Pemerintah Kabupaten Sambas: WDP"],
    ),
    "who holds office in it": (
        "Surat Menteri PANRB sudah terbit. Indeks SPBE Kabupaten Sambas 3,22.",
        [f"{PANRB} > 61.01: 3,22"],
    ),
    "told in the next sentence": (
        "Pemkot Pontianak meraih UHC Award 2023. Penghargaan diserahkan langsung oleh Menteri Kesehatan.",
        ["Kementerian Kesehatan > Pemerintah Kota Pontianak: UHC Award 2023"],
    ),
    "who published it": (
        "Yayasan Bina Kota merilis indeks kota ramah. Kota Pontianak meraih skor 6,48.",
        ["Yayasan Bina Kota > 61.71: 6,48"],
    ),
    "an auditor gives no other grade": (
        "Pemkab Sambas meraih WTP dari BPK. Pemkab Sambas juga meraih juara umum MTQ.",
        [f"{BPK} > Pemerintah Kabupaten Sambas: WTP", "- > Pemerintah Kabupaten Sambas: juara umum"],
    ),
}

VALUES = {
    "before and after a change": (
        "Nilai MCP Kota Pontianak dari KPK naik dari 62,11 pada 2021 menjadi 70,2.",
        [f"{KPK} > 61.71: 62,11 in 2021", f"{KPK} > 61.71: 70,2"],
    ),
    "the change itself is no score": (
        "Nilai MCP Pemkot Pontianak dari KPK naik 5,15 persen menjadi 67,19 persen.",
        [f"{KPK} > Pemerintah Kota Pontianak: 67,19 persen"],
    ),
    "another year": (
        "Capaian MCP Kalbar pada 2021 sebesar 92,92 persen, sedangkan pada 2020 sebesar 82,78 persen, kata KPK.",
        [f"{KPK} > 61: 92,92 persen in 2021", f"{KPK} > 61: 82,78 persen in 2020"],
    ),
    "one opinion in two spellings": (
        "Pemkab Sambas meraih opini wajar tanpa pengecualian dari BPK. Opini WTP itu diraih Pemkab Sambas lagi.",
        [f"{BPK} > Pemerintah Kabupaten Sambas: wajar tanpa pengecualian"],
    ),
    "a limit": ("KPK menghargai MCP Kota Pontianak dan Kabupaten Sambas yang capaiannya di atas 80 persen.", []),
    "defined": ("Komisi Informasi memberi predikat, yakni Informatif dengan nilai 90 sampai dengan 100.", []),
    "explained": ("Pemkab Sambas hadir. Menurut BPK, opini WTP merupakan opini tertinggi.", []),
    "on condition": ("Jika Pemkab Sambas meraih opini WTP dari BPK, TPP naik.", []),
    "denied of one": ("Menurut BPK, Kabupaten Sambas tidak meraih WTP.", []),
    "plain figures": (
        "Menurut BPS, inflasi Kota Pontianak mencapai 2,31 persen, urutan ketiga di Kalbar.",
        [],
    ),
    "an electoral poll": ("Skor survei itu: elektabilitas Bupati Sambas mencapai 45,60 persen, peringkat kedua.", []),
}


@pytest.mark.parametrize(("text", "expected"), SUBJECTS.values(), ids=SUBJECTS)
def test_who_gets_a_value(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), ASSESSORS.values(), ids=ASSESSORS)
def test_who_gives_a_value(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), VALUES.values(), ids=VALUES)
def test_what_is_a_value(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "repeated",
    [
        "Kota Pontianak meraih skor SPI 70,2, ",
        "Kota Pontianak, ",
        "Desa Melati Indah, RW 11, ",
        "tiga kabupaten, ",
        "pada tahun 2021 ",
        "Bupati Sambas, ",
        "meraih Award Award ",
        "sementara, KPK, ",
    ],
)
def test_a_long_sentence_takes_linear_time(repeated: str) -> None:
    def spent(times: int) -> float:
        annotated = annotate(article("KPK. " + repeated * times + "meraih skor MCP 70,2"))
        bodies = Bodies(annotated, Home(annotated))
        started = time.process_time()
        find(annotated, bodies)
        return time.process_time() - started

    assert spent(4000) < 10 * max(spent(1000), 0.05)
