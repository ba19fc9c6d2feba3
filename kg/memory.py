"""How often Python looks for values that only hold each other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 200_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """While millions of small values are made that do not hold each other, Python looks for such as do only now and then.

    It would go through all of them again and again, for a fifth of the time. What is not needed any more is freed anyway.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(_SELDOM, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
