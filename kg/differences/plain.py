"""Articles, bodies and decisions: what is there that was not, and what is not there any more."""

from __future__ import annotations

from collections.abc import Iterator

from kg.contradictions.model import Claimed
from kg.differences.model import Found, Which
from kg.differences.world import World
from kg.graph.tenures import subjects
from kg.graph.vocabulary import DCTERMS, RDF, SIMPUL


def articles(old: World, new: World) -> Iterator[Found]:
    """Articles that were added or removed, or whose text is another."""
    sides: tuple[tuple[str, Which, World, World], ...] = (
        ("article added", "new", new, old),
        ("article removed", "old", old, new),
    )
    for kind, graph, here, there in sides:
        for article in here.articles.keys() - there.articles.keys():
            yield Found(kind, _article(here, article), (article,), graph=graph, claimed=Claimed("", article, ""))
    known = old.digests if new.digests else {}
    for article in old.articles.keys() & new.articles.keys():
        identifier = new.articles[article]
        if identifier in known and known[identifier] != new.digests.get(identifier):
            yield Found("article changed", _article(new, article), (article,), claimed=Claimed("", article, ""))


def bodies(old: World, new: World) -> Iterator[Found]:
    """Bodies that came, went or have another name."""
    for body in new.bodies - old.bodies:
        yield Found("new body", new.label(body), (body,), claimed=Claimed("", "", body))
    for body in old.bodies - new.bodies:
        yield Found("gone body", old.label(body), (body,), graph="old", claimed=Claimed("", "", body))
    for body in old.bodies & new.bodies:
        was, now = old.label(body), new.label(body)
        if was != now:
            yield Found("renamed body", f"{was} is called {now} now", (body,), was, now)


def decisions(old: World, new: World) -> Iterator[Found]:
    """Decisions that were added, and those that are not followed any more."""
    before, after = (set(subjects(world.store, RDF.type, SIMPUL.Decision)) for world in (old, new))
    for node in after - before:
        yield Found("decision added", _decision(new, node), (node, *new.values(node, SIMPUL.about)))
    for node in before - after:
        yield Found("decision gone", _decision(old, node), (node, *old.values(node, SIMPUL.about)), graph="old")


def _article(world: World, article: str) -> str:
    date = world.dates.get(article, "")
    return f"{world.articles[article]}{f' ({date})' if date else ''}"


def _decision(world: World, node: str) -> str:
    """What was decided, by whom, when and why."""
    told = {term: ", ".join(world.values(node, term)) for term in (SIMPUL.decidedBy, DCTERMS.date, SIMPUL.reason)}
    who = ", ".join(filter(None, (told[SIMPUL.decidedBy], told[DCTERMS.date])))
    what = ", ".join(world.values(node, DCTERMS.description))
    return ": ".join(filter(None, (f"{what}{f' (by {who})' if who else ''}", told[SIMPUL.reason])))
