"""The program as it is, but that it prints what its notice says and what a press came to.

A line on its standard input is a click on the button. With WAITS_AT_THE_DOOR in the environment the first
line lets it go on to where the lock decides which window stays.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QSocketNotifier

from gui.__main__ import main
from gui.desktop.language import shown
from gui.instance.claim import Claim, claim
from gui.panic.verdict import Report
from gui.program import Program
from gui.terminal import window
from gui.widgets.notice import NoticeBar

# Beside a window that starts on a busy machine nobody becomes a second one for lack of patience.
window._START_S = 60.0


def tell(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def tell_notices() -> None:
    """Let every notice be printed when it is shown."""
    show = NoticeBar.show_notice

    def told(self: NoticeBar, sentence: str) -> None:
        show(self, sentence)
        tell("notice", shown(sentence))

    NoticeBar.show_notice = told  # type: ignore[method-assign]


def take_clicks() -> None:
    """Let the program press for each line that it is sent, and print the verdict."""
    start = Program.start

    def told(report: Report) -> None:
        tell("verdict", report.verdict.value)

    def started(self: Program, *, hidden: bool = False) -> None:
        def click() -> None:
            if sys.stdin.readline():
                self.window.fire_wanted.emit(time.monotonic())
            else:
                clicks.setEnabled(False)

        clicks = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        clicks.activated.connect(click)
        self.desk.press_ended.connect(told)
        start(self, hidden=hidden)

    Program.start = started  # type: ignore[method-assign]


def wait_at_the_door() -> None:
    """Let nobody be first by chance: two of these claim the lock at the same moment."""

    def claim_when_told() -> Claim | None:
        window.claim = claim  # type: ignore[attr-defined]
        tell("at the door")
        sys.stdin.readline()
        return claim()

    window.claim = claim_when_told  # type: ignore[attr-defined,assignment]


if __name__ == "__main__":
    if "WAITS_AT_THE_DOOR" in os.environ:
        wait_at_the_door()
    tell_notices()
    take_clicks()
    sys.exit(main())
