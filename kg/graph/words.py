"""The words of an article that its facts rest on."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.iris import segment
from kg.graph.terms import iri, literal
from kg.graph.vocabulary import OA, RDF, SIMPUL, XSD
from kg.model import Evidence, Span

_CONTEXT = 80
_TYPE = iri(RDF.type)


class Words:
    """Writes down where an article says what, each span of its text once."""

    def __init__(self, article: str, text: str, lines: list[str]) -> None:
        self.iri, self.text, self.lines = article, text, lines
        self.article, self.graph = iri(article), f" <{article}> ."
        self.quoted: set[Span] = set()
        self.cited: set[str] = set()

    def cite(self, evidence: Iterable[Evidence], *entities: str) -> None:
        """The words that a fact rests on, which also stand for the person or body it is about."""
        self.cited.update(entities)
        for span, sentence, rule in evidence:
            self.mention(span, sentence, rule, *entities)

    def name(self, entity: str, mentions: tuple[Span, ...]) -> None:
        """The first words for an entity, where no fact has words for it."""
        if mentions and entity not in self.cited:
            self.cited.add(entity)
            self.mention(mentions[0], _around(self.text, mentions[0]), "", entity)

    def mention(self, span: Span, sentence: Span, rule: str, *entities: str) -> None:
        target = f"<{self.iri}#char={span.start},{span.end}>"
        node = f"<{self.iri}/mention/{span.start}-{span.end}/{segment(rule or 'name')}>"
        graph = self.graph
        self.lines += (
            f"{node} {_TYPE} <{OA.Annotation}>{graph}",
            f"{node} <{OA.hasTarget}> {target}{graph}",
            *(f"{node} <{OA.hasBody}> {entity}{graph}" for entity in entities),
        )
        if rule:
            self.lines.append(f"{node} <{SIMPUL.rule}> {literal(rule)}{graph}")
        if span not in self.quoted:
            self.quoted.add(span)
            self.quote(target, span, sentence)

    def quote(self, target: str, span: Span, sentence: Span) -> None:
        start, end = span
        text, graph = self.text, self.graph
        selector = f"<{self.iri}#char={start},{end};quote>"
        before, after = text[min(sentence.start, start) : start], text[end : max(sentence.end, end)]
        self.lines += (
            f"{target} {_TYPE} <{OA.SpecificResource}>{graph}",
            f"{target} <{OA.hasSource}> {self.article}{graph}",
            f"{target} <{OA.hasSelector}> {selector}{graph}",
            f"{selector} {_TYPE} <{OA.TextPositionSelector}>{graph}",
            f"{selector} {_TYPE} <{OA.TextQuoteSelector}>{graph}",
            f'{selector} <{OA.start}> "{start}"^^<{XSD.integer}>{graph}',
            f'{selector} <{OA.end}> "{end}"^^<{XSD.integer}>{graph}',
            f"{selector} <{OA.exact}> {literal(text[start:end])}{graph}",
            f"{selector} <{OA.prefix}> {literal(before)}{graph}",
            f"{selector} <{OA.suffix}> {literal(after)}{graph}",
        )


def _around(text: str, span: Span) -> Span:
    """The words around a mention in its line, as far as they tell what it is about."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _CONTEXT)
    line_end = text.find("\n", span.end)
    end = min(line_end if line_end >= 0 else len(text), span.end + _CONTEXT)
    return Span(start, end)
