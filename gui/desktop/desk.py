"""The verbs that a trader would say, and signals for what comes of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from gui.desktop.gathering import Gathering
from gui.desktop.outlooks import Outlooks
from gui.desktop.stations import Stations
from gui.desktop.watch import Outlook
from gui.desktop.watches import Watches
from gui.desktop.worker import Worker
from gui.kept.journal import Journal, Origin
from gui.panic.accounts import MAIN
from gui.panic.adding_up import all_alike
from gui.panic.exchange import Exchange
from gui.panic.orders import Environment, Scope
from gui.panic.progress import Progress
from gui.panic.readiness import Readiness
from gui.panic.sweep import DEADLINE_S
from gui.panic.verdict import Report, Verdict
from gui.pressing import Pressing

# A press right after the start waits this long for the key before it is refused.
_KEY_PATIENCE_MS = 3000
_Names = Sequence[str]
_STILL_READING = "The key is still being read. Press again in a moment, or use the Bitget app."


class Desk(QObject):
    """Holds the station, the watch and the press. For the GUI thread; no method waits."""

    station_changed = Signal(object)  # Station
    readiness_changed = Signal(object)  # Readiness
    book_changed = Signal(object)  # dict of account to open orders in scope, while nothing is pressed
    press_started = Signal(object)  # float: time.monotonic seconds of the press
    progressed = Signal(object)  # list[Progress]: what happened since the last, in its order
    press_ended = Signal(object)  # Report
    watching = Signal(object)  # float: seconds for which orders that come back are watched for; 0 ends it
    noticed = Signal(str)
    coins_found = Signal(object, object)  # ProductType, and its margin coins as a tuple, or None
    # From other threads into this one.
    _looked = Signal(object)

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
        self._press_worker = Worker("press", self)
        self._watches = Watches(lambda account, outlook: self._looked.emit((account, outlook)))
        self._chosen: tuple[str, ...] = (MAIN,)
        self._scope = Scope()
        self._deadline_s = DEADLINE_S
        self._watch_s = 0.0
        self._watch_timer = QTimer(self, singleShot=True)
        self._watch_timer.timeout.connect(lambda: self.watching.emit(0.0))
        self._waiting_since: float | None = None
        self._outlooks = Outlooks(self._scope)
        self._pressed: tuple[Scope, tuple[str, ...]] = (self._scope, self._chosen)
        self._pressing: Pressing | None = None
        self._looked.connect(self._take_outlook)
        self._moves = Gathering(self)
        self._moves.told.connect(self._take_progress)
        self._stations.coins.found.connect(self.coins_found)
        self._stations.moved.connect(self.station_changed)
        self._stations.arrived.connect(self._arrived)
        self._stations.grown.connect(self._look)
        self.keys.changed.connect(self._key_changed)

    @property
    def is_pressing(self) -> bool:
        """True from a press to its verdict."""
        return self._pressing is not None or self._waiting_since is not None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The accounts that a press covers, of those that the environment has."""
        return tuple(name for name in self._chosen if name in self._stations.accounts) or (MAIN,)

    def choose(
        self, environment: Environment, accounts: _Names = (MAIN,), chosen: _Names | None = None
    ) -> bool:
        """Go to an environment, also to the same one anew; False, with a notice, while a press runs.

        accounts are all that it has, as far as anybody knows; chosen are those to press, None for as before.
        """
        if self.is_pressing:
            self.noticed.emit("A press is running. Change the environment when it has its verdict.")
            return False
        self._outlooks.forget()
        self._stop_watching()
        self._watches.look_at({}, self._scope)
        self.readiness_changed.emit(Readiness())
        self._chosen = self._chosen if chosen is None else tuple(chosen)
        self._stations.go(environment, accounts, needs_others=self._chosen != (MAIN,))
        return True

    def cover(self, scope: Scope, accounts: Sequence[str] = (MAIN,)) -> None:
        """Change what the next press covers, and which accounts. During a run the next press has it."""
        accounts = tuple(accounts)
        if (scope, accounts) == (self._scope, self._chosen):
            return
        self._scope, self._chosen = scope, accounts
        self._outlooks.cover(scope)
        self._stop_watching()
        if not self._stations.is_arriving:
            self._look()

    def try_for(self, deadline_s: float) -> None:
        """Change how long the next press tries, in seconds."""
        self._deadline_s = deadline_s

    def watch_for(self, watch_s: float) -> None:
        """Change for how long the next EMPTY is watched for orders that come back, in seconds; 0 is off."""
        self._watch_s = watch_s

    def fire(self, pressed_at: float | None = None) -> None:
        """Press. During a run the press makes everything start over; it is never ignored."""
        moment = time.monotonic() if pressed_at is None else pressed_at
        if self._pressing is not None and self._pressing.again():
            return
        if not self._stations.is_arriving:
            self._start(moment)
        elif self._waiting_since is None:
            self._waiting_since = moment
            self.press_started.emit(moment)
            QTimer.singleShot(_KEY_PATIENCE_MS, self, self._stop_waiting)

    def close(self) -> None:
        """Let go of everything; called when no press runs any more."""
        self._watches.stop()
        self._stations.close()
        self._press_worker.stop(0.2)

    def _start(self, moment: float) -> None:
        absent = {name: why for name, why in self._stations.absent.items() if name in self.chosen}
        pressing = Pressing(
            self._chosen_exchanges(),
            self._scope,
            self._stations.environment,
            self._journal,
            origin=Origin.WINDOW,
            absent=absent,
            known=self._outlooks.known(),
            deadline_s=self._deadline_s,
            pressed_at=moment,
            snapshots=self._outlooks.snapshots(self.chosen),
            on_progress=lambda progress: self._moves.put((pressing, progress)),
            on_trouble=self.noticed.emit,
        )
        self._pressing = pressing
        self._pressed = self._scope, self.chosen
        self._stop_watching()
        self._watches.hold()
        self._press_worker.do(
            pressing.run,
            lambda report: self._ended(pressing, report),
            lambda problem: self._ended(pressing, self._fault(problem, moment)),
        )
        self.press_started.emit(moment)

    def _ended(self, pressing: Pressing, report: Report) -> None:
        if pressing is not self._pressing:
            return  # a later press has a run of its own; this verdict is in the journal
        self._moves.flush()
        self._pressing = None
        if not self._outlooks.is_empty:
            absent = self._stations.absent
            self.readiness_changed.emit(self._outlooks.readiness_without_books(self.chosen, absent))
        # Proved for what was pressed; what was chosen meanwhile nobody has read.
        is_proved = report.verdict is Verdict.EMPTY and self._pressed == (self._scope, self.chosen)
        self._outlooks.proved_empty(self.chosen if is_proved else ())
        watch_s = self._watch_s if is_proved else 0.0
        self._watches.release(watch_s)
        self.press_ended.emit(report)
        if self._stations.set_changed_aside():
            self._look()
        if watch_s:
            self._watch_timer.start(round(watch_s * 1000))
            self.watching.emit(watch_s)

    def _stop_watching(self) -> None:
        if self._watch_timer.isActive():
            self._watch_timer.stop()
            self.watching.emit(0.0)

    def _look(self) -> None:
        """Begin to watch what is chosen, and tell what is known of it now."""
        self._watches.look_at(self._chosen_exchanges(), self._scope)
        self.readiness_changed.emit(self._outlooks.readiness(self.chosen, self._stations.absent))

    def _chosen_exchanges(self) -> dict[str, Exchange]:
        exchanges = self._stations.exchanges
        return {name: exchanges[name] for name in self.chosen if name in exchanges}

    def _stop_waiting(self) -> None:
        if self._waiting_since is not None:
            moment, self._waiting_since = self._waiting_since, None
            self.press_ended.emit(self._same_for_all(Verdict.REFUSED, _STILL_READING, moment))

    def _arrived(self) -> None:
        self._look()
        if self._waiting_since is not None:
            moment, self._waiting_since = self._waiting_since, None
            self._start(moment)

    def _key_changed(self, environment: Environment, account: str, is_kept: bool) -> None:
        if environment is not self._stations.environment:
            return
        if self.is_pressing:
            self.noticed.emit(self._stations.note_changed(account))
            return
        others = [name for name in self._stations.accounts if name not in (MAIN, account)]
        added = [account] if is_kept and account != MAIN else []
        self.choose(environment, (MAIN, *others, *added))

    def _take_progress(self, moves: list[tuple[Pressing, Progress]]) -> None:
        current = [progress for pressing, progress in moves if pressing is self._pressing]
        if current:
            self.progressed.emit(current)

    def _take_outlook(self, told: tuple[str, Outlook]) -> None:
        account, outlook = told
        is_current = outlook.exchange is self._chosen_exchanges().get(account)
        if not is_current or outlook.scope != self._scope or self.is_pressing:
            return
        self._outlooks.take(account, outlook)
        self.readiness_changed.emit(self._outlooks.readiness(self.chosen, self._stations.absent))
        books = self._outlooks.books(self.chosen)
        if books is not None:
            self.book_changed.emit(books)

    def _fault(self, problem: Exception, moment: float) -> Report:
        sentence = (
            f"This program failed ({type(problem).__name__}). Orders may still be open. "
            "Press again, and check the Bitget app."
        )
        return self._same_for_all(Verdict.UNKNOWN, sentence, moment)

    def _same_for_all(self, verdict: Verdict, sentence: str, moment: float) -> Report:
        elapsed_ms = round((time.monotonic() - moment) * 1000)
        return all_alike(self.chosen, self._scope.product_types, verdict, sentence, elapsed_ms)
