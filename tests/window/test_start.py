"""What is made before the window is seen, and what only after it; a press in between is whole."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.desktop.sounds.shapes import Sound
from gui.desktop.sounds.speaker import Speaker
from gui.panic.verdict import Report, Verdict
from gui.practice import PracticeExchange
from gui.widgets.tray_icon import Standing
from gui.wiring.moments import tell_moments
from tests.window.conftest import MakeProgram


def is_made(program: object) -> bool:
    return "beside" in vars(program)


def test_what_is_not_seen_in_the_window_is_made_after_its_first_drawing(
    qtbot: QtBot, make_program: MakeProgram
) -> None:
    program = make_program()
    assert not is_made(program)
    qtbot.waitUntil(lambda: is_made(program), timeout=15_000)


def test_a_click_before_the_first_drawing_presses_and_is_heard_and_shown_in_the_tray(
    qtbot: QtBot, make_program: MakeProgram, exchange: PracticeExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Sound] = []
    monkeypatch.setattr(Speaker, "play", lambda _, sound: heard.append(sound))
    program = make_program()
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000) as ended:
        assert not is_made(program)
        QTest.mouseClick(program.window.fire_button, Qt.MouseButton.LeftButton)
        assert is_made(program)
        assert heard == [Sound.PRESSED]
        assert program.beside.tray.icon.standing is Standing.RUNNING
    [report] = ended.args
    assert isinstance(report, Report)
    assert report.verdict is Verdict.EMPTY
    assert exchange.book.open_orders() == []
    assert heard[-1] is Sound.EMPTY
    assert "EMPTY" in program.beside.tray.icon.texts()[1]


def moments(printed: str) -> list[tuple[str, float]]:
    lines = [line.split() for line in printed.splitlines() if line.startswith("moment ")]
    return [(name, float(at)) for _, name, at in lines]


def test_the_moments_of_a_start_are_told_once_each_to_whoever_wants_them(
    qtbot: QtBot,
    make_program: MakeProgram,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PANIC_BUTTON_MOMENTS", "1")
    begun = time.monotonic()
    program = make_program()
    tell_moments(program.window, program.desk)
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    program.window.repaint()
    qtbot.wait(50)
    [(first, painted), (second, ready)] = moments(capsys.readouterr().err)
    assert (first, second) == ("painted", "ready")
    assert begun < painted < ready < time.monotonic()


def test_nobody_is_told_of_moments_who_did_not_ask(
    qtbot: QtBot, make_program: MakeProgram, capsys: pytest.CaptureFixture[str]
) -> None:
    program = make_program()
    tell_moments(program.window, program.desk)
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    assert moments(capsys.readouterr().err) == []
