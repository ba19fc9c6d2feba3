"""A graph of invented articles in a file, for tests of what is asked of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import kg
from kg.graph.history import history_quads
from kg.graph.iris import Iris
from kg.graph.reference import reference_quads
from kg.graph.triples import Mentioned, quads
from kg.lexicon import territories
from kg.model import Reading
from kg.resolve.claims import claims
from kg.resolve.identities import resolve
from kg.resolve.terms import terms


def readings(*articles: str) -> list[Reading]:
    """What articles say that are written as `2018-09-06: Gubernur Riau ...`; their ids are a0, a1, ..."""
    told = (article.partition(": ") for article in articles)
    return [kg.read_document(text, id=f"a{number}", published=date) for number, (date, _, text) in enumerate(told)]


def graph_of(folder: Path, articles: Iterable[Reading], same: Mapping[str, str] | None = None) -> Path:
    """The file with the graph of these articles."""
    articles, iris, mentioned = list(articles), Iris(), Mentioned()
    claimed = [claims(article) for article in articles]
    identities = resolve(claimed)
    lines = [line for reading in articles for line in quads(reading, identities, territories(), iris, mentioned)]
    lines += reference_quads(mentioned, territories(), iris)
    lines += history_quads(terms(claimed, identities, same), territories(), iris)
    path = folder / "graph.nq"
    path.write_text("".join(f"{line}\n" for line in sorted(set(lines))), encoding="utf-8")
    return path
