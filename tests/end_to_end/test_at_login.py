"""A start at login: the entry that the settings wrote, started as a desktop does, with a tray and without."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.desktop.worker import Worker
from gui.kept.preferences import Preferences
from gui.widgets.settings import SettingsDialog
from gui.widgets.window import PanicWindow
from gui.wiring.at_login import AtLogin
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen, wait_for

_TITLE = "Panic Button$"


@pytest.fixture
def tray(screen: Screen) -> Iterator[None]:
    if shutil.which("trayer") is None:
        pytest.fail("trayer is missing, so there is no tray: apt-get install trayer")
    process = subprocess.Popen(
        ["trayer"], env=screen.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_for(lambda: screen.windows("panel"), "the tray")
    yield
    process.terminate()
    process.wait(20)


@pytest.fixture
def entry(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The entry, written by a click in the settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", program.environment["XDG_CONFIG_HOME"])
    window, disk = PanicWindow(), Worker("disk")
    window.furnish()
    qtbot.addWidget(window)
    dialog = SettingsDialog(Preferences(), window)
    AtLogin(window, disk).show_in(dialog)
    box = dialog.login._box
    qtbot.waitUntil(box.isEnabled, timeout=15_000)
    assert not box.isChecked()
    box.click()
    dialog._keep()
    path = program.home / "config/autostart/panic-button.desktop"
    qtbot.waitUntil(path.exists, timeout=15_000)
    qtbot.waitUntil(lambda: dialog.login.wanted() is None, timeout=15_000)
    assert box.isChecked()
    disk.stop(5)
    return path


def launch(program: Program, entry: Path) -> None:
    subprocess.run(["gio", "launch", str(entry)], env=program.environment, check=True, timeout=30)


def press(program: Program) -> dict[str, object]:
    """Press from outside until the program that was started takes it, and not this command itself."""
    told: list[dict[str, object]] = []

    def is_taken() -> bool:
        pressed = program.terminal("press", "--json")
        told.append(dict(json.loads(pressed.stdout)))
        return told[-1]["environment"] is not None  # nowhere, before there is a program and any settings

    wait_for(is_taken, "the program")
    return told[-1]


def pids(program: Program) -> list[int]:
    """The processes that have this test's home and were started without a window."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            is_it = b"--hidden" in (folder / "cmdline").read_bytes()
            if is_it and str(program.home).encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except (OSError, ValueError):
            continue
    return found


@pytest.fixture
def started(program: Program) -> Iterator[None]:
    yield
    for pid in pids(program):
        os.kill(pid, 15)
    wait_for(lambda: not pids(program), "the end")


@pytest.mark.usefixtures("tray", "started")
def test_it_waits_in_the_tray_and_takes_a_press(program: Program, entry: Path) -> None:
    launch(program, entry)
    assert press(program)["verdict"] == "EMPTY"
    assert program.screen.windows(_TITLE) == []

    def is_heard() -> bool:
        """Press its hotkey, over whatever has the keyboard, until one more press is in the journal."""
        program.screen.do("key", "ctrl+shift+x")
        return len(program.presses()) > 1

    wait_for(is_heard, "a press by the hotkey")
    assert program.screen.windows(_TITLE) == []
    again = program.terminal("--hidden")
    assert again.returncode == 0
    assert "is running already" in again.stdout
    assert len(pids(program)) == 1
    assert program.screen.windows(_TITLE) == []
    assert "its window is in front now" in program.terminal().stdout
    wait_for(lambda: program.screen.windows("Panic Button$"), "the window")


@pytest.mark.usefixtures("started")
def test_without_a_tray_it_waits_minimised(program: Program, entry: Path) -> None:
    launch(program, entry)
    assert press(program)["verdict"] == "EMPTY"
    assert program.screen.windows(_TITLE) == []

    def is_iconic() -> bool:
        found = program.screen.do("search", "--name", _TITLE).split()
        return any("Iconic" in program.screen._run("xprop", "-id", window, "WM_STATE") for window in found)

    wait_for(is_iconic, "a minimised window")
    assert program.screen.windows(_TITLE) == []


def test_without_a_screen_nothing_is_started(program: Program) -> None:
    told = program.terminal("--hidden", DISPLAY="")
    assert told.returncode == 2
    assert "There is no screen here" in told.stderr
    told = program.terminal("--hidden", "press")
    assert told.returncode == 2
