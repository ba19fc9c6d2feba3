"""Files, folders, standard input; ids, order, and what is refused."""

import gzip
import io
import json
import os
import pickle
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest import read, read_source, reread, sources, unique
from kg.ingest.metadata import Metadata
from kg.ingest.reader import _of_text
from kg.model import Document, Refusal

BODY = "Bupati Sukamaju meresmikan pasar rakyat yang dibangun dengan dana APBD pada hari Senin."


def write(folder: Path, name: str, data: str | bytes = BODY) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def ids(found: list[Document | Refusal]) -> list[str]:
    return [item.id for item in found if isinstance(item, Document)]


def refused(folder: Path, found: list[Document | Refusal]) -> dict[str, str]:
    return {item.origin.removeprefix(f"{folder}/"): item.reason for item in found if isinstance(item, Refusal)}


def one(text: str) -> Document:
    document = _of_text(text, "a", "a.txt", Metadata())
    assert isinstance(document, Document)
    return document


FRONT = [
    ("Bupati Resmikan Pasar\n\nPublished: 10/20/2025 21:36\nSource: https://www.kabar.example.id/d-1/pasar\n\n" + BODY,
     ("Bupati Resmikan Pasar", "2025-10-20", "kabar.example.id", "https://www.kabar.example.id/d-1/pasar")),
    ("Bupati Resmikan Pasar\r\n\r\nPUBLISHED: 2019-04-12\r\n\r\n" + BODY, ("Bupati Resmikan Pasar", "2019-04-12", "", "")),
    ("Title: Bupati Resmikan Pasar\nPublisher: Kabar Contoh\nUrl: https://a.example.id/x\n\n" + BODY,
     ("Bupati Resmikan Pasar", "", "Kabar Contoh", "https://a.example.id/x")),
    ("Judul: Bupati Resmikan Pasar\nTanggal: 5 Mei 2014\nSumber: Humas Pemkab\n" + BODY,
     ("Bupati Resmikan Pasar", "2014-05-05", "Humas Pemkab", "")),
    ('---\ntitle: "Bupati Resmikan Pasar"\ndate: 2020-05-04\n---\n# Bupati Resmikan Pasar\n\n' + BODY,
     ("Bupati Resmikan Pasar", "2020-05-04", "", "")),
    ("Source: javascript:alert(1)\n\n" + BODY, ("", "", "javascript:alert(1)", "")),
    ("Published: segera\n\n" + BODY, ("", "", "", "")),
    ("Bupati Resmikan Pasar\n\n" + BODY + "\nPublished: 2019-04-12", ("Bupati Resmikan Pasar", "", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FRONT)
def test_front_matter(text: str, expected: tuple[str, str, str, str]) -> None:
    document = one(text)
    assert (document.title, document.published, document.publisher, document.url) == expected
    assert document.text == text
    read_words = [block.span.of(text) for block in document.blocks if block.place != "noise"]
    assert BODY in read_words
    assert not any(":" in words for words in read_words if not text.endswith(words))


def test_title_behind_its_key_is_evidence() -> None:
    document = one(f"Title: Bupati Resmikan Pasar\n\n{BODY}")
    assert [(block.place, block.span.of(document.text).strip()) for block in document.blocks] == [
        ("noise", "Title:"),
        ("title", "Bupati Resmikan Pasar"),
        ("lead", BODY),
    ]


DATED = [
    (f"December 1, 2024\nBupati Resmikan Pasar\n• Februari 1, 2018\n{BODY}", "2018-02-01", "date line"),
    (f"Bupati Resmikan Pasar\nDecember 1, 2024\n{BODY}", "2024-12-01", "date line"),
    (f"Bupati Resmikan Pasar\n{BODY}\nPeresmian digelar Senin (22/04/2019) di alun-alun kota itu.", "2019-04-22", "text"),
    (f"Bupati Resmikan Pasar\n{BODY}\nCOPYRIGHT © ANTARA News Sukamaju 2019", "2019", "text"),
    (f"Bupati Resmikan Pasar\n{BODY}\n© 2024 Kabar Sukamaju", "", ""),
    (f"Bupati Resmikan Pasar 2019\n{BODY}", "", ""),
    (f"Bupati Resmikan Pasar\n{BODY}\nBerita Terkait\n12 Maret 2020", "", ""),
]


@pytest.mark.parametrize(("text", "date", "origin"), DATED)
def test_date_of_the_text(text: str, date: str, origin: str) -> None:
    assert (one(text).published, one(text).published_from) == (date, origin)


def test_publisher_and_address_of_the_last_lines() -> None:
    assert one(f"{BODY}\nCOPYRIGHT © ANTARA News Sukamaju 2019").publisher == "ANTARA News Sukamaju"
    linked = one(f"{BODY}\nsumber: https://www.kabar.example.id/x")
    assert (linked.publisher, linked.url) == ("kabar.example.id", "https://www.kabar.example.id/x")


def test_folder_is_read_in_order_whatever_the_disk_says(tmp_path: Path) -> None:
    names = ["b/2.txt", "b/10.md", "a.txt", "c.html", "b.csv"]
    random.Random(3).shuffle(names)
    for name in names:
        write(tmp_path, name, "text\nx")
    write(tmp_path, ".hidden.txt")
    write(tmp_path, ".git/x.txt")
    write(tmp_path, "gambar.png")
    write(tmp_path, "README.md")
    listed = [source.path.removeprefix(f"{tmp_path}/") for source in sources([tmp_path])]
    assert listed == ["a.txt", "b/10.md", "b/2.txt", "b.csv", "c.html"]
    assert sources([tmp_path / "b", tmp_path, tmp_path / "a.txt"]) != []
    again = [source.path for source in sources([tmp_path / "c.html", tmp_path, tmp_path / "b"])]
    assert sorted(again) == sorted(source.path for source in sources([tmp_path]))
    assert again == [source.path for source in sources([tmp_path])]


def test_ids_come_from_names(tmp_path: Path) -> None:
    write(tmp_path, "a.b.TXT")
    write(tmp_path, "c.txt.gz", gzip.compress(BODY.encode()))
    write(tmp_path, "d.md")
    named = write(tmp_path, "catatan.2020")
    assert ids(list(read([tmp_path, named]))) == ["a.b", "c", "catatan.2020", "d"]


def test_same_id_is_refused_for_the_later_one(tmp_path: Path) -> None:
    write(tmp_path, "a/x.txt")
    write(tmp_path, "b/x.txt", BODY + " Lagi.")
    write(tmp_path, "c.jsonl", json.dumps({"id": "x", "text": BODY}))
    found = list(read([tmp_path / "c.jsonl", tmp_path / "b", tmp_path / "a"]))
    assert ids(found) == ["x"]
    assert refused(tmp_path, found) == {
        "b/x.txt": f"same id as {tmp_path}/a/x.txt: x",
        "c.jsonl:1": f"same id as {tmp_path}/a/x.txt: x",
    }


def test_same_text_under_another_id_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt")
    first, second = (item for item in read([tmp_path]) if isinstance(item, Document))
    assert first.digest == second.digest


def test_a_pool_may_read_source_by_source(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.jsonl", "d.txt.gz"):
        write(tmp_path, name, '{"text": "Bupati hadir."}')
    listed = pickle.loads(pickle.dumps(sources([tmp_path])))
    assert [source.size for source in listed] == [25] * 4
    assert list(unique(item for source in listed for item in read_source(source))) == list(read([tmp_path]))


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = f"  Bupati Resmikan Pasar\r\n\r\n{BODY}\u2028e\u0301\xa0\n"
    path = write(tmp_path, "a.txt", b"\xef\xbb\xbf" + text.encode())
    (document,) = read([path])
    assert isinstance(document, Document)
    assert document.text == text


REFUSED_FILES = [
    ("a.txt", b"", "empty"),
    ("a.txt", b" \n\t\r\n", "empty"),
    ("a.txt", b"\xef\xbb\xbf", "empty"),
    ("a.txt", b"Joko\x00Widodo", "NUL"),
    ("a.txt", gzip.compress(b"x"), "gzip data; expected text"),
    ("a.txt", b"x" * 4_000_001, "larger than 4,000,000 bytes"),
    ("a.txt.gz", gzip.compress(b"x" * 50_000_000), "larger than 4,000,000 bytes"),
    ("a.txt.gz", b"Bupati", "no gzip data"),
    ("a.txt.gz", gzip.compress(b"x" * 1000)[:-12], "damaged gzip"),
    ("a.txt.gz", b"\x1f\x8b\x08\x00rusak sekali", "damaged"),
    ("a.jsonl", b"", "empty; expected records"),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED_FILES, ids=range(len(REFUSED_FILES)))
def test_refused_files(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    write(tmp_path, name, data)
    write(tmp_path, "z.txt")
    found = list(read([tmp_path]))
    assert ids(found) == ["z"]
    assert list(refused(tmp_path, found)) == [name]
    assert reason in refused(tmp_path, found)[name]


def test_special_files_are_refused(tmp_path: Path) -> None:
    outside = write(tmp_path, "luar/rahasia.txt")
    folder = tmp_path / "masuk"
    write(folder, "baik.txt")
    (folder / "link.txt").symlink_to(outside)
    (folder / "putus.txt").symlink_to(tmp_path / "tidak-ada")
    (folder / "putar").symlink_to(folder)
    (folder / "satu.txt").symlink_to(folder / "satu.txt")
    os.mkfifo(folder / "pipa.txt")
    (folder / "map.txt").mkdir()
    found = list(read([folder]))
    assert ids(found) == ["baik"]
    reasons = refused(folder, found)
    assert sorted(reasons) == ["link.txt", "pipa.txt", "putar", "putus.txt", "satu.txt"]
    assert reasons["pipa.txt"] == "not a regular file"
    assert "symbolic link" in reasons["link.txt"]


def test_named_link_is_followed(tmp_path: Path) -> None:
    target = write(tmp_path, "asli.txt")
    (tmp_path / "link.txt").symlink_to(target)
    assert ids(list(read([tmp_path / "link.txt"]))) == ["link"]


@pytest.mark.parametrize("path", ["tidak-ada.txt", "/dev/null", "/dev/zero", "\x00", "a\nb.txt", "x" * 5000])
def test_what_cannot_be_opened_is_one_refusal(path: str) -> None:
    (item,) = read([path])
    assert isinstance(item, Refusal)
    assert item.reason and "\n" not in item.reason + item.origin


def test_names_that_cannot_be_reported_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_text(BODY, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(BODY, encoding="utf-8")
    found = list(read([tmp_path]))
    assert ids(found) == []
    assert sorted(item.reason for item in found if isinstance(item, Refusal)) == [
        "its name holds a control character; rename it",
        "its name is not UTF-8; rename it",
    ]
    assert all(item.origin.isprintable() for item in found)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
def test_unreadable_file(tmp_path: Path) -> None:
    write(tmp_path, "a.txt").chmod(0)
    assert "denied" in refused(tmp_path, list(read([tmp_path])))["a.txt"]


def test_file_exchanged_for_a_link_is_not_followed(tmp_path: Path) -> None:
    path = write(tmp_path, "a/x.txt")
    listed = sources([tmp_path / "a"])
    path.unlink()
    path.symlink_to(write(tmp_path, "rahasia.txt"))
    (item,) = read_source(listed[0])
    assert isinstance(item, Refusal)


STDIN = [
    (BODY.encode(), ["stdin"]),
    (b'\n {"id": "x", "text": "Isi."}\n{"text": "Isi lain."}', ["x", "stdin-3"]),
    ('{"id": "x", "text": "Isi."}'.encode("utf-16"), ["x"]),
    ('{"id": "x", "text": "Isi."}'.encode("utf-8-sig"), ["x"]),
]


@pytest.mark.parametrize(("data", "expected"), STDIN)
def test_standard_input(data: bytes, expected: list[str]) -> None:
    found = list(read(["-"], stdin=io.BytesIO(data)))
    assert ids(found) == expected
    assert found[-1].origin.startswith("-")


def test_standard_input_larger_than_a_buffer() -> None:
    lines = "".join(json.dumps({"id": str(number), "text": BODY * 3}) + "\n" for number in range(500))
    assert len(ids(list(read(["-"], stdin=io.BytesIO(lines.encode()))))) == 500


def test_standard_input_without_a_stream() -> None:
    assert refused(Path(), list(read(["-"]))) == {"-": "standard input is not at hand"}


def test_reread_finds_the_same_documents(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "jam 10:30.txt")
    write(tmp_path, "b.jsonl", "".join(json.dumps({"isi": f"{BODY} {number}"}) + "\n" for number in range(5)))
    write(tmp_path, "c.csv.gz", gzip.compress(f'isi\n"{BODY}\nLagi."\n{BODY}\n'.encode()))
    columns = {"text": "isi"}
    found = [item for item in read([tmp_path], columns=columns) if isinstance(item, Document)]
    assert len(found) == 9
    assert sorted(map(repr, reread([document.origin for document in found], columns=columns))) == sorted(map(repr, found))
    assert list(reread([found[3].origin], columns=columns)) == [found[3]]


def test_reread_says_what_is_gone(tmp_path: Path) -> None:
    table = write(tmp_path, "b.jsonl", '{"text": "Isi."}')
    origins = [f"{table}:1", f"{table}:9", f"{tmp_path}/gone.txt", "-:3", "-"]
    assert sorted(refused(tmp_path, list(reread(origins)))) == ["-", "-:3", "b.jsonl:9", "gone.txt"]


PIECES = st.sampled_from(
    [
        BODY,
        "Bupati Resmikan Pasar Rakyat",
        "Baca juga: Wali Kota Buka Pekan Olahraga",
        "BACA JUGA",
        "ADVERTISEMENT",
        f"{BODY}SCROLL TO CONTINUE WITH CONTENT",
        "[Gambas:Video]",
        "Published: 2019-04-12",
        "Title: Judul",
        "Berita Terkait",
        "admin",
        "Leave a Reply",
        "COPYRIGHT © Kabar 2019",
        "12 Maret 2020",
        "Share",
        "\\r\\n",
        "\r\n",
        "\n",
        "\n",
        "\u2028",
        "\x85",
        " ",
        "\u200b",
        "İ",
        "ß…",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join))
def test_blocks_partition_the_text(text: str) -> None:
    document = one(text.encode("utf-8", "replace").decode())
    text = document.text
    end = 0
    for block in document.blocks:
        gap = text[end : block.span.start].replace("\\r\\n", "")
        assert not gap.strip(), gap
        assert end <= block.span.start < block.span.end <= len(text)
        assert block.span.of(text).strip()
        assert bool(block.reason) == (block.place == "noise")
        end = block.span.end
    assert not text[end:].replace("\\r\\n", "").strip()
    places = [block.place for block in document.blocks]
    assert places.count("title") <= 1
    assert one(text) == document
