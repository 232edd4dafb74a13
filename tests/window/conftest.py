from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.kept.paths import Places
from gui.panic.orders import Environment
from gui.practice import PracticeExchange
from gui.program import Program
from gui.wiring.first_sight import FirstSight

MakeProgram = Callable[..., Program]


@pytest.fixture
def exchange() -> Iterator[PracticeExchange]:
    with PracticeExchange(orders=14, rate_limited=False) as exchange:
        yield exchange


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return Places(tmp_path / "settings.json", tmp_path / "journal.jsonl", tmp_path)


@pytest.fixture
def make_program(
    qtbot: QtBot, where: Places, exchange: PracticeExchange, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MakeProgram]:
    """Makes the whole program with its window, without a screen, on a practice exchange of the test's.

    in_the_box leaves it to the program's own.
    """
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made: list[Program] = []

    def make(*, in_the_box: bool = False, url: str | None = None) -> Program:
        address = None if in_the_box else url or exchange.url
        sight = FirstSight(where, Environment.PRACTICE)
        sight.draw()
        program = Program(sight, address)
        made.append(program)
        program.ended.connect(lambda: made.remove(program))
        program.start()
        return program

    yield make
    while made:
        end(qtbot, made[-1])
    monkeypatch.undo()  # the hooks know the program too


def end(qtbot: QtBot, program: Program) -> None:
    """End a program, and see it gone."""
    with qtbot.waitSignal(program.ended, timeout=20_000):
        program.close()
    # The program closes its own window, so it is not given to qtbot, which would close it first.
    program.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def program(qtbot: QtBot, make_program: MakeProgram) -> Program:
    """A program that has read the book, and loaded what comes after that."""
    program = make_program()
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    qtbot.waitUntil(lambda: "beside" in vars(program), timeout=15_000)
    return program
