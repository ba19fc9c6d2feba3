"""Who holds which post: one line a sentence, and the posts read from it."""

import pytest

from kg.extract.facts import read
from kg.model import Block, Document, Span


def article(*paragraphs: str) -> Document:
    """A body with a paragraph a line."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(Span(len(text), len(text) + len(paragraph)), "body"))
        text += paragraph + "\n"
    return Document("x", text, tuple(blocks), published="2022-04-01")


def posts(*paragraphs: str) -> list[str]:
    """Who holds what, in one line each, sorted by name."""
    return sorted(
        " | ".join(
            (
                t.person.name,
                " ".join(filter(None, ("mantan" if t.former else "", t.acting, t.role))),
                t.organization.name if t.organization else "",
                t.territory,
            )
        )
        for t in read(article(*paragraphs)).tenures
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hadir Dandim 1207/Pontianak Letkol Inf Budi Hartono.",
            ["Budi Hartono | Dandim | Komando Distrik Militer 1207/Pontianak | 61.71"],
        ),
        (
            "Hadir Danrem 032/Wirabraja, Brigjen TNI Budi Hartono.",
            ["Budi Hartono | Danrem | Komando Resor Militer 032/Wirabraja | "],
        ),
        (
            "Hadir Danlanud Iswahjudi Marsma TNI Budi Hartono.",
            ["Budi Hartono | Danlanud | Pangkalan Tentara Nasional Indonesia Angkatan Udara Iswahjudi | "],
        ),
        ("Hadir Danramil Letkol Inf Budi Hartono.", ["Budi Hartono | Danramil |  | "]),
        (
            "Apel dipimpin Kapolda Metro Jaya, Inspektur Jenderal Polisi Budi Hartono.",
            ["Budi Hartono | Kapolda | Kepolisian Daerah Metropolitan Jakarta Raya | "],
        ),
    ],
)
def test_a_commander_leads_the_unit_named_before_his_rank(text: str, expected: list[str]) -> None:
    assert posts(text) == expected


def test_the_army_in_a_rank_is_not_an_organization() -> None:
    reading = read(article("Hadir Bupati Kampar Budi Hartono dan Mayor Jenderal TNI Sari Wulandari."))
    assert [body.name for body in reading.organizations] == ["Pemerintah Kabupaten Kampar"]


def test_a_name_may_begin_with_a_common_word() -> None:
    assert posts("Bupati Gianyar Anak Agung Gede Putra hadir.") == [
        "Anak Agung Gede Putra | Bupati | Pemerintah Kabupaten Gianyar | 51.04"
    ]
