"""A graph of invented articles in a file, for tests of what is asked of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import kg
from kg.graph.iris import DEFAULT_BASE
from kg.model import Reading
from kg.synthesis import Article, Synthesis
from kg.worker import lines_of, record_of


def readings(*articles: str) -> list[Reading]:
    """What articles say that are written as `2018-09-06: Gubernur Riau ...`; their ids are a0, a1, ..."""
    told = (article.partition(": ") for article in articles)
    return [kg.read_document(text, id=f"a{number}", published=date) for number, (date, _, text) in enumerate(told)]


def graph_of(folder: Path, articles: Iterable[Reading]) -> Path:
    """The file with the graph of these articles."""
    articles = list(articles)
    told = [Article.of(record_of(reading), "") for reading in articles]
    synthesis = Synthesis(told, (), DEFAULT_BASE)
    pairs = zip(articles, told, strict=True)
    lines = {line for reading, one in pairs for line in lines_of(reading, synthesis.known(one), DEFAULT_BASE).lines}
    path = folder / "graph.nq"
    path.write_text("".join(f"{line}\n" for line in sorted({*lines, *synthesis.shared({}).lines})), encoding="utf-8")
    return path
