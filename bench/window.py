"""The real window on an X server of its own, pressed by a real key event."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from bench.clients import PATIENCE_S, Moments, NotHere, journalled
from bench.place import Way
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen
from tests.session import unlocked_desktop

_CHORD = ("Control_L", "Shift_L", "x")
_WARM_S = 3.0
_GLANCE_S = 0.02


class Window:
    """`python -m gui` as a person starts it; the press is made when the last key of the chord goes down."""

    def __init__(self, way: Way, folder: Path) -> None:
        self._way, self._folder = way, folder
        self._ends = ExitStack()
        self._display: Display | None = None

    def start(self) -> None:
        """Start the desktop and the window, and give it time to warm up; nothing where it runs."""
        if self._display is not None:
            return
        try:
            screen = Screen()
            self._ends.callback(screen.stop)
            desktop = self._ends.enter_context(unlocked_desktop())
            self._program = Program(screen, desktop, self._folder)
            self._program.environment |= self._way.environment
            self._ends.callback(self._program.kill)
            self._program.start("--environment", "practice", "--exchange-url", self._way.url)
        except (pytest.fail.Exception, OSError) as why:
            self._ends.close()
            raise NotHere(str(why)) from None
        self._display = Display(screen.display)
        self._ends.callback(self._display.close)
        time.sleep(_WARM_S)

    def press(self) -> Moments:
        """Press, and wait until the journal tells of the end."""
        path = self._program.journal
        known = path.stat().st_size if path.exists() else 0
        pressed = self._strike()
        while time.monotonic() < pressed + PATIENCE_S:
            time.sleep(_GLANCE_S)
            if _has_ended(path, known):
                time.sleep(_GLANCE_S)
                return journalled(path, pressed)
        return Moments(pressed, problem=f"no answer in {PATIENCE_S:g} s")

    def end(self) -> None:
        """End the window and its desktop."""
        self._ends.close()

    def _strike(self) -> float:
        assert self._display is not None
        codes = [self._display.keysym_to_keycode(XK.string_to_keysym(name)) for name in _CHORD]
        for code in codes[:-1]:
            xtest.fake_input(self._display, X.KeyPress, code)
        self._display.sync()
        time.sleep(0.02)
        pressed = time.monotonic()
        xtest.fake_input(self._display, X.KeyPress, codes[-1])
        self._display.flush()
        time.sleep(0.03)
        for code in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()
        return pressed


def _has_ended(path: Path, known: int) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as lines:
        lines.seek(known)
        return any(b'"ended"' in line and line.endswith(b"\n") for line in lines)
