"""`kg review`: one doubtful pair of people after the other, with the sentences side by side, and a key for each answer."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from kg import lexicon
from kg.deciding import Case, open_pairs
from kg.errors import InputError
from kg.graph.iris import Iris
from kg.graph.labels import post_label
from kg.graph.read import Quoted, evidence
from kg.graph.vocabulary import FOAF
from kg.model import Span
from kg.resolve.claims import Held
from kg.resolve.compare import SAME
from kg.resolve.decision_file import append, read_decisions, remove
from kg.resolve.decisions import Decision, Standing
from kg.resolve.follow import homes
from kg.resolve.identities import Pairing
from kg.resolve.posts import post_of
from kg.resolve.profiles import Profile
from kg.resolve.why import reason_text, spelled
from kg.show import marked
from kg.terminal import safe_text

if TYPE_CHECKING:
    from pyoxigraph import Store

Ask = Callable[[str], str | None]
Say = Callable[[str], None]

PROMPT = "same, different, skip, open, undo, quit, help [s/d/k/o/u/q/?]: "
LAST_PROMPT = "that was the last one: undo it, or quit [u/q]: "
HELP = """s  the two are the same person
d  they are different people
k  skip: you cannot tell; the pair comes last from now on
o  open more sentences
u  undo the last answer, and ask it again
q  quit; what is answered is kept, `kg review` goes on with the rest
?  this help"""
KINDS = {"s": "same", "d": "different", "k": "unsure"}
_SENTENCES, _MORE = 2, 6
_LEAST_WIDE = 100
_LONGEST_SENTENCE = 700


@dataclass(slots=True)
class Tally:
    """How many pairs were decided and skipped, and how many are still open."""

    decided: int = 0
    skipped: int = 0
    left: int = 0

    def __str__(self) -> str:
        return f"{self.decided:,} decided, {self.skipped:,} skipped, {self.left:,} open"


class Answer(NamedTuple):
    """An answer of this session: the place of its pair, its kind, and what was written, if anything was."""

    place: int
    kind: str
    written: Decision | None


@dataclass(slots=True)
class Review:
    """A session: its answers are in the file as soon as they are given."""

    case: Case
    ask: Ask
    say: Say
    who: str
    when: str
    why: str = ""
    limit: int = 0
    width: int = 80
    pairs: Sequence[Pairing] = ()
    homes: Mapping[str, str] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)

    def run(self) -> Tally:
        """Asks until nothing is open, the limit is reached, or nobody answers any more."""
        self.pairs, self.homes = open_pairs(self.case), homes(self.case.identities)
        people = People(self.case)
        place, key = 0, ""
        while key != "q":
            place = self._next(place)
            done = place == len(self.pairs) or (self.limit and len(self.answers) >= self.limit)
            key = self._last_word() if done else self._answer(place, people)
            if key in KINDS:
                place = self._write(place, KINDS[key])
            elif key == "u":
                place = self._undo(place)
        return self._tally()

    def _last_word(self) -> str:
        """Whether the last answer is to be undone, where there is nothing more to ask."""
        while self.answers and (line := self.ask(LAST_PROMPT)) is not None:
            if (key := line.strip().lower()[:1]) in ("u", "q"):
                return key
        return "q"

    def _standing(self) -> Standing:
        """What is settled now, also by others who decide at the same time."""
        return Standing(self.homes, read_decisions(self.case.path, self.case.base))

    def _next(self, place: int) -> int:
        """The place of the first pair from here on that is not settled, nor is about two people who were skipped."""
        standing = self._standing()
        skipped = {standing.both(*self.pairs[answer.place][:2]) for answer in self.answers if answer.kind == "unsure"}
        for number in range(place, len(self.pairs)):
            one, other, *_ = self.pairs[number]
            if not standing.settled(one, other) and standing.both(one, other) not in skipped:
                return number
        return len(self.pairs)

    def _answer(self, place: int, people: People) -> str:
        """The key of an answer; help and more sentences come first."""
        pairing, sentences = self.pairs[place], _SENTENCES
        self.say(page(pairing, people, place + 1, len(self.pairs), sentences, self.width))
        while (line := self.ask(PROMPT)) is not None:
            key = line.strip().lower()[:1]
            if key in ("q", "u", *KINDS):
                return key
            if key == "o":
                sentences += _MORE
                self.say(page(pairing, people, place + 1, len(self.pairs), sentences, self.width))
            else:
                self.say(HELP)
        return "q"

    def _write(self, place: int, kind: str) -> int:
        """Writes the answer; one that another reviewer's answer contradicts is told, and the pair looked at again."""
        pairing = self.pairs[place]
        decision = Decision(kind, f"person/{pairing.one}", f"person/{pairing.other}", "", self.who, self.when, self.why)
        known = kind == "unsure" and self._standing().unsure(pairing.one, pairing.other)
        try:
            written = None if known else append(self.case.path, decision, self.case.base)
        except InputError as error:
            self.say(safe_text(str(error)))
            return place
        self.answers.append(Answer(place, kind, written))
        return place + 1

    def _undo(self, place: int) -> int:
        """Takes the last answer back and gives the place of its pair."""
        if not self.answers:
            self.say("there is nothing to undo")
            return place
        answer = self.answers.pop()
        if answer.written and not remove(self.case.path, answer.written, self.case.base):
            self.say("the line is not in the file any more")
        return answer.place

    def _tally(self) -> Tally:
        standing = self._standing()
        skipped = sum(answer.kind == "unsure" for answer in self.answers)
        left = {standing.both(one, other) for one, other, *_ in self.pairs if not standing.settled(one, other)}
        return Tally(len(self.answers) - skipped, skipped, len(left))


class People:
    """What the articles say of people, for those who decide."""

    def __init__(self, case: Case) -> None:
        self.store: Store = case.store()
        self.iris = Iris(case.base)
        self.profiles = {profile.atoms[0]: profile for person in case.identities.persons for profile in person.profiles}

    def name(self, identifier: str) -> str:
        """The name as most articles write it."""
        return spelled(self.profiles[identifier])

    def facts(self, identifier: str) -> Iterator[str]:
        """The posts with the time in which articles give them, other forms of the name, and titles, a line each."""
        profile = self.profiles[identifier]
        yield from sorted({_post(profile, held) for claim in profile.claims for held in claim.posts}) or ["no post"]
        if profile.aliases:
            yield f"also: {'; '.join(sorted(profile.aliases))}"
        if profile.titles:
            yield f"titles: {', '.join(sorted(profile.titles))}"
        count = len(profile.articles)
        yield f"{count:,} article{'s' if count > 1 else ''}"

    def sentences(self, identifier: str, most: int) -> Iterator[str]:
        """The sentences that name them, the latest article first, each behind its date and article."""
        told = 0
        for article, date in sorted(
            self.profiles[identifier].articles.items(), key=lambda each: (each[1], each[0]), reverse=True
        ):
            for sentence in self._of_article(identifier, article):
                if told < most:
                    told += 1
                    yield f"{date or 'no date'}, {article}: {sentence}"

    def _of_article(self, identifier: str, article: str) -> Iterator[str]:
        """The sentences of one article, with the words that stand for the person between « and »."""
        found: dict[int, list[Quoted]] = {}
        for iri in self._published(identifier, article):
            for quoted in evidence(self.store, iri, article):
                found.setdefault(quoted.start - len(quoted.prefix), []).append(quoted)
        for _, same in sorted(found.items()):
            spans = [Span(len(quoted.prefix), len(quoted.prefix) + len(quoted.exact)) for quoted in same]
            sentence = " ".join(marked(same[0].sentence, spans).split())
            yield sentence if len(sentence) <= _LONGEST_SENTENCE else f"{sentence[:_LONGEST_SENTENCE]}…"

    def _published(self, identifier: str, article: str) -> list[str]:
        """Who it is in the published graph, which may have been built before what was decided since."""
        from pyoxigraph import Literal, NamedNode

        names = {claim.name for claim in self.profiles[identifier].claims if claim.article == article}
        graph, name_of = NamedNode(self.iris.article(article)), NamedNode(FOAF.name)
        found = (self.store.quads_for_pattern(None, name_of, Literal(name), graph) for name in sorted(names))
        return sorted({str(getattr(quad.subject, "value", "")) for quads in found for quad in quads})


def _post(profile: Profile, held: Held) -> str:
    """A post with the time in which articles give it."""
    row = lexicon.territories().get(held.territory)
    label = post_label(held.role, held.organization, row.full if row else held.territory)
    seen = profile.posts[post_of(held)]
    dates = " – ".join(dict.fromkeys(filter(None, (seen.first, seen.last))))
    told = " ".join(filter(None, ("mantan" if held.former else "", held.acting, label)))
    return f"{told} ({dates})" if dates else told


def page(pairing: Pairing, people: People, number: int, of: int, sentences: int, width: int) -> str:
    """The question on one pair, for a terminal."""
    one, other = (_side(identifier, people, sentences) for identifier in (pairing.one, pairing.other))
    lines = ["", *_wrapped(f"── {number:,} of {of:,} ── {headline(pairing)}", width), ""]
    lines += _beside(one, other, width) if width >= _LEAST_WIDE else _below(one, other, width)
    lines += ["", *(line for reason in pairing.reasons for line in _wrapped(f"  {reason_text(reason)}", width))]
    return "\n".join(lines)


def headline(pairing: Pairing) -> str:
    """How strongly the two seem to be one, and why they were not joined."""
    return f"{pairing.score:+.1f} bits for one person, {SAME:+.1f} join: {_STATES[pairing.state]}"


_STATES = {
    "unsure": "too little to be sure",
    "ambiguous": "another person fits as well",
    "against": "something inside the two people speaks against it",
}


def _side(identifier: str, people: People, sentences: int) -> list[str]:
    """What is to be told of one of the two, a paragraph each."""
    quoted = list(people.sentences(identifier, sentences))
    facts = list(people.facts(identifier))
    return [
        safe_text(text) for text in (people.name(identifier), f"person/{identifier}", *facts, *(f"· {each}" for each in quoted))
    ]


def _beside(left: Sequence[str], right: Sequence[str], width: int) -> Iterator[str]:
    """Two columns."""
    column = (width - 3) // 2
    first, second = ([line for text in side for line in _wrapped(text, column)] for side in (left, right))
    for one, other in zip_longest(first, second, fillvalue=""):
        yield f"{one:<{column}} │ {other}".rstrip()


def _below(one: Sequence[str], other: Sequence[str], width: int) -> Iterator[str]:
    """One under the other."""
    yield from (line for text in one for line in _wrapped(text, width))
    yield "   ───"
    yield from (line for text in other for line in _wrapped(text, width))


def _wrapped(text: str, width: int) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip()) + 2)
    return textwrap.wrap(safe_text(text), max(width, 20), subsequent_indent=indent, break_on_hyphens=False) or [""]


def listing(case: Case, pairs: Sequence[Pairing]) -> str:
    """Pairs, one a line: the score, why they were not joined, and the two with their ids."""
    names = _names(case)
    rows = (
        f"{each.score:+6.1f}  {each.state:<9}  {names[each.one]} (person/{each.one})  {names[each.other]} (person/{each.other})"
        for each in pairs
    )
    return "\n".join(map(safe_text, rows))


def records(case: Case, pairs: Sequence[Pairing]) -> list[dict[str, object]]:
    """Pairs for programs."""
    names = _names(case)
    return [
        each._asdict()
        | {"names": [names[each.one], names[each.other]], "reasons": [reason._asdict() for reason in each.reasons]}
        for each in pairs
    ]


def _names(case: Case) -> dict[str, str]:
    """The name that most articles give each profile."""
    own = (profile for person in case.identities.persons for profile in person.profiles)
    return {profile.atoms[0]: spelled(profile) for profile in own}
