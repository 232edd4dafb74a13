"""A process that is told a line and answers with a line of JSON."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


class NoAnswer(Exception):
    """It said nothing in time, or has ended."""


class Talking:
    """Started at once, and ended by end(); raises OSError where its program is not there."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def hear(self, at_most_s: float) -> Any:
        """Wait for the next line. Raises NoAnswer."""
        try:
            line = self._lines.get(timeout=at_most_s)
        except queue.Empty:
            raise NoAnswer(f"no answer in {at_most_s:g} s") from None
        if not line:
            raise NoAnswer("ended by itself")
        return json.loads(line)

    def ask(self, line: str, at_most_s: float = 10.0) -> Any:
        """Say a line and wait for the answer. Raises NoAnswer."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except OSError:
            raise NoAnswer("ended by itself") from None
        return self.hear(at_most_s)

    def end(self) -> None:
        """End it, whatever it does; blocks for some ms."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        with suppress(OSError):  # what was written in vain
            self._process.stdin.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put("")
