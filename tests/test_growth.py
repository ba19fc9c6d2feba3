"""A folder that grows: only what is new is read, and the graph is the one that a build from scratch gives."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from growing import ARTICLES, Calls, Growth, alone, contents, fill, text_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg import pipeline
from kg.errors import GraphError, InputError
from kg.graph.folder import published
from kg.pipeline import build
from kg.readings import NAME

ROOT = Path(__file__).parent.parent
ALL = frozenset(ARTICLES)


@pytest.fixture
def growth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Growth:
    """An empty folder, and builds of it in this process."""
    return alone(tmp_path, monkeypatch)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The ways in which graphs were published."""
    found = Calls([], [])

    def republish(*given: Any) -> Any:
        generation = pipeline_republish(*given)
        found.spliced.append(generation is not None)
        return generation

    def publish(*given: Any, **options: Any) -> Any:
        found.published.append(True)
        return pipeline_publish(*given, **options)

    pipeline_republish, pipeline_publish = pipeline.republish, pipeline.publish
    monkeypatch.setattr(pipeline, "republish", republish)
    monkeypatch.setattr(pipeline, "publish", publish)
    return found


def grown(growth: Growth, *names: str, **options: object) -> int:
    """How many articles are read when the folder has just these."""
    fill(growth.articles, "".join(names))
    return growth.build(**options).read


def test_only_what_is_new_is_read(growth: Growth, calls: Calls) -> None:
    assert grown(growth, "abcdefgh") == 8
    calls.clear()
    assert grown(growth, "abcdefghi") == 1
    assert (calls.spliced, len(calls.published)) == ([True], 1)  # the one that is published in full is that from scratch
    assert grown(growth, "abcdefghi") == 0


@pytest.mark.parametrize("article", sorted(ARTICLES))
def test_each_article_can_come_and_go(growth: Growth, calls: Calls, article: str) -> None:
    fill(growth.articles, ALL - {article})
    before = build([growth.articles], out=growth.out)
    without = contents(growth.out)
    live = growth.live()
    fill(growth.articles, ALL)
    assert growth.build().read == 1
    assert lost(growth, live) == []
    fill(growth.articles, ALL - {article})
    assert growth.build().read == 0
    assert contents(growth.out) == without
    assert before.read == len(ALL) - 1


def lost(growth: Growth, before: set[str]) -> list[str]:
    """The IRIs of a smaller graph that the larger one neither has nor leads on, in one step, to one that it has."""
    live, replaced = growth.live(), growth.replaced()
    return sorted(iri for iri in before - live if len(replaced.get(iri, set())) != 1 or not replaced[iri] <= live)


def test_an_iri_that_was_once_there_always_leads_to_something(growth: Growth) -> None:
    seen: set[str] = set()
    for number in range(1, len(ALL) + 1):
        fill(growth.articles, sorted(ALL, key=lambda name: "gclebakfjdih".index(name))[:number])
        build([growth.articles], out=growth.out)
        assert lost(growth, seen) == []
        seen |= growth.live()
    assert growth.replaced()


def test_little_is_spliced_and_much_is_published_anew(growth: Growth, calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_with(names: str) -> tuple[list[bool], int]:
        calls.clear()
        fill(growth.articles, names)
        build([growth.articles], out=growth.out)
        return list(calls.spliced), len(calls.published)

    assert build_with("abdh") == ([], 1)
    assert build_with("abcdefghijkl") == ([], 1)
    assert build_with("abcdefghijk") == ([True], 0)
    monkeypatch.setattr(pipeline, "_SPLICED", 50)
    assert build_with("abcdefghijkl") == ([], 1)
    assert growth.build().read == 0


def test_a_changed_article_is_read_again(growth: Growth, calls: Calls) -> None:
    grown(growth, *ALL)
    path = growth.articles / "d.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("WTP", "WDP"), encoding="utf-8")
    assert growth.build().read == 1
    assert calls.spliced == [True]
    assert "WDP" in (growth.out / "graph.nq").read_text(encoding="utf-8")


def test_a_renamed_article_is_another_one(growth: Growth) -> None:
    grown(growth, *ALL)
    (growth.articles / "d.txt").rename(growth.articles / "z.txt")
    assert growth.build().read == 1


def test_a_touched_article_is_not_read_again(growth: Growth) -> None:
    grown(growth, *ALL)
    os.utime(growth.articles / "d.txt", (0, 0))
    assert growth.build().read == 0


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "no text": lambda path: path.write_bytes(bytes(range(256)) * 10),
    "a link": lambda path: (path.rename(path.with_suffix(".away")), path.symlink_to(path.with_suffix(".away"))),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a pipe": lambda path: (path.unlink(), os.mkfifo(path)),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("how", UNREADABLE)
def test_an_article_that_becomes_unreadable_is_not_known_any_more(growth: Growth, how: str) -> None:
    grown(growth, "abcdefgh")
    UNREADABLE[how](growth.articles / "h.txt")
    summary = growth.build()
    assert (summary.read, summary.counts["article"]) == (0, 7)
    assert len(summary.refusals) == (how not in ("gone", "a folder"))


def test_the_second_of_an_id_is_known_when_the_first_goes(growth: Growth) -> None:
    fill(growth.articles, "abcdefgh")
    (growth.articles / "later").mkdir()
    (growth.articles / "later" / "a.txt").write_text(text_of(ARTICLES["j"]), encoding="utf-8")
    assert growth.build().read == 9
    assert growth.build().read == 0
    (growth.articles / "a.txt").unlink()
    assert growth.build().read == 0


def records(*names: str) -> str:
    return "".join(json.dumps({"id": name, "text": text_of(ARTICLES[name])}) + "\n" for name in names)


def test_a_file_of_records_that_grows(growth: Growth, calls: Calls) -> None:
    path = growth.articles / "news.jsonl"
    path.write_text(records(*"abcdefghij"), encoding="utf-8")
    assert growth.build().read == 10
    path.write_text(records(*"abcdefghijkl"), encoding="utf-8")
    assert growth.build().read == 2
    path.write_text(records(*"abcdefghijkl") + "{broken\n", encoding="utf-8")
    assert growth.build().read == 0
    assert calls.spliced == [True, True]


def test_other_columns(growth: Growth) -> None:
    lines = [{"id": name, "text": text_of(ARTICLES[name]), "body": text_of(ARTICLES["a"])} for name in "bcd"]
    (growth.articles / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert growth.build().read == 3
    assert growth.build(columns={"text": "body"}).read == 3
    assert growth.build().read == 3


def test_another_least_confidence(growth: Growth) -> None:
    assert grown(growth, *"abcd") == 4
    assert growth.build(min_confidence=0.9).read == 4
    assert growth.build(min_confidence=0.9).read == 0
    assert growth.build().read == 4


def test_another_base(growth: Growth) -> None:
    assert grown(growth, *"abcd") == 4
    assert growth.build(base="https://example.org/").read == 0
    assert growth.build().read == 0


def test_decisions_that_come_change_and_go(growth: Growth, calls: Calls) -> None:
    grown(growth, *ALL)
    one, other = sorted(iri for iri in growth.live() if "/person/budi-hartono" in iri)[:2]
    event = min(iri for iri in growth.live() if "/event/" in iri)
    path = Path("decisions.csv")
    header = "decision,subject,property,value,who,when,why\n"
    lines = [
        f"same,{one},,{other},me,2026-01-01,\n",
        f"rename,{one},,Budi Hartono Jaya,me,2026-01-01,\n",
        f"drop,{event},,,me,2026-01-01,\n",
        "drop,event/nothing,,,me,2026-01-01,\n",
    ]
    seen = [contents(growth.out)]
    for number in (1, 2, 3, 4, 1):
        path.write_text(header + "".join(lines[:number]), encoding="utf-8")
        summary = growth.build()
        assert (summary.read, len(summary.unfollowed)) == (0, number == 4)
        seen.append(contents(growth.out))
    assert seen[1] == seen[-1]
    path.unlink()
    assert growth.build().read == 0
    assert contents(growth.out) == seen[0]
    assert len({name for name, _ in seen}) >= 4
    assert True in calls.spliced


def test_other_rules_read_everything_anew(growth: Growth, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(growth, *"abcd")
    monkeypatch.setattr("kg.readings._reader", lambda: "other rules")
    assert growth.build().read == 4
    assert growth.build().read == 0


def test_fresh_uses_nothing(growth: Growth, calls: Calls) -> None:
    grown(growth, *"abcd")
    assert growth.build(fresh=True).read == 4
    assert calls.spliced == []


_SCRATCH: dict[frozenset[tuple[str, int]], tuple[str, list[str]]] = {}
STEPS = st.lists(st.dictionaries(st.sampled_from(sorted(ARTICLES)), st.integers(0, 2), max_size=4), min_size=2, max_size=5)


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_way_leads_to_the_graph_from_scratch(growth: Growth, steps: list[dict[str, int]]) -> None:
    """Articles come (1), come changed (2) and go (0)."""
    shutil.rmtree(growth.out, ignore_errors=True)
    state = dict.fromkeys("abcdefgh", 1)
    for step in [{}, *steps]:
        state |= step
        fill(growth.articles, (name for name, how in state.items() if how))
        for name, how in state.items():
            if how == 2:
                with (growth.articles / f"{name}.txt").open("a", encoding="utf-8") as file:
                    file.write("Sekda Siak Rina Marlina juga hadir. Bupati Kampar Budi Hartono absen.\n")
        if not any(state.values()):
            continue
        build([growth.articles], out=growth.out)
        made_of = frozenset((name, how) for name, how in state.items() if how)
        if made_of not in _SCRATCH:
            build([growth.articles], out=growth.out.with_name("scratch"), fresh=True)
            _SCRATCH[made_of] = contents(growth.out.with_name("scratch"))
        assert contents(growth.out) == _SCRATCH[made_of]


def test_a_removed_article_takes_along_only_what_it_said(growth: Growth) -> None:
    grown(growth, *ALL)
    before = set((growth.out / "graph.nq").read_text(encoding="utf-8").splitlines())
    grown(growth, *(ALL - {"h"}))
    gone = before - set((growth.out / "graph.nq").read_text(encoding="utf-8").splitlines())
    own = {line for line in before if line.endswith("/article/h> .")}
    assert own <= gone
    others = {line.rsplit(" ", 2)[1] for line in gone.difference(own)}
    assert all(graph.startswith(("<https://w3id.org/simpul/graph/", "<https://w3id.org/simpul/article/i>")) for graph in others)


# What goes wrong


def damage(growth: Growth, sql: str, *values: object) -> None:
    connection = sqlite3.connect(growth.out / NAME)
    with connection:
        assert connection.execute(sql, values).rowcount != 0
    connection.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "garbage": lambda path: path.write_bytes(os.urandom(50_000)),
    "a broken page": lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 4096 + path.read_bytes()[8192:]),
    "another database": lambda path: (path.unlink(), sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close()),
    "garbage beside it": lambda path: path.with_name(NAME + "-wal").write_bytes(os.urandom(5_000)),
}


@pytest.mark.parametrize("how", DAMAGES)
def test_readings_that_are_damaged_are_read_anew(growth: Growth, how: str) -> None:
    grown(growth, "abcdefgh")
    DAMAGES[how](growth.out / NAME)
    assert grown(growth, "abcdefghi") == (1 if how == "garbage beside it" else 9)
    assert growth.build().read == 0


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        (
            "UPDATE reading SET record = replace(record, 'Budi', 'Bodo') WHERE record LIKE '%Budi%'",
            4,
        ),
        ("UPDATE reading SET record = '[]' WHERE record LIKE '%Wulandari%'", 1),
        ("UPDATE reading SET reading = x'00' WHERE record LIKE '%Wulandari%'", 1),
        ("DELETE FROM reading WHERE record LIKE '%Wulandari%'", 1),
        ("DELETE FROM reading", 7),
        ("DELETE FROM written", 0),
        ("DELETE FROM edition", 0),
        ("UPDATE written SET known = replace(known, 'Budi', 'Bodo')", 0),
        ("UPDATE written SET known = 'nothing'", 0),
        ("UPDATE edition SET lines = x'00'", 0),
    ],
)
def test_damage_inside_is_noticed(growth: Growth, sql: str, read: int) -> None:
    grown(growth, "abcdefgh")
    damage(growth, sql)
    summary = (fill(growth.articles, "abcdefg"), growth.build())[1]
    assert summary.refusals == ()
    assert summary.read == read
    assert growth.build().read == 0
    assert grown(growth, *ALL) in (4, 5)


HOSTILE = b"cos\nsystem\n(S'touch hostile'\ntR."


def forge(growth: Growth, names: str) -> None:
    """Puts something that runs a command in the place of readings, with the digest that belongs to it."""
    import zlib

    from kg.readings import _digest

    connection = sqlite3.connect(growth.out / NAME)
    blob = zlib.compress(HOSTILE)
    with connection:
        for key, record in connection.execute("SELECT key, record FROM reading").fetchall():
            if json.loads(record)["id"] in names:
                row = (blob, _digest(key, record, blob), key)
                connection.execute("UPDATE reading SET reading = ?, digest = ? WHERE key = ?", row)
    connection.close()


@pytest.mark.parametrize(("forged", "names", "read"), [("h", "abcdefg", 0), ("a", "abcdefghi", 9), ("abcdefgh", "bcdefghl", 8)])
def test_a_forged_reading_runs_nothing_and_is_read_anew(growth: Growth, forged: str, names: str, read: int) -> None:
    grown(growth, "abcdefgh")
    forge(growth, forged)
    # a change of what is known of the forged article makes its lines be written again
    Path("decisions.csv").write_text(f"decision,subject,value\nrename,{budi(growth)},Budi Jaya\n", encoding="utf-8")
    fill(growth.articles, names)
    summary = growth.build()
    assert (summary.read, summary.refusals) == (read, ())
    assert not Path("hostile").exists()
    assert growth.build().read == 0


def budi(growth: Growth) -> str:
    """The person of article a."""
    (row,) = kg.query('SELECT ?who { ?a dcterms:identifier "a" ; schema:mentions ?who . ?who a foaf:Person }', out=growth.out)
    return row["who"]


def test_a_forged_reading_of_standard_input_is_told(growth: Growth, tmp_path: Path) -> None:
    import io

    def read_from(names: str) -> int:
        return build(["-"], out=growth.out, stdin=io.BytesIO(records(*names).encode())).read

    assert read_from("abcd") == 4
    forge(growth, "a")
    Path("decisions.csv").write_text(f"decision,subject,value\nrename,{budi(growth)},Budi Jaya\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"-:1: what was read before is damaged: .*UnpicklingError.* build again"):
        read_from("abcd")
    assert read_from("abcd") == 4
    assert not Path("hostile").exists()


@pytest.mark.parametrize("fresh", [False, True])
def test_a_folder_in_place_of_the_readings_is_told(growth: Growth, fresh: bool) -> None:
    grown(growth, "abcd")
    before = contents(growth.out)
    (growth.out / NAME).unlink()
    (growth.out / NAME).mkdir()
    with pytest.raises(GraphError, match=r"readings\.sqlite: expected a file that can be replaced"):
        build([growth.articles], out=growth.out, fresh=fresh)
    assert contents(growth.out) == before


def test_a_folder_that_cannot_be_written_to_is_told(growth: Growth, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(growth, "abcd")
    before = contents(growth.out)

    def connect(*given: object, **options: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    with monkeypatch.context() as patch:
        patch.setattr("kg.readings._remove", lambda path: None)
        patch.setattr(sqlite3, "connect", connect)
        with pytest.raises(GraphError, match=r"readings\.sqlite: cannot be written: unable to open"):
            build([growth.articles], out=growth.out)
    assert contents(growth.out) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(growth: Growth) -> None:
    grown(growth, "abcd")
    growth.out.chmod(0o500)
    try:
        with pytest.raises(GraphError):
            build([growth.articles], out=growth.out, fresh=True)
    finally:
        growth.out.chmod(0o700)


def test_a_full_disk_is_told(growth: Growth, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(growth, "abcd")
    before = contents(growth.out)

    def full(*given: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("kg.readings.Readings.add", full)
        with pytest.raises(GraphError, match="what was read cannot be kept: database or disk is full"):
            build([fill(growth.articles, "abcde")], out=growth.out)
    assert contents(growth.out) == before
    assert growth.build().read == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("manifest.json", b""),
        ("manifest.json", b"{}"),
        ("manifest.json", b"garbage"),
        ("graph.nq", b"garbage"),
        ("graph.ttl", b""),
        ("claims.jsonl", b""),
        ("store/CURRENT", b"garbage"),
    ],
)
def test_a_damaged_graph_is_not_built_on(growth: Growth, calls: Calls, name: str, content: bytes) -> None:
    grown(growth, "abcdefgh")
    (published(growth.out).path / name).write_bytes(content)
    assert grown(growth, "abcdefghi") == 1
    assert True not in calls.spliced


def test_a_graph_that_is_gone_is_built_again(growth: Growth) -> None:
    grown(growth, "abcdefgh")
    shutil.rmtree(published(growth.out).path)
    assert growth.build().read == 0


def test_what_an_article_was_while_it_changed_is_not_known(growth: Growth, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two articles change in every build while they are read, and each time something else is read of them."""
    keys = iter(range(1000))
    grown(growth, "abcdefgh")
    with monkeypatch.context() as patch:
        patch.setattr("kg.worker.readings.key", lambda *parts: str(next(keys)))
        for text in ("WTP", "WDP", "TMP"):
            for name in "de":
                (growth.articles / f"{name}.txt").write_text(text_of(ARTICLES["d"]).replace("WTP", text), encoding="utf-8")
            assert growth.build().read == 8
            assert f'"{text}"' in (growth.out / "graph.nq").read_text(encoding="utf-8")
    assert growth.build().read == 8


# Builds that are killed


SLOW = """
import os, time
import kg.extract.facts as facts
read = facts.read
def slow(document):
    if document.id == "zz":
        open("waiting", "w").close()
        time.sleep(20)
    if os.environ.get("SLOW"):
        time.sleep(0.25)
    return read(document)
facts.read = slow
"""


def started(folder: Path, code: str, **environment: str) -> subprocess.Popen[bytes]:
    """A build in a process of its own, with some code run in it and in its workers."""
    (folder / "code").mkdir(exist_ok=True)
    (folder / "code" / "sitecustomize.py").write_text(code, encoding="utf-8")
    path = os.pathsep.join((str(folder / "code"), str(ROOT)))
    command = [sys.executable, "-c", "import sys; from kg.cli import main; main()"]
    return subprocess.Popen(
        [*command, "build", "-q", "--jobs", "1", "--out", "out", str(folder / "articles")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, **environment},
        stderr=subprocess.DEVNULL,
    )


def waited_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Returns once the file is there."""
    for _ in range(600):
        if path.exists():
            return
        assert process.poll() is None
        time.sleep(0.05)
    raise AssertionError(f"{path} did not come")


def test_what_a_killed_build_read_is_not_read_again(growth: Growth, tmp_path: Path) -> None:
    fill(growth.articles, ALL)
    for number in range(20):
        (growth.articles / f"n{number:02}.txt").write_text(text_of(ARTICLES["a"]), encoding="utf-8")
    (growth.articles / "zz.txt").write_text(text_of(ARTICLES["a"]), encoding="utf-8")
    process = started(tmp_path, SLOW, SLOW="1")
    waited_for(tmp_path / "waiting", process)
    with pytest.raises(GraphError, match=rf"another build is writing here \(process {process.pid}\)"):
        build([growth.articles], out=growth.out)
    process.send_signal(signal.SIGKILL)
    process.wait()
    summary = growth.build()
    assert summary.counts["article"] == len(ALL) + 21
    assert 1 <= summary.read <= 17


STOPPED = """
import signal, os
from kg.graph.disk import Disk
def step(self, what):
    if what.split(" ")[0] == os.environ["STOP"]:
        os.kill(os.getpid(), signal.SIGKILL)
Disk.step = step
"""


@pytest.mark.parametrize("step", ["fork", "change", "write", "rename", "point"])
def test_a_build_killed_while_it_splices_leaves_the_old_graph(growth: Growth, tmp_path: Path, step: str) -> None:
    grown(growth, "abcdefgh")
    before = contents(growth.out)
    fill(growth.articles, "abcdefghi")
    process = started(tmp_path, STOPPED, STOP=step)
    process.wait(60)
    assert process.returncode == -signal.SIGKILL
    assert contents(growth.out) == before
    assert growth.build().read == 0


def test_a_build_that_finds_nothing_leaves_what_was_read(growth: Growth) -> None:
    grown(growth, "abcd")
    fill(growth.articles, "")
    with pytest.raises(InputError):
        build([growth.articles], out=growth.out)
    assert grown(growth, "abcd") == 0
