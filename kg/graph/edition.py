"""What an edition of a graph is made of, besides its lines, and with what software."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from kg.errors import InputError
from kg.graph.iris import DEFAULT_BASE, Iris
from kg.graph.terms import web_address
from kg.model import Document, Refusal
from kg.resolve.decisions import Decision
from kg.resolve.keys import digest

NAME = "simpul"


class Input(NamedTuple):
    """An article that was read: its id, where it was read from, and the SHA-256 of its text."""

    id: str
    origin: str
    digest: str

    @classmethod
    def of(cls, document: Document) -> Input:
        """The input that a document is."""
        return cls(document.id, document.origin, document.digest)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published besides the lines: inputs read, inputs refused, the base of the IRIs, how sure facts had to be, whom
    and what each article names, as records, the digest of the decisions that were followed, the IRI of the licence, and whether
    what follows is among the lines.
    """

    inputs: tuple[Input, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    base: str = DEFAULT_BASE
    min_confidence: float = 0.0
    claims: tuple[list[Any], ...] = ()
    decisions: str = ""
    license: str = ""
    reasoned: bool = False

    @property
    def iris(self) -> Iris:
        """The IRIs below the base."""
        return Iris(self.base)

    @property
    def build(self) -> str:
        """The IRI of the build that makes it: what goes into the graph, and nothing else, gives it its name."""
        articles = sorted(f"{given.id} {given.digest}" for given in self.inputs)
        options = (f"{self.min_confidence:g}", self.decisions, "reasoned" if self.reasoned else "")
        return self.iris.build(software(), *options, *articles)

    @property
    def period(self) -> tuple[str, str] | None:
        """The dates of the first and the last article, as precise as they are known; nothing where no article has one."""
        dates = sorted(claims[1] for claims in self.claims if claims[1])
        return (dates[0], dates[-1]) if dates else None


def check_license(address: str) -> None:
    """Raises where a licence is given that is no web address."""
    if address and not web_address(address):
        raise InputError(
            f"licence {address[:80]!r}: expected its address, such as https://creativecommons.org/licenses/by/4.0/"
        )


def decisions_digest(decisions: Iterable[Decision]) -> str:
    """What stands for decisions in the name of a build, whatever their order; of none nothing."""
    said = sorted(f"{decision} {decision.told}" for decision in decisions)
    return digest(*said) if said else ""


def software() -> str:
    """The name and version of what writes a graph."""
    return f"{NAME} {number}" if (number := software_version()) else NAME


def software_version() -> str:
    """The version of what writes a graph; nothing where it runs without being installed."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return ""
