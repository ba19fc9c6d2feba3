"""What people decided: who is one person and who is not, new labels, wrong facts and values, links to other authorities.

A decision is a line of a plain file (see `kg.resolve.decision_file`). Things are named by the part of their IRI that follows
the base, `person/ria-norsan-1a2b3c4d5e6f`: that says what is meant, and stays right when the base of the graph changes.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.errors import InputError

PEOPLE = ("same", "different", "unsure")
FACTS = ("tenure", "event", "assessment", "statement")
LABELLED = ("person", "organization", "post")
LINKED = ("person", "organization", "territory")
SUBJECTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(PEOPLE, ("person",)),
    "rename": LABELLED,
    "drop": FACTS,
    "correct": FACTS,
    "link": LINKED,
}
"""The kinds of decisions, and what each can be about. `unsure` says that somebody looked and could not tell; the graph does not
change by it."""

_THINGS = frozenset({"article", *(thing for things in SUBJECTS.values() for thing in things)})
_PATH = re.compile(r"[a-z]+/[A-Za-z0-9_][A-Za-z0-9._~@/-]{0,400}|[a-z]+/~[0-9a-f]{12}[A-Za-z0-9._~@/-]{0,400}")
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_LOCAL_DATE = re.compile(r"(0?[1-9]|[12][0-9]|3[01])/(0?[1-9]|1[0-2])/([0-9]{4})")
_AUTHORITY = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[^\s<>\"{}|\\^`\x00-\x20]{0,2000}")
_LONGEST_LABEL = 300


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what, when and why; `place` is where it stands, like `decisions.csv:12`, and is no part of what it says."""

    kind: str
    subject: str
    value: str = ""
    term: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    place: str = field(default="", compare=False)

    def __str__(self) -> str:
        """What it says, without who, when and why.

        >>> str(Decision("link", "person/a-1", "https://www.wikidata.org/entity/Q1", who="Rina"))
        'link person/a-1 https://www.wikidata.org/entity/Q1'
        """
        return " ".join(filter(None, (self.kind, self.subject, self.term, self.value)))

    @property
    def told(self) -> str:
        """Who says so, when and why, in one line."""
        who = ", ".join(filter(None, (self.who, self.when)))
        return ": ".join(filter(None, (f"decided by {who}" if who else "decided", self.why)))

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the two people of a decision on people, without `person/`."""
        return last_part(self.subject), last_part(self.value)

    @property
    def elsewhere(self) -> bool:
        """True where an article means somebody else."""
        return self.kind == "different" and not self.value.startswith("person/")


class Unfollowed(NamedTuple):
    """A decision that could not be followed, and why."""

    decision: Decision
    reason: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.decision.place, self.reason)))


def last_part(path: str) -> str:
    """What follows the kind of thing.

    >>> last_part("person/ria-norsan-1a2b3c4d5e6f"), last_part("x")
    ('ria-norsan-1a2b3c4d5e6f', 'x')
    """
    return path.partition("/")[2] or path


def path_of(text: str, base: str = "") -> str:
    """The part of an IRI that follows the base, of an IRI, a prefixed name of graph.ttl, or that part itself; else nothing.

    >>> path_of("https://w3id.org/simpul/person/a-1", "https://w3id.org/simpul/"), path_of("person:a-1"), path_of("person/a-1")
    ('person/a-1', 'person/a-1', 'person/a-1')
    >>> path_of("https://contoh.id/person/a-1", "https://w3id.org/simpul/"), path_of("person/a b"), path_of("planet/mars")
    ('', '', '')
    """
    path = text.removeprefix(base) if base else text
    kind, mark, rest = path.partition(":")
    path = f"{kind}/{rest}" if mark and kind in _THINGS else path
    return path if _PATH.fullmatch(path) and path.partition("/")[0] in _THINGS else ""


def checked(decision: Decision, base: str = "") -> Decision:
    """The decision with its things by their paths; an `InputError` says what is wrong with it."""
    if decision.kind not in SUBJECTS:
        raise _wrong(decision, f"unknown decision {decision.kind[:40]!r}: expected one of {', '.join(SUBJECTS)}")
    things = SUBJECTS[decision.kind]
    subject = path_of(decision.subject, base)
    if subject.partition("/")[0] not in things:
        raise _wrong(decision, f"subject {decision.subject[:200]!r}: expected {_expected(things)}")
    decision = replace(decision, subject=subject, when=_day(decision), who=decision.who.strip(), why=decision.why.strip())
    if any("\ud800" <= character <= "\udfff" for character in f"{decision.value}{decision.who}{decision.why}"):
        raise _wrong(decision, "expected text: half a character stands in it")
    value = _VALUES[decision.kind](decision, base)
    if decision.term and decision.kind not in ("correct", "drop", "link"):
        raise _wrong(decision, f"property {decision.term[:80]!r}: a decision {decision.kind!r} has none")
    return replace(decision, value=value)


def _expected(things: Iterable[str]) -> str:
    """What to write for one of these kinds of things."""
    return " or ".join(f"{thing}/…" for thing in things) + ", as in an IRI of the graph"


def _wrong(decision: Decision, reason: str) -> InputError:
    return InputError(": ".join(filter(None, (decision.place, reason))))


def _day(decision: Decision) -> str:
    """The day in ISO notation; a spreadsheet with Indonesian dates turns 2026-11-22 to 22/11/2026."""
    if not decision.when or _DATE.fullmatch(decision.when):
        return decision.when
    if match := _LOCAL_DATE.fullmatch(decision.when):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    raise _wrong(decision, f"when {decision.when[:40]!r}: expected a date, like 2026-11-22")


def _person_value(decision: Decision, base: str) -> str:
    other = path_of(decision.value, base)
    if not other.startswith("person/"):
        raise _wrong(decision, f"value {decision.value[:200]!r}: expected {_expected(['person'])}")
    if other == decision.subject:
        raise _wrong(decision, f"{other} is given twice: expected two people")
    return other


def _person_or_article(decision: Decision, base: str) -> str:
    """Another person, or the article in which somebody else is meant, by its IRI or id."""
    path = path_of(decision.value, base)
    if path.startswith("person/"):
        return _person_value(decision, base)
    if not decision.value or (not path and ("://" in decision.value or not decision.value.isprintable())):
        raise _wrong(decision, f"value {decision.value[:200]!r}: expected person/… or article/…, as in an IRI of the graph")
    return path if path.startswith("article/") else decision.value


def _label(decision: Decision, base: str) -> str:
    label = " ".join(decision.value.split())
    if not label or not label.isprintable() or len(label) > _LONGEST_LABEL:
        raise _wrong(decision, f"value {decision.value[:200]!r}: expected the new name, of at most {_LONGEST_LABEL} characters")
    return label


def _dropped(decision: Decision, base: str) -> str:
    if decision.value:
        raise _wrong(decision, f"value {decision.value[:200]!r}: a decision 'drop' has none")
    return ""


def _corrected(decision: Decision, base: str) -> str:
    if not decision.term:
        raise _wrong(decision, "a decision 'correct' needs a property, like schema:ratingValue")
    if not decision.value:
        raise _wrong(decision, "a decision 'correct' needs a value; 'drop' with the property takes a value away")
    return path_of(decision.value, base) or decision.value.strip()


def _authority(decision: Decision, base: str) -> str:
    if not _AUTHORITY.fullmatch(decision.value):
        raise _wrong(decision, f"value {decision.value[:200]!r}: expected an address, like https://www.wikidata.org/entity/Q1")
    if base and decision.value.startswith(base):
        raise _wrong(decision, f"value {decision.value[:200]!r}: expected one outside the graph; 'same' joins two people")
    return decision.value


_VALUES = {
    "same": _person_value,
    "different": _person_or_article,
    "unsure": _person_value,
    "rename": _label,
    "drop": _dropped,
    "correct": _corrected,
    "link": _authority,
}


def check_together(decisions: Sequence[Decision]) -> None:
    """An `InputError` names two decisions that contradict each other: a later one does not overrule an earlier one."""
    _check_people(decisions)
    told: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        if decision.kind in ("rename", "correct", "drop"):
            kind = "label" if decision.kind == "rename" else "value"
            first = told.setdefault((kind, decision.subject, decision.term), decision)
            if (first.kind, first.value) != (decision.kind, decision.value):
                raise _contradiction(decision, [first])
    for decision in decisions:
        whole = told.get(("value", decision.subject, ""))
        if decision.kind in ("correct", "drop") and decision.term and whole:
            raise _contradiction(decision, [whole])


def _check_people(decisions: Iterable[Decision]) -> None:
    """Two who are different must not be one by other decisions, be it through others."""
    neighbours: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
    different: list[Decision] = []
    for decision in decisions:
        if decision.kind == "same":
            neighbours[decision.subject].append((decision.value, decision))
            neighbours[decision.value].append((decision.subject, decision))
        elif decision.kind == "different" and not decision.elsewhere:
            different.append(decision)
    for decision in different:
        if decision.subject in neighbours and (path := _path(neighbours, decision.subject, decision.value)):
            raise _contradiction(decision, path)


def _path(neighbours: Mapping[str, Sequence[tuple[str, Decision]]], start: str, end: str) -> list[Decision]:
    """The fewest decisions that make two people one, or none."""
    came: dict[str, list[Decision]] = {start: []}
    waiting = deque([start])
    while waiting and end not in came:
        one = waiting.popleft()
        for other, decision in neighbours.get(one, ()):
            if other not in came:
                came[other] = [*came[one], decision]
                waiting.append(other)
    return came.get(end, [])


def _contradiction(decision: Decision, others: Sequence[Decision]) -> InputError:
    against = "; ".join(" ".join(filter(None, (other.place, f"({other})"))) for other in others)
    return _wrong(decision, f"({decision}) contradicts {against}; a later line does not overrule an earlier one: take one out")


class Standing:
    """Which people are one and which are not by decisions alone, on top of who is one by the graph.

    `homes` leads from each id to the id of its person.
    """

    def __init__(self, homes: Mapping[str, str], decisions: Iterable[Decision]) -> None:
        self._homes, self._joined = homes, dict[str, str]()
        decisions = [decision for decision in decisions if decision.kind in PEOPLE and not decision.elsewhere]
        for one, other in (decision.pair for decision in decisions if decision.kind == "same"):
            self._joined[self.home(one)] = self.home(other)
        self._apart = {self.both(*decision.pair) for decision in decisions if decision.kind == "different"}
        self._unsure = {self.both(*decision.pair) for decision in decisions if decision.kind == "unsure"}

    def home(self, identifier: str) -> str:
        """The one id that stands for all that are one person."""
        one = self._homes.get(identifier, identifier)
        while self._joined.get(one, one) != one:
            one = self._joined[one]
        return one

    def settled(self, one: str, other: str) -> bool:
        """True where the two are one person, or are known to be two."""
        homes = self.both(one, other)
        return len(homes) < 2 or homes in self._apart

    def unsure(self, one: str, other: str) -> bool:
        """True where somebody looked at the two and could not tell."""
        return self.both(one, other) in self._unsure

    def both(self, one: str, other: str) -> frozenset[str]:
        """The two people, or the one that both are."""
        return frozenset((self.home(one), self.home(other)))


def about(decisions: Iterable[Decision], ids: Iterable[str], others: Iterable[str]) -> Iterator[Decision]:
    """The decisions on whether two people are one, each known by these ids."""
    ids, others = set(ids), set(others)
    for decision in decisions:
        if decision.kind in ("same", "different") and not decision.elsewhere:
            one, other = decision.pair
            if (one in ids and other in others) or (one in others and other in ids):
                yield decision
