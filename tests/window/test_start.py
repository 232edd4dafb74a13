"""What is made before the window is seen, and what only after it; a press in between is whole."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.desktop.desk import Desk
from gui.desktop.press_threads import PressThreads
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
from gui.program import Program
from gui.widgets.palette import DARK
from gui.widgets.tray import Tray
from gui.widgets.tray_icon import Standing
from gui.widgets.window import PanicWindow
from gui.wiring.first_paint import FirstLook, FirstPaint
from gui.wiring.first_sight import FirstSight
from gui.wiring.moments import tell, tell_ready
from gui.wiring.surroundings import Surroundings
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


def noted(
    monkeypatch: pytest.MonkeyPatch, kind: type[object], name: str, note: Callable[..., object]
) -> None:
    """Have each call of a method noted before it is made."""
    call = getattr(kind, name)

    def noting(*given: object) -> None:
        note(*given)
        call(*given)

    monkeypatch.setattr(kind, name, noting)


def test_a_press_waits_for_nothing_that_it_does_not_need(
    make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    order: list[str] = []
    noted(monkeypatch, PressThreads, "run", lambda *_: order.append("sent"))
    noted(monkeypatch, Surroundings, "__init__", lambda *_: order.append("beside"))
    monkeypatch.setattr(FirstLook, "_call", lambda _: None)
    program = make_program()
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
    assert order == ["sent", "beside"]


def test_a_press_that_waits_goes_before_the_rest_of_what_is_made_late(
    make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, asked: list[str]
) -> None:
    order: list[str] = []
    look = FirstLook._call
    noted(monkeypatch, PressThreads, "run", lambda *_: order.extend(["sent", *asked]))
    monkeypatch.setattr(FirstLook, "_call", lambda _: None)
    program = make_program()
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    assert program._first_look is not None
    look(program._first_look)
    QTimer.singleShot(0, lambda: program.window.fire_wanted.emit(time.monotonic()))
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        pass
    assert order == ["sent"]
    qtbot.waitUntil(lambda: asked == ["tray"])


def test_a_screen_readers_press_during_the_first_drawing_is_served_once(
    qtbot: QtBot, make_program: MakeProgram, exchange: PracticeExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, clicked = FirstPaint._call, list[float]()

    def click(paint: FirstPaint) -> None:
        window = paint._window
        assert isinstance(window, PanicWindow)
        if window.is_furnished:
            for _ in range(2):  # as Qt does for it, some 100 ms after the call
                window.fire_button.click()
                clicked.append(time.monotonic())
        draw(paint)

    monkeypatch.setattr(FirstPaint, "_call", click)
    begun: list[float] = []
    monkeypatch.setattr(FirstLook, "_call", lambda _: None)
    noted(monkeypatch, Desk, "_start", lambda _, moment: begun.append(moment))
    program = make_program()
    qtbot.waitUntil(lambda: program.beside.tray.icon.standing is Standing.EMPTY, timeout=20_000)
    assert exchange.book.open_orders() == []
    assert len(begun) == 1
    assert begun[0] <= clicked[0]


def test_the_first_picture_shows_what_was_chosen_and_promises_nothing(where: Places, qtbot: QtBot) -> None:
    scope = Scope(kinds=Covers.EVERYTHING)
    chosen = Settings(environment=Environment.LIVE, preferences=Preferences(shortcut="Ctrl+Shift+F9"))
    chosen = chosen.with_scope(scope)
    settings.save(where.settings, chosen)
    sight = FirstSight(where, None)
    sight.furnish()
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


def test_the_window_is_seen_before_its_parts_where_it_stood_and_as_dark_as_it_was(where: Places) -> None:
    settings.save(where.settings, Settings(environment=Environment.LIVE, was_dark=True))
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "application = QApplication([])\n"
        "from gui.kept.paths import Places\n"
        "from gui.wiring import first_sight\n"
        "def tell(moment):\n"
        "    window = sight.window\n"
        "    parts = {'gui.widgets.' + name for name in ('fire_button', 'scope', 'results', 'readiness')}\n"
        "    ground = window.body.grab().toImage().pixelColor(5, 200).name()\n"
        "    print(moment, window.isVisible(), ground, len(parts & set(sys.modules)), window.is_furnished)\n"
        "first_sight.tell = tell\n"
        "sight = first_sight.FirstSight(Places(Path(sys.argv[1]), Path('/'), Path('/')), None)\n"
        "sight.wishes.blockSignals(True)\n"  # the desktop takes its time
        "sight.draw()\n"
        "sight.wishes.close()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(where.settings)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.stdout.splitlines() == [
        f"painted True {DARK.bg} 0 False",
        f"drawn True {DARK.bg} 4 True",
    ], ran.stderr


def at_the_first_picture(monkeypatch: pytest.MonkeyPatch, call: Callable[[], object]) -> None:
    monkeypatch.setattr("gui.wiring.first_sight.tell", lambda moment: moment == "painted" and call())


def test_a_guard_is_in_force_before_the_program_is_there(where: Places, qtbot: QtBot) -> None:
    chosen = Settings(preferences=Preferences(hold_ms=300, hotkey_hold_ms=600))
    settings.save(where.settings, chosen)
    sight = FirstSight(where, None)
    sight.furnish()
    qtbot.addWidget(sight.window)
    assert sight.window.fire_button.hold.ms == 300
    assert sight.window.shortcut.hold.ms == 600
    sight.wishes.close()


def test_a_shortcut_that_is_held_while_the_program_starts_goes_on_being_held(
    where: Places, make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(where.settings, Settings(preferences=Preferences(hotkey_hold_ms=600)))

    def hold(moment: str) -> None:
        for window in QApplication.topLevelWidgets():
            if moment == "drawn" and isinstance(window, PanicWindow):
                window.shortcut.hold.begin()

    monkeypatch.setattr("gui.wiring.first_sight.tell", hold)
    assert make_program().window.shortcut.hold.is_on


def test_a_window_that_is_closed_while_it_starts_is_closed(
    make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def close() -> None:
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, PanicWindow)]
        [window] = [each for each in windows if each.isVisible()]  # those of earlier tests may still be there
        assert not window.close()  # not yet

    ended: list[Program] = []
    with monkeypatch.context() as patched:
        at_the_first_picture(patched, close)
        patched.setattr(Program, "close", lambda program: ended.append(program))
        program = make_program()
        assert ended == [], "not before there is an event loop, which it ends"
        qtbot.waitUntil(lambda: ended == [program])


def test_a_window_that_was_seen_is_not_moved_again(
    where: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: list[bool] = []
    monkeypatch.setattr(PanicWindow, "restore_geometry", lambda window, _: placed.append(window.isVisible()))
    sight = FirstSight(where, None)
    qtbot.addWidget(sight.window)
    sight.draw()
    assert placed == [False]
    sight.wishes.close()


def test_the_compact_form_is_seen_at_once(
    where: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("gui.wiring.first_sight.tell", told.append)
    settings.save(where.settings, Settings(is_compact=True))
    sight = FirstSight(where, None)
    qtbot.addWidget(sight.window)
    sight.draw()
    assert told == ["drawn"]
    assert sight.window.compact_bar.isVisible()
    sight.wishes.close()


def test_the_first_picture_is_drawn_without_what_belongs_to_orders(where: Places) -> None:
    script = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "application = QApplication([])\n"
        "from gui.kept.paths import places\n"
        "from gui.wiring.first_sight import FirstSight\n"
        "sight = FirstSight(places(), None)\n"
        "sight.draw()\n"
        "print(sight.window.isVisible(), *sys.modules)\n"
        "sight.wishes.close()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(where.state), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    is_visible, *loaded = ran.stdout.split()
    assert is_visible == "True", ran.stderr
    late = {f"gui.desktop.{name}" for name in ("tables", "rows", "sorting", "figures")}
    late |= {f"gui.widgets.{name}" for name in ("tones", "order_view")}
    assert not set(loaded) & (late | {"decimal", "html", "gui.panic.readiness", "gui.program"})


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
            program.desk.watches.look_now()
    [(first, painted, reckoned), (second, drawn, _), (third, ready, _)] = moments(capsys.readouterr().err)
    assert (first, second, third) == ("painted", "drawn", "ready")
    assert begun < painted < drawn < ready < time.monotonic()
    assert 0 < reckoned <= time.process_time()


def test_nobody_is_told_of_moments_who_did_not_ask(capsys: pytest.CaptureFixture[str]) -> None:
    tell("painted")
    assert moments(capsys.readouterr().err) == []


BEGUN = """
import gc, sys
from types import SimpleNamespace
from gui.__main__ import main

asked = SimpleNamespace(window_as_chosen=lambda: print("garbage", gc.isenabled()) or 0)
sys.modules["gui.terminal.window"] = asked
main([])
"""


def test_nothing_looks_for_garbage_from_the_first_module_of_the_window_on() -> None:
    command = [sys.executable, "-c", BEGUN]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout == "garbage False\n"


TURNS = """
import os, sys
from gui.__main__ import main
from gui.wiring import moments

def tell(name):
    print(name, sys.getswitchinterval(), flush=True)
    if name == "ready":
        os._exit(0)

moments.tell = tell
main(sys.argv[1:])
"""


def test_threads_take_short_turns_from_the_first_picture_on(
    where: Places, exchange: PracticeExchange
) -> None:
    """Each call of Python that Qt makes would wait 5 ms otherwise, while answers are read."""
    homes = {name: str(where.state) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    ran = subprocess.run(
        [sys.executable, "-c", TURNS, "--environment", "practice", "--exchange-url", exchange.url],
        env=os.environ | homes | {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(where.state)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    told = dict(line.split() for line in ran.stdout.splitlines())
    assert list(told) == ["painted", "drawn", "ready"], ran.stderr
    assert [turn for turn in told.values() if float(turn) > 0.001] == []
