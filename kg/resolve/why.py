"""Why two people are one, or are not: the verdict, the features with their strength, and what led from one to the other."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from kg.resolve.bearers import Names
from kg.resolve.compare import DOUBTFUL, SAME, compare
from kg.resolve.decisions import Decision, about
from kg.resolve.identities import Identities, Pairing, Resolved
from kg.resolve.keys import name_key
from kg.resolve.profiles import Profile
from kg.resolve.reasons import Reason
from kg.terminal import safe_text

_MOST_PAIRS = 10_000


class Somebody(NamedTuple):
    """A person, and the profiles that are meant: all, or those that bear the name or the id that was asked for."""

    person: Resolved
    profiles: tuple[Profile, ...]

    @property
    def whole(self) -> bool:
        """True where all profiles of the person are meant."""
        return len(self.profiles) == len(self.person.profiles)

    @property
    def told(self) -> str:
        """The name and the id."""
        name = self.person.label if self.whole else spelled(self.profiles[0])
        return f"{name} (person/{self.person.id if self.whole else self.profiles[0].atoms[0]})"


def spelled(profile: Profile) -> str:
    """The name as most articles write it."""
    return min(profile.names, key=lambda name: (-profile.names[name], name))


class Step(NamedTuple):
    """Two profiles that were compared: their ids and names, what was found, and what became of it."""

    pairing: Pairing
    names: tuple[str, str]

    def record(self) -> dict[str, object]:
        """The same for programs."""
        reasons = [reason._asdict() for reason in self.pairing.reasons]
        return self.pairing._asdict() | {"names": list(self.names), "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two are one or not: the answer (`same`, `doubtful` or `different`), one sentence, the comparisons that led to it in
    their order, and what people decided on the two."""

    answer: str
    sentence: str
    one: Somebody
    other: Somebody
    steps: tuple[Step, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def record(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "answer": self.answer,
            "sentence": self.sentence,
            "people": [{"id": each.person.id, "label": each.person.label} for each in (self.one, self.other)],
            "steps": [step.record() for step in self.steps],
            "same_from": SAME,
            "doubtful_from": DOUBTFUL,
            "decisions": [{"decision": str(each), "told": each.told, "place": each.place} for each in self.decisions],
        }


def find_people(identities: Identities, text: str, base: str = "") -> list[Somebody]:
    """The people with this id, IRI or name, or where there are none, with this in one of their names.

    Case and punctuation make no difference to a name.
    """
    identifier = text.removeprefix(base).removeprefix("person/").removeprefix("person:")
    by_id = [_with_id(person, identifier) for person in identities.persons if identifier in (person.id, *person.others)]
    wanted = name_key(text)
    return by_id or list(_named(identities, wanted, whole=True)) or list(_named(identities, wanted, whole=False))


def _with_id(person: Resolved, identifier: str) -> Somebody:
    """The person, or of a person the part that an older id stands for."""
    own = tuple(profile for profile in person.profiles if identifier in profile.atoms)
    return Somebody(person, person.profiles if identifier == person.id else own)


def _named(identities: Identities, wanted: str, whole: bool) -> Iterator[Somebody]:
    for person in identities.persons:
        if not wanted:
            return
        if name_key(person.label) == wanted:
            yield Somebody(person, person.profiles)
        elif own := tuple(profile for profile in person.profiles if _bears(profile, wanted, whole)):
            yield Somebody(person, own)


def _bears(profile: Profile, wanted: str, whole: bool) -> bool:
    names = (profile.name, *profile.aliases)
    return wanted in names if whole else any(wanted in name for name in names)


def explain(identities: Identities, one: Somebody, other: Somebody, decisions: Iterable[Decision] = ()) -> Explanation:
    """Why the two are one person or two."""
    told = tuple(about(decisions, _ids(one), _ids(other)))
    if one.person.id == other.person.id:
        return _one_person(one, other, told)
    return _two_people(identities, one, other, told)


def _ids(somebody: Somebody) -> set[str]:
    return {atom for profile in somebody.person.profiles for atom in profile.atoms}


def _one_person(one: Somebody, other: Somebody, decisions: tuple[Decision, ...]) -> Explanation:
    """The way from one to the other over the profiles that were joined."""
    whole = one.whole and other.whole
    names = _names_of(one)
    steps = [_step(pairing, names) for pairing in (one.person.joined if whole else _way(one, other))]
    decided = next((decision.told for decision in decisions if decision.kind == "same"), "")
    how = _how_joined(steps, whole, decided)
    return Explanation("same", f"{one.told} and {other.told} are one person: {how}.", one, other, tuple(steps), decisions)


def _how_joined(steps: Sequence[Step], whole: bool, decided: str) -> str:
    """What made two names one person, in half a sentence."""
    if not steps:
        return "the articles give the same name the same post, or name it beside officials of the same province"
    if decided and len(steps) == 1:
        return decided
    weakest = _bits(min(step.pairing.score for step in steps))
    if len(steps) == 1:
        return f"joined at {weakest}; from {_bits(SAME)} on two are one"
    how = f"{len(steps)} merges made this person" if whole else f"joined through others in {len(steps)} steps"
    return f"{how}, the weakest at {weakest}; from {_bits(SAME)} on two are one"


def _way(one: Somebody, other: Somebody) -> list[Pairing]:
    """The fewest comparisons that lead from any profile of the one to any of the other."""
    joined: dict[str, list[Pairing]] = defaultdict(list)
    for pairing in one.person.joined:
        joined[pairing.one].append(pairing)
        joined[pairing.other].append(pairing)
    ends = set(_ends(other))
    came: dict[str, list[Pairing]] = {start: [] for start in _ends(one)}
    waiting = deque(came)
    while waiting:
        at = waiting.popleft()
        if at in ends:
            return came[at]
        for pairing in joined[at]:
            beyond = pairing.other if pairing.one == at else pairing.one
            if beyond not in came:
                came[beyond] = [*came[at], pairing]
                waiting.append(beyond)
    return []


def _ends(somebody: Somebody) -> list[str]:
    """The profiles from which a way begins: of a whole person that which the id stands for."""
    meant = somebody.profiles[:1] if somebody.whole else somebody.profiles
    return sorted(profile.atoms[0] for profile in meant)


def _step(pairing: Pairing, names: Mapping[str, str]) -> Step:
    return Step(pairing, (names.get(pairing.one, pairing.one), names.get(pairing.other, pairing.other)))


def _two_people(identities: Identities, one: Somebody, other: Somebody, decisions: tuple[Decision, ...]) -> Explanation:
    names = Names.of(profile.name for person in identities.persons for profile in person.profiles if profile.full)
    known = _open(identities, one, other)
    best, worst = _compared(one.profiles, other.profiles, names)
    state = known.state if known else "unsure"
    pairing = known if known and known.score >= best.pairing.score else best.pairing._replace(state=state)
    first = Step(pairing, best.names) if pairing is not known else _step(pairing, _names_of(one, other))
    answer, how = _why_not(first.pairing, known, decisions)
    steps = [first]
    if state == "against" and worst.pairing[:2] != first.pairing[:2]:
        steps.append(worst)
    if state == "ambiguous" and (rival := _rival(identities, first.pairing)):
        steps.append(rival)
    return Explanation(answer, f"{one.told} and {other.told} are {how}.", one, other, tuple(steps), decisions)


def _open(identities: Identities, one: Somebody, other: Somebody) -> Pairing | None:
    """What resolution itself says of the two, where it found them worth a question."""
    first, second = _ids(one), _ids(other)
    for pairing in identities.doubtful:
        if (pairing.one in first and pairing.other in second) or (pairing.one in second and pairing.other in first):
            return pairing
    return None


def _compared(ones: Sequence[Profile], others: Sequence[Profile], names: Names) -> tuple[Step, Step]:
    """The comparison of the two nearest profiles, and the one with what speaks most against."""
    found = []
    for number, (one, other) in enumerate(product(ones, others)):
        if number < _MOST_PAIRS:
            comparison = compare(one, other, names)
            first, second = sorted((one, other), key=lambda profile: profile.atoms[0])
            pairing = Pairing(first.atoms[0], second.atoms[0], "unsure", comparison.score, comparison.reasons)
            found.append(Step(pairing, (spelled(first), spelled(second))))
    best = min(found, key=lambda step: (-step.pairing.score, step.pairing[:2]))
    return best, min(found, key=lambda step: (_lowest(step.pairing.reasons), step.pairing[:2]))


def _lowest(reasons: Iterable[Reason]) -> float:
    return min((reason.strength for reason in reasons), default=0.0)


def _names_of(*people: Somebody) -> dict[str, str]:
    return {profile.atoms[0]: spelled(profile) for each in people for profile in each.person.profiles}


def _rival(identities: Identities, pairing: Pairing) -> Step | None:
    """The other person whom the doubtful one fits as well."""
    names = {profile.atoms[0]: spelled(profile) for person in identities.persons for profile in person.profiles}
    for each in identities.doubtful:
        if each.state == "ambiguous" and each[:2] != pairing[:2] and {*each[:2]} & {*pairing[:2]}:
            return _step(each, names)
    return None


def _why_not(pairing: Pairing, known: Pairing | None, decisions: Sequence[Decision]) -> tuple[str, str]:
    """The answer on two people who are not one, and why."""
    score = _bits(pairing.score)
    if decided := next((decision.told for decision in decisions if decision.kind == "different"), ""):
        return "different", f"two people: {decided}"
    if pairing.state == "against":
        return "doubtful", f"not joined: {score} speak for one person, but something inside the two speaks strongly against it"
    if pairing.state == "ambiguous":
        return "doubtful", f"not joined: {score} speak for one person, but another fits as well"
    if known and pairing.score >= DOUBTFUL:
        return "doubtful", f"not joined: {score} speak for one person, and {_bits(SAME)} are needed; people can decide"
    least = f"from {_bits(DOUBTFUL)} on people are asked, from {_bits(SAME)} on two are one"
    return "different", f"two people: {score} together; {least}"


def _bits(strength: float) -> str:
    """A strength as people read it.

    >>> _bits(9.0), _bits(-3.52), _bits(0.0)
    ('+9.0 bits', '-3.5 bits', '0 bits')
    """
    return f"{strength:+.1f} bits" if abs(strength) >= 0.05 else "0 bits"


def reason_text(reason: Reason) -> str:
    """A feature in one line.

    >>> reason_text(Reason("name", 9.0, "same name: ria norsan"))
    'name +9.0: same name: ria norsan'
    """
    return f"{reason.feature} {reason.strength:+.1f}: {reason.text}"


def text(explanation: Explanation) -> str:
    """The explanation for people: the verdict, what people decided, and every comparison with its features."""
    lines = [explanation.sentence]
    lines += [f"decision: {each} ({each.told}{f'; {each.place}' if each.place else ''})" for each in explanation.decisions]
    for step in explanation.steps:
        lines += ["", *_told(step)]
    return "\n".join(safe_text(line) for line in lines)


def merges(person: Resolved) -> str:
    """For each merge that made this person, the two ids and the features that spoke for it; without merges nothing."""
    names = {profile.atoms[0]: spelled(profile) for profile in person.profiles}
    blocks = ["\n".join(safe_text(line) for line in _told(_step(pairing, names))) for pairing in person.joined]
    return "\n".join(blocks)


def _told(step: Step) -> Iterator[str]:
    one, other, state, score, reasons = step.pairing
    yield f"{step.names[0]} (person/{one}) and {step.names[1]} (person/{other}): {_bits(score)}, {_STATES[state]}"
    yield from (f"    {reason_text(reason)}" for reason in reasons)


_STATES = {
    "joined": "joined",
    "unsure": "not joined",
    "ambiguous": "not joined, as another fits as well",
    "against": "not joined, as something inside the two people speaks against it",
}
