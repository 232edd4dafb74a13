"""A real X server with a window manager, real mouse and key events, and what the screen then shows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

PATIENCE_S = 30.0
# Without -noreset it begins anew whenever its only client leaves, and whoever comes just then is thrown out.
_SERVER = ("Xvfb", "-noreset", "-nolisten", "tcp")

_TAKE = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
QGuiApplication.primaryScreen().grabWindow(int(sys.argv[2])).save(sys.argv[1])
"""


class Screen:
    """Xvfb and openbox on a display of their own."""

    def __init__(self, size: str = "1280x1024") -> None:
        for program in ("Xvfb", "openbox", "xdotool", "xprop"):
            if shutil.which(program) is None:
                pytest.fail(f"{program} is missing, so the window cannot be tested")
        read_end, write_end = os.pipe()
        self._server = subprocess.Popen(
            [*_SERVER, "-displayfd", str(write_end), "-screen", "0", f"{size}x24"],
            pass_fds=[write_end],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self._manager = subprocess.Popen(
            ["openbox"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for(lambda: "window id" in self._run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "openbox")

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "DISPLAY": self.display, "HOME": "/nonexistent"}

    def stop(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(PATIENCE_S)

    def do(self, *words: str) -> str:
        """Have xdotool do something, such as "key ctrl+shift+x"."""
        return self._run("xdotool", *words)

    def window(self, title: str) -> str | None:
        """The number of the visible window whose title matches, None while there is none."""
        found = self.windows(title)
        return found[0] if found else None

    def windows(self, title: str) -> list[str]:
        """The numbers of all the visible windows whose title matches."""
        return self._run("xdotool", "search", "--onlyvisible", "--name", title).split()

    def title(self, window: str) -> str:
        return self._run("xdotool", "getwindowname", window).strip()

    def active(self) -> str:
        return self._run("xdotool", "getactivewindow").strip()

    def picture(self, path: Path, window: str = "0") -> QImage:
        """What a window or the whole screen shows now, also kept as a PNG at the path."""
        subprocess.run(
            [sys.executable, "-c", _TAKE, str(path), window],
            env=self.environment | {"QT_QPA_PLATFORM": "xcb"},
            check=True,
            timeout=PATIENCE_S,
        )
        return QImage(str(path))

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE_S
        )
        return done.stdout


def middle_of(image: QImage, is_it: Callable[[QColor], bool]) -> tuple[int, int] | None:
    """The middle of the pixels of some colour, looked for on a grid of 4 px; None where there are few."""
    found = [
        (x, y)
        for y in range(0, image.height(), 4)
        for x in range(0, image.width(), 4)
        if is_it(image.pixelColor(x, y))
    ]
    if len(found) < 50:
        return None
    # The median, so that a speck of the same colour elsewhere (an icon) does not matter.
    return sorted(x for x, _ in found)[len(found) // 2], sorted(y for _, y in found)[len(found) // 2]


def is_red(colour: QColor) -> bool:
    return colour.red() > 180 and colour.green() < 90 and colour.blue() < 90


def wait_for(is_so: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> None:
    until = time.monotonic() + patience_s
    while not is_so():
        if time.monotonic() > until:
            pytest.fail(f"{what} did not come within {patience_s:g} s")
        time.sleep(0.02)
