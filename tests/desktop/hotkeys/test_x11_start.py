"""The hotkey on X11 is made on the GUI thread at the start: it must not wait for another program."""

from __future__ import annotations

import subprocess
import sys

import pytest

MADE = """
import sys
from PySide6.QtCore import QCoreApplication
from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.x11 import X11Hotkey

application = QCoreApplication([])
started = []
sys.addaudithook(lambda event, given: started.append(given) if event == "subprocess.Popen" else None)
answer = X11Hotkey(":4321").register(Chord.of("Ctrl+Shift+X"))
print(answer.taken, "Xlib.support.unix_connect" in sys.modules, started)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="X11's own")
def test_no_other_program_is_started_for_it() -> None:
    ran = subprocess.run([sys.executable, "-c", MADE], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout == "False True []\n"
