"""A press goes before everything else, with ten thousand rows in the table as with none."""

from __future__ import annotations

from statistics import median

import pytest

from tests.end_to_end.press_to_wire import Measured, measure
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen
from tests.session import Desktop

_TRIES = 3  # a busy machine must not fail a test for good


@pytest.mark.parametrize("rows", [0, 10_000])
def test_the_first_cancel_leaves_within_milliseconds_and_the_window_stays_fluent(
    screen: Screen, desktop: Desktop, tmp_path_factory: pytest.TempPathFactory, rows: int
) -> None:
    """Measured from the window's hearing of it at 5 ms, at 65 with 10,000 rows while those came first.

    busy is the processor's time, which other programs do not stretch: 17 ms with 10,000, painting included.
    """
    tried: list[Measured] = []
    for _ in range(_TRIES):
        tried.append(measure(Program(screen, desktop, tmp_path_factory.mktemp("home")), 8, rows))
        if median(tried[-1].first) - median(tried[-1].heard) < 25.0 and median(tried[-1].busy) < 50.0:
            return
    pytest.fail(f"{rows} rows: {tried}")
