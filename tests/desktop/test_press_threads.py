"""The turns of the threads while the cancels of a press leave."""

from __future__ import annotations

import sys
import threading
from contextlib import nullcontext
from typing import cast

import pytest

from gui.desktop.press_threads import PressThreads
from gui.panic.verdict import Report
from gui.pressing import Pressing


class Sending:
    """A press that tells how long a turn is while its cancels leave."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.turn_s = 0.0
        self.has_run = threading.Event()
        self._problem = problem

    def run(self) -> Report:
        self.has_run.set()
        return cast("Report", None)

    def wait_until_sent(self) -> None:
        self.turn_s = sys.getswitchinterval()
        if self._problem is not None:
            raise self._problem


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("problem", [None, ValueError("A fault.")])
def test_turns_are_long_while_cancels_leave_and_as_before_when_they_have(
    problem: Exception | None,
) -> None:
    usual_s = sys.getswitchinterval()
    threads, sending = PressThreads(), Sending(problem)
    with nullcontext() if problem is None else pytest.raises(ValueError, match="A fault"):
        threads.run(cast("Pressing", sending), lambda _: None, lambda _: None)
    assert sending.turn_s == pytest.approx(0.01)
    assert sys.getswitchinterval() == pytest.approx(usual_s)
    assert sending.has_run.wait(5)
    threads.close()
