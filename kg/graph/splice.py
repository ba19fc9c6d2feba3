"""Publishes a graph that differs little from a published one: what did not change is copied, the rest is put in its place.

The files are byte for byte those that `kg.graph.publish` would write from all lines, and the store holds the same quads. What
has to be remembered grows with the change, not with the graph. The old generation is only read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from kg.graph.changes import Blocks, Changes, Quads
from kg.graph.dataset import Size
from kg.graph.disk import Disk
from kg.graph.edition import Edition, software
from kg.graph.folder import FORMAT, MANIFEST, REASONING, Generation
from kg.graph.publish import has_its_files, name_of, turn, write_manifest
from kg.graph.sorted_file import Edit, edited, opened
from kg.graph.turtle import KINDS


class _UnfitError(Exception):
    """The old generation turned out not to be what its manifest says."""


def republish(
    out: Path, old: Generation, removed: Iterable[str], added: Iterable[str], edition: Edition, *, disk: Disk | None = None
) -> Generation | None:
    """The new current generation of `out`, a folder that is `claimed`: the old one without some N-Quads lines and with others.

    Nothing where the old one cannot be built on (it is damaged, has another format, software or base, or holds what follows
    from it, which would stay); `out` is as it was then, and all lines have to be published. A line that is removed and added
    stays; to remove a line that is not there, or to add one that is, changes nothing.
    """
    disk = disk or Disk()
    if not _fits(old, edition.base):
        return None
    try:
        return turn(out, lambda partial: _fill(partial, old, removed, added, edition, disk), disk)
    except _UnfitError:
        return None


def _fits(old: Generation, base: str) -> bool:
    """True where a generation was written as this software writes, and manifest and files are whole."""
    manifest = old.manifest
    if (manifest.get("format"), manifest.get("software"), manifest.get("base")) != (FORMAT, software(), base):
        return False
    if REASONING in manifest:
        return False
    try:
        return name_of((old.path / MANIFEST).read_bytes()) == old.path.name and has_its_files(old)
    except OSError:
        return False


class _Difference(NamedTuple):
    """How the two files change, and with them the quads, the triples of the union, and the numbers of subjects."""

    lines: list[Edit]
    blocks: list[Edit]
    quads: Changes
    union: Changes
    subjects: Counter[str]

    @property
    def changed(self) -> int:
        """How many quads the store gains and loses."""
        return sum(map(len, (*self.quads, *self.union)))


def _fill(partial: Path, old: Generation, removed: Iterable[str], added: Iterable[str], edition: Edition, disk: Disk) -> str:
    """Fills the partial folder and gives its manifest as text."""
    difference = _difference(old, removed, added, edition.base)
    size = _size(old.manifest["counts"], difference)
    with ThreadPoolExecutor(2) as pool:
        storing = pool.submit(_store, old.store, partial / "store", difference, disk)
        blocks = pool.submit(disk.write_bytes, partial / "graph.ttl", edited(old.turtle, difference.blocks))
        lines = disk.write_bytes(partial / "graph.nq", edited(old.quads, difference.lines))
        written = {"graph.nq": lines, "graph.ttl": blocks.result()}
        if storing.result() != difference.changed:
            raise _UnfitError(f"{old.store}: does not hold what graph.nq does")
    return write_manifest(partial, edition, written, size, disk)


def _difference(old: Generation, removed: Iterable[str], added: Iterable[str], base: str) -> _Difference:
    with opened(old.quads) as quads_content, opened(old.turtle) as blocks_content:
        quads, blocks = Quads(quads_content), Blocks(blocks_content, base)
        lines = list(quads.edits(removed, added))
        changes = quads.changes(lines)
        union = quads.union_changes(changes)
        edits = list(blocks.edits(union, quads))
        return _Difference(lines, edits, changes, union, blocks.growth(edits))


def _size(counts: Mapping[str, Any], difference: _Difference) -> Size:
    subjects = Counter({kind: counts.get(kind, 0) for kind in (*KINDS, "words")})
    subjects.update(difference.subjects)
    triples = difference.union.growth
    return Size(counts["quads"] + difference.quads.growth + triples, counts["triples"] + triples, subjects)


def _store(old: Path, new: Path, difference: _Difference, disk: Disk) -> int:
    """Makes the store that the old one becomes, and tells how many quads changed."""
    try:
        disk.fork(old, new)
        quads, union = difference.quads, difference.union
        return disk.change(new, _n_quads(quads.lost, union.lost), _n_quads(quads.gained, union.gained))
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise _UnfitError(str(error)) from error


def _n_quads(lines: Iterable[str], triples: Iterable[str]) -> bytes:
    """Quads of the articles' graphs, and triples of the default graph, as N-Quads."""
    return "\n".join((*lines, *(f"{triple} ." for triple in triples))).encode()
