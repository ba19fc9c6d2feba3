"""The map: what it counts and shows, and how it filters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from browser.pages import MARKS, Opened, number, opened, playwright
from browser.places_sample import EVENTS

pytestmark = MARKS

ALL_IN_VIEW = "document.scrollingElement.scrollWidth <= innerWidth"


@pytest.fixture
def places(browser: playwright.Browser, places_path: Path) -> Iterator[Opened]:
    found = opened(browser, places_path, address="#view=map")
    yield found
    found.close()


def rows(page: playwright.Page) -> list[list[str]]:
    """The lines of every province in the list."""
    return [text.split("\n") for text in page.locator(".map-list button").all_inner_texts()]


def area(code: str) -> str:
    return f".map-figure [data-code='{code}']"


def classes(page: playwright.Page, code: str) -> set[str]:
    return set((page.get_attribute(area(code), "class") or "").split())


def count_of(page: playwright.Page, what: str) -> None:
    page.locator(f".map-tools [data-counted={what}]").click()


def test_it_counts_the_officials_of_the_sample_and_those_without_a_province(sample: Opened) -> None:
    page = sample.page
    page.click("[data-view=map]")
    assert rows(page) == [["Sumatera Selatan", "6 pejabat", "2 peristiwa · 2 penilaian"]]
    assert page.locator(".map-notes p").first.inner_text() == "Tanpa provinsi: 1 pejabat"
    assert page.inner_text(".map-side summary") == "Provinsi tanpa data (37)"
    assert page.locator(".map-figure g").count() == 38
    assert "class-5" in classes(page, "16") and "class-0" in classes(page, "31")


def test_a_place_in_a_province_counts_for_it(places: Opened) -> None:
    assert rows(places.page) == [
        ["Jakarta", "2 pejabat", "3 peristiwa"],
        ["Papua Selatan", "1 pejabat", f"{EVENTS} peristiwa"],
    ]


def test_the_switch_chooses_what_is_counted(places: Opened) -> None:
    page = places.page
    assert page.locator(".map-key").inner_text().split() == ["0", "1", "2"]
    count_of(page, "events")
    assert [row[:2] for row in rows(page)] == [["Papua Selatan", f"{EVENTS} peristiwa"], ["Jakarta", "3 peristiwa"]]
    assert page.locator(".map-key").inner_text().split() == ["0", "1–4", "5–19", "20–99", f"100–{EVENTS}"]
    assert "class-5" in classes(page, "93") and "class-2" in classes(page, "31")
    assert page.evaluate("document.activeElement.dataset.counted") == "events"
    count_of(page, "assessments")
    assert {row[1] for row in rows(page)} == {"0 penilaian"}


def test_a_province_filters_everything_and_again_lifts_it(places: Opened) -> None:
    page = places.page
    page.focus(".map-list [data-code='93']")
    page.keyboard.press("Enter")
    assert "territory=93" in page.url
    assert page.evaluate("shown.nodes[GRAPH.labels.indexOf('Ani Jayakarta')]") == 0
    assert "within" in classes(page, "93")
    assert page.inner_text(".map-within h2") == "Di Papua Selatan"
    assert page.locator(".map-members .name").all_inner_texts() == ["Cahya Merauke"]
    assert [row[1] for row in rows(page)] == ["2 pejabat", "1 pejabat"], "the others keep their numbers, to be chosen instead"
    assert page.evaluate("document.activeElement.dataset.code") == "93"
    page.keyboard.press("Enter")
    assert "territory" not in page.url
    assert page.locator(".map-within").is_hidden()


def test_a_click_on_the_map_does_the_same(places: Opened) -> None:
    page = places.page
    page.locator(f"{area('31')} circle").click()
    assert "territory=31" in page.url
    page.click(".map-within .lift")
    assert "territory" not in page.url


def test_a_province_without_anything_cannot_be_chosen(places: Opened) -> None:
    page = places.page
    page.locator(f"{area('62')} path").click()
    assert page.evaluate("state.territory") == ""


def test_a_kabupaten_that_is_filtered_by_belongs_to_its_province(browser: playwright.Browser, places_path: Path) -> None:
    found = opened(browser, places_path, address="#view=map&territory=93.01")
    assert "within" in classes(found.page, "93")
    assert found.page.inner_text(".map-within h2") == "Di Kabupaten Merauke"
    found.close()


def test_other_filters_hold_for_the_counts(places: Opened) -> None:
    page = places.page
    page.evaluate("go({ from: '2022-01', to: '2022-04' })")
    count_of(page, "events")
    in_period = sum(month % 40 >= 36 for month in range(EVENTS))
    assert rows(page)[0][:2] == ["Papua Selatan", f"{in_period} peristiwa"]


def test_name_and_numbers_on_hover_and_focus(places: Opened) -> None:
    page = places.page
    page.locator(f"{area('93')} path").hover()
    tip = page.locator(".map-tip")
    assert tip.inner_text().split("\n") == ["Papua Selatan", f"1 pejabat · {EVENTS} peristiwa", "batas perkiraan"]
    page.locator(".map-tools").hover()
    assert tip.is_hidden()
    page.focus(".map-list [data-code='31']")
    assert tip.inner_text().split("\n") == ["Jakarta", "2 pejabat · 3 peristiwa"]
    assert "pointed" in classes(page, "31")


def test_the_provinces_of_what_is_chosen_stand_out(places: Opened) -> None:
    page = places.page
    page.evaluate(f"chooseNode({number(page, 'Cahya Merauke')})")
    assert "own" in classes(page, "93") and "own" not in classes(page, "31")
    assert page.locator(".map-list [data-code='93'] .own-said").inner_text() == "terkait pilihan"
    assert page.evaluate("state.view") == "map"


def test_members_lead_to_what_is_known_of_them(places: Opened) -> None:
    page = places.page
    page.click(".map-list [data-code='31']")
    page.locator(".map-members button").first.click()
    assert page.inner_text("#panel h2") == "Ani Jayakarta"


def test_it_speaks_english(places: Opened) -> None:
    page = places.page
    page.click("[data-language=en]")
    assert rows(page)[0] == ["Jakarta", "2 officials", "3 events"]
    assert "approximate" in page.inner_text(".map-notes")


def test_both_languages_have_the_same_words(places: Opened) -> None:
    indonesian, english = places.page.evaluate("['id', 'en'].map(language => Object.keys(WORDS[language]).sort())")
    assert indonesian == english


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_classes_are_told_by_lightness_alone(browser: playwright.Browser, places_path: Path, scheme: str) -> None:
    found = opened(browser, places_path, address="#view=map", color_scheme=scheme)
    colours = found.page.evaluate(
        "[0,1,2,3,4,5].map(n => getComputedStyle(document.documentElement).getPropertyValue(`--class-${n}`))"
    )
    lights = [lightness(colour) for colour in colours]
    assert lights == sorted(lights, reverse=scheme == "light")
    assert all(max(a, b) - min(a, b) > 0.02 for a, b in pairwise(lights))
    found.close()


def lightness(colour: str) -> float:
    """The relative luminance of `#rrggbb`, as WCAG has it."""
    parts = [int(part, 16) / 255 for part in re.findall("[0-9a-f]{2}", colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_phone_shows_the_whole_country_and_the_list(browser: playwright.Browser, places_path: Path) -> None:
    found = opened(browser, places_path, 390, 844, address="#view=map", has_touch=True)
    page = found.page
    assert page.evaluate(ALL_IN_VIEW)
    box = page.locator(".map-figure svg").bounding_box()
    assert box and box["x"] >= 0 and box["width"] > 350
    page.locator(".map-list [data-code='93']").tap()
    assert "territory=93" in page.url
    found.close()
