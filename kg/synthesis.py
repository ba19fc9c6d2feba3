"""What all articles together say: who is who, which facts are told how often, and every line that no single article says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, Self

from kg import lexicon
from kg.graph.correcting import apply
from kg.graph.corrections import corrections, for_article, mentioned
from kg.graph.decided import decision_quads, unfollowed
from kg.graph.history import history_quads
from kg.graph.iris import Iris, segment
from kg.graph.merges import merge_quads, replaced_tenures
from kg.graph.reference import Mentioned, copy_quads, reference_quads
from kg.graph.structure import Structure
from kg.resolve.claims import Claims
from kg.resolve.copies import sources
from kg.resolve.decisions import Decision, Unfollowed
from kg.resolve.follow import follow
from kg.resolve.keys import name_key
from kg.resolve.terms import terms
from kg.resolve.told import Keys, counted
from kg.worker import Known


class Article(NamedTuple):
    """An article that was read: what all articles together need of it, and the key of its reading."""

    id: str
    origin: str
    digest: str
    claims: Claims
    mentioned: Mentioned
    signature: str
    told: Keys
    key: str

    @classmethod
    def of(cls, record: Mapping[str, Any], key: str) -> Self:
        """The article of which a worker tells."""
        claims, mentions = Claims.of(record["claims"]), Mentioned.of(record["mentioned"])
        return cls(record["id"], record["origin"], record["digest"], claims, mentions, record["signature"], record["told"], key)


class Shared(NamedTuple):
    """The lines that no single article says, sorted, and the decisions that could not be followed."""

    lines: list[str]
    unfollowed: tuple[Unfollowed, ...]


class Synthesis:
    """The articles compared with each other, and with what people decided."""

    def __init__(self, articles: Sequence[Article], decisions: Sequence[Decision], base: str) -> None:
        self.articles, self.iris, self.territories = articles, Iris(base), lexicon.territories()
        self.claims = [article.claims for article in articles]
        self.followed = follow(self.claims, decisions, segment)
        self.identities = self.followed.identities
        self.sources = sources({article.id: article.signature for article in articles})
        self.counts = counted(((article.id, article.told) for article in articles), self.sources)
        self.wanted = corrections(decisions, self.iris, self.followed)

    def known(self, article: Article) -> Known:
        """What an article's lines depend on besides its reading."""
        people = self.identities.people.get(article.id, {})
        keys = {name_key(body.name) for body in article.claims.bodies}
        labels = {key: self.identities.organizations[key] for key in keys}
        wanted = for_article(self.wanted, article.claims, people, self.territories, self.iris)
        return Known(people, labels, self.counts[article.id], wanted.record())

    def shared(self, found: Mapping[str, str]) -> Shared:
        """The lines that no single article says; `found` is what corrections found in the lines of articles."""
        structure = Structure(chain.from_iterable(article.bodies for article in self.claims), self.territories, self.iris)
        held = terms(self.claims, self.identities, self.sources)
        lines = [
            *structure.lines,
            *copy_quads(self.sources, self.iris),
            *history_quads(held, self.territories, self.iris),
            *merge_quads(self.identities, self.iris),
            *replaced_tenures(held, self.identities, self.territories, self.iris),
        ]
        named = (article.mentioned for article in self.articles)
        everything = Mentioned.all([*named, structure.mentioned(), mentioned(self.wanted, found)])
        lines += reference_quads(everything, self.territories, self.iris)
        applied = apply(lines, self.wanted)
        found = {**applied.found, **found}
        decided = decision_quads(self.wanted, found, self.iris)
        missed = (*self.followed.unfollowed, *unfollowed(self.wanted, found))
        return Shared(sorted({*applied.lines, *decided}), missed)
