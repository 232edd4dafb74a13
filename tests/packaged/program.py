"""The packed program as a process of its own, with nothing of this project's Python in reach."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen
from tests.session import Desktop


class PackedProgram(Program):
    """Starts the packed binary with a home of its own, on a screen, beside a keyring."""

    def __init__(self, binary: Path, screen: Screen, desktop: Desktop, folder: Path) -> None:
        super().__init__(screen, desktop, folder)
        self.command = [str(binary)]
        # A packed Python listens to no PYTHON… variable; Qt says so where the locale is not UTF-8.
        self.environment["LC_ALL"] = "C.UTF-8"
        # What is missing in the package must not be found here.
        self.environment["PATH"] = "/nonexistent"
        del self.environment["PYTHONPATH"]
