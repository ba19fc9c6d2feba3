"""A folder of Parquet: the tables with typed columns, for DuckDB, pandas, R and the like."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.exports.look import Look
from kg.exports.source import Source
from kg.exports.tables import Cell, Table, tables
from kg.outputs import folder_output

ROWS_AT_ONCE = 20_000


def parquet_folder(source: Source, folder: Path, _raw: bool) -> None:
    """Writes the folder; texts are as the graph has them, since nothing runs a cell of Parquet."""
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise KgError("parquet needs the library pyarrow: pip install 'simpul[parquet]'") from error

    with folder_output(folder, {f"{table.name}.parquet" for table in tables()}) as partial:
        look = Look(source.store)
        for table in tables():
            schema = _schema(table)
            with pyarrow.parquet.ParquetWriter(partial / f"{table.name}.parquet", schema, compression="zstd") as writer:
                for rows in _batches(table.rows(look)):
                    columns = [list(map(_plain, column)) for column in zip(*rows, strict=True)]
                    writer.write_table(pyarrow.table(columns, schema=schema))


def _schema(table: Table) -> Any:
    import pyarrow

    types = {
        "iris": pyarrow.list_(pyarrow.string()),
        "integer": pyarrow.int64(),
        "decimal": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "dates": pyarrow.list_(pyarrow.string()),
        "day": pyarrow.date32(),
    }
    return pyarrow.schema(
        [
            pyarrow.field(column.name, types.get(column.type, pyarrow.string()), metadata=_titles(column))
            for column in table.columns
        ]
    )


def _titles(column: Any) -> dict[str, str]:
    return {"title_en": column.en, "title_id": column.id}


def _batches(rows: Iterator[list[Cell]]) -> Iterator[list[list[Cell]]]:
    return iter(lambda: list(islice(rows, ROWS_AT_ONCE)), [])


def _plain(cell: Cell) -> Any:
    return float(cell) if isinstance(cell, Decimal) else cell
