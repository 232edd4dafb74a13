"""The real program as a process of its own, looked at from outside only."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gui.kept import journal
from gui.kept.journal import PressRecord
from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange
from tests.end_to_end.screen import Screen, is_red, middle_of, wait_for
from tests.session import Desktop

_TITLE = "Panic Button$"


class Program:
    """Starts `python -m gui` with a home of its own, on a screen, beside a keyring."""

    def __init__(self, screen: Screen, desktop: Desktop, folder: Path) -> None:
        self.screen = screen
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self.environment = {
            **desktop.environment,
            "DISPLAY": screen.display,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_STATE_HOME": str(self.home / "state"),
        }
        self.journal = self.home / "state/panic-button/journal.jsonl"
        self.settings = self.home / "config/panic-button/settings.json"
        self.command = [sys.executable, "-m", "gui"]
        self.window = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self, *arguments: str, module: str = "") -> None:
        """Start the window and wait until it has the keyboard."""
        self._process = subprocess.Popen(
            [*([sys.executable, "-m", module] if module else self.command), *arguments],
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        wait_for(self._find_window, "the window")
        wait_for(lambda: self.screen.active() == self.window, "the keyboard")
        time.sleep(0.2)  # the window manager has just moved it

    def terminal(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the terminal to its end."""
        return subprocess.run(
            [*self.command, *arguments],
            env=self.environment | more,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    @property
    def title(self) -> str:
        return self.screen.title(self.window)

    def wait_for_title(self, pattern: str, patience_s: float = 20.0) -> None:
        wait_for(lambda: re.search(pattern, self.title), f"“{pattern}” in the title", patience_s)

    def click_button(self) -> None:
        """Click the middle of what is red on the screen, as a person would find the button."""
        place = middle_of(self.screen.picture(self.folder / "before.png"), is_red)
        if place is None:
            pytest.fail("no red button is on the screen")
        self.screen.do("mousemove", str(place[0]), str(place[1]), "click", "1")

    def assert_pressed_once(self, exchange: PracticeExchange) -> None:
        """One press, of one pass, that came to EMPTY with the exchange's own book as the witness."""
        self.wait_for_title("^EMPTY")
        assert exchange.book.open_orders() == []
        [press] = self.presses()
        assert press.again == ()
        assert press.end is not None
        assert press.end.verdict is Verdict.EMPTY

    def presses(self) -> list[PressRecord]:
        """The journal; its last lines come a little after the verdict is shown, never of a killed press."""
        until = time.monotonic() + 1.5
        found = journal.read(self.journal)[0]
        while any(press.end is None for press in found) and time.monotonic() < until:
            time.sleep(0.02)
            found = journal.read(self.journal)[0]
        return found

    def close(self) -> None:
        """Close the window as the window manager does."""
        self.screen.do("key", "--window", self.window, "alt+F4")
        self.screen.do("key", "alt+F4")

    def wait(self, patience_s: float = 20.0) -> tuple[int, str]:
        """Wait for the end; gives the exit code and all that was printed."""
        assert self._process is not None
        output, _ = self._process.communicate(timeout=patience_s)
        return self._process.returncode, output

    def kill(self) -> None:
        """kill -9, if it still runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()

    def _find_window(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            pytest.fail(f"the program ended: {self.wait()}")
        self.window = self.screen.window(_TITLE) or ""
        return bool(self.window)
