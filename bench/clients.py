"""The clients side by side, each pressed in its own manner."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench.place import Way
from bench.talking import ROOT, NoAnswer, Talking
from gui.kept import journal
from gui.panic.verdict import Verdict

PATIENCE_S = 10.0
_START_S = 30.0
RIVALS_PYTHON = ROOT / ".venv-bench/bin/python"
NPM = ROOT / "bench/rivals/npm"


class NotHere(Exception):
    """A client that this computer does not have; its text says what is missing."""


@dataclass(frozen=True, slots=True)
class Moments:
    """One press in monotonic seconds; None where it never came to that, and then problem says why."""

    pressed: float
    acknowledged: float | None = None
    proved: float | None = None
    problem: str | None = None


class Client(Protocol):
    """Started once, pressed often."""

    def start(self) -> None:
        """Make it ready for presses, if it is not. Raises NotHere."""

    def press(self) -> Moments:
        """Press once and wait for its end, PATIENCE_S at most."""

    def end(self) -> None:
        """End it, if it runs."""


class Resident:
    """A client that waits in a process of its own, with its connections open if it keeps any."""

    def __init__(self, command: Sequence[str], way: Way, needs: Path | None = None) -> None:
        self._command, self._way, self._needs = command, way, needs
        self._talking: Talking | None = None

    def start(self) -> None:
        """Start its process, and let it warm up; nothing where it runs."""
        if self._talking is not None:
            return
        if self._needs is not None and not self._needs.exists():
            raise NotHere(f"{self._needs.name} is missing")
        try:
            self._talking = Talking(self._command, os.environ | self._way.environment)
            self._talking.hear(_START_S)
        except OSError:
            raise NotHere(f"no {self._command[0]}") from None
        except NoAnswer as why:
            self.end()
            raise NotHere(f"does not start: {why}") from None

    def press(self) -> Moments:
        """Tell it to press; one that fails is ended, and start() starts it anew."""
        assert self._talking is not None
        before = time.monotonic()
        try:
            moments = Moments(**self._talking.ask("press", PATIENCE_S))
        except NoAnswer as why:
            moments = Moments(before, problem=str(why))
        if moments.problem:
            self.end()
        return moments

    def end(self) -> None:
        """End its process."""
        if self._talking is not None:
            self._talking.end()
            self._talking = None


class Script:
    """curl and openssl: the start of the script is part of the press."""

    def __init__(self, way: Way) -> None:
        self._environment = os.environ | way.environment

    def start(self) -> None:
        """See that there is what it needs."""
        for name in ("bash", "curl", "openssl"):
            if shutil.which(name) is None:
                raise NotHere(f"no {name}")

    def press(self) -> Moments:
        """Run the script to its end."""
        pressed, offset = time.monotonic(), time.time() - time.monotonic()
        output, problem = _run(["bash", str(ROOT / "bench/rivals/with_curl.sh")], self._environment)
        told = dict(line.split() for line in output.splitlines())
        moments = {name: float(at) - offset for name, at in told.items()}
        return Moments(pressed, **moments, problem=problem)

    def end(self) -> None:
        """Nothing of it stays."""


class Fire:
    """`panic-button fire` in a terminal: the start of the program is part of the press."""

    def __init__(self, way: Way, home: Path) -> None:
        self._environment = os.environ | way.environment | {"XDG_STATE_HOME": str(home)}
        where = ["--environment", "practice", "--exchange-url", way.url, "--account", way.account]
        self._command = [sys.executable, "-m", "gui", "fire", "--json", *where]
        self._journal = home / "panic-button/journal.jsonl"

    def start(self) -> None:
        """Nothing of it runs before the press."""

    def press(self) -> Moments:
        """Run it to its end; its journal tells when."""
        self._journal.unlink(missing_ok=True)
        pressed = time.monotonic()
        _, problem = _run(self._command, self._environment)
        return journalled(self._journal, pressed, problem)

    def end(self) -> None:
        """Nothing of it stays."""


def journalled(path: Path, pressed: float, problem: str | None = None) -> Moments:
    """Read in the program's journal when the last press was acknowledged and proved in all product types."""
    presses = journal.read(path)[0] if path.exists() else []
    if not presses or presses[-1].end is None:
        return Moments(pressed, problem=problem or "no end in the journal")
    last = presses[-1]
    began = last.press.at.timestamp() - (time.time() - time.monotonic())
    timings = [product.timings for product in last.products]
    acknowledged = [one.acknowledged for one in timings if one.acknowledged is not None]
    proved = [one.proved for one in timings if one.proved is not None]
    if last.end is not None and last.end.verdict is not Verdict.EMPTY:
        problem = f"said {last.end.verdict.name}"
    return Moments(
        pressed,
        began + max(acknowledged) / 1000 if len(acknowledged) == len(timings) else None,
        began + max(proved) / 1000 if len(proved) == len(timings) else None,
        problem,
    )


def _run(command: Sequence[str], environment: dict[str, str]) -> tuple[str, str | None]:
    """Run a command to its end, PATIENCE_S at most; gives what it printed and what went wrong."""
    with subprocess.Popen(
        command,
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # curl lives in the script's session
            output, _ = process.communicate()
            return output, f"no answer in {PATIENCE_S:g} s"
    return output, f"exit code {process.returncode}" if process.returncode else None
