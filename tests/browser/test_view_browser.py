"""The page in a real Chromium, opened as a file, with every request and every complaint written down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.graph.vocabulary import DCTERMS, FOAF, OA, ORG, RDF, SCHEMA, SIMPUL, SKOS
from kg.view import write

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SAMPLE = Path(__file__).parents[1] / "graph/network_sample.nq"

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.is_file(), reason="needs Chromium")]

PAYLOADS = [
    "</script><script>document.title='x'</script>",
    "<img src=x onerror=\"document.title='x'\">",
    "{{7*7}} ${7*7} $data",
    "<!--<script>",
    "javascript:document.title='x'",
    "line\u2028separator\u2029here",
    "__proto__",
    "constructor",
    "\u202egnp.exe",
    "'\"><svg onload=document.title='x'>",
]


class Opened(NamedTuple):
    """A page, what it asked for besides itself, and what it complained about."""

    page: playwright.Page
    requests: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


def opened(browser: playwright.Browser, path: Path, width: int = 1400, height: int = 900, **options: object) -> Opened:
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_function("picture.letters.size > 0")
    requests.remove(path.as_uri())
    return Opened(page, [url for url in requests if url != "data:,"], complaints)


@pytest.fixture(scope="module")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store()
    store.load(path=str(SAMPLE), format=RdfFormat.N_QUADS)
    path = tmp_path_factory.mktemp("page") / "network.html"
    write(store, path)
    return path


@pytest.fixture
def sample(browser: playwright.Browser, sample_path: Path) -> Iterator[Opened]:
    found = opened(browser, sample_path)
    yield found
    assert (found.requests, found.complaints) == ([], [])
    found.page.context.close()


def search(page: playwright.Page, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


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


def hostile_store() -> Store:
    """Every payload as a name, an alias, a role, a title, a sentence, and as the article's address where that can be."""
    store, graph = Store(), NamedNode("https://w3id.org/simpul/article/1")
    body, role, article = (NamedNode(f"https://w3id.org/simpul/{name}") for name in ("organization/o", "role/r", "article/1"))

    def add(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        store.add(Quad(subject, NamedNode(predicate), value, graph))

    add(article, RDF.type, NamedNode(SCHEMA.NewsArticle))
    add(article, DCTERMS.title, Literal(PAYLOADS[0]))
    add(article, DCTERMS.identifier, Literal(PAYLOADS[1]))
    add(article, DCTERMS.issued, Literal("2021<b>"))
    add(article, SCHEMA.url, NamedNode("javascript:document.title='x'"))
    add(body, RDF.type, NamedNode(ORG.Organization))
    add(body, SKOS.prefLabel, Literal("Badan"))
    add(role, SKOS.prefLabel, Literal(PAYLOADS[1]))
    for number, payload in enumerate(PAYLOADS):
        person, tenure, mention, words, selector = (
            NamedNode(f"https://w3id.org/simpul/{name}/{number}")
            for name in ("person", "tenure", "mention", "words", "selector")
        )
        add(person, RDF.type, NamedNode(FOAF.Person))
        add(person, SKOS.prefLabel, Literal(payload))
        add(person, SKOS.altLabel, Literal(payload + " alias"))
        add(tenure, RDF.type, NamedNode(ORG.Membership))
        add(tenure, ORG.member, person)
        add(tenure, ORG.role, role)
        add(tenure, ORG.organization, body)
        add(tenure, SIMPUL.acting, Literal(payload))
        add(mention, OA.hasBody, tenure)
        add(mention, OA.hasTarget, words)
        add(words, OA.hasSource, article)
        add(words, OA.hasSelector, selector)
        add(selector, OA.start, Literal(number))
        add(selector, OA.exact, Literal(payload))
        add(selector, OA.prefix, Literal(f"😀 {payload} "))
        add(selector, OA.suffix, Literal(f" {payload}"))
    return store


def test_hostile_names_are_text(browser: playwright.Browser, tmp_path: Path) -> None:
    write(hostile_store(), tmp_path / "network.html", title=PAYLOADS[0])
    page, requests, complaints = opened(browser, tmp_path / "network.html")
    for payload in PAYLOADS:
        page.evaluate("label => chooseNode(NODES.findIndex(node => node.label === label))", payload)
        assert page.text_content("#panel h2") == payload
        assert page.text_content("#panel mark") == payload
        assert page.text_content("#panel blockquote p") == f"😀 {payload} {payload} {payload}"
    page.evaluate("chooseNode(NODES.findIndex(node => node.label === 'Badan'))")
    page.mouse.move(700, 500)
    page.click("#show-table")
    for payload in ("__proto__", "constructor", "img src"):
        page.fill("#search", payload)
        assert payload in page.locator("#results .name").first.inner_text()
    page.wait_for_timeout(300)
    assert page.title() == PAYLOADS[0]
    assert page.text_content("h1") == PAYLOADS[0]
    assert page.locator("a, img, iframe").count() == 0
    assert page.locator("script").count() == 3
    assert (requests, complaints) == ([], [])
    page.context.close()


def test_the_policy_stops_scripts_and_requests(browser: playwright.Browser, sample_path: Path) -> None:
    page, requests, complaints = opened(browser, sample_path)
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = \"document.title='x'\";"
        "document.body.append(script); const image = new Image(); image.src = 'http://127.0.0.1:9/x.png';"
        "document.body.append(image); document.body.insertAdjacentHTML('beforeend', '<b onclick=\"document.title=1\">b</b>') }"
    )
    page.wait_for_timeout(200)
    assert page.title() == "Simpul"
    assert any("Content Security Policy" in complaint for complaint in complaints)
    assert not [url for url in requests if "127.0.0.1" in url]
    page.context.close()
