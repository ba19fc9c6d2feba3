"""The text of `kg show`: somebody or something with its facts, and the sentences behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.graph.read import KINDS, Entity, Fact, Merge, Quoted, facts, merges, search, successors
from kg.graph.vocabulary import OWL, RDF, SKOS
from kg.model import Span
from kg.resolve.calendar import precise
from kg.terminal import safe_text

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

Says = Mapping[str, tuple[str, ...]]

PARTS = ("officiant", "subject", "organizer", "signatory", "attendee")
"""What somebody can be in an event, in the order they are told."""


def find(store: Store, text: str) -> list[Entity]:
    """The people, bodies and territories that bear the name, or the one with this IRI, or to whom an older IRI leads."""
    if not text.startswith(("http://", "https://")):
        return search(store, text)
    found = (_with_iri(store, iri) for iri in (text, *successors(store, text)))
    return [entity for entity in found if entity]


def describe(store: Store, entity: Entity) -> list[Fact]:
    """Every fact about it, the oldest first."""
    return facts(store, entity.iri)


def joined_of(store: Store, entity: Entity) -> list[Merge]:
    """Why articles are taken to speak of one person, a merge each; of bodies and territories nothing."""
    return merges(store, entity.iri) if entity.kind == "person" else []


def links(store: Store, entity: Entity) -> list[str]:
    """What it is called elsewhere: its addresses in Wikidata, GeoNames and the like, sorted."""
    from pyoxigraph import NamedNode

    node = NamedNode(entity.iri)
    return sorted({value for name in (OWL.sameAs, SKOS.exactMatch) for value in _values(store, node, name)})


def listing(entities: Sequence[Entity]) -> str:
    """Several who are called the same, one a line."""
    width = max(len(entity.label) for entity in entities)
    return "\n".join(safe_text(f"{entity.label:<{width}}  {entity.kind:<12}  {entity.iri}") for entity in entities)


def text(entity: Entity, found: Sequence[Fact], merged: Sequence[Merge] = (), links: Sequence[str] = ()) -> str:
    """The entity and its facts, for people."""
    lines = [f"{entity.label} ({entity.kind})", entity.iri, *(f"same as {link}" for link in links)]
    if entity.names[1:]:
        lines.insert(1, f"also: {'; '.join(entity.names[1:])}")
    for fact in found:
        lines += ["", f"{_joined(' ', fact.kind, _sure(fact.says))}: {headline(fact)}", *_cited(fact.evidence)]
    if not found:
        lines += ["", "no tenure, event, assessment or statement is about it"]
    for merge in merged:
        ids = " and ".join(iri.rpartition("/")[2] for iri in (merge.one, merge.other))
        lines += ["", f"one person ({merge.score:+.1f} bits): {ids}", *(f"    {reason}" for reason in merge.reasons)]
    return "\n".join(safe_text(line) for line in lines)


def record(entity: Entity, found: Sequence[Fact], merged: Sequence[Merge] = (), links: Sequence[str] = ()) -> dict[str, object]:
    """The same for programs."""
    return entity._asdict() | {
        "links": list(links),
        "merges": [merge._asdict() | {"reasons": list(merge.reasons)} for merge in merged],
        "facts": [
            {
                "iri": fact.iri,
                "kind": fact.kind,
                "text": headline(fact),
                "says": {name: list(values) for name, values in fact.says.items()},
                "evidence": [quoted._asdict() | {"sentence": quoted.sentence} for quoted in fact.evidence],
            }
            for fact in found
        ],
    }


def headline(fact: Fact) -> str:
    """What the fact says, in one line.

    >>> headline(Fact("", "tenure", {"post": ("Gubernur Riau",), "member": ("Sari Dewi",), "acting": ("Pj",)}, ()))
    'Sari Dewi, Pj Gubernur Riau'
    """
    return _HEADLINES[fact.kind](fact.says)


def _tenure(says: Says) -> str:
    former = "mantan" if says.get("former") else ""
    text = _joined(", ", _of(says, "member"), _joined(" ", former, _of(says, "acting"), _of(says, "post")))
    time = when(says)
    return f"{text} ({time})" if time else text


def when(says: Says) -> str:
    """The time of a tenure, as far as articles tell it.

    >>> when({"startDate": ("2018", "2018-09-05"), "firstSeen": ("2019-02",), "lastSeen": ("2022-03",), "overBy": ("2023",)})
    'sworn in 2018-09-05, seen 2019-02 to 2022-03, over by 2023'
    >>> when({"firstSeen": ("2019",), "lastSeen": ("2019",), "endDate": ("2019-05-02",), "overBy": ("2019-05-03",)})
    'seen 2019, ended 2019-05-02'
    """
    sworn, ended = precise(says.get("startDate", ())), says.get("endDate", ())
    seen = list(dict.fromkeys((*says.get("firstSeen", ()), *says.get("lastSeen", ()))))
    return _joined(
        ", ",
        sworn and f"sworn in {' or '.join(sworn)}",
        seen and f"seen {' to '.join(seen)}",
        ended and f"ended {', '.join(ended)}",
        says.get("overBy") and not ended and f"over by {_of(says, 'overBy')}",
    )


def _event(says: Says) -> str:
    what = _joined(" ", f"[{_of(says, 'eventType')}]", _of(says, "prefLabel"))
    parts = [f"{part} {_of(says, part)}" for part in PARTS if says.get(part)]
    where = _joined(", ", _of(says, "hasTimeStamp"), _of(says, "venue"), _of(says, "hasPlace"))
    return _joined("; ", what, where, *parts)


def _assessment(says: Says) -> str:
    subject = _of(says, "assesses") or _of(says, "assessedName")
    value = _joined(" ", _of(says, "reviewAspect"), _of(says, "ratingValue"))
    return _joined("; ", _joined(": ", subject, value), says.get("author") and f"by {_of(says, 'author')}", _of(says, "date"))


def _statement(says: Says) -> str:
    return _joined(": ", _of(says, "creator"), f"“{_of(says, 'text')}”")


def _sure(says: Says) -> str:
    """How sure the fact is, by the article in which it is surest.

    >>> _sure({"confidence": ("0.91", "0.98")}), _sure({})
    ('(0.98)', '')
    """
    return f"({max(says['confidence'])})" if says.get("confidence") else ""


_HEADLINES: dict[str, Callable[[Says], str]] = {
    "tenure": _tenure,
    "event": _event,
    "assessment": _assessment,
    "statement": _statement,
}


def _of(says: Says, name: str) -> str:
    return ", ".join(says.get(name, ()))


def _joined(mark: str, *parts: object) -> str:
    return mark.join(str(part) for part in parts if part)


def _cited(evidence: Sequence[Quoted]) -> Iterator[str]:
    """Each sentence with the words of the fact between « and », then where it stands and the rules that read it."""
    sentences: dict[tuple[str, int], list[Quoted]] = {}
    for quoted in evidence:
        sentences.setdefault((quoted.article, quoted.start - len(quoted.prefix)), []).append(quoted)
    for (article, start), same in sentences.items():
        rules = ", ".join(sorted({quoted.rule for quoted in same if quoted.rule}))
        yield f"    {marked(same[0].sentence, [_within(quoted) for quoted in same])}"
        yield f"        {_joined(' ', same[0].date, article)}, from character {start}{f'; {rules}' if rules else ''}"


def _within(quoted: Quoted) -> Span:
    return Span(len(quoted.prefix), len(quoted.prefix) + len(quoted.exact))


def marked(text: str, spans: Iterable[Span]) -> str:
    """The text with these of its words between « and »; spans that overlap or touch are marked as one.

    >>> marked("Bupati Sari hadir", [Span(7, 11), Span(0, 6), Span(12, 17), Span(14, 17)])
    '«Bupati» «Sari» «hadir»'
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    for start, end in reversed(joined):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text


def _with_iri(store: Store, iri: str) -> Entity | None:
    from pyoxigraph import NamedNode

    try:
        node = NamedNode(iri)
    except ValueError:
        return None
    types, labels = _values(store, node, RDF.type), _values(store, node, SKOS.prefLabel)
    kind = next((kind for kind, type_iri in KINDS.items() if type_iri in types), "")
    return Entity(iri, kind, (labels or [iri])[0], tuple(labels)) if kind else None


def _values(store: Store, node: NamedNode, property_iri: str) -> list[str]:
    from pyoxigraph import NamedNode

    quads = store.quads_for_pattern(node, NamedNode(property_iri), None, None)
    return sorted({str(getattr(quad.object, "value", "")) for quad in quads})
