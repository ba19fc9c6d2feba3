from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph.disk import Disk
from kg.graph.edition import Edition, Input
from kg.graph.folder import FILES, MANIFEST, Generation, claimed, published
from kg.graph.publish import intact, name_of, publish
from kg.graph.splice import republish
from kg.graph.vocabulary import RDF
from kg.model import Refusal

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/simpul/"
OLD = Edition((Input("a", "a.txt", "0" * 64),), (Refusal("b.txt", "no text"),))
NEW = Edition((*OLD.inputs, Input("b", "b.txt", "1" * 64)), (), min_confidence=0.5)


@pytest.fixture(scope="module", autouse=True)
def _no_waiting() -> Iterator[None]:
    """Nobody pulls the plug here, so nothing has to reach the platter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda descriptor: None)
        yield


def quad(subject: str, value: str = '"a"', graph: str = "1", predicate: str = "http://purl.org/dc/terms/title") -> str:
    value = value if value.startswith('"') else f"<{BASE}{value}>"
    return f"<{BASE}{subject}> <{predicate}> {value} <{BASE}article/{graph}> ."


LINES = frozenset(
    quad(subject, value, graph)
    for subject in ("article/1", "article/1#char=0,5", "article/10", "dataset", "person/sri~1", "role/camat")
    for value in ('"a"', '"kata \\"Saya .\\" "', "role/camat")
    for graph in ("1", "2")
) | {quad(subject, "role/camat", "1", str(RDF.type)) for subject in ("article/1", "article/10", "person/sri~1")}


def build(out: Path, lines: Iterable[str], edition: Edition = OLD, disk: Disk | None = None) -> Generation:
    with claimed(out) as folder:
        return publish(folder, [lines], edition, disk=disk)


def change(
    out: Path, removed: Iterable[str], added: Iterable[str], edition: Edition = NEW, disk: Disk | None = None
) -> Generation | None:
    with claimed(out) as folder:
        return republish(folder, published(out), removed, added, edition, disk=disk)


def contents(generation: Generation) -> dict[str, object]:
    """All that can be read of a generation; the bytes of the store are RocksDB's own, so its quads and graphs stand for it."""
    store = pyoxigraph.Store.read_only(str(generation.store))
    seen: dict[str, object] = {name: (generation.path / name).read_bytes() for name in (*FILES, MANIFEST)}
    graphs = {str(graph) for graph in store.named_graphs()}
    return seen | {"name": generation.path.name, "quads": sorted(map(str, store)), "graphs": graphs}


def every_byte(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(path.relative_to(folder)): (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


FIRST, LAST = min(LINES), max(LINES)
NOVEL = quad("article/11", '"Kapolres Málaga, 東京 🙂"', "3")
EXAMPLES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "something added": (frozenset(), frozenset({NOVEL})),
    "something removed": (frozenset({quad("role/camat")}), frozenset()),
    "something changed": (frozenset({quad("dataset")}), frozenset({quad("dataset", '"b"')})),
    "the last of a subject": (frozenset(line for line in LINES if "/person/" in line), frozenset()),
    "the last of a kind and a new kind": (
        frozenset(line for line in LINES if "/person/" in line),
        frozenset({quad("post/camat_x@35.07")}),
    ),
    "the last of a graph": (frozenset(line for line in LINES if line.endswith("/2> .")), frozenset()),
    "the first and the last line": (frozenset({FIRST, LAST}), frozenset()),
    "before the first and behind the last": (frozenset(), frozenset({quad("!"), quad("zzz", '"z"', "9")})),
    "all": (LINES, frozenset()),
    "all for something else": (LINES, frozenset({NOVEL})),
    "one of two graphs that say the same": (frozenset({quad("article/1", graph="2")}), frozenset()),
    "both graphs that say the same": (frozenset({quad("article/1", graph="1"), quad("article/1", graph="2")}), frozenset()),
    "a third graph says the same": (frozenset(), frozenset({quad("article/1", graph="3")})),
    "another graph says it now": (
        frozenset({quad("article/1", graph="1"), quad("article/1", graph="2")}),
        frozenset({quad("article/1", graph="3")}),
    ),
    "values that begin alike": (frozenset({quad("dataset")}), frozenset({quad("dataset", '"a"@id'), quad("dataset", '"a "')})),
    "a type": (frozenset(), frozenset({quad("article/1", "role/camat", predicate=str(RDF.type))})),
    "what is not there, and what is": (frozenset({NOVEL}), frozenset({FIRST})),
    "removed and added": (frozenset({FIRST, NOVEL}), frozenset({FIRST, NOVEL})),
    "nothing": (frozenset(), frozenset()),
}


class InMemory(Disk):
    """Keeps the quads of stores in memory: for many small graphs."""

    def __init__(self) -> None:
        self.stores: dict[str, set[pyoxigraph.Quad]] = {}

    def load(self, data: Path, store: Path) -> int:
        quads = self.stores.setdefault(store.parents[2].name, set())
        quads |= set(pyoxigraph.parse(path=str(data)))
        return len(quads)

    def fork(self, store: Path, copy: Path) -> None:
        self.stores[copy.parents[2].name] = set(self.stores[store.parents[2].name])

    def change(self, store: Path, gone: bytes, come: bytes) -> int:
        quads = self.stores[store.parents[2].name]
        lost, gained = (set(pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_QUADS)) for text in (gone, come))
        changed = len(lost & quads) + len(gained - quads)
        quads -= lost
        quads |= gained
        return changed


def assert_same(folder: Path, lines: Iterable[str], removed: Iterable[str], added: Iterable[str]) -> None:
    """A changed graph is the one that is published anew."""
    disk, lines = InMemory(), set(lines)
    old = build(folder / "changed", lines, disk=disk)
    changed = change(folder / "changed", removed, added, disk=disk)
    anew = build(folder / "anew", lines.difference(removed).union(added), NEW, disk=disk)
    assert changed
    for name in (*FILES, MANIFEST):
        assert (changed.path / name).read_bytes() == (anew.path / name).read_bytes()
    assert disk.stores["changed"] == disk.stores["anew"]
    assert changed.path.name == anew.path.name != old.path.name


@pytest.mark.parametrize(("removed", "added"), EXAMPLES.values(), ids=EXAMPLES)
def test_a_changed_graph_is_the_one_published_anew(tmp_path: Path, removed: frozenset[str], added: frozenset[str]) -> None:
    assert_same(tmp_path, LINES, sorted(removed, reverse=True), [*added, *added])


@pytest.mark.parametrize("name", ["one of two graphs that say the same", "the last of a graph", "all for something else"])
def test_a_changed_store_is_the_one_published_anew(tmp_path: Path, name: str) -> None:
    removed, added = EXAMPLES[name]
    old = build(tmp_path / "changed", LINES)
    before = every_byte(old.path)
    changed = change(tmp_path / "changed", removed, added)
    assert changed
    assert contents(changed) == contents(build(tmp_path / "anew", LINES - removed | added, NEW))
    assert every_byte(old.path) == before
    assert intact(old.path) and intact(changed.path)
    assert published(tmp_path / "changed").path == changed.path


def test_an_empty_graph_can_grow(tmp_path: Path) -> None:
    assert_same(tmp_path, [], [], LINES)


def test_a_graph_changed_many_times_is_the_one_published_anew(tmp_path: Path) -> None:
    lines, changed = set(LINES), build(tmp_path / "changed", LINES)
    for number in range(6):
        removed = {quad("article/5", f'"{number - 2}"', str(number - 2)), *sorted(lines)[number : number + 2]}
        added = {quad("article/5", f'"{number}"', str(number)), quad(f"person/{number}", '"x"', "1")}
        lines = lines - removed | added
        latest = change(tmp_path / "changed", removed, added)
        assert latest
        changed = latest
    assert contents(changed) == contents(build(tmp_path / "anew", lines, NEW))
    assert len(list((tmp_path / "changed" / "generations").iterdir())) == 2


def test_where_nothing_changed_the_generation_stays(tmp_path: Path) -> None:
    old = build(tmp_path, LINES)
    assert change(tmp_path, [], [], OLD) == old
    assert [path.name for path in (tmp_path / "generations").iterdir()] == [old.path.name]


SUBJECTS = (
    "article/1",
    "article/1#char=0,5",
    "article/1/mention/0-5/x",
    "article/12",
    "person/é",
    "dataset",
    "else",
    "role/a.",
)
VALUES = ('"a"', '"a "', '"a\\n\\n"', '"a"@id', '"東🙂"', f'"{"lebar " * 20}"', "article/1", "person/é", "else")
QUADS = st.builds(
    quad,
    st.sampled_from(SUBJECTS),
    st.sampled_from(VALUES),
    st.sampled_from(("1", "12", "é")),
    st.sampled_from(("http://purl.org/dc/terms/title", str(RDF.type), "http://else.id/a")),
)


@settings(max_examples=150, deadline=None)
@given(lines=st.sets(QUADS, max_size=25), others=st.sets(QUADS, max_size=6), data=st.data())
def test_any_change_gives_the_graph_published_anew(
    tmp_path_factory: pytest.TempPathFactory, lines: set[str], others: set[str], data: st.DataObject
) -> None:
    some = st.sets(st.sampled_from(sorted(lines | others)), max_size=12) if lines | others else st.just(set[str]())
    removed, added = data.draw(some), data.draw(some)
    assert_same(tmp_path_factory.mktemp("any"), lines, removed, added)


class Broken(Disk):
    """Fails at the nth step."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def step(self, what: str) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(28, "No space left on device")


KILLED = """
import json, os, signal, sys
from pathlib import Path
from kg.graph.disk import Disk
from kg.graph.folder import claimed, published
from kg.graph.edition import Edition, Input
from kg.graph.splice import republish

EDITION = Edition((Input("a", "a.txt", "0" * 64), Input("b", "b.txt", "1" * 64)), (), min_confidence=0.5)

class Killed(Disk):
    left = int(sys.argv[2])

    def step(self, what):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

os.fsync = lambda descriptor: None
with claimed(Path(sys.argv[1])) as out:
    republish(out, published(out), *json.loads(sys.argv[3]), EDITION, disk=Killed())
"""


class Counting(Disk):
    def __init__(self) -> None:
        self.steps: list[str] = []

    def step(self, what: str) -> None:
        self.steps.append(what)


REMOVED, ADDED = [FIRST, quad("dataset", graph="1"), quad("dataset", graph="2")], [NOVEL]


@pytest.mark.parametrize("kill", [False, True], ids=["error", "SIGKILL"])
def test_a_change_that_stops_at_any_step_leaves_a_whole_graph(tmp_path: Path, kill: bool) -> None:
    before, counting = tmp_path / "before", Counting()
    build(before, [NOVEL])
    old = contents(build(before, LINES))
    shutil.copytree(before, tmp_path / "after", symlinks=True)
    changed = change(tmp_path / "after", REMOVED, ADDED, disk=counting)
    assert changed
    new = contents(changed)
    assert {"fork store", "change store", "write graph.nq", "write graph.ttl"} < set(counting.steps)
    for nth in range(1, len(counting.steps) + 1):
        out = tmp_path / f"out-{nth}"
        shutil.copytree(before, out, symlinks=True)
        generation = published(out).path
        bytes_before = every_byte(generation)
        _stopped_change(out, nth, kill)
        assert contents(published(out)) in (old, new), nth
        assert every_byte(generation) == bytes_before
        if kill:
            assert change(out, REMOVED, ADDED)
            assert contents(published(out)) == new, nth
            assert len(list((out / "generations").iterdir())) == 2
        assert not list(out.rglob("*.partial"))


def _stopped_change(out: Path, nth: int, kill: bool) -> None:
    if not kill:
        with pytest.raises(GraphError, match="No space left on device; the old one is as it was"):
            change(out, REMOVED, ADDED, disk=Broken(nth))
        return
    arguments = [str(out), str(nth), json.dumps([REMOVED, ADDED])]
    child = subprocess.run([sys.executable, "-c", KILLED, *arguments], cwd=ROOT, capture_output=True, timeout=60)
    assert child.returncode == -signal.SIGKILL, child.stderr


def damage(generation: Path, what: str) -> None:
    """Makes something of a generation wrong."""
    if what == "a file of the store is missing":
        min((generation / "store").glob("*.sst")).unlink()
    elif what == "the store is empty":
        shutil.rmtree(generation / "store")
        pyoxigraph.Store(str(generation / "store")).flush()
    elif what == "a file is cut off":
        (generation / "graph.ttl").write_bytes((generation / "graph.ttl").read_bytes()[:-1])
    elif what == "a file is missing":
        (generation / "inputs.jsonl").unlink()
    elif what == "a byte is wrong":
        (generation / "graph.nq").write_bytes((generation / "graph.nq").read_bytes().replace(b"camat", b"lurah", 1))
    else:
        text = (generation / MANIFEST).read_text()
        old, new = {
            "another count": ('"article": 2', '"article": 3'),
            "another software": ('"simpul', '"complex'),
        }[what]
        assert old in text
        (generation / MANIFEST).write_text(text.replace(old, new))


@pytest.mark.parametrize(
    "what",
    [
        "a file of the store is missing",
        "the store is empty",
        "a file is cut off",
        "a file is missing",
        "a byte is wrong",
        "another count",
        "another software",
    ],
)
def test_a_damaged_generation_is_not_built_on(tmp_path: Path, what: str) -> None:
    old = build(tmp_path, LINES).path
    damage(old, what)
    before = every_byte(old)
    assert change(tmp_path, REMOVED, ADDED) is None
    assert every_byte(old) == before
    assert (tmp_path / "current").resolve() == old
    assert list((tmp_path / "generations").iterdir()) == [old]


def test_a_generation_from_before_a_file_was_added_is_not_built_on(tmp_path: Path) -> None:
    old = build(tmp_path, LINES)
    manifest = old.manifest | {"files": {name: file for name, file in old.manifest["files"].items() if name != "claims.jsonl"}}
    (old.path / "claims.jsonl").unlink()
    text = json.dumps(manifest)
    (old.path / MANIFEST).write_text(text)
    earlier = old.path.rename(old.path.with_name(name_of(text.encode())))
    with claimed(tmp_path):
        assert republish(tmp_path, published(earlier), REMOVED, ADDED, NEW) is None


def test_a_generation_with_another_base_or_format_is_not_built_on(tmp_path: Path) -> None:
    old = build(tmp_path, LINES)
    with claimed(tmp_path):
        assert republish(tmp_path, old, REMOVED, ADDED, Edition(base="https://contoh.id/")) is None
        assert republish(tmp_path, old._replace(manifest=old.manifest | {"format": 99}), REMOVED, ADDED, NEW) is None
    assert published(tmp_path) == old


class Unlinkable:
    """Stores of which the engine can make no backup."""

    def __new__(cls, path: Path) -> Unlinkable:
        return pyoxigraph_store(path)  # type: ignore[return-value]

    @staticmethod
    def read_only(path: str) -> Unlinkable:
        return object.__new__(Unlinkable)

    def backup(self, path: str) -> None:
        Path(path).mkdir()
        raise OSError("too many links")


pyoxigraph_store = pyoxigraph.Store


def test_where_files_cannot_be_linked_they_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = build(tmp_path / "changed", LINES)
    before = every_byte(old.path)
    monkeypatch.setattr(pyoxigraph, "Store", Unlinkable)
    changed = change(tmp_path / "changed", REMOVED, ADDED)
    monkeypatch.undo()
    assert changed
    assert contents(changed) == contents(build(tmp_path / "anew", LINES.difference(REMOVED).union(ADDED), NEW))
    assert every_byte(old.path) == before
    assert {path.stat().st_nlink for path in changed.store.iterdir()} == {1}


def test_readers_keep_what_they_read(tmp_path: Path) -> None:
    old = build(tmp_path, LINES)
    store = pyoxigraph.Store.read_only(str(old.store))
    assert change(tmp_path, LINES, ADDED)
    assert len(list(store)) == old.manifest["counts"]["quads"]
