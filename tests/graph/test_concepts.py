"""The schemes of roles, types of events and kinds of bodies."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pyoxigraph
import pytest

from kg import lexicon
from kg.errors import DataError
from kg.graph import concepts
from kg.graph.concepts import SCHEMES, broader, table, with_broader
from kg.graph.iris import Iris, named
from kg.graph.reference import Mentioned, reference_quads
from kg.graph.vocabulary import EVENT_TYPES, SKOS

IRIS = Iris()
ROLES = sorted({row["role"] for row in csv.DictReader((files("kg") / "data" / "roles.csv").read_text("utf-8").splitlines())})
KINDS = sorted(
    {row.kind for row in (*lexicon.bodies(), *lexicon.heads())} | {"school", "unit", "university", "government", "office"}
)
EVERYTHING = Mentioned(frozenset(ROLES), frozenset(EVENT_TYPES), frozenset(KINDS))


def graph(mentioned: Mentioned) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    text = "\n".join(reference_quads(mentioned, lexicon.territories(), IRIS)).encode()
    for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS):
        store.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object))
    return store


def said(store: pyoxigraph.Store, predicate: str) -> dict[str, list[str]]:
    """The values of a property by subject, without the base and with the language behind."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), None):
        value = quad.object.value.removeprefix(IRIS.base)
        language = getattr(quad.object, "language", None)
        found[quad.subject.value.removeprefix(IRIS.base)].append(f"{value}@{language}" if language else value)
    return {subject: sorted(values) for subject, values in found.items()}


@pytest.fixture(scope="module")
def everything() -> pyoxigraph.Store:
    return graph(EVERYTHING)


@pytest.mark.parametrize(
    ("role", "above"),
    [
        ("Gubernur", ["Kepala Daerah", "Jabatan Pemerintahan"]),
        ("Wakil Wali Kota", ["Wakil Kepala Daerah", "Jabatan Pemerintahan"]),
        ("Presiden", ["Pimpinan Negara", "Jabatan Pemerintahan"]),
        ("Presiden Direktur", ["Jabatan Perusahaan"]),
        ("Wakil Menteri", ["Anggota Kabinet", "Jabatan Pemerintahan"]),
        ("Sekretaris Daerah", ["Sekretaris"]),
        ("Sekretaris Fraksi", ["Jabatan Dewan"]),
        ("Kepala Dinas", ["Kepala"]),
        ("Kepala Staf Angkatan Darat", ["Jabatan Militer", "Jabatan Keamanan dan Hukum"]),
        ("Kepala Staf Kepresidenan", ["Anggota Kabinet", "Jabatan Pemerintahan"]),
        ("Kapolres Metro", ["Jabatan Kepolisian", "Jabatan Keamanan dan Hukum"]),
        ("Kepala Kejaksaan Negeri", ["Jabatan Kejaksaan", "Jabatan Keamanan dan Hukum"]),
        ("Hakim Agung", ["Jabatan Peradilan", "Jabatan Keamanan dan Hukum"]),
        ("Wali Nagari", ["Kepala Desa", "Jabatan Pemerintahan"]),
        ("Anggota Komisi", ["Jabatan Dewan"]),
        ("Ketua Umum", ["Ketua"]),
        ("Inspektur Upacara", []),
        ("Kepala Keluarga", []),
        ("Ibu Negara", []),
    ],
)
def test_what_is_above_a_role(role: str, above: list[str]) -> None:
    found = []
    while role := broader("role", role):
        found.append(role)
    assert found == above


def test_types_of_events_and_kinds_of_bodies_are_in_the_table() -> None:
    labels = {scheme: {row.label for row in table().values() if row.scheme == scheme} for scheme in SCHEMES}
    groups = {row.broader for row in table().values()}
    assert labels["event-type"] - groups == set(EVENT_TYPES)
    assert labels["organization-kind"] - groups == set(KINDS) - {""}


def test_every_concept_of_the_table_is_explained_in_both_languages() -> None:
    assert [row.label for row in table().values() if not (row.definition and row.definisi)] == []
    assert [row.label for row in table().values() if not (row.english or row.indonesian)] == []


def test_every_beginning_of_a_role_begins_one() -> None:
    starts = list(concepts._groups())
    words = [tuple(named(role).split("~")[0].split("-")) for role in ROLES]
    assert [start for start in starts if not any(role[: len(start)] == start for role in words)] == []


def test_only_what_is_mentioned_and_what_is_above_it_is_there() -> None:
    chosen = with_broader("role", ["Bupati", "Kepala Daerah"])
    assert list(chosen.values()) == ["Bupati", "Kepala Daerah", "Jabatan Pemerintahan"]
    assert with_broader("event-type", []) == {}
    labels = said(graph(Mentioned(event_types=frozenset({"rapat"}))), SKOS.prefLabel)
    assert labels == {
        "event-type/rapat": ["rapat"],
        "event-type/pertemuan-dan-kunjungan": ["pertemuan dan kunjungan"],
        "scheme/event-type": ["Jenis peristiwa"],
    }


def test_labels_that_differ_in_case_are_one_concept() -> None:
    assert list(with_broader("role", ["KETUA UMUM", "Ketua Umum"]).values()) == ["KETUA UMUM", "Ketua"]


def test_a_concept_has_one_plain_label_a_notation_and_words_in_two_languages() -> None:
    store = graph(Mentioned(event_types=frozenset({"bencana"}), kinds=frozenset({"police"})))
    assert said(store, SKOS.prefLabel)["organization-kind/police"] == ["police"]
    assert said(store, SKOS.notation)["organization-kind/police"] == ["police"]
    assert said(store, SKOS.altLabel)["organization-kind/police"] == ["kepolisian@id"]
    assert said(store, SKOS.altLabel)["event-type/bencana"] == ["disaster@en"]
    assert said(store, SKOS.definition)["event-type/bencana"] == [
        "Bencana, kecelakaan, atau wabah@id",
        "Disaster, accident or outbreak@en",
    ]


def test_broader_and_narrower_are_the_same_the_other_way_round(everything: pyoxigraph.Store) -> None:
    up = {(low, high) for low, highs in said(everything, SKOS.broader).items() for high in highs}
    down = {(low, high) for high, lows in said(everything, SKOS.narrower).items() for low in lows}
    assert up == down and len(up) > 500


def test_a_concept_is_at_the_top_or_below_one_other_of_its_scheme(everything: pyoxigraph.Store) -> None:
    above, tops, schemes = (said(everything, term) for term in (SKOS.broader, SKOS.topConceptOf, SKOS.inScheme))
    notations = said(everything, SKOS.notation)
    concepts_of = {scheme: {c for c, s in schemes.items() if s == [f"scheme/{scheme}"]} for scheme in SCHEMES}
    assert set(schemes) == set().union(*concepts_of.values())
    for scheme, members in concepts_of.items():
        assert {member for member in members if member in tops} == {member for member in members if member not in above}
        assert said(everything, SKOS.hasTopConcept)[f"scheme/{scheme}"] == sorted(members & tops.keys())
        assert len({notations[member][0] for member in members}) == len(members)
        assert all(len(above[member]) == 1 and above[member][0] in members for member in members & above.keys())


def test_nothing_is_above_itself(everything: pyoxigraph.Store) -> None:
    query = f"ASK {{ ?concept <{SKOS.broader}>+ ?concept }}"
    assert not bool(everything.query(query))


# Broken tables


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of tables in the place of `kg/data`."""
    data = tmp_path / "data"
    data.mkdir()
    for name in ("concepts.csv", "role_groups.csv"):
        (data / name).write_text((files("kg") / "data" / name).read_text("utf-8"), "utf-8")
    monkeypatch.setattr(lexicon, "files", lambda package: tmp_path)
    for cached in (concepts.table, concepts._groups):
        cached.cache_clear()
    yield data
    for cached in (concepts.table, concepts._groups):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("concepts.csv", "office,Camat,,,,,", "scheme: 'office' is not one of"),
        ("concepts.csv", "role,camat,,,,,", "label: 'camat' is not used once in its scheme"),
        ("concepts.csv", "role,Entah,Nanti,,,,", "broader: 'Nanti' is not a label of its scheme in a row before"),
        ("concepts.csv", "role, Entah,,,,,", "label: ' Entah' is not text without blanks around it"),
        ("role_groups.csv", "kapolri,Camat", "start: 'kapolri' is not used once"),
        ("role_groups.csv", "Entah,Nanti", "broader: 'Nanti' is not a role of concepts.csv"),
    ],
)
def test_a_broken_row_is_named(folder: Path, name: str, row: str, message: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    with pytest.raises(DataError) as error:
        concepts._groups()
    assert str(error.value).startswith(name) and message in str(error.value)
