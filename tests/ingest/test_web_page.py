"""Web pages: what is read, what is menu, and what is refused."""

from pathlib import Path

import pytest

from kg.ingest import read
from kg.model import Document, Refusal

NEWS = (Path(__file__).parent / "pages" / "news.html").read_text(encoding="utf-8")
PROSE = "Bupati Sukamaju meresmikan pasar rakyat yang dibangun dengan dana APBD pada hari Senin di Sukamaju."


def read_page(tmp_path: Path, html: str | bytes, name: str = "page.html") -> Document | Refusal:
    path = tmp_path / name
    path.write_bytes(html.encode("utf-8") if isinstance(html, str) else html)
    (item,) = read([path])
    return item


def document(tmp_path: Path, html: str | bytes, name: str = "page.html") -> Document:
    item = read_page(tmp_path, html, name)
    assert isinstance(item, Document), item
    return item


def kept(document: Document) -> list[tuple[str, str]]:
    return [(block.place, block.span.of(document.text)) for block in document.blocks if block.place != "noise"]


def test_news_page(tmp_path: Path) -> None:
    page = document(tmp_path, NEWS)
    assert kept(page) == [
        ("title", "Bupati Resmikan Pasar Rakyat di Sukamaju"),
        ("lead", "SUKAMAJU – Bupati Sukamaju, Hj. Melati Kusuma, meresmikan Pasar Rakyat dengan dana APBD, Selasa (9/3/2021)."),
        ("body", "“Pasar ini milik warga, mari kita rawat bersama,” kata Melati di hadapan ratusan pedagang."),
        ("body", "Kepala Dinas Perdagangan, Budi Raharja, menambahkan bahwa pasar itu menampung 240 pedagang."),
        ("body", "Retribusi Digratiskan"),
        ("body", '"Tiga bulan gratis," ujarnya.'),
        ("body", "Kios 120"),
        ("body", "Los 120"),
        ("body", "Pembangunan pasar dimulai pada tahun 2019 dan sempat terhenti, sebelum dilanjutkan tahun lalu."),
    ]
    assert page.title == "Bupati Resmikan Pasar Rakyat di Sukamaju"
    assert (page.published, page.published_from) == ("2021-03-09", "metadata")
    assert (page.publisher, page.url) == ("Kabar Contoh", "https://kabar.example.id/2021/03/pasar")


def test_every_visible_line_is_in_the_text(tmp_path: Path) -> None:
    text = document(tmp_path, NEWS).text
    for words in ("Beranda", "Berita Terkait", "Terpopuler", "Mantap bu bupati", "© 2024 Kabar Contoh"):
        assert words in text
    assert "var menu" not in text
    assert "tersembunyi" not in text


@pytest.mark.parametrize("depth", [254, 300, 1500])
def test_deep_nesting_loses_nothing(tmp_path: Path, depth: int) -> None:
    inner = PROSE.replace("Senin", "Rabu")
    after = PROSE.replace("Senin", "Kamis")
    html = f"<html><body><p>{PROSE}</p>{'<div>' * depth}<p>{inner}</p>{'</div>' * depth}<p>{after}</p></body></html>"
    assert [words for _, words in kept(document(tmp_path, html))] == [PROSE, inner, after]


def test_lines_between_br(tmp_path: Path) -> None:
    lines = [PROSE, PROSE.replace("Senin", "Rabu"), '"Gratis," ujarnya.', PROSE.replace("Senin", "Kamis")]
    body = f"<h1>Bupati Resmikan Pasar</h1><div>{'<br><br>'.join(lines)}</div>"
    html = f"<html><body><div><a href=/>Beranda</a></div>{body}</body></html>"
    assert [words for _, words in kept(document(tmp_path, html))] == ["Bupati Resmikan Pasar", *lines]


def test_title_that_is_not_shown_becomes_the_first_line(tmp_path: Path) -> None:
    page = document(tmp_path, f"<html><head><title>Bupati Resmikan Pasar</title></head><body><p>{PROSE}</p></body></html>")
    assert page.text == f"Bupati Resmikan Pasar\n\n{PROSE}"
    assert kept(page) == [("title", "Bupati Resmikan Pasar"), ("lead", PROSE)]


LINKED = '<script type="application/ld+json">{}</script>'
DATES = [
    ('<meta property="article:published_time" content="2019-09-28WIB19:17:34+07:00">', "2019-09-28"),
    ('<meta name="publishdate" content="2019/04/22 10:10:10">', "2019-04-22"),
    (LINKED.replace("{}", '{"@graph": [{"@type": "NewsArticle", "datePublished": "2020-05-04T01:02:03Z"}]}'), "2020-05-04"),
    (LINKED.replace("{}", "{broken") + '<meta name="date" content="4 Mei 2020">', "2020-05-04"),
    (LINKED.replace("{}", "[" * 100_000), ""),
]


@pytest.mark.parametrize(("head", "date"), DATES)
def test_date_of_the_head(tmp_path: Path, head: str, date: str) -> None:
    page = document(tmp_path, f"<html><head>{head}</head><body><p>{PROSE}</p></body></html>")
    assert (page.published, page.published_from) == (date, "metadata" if date else "")


def test_date_of_the_time_element(tmp_path: Path) -> None:
    article = f'<article><time datetime="2018-02-01">kemarin</time><p>{PROSE}</p></article>'
    page = document(tmp_path, f'<html><body><time datetime="2024-12-01">hari ini</time>{article}</body></html>')
    assert page.published == "2018-02-01"


def test_date_line_of_the_page(tmp_path: Path) -> None:
    top = "<h1>Bupati Resmikan Pasar</h1><div>Senin, 5 Mei 2014</div>"
    page = document(tmp_path, f"<html><body>{top}<p>{PROSE}</p></body></html>")
    assert (page.published, page.published_from) == ("2014-05-05", "date line")


def test_declared_charset(tmp_path: Path) -> None:
    html = f'<html><head><meta charset="windows-1252"></head><body><p>{PROSE} “Ya”</p></body></html>'
    assert document(tmp_path, html.encode("cp1252")).text.endswith("“Ya”")


def test_page_in_a_text_file(tmp_path: Path) -> None:
    assert document(tmp_path, f"<!DOCTYPE html>\n<html><body><p>{PROSE}</p></body></html>", "page.txt").text == PROSE


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("rahasia", encoding="utf-8")
    html = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>{PROSE}</p><p>&x;</p></body></html>'
    assert "rahasia" not in document(tmp_path, html).text


ATTRIBUTES = " ".join(f"a{number}=1" for number in range(20_000))
QUOTED = " ".join(f'a{number}=">"' for number in range(20_000))
REFUSED = [
    ("<html><body><nav><a href=1>Beranda</a></nav><footer>Kabar Contoh</footer></body></html>", "no article"),
    ("<html><body></body></html>", "no article"),
    ("<html><body>" + "<a href=x>Bupati Buka Pasar Murah</a><br>" * 50 + "</body></html>", "no article"),
    (f"<html><body><p>{PROSE}</p><p {ATTRIBUTES}>x</p></body></html>", "tag is longer"),
    (f"<html><body><p>{PROSE}</p><p {QUOTED}>x</p>", "tag is longer"),
    (f"<html><body><script>a<b ='</script><p {ATTRIBUTES}>{PROSE}</p>", "tag is longer"),
    (f"<html><body><p>{PROSE}</p>{'<br>' * 100_001}</body></html>", "tags"),
    (f"<html><body><p>{PROSE}</p>{'<div>' * 2_001}x</body></html>", "nested"),
    (f"<html><body><p>{PROSE}</p>{'x' * 4_000_000}</body></html>", "larger than"),
    ("", "empty"),
    ("  \n", "empty"),
]


@pytest.mark.parametrize(("html", "reason"), REFUSED, ids=[f"{number}-{reason}" for number, (_, reason) in enumerate(REFUSED)])
def test_refused(tmp_path: Path, html: str, reason: str) -> None:
    item = read_page(tmp_path, html)
    assert isinstance(item, Refusal)
    assert reason in item.reason
    assert item.origin.endswith("page.html")


def test_extractor_failure_is_survived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def stumble(*_: object, **__: object) -> str:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "extract", stumble)
    assert ("lead", PROSE) in kept(document(tmp_path, f"<html><body><nav><a>Beranda</a></nav><p>{PROSE}</p></body></html>"))


def test_paragraphs_passed_over_by_the_extractor_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    days = ["Senin", "Selasa", "Rabu", "Kamis"]
    lines = [PROSE.replace("Senin", day).replace("Bupati", f"Pada {day} bupati") for day in days]
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: f"{lines[0]}\n{lines[3]}")
    html = "<html><body><article>" + "".join(f"<p>{line}</p>" for line in lines) + "</article></body></html>"
    assert [words for _, words in kept(document(tmp_path, html))] == lines
