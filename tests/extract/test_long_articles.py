"""Reading takes time in proportion to the article, whatever it is full of. The names are invented."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from kg.extract.facts import read
from kg.model import Block, Document, Span


def name(number: int) -> str:
    """A name of four syllables, another one for each number below 40,000."""
    syllables = [f"{consonant}{vowel}" for consonant in "bdghjklmnprstw" for vowel in "aeiou"]
    return "".join(syllables[(number * step + step) % len(syllables)] for step in (1, 3, 11, 23)).capitalize() + "n" * (
        number % 2
    )


FULL_OF: dict[str, Callable[[int], str]] = {
    "words without a stop": lambda _: "Rapat Kerja Dinas Kesehatan Kota Malang Bersama ",
    "officials": lambda n: f"Bupati Kampar {name(n)} {name(n * 7 + 1)} hadir. ",
    "heads of offices in one sentence": lambda n: f"Kepala Dinas Kesehatan {name(n)} {name(n * 3 + 1)}, ",
    "speakers": lambda n: f'"Kami siap bekerja untuk rakyat {n}," kata Bupati {name(n)}. ',
    "happenings in one sentence": lambda n: f"rapat {name(n)} digelar ",
    "bodies": lambda n: f"Yayasan {name(n)} {name(n * 7 + 1)} hadir. ",
    "abbreviations": lambda _: "Dinas Kesehatan (DKS) Kota Malang ",
    "kecamatan": lambda n: f"Camat {name(n)}, Kecamatan {name(n)} ",
    "dates": lambda n: f"Senin ({n % 28 + 1}/{n % 12 + 1}/2022) ",
    "scores": lambda n: f"Kota Malang meraih nilai {n % 100},{n % 90 + 10} dari Ombudsman. ",
}


@pytest.mark.parametrize("kind", FULL_OF)
def test_time_grows_with_the_article_and_no_faster(kind: str) -> None:
    def seconds(size: int) -> float:
        text = "".join(map(FULL_OF[kind], range(size)))
        document = Document("long", text, (Block(Span(0, len(text)), "body"),))
        start = process_time()
        read(document)
        return process_time() - start

    seconds(50)
    assert min(seconds(3_600) for _ in range(2)) < 48 * max(min(seconds(300) for _ in range(3)), 0.01)
