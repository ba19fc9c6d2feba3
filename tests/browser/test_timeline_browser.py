"""The timeline: its bars, its list, and how it filters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.pages import MARKS, Opened, number, opened, playwright, until
from browser.places_sample import EVENTS, MONTHS

pytestmark = MARKS

HEIGHT = "column => [...column.children].reduce((sum, part) => sum + part.offsetHeight, 0)"
ALL_IN_VIEW = "document.scrollingElement.scrollWidth <= innerWidth"


@pytest.fixture
def times(browser: playwright.Browser, places_path: Path) -> Iterator[Opened]:
    found = opened(browser, places_path, address="#view=timeline")
    yield found
    found.close()


def bars(page: playwright.Page) -> list[str]:
    """What each bar says of itself."""
    return [bar.get_attribute("aria-label") or "" for bar in page.locator(".bar").all()]


def entries(page: playwright.Page) -> list[list[str]]:
    return [[line for line in text.split("\n") if line] for text in page.locator(".time-list li").all_inner_texts()]


def heading(page: playwright.Page) -> str:
    return page.inner_text(".time-list .number")


def outside(page: playwright.Page) -> list[bool]:
    """For each bar whether it is out of the period."""
    found: list[bool] = page.evaluate("[...document.querySelectorAll('.bar')].map(bar => bar.classList.contains('outside'))")
    return found


def test_the_sample_month_by_month(sample: Opened) -> None:
    page = sample.page
    page.click("[data-view=timeline]")
    assert bars(page) == [
        "Maret 2021: pelantikan 1",
        "April 2021: tidak ada",
        "Mei 2021: tidak ada",
        "Juni 2021: penandatanganan 1, Penilaian 1",
    ]
    assert "hanya tahunnya diketahui: 1" in page.inner_text(".time-notes")
    assert entries(page) == [
        ["2020", "layanan publik: D", "Ombudsman Republik Indonesia, Pemerintah Provinsi Sumatera Selatan"],
        [
            "15 Maret 2021",
            "pelantikan Kepala Dinas Kesehatan",
            "Griya Agung · Kota Palembang · Damar Prakoso, Hadrian Tolangga, Mirna Sekarjati dan 1 lagi",
        ],
        [
            "Juni 2021",
            "penandatanganan nota kesepahaman",
            "Kota Palembang · Bonar Lesmana, Hadrian Tolangga, Rahmi Andalas dan 2 lagi",
        ],
        ["Juni 2021", "indeks inovasi: peringkat dua nasional", "Kota Palembang"],
    ]


def test_months_and_one_bar_for_the_few_far_dates(times: Opened) -> None:
    found = bars(times.page)
    assert len(found) == len(MONTHS) + 1
    assert found[0] == "sebelum 2019: upacara 1"
    assert found[1].startswith("Januari 2019: kunjungan 6")
    assert sum(int(word) for bar in found for word in bar.replace(",", "").split()[2:] if word.isdigit()) == EVENTS + 1


def test_the_tallest_bar_is_the_fullest(times: Opened) -> None:
    heights = times.page.evaluate(
        "[...document.querySelectorAll('.column')].map(heightOfParts)".replace("heightOfParts", HEIGHT)
    )
    assert max(heights) == heights[1] > heights[-1] > heights[0] > 0


def test_a_bar_sets_the_period_and_again_lifts_it(times: Opened) -> None:
    page = times.page
    page.locator(".bar").nth(1).click()
    assert "from=2019-01&to=2019-01" in page.url
    assert heading(page) == "6 · Januari 2019"
    assert len(entries(page)) == 6
    assert outside(page) == [True, False] + [True] * 39
    assert len(bars(page)) == 41, "the other months stay, to be chosen instead"
    page.locator(".bar").nth(1).click()
    assert page.evaluate("[state.from, state.to]") == ["", ""]
    page.locator(".bar").nth(0).click()
    assert page.evaluate("[state.from, state.to]") == ["", "2018"]
    assert entries(page)[0][:2] == ["17 Agustus 1945", "kongres lama"]
    page.click("text=Semua waktu")
    assert page.evaluate("[state.from, state.to]") == ["", ""]


def test_dragging_sets_a_longer_period_in_either_direction(times: Opened) -> None:
    page = times.page
    first, last = (page.locator(".bar").nth(place).bounding_box() for place in (3, 6))
    assert first and last
    page.mouse.move(last["x"] + 5, last["y"] + 60)
    page.mouse.down()
    page.mouse.move(first["x"] + 5, first["y"] + 90, steps=4)
    assert outside(page)[2:8] == [True, False, False, False, False, True]
    page.mouse.up()
    assert page.evaluate("[state.from, state.to]") == ["2019-03", "2019-06"]
    page.go_back()
    until(page, "!state.from")
    assert not any(outside(page))


def test_keys_move_choose_and_extend(times: Opened) -> None:
    page = times.page
    assert page.locator(".bar[tabindex='0']").count() == 1
    page.locator(".bar").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate("[state.from, state.to]") == ["2019-02", "2019-02"]
    assert page.evaluate("document.activeElement.dataset.place") == "2"
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate("[state.from, state.to]") == ["2019-02", "2019-04"]
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.evaluate("[state.from, state.to]") == ["2022-04", "2022-04"]


def test_assistive_technology_can_press_a_bar(times: Opened) -> None:
    times.page.locator(".bar").nth(2).evaluate("bar => bar.click()")
    assert times.page.evaluate("[state.from, state.to]") == ["2019-02", "2019-02"]


def test_two_hundred_at_once_and_the_undated_last(times: Opened) -> None:
    page = times.page
    assert heading(page) == str(EVENTS + 3)
    assert page.locator(".time-list li").count() == 200
    page.click(".time-list > .plain")
    found = entries(page)
    assert len(found) == EVENTS + 3
    assert [entry[:2] for entry in found[-2:]] == [
        ["Tanpa tanggal", "acara kapan-kapan"],
        ["Tanpa tanggal", "acara <b>kemarin</b>"],
    ]
    assert [entry[0] for entry in found].count("Tanpa tanggal") == 2
    assert "tanpa tanggal: 2" in page.inner_text(".time-notes")
    assert page.locator(".time-list > .plain").is_hidden()


def test_what_is_chosen_is_marked_and_can_stand_alone(times: Opened) -> None:
    page = times.page
    page.evaluate(f"chooseNode({number(page, 'Cahya Merauke')})")
    assert page.locator(".bar .mark").count() == 3
    assert page.locator(".time-list li.own").count() == 3
    page.click("text=Hanya milik Cahya Merauke")
    assert page.locator(".time-list .name").all_inner_texts() == ["kunjungan 000", "kunjungan 140", "kunjungan 070"]
    assert page.get_attribute(".time-top .own", "aria-pressed") == "true"
    page.keyboard.press("Enter")
    assert page.locator(".time-list li").count() == 200


def test_a_territory_has_the_events_in_it(times: Opened) -> None:
    page = times.page
    page.evaluate(f"chooseNode({number(page, 'Provinsi DKI Jakarta')})")
    assert page.locator(".time-top .own").inner_text() == "Hanya milik Provinsi DKI Jakarta"
    page.click(".time-top .own")
    assert page.locator(".time-list .name").all_inner_texts() == ["kongres lama", "acara kapan-kapan", "acara <b>kemarin</b>"]


def test_an_entry_leads_to_what_is_known_of_it(times: Opened) -> None:
    page = times.page
    page.locator(".time-list .node").first.click()
    assert page.inner_text("#panel h2") == "kongres lama"
    assert page.evaluate("state.view") == "timeline"


def test_filters_hold(times: Opened) -> None:
    page = times.page
    page.evaluate("go({ territory: '31' })")
    assert heading(page) == "3"
    page.evaluate("go({ territory: '', hide: ['event'] })")
    assert page.inner_text(".time-none") == "Tidak ada peristiwa atau penilaian."
    assert page.locator(".time-bars").is_hidden()


def test_it_speaks_english(times: Opened) -> None:
    page = times.page
    page.click("[data-language=en]")
    assert bars(page)[1].startswith("January 2019: visit 6")
    assert page.inner_text(".time-key").startswith("visit")


def test_a_phone_has_years_where_months_have_no_room(browser: playwright.Browser, places_path: Path) -> None:
    found = opened(browser, places_path, 390, 844, address="#view=timeline", has_touch=True)
    page = found.page
    assert [bar.split(":")[0] for bar in bars(page)] == ["sebelum 2019", "2019", "2020", "2021", "2022"]
    assert page.evaluate(ALL_IN_VIEW)
    page.locator(".bar").nth(2).tap()
    assert page.evaluate("[state.from, state.to]") == ["2020", "2020"]
    found.close()


FINEST = [
    (["2021-03-15", "2021-06"], 100, "month"),
    (["2021-03-15", "2020", "2019"], 100, "year"),
    (["2001-01", "2021-12"], 100, "year"),
    (["1901", "2021"], 100, "decade"),
    (["0001", "9999"], 100, "century"),
    (["0001", "9999"], 24, "century"),
    ([], 100, "month"),
]


def test_bars_are_as_fine_as_there_is_room_for(times: Opened) -> None:
    for dates, room, kind in FINEST:
        assert times.page.evaluate("([dates, room]) => kindOfSpan(dates, room)", [dates, room]) == kind, (dates, room)


def test_few_far_dates_are_those_before_the_year_that_all_but_few_begin_with(times: Opened) -> None:
    years = "([far, near]) => yearAfterFew([...far, ...Array.from({ length: 50 }, (_, place) => near[place % near.length])])"
    assert times.page.evaluate(years, [["1945"], ["2019", "2021"]]) == "2019"
    assert times.page.evaluate(years, [["2018"], ["2019", "2021"]]) == "", "not far"
    assert times.page.evaluate(years, [["1945", "1946", "1947"], ["2019", "2021"]]) == "", "not few"
    assert times.page.evaluate(years, [[], ["2020"]]) == ""
