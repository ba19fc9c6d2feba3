"""Imports point down and run in no circle."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "kg").rglob("*.py"))
}


def imported(path: Path, everywhere: bool = False) -> set[str]:
    """The modules of the package that a module imports when it is loaded, or also when it runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree) if everywhere else tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
            inner = {f"{node.module}.{name.name}" for name in node.names}
            found |= (inner & MODULES.keys()) or {node.module}
    return found


def test_no_module_needs_itself() -> None:
    TopologicalSorter({name: imported(path) for name, path in MODULES.items()}).prepare()


@pytest.mark.parametrize(
    ("package", "above"),
    [
        ("ingest", ("annotate", "extract", "resolve", "graph", "evaluation")),
        ("rules", ("ingest", "annotate", "extract", "resolve", "graph", "evaluation")),
        ("annotate", ("ingest", "rules", "extract", "resolve", "graph", "evaluation")),
        ("extract", ("ingest", "resolve", "graph", "evaluation")),
        ("resolve", ("ingest", "annotate", "extract", "graph", "evaluation")),
        ("graph", ("ingest", "annotate", "extract", "evaluation")),
    ],
)
def test_a_step_does_not_know_those_behind_it(package: str, above: tuple[str, ...]) -> None:
    paths = [path for name, path in MODULES.items() if name.startswith(f"kg.{package}")]
    used = {name.split(".")[1] for path in paths for name in imported(path, everywhere=True) if "." in name}
    assert paths
    assert used.isdisjoint(above)
