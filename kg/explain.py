"""The text of `kg explain`: how an article is read, sentence by sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kg import ingest
from kg.annotate import Annotated, annotate
from kg.errors import InputError
from kg.extract import events, officials
from kg.extract.facts import read
from kg.extract.home import Home
from kg.extract.rows import items, join
from kg.graph.folder import published
from kg.model import (
    Assessment,
    Document,
    Event,
    Evidence,
    Mention,
    Organization,
    Person,
    Reading,
    Refusal,
    Sentence,
    Span,
    Statement,
    Tenure,
    Territory,
    Trace,
)
from kg.rules import RuleSet, encode, matches
from kg.rules.match import settle
from kg.terminal import safe_text

_CONFIDENCE = "confidence"

Fact = Tenure | Event | Assessment | Statement


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article, what it says, and how that was found."""

    reading: Reading
    trace: Trace


class Cited(NamedTuple):
    """A fact, and one of the places it rests on."""

    fact: Fact
    evidence: Evidence


def article_of(name: str, out: Path) -> Document:
    """The article of a file (`a.txt`), of a record in one (`corpus.jsonl:12`), or with this id in the graph of `out`."""
    origin = name if _is_file(name) else _origin_of(name, out)
    found = list(ingest.reread([origin])) if _is_record(origin) else list(ingest.read([origin]))
    documents = [item for item in found if isinstance(item, Document)]
    if len(documents) == 1:
        return documents[0]
    if documents:
        raise InputError(f"{name}: holds {len(documents):,} articles; name one by its line, {documents[0].origin}")
    raise InputError("; ".join(f"{item.origin}: {item.reason}" for item in found if isinstance(item, Refusal)))


def explained(document: Document) -> Explanation:
    """The article with everything that was found on the way to its facts."""
    annotated = annotate(document)
    return Explanation(read(document), Trace(annotated.sentences, annotated.mentions, tuple(_fired(annotated))))


def text(explanation: Explanation) -> str:
    """The explanation for people."""
    document = explanation.reading.document
    lines = [f"{document.id}: {document.title}".rstrip(": ")]
    lines += _about(document)
    for sentence in explanation.trace.sentences:
        lines += ["", *_sentence(explanation, sentence)]
    return "\n".join(safe_text(line) for line in lines)


def record(explanation: Explanation) -> dict[str, Any]:
    """The explanation for programs; offsets are characters of the article's text."""
    document, trace = explanation.reading.document, explanation.trace
    told = ("id", "title", "url", "publisher", "published", "published_from", "origin", "digest")
    return {
        **{name: getattr(document, name) for name in told},
        "blocks": [{**_place(block.span), "place": block.place, "reason": block.reason} for block in document.blocks],
        "sentences": [{**_place(s.span), "place": s.place, "text": s.span.of(document.text)} for s in trace.sentences],
        "mentions": [
            {**_place(m.span), "kind": m.kind, "value": shown(m.value), "source": m.source, "text": m.span.of(document.text)}
            for m in trace.mentions
        ],
        "rules": [{**_place(span), "rule": rule, "won": won} for span, rule, won in trace.fired],
        "facts": [fact_record(fact) | {"confidence": fact.confidence} for fact in facts(explanation.reading)],
    }


def facts(reading: Reading) -> list[Fact]:
    """All facts of an article in text order."""
    found: list[Fact] = [*reading.tenures, *reading.events, *reading.assessments, *reading.statements]
    return sorted(found, key=lambda fact: (fact.evidence[0].span, type(fact).__name__))


def fact_record(fact: Fact) -> dict[str, Any]:
    """A fact as plain values: what is empty is left out, people and bodies are their names, territories their codes.

    How sure it is is no part of what it says.

    >>> fact_record(Statement(Person("Sari Dewi"), "Siap", (Evidence(Span(1, 5), Span(0, 9), "statement.said"),)))
    {'fact': 'Statement', 'speaker': 'Sari Dewi', 'text': 'Siap', 'evidence': ['1-5 statement.said']}
    """
    fields = {name: _plain(getattr(fact, name)) for name in type(fact).__dataclass_fields__ if name != _CONFIDENCE}
    return {"fact": type(fact).__name__} | {name: value for name, value in fields.items() if value not in ("", None, [], False)}


def shown(value: object) -> str:
    """What a mention stands for, in few words.

    >>> shown(Person("Sari Dewi")), shown("14.71"), shown(None)
    ('Sari Dewi', '14.71', '')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return shown(getattr(value, "name", "")) or ", ".join(_parts(value._fields, value))
    if is_dataclass(value):
        return str(getattr(value, "name", "") or asdict(value))  # type: ignore[arg-type]
    return str(value)


def _parts(names: Iterable[str], values: Iterable[object]) -> Iterator[str]:
    """The parts that are there; one that has parts of its own needs no name."""
    for name, value in zip(names, values, strict=True):
        if value:
            yield shown(value) if isinstance(value, tuple) else f"{name}={shown(value)}"


def _is_file(name: str) -> bool:
    return Path(name).is_file() or _is_record(name)


def _is_record(name: str) -> bool:
    path, _, line = name.rpartition(":")
    return line.isdecimal() and not Path(name).is_file() and Path(path).is_file()


def _origin_of(identifier: str, out: Path) -> str:
    """Where the article with this id was read from, by the inputs of the graph."""
    if not out.is_dir():
        raise InputError(f"{identifier}: no such file, and there is no graph in {out} to look for an article of this id")
    with (published(out).path / "inputs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] == identifier:
                return str(article["origin"])
    raise InputError(f"{identifier}: no such file, and no article of {out} has this id")


def _fired(annotated: Annotated) -> Iterator[tuple[Span, str, bool]]:
    """Every rule that fits a sentence, and whether it won over the others that fit the same words."""
    _, joined = officials.find(annotated, Home(annotated))
    for sentence in annotated.sentences:
        yield from _matches(annotated, sentence, officials.first_rules(), {})
        yield from _matches(annotated, sentence, officials.later_rules(), joined)
        yield from _matches(annotated, sentence, events.rules(), joined)


def _matches(
    annotated: Annotated, sentence: Sentence, rules: RuleSet, joined: dict[int, Mention]
) -> Iterator[tuple[Span, str, bool]]:
    row = encode(join(items(annotated, sentence), joined), rules)
    won, lost = settle(matches(row, rules, sentence.place))
    for match in sorted([*won, *lost], key=lambda match: (match.start, match.end, match.rule.id)):
        span = Span(row.items[match.start].span.start, row.items[match.end - 1].span.end)
        yield span, match.rule.id, match in won


def _about(document: Document) -> Iterator[str]:
    known = {"from": document.origin, "url": document.url, "publisher": document.publisher}
    yield from (f"  {name}: {value}" for name, value in known.items() if value)
    if document.published:
        yield f"  published: {document.published} (by its {document.published_from})"
    noise = [block for block in document.blocks if block.place == "noise"]
    if noise:
        yield "  not read:"
        yield from (f"    {_cut(block.span.of(document.text))} ({block.reason})" for block in noise)


def _sentence(explanation: Explanation, sentence: Sentence) -> Iterator[str]:
    article = explanation.reading.document.text
    yield f"[{sentence.span.start}] {' '.join(sentence.span.of(article).split())}  ({sentence.place})"
    for mention in explanation.trace.mentions:
        if sentence.span.covers(mention.span):
            yield f"    {mention.kind:<14} {mention.span.of(article)!r} = {shown(mention.value)}  ({mention.source})"
    for span, rule, won in explanation.trace.fired:
        if sentence.span.covers(span):
            yield f"    {'rule' if won else 'lost':<14} {rule}: {_cut(span.of(article))}"
    for fact, evidence in _cited(explanation.reading, sentence):
        yield f"    {'=>':<14} {type(fact).__name__}: {_told(fact)}  ({evidence.rule}; {fact.confidence:.2f})"


def _cited(reading: Reading, sentence: Sentence) -> Iterator[Cited]:
    for fact in facts(reading):
        of_participants = [part.evidence for part in fact.participants] if isinstance(fact, Event) else []
        for evidence in (*fact.evidence, *of_participants):
            if sentence.span.covers(evidence.span):
                yield Cited(fact, evidence)
                break


def _told(fact: Fact) -> str:
    plain = fact_record(fact)
    return ", ".join(f"{name}: {_short(value)}" for name, value in plain.items() if name not in ("fact", "evidence"))


def _short(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(f"{part['agent']} ({part['role']})" for part in value)
    return _cut(str(value))


def _plain(value: object) -> Any:
    if isinstance(value, (Person, Organization)):
        return value.name
    if isinstance(value, Territory):
        return value.code
    if isinstance(value, Evidence):
        return f"{value.span.start}-{value.span.end} {value.rule}"
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _plain(part) for name, part in zip(value._fields, value, strict=True) if name != _CONFIDENCE}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _cut(words: str, longest: int = 100) -> str:
    """The words in one line, with an ellipsis where they go on."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
