"""The folder of a graph: what lies where, who may write to it, and which generation is the current one.

OUT/.simpul                  says that the folder is ours
OUT/generations/<digest>/    graph.nq graph.ttl dataset.ttl store/ *.jsonl manifest.json, never changed again
OUT/current                  leads to the generation that readers see
OUT/graph.ttl ...            lead into it
OUT/build.ttl                when it was built last
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from kg.errors import GraphError

FORMAT = 3
MARKER = ".simpul"
LOCK = ".lock"
GENERATIONS = "generations"
CURRENT = "current"
MANIFEST = "manifest.json"
NOTE = "build.ttl"
REASONING = "reasoning"
"""What the manifest has where a graph holds what follows from it."""
FILES = ("graph.nq", "graph.ttl", "refused.jsonl", "inputs.jsonl", "claims.jsonl", "dataset.ttl")
SHOWN = ("graph.nq", "graph.ttl", "dataset.ttl", "refused.jsonl", "store")
"""What of the current generation can be reached in the folder itself."""


class Generation(NamedTuple):
    """A published graph; it is never written to again."""

    path: Path
    manifest: dict[str, Any]

    @property
    def quads(self) -> Path:
        return self.path / "graph.nq"

    @property
    def turtle(self) -> Path:
        return self.path / "graph.ttl"

    @property
    def dataset(self) -> Path:
        return self.path / "dataset.ttl"

    @property
    def claims(self) -> Path:
        return self.path / "claims.jsonl"

    @property
    def store(self) -> Path:
        return self.path / "store"


def published(folder: Path) -> Generation:
    """The current generation of a graph folder, or the generation that `folder` itself is."""
    path = folder if (folder / MANIFEST).is_file() else current(folder)
    if path is None:
        raise GraphError(f"{folder}: there is no graph here; `kg build` makes one")
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        version = manifest["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GraphError(f"{path / MANIFEST}: damaged or missing ({error}); build the graph again") from error
    if version != FORMAT:
        raise GraphError(f"{folder}: the graph has format {version}, this version reads {FORMAT}; build it again")
    return Generation(path, manifest)


def current(folder: Path) -> Path | None:
    """The folder of the generation that `current` leads to, as a link or as a text file."""
    pointer = folder / CURRENT
    if pointer.is_symlink():
        return (folder / pointer.readlink()).resolve()
    if pointer.is_file():
        name = pointer.read_text(encoding="utf-8").strip()
        return (folder / GENERATIONS / Path(name).name).resolve()
    return None


def before(folder: Path) -> Path:
    """The folder of the generation that readers of a graph folder saw before the current one."""
    if not folder.is_dir() or (folder / MANIFEST).is_file():
        raise GraphError(f"{folder}: this is one graph; name also the one to compare it with")
    now = published(folder).path
    kept = (path for path in (folder / GENERATIONS).iterdir() if (path / MANIFEST).is_file() and path.name != now.name)
    earlier = sorted(kept, key=lambda path: ((path / MANIFEST).stat().st_mtime_ns, path.name))
    if not earlier:
        raise GraphError(
            f"{folder}: there is no earlier generation; name two graphs, or build again when there is something new"
        )
    return earlier[-1]


@contextlib.contextmanager
def claimed(out: Path) -> Iterator[Path]:
    """The folder, made if need be, while nobody else builds in it; a folder with other people's files is refused."""
    _check_ours(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise GraphError(f"{out}: cannot be written to: {error.strerror or error}") from error
    with lock:
        _lock(lock, out)
        if not (out / MARKER).is_file():
            (out / MARKER).write_text("A graph of simpul: `kg build` replaces what is in this folder.\n", encoding="utf-8")
        yield out


def _check_ours(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise GraphError(f"{out}: expected a folder")
    if not out.is_dir() or (out / MARKER).is_file():
        return
    foreign = sorted(path.name for path in out.iterdir() if path.name not in (".gitkeep", ".gitignore", LOCK))
    if foreign:
        raise GraphError(f"{out}: holds files that are not a graph's ({foreign[0]!r}); give an empty or a new folder")


def _lock(lock: IO[str], out: Path) -> None:
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        holder = lock.read(40).strip() or "unknown"
        raise GraphError(f"{out}: another build is writing here (process {holder}); wait for it or stop it") from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
