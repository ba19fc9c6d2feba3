"""What speaks for or against two profiles being one person."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """What speaks for one person (positive) or for two (negative), in bits, and why."""

    feature: str
    strength: float
    text: str
