"""What the columns of the CSV files are: metadata of the W3C's CSV on the Web."""

from __future__ import annotations

from typing import Any

from kg.exports.look import Look
from kg.exports.networks import EDGE_COLUMNS, NODE_COLUMNS
from kg.exports.tables import Column, Table, tables
from kg.graph.vocabulary import DCTERMS

DESCRIPTION = "csv-metadata.json"
SEPARATOR = " "
"""Between the IRIs or dates of one cell, in none of which it can stand."""

GUARD = (
    "A text that begins with = + - @ (also in their wide forms), a tab, a carriage return or a null, and is no number, has an "
    "apostrophe before it, so that no spreadsheet runs it; so has a text of apostrophes before such a sign. To get the text "
    "back, take one apostrophe away wherever apostrophes stand before one of these signs at the beginning of a cell."
)

_LICENSE = f"{DCTERMS}license"
_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
DATATYPES: dict[str, Any] = {
    "iri": "anyURI",
    "iris": "anyURI",
    "text": "string",
    "integer": "integer",
    "decimal": "decimal",
    "boolean": "boolean",
    "date": {"base": "string", "format": _DATE},
    "dates": {"base": "string", "format": _DATE},
    "day": "date",
}


def description(look: Look, base: str, raw: bool) -> dict[str, Any]:
    """The description of the folder; the licence is that of the data set, where the graph says which it is."""
    network = [_network("nodes", NODE_COLUMNS, "Id"), _network("edges", EDGE_COLUMNS, "")]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Simpul",
        **({} if raw else {"dc:description": GUARD}),
        **_license(look, base),
        "tables": [*map(_table, tables()), *network],
    }


def _license(look: Look, base: str) -> dict[str, Any]:
    stated = look.stated(f"{base}dataset", _LICENSE)
    return {"dc:license": {"@id": stated}} if stated.startswith("http") else {"dc:license": stated} if stated else {}


def _table(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(column, column.name == table.key) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = table.key
    keys = {other.name: other.key for other in tables()}
    refers = [(column.name, column.refers) for column in table.columns if column.refers in keys]
    if refers:
        schema["foreignKeys"] = [_foreign_key(name, f"{other}.csv", keys[other]) for name, other in refers]
    return {"url": f"{table.name}.csv", "tableSchema": schema}


def _column(column: Column, required: bool) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": {"en": [column.name, column.en], "id": [column.id]},
        "datatype": DATATYPES[column.type],
        **({"separator": SEPARATOR} if column.type in ("iris", "dates") else {}),
        **({"required": True} if required or (column.refers and not _may_be_empty(column)) else {}),
        **({"dc:description": f"A row of {column.refers[:-1]}.csv, or empty."} if _may_be_empty(column) else {}),
    }


def _may_be_empty(column: Column) -> bool:
    """True where a column holds keys of another table, but not in every row; CSVW's foreign keys are in every row."""
    return column.refers.endswith("?")


def _network(name: str, columns: dict[str, tuple[str, str, str]], key: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [
            {
                "name": column.replace(" ", "_"),
                "titles": {"en": list(dict.fromkeys((column, en))), "id": [id_]},
                "datatype": DATATYPES[type_],
                **({"required": True} if column == key else {}),
            }
            for column, (type_, en, id_) in columns.items()
        ]
    }
    if key:
        schema["primaryKey"] = key
    else:
        schema["foreignKeys"] = [_foreign_key(end, "nodes.csv", "Id") for end in ("Source", "Target")]
    return {"url": f"{name}.csv", "tableSchema": schema}


def _foreign_key(column: str, url: str, key: str) -> dict[str, Any]:
    return {"columnReference": column, "reference": {"resource": url, "columnReference": key}}
