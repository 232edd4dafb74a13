"""The tray icon of the whole program, on a desktop that has no tray unless a test gives it one."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from gui.kept import settings
from gui.kept.paths import Places
from gui.kept.preferences import Preferences
from gui.panic.orders import Environment
from gui.panic.readiness import Readiness, not_ready
from gui.practice import PracticeExchange, parse_fault
from gui.program import Program
from gui.widgets.settings import NO_TRAY, SettingsDialog
from gui.widgets.tray import Tray
from gui.widgets.tray_icon import Standing, tray_icon
from gui.wiring.at_login import NO_TRAY as AT_LOGIN_NO_TRAY
from tests.window.conftest import MakeProgram


def standing(program: Program) -> str:
    return program.beside.tray.icon.standing.name


def choose(program: Program, words: str) -> None:
    [action] = [each for each in program.beside.tray.icon.menu().actions() if each.text() == words]
    action.trigger()


def test_the_menu_presses_and_names_the_verdict(qtbot: QtBot, program: Program) -> None:
    assert standing(program) == "READY"
    assert program.beside.tray.icon.texts()[1] == "No press yet"
    stood: list[str] = []
    program.desk.press_started.connect(lambda _: stood.append(standing(program)))
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        choose(program, "Press now")
    assert [*stood, standing(program)] == ["RUNNING", "EMPTY"]
    tip, last = program.beside.tray.icon.texts()
    assert tip.startswith("Panic Button: Practice: EMPTY. ")
    assert last == "Last press on Practice: EMPTY"


def test_a_refusal_has_its_own_shape(qtbot: QtBot, program: Program, exchange: PracticeExchange) -> None:
    exchange.arm(parse_fault("ip-not-listed=203.0.113.9"))
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        choose(program, "Press now")
    assert standing(program) == "REFUSED"
    # Only green falls where a press would not work any more: what else stands says more than that.
    program.desk.readiness_changed.emit(not_ready("answer", "Nobody answers."))
    assert standing(program) == "REFUSED"


def test_quit_quits_although_closing_would_not(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tray, "has_place", staticmethod(lambda: True))
    told: list[str] = []
    monkeypatch.setattr(Tray, "notify", lambda _, title, sentence: told.append(f"{title}: {sentence}"))
    program.choices.change(program.choices.settings.with_preferences(Preferences(stays_in_tray=True)))
    for _ in range(2):
        program.window.close()
        assert not program.window.isVisible()
        choose(program, "Show window")
        assert program.window.isVisible()
    assert len(told) == 1
    assert "Panic Button stays here" in told[0]
    with qtbot.waitSignal(program.ended, timeout=20_000):
        choose(program, "Quit")
    program._is_closing = False  # for the fixture, which closes once more


def test_without_a_tray_closing_quits_and_the_settings_say_so(qtbot: QtBot, program: Program) -> None:
    assert not Tray.has_place()
    program.choices.change(program.choices.settings.with_preferences(Preferences(stays_in_tray=True)))
    program.window.settings_wanted.emit()
    dialog = program.window.findChild(SettingsDialog)
    assert dialog is not None
    [box] = [each for each in dialog.findChildren(QCheckBox) if "tray" in each.text()]
    assert box.isChecked()
    assert box.accessibleDescription() == NO_TRAY
    dialog.close()
    with qtbot.waitSignal(program.ended, timeout=20_000):
        program.window.close()
    program._is_closing = False


def test_the_choice_is_remembered(qtbot: QtBot, where: Places, make_program: MakeProgram) -> None:
    program = make_program()
    program.choices.change(program.choices.settings.with_preferences(Preferences(stays_in_tray=True)))
    qtbot.waitUntil(
        lambda: where.settings.exists() and settings.load(where.settings)[0].preferences.stays_in_tray
    )
    where.settings.with_name("odd.json").write_text(json.dumps({"stays_in_tray": 1}))
    assert settings.load(where.settings.with_name("odd.json"))[1] is not None


def test_no_two_icons_have_the_same_shape(program: Program) -> None:  # noqa: ARG001 an application is needed
    shapes = set()
    for standing in Standing:
        image = tray_icon(standing).pixmap(16, 16).toImage()
        grey = [image.pixelColor(x, y) for y in range(16) for x in range(16)]
        # What is white ink, what is ground and what is nothing: the colour is left out.
        shapes.add(tuple((each.alpha() > 128) + (each.lightness() > 200) for each in grey))
    assert len(shapes) == len(Standing)


def test_what_started_at_login_waits_minimised_where_no_tray_comes(program: Program) -> None:
    program.window.hide()
    program.beside.at_login.wait_for_tray(0)
    assert program.window.isMinimized()
    assert program.window.notice.text() == AT_LOGIN_NO_TRAY


def test_a_verdict_stands_until_something_newer_than_it_is_known(qtbot: QtBot, program: Program) -> None:
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        choose(program, "Press now")
    program.desk.readiness_changed.emit(Readiness())
    assert standing(program) == "EMPTY"
    program.desk.choose(Environment.PRACTICE)
    assert standing(program) == "CHECKING"
