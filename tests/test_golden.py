"""The facts of the seed articles are those of tests/golden/; `scripts/golden` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.explain import fact_record, facts

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_facts(seed: Path) -> None:
    (reading,) = kg.read([seed])
    assert isinstance(reading, kg.Reading)
    expected = (GOLDEN / f"{seed.stem}.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.dumps(fact_record(fact), ensure_ascii=False) for fact in facts(reading)] == expected


def test_every_golden_file_has_its_article() -> None:
    assert {path.stem for path in GOLDEN.glob("*.jsonl")} == {seed.stem for seed in SEEDS}
