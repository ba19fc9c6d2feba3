"""The graph that is exported: its quads in order, its store, and its network.

Lines are N-Quads without line ends, sorted, each once. All name a graph: a triple of the default graph has `<>` there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError
from kg.exports.terms import STRING
from kg.graph.folder import published
from kg.graph.iris import DEFAULT_BASE, Iris
from kg.graph.sorting import LineSorter
from kg.graph.terms import literal
from kg.graph.vocabulary import VOID

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.graph.network import Network

DEFAULT_GRAPH = "<>"
LINES_IN_MEMORY = 200_000
_BASE_STATED = re.compile(rf'<([^<>]*)dataset> <{re.escape(VOID.uriSpace)}> "([^"\\]*)" ')


class Source:
    """A graph folder or an RDF file. What does not fit in memory waits in files of the folder `scratch`."""

    def __init__(self, path: Path, scratch: Path) -> None:
        self.path, self.scratch = path, scratch
        self._generation = published(path) if path.is_dir() else None

    @cached_property
    def base(self) -> str:
        """What the IRIs of the graph begin with: a file tells it in the description of its data set."""
        if self._generation:
            return str(self._generation.manifest.get("base", DEFAULT_BASE))
        stated = (found for line in _parsed(self.path) if (found := _BASE_STATED.match(line)))
        return next((_valid(found[1]) for found in stated if found[1] == found[2]), DEFAULT_BASE)

    @cached_property
    def store(self) -> Store:
        """The store of the graph, of which the default graph is the union."""
        from kg.graph.store import open_store

        return open_store(self.path)

    @cached_property
    def network(self) -> Network:
        """The network of the graph; a file is not read twice for it."""
        from kg.graph.network import build

        return build(self.path if self._generation else self.store)

    def lines(self) -> Iterator[str]:
        """The quads of the graph."""
        if not self._generation:
            return iter(self.sorted([_parsed(self.path)]))
        return _lines_of(self._generation.quads)

    def sorted(self, chunks: Iterable[Iterable[str]]) -> LineSorter:
        """Lines in their order, each once."""
        sorter = LineSorter(self.scratch, LINES_IN_MEMORY)
        for chunk in chunks:
            _add(sorter, chunk)
        return sorter


def graph_of(line: str) -> str:
    """The graph that a line names, in brackets.

    >>> graph_of('<s> <p> "a b ." <g> .')
    '<g>'
    """
    return line[line.rindex(" ", 0, -2) + 1 : -2]


def only(lines: Iterable[str], keep: Callable[[str], bool]) -> Iterator[str]:
    """The lines whose subject is to be kept."""
    known, kept = "", False
    for line in lines:
        subject = line[: line.index(" ")]
        if subject != known:
            known, kept = subject, keep(subject)
        if kept:
            yield line


def _add(sorter: LineSorter, lines: Iterable[str], at_once: int = 20_000) -> None:
    some: list[str] = []
    for line in lines:
        some.append(line)
        if len(some) == at_once:
            sorter.add(some)
            some = []
    sorter.add(some)


def _lines_of(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line[:-1]
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(f"{path}: cannot be read ({error}); build the graph again") from error


def _parsed(path: Path) -> Iterator[str]:
    """The quads of an RDF file; blank nodes are numbered as they come, so that the same file gives the same lines."""
    from pyoxigraph import BlankNode, DefaultGraph, Literal, Triple

    from kg.graph.query_worker import quads_of

    numbers: dict[str, str] = {}

    def written(term: Any) -> str:
        if isinstance(term, BlankNode):
            return numbers.setdefault(term.value, f"_:b{len(numbers) + 1}")
        if isinstance(term, Triple) or getattr(term, "direction", None):
            raise GraphError(f"{path}: {str(term)[:80]} is of RDF 1.2, which these formats do not have")
        if isinstance(term, Literal):
            return _literal(term)
        return DEFAULT_GRAPH if isinstance(term, DefaultGraph) else str(term)

    try:
        for quad in quads_of(str(path)):
            yield " ".join((*map(written, quad), "."))
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"{path}: {error}") from error


def _literal(term: Any) -> str:
    """A literal as a build writes it, so that a file gives the same bytes as the folder it comes from."""
    text = literal(term.value)
    if term.language:
        return f"{text}@{term.language}"
    return text if term.datatype.value == STRING else f"{text}^^<{term.datatype.value}>"


def _valid(base: str) -> str:
    try:
        return Iris(base).base
    except GraphError:
        return DEFAULT_BASE
