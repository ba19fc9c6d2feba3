"""What a term of N-Triples is."""

from __future__ import annotations

import json
from typing import NamedTuple

from kg.graph.vocabulary import XSD

STRING = str(XSD) + "string"


class Literal(NamedTuple):
    """A value; a text without a language has the datatype `xsd:string`."""

    text: str
    datatype: str = STRING
    language: str = ""


def literal(term: str) -> Literal:
    """The value that a term in quotation marks stands for.

    >>> literal('"a \\\\"b\\\\""@id').text, literal('"5"^^<http://www.w3.org/2001/XMLSchema#integer>').datatype
    ('a "b"', 'http://www.w3.org/2001/XMLSchema#integer')
    """
    quoted, _, rest = term.rpartition('"')
    text: str = json.loads(f'{quoted}"')
    if rest.startswith("@"):
        return Literal(text, "", rest[1:])
    return Literal(text, rest[3:-1] or STRING)
