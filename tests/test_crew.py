"""Worker processes: order, and what is left of an article that kills, hangs or fills one."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.crew import Crew
from kg.errors import KgError

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def jobs_for_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the test and the workers import `crew_jobs`."""
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    monkeypatch.syspath_prepend(str(HERE))


def job(origin: str, what: str = "", once: str = "") -> Any:
    import crew_jobs

    return crew_jobs.Misbehave(origin, what, once)


def answers(jobs: Sequence[Any], *, size: int = 2, batch: int = 4, seconds: float = 10.0) -> dict[str, str]:
    """What became of each job, in order: its blob, or why it was refused."""
    with Crew(size, seconds=seconds) as crew:
        found = list(crew.answers(jobs, batch))
    assert [given for given, _ in found] == list(jobs)
    return {given.origin: answer.record.get("refused", answer.blob.decode()) for given, answer in found}


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("batch", [1, 3, 8])
def test_answers_come_in_the_order_of_the_jobs(size: int, batch: int) -> None:
    names = [f"a{number}" for number in range(20)]
    assert answers([job(name) for name in names], size=size, batch=batch) == dict(zip(names, names, strict=True))


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("killed", "worker died (signal 9)"),
        ("crashed", "worker died (signal 11)"),
        ("left", "worker died (exit code 3)"),
        ("raised", "internal error: ValueError: not expected"),
        ("greedy", "internal error: MemoryError"),
        ("recursed", "internal error: RecursionError"),
    ],
)
@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_bad_article_costs_only_itself(what: str, reason: str, place: int) -> None:
    names = [f"a{number}" for number in range(6)]
    found = answers([job(name, what if number == place else "") for number, name in enumerate(names)], size=1)
    assert found.pop(names[place]).startswith(reason)
    assert found == {name: name for number, name in enumerate(names) if number != place}


def test_one_that_hangs_is_ended_and_refused() -> None:
    started = time.monotonic()
    found = answers([job("good"), job("bad", "hung"), job("fine")], seconds=0.5)
    assert found == {"good": "good", "bad": "took too long: more than 0.5 seconds", "fine": "fine"}
    assert time.monotonic() - started < 10


def test_one_that_dies_once_is_read_the_second_time(tmp_path: Path) -> None:
    assert answers([job("good"), job("unlucky", "killed", str(tmp_path / "died")), job("fine")]) == {
        "good": "good",
        "unlucky": "unlucky",
        "fine": "fine",
    }


def test_several_bad_ones_in_one_batch() -> None:
    found = answers(
        [job("a", "killed"), job("b", "left"), job("c"), job("d", "raised"), job("e", "crashed"), job("f")], batch=6
    )
    assert [name for name, text in found.items() if text == name] == ["c", "f"]


def test_what_a_worker_prints_is_not_taken_for_an_answer() -> None:
    assert answers([job("loud", "printed"), job("quiet")]) == {"loud": "loud", "quiet": "quiet"}


def test_no_more_workers_than_there_is_work_for() -> None:
    with Crew(4) as crew:
        found = list(crew.answers([job("a"), job("b")], 8))
    assert len({answer.record["process"] for _, answer in found}) == 1


def test_no_process_is_left_when_the_work_is_given_up() -> None:
    with pytest.raises(KeyboardInterrupt), Crew(2) as crew:
        stream = crew.answers([job("a"), job("b"), job("c", "hung"), job("d", "hung")], 1)
        processes = [next(stream)[1].record["process"], next(stream)[1].record["process"]]
        raise KeyboardInterrupt
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_worker_that_cannot_start_ends_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.crew._START", "raise SystemExit('no such module')")
    with pytest.raises(KgError, match=r"the worker process does not start: no such module"):
        answers([job("a")])


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_end_with_their_parent() -> None:
    import subprocess

    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import crew_jobs, os\n"
        "from kg.crew import Crew\n"
        "with Crew(1) as crew:\n"
        "    (answer,) = crew.answers([crew_jobs.Misbehave('a')], 1)\n"
        "    print(answer[1].record['process'], flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script, str(HERE)], stdout=subprocess.PIPE, text=True, timeout=60)
    assert ran.returncode == -9
    deadline = time.monotonic() + 10
    while Path(f"/proc/{ran.stdout.strip()}").exists():
        assert time.monotonic() < deadline, "the worker goes on without its parent"
        time.sleep(0.05)
