"""The window goes on while faults happen: the thread that draws it waits for nothing but events.

What it waits is told by the system (asleep.py) and not by the clock, so a busy machine cannot fail it.
`python -m tests.end_to_end.stalls --fault NAME` tells the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.panic.verdict import Verdict
from tests.end_to_end.asleep import LIMIT_S
from tests.end_to_end.beating_window import WAITS
from tests.end_to_end.faulty_press import TROUBLES, Found, Pressed, pressed_window

_TRIES = 5  # of 2 s each: a busy machine may be late, too
_LIMIT_MS = LIMIT_S * 1000
_MOST_BUSY_MS = 300.0  # of the processor's time, in one turn; some 10 ms are usual


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pressed]:
    with pressed_window(tmp_path_factory.mktemp("home")) as window:
        yield window


@pytest.mark.parametrize("name", TROUBLES)
def test_the_window_waits_for_nothing_while_a_press_meets_a_fault(window: Pressed, name: str) -> None:
    trouble = TROUBLES[name]
    for _ in range(_TRIES):
        found = window.press(trouble)
        assert found.verdict in trouble.verdicts, found
        is_sound(found)
        if found.verdict is trouble.verdicts[0]:
            break
    assert found.verdict is trouble.verdicts[0], found
    assert trouble.says in found.sentence, found
    for _ in range(_TRIES):
        after = window.press(TROUBLES["nothing"])
        is_sound(after)
        if after.verdict is Verdict.EMPTY:
            return
    pytest.fail(f"it does not recover: {after}")


def is_sound(found: Found) -> None:
    assert found.left == 0 or found.verdict is not Verdict.EMPTY, found
    assert found.slept_ms < _LIMIT_MS, found
    assert found.busy_ms < _MOST_BUSY_MS, found
    assert found.touched == (), found


@pytest.mark.parametrize("waits", WAITS)
def test_a_window_that_waits_is_found_out(waits: str, tmp_path: Path) -> None:
    with pressed_window(tmp_path, "--waits", waits) as window:
        found = window.press(TROUBLES["silent"])
    assert found.slept_ms > _LIMIT_MS, found
