"""Each shape notices what it is there for, and nothing else does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import mutations
import pytest
import rdflib
from rdflib import RDF, SH
from whole import Triples, assert_conforms, triples, whole, write

from kg.validation.core import packaged
from kg.validation.find import validate_here

SHAPES = packaged()
CONSTRAINTS = mutations.constraints(SHAPES)
Found = dict[str, set[tuple[str, str]]]


@pytest.fixture(scope="module")
def valid() -> Triples:
    """Everything that a build can write."""
    return triples(whole())


@pytest.fixture(scope="module")
def mutants(valid: Triples) -> Iterator[dict[str, mutations.Mutant]]:
    """A mutant for each constraint."""
    made = {}
    for number, constraint in enumerate(CONSTRAINTS):
        if where := mutations.place(SHAPES, constraint.shape, valid):
            made[str(constraint)] = mutations.mutant(constraint, where, valid, number)
    return made


def found_in(path: Path) -> Found:
    """The shapes and constraints that fail, by the thing."""
    found: Found = defaultdict(set)
    for failure in validate_here(path).failures:
        found[failure.thing].add((failure.shape, failure.constraint))
    return found


@pytest.fixture(scope="module")
def noticed(valid: Triples, mutants: dict[str, mutations.Mutant], tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found in the valid graph with all mutants."""
    everything = valid.union(*(mutant.triples for mutant in mutants.values()))
    return found_in(write(tmp_path_factory.mktemp("mutants") / "graph.nt", everything))


def test_the_valid_graph_conforms(valid: Triples, tmp_path: Path) -> None:
    assert_conforms(write(tmp_path / "graph.nt", valid))


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=str)
def test_each_constraint_notices_its_mutant(
    constraint: mutations.Constraint, mutants: dict[str, mutations.Mutant], noticed: Found
) -> None:
    assert str(constraint) in mutants, "the valid graph has nothing that the shape is about"
    found = noticed[mutants[str(constraint)].thing]
    assert (constraint.shape, constraint.component) in found
    assert {shape.rpartition("#")[2] for shape, _ in found} - {constraint.shape.rpartition("#")[2]} == ALSO.get(str(constraint), set())


ALSO: dict[str, set[str]] = {}
"""Where a mistake is two: the shapes that notice the same mutant."""
