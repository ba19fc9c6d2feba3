"""Pages in a real Chromium, opened as files, with every request and every complaint written down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest

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
SCRIPTS = Path(__file__).parents[2] / "kg/data/page"
MARKS = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.is_file(), reason="needs Chromium")]
OPEN = "performance.getEntriesByName('first-picture').length"


class Opened(NamedTuple):
    """A page, what it asked for besides itself, and what it complained about."""

    page: playwright.Page
    requests: list[str]
    complaints: list[str]

    def close(self) -> None:
        """Closes the page, which has asked for nothing and complained about nothing."""
        self.page.wait_for_timeout(50)
        found = self.requests, self.complaints
        self.page.context.close()
        assert found == ([], [])


def opened(
    browser: playwright.Browser, path: Path, width: int = 1400, height: int = 900, *, address: str = "", **options: object
) -> Opened:
    """The page of a file, or with `address` at a state of it, after its first picture."""
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri() + address)
    until(page, OPEN)
    return Opened(page, [url for url in requests if not url.startswith((path.as_uri(), "data:,"))], complaints)


def until(page: playwright.Page, expression: str) -> None:
    """Waits until the expression is true. `wait_for_function` asks a second time by `eval`, which the page's policy forbids."""
    for _ in range(600):
        if page.evaluate(f"Boolean({expression})"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


def read(page: playwright.Page) -> None:
    """Waits until the sentences that the page has asked for stand there."""
    page.evaluate("Promise.all([...OPENED.values()]).then(() => new Promise(go_ => setTimeout(go_)))")


def search(page: playwright.Page, text: str) -> None:
    """Chooses the first that the search finds."""
    page.fill("#search", text)
    page.press("#search", "Enter")
    read(page)


def number(page: playwright.Page, label: str) -> int:
    """The number of the node with this label."""
    found: int = page.evaluate("label => GRAPH.labels.indexOf(label)", label)
    assert found >= 0
    return found
