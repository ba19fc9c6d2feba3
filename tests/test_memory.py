from __future__ import annotations

import gc

import pytest

from kg.memory import seldom_collected


@pytest.mark.parametrize("before", [(700, 10, 10), (0, 10, 10), (500_000, 5, 5)])
def test_what_was_set_is_set_again(before: tuple[int, int, int]) -> None:
    kept = gc.get_threshold()
    gc.set_threshold(*before)
    try:
        with pytest.raises(KeyError), seldom_collected():
            assert gc.get_threshold()[0] == (max(200_000, before[0]) if before[0] else 0)
            raise KeyError
        assert gc.get_threshold() == before
    finally:
        gc.set_threshold(*kept)
