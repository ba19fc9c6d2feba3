"""All mentions of one article, laid over its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.annotate import date_parts, dates, lists, offices, organizations, people, territories
from kg.annotate.labels import Labels
from kg.annotate.lists import EventWord, Title
from kg.annotate.scan import Case, Form, Hit, Tables, lowered
from kg.annotate.sentences import split
from kg.annotate.sightings import NameHit
from kg.annotate.tokens import Tokens, tokenise
from kg.model import Document, Mention, Person, Sentence, Span


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its sentences, its tokens, and for each token the mention it belongs to.

    `labels.of[i]` is the kind of the mention or title over token `i`; `labels.owner[i]` the mention itself. Where mentions
    lie inside each other (a territory in a body in an office) the outermost owns the token; `mentions` has them all, and
    `starts` where each begins. `ranges` has the tokens of a sentence, from the first to behind the last, by its start.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    tokens: Tokens
    labels: Labels
    mentions: tuple[Mention, ...]
    people: tuple[Person, ...]
    starts: Sequence[int]
    ranges: Mapping[int, tuple[int, int]]


def annotate(document: Document) -> Annotated:
    """The article with everything its words mention."""
    text = _masked(document)
    tokens = tokenise(text)
    sentences = tuple(split(document))
    of_places, of_bodies, of_offices, of_dates, of_titles, of_events = _tables().hits(text, lowered(text))
    places = territories.resolve([NameHit(Span(h.start, h.end), *h.value) for h in of_places], text)
    starts = {hit.start for hit in of_bodies}
    styles = [hit for hit in of_titles if hit.value.kind != "honorific" or hit.start not in starts]
    labels = Labels([""] * len(tokens.words))
    _title(labels, tokens, styles)
    bodies = organizations.find(text, tokens, of_bodies, places)
    bodies = [m for m in bodies if not _in_rank(labels, tokens, m)]
    titles = [sentence.span for sentence in sentences if sentence.place == "title"]
    bodies = [m for m in bodies if m.source != "organization.named" or not any(span.covers(m.span) for span in titles)]
    before_names = {hit.start: hit.end for hit in styles if hit.value.kind in ("rank", "honorific") and not hit.value.value}
    posts = offices.find(text, tokens, of_offices, bodies, places, before_names)
    days = dates.find(text, [sentence.span for sentence in sentences], document.published, of_dates)
    words = _happenings(of_events)
    for mentions in (words, places, days, bodies, posts):
        _lay(labels, tokens, mentions)
    ranges = {span.start: (tokens.at(span.start), tokens.at(span.end)) for span, _, _ in sentences}
    persons, calls = people.find(text, tokens, [(*ranges[s.span.start], s.place) for s in sentences], labels)
    _lay(labels, tokens, calls)
    found = sorted([*places, *days, *bodies, *posts, *calls], key=lambda m: (m.span.start, -m.span.end, m.kind))
    begins = [mention.span.start for mention in found]
    return Annotated(document, sentences, tokens, labels, tuple(found), tuple(persons), begins, ranges)


def _happenings(hits: Iterable[Hit[EventWord]]) -> list[Mention]:
    """The words that tell of a happening, each with its row of the table."""
    return [Mention(hit.value.shape, Span(hit.start, hit.end), hit.value, "event_words.csv") for hit in hits]


def _masked(document: Document) -> str:
    """The text with blanks for all that is not read, so that nothing is found there."""
    text, parts, reached = document.text, [], 0
    for block in document.blocks:
        parts.append(_blank(text, reached, block.span.start))
        parts.append(block.span.of(text) if block.place != "noise" else " " * (block.span.end - block.span.start))
        reached = block.span.end
    parts.append(" " * (len(text) - reached))
    return "".join(parts)


def _blank(text: str, start: int, end: int) -> str:
    """Blanks for what lies between two blocks, with a line end where it has one: no name goes on behind it."""
    return (
        "\n" + " " * (end - start - 1)
        if (end > start and not text[start:end].isspace()) or "\n" in text[start:end]
        else " " * (end - start)
    )


def _title(labels: Labels, tokens: Tokens, hits: Iterable[Hit[Title]]) -> None:
    """Honorifics, ranks, acting and former everywhere; a degree only behind a name, a comma or another degree."""
    words, of = tokens.words, labels.of
    for hit in hits:
        first = at = tokens.at(hit.start)
        if hit.value.kind == "degree" and not (
            first and (words[first - 1][0] in ",." or of[first - 1] == "degree" or words[first - 1][0].isupper())
        ):
            continue
        if hit.value.value == "suffix" and not (first and of[first - 1] == "rank"):
            continue
        while at < len(words) and tokens.starts[at] < hit.end:
            of[at] = hit.value.kind
            if hit.value.kind in ("acting", "former"):
                labels.owner[at] = Mention(hit.value.kind, Span(hit.start, hit.end), hit.value.value, "titles.csv")
            at += 1
        if at < len(words) and words[at] == "." and tokens.starts[at] == hit.end and hit.value.kind != "former":
            of[at] = hit.value.kind
            if first in labels.owner:
                labels.owner[at] = labels.owner[first]


def _lay(labels: Labels, tokens: Tokens, mentions: Iterable[Mention]) -> None:
    starts, count = tokens.starts, len(tokens.starts)
    for mention in mentions:
        at = tokens.at(mention.span.start)
        while at < count and starts[at] < mention.span.end:
            labels.of[at] = mention.kind
            labels.owner[at] = mention
            at += 1


def _in_rank(labels: Labels, tokens: Tokens, mention: Mention) -> bool:
    """True for what is part of a rank: the TNI of `Brigjen TNI`."""
    of, first, last = labels.of, tokens.at(mention.span.start), tokens.at(mention.span.end)
    return of[first : first + 1] == ["rank"] and "rank" in (of[first - 1 : first] + of[last : last + 1])


@cache
def _tables() -> Tables:
    """All tables, so that one scan of an article finds the words of each."""
    places = [Form(row.name, _case(row.name), (row.codes, row.needs_context)) for row in lexicon.territory_names()]
    bodies, posts, titles, happenings = lists.name_forms(), lists.office_forms(), lists.title_forms(), lists.event_forms()
    return Tables(places, bodies, posts, date_parts.forms(), titles, happenings)


def _case(name: str) -> Case:
    return Case.EXACT if name.isupper() else Case.CAPITAL
