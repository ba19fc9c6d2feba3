"""The words of an article that its facts rest on."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.iris import segment
from kg.graph.terms import iri, literal, share
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
        self.named: set[str] = set()
        self.sure: dict[str, float] = {}

    def cite(self, evidence: Iterable[Evidence], *entities: str, confidence: float | None = None) -> None:
        """The words that a fact rests on, which also stand for the person or body it is about."""
        self.cited.update(entities)
        for span, sentence, rule in evidence:
            self.mention(span, sentence, rule, confidence, *entities)

    def name(self, entity: str, mentions: tuple[Span, ...], confidence: float | None = None) -> None:
        """The first words for an entity, where no fact has words for it, or where it is known how sure the naming is."""
        wanted = entity not in self.cited or confidence is not None
        if mentions and wanted and entity not in self.named:
            self.named.add(entity)
            self.mention(mentions[0], _around(self.text, mentions[0]), "", confidence, entity)

    def confidences(self) -> list[str]:
        """How sure it is that words stand for what they are said to stand for; for several things, the surest of them."""
        return [f"{node} <{SIMPUL.confidence}> {share(value)}{self.graph}" for node, value in self.sure.items()]

    def mention(self, span: Span, sentence: Span, rule: str, confidence: float | None, *entities: str) -> None:
        target = f"<{self.iri}#char={span.start},{span.end}>"
        node = f"<{self.iri}/mention/{span.start}-{span.end}/{segment(rule or 'name')}>"
        graph = self.graph
        if confidence is not None:
            self.sure[node] = max(confidence, self.sure.get(node, confidence))
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
