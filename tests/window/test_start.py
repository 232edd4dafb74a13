"""What is made before the window is seen, and what only after it; a press in between is whole."""

from __future__ import annotations

import socket
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.desktop.sounds.shapes import Sound
from gui.desktop.sounds.speaker import Speaker
from gui.kept import settings
from gui.kept.paths import Places
from gui.kept.preferences import Preferences
from gui.kept.settings import Settings
from gui.panic.orders import Covers, Environment, Scope
from gui.panic.readiness import Readiness
from gui.panic.verdict import Report, Verdict
from gui.practice import PracticeExchange
from gui.widgets.tray import Tray
from gui.widgets.tray_icon import Standing
from gui.wiring.first_paint import FirstLook
from gui.wiring.first_sight import FirstSight
from gui.wiring.moments import tell, tell_ready
from tests.window.conftest import MakeProgram, end


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Once for each time that the icon in the tray was to be shown."""
    asked: list[str] = []
    monkeypatch.setattr(Tray, "show", lambda _: asked.append("tray"))
    return asked


def test_what_a_press_does_not_need_is_loaded_after_the_first_look(
    qtbot: QtBot, make_program: MakeProgram, asked: list[str]
) -> None:
    program = make_program()
    seen: list[int] = []
    program.desk.readiness_changed.connect(lambda it: seen.append(len(asked)) if it.is_known else None)
    qtbot.waitUntil(lambda: bool(asked), timeout=15_000)
    assert seen[0] == 0


def test_what_is_made_late_knows_how_things_stand(
    qtbot: QtBot, make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FirstLook, "_call", lambda _: None)
    program = make_program()
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    assert program.beside.tray.icon.standing is Standing.READY


def test_and_also_while_the_exchange_says_nothing(
    qtbot: QtBot, make_program: MakeProgram, asked: list[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # it takes calls and answers none
        program = make_program(url=f"http://127.0.0.1:{silent.getsockname()[1]}")
        known: list[Readiness] = []
        program.desk.readiness_changed.connect(lambda it: known.append(it) if it.is_known else None)
        qtbot.waitUntil(lambda: bool(asked), timeout=15_000)
        assert known == []


def test_a_program_that_ends_before_that_loads_none_of_it(
    qtbot: QtBot, make_program: MakeProgram, asked: list[str]
) -> None:
    end(qtbot, make_program())
    qtbot.wait(800)  # longer than it waits for a look
    assert asked == []


def test_a_click_before_that_presses_and_is_heard_and_shown_in_the_tray(
    qtbot: QtBot,
    make_program: MakeProgram,
    exchange: PracticeExchange,
    monkeypatch: pytest.MonkeyPatch,
    asked: list[str],
) -> None:
    heard: list[Sound] = []
    monkeypatch.setattr(Speaker, "play", lambda _, sound: heard.append(sound))
    program = make_program()
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000) as ended:
        assert asked == []
        QTest.mouseClick(program.window.fire_button, Qt.MouseButton.LeftButton)
        assert heard == [Sound.PRESSED]
        assert program.beside.tray.icon.standing is Standing.RUNNING
    [report] = ended.args
    assert isinstance(report, Report)
    assert report.verdict is Verdict.EMPTY
    assert exchange.book.open_orders() == []
    assert heard[-1] is Sound.EMPTY
    assert "EMPTY" in program.beside.tray.icon.texts()[1]


def test_the_first_picture_shows_what_was_chosen_and_promises_nothing(where: Places, qtbot: QtBot) -> None:
    scope = Scope(kinds=Covers.EVERYTHING)
    chosen = Settings(environment=Environment.LIVE, preferences=Preferences(shortcut="Ctrl+Shift+F9"))
    chosen = chosen.with_scope(scope)
    settings.save(where.settings, chosen)
    sight = FirstSight(where, None)
    window = sight.window
    qtbot.addWidget(window)
    try:
        assert sight.environment is Environment.LIVE
        assert window.title_bar.choice.environment() is Environment.LIVE
        assert window.scope.scope() == scope
        assert window.shortcut_text() == "Ctrl+Shift+F9"
        assert window.fire_button.second_line() == "Checking… · 3 product types"
        assert window.readiness.accessibleName() == "Readiness: checking"
        assert window.verdict.text()[0] == "No press yet"
        assert window.results.lesson().text()[0] == "Reading the open orders"
    finally:
        sight.wishes.close()


def moments(printed: str) -> list[tuple[str, float, float]]:
    lines = [line.split() for line in printed.splitlines() if line.startswith("moment ")]
    return [(name, float(at), float(reckoned)) for _, name, at, reckoned in lines]


def test_the_moments_of_a_start_are_told_once_each_to_whoever_wants_them(
    qtbot: QtBot,
    make_program: MakeProgram,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PANIC_BUTTON_MOMENTS", "1")
    begun = time.monotonic()
    program = make_program()  # which draws the window first
    tell_ready(program.desk)
    for _ in range(2):
        with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
            pass
    [(first, painted, reckoned), (second, ready, _)] = moments(capsys.readouterr().err)
    assert (first, second) == ("painted", "ready")
    assert begun < painted < ready < time.monotonic()
    assert 0 < reckoned <= time.process_time()


def test_nobody_is_told_of_moments_who_did_not_ask(capsys: pytest.CaptureFixture[str]) -> None:
    tell("painted")
    assert moments(capsys.readouterr().err) == []
