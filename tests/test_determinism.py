"""The same articles give the same bytes, whatever the hash seed, processes, order, place, time zone or locale."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = ("graph.nq", "graph.ttl", "inputs.jsonl", "manifest.json")

SURROUNDINGS: dict[str, tuple[dict[str, str], list[str]]] = {
    "hash seed 1": ({"PYTHONHASHSEED": "1"}, []),
    "hash seed 42": ({"PYTHONHASHSEED": "42"}, []),
    "one process": ({"PYTHONHASHSEED": "7"}, ["--jobs", "1"]),
    "three processes": ({"PYTHONHASHSEED": "8"}, ["--jobs", "3"]),
    "far east": ({"TZ": "Asia/Jakarta"}, []),
    "odd time zone": ({"TZ": "America/St_Johns"}, []),
    "C locale": ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, []),
    "Turkish": ({"LC_ALL": "tr_TR.UTF-8"}, []),
}


def digests(folder: Path, inputs: list[str], options: list[str] = [], **environment: str) -> dict[str, str]:  # noqa: B006
    """The SHA-256 of what a build of these inputs publishes."""
    out = folder / "out"
    command = [sys.executable, "-m", "kg", "build", "-q", "--out", str(out), *options, *inputs]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", **environment}
    subprocess.run(command, check=True, cwd=folder, env=environment, timeout=120)
    return {name: hashlib.sha256((out / "current" / name).read_bytes()).hexdigest() for name in FILES}


def seeds(folder: Path) -> Path:
    """Copies of the seeds, many enough to keep three processes busy, each with an id of its own."""
    (folder / "articles").mkdir(parents=True)
    for number in range(8):
        for seed in (ROOT / "seeds").glob("*.txt"):
            shutil.copy(seed, folder / "articles" / f"{number}-{seed.name}")
    return folder


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return digests(seeds(tmp_path_factory.mktemp("expected")), ["articles"])


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_make_no_difference(expected: dict[str, str], tmp_path: Path, name: str) -> None:
    environment, options = SURROUNDINGS[name]
    assert digests(seeds(tmp_path), ["articles"], options, **environment) == expected


def test_the_order_of_the_inputs_makes_no_difference(expected: dict[str, str], tmp_path: Path) -> None:
    names = sorted(f"articles/{path.name}" for path in (seeds(tmp_path) / "articles").iterdir())
    assert digests(tmp_path, names[::-1]) == expected
    assert digests(tmp_path, names[::2] + names[1::2]) == expected


def test_when_and_how_often_it_is_built_makes_no_difference(expected: dict[str, str], tmp_path: Path) -> None:
    seeds(tmp_path)
    for path in (tmp_path / "articles").iterdir():
        os.utime(path, (0, 0))
    assert digests(tmp_path, ["articles"]) == expected
    assert digests(tmp_path, ["articles"]) == expected


def test_the_graph_does_not_depend_on_where_the_articles_lie(expected: dict[str, str], tmp_path: Path) -> None:
    found = digests(tmp_path, [str(seeds(tmp_path) / "articles")])
    assert {name: found[name] for name in ("graph.nq", "graph.ttl")} == {
        name: expected[name] for name in ("graph.nq", "graph.ttl")
    }


def test_the_page_has_the_same_bytes(tmp_path: Path) -> None:
    pages = set()
    for seed in ("0", "1", "42"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
        for command in (["build", "-q", str(ROOT / "seeds")], ["view", "-q"]):
            subprocess.run([sys.executable, "-m", "kg", *command], check=True, cwd=folder, env=environment, timeout=120)
        pages.add((folder / "out" / "network.html").read_bytes())
    assert len(pages) == 1


def test_two_articles_that_say_the_same_of_one_person_agree_in_any_order(tmp_path: Path) -> None:
    texts = {
        "a": "Bupati Kampar Budi Hartono hadir.",
        "b": "Bupati Kampar H. Budi Hartono hadir.",
        "c": "Budi Hartono hadir di Bangkinang.",
    }
    for folder, names in (("one", "abc"), ("two", "cba")):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / f"{name}.txt").write_text(texts[name], encoding="utf-8")
    one = digests(tmp_path / "one", ["c.txt", "a.txt", "b.txt"])
    assert digests(tmp_path / "two", ["b.txt", "c.txt", "a.txt"]) == one
