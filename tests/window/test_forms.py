"""The two forms in the whole program: switched, remembered, and harmless to all else."""

from __future__ import annotations

import json
import time

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.kept.paths import Places
from gui.kept.preferences import Preferences, Theme
from gui.program import Program
from gui.widgets.settings import SettingsDialog
from tests.window.conftest import MakeProgram


def test_each_form_comes_back_where_it_was_and_the_choice_is_remembered(
    make_program: MakeProgram, where: Places, qtbot: QtBot
) -> None:
    program = make_program()
    window = program.window
    window.setGeometry(20, 30, 700, 600)
    window.form_wanted.emit()
    assert window.fire_button.isVisible()
    assert not window.results.isVisible()
    window.setGeometry(300, 200, 360, 420)
    window.form_wanted.emit()
    assert window.results.isVisible()
    assert window.geometry() == QRect(20, 30, 700, 600)
    window.form_wanted.emit()
    assert window.geometry() == QRect(300, 200, 360, 420)
    program.forms.remember()
    kept = program.choices.settings.compact_geometry

    def is_saved() -> bool:
        fields = json.loads(where.settings.read_text()) if where.settings.is_file() else {}
        return bool(fields.get("is_compact")) and fields.get("compact_geometry") == kept

    qtbot.waitUntil(is_saved)
    again = make_program()
    assert not again.window.results.isVisible()
    assert again.window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert again.window.geometry() == QRect(300, 200, 360, 420)


def test_a_switch_while_a_press_runs_changes_nothing_of_it(program: Program, qtbot: QtBot) -> None:
    was_running: list[bool] = []

    def switch() -> None:
        program.window.form_wanted.emit()
        was_running.append(program.window.fire_button.is_running)

    program.desk.press_started.connect(switch)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
        assert program.desk.is_pressing
    assert was_running == [True]
    assert program.window.windowTitle() == "EMPTY · Panic Button"
    assert program.window.verdict.isVisible()
    assert program.window.verdict.text()[0] == "EMPTY"


def test_after_a_switch_shortcut_and_hotkey_work_and_a_dialog_stays(program: Program, qtbot: QtBot) -> None:
    program.window.settings_wanted.emit()
    dialog = program.window.findChild(SettingsDialog)
    assert dialog is not None
    program.window.form_wanted.emit()
    assert dialog.isVisible()
    dialog.close()
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    assert not program.window.fire_button.hasFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_X, modifiers)


def test_a_switch_ends_a_hold(program: Program, qtbot: QtBot) -> None:
    fired: list[float] = []
    program.window.fire_wanted.connect(fired.append)
    program.window.fire_button.set_hold_ms(300)
    QTest.mousePress(program.window.fire_button, Qt.MouseButton.LeftButton)
    program.window.form_wanted.emit()
    qtbot.wait(400)
    assert fired == []


def test_a_window_that_is_hidden_stays_hidden(program: Program) -> None:
    program.window.hide()
    program.window.form_wanted.emit()
    assert not program.window.isVisible()


def test_it_is_remembered_whether_the_window_was_dark(program: Program) -> None:
    for choice in (Theme.DARK, Theme.LIGHT):
        program.dialogs.preferences_chosen.emit(Preferences(theme=choice))
        program.forms.remember()
        assert program.choices.settings.was_dark is (choice is Theme.DARK)


def test_a_window_that_is_left_outside_comes_in(program: Program, qtbot: QtBot) -> None:
    program.window.form_wanted.emit()
    screen = program.window.screen()
    qtbot.waitUntil(lambda: not program.forms._settling.isActive())
    program.window.move(screen.availableGeometry().bottomRight() + QPoint(500, 500))
    screen.availableGeometryChanged.emit(screen.availableGeometry())
    qtbot.waitUntil(lambda: screen.availableGeometry().contains(program.window.frameGeometry()))
