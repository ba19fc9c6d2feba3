"""What each token of an article belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Mention

RANKS = frozenset({"rank", "suffix"})
TITLES = RANKS | {"honorific"}
"""The labels of what stands before a name."""


@dataclass(slots=True)
class Labels:
    """For each token the kind of mention or title it belongs to, or an empty string."""

    of: list[str]
    owner: dict[int, Mention] = field(default_factory=dict)
