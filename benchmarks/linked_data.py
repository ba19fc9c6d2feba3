#!/usr/bin/env python3
"""Writing, loading and asking a graph against plain rdflib: `python benchmarks/linked_data.py [--triples N] [--graph OUT]`.

The graph is one that `kg build` makes of invented variations of the seeds and of the examples of the queries
(`benchmarks/growth.py`), as many as it takes, or the one that is given. Every job runs in a process of its own, which tells the
seconds of its processor and its peak of memory; what it needs beforehand (the lines, rdflib's graph) is not counted in the
seconds. Ours and rdflib's get the same triples, and their answers are compared. A job that takes longer than --patience seconds
is stopped, and the ratio is at least what is shown.

The eight questions are of the kinds that such graphs are asked: a name, a join of five patterns, two optional parts, a regular
expression over all labels, groups, a path, the first of an order, and a graph made of a graph. `kg query` is the whole command:
a new process that opens the store, asks, and ends; rdflib would have to parse the graph first, which is the row above.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from kg.graph.folder import published

ROOT = Path(__file__).parent.parent
TRIPLES = 180
"""About as many triples of the union an article makes."""

QUESTIONS = {
    "name": 'SELECT ?who { ?who skos:prefLabel "Gubernur Kalimantan Barat" }',
    "join": """SELECT ?name ?post { ?tenure org:member/skos:prefLabel ?name ; simpul:post ?office .
        ?office skos:prefLabel ?post ; simpul:jurisdiction/skos:notation "61" }""",
    "optional": """SELECT ?tenure ?acting ?first { ?tenure a org:Membership ; org:role/skos:prefLabel "Gubernur"
        OPTIONAL { ?tenure simpul:acting ?acting } OPTIONAL { ?tenure simpul:firstSeen ?first } }""",
    "regex": 'SELECT ?label { ?body a org:Organization ; skos:prefLabel ?label FILTER(REGEX(?label, "^dinas", "i")) }',
    "groups": """SELECT ?place (COUNT(?event) AS ?events)
        { ?event a sem:Event ; sem:hasPlace/skos:prefLabel ?place } GROUP BY ?place""",
    "path": "SELECT ?body ?above { ?body org:subOrganizationOf+ ?above }",
    "order": """SELECT ?article ?text { ?quote a schema:Quotation ; schema:text ?text ;
        prov:wasDerivedFrom/dcterms:identifier ?article } ORDER BY ?article ?text LIMIT 20""",
    "construct": """CONSTRUCT { ?person foaf:knows ?other }
        { ?event simpul:officiant ?person ; simpul:attendee ?other . ?person a foaf:Person }""",
}


class Ran(NamedTuple):
    """What a job took: seconds (of several runs the median), megabytes, and what came out of it, to compare."""

    seconds: float
    megabytes: int
    result: Any

    def __str__(self) -> str:
        return f"{self.seconds:,.3f} s, {self.megabytes:,} MB" if self.megabytes else f"more than {self.seconds:,.0f} s"


def timed(work: Callable[[], Any], runs: int = 1) -> tuple[float, Any]:
    """The seconds of the processor, this one's and its children's, of the median run, and what the last gave."""
    found, result = [], None
    for _ in range(runs):
        before = time.process_time() + _children()
        result = work()
        found.append(time.process_time() + _children() - before)
    return median(found), result


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def write_turtle(graph: Path, folder: Path) -> tuple[float, int]:
    from kg.graph.iris import DEFAULT_BASE
    from kg.graph.sorting import LineSorter
    from kg.graph.turtle import turtle

    lines, target = lines_of(graph / "graph.nq"), folder / "ours.ttl"

    def work() -> None:
        with target.open("w", encoding="utf-8") as file:
            file.writelines(turtle(lines, DEFAULT_BASE, LineSorter(folder), Counter()))

    return timed(work)[0], 0


def write_lines(graph: Path, folder: Path) -> tuple[float, int]:
    from kg.graph.sorting import LineSorter

    lines = lines_of(graph / "graph.nq")[::-1]

    def work() -> int:
        sorter = LineSorter(folder)
        sorter.add(lines)
        with (folder / "ours.nq").open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in sorter)
        return 0

    return timed(work)


def load_store(graph: Path, folder: Path) -> tuple[float, int]:
    from kg.graph.disk import Disk

    return timed(lambda: Disk().load(graph / "graph.ttl", folder / "store"))


def load_memory(graph: Path, _: Path) -> tuple[float, int]:
    from pyoxigraph import Store

    from kg.graph.store import open_store

    def work() -> Store:
        return open_store(graph / "graph.ttl")

    seconds, store = timed(work)
    return seconds, len(store)


def in_rdflib(graph: Path) -> Any:
    """The union as rdflib's graph, by the faster of the ways there."""
    import kg

    return kg.to_rdflib(graph)


def rdflib_turtle(graph: Path, folder: Path) -> tuple[float, int]:
    loaded = in_rdflib(graph)
    return timed(lambda: loaded.serialize(folder / "rdflib.ttl", format="turtle") and 0)


def rdflib_lines(graph: Path, folder: Path) -> tuple[float, int]:
    loaded = in_rdflib(graph)
    return timed(lambda: loaded.serialize(folder / "rdflib.nt", format="nt") and 0)


def rdflib_load(graph: Path, _: Path) -> tuple[float, int]:
    import rdflib

    return timed(lambda: len(rdflib.Graph().parse(graph / "graph.ttl", format="turtle")))


def ask_store(graph: Path, _: Path) -> dict[str, tuple[float, int]]:
    return asked(graph)


def ask_memory(graph: Path, _: Path) -> dict[str, tuple[float, int]]:
    return asked(graph / "graph.ttl")


def asked(source: Path) -> dict[str, tuple[float, int]]:
    """The questions asked of a graph folder, whose store is on disk, or of a file, which is read into memory."""
    from kg.graph.store import open_store
    from kg.graph.vocabulary import PREFIXES

    store = open_store(source)
    return {name: timed(lambda q=text: len(list(store.query(q, prefixes=PREFIXES))), 5) for name, text in QUESTIONS.items()}


def ask_command(graph: Path, _: Path) -> dict[str, tuple[float, int]]:
    def rows(text: str) -> int:
        command = [sys.executable, "-m", "kg", "query", "-e", text, "-g", str(graph), "-q", "-f"]
        form = "nt" if text.startswith("CONSTRUCT") else "csv"
        out = subprocess.run([*command, form], check=True, capture_output=True, text=True).stdout
        return out.count("\n") - (form == "csv")

    return {name: timed(lambda q=text: rows(q), 3) for name, text in QUESTIONS.items()}


def ask_rdflib(graph: Path, _: Path) -> dict[str, tuple[float, int]]:
    from kg.graph.vocabulary import PREFIXES

    loaded = in_rdflib(graph)
    return {name: timed(lambda q=text: len(list(loaded.query(q, initNs=PREFIXES))), 3) for name, text in QUESTIONS.items()}


WRITING = (write_turtle, write_lines, load_store, load_memory, rdflib_turtle, rdflib_lines, rdflib_load)
ASKING = (ask_store, ask_memory, ask_command, ask_rdflib)
JOBS: dict[str, Callable[[Path, Path], Any]] = {job.__name__: job for job in (*WRITING, *ASKING)}


def run(job: str, graph: Path, patience: float) -> dict[str, Ran]:
    """A job in a process of its own: what each part of it took, or that it took too long."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--job", job, "--graph", str(graph), "--folder", folder]
        try:
            ran = subprocess.run(command, check=True, cwd=ROOT, text=True, stdout=subprocess.PIPE, timeout=patience)
        except subprocess.TimeoutExpired:
            return {part: Ran(patience, 0, None) for part in (QUESTIONS if job.startswith("ask") else [""])}
    told, megabytes = json.loads(ran.stdout)
    parts = told if isinstance(told, dict) else {"": told}
    return {part: Ran(seconds, megabytes, result) for part, (seconds, result) in parts.items()}


def report(graph: Path, patience: float) -> Iterator[str]:
    """The table, row by row."""
    counts = published(graph).manifest["counts"]
    yield f"{counts['article']:,} articles, {counts['quads']:,} quads, {counts['triples']:,} triples of the union"
    for what, ours, theirs in (
        ("write Turtle", "write_turtle", "rdflib_turtle"),
        ("write lines", "write_lines", "rdflib_lines"),
        ("load on disk", "load_store", "rdflib_load"),
        ("load", "load_memory", "rdflib_load"),
    ):
        mine, peer = run(ours, graph, patience)[""], run(theirs, graph, patience)[""]
        yield f"{what:<12} {mine!s:>22}   rdflib {peer!s:>22}   {compared(mine, peer)}"
    jobs = ("ask_store", "ask_memory", "ask_command", "ask_rdflib")
    store, memory, command, peers = (run(job, graph, patience) for job in jobs)
    for name in QUESTIONS:
        mine, peer = store[name], peers[name]
        yield (
            f"ask: {name:<10} {mine.seconds * 1000:>9,.1f} ms  {mine.result:>7,} rows   rdflib {peer.seconds * 1000:>9,.1f} ms "
            f"  {compared(mine, peer)}; in memory {memory[name].seconds * 1000:,.1f} ms, {compared(memory[name], peer)}"
            f"; kg query {command[name].seconds * 1000:,.0f} ms"
        )


def compared(mine: Ran, peer: Ran) -> str:
    """How many times as long the peer takes, and whether it answers alike."""
    more = "" if peer.megabytes else "at least "
    wrong = "" if peer.result in (None, mine.result) else f"   OTHER ANSWER: {mine.result} and {peer.result}"
    return f"{more}{peer.seconds / max(mine.seconds, 1e-6):,.1f} times{wrong}"


def made(folder: Path, triples: int) -> Path:
    """A graph of about so many triples."""
    from growth import maker, write

    from kg.pipeline import build

    write(folder, maker(ROOT / "seeds", ROOT / "queries" / "examples" / "articles.jsonl"), 0, triples // TRIPLES)
    return build([folder / "articles"], out=folder / "out").out


def main() -> None:
    """Make the graph, run the jobs, print the table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--triples", type=int, default=1_000_000)
    ask.add_argument("--graph", type=Path)
    ask.add_argument("--patience", type=float, default=900)
    ask.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    ask.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = ask.parse_args()
    if args.job:
        told = JOBS[args.job](args.graph, args.folder)
        print(json.dumps((told, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)))
        return
    with tempfile.TemporaryDirectory() as folder:
        for line in report((args.graph or made(Path(folder), args.triples)).resolve(), args.patience):
            print(line, flush=True)


if __name__ == "__main__":
    main()
