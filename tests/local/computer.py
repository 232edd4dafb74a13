"""A computer with a bus and folders of its own, on which the real program runs without a screen."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from gui.kept import journal
from gui.kept.journal import PressRecord
from tests.session import PROJECT, Desktop

PATIENCE_S = 60.0


def wait_for(is_so: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> None:
    until = time.monotonic() + patience_s
    while not is_so():
        if time.monotonic() > until:
            pytest.fail(f"waited {patience_s:g} s for {what}")
        time.sleep(0.02)


class Lines:
    """A process whose lines are read as they come, by a thread of their own."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            cwd=PROJECT,
        )
        self.seen: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait_for(self, beginning: str, patience_s: float = PATIENCE_S) -> str:
        """Wait for a line that begins so, or take the first that there was."""
        until = time.monotonic() + patience_s
        while (line := self.find(beginning)) is None:
            if time.monotonic() > until:
                pytest.fail(f"waited {patience_s:g} s for “{beginning}”; there was {self.seen}")
            time.sleep(0.02)
        return line

    def find(self, beginning: str) -> str | None:
        """The first line so far that begins so."""
        return next((line for line in list(self.seen) if line.startswith(beginning)), None)

    def end(self, *, kill: bool = False) -> int:
        """End it, politely or not, and give the exit code."""
        if not self.has_ended:
            self.process.kill() if kill else self.process.terminate()
        try:
            code = self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self._reader.join(PATIENCE_S)
        return code

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.seen.append(line.rstrip("\n"))


class Computer:
    """Starts the program, and ends whatever it started."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.started: list[Lines] = []
        home = desktop.home
        self.state, self.config = home / "state/panic-button", home / "config/panic-button"
        self.journal, self.settings = self.state / "journal.jsonl", self.config / "settings.json"
        self.environment = {
            **desktop.environment,
            "XDG_STATE_HOME": str(home / "state"),
            "QT_QPA_PLATFORM": "offscreen",
            "PANIC_BUTTON_MOMENTS": "1",
        }

    def keyring(self, **manners: Any) -> Lines:
        """Start the stand-in for a keyring."""
        command = [sys.executable, "-m", "tests.local.secret_service", json.dumps(manners)]
        service = self.start(command)
        service.wait_for("ready")
        return service

    def window(self, *arguments: str, before: Sequence[str] = ()) -> Lines:
        """Start the window, out of sight; it prints what its notice says. before is what starts it."""
        return self.start([*before, sys.executable, "-m", "tests.local.telling_window", *arguments])

    def command(self, *arguments: str, before: Sequence[str] = ()) -> Lines:
        """Start a command of the terminal."""
        return self.start([*before, sys.executable, "-m", "gui", *arguments])

    def start(self, command: list[str]) -> Lines:
        process = Lines(command, self.environment)
        self.started.append(process)
        return process

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the terminal to its end."""
        ran = subprocess.run(
            [sys.executable, "-m", "gui", *arguments],
            env=self.environment,
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=2 * PATIENCE_S,
        )
        assert "Traceback" not in ran.stdout + ran.stderr
        return ran

    def press(self) -> tuple[int, dict[str, Any]]:
        """Press from outside; gives the exit code and what was printed as JSON."""
        ran = self.run("press", "--json")
        return ran.returncode, json.loads(ran.stdout)

    def presses(self) -> list[PressRecord]:
        """What the journal tells; every line must be whole."""
        records, unreadable = journal.read(self.journal)
        assert unreadable == 0
        return records

    def stop(self) -> None:
        for process in self.started:
            if not process.has_ended:
                process.end(kill=True)
        for process in self.started:
            for stream in (process.process.stdin, process.process.stdout):
                if stream is not None and process.has_ended:
                    stream.close()
