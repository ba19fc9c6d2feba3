"""The page as its readers use it: search, facts, surroundings, ways, filters, links, table, languages, keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.pages import MARKS, SAMPLE, Opened, number, opened, playwright, read, search, until

from kg.view import write

pytestmark = MARKS

DRAWN = "slice.nodes.filter(id => shown.nodes[id]).map(labelOf).sort()"


def choose(page: playwright.Page, label: str) -> None:
    page.evaluate("id => chooseNode(id)", number(page, label))
    read(page)


def drawn(page: playwright.Page) -> list[str]:
    """The labels of what is drawn and passes the filters."""
    found: list[str] = page.evaluate(DRAWN)
    return found


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


def test_search_by_alias_keys_and_nothing(sample: Opened) -> None:
    page = sample.page
    page.fill("#search", "sumsel")
    assert page.locator("#results .name").first.inner_text().startswith("Provinsi Sumatera Selatan")
    page.press("#search", "ArrowDown")
    second = page.locator("[aria-selected=true]").get_attribute("id")
    assert page.get_attribute("#search", "aria-activedescendant") == second == "result-1"
    page.press("#search", "ArrowUp")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "Provinsi Sumatera Selatan"
    page.fill("#search", "qqqqqq")
    assert page.inner_text("#results") == "Tidak ditemukan"
    page.press("#search", "Escape")
    assert page.is_hidden("#results")
    assert page.is_visible("#panel")


@pytest.mark.parametrize(("query", "name"), [("gubernur sumsel", "Hadrian Tolangga"), ("mantan bupati lahat", "Damar Prakoso")])
def test_people_are_found_by_their_posts(sample: Opened, query: str, name: str) -> None:
    search(sample.page, query)
    assert sample.page.inner_text("#panel h2") == name


def test_a_choice_shows_the_facts_with_their_sentences(sample: Opened) -> None:
    page = sample.page
    choose(page, "Damar Prakoso")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Damar Prakoso"
    assert panel.locator(".fact").all_inner_texts() == [
        "mantan Bupati dari Pemerintah Kabupaten Lahat",
        "hadir di pelantikan Kepala Dinas Kesehatan",
    ]
    assert panel.locator("mark").first.inner_text() == "mantan Bupati Lahat Damar Prakoso"
    assert panel.locator("blockquote p").first.inner_text() == (
        "Pelantikan itu dihadiri Sekretaris Daerah Sumsel Yosef Barimbing dan mantan Bupati Lahat Damar Prakoso."
    )
    link = panel.locator("a").first
    assert link.get_attribute("href") == "https://berita.example/lantik"
    assert (link.get_attribute("rel"), link.get_attribute("target")) == ("noopener noreferrer", "_blank")
    assert "15 Maret 2021 · a1" in panel.locator(".source").first.inner_text()
    assert panel.locator(".iri").inner_text().startswith("https://w3id.org/simpul/person/damar-prakoso")


def test_a_body_reads_from_the_other_end(sample: Opened) -> None:
    choose(sample.page, "Pemerintah Kabupaten Lahat")
    assert "Damar Prakoso mantan Bupati dari" in sample.page.locator("#panel .fact").all_inner_texts()


def test_neighbours_lead_on_and_escape_closes(sample: Opened) -> None:
    page = sample.page
    search(page, "mirna")
    assert "Kami siap bekerja," in page.inner_text("#panel .quotes")
    page.locator("#panel .fact .node:has-text('pelantikan')").click()
    assert page.inner_text("#panel h2") == "pelantikan Kepala Dinas Kesehatan"
    assert page.locator("#panel dd").all_inner_texts() == ["pelantikan", "15 Maret 2021", "Griya Agung"]
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")


def test_a_life_in_the_order_of_time(sample: Opened) -> None:
    choose(sample.page, "Yosef Barimbing")
    times = sample.page.locator("#panel .lifeline time")
    dates = [time.get_attribute("datetime") or "" for time in times.all()]
    assert len(dates) > 1
    assert dates == sorted(dates)


def test_an_edge_shows_what_it_rests_on(sample: Opened) -> None:
    page = sample.page
    edge = "label => chooseEdge([...Array(M).keys()].find(edge => verbOf(edge) === label))"
    page.evaluate(edge, "menilai D")
    assert page.inner_text("#panel h2") == "menilai D"
    assert page.inner_text("#panel mark") == "bernilai D"
    page.evaluate(edge, "bagian dari")
    assert "rujukan" in page.inner_text("#panel .reference")


AROUND = [
    (1, {"Ombudsman Republik Indonesia", "Tegar Wibisana", "layanan publik: D"}),
    (
        2,
        {
            "Ombudsman Republik Indonesia",
            "Tegar Wibisana",
            "layanan publik: D",
            "Pemerintah Provinsi Sumatera Selatan",
            "penandatanganan nota kesepahaman",
        },
    ),
]


@pytest.mark.parametrize(("steps", "names"), AROUND)
def test_surroundings_of_some_steps_and_back(sample: Opened, steps: int, names: set[str]) -> None:
    page = sample.page
    choose(page, "Ombudsman Republik Indonesia")
    page.get_by_role("button", name=f"Sampai {steps} langkah").click()
    assert set(drawn(page)) == names
    assert page.inner_text("#crumbs .crumb") == f"Sekitar Ombudsman Republik Indonesia, {steps} langkah"
    page.click("#overview")
    assert len(drawn(page)) == 21
    assert page.is_hidden("#crumbs")


def test_surroundings_grow(sample: Opened) -> None:
    page = sample.page
    choose(page, "Ombudsman Republik Indonesia")
    page.evaluate("focusOn(state.chosen.node, 1)")
    choose(page, "Tegar Wibisana")
    page.evaluate("focusOn(state.chosen.node, 1)")
    assert len(drawn(page)) == 4
    assert page.inner_text("#crumbs .crumb") == "Sekitar Ombudsman Republik Indonesia, Tegar Wibisana, 1 langkah"


def test_the_way_between_two(sample: Opened) -> None:
    page = sample.page
    choose(page, "Mirna Sekarjati")
    page.get_by_role("button", name="Jalan ke …").click()
    page.keyboard.type("damar")
    page.keyboard.press("Enter")
    assert set(drawn(page)) == {"Mirna Sekarjati", "Damar Prakoso", "pelantikan Kepala Dinas Kesehatan"}
    assert page.locator("#crumbs .crumb").all_inner_texts() == ["Jalan dari Mirna Sekarjati ke Damar Prakoso", "2 langkah"]


def test_no_way_is_said(sample: Opened) -> None:
    page = sample.page
    ends = [number(page, name) for name in ("Mirna Sekarjati", "Damar Prakoso")]
    page.evaluate("path => go({draw: {mode: 'path', path}, hide: ['event', 'territory']})", ends)
    assert "tidak terhubung" in page.inner_text("#crumbs")
    assert drawn(page) == ["Damar Prakoso", "Mirna Sekarjati"]


def test_back_and_forward(sample: Opened) -> None:
    page = sample.page
    choose(page, "Damar Prakoso")
    choose(page, "Mirna Sekarjati")
    page.click("#back")
    until(page, "labelOf(state.chosen.node) === 'Damar Prakoso'")
    assert page.inner_text("#panel h2") == "Damar Prakoso"
    page.click("#back")
    until(page, "state.chosen === null")
    assert page.is_hidden("#panel")
    page.click("#forward")
    until(page, "state.chosen !== null")
    assert page.inner_text("#panel h2") == "Damar Prakoso"


def test_a_link_opens_the_same_view(browser: playwright.Browser, sample: Opened, sample_path: Path) -> None:
    page = sample.page
    search(page, "ombudsman")
    page.evaluate("focusOn(state.chosen.node, 2)")
    page.evaluate("go({hide: ['event'], language: 'en', sure: 0.5})")
    again = opened(browser, sample_path, address=page.evaluate("location.hash"))
    assert again.page.evaluate("JSON.stringify(state)") == page.evaluate("JSON.stringify(state)")
    assert drawn(again.page) == drawn(page)
    assert again.page.inner_text("#panel") == page.inner_text("#panel")
    again.close()


STRANGE = [
    "#draw=around+1+nobody",
    "#draw=group+999&chosen=x+y+z",
    "#view=%3Cscript%3E&hide=constructor,event&sure=NaN",
    "#from=2021-13-99x&territory=../..&language=xx&__proto__=1",
    "#draw=path+a&top=-1",
    "#%E0%A4%A",
]


@pytest.mark.parametrize("address", STRANGE)
def test_a_strange_address_does_no_harm(browser: playwright.Browser, sample_path: Path, address: str) -> None:
    found = opened(browser, sample_path, address=address)
    assert found.page.evaluate("[state.view, state.draw.mode, state.chosen, state.language]") == ["picture", "all", None, "id"]
    found.close()


FILTERS = [
    ({"hide": ["event"]}, 19),
    ({"hide": ["person", "organization", "territory", "event", "assessment"]}, 0),
    ({"article": "a1"}, 13),
    ({"from": "2021-05"}, 13),
    ({"to": "2021"}, 21),
    ({"to": "2020"}, 3),
    ({"sure": 1.0}, 21),
]


@pytest.mark.parametrize(("filters", "count"), FILTERS)
def test_filters(sample: Opened, filters: dict[str, object], count: int) -> None:
    sample.page.evaluate("filters => go(filters)", filters)
    assert len(drawn(sample.page)) == count
    assert sample.page.is_visible("#empty") == (count == 0)
    sample.page.evaluate("go({...NO_FILTER})")
    assert len(drawn(sample.page)) == 21


def test_an_article_alone_shows_what_it_says(sample: Opened) -> None:
    page = sample.page
    page.evaluate("go({article: 'b2'})")
    others = "e => shown.edges[e] && relationOf(e) !== 'province' && ![...articlesOfEdge(e)].some(a => ARTICLES[a].id === 'b2')"
    assert page.evaluate(f"[...Array(M).keys()].filter({others})") == []
    assert 0 < page.evaluate("shown.edges.filter(Boolean).length") < 28


def test_a_territory_with_who_acts_there(sample: Opened) -> None:
    page = sample.page
    page.click("#open-filters")
    page.select_option("#filter-territory", "16.71")
    names = drawn(page)
    assert {"Kota Palembang", "Pemerintah Kota Palembang", "Bonar Lesmana", "Hadrian Tolangga"} <= set(names)
    assert "Kabupaten Lahat" not in names
    page.get_by_role("button", name="Hapus saringan: Kota Palembang").click()
    assert len(drawn(page)) == 21


def test_a_kind_is_hidden_and_shown_by_the_legend(sample: Opened) -> None:
    page = sample.page
    page.click("#legend [data-kind=event]")
    assert page.get_attribute("#legend [data-kind=event]", "aria-pressed") == "false"
    assert len(drawn(page)) == 19
    for kind in ("person", "organization", "territory", "assessment"):
        page.click(f"#legend [data-kind={kind}]")
    assert page.is_visible("#empty")
    page.click("#show-all")
    assert len(drawn(page)) == 21


def test_the_slider_moves_over_the_months_by_keys(sample: Opened) -> None:
    page = sample.page
    page.focus("#period-from")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("state.from") == "2021-06"
    assert page.get_attribute("#period-from", "aria-valuetext") == "Juni 2021"
    page.keyboard.press("Home")
    assert page.evaluate("state.from") == ""


def test_a_date_that_is_none_is_marked(sample: Opened) -> None:
    page = sample.page
    page.click("#open-filters")
    page.fill("#filter-from", "Mei")
    page.press("#filter-from", "Enter")
    assert page.get_attribute("#filter-from", "aria-invalid") == "true"
    assert page.evaluate("state.from") == ""
    page.fill("#filter-from", "2021-05")
    page.press("#filter-from", "Enter")
    assert page.evaluate("state.from") == "2021-05"


def test_english_and_back(sample: Opened) -> None:
    page = sample.page
    search(page, "mirna")
    page.click("[data-language=en]")
    assert page.inner_text("#summary") == "2 articles · 15 March 2021 – June 2021 · 28 relations · 2 quotes"
    assert "is sworn in" in page.inner_text("#panel")
    assert page.get_attribute("html", "lang") == "en"
    page.click("[data-language=id]")
    assert "dilantik" in page.inner_text("#panel")


def test_every_word_is_said_in_both_languages(sample: Opened) -> None:
    keys = sample.page.evaluate("[Object.keys(WORDS.id).sort(), Object.keys(WORDS.en).sort()]")
    assert keys[0] == keys[1]
    asked = sample.page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(e => Object.entries(e.dataset))"
        ".filter(([name]) => name.startsWith('say')).map(([, key]) => key)"
    )
    assert set(asked) <= set(keys[0])


def test_the_table_holds_every_fact_and_filters(sample: Opened) -> None:
    page = sample.page
    page.click("[data-view=table]")
    assert page.locator("tbody tr").count() == 28 + 1 + 2
    page.fill("#table input", "Ombudsman MENILAI bernilai")
    until(page, "document.querySelectorAll('tbody tr').length === 1")
    assert page.locator("tbody tr td:nth-child(2)").all_inner_texts() == ["menilai D"]
    page.click("tbody .node >> nth=0")
    assert page.is_visible("#picture")
    assert page.inner_text("#panel h2") == "Ombudsman Republik Indonesia"


def test_the_table_follows_the_filters(sample: Opened) -> None:
    page = sample.page
    page.evaluate("go({view: 'table', hide: ['event']})")
    assert page.locator("tbody tr").count() == page.evaluate("shown.edges.filter(Boolean).length") + 1 + 2


def test_what_is_not_drawn_is_found(browser: playwright.Browser, tmp_path: Path) -> None:
    write(SAMPLE, tmp_path / "network.html", limit=6)
    found = opened(browser, tmp_path / "network.html")
    search(found.page, "damar")
    assert found.page.inner_text("#panel h2") == "Damar Prakoso"
    assert "Damar Prakoso" in drawn(found.page)
    assert len(drawn(found.page)) <= 6
    found.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(browser: playwright.Browser, sample_path: Path, scheme: str) -> None:
    found = opened(browser, sample_path, 390, 844, color_scheme=scheme, has_touch=True, is_mobile=True)
    page, wide = found.page, "document.documentElement.scrollWidth"
    assert page.evaluate(wide) == 390
    search(page, "hadrian")
    assert page.evaluate(wide) == 390
    panel = page.locator("#panel").bounding_box()
    assert panel
    assert panel["width"] == 390
    assert panel["y"] > 250
    page.click("#panel .close")
    page.click("#open-filters")
    assert page.evaluate(wide) == 390
    for view in ("map", "timeline", "table"):
        page.click(f"[data-view={view}]")
        assert page.evaluate(wide) == 390
    found.close()


def test_keys_alone_are_enough(sample: Opened) -> None:
    page = sample.page
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("(e => e.id || e.dataset.view || e.dataset.kind || e.lang)(document.activeElement)"))
    order = [
        "skip",
        "picture",
        "map",
        "table",
        "en",
        "search",
        "person",
        "assessment",
        "open-filters",
        "canvas",
        "zoom-in",
        "fit",
    ]
    assert [name for name in seen if name in order][: len(order)] == order
    page.focus("#canvas")
    scale = page.evaluate("picture.network.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("picture.network.getScale()") > scale
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_everything_that_acts_has_a_name(sample: Opened) -> None:
    page = sample.page
    page.click("#open-filters")
    choose(page, "Hadrian Tolangga")
    unnamed = page.evaluate(
        "[...document.querySelectorAll('button, input, select')].filter(element => !(element.textContent.trim()"
        " || element.ariaLabel || (element.labels && element.labels.length))).map(element => element.outerHTML)"
    )
    assert unnamed == []


CONTRAST = """
() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const over = (top, below) => top.slice(0, 3).map((v, i) => v * top[3] / 255 + below[i] * (1 - top[3] / 255));
  const ground = element => { const own = rgb(getComputedStyle(element).backgroundColor);
    return own[3] === 255 || !element.parentElement ? own : over(own, ground(element.parentElement)); };
  return [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && [...e.childNodes].some(
      n => n.nodeType === 3 && n.textContent.trim())).map(e => {
    const [a, b] = [light(over(rgb(getComputedStyle(e).color), ground(e))), light(ground(e))].sort((x, y) => y - x);
    return [Math.round(100 * (a + 0.05) / (b + 0.05)) / 100, e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 30)];
  }).filter(([ratio]) => ratio < 4.5);
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["picture", "map", "timeline", "table"])
def test_text_has_contrast(browser: playwright.Browser, sample_path: Path, scheme: str, view: str) -> None:
    found = opened(browser, sample_path, color_scheme=scheme)
    found.page.evaluate("view => go({view, hide: ['assessment'], chosen: {node: 0}})", view)
    found.page.click("#open-filters")
    found.page.wait_for_timeout(100)
    assert found.page.evaluate(CONTRAST) == []
    found.close()
