"""The whole chain on small folders of articles: what is read, refused, published and verified."""

from __future__ import annotations

import gzip
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import GraphError, InputError, KgError
from kg.graph.folder import published
from kg.pipeline import build
from kg.verify import verify

SEEDS = Path(__file__).parent.parent / "seeds"
NEWS = "Bupati Kampar Budi Hartono membuka rapat koordinasi di Bangkinang, Senin (20/10/2025).\n"
OTHER = "Wali Kota Pekanbaru Sari Wulandari meninjau pasar, Selasa (21/10/2025).\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def facts_of(out: Path, article: str) -> list[str]:
    """The lines of an article's named graph."""
    lines = (out / "graph.nq").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.endswith(f"article/{article}> .")]


def refused(out: Path) -> dict[str, str]:
    lines = (out / "refused.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["origin"]: record["reason"] for record in map(json.loads, lines)}


def test_the_seeds(tmp_path: Path) -> None:
    summary = build([SEEDS], out=tmp_path / "out")
    assert summary.refusals == ()
    assert summary.counts["article"] == 5
    assert summary.counts["person"] >= 10
    assert {row["article"] for row in kg.query("officials", out=summary.out)} == {path.stem for path in SEEDS.glob("*.txt")}
    assert verify(summary.out).findings == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", NEWS.encode()),
        ("a.txt.gz", gzip.compress(NEWS.encode())),
        ("a.jsonl", json.dumps({"id": "a", "text": NEWS}).encode()),
        ("b.csv", f'id,text\na,"{NEWS}"\n'.encode()),
        ("a.html", f"<html><body><article><p>{NEWS}</p><p>{NEWS * 3}</p></article></body></html>".encode()),
    ],
)
def test_every_kind_of_input(tmp_path: Path, name: str, content: bytes) -> None:
    write(tmp_path / "in", {name: content})
    summary = build([tmp_path / "in"], out=tmp_path / "out")
    assert summary.refusals == ()
    assert [(row["person"], row["role"]) for row in kg.query("officials", out=summary.out)] == [("Budi Hartono", "Bupati")]
    assert verify(summary.out).findings == ()


def test_columns_and_standard_input(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"slug": f"n{number}", "body": NEWS}) + "\n" for number in range(20))
    summary = build(["-"], out=tmp_path / "out", columns={"id": "slug", "text": "body"}, stdin=io.BytesIO(lines.encode()))
    assert summary.counts["article"] == 20
    assert {row["article"] for row in kg.query("officials", out=summary.out)} == {f"n{number}" for number in range(20)}
    assert verify(summary.out).findings == ()
    assert len(verify(summary.out).notes) == 20


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n" * 100,
    "binary.txt": bytes(range(256)) * 10,
    "lines.jsonl": b'{"text": 5}\nnot json\n',
    "fake.txt.gz": b"not gzip",
    "page.html": b"<html>",
    "deep.html": b"<div>" * 30_000,
}


def test_bad_articles_are_refused_and_change_nothing_else(tmp_path: Path) -> None:
    good = write(tmp_path / "good", {"a.txt": NEWS, "b.txt": OTHER})
    both = write(tmp_path / "both", {"a.txt": NEWS, "b.txt": OTHER, **BAD})
    (both / "link.txt").symlink_to("/etc/hostname")
    alone, together = build([good], out=tmp_path / "1"), build([both], out=tmp_path / "2")
    for article in ("a", "b"):
        assert facts_of(alone.out, article) == facts_of(together.out, article) != []
    seen = refused(together.out)
    assert {Path(origin.partition(".jsonl:")[0]).name for origin in seen} >= {
        "empty.txt",
        "blank.txt",
        "fake.txt.gz",
        "link.txt",
    }
    assert all(reason and "\n" not in reason and "internal error" not in reason for reason in seen.values())
    assert together.counts["article"] + together.counts["refused"] == 2 + len(BAD) + 2


def test_the_same_id_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"x/a.txt": NEWS, "y/a.txt": OTHER})
    summary = build([folder], out=tmp_path / "out")
    assert summary.counts["article"] == 1
    assert refused(summary.out) == {str(folder / "y/a.txt"): f"same id as {folder / 'x/a.txt'}: a"}


def test_the_graph_is_not_read_as_articles(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": NEWS, "empty.txt": ""})
    for _ in range(2):
        summary = build([folder], out=folder / "out")
        assert summary.counts["inputs"] == 1
        assert len(summary.refusals) == 1


@pytest.mark.parametrize(
    ("arrange", "complaint"),
    [
        (lambda folder: {"paths": [folder / "nothing"]}, "no article could be read: .*nothing: No such file"),
        (lambda folder: {"paths": [write(folder / "e", {"e.txt": ""})]}, "no article could be read: .*e.txt: empty"),
        (lambda folder: {"paths": [write(folder / "p", {"a.pdf": "x"})]}, "there are no articles to read: expected files"),
        (lambda folder: {"paths": [SEEDS], "base": "nonsense"}, "base IRI 'nonsense': expected http"),
        (lambda folder: {"paths": [SEEDS], "columns": {"body": "text"}}, "unknown field 'body': expected one of"),
        (lambda folder: {"paths": [SEEDS], "out": write(folder / "mine", {"letter.odt": "x"})}, "holds files that are not"),
    ],
)
def test_what_cannot_be_built(tmp_path: Path, arrange: Callable[[Path], dict[str, object]], complaint: str) -> None:
    with pytest.raises(KgError, match=complaint):
        build(**{"out": tmp_path / "out", **arrange(tmp_path)})  # type: ignore[arg-type]


def test_a_build_that_fails_leaves_the_old_graph(tmp_path: Path) -> None:
    out = build([SEEDS], out=tmp_path / "out").out
    before = (out / "graph.nq").read_bytes()
    with pytest.raises(InputError):
        build([tmp_path / "nothing"], out=out)
    assert (out / "graph.nq").read_bytes() == before
    assert verify(out).findings == ()


def test_an_article_that_breaks_extraction_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken"
    write(broken, {"sitecustomize.py": BROKEN_EXTRACTION})
    monkeypatch.setenv("PYTHONPATH", str(broken))
    folder = write(tmp_path / "in", {"a.txt": NEWS, "b.txt": OTHER, "c.txt": NEWS})
    summary = build([folder], out=tmp_path / "out", jobs=1)
    assert summary.counts["article"] == 2
    (reason,) = refused(summary.out).values()
    assert reason.startswith("internal error: KeyError: 'Pekanbaru' (sitecustomize.py, line ")


BROKEN_EXTRACTION = """
import kg.extract.facts as facts
read = facts.read
def broken(document):
    if "Pekanbaru" in document.text:
        raise KeyError("Pekanbaru")
    return read(document)
facts.read = broken
"""


def test_an_article_whose_lines_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "broken", {"sitecustomize.py": BROKEN_WRITING})
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "broken"))
    folder = write(tmp_path / "in", {"a.txt": NEWS, "b.txt": OTHER})
    summary = build([folder], out=tmp_path / "out", jobs=1)
    assert summary.counts["article"] == summary.counts["inputs"] == 1
    assert [refusal.reason.partition(" (")[0] for refusal in summary.refusals] == ["internal error: KeyError: 'b'"]
    assert verify(summary.out).findings == ()


BROKEN_WRITING = """
import kg.graph.triples as triples
quads = triples.quads
def broken(reading, *rest):
    if reading.document.id == "b":
        raise KeyError("b")
    return quads(reading, *rest)
triples.quads = broken
"""


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build([SEEDS], out=tmp_path / "out", progress=lambda *now: told.append(now))
    assert told[4] == ("reading", 5, 5)
    assert [doing for doing, _, _ in told] == ["reading"] * 5 + ["writing"] * 5 + ["publishing"]


def copied(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with copies of two seeds, and the graph of them."""
    folder = tmp_path / "in"
    folder.mkdir()
    for seed in sorted(SEEDS.glob("*.txt"))[:2]:
        shutil.copy(seed, folder)
    return folder, build([folder], out=tmp_path / "out").out


def test_verify_finds_an_article_that_has_changed(tmp_path: Path) -> None:
    folder, out = copied(tmp_path)
    article = sorted(folder.iterdir())[0]
    article.write_text("x" + article.read_text(encoding="utf-8"), encoding="utf-8")
    outcome = verify(out)
    assert len(outcome.findings) > 3
    assert all(str(article) in finding for finding in outcome.findings)
    assert outcome.notes == (f"{article}: the text has changed since the graph was built",)


def test_verify_only_notes_what_changed_behind_the_facts(tmp_path: Path) -> None:
    folder, out = copied(tmp_path)
    article = sorted(folder.iterdir())[0]
    article.write_text(article.read_text(encoding="utf-8") + "\nTambahan.", encoding="utf-8")
    assert verify(out).findings == ()
    assert len(verify(out).notes) == 1


def test_verify_finds_an_article_that_is_gone(tmp_path: Path) -> None:
    folder, out = copied(tmp_path)
    article = sorted(folder.iterdir())[0]
    article.unlink()
    (finding,) = verify(out).findings
    assert finding.startswith(f"{article}: not read again")


@pytest.mark.parametrize("name", ["graph.nq", "graph.ttl", "inputs.jsonl", "refused.jsonl"])
def test_verify_finds_a_published_file_that_has_changed(tmp_path: Path, name: str) -> None:
    _, out = copied(tmp_path)
    path = published(out).path / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert verify(out).findings == (f"{path}: changed since it was published",)
    path.unlink()
    assert verify(out).findings == (f"{path}: missing",)


def test_verify_wants_a_folder(tmp_path: Path) -> None:
    _, out = copied(tmp_path)
    with pytest.raises(GraphError, match="expected a folder that `kg build` made"):
        verify(out / "graph.ttl")


def test_names_are_resolved_over_all_articles(tmp_path: Path) -> None:
    again = NEWS.replace("Budi Hartono", "H. Budi Hartono, M.Si")
    folder = write(tmp_path / "in", {"a.txt": NEWS, "b.txt": again, "c.txt": OTHER})
    out = build([folder], out=tmp_path / "out").out
    rows = kg.query(
        "SELECT ?p (COUNT(DISTINCT ?a) AS ?n) { ?a schema:mentions ?p . ?p a foaf:Person } GROUP BY ?p ORDER BY ?n",
        out=out,
    )
    assert [row["n"] for row in rows] == ["1", "2"]
