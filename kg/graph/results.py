"""Writes the answer of a query: `FORMATS` for rows, `GRAPH_FORMATS` for triples."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from kg.errors import QueryError
from kg.graph.query import Answer, Row, Term
from kg.graph.spreadsheet import csv_cell
from kg.graph.terms import literal
from kg.graph.vocabulary import PREFIXES
from kg.terminal import safe_text

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DRAWN = 5_000
"""A table with more rows is written plain: drawing it takes longer than reading it."""

EMPTY = "no rows: `kg show NAME` looks for a name, and `kg queries NAME` tells what can be set in a packaged query"
TRUNCATED = "there are more rows than the limit"


def write(answer: Answer, form: str, out: TextIO, *, guard: bool = True) -> int:
    """Writes the answer in one of the formats and gives the number of its rows; an empty `form` is the usual one.

    `guard` keeps cells of CSV from being taken for formulas by a spreadsheet.
    """
    formats = GRAPH_FORMATS if answer.kind == "triples" else FORMATS
    form = form or next(iter(formats))
    if form not in formats:
        known = ", ".join(formats)
        raise QueryError(f"the answer of this query has no format {form!r}; choose one of {known}")
    if answer.kind == "triples":
        return _write_graph(answer, GRAPH_FORMATS[form], out)
    if form == "csv":
        return write_csv(answer, out, guard=guard)
    return FORMATS[form](answer, out)


def write_table(answer: Answer, out: TextIO) -> int:
    """Columns for people: drawn in a terminal, plain where the output goes on to another program."""
    columns, rows = answer.columns, [[safe_text(term.value) if term else "" for term in row] for row in answer]
    if answer.kind == "boolean":
        out.write(f"{_truth(answer)}\n")
        return 1
    draw = _draw if out.isatty() and len(rows) <= _DRAWN else _align
    draw(columns, rows, out)
    return len(rows)


def write_csv(answer: Answer, out: TextIO, *, guard: bool = True) -> int:
    """Values separated by commas, an unbound one empty."""
    cell = csv_cell if guard else str
    writer = csv.writer(out, lineterminator="\n")
    if answer.kind == "boolean":
        writer.writerows([["boolean"], [_truth(answer)]])
        return 1
    writer.writerow(answer.columns)
    return _counted(answer, lambda row: writer.writerow([cell(term.value) if term else "" for term in row]))


def write_tsv(answer: Answer, out: TextIO) -> int:
    """The SPARQL TSV format: terms as Turtle writes them."""
    if answer.kind == "boolean":
        out.write(f"{_truth(answer)}\n")
        return 1
    out.write("\t".join(f"?{column}" for column in answer.columns) + "\n")
    return _counted(answer, lambda row: out.write("\t".join(ntriples(term) if term else "" for term in row) + "\n"))


def write_json(answer: Answer, out: TextIO) -> int:
    """The SPARQL JSON format."""
    if answer.kind == "boolean":
        out.write(json.dumps({"head": {}, "boolean": answer.boolean}) + "\n")
        return 1
    out.write(f'{{"head": {json.dumps({"vars": answer.columns}, ensure_ascii=False)}, "results": {{"bindings": [')
    separators = iter(["\n"])
    count = _counted(
        answer,
        lambda row: out.write(next(separators, ",\n") + json.dumps(_binding(answer.columns, row), ensure_ascii=False)),
    )
    out.write("\n]}}\n")
    return count


def write_xml(answer: Answer, out: TextIO) -> int:
    """The SPARQL XML format."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n')
    variables = "".join(f"<variable name={quoteattr(column)}/>" for column in answer.columns)
    out.write(f"<head>{variables}</head>\n")
    if answer.kind == "boolean":
        out.write(f"<boolean>{_truth(answer)}</boolean>\n</sparql>\n")
        return 1
    out.write("<results>\n")
    count = _counted(answer, lambda row: out.write(f"<result>{_xml_bindings(answer.columns, row)}</result>\n"))
    out.write("</results>\n</sparql>\n")
    return count


FORMATS: dict[str, Callable[[Answer, TextIO], int]] = {
    "table": write_table,
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "xml": write_xml,
}
"""Formats of SELECT and ASK."""

GRAPH_FORMATS = {"turtle": "ttl", "nt": "nt", "nq": "nq", "trig": "trig", "jsonld": "jsonld", "rdfxml": "rdf"}
"""Formats of CONSTRUCT and DESCRIBE, with the end of a file name of each."""


def ntriples(term: Term) -> str:
    """A term as N-Triples writes it.

    >>> ntriples(Term("literal", "Riau", _STRING)), ntriples(Term("literal", "a", _LANGUAGE_STRING, "id"))
    ('"Riau"', '"a"@id')
    """
    if term.kind != "literal":
        return f"<{term.value}>" if term.kind == "uri" else f"_:{term.value}"
    suffix = f"@{term.language}" if term.language else "" if term.datatype in ("", _STRING) else f"^^<{term.datatype}>"
    return literal(term.value).replace("\x7f", "\\u007F") + suffix


def _write_graph(answer: Answer, extension: str, out: TextIO) -> int:
    """Triples sorted, each once, so that the same answer has the same bytes."""
    from pyoxigraph import RdfFormat, parse, serialize

    lines = sorted({" ".join(ntriples(term) for term in row if term) + " .\n" for row in answer})
    form = RdfFormat.from_extension(extension)
    assert form
    quads = parse("".join(lines), RdfFormat.N_TRIPLES)
    triples = (quad.triple for quad in quads)
    text = serialize(triples, format=form, prefixes=PREFIXES)
    out.write((text or b"").decode("utf-8"))
    return len(lines)


def _counted(answer: Answer, write_row: Callable[[Row], object]) -> int:
    count = 0
    for row in answer:
        write_row(row)
        count += 1
    return count


def _truth(answer: Answer) -> str:
    return "true" if answer.boolean else "false"


def _binding(columns: list[str], row: Row) -> dict[str, dict[str, str]]:
    return {column: _json_term(term) for column, term in zip(columns, row, strict=True) if term}


def _json_term(term: Term) -> dict[str, str]:
    written = {"type": term.kind, "value": term.value}
    if term.language:
        return written | {"xml:lang": term.language}
    return written if term.datatype in ("", _STRING) else written | {"datatype": term.datatype}


def _xml_bindings(columns: list[str], row: Row) -> str:
    pairs = zip(columns, row, strict=True)
    return "".join(f"<binding name={quoteattr(column)}>{_xml_term(term)}</binding>" for column, term in pairs if term)


def _xml_term(term: Term) -> str:
    text = escape(_NOT_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if term.kind != "literal":
        return f"<{term.kind}>{text}</{term.kind}>"
    attribute = f" datatype={quoteattr(term.datatype)}" if term.datatype not in ("", _STRING) else ""
    attribute = f" xml:lang={quoteattr(term.language)}" if term.language else attribute
    return f"<literal{attribute}>{text}</literal>"


def _draw(columns: list[str], rows: list[list[str]], out: TextIO) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    Console(file=out, highlight=False, markup=False).print(table)


def _align(columns: list[str], rows: list[list[str]], out: TextIO) -> None:
    widths = [max(map(len, values)) for values in zip(columns, *rows, strict=True)]
    for row in (columns, ["-" * width for width in widths], *rows):
        out.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
