"""The code of a territory that somebody gives by its code or by one of its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg import lexicon
from kg.errors import QueryError

_SHORT = {"prov": "provinsi", "kab": "kabupaten", "propinsi": "provinsi"}


def territory_code(text: str) -> str | None:
    """The Kemendagri code; of a name that several bear an error that lists them, of anything else None.

    >>> territory_code("61"), territory_code("Kalbar"), territory_code("kab. malang"), territory_code("Atlantis")
    ('61', '61', '35.07', None)
    """
    codes = (text,) if text in lexicon.territories() else _named().get(_key(text), ())
    if len(codes) > 1:
        areas = ", ".join(f"{code} ({lexicon.territories()[code].full})" for code in codes)
        raise QueryError(f"{text!a} can be {areas}")
    return codes[0] if codes else None


@cache
def _named() -> Mapping[str, tuple[str, ...]]:
    """The codes that each name can mean."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for area in lexicon.territories().values():
        codes[_key(area.full)].add(area.code)
    for name in lexicon.territory_names():
        codes[_key(name.name)].update(name.codes)
    return {key: tuple(sorted(found)) for key, found in codes.items()}


def _key(name: str) -> str:
    """A name without regard to capitals, full stops and short forms of the kind of territory."""
    words = name.casefold().replace(".", " ").split()
    return " ".join([_SHORT.get(words[0], words[0]), *words[1:]]) if words else ""
