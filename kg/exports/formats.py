"""Exports a graph: `FORMATS` has the name of each format and what writes it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from kg.errors import KgError
from kg.exports.csv_folder import csv_folder
from kg.exports.jsonld import json_ld
from kg.exports.lines import n_quads, n_triples
from kg.exports.networks import gexf, graphml
from kg.exports.parquet import parquet_folder
from kg.exports.rdfxml import rdf_xml
from kg.exports.readable import trig, turtle
from kg.exports.source import Source, only
from kg.graph.iris import is_evidence
from kg.outputs import exact_standard_output, shown, text_output

RDF: dict[str, Callable[[Iterable[str], Source], Iterator[str]]] = {
    "turtle": turtle,
    "trig": trig,
    "nt": n_triples,
    "nq": n_quads,
    "jsonld": json_ld,
    "rdfxml": rdf_xml,
}
"""Files with the statements themselves."""

NETWORKS: dict[str, Callable[[Source], Iterator[str]]] = {"graphml": graphml, "gexf": gexf}
"""Files with the network that `kg view` shows."""

FOLDERS: dict[str, Callable[[Source, Path, bool], None]] = {"csv": csv_folder, "parquet": parquet_folder}
"""Folders with tables."""

FORMATS = {**RDF, **NETWORKS, **FOLDERS}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a graph is exported, and how. The words that facts rest on are in the file, in a file of their own, or left out;
    CSV is `raw` where nothing keeps spreadsheets from running cells.
    """

    evidence: bool = True
    evidence_file: Path | None = None
    raw: bool = False
    link_context: bool = False


ALL = Wanted()


def export(path: Path, form: str, output: Path | None, wanted: Wanted = ALL) -> None:
    """Writes the graph of a folder or RDF file to a file, or to standard output; tables to a folder."""
    if form not in FORMATS:
        raise KgError(f"there is no format {form!r}; choose one of {', '.join(FORMATS)}")
    with TemporaryDirectory(prefix="simpul-") as scratch:
        source = Source(path, Path(scratch))
        if form in FOLDERS:
            FOLDERS[form](source, output or default_folder(path, form), wanted.raw)
        elif form in NETWORKS:
            _write(output, NETWORKS[form](source))
        else:
            _write_rdf(source, form, output, wanted)


def default_folder(path: Path, form: str) -> Path:
    """The folder of tables beside a graph."""
    return (path if path.is_dir() else path.parent) / form


def _write_rdf(source: Source, form: str, output: Path | None, wanted: Wanted) -> None:
    write = partial(json_ld, link_context=wanted.link_context) if form == "jsonld" else RDF[form]

    def written(keep: Callable[[str], bool] | None) -> Iterator[str]:
        lines = source.lines()
        return write(lines if keep is None else only(lines, keep), source)

    def evidence(subject: str) -> bool:
        return is_evidence(subject, source.base)

    def facts(subject: str) -> bool:
        return not evidence(subject)

    apart = wanted.evidence_file is not None or not wanted.evidence
    _write(output, written(facts if apart else None))
    if wanted.evidence_file is not None:
        _write(wanted.evidence_file, written(evidence))


def _write(output: Path | None, pieces: Iterable[str]) -> None:
    with exact_standard_output(), text_output(output) as out:
        out.writelines(map(shown, pieces) if _is_terminal(output, out) else pieces)
        out.flush()


def _is_terminal(output: Path | None, out: TextIO) -> bool:
    return output is None and out is sys.stdout and out.isatty()
