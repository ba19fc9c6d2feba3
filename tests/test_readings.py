"""What is kept of articles that were read: what it is known by, what is forgotten, and what is never run."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg import readings
from kg.errors import GraphError
from kg.ingest import Source
from kg.readings import NAME, Readings, Written, dump, kept, key, key_of, load
from kg.worker import Read

TEXT = "Bupati Kampar Budi Hartono membuka rapat koordinasi di Bangkinang, Senin (20/10/2025)."
LINES = ["one", "two"]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Readings]:
    with kept(tmp_path) as some:
        yield some


def test_a_reading_comes_back_as_it_was() -> None:
    reading = kg.read_document(TEXT, id="a")
    assert reading.tenures
    assert load(dump(reading)) == reading


def test_a_key_depends_on_every_part_and_on_what_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [key("a", "b"), key("ab"), key("ab", ""), key("a", b"b"), key("b", "a")]
    assert len(set(keys)) == 4
    assert keys[0] == keys[3]
    monkeypatch.setattr(readings, "_reader", lambda: "another")
    assert key("a", "b") not in keys


@pytest.mark.parametrize(
    ("path", "content"),
    [("kg/x.py", b"x = 1"), ("kg/data/x.csv", b"a"), ("kg/data/rules/x.toml", b""), ("kg/data/x.txt", b"b")],
)
def test_what_reads_is_the_code_the_tables_and_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, content: bytes
) -> None:
    def reader() -> str:
        readings._reader.cache_clear()
        return readings._reader()

    (tmp_path / "kg" / "data" / "rules").mkdir(parents=True)
    (tmp_path / "kg" / "lexicon.py").write_bytes(b"")
    with monkeypatch.context() as patch:
        patch.setattr(readings, "files", lambda package: tmp_path / package)
        seen = [reader()]
        (tmp_path / path).write_bytes(content)
        seen.append(reader())
        (tmp_path / path).write_bytes(content + b"#")
        seen.append(reader())
        patch.setattr(readings, "_libraries", lambda: iter([("lxml", "0")]))
        seen.append(reader())
        patch.setattr("platform.python_version", lambda: "4.0")
        seen.append(reader())
    readings._reader.cache_clear()
    assert len(set(seen)) == 5


def test_a_file_is_known_by_its_bytes_its_path_and_the_least_confidence(tmp_path: Path) -> None:
    def key_with(content: str, name: str = "a.txt", least: float = 0.0, size: int = 1) -> str:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return Read(Source(str(path), size=size), {}, least).key()

    first = key_with(TEXT)
    assert key_with(TEXT) == first
    assert len({first, key_with(TEXT + "."), key_with(TEXT, "b.txt"), key_with(TEXT, least=0.5), key_with(TEXT, size=0)}) == 5
    assert key_with(TEXT, size=0) == key_with(TEXT, size=1 << 30) == Read(Source("nothing.txt", size=1), {}).key() == ""


def test_what_is_in_no_graph_is_forgotten(opened: Readings) -> None:
    for name in "abcd":
        opened.add(name, {"id": name}, name.encode())
    opened.keep("g", {"1": Written("a", "{}"), "2": Written("b", "{}")}, LINES, ["c"])
    assert [opened.record(name) for name in "abcd"] == [{"id": "a"}, {"id": "b"}, {"id": "c"}, None]
    assert opened.written("g") == {"1": ("a", "{}"), "2": ("b", "{}")}
    assert opened.shared() == LINES
    assert opened.reading("a") == b"a"
    assert opened.written("another") is None
    opened.forget()
    assert opened.written("g") is None
    assert opened.record("a") is None


def test_what_a_graph_was_made_of_is_not_known_without_its_readings(opened: Readings) -> None:
    opened.add("a", {}, b"")
    opened.keep("g", {"1": Written("a", "{}"), "2": Written("gone", "{}")}, LINES)
    assert opened.written("g") is None


def test_what_is_read_is_saved_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved() -> int:
        connection = sqlite3.connect(tmp_path / NAME)
        try:
            return int(connection.execute("SELECT count(*) FROM reading").fetchone()[0])
        finally:
            connection.close()

    with kept(tmp_path) as opened:
        opened.add("a", {}, b"")
        assert saved() == 0
        monkeypatch.setattr(readings, "_SECONDS_UNSAVED", -1.0)
        opened.add("b", {}, b"")
        assert saved() == 2
        opened.add("c", {}, b"")
    assert saved() == 3


def test_what_is_read_stays_when_a_build_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyError), kept(tmp_path) as opened:
        opened.add("a", {"id": "a"}, b"")
        raise KeyError
    with kept(tmp_path) as opened:
        assert opened.record("a") == {"id": "a"}
    with kept(tmp_path, fresh=True) as opened:
        assert opened.record("a") is None


def test_a_file_of_another_format_is_replaced(tmp_path: Path) -> None:
    with kept(tmp_path) as opened:
        opened.add("a", {"id": "a"}, b"")
    connection = sqlite3.connect(tmp_path / NAME)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with kept(tmp_path) as opened:
        assert opened.record("a") is None


def test_an_error_of_the_database_is_told(tmp_path: Path) -> None:
    message = r"readings\.sqlite: what was read cannot be kept: disk I/O error"
    with pytest.raises(GraphError, match=message), kept(tmp_path):
        raise sqlite3.OperationalError("disk I/O error")


def test_what_cannot_be_known_again_has_a_key_of_its_own() -> None:
    assert key_of(b"a") == key_of(b"a") != key_of(b"b")
    assert key_of(b"a").startswith("once ")


class Hostile:
    def __init__(self, run: object, *given: object) -> None:
        self.run, self.given = run, given

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.run, self.given


@pytest.mark.parametrize(
    "hostile",
    [
        pickle.dumps(Hostile(Path.touch, Path("hostile"))),
        pickle.dumps(Hostile(eval, "open('hostile', 'w')")),
        pickle.dumps(Hostile(getattr, "text", "upper")),
        b"cos\nsystem\n(S'touch hostile'\ntR.",
        b"ckg.model\n__builtins__\n.",
        b"ckg.model\ndataclass\n.",
        b"\x80\x04\x8c\x08kg.model\x8c\x12Document.__class__\x93.",
        b"ckg.readings\n_remove\n.",
        pickle.dumps({"no": "reading"}),
        b"",
        b"garbage",
    ],
)
def test_nothing_in_a_reading_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hostile: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((pickle.UnpicklingError, EOFError)):
        load(zlib.compress(hostile))
    assert list(tmp_path.iterdir()) == []
