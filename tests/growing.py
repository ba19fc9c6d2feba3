"""Folders of invented articles that grow and shrink, and builds of them that start no processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import pyoxigraph
import pytest

import kg
from kg import pipeline
from kg.crew import Answer
from kg.graph.folder import published
from kg.pipeline import Summary, build
from kg.worker import Job, _answered

LETTER = " Rapat itu membahas anggaran daerah tahun depan, jalan desa yang rusak, dan harga beras yang naik di pasar kota."
ARTICLES = {
    "a": "2021-03-01 Bupati Kampar Budi Hartono membuka rapat koordinasi di Bangkinang, Senin (1/3/2021).",
    "b": "2021-04-01 Bupati Kampar H. Budi Hartono, M.Si. meninjau jalan desa. “Jalan ini selesai tahun depan,” kata Budi.",
    "c": "2021-05-01 Budi Hartono hadir di Bangkinang. “Terima kasih kepada semua warga,” kata Budi Hartono.",
    "d": "2022-06-01 Wali Kota Pekanbaru Sari Wulandari menerima opini WTP dari BPK RI, Rabu (1/6/2022).",
    "e": "2022-07-01 Gubernur Riau Andi Pratama melantik Joko Susilo sebagai Bupati Kampar, Jumat (1/7/2022).",
    "f": "2022-08-01 Bupati Kampar Joko Susilo didampingi Sekda Kampar Rina Marlina meresmikan pasar, Senin (1/8/2022).",
    "g": "2023-01-02 Mantan Bupati Kampar Budi Hartono menghadiri rapat di Pekanbaru.",
    "h": "2023-02-01 Kepala Dinas Pendidikan Kabupaten Kampar Tono Wijaya membuka sosialisasi, Rabu (1/2/2023).",
    "i": "2023-02-02 Kepala DINAS PENDIDIKAN Kabupaten Kampar Tono Wijaya, S.Pd. menyerahkan bantuan, Kamis (2/2/2023).",
    "j": "2023-03-01 Bupati Kampar Joko Susilo membuka rapat di Bangkinang, Rabu (1/3/2023)." + LETTER,
    "k": "2023-03-01 Rapat dibuka. Bupati Kampar Joko Susilo membuka rapat di Bangkinang, Rabu (1/3/2023)." + LETTER,
    "l": "2024-01-05 Bupati Siak Budi Hartono menandatangani kerja sama dengan Polres Kampar, Jumat (5/1/2024).",
}
"""Articles that speak of each other's people, bodies and happenings: with every one, something changes for others."""


class Alone:
    """Does the work of a `Crew` without a process."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __enter__(self) -> Alone:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass

    def answers(self, jobs: Iterable[Job], batch: int) -> Iterator[tuple[Job, Answer]]:
        """Every job with its answer."""
        return ((job, Answer(*_answered(job))) for job in jobs)


class Calls(NamedTuple):
    """How often a graph was spliced, and how often it was published in full."""

    spliced: list[bool]
    published: list[bool]

    def clear(self) -> None:
        """Forgets those until now."""
        self.spliced.clear()
        self.published.clear()


def text_of(article: str) -> str:
    """The file of an article of the pool: a line with its date, and what it says."""
    date, _, text = article.partition(" ")
    return f"---\ndate: {date}\n---\n{text}\n"


def fill(folder: Path, names: Iterable[str]) -> Path:
    """The folder with just these articles of the pool."""
    folder.mkdir(exist_ok=True)
    wanted = set(names)
    for path in folder.iterdir():
        if path.stem not in wanted:
            path.unlink()
    for name in sorted(wanted):
        (folder / f"{name}.txt").write_text(text_of(ARTICLES[name]), encoding="utf-8")
    return folder


def contents(out: Path) -> tuple[str, list[str]]:
    """The name of the published generation, which tells all bytes of its files, and the quads of its store."""
    generation = published(out)
    return generation.path.name, sorted(map(str, pyoxigraph.Store.read_only(str(generation.store))))


class Growth(NamedTuple):
    """A folder of articles, and where its graphs are built: always in the same folder, and from scratch."""

    articles: Path
    out: Path

    def build(self, **options: Any) -> Summary:
        """Builds on what is there, after which everything is as if it was built from scratch."""
        summary = build([self.articles], out=self.out, **options)
        scratch = self.out.with_name(f"scratch-{len(list(self.out.parent.iterdir()))}")
        anew = build([self.articles], out=scratch, **options)
        assert contents(self.out) == contents(scratch)
        assert (summary.counts, sorted(summary.refusals), summary.unfollowed) == (
            anew.counts,
            sorted(anew.refusals),
            anew.unfollowed,
        )
        return summary

    def live(self) -> set[str]:
        """The IRIs of people, bodies, posts, tenures and facts."""
        return {row["thing"] for row in kg.query(THINGS, out=self.out)}

    def replaced(self) -> dict[str, set[str]]:
        """The IRIs that lead to others, and to which."""
        found: dict[str, set[str]] = {}
        for row in kg.query("SELECT ?was ?now { ?was dcterms:isReplacedBy ?now }", out=self.out):
            found.setdefault(row["was"], set()).add(row["now"])
        return found


THINGS = """
SELECT DISTINCT ?thing {
  VALUES ?type {
    foaf:Person org:Organization org:OrganizationalUnit org:Post org:Membership sem:Event
    schema:Rating schema:Quotation simpul:Territory schema:NewsArticle
  }
  ?thing a ?type
}
"""


def alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Growth:
    """An empty folder, and builds of it in this process, which do not wait for the disk."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(pipeline, "Crew", Alone)
    monkeypatch.setattr("os.fsync", lambda descriptor: None)
    return Growth(fill(folder / "articles", ""), folder / "out")
