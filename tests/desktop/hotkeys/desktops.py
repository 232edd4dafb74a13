"""A session bus of its own, with the stand-in for a portal on it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.end_to_end.screen import wait_for
from tests.session import PROJECT, Desktop


class PortalProcess:
    """Starts the stand-in on a bus, has it do things, and knows what it was asked."""

    def __init__(self, desktop: Desktop, **manner: Any) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.desktop.hotkeys.portal", json.dumps(manner)],
            env=desktop.environment,
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.told: list[list[Any]] = []
        self._marks = 0
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        wait_for(lambda: ["ready"] in self.told, "the portal")

    @property
    def calls(self) -> list[str]:
        """The names of the methods that were called."""
        self._catch_up()
        return [told[1] for told in self.told if told[0] == "call"]

    def bound(self) -> list[tuple[str, dict[str, Any]]]:
        """Each shortcut that was asked for: its name, and what was said of it."""
        self._catch_up()
        found = [told[2][1][0] for told in self.told if told[:2] == ["call", "BindShortcuts"]]
        return [(name, {key: value[1] for key, value in words.items()}) for name, words in found]

    def do(self, *order: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def stop_now(self) -> None:
        """kill -9, as a portal that crashes."""
        self._process.kill()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()

    def _catch_up(self) -> None:
        """Until what it told by now is read: its answer can be here before its report is."""
        self._marks += 1
        mark = ["mark", self._marks]
        try:
            self.do(*mark)
        except BrokenPipeError:
            self._reader.join()
            return
        wait_for(lambda: mark in self.told or not self._reader.is_alive(), "the portal's report")

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.told.append(json.loads(line))


Standing = Callable[..., PortalProcess]


@contextmanager
def portals_on(desktop: Desktop) -> Iterator[Standing]:
    """Starts stand-ins on a bus, one after another, and ends them all."""
    started: list[PortalProcess] = []

    def start(**manner: Any) -> PortalProcess:
        started.append(PortalProcess(desktop, **manner))
        return started[-1]

    try:
        yield start
    finally:
        for process in started:
            process.stop()
