"""Whether a published graph is what was published, and whether every fact's words still stand where it says they do."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import ingest
from kg.errors import GraphError
from kg.graph.disk import sha256
from kg.graph.edition import Input
from kg.graph.folder import Generation, published
from kg.graph.read import KINDS, Quoted, evidence
from kg.graph.store import open_store
from kg.graph.vocabulary import OA, RDF
from kg.model import Document, Refusal

FACTS = ("tenure", "event", "assessment", "statement")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How much was checked, what is wrong, and what else there is to say."""

    articles: int
    passages: int
    findings: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def summary(self) -> str:
        """The outcome in one line."""
        found = f"{len(self.findings):,} findings" if self.findings else "every word is in its place"
        notes = f", {len(self.notes):,} notes" if self.notes else ""
        return f"{self.articles:,} articles read again, {self.passages:,} passages compared: {found}{notes}"

    def record(self) -> dict[str, object]:
        """The outcome for programs."""
        counts = {"articles": self.articles, "passages": self.passages}
        return counts | {"findings": list(self.findings), "notes": list(self.notes)}


def verify(out: Path, *, columns: Mapping[str, str] | None = None) -> Outcome:
    """Compares the files with the manifest, and the words of every fact with the articles, which are read again."""
    if not out.is_dir():
        raise GraphError(f"{out}: expected a folder that `kg build` made; an RDF file does not say where its articles are")
    generation = published(out)
    if damaged := tuple(_damaged(generation)):
        return Outcome(0, 0, damaged)
    quoted: dict[str, set[Quoted]] = defaultdict(set)
    for words in evidence(open_store(out)):
        quoted[words.article].add(words._replace(fact="", rule=""))
    findings, notes = list(_without_words(out)), list[str]()
    articles = passages = 0
    inputs = {article.origin: article for article in _inputs(generation)}
    for item in ingest.reread(inputs, columns=columns or {}):
        if isinstance(item, Refusal):
            wrong = notes if item.origin.startswith("-") else findings
            wrong.append(f"{item.origin}: not read again: {item.reason}")
            continue
        words_of = sorted(quoted[inputs[item.origin].id])
        articles, passages = articles + 1, passages + len(words_of)
        findings += _misplaced(item, words_of)
        if item.digest != inputs[item.origin].digest:
            notes.append(f"{item.origin}: the text has changed since the graph was built")
    return Outcome(articles, passages, tuple(findings), tuple(notes))


def _damaged(generation: Generation) -> Iterator[str]:
    """The published files that are not as they were written."""
    for name, written in sorted(generation.manifest["files"].items()):
        path = generation.path / name
        if not path.is_file():
            yield f"{path}: missing"
        elif sha256(path) != written["sha256"]:
            yield f"{path}: changed since it was published"
    count, expected = len(open_store(generation.path)), generation.manifest["counts"]["quads"]
    if count != expected:
        yield f"{generation.store}: holds {count:,} quads, not {expected:,}"


def _without_words(out: Path) -> Iterator[str]:
    """The facts that no words of an article stand for."""
    from pyoxigraph import NamedNode

    store = open_store(out)
    for kind in FACTS:
        nodes = {quad.subject for quad in store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(KINDS[kind]), None)}
        for node in sorted(nodes, key=str):
            if next(store.quads_for_pattern(None, NamedNode(OA.hasBody), node, None), None) is None:
                yield f"{node}: no words of an article stand for it"


def _inputs(generation: Generation) -> Iterator[Input]:
    with (generation.path / "inputs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield Input(**json.loads(line))


def _misplaced(document: Document, passages: Iterable[Quoted]) -> Iterator[str]:
    """The passages that do not stand in the text as the graph has them."""
    for words in passages:
        first, last = words.start - len(words.prefix), words.end + len(words.suffix)
        if first < 0 or document.text[first:last] != words.sentence:
            yield f"{document.origin}: characters {words.start} to {words.end} are not {words.exact!r} in its sentence"
