"""Who speaks at what an article reports: the officials whom it quotes, for the occasion with which it opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.extract import participation
from kg.extract.corefer import Coreference
from kg.extract.event_types import ADDRESSED, OCCASIONS, OTHER
from kg.model import Evidence, Participation, Person, Span, Statement

RULE = "event.speaker"
_ACTIVITIES = tuple(sorted(lists.cues("activities")))
_ADDRESSES = lists.cues("addresses")
_ELSEWHERE = lists.cues("elsewhere")
_NEAR = 3


class Speaker(NamedTuple):
    """Somebody the article quotes or reports, with the words that say so; `officially` in an address."""

    person: Person
    evidence: Evidence
    officially: bool = False


def is_occasion(type: str, label: str) -> bool:
    """True for an event at which officials speak."""
    return type in OCCASIONS or (type == OTHER and label.lower().startswith(_ACTIVITIES))


def find(annotated: Annotated, people: Coreference, said: Sequence[Statement]) -> list[Speaker]:
    """The holders of posts who speak in an article, in text order; not those whom the press reached elsewhere."""
    officials = {holding.person for holdings in people.by_role.values() for holding in holdings}
    quoted = [(s.speaker, e._replace(rule=RULE)) for s in said for e in s.evidence]
    found = []
    for person, evidence in sorted([*quoted, *_reported(annotated, people)], key=lambda speaker: speaker[1].span):
        words = _words(annotated, evidence.sentence)
        if person in officials and _ELSEWHERE.isdisjoint(words):
            found.append(Speaker(person, evidence, not _ADDRESSES.isdisjoint(words)))
    return found


def joined(said: Sequence[Speaker], type: str, known: Sequence[Participation]) -> list[Participation]:
    """The parts in an event of those known to take part and of those who speak at it.

    Who gives an address does so officially; where nobody does, the first who speaks.
    """
    addressing = {speaker.person.name: speaker.evidence for speaker in reversed(said) if speaker.officially}
    parts = [_raised(part, addressing) for part in known]
    led = type not in ADDRESSED or any(part.role == "officiant" for part in parts)
    heard = (_raised(Participation(person, "attendee", evidence), addressing) for person, evidence, _ in said)
    found = list(participation.new(heard, parts))
    if found and not led:
        found[0] = found[0]._replace(role="officiant")
    return [*parts, *found]


def _raised(part: Participation, addressing: Mapping[str, Evidence]) -> Participation:
    evidence = addressing.get(part.agent.name) if part.role == "attendee" else None
    return part._replace(role="officiant", evidence=evidence) if evidence else part


def _reported(annotated: Annotated, people: Coreference) -> Iterator[tuple[Person, Evidence]]:
    """Who opens a sentence and says something, without quotation marks: `Kepala Dinas X, Budi Hartono mengatakan`."""
    words, verbs = annotated.tokens.lower, lists.speech_verbs("before")
    for sentence in annotated.sentences:
        first, last = annotated.ranges[sentence.span.start]
        if sentence.place == "title" or verbs.isdisjoint(words[first:last]):
            continue
        mention = people.opening(sentence)
        if mention is None or (person := people.person(mention)) is None:
            continue
        end = annotated.tokens.at(mention.span.end)
        if not verbs.isdisjoint(words[end : min(end + _NEAR, last)]):
            yield person, Evidence(Span(mention.span.start, mention.span.end), sentence.span, RULE)


def _words(annotated: Annotated, sentence: Span) -> set[str]:
    tokens = annotated.tokens
    return set(tokens.lower[tokens.at(sentence.start) : tokens.at(sentence.end)])
