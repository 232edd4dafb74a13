"""How old what is shown is: always told, growing, and in plain words."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.desktop.tables import OrdersModel
from gui.widgets import check_words
from gui.widgets.age import Age, age_words
from gui.widgets.readiness import ReadinessStrip
from gui.widgets.shortcut_field import shortcut_fault
from gui.widgets.window import LOOK_KEYS, PanicWindow
from tests.widgets import made_up


@pytest.mark.parametrize(
    ("age_s", "words"),
    [
        (0.0, "orders read just now"),
        (4.9, "orders read just now"),
        (5.0, "orders read 5 s ago"),
        (14.9, "orders read 10 s ago"),
        (59.9, "orders read 55 s ago"),
        (60.0, "orders read 1 min ago"),
        (3599.0, "orders read 59 min ago"),
        (7300.0, "orders read 2 h ago"),
    ],
)
def test_an_age_is_told_in_few_words(age_s: float, words: str) -> None:
    assert age_words(age_s) == words


def told(strip: ReadinessStrip) -> str:
    labels = [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]
    return next((text for text in labels if text.startswith("orders read")), "")


@pytest.mark.parametrize("is_compact", [False, True])
def test_it_grows_while_nothing_else_is_told(qtbot: QtBot, is_compact: bool) -> None:
    strip = ReadinessStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.set_compact(is_compact)
    strip.set_readiness(made_up.checks(), "Main")
    assert told(strip) == ""
    strip.set_read_at(time.monotonic() - 54)
    assert told(strip) == "orders read 50 s ago"
    qtbot.waitUntil(lambda: told(strip) == "orders read 55 s ago", timeout=10_000)
    strip.set_readiness(made_up.checks(is_ready=False), "Main")
    assert told(strip) == "orders read 55 s ago", "an old book is as old where nothing answers"
    strip.set_read_at(None)
    assert told(strip) == ""


@pytest.mark.usefixtures("qtbot")
def test_sleep_counts_which_the_clock_of_the_program_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    slept_s = 0.0
    monkeypatch.setattr("gui.widgets.age.unpaused_s", lambda: time.monotonic() + 7.0 + slept_s)
    age = Age()
    age.set_read_at(time.monotonic() - 2)
    assert age.words == "orders read just now"
    slept_s = 7200.0
    age.set_read_at(age._read_at)  # told again, and not read again
    assert age.words == "orders read 2 h ago"
    age.set_read_at(time.monotonic())
    assert age.words == "orders read just now"


def test_out_of_sight_it_rests(qtbot: QtBot) -> None:
    strip = ReadinessStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.hide()
    assert not strip._age._timer.isActive()
    strip.set_read_at(time.monotonic() - 30)
    strip.show()
    assert strip._age._timer.isActive()
    assert told(strip) == "orders read 30 s ago"


@pytest.fixture
def window(qtbot: QtBot) -> PanicWindow:
    made = PanicWindow()
    made.furnish()
    made.results.use(OrdersModel())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.mark.parametrize("is_compact", [False, True])
def test_a_key_and_the_menu_ask_for_a_look_in_either_form(
    qtbot: QtBot, window: PanicWindow, is_compact: bool
) -> None:
    window.set_compact(is_compact)
    window.show()
    asked: list[None] = []
    window.look_wanted.connect(lambda: asked.append(None))
    qtbot.waitUntil(lambda: window.windowHandle() is not None and window.isVisible())
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F5)
    assert len(asked) == 1
    actions = window.title_bar.gear.menu().actions()
    [action] = [each for each in actions if each.text().startswith("Read now")]
    assert action.text().endswith(LOOK_KEYS)
    action.trigger()
    assert len(asked) == 2


def test_a_press_by_the_same_key_goes_before(window: PanicWindow) -> None:
    asked: list[str] = []
    window.look_wanted.connect(lambda: asked.append("look"))
    window.fire_wanted.connect(lambda _: asked.append("press"))
    window.set_shortcut(LOOK_KEYS)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F5)
    assert asked == ["press"]
    window.set_shortcut("F9")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F5)
    assert asked == ["press", "look"]


def test_it_cannot_be_chosen_for_a_press() -> None:
    assert "has a meaning already" in shortcut_fault(QKeySequence(LOOK_KEYS))


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """The words for which this function of the strip is called from now on."""
    inner, calls = getattr(check_words, name), []

    def counting(label: QLabel, words: str, *more: object) -> object:
        calls.append(words)
        return inner(label, words, *more)

    monkeypatch.setattr(check_words, name, counting)
    return calls


def test_a_look_that_tells_the_same_costs_no_call_of_qt(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip = ReadinessStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.set_readiness(made_up.checks(), "Main")
    strip.set_read_at(time.monotonic() - 1000)
    filled, measured = counted(monkeypatch, "_fill"), counted(monkeypatch, "width_of")
    wide = sum(strip._words._measured())
    measured.clear()
    for width in (200, 2000, 300):
        strip.set_readiness(made_up.checks(), "Main")
        strip._tell()
        strip._words.heightForWidth(width)
    assert (filled, measured) == ([], [])
    strip.set_readiness(made_up.checks(), "Sub 1")
    assert filled == ["Sub 1"], "only what has changed"
    strip.setStyleSheet("QLabel { font-size: 40px; }")
    assert sum(strip._words._measured()) > wide, "larger letters are measured anew"
