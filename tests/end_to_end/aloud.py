"""The real program, which also writes down what a person would read, and where the keyboard is."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from gui import app, program
from gui.panic.orders import Environment

TOLD = "TOLD_TO"  # the variable that names the file


def shown() -> list[str]:
    labels = [label for window in QApplication.topLevelWidgets() for label in window.findChildren(QLabel)]
    return [text for label in labels if label.isVisible() and (text := label.text())]


def focused() -> str:
    """The name of what has the keyboard; in a menu, of what is chosen there, "" for nothing yet."""
    menu, widget = QApplication.activePopupWidget(), QApplication.focusWidget()
    if isinstance(menu, QMenu):
        return menu.activeAction().text() if menu.activeAction() else ""
    return widget.accessibleName() if widget else "nothing"


def tell(path: Path) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({"shown": shown(), "focused": focused()}), encoding="utf-8")
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
    """What can be read in the window now, [] before the first time."""
    return list(_told(path).get("shown", []))


def keyboard(path: Path) -> str:
    """What has the keyboard now."""
    return str(_told(path).get("focused", "nothing"))


def _told(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


if __name__ == "__main__":
    sys.exit(main())
