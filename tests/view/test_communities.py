"""Groups for an overview: every node in one, none too large, few at the top, the same in every run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.communities import Communities, communities

Links = list[tuple[int, int]]


def clique(*nodes: int) -> Links:
    return [(a, b) for a in nodes for b in nodes if a < b]


def checked(count: int, links: Iterable[tuple[int, int]], most: int, children: int) -> Communities:
    """The communities, of which everything holds that is promised."""
    found = communities(count, links, most=most, children=children)
    sizes = Counter(found.of)
    below = Counter(parent for parent in found.parent if parent >= 0)
    assert len(found.of) == count
    assert sorted(sizes) == list(range(len(sizes))), "the finest groups come first, none is empty"
    assert max(sizes.values(), default=0) <= most
    assert max(below.values(), default=0) <= children
    assert len(found.top) <= children
    assert min(below.values(), default=2) > 1, "a group above one group says nothing"
    assert all(parent == -1 or parent > group for group, parent in enumerate(found.parent)), "a tree"
    assert set(below) == set(range(len(sizes), len(found.parent)))
    firsts = [found.of.index(group) for group in range(len(sizes))]
    assert firsts == sorted(firsts), "numbered by their first nodes"
    counted = [sizes[group] for group in range(len(found.parent))]
    for group, parent in enumerate(found.parent):
        if parent >= 0:
            counted[parent] += counted[group]
    assert found.size == counted
    assert sum(found.size[group] for group in found.top) == count
    return found


NETWORKS: dict[str, tuple[int, Links]] = {
    "nothing": (0, []),
    "one node": (1, []),
    "a node that is joined with itself": (1, [(0, 0)]),
    "no links": (2_000, []),
    "a star": (2_000, [(0, node) for node in range(1, 2_000)]),
    "a chain": (2_000, [(node, node + 1) for node in range(1_999)]),
    "a ring": (500, [(node, (node + 1) % 500) for node in range(500)]),
    "pairs": (2_000, [(node, node + 1) for node in range(0, 2_000, 2)]),
    "all with all": (60, clique(*range(60))),
    "a dense middle with far ends": (
        160,
        clique(*range(60)) + [(node % 60, node) for node in range(60, 110)] + [(node, node + 50) for node in range(60, 110)],
    ),
    "preferential attachment": (600, sorted(networkx.barabasi_albert_graph(600, 2, seed=1).edges())),
    "five links each": (500, sorted(networkx.barabasi_albert_graph(500, 5, seed=1).edges())),
    "at random": (1_000, sorted(networkx.gnm_random_graph(1_000, 700, seed=1).edges())),
}


@pytest.mark.parametrize(("most", "children"), [(500, 100), (50, 10), (3, 2), (1, 2)])
@pytest.mark.parametrize("name", NETWORKS)
def test_groups_are_bounded_at_every_level(name: str, most: int, children: int) -> None:
    checked(*NETWORKS[name], most, children)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=80), st.integers(1, 9), st.integers(2, 5))
def test_of_any_network(links: Links, most: int, children: int) -> None:
    found = checked(40, links, most, children)
    assert found == communities(40, [(b, a) for a, b in reversed(links)], most=most, children=children)


def test_two_cliques_joined_by_one_link_are_two_groups() -> None:
    links = [*clique(*range(6)), *clique(*range(6, 12)), (5, 6)]
    found = communities(12, links)
    assert found == Communities([0] * 6 + [1] * 6, [-1, -1], [6, 6])
    assert found.top == [0, 1]


def test_what_belongs_together_is_below_one_group() -> None:
    """Six circles of eight cliques, and nothing between the circles: no branch of the tree has nodes of two circles."""
    links: Links = []
    for one in range(48):
        following = one // 8 * 8 + (one + 1) % 8
        links += [*clique(*range(6 * one, 6 * one + 6)), (6 * one + 1, 6 * following)]
    found = checked(288, links, 500, 30)
    assert found.of == [node // 6 for node in range(288)], "each clique is a finest group"
    assert len(found.parent) > 48
    for group in range(48, len(found.parent)):
        assert len({one // 8 for one in range(48) if found.parent[one] == group}) == 1


def test_the_largest_parts_stand_at_the_top_and_small_ones_are_gathered() -> None:
    links = [*clique(*range(20)), *clique(*range(20, 30)), *((node, node + 1) for node in range(30, 90, 2))]
    found = checked(90, links, 500, 10)
    assert [found.size[group] for group in found.top] == [20, 10, 20, 20, 20]


def test_nodes_without_links_are_gathered() -> None:
    assert communities(7, [(2, 3)], most=3) == Communities([0, 0, 1, 1, 0, 2, 2], [-1, -1, -1], [3, 2, 2])


@pytest.mark.parametrize(("most", "children"), [(0, 100), (500, 1)])
def test_bounds_that_cannot_be_kept(most: int, children: int) -> None:
    with pytest.raises(ValueError, match="room for one node and for two groups"):
        communities(3, [], most=most, children=children)


def test_the_same_for_every_hash_seed() -> None:
    script = (
        "import json, networkx\nfrom kg.view.communities import communities\n"
        "links = sorted(networkx.barabasi_albert_graph(1500, 2, seed=1).edges())\n"
        "print(json.dumps(communities(1600, links, most=20, children=10)))"
    )
    told = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        told.add(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment).stdout)
    assert len(told) == 1
    assert len(json.loads(told.pop())[0]) == 1600
