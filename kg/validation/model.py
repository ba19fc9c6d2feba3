"""What a validation finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

PROBLEMS = {
    "MinCount": "missing",
    "MaxCount": "too many values",
    "Class": "not the right kind of thing",
    "Datatype": "not the right kind of value",
    "NodeKind": "not the right kind of term",
    "Closed": "a property that it cannot have",
    "Pattern": "not of the right form",
    "MinLength": "too short",
    "MaxLength": "too long",
    "MinInclusive": "too small",
    "MinExclusive": "too small",
    "MaxInclusive": "too large",
    "MaxExclusive": "too large",
    "In": "not one of the values that can be",
    "HasValue": "a value that must be is missing",
    "LessThan": "not before the other",
    "LessThanOrEquals": "after the other",
    "Equals": "not the same",
    "Disjoint": "the same, which it must not be",
    "UniqueLang": "two texts in one language",
    "LanguageIn": "not in one of the languages that can be",
    "Node": "not as it should be",
    "Or": "in none of the ways that can be",
    "Xone": "not in exactly one of the ways that can be",
    "And": "not in all the ways that must be",
    "Not": "as it must not be",
    "QualifiedValueShape": "a wrong number of values of a kind",
    "QualifiedMinCount": "too few values of a kind",
    "QualifiedMaxCount": "too many values of a kind",
}
"""What is wrong where a constraint of SHACL Core fails."""

SEVERAL = {"Closed": "properties that it cannot have"}
"""The same where it is said of several properties."""


class Place(NamedTuple):
    """An article to look at: its IRI, id, title, and file; and the sentence there, if one is known."""

    iri: str
    id: str = ""
    title: str = ""
    origin: str = ""
    sentence: str = ""


class Failure(NamedTuple):
    """A thing that a shape does not fit.

    `thing` and `value` are terms as N-Triples writes them, `path` is a property or a path of several as SPARQL writes it,
    `messages` say by language how it should be.
    """

    kind: str
    thing: str
    label: str
    path: str
    value: str
    constraint: str
    shape: str
    severity: str
    messages: Mapping[str, str]
    places: tuple[Place, ...] = ()
    articles: int = 0
    """How many articles there are; the first of them are the places."""
    steps: str = ""
    """The path again, with IRIs in full."""

    @property
    def problem(self) -> str:
        """What is wrong, in a few words."""
        return PROBLEMS.get(self.constraint, "not as it should be")

    def message(self, language: str = "en") -> str:
        """How it should be, in a language or else in any."""
        return self.messages.get(language) or next(iter(self.messages.values()), "")


class Validation(NamedTuple):
    """What was checked and what was found: `counts` of failures by shape, of which `failures` are listed; `unknown` things that
    no shape is about, and the first of them.
    """

    things: int
    failures: tuple[Failure, ...] = ()
    counts: Mapping[str, int] = {}
    unknown: int = 0
    strangers: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """True where every shape fits."""
        return not self.counts
