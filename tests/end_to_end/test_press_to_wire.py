"""A press goes before everything else, with ten thousand rows in the table as with none."""

from __future__ import annotations

from statistics import median

import pytest

from tests.end_to_end.press_to_wire import Measured, measure
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen
from tests.session import Desktop

_TRIES = 3  # a busy machine must not fail a test for good
# Of the presses of a round, in ms. On a quiet machine the first cancel takes 2 after a key and 3 after a
# click, and was at 65 with 10,000 rows while those came first; with them the window stands still for 12 to 25
# and reckons for 13.
_MOST = {"first cancel": 8.0, "stood still": 50.0, "busy": 50.0}


@pytest.mark.parametrize("by_hand", ["key", "mouse"])
@pytest.mark.parametrize("rows", [0, 10_000])
def test_the_first_cancel_leaves_within_milliseconds_and_the_window_stays_fluent(
    screen: Screen, desktop: Desktop, tmp_path_factory: pytest.TempPathFactory, rows: int, by_hand: str
) -> None:
    tried: list[Measured] = []
    for _ in range(_TRIES):
        program = Program(screen, desktop, tmp_path_factory.mktemp("home"))
        tried.append(measure(program, 8, rows, by_hand=by_hand))
        best = {name: min(_median(found)[name] for found in tried) for name in _MOST}
        if all(best[name] <= most for name, most in _MOST.items()):
            return
    pytest.fail(f"{rows} rows, by {by_hand}: {best} in {tried}")


def _median(found: Measured) -> dict[str, float]:
    """Milliseconds; what the window stood still for want of a processor is not of its doing."""
    stood = [stall - queued for stall, queued in zip(found.stalls, found.queued, strict=True)]
    return {"first cancel": median(found.first), "stood still": median(stood), "busy": median(found.busy)}
