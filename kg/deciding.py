"""A published graph together with the decisions about it: who is who by both, what is still open, and how to decide."""

from __future__ import annotations

import datetime
import getpass
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError, InputError, KgError
from kg.graph.corrections import corrections
from kg.graph.folder import Generation, published
from kg.graph.iris import DEFAULT_BASE, Iris, segment
from kg.resolve.claims import read_claims
from kg.resolve.decision_file import append, read_decisions
from kg.resolve.decisions import PEOPLE, Decision, Standing, checked, last_part, path_of
from kg.resolve.follow import Followed, follow, homes
from kg.resolve.identities import Identities, Pairing
from kg.resolve.why import Somebody, find_people

if TYPE_CHECKING:
    from pyoxigraph import Store

DECISIONS = Path("decisions.csv")


@dataclass(frozen=True, slots=True)
class Case:
    """A graph, the file of decisions, what is in it, and who is who by both."""

    generation: Generation
    path: Path
    decisions: Sequence[Decision]
    followed: Followed

    @property
    def base(self) -> str:
        """What the IRIs of the graph begin with."""
        return str(self.generation.manifest.get("base", DEFAULT_BASE))

    @property
    def identities(self) -> Identities:
        """Who is who."""
        return self.followed.identities

    def store(self) -> Store:
        """The graph, for reading."""
        from kg.graph.store import open_store

        return open_store(self.generation.path)


def read_checked(path: Path, base: str = DEFAULT_BASE) -> list[Decision]:
    """The decisions of a file, all of which can be followed if what they are about is there; no file has none."""
    decisions = read_decisions(path, base)
    corrections(decisions, Iris(base))
    return decisions


def open_case(graph: Path, path: Path = DECISIONS) -> Case:
    """The graph of a folder with the decisions of a file; everybody's identity is worked out anew."""
    generation = published(graph)
    base = str(generation.manifest.get("base", DEFAULT_BASE))
    try:
        articles = read_claims(generation.claims)
    except (OSError, ValueError, TypeError) as error:
        raise GraphError(f"{generation.claims}: damaged or missing ({error}); build the graph again") from error
    decisions = read_checked(path, base)
    return Case(generation, path, decisions, follow(articles, decisions, segment))


def open_pairs(case: Case) -> list[Pairing]:
    """The pairs on which people could decide, the most valuable first; those on which somebody could not tell come last."""
    standing = Standing(homes(case.identities), case.decisions)
    return sorted(case.identities.doubtful, key=lambda pairing: standing.unsure(pairing.one, pairing.other))


def one_person(case: Case, text: str) -> Somebody:
    """The one whom a name, id or IRI means; an error lists whom it could mean."""
    found = find_people(case.identities, text, case.base)
    if not found:
        raise KgError(f"nobody in the graph is called {text!r}")
    if len(found) > 1:
        raise AmbiguousError(text, found)
    return found[0]


class AmbiguousError(KgError):
    """Several are called so: `found` has them."""

    def __init__(self, text: str, found: Sequence[Somebody]) -> None:
        listed = "\n".join(f"  {somebody.told}" for somebody in found)
        super().__init__(f"{len(found):,} people are called {text!r}; give the id of one:\n{listed}")
        self.found = tuple(found)


def two_people(case: Case, one: str, other: str) -> tuple[Somebody, Somebody]:
    """Whom two names, ids or IRIs mean; a name that two bear, given twice, means the two."""
    if one == other and len(found := find_people(case.identities, one, case.base)) == 2:
        return found[0], found[1]
    return one_person(case, one), one_person(case, other)


def decide(case: Case, decision: Decision) -> Decision:
    """Writes a decision down, as it then stands in the file; what it is about must be in the graph."""
    subject = _subject(case, decision)
    value = _value(case, decision)
    who = decision.who or whoami()
    when = decision.when or datetime.date.today().isoformat()
    decision = Decision(decision.kind, subject, value, decision.term, who, when, decision.why)
    corrections([checked(decision, case.base)], Iris(case.base))
    return append(case.path, decision, case.base)


def _subject(case: Case, decision: Decision) -> str:
    """The path of what a decision is about; a person can be given by name."""
    path = path_of(decision.subject, case.base)
    if path and not path.startswith("person/"):
        return _there(case, path)
    if path or decision.kind in PEOPLE or (decision.kind in ("rename", "link") and not _is_iri(decision.subject)):
        return _person(case, path or decision.subject)
    return decision.subject


def _value(case: Case, decision: Decision) -> str:
    path = path_of(decision.value, case.base)
    if decision.kind in PEOPLE and (decision.kind != "different" or not _is_article(case, path or decision.value)):
        return _person(case, path or decision.value)
    if decision.kind == "correct" and path.partition("/")[0] in ("person", "organization"):
        return _person(case, path) if path.startswith("person/") else _there(case, path)
    return decision.value


def _is_iri(text: str) -> bool:
    return "://" in text


def _is_article(case: Case, text: str) -> bool:
    """True where the text is the IRI or the id of an article of the graph."""
    if text.startswith("article/"):
        return True
    return any(text == article for article in case.identities.people)


def _person(case: Case, text: str) -> str:
    """The path of a person: an id as it was given, be it an older one; else that of the one who bears the name."""
    if text.startswith("person/") and last_part(text) in homes(case.identities):
        return text
    somebody = one_person(case, text)
    return f"person/{somebody.person.id if somebody.whole else somebody.profiles[0].atoms[0]}"


def _there(case: Case, path: str) -> str:
    """The path of something that the graph describes."""
    from pyoxigraph import NamedNode

    if next(case.store().quads_for_pattern(NamedNode(f"{case.base}{path}"), None, None, None), None) is None:
        raise InputError(f"nothing in the graph has the IRI {case.base}{path}")
    return path


def whoami() -> str:
    """The name of whoever sits here, as git knows it, or the system."""
    try:
        ran = subprocess.run(["git", "config", "user.name"], capture_output=True, timeout=5)
        if name := ran.stdout.decode("utf-8", "replace").strip():
            return name
    except (OSError, subprocess.SubprocessError):
        pass
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
