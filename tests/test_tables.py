"""The tables of closed classes: bodies, head words of bodies, offices, titles, words that tell of a happening."""

from __future__ import annotations

import csv
from collections import Counter
from graphlib import TopologicalSorter
from importlib.resources import files

import pytest

from kg.graph.vocabulary import EVENT_TYPES

Row = dict[str, str]

COLUMNS = {
    "organizations": ["name", "short", "kind", "former"],
    "organization_heads": ["short", "full", "kind", "pattern"],
    "roles": ["form", "role", "acting", "organization", "level", "note"],
    "titles": ["form", "kind", "value"],
    "second_meanings": ["short", "beside"],
    "event_words": ["form", "type", "shape", "noun", "needs"],
}
FORMS = {
    "organizations": "short",
    "organization_heads": "short",
    "roles": "form",
    "titles": "form",
    "second_meanings": "short",
    "event_words": "form",
}
KINDS = {
    *("government", "ministry", "agency", "commission", "council", "office", "unit"),
    *("police", "army", "prosecution", "court"),
    *("enterprise", "party", "association", "university", "school", "hospital", "international", "other"),
}
ACTING = {"Plt", "Plh", "Pj", "Pjs"}
VERBS = {"act", "undergo", "meet", "receive"}
CLOSED = [
    ("organizations", "kind", KINDS),
    ("organization_heads", "kind", KINDS),
    ("organization_heads", "pattern", {"territory", "opd", "name"}),
    ("roles", "acting", ACTING | {""}),
    ("roles", "level", {"", "national", "provinsi", "kabupaten", "kota", "kecamatan", "kelurahan", "desa"}),
    ("roles", "note", {"", "generic", "decoy"}),
    ("titles", "kind", {"honorific", "rank", "degree", "acting", "former"}),
    ("titles", "value", ACTING | {"", "suffix"}),
    ("event_words", "type", set(EVENT_TYPES)),
    ("event_words", "shape", {"happening", "other"} | VERBS),
]


def table(name: str) -> list[Row]:
    """The rows of a table, with the header as keys."""
    text = (files("kg") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


def forms(name: str, row: Row) -> list[str]:
    """The spellings of a row without the mark for exact case; an organization's name is one of them."""
    listed = [form.removesuffix("!") for form in row[FORMS[name]].split("|") if form]
    return [row["name"], *listed] if name == "organizations" else listed


@pytest.mark.parametrize("name", COLUMNS)
def test_header_and_row_lengths(name: str) -> None:
    text = (files("kg") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines(), strict=True)
    assert header == COLUMNS[name]
    assert rows and [row for row in rows if len(row) != len(header)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_no_blanks_around_cells_and_forms(name: str) -> None:
    cells = [cell for row in table(name) for cell in row.values()]
    parts = [form for row in table(name) for form in row[FORMS[name]].split("|")]
    assert [text for text in cells + parts if text != " ".join(text.split())] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_a_form_and_no_empty_one(name: str) -> None:
    cells = [row[FORMS[name]] for row in table(name)]
    may_be_empty = name == "organizations"
    assert [cell for cell in cells if not cell] == [] or may_be_empty
    assert [cell for cell in cells if cell and "" in cell.split("|")] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_the_mark_for_exact_case_ends_a_form(name: str) -> None:
    parts = [form for row in table(name) for form in row[FORMS[name]].split("|")]
    assert [form for form in parts if "!" in form[:-1] or form == "!"] == []


@pytest.mark.parametrize("name", ["organizations", "organization_heads", "roles"])
def test_a_form_stands_for_one_row_whatever_its_case(name: str) -> None:
    count = Counter(form for row in table(name) for form in {form.casefold() for form in forms(name, row)})
    assert [form for form, rows in count.items() if rows > 1] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_a_form_is_written_once(name: str) -> None:
    count = Counter(form for row in table(name) for form in forms(name, row))
    assert [form for form, times in count.items() if times > 1] == []


@pytest.mark.parametrize("name", ["organizations", "organization_heads", "roles"])
def test_no_form_is_only_the_capitals_of_another(name: str) -> None:
    """Readers try ALL CAPS themselves."""
    for row in table(name):
        marked = {form.removesuffix("!") for form in row[FORMS[name]].split("|") if form.endswith("!")}
        plain = {form for form in forms(name, row) if form not in marked and form != form.upper()}
        assert {form.upper() for form in plain} & set(forms(name, row)) == set(), row


@pytest.mark.parametrize(("name", "column", "allowed"), CLOSED)
def test_closed_sets(name: str, column: str, allowed: set[str]) -> None:
    assert {row[column] for row in table(name)} - allowed == set()


def test_names_and_heads_are_written_in_full_once() -> None:
    for name, column in (("organizations", "name"), ("organization_heads", "full")):
        count = Counter(row[column].casefold() for row in table(name))
        assert [full for full, times in count.items() if times > 1 or not full] == []


def test_a_head_is_among_its_own_forms() -> None:
    heads = table("organization_heads")
    assert [row["full"] for row in heads if row["full"] not in forms("organization_heads", row)] == []


def test_a_name_is_not_repeated_among_its_short_forms() -> None:
    assert [row["name"] for row in table("organizations") if row["name"] in row["short"].split("|")] == []


def test_a_successor_is_listed_and_is_another_body() -> None:
    names = {row["name"] for row in table("organizations")}
    renamed = {row["name"]: row["former"].split("|") for row in table("organizations") if row["former"]}
    assert renamed and [name for name, others in renamed.items() if name in others or not names.issuperset(others)] == []


def test_no_chain_of_successors_runs_in_a_circle() -> None:
    TopologicalSorter({row["name"]: filter(None, row["former"].split("|")) for row in table("organizations")}).prepare()


def test_every_office_leads_to_a_known_body() -> None:
    names = {row["name"] for row in table("organizations")}
    heads = {row["full"] for row in table("organization_heads")}
    known = {"", "government"} | heads | {f"={name}" for name in names} | {f"~{kind}" for kind in KINDS}
    assert sorted({row["organization"].partition("@")[0] for row in table("roles")} - known) == []


def test_every_office_has_a_role_without_abbreviated_dots() -> None:
    assert [row for row in table("roles") if not row["role"] or "." in row["role"]] == []


def test_an_office_of_a_fixed_body_is_no_generic_word() -> None:
    assert [row for row in table("roles") if row["note"] == "generic" and row["organization"].startswith("=")] == []


def test_a_decoy_has_no_body() -> None:
    assert [row for row in table("roles") if row["note"] == "decoy" and row["organization"]] == []


def test_titles_carry_a_value_where_they_need_one() -> None:
    for row in table("titles"):
        needed = {"acting": ACTING, "rank": {"", "suffix"}}.get(row["kind"], {""})
        assert row["value"] in needed, row


def test_words_for_happenings_are_in_small_letters() -> None:
    cells = [row[column] for row in table("event_words") for column in ("form", "needs")]
    assert [cell for cell in cells if cell != cell.lower()] == []


def test_a_verb_has_the_noun_that_names_what_it_tells_of() -> None:
    assert [row for row in table("event_words") if row["shape"] in VERBS and not row["noun"]] == []


def test_what_a_word_needs_is_a_list_without_gaps_and_a_word_that_tells_of_nothing_needs_nothing() -> None:
    assert [row for row in table("event_words") if row["needs"] and "" in row["needs"].split("|")] == []
    assert [row for row in table("event_words") if row["shape"] == "other" and (row["needs"] or row["noun"])] == []


@pytest.mark.parametrize(
    ("name", "form", "column", "value"),
    [
        ("organizations", "KPK", "name", "Komisi Pemberantasan Korupsi"),
        ("organizations", "Ombudsman RI", "name", "Ombudsman Republik Indonesia"),
        ("organizations", "KemenPAN RB", "name", "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"),
        ("organizations", "Kementrian Kesehatan", "name", "Kementerian Kesehatan"),
        (
            "organizations",
            "Kemenkumham",
            "former",
            "Kementerian Hukum|Kementerian Hak Asasi Manusia|Kementerian Imigrasi dan Pemasyarakatan",
        ),
        ("organizations", "PDIP", "name", "Partai Demokrasi Indonesia Perjuangan"),
        ("organizations", "Korem 031/WB", "name", "Komando Resor Militer 031/Wira Bima"),
        ("organization_heads", "Pemkot", "full", "Pemerintah Kota"),
        ("organization_heads", "DPM-PTSP", "full", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        ("organization_heads", "Polresta", "full", "Kepolisian Resor Kota"),
        ("organization_heads", "Komisi I DPRD", "full", "Komisi I Dewan Perwakilan Rakyat Daerah"),
        ("organization_heads", "Ombudsman RI Perwakilan", "full", "Ombudsman Republik Indonesia Perwakilan"),
        ("roles", "Kadinkes", "organization", "Dinas Kesehatan"),
        ("roles", "Kadis PUPR", "organization", "Dinas Pekerjaan Umum dan Penataan Ruang"),
        ("roles", "Mendagri", "organization", "=Kementerian Dalam Negeri"),
        ("roles", "Dirjen Otda", "organization", "=Kementerian Dalam Negeri"),
        ("roles", "Kajari", "role", "Kepala Kejaksaan Negeri"),
        ("roles", "Kasat Reskrim", "role", "Kepala Satuan Reserse Kriminal"),
        ("roles", "Wawako", "role", "Wakil Wali Kota"),
        ("roles", "Pejabat Bupati", "acting", "Pj"),
        ("roles", "Inspektur Upacara", "note", "decoy"),
        ("titles", "Kombes Pol", "kind", "rank"),
        ("titles", "MSi", "kind", "degree"),
        ("titles", "M.Si.", "kind", "degree"),
        ("titles", "Hj.", "kind", "honorific"),
        ("titles", "Pelaksana Harian", "value", "Plh"),
        ("titles", "(Purn)", "value", "suffix"),
        ("titles", "eks", "kind", "former"),
    ],
)
def test_well_known_forms(name: str, form: str, column: str, value: str) -> None:
    assert [row[column] for row in table(name) if form in forms(name, row)] == [value]
