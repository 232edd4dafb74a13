"""What is heard and shown of a press, wherever it came from."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from gui.desktop.notices import Notice
from gui.desktop.sounds.shapes import Sound
from gui.desktop.sounds.speaker import AFTER_S
from gui.kept.preferences import Preferences
from gui.panic.verdict import Report, Verdict
from gui.practice import PracticeExchange, parse_fault
from gui.program import Program
from gui.widgets.settings import SettingsDialog


@pytest.fixture
def heard(program: Program, monkeypatch: pytest.MonkeyPatch) -> list[Sound]:
    heard: list[Sound] = []
    monkeypatch.setattr(program.beside.feedback.speaker, "play", heard.append)
    return heard


@pytest.fixture
def shown(program: Program, monkeypatch: pytest.MonkeyPatch) -> list[Notice]:
    shown: list[Notice] = []
    monkeypatch.setattr(program.beside.feedback._notices, "show", lambda notice, _: shown.append(notice))
    monkeypatch.setattr(program.window, "isActiveWindow", lambda: False)
    return shown


def press(qtbot: QtBot, program: Program) -> Report:
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000) as ended:
        program.desk.fire()
    report = ended.args[0]
    assert isinstance(report, Report)
    return report


def test_a_press_and_its_proof_are_heard_and_shown(
    qtbot: QtBot, program: Program, heard: list[Sound], shown: list[Notice]
) -> None:
    report = press(qtbot, program)
    assert heard == [Sound.PRESSED, Sound.EMPTY]
    assert shown == [Notice("Practice: EMPTY", report.text, is_urgent=False)]


@pytest.mark.parametrize("fault", ["ip-not-listed=203.0.113.9", "cancel+read+batch:silent"])
def test_every_other_verdict_sounds_otherwise_and_stays(
    qtbot: QtBot,
    program: Program,
    exchange: PracticeExchange,
    heard: list[Sound],
    shown: list[Notice],
    fault: str,
) -> None:
    program.desk.try_for(2.0)
    exchange.arm(parse_fault(fault))
    report = press(qtbot, program)
    assert heard == [Sound.PRESSED, Sound.NOT_EMPTY]
    assert shown == [Notice(f"Practice: {report.headline}", report.text, is_urgent=True)]


def test_a_further_press_is_heard_too(
    qtbot: QtBot, program: Program, exchange: PracticeExchange, heard: list[Sound]
) -> None:
    exchange.arm(parse_fault("settle=800"))
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.desk.fire()
        program.desk.fire()
        assert heard == [Sound.PRESSED, Sound.PRESSED]
    assert heard[2:] == [Sound.EMPTY]


def test_orders_that_come_back_are_heard_once(
    qtbot: QtBot, program: Program, heard: list[Sound], shown: list[Notice]
) -> None:
    press(qtbot, program)
    for _ in range(2):
        program.desk.book_changed.emit({"main": ()})
    assert len(heard) == 2
    program.beside.feedback._show_book({"main": (object(),)})
    program.beside.feedback._show_book({"main": (object(),)})
    assert heard[2:] == [Sound.NOT_EMPTY]
    assert (shown[-1].title, shown[-1].is_urgent) == ("Practice: orders are open again", True)


def test_messages_can_be_turned_off(qtbot: QtBot, program: Program, shown: list[Notice]) -> None:
    program.dialogs.preferences_chosen.emit(Preferences(notifies=False))
    press(qtbot, program)
    assert shown == []


def test_nothing_is_shown_over_the_window_itself(
    qtbot: QtBot, program: Program, shown: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program.window, "isActiveWindow", lambda: True)
    press(qtbot, program)
    assert shown == []


def test_without_a_service_the_tray_shows_it(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    told: list[str] = []
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    monkeypatch.setattr(program.window, "isActiveWindow", lambda: False)
    monkeypatch.setattr(program.beside.tray.icon, "notify", lambda title, _: told.append(title))
    press(qtbot, program)
    qtbot.waitUntil(lambda: told == ["Practice: EMPTY"], timeout=15_000)


def test_the_settings_try_each_sound_at_the_volume_that_is_shown(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[tuple[Sound, int]] = []

    def try_out(sound: Sound, volume: int, told: object) -> None:
        tried.append((sound, volume))
        assert callable(told)
        told("No sound can be played here.")

    monkeypatch.setattr(program.beside.feedback.speaker, "try_out", try_out)
    program.window.settings_wanted.emit()
    dialog = program.window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.feedback.set_sounds(True, 40)
    for words in ("Pressed", "EMPTY", "Not EMPTY"):
        [button] = [each for each in dialog.feedback.findChildren(QPushButton) if each.text() == words]
        button.click()
    assert tried == [(Sound.PRESSED, 40), (Sound.EMPTY, 40), (Sound.NOT_EMPTY, 40)]
    assert dialog._state.text() == "No sound can be played here."
    [box] = [each for each in dialog.findChildren(QCheckBox) if each.text() == "Sounds"]
    box.setChecked(False)
    assert not dialog.preferences().has_sounds
    dialog.close()


class Stuck:
    """A player that comes to no end while a test looks on."""

    name = "stuck"

    def __init__(self) -> None:
        self.began: list[float] = []
        self.may_end = threading.Event()

    def play(self, _content: bytes, _length_s: float) -> None:
        self.began.append(time.monotonic())
        self.may_end.wait(30)


def test_a_sound_that_is_stuck_delays_neither_window_nor_press(
    qtbot: QtBot, program: Program, exchange: PracticeExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = Stuck()
    monkeypatch.setattr(program.beside.feedback.speaker, "_players", lambda: [player])
    pressed_at = time.monotonic()
    press(qtbot, program)
    # Nothing is played before the requests of the press have left.
    qtbot.waitUntil(lambda: len(player.began) == 1, timeout=15_000)
    cancels = [request.at for request in exchange.requests if "cancel" in request.path]
    assert cancels
    assert min(cancels) < player.began[0]
    assert player.began[0] - pressed_at >= AFTER_S
    # And while it is stuck the next press comes to its proof.
    assert press(qtbot, program).verdict is Verdict.EMPTY
    assert len(player.began) == 1
    player.may_end.set()


def test_the_settings_say_what_holds(program: Program) -> None:
    program.dialogs.preferences_chosen.emit(Preferences(has_sounds=False, volume=30, notifies=False))
    program.window.settings_wanted.emit()
    dialog = program.window.findChild(SettingsDialog)
    assert dialog is not None
    kept = dialog.preferences()
    assert (kept.has_sounds, kept.volume, kept.notifies) == (False, 30, False)
    dialog.close()
