"""`kg export` and `kg.export` as people call them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.commands.exporting import NAMES
from kg.errors import KgError
from kg.exports.formats import FORMATS
from kg.outputs import folder_output, text_output

ROOT = Path(__file__).parents[2]


def run(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kg", "export", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_the_help_names_every_format() -> None:
    assert tuple(FORMATS) == NAMES
    text = run("--help", COLUMNS="200").stdout.decode()
    assert all(name in text for name in NAMES)


def test_text_goes_to_standard_output_as_utf_8(out: Path) -> None:
    ran = run("nq", "-g", out, LC_ALL="C", PYTHONUTF8="0")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout == (out / "graph.nq").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["word", "-g", "x"], 2, "turtle, trig, nt, nq, jsonld, rdfxml, graphml, gexf, csv, parquet"),
        ([], 2, "Missing argument"),
        (["csv", "-g", "OUT", "--evidence", "x"], 2, "only turtle"),
        (["nt", "-g", "OUT", "-o", "x", "--evidence", "x"], 2, "another one"),
        (["nt", "-g", "nowhere"], 1, "there is no such folder"),
        (["nt", "-g", "OUT", "-o", "nowhere/x.nt"], 1, "cannot be written"),
        (["csv", "-g", "OUT", "-o", "OUT"], 1, "holds files that are not an export's"),
        (["csv", "-g", "OUT", "-o", "OUT/graph.nq"], 1, "expected a folder"),
    ],
)
def test_what_is_wrong_is_one_line(out: Path, tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    ran = run(*(argument.replace("OUT", str(out)) for argument in arguments), cwd=tmp_path, COLUMNS="200")
    assert ran.returncode == code
    assert message in " ".join(ran.stderr.decode().replace("│", " ").split())
    assert b"Traceback" not in ran.stderr and ran.stdout == b""
    assert list(tmp_path.iterdir()) == []


def test_tables_go_beside_the_graph_and_take_the_place_of_older_ones(out: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_bytes((out / "graph.nq").read_bytes())
    for _ in range(2):
        ran = run("csv", "-g", graph)
        assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "csv" / "tenures.csv").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "graph.nq"]


def test_python_writes_the_same(out: Path, tmp_path: Path) -> None:
    kg.export("trig", tmp_path / "graph.trig", out=out)
    assert run("trig", "-g", out).stdout == (tmp_path / "graph.trig").read_bytes()
    with pytest.raises(KgError, match="no format 'word'"):
        kg.export("word", tmp_path / "x", out=out)


def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a").write_text("old")
    with pytest.raises(RuntimeError), text_output(tmp_path / "file") as file:
        file.write("new")
        raise RuntimeError
    with pytest.raises(RuntimeError), folder_output(tmp_path / "folder", {"a"}) as folder:
        (folder / "a").write_text("new")
        raise RuntimeError
    assert [(tmp_path / name).read_text() for name in ("file", "folder/a")] == ["old", "old"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
