"""The whole program in a language that nobody speaks: whatever it says is translated."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.desktop.language import put_in
from gui.kept.preferences import Language
from gui.panic.orders import Environment
from gui.practice import PracticeExchange, parse_fault
from gui.program import Program
from gui.widgets.credentials import CredentialsDialog
from gui.widgets.history import HistoryDialog
from gui.widgets.settings import SettingsDialog
from gui.widgets.tray import Tray
from gui.widgets.window import PanicWindow
from tests.widgets import visible
from tests.widgets.pseudo import Pseudo, accented, left_in_english
from tests.window.conftest import MakeProgram


@pytest.fixture(autouse=True)
def _pseudo(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def speak(application: QCoreApplication, _: Language) -> str:
        put_in(application, (Pseudo(),))
        return ""

    monkeypatch.setattr("gui.wiring.first_sight.speak", speak)
    yield
    put_in(qapp, ())


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was shown as messages of the desktop, as it is while another window has the keyboard."""
    shown: list[str] = []
    monkeypatch.setattr(PanicWindow, "isActiveWindow", lambda _: False)
    monkeypatch.setattr(
        "gui.widgets.tray.QSystemTrayIcon.showMessage",
        lambda _, title, sentence, __: shown.extend((title, sentence)),
    )
    monkeypatch.setattr(
        "gui.desktop.notices.Notices.show",
        lambda _, notice, __: shown.extend((notice.title, notice.text)),
    )
    return shown


def english_in(widget: QWidget) -> list[tuple[str, str]]:
    return [(where, text) for where, text in visible.texts(widget) if left_in_english(text)]


def english_in_tray(program: Program) -> list[str]:
    icon = program.beside.tray.icon
    texts = [*icon.texts(), *(each.text() for each in icon.menu().actions())]
    return [text for text in texts if left_in_english(text)]


def press(qtbot: QtBot, program: Program) -> None:
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_button.click()


@pytest.mark.parametrize("fault", ["", "some-fail=5,22067", "read:http=503", "ip-not-listed=203.0.113.9"])
def test_a_press_and_all_that_is_said_of_it(
    qtbot: QtBot, program: Program, exchange: PracticeExchange, told: list[str], fault: str
) -> None:
    assert (english_in(program.window), english_in_tray(program)) == ([], [])
    assert program.window.fire_button.second_line().startswith(accented("14 open orders")[:4])
    if fault:
        exchange.arm(parse_fault(fault))
    program.desk.try_for(3.0)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_button.click()
        assert (english_in(program.window), english_in_tray(program)) == ([], [])
    assert (english_in(program.window), english_in_tray(program)) == ([], [])
    assert left_in_english(program.window.windowTitle()) == []
    assert told
    assert [text for text in told if left_in_english(text)] == []
    program.window.history_wanted.emit()
    history = program.window.findChild(HistoryDialog)
    assert history is not None
    qtbot.waitUntil(lambda: history.table().rowCount() == 1, timeout=10_000)
    assert english_in(history) == []


@pytest.mark.parametrize("watch_s", [0.0, 60.0], ids=["not-watched", "watched"])
def test_orders_after_an_empty(
    qtbot: QtBot, program: Program, exchange: PracticeExchange, told: list[str], watch_s: float
) -> None:
    program.desk.watch_for(watch_s)
    press(qtbot, program)
    emptied = program.window.verdict.text()
    placed = exchange.book.place("ETHUSDT", client_oid="bot-7")
    qtbot.waitUntil(lambda: program.window.verdict.text() != emptied, timeout=30_000)
    assert english_in(program.window) == []
    overtaken = program.window.verdict.text()
    exchange.book.fill(placed.order_id)
    qtbot.waitUntil(lambda: program.window.verdict.text() != overtaken or not watch_s, timeout=30_000)
    assert (english_in(program.window), english_in_tray(program)) == ([], [])
    assert left_in_english(program.window.windowTitle()) == []
    assert told
    assert [text for text in told if left_in_english(text)] == []


def test_staying_in_the_tray(program: Program, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tray, "has_place", staticmethod(lambda: True))
    assert program.beside.tray.keeps(True)
    assert told
    assert [text for text in told if left_in_english(text)] == []


def test_a_drill_that_is_over_and_its_notice(qtbot: QtBot, make_program: MakeProgram) -> None:
    program = make_program(in_the_box=True)
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    press(qtbot, program)
    assert program.window.notice.text()
    assert english_in(program.window) == []
    program.choices.go(Environment.PRACTICE)
    assert program.window.notice.text() == ""


def test_a_fault_of_our_own(program: Program) -> None:
    sys.excepthook(KeyError, KeyError("x"), None)
    assert left_in_english(program.window.notice.text()) == ["KeyError"]


def test_the_dialogs(program: Program) -> None:
    window = program.window
    for wanted, kind in (
        (window.settings_wanted, SettingsDialog),
        (window.keys_wanted, CredentialsDialog),
    ):
        wanted.emit()
        dialog = window.findChild(kind)
        assert dialog is not None
        assert english_in(dialog) == []
        dialog.close()
    window.export_wanted.emit()
    asked = window.findChild(QFileDialog)
    assert asked is not None
    assert left_in_english(asked.windowTitle()) == []
    assert asked.nameFilters() == [accented("Comma-separated values (*.csv)")]
    asked.close()
