"""The guard against a press by accident in the whole program: what is held, and what goes through at once."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.kept.preferences import Preferences
from gui.program import Program
from gui.widgets.settings import SettingsDialog
from tests.desktop.hotkeys.fakes import FakeHotkey
from tests.window.conftest import MakeProgram

HELD = Preferences(hold_ms=300, hotkey_hold_ms=400)


class TellingHotkey(FakeHotkey):
    """One that tells releases, as that of X11 does."""

    tells_release = True
    is_doubtful = False

    def may_be_up(self) -> bool:
        return self.is_doubtful


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> TellingHotkey:
    assert qtbot is not None
    fake = TellingHotkey()
    monkeypatch.setattr("gui.program.hotkey_here", lambda _: fake)
    return fake


@pytest.fixture
def program(fake: TellingHotkey, make_program: MakeProgram, qtbot: QtBot) -> Program:
    program = make_program()
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    qtbot.waitUntil(lambda: bool(fake.registered))
    return program


@pytest.fixture
def presses(program: Program) -> list[float]:
    """The moments that the desk was handed."""
    heard: list[float] = []
    program.window.fire_wanted.connect(heard.append)
    return heard


def test_off_a_hotkey_presses_at_the_moment_it_was_heard(
    program: Program, fake: TellingHotkey, presses: list[float], qtbot: QtBot
) -> None:
    moment = time.monotonic()
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        fake.pressed.emit(moment)
        assert presses == [moment]


def test_a_hotkey_that_is_held_presses_when_it_was_held_long_enough(
    program: Program, fake: TellingHotkey, presses: list[float], qtbot: QtBot
) -> None:
    program.dialogs.preferences_chosen.emit(HELD)
    moment = time.monotonic()
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000) as told:
        fake.pressed.emit(moment)
        assert presses == []
        qtbot.waitUntil(lambda: program.window.fire_button.second_line() == "Keep holding…")
    assert presses == [pytest.approx(moment + 0.4)]
    # What is shown of press to proof begins when the press does, which is when it was held.
    assert told.args is not None
    assert told.args[0].elapsed_ms <= (time.monotonic() - presses[0]) * 1000


def test_a_hotkey_that_is_brushed_presses_nothing(
    program: Program, fake: TellingHotkey, presses: list[float], qtbot: QtBot
) -> None:
    program.dialogs.preferences_chosen.emit(HELD)
    fake.pressed.emit(time.monotonic())
    fake.released.emit()
    assert program.window.fire_button.second_line() == "Hold for 0.4 s to press."
    qtbot.wait(500)
    assert presses == []


def test_a_release_that_is_on_its_way_is_waited_for(
    program: Program, fake: TellingHotkey, presses: list[float], qtbot: QtBot
) -> None:
    program.dialogs.preferences_chosen.emit(HELD)
    fake.is_doubtful = True
    fake.pressed.emit(time.monotonic() - 1)
    qtbot.wait(50)
    assert presses == []
    fake.released.emit()
    fake.is_doubtful = False
    qtbot.wait(50)
    assert presses == []


def lose(program: Program, fake: TellingHotkey) -> None:
    assert program is not None
    fake.lost.emit("The key is gone.")


def use_another(program: Program, fake: TellingHotkey) -> None:
    assert fake is not None
    program.dialogs.preferences_chosen.emit(Preferences("Ctrl+Alt+P", hold_ms=300, hotkey_hold_ms=400))


def try_one(program: Program, fake: TellingHotkey) -> None:
    assert fake is not None
    program.hotkey.begin_test("Ctrl+Alt+P")


@pytest.mark.parametrize("happens", [lose, use_another, try_one])
def test_a_key_that_is_heard_no_more_is_not_held(
    program: Program,
    fake: TellingHotkey,
    presses: list[float],
    qtbot: QtBot,
    happens: Callable[[Program, TellingHotkey], None],
) -> None:
    program.dialogs.preferences_chosen.emit(HELD)
    fake.pressed.emit(time.monotonic())
    happens(program, fake)
    qtbot.wait(500)
    assert presses == []


def test_during_a_run_the_hotkey_presses_at_once(
    program: Program, fake: TellingHotkey, presses: list[float], qtbot: QtBot
) -> None:
    program.dialogs.preferences_chosen.emit(HELD)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.desk.fire(time.monotonic())
        assert program.desk.is_pressing
        moment = time.monotonic()
        fake.pressed.emit(moment)
        assert presses == [moment]


def test_a_hotkey_whose_release_is_not_told_presses_at_once_and_the_settings_say_so(
    program: Program, fake: TellingHotkey, presses: list[float], qtbot: QtBot
) -> None:
    fake.tells_release = False
    program.dialogs.preferences_chosen.emit(HELD)
    program.window.settings_wanted.emit()
    dialog = program.window.findChild(SettingsDialog)
    assert dialog is not None
    assert "presses at once, whatever is chosen" in dialog.guard.hotkey.accessibleDescription()
    dialog.close()
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        fake.pressed.emit(time.monotonic())
        assert len(presses) == 1


def test_the_button_is_held_and_a_press_from_the_tray_is_not(
    program: Program, fake: TellingHotkey, presses: list[float], qtbot: QtBot
) -> None:
    assert fake is not None
    program.dialogs.preferences_chosen.emit(HELD)
    QTest.mouseClick(program.window.fire_button, Qt.MouseButton.LeftButton)
    qtbot.wait(400)
    assert presses == []
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.beside.tray.icon.fire_wanted.emit(time.monotonic())
    assert len(presses) == 1


def test_the_guard_is_kept_in_the_settings(program: Program) -> None:
    program.window.settings_wanted.emit()
    dialog = program.window.findChild(SettingsDialog)
    assert dialog is not None
    assert (dialog.guard.button_ms(), dialog.guard.hotkey_ms()) == (0, 0)
    dialog.guard.set_holds(600, 300)
    dialog.saved.emit(dialog.preferences())
    kept = program.choices.settings.preferences
    assert (kept.hold_ms, kept.hotkey_hold_ms) == (600, 300)
    assert program.window.fire_button.hold.ms == 600
    assert program.window.shortcut.hold.ms == 300
    dialog.close()
