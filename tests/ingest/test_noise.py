"""Which lines are noise, why, and which stay although they look alike."""

import pytest

from kg.errors import DataError
from kg.ingest.boilerplate import _rows, boilerplate
from kg.ingest.clean import clean
from kg.ingest.lines import lines_of

TITLE = "Bupati Sukamaju Resmikan Pasar Rakyat Baru"
LEAD = "SUKAMAJU - Bupati Sukamaju Melati Kusuma meresmikan Pasar Rakyat yang dibangun dengan dana APBD pada hari Senin."
SECOND = "Kepala Dinas Perdagangan Budi Raharja menambahkan bahwa pasar itu menampung dua ratus empat puluh pedagang."
LAST = "Acara itu dihadiri para camat, lurah, dan tokoh masyarakat dari seluruh kecamatan di kabupaten itu."
ARTICLE = [TITLE, LEAD, SECOND, LAST]


def judged(lines: list[str]) -> list[tuple[str, str, str]]:
    text = "\n".join(lines)
    return [(block.span.of(text), block.place, block.reason) for block in clean(text, lines_of(text)).blocks]


def noise(lines: list[str]) -> dict[str, str]:
    return {words: reason for words, place, reason in judged(lines) if place == "noise"}


def read(lines: list[str]) -> list[str]:
    return [words for words, place, _ in judged(lines) if place != "noise"]


def test_places_of_a_plain_article() -> None:
    assert [place for _, place, _ in judged(ARTICLE)] == ["title", "lead", "body", "body"]


INSIDE_THE_BODY = [
    ("SCROLL TO CONTINUE WITH CONTENT", "advertisement"),
    ("ADVERTISEMENT", "advertisement"),
    ("- Advertisement -", "advertisement"),
    ("Baca juga: Wali Kota Buka Pekan Olahraga Pelajar", "link to another article"),
    ("BACA JUGA : Wali Kota Buka Pekan Olahraga Pelajar", "link to another article"),
    ("Baca Juga Wali Kota Buka Pekan Olahraga Pelajar", "link to another article"),
    ("• Baca juga: Ini sebab banjir di Sukamaju menurut ahli.", "link to another article"),
    ("BACA JUGA", "link to another article"),
    ("Lihat juga: Foto Pasar Rakyat", "link to another article"),
    ('Tonton juga video "Pasar Rakyat Sukamaju Diserbu Warga" di sini:', "link to another article"),
    ("Simak juga Video: Pasar Rakyat Diserbu Warga", "link to another article"),
    ("Simak Video 'Pasar Rakyat Diserbu Warga':", "link to another article"),
    ("Saksikan Live Kabar Pagi :", "link to another article"),
    ("Simak berita lainnya di Google News", "link to another article"),
    ("Selengkapnya", "link to another article"),
    ("[Gambas:Video 20detik]", "embedded media"),
    ('[gallery ids="12,13"]', "embedded media"),
    ("Halaman 2 dari 3", "page counter"),
    ("• 3 min read", "page counter"),
    ("Dibaca: 1.204 kali", "page counter"),
    ("Share", "share bar"),
    ("Facebook Twitter WhatsApp Telegram", "share bar"),
    ("Bagikan ke: Facebook | X | WhatsApp", "share bar"),
    ("Editor: Admin Web", "byline"),
    ("Penulis : Tim Kabar", "byline"),
    ("Reporter: AB/CD", "byline"),
    ("(rls/adv)", "byline"),
    ("(***)", "separator"),
    ("-----", "separator"),
    ("Foto: Humas Pemkab Sukamaju", "photo credit"),
    ("(Foto: Dok. Humas)", "photo credit"),
    ("Sumber: https://kabar.example.id/pasar", "source line"),
    ("Tags: pasar, sukamaju", "tags"),
    ("Dapatkan update berita pilihan setiap hari dari kami.", "subscription"),
    ("Ikuti kami di Google News", "subscription"),
    ("(adsbygoogle = window.adsbygoogle || []).push({});", "script"),
    ("Home", "navigation"),
    ("Beranda » Daerah » Sukamaju", "navigation"),
]


@pytest.mark.parametrize(("line", "reason"), INSIDE_THE_BODY)
def test_line_is_noise_wherever_it_stands(line: str, reason: str) -> None:
    assert noise([TITLE, LEAD, line, SECOND, LAST]) == {line: reason}
    assert noise([TITLE, LEAD, SECOND, LAST, line]) == {line: reason}


AFTER_THE_BODY = [
    ("COPYRIGHT © ANTARA News Sukamaju 2019", "copyright"),
    ("© 2024 Kabar Sukamaju", "copyright"),
    ("Hak cipta dilindungi undang-undang", "copyright"),
    ("Copyright 2024 Kabar Sukamaju. All Rights Reserved", "copyright"),
    ("Artikel ini telah tayang di Kabar Contoh dengan judul Pasar Rakyat", "republication note"),
    ("Leave a Reply", "comment form"),
    ("Tinggalkan Balasan", "comment form"),
    ("Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *", "comment form"),
    ("Simpan nama, email, dan situs web saya pada peramban ini untuk komentar saya berikutnya.", "comment form"),
    ("3 Komentar", "comment form"),
    ("This website uses cookies to improve your experience.", "cookie notice"),
    ("error: Content is protected !!", "copy protection"),
]


@pytest.mark.parametrize(("line", "reason"), AFTER_THE_BODY)
def test_footer_ends_the_article(line: str, reason: str) -> None:
    menu = "Tentang Redaksi Kabar Sukamaju"
    assert noise([*ARTICLE, line, menu]) == {line: reason, menu: "after the article"}


@pytest.mark.parametrize(("line", "reason"), AFTER_THE_BODY)
def test_prose_after_a_footer_is_kept(line: str, reason: str) -> None:
    assert read([TITLE, LEAD, SECOND, line, LAST]) == ARTICLE


NEAR_MISSES = [
    "Warga dapat membaca juga buku di perpustakaan pasar itu.",
    "Baca juga buku panduan itu sebelum mendaftar, kata Kepala Dinas Perdagangan kepada para pedagang di lokasi.",
    "Simak penjelasan Kepala Dinas Perdagangan berikut.",
    "Lihat juga kondisi warga yang tinggal di bantaran sungai, ujarnya.",
    "Ia meminta editor media daerah menjaga mutu berita.",
    "Foto bersama Bupati menutup kegiatan peresmian itu.",
    "Penulis buku itu hadir dalam acara peresmian pasar.",
    "Komentar warga beragam atas pembukaan pasar itu.",
    "Halaman pasar itu kini 2 kali lebih luas dari sebelumnya.",
    "Pemerintahan daerah harus melayani warga, katanya.",
    "Terpopuler di antara warga adalah lapak sayur, ujarnya.",
    "Berita terkait pasar itu dibantah oleh Kepala Dinas.",
    '(Bupati) Sukamaju," kata Budi.',
    "(22 Mei)",
    '"Iya, betul," ujar Budi.',
    "Hak cipta motif batik itu sudah didaftarkan, katanya.",
    "Rekomendasi Tim Penilai",
    "Semua Dinas Harus Berkoordinasi dengan Bupati",
    "Share pasar rakyat terhadap PAD naik, katanya.",
    "Link pendaftaran dibuka besok, ujarnya.",
    "Sumber air di pasar itu berasal dari dua sumur bor.",
    "Tim Peliputan Diskominfo Sukamaju",
    "Home industri di Sukamaju tumbuh pesat, katanya.",
    "Advertorial",
    "12 Maret 2020",
]


@pytest.mark.parametrize("line", NEAR_MISSES)
def test_near_miss_stays(line: str) -> None:
    assert noise([TITLE, LEAD, line, SECOND, LAST]) == {}


@pytest.mark.parametrize("label", ["Pemerintahan", "Advetorial", "Politik & Pemerintahan", "DPRD"])
def test_category_label_is_noise_above_the_article_only(label: str) -> None:
    assert noise([label, *ARTICLE]) == {label: "category label"}
    assert noise([TITLE, label, LEAD, SECOND]) == {label: "category label"}
    assert noise([*ARTICLE, label]) == {}


DATE_LINES = ["December 1, 2024", "• Februari 1, 2018", "Kamis, 31 Maret 2022 | 10:15 WIB", "oleh Admin - 3 Mei 2021"]


@pytest.mark.parametrize("line", DATE_LINES)
def test_date_above_the_article_is_noise(line: str) -> None:
    assert noise([TITLE, line, LEAD, SECOND]) == {line: "date line"}


def test_dateline_is_no_date_line() -> None:
    assert noise(["KOTA SUKAMAJU - Selasa, 22 November 2022", LEAD, SECOND]) == {}


GLUED = [
    (f"{SECOND}SCROLL TO CONTINUE WITH CONTENT", [SECOND], "SCROLL TO CONTINUE WITH CONTENT"),
    (f"ADVERTISEMENT {SECOND}", [SECOND], "ADVERTISEMENT"),
    (f"{SECOND} ADVERTISEMENT {LAST}", [SECOND, LAST], "ADVERTISEMENT"),
    (f"{SECOND} [Gambas:Instagram] {LAST}", [SECOND, LAST], "[Gambas:Instagram]"),
    (f"{SECOND} Baca juga: Wali Kota Buka Pekan Olahraga", [SECOND], "Baca juga: Wali Kota Buka Pekan Olahraga"),
    (f"Baca juga: Wali Kota Buka Pekan. {SECOND} {LAST}", [f"{SECOND} {LAST}"], "Baca juga: Wali Kota Buka Pekan."),
    (f"{SECOND} Copyright © Kabar Sukamaju 2019", [SECOND], "Copyright © Kabar Sukamaju 2019"),
]


@pytest.mark.parametrize(("line", "kept", "cut"), GLUED)
def test_noise_inside_a_line_leaves_the_rest(line: str, kept: list[str], cut: str) -> None:
    lines = [TITLE, LEAD, line]
    assert read(lines) == [TITLE, LEAD, *kept]
    assert list(noise(lines)) == [cut]


def test_prose_glued_behind_a_link_is_never_lost() -> None:
    line = f"Baca juga: {SECOND} {LAST}"
    assert read([TITLE, LEAD, line]) == [TITLE, LEAD, f"{SECOND} {LAST}"]


def test_lower_case_advertisement_is_a_word() -> None:
    assert noise([TITLE, LEAD, "Istilah advertisement dipakai dalam kontrak itu, katanya."]) == {}


def test_link_standing_alone_takes_the_headline_below() -> None:
    headline = "Wali Kota Buka Pekan Olahraga Pelajar"
    lines = ["BACA JUGA :", headline]
    assert noise([TITLE, LEAD, *lines, SECOND]) == dict.fromkeys(lines, "link to another article")


def test_link_standing_alone_takes_a_bulleted_list() -> None:
    lines = ["Baca juga:", "• Wali Kota Buka Pekan Olahraga", "• Gubernur Tinjau Jembatan Gantung"]
    assert noise([TITLE, LEAD, *lines, SECOND]) == dict.fromkeys(lines, "link to another article")


@pytest.mark.parametrize(
    "line",
    [
        "“Saya minta semuanya bisa diselesaikan bulan ini,” perintah Bupati.",
        "Bupati juga mengingatkan para kepala dinas agar tidak menunda pekerjaan.",
        "Retribusi Gratis",
    ],
)
def test_link_standing_alone_leaves_the_article(line: str) -> None:
    assert noise([TITLE, LEAD, "BACA JUGA :", line, SECOND]) == {"BACA JUGA :": "link to another article"}


@pytest.mark.parametrize("heading", ["Berita Terkait", "ARTIKEL TERKAIT:", "Terpopuler", "Berita Lainnya", "Related Posts"])
def test_list_of_other_articles(heading: str) -> None:
    others = ["Wali Kota Buka Pekan Olahraga Pelajar", "Gubernur Tinjau Jembatan Gantung", "DPRD Sahkan Perda Pasar Rakyat"]
    lines = [*ARTICLE, heading, others[0], "admin", others[1], "12 Maret 2020", others[2]]
    assert read(lines) == ARTICLE
    assert {noise(lines)[other] for other in others} == {"list of other articles"}


def test_article_goes_on_after_a_list() -> None:
    quote = '"Pasar ini milik warga," ujar Melati.'
    goes_on = [quote, "Retribusi Digratiskan Sementara", LAST]
    assert read([TITLE, LEAD, "Berita Terkait", "Wali Kota Buka Pekan Olahraga", *goes_on]) == [TITLE, LEAD, *goes_on]


def test_repeated_paragraphs_are_kept_once() -> None:
    lines = [*ARTICLE, LEAD, SECOND.replace(" ", "  ", 1), '"Ini luar biasa," ujarnya.', '"Ini luar biasa," ujarnya.']
    assert list(noise(lines).values()) == ["repeated", "repeated"]
    assert read(lines).count('"Ini luar biasa," ujarnya.') == 2


def test_excerpt_of_a_paragraph() -> None:
    assert noise([TITLE, SECOND[:70] + "...", LEAD, SECOND]) == {SECOND[:70] + "...": "excerpt"}
    assert noise([TITLE, LEAD, "Ia berjanji akan kembali lagi ke pasar itu bersama warga..."]) == {}


@pytest.mark.parametrize("again", [TITLE, TITLE.upper(), TITLE[:-1], TITLE[:30], f"{TITLE} - Kabar Contoh"])
def test_title_repeated(again: str) -> None:
    assert noise([TITLE, again, LEAD, SECOND]) == {again: "title repeated"}


@pytest.mark.parametrize("line", [f"{TITLE} bersama para pedagang dan tokoh masyarakat.", "Bupati Sukamaju"])
def test_title_not_repeated(line: str) -> None:
    assert noise([TITLE, LEAD, line]) == {}


TITLES = [
    ([TITLE, LEAD, SECOND], TITLE),
    (["Pemerintahan", "", TITLE, LEAD], TITLE),
    (["Kabar Sukamaju", TITLE, LEAD, SECOND], TITLE),
    (["Portal Berita Warga Sukamaju Raya", TITLE, TITLE, LEAD], TITLE),
    (["Bupati lantik tiga camat", LEAD], "Bupati lantik tiga camat"),
    (["4 Camat di Sukamaju Dilantik Bupati", LEAD], "4 Camat di Sukamaju Dilantik Bupati"),
    (["# " + TITLE, LEAD], TITLE),
    ([LEAD, SECOND], ""),
    (["SUKAMAJU", LEAD], ""),
    (["KOTA SUKAMAJU - Selasa, 22 November 2022", LEAD], ""),
    (["Tim News Room Diskominfo Sukamaju.", LEAD], ""),
    ([TITLE], ""),
]


@pytest.mark.parametrize(("lines", "title"), TITLES)
def test_title(lines: list[str], title: str) -> None:
    text = "\n".join(lines)
    assert clean(text, lines_of(text)).title == title


def test_what_stands_above_the_title_is_noise() -> None:
    assert noise(["Kabar Sukamaju", TITLE, LEAD]) == {"Kabar Sukamaju": "above the title"}


def test_lead_is_the_first_paragraph() -> None:
    lines = [TITLE, "Tim News Room Diskominfo Sukamaju.", LEAD, SECOND]
    assert [place for _, place, _ in judged(lines)] == ["title", "body", "lead", "body"]


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", "\u2028", "\\r\\n", "\n\n \\r\\n\\r\\n\n"])
def test_line_ends(separator: str) -> None:
    text = separator.join(ARTICLE)
    assert [line.text for line in lines_of(text)] == ARTICLE
    assert all(text[line.start : line.end] == line.text for line in lines_of(text))


def test_the_list_is_reachable_row_by_row() -> None:
    table = boilerplate()
    assert len(table.lines) > 200
    for row in table.triggers:
        line = row.words.upper() if row.form == "inside" else row.words
        assert any(hit.row == row or len(hit.row.words) > len(row.words) for hit in table.hits(line)), row


BROKEN_LISTS = [
    ("words,form\na,line", "expected the columns"),
    ("words,form,effect,longest,reason\nBaca,line,,,x", "row 2, words"),
    ("words,form,effect,longest,reason\nbaca,lines,,,x", "row 2, form"),
    ("words,form,effect,longest,reason\nbaca,line,all,,x", "row 2, effect"),
    ("words,form,effect,longest,reason\nbaca,line,,many,x", "row 2, longest"),
    ("words,form,effect,longest,reason\nbaca,line,,,", "row 2, reason"),
    ("words,form,effect,longest,reason\nbaca,start,,,x\nbaca,tail,,,x", "row 3: 'baca' is there twice"),
]


@pytest.mark.parametrize(("table", "message"), BROKEN_LISTS)
def test_broken_list_names_row_and_column(table: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        list(_rows(table))
