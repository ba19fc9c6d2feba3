"""The values that travel through the pipeline. They are frozen, and nothing here reads or writes.

An article is a `Document`; reading it gives `Mention`s; mentions give facts; all facts of one article are a `Reading`.
Every offset is a position in `Document.text`, which is the decoded file as it was (of an HTML page: its visible text).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

Place = Literal["title", "lead", "body", "noise"]
Confidence = float | None
"""How likely a fact is right, from 0 to 1 (`kg/extract/confidence.py`); None where it was not weighed."""


class Span(NamedTuple):
    """Half-open offsets into `Document.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words this span covers.

        >>> Span(0, 5).of("Bupati Kampar")
        'Bupat'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """True where `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end


class Block(NamedTuple):
    """A paragraph or line of the article and what it is: its title, its text, or noise with the reason it is cut."""

    span: Span
    place: Place
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    `blocks` partition the lines that hold text, in order; what is in no block or in a `noise` block is not read for facts.
    `published` is an ISO date, as precise as is known (`2025-10-20`, `2019`, or empty); `published_from` says how it
    was found: `front matter`, `metadata`, `date line`, `text`, or empty.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""
    published_from: str = ""
    origin: str = ""
    """Where it was read from, for people and for reading it again: `seeds/a.txt`, `corpus.jsonl.gz:12`."""
    digest: str = ""
    """SHA-256 of `text` in UTF-8, hexadecimal."""


def words_read(document: Document) -> str:
    """The text of an article without what is cut."""
    return "\n".join(block.span.of(document.text) for block in document.blocks if block.place != "noise")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not read, with the reason in one line."""

    origin: str
    reason: str


class Sentence(NamedTuple):
    """A sentence of a block. `paragraph` is the number of its block among the blocks that are read."""

    span: Span
    place: Place
    paragraph: int


class Mention(NamedTuple):
    """Words of the text that stand for something.

    kind: what it is (`territory`, `role`, `organization`, `person`, `date`, ...); value: its normal form, a type of its
    own for each kind; source: what found it (a table, a function, a rule id).
    """

    kind: str
    span: Span
    value: object = None
    source: str = ""


class Evidence(NamedTuple):
    """The words a fact rests on, the sentence they stand in, and the rule that read them."""

    span: Span
    sentence: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the article names: the fullest form of the name, and without it the honorifics, ranks and degrees beside it."""

    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """A body the article names, under its full official name; `territory` is a Kemendagri code or empty."""

    name: str
    kind: str = ""
    territory: str = ""
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    confidence: Confidence = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Territory:
    """A province, kabupaten or kota the article names, by its Kemendagri code (`14`, `14.71`)."""

    code: str
    mentions: tuple[Span, ...] = ()
    confidence: Confidence = field(default=None, compare=False)


Agent = Person | Organization


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who holds, or held, which post: `acting` is `Plt`, `Plh`, `Pj`, `Pjs` or empty."""

    person: Person
    role: str
    acting: str
    former: bool
    organization: Organization | None
    territory: str
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


class Participation(NamedTuple):
    """An agent's part in an event: officiant, subject, organizer, signatory or attendee."""

    agent: Agent
    role: str
    evidence: Evidence
    confidence: Confidence = None


@dataclass(frozen=True, slots=True)
class Event:
    """A happening: date is ISO and partial where the text is; place is a Kemendagri code; venue and label are words."""

    type: str
    label: str
    date: str
    place: str
    venue: str
    participants: tuple[Participation, ...]
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """A grade, score, rank, opinion or award; the subject is a body, a territory code, or the words of the article."""

    assessor: Organization | None
    subject: Organization | Territory | str
    measure: str
    value: str
    date: str
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation and who said it; `text` is what stands between the marks."""

    speaker: Person
    text: str
    evidence: tuple[Evidence, ...]
    confidence: Confidence = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one article says; `people` are those of its facts, not everybody it names."""

    document: Document
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    territories: tuple[Territory, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    events: tuple[Event, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What `kg explain` shows: sentences, mentions, and for each rule that matched whether it won."""

    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    fired: tuple[tuple[Span, str, bool], ...] = ()
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
