"""The hotkey in the whole program, with presses that the test makes."""

from __future__ import annotations

import time

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.desktop.desk import Desk
from gui.panic.checks import Check, Standing
from gui.panic.readiness import Readiness
from gui.program import Program
from gui.widgets.settings import SettingsDialog
from tests.desktop.hotkeys.fakes import FakeHotkey
from tests.window.conftest import MakeProgram


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> FakeHotkey:
    assert qtbot is not None
    fake = FakeHotkey()
    monkeypatch.setattr("gui.program.hotkey_here", lambda _: fake)
    return fake


@pytest.fixture
def program(fake: FakeHotkey, make_program: MakeProgram, qtbot: QtBot) -> Program:
    program = make_program()
    qtbot.waitUntil(lambda: fake.calls > 0 and "READY" in pill(program) and "CHECK" not in pill(program))
    return program


def pill(program: Program) -> str:
    return program.window.readiness.accessibleName().upper()


def window_shortcut(program: Program) -> QShortcut:
    text = program.choices.settings.preferences.shortcut
    [found] = [one for one in program.window.findChildren(QShortcut) if one.key().toString() == text]
    return found


def test_a_press_of_it_is_a_press(program: Program, fake: FakeHotkey, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        fake.pressed.emit(time.monotonic())
    assert program.window.windowTitle() == "EMPTY · Panic Button"


def test_that_it_was_heard_is_shown_after_the_press(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Readiness] = []
    monkeypatch.setattr(program.window.readiness, "set_readiness", lambda told, _: shown.append(told))
    heard = Check("hotkey", Standing.GOOD, "heard", "")
    monkeypatch.setattr(Desk, "is_pressing", True)
    program.showing.set_hotkey(heard)
    assert shown == []
    monkeypatch.setattr(Desk, "is_pressing", False)
    program.desk.readiness_changed.emit(program.showing.readiness)
    assert heard in shown[-1].checks


def test_while_it_hears_the_key_the_window_does_not(program: Program, fake: FakeHotkey, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window_shortcut(program).isEnabled(), timeout=15_000)
    fake.lost.emit("The key is gone.")
    assert window_shortcut(program).isEnabled()


def test_a_loss_makes_the_window_not_ready_at_once(program: Program, fake: FakeHotkey) -> None:
    assert "NOT READY" not in pill(program)
    fake.lost.emit("The key is gone.")
    assert "NOT READY" in pill(program)
    assert program.window.readiness.accessibleDescription().startswith("The key is gone.")
    assert "The key is gone." in program.window.verdict.text()[1]


def test_the_settings_register_another_key_and_say_a_refusal(program: Program, fake: FakeHotkey) -> None:
    fake.owned.add("Ctrl+Shift+Y")
    program.window.settings_wanted.emit()
    [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, SettingsDialog)]
    preferences = dialog.preferences()
    for text in ("Ctrl+Alt+P", "Ctrl+Shift+Y"):
        changed = type(preferences)(text, preferences.deadline_s, preferences.theme, preferences.watch_s)
        dialog.saved.emit(changed)
        assert fake.registered == ("" if text in fake.owned else text)
    assert "NOT READY" in pill(program)
    assert window_shortcut(program).isEnabled()
    dialog.close()
