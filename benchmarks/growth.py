#!/usr/bin/env python3
"""What it costs to add few articles to many: `python benchmarks/growth.py [--articles DIR] [--count 5000] [--more 10]`.

A folder of N articles is built, then ten more are put into it and it is built again, and then the folder that has grown is
built from scratch. Each build runs in a process of its own; memory is the peak of that process, and of its largest worker.

N articles are made of the few of DIR, but they are not copies of each other: the program would notice that, and it would be too
easy. What varies is told by a digest of the words and of the number of the article, so every run makes the same articles:

- every word of a person's name becomes an invented name, the same in four articles made of one text, so that people come back;
- every regency and city becomes another one of Indonesia, also the same in those four;
- every number of two digits or more that is no year becomes another one;
- one in eight of the other words in small letters, of six letters or more, becomes an invented word, so that two articles made
  of one text share less than copies do.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import kg
from kg import ingest, lexicon
from kg.graph.folder import published
from kg.model import Document

ROOT = Path(__file__).parent.parent
BUILD = """
import resource, sys, time
from kg.pipeline import build
started = time.perf_counter()
summary = build(["articles"], out=sys.argv[1])
seconds = time.perf_counter() - started
own, workers = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(seconds, own, workers, summary.counts["quads"], summary.read)
"""
_TOGETHER = 4
_ONE_IN = 8
_SYLLABLES = [consonant + vowel for vowel in "aiu" for consonant in "bdgjklmnprst"]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Text(NamedTuple):
    """An article to make others of: its text, the words of people's names in it, and the territories that it names."""

    text: str
    names: frozenset[str]
    territories: frozenset[str]


class Built(NamedTuple):
    """What a build took, and what it made."""

    seconds: float
    own: int
    workers: int
    quads: int
    read: int


def chosen(*of: object) -> int:
    """A number that depends on nothing but these."""
    return int.from_bytes(sha256(repr(of).encode()).digest()[:6], "big")


def invented(number: int) -> str:
    """A word of three syllables."""
    first, rest = divmod(number, len(_SYLLABLES))
    second, third = divmod(first, len(_SYLLABLES))
    return _SYLLABLES[rest] + _SYLLABLES[third] + _SYLLABLES[second % len(_SYLLABLES)]


def regencies() -> list[str]:
    """The names of regencies and cities that are one word, sorted."""
    names = (territory.name for territory in lexicon.territories().values() if len(territory.code) == len("14.01"))
    return sorted({name for name in names if name.isalpha()})


def text_of(document: Document, known: frozenset[str]) -> Text:
    """An article, and what of it can vary."""
    reading = kg.read_document(document.text, id=document.id)
    words = {word for person in reading.people for word in _WORD.findall(person.name) if len(word) > 2 and word.istitle()}
    return Text(document.text, frozenset(words - known), frozenset(_WORD.findall(document.text)) & known)


def varied(text: Text, number: int, places: list[str]) -> str:
    """The article of this number that is made of a text."""
    people = number // _TOGETHER

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word in text.names:
            return invented(chosen(word, people)).title()
        if word in text.territories:
            return places[chosen(word, people) % len(places)]
        if word.isdecimal() and len(word) > 1 and not (len(word) == 4 and word[:2] in ("19", "20")):
            return str(10 ** (len(word) - 1) + chosen(word, number) % 18 * 10 ** (len(word) - 2))
        if word.islower() and len(word) > 5 and chosen(word, number) % _ONE_IN == 0:
            return invented(chosen(word, number, "word")) + "n"
        return word

    return _WORD.sub(other, text.text)


def maker(*sources: Path) -> Callable[[int], str]:
    """What makes the article of a number, of those of some folders or files."""
    places = regencies()
    found = sorted((item for item in ingest.read(sources) if isinstance(item, Document)), key=lambda item: item.id)
    if not found:
        sys.exit(f"no articles in {', '.join(map(str, sources))}")
    texts = [text_of(document, frozenset(places)) for document in found]
    return lambda number: varied(texts[number % len(texts)], number // len(texts), places)


def write(folder: Path, make: Callable[[int], str], first: int, last: int) -> None:
    """Writes the articles of these numbers, a thousand in a folder."""
    for number in range(first, last):
        path = folder / "articles" / f"{number // 1000:03}" / f"n{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(number), encoding="utf-8")


def built(folder: Path, out: str) -> Built:
    """Builds the articles."""
    command = [sys.executable, "-c", BUILD, out]
    ran = subprocess.run(command, check=True, cwd=folder, text=True, stdout=subprocess.PIPE).stdout.split()
    return Built(float(ran[0]), *map(int, ran[1:]))


def measure(folder: Path, make: Callable[[int], str], count: int, more: int) -> bool:
    """Builds three times and prints the table; false where the graph that has grown is not that from scratch."""
    write(folder, make, 0, count)
    builds = {f"{count:,} articles": built(folder, "grown")}
    write(folder, make, count, count + more)
    builds[f"and {more:,} more"] = built(folder, "grown")
    builds["all from scratch"] = built(folder, "scratch")
    full, grown = list(builds.values())[2], list(builds.values())[1]
    print(f"\n{'':<20}{'seconds':>9}{'of full':>9}{'read':>8}{'MB, build':>11}{'MB, worker':>12}{'quads':>12}")
    for name, ran in builds.items():
        share = f"{ran.seconds / full.seconds:.1%}"
        print(f"{name:<20}{ran.seconds:>9.1f}{share:>9}{ran.read:>8,}{ran.own:>11,}{ran.workers:>12,}{ran.quads:>12,}")
    names = [published(folder / out).path.name for out in ("grown", "scratch")]
    print(f"\n{full.seconds / grown.seconds:.1f} times as fast; digests: {names[0]} and {names[1]}", end="")
    print(", equal" if names[0] == names[1] else ", NOT EQUAL", flush=True)
    return names[0] == names[1]


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", type=Path, default=ROOT / "seeds", help="their folder (default seeds)")
    ask.add_argument("--count", type=int, default=5_000, help="how many articles to make of them (default 5,000)")
    ask.add_argument("--more", type=int, default=10, help="how many to add (default 10)")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        equal = measure(Path(folder), maker(given.articles), given.count, given.more)
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
