"""The real window as a process whose table is filled anew before each press: `… pressed_window URL ROWS`.

It prints a line whenever it is ready for a press: the moment at which it heard the last one; the longest time
since in which its event loop stood still, in ms; and the most that this thread reckoned in one go, whatever
else the machine does. --stages adds at the end what each stage took.
"""

from __future__ import annotations

import functools
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import median
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from gui.app import TURN_S
from gui.desktop.desk import Desk
from gui.desktop.watch import Outlook
from gui.kept.paths import places
from gui.panic.accounts import MAIN
from gui.panic.lane import Lane
from gui.panic.orders import Environment, OpenOrder, Scope
from gui.panic.readiness import Readiness
from gui.panic.sweep import Sweep
from gui.pressing import Pressing
from gui.program import Program
from gui.wiring.first_sight import FirstSight
from tests.widgets.made_up import order

_STAGES: dict[str, list[float]] = defaultdict(list)  # ms from the press


class Filled:
    """Puts a book of so many orders into the window after each verdict, as a look would."""

    def __init__(self, program: Program, rows: int) -> None:
        self._program = program
        self._orders: tuple[OpenOrder, ...] = tuple(order(number) for number in range(rows))
        self._readiness = Readiness()
        self._heard_at = self._stall_ms = self._busy_ms = 0.0
        self._beat_at, self._reckoned = time.monotonic(), time.thread_time()
        self._heart = QTimer(program, interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._heart.start()
        program.desk.press_started.connect(self._hear)
        program.desk.readiness_changed.connect(self._learn)
        program.desk.press_ended.connect(lambda _: QTimer.singleShot(500, self._fill))
        self._first = program.desk.book_changed.connect(self._begin)

    def _hear(self, pressed_at: float) -> None:
        self._heard_at = pressed_at

    def _beat(self) -> None:
        now, reckoned = time.monotonic(), time.thread_time()
        self._stall_ms = max(self._stall_ms, (now - self._beat_at) * 1000)
        self._busy_ms = max(self._busy_ms, (reckoned - self._reckoned) * 1000)
        self._beat_at, self._reckoned = now, reckoned

    def _begin(self) -> None:
        self._program.desk.book_changed.disconnect(self._first)
        QTimer.singleShot(1000, self._fill)

    def _learn(self, readiness: Readiness) -> None:
        self._readiness = readiness if readiness.is_ready else self._readiness

    def _fill(self) -> None:
        desk = self._program.desk
        exchange = desk._chosen_exchanges()[MAIN]
        seen = Outlook(exchange, Scope(), self._readiness, self._orders, time.monotonic())
        desk._take_outlook((MAIN, seen))
        QTimer.singleShot(150, self._tell)

    def _tell(self) -> None:
        is_behind = bool(self._program.showing._portions._waiting)
        if is_behind or self._program._orders.rowCount() < len(self._orders):
            QTimer.singleShot(50, self._tell)
            return
        _say(f"ready {self._program._orders.rowCount()} {self._heard_at} {self._stall_ms} {self._busy_ms}")
        self._stall_ms = self._busy_ms = 0.0


def _stamp(owner: type, name: str, stage: str, pressed_at: Callable[[Any], float]) -> None:
    inner = getattr(owner, name)

    @functools.wraps(inner)
    def stamped(self: Any, *arguments: Any, **more: Any) -> Any:
        _STAGES[stage].append((time.monotonic() - (pressed_at(self) or arguments[0])) * 1000)
        return inner(self, *arguments, **more)

    setattr(owner, name, stamped)


def _stamp_stages() -> None:
    _stamp(Desk, "fire", "1 desk.fire", lambda _: 0.0)
    _stamp(Pressing, "run", "2 taken by the worker", lambda pressing: pressing._pressed_at)
    _stamp(Sweep, "_begin_what_can_wait", "3 the rest begins", lambda sweep: sweep._pressed_at)
    _stamp(Lane, "pursue", "4 lane begins", lambda lane: lane._pressed_at)


def main() -> int:
    url, rows = sys.argv[1], int(sys.argv[2])
    if "--stages" in sys.argv:
        _stamp_stages()
    sys.setswitchinterval(TURN_S)
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    program = Program(FirstSight(places(), Environment.PRACTICE), url)
    program.ended.connect(application.quit)
    program.desk.watch_for(0.0)  # what is filled in has not come back
    Filled(program, rows)
    program.start()
    code = application.exec()
    for stage, found in sorted(_STAGES.items()):
        ranked = sorted(found)
        _say(f"stage {stage}: {median(found):.2f} {ranked[int(0.99 * len(ranked))]:.2f}")
    return code


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
