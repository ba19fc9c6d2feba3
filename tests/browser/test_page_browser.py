"""The page as its readers use it: search, facts, filters, surroundings, table, languages, keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.pages import MARKS, SAMPLE, Opened, number, opened, playwright, search
from pyoxigraph import RdfFormat, Store

from kg.view import write

pytestmark = MARKS


def click_node(page: playwright.Page, label: str) -> None:
    place = page.evaluate(
        "label => { const id = NODES.findIndex(node => node.label === label);"
        "const {x, y} = picture.network.canvasToDOM(picture.network.getPosition(id));"
        "const box = document.getElementById('canvas').getBoundingClientRect(); return [box.x + x, box.y + y] }",
        label,
    )
    page.mouse.click(*place)
    page.wait_for_function("!document.getElementById('panel').hidden")


def test_it_opens_with_its_numbers(sample: Opened) -> None:
    assert sample.page.title() == "Simpul"
    assert sample.page.inner_text("#summary") == "2 artikel · 15 Maret 2021 – Juni 2021 · 28 hubungan · 2 kutipan"
    assert [text.split() for text in sample.page.locator("#legend button").all_inner_texts()] == [
        ["Orang", "8"],
        ["Lembaga", "6"],
        ["Wilayah", "3"],
        ["Peristiwa", "2"],
        ["Penilaian", "2"],
    ]


@pytest.mark.parametrize("text", ["hadrian", "TOLANGGA hadr", "Hádrian", "  tolangga "])
def test_search_takes_any_spelling(sample: Opened, text: str) -> None:
    sample.page.fill("#search", text)
    assert sample.page.locator("#results .name").all_inner_texts() == ["Hadrian Tolangga"]


def test_search_by_alias_keys_and_nothing(sample: Opened) -> None:
    page = sample.page
    page.fill("#search", "sumsel")
    assert page.locator("#results .name").first.inner_text() == "Provinsi Sumatera Selatan"
    page.press("#search", "ArrowDown")
    assert page.locator("[aria-selected=true] .name").inner_text() == "Pemerintah Provinsi Sumatera Selatan"
    assert page.get_attribute("#search", "aria-activedescendant") == "result-1"
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "Pemerintah Provinsi Sumatera Selatan"
    page.fill("#search", "zzz")
    assert page.inner_text("#results") == "Tidak ditemukan"
    page.press("#search", "Escape")
    assert page.is_hidden("#results")
    assert page.is_visible("#panel")


def test_a_click_shows_the_facts_with_their_sentences(sample: Opened) -> None:
    page = sample.page
    click_node(page, "Damar Prakoso")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Damar Prakoso"
    assert panel.locator(".relation").all_inner_texts() == ["mantan Bupati", "hadir di"]
    assert panel.locator("mark").first.inner_text() == "mantan Bupati Lahat Damar Prakoso"
    assert panel.locator("blockquote p").first.inner_text() == (
        "Pelantikan itu dihadiri Sekretaris Daerah Sumsel Yosef Barimbing dan mantan Bupati Lahat Damar Prakoso."
    )
    link = panel.locator("a").first
    assert link.get_attribute("href") == "https://berita.example/lantik"
    assert (link.get_attribute("rel"), link.get_attribute("target")) == ("noopener noreferrer", "_blank")
    assert "15 Maret 2021 · a1" in panel.locator(".source").first.inner_text()


def test_neighbours_lead_on_and_escape_closes(sample: Opened) -> None:
    page = sample.page
    search(page, "mirna")
    assert "Kami siap bekerja," in page.inner_text("#panel .quotes")
    page.click("#panel .node:has-text('pelantikan')")
    assert page.inner_text("#panel h2") == "pelantikan Kepala Dinas Kesehatan"
    assert page.locator("#panel dd").all_inner_texts() == ["pelantikan", "15 Maret 2021", "Griya Agung"]
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")


def test_an_edge_shows_what_it_rests_on(sample: Opened) -> None:
    page = sample.page
    page.evaluate("chooseEdge(EDGES.findIndex(edge => edge.label === 'menilai D'))")
    assert page.inner_text("#panel h2") == "menilai D"
    assert page.inner_text("#panel mark") == "bernilai D"
    page.evaluate("chooseEdge(EDGES.findIndex(edge => edge.relation === 'province'))")
    assert "rujukan" in page.inner_text("#panel .reference")


def test_edge_labels_only_for_what_is_chosen(sample: Opened) -> None:
    page = sample.page
    labels = "picture.edges.get().map(edge => edge.label.trim()).filter(Boolean).sort()"
    assert page.evaluate(labels) == []
    search(page, "damar")
    assert page.evaluate(labels) == ["hadir di", "mantan Bupati"]
    page.keyboard.press("Escape")
    assert page.evaluate(labels) == []


def test_the_filter_hides_a_kind_and_its_edges(sample: Opened) -> None:
    page = sample.page
    hidden = "[picture.nodes.get().filter(n => n.hidden).length, picture.edges.get().filter(e => e.hidden).length]"
    page.click("#legend [data-kind=event]")
    assert page.get_attribute("#legend [data-kind=event]", "aria-pressed") == "false"
    assert page.evaluate(hidden) == [2, 11]
    for kind in ("person", "organization", "territory", "assessment"):
        page.click(f"#legend [data-kind={kind}]")
    assert page.is_visible("#empty")
    page.click("#show-all")
    assert page.evaluate(hidden) == [0, 0]


def test_english_and_back(sample: Opened) -> None:
    page = sample.page
    search(page, "mirna")
    page.click("[data-language=en]")
    assert page.inner_text("#summary") == "2 articles · 15 March 2021 – June 2021 · 28 relations · 2 quotes"
    assert "is sworn in" in page.inner_text("#panel")
    assert page.get_attribute("html", "lang") == "en"
    page.click("[data-language=id]")
    assert "dilantik" in page.inner_text("#panel")


def test_the_table_holds_every_fact_and_filters(sample: Opened) -> None:
    page = sample.page
    page.click("#show-table")
    assert page.locator("tbody tr").count() == 28 + 1 + 2
    page.fill("#table input", "Ombudsman MENILAI bernilai")
    assert page.locator("tbody tr td:nth-child(2)").all_inner_texts() == ["menilai D"]
    page.click("tbody .node >> nth=0")
    assert page.is_visible("#picture")
    assert page.inner_text("#panel h2") == "Ombudsman Republik Indonesia"


def test_surroundings_and_back(sample: Opened) -> None:
    page = sample.page
    search(page, "ombudsman")
    page.get_by_role("button", name="Tampilkan sekitarnya").click()
    assert page.evaluate("picture.nodes.length") == 3
    search(page, "tegar")
    page.get_by_role("button", name="Tampilkan sekitarnya").click()
    assert page.evaluate("picture.nodes.length") == 4
    assert page.inner_text("#around-name") == "Sekitar Ombudsman Republik Indonesia, Tegar Wibisana"
    search(page, "rahmi")
    assert page.evaluate("picture.nodes.length") == 3, "a node that is not there starts its own surroundings"
    assert page.inner_text("#around-name") == "Sekitar Rahmi Andalas"
    page.click("#overview")
    assert page.evaluate("picture.nodes.length") == 21
    assert page.is_hidden("#around")


def test_what_is_not_drawn_is_found(browser: playwright.Browser, tmp_path: Path) -> None:
    store = Store()
    store.load(path=str(SAMPLE), format=RdfFormat.N_QUADS)
    assert write(store, tmp_path / "network.html", limit=6)["drawn"] == 6
    page, requests, complaints = opened(browser, tmp_path / "network.html")
    assert "6 dari 21 titik" in page.inner_text("#summary")
    search(page, "damar")
    assert page.inner_text("#panel h2") == "Damar Prakoso"
    assert page.inner_text("#around-name") == "Sekitar Damar Prakoso"
    page.wait_for_timeout(100)
    assert (requests, complaints) == ([], [])
    page.context.close()


def test_labels_do_not_overlap(sample: Opened) -> None:
    boxes = sample.page.evaluate("picture.nodes.getIds().map(id => picture.network.getBoundingBox(id))")
    for number, box in enumerate(boxes):
        for other in boxes[:number]:
            apart_x = box["right"] <= other["left"] + 6 or other["right"] <= box["left"] + 6
            apart_y = box["bottom"] <= other["top"] + 6 or other["bottom"] <= box["top"] + 6
            assert apart_x or apart_y


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(browser: playwright.Browser, sample_path: Path, scheme: str) -> None:
    page, requests, complaints = opened(browser, sample_path, 390, 844, color_scheme=scheme, has_touch=True, is_mobile=True)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) == 390
    search(page, "hadrian")
    assert page.evaluate(wide) == 390
    panel = page.locator("#panel").bounding_box()
    assert panel
    assert panel["width"] == 390
    assert panel["y"] > 300
    page.click("#panel .close")
    page.click("#show-table")
    assert page.evaluate(wide) == 390
    assert (requests, complaints) == ([], [])
    page.context.close()


def test_keys_alone_are_enough(sample: Opened) -> None:
    page = sample.page
    seen = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("(e => e.id || e.dataset.kind || e.lang)(document.activeElement)"))
    assert {"show-picture", "show-table", "search", "canvas", "zoom-in", "fit", "person", "assessment", "en"} <= seen
    scale = page.evaluate("picture.network.getScale()")
    page.focus("#canvas")
    page.keyboard.press("+")
    assert page.evaluate("picture.network.getScale()") > scale
    unnamed = page.evaluate(
        "[...document.querySelectorAll('button, input')]"
        ".filter(element => !(element.textContent.trim() || element.ariaLabel)).map(element => element.outerHTML)"
    )
    assert unnamed == []
