"""For Python programs: one article or many to what they say, and a published graph to rows or to rdflib."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Document, Reading, Refusal

if TYPE_CHECKING:
    import rdflib

    from kg.contradictions.model import Conflict
    from kg.differences.model import Change
    from kg.evaluation.measure import Evaluation
    from kg.resolve.decisions import Decision
    from kg.resolve.identities import Pairing
    from kg.resolve.why import Explanation
    from kg.validation.model import Validation


def read_document(
    text: str, *, id: str = "document", title: str = "", published: str = "", url: str = "", publisher: str = ""
) -> Reading:
    """Everything the article with this text says.

    >>> reading = read_document("Bupati Kampar Budi Hartono melantik pejabat di Bangkinang, Senin (20/10/2025).")
    >>> [(tenure.role, tenure.organization.name) for tenure in reading.tenures]
    [('Bupati', 'Pemerintah Kabupaten Kampar')]
    """
    from kg import ingest
    from kg.extract.facts import read

    record = {"id": id, "title": title, "text": text, "published": published, "url": url, "publisher": publisher}
    line = json.dumps({name: value for name, value in record.items() if value}).encode("utf-8")
    (document,) = ingest.read(["-"], stdin=io.BytesIO(line))
    if isinstance(document, Refusal):
        raise InputError(document.reason)
    return read(document)


def read(paths: Iterable[str | Path], *, columns: Mapping[str, str] | None = None) -> Iterator[Reading | Refusal]:
    """What each article of the files and folders says, or why it cannot be read, in the order of their paths."""
    from kg import ingest
    from kg.extract import facts

    for item in ingest.read(paths, columns=columns or {}):
        yield facts.read(item) if isinstance(item, Document) else item


def query(
    sparql: str, *, out: str | Path = "out", seconds: float = 30.0, set: Mapping[str, str | Sequence[str]] | None = None
) -> list[dict[str, str]]:
    """The rows that a SPARQL query, or the packaged query of this name, gives on a graph folder or RDF file.

    `set` gives parameters their values, one or several: `query("officials-of", set={"territory": "61"})`.
    An unbound value is left out of its row. ASK gives one row, `{"boolean": "true"}`; CONSTRUCT gives subject, predicate
    and object.
    """
    from kg.graph.library import find_query
    from kg.graph.parameters import bind
    from kg.graph.query import Limits, ask, read_query

    named = len(sparql.split()) == 1
    name = sparql if named else "query"
    values = {parameter: [value] if isinstance(value, str) else value for parameter, value in (set or {}).items()}
    text = bind(read_query(find_query(sparql)) if named else sparql, values, name)
    with ask(Path(out), text, name=name, limits=Limits(seconds=seconds)) as answer:
        if answer.kind == "boolean":
            return [{"boolean": "true" if answer.boolean else "false"}]
        columns = answer.columns
        return [{name: term.value for name, term in zip(columns, row, strict=True) if term} for row in answer]


def evaluate(gold: Iterable[str | Path], *, out: str | Path = "out") -> Evaluation:
    """How well a graph folder or RDF file agrees with articles that somebody annotated: `evaluation.scores["officials"].f1`.

    The gold files are described in docs/evaluation.md.
    """
    from kg.evaluation.found import found
    from kg.evaluation.gold import read_gold
    from kg.evaluation.measure import measure

    articles = read_gold(gold)
    return measure(articles, found(Path(out), articles))


def conflicts(*, out: str | Path = "out", limit: int | None = None) -> list[Conflict]:
    """Where the articles of a graph folder or RDF file contradict each other: `conflict.one.words.sentence`.

    With a `limit` at most so many of each kind.
    """
    from kg.contradictions.find import find

    return find(Path(out), limit).conflicts


def diff(
    old: str | Path = "out", new: str | Path | None = None, *, only: Collection[str] = (), limit: int | None = None
) -> list[Change]:
    """What changed from one graph folder, generation or RDF file to another: `change.kind`, `change.text`, `change.evidence`.

    Without `new`, between the last two generations of a folder. `only` names sections (docs/diff.md); with a `limit` at most so
    many changes of each kind.
    """
    from kg.differences.find import find

    return find(Path(old), None if new is None else Path(new), only, limit).changes


def validate(
    out: str | Path = "out", *, shapes: Iterable[str | Path] = (), limit: int | None = None, jobs: int = 0
) -> Validation:
    """Whether a graph folder or RDF file is as docs/graph.md says: `validation.conforms`, `validation.failures`.

    `shapes` are further files of SHACL shapes. With a `limit` at most so many failures of each shape are listed.
    """
    from kg.validation.find import validate

    return validate(Path(out), [Path(path) for path in shapes], limit=limit, jobs=jobs)


def doubtful(*, out: str | Path = "out", decisions: str | Path = "decisions.csv") -> list[Pairing]:
    """The pairs of people on which somebody could decide, the most valuable first, as graph and decisions now have it."""
    from kg.deciding import open_case, open_pairs

    return open_pairs(open_case(Path(out), Path(decisions)))


def why(one: str, other: str, *, out: str | Path = "out", decisions: str | Path = "decisions.csv") -> Explanation:
    """Why two people, by name, id or IRI, are one or not: `explanation.answer`, `explanation.sentence`, `explanation.steps`."""
    from kg.deciding import open_case, two_people
    from kg.resolve.why import explain

    case = open_case(Path(out), Path(decisions))
    return explain(case.identities, *two_people(case, one, other), case.decisions)


def decide(
    kind: str,
    subject: str,
    value: str = "",
    *,
    property: str = "",
    who: str = "",
    why: str = "",
    out: str | Path = "out",
    decisions: str | Path = "decisions.csv",
) -> Decision:
    """Writes a decision down that every later build is to follow, and gives it back as it stands in the file.

    The kinds are described in docs/decisions.md; what a decision is about must be in the graph.
    """
    from kg.deciding import decide, open_case
    from kg.resolve.decisions import Decision

    return decide(open_case(Path(out), Path(decisions)), Decision(kind, subject, value, property, who, why=why))


def to_rdflib(out: str | Path = "out") -> rdflib.Graph:
    """The graph of a folder or RDF file as an rdflib graph, all its named graphs in one."""
    from kg.graph.store import to_rdflib

    return to_rdflib(Path(out))


def export(
    form: str,
    path: str | Path | None = None,
    *,
    out: str | Path = "out",
    evidence: bool = True,
    evidence_file: str | Path | None = None,
    raw: bool = False,
) -> None:
    """Writes a graph folder or RDF file in another format to a file, or tables to a folder; `kg.export("trig", "graph.trig")`.

    The formats are described in docs/export.md. Without a path, text goes to standard output and tables to a folder beside the
    graph. RDF can leave out the words that facts rest on, or have them in a second file; CSV is guarded unless it is `raw`.
    """
    from kg.exports.formats import Wanted
    from kg.exports.formats import export as write

    apart = None if evidence_file is None else Path(evidence_file)
    write(Path(out), form, None if path is None else Path(path), Wanted(evidence, apart, raw))
