"""The five seed articles: what is noise in them, and when they were published."""

from pathlib import Path

import pytest

from kg.ingest import read
from kg.model import Document

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> dict[str, Document]:
    return {item.id[:3]: item for item in read([SEEDS]) if isinstance(item, Document)}


PUBLISHED = [
    ("000", "2019", "text"),
    ("001", "2018-02-01", "date line"),
    ("002", "2022-03-31", "text"),
    ("003", "", ""),
    ("004", "2019-04-22", "text"),
]


@pytest.mark.parametrize(("seed", "date", "origin"), PUBLISHED)
def test_published(seeds: dict[str, Document], seed: str, date: str, origin: str) -> None:
    assert (seeds[seed].published, seeds[seed].published_from) == (date, origin)


TITLES = [
    ("000", ""),
    ("001", "Rapat Staf, Gubernur Tegaskan Peningkatan Mutu Pelayanan Publik"),
    ("002", "Deklarasi ASN Kalbar BerAKHLAK, Sutarmidji Inginkan Aparatur Jujur dan Disiplin"),
    ("003", "Gubernur Kaltim Tegaskan Pentingnya Koordinasi dan Profesionalisme OPD"),
    ("004", "Pimpinan SKPD Harus Dorong Peningkatkan Pelayanan Publik"),
]


@pytest.mark.parametrize(("seed", "title"), TITLES)
def test_title(seeds: dict[str, Document], seed: str, title: str) -> None:
    assert seeds[seed].title == title


NOISE = [
    ("000", [(10, "copyright"), *((number, "repeated") for number in range(11, 20)), (20, "copyright")], 21),
    (
        "001",
        [
            (0, "date line"),
            (1, "category label"),
            (3, "date line"),
            (4, "page counter"),
            (5, "title repeated"),
            (6, "title repeated"),
            (16, "comment form"),
            (17, "comment form"),
        ],
        18,
    ),
    ("002", [(9, "comment form"), (10, "comment form"), (11, "copy protection")], 12),
    ("003", [(10, "link to another article"), (23, "link to another article")], 24),
    (
        "004",
        [
            (0, "category label"),
            (9, "list of other articles"),
            (10, "list of other articles"),
            (11, "byline"),
            (12, "list of other articles"),
            (13, "byline"),
            (14, "list of other articles"),
            (15, "byline"),
            (16, "cookie notice"),
        ],
        17,
    ),
]


@pytest.mark.parametrize(("seed", "noise", "blocks"), NOISE)
def test_noise(seeds: dict[str, Document], seed: str, noise: list[tuple[int, str]], blocks: int) -> None:
    found = [(number, block.reason) for number, block in enumerate(seeds[seed].blocks) if block.place == "noise"]
    assert (found, len(seeds[seed].blocks)) == (noise, blocks)


def test_publisher(seeds: dict[str, Document]) -> None:
    assert {seed: document.publisher for seed, document in seeds.items() if document.publisher} == {
        "000": "ANTARA News Kalimantan Barat"
    }
