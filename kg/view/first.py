"""What the page shows when it is opened: what the options of `kg view` choose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import KgError
from kg.graph.places import territory_code
from kg.resolve.keys import name_key
from kg.view.payload import KINDS

if TYPE_CHECKING:
    from kg.graph.network import Network

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class FirstView(NamedTuple):
    """The choices, all of which the reader of the page can undo. What is empty chooses nothing."""

    around: tuple[str, ...] = ()
    depth: int = 1
    territory: str = ""
    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    top: int = 0

    def state(self, network: Network) -> dict[str, Any]:
        """The choices in the words of the page, those made alone; `KgError` where the network has nothing of the name."""
        names = _names(network) if self.around else {}
        found = {
            "around": [_named(name, names) for name in self.around],
            "depth": self.depth if self.around else 0,
            "territory": _code(self.territory) if self.territory else "",
            "hide": [kind for kind in KINDS if kind not in _kinds(self.kinds)] if self.kinds else [],
            "from": _day(self.since, "--since"),
            "to": _day(self.until, "--until"),
            "top": self.top,
        }
        return {name: value for name, value in found.items() if value}


NOTHING_CHOSEN = FirstView()


def _names(network: Network) -> dict[str, list[int]]:
    """The numbers of the nodes that bear each name."""
    found: dict[str, list[int]] = {}
    nodes = [(node, data) for node, data in network.nodes(data=True)]
    for number, (node, data) in enumerate(nodes):
        for key in {node, *map(name_key, (data["label"], *data["aliases"], data["details"].get("code", "")))} - {""}:
            found.setdefault(key, []).append(number)
    return found


def _named(name: str, names: Mapping[str, list[int]]) -> int:
    key = name_key(name)
    found = (
        names.get(name) or names.get(key) or sorted({n for known, some in names.items() if key and key in known for n in some})
    )
    if not found:
        raise KgError(f"--around: nobody and nothing in the graph is called {name!a}")
    if len(found) > 1:
        raise KgError(
            f"--around: {len(found):,} are called {name!a}; give the full name or the IRI of one (`kg show` lists them)"
        )
    return found[0]


def _code(name: str) -> str:
    code = territory_code(name)
    if code is None:
        raise KgError(f"--territory: {name!a} is no province, kabupaten or kota; give a name or a code such as 61")
    return code


def _kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    for kind in kinds:
        if kind not in KINDS:
            raise KgError(f"--type: {kind!a} is none of {', '.join(KINDS)}")
    return kinds


def _day(date: str, option: str) -> str:
    if date and not _DAY.fullmatch(date):
        raise KgError(f"{option}: {date!a} is no date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    return date
