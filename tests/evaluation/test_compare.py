"""When two facts are the same."""

from __future__ import annotations

import pytest

from kg.evaluation import compare
from kg.evaluation.compare import Row


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Budi Hartono", "BUDI HARTONO", True),
        ("Budi Hartono", "Hartono", True),
        ("Budi", "Budi Hartono", True),
        ("Mas'ud", "Mas’ud", True),
        ("Budi Hartono", "Budy Hartono", True),
        ("Budi Hartono", "Budiman Hartono Putra", False),
        ("Sari Dewi", "Rina Marlina", False),
        ("", "Sari", False),
    ],
)
def test_people(gold: str, found: str, same: bool) -> None:
    assert compare.same_person(gold, found) is same


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Kepala Seksi", "Kepala Seksi Intelijen", True),
        ("Kepala Seksi Intelijen", "Kepala Seksi", True),
        ("Wakil Bupati", "Bupati", False),
        ("", "", False),
    ],
)
def test_roles(gold: str, found: str, same: bool) -> None:
    assert compare.same_role(gold, found) is same


OFFICIAL = {"person": "Sari Dewi", "role": "Bupati", "organization": "Pemerintah Kabupaten Kampar", "territory": "14.01"}
EVENT = {"type": "rapat", "date": "2025-10-20", "place": "14.01"}


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ({}, {}, True),
        ({}, {"organization": ""}, True),
        ({}, {"territory": "14"}, False),
        ({"territory": ""}, {"territory": "14"}, True),
        ({"territory": ""}, {"organization": "Dinas Sosial Kota Malang"}, False),
        ({"territory": "", "organization": ""}, {"organization": "Dinas Sosial Kota Malang"}, True),
    ],
)
def test_officials(gold: Row, found: Row, same: bool) -> None:
    assert compare.same_official({**OFFICIAL, **gold}, {**OFFICIAL, **found}) is same


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ({}, {}, True),
        ({}, {"type": "kunjungan"}, False),
        ({}, {"date": "2025-10"}, True),
        ({}, {"date": "2025"}, False),
        ({}, {"date": ""}, False),
        ({"date": "2025"}, {}, True),
        ({"date": ""}, {}, True),
        ({"place": "14"}, {}, True),
        ({"place": ""}, {}, True),
        ({}, {"place": "14"}, False),
    ],
)
def test_events(gold: Row, found: Row, same: bool) -> None:
    assert compare.same_event({**EVENT, **gold}, {**EVENT, **found}) is same


def test_a_body_is_known_by_any_of_its_names() -> None:
    gold = {"organization": "Dinas Sosial Kabupaten Kampar"}
    assert compare.same_organization(gold, {"organization": "Dinas Sosial", "aliases": "Dinsos|Dinas Sosial Kabupaten Kampar"})
    assert not compare.same_organization(gold, {"organization": "Dinas Sosial", "aliases": ""})


def test_a_quotation_is_known_by_its_beginning_and_speaker() -> None:
    gold = {"speaker": "Sari Dewi", "starts": "Layani warga, dengan"}
    assert compare.same_statement(gold, {"speaker": "Dewi", "text": "“Layani warga dengan sungguh-sungguh"})
    assert not compare.same_statement(gold, {"speaker": "Dewi", "text": "Mari layani warga dengan"})
    assert not compare.same_statement(gold, {"speaker": "Rina", "text": "Layani warga dengan"})
