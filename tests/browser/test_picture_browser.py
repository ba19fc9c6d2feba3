"""The picture in a real Chromium: places, moving, settling, groups as bubbles, files and paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browser.pages import MARKS, SAMPLE, Opened, number, opened, playwright, until
from browser.test_hostile_browser import PAYLOADS, hostile_store

from kg.view import write

pytestmark = MARKS

PLACES = "Object.fromEntries([...picture.places].map(([id, {x, y}]) => [labelOf(id), [x, y]]))"
SVG = "{http://www.w3.org/2000/svg}"
Places = dict[str, list[float]]


@pytest.fixture(scope="module")
def bubbles_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample graph, too large for a picture of five nodes."""
    path = tmp_path_factory.mktemp("bubbles") / "network.html"
    write(SAMPLE, path, limit=5)
    return path


@pytest.fixture
def bubbles(browser: playwright.Browser, bubbles_path: Path) -> Iterator[Opened]:
    found = opened(browser, bubbles_path)
    yield found
    found.close()


def places(page: playwright.Page) -> Places:
    found: Places = page.evaluate(PLACES)
    return found


def screen(page: playwright.Page, label: str) -> tuple[float, float]:
    """Where a node stands in the window."""
    x, y = page.evaluate(
        "id => { const box = document.getElementById('canvas').getBoundingClientRect();"
        "const {x, y} = picture.network.canvasToDOM(picture.network.getPosition(id)); return [box.x + x, box.y + y] }",
        number(page, label),
    )
    return x, y


def background(page: playwright.Page) -> tuple[float, float]:
    """A place in the window with no node and no line."""
    x, y = page.evaluate(
        "() => { const {x, y, width, height} = document.getElementById('canvas').getBoundingClientRect();"
        "for (let right = 30; right < width; right += 17) for (let down = 30; down < height - 60; down += 13) {"
        "const at = {x: right, y: down};"
        "const {network} = picture;"
        "if (network.getNodeAt(at) === undefined && network.getEdgeAt(at) === undefined) return [x + right, y + down] } }"
    )
    return x, y


def view(page: playwright.Page) -> tuple[float, float, float]:
    x, y, scale = page.evaluate("(({x, y}) => [x, y, picture.network.getScale()])(picture.network.getViewPosition())")
    return x, y, scale


def test_no_name_lies_on_another(sample: Opened) -> None:
    boxes = sample.page.evaluate("[...picture.places.values()].map(nodeBox)")
    assert len(boxes) == sample.page.evaluate("N")
    for a, b in combinations(boxes, 2):
        assert a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]


def test_what_is_hidden_leaves_the_others_where_they_are(sample: Opened) -> None:
    page = sample.page
    before = places(page)
    page.click("#legend [data-kind=person]")
    assert places(page) == before
    hidden = page.evaluate("picture.nodes.get().filter(({hidden}) => hidden).map(({id}) => kindOf(id))")
    assert set(hidden) == {"person"}
    assert page.evaluate(
        "picture.edges.get().filter(({hidden}) => !hidden).every(({from, to}) => shown.nodes[from] && shown.nodes[to])"
    )


def test_a_choice_fades_what_is_not_near(sample: Opened) -> None:
    page = sample.page
    chosen = number(page, "Damar Prakoso")
    page.evaluate("id => chooseNode(id)", chosen)
    bright = page.evaluate("picture.nodes.get().filter(({opacity}) => opacity === 1).map(({id}) => id)")
    assert sorted(bright) == sorted([chosen, *page.evaluate("id => neighboursOf(id)", chosen)])
    assert set(told(page)) <= set(page.evaluate("id => Array.from(edgesOf(id), verbOf)", chosen))
    assert "hadir di" in told(page)
    page.evaluate("clearChoice()")
    assert page.evaluate("picture.nodes.get().every(({opacity}) => opacity === 1)")


def told(page: playwright.Page) -> list[str]:
    """The words that stand on lines."""
    found = page.evaluate("picture.edges.get().map(({label}) => (label || '').trim()).filter(Boolean)")
    return [words.replace("\n", " ") for words in found]


def test_lines_say_their_words_where_they_can_be_read(sample: Opened) -> None:
    page = sample.page
    assert {"hadir di", "bertugas di"} <= set(told(page))
    page.evaluate("picture.network.moveTo({scale: 0.4})")
    page.evaluate("picture.relabel()")
    assert told(page) == []


def test_edges_between_the_same_two_are_drawn_apart(sample: Opened) -> None:
    assert sample.page.evaluate(
        "(() => { const ends = [SOURCE, TARGET]; SOURCE = [0, 0, 1, 0]; TARGET = [1, 1, 0, 2];"
        "const found = bends([0, 1, 2, 3]); [SOURCE, TARGET] = ends;"
        "return [0, 1, 2, 3].map(id => found.get(id) || 0) })()"
    ) == [0, 0.2, 0.2, 0]


def test_a_node_is_dragged_alone_and_stays(sample: Opened) -> None:
    page = sample.page
    before = places(page)
    x, y = screen(page, "Damar Prakoso")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 20, steps=4)
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    after = places(page)
    assert [label for label in before if before[label] != after[label]] == ["Damar Prakoso"]
    page.evaluate("id => chooseNode(id)", number(page, "Damar Prakoso"))
    assert (
        page.evaluate("id => Object.values(picture.network.getPosition(id)).map(Math.round)", number(page, "Damar Prakoso"))
        == (after["Damar Prakoso"])
    )


def test_the_background_moves_everything_with_the_pointer(sample: Opened) -> None:
    page = sample.page
    (left, top, scale), (x, y) = view(page), background(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y + 50, steps=12)
    page.mouse.up()
    page.wait_for_timeout(200)
    assert view(page) == pytest.approx((left - 120 / scale, top - 50 / scale, scale))
    assert page.evaluate("picture.network.canvas.frame.canvas.style.transform") == ""
    assert page.evaluate("state.chosen") is None


def test_fingers_move_and_zoom(browser: playwright.Browser, sample_path: Path) -> None:
    found = opened(browser, sample_path, 390, 844, has_touch=True, is_mobile=True)
    page = found.page
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    (left, top, scale), (x, y) = view(page), background(page)
    fingers("touchStart", (x, y))
    for step in range(1, 9):
        fingers("touchMove", (x + 10 * step, y + 5 * step))
    fingers("touchEnd")
    page.wait_for_timeout(200)
    assert view(page) == pytest.approx((left - 80 / scale, top - 40 / scale, scale))
    fingers("touchStart", (150, 500), (250, 500))
    for step in range(1, 9):
        fingers("touchMove", (150 - 8 * step, 500), (250 + 8 * step, 500))
    fingers("touchEnd")
    page.wait_for_timeout(200)
    assert view(page)[2] > 1.5 * scale
    found.close()


def test_surroundings_grow_around_what_is_there(sample: Opened) -> None:
    page = sample.page
    page.evaluate("id => focusOn(id, 1)", number(page, "Damar Prakoso"))
    before = places(page)
    grown = page.evaluate("id => neighboursOf(id).find(other => neighboursOf(other).length > 2)", number(page, "Damar Prakoso"))
    page.evaluate("id => focusOn(id, 1)", grown)
    after = places(page)
    assert len(after) > len(before)
    assert {label: after[label] for label in before} == before


def test_it_settles_when_asked_and_stops_by_itself(sample: Opened) -> None:
    page = sample.page
    before = places(page)
    page.click("#settle")
    until(page, "!picture.settling")
    assert page.get_attribute("#settle", "aria-pressed") == "false"
    assert page.evaluate("picture.network.physics.physicsEnabled") is False
    after = places(page)
    assert after != before
    page.wait_for_timeout(300)
    assert places(page) == after


def test_a_large_graph_opens_as_bubbles(bubbles: Opened) -> None:
    page = bubbles.page
    amounts = page.evaluate("picture.bubbles.map(({count}) => count)")
    assert sum(amounts) == page.evaluate("N")
    assert page.evaluate("picture.nodes.get().map(({shape}) => shape)") == ["custom"] * len(amounts)
    ends = page.evaluate("picture.bubbles.map(({kinds}) => arcsOf(kinds).at(-1)[2] - arcsOf(kinds)[0][1])")
    assert ends == pytest.approx([6.283185] * len(amounts), abs=1e-4)
    before = page.evaluate("[...picture.places.values()].map(({x, y}) => [x, y])")
    page.click("#legend [data-kind=event]")
    assert page.evaluate("[...picture.places.values()].map(({x, y}) => [x, y])") == before
    assert sum(page.evaluate("picture.bubbles.map(({count}) => count)")) == page.evaluate("shown.nodes.reduce((a, b) => a + b)")


def test_bubbles_follow_theme_and_language(bubbles: Opened) -> None:
    page = bubbles.page
    page.evaluate(
        "() => { window.inks = []; const canvas = CanvasRenderingContext2D.prototype; const draw = canvas.fillText;"
        "canvas.fillText = function (...words) { inks.push(this.fillStyle); draw.apply(this, words) } }"
    )
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    page.evaluate("inks.length = 0; picture.network.redraw()")
    page.wait_for_timeout(200)
    assert set(page.evaluate("inks")) == {"#eceae6"}
    page.click("[data-language=en]")
    assert "People" in page.evaluate("picture.nodes.get().map(({title}) => title).join(' ')")


def test_a_bubble_opens(bubbles: Opened) -> None:
    page = bubbles.page
    x, y = page.evaluate(
        "() => { const box = document.getElementById('canvas').getBoundingClientRect();"
        "const {x, y} = picture.network.canvasToDOM(picture.network.getPosition(0)); return [box.x + x, box.y + y] }"
    )
    group = page.evaluate("picture.bubbles[0].group")
    page.mouse.click(x, y)
    page.wait_for_timeout(200)
    assert page.evaluate("state.draw") == {"mode": "group", "group": group}


def texts(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return ["".join(element.itertext()) for element in root.iter() if element.tag in (f"{SVG}text", f"{SVG}title")]


def test_svg_is_a_drawing_of_its_own(sample: Opened) -> None:
    page = sample.page
    svg = page.evaluate("picture.svg()")
    words = texts(svg)
    assert words[0] == "Jaringan pejabat dan lembaga"
    assert "2 artikel · 15 Maret 2021 – Juni 2021 · 28 hubungan · 2 kutipan" in words
    assert {"Orang 8", "Lembaga 6", "Wilayah 3", "Peristiwa 2", "Penilaian 2"} <= {*words}
    assert {*page.evaluate("GRAPH.labels")} <= {*words}
    assert "Damar Prakoso mantan Bupati dari Pemerintah Kabupaten Lahat" in words
    root = ElementTree.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "rect",
        "text",
        "g",
        "path",
        "polygon",
        "circle",
    }
    assert "var(" not in svg
    assert page.evaluate("picture.svg()") == svg


def test_svg_holds_what_passes_the_filters_in_the_language_of_now(sample: Opened) -> None:
    page = sample.page
    page.click("#legend [data-kind=person]")
    page.click("[data-language=en]")
    words = texts(page.evaluate("picture.svg()"))
    assert "Bodies 6" in words
    assert not any(word.startswith(("People", "Damar")) for word in words)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_files_look_as_on_paper(browser: playwright.Browser, sample_path: Path, scheme: str) -> None:
    found = opened(browser, sample_path, color_scheme=scheme)
    assert '<rect x="' in found.page.evaluate("picture.svg()")
    assert 'fill="#ffffff"' in found.page.evaluate("picture.svg()")
    found.close()


def test_names_in_files_are_text(browser: playwright.Browser, tmp_path: Path) -> None:
    write(hostile_store(), tmp_path / "network.html")
    found = opened(browser, tmp_path / "network.html")
    page = found.page
    words = texts(page.evaluate("picture.svg()"))
    seen = {"".join(character for character in payload if character not in "\u202e") for payload in PAYLOADS}
    assert seen <= {*words}
    page.evaluate("fillPaper()")
    assert (
        page.evaluate("document.querySelectorAll('#paper script, #paper img, #paper [onload], #paper [onerror]').length") == 0
    )
    assert page.title() == "Simpul"
    found.close()


@pytest.mark.parametrize(("button", "name"), [("#save-svg", "simpul.svg"), ("#save-png", "simpul.png")])
@pytest.mark.parametrize("kind", ["sample_path", "bubbles_path"])
def test_a_file_is_saved(
    browser: playwright.Browser, request: pytest.FixtureRequest, tmp_path: Path, kind: str, button: str, name: str
) -> None:
    found = opened(browser, request.getfixturevalue(kind), accept_downloads=True)
    found.page.click("#open-share")
    with found.page.expect_download() as download:
        found.page.click(button)
    assert download.value.suggested_filename == name
    download.value.save_as(tmp_path / name)
    content = (tmp_path / name).read_bytes()
    if name.endswith("svg"):
        assert ElementTree.fromstring(content.decode("utf-8")).tag == f"{SVG}svg"
    else:
        root = ElementTree.fromstring(found.page.evaluate("picture.svg()"))
        assert content.startswith(b"\x89PNG")
        assert int.from_bytes(content[16:20], "big") == 2 * int(root.attrib["width"])
        assert int.from_bytes(content[20:24], "big") == 2 * int(root.attrib["height"])
    found.close()


def test_paper_has_the_picture_and_its_facts(sample: Opened) -> None:
    page = sample.page
    page.evaluate("() => { window.print = () => { window.printed = document.getElementById('paper').innerText } }")
    page.click("#open-share")
    page.click("#print")
    page.wait_for_timeout(500)
    page.emulate_media(media="print")
    visible: list[Any] = page.evaluate("[...document.body.children].filter(one => one.offsetHeight).map(one => one.id)")
    assert visible == ["paper"]
    assert page.locator("#paper svg text").count() > 20
    assert page.locator("#paper tbody tr").count() == page.evaluate("M")
    assert "mantan Bupati Lahat Damar Prakoso" in page.evaluate("window.printed")
    assert page.locator("#paper button").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper").count() == 0


def test_the_command_of_the_browser_prints_sentences_too(sample: Opened) -> None:
    page = sample.page
    until(page, "sentenceNow(0) !== undefined")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert "mantan Bupati Lahat Damar Prakoso" in (page.text_content("#paper tbody") or "")


def test_bubbles_on_paper_are_a_list(bubbles: Opened) -> None:
    page = bubbles.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper tbody tr").count() == page.evaluate("picture.bubbles.length")
