"""The real program, which also writes down what a person would read: the readiness line and the dialogs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from gui import app, program
from gui.panic.orders import Environment

TOLD = "TOLD_TO"  # the variable that names the file


def shown() -> list[str]:
    labels = [label for window in QApplication.topLevelWidgets() for label in window.findChildren(QLabel)]
    return [text for label in labels if label.isVisible() and (text := label.text())]


def tell(path: Path) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(shown()), encoding="utf-8")
    beside.replace(path)


def main() -> int:
    path = Path(os.environ[TOLD])
    timers: list[QTimer] = []

    class Telling(program.Program):
        def start(self, *, hidden: bool = False) -> None:
            super().start(hidden=hidden)
            timer = QTimer(self)
            timer.timeout.connect(lambda: tell(path))
            timer.start(50)
            timers.append(timer)

    program.Program = Telling  # type: ignore[misc] # the same program, with an open mouth
    return app.show(Environment.PRACTICE, sys.argv[1])


def reading(path: Path) -> list[str]:
    """What is written there now, [] before the first time."""
    return list(json.loads(path.read_text("utf-8"))) if path.exists() else []


if __name__ == "__main__":
    sys.exit(main())
