"""What lines that come and go change in a published graph: in its quads, in the union of its graphs, and in their two files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.graph.sorted_file import Content, Edit, SortedFile
from kg.graph.turtle import Shortener, block, head, is_thing, kind_of, prefixes, ranked, ranked_subject, triple_of

_LONGEST_NAME = 2_000
"""No subject of ours is written in so many bytes."""


class Changes(NamedTuple):
    """Quads or triples that a graph has and loses, and those that it has not and gains, as text."""

    lost: list[str]
    gained: list[str]

    @property
    def growth(self) -> int:
        """How many there are more afterwards; less than nothing where there are fewer."""
        return len(self.gained) - len(self.lost)


class Quads:
    """The lines of a graph.nq."""

    def __init__(self, content: Content) -> None:
        self._file = SortedFile(content, b"\n", _line)

    def edits(self, removed: Iterable[str], added: Iterable[str]) -> Iterator[Edit]:
        """How the file changes; a line that is removed and added stays."""
        wanted, start = set(added), 0
        for line in sorted(wanted.union(removed)):
            text = f"{line}\n".encode()
            start = self._file.find(_line(text), start)
            there = self._file.record(start) == text
            if line in wanted and not there:
                yield Edit(start, start, text)
            elif line not in wanted and there:
                yield Edit(start, start + len(text), b"")

    def changes(self, edits: Sequence[Edit]) -> Changes:
        """The quads that edits take away and those that they bring."""
        lost = [self._file.record(edit.start) for edit in edits if not edit.text]
        gained = [edit.text for edit in edits if edit.text]
        return Changes([_line(record).decode() for record in lost], [_line(text).decode() for text in gained])

    def union_changes(self, quads: Changes) -> Changes:
        """The triples that no graph says any more, and those that none said before."""
        lost_bytes: Counter[str] = Counter()
        for line in quads.lost:
            lost_bytes[triple_of(line)] += len(line.encode()) + 1
        gained = set(map(triple_of, quads.gained))
        before = dict(self._bytes(sorted(lost_bytes.keys() | gained)))
        return Changes(
            sorted(triple for triple, lost in lost_bytes.items() if before[triple] == lost and triple not in gained),
            sorted(triple for triple in gained if not before[triple]),
        )

    def triples(self, subject: str) -> Iterator[str]:
        """What the union says of a subject; where many graphs say the same, they are passed over at once."""
        beginning = f"{subject} ".encode()
        place = self._file.find(beginning)
        while (record := self._file.record(place)).startswith(beginning):
            triple = triple_of(_line(record).decode())
            yield triple
            place += len(record)
            if self._file.record(place).startswith(f"{triple} ".encode()):
                place = self._file.find(_behind(triple), place)

    def _bytes(self, triples: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Each of some sorted triples, and how long the lines are, all together, that say it."""
        end = 0
        for triple in triples:
            start = self._file.find(f"{triple} ".encode(), end)
            end = self._file.find(_behind(triple), start)
            yield triple, end - start


class Blocks:
    """The blocks of a graph.ttl, one for each subject."""

    def __init__(self, content: Content, base: str) -> None:
        self._base, self._shorten = base, Shortener(prefixes(base))
        self._file = SortedFile(content, b"\n\n", self._key, len(head(base).encode()))

    def edits(self, union: Changes, quads: Quads) -> Iterator[Edit]:
        """How the file changes where the union does; `quads` is the graph as it was."""
        lost, gained = _by_subject(union.lost), _by_subject(union.gained)
        start = 0
        for place, subject in sorted((ranked_subject(subject, self._base), subject) for subject in lost.keys() | gained):
            start = self._file.find(place, start)
            record = self._file.record(start)
            end = start + len(record) if record and self._key(record) == place else start
            triples = set(quads.triples(subject)).difference(lost[subject]).union(gained[subject])
            yield Edit(start, end, self._block(triples))

    def growth(self, edits: Iterable[Edit]) -> Counter[str]:
        """How many things of each kind there are more, or fewer, after edits."""
        growth: Counter[str] = Counter()
        for edit in edits:
            old = self._file.record(edit.start) if edit.start < edit.end else b""
            growth[kind_of(self._key(edit.text or old))] += _is_thing(edit.text) - _is_thing(old)
        return growth

    def _block(self, triples: set[str]) -> bytes:
        return block(sorted(ranked(triples, self._base)), self._shorten).encode() if triples else b""

    def _key(self, record: bytes) -> str:
        name = record[1 : record.index(b" ")].decode()
        return ranked_subject(self._shorten.full(name), self._base)


def _is_thing(record: bytes) -> bool:
    return bool(record) and is_thing(record[:_LONGEST_NAME].decode(errors="ignore"))


def _by_subject(triples: Iterable[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for triple in triples:
        found[triple[: triple.index(" ")]].append(triple)
    return found


def _line(record: bytes) -> bytes:
    return record[:-1]


def _behind(triple: str) -> bytes:
    """What sorts behind all lines that say a triple and before all others."""
    return f"{triple}!".encode()
