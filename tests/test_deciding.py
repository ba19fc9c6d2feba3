"""People decide on a small graph of invented articles: `kg review`, `kg decide`, `kg why`, and the same from Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from terminals import in_terminal

import kg
from kg.deciding import Case, open_case, open_pairs
from kg.errors import KgError
from kg.resolve.decision_file import append, read_decisions
from kg.resolve.decisions import Decision, Standing
from kg.resolve.follow import Followed, homes
from kg.resolve.identities import Pairing
from kg.review import HELP, Review

ROOT = Path(__file__).parent.parent
EVIL = "\x1b]0;x\x07"
ARTICLES = {
    "a": "Bupati Kampar Sari Dewi melantik pejabat di Bangkinang, Senin (20/10/2025).",
    "b": "Bupati Kampar Sari Dewi membuka rapat di Bangkinang, Selasa (21/10/2025).",
    "c": "Gubernur Riau, Wirastuti Pakualam membuka rapat di Pekanbaru, Kamis (23/10/2025)."
    " Ia didampingi Wakil Gubernur Riau Joko Susilo.",
    "d": "Wakil Gubernur Riau, Wirastuti Pakualam membuka rapat di Pekanbaru, Selasa (23/10/2018).",
    "e": f"Kepala Dinas Pendidikan Kota Malang, Budi Hartono membuka {EVIL}rapat\u202e [link=x]y[/link] di Malang.",
    "f": "Kepala Dinas Sosial Kota Malang, Joko Hartono membuka rapat di Malang, Sabtu (25/10/2025).",
    "g": "Kepala Dinas Kesehatan Kota Malang, Slamet Hartono membuka rapat di Malang, Sabtu (25/10/2025).",
    "h": "Kepala Dinas Perhubungan Kota Malang, Hartono membuka rapat di Malang, Sabtu (25/10/2025)."
    " Hartono mengatakan itu penting.",
    "j": "Bupati Pelalawan, Hartono membuka rapat di Pelalawan, Sabtu (25/10/2025).",
    "i": "Kepala Dinas Pendidikan Kabupaten Bengkalis, Susilo membuka rapat di Bengkalis, Sabtu (25/10/2025).",
}
"""A short name that fits several, so that people have to decide however strongly each feature speaks."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published graph. No test writes to it."""
    folder = tmp_path_factory.mktemp("deciding")
    (folder / "in").mkdir()
    for name, text in ARTICLES.items():
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    kg.build([folder / "in"], out=folder / "out", jobs=1)
    return folder / "out"


@pytest.fixture(scope="module")
def case(graph: Path) -> Case:
    return open_case(graph, graph.parent / "none.csv")


def run(*arguments: object, cwd: Path, stdin: str = "", columns: int = 80) -> subprocess.CompletedProcess[str]:
    """Runs the command and catches what it says."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(columns)},
    )


def session(case: Case, path: Path, keys: Sequence[str], limit: int = 0) -> tuple[Review, str]:
    """A review with these lines of input, and what it says."""
    said: list[str] = []
    lines = iter(keys)
    at = Case(case.generation, path, read_decisions(path), case.followed)
    review = Review(at, lambda prompt: next(lines, None), said.append, "Rina", "2026-11-22", limit=limit)
    review.run()
    return review, "\n".join(said)


def test_there_are_doubtful_pairs_of_two_names(case: Case) -> None:
    pairs = open_pairs(case)
    assert len(pairs) >= 3
    assert all("hartono" in pair.one and "hartono" in pair.other for pair in pairs)


def test_every_answer_is_a_line_at_once(case: Case, tmp_path: Path) -> None:
    path, pairs = tmp_path / "d.csv", open_pairs(case)
    seen: list[int] = []

    def ask(prompt: str) -> str | None:
        seen.append(len(read_decisions(path)))
        return "d\n" if len(seen) < 3 else None

    Review(Case(case.generation, path, [], case.followed), ask, lambda text: None, "Rina", "2026-11-22", "seen").run()
    assert seen == [0, 1, 2]
    first = read_decisions(path)[0]
    assert first == Decision(
        "different", f"person/{pairs[0].one}", f"person/{pairs[0].other}", "", "Rina", "2026-11-22", "seen"
    )


def test_what_is_decided_is_not_asked_again_and_what_was_skipped_comes_last(case: Case, graph: Path, tmp_path: Path) -> None:
    path, before = tmp_path / "d.csv", open_pairs(case)
    session(case, path, ["k", "d", "q"])
    after = open_pairs(open_case(graph, path))
    assert before[0][:2] == after[-1][:2]
    assert before[1][:2] not in [pair[:2] for pair in after]


@pytest.mark.parametrize(("keys", "answers"), [("ssssss", 3), ("ddssss", 4), ("kkksss", 5), ("dddddd", 6)])
def test_a_pair_that_follows_from_others_is_not_asked(case: Case, tmp_path: Path, keys: str, answers: int) -> None:
    """Four people, of whom each could be each."""
    path, names = tmp_path / "d.csv", sorted(person.id for person in case.identities.persons)[:4]
    pairs = [Pairing(one, other, "unsure", 1.0, ()) for one, other in combinations(names, 2)]
    doubtful = Case(case.generation, path, [], Followed(replace(case.identities, doubtful=pairs)))
    review, _ = session(doubtful, path, keys)
    assert len(review.answers) == answers
    standing = Standing(homes(case.identities), read_decisions(path))
    assert all(standing.settled(*pair[:2]) or standing.unsure(*pair[:2]) for pair in pairs)


def test_help_unknown_keys_and_more_sentences_ask_again(case: Case, tmp_path: Path) -> None:
    review, said = session(case, tmp_path / "d.csv", ["?", "x", "", "o", "u", "q"])
    assert said.count(HELP) == 3
    assert "there is nothing to undo" in said
    assert (review.answers, (tmp_path / "d.csv").exists()) == ([], False)


def test_limit(case: Case, tmp_path: Path) -> None:
    review, _ = session(case, tmp_path / "d.csv", ["d", "k", "d", "d"], limit=2)
    assert len(review.answers) == 2


def test_what_another_reviewer_decides_meanwhile_is_kept_and_not_asked(case: Case, tmp_path: Path) -> None:
    path, pairs = tmp_path / "d.csv", open_pairs(case)
    told: list[str] = []

    def ask(prompt: str) -> str | None:
        if len(told) == 1 and not path.exists():
            append(path, Decision("same", f"person/{pairs[0].one}", f"person/{pairs[0].other}", who="Budi"))
            return "d"
        return "q"

    Review(Case(case.generation, path, [], case.followed), ask, told.append, "Rina", "2026-11-22").run()
    assert "contradicts" in told[1]
    assert [each.who for each in read_decisions(path)] == ["Budi"]
    assert "── 1 of" not in "".join(told[2:])


@settings(max_examples=40, deadline=None)
@given(keys=st.lists(st.sampled_from("sdkuuo?x"), max_size=14))
def test_the_file_equals_the_decisions_that_stand(
    case: Case, tmp_path_factory: pytest.TempPathFactory, keys: list[str]
) -> None:
    path = tmp_path_factory.mktemp("keys") / "d.csv"
    review, _ = session(case, path, keys)
    assert read_decisions(path) == [answer.written for answer in review.answers if answer.written]
    path.unlink(missing_ok=True)
    review, _ = session(case, path, [*keys, *"u" * len(keys)])
    assert (review.answers, read_decisions(path)) == ([], [])


def test_every_way_of_three_answers_leaves_a_file_that_can_be_followed(case: Case, graph: Path, tmp_path: Path) -> None:
    for number, keys in enumerate(product("sdk", repeat=3)):
        path = tmp_path / f"{number}.csv"
        session(case, path, keys)
        assert open_case(graph, path).followed.unfollowed == ()


def test_the_command(graph: Path, tmp_path: Path) -> None:
    ran = run("review", "-g", graph, "--who", "Rina", "--why", "seen", cwd=tmp_path, stdin="o\nd\nk\nu\nq\n", columns=140)
    assert ran.returncode == 0
    assert "│" in ran.stdout and "Dinas Perhubungan Kota Malang, Hartono»" in ran.stdout
    assert "Kepala Dinas Sosial Kota Malang (2025-10-25)" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 150
    assert "1 decided, 0 skipped" in ran.stderr and "`kg build` applies the decisions" in ran.stderr
    (decision,) = read_decisions(tmp_path / "decisions.csv")
    assert (decision.kind, decision.who, decision.why) == ("different", "Rina", "seen")
    narrow = run("review", "-g", graph, cwd=tmp_path, stdin="", columns=70)
    assert "│" not in narrow.stdout and "───" in narrow.stdout
    assert max(map(len, narrow.stdout.splitlines())) <= 70
    assert "0 decided" in narrow.stderr and "applies" not in narrow.stderr


def test_the_list(graph: Path, tmp_path: Path) -> None:
    listed = run("review", "-g", graph, "--list", cwd=tmp_path)
    assert (listed.returncode, listed.stderr) == (0, "")
    record = json.loads(run("review", "-g", graph, "--json", "--limit", 2, cwd=tmp_path).stdout)
    assert len(record) == 2 < len(listed.stdout.splitlines())
    assert record[0]["one"] in listed.stdout and record[0]["reasons"][0]["feature"]
    assert all(len(each["names"]) == 2 for each in record)
    pairs = kg.doubtful(out=graph, decisions=tmp_path / "none.csv")
    assert [pair.one for pair in pairs[:2]] == [each["one"] for each in record]


def test_a_broken_file_is_one_clear_line(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text("decision,subject\nsame,x\n", encoding="utf-8")
    for arguments in (["review"], ["why", "Susilo", "Hartono"], ["decide", "drop", "event/x/y-1"]):
        ran = run(*arguments, "-g", graph, cwd=tmp_path)
        assert (ran.returncode, ran.stdout) == (1, "")
        assert ran.stderr == "kg: decisions.csv:2: subject 'x': expected person/…, as in an IRI of the graph\n"


def test_why(graph: Path, tmp_path: Path) -> None:
    ran = run("why", "sari dewi", "Joko Susilo", "-g", graph, cwd=tmp_path)
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[0].startswith("Sari Dewi (person/sari-dewi-")
    assert " are two people: -" in ran.stdout and "no form of one name" in ran.stdout
    record = json.loads(run("why", "Wirastuti Pakualam", "Wirastuti Pakualam", "-g", graph, "--json", cwd=tmp_path).stdout)
    assert record["answer"] == "same" and record["same_from"] > 0
    assert record["steps"][0]["reasons"][0]["text"].startswith("same name: wirastuti pakualam")
    both = run("why", "Hartono", "Hartono", "-g", graph, cwd=tmp_path)
    assert both.returncode == 0 and "two people" in both.stdout


def test_why_lists_several_of_one_name(graph: Path, tmp_path: Path) -> None:
    ran = run("why", "Hartono", "Susilo", "-g", graph, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("kg: 2 people are called 'Hartono'; give the id of one:\n  Hartono (person/hartono-")
    ran = run("why", "Nobody", "Susilo", "-g", graph, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (1, "kg: nobody in the graph is called 'Nobody'\n")


def test_decide_writes_what_the_graph_has(graph: Path, tmp_path: Path) -> None:
    (event, *_) = (row["e"] for row in kg.query("SELECT ?e { ?e a sem:Event } ORDER BY ?e", out=graph))
    told = [
        ["link", "Sari Dewi", "https://www.wikidata.org/entity/Q42"],
        ["rename", "Sari Dewi", "Dr. Sari Dewi"],
        ["drop", event, "--why", "did not happen"],
        ["different", "Wirastuti Pakualam", "d"],
        ["same", "Susilo", "Joko Susilo"],
    ]
    for arguments in told:
        ran = run("decide", *arguments, "-g", graph, "--who", "Rina", cwd=tmp_path)
        assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
        assert "`kg build` applies the decisions" in ran.stderr
    found = read_decisions(tmp_path / "decisions.csv")
    assert [each.kind for each in found] == [arguments[0] for arguments in told]
    assert all(each.subject.startswith("person/sari-dewi-") for each in found[:2])
    assert found[2].subject == event.removeprefix("https://w3id.org/simpul/") and found[2].why == "did not happen"
    assert found[3].value == "d"
    followed = open_case(graph, tmp_path / "decisions.csv").followed
    assert followed.unfollowed == ()
    assert "Dr. Sari Dewi" in {person.label for person in followed.identities.persons}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["drop", "event/no/such-1"], "nothing in the graph has the IRI https://w3id.org/simpul/event/no/such-1"),
        (["link", "person/no-1", "https://a.id/x"], "nobody in the graph is called 'person/no-1'"),
        (["link", "Sari Dewi", "ftp://a.id/x"], "value 'ftp://a.id/x': expected an address"),
        (["link", "Sari Dewi", "https://a.id/x", "-p", "rdf:type"], "property 'rdf:type': expected one of owl:sameAs"),
        (["same", "Sari Dewi", "Nobody"], "nobody in the graph is called 'Nobody'"),
        (["same", "Sari Dewi", "Sari Dewi"], "is given twice: expected two people"),
        (["same", "Hartono", "Sari Dewi"], "2 people are called 'Hartono'; give the id of one"),
        (["marry", "Sari Dewi", "Susilo"], "unknown decision 'marry'"),
        (["correct", "territory/14", "x", "-p", "label"], "subject 'territory/14': expected tenure/… or event/…"),
    ],
)
def test_decide_refuses_what_the_graph_has_not(graph: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    ran = run("decide", *arguments, "-g", graph, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert message in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_same_from_python(graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    (event, *_) = (row["e"] for row in kg.query("SELECT ?e { ?e sem:hasTimeStamp ?t } ORDER BY ?e", out=graph))
    kg.decide("correct", event, "2025-10", property="sem:hasTimeStamp", who="Rina", out=graph, decisions=path)
    kg.decide("different", "Susilo", "Joko Susilo", who="Rina", why="two men", out=graph, decisions=path)
    explanation = kg.why("Susilo", "Joko Susilo", out=graph, decisions=path)
    assert explanation.answer == "different"
    assert "decided by Rina, " in explanation.sentence and explanation.sentence.endswith(": two men.")
    with pytest.raises(KgError, match="contradicts"):
        kg.decide("same", "Susilo", "Joko Susilo", out=graph, decisions=path)
    with pytest.raises(KgError, match="expected a date"):
        kg.decide("correct", event, "soon", property="sem:hasTimeStamp", out=graph, decisions=path)
    assert len(read_decisions(path)) == 2


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["review", "--who", EVIL], b"o\nd\nd\nq\n"),
        (["review", "--list"], b""),
        (["review", "--json"], b""),
        (["why", "Hartono", "Hartono"], b""),
        (["why", EVIL, "Hartono"], b""),
        (["decide", "rename", "Sari Dewi", EVIL], b""),
        (["decide", "drop", EVIL], b""),
    ],
)
def test_nothing_steers_the_terminal(graph: Path, tmp_path: Path, arguments: list[str], keys: bytes) -> None:
    seen = in_terminal(*arguments, "-g", graph, cwd=tmp_path, keys=keys)
    printed = seen.replace("^[", "").replace("^G", "")
    assert "Traceback" not in seen
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)
