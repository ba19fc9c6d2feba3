from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.pages import ARGUMENTS, CHROMIUM, SAMPLE, Opened, opened, playwright
from browser.places_sample import places_store

from kg.view import write


@pytest.fixture(scope="session")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a small invented graph."""
    path = tmp_path_factory.mktemp("page") / "network.html"
    write(SAMPLE, path)
    return path


@pytest.fixture
def sample(browser: playwright.Browser, sample_path: Path) -> Iterator[Opened]:
    """That page opened, which asks for nothing and complains about nothing."""
    found = opened(browser, sample_path)
    yield found
    found.close()


@pytest.fixture(scope="session")
def places_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an invented graph with places and many events."""
    path = tmp_path_factory.mktemp("places") / "network.html"
    write(places_store(), path)
    return path
