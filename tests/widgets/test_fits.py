"""Nothing is cut, covered or off the screen, whatever the scale of the screen and the font of the desktop."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.selector import Selector
from gui.widgets.sheet import Sheet
from tests.session import PROJECT
from tests.widgets.fits import complaints

_PATIENCE_S = 180


# The screen of the tests has 1920 × 1080 pixels: at 300 % the window has 640 × 360 of its own.
@pytest.mark.parametrize(
    ("scale", "points"), [("1", 9), ("1.5", 9), ("2", 9), ("3", 9), ("1", 18), ("2", 18)]
)
def test_every_window_can_be_read_as_a_whole(scale: str, points: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.widgets.fits", str(points)],
        cwd=PROJECT,
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_PATIENCE_S,
    )
    assert ran.returncode == 0, ran.stderr
    *found, last = ran.stdout.splitlines()
    assert found == []
    assert int(last.split()[2]) > 40


def test_what_is_cut_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    cut = QLabel("A sentence that nobody can read to its end", window)
    cut.setFixedWidth(60)
    window.show()
    assert [words for words in complaints(window) if "needs" in words]


def test_what_covers_something_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for text in ("one", "two"):
        QLabel(text, window)
    window.show()
    assert [words for words in complaints(window) if "overlap" in words]


def test_a_dialog_that_is_too_high_scrolls_to_what_has_the_keyboard(qtbot: QtBot) -> None:
    sheet = Sheet("High")
    qtbot.addWidget(sheet)
    selectors = [Selector(f"Choice {number}") for number in range(60)]
    for selector in selectors:
        sheet.column.addWidget(selector)
    sheet.show()
    assert sheet.height() <= sheet.screen().availableSize().height()
    selectors[0].setFocus()
    for _ in range(59):
        sheet.focusNextPrevChild(True)
    last = selectors[-1]
    assert sheet.focusWidget() is last
    assert sheet.rect().contains(last.mapTo(sheet, last.rect().center()))


def test_a_choice_that_is_cut_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    selector = Selector("Account")
    QVBoxLayout(window).addWidget(selector)
    selector.addItem("a name that is longer than the list")
    window.resize(140, 60)
    window.show()
    QApplication.sendEvent(selector, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert "a name that is longer than the list" in QToolTip.text()
