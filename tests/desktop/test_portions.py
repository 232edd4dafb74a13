from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gui.desktop.portions import Portions, finish, slices


def steps(done: list[str], name: str, count: int, each_s: float = 0.0) -> Iterator[None]:
    for number in range(count):
        time.sleep(each_s)
        done.append(f"{name}{number}")
        yield


def test_what_is_short_is_done_at_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.desktop.portions._AT_ONCE_S", 10.0)  # the computer may be busy
    portions, done = Portions(), list[str]()
    with qtbot.assertNotEmitted(portions.is_behind):
        portions.do(steps(done, "a", 3))
    assert done == ["a0", "a1", "a2"]


def test_what_is_long_follows_between_events_and_in_order(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    portions, done, told = Portions(), list[str](), list[bool]()
    portions.is_behind.connect(told.append)
    portions.do(steps(done, "a", 10, 0.004))
    assert 0 < len(done) < 10
    portions.do(steps(done, "b", 2))
    assert told == [True]
    qtbot.waitUntil(lambda: told == [True, False])
    assert done == [*(f"a{number}" for number in range(10)), "b0", "b1"]
    monkeypatch.setattr("gui.desktop.portions._AT_ONCE_S", 10.0)
    portions.do(steps(done, "c", 1))
    assert done[-1] == "c0"


def test_what_comes_later_comes_after_the_next_event_and_in_order(qtbot: QtBot) -> None:
    portions, done, told = Portions(), list[str](), list[bool]()
    portions.is_behind.connect(told.append)
    portions.later(steps(done, "a", 2))
    portions.do(steps(done, "b", 1))
    assert (done, told) == ([], [True])
    qtbot.waitUntil(lambda: told == [True, False])
    assert done == ["a0", "a1", "b0"]


def test_what_comes_later_leaves_the_window_time_to_be_drawn(qtbot: QtBot) -> None:
    portions, done = Portions(), list[str]()
    portions.later(steps(done, "a", 2, 0.01))
    assert portions.has_more
    QTimer.singleShot(10, lambda: done.append("drawn"))
    qtbot.waitUntil(lambda: not portions.has_more)
    assert done == ["drawn", "a0", "a1"]
    assert portions._timer.interval() == 0, "what follows does not wait as well"


def test_what_is_dropped_is_not_done(qtbot: QtBot) -> None:
    portions, done = Portions(), list[str]()
    portions.do(steps(done, "a", 10, 0.004))
    portions.drop()
    count = len(done)
    qtbot.wait(30)
    assert len(done) == count < 10


def test_slices_hold_everything_once() -> None:
    assert [number for some in slices(range(1_234)) for number in some] == list(range(1_234))
    assert list(slices([])) == []
    done: list[str] = []
    finish(steps(done, "a", 5))
    assert len(done) == 5
