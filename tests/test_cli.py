"""The command line as it is run: output, errors, exit codes, and what a terminal gets to see."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminals import in_terminal

ROOT = Path(__file__).parent.parent
KG = [sys.executable, "-m", "kg"]
EVIL = "Bupati Kampar Budi\x1b]0;x\x07 Hartono\u202e [link=x]y[/link] membuka rapat di Bangkinang, Senin (20/10/2025)."
HEAVY = ("rdflib", "networkx", "pyvis", "trafilatura", "lxml", "rich", "pyoxigraph", "re2", "ahocorasick_rs")


def kg(*arguments: object, cwd: Path = ROOT, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command and catches what it says."""
    return subprocess.run(
        [*KG, *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds."""
    out = tmp_path_factory.mktemp("cli") / "out"
    ran = kg("build", "seeds", "--out", out)
    assert ran.returncode == 0, ran.stderr
    return out


def test_help_starts_fast() -> None:
    """Well below what a person notices: processor time, best of five, so that a busy machine makes no difference."""
    assert min(_seconds([*KG, "--help"]) for _ in range(5)) < 0.3


def _seconds(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_the_command_line_imports_no_heavy_library() -> None:
    script = f"import sys, kg, kg.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["build", "--help"], ["query", "-h"], ["--version"]])
def test_help_and_version_go_to_standard_output(arguments: list[str]) -> None:
    ran = kg(*arguments)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--bad"],
        ["nonsense"],
        ["build", "--jobs", "-1"],
        ["build", "--columns", "text"],
        ["query"],
        ["query", "officials", "-e", "ASK {}"],
        ["query", "officials", "--timeout", "0"],
        ["show"],
        ["view", "--limit", "x"],
        ["view", "--depth", "4"],
        ["build", "--min-confidence", "2"],
        ["evaluate"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    ran = kg(*arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "nothing-here", "-o", "{tmp}/new"], "kg: no article could be read: nothing-here: No such file or directory"),
        (["build", "--base", "x", "-o", "{tmp}/new"], "kg: base IRI 'x': expected"),
        (
            ["query", "no-such-query", "-g", "{out}"],
            "kg: no-such-query: no such query file; `kg queries` lists the ones there are",
        ),
        (["query", "officials", "-g", "{tmp}/nothing"], "kg: {tmp}/nothing: there is no such folder or file"),
        (["query", "-e", "SELECT * { SERVICE <http://127.0.0.1/> {} }", "-g", "{out}"], "kg: query:1:"),
        (["query", "-e", "SELECT ?x {", "-g", "{out}"], "kg: query:1:"),
        (
            ["query", "officials", "-g", "{out}", "-o", "{tmp}/no/such/folder.csv"],
            "kg: {tmp}/no/such/folder.csv: cannot be written",
        ),
        (["query", "officials", "-g", "{out}", "-f", "turtle"], "kg: the answer of this query has no format 'turtle'"),
        (["show", "Nobody Whosoever", "-g", "{out}"], "kg: nobody and nothing in the graph is called 'Nobody Whosoever'"),
        (["show", "x", "-g", "{tmp}"], "kg: {tmp}: there is no graph here"),
        (
            ["explain", "no-such-article", "-g", "{out}"],
            "kg: no-such-article: no such file, and no article of {out} has this id",
        ),
        (["stats", "-g", "{tmp}/nothing"], "kg: {tmp}/nothing: there is no such folder or file; `kg build` makes a graph"),
        (["verify", "-g", "{tmp}"], "kg: {tmp}: there is no graph here"),
        (["view", "-g", "{tmp}/nothing"], "kg: {tmp}/nothing: there is no such folder or file"),
        (["view", "-g", "{out}", "--around", "Atlantis"], "kg: --around: nobody and nothing in the graph is called 'Atlantis'"),
        (["view", "-g", "{out}", "--territory", "Atlantis"], "kg: --territory: 'Atlantis' is no province, kabupaten or kota"),
        (["view", "-g", "{out}", "--type", "people"], "kg: --type: 'people' is none of person, organization, territory, event"),
        (
            ["view", "-g", "{out}", "--since", "kemarin"],
            "kg: --since: 'kemarin' is no date; expected YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (["evaluate", "{tmp}/gold.jsonl", "-g", "{out}"], "kg: {tmp}/gold.jsonl: cannot be read: No such file or directory"),
    ],
)
def test_a_failure_is_one_clear_line_and_exit_code_1(graph: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    places = {"{out}": str(graph), "{tmp}": str(tmp_path)}
    ran = kg(*(_placed(argument, places) for argument in arguments))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(_placed(message, places))
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) <= 5


def _placed(text: str, places: dict[str, str]) -> str:
    for mark, path in places.items():
        text = text.replace(mark, path)
    return text


def test_build_tells_people_on_standard_error(graph: Path, tmp_path: Path) -> None:
    ran = kg("build", "seeds", "--out", tmp_path / "out")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "articles" in ran.stderr and "people" in ran.stderr and "in " in ran.stderr


def test_build_tells_programs_on_standard_output(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(EVIL, encoding="utf-8")
    (tmp_path / "in" / "b.txt").touch()
    ran = kg("build", tmp_path / "in", "--out", tmp_path / "out", "--json", "-q")
    record = json.loads(ran.stdout)
    assert ran.stderr == ""
    assert record["articles"] == 1
    assert [skipped["origin"] for skipped in record["skipped"]] == [str(tmp_path / "in" / "b.txt")]
    assert record["skipped"][0]["reason"].startswith("empty")


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 1)])
def test_strict_makes_skipped_articles_a_failure(tmp_path: Path, options: list[str], code: int) -> None:
    (tmp_path / "a.txt").write_text("Bupati Kampar Budi Hartono hadir.", encoding="utf-8")
    (tmp_path / "b.txt").touch()
    ran = kg("build", tmp_path / "a.txt", tmp_path / "b.txt", "--out", tmp_path / "out", *options)
    assert ran.returncode == code
    assert f"{tmp_path}/b.txt: empty" in ran.stderr


def test_build_from_standard_input_with_columns(tmp_path: Path) -> None:
    line = json.dumps({"slug": "x1", "body": "Bupati Kampar Budi Hartono hadir."})
    assert kg("build", "-", "--columns", "text=body,id=slug", "-o", tmp_path / "out", stdin=line).returncode == 0
    assert "x1" in kg("query", "officials", "-g", tmp_path / "out").stdout


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("table", "article "), ("csv", "article,"), ("tsv", "?article\t"), ("json", '{"head"'), ("xml", "<?xml")],
)
def test_query_formats(graph: Path, tmp_path: Path, form: str, beginning: str) -> None:
    ran = kg("query", "officials", "-g", graph, "-f", form)
    assert ran.returncode == 0
    assert ran.stdout.startswith(beginning)
    assert "Sutarmidji" in ran.stdout
    into = kg("query", "officials", "-g", graph, "-f", form, "-o", tmp_path / "answer")
    assert into.stdout == ""
    assert (tmp_path / "answer").read_text(encoding="utf-8") == ran.stdout


def test_the_name_of_the_output_tells_the_format(graph: Path, tmp_path: Path) -> None:
    kg("query", "officials", "-g", graph, "-o", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("article,person,")
    kg("query", "-e", "CONSTRUCT WHERE { ?s a org:Post }", "-g", graph, "-o", tmp_path / "a.ttl")
    assert "@prefix" in (tmp_path / "a.ttl").read_text(encoding="utf-8")


def test_query_from_text_file_name_and_standard_input(graph: Path, tmp_path: Path) -> None:
    text = "SELECT ?name { ?p a foaf:Person ; foaf:name ?name } ORDER BY ?name"
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    by_text = kg("query", "-e", text, "-g", graph).stdout
    assert by_text == kg("query", tmp_path / "q.rq", "-g", graph).stdout
    assert by_text == kg("query", "-", "-g", graph, stdin=text).stdout
    assert kg("query", "officials", "-g", graph).stdout == kg("query", "queries/officials.rq", "-g", graph).stdout


def test_query_of_an_rdf_file(graph: Path) -> None:
    assert kg("query", "officials", "-g", graph / "graph.ttl").stdout == kg("query", "officials", "-g", graph).stdout


def test_query_says_when_there_is_nothing_and_when_there_is_more(graph: Path) -> None:
    nothing = kg("query", "-e", "SELECT ?x { ?x a <http://none/> }", "-g", graph)
    assert (nothing.returncode, "no rows" in nothing.stderr) == (0, True)
    assert kg("query", "-e", "SELECT ?x { ?x a <http://none/> }", "-g", graph, "-q").stderr == ""
    cut = kg("query", "officials", "-g", graph, "-f", "csv", "--max-rows", "2")
    assert len(cut.stdout.splitlines()) == 3
    assert "more rows than the limit" in cut.stderr


def test_the_guard_of_csv_can_be_turned_off(graph: Path) -> None:
    text = 'SELECT ("=1+1" AS ?x) {}'
    assert kg("query", "-e", text, "-g", graph, "-f", "csv").stdout == "x\n'=1+1\n"
    assert kg("query", "-e", text, "-g", graph, "-f", "csv", "--raw").stdout == "x\n=1+1\n"


def test_what_a_query_asks_for_can_be_set(graph: Path) -> None:
    ran = kg("query", "career-of-person", "-g", graph, "-f", "csv", "--set", "name=irianto lambrie")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [line.split(",")[:2] for line in ran.stdout.splitlines()[1:]] == [["Irianto Lambrie", "Gubernur Kalimantan Utara"]]
    text = 'SELECT ?x { VALUES ?x { "a" } }'
    assert kg("query", "-e", text, "-g", graph, "-f", "csv", "--set", "x=b", "--set", "x=c=d").stdout == "x\nb\nc=d\n"


@pytest.mark.parametrize(
    ("setting", "code", "message"),
    [
        ("nam=x", 1, "kg: queries/career-of-person.rq: nothing that can be set is called 'nam'; there are name\n"),
        ("name", 2, "expected NAME=VALUE, like territory=61, found 'name'"),
    ],
)
def test_what_cannot_be_set_is_said_in_one_line(graph: Path, setting: str, code: int, message: str) -> None:
    ran = kg("query", "queries/career-of-person.rq", "-g", graph, "--set", setting)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert message in ran.stderr


def test_queries_explains_one_query() -> None:
    ran = kg("queries", "holder-on-date")
    assert ran.returncode == 0
    assert "\n  day = 2021-06-01, 2024-03-20\n" in ran.stdout
    assert "$ kg query holder-on-date --set role=Gubernur --set territory=61" in ran.stdout
    assert "Bagus Harimurti" in ran.stdout
    (record,) = json.loads(kg("queries", "holder-on-date", "--json").stdout)
    assert [parameter["name"] for parameter in record["parameters"]] == ["role", "territory", "day"]


def test_queries_lists_every_packaged_query() -> None:
    names = {path.stem for path in (ROOT / "queries").glob("*.rq")}
    assert {query["name"] for query in json.loads(kg("queries", "--json").stdout)} == names
    listed = kg("queries").stdout
    assert [name for name in sorted(names) if name not in listed] == []


def test_show_tells_facts_with_their_sentences(graph: Path) -> None:
    ran = kg("show", "irianto lambrie", "-g", graph)
    assert ran.returncode == 0
    assert "Gubernur Kalimantan Utara" in ran.stdout
    assert "«Gubernur Kaltara Dr H Irianto Lambrie»" in ran.stdout
    record = json.loads(kg("show", "irianto lambrie", "-g", graph, "--json").stdout)
    assert record["kind"] == "person"
    assert all(fact["evidence"] for fact in record["facts"])
    assert kg("show", record["iri"], "-g", graph).stdout.splitlines()[0] == ran.stdout.splitlines()[0]


def test_show_tells_what_a_territory_is_called_elsewhere(graph: Path) -> None:
    shown = kg("show", "61", "-g", graph).stdout.splitlines()
    assert "same as https://sws.geonames.org/1641900/" in shown
    told = json.loads(kg("show", "61", "-g", graph, "--json").stdout)
    assert "https://sws.geonames.org/1641900/" in told["links"]


def test_show_lists_several_of_one_name(graph: Path) -> None:
    ran = kg("show", "Kalimantan", "-g", graph)
    assert ran.returncode == 0
    assert len(ran.stdout.splitlines()) > 2
    assert "give the full name" in ran.stderr
    assert len(json.loads(kg("show", "Kalimantan", "-g", graph, "--json").stdout)) == len(ran.stdout.splitlines())


def test_explain_by_file_and_by_id(graph: Path) -> None:
    article = ROOT / "seeds" / "004_c9716cbfd49817d3.txt"
    by_file = kg("explain", article, "-g", graph)
    assert by_file.returncode == 0
    assert "official.office-person" in by_file.stdout
    by_id = kg("explain", article.stem, "-g", graph)
    assert by_id.stdout.splitlines()[2:] == by_file.stdout.splitlines()[2:]
    record = json.loads(kg("explain", article, "--json").stdout)
    text = article.read_text(encoding="utf-8")
    assert all(text[mention["start"] : mention["end"]] == mention["text"] for mention in record["mentions"])
    assert {fact["fact"] for fact in record["facts"]} >= {"Tenure", "Statement"}
    assert any(rule["won"] for rule in record["rules"])


def test_explain_one_record_of_a_file(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{number}", "text": f"Bupati Kampar hadir, {number}."}) for number in range(3)]
    (tmp_path / "n.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert kg("explain", f"{tmp_path}/n.jsonl:2").stdout.startswith("n1")
    ran = kg("explain", tmp_path / "n.jsonl")
    assert (ran.returncode, "holds 3 articles" in ran.stderr) == (1, True)


def test_stats(graph: Path) -> None:
    record = json.loads(kg("stats", "-g", graph, "--json").stdout)
    assert record["article"] == 5
    listed = kg("stats", "-g", graph).stdout
    assert [kind for kind, count in record.items() if f"{count:,}" not in listed] == []


def test_verify(graph: Path, tmp_path: Path) -> None:
    assert kg("verify", "-g", graph).returncode == 0
    moved = kg("verify", "-g", graph, cwd=tmp_path)
    assert moved.returncode == 1
    assert len(moved.stdout.splitlines()) == 5
    assert json.loads(kg("verify", "-g", graph, "--json").stdout)["findings"] == []


def test_view_writes_the_page(graph: Path, tmp_path: Path) -> None:
    assert kg("view", "-g", graph).returncode == 0
    assert (graph / "network.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    ran = kg("view", "-g", graph, "-o", tmp_path / "page.html", "--title", "Peta", "-q")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert "Peta" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_view_opens_with_what_is_asked_for(graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    ran = kg(
        "view", "-g", graph, "-o", page, "--around", "Sutarmidji", "--depth", "2", "--territory", "Kalbar", "--since", "2018"
    )
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr.startswith(f"{page}: articles 5, people 16")
    [about] = re.findall(r'<script type="application/json" id="about">(.*?)</script>', page.read_text(encoding="utf-8"))
    state = json.loads(about)["state"]
    assert (state["depth"], state["territory"], state["from"], len(state["around"])) == (2, "61", "2018", 1)


def test_a_closed_output_is_silent(graph: Path) -> None:
    text = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 200000"
    process = subprocess.Popen(
        [*KG, "query", "-e", text, "-g", str(graph), "-f", "csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout and process.stderr
    assert process.stdout.readline() == b"a,b,c,o,p,s\n"
    process.stdout.close()
    assert process.wait(30) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize(
    "arguments", [["build"], ["query", "-e", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"]]
)
def test_ctrl_c_ends_it_with_130(graph: Path, tmp_path: Path, arguments: list[str]) -> None:
    arguments = [*arguments, "-", "-o", str(tmp_path / "out")] if arguments == ["build"] else [*arguments, "-g", str(graph)]
    process = subprocess.Popen(
        [*KG, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,
    )
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 130, errors
    assert b"Traceback" not in errors
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "officials"],
        ["query", "officials", "-f", "table"],
        ["show", "Budi"],
        ["explain", "{tmp}/in/a.txt"],
        ["explain", "a"],
        ["explain", "a", "--json"],
        ["verify", "-v"],
        ["stats"],
        ["show", "\x1b]0;x\x07"],
        ["query", "-e", "SELECT ?\x1b]0;x\x07 {}"],
        ["build", "{tmp}/in", "-o", "{tmp}/out"],
    ],
)
def test_nothing_out_of_an_article_steers_the_terminal(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(EVIL, encoding="utf-8")
    (tmp_path / "in" / "[link=x]bad\u202e.txt").touch()
    assert kg("build", tmp_path / "in", "-o", tmp_path / "out").returncode == 0
    given = [argument.replace("{tmp}", str(tmp_path)) for argument in arguments]
    seen = in_terminal(*given, *([] if "build" in given else ["-g", tmp_path / "out"]))
    assert "Traceback" not in seen
    assert "\x1b]" not in seen
    assert "\x07" not in seen
    assert "\u202e" not in seen


def test_a_progress_bar_is_for_terminals_only(tmp_path: Path) -> None:
    assert "\x1b[" in in_terminal("build", "seeds", "-o", tmp_path / "out")
    assert "\x1b" not in kg("build", "seeds", "-o", tmp_path / "out").stderr
    assert "\x1b" not in in_terminal("build", "seeds", "-q", "-o", tmp_path / "out")


def test_an_error_nobody_foresaw_is_one_line_too(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import kg.graph.read as r\ndef counts(s): raise KeyError('x\\ny')\nr.counts = counts\n"
    )
    ran = kg("stats", "-g", graph, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "kg: internal error: KeyError: 'x\\ny' (KG_TRACEBACK=1 shows where)\n"
    assert "Traceback" in kg("stats", "-g", graph, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}", KG_TRACEBACK="1").stderr
