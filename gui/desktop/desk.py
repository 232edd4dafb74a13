"""The verbs that a trader would say, and signals for what comes of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from gui.desktop.gathering import Gathering
from gui.desktop.lookout import Lookout
from gui.desktop.press_threads import PressThreads, fault_words
from gui.desktop.stations import Stations
from gui.desktop.waiting import STILL_READING, Waiting
from gui.kept.journal import Journal, Origin
from gui.panic.accounts import MAIN
from gui.panic.adding_up import all_alike
from gui.panic.orders import Environment, Scope
from gui.panic.progress import Progress
from gui.panic.proxy import Proxy
from gui.panic.sweep import DEADLINE_S
from gui.panic.verdict import Report, Verdict
from gui.pressing import Pressing
from gui.words import say

# That a press is on its way is to be seen first; one that ends sooner is shown by its end.
_FIRST_MS = 100


class Desk(QObject):
    """Holds the station, the lookout and the press. For the GUI thread; no method waits."""

    station_changed = Signal(object)  # Station
    readiness_changed = Signal(object)  # Readiness
    book_changed = Signal(object)  # dict of account to open orders in scope, while nothing is pressed
    press_started = Signal(object)  # float: time.monotonic seconds of the press
    pressed_again = Signal()  # during a run, which starts over
    progressed = Signal(object)  # list[Progress]: what happened since the last, in its order
    press_ended = Signal(object)  # Report
    watching = Signal(object)  # float: seconds for which orders that come back are watched for; 0 ends it
    noticed = Signal(object)  # a sentence
    coins_found = Signal(object, object)  # ProductType, and its margin coins as a tuple, or None

    def __init__(
        self,
        journal: Journal,
        address_of: Callable[[Environment], str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._stations = Stations(address_of, self)
        self.keys = self._stations.keys
        self._journal = journal
        self._threads = PressThreads(self)
        self._lookout = Lookout(self._stations, self)
        self.watches = self._lookout.watches
        self._deadline_s, self._watch_s = DEADLINE_S, 0.0
        self._waiting = Waiting(self)
        self._waiting.over.connect(self._refuse_waiting)
        self._pressed: tuple[object, ...] = ()
        self._pressing: Pressing | None = None
        self._moves = Gathering(self)
        self._moves.told.connect(self._take_progress)
        self._stations.coins.found.connect(self.coins_found)
        self._stations.moved.connect(self.station_changed)
        self._stations.arrived.connect(self._arrived)
        self._lookout.readiness_changed.connect(self.readiness_changed)
        self._lookout.book_changed.connect(self.book_changed)
        self._lookout.watching.connect(self.watching)
        self._stations.grown.connect(self._look)
        self.keys.changed.connect(self._key_changed)

    @property
    def is_pressing(self) -> bool:
        """True from a press to its verdict."""
        return self._pressing is not None or self._waiting.is_on

    @property
    def chosen(self) -> tuple[str, ...]:
        """The accounts that a press covers, of those that the environment has."""
        return self._lookout.accounts

    @property
    def read_at(self) -> float | None:
        """When the oldest book of these was last read, time.monotonic seconds; None where one never was."""
        return self._lookout.read_at

    @property
    def is_as_pressed(self) -> bool:
        """True while what is covered now is what the last press covered."""
        return self._pressed == self._covered

    @property
    def is_watched(self) -> bool:
        """True while every account that is covered now is being read."""
        return len(self._lookout.exchanges) == len(self.chosen)

    def choose(
        self, environment: Environment, accounts: Sequence[str] = (MAIN,), chosen: Sequence[str] | None = None
    ) -> bool:
        """Go to an environment, also to the same one anew; False, with a notice, while a press runs.

        accounts are all that it has, as far as anybody knows; chosen are those to press, None for as before.
        """
        if self.is_pressing:
            self.noticed.emit(say("A press is running. Change the environment when it has its verdict."))
            return False
        self._lookout.leave()
        if chosen is not None:
            self._lookout.chosen = tuple(chosen)
        self._stations.go(environment, accounts, needs_others=self._lookout.chosen != (MAIN,))
        return True

    def cover(self, scope: Scope, accounts: Sequence[str] = (MAIN,)) -> None:
        """Change what the next press covers, and which accounts. During a run the next press has it."""
        if scope == self._lookout.scope and tuple(accounts) == self._lookout.chosen:
            return
        self._lookout.cover(scope, accounts)
        if not self._stations.is_arriving:
            self._look()
            self.watches.look_now()

    def try_for(self, deadline_s: float) -> None:
        """Change how long the next press tries, in seconds."""
        self._deadline_s = deadline_s

    def watch_for(self, watch_s: float) -> None:
        """Change for how long the next EMPTY is watched for orders that come back, in seconds; 0 is off."""
        self._watch_s = watch_s

    def reach_through(self, proxy: Proxy | None) -> None:
        """Reach Bitget through this proxy from now on, None for none; a press that runs ends as it began."""
        self._stations.reach_through(proxy, at_once=not self.is_pressing)

    def fire(self, pressed_at: float | None = None) -> None:
        """Press. During a run the press makes everything start over; it is never ignored."""
        moment = time.monotonic() if pressed_at is None else pressed_at
        if self._pressing is not None and self._pressing.again():
            self._threads.begin()
            self.pressed_again.emit()
            return
        if not self._stations.is_arriving:
            self._start(moment)
        elif not self._waiting.is_on:
            self._waiting.begin(moment)
            self.press_started.emit(moment)

    def close(self) -> None:
        """Let go of everything; called when no press runs any more."""
        self._lookout.watches.stop()
        self._stations.close()
        self._threads.close()

    def _start(self, moment: float) -> None:
        pressing = Pressing(
            self._lookout.exchanges,
            self._lookout.scope,
            self._stations.environment,
            self._journal,
            origin=Origin.WINDOW,
            absent=self._lookout.absent,
            known=self._lookout.known(),
            deadline_s=self._deadline_s,
            pressed_at=moment,
            snapshots=self._lookout.snapshots,
            on_progress=lambda progress: self._moves.put((pressing, progress)),
            on_trouble=self.noticed.emit,
            crew=self._threads.crew,
        )
        self._pressing, self._pressed = pressing, self._covered
        self._moves.pause(_FIRST_MS)
        self._threads.run(
            pressing,
            lambda: self.press_started.emit(moment),
            lambda report: self._ended(pressing, report),
            lambda problem: self._ended(pressing, self._alike(Verdict.UNKNOWN, fault_words(problem), moment)),
        )
        self._lookout.hold()

    def _ended(self, pressing: Pressing, report: Report) -> None:
        if pressing is not self._pressing:
            return  # a later press has a run of its own; this verdict is in the journal
        self._moves.flush()
        self._pressing = None
        is_changed = self._stations.set_changed_aside()  # what is not read any more is not watched either
        # Proved for what was pressed; what was chosen meanwhile nobody has read.
        is_proved = report.verdict is Verdict.EMPTY and self.is_as_pressed and self.is_watched
        watch_s = self._watch_s if is_proved else 0.0
        self._lookout.release(watch_s, report, is_proved=is_proved)
        self.press_ended.emit(report)
        if is_changed:
            self._look()
        self._lookout.tell_watching(watch_s)
        self._stations.renew()

    def _look(self) -> None:
        self._lookout.look()
        self._stand_by()

    def _stand_by(self) -> None:
        self._threads.stand_by(len(self._lookout.exchanges) * len(self._lookout.scope.product_types))

    @property
    def _covered(self) -> tuple[Environment, Scope, tuple[str, ...]]:
        return self._stations.environment, self._lookout.scope, self.chosen

    def _refuse_waiting(self, moment: float) -> None:
        self._pressed = self._covered
        self.press_ended.emit(self._alike(Verdict.REFUSED, STILL_READING, moment))

    def _arrived(self) -> None:
        self._lookout.arrive()
        self._stand_by()
        if (moment := self._waiting.end()) is not None:
            self._start(moment)

    def _key_changed(self, environment: Environment, account: str, is_kept: bool) -> None:
        if environment is not self._stations.environment:
            return
        if self.is_pressing:
            self.noticed.emit(self._stations.note_changed(account))
            return
        names = [MAIN, *(name for name in self._stations.accounts if name != account)]
        if is_kept:
            names.append(account)
        self.choose(environment, tuple(dict.fromkeys(names)))

    def _take_progress(self, moves: list[tuple[Pressing, Progress]]) -> None:
        if current := [progress for pressing, progress in moves if pressing is self._pressing]:
            self._threads.begin()
            self.progressed.emit(current)

    def _alike(self, verdict: Verdict, sentence: str, moment: float) -> Report:
        elapsed_ms = round((time.monotonic() - moment) * 1000)
        return all_alike(self.chosen, self._lookout.scope.product_types, verdict, sentence, elapsed_ms)
