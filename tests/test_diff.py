"""What changed between two builds, from the words of invented articles to what the command prints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import permutations
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.differences.find import FINDERS, find
from kg.differences.model import HEADINGS, SECTIONS
from kg.differences.world import World
from kg.errors import GraphError, InputError
from kg.graph.folder import published
from kg.graph.store import open_store

SWORN = "2018-09-06: Presiden melantik Hendra Wijaya sebagai Gubernur Riau di Istana Negara, Jakarta, Rabu (5/9/2018)."
SEEN = "2019-03-04: Gubernur Riau Hendra Wijaya membuka rapat koordinasi di Pekanbaru, Senin (4/3/2019)."
NEXT = "2024-02-21: Presiden melantik Surya Atmaja sebagai Gubernur Riau di Istana Negara, Jakarta, Selasa (20/2/2024)."
RATED = "2024-03-01: Ombudsman RI pada 2023 memberi nilai {} kepada Pemerintah Provinsi Riau untuk kepatuhan pelayanan publik."
BUPATI = "2025-10-20: Bupati Kampar Sari Dewi melantik pejabat di Bangkinang, Senin (20/10/2025)."
WALI = "2025-10-23: Wali Kota Malang Sari Dewi membuka rapat di Malang, Kamis (23/10/2025)."
EVIL = "2025-10-24: Bupati Kampar Sari Dewi membuka rapat \x1b]0;x\x07koordinasi\u202e [link=x]y[/link] di Bangkinang."

BASE = {"a": SWORN, "b": SEEN, "r": RATED.format("88,40"), "s": BUPATI, "w": WALI}
Build = Callable[..., Path]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Builds the graph of articles that are written as `2018-09-06: Gubernur Riau ...`, once for the same articles."""
    built: dict[str, Path] = {}

    def graph(articles: Mapping[str, str], *decisions: str, out: Path | None = None) -> Path:
        key = json.dumps([articles, decisions])
        if out is None and key in built:
            return built[key]
        folder = tmp_path_factory.mktemp("diff")
        lines = ["decision,subject,property,value,who,when,why", *decisions]
        (folder / "decisions.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = {name: text.partition(": ") for name, text in articles.items()}
        records = [json.dumps({"id": name, "published": date, "text": text}) for name, (date, _, text) in told.items()]
        (folder / "in.jsonl").write_text("\n".join(records), encoding="utf-8")
        built[key] = out or folder / "out"
        kg.build([folder / "in.jsonl"], out=built[key], decisions=folder / "decisions.csv", jobs=1)
        return built[key]

    return graph


@pytest.fixture(scope="module")
def worlds(build: Build) -> dict[str, Path]:
    """Small worlds: all start from `base`."""
    bupati, wali = _ids(build(BASE), "Sari Dewi")
    return {
        "base": build(BASE),
        "successor": build({**BASE, "c": NEXT}),
        "less": build({name: text for name, text in BASE.items() if name != "b"}),
        "rated": build({**BASE, "r": RATED.format("79,1")}),
        "merged": build(BASE, f"same,{bupati},,{wali},Rina,2026-11-22,one photo"),
        "renamed": build(BASE, f"rename,{bupati},,Sari Dewi Lestari,Rina,2026-11-22,"),
        "evil": build({**BASE, "x": EVIL}),
    }


def _ids(graph: Path, name: str) -> list[str]:
    rows = kg.query(f'SELECT DISTINCT ?p {{ ?p a foaf:Person ; skos:prefLabel "{name}" }} ORDER BY ?p', out=graph)
    return ["person/" + row["p"].rpartition("/")[2] for row in rows]


def told(old: Path, new: Path, *sections: str) -> list[str]:
    return [f"{change.kind}: {change.text}" for change in kg.diff(old, new, only=sections)]


def test_a_successor_is_sworn_in(worlds: Mapping[str, Path]) -> None:
    ran = CliRunner().invoke(app, ["diff", str(worlds["base"]), str(worlds["successor"]), "-v"])
    assert (ran.exit_code, ran.stderr) == (
        1,
        "5 changes: article added 1; in office 1; over 1; other holder 1; new event 1\n",
    )
    words = "Istana Negara, Jakarta, Selasa (20/2/2024).\n      2024-02-21 c, from character 0\n"
    assert ran.stdout == (
        "Articles added: 1\n"
        "  c (2024-02-21)\n"
        "\n"
        "New in office: 1\n"
        "\n"
        "  Surya Atmaja is Gubernur Riau (sworn in 2024-02-20, seen 2024-02-21)\n"
        f"      Presiden melantik «Surya Atmaja sebagai Gubernur Riau» di {words}"
        "\n"
        "No longer in office: 1\n"
        "\n"
        "  Hendra Wijaya is no longer Gubernur Riau (sworn in 2018-09-05, seen 2018-09-06 to 2019-03-04, ended 2024-02-20);"
        " Surya Atmaja follows\n"
        f"      Presiden «melantik» Surya Atmaja sebagai Gubernur Riau di {words}"
        "\n"
        "Posts with another holder: 1\n"
        "\n"
        "  Gubernur Riau is Surya Atmaja now, before it was Hendra Wijaya\n"
        f"      Presiden melantik «Surya Atmaja sebagai Gubernur Riau» di {words}"
        "\n"
        "New events: 1 (pelantikan 1)\n"
        "\n"
        "  [pelantikan] pelantikan Surya Atmaja sebagai Gubernur Riau; 2024-02-20, Daerah Khusus Ibukota Jakarta\n"
        f"      Presiden «melantik» Surya Atmaja sebagai Gubernur Riau di {words}"
    )


def test_an_article_is_gone(worlds: Mapping[str, Path]) -> None:
    assert told(worlds["base"], worlds["less"]) == [
        "article removed: b (2019-03-04)",
        "other dates: Hendra Wijaya, Gubernur Riau: last seen 2018-09-06 (was 2019-03-04)",
        "gone event: [rapat] rapat koordinasi; 2019-03-04, Kota Pekanbaru",
    ]
    for change in kg.diff(worlds["base"], worlds["less"]):
        assert change.graph == "old" and change.evidence and change.evidence.article == "b"


def test_who_stood_in_and_who_is_called_former(build: Build) -> None:
    old = {"a": SEEN.replace("Gubernur Riau Hendra Wijaya", "Plt Gubernur Riau Surya Atmaja"), "s": BUPATI}
    former = "2025-12-22: Mantan Bupati Kampar Sari Dewi hadir dalam rapat di Bangkinang."
    changes = kg.diff(build(old), build(old | {"c": NEXT, "m": former}), only=["people"])
    assert [change.text for change in changes] == [
        "Surya Atmaja is Gubernur Riau (sworn in 2024-02-20, seen 2024-02-21)",
        "Sari Dewi is no longer Bupati Kampar (seen 2025-10-20, over by 2025-12-22)",
        "Surya Atmaja is no longer Plt Gubernur Riau (seen 2019-03-04, ended 2024-02-20); Surya Atmaja is Gubernur Riau",
    ]
    assert [change.evidence and change.evidence.article for change in changes] == ["c", "m", "c"]


def test_a_file_of_something_else(tmp_path: Path, worlds: Mapping[str, Path]) -> None:
    file = tmp_path / "other.ttl"
    file.write_text(
        "@prefix a: <http://www.w3.org/ns/org#> . @prefix s: <https://w3id.org/simpul/ontology#> .\n"
        '[] a a:Organization ; a:member "x", [] ; s:post [], "y" ; s:articles 1 ; <https://schema.org/author> "z" .\n'
        "[] a <https://schema.org/Rating>, <http://xmlns.com/foaf/0.1/Person>, s:Decision .\n",
        encoding="utf-8",
    )
    assert kg.diff(file, worlds["base"]) and kg.diff(worlds["base"], file)
    with pytest.raises(GraphError, match="one graph"):
        kg.diff(file)


def test_a_rating_has_another_value(worlds: Mapping[str, Path]) -> None:
    changed, rated = kg.diff(worlds["base"], worlds["rated"])
    assert (changed.kind, changed.text) == ("article changed", "r (2024-03-01)")
    assert rated.text == (
        "Pemerintah Provinsi Riau: kepatuhan pelayanan publik 2023, by Ombudsman Republik Indonesia"
        " is 79,1, before it was 88,40"
    )
    assert (rated.kind, rated.was, rated.now) == ("changed rating", "88,40", "79,1")
    assert rated.evidence and rated.evidence.words and "79,1" in rated.evidence.words.sentence


def test_two_people_are_one_now_and_nobody_is_gone_or_new(worlds: Mapping[str, Path]) -> None:
    merged, decided = kg.diff(worlds["base"], worlds["merged"])
    bupati, wali = (each.removeprefix("person/") for each in _ids(worlds["base"], "Sari Dewi"))
    assert (merged.kind, decided.kind) == ("merged", "decision added")
    assert merged.text.startswith(f"Sari Dewi ({bupati}) and Sari Dewi ({wali}) are one person now: Sari Dewi (")
    assert ", because " in merged.text and "Rina" in merged.text
    assert decided.text == f"same person/{bupati} person/{wali} (by Rina, 2026-11-22): one photo"
    split, undone = kg.diff(worlds["merged"], worlds["base"])
    assert (split.kind, undone.kind) == ("split", "decision gone")
    assert split.text.endswith(f" is now 2 people: Sari Dewi ({bupati}) and Sari Dewi ({wali})")


def test_somebody_is_called_otherwise(worlds: Mapping[str, Path]) -> None:
    changes = kg.diff(worlds["base"], worlds["renamed"])
    assert [change.kind for change in changes] == ["renamed", "decision added"]
    assert (changes[0].text, changes[0].was) == ("Sari Dewi is called Sari Dewi Lestari now", "Sari Dewi")


def test_a_person_whose_id_is_another_is_the_same_person(build: Build, worlds: Mapping[str, Path]) -> None:
    both, kept = set(_ids(worlds["base"], "Sari Dewi")), _ids(worlds["merged"], "Sari Dewi")
    (replaced,) = both - set(kept)
    for article, post in (("s", "Wali Kota Malang"), ("w", "Bupati Kampar")):
        alone = build({article: BASE[article]})
        assert [line.partition(" (")[0] for line in told(alone, worlds["merged"], "people", "tenures", "identities")] == [
            "in office: Hendra Wijaya is Gubernur Riau",
            f"in office: Sari Dewi is {post}",
        ]
        assert [line.partition(" (")[0] for line in told(worlds["merged"], alone, "people", "tenures", "identities")] == [
            "gone: No article tells any more that Hendra Wijaya is Gubernur Riau",
            f"gone: No article tells any more that Sari Dewi is {post}",
        ]
    assert replaced in {_ids(build({article: BASE[article]}), "Sari Dewi")[0] for article in "sw"}


def test_a_graph_does_not_differ_from_itself(worlds: Mapping[str, Path], tmp_path: Path) -> None:
    for graph in worlds.values():
        file = published(graph).quads
        assert kg.diff(graph, graph) == kg.diff(graph, published(graph).path) == kg.diff(graph, file) == []
    ran = CliRunner().invoke(app, ["diff", str(worlds["base"]), str(worlds["base"])])
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "nothing changed\n")


MIRROR = {
    "article added": "article removed",
    "in office": "gone",
    "former holder": "former holder gone",
    "over": "not over",
    "new event": "gone event",
    "new rating": "gone rating",
    "new body": "gone body",
    "merged": "split",
    "decision added": "decision gone",
}


def test_there_and_back(worlds: Mapping[str, Path]) -> None:
    mirror = MIRROR | {after: before for before, after in MIRROR.items()}
    for one, other in permutations(sorted(worlds), 2):
        there = Counter(change.kind for change in kg.diff(worlds[one], worlds[other]))
        back = Counter(mirror.get(change.kind, change.kind) for change in kg.diff(worlds[other], worlds[one]))
        assert there == back and there, (one, other)


def test_the_order_of_articles_makes_no_difference(build: Build, worlds: Mapping[str, Path]) -> None:
    turned = build(dict(reversed({**BASE, "c": NEXT}.items())))
    assert kg.diff(worlds["successor"], turned) == []
    assert kg.diff(worlds["base"], turned) == kg.diff(worlds["base"], worlds["successor"])


def test_files_say_what_folders_say(worlds: Mapping[str, Path]) -> None:
    files = [published(worlds[name]).quads for name in ("base", "successor")]
    assert kg.diff(*files) == kg.diff(worlds["base"], worlds["successor"])


def test_the_last_two_generations(build: Build, tmp_path: Path) -> None:
    build(BASE, out=tmp_path / "out")
    with pytest.raises(GraphError, match="no earlier generation"):
        kg.diff(tmp_path / "out")
    build({**BASE, "c": NEXT}, out=tmp_path / "out")
    assert [change.text for change in kg.diff(tmp_path / "out", only=["articles"])] == ["c (2024-02-21)"]
    build(BASE, out=tmp_path / "out")
    assert [change.kind for change in kg.diff(tmp_path / "out", only=["articles"])] == ["article removed"]
    with pytest.raises(GraphError, match="one graph"):
        kg.diff(published(tmp_path / "out").path)


def test_only_some_sections_and_not_too_many(worlds: Mapping[str, Path]) -> None:
    assert FINDERS.keys() == SECTIONS.keys()
    with pytest.raises(InputError, match="expected articles, people"):
        kg.diff(worlds["base"], worlds["base"], only=["planets"])
    each = [change for section in SECTIONS for change in kg.diff(worlds["base"], worlds["successor"], only=[section])]
    assert each == kg.diff(worlds["base"], worlds["successor"])
    empty = worlds["less"]
    cut = find(empty, worlds["evil"], limit=1)
    assert len(cut.changes) == len(cut.counts) < sum(cut.counts.values())
    ran = CliRunner().invoke(app, ["diff", str(empty), str(worlds["evil"]), "--limit", "1", "--only", "events"])
    assert ran.stdout.startswith("New events: 2 (rapat 2), 1 listed\n")
    assert ran.stderr == "2 changes: new event 2 (1 listed; --limit for more)\n"


def test_records_are_whole_and_text_steers_no_terminal(worlds: Mapping[str, Path]) -> None:
    paths = [str(worlds["base"]), str(worlds["evil"])]
    ran = CliRunner().invoke(app, ["diff", *paths, "-v"])
    assert "koordinasi" in ran.stdout and all(line.isprintable() for line in ran.stdout.splitlines())
    records = json.loads(CliRunner().invoke(app, ["diff", *paths, "--json", "-q"]).stdout)
    assert len(records) == len(kg.diff(*paths))
    for record in records:
        assert record["kind"] in HEADINGS and record["kind"] in SECTIONS[record["section"]]
        assert list(record) == ["section", "kind", "text", "about", "was", "now", "group", "graph", "evidence"]
        assert record["about"] and record["evidence"]["article"] == "x"


def test_every_sentence_is_one_of_the_articles(worlds: Mapping[str, Path]) -> None:
    texts = {*BASE.values(), NEXT, RATED.format("79,1")}
    articles = {name: set(World(graph).articles.values()) for name, graph in worlds.items()}
    for one, other in permutations(sorted(worlds.keys() - {"evil"}), 2):
        for change in kg.diff(worlds[one], worlds[other]):
            if change.evidence and change.evidence.words:
                assert any(change.evidence.words.sentence in text for text in texts)
                there = articles[other if change.graph == "new" else one]
                assert change.evidence.article in there


def test_graphs_that_cannot_be_compared(build: Build, worlds: Mapping[str, Path], tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(SEEN, encoding="utf-8")
    kg.build([tmp_path / "in.txt"], out=tmp_path / "out", base="https://contoh.id/", jobs=1, decisions=tmp_path / "none.csv")
    with pytest.raises(GraphError, match="base"):
        kg.diff(worlds["base"], tmp_path / "out")
    file = tmp_path / "old.nq"
    lines = published(worlds["base"]).quads.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "graph/resolution" not in line), encoding="utf-8")
    with pytest.raises(GraphError, match=r"old\.nq.*build it again"):
        kg.diff(file, worlds["base"])
    ran = CliRunner().invoke(app, ["diff", str(tmp_path / "nothing")])
    assert ran.exit_code == 1 and ran.stdout == ""
    assert len(open_store(file)) > 0
