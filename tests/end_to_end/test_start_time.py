"""A press would work within a second of the program's start, by the clock and from source."""

from __future__ import annotations

import sys

from tests.end_to_end.screen import Screen
from tests.startup import measure

_MOST_MS = 1000.0  # 575 on a quiet machine
_STARTS = 4  # the first finds nothing compiled, and a busy machine must not fail a test for good


def test_a_start_is_ready_to_press_within_a_second(screen: Screen) -> None:
    tried: list[float] = []
    for _ in range(_STARTS):
        tried.append(measure([sys.executable, "-m", "gui"], screen.display)["ready"].passed)
        if tried[-1] <= _MOST_MS:
            return
    raise AssertionError(f"ready after {tried} ms")
