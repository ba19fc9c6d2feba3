"""Which articles to look at where something in a graph is wrong, and at which sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.folder import published
from kg.graph.tenures import subjects, values
from kg.graph.vocabulary import DCTERMS, OA, ORG, PROV, SCHEMA, SIMPUL, SKOS
from kg.validation.model import Place

if TYPE_CHECKING:
    from pyoxigraph import Store

_SHOWN = 3
_MENTIONS = 50


class Places:
    """Finds the articles of what is wrong in a graph folder or RDF file."""

    def __init__(self, source: Path, store: Store) -> None:
        self.source, self.store = source, store

    @cached_property
    def origins(self) -> dict[str, str]:
        """The file of each article, by id, as far as a folder tells."""
        if not self.source.is_dir():
            return {}
        with (published(self.source).path / "inputs.jsonl").open(encoding="utf-8") as lines:
            return {row["id"]: row["origin"] for row in map(json.loads, lines)}

    def of(self, thing: str, path: str = "", value: str = "") -> tuple[tuple[Place, ...], int]:
        """The first articles that say it, and how many there are; those with a sentence for it come first."""
        node = thing[1:-1] if thing.startswith("<") else ""
        sentences = dict(islice(self._sentences(node), _MENTIONS)) if node else {}
        found = self._articles(thing, node, path, value) or set(sentences)
        ordered = sorted(found, key=lambda article: (article not in sentences, article))
        return tuple(self._place(article, sentences.get(article, "")) for article in ordered[:_SHOWN]), len(ordered)

    def label(self, thing: str) -> str:
        """What people call the thing."""
        node = thing[1:-1] if thing.startswith("<") else ""
        ends = [end for predicate in (ORG.member, SIMPUL.post) for end in self._values(node, predicate)]
        names = [*self._values(node, SKOS.prefLabel), *self._values(node, DCTERMS.title), *self._values(node, SCHEMA.text)]
        return names[0] if names else ", ".join(name for end in ends for name in self._values(end, SKOS.prefLabel)[:1])

    def _articles(self, thing: str, node: str, path: str, value: str) -> set[str]:
        """The articles that say it: by the graphs where it stands, or else by what the thing itself names."""
        ways = (
            lambda: self._graphs(thing, path, value) if path and value else (),
            lambda: {node.partition("#")[0].partition("/mention/")[0]} if "/article/" in node else (),
            lambda: self._graphs(thing),
            lambda: self._values(node, PROV.wasDerivedFrom),
            lambda: self._graphs("", "", thing),
        )
        for way in ways:
            if found := {article for article in way() if "/article/" in article}:
                return found
        return set()

    def _graphs(self, subject: str, predicate: str = "", value: str = "") -> Iterator[str]:
        """The names of the graphs that have such a quad."""
        from kg.validation.parts import read_term

        if subject.startswith('"'):
            return
        pattern = [read_term(text) if text else None for text in (subject, predicate and f"<{predicate}>", value)]
        for quad in self.store.quads_for_pattern(*pattern):
            yield getattr(quad.graph_name, "value", "")

    def _sentences(self, node: str) -> Iterator[tuple[str, str]]:
        """Articles with a sentence that stands for the thing, or that is about it."""
        for mention in (node, *islice(subjects(self.store, OA.hasBody, node), _MENTIONS)):
            for words in (mention, *self._values(mention, OA.hasTarget), *subjects(self.store, OA.hasSelector, mention)):
                for article in self._values(words, OA.hasSource):
                    for selector in self._values(words, OA.hasSelector):
                        texts = (self._values(selector, part)[:1] for part in (OA.prefix, OA.exact, OA.suffix))
                        yield article, "".join("".join(text) for text in texts)

    def _place(self, article: str, sentence: str) -> Place:
        identifier, title = (next(iter(self._values(article, name)), "") for name in (DCTERMS.identifier, DCTERMS.title))
        return Place(article, identifier, title, self.origins.get(identifier, ""), sentence.strip())

    def _values(self, node: str, predicate: str) -> list[str]:
        return values(self.store, node, predicate) if node else []
