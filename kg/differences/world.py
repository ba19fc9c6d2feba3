"""What is compared of a graph: facts with their few properties, read when they are asked for, never the words of everything."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kg.contradictions.words import Words
from kg.errors import GraphError
from kg.graph.folder import published
from kg.graph.store import open_store
from kg.graph.tenures import Course, courses, pairs, subjects, values
from kg.graph.vocabulary import DCTERMS, FOAF, ORG, PROV, RDF, SCHEMA, SIMPUL, SKOS, VOID


class World:
    """One of the two graphs."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.store = open_store(source)
        self.words = Words(self.store)

    @cached_property
    def base(self) -> str:
        """What the IRIs begin with, where the graph tells it."""
        return next((base for _, base in pairs(self.store, VOID.uriSpace)), "")

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The label of everything that has one."""
        return self.one_each(SKOS.prefLabel)

    @cached_property
    def dates(self) -> Mapping[str, str]:
        """The dates of articles."""
        return self.one_each(DCTERMS.issued)

    @cached_property
    def articles_of(self) -> Mapping[str, str]:
        """An article of each fact."""
        return self.one_each(PROV.wasDerivedFrom)

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody."""
        return frozenset(subjects(self.store, RDF.type, FOAF.Person))

    @cached_property
    def replaced(self) -> Mapping[str, tuple[str, ...]]:
        """Whom the other ids lead to that people could have had."""
        return _gathered((old, now) for old, now in pairs(self.store, DCTERMS.isReplacedBy) if now in self.people)

    @cached_property
    def others(self) -> Mapping[str, tuple[str, ...]]:
        """The other ids of each person."""
        return _gathered((now, old) for old, people in self.replaced.items() for now in people)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Every body."""
        return frozenset(subjects(self.store, RDF.type, ORG.Organization))

    @cached_property
    def articles(self) -> Mapping[str, str]:
        """The id of each article."""
        there = set(subjects(self.store, RDF.type, SCHEMA.NewsArticle))
        return {article: identifier for article, identifier in pairs(self.store, DCTERMS.identifier) if article in there}

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """What the text of each article is known by, by its id, where the graph is a folder; of a file nothing is known."""
        if not self.source.is_dir():
            return {}
        path = published(self.source).path / "inputs.jsonl"
        try:
            records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            return {record["id"]: record["digest"] for record in records}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{path}: damaged ({error}); build the graph again") from error

    @cached_property
    def courses(self) -> list[Course]:
        """Everybody in every post."""
        try:
            return courses(self.store)
        except GraphError as error:
            raise GraphError(f"{self.source}: {error}") from error

    @cached_property
    def posts(self) -> Mapping[str, str]:
        """The post of each tenure."""
        return self.one_each(SIMPUL.post)

    @cached_property
    def times(self) -> Times:
        """When tenures were, as all articles together tell it."""
        told = (SIMPUL.firstSeen, SIMPUL.lastSeen, SCHEMA.startDate, SCHEMA.endDate, SIMPUL.overBy)
        return Times({tenure for tenure, _ in pairs(self.store, SIMPUL.former)}, *map(self.all_each, told))

    @cached_property
    def rated(self) -> Mapping[str, tuple[str, ...]]:
        """Every rating with its values as they are written."""
        written = self.all_each(SCHEMA.ratingValue)
        return {node: written.get(node, ()) for node in subjects(self.store, RDF.type, SCHEMA.Rating)}

    def label(self, node: str) -> str:
        """The label of a thing, or the end of its IRI."""
        return self.labels.get(node, "") or node.rpartition("/")[2]

    def one_each(self, predicate: str) -> dict[str, str]:
        """The first value of a property of everything that has it."""
        found: dict[str, str] = {}
        for node, value in pairs(self.store, predicate):
            found[node] = min(value, found.get(node, value))
        return found

    def all_each(self, predicate: str) -> dict[str, tuple[str, ...]]:
        """All values of a property of everything that has it."""
        return _gathered(pairs(self.store, predicate))

    def values(self, node: str, predicate: str) -> list[str]:
        """The values of a property of one thing."""
        return values(self.store, node, predicate)


class Times(NamedTuple):
    """The tenures that are over for the articles that state them, and the dates of tenures."""

    former: set[str]
    first: Mapping[str, tuple[str, ...]]
    last: Mapping[str, tuple[str, ...]]
    start: Mapping[str, tuple[str, ...]]
    end: Mapping[str, tuple[str, ...]]
    over_by: Mapping[str, tuple[str, ...]]


def _gathered(found: Iterator[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """All values of each key, sorted."""
    gathered: dict[str, list[str]] = defaultdict(list)
    for key, value in found:
        gathered[key].append(value)
    return {key: tuple(sorted(values)) for key, values in gathered.items()}
