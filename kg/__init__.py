"""Officials, agencies, territories, events, assessments and quotes of Indonesian regional news, as a knowledge graph.

>>> import kg
>>> reading = kg.read_document("Gubernur Kalbar, Sutarmidji, membuka rapat di Pontianak.", published="2022-03-31")
>>> [(tenure.person.name, tenure.role, tenure.territory) for tenure in reading.tenures]
[('Sutarmidji', 'Gubernur', '61')]

`read_document` and `read` give what single articles say; `build` publishes a graph; `query` and `to_rdflib` open it, `export`
writes it in other formats, `validate` tells whether it has the form that docs/graph.md describes, `diff` what changed between
two builds, `conflicts` where the articles of one contradict each other, and `evaluate` compares it with what people found.
`doubtful`, `why` and `decide` are for those who know better who is who. Nothing is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import conflicts, decide, diff, doubtful, evaluate, export, query, read, read_document, to_rdflib, validate, why
    from kg.contradictions.model import Conflict
    from kg.differences.model import Change
    from kg.errors import KgError
    from kg.model import Document, Reading, Refusal
    from kg.pipeline import Summary, build

__all__ = [
    "Change",
    "Conflict",
    "Document",
    "KgError",
    "Reading",
    "Refusal",
    "Summary",
    "build",
    "conflicts",
    "decide",
    "diff",
    "doubtful",
    "evaluate",
    "export",
    "query",
    "read",
    "read_document",
    "to_rdflib",
    "validate",
    "why",
]

_HOMES = {
    "Change": "kg.differences.model",
    "Conflict": "kg.contradictions.model",
    "Document": "kg.model",
    "KgError": "kg.errors",
    "Reading": "kg.model",
    "Refusal": "kg.model",
    "Summary": "kg.pipeline",
    "build": "kg.pipeline",
    "conflicts": "kg.api",
    "decide": "kg.api",
    "diff": "kg.api",
    "doubtful": "kg.api",
    "evaluate": "kg.api",
    "export": "kg.api",
    "query": "kg.api",
    "read": "kg.api",
    "read_document": "kg.api",
    "to_rdflib": "kg.api",
    "validate": "kg.api",
    "why": "kg.api",
}


def __getattr__(name: str) -> object:
    """The public name, from the module that has it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
