"""Records: a line of JSON, a row of CSV."""

import gzip
import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.ingest import read
from kg.model import Document, Refusal

BODY = "Bupati Sukamaju meresmikan pasar rakyat yang dibangun dengan dana APBD pada hari Senin."


def items(tmp_path: Path, name: str, data: bytes | str, **columns: str) -> list[Document | Refusal]:
    path = tmp_path / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return list(read([path], columns=columns))


def documents(found: list[Document | Refusal]) -> list[Document]:
    return [item for item in found if isinstance(item, Document)]


def reasons(tmp_path: Path, found: list[Document | Refusal]) -> list[tuple[str, str]]:
    return [(item.origin.removeprefix(f"{tmp_path}/"), item.reason) for item in found if isinstance(item, Refusal)]


def test_json_lines(tmp_path: Path) -> None:
    title = "Bupati Resmikan Pasar"
    first = {"id": "a1", "url": "https://kabar.example.id/1", "title": title, "text": BODY, "published": "4 Mei 2020"}
    second = {"text": f"{title}\n\n{BODY}", "title": title, "publisher": "Kabar", "extra": [1]}
    found = documents(items(tmp_path, "berita.jsonl", f"{json.dumps(first)}\n\n{json.dumps(second)}"))
    assert [document.id for document in found] == ["a1", "berita-3"]
    assert [document.origin.removeprefix(f"{tmp_path}/") for document in found] == ["berita.jsonl:1", "berita.jsonl:3"]
    assert {document.text for document in found} == {f"Bupati Resmikan Pasar\n\n{BODY}"}
    assert [block.place for block in found[0].blocks] == ["title", "lead"]
    assert (found[0].published, found[0].published_from, found[0].publisher) == ("2020-05-04", "metadata", "kabar.example.id")
    assert (found[1].published, found[1].publisher, found[1].title) == ("", "Kabar", "Bupati Resmikan Pasar")


def test_renamed_fields(tmp_path: Path) -> None:
    line = json.dumps({"body": BODY, "no": 7, "date": "2020-05-04"})
    (document,) = documents(items(tmp_path, "a.jsonl", line, text="body", id="no", published="date"))
    assert (document.id, document.published) == ("7", "2020-05-04")


def test_unknown_field_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown field 'body'"):
        items(tmp_path, "a.jsonl", "{}", body="text")


BAD_LINES = [
    ("{", "no JSON object"),
    ("[" * 100_000, "nested too deeply"),
    ('{"text": NaN}', "NaN"),
    ('{"text": ' + "9" * 5_000 + "}", "no JSON object"),
    ('{"text": 5}', "'text'"),
    ('{"text": ["a"]}', "expected text, got a list"),
    ('{"text": "  "}', "no text under 'text'"),
    ('{"id": "x"}', "no text under 'text'"),
    ('{"text": "Isi.", "title": {"a": 1}}', "'title': expected text, got an object"),
    ('{"text": "Isi.", "id": true}', "'id': expected text, got true or false"),
    ('{"text": "Isi.", "id": "' + "x" * 201 + '"}', "id is longer"),
    ('"text"', "expected a JSON object, got text"),
    ("7", "expected a JSON object, got a number"),
    ("\x00", "NUL"),
    ('{"text": "' + "x" * 4_000_001 + '"}', "longer than"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[reason for _, reason in BAD_LINES])
def test_bad_line_alone_is_refused(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps({"id": "good", "text": BODY})
    other = json.dumps({"id": "other", "text": BODY})
    found = items(tmp_path, "a.jsonl", f"{good}\n{line}\n{other}\n")
    assert [document.id for document in documents(found)] == ["good", "other"]
    (refusal,) = reasons(tmp_path, found)
    assert refusal[0] == "a.jsonl:2"
    assert reason in refusal[1]
    assert "\n" not in refusal[1]
    assert len(refusal[1]) < 250


def test_lone_surrogates_and_controls(tmp_path: Path) -> None:
    (document,) = documents(items(tmp_path, "a.jsonl", '{"text": "Wali\\u0000Kota \\ud800 hadir."}'))
    assert document.text == "Wali Kota � hadir."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_json_encodings(tmp_path: Path, encoding: str) -> None:
    lines = "\n".join(json.dumps({"id": str(number), "text": f"“{BODY}”"}, ensure_ascii=False) for number in range(3))
    found = documents(items(tmp_path, "a.jsonl", lines.encode(encoding)))
    assert [(document.id, document.text) for document in found] == [(str(number), f"“{BODY}”") for number in range(3)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["id", "judul", "text", "published"])
    first = ["a", "Bupati Resmikan Pasar", f'"{BODY}\n""Gratis,"" ujarnya."', "4/5/2020"]
    rows = [header, delimiter.join(first), "", delimiter.join(["b", "", BODY])]
    found = documents(items(tmp_path, "a.csv", "\r\n".join(rows), title="judul"))
    assert [document.id for document in found] == ["a", "b"]
    assert found[0].text == f'Bupati Resmikan Pasar\n\n{BODY}\n"Gratis," ujarnya.'
    assert [document.origin.rpartition(":")[2] for document in found] == ["2", "5"]
    assert [document.published for document in found] == ["2020-05-04", ""]


BAD_TABLES = [
    ("id,isi\n1,x\n", {}, [("a.csv:1", "no column 'text'; its columns are id, isi")]),
    ("id,text\n1,x\n", {"title": "judul"}, [("a.csv:1", "no column 'judul'; its columns are id, text")]),
    ("id,text\n1,\n", {}, [("a.csv:2", "no text under 'text'")]),
    ("id,text\n1\n", {}, [("a.csv:2", "no text under 'text'")]),
    ("", {}, [("a.csv", "empty; expected records")]),
    ("PK\x03\x04", {}, [("a.csv", "a zip archive (or an office document); expected text")]),
]


@pytest.mark.parametrize(("table", "columns", "expected"), BAD_TABLES)
def test_bad_tables(tmp_path: Path, table: str, columns: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert reasons(tmp_path, items(tmp_path, "a.csv", table, **columns)) == expected


def test_unclosed_quote_refuses_one_row(tmp_path: Path) -> None:
    found = items(tmp_path, "a.csv", "id,text\na," + BODY + '\nb,"' + f"{'x' * 999}\n" * 4_100)
    assert [document.id for document in documents(found)][:1] == ["a"]
    assert reasons(tmp_path, found)[0][0] == "a.csv:3"


def test_csv_row_that_is_no_text(tmp_path: Path) -> None:
    found = items(tmp_path, "a.csv", f"id,text\na,{BODY}\n\x00,x\nb,{BODY}\n")
    assert [document.id for document in documents(found)] == ["a", "b"]
    assert [origin for origin, _ in reasons(tmp_path, found)] == ["a.csv:3"]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
def test_compressed_records(tmp_path: Path, name: str) -> None:
    data = json.dumps({"id": "x", "text": BODY}) if "jsonl" in name else f"id,text\nx,{BODY}\n"
    (document,) = documents(items(tmp_path, name, gzip.compress(data.encode())))
    assert (document.id, document.text) == ("x", BODY)


def test_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(number), "text": f"{BODY} {number * 7919}"}) + "\n" for number in range(3_000))
    found = items(tmp_path, "a.jsonl.gz", gzip.compress(lines.encode())[:-2000])
    assert len(documents(found)) > 500
    assert reasons(tmp_path, found)[-1][0] == "a.jsonl.gz"
    assert "damaged gzip" in reasons(tmp_path, found)[-1][1]
