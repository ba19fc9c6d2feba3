"""Groups of a network, groups of these groups, and so on up to few: what an overview of a large network is made of.

Label propagation finds the finest groups, for it takes a second or two where Louvain takes a minute; Louvain finds the groups
of groups, where the network is small. What comes out too large is cut, and parts that nothing joins are gathered by size.
Nodes and groups are numbers in a fixed order everywhere, so that the same network gives the same groups in every run.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import networkx

    Plain = networkx.Graph[int]

Part = list[int]
"""Some nodes, or some groups, in order."""


class Communities(NamedTuple):
    """A tree of groups over all nodes. Groups are numbered from the finest up, so that a parent's number is the higher one."""

    of: list[int]
    """The finest group of each node."""
    parent: list[int]
    """The group above each group, -1 at the top."""
    size: list[int]
    """How many nodes each group has, those of the groups below it included."""

    @property
    def top(self) -> list[int]:
        """The groups that stand at the top."""
        return [group for group, parent in enumerate(self.parent) if parent < 0]


def communities(count: int, links: Iterable[tuple[int, int]], *, most: int = 500, children: int = 100) -> Communities:
    """The groups of a network of nodes from 0 to `count`, of which no finest one has more than `most` nodes.

    No group has more than `children` groups below it, and no more than these stand at the top.
    """
    if most < 1 or children < 2:
        raise ValueError("a group has room for one node and for two groups at least")
    return _tree(_joined(range(count), ((a, b, 1) for a, b in links)), most, children)


def _tree(network: Plain, most: int, children: int) -> Communities:
    tree, of = _Tree(), [0] * len(network)
    for nodes in sorted(map(sorted, _finest(network, most))):
        group = tree.add(len(nodes), nodes[0])
        for node in nodes:
            of[node] = group
    top = _quotient(network, dict(enumerate(of)))
    while len(top) > children:
        above = tree.raised(_gathered(top, tree.size, children))
        top = _quotient(top, {group: above.get(group, group) for group in top})
    return Communities(of, tree.parent, tree.size)


class _Tree:
    """The groups made so far."""

    def __init__(self) -> None:
        self.parent: list[int] = []
        self.size: list[int] = []
        self.first: list[int] = []

    def add(self, size: int, first: int) -> int:
        """The number of a new group of so many nodes, of which `first` has the lowest number."""
        self.parent.append(-1)
        self.size.append(size)
        self.first.append(first)
        return len(self.parent) - 1

    def raised(self, parts: Iterable[Part]) -> dict[int, int]:
        """Puts a group above each part of several groups, and gives the group above each of them."""
        above: dict[int, int] = {}
        for first, part in sorted((min(self.first[group] for group in part), part) for part in parts if len(part) > 1):
            new = self.add(sum(self.size[group] for group in part), first)
            above |= dict.fromkeys(part, new)
        for group, new in above.items():
            self.parent[group] = new
        return above


def _joined(nodes: Iterable[int], links: Iterable[tuple[int, int, int]]) -> Plain:
    """A plain network, in which a link weighs what all links between its ends weigh together."""
    import networkx

    weights: Counter[tuple[int, int]] = Counter()
    for a, b, weight in links:
        if a != b:
            weights[min(a, b), max(a, b)] += weight
    plain: Plain = networkx.Graph()
    plain.add_nodes_from(nodes)
    plain.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return plain


def _quotient(network: Plain, group: Mapping[int, int]) -> Plain:
    """The network of the groups of a network."""
    edges: Iterable[tuple[int, int, int]] = network.edges(data="weight")
    return _joined(sorted(set(group.values())), ((group[a], group[b], weight) for a, b, weight in edges))


def _finest(network: Plain, most: int) -> Iterator[Part]:
    """The finest groups; the nodes that nothing joins to others are in groups of their own."""
    near = {node: list(others) for node, others in network.adjacency()}
    yield from _pieces([node for node, others in near.items() if not others], most)
    yield from _bounded(network, _labelled({node: others for node, others in near.items() if others}), most)


def _labelled(near: Mapping[int, Sequence[int]]) -> Iterable[Part]:
    """The nodes by label, where each takes the label that most of its neighbours have until nothing changes.

    Of several such labels chance decides, the same in every run. This is the fast label propagation of Traag and Šubelj
    (2023), which networkx has too, in a quarter of the time: an overview of 50,000 nodes is made within seconds.
    """
    chance = Random(1)
    label = {node: node for node in near}
    waiting = deque(chance.sample(list(near), len(near)))
    queued = set(near)
    while waiting:
        node = waiting.popleft()
        queued.discard(node)
        counts: dict[int, int] = {}
        for other in near[node]:
            counts[label[other]] = counts.get(label[other], 0) + 1
        most = max(counts.values())
        found = chance.choice([one for one, count in counts.items() if count == most])
        if found == label[node]:
            continue
        label[node] = found
        changed = [other for other in near[node] if label[other] != label[node] and other not in queued]
        waiting.extend(changed)
        queued.update(changed)
    parts: defaultdict[int, Part] = defaultdict(list)
    for node, one in label.items():
        parts[one].append(node)
    return parts.values()


def _gathered(top: Plain, size: Sequence[int], children: int) -> list[Part]:
    """The groups at the top in parts that belong together; where nothing joins them any more, the smallest are gathered."""
    parts = [*_bounded(top, _louvain(top, children), children)]
    return parts if len(parts) < len(top) else _smallest(top, size, children)


def _louvain(top: Plain, children: int) -> Iterable[Iterable[int]]:
    """The first level of Louvain with few enough parts, or the last with small enough ones."""
    from networkx.algorithms.community import louvain_partitions

    found: list[set[int]] = []
    for level in louvain_partitions(top, seed=1):
        if found and max(map(len, level)) > children:
            break
        found = level
        if len(level) <= children:
            break
    return found


def _smallest(top: Plain, size: Sequence[int], children: int) -> list[Part]:
    """As many of the smallest groups together as it takes for all to have room at the top, or for one level below it."""
    ordered = sorted(top, key=lambda group: (size[group], group))
    gathered = -(-(len(ordered) - children) // (children - 1)) * children
    return _pieces(ordered[:gathered], children)


def _bounded(network: Plain, parts: Iterable[Iterable[int]], most: int) -> Iterator[Part]:
    """The parts, those with more than `most` nodes cut."""
    for part in parts:
        nodes = sorted(part)
        if len(nodes) <= most:
            yield nodes
        else:
            yield from _cut(network.subgraph(nodes), most)


def _cut(network: Plain, most: int) -> Iterator[Part]:
    """A network in parts of at most `most` nodes: its components, and of large ones communities, or else what lies together."""
    import networkx

    for component in map(sorted, networkx.connected_components(network)):
        if len(component) <= most:
            yield component
            continue
        part = _joined(component, network.subgraph(component).edges(data="weight"))
        found = [*networkx.community.asyn_fluidc(part, min(len(part), -(-2 * len(part) // most)), max_iter=3, seed=1)]
        reached = {node for some in found for node in some}
        found += [{node for node in component if node not in reached}] if len(reached) < len(component) else []
        if 2 * max(map(len, found)) <= len(part):
            yield from _bounded(part, found, most)
        else:
            yield from _pieces(_outward(part), most)


def _outward(network: Plain) -> Part:
    """The nodes of a connected network, from the best joined one outward."""
    import networkx

    start = max(network, key=lambda node: (network.degree[node], -node))
    return [start, *(node for _, node in networkx.bfs_edges(network, start))]


def _pieces(nodes: Sequence[int], most: int) -> list[Part]:
    """The nodes in the order given, so many at a time."""
    return [list(nodes[start : start + most]) for start in range(0, len(nodes), most)]
