from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from gui.desktop.garbage import EVERY_MS, Garbage


class Cyclic(QObject):
    """Ends only when somebody searches for garbage; its timer must then be stopped by the thread it is of."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.deleteLater)
        self.timer.start(60_000)


@pytest.fixture
def searching() -> Iterator[None]:
    gc.collect()
    gc.enable()
    yield
    gc.disable()


def allocate_elsewhere() -> None:
    thread = threading.Thread(target=lambda: [[] for _ in range(100_000)])
    thread.start()
    thread.join()


def dropped(ended_on: list[int]) -> None:
    weakref.finalize(Cyclic(), lambda: ended_on.append(threading.get_ident()))


@pytest.mark.usefixtures("searching")
def test_what_qt_owns_ends_in_the_gui_thread_whoever_allocates(qtbot: QtBot) -> None:
    garbage = Garbage(lambda: False)
    ended_on: list[int] = []
    dropped(ended_on)
    allocate_elsewhere()
    assert ended_on == []
    qtbot.waitUntil(lambda: ended_on == [threading.get_ident()], timeout=15 * EVERY_MS)
    garbage.stop()
    assert gc.isenabled()


@pytest.mark.usefixtures("searching")
def test_a_press_is_left_alone_and_without_an_end_the_youngest_are_searched(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[int] = []
    rounds: list[bool] = []
    is_busy = True
    frozen = gc.get_freeze_count()
    monkeypatch.setattr("gui.desktop.garbage.EVERY_MS", 1)
    monkeypatch.setattr(gc, "collect", searched.append)

    def ask() -> bool:
        rounds.append(is_busy)
        return is_busy

    garbage = Garbage(ask)
    qtbot.waitUntil(lambda: len(searched) >= 3)
    assert set(searched) == {0}
    assert len(rounds) >= 90
    assert gc.get_freeze_count() > frozen, "what the start has loaded is set aside"
    is_busy = False
    qtbot.waitUntil(lambda: {1, 2} <= set(searched))
    garbage.stop()


@pytest.mark.usefixtures("searching")
def test_what_the_start_has_loaded_is_set_aside_before_more_than_the_youngest_is_searched(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []
    monkeypatch.setattr("gui.desktop.garbage.EVERY_MS", 1)
    monkeypatch.setattr(gc, "collect", done.append)
    monkeypatch.setattr(gc, "freeze", lambda: done.append("set aside"))
    garbage = Garbage(lambda: False)
    qtbot.waitUntil(lambda: 1 in done)
    garbage.stop()
    assert done.index("set aside") < done.index(1)


@pytest.mark.usefixtures("searching", "qtbot")
def test_left_to_python_a_qt_object_ends_wherever_somebody_allocates() -> None:
    """The fault that it is for; without a timer, whose warning would fail this test."""
    ended_on: list[int] = []

    class Plain(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.itself = self

    weakref.finalize(Plain(), lambda: ended_on.append(threading.get_ident()))
    allocate_elsewhere()
    assert ended_on
    assert ended_on != [threading.get_ident()]
