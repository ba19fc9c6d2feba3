"""The search of the page, alone in a real Chromium: which names a query finds, in which order, and how long it takes."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import pytest
from browser.pages import MARKS, playwright

DATA = files("kg").joinpath("data")

pytestmark = MARKS

Found = list[dict[str, object]]

NAMES: list[list[str]] = [
    ["Hadrian Tolangga", "Hadrian", "Bupati Tolangga"],
    ["Soeharjo Widjaja"],
    ["Suharjono Basuki"],
    ["Nur Hayati Barimbing"],
    ["Syafi'i Anwar Lubuk"],
    ["Achmad Dzulkifli"],
    ["Muhammad Tegar Wibisana"],
    ["Fatimah Bhakti"],
    ["José Álvaro Núñez"],
    ["Al-Fatih Ramalan"],
    ["Provinsi Kalimantan Barat", "Kalbar"],
    ["Provinsi Kalimantan Timur", "Kaltim"],
    ["Pemerintah Provinsi Kalimantan Barat"],
    ["Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Pontianak"],
    ["Dinas Pemberdayaan Perempuan dan Perlindungan Anak Kota Singkawang"],
    ["Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Sambas"],
    ["Dinas Kesehatan Kabupaten Sambas"],
    ["Kabupaten Sambas"],
    ["Kota Pontianak", "Pontianak"],
    ["Kabupaten Pontianak Lama"],
    ["Sari"],
    ["Sari Melati"],
    ["Dewi Sari"],
    ["Kusari Wana"],
    ["__proto__"],
    ["constructor"],
    ["</script><b>x"],
    ["\u202egnp.exe"],
    ["😀"],
    ["(bq+)+$"],
    ["Иван Петрович"],
    ["Pj Wali Kota Satu"],
]

TABLE: list[tuple[str, list[str]]] = [
    # as written, in any case, marks and spaces
    ("hadrian tolangga", ["Hadrian Tolangga"]),
    ("  HADRIAN   tolangga ", ["Hadrian Tolangga"]),
    ("Hádrian", ["Hadrian Tolangga"]),
    ("jose alvaro nunez", ["José Álvaro Núñez"]),
    ("syafii", ["Syafi'i Anwar Lubuk"]),
    ("Syafi’i", ["Syafi'i Anwar Lubuk"]),
    ("alfatih", ["Al-Fatih Ramalan"]),
    ("al fatih", ["Al-Fatih Ramalan"]),
    ("nurhayati", ["Nur Hayati Barimbing"]),
    ("wan petro", []),
    ("петр ива", ["Иван Петрович"]),
    # words in any order, beginnings, inside
    ("tol had", ["Hadrian Tolangga"]),
    ("langga", ["Hadrian Tolangga"]),
    ("anwar syaf", ["Syafi'i Anwar Lubuk"]),
    # exact, begins, words begin, inside
    ("sari", ["Sari", "Sari Melati", "Dewi Sari", "Kusari Wana"]),
    # the name that fits is told
    ("kalbar", ["Kalbar", "Pemerintah Provinsi Kalimantan Barat"]),
    ("bupati tol", ["Bupati Tolangga"]),
    (
        "provinsi kalimantan",
        [
            "Provinsi Kalimantan Barat",
            "Provinsi Kalimantan Timur",
            "Pemerintah Provinsi Kalimantan Barat",
        ],
    ),
    # old and variant spellings
    ("suharjo", ["Suharjono Basuki", "Soeharjo Widjaja"]),
    ("suharyo wijaya", ["Soeharjo Widjaja"]),
    ("soeharjono", ["Suharjono Basuki", "Soeharjo Widjaja"]),
    ("sjafii", ["Syafi'i Anwar Lubuk"]),
    ("ahmad zulkifli", ["Achmad Dzulkifli"]),
    ("akhmad", ["Achmad Dzulkifli"]),
    ("moh tegar", ["Muhammad Tegar Wibisana"]),
    ("mohamad wibisana", ["Muhammad Tegar Wibisana"]),
    ("fatima bakti", ["Fatimah Bhakti"]),
    ("vatimah", ["Fatimah Bhakti"]),
    ("noerhajati", ["Nur Hayati Barimbing"]),
    # slips
    ("hadrain", ["Hadrian Tolangga"]),
    ("hadrian tolanga", ["Hadrian Tolangga"]),
    ("singkwaang", ["Dinas Pemberdayaan Perempuan dan Perlindungan Anak Kota Singkawang"]),
    ("wibsiana", ["Muhammad Tegar Wibisana"]),
    ("barinbung", ["Nur Hayati Barimbing"]),
    ("ski", []),
    # abbreviations
    ("dpmptsp", ["Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Pontianak"]),
    ("DPM-PTSP pontianak", ["Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Pontianak"]),
    ("dp3a", ["Dinas Pemberdayaan Perempuan dan Perlindungan Anak Kota Singkawang"]),
    ("dinas pupr", ["Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Sambas"]),
    ("dinkes sambas", ["Dinas Kesehatan Kabupaten Sambas"]),
    ("pemprov kalbar", ["Pemerintah Provinsi Kalimantan Barat"]),
    # honorifics and degrees
    ("pak hadrian", ["Hadrian Tolangga"]),
    ("Dr. H. Hadrian Tolangga, S.H., M.Si.", ["Hadrian Tolangga"]),
    ("H.Hadrian", ["Hadrian Tolangga"]),
    ("bu fatimah bhakti, SE, MM", ["Fatimah Bhakti"]),
    ("Pj Wali Kota Satu", ["Pj Wali Kota Satu"]),
    # plain text, whatever it is
    ("__proto__", ["__proto__"]),
    ("constructor", ["constructor"]),
    ("toString", []),
    ("</script><b>x", ["</script><b>x"]),
    ("gnp.exe", ["\u202egnp.exe"]),
    ("\u202ehadrian", ["Hadrian Tolangga"]),
    ("😀", ["😀"]),
    ("(bq+)+$", ["(bq+)+$"]),
    (".*", []),
    ("[", []),
    ("\\", []),
    ("", []),
    ("   ", []),
]


Searching = Callable[[Sequence[Sequence[str]]], playwright.Page]


@pytest.fixture
def searching(browser: playwright.Browser, tmp_path: Path) -> Iterator[Searching]:
    """A page with nothing but the search over the names given; of equals the one with more names weighs more."""
    context = browser.new_context()

    def over(names: Sequence[Sequence[str]]) -> playwright.Page:
        scripts = "".join(DATA.joinpath("page", name).read_text(encoding="utf-8") for name in ("spelling.js", "search.js"))
        data = json.dumps(names).replace("<", "\\u003c")
        start = "const find = makeSearch(NAMES.length, (id) => NAMES[id], (id) => NAMES[id].length);"
        path = tmp_path / "search.html"
        path.write_text(f'<meta charset="utf-8"><script>{scripts}const NAMES = {data};{start}</script>', encoding="utf-8")
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield over
    context.close()


@pytest.fixture
def page(searching: Searching) -> playwright.Page:
    return searching(NAMES)


def found(page: playwright.Page, query: str) -> Found:
    answer: Found = page.evaluate("query => find(query)", query)
    return answer


def names(page: playwright.Page, query: str) -> list[object]:
    return [one["name"] for one in found(page, query)]


def test_every_query_finds_its_names(page: playwright.Page) -> None:
    answers = {query: names(page, query) for query, _ in TABLE}
    assert answers == dict(TABLE)


def test_every_name_finds_itself_first_or_among_equals(searching: Searching) -> None:
    with DATA.joinpath("territories.csv").open(encoding="utf-8") as lines:
        places = [[row["full"], row["name"]] for row in csv.DictReader(lines)]
    offices = [[f"Badan Perencanaan Pembangunan Daerah {full}"] for full, _ in places[::7]]
    page = searching([*NAMES, *places, *offices])
    lost = page.evaluate(
        """() => NAMES.flatMap((own, id) => own.filter((name) => {
          const answer = find(name);
          const place = answer.findIndex((one) => one.id === id);
          const letters = (text) => foldedWords(text).join("");
          const same = (one) => NAMES[one.id].some((other) => letters(other) === letters(name));
          return place < 0 || !answer.slice(0, place).every(same);
        }))"""
    )
    assert lost == []


def test_of_equals_the_weightier_is_first_then_the_earlier(searching: Searching) -> None:
    page = searching([["Tirta Sagara"], ["Tirta Buana", "TB"], ["Tirta Sagara"], ["Tirta Candra", "TC", "TCC"]])
    assert [one["id"] for one in found(page, "tirta")] == [3, 1, 0, 2]


def test_titles_that_our_lists_know_do_no_harm(page: playwright.Page) -> None:
    with DATA.joinpath("titles.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] in ("honorific", "degree")]
    forms = [(row["kind"], form) for row in rows for form in row["form"].split("|") if not form.startswith("Al ")]
    queries = [f"{form} Hadrian Tolangga" if kind == "honorific" else f"Hadrian Tolangga, {form}" for kind, form in forms]
    firsts = page.evaluate("queries => queries.map(query => find(query)[0]?.name)", queries)
    missed = [query for query, first in zip(queries, firsts, strict=True) if first != "Hadrian Tolangga"]
    assert len(queries) > 300
    assert missed == []


@pytest.mark.parametrize("letter", ["a", "(", "😀", "\u202e", "a ", "a.", "ab1-"])
def test_ten_thousand_letters_are_no_trouble(page: playwright.Page, letter: str) -> None:
    assert page.evaluate("letter => Array.isArray(find(letter.repeat(10000)))", letter)
