#!/usr/bin/env python3
"""How many articles a second, and how much memory: `python benchmarks/throughput.py [--articles DIR] [--count N]`.

The articles of a folder are repeated, each time under a new id, up to N. Speed is that of one process; two peers are measured
in the same run on the same articles, so that the figures mean something on another machine:

- words: a bare `re` pass that only counts the words of the articles, about the least that reading them can cost;
- rdflib: building the same triples in rdflib and writing them as N-Triples, without any reading of text. (Its Turtle writer
  takes quadratic time on these IRIs.)

Memory is the peak of the building process and of its workers, each measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from kg import ingest
from kg.extract.facts import read
from kg.model import Document

ROOT = Path(__file__).parent.parent
SIZES = (500, 1_000, 5_000)
MEMORY = """
import resource, sys, time
from kg.pipeline import build
started = time.perf_counter()
counts = build([sys.argv[1]], out=sys.argv[2], jobs=int(sys.argv[3])).counts
seconds = time.perf_counter() - started
own, workers = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(seconds, own, workers, counts["quads"])
"""


def corpus(folder: Path, count: int, path: Path) -> None:
    """Writes `count` articles as JSON lines."""
    texts = [item.text for item in ingest.read([folder]) if isinstance(item, Document)]
    if not texts:
        sys.exit(f"no articles in {folder}")
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps({"id": f"n{number}", "text": texts[number % len(texts)]}, ensure_ascii=False) + "\n")


def documents(path: Path, count: int) -> Iterator[Document]:
    return (item for item in islice(ingest.read([path]), count) if isinstance(item, Document))


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes on this processor."""
    started = time.process_time()
    work()
    return time.process_time() - started


def count_words(found: list[Document]) -> int:
    word = re.compile(r"\w+")
    return sum(len(word.findall(document.text)) for document in found)


def rebuild_in_rdflib(quads: Path) -> int:
    """The graph of some articles, triple by triple, and then as N-Triples."""
    import rdflib
    from pyoxigraph import BlankNode, Literal, NamedNode, parse

    def term(given: NamedNode | BlankNode | Literal) -> rdflib.term.Node:
        if isinstance(given, Literal):
            return rdflib.Literal(given.value, datatype=rdflib.URIRef(given.datatype.value))
        return rdflib.URIRef(given.value)

    graph = rdflib.Graph()
    for quad in parse(path=str(quads)):
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))  # type: ignore[arg-type]
    return len(graph.serialize(format="nt"))


def built(path: Path, folder: Path, jobs: int) -> tuple[float, int, int, int]:
    """Seconds, megabytes of the building process, megabytes of its largest worker, and quads, of a build."""
    command = [sys.executable, "-c", MEMORY, str(path), str(folder), str(jobs)]
    ran = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout.split()
    return float(ran[0]), int(ran[1]), int(ran[2]), int(ran[3])


def speed(path: Path, folder: Path, count: int) -> None:
    """Prints the table of speed."""
    found = list(documents(path, count))
    for document in found[:50]:
        read(document)
    elapsed = {
        "find and clean": seconds(lambda: list(documents(path, count))),
        "read facts": seconds(lambda: [read(document) for document in found]),
        "words (peer)": seconds(lambda: count_words(found)),
    }
    alone = folder / "alone.jsonl"
    with path.open(encoding="utf-8") as lines:
        alone.write_text("".join(islice(lines, count)), encoding="utf-8")
    whole, *_ = built(alone, folder / "speed", 1)
    elapsed["whole build, 1 process"] = whole
    elapsed["rdflib (peer)"] = seconds(lambda: rebuild_in_rdflib(folder / "speed" / "graph.nq"))
    characters = sum(len(document.text) for document in found) / len(found)
    print(f"\n{len(found):,} articles of {characters:,.0f} characters on the average\n")
    print(f"{'':<24}{'articles/s':>12}{'ms/article':>12}{'build = 1':>12}")
    for name, took in elapsed.items():
        print(f"{name:<24}{count / took:>12,.0f}{1000 * took / count:>12.2f}{took / whole:>12.2f}")


def memory(path: Path, folder: Path, most: int) -> None:
    """Prints the table of memory."""
    print(f"\n{'articles':>9}{'seconds':>9}{'MB, build':>11}{'MB, worker':>12}{'quads':>12}")
    for count in [size for size in SIZES if size < most] + [most]:
        part = folder / "part.jsonl"
        with path.open(encoding="utf-8") as lines:
            part.write_text("".join(islice(lines, count)), encoding="utf-8")
        took, own, worker, quads = built(part, folder / f"memory-{count}", 0)
        print(f"{count:>9,}{took:>9.1f}{own:>11,}{worker:>12,}{quads:>12,}", flush=True)


def main() -> None:
    """Measure and print."""
    beside = ROOT.parent / "shared" / "eval" / "dev"
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", type=Path, default=beside if beside.is_dir() else ROOT / "seeds", help="their folder")
    ask.add_argument("--count", type=int, default=5_000, help="how many articles to make of them (default 5,000)")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.jsonl"
        corpus(given.articles, given.count, path)
        speed(path, Path(folder), min(given.count, 500))
        memory(path, Path(folder), given.count)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n(the benchmark itself: {peak:,} MB)")


if __name__ == "__main__":
    main()
