from __future__ import annotations

from pathlib import Path

import pytest

from kg.endpoint.graphs import Source
from kg.examples import build_examples
from kg.pipeline import build

EXAMPLES = Path(__file__).parents[2] / "queries" / "examples"


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the invented articles and decisions, in which every packaged query finds something. No test writes to it."""
    return build_examples(tmp_path_factory.mktemp("stores") / "out", EXAMPLES)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of every fourth of the articles, without decisions."""
    folder = tmp_path_factory.mktemp("few")
    lines = (EXAMPLES / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "a.jsonl").write_text("".join(lines[::4]), encoding="utf-8")
    build([folder / "a.jsonl"], out=folder / "out", decisions=folder / "none.csv", jobs=1)
    return folder / "out"


@pytest.fixture(scope="session")
def quads(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the union as default graph, and the named graphs."""
    path = tmp_path_factory.mktemp("quads") / "all.nq"
    union = b"".join(piece.data for piece in Source(graph, "default").pieces("", 1 << 20))
    path.write_bytes(union + (graph / "graph.nq").read_bytes())
    return path
