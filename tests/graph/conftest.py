from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.graph.edition import Edition, Input
from kg.graph.folder import claimed
from kg.graph.publish import publish
from kg.model import Refusal

HERE = Path(__file__).parent


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec and spec.loader
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """The module with the made-up readings."""
    return _load("sample")


@pytest.fixture(scope="session")
def out(sample: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the published graph of the made-up readings. No test writes to it."""
    readings = sample.readings()
    edition = Edition(tuple(Input.of(reading.document) for reading in readings), (Refusal("b.txt", "no text"),))
    with claimed(tmp_path_factory.mktemp("graph") / "out") as folder:
        publish(folder, sample.chunks(readings), edition)
    return folder
