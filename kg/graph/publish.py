"""Publishes a graph all at once: readers see the old one or the new one, and a killed build leaves the old one whole."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256 as sha256_of
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import GraphError
from kg.graph.disk import Disk, Written, sha256
from kg.graph.folder import CURRENT, FILES, FORMAT, GENERATIONS, MANIFEST, SHOWN, Generation, current, published
from kg.graph.iris import DEFAULT_BASE
from kg.graph.sorting import LINES_IN_MEMORY, LineSorter
from kg.graph.turtle import turtle
from kg.model import Document, Refusal

_PARTIAL = ".partial"


class Input(NamedTuple):
    """An article that was read: its id, where it was read from, and the SHA-256 of its text."""

    id: str
    origin: str
    digest: str

    @classmethod
    def of(cls, document: Document) -> Input:
        """The input that a document is."""
        return cls(document.id, document.origin, document.digest)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published besides the lines: inputs read, inputs refused, the base of the IRIs, how sure facts had to be, and
    whom and what each article names, as records.
    """

    inputs: tuple[Input, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    base: str = DEFAULT_BASE
    min_confidence: float = 0.0
    claims: tuple[list[Any], ...] = ()


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
    partial = out / GENERATIONS / _PARTIAL
    try:
        _clean(out, disk)
        disk.make(partial)
        quads = LineSorter(partial, lines_in_memory)
        for chunk in chunks:
            quads.add(chunk)
        manifest = _write_files(partial, quads, edition, disk, lines_in_memory)
        generation = _keep(partial, manifest, disk)
        _show(out, generation, disk)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise GraphError(
            f"{out}: the graph could not be written: {error.strerror or error}; the old one is as it was"
        ) from error
    return published(generation)


def intact(generation: Path) -> bool:
    """True where the files of a generation are the ones its manifest lists and the store holds as many quads."""
    from pyoxigraph import Store

    try:
        manifest = published(generation).manifest
        files: Mapping[str, Mapping[str, Any]] = manifest["files"]
        same = all(sha256(generation / name) == files[name]["sha256"] for name in FILES)
        return same and len(Store.read_only(str(generation / "store"))) == manifest["counts"]["quads"]
    except (OSError, RuntimeError, KeyError, TypeError, GraphError):
        return False


def _write_files(partial: Path, quads: LineSorter, edition: Edition, disk: Disk, lines_in_memory: int) -> str:
    """Fills the partial folder and gives its manifest as text."""
    written = {"graph.nq": disk.write(partial / "graph.nq", (f"{line}\n" for line in quads))}
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(disk.load, partial / "graph.nq", partial / "store")
        written["graph.ttl"] = _write_turtle(partial, edition.base, disk, counts, lines_in_memory)
        in_articles = loading.result()
    stored = disk.load(partial / "graph.ttl", partial / "store")
    size = {"quads": stored, "triples": stored - in_articles}
    refusals = sorted({(refusal.origin, refusal.reason) for refusal in edition.refusals})
    written["refused.jsonl"] = disk.write(partial / "refused.jsonl", _records(("origin", "reason"), refusals))
    written["inputs.jsonl"] = disk.write(partial / "inputs.jsonl", _records(Input._fields, sorted(edition.inputs)))
    claims = (json.dumps(record, ensure_ascii=False) + "\n" for record in sorted(edition.claims))
    written["claims.jsonl"] = disk.write(partial / "claims.jsonl", claims)
    manifest = {
        "format": FORMAT,
        "software": _software(),
        "base": edition.base,
        **({"min_confidence": edition.min_confidence} if edition.min_confidence else {}),
        "counts": size | {"inputs": len(edition.inputs), "refused": len(refusals)} | dict(sorted(counts.items())),
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
    generation = partial.with_name(sha256_of(manifest.encode("utf-8")).hexdigest()[:16])
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


def _software() -> str:
    try:
        return f"simpul {version('simpul')}"
    except PackageNotFoundError:
        return "simpul"
