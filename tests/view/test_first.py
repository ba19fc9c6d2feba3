"""What the options of `kg view` choose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import KgError
from kg.graph.network import build
from kg.view.first import NOTHING_CHOSEN, FirstView

if TYPE_CHECKING:
    from kg.graph.network import Network

SAMPLE = Path(__file__).parents[1] / "graph/network_sample.nq"


@pytest.fixture(scope="module")
def network() -> Network:
    return build(SAMPLE)


CHOICES = [
    (NOTHING_CHOSEN, {}),
    (FirstView(around=("hadrian tolangga",), depth=2), {"around": ["Hadrian Tolangga"], "depth": 2}),
    (FirstView(around=("Tegar",)), {"around": ["Tegar Wibisana"], "depth": 1}),
    (
        FirstView(around=("16.71", "https://w3id.org/simpul/territory/16")),
        {"around": ["Kota Palembang", "Provinsi Sumatera Selatan"], "depth": 1},
    ),
    (FirstView(territory="sumsel"), {"territory": "16"}),
    (
        FirstView(territory="16.71", since="2021", until="2021-06-30"),
        {"territory": "16.71", "from": "2021", "to": "2021-06-30"},
    ),
    (FirstView(kinds=("person", "event")), {"hide": ["organization", "territory", "assessment"]}),
    (FirstView(top=12), {"top": 12}),
]


@pytest.mark.parametrize(("first", "state"), CHOICES)
def test_choices(network: Network, first: FirstView, state: dict[str, object]) -> None:
    found = first.state(network)
    labels = [data["label"] for _, data in network.nodes(data=True)]
    assert found | ({"around": [labels[number] for number in found["around"]]} if "around" in found else {}) == state


WRONG = [
    (FirstView(around=("Nobody Here",)), "--around: nobody and nothing in the graph is called 'Nobody Here'"),
    (FirstView(around=("",)), "nobody and nothing"),
    (FirstView(around=("kota palembang", "pemerintah")), "are called 'pemerintah'"),
    (FirstView(territory="Atlantis"), "--territory: 'Atlantis' is no province"),
    (FirstView(kinds=("people",)), "--type: 'people' is none of person, organization"),
    (FirstView(since="15/3/2021"), "--since: '15/3/2021' is no date; expected YYYY"),
    (FirstView(until="2021-13"), "--until"),
]


@pytest.mark.parametrize(("first", "message"), WRONG)
def test_what_is_not_there_is_one_error(network: Network, first: FirstView, message: str) -> None:
    with pytest.raises(KgError, match=message):
        first.state(network)
