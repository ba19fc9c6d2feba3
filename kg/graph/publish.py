"""Publishes a graph all at once: readers see the old one or the new one, and a killed build leaves the old one whole."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.graph.dataset import Size, description
from kg.graph.disk import Disk, Written, sha256
from kg.graph.edition import Edition, Input, software
from kg.graph.folder import (
    CURRENT,
    FILES,
    FORMAT,
    GENERATIONS,
    MANIFEST,
    NOTE,
    REASONING,
    SHOWN,
    Generation,
    current,
    published,
)
from kg.graph.sorting import LINES_IN_MEMORY, LineSorter
from kg.graph.turtle import turtle

_PARTIAL = ".partial"


def publish(
    out: Path,
    chunks: Iterable[Iterable[str]],
    edition: Edition,
    *,
    disk: Disk | None = None,
    lines_in_memory: int = LINES_IN_MEMORY,
) -> Generation:
    """The new current generation of `out`, a folder that is `claimed`; the chunks are N-Quads lines in any order.

    The same lines and inputs give the same bytes, whenever and however often they are published.
    """
    disk = disk or Disk()

    def fill(partial: Path) -> str:
        quads = LineSorter(partial, lines_in_memory)
        for chunk in chunks:
            quads.add(chunk)
        return _write_files(partial, quads, edition, disk, lines_in_memory)

    return turn(out, fill, disk)


def turn(out: Path, fill: Callable[[Path], str], disk: Disk) -> Generation:
    """The new current generation of `out`: `fill` writes it to a partial folder and gives its manifest as text."""
    partial = out / GENERATIONS / _PARTIAL
    try:
        _clean(out, disk)
        disk.make(partial)
        generation = _keep(partial, fill(partial), disk)
        _show(out, generation, disk)
    except OSError as error:
        raise GraphError(
            f"{out}: the graph could not be written: {error.strerror or error}; the old one is as it was"
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return published(generation)


def note(out: Path, text: str, disk: Disk | None = None) -> None:
    """Puts into the folder of a graph when it was built; that is no part of the graph, whose bytes know no clock."""
    disk = disk or Disk()
    fresh = out / f".{NOTE}.new"
    try:
        disk.write(fresh, [text])
        disk.rename(fresh, out / NOTE)
    except OSError as error:
        raise GraphError(f"{out / NOTE}: cannot be written: {error.strerror or error}; the graph is complete") from error


def intact(generation: Path) -> bool:
    """True where the files of a generation are the ones its manifest lists and the store holds as many quads."""
    from pyoxigraph import Store

    try:
        found = published(generation)
        quads: int = found.manifest["counts"]["quads"]
        return has_its_files(found) and len(Store.read_only(str(found.store))) == quads
    except (OSError, RuntimeError, KeyError, TypeError, GraphError):
        return False


def name_of(manifest: bytes) -> str:
    """The name of the generation that a manifest describes."""
    return sha256_of(manifest).hexdigest()[:16]


def has_its_files(generation: Generation) -> bool:
    """True where the files are the ones the manifest lists, and those that a generation has now."""
    files: Mapping[str, Mapping[str, Any]] = generation.manifest["files"]
    if files.keys() != set(FILES):
        return False
    sizes = all((generation.path / name).stat().st_size == files[name]["bytes"] for name in FILES)
    return sizes and all(sha256(generation.path / name) == files[name]["sha256"] for name in FILES)


def _write_files(partial: Path, quads: LineSorter, edition: Edition, disk: Disk, lines_in_memory: int) -> str:
    """Fills the partial folder and gives its manifest as text."""
    written = {"graph.nq": disk.write(partial / "graph.nq", (f"{line}\n" for line in quads))}
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(disk.load, partial / "graph.nq", partial / "store")
        written["graph.ttl"] = _write_turtle(partial, edition.base, disk, counts, lines_in_memory)
        in_articles = loading.result()
    stored = disk.load(partial / "graph.ttl", partial / "store")
    return write_manifest(partial, edition, written, Size(stored, stored - in_articles, counts), disk)


def write_manifest(partial: Path, edition: Edition, graphs: Mapping[str, Written], size: Size, disk: Disk) -> str:
    """Writes what stands beside the files of the graph, and gives the manifest as text."""
    written = dict(graphs)
    refusals = sorted({(refusal.origin, refusal.reason) for refusal in edition.refusals})
    written["refused.jsonl"] = disk.write(partial / "refused.jsonl", _records(("origin", "reason"), refusals))
    written["inputs.jsonl"] = disk.write(partial / "inputs.jsonl", _records(Input._fields, sorted(edition.inputs)))
    claims = (json.dumps(record, ensure_ascii=False) + "\n" for record in sorted(edition.claims))
    written["claims.jsonl"] = disk.write(partial / "claims.jsonl", claims)
    written["dataset.ttl"] = disk.write(partial / "dataset.ttl", description(edition, written, size))
    manifest = {
        "format": FORMAT,
        "software": software(),
        "base": edition.base,
        **({"min_confidence": edition.min_confidence} if edition.min_confidence else {}),
        **({"license": edition.license} if edition.license else {}),
        **({REASONING: "OWL 2 RL"} if edition.reasoned else {}),
        "counts": {
            "quads": size.quads,
            "triples": size.triples,
            "inputs": len(edition.inputs),
            "refused": len(refusals),
            **{kind: number for kind, number in sorted(size.subjects.items()) if number},
        },
        "files": {name: file._asdict() for name, file in sorted(written.items())},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    disk.write(partial / MANIFEST, [text])
    return text


def _write_turtle(partial: Path, base: str, disk: Disk, counts: Counter[str], lines_in_memory: int) -> Written:
    with (partial / "graph.nq").open(encoding="utf-8", newline="\n") as file:
        lines = (line[:-1] for line in file)
        return disk.write(partial / "graph.ttl", turtle(lines, base, LineSorter(partial, lines_in_memory), counts))


def _keep(partial: Path, manifest: str, disk: Disk) -> Path:
    """The partial folder under its lasting name; a generation with the same content is kept if it is intact."""
    generation = partial.with_name(name_of(manifest.encode("utf-8")))
    if generation.exists() and intact(generation):
        disk.remove(partial)
        return generation
    if generation.exists():
        disk.rename(generation, generation.with_name(generation.name + _PARTIAL))
    disk.sync(partial)
    disk.rename(partial, generation)
    return generation


def _show(out: Path, generation: Path, disk: Disk) -> None:
    """Lets readers see the generation; the one they saw until now stays too, for those who are reading it."""
    before = current(out)
    if before != generation.resolve():
        kept = {generation.name, before.name if before else ""}
        for old in sorted((out / GENERATIONS).iterdir()):
            if old.name not in kept:
                disk.remove(old)
    disk.point(out / CURRENT, f"{GENERATIONS}/{generation.name}")
    linked = (out / CURRENT).is_symlink()
    for name in SHOWN:
        if linked:
            if not (out / name).is_symlink():
                disk.remove(out / name)
                disk.point(out / name, f"{CURRENT}/{name}")
        elif (generation / name).is_file():
            disk.copy(generation / name, out / name)


def _clean(out: Path, disk: Disk) -> None:
    """Removes what a killed build left behind."""
    folder = out / GENERATIONS
    for left in sorted(folder.iterdir()) if folder.is_dir() else ():
        if left.name.endswith(_PARTIAL):
            disk.remove(left)


def _records(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
