"""Writing that survives being killed: every step that must last, in one place."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

_CHUNK = 1 << 16
_PART = 1 << 24
"""So many bytes go into a store at once: the engine needs some ten times as much memory while it loads them."""


class Written(NamedTuple):
    """A file's size and the SHA-256 of its bytes, hexadecimal."""

    bytes: int
    sha256: str


class Disk:
    """The file system. `step` is told before each thing that changes it, so that a test can stop there."""

    symlinks = True

    def step(self, what: str) -> None:
        """Called with the name of the next step."""

    def make(self, folder: Path) -> None:
        self.step(f"make {folder.name}")
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, path: Path, pieces: Iterable[str]) -> Written:
        """Writes a text file to the platter, and tells what is in it."""
        return self.write_bytes(path, _blocks(pieces))

    def write_bytes(self, path: Path, blocks: Iterable[bytes]) -> Written:
        """Writes a file to the platter, and tells what is in it."""
        self.step(f"write {path.name}")
        size, digest = 0, hashlib.sha256()
        with path.open("wb") as file:
            for block in blocks:
                file.write(block)
                digest.update(block)
                size += len(block)
            file.flush()
            os.fsync(file.fileno())
        return Written(size, digest.hexdigest())

    def load(self, data: Path, store: Path) -> int:
        """Adds an N-Quads or Turtle file to a store, part by part to save memory, and tells how many quads it holds then."""
        from pyoxigraph import RdfFormat, Store

        self.step(f"load {data.name}")
        opened = Store(store)
        format = RdfFormat.from_extension(data.suffix[1:])
        for part in _parts(data):
            opened.bulk_load(part, format)
        opened.optimize()
        opened.flush()
        return len(opened)

    def fork(self, store: Path, copy: Path) -> None:
        """Makes a store with the same content, which can be written to while the first stays as it is.

        The two share the data files (.sst) by hard links. That is safe because the engine never writes to a data file again:
        what changes goes into new files, and a file that is no longer needed loses its name in one folder only. What the engine
        does write on, its list of files and its log, the copy has of its own. Where there are no hard links, all is copied.
        """
        from pyoxigraph import Store

        self.step(f"fork {store.name}")
        opened = Store.read_only(str(store))
        try:
            opened.backup(str(copy))
        except (OSError, RuntimeError):
            for left in (copy, copy.with_name(copy.name + ".tmp")):
                shutil.rmtree(left, ignore_errors=True)
            shutil.copytree(store, copy)

    def change(self, store: Path, gone: bytes, come: bytes) -> int:
        """Takes quads out of a store and adds others, both as N-Quads, and tells how many were there to take or new to it."""
        from pyoxigraph import RdfFormat, Store, parse

        self.step(f"change {store.name}")
        opened = Store(store)
        changed, graphs = 0, set()
        for quad in parse(gone, RdfFormat.N_QUADS):
            changed += quad in opened
            opened.remove(quad)
            graphs.add(quad.graph_name)
        for quad in parse(come, RdfFormat.N_QUADS):
            changed += quad not in opened
            opened.add(quad)
        for graph in graphs:
            if not any(opened.quads_for_pattern(None, None, None, graph)):
                opened.remove_graph(graph)
        opened.flush()
        return changed

    def sync(self, folder: Path) -> None:
        """Waits until the folder and every file below it would survive a power cut."""
        self.step(f"sync {folder.name}")
        for path in (*sorted(folder.rglob("*")), folder):
            _sync(path)

    def rename(self, old: Path, new: Path) -> None:
        self.step(f"rename {old.name}")
        old.rename(new)
        _sync(new.parent)

    def point(self, pointer: Path, target: str) -> None:
        """Makes `pointer` lead to `target` from one moment to the next; without symbolic links it is a text file."""
        self.step(f"point {pointer.name}")
        fresh = pointer.with_name(f".{pointer.name}.new")
        fresh.unlink(missing_ok=True)
        try:
            if not self.symlinks:
                raise OSError("no symbolic links")
            fresh.symlink_to(target)
        except OSError:
            fresh.write_text(target + "\n", encoding="utf-8")
        self._replace(fresh, pointer)

    def copy(self, source: Path, target: Path) -> None:
        """Replaces `target` by a copy of `source` from one moment to the next."""
        self.step(f"copy {target.name}")
        fresh = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, fresh)
        _sync(fresh)
        self._replace(fresh, target)

    def remove(self, path: Path) -> None:
        self.step(f"remove {path.name}")
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def _replace(self, fresh: Path, target: Path) -> None:
        fresh.replace(target)
        _sync(target.parent)


def _parts(data: Path) -> Iterator[bytes]:
    """The file in parts that can be read by themselves: N-Quads between lines, Turtle between subjects, with its prefixes."""
    with data.open("rb") as file:
        head = b"".join(takewhile(b"\n".__ne__, file)) if data.suffix == ".ttl" else b""
        waiting, size = [head], 0
        for line in file:
            waiting.append(line)
            size += len(line)
            if size > _PART and (not head or line == b"\n"):
                yield b"".join(waiting)
                waiting, size = [head], 0
    yield b"".join(waiting)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _blocks(pieces: Iterable[str]) -> Iterable[bytes]:
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > _CHUNK:
            yield "".join(waiting).encode("utf-8")
            waiting, size = [], 0
    yield "".join(waiting).encode("utf-8")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
