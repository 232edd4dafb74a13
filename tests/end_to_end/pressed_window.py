"""The real window as a process whose table is filled anew before each press: `… pressed_window URL ROWS`.

It prints a line whenever it is ready for a press: the moment at which it heard the last one; the longest
time since in which its event loop stood still, in ms; for how much of that it had no processor; and the most
that this thread reckoned in one turn of it, whatever else the machine does. --accounts spreads the orders
over so many, --even over the product types; --stages adds at the end what each stage took, --entries what
Qt called in Python while it stood still.
"""

from __future__ import annotations

import argparse
import functools
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gui.app import TURN_S
from gui.desktop.desk import Desk
from gui.desktop.looks import Outlook
from gui.desktop.stations import Station
from gui.kept.paths import places
from gui.panic.lane import Lane
from gui.panic.orders import Environment, OpenOrder, Scope
from gui.panic.readiness import Readiness
from gui.panic.sweep import Sweep
from gui.pressing import Pressing
from gui.program import Program
from gui.wiring.first_sight import FirstSight
from tests.end_to_end.crowd import books
from tests.end_to_end.turns import Entries, Turns

_BETWEEN_LOOKS_MS = 20
_STAGES: dict[str, list[float]] = defaultdict(list)  # ms from the press


class Filled:
    """Puts these books into the window after each verdict, as looks would.

    The window's own looks are held once all is known: the server's books are empty, and would go over these.
    """

    def __init__(self, program: Program, filled: Mapping[str, Sequence[OpenOrder]]) -> None:
        self._program = program
        self._books = {account: tuple(orders) for account, orders in filled.items()}
        self._rows = sum(map(len, self._books.values()))
        self._readiness = Readiness()
        self._heard_at = 0.0
        self.turns = Turns(program)
        program.desk.press_started.connect(self._hear)
        self._learned = program.desk.readiness_changed.connect(self._learn)
        program.desk.press_ended.connect(lambda _: self._fill_in(500))
        program.desk.station_changed.connect(self._choose)
        self._first = program.desk.book_changed.connect(self._begin)

    def _choose(self, station: Station) -> None:
        accounts = tuple(self._books)
        if set(station.accounts) >= set(accounts) != set(self._program.desk.chosen):
            self._program.choices.press_accounts(accounts)

    def _hear(self, pressed_at: float) -> None:
        self._heard_at = pressed_at

    def _begin(self, looked_at: Mapping[str, object]) -> None:
        if set(looked_at) == set(self._books):
            self._program.desk.book_changed.disconnect(self._first)
            self._program.desk.readiness_changed.disconnect(self._learned)
            self._fill_in(1000)

    def _learn(self, readiness: Readiness) -> None:
        self._readiness = readiness if readiness.is_ready else self._readiness

    def _fill_in(self, wait_ms: int) -> None:
        self._program.desk.watches.hold()  # a press that ends lets them go on
        QTimer.singleShot(wait_ms, self._fill)

    def _fill(self) -> None:
        # One after another, as they come.
        for at, account in enumerate(self._books):
            QTimer.singleShot(_BETWEEN_LOOKS_MS * at, partial(self._look, account))
        QTimer.singleShot(_BETWEEN_LOOKS_MS * len(self._books) + 150, self._tell)

    def _look(self, account: str) -> None:
        desk = self._program.desk
        exchange = desk._lookout.exchanges[account]
        seen = Outlook(exchange, Scope(), self._readiness, self._books[account], time.monotonic())
        desk._lookout._take((account, seen))

    def _tell(self) -> None:
        is_behind = bool(self._program.showing._portions._waiting)
        shown = self._program._orders.rowCount()
        if is_behind or shown < self._rows:
            QTimer.singleShot(50, self._tell)
            return
        worst = self.turns.take()
        _say(f"ready {shown} {self._heard_at} {worst.stall_ms} {worst.queued_ms} {worst.busy_ms}")


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("rows", type=int)
    parser.add_argument("--accounts", type=int, default=1)
    for name in ("--even", "--stages", "--entries"):
        parser.add_argument(name, action="store_true")
    asked = parser.parse_args()
    if asked.stages:
        _stamp_stages()
    sys.setswitchinterval(TURN_S)
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    sight = FirstSight(places(), Environment.PRACTICE)
    sight.furnish()
    program = Program(sight, asked.url)
    program.ended.connect(application.quit)
    program.desk.watch_for(0.0)  # what is filled in has not come back
    filled = Filled(program, books(asked.rows, asked.accounts, even=asked.even))
    program.start()
    entries = Entries(filled.turns, sys._getframe()) if asked.entries else None
    code = application.exec()
    for stage, found in sorted(_STAGES.items()):
        ranked = sorted(found)
        _say(f"stage {stage}: {median(found):.2f} {ranked[int(0.99 * len(ranked))]:.2f}")
    for line in entries.told() if entries else ():
        _say(line)
    return code


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
