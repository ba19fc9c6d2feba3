"""`kg evaluate` as it is run."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "docs" / "sample"
GOLD = SAMPLE / "gold.jsonl"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample articles."""
    folder = tmp_path_factory.mktemp("evaluation") / "out"
    kg.build([SAMPLE / "articles.jsonl"], out=folder, jobs=1)
    return folder


def evaluate(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "evaluate", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)


def test_the_table_and_what_to_read_from_it(out: Path) -> None:
    ran = evaluate(GOLD, "--graph", out)
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert lines[0].split() == ["fact", "type", "gold", "found", "P", "R", "F1", "F1", "between"]
    assert [line.split()[0] for line in lines[1:4]] == ["officials", "organizations", "territories"]
    assert lines[9].startswith("mean F1")
    assert "2 annotated articles." in ran.stdout
    assert "What would help most" in ran.stdout


def test_mistakes_come_with_article_sentence_and_rule(out: Path) -> None:
    text = evaluate(GOLD, "-g", out, "--misses", "officials", "--misses", "participants").stdout
    assert "officials: 1 missed, 0 made up\n  kampar-2  person known, post missed\n    - Rina Marlina, Ketua, Forum" in text
    assert "«Pemerintah Kabupaten Kampar» menyerahkan bantuan beras" in text
    assert "event.agent-act, from character 33" in text
    assert "statements: 0 missed" in evaluate(GOLD, "-g", out, "--misses", "all").stdout


def test_for_programs(out: Path) -> None:
    record = json.loads(evaluate(GOLD, "-g", out, "--json", "--misses", "participants").stdout)
    assert record["types"]["officials"] | {"precision": 1.0, "recall": 0.75} == record["types"]["officials"]
    assert record["articles"] == 2
    assert [mistake["evidence"][0]["rule"] for mistake in record["mistakes"]["participants"] if mistake["found"]] == [
        "event.agent-act"
    ]
    table = list(csv.DictReader(io.StringIO(evaluate(GOLD, "-g", out, "--csv").stdout)))
    assert (table[0]["type"], table[0]["recall"], table[-1]["type"]) == ("officials", "0.75", "mean")
    mistakes = list(csv.DictReader(io.StringIO(evaluate(GOLD, "-g", out, "--csv", "--misses", "officials").stdout)))
    assert [(row["article"], row["why"]) for row in mistakes] == [("kampar-2", "person known, post missed")]


def test_the_same_files_give_the_same_bytes(out: Path) -> None:
    assert evaluate(GOLD, "-g", out, "--misses", "all").stdout == evaluate(GOLD, "-g", out, "--misses", "all").stdout


def test_as_a_library_and_from_a_file_of_the_graph(out: Path) -> None:
    from_folder, from_file = kg.evaluate([GOLD], out=out), kg.evaluate([GOLD], out=out / "graph.ttl")
    assert from_folder.scores["officials"].recall == 0.75
    assert from_folder.mean_f1 == from_file.mean_f1


def test_an_article_that_the_graph_does_not_have(out: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(GOLD.read_text(encoding="utf-8").replace("kampar-2", "kampar-9"), encoding="utf-8")
    ran = evaluate(gold, "-g", out)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == f"kg: {gold}, line 2, id: expected the id of an article of {out}, found 'kampar-9'\n"


@pytest.mark.parametrize(
    "arguments", [[], [GOLD, "--misses", "oficials"], [GOLD, "--json", "--csv"]], ids=["no gold", "unknown type", "two forms"]
)
def test_wrong_usage_is_exit_code_2(out: Path, arguments: list[object]) -> None:
    ran = evaluate(*arguments, "-g", out)
    assert (ran.returncode, ran.stdout) == (2, "")


def test_a_user_s_own_queries_do_not_change_the_measure(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "officials.rq").write_text("SELECT ?article { ?article a ?nothing } LIMIT 0", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert kg.evaluate([GOLD], out=out).scores["officials"].found == 3
