from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest

from kg.errors import GraphError
from kg.graph.disk import Disk
from kg.graph.edition import Edition, Input
from kg.graph.folder import FILES, MANIFEST, claimed, current, published
from kg.graph.publish import intact, publish
from kg.model import Refusal

ROOT = Path(__file__).parents[2]
EDITION = Edition((Input("a", "a.txt", "0" * 64),), (Refusal("b.txt", "no text"), Refusal("a.txt", "empty")))


def lines(number: int) -> list[list[str]]:
    base = "https://w3id.org/simpul/"
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return [[f"<{base}article/{i}> <{kind}> <{base}kind/{number}-{i}> <{base}article/{i}> ." for i in range(50)]]


def build(out: Path, number: int, disk: Disk | None = None) -> Path:
    with claimed(out) as folder:
        return publish(folder, lines(number), EDITION, disk=disk).path


def contents(out: Path) -> dict[str, bytes]:
    """What a reader sees through the pointer; the bytes of the store are RocksDB's own, so its quads stand for them."""
    generation = published(out)
    seen = {name: (generation.path / name).read_bytes() for name in (*FILES, MANIFEST)}
    store = pyoxigraph.Store.read_only(str(generation.store))
    return seen | {"store": "\n".join(sorted(f"{quad} ." for quad in store)).encode()}


class Broken(Disk):
    """Fails at the nth step."""

    def __init__(self, nth: int, kill: bool = False) -> None:
        self.left, self.kill = nth, kill

    def step(self, what: str) -> None:
        self.left -= 1
        if self.left == 0:
            if self.kill:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(28, "No space left on device")


class Counting(Disk):
    def __init__(self) -> None:
        self.steps: list[str] = []

    def step(self, what: str) -> None:
        self.steps.append(what)


class WithoutLinks(Disk):
    symlinks = False


def test_a_published_graph_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    generation = build(out, 1)
    assert intact(generation)
    assert published(out).manifest["counts"] == {
        "quads": 100, "triples": 50, "inputs": 1, "refused": 2, "article": 50,
    }  # fmt: skip
    assert (out / "refused.jsonl").read_text() == (
        '{"origin": "a.txt", "reason": "empty"}\n{"origin": "b.txt", "reason": "no text"}\n'
    )
    assert (out / "graph.nq").read_bytes() == (generation / "graph.nq").read_bytes()
    assert [line for chunk in lines(1) for line in sorted(chunk)] == (out / "graph.nq").read_text().splitlines()
    for name, file in published(out).manifest["files"].items():
        assert sha256((generation / name).read_bytes()).hexdigest() == file["sha256"]
        assert (generation / name).stat().st_size == file["bytes"]
    assert len(pyoxigraph.Store.read_only(str(out / "store"))) == 100
    assert {path.name for path in generation.iterdir()} == {*FILES, MANIFEST, "store"}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path / "one", 1)
    with claimed(tmp_path / "two") as folder:
        shuffled = [line for chunk in lines(1) for line in chunk]
        random.Random(1).shuffle(shuffled)
        publish(folder, [shuffled, shuffled[:7]], EDITION, lines_in_memory=10)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert published(tmp_path / "one").path.name == published(tmp_path / "two").path.name


def test_a_graph_of_nothing_is_published(tmp_path: Path) -> None:
    with claimed(tmp_path) as folder:
        generation = publish(folder, [], EDITION)
    assert generation.manifest["counts"] == {"quads": 0, "triples": 0, "inputs": 1, "refused": 2}
    assert intact(generation.path)


def test_the_last_two_generations_are_kept(tmp_path: Path) -> None:
    built = [build(tmp_path, number).name for number in (1, 2, 3, 3, 2, 4)]
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == sorted(built[-2:])
    assert published(tmp_path).path.name == built[-1]


def test_a_damaged_generation_is_built_anew(tmp_path: Path) -> None:
    before = contents(tmp_path) if build(tmp_path, 1) else {}
    (published(tmp_path).path / "graph.ttl").write_text("damaged")
    assert not intact(published(tmp_path).path)
    build(tmp_path, 1)
    assert contents(tmp_path) == before
    assert intact(published(tmp_path).path)


@pytest.mark.parametrize("damage", ["graph.nq", "manifest.json", "store"])
def test_damage_is_noticed(tmp_path: Path, damage: str) -> None:
    generation = build(tmp_path, 1)
    if damage == "store":
        for file in (generation / "store").glob("*.sst"):
            file.write_bytes(b"\0" * file.stat().st_size)
    else:
        (generation / damage).write_text("{}")
    assert not intact(generation)


@pytest.mark.parametrize("kill", [False, True], ids=["error", "SIGKILL"])
def test_a_build_that_stops_at_any_step_leaves_a_whole_graph(tmp_path: Path, kill: bool) -> None:
    before, after, counting = tmp_path / "before", tmp_path / "after", Counting()
    build(before, 0)
    build(before, 1)
    shutil.copytree(before, after, symlinks=True)
    build(after, 2, counting)
    old, new = contents(before), contents(after)
    for nth in range(1, len(counting.steps) + 1):
        out = tmp_path / f"out-{nth}"
        shutil.copytree(before, out, symlinks=True)
        _stopped_build(out, nth, kill)
        assert contents(out) in (old, new), nth
        build(out, 2)
        assert contents(out) == new, nth
        assert len(list((out / "generations").iterdir())) == 2
        assert not [path for path in out.rglob("*") if path.name.endswith((".partial", ".new"))]


def _stopped_build(out: Path, nth: int, kill: bool) -> None:
    if not kill:
        with pytest.raises(GraphError, match="No space left on device; the old one is as it was"):
            build(out, 2, Broken(nth))
        return
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    child = subprocess.run([sys.executable, __file__, out, str(nth)], env=environment, capture_output=True, timeout=60)
    assert child.returncode == -signal.SIGKILL, child.stderr


def test_a_build_killed_at_random_leaves_a_whole_graph(sample: ModuleType, tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(
        textwrap.dedent(
            f"""
            import sys
            sys.path[:0] = [{str(ROOT)!r}, {str(Path(__file__).parent)!r}]
            from pathlib import Path
            import sample
            from kg.graph.folder import claimed
            from kg.graph.edition import Edition
            from kg.graph.publish import publish
            chunks = [sample.chunks(sample.readings(), f"https://w3id.org/simpul/{{i}}/") for i in range(int(sys.argv[2]))]
            print("ready", flush=True)
            with claimed(Path(sys.argv[1])) as folder:
                publish(folder, [chunk for some in chunks for chunk in some], Edition())
            """
        )
    )
    wholes = []
    for name, size in (("old", "2"), ("new", "8")):
        subprocess.run([sys.executable, script, tmp_path / name, size], check=True, capture_output=True)
        wholes.append(contents(tmp_path / name))
    out, chance = tmp_path / "old", random.Random(7)
    for _ in range(8):
        child = subprocess.Popen([sys.executable, script, out, "8"], stdout=subprocess.PIPE)
        assert child.stdout and child.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0, 0.12))
        child.kill()
        child.communicate()
        assert contents(out) in wholes
    subprocess.run([sys.executable, script, out, "8"], check=True, capture_output=True)
    assert contents(out) == wholes[1]


def test_readers_never_see_a_mixture(tmp_path: Path) -> None:
    build(tmp_path, 1)
    held = published(tmp_path)
    build(tmp_path, 2)
    assert held.quads.read_text() != published(tmp_path).quads.read_text()
    assert len(pyoxigraph.Store.read_only(str(held.store))) == 100


def test_without_symbolic_links_the_pointer_is_a_file(tmp_path: Path) -> None:
    for number in (1, 2):
        build(tmp_path, number, WithoutLinks())
    assert (tmp_path / "current").read_text().startswith("generations/")
    assert published(tmp_path).path == current(tmp_path)
    assert (tmp_path / "graph.ttl").read_bytes() == published(tmp_path).turtle.read_bytes()
    build(tmp_path, 3)
    assert (tmp_path / "graph.nq").is_symlink()
    assert (tmp_path / "graph.nq").read_bytes() == published(tmp_path).quads.read_bytes()


def foreign(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.tex").write_text("")
    yield "holds files that are not a graph's", tmp_path / "thesis"
    (tmp_path / "file").write_text("")
    yield "expected a folder", tmp_path / "file"
    yield "cannot be written to", tmp_path / "file" / "below"


def test_what_is_not_ours_is_refused(tmp_path: Path) -> None:
    for message, out in foreign(tmp_path):
        with pytest.raises(GraphError, match=message), claimed(out):
            pass
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.tex"]


@pytest.mark.parametrize("left", [[], [".gitkeep"], [".lock"]])
def test_an_empty_folder_is_taken(tmp_path: Path, left: list[str]) -> None:
    for name in left:
        (tmp_path / name).touch()
    assert build(tmp_path, 1).is_dir()
    assert all((tmp_path / name).exists() for name in left)


def test_two_builds_do_not_meet(tmp_path: Path) -> None:
    with claimed(tmp_path), pytest.raises(GraphError, match=rf"another build is writing here \(process {os.getpid()}\)"):
        build(tmp_path, 1)
    assert build(tmp_path, 1).is_dir()


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (None, "there is no graph here"),
        ("", "damaged or missing"),
        ("[]", "damaged or missing"),
        ('{"format": 99}', "the graph has format 99"),
    ],
)
def test_what_is_no_graph_is_said_so(tmp_path: Path, manifest: str | None, message: str) -> None:
    if manifest is not None:
        (tmp_path / MANIFEST).write_text(manifest)
    with pytest.raises(GraphError, match=message):
        published(tmp_path)


if __name__ == "__main__":
    build(Path(sys.argv[1]), 2, Broken(int(sys.argv[2]), kill=True))


@pytest.mark.parametrize("name", ["graph.nq", "graph.ttl"])
def test_a_store_filled_in_many_parts_holds_what_one_part_holds(
    out: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = published(out).path / name
    whole = Disk().load(data, tmp_path / "whole")
    monkeypatch.setattr("kg.graph.disk._PART", 500)
    assert Disk().load(data, tmp_path / "parts") == whole > 0
    one, many = (set(pyoxigraph.Store.read_only(str(tmp_path / folder))) for folder in ("whole", "parts"))
    assert one == many
