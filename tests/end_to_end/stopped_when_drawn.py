"""The real program, stopped in the moment in which its window is drawn, until somebody lets it go on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gui import app
from gui.panic.orders import Environment
from gui.wiring import first_sight
from gui.wiring.first_paint import FirstPaint

_LONGER_MS = 300  # what happened meanwhile comes in before the program behind the window is made


class Stopping(FirstPaint):
    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        def stop() -> None:
            os.kill(os.getpid(), signal.SIGSTOP)
            QTimer.singleShot(_LONGER_MS, then)

        super().__init__(window, stop)


def main() -> int:
    vars(first_sight)["FirstPaint"] = Stopping
    return app.show(Environment.PRACTICE, sys.argv[1])


if __name__ == "__main__":
    sys.exit(main())
