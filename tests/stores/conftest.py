from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

import kg
from kg.graph.folder import claimed
from kg.graph.publish import Edition, Input, publish
from kg.model import Reading

ROOT = Path(__file__).parents[2]
ARTICLES = (ROOT / "seeds", ROOT / "docs" / "sample" / "articles.jsonl", Path(__file__).with_name("articles.jsonl"))


def _sample() -> ModuleType:
    """The made-up readings of the tests of the graph, with every kind of fact."""
    path = ROOT / "tests" / "graph" / "sample.py"
    spec = importlib.util.spec_from_file_location("sample", path)
    assert spec and spec.loader
    module = sys.modules["sample"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _published(folder: Path, readings: list[Reading], sample: ModuleType) -> Path:
    edition = Edition(tuple(Input.of(reading.document) for reading in readings))
    with claimed(folder) as out:
        publish(out, sample.chunks(readings), edition)
    return folder


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published graph in which every query finds something: real, invented and made-up articles. No test writes to it."""
    sample = _sample()
    readings = [reading for reading in kg.read(ARTICLES) if isinstance(reading, Reading)]
    return _published(tmp_path_factory.mktemp("stores") / "out", readings + sample.readings(), sample)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published graph of the three made-up articles."""
    sample = _sample()
    return _published(tmp_path_factory.mktemp("few") / "out", sample.readings(), sample)
