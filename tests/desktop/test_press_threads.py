"""What the GUI thread does while the cancels of a press leave: it stands aside, in pieces."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from gui.desktop.press_threads import PressThreads
from gui.panic.verdict import Report
from gui.pressing import Pressing


class Sending:
    """A press whose cancels are written, and which ends, when the test says so."""

    def __init__(self, sending_s: float = 30.0) -> None:
        self.sending_s = sending_s
        self.waits: list[float] = []
        self.are_sent, self.may_end = threading.Event(), threading.Event()

    def run(self) -> Report:
        assert self.may_end.wait(30)
        return cast("Report", "report")

    def wait_until_sent(self, for_s: float) -> bool:
        self.waits.append(for_s)
        return self.are_sent.wait(for_s)


@pytest.fixture
def threads(qtbot: QtBot) -> Iterator[PressThreads]:  # noqa: ARG001 it needs an application
    threads = PressThreads()
    yield threads
    threads.close()


def run(threads: PressThreads, sending: Sending) -> list[str]:
    """Begin, and give what is told from then on."""
    told: list[str] = []
    threads.run(
        cast("Pressing", sending),
        lambda: told.append("begun"),
        lambda _: told.append("ended"),
        lambda problem: told.append(str(problem)),
    )
    return told


def test_events_are_served_between_short_waits_until_the_cancels_are_written(
    threads: PressThreads, qtbot: QtBot
) -> None:
    sending = Sending()
    told = run(threads, sending)
    qtbot.waitUntil(lambda: len(sending.waits) > 3)  # which only a loop that turns can see
    assert told == []
    assert max(sending.waits) <= 0.02
    sending.are_sent.set()
    qtbot.waitUntil(lambda: told == ["begun"])
    sending.may_end.set()
    qtbot.waitUntil(lambda: told == ["begun", "ended"])


def test_it_is_told_in_a_turn_of_its_own_that_a_press_has_begun(threads: PressThreads, qtbot: QtBot) -> None:
    sending = Sending()
    sending.are_sent.set()
    told = run(threads, sending)
    assert told == []
    qtbot.waitUntil(lambda: told == ["begun"])
    sending.may_end.set()
    qtbot.waitUntil(lambda: told == ["begun", "ended"])


def test_cancels_that_cannot_leave_are_not_waited_for_without_end(
    threads: PressThreads, qtbot: QtBot
) -> None:
    sending = Sending(sending_s=0.03)
    told = run(threads, sending)
    qtbot.waitUntil(lambda: told == ["begun"])
    sending.may_end.set()
    qtbot.waitUntil(lambda: told == ["begun", "ended"])


def test_a_press_that_ends_first_has_begun_before(threads: PressThreads, qtbot: QtBot) -> None:
    sending = Sending()
    sending.may_end.set()
    told = run(threads, sending)
    qtbot.waitUntil(lambda: len(told) == 2)
    sending.are_sent.set()
    assert told == ["begun", "ended"]


def test_whoever_needs_it_sooner_has_it_told_at_once_and_only_once(
    threads: PressThreads, qtbot: QtBot
) -> None:
    sending = Sending()
    told = run(threads, sending)
    threads.begin()
    assert told == ["begun"]
    sending.are_sent.set()
    sending.may_end.set()
    qtbot.waitUntil(lambda: told[-1:] == ["ended"])
    assert told == ["begun", "ended"]
