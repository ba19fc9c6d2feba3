"""A folder of CSV: nodes and edges of the network, the tables, and what all their columns are, in the words of CSVW."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kg.exports.csvw import DESCRIPTION, SEPARATOR, description
from kg.exports.look import Look
from kg.exports.networks import edge_rows, node_rows
from kg.exports.source import Source
from kg.exports.tables import Cell, tables
from kg.graph.spreadsheet import csv_cell
from kg.outputs import folder_output


def csv_folder(source: Source, folder: Path, raw: bool) -> None:
    """Writes the folder. Unless it is `raw`, no cell is one that a spreadsheet would run."""
    names = {DESCRIPTION, "nodes.csv", "edges.csv", *(f"{table.name}.csv" for table in tables())}
    with folder_output(folder, names) as partial:
        look = Look(source.store)
        for table in tables():
            header = [column.name for column in table.columns]
            _write(partial / f"{table.name}.csv", header, table.rows(look), raw)
        for name, (header, rows) in {"nodes": node_rows(source.network), "edges": edge_rows(source.network)}.items():
            _write(partial / f"{name}.csv", header, rows, raw)
        text = json.dumps(description(look, source.base, raw), ensure_ascii=False, indent=2)
        (partial / DESCRIPTION).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _write(path: Path, header: list[str], rows: Iterable[list[Cell]], raw: bool) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(_texts(row, raw) for row in rows)


def _texts(row: list[Cell], raw: bool) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, str):
            yield cell if raw else csv_cell(cell)
        else:
            yield _text(cell)


def _text(cell: int | object) -> str:
    """A cell that is no text: no formula can be in it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return SEPARATOR.join(cell)
    return cell.isoformat() if isinstance(cell, date) else f"{cell:f}" if hasattr(cell, "as_tuple") else str(cell)
