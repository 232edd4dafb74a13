"""The packed program as a process of its own, with nothing of this project's Python in reach."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

import pytest

from tests.end_to_end.screen import Screen, wait_for
from tests.session import Desktop


class PackedProgram:
    """Starts the packed binary with a home of its own, on a screen, beside a keyring."""

    def __init__(self, binary: Path, screen: Screen, desktop: Desktop, folder: Path) -> None:
        self.screen = screen
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self._binary = str(binary)
        self.environment = {
            **desktop.environment,
            "DISPLAY": screen.display,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_STATE_HOME": str(self.home / "state"),
            # A packed Python listens to no PYTHON… variable; Qt says so where the locale is not UTF-8.
            "LC_ALL": "C.UTF-8",
            # What is missing in the package must not be found here.
            "PATH": "/nonexistent",
        }
        del self.environment["PYTHONPATH"]
        self.window = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self, *arguments: str) -> None:
        """Start the window and wait until it has the keyboard."""
        self._process = subprocess.Popen(
            [self._binary, *arguments],
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
            [self._binary, *arguments],
            env=self.environment | more,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )

    def wait_for_title(self, pattern: str) -> None:
        wait_for(lambda: re.search(pattern, self.screen.title(self.window)), f"“{pattern}” in the title")

    def wait(self) -> tuple[int, str]:
        """Wait for the end; gives the exit code and all that was printed."""
        assert self._process is not None
        output, _ = self._process.communicate(timeout=20)
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
        self.window = self.screen.window("Panic Button$") or ""
        return bool(self.window)
