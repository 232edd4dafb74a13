"""The verbs that a trader would say, and signals for what comes of them."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from gui.desktop.coins import CoinLists
from gui.desktop.snapshots import MAIN, Snapshots
from gui.desktop.stations import Stations
from gui.desktop.watch import Outlook, Watch
from gui.desktop.worker import Worker
from gui.kept.journal import Journal, Origin
from gui.panic.exchange import Exchange
from gui.panic.orders import Environment, Scope
from gui.panic.progress import Progress
from gui.panic.readiness import Readiness, not_ready, without_book
from gui.panic.sweep import DEADLINE_S
from gui.panic.verdict import ProductReport, Report, Verdict, add_up
from gui.pressing import Pressing

# A press right after the start waits this long for the key before it is refused.
_KEY_PATIENCE_MS = 3000
_STILL_READING = "The key is still being read. Press again in a moment, or use the Bitget app."


class Desk(QObject):
    """Holds the station, the watch and the press. For the GUI thread; no method waits."""

    station_changed = Signal(object)  # Station
    readiness_changed = Signal(object)  # Readiness
    book_changed = Signal(object)  # tuple[OpenOrder, ...]: the open orders in scope, while nothing is pressed
    press_started = Signal(object)  # float: time.monotonic seconds of the press
    progressed = Signal(object)  # Progress
    press_ended = Signal(object)  # Report
    watching = Signal(object)  # float: seconds for which orders that come back are watched for; 0 ends it
    noticed = Signal(str)
    coins_found = Signal(object, object)  # ProductType, and its margin coins as a tuple, or None
    # From other threads into this one.
    _looked = Signal(object)
    _moved = Signal(object)

    def __init__(
        self,
        journal: Journal,
        address_of: Callable[[Environment], str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._stations = Stations(address_of, self)
        self.keys = self._stations.keys
        self._coins = CoinLists(self)
        self._journal = journal
        self._press_worker = Worker("press", self)
        self._watch = Watch(self._looked.emit)
        self._scope = Scope()
        self._snapshots = Snapshots(self._scope)
        self._deadline_s = DEADLINE_S
        self._watch_s = 0.0
        self._watch_timer = QTimer(self)
        self._watch_timer.setSingleShot(True)
        self._watch_timer.timeout.connect(lambda: self.watching.emit(0.0))
        self._why_not = _STILL_READING
        self._waiting_since: float | None = None
        self._outlook: Outlook | None = None
        self._pressing: Pressing | None = None
        self._looked.connect(self._take_outlook)
        self._moved.connect(self._take_progress)
        self._coins.found.connect(self.coins_found)
        self._stations.moved.connect(self.station_changed)
        self._stations.arrived.connect(self._arrived)
        self._stations.closed.connect(self._cannot_press)
        self.keys.changed.connect(self._key_changed)

    @property
    def is_pressing(self) -> bool:
        """True from a press to its verdict."""
        return self._pressing is not None or self._waiting_since is not None

    def choose(self, environment: Environment) -> bool:
        """Go to an environment, also to the same one anew; False, with a notice, while a press runs."""
        if self.is_pressing:
            self.noticed.emit("A press is running. Change the environment when it has its verdict.")
            return False
        self._outlook = None
        self._snapshots.forget()
        self._stop_watching()
        self._watch.look_at(None, self._scope)
        self._why_not = _STILL_READING
        self.readiness_changed.emit(Readiness())
        self._stations.go(environment)
        return True

    def cover(self, scope: Scope) -> None:
        """Change what the next press covers."""
        if scope == self._scope:
            return
        self._scope = scope
        self._snapshots.cover(scope)
        self._outlook = None
        self._stop_watching()
        self._watch.look_at(self._stations.exchange, scope)
        if self._stations.exchange is not None:
            self.readiness_changed.emit(Readiness())

    def try_for(self, deadline_s: float) -> None:
        """Change how long the next press tries, in seconds."""
        self._deadline_s = deadline_s

    def watch_for(self, watch_s: float) -> None:
        """Change for how long the next EMPTY is watched for orders that come back, in seconds; 0 is off."""
        self._watch_s = watch_s

    def fire(self, pressed_at: float | None = None) -> None:
        """Press. During a run the press makes every product type start over; it is never ignored."""
        moment = time.monotonic() if pressed_at is None else pressed_at
        if self._pressing is not None and self._pressing.again():
            return
        if self._stations.exchange is not None:
            self._start(self._stations.exchange, moment)
        elif not self._stations.is_arriving:
            self._refuse(moment)
        elif self._waiting_since is None:
            self._waiting_since = moment
            self.press_started.emit(moment)
            QTimer.singleShot(_KEY_PATIENCE_MS, self, self._stop_waiting)

    def close(self) -> None:
        """Let go of everything; called when no press runs any more."""
        self._watch.stop()
        self._coins.close()
        self._stations.close()
        self._press_worker.stop(0.2)

    def _start(self, exchange: Exchange, moment: float) -> None:
        outlook = self._outlook
        pressing = Pressing(
            exchange,
            self._scope,
            self._stations.environment,
            self._journal,
            origin=Origin.WINDOW,
            known=None if outlook is None else outlook.orders,
            deadline_s=self._deadline_s,
            pressed_at=moment,
            snapshots=self._snapshots.all(),
            on_progress=lambda progress: self._moved.emit((pressing, progress)),
            on_trouble=self.noticed.emit,
        )
        self._pressing = pressing
        self._stop_watching()
        self._watch.hold()
        self._press_worker.do(
            pressing.run,
            lambda report: self._ended(pressing, report),
            lambda problem: self._ended(pressing, _fault(self._scope, problem, moment)),
        )
        self.press_started.emit(moment)

    def _ended(self, pressing: Pressing, report: Report) -> None:
        if pressing is not self._pressing:
            return  # a later press has a run of its own; this verdict is in the journal
        self._pressing = None
        if self._outlook is not None:
            self.readiness_changed.emit(without_book(self._outlook.readiness))
        self._outlook = None
        if report.verdict is Verdict.EMPTY and pressing.scope == self._scope:
            self._snapshots.take(MAIN, (), time.monotonic())
        watch_s = self._watch_s if report.verdict is Verdict.EMPTY else 0.0
        self._watch.release(watch_s)
        self.press_ended.emit(report)
        if watch_s:
            self._watch_timer.start(round(watch_s * 1000))
            self.watching.emit(watch_s)

    def _stop_watching(self) -> None:
        if self._watch_timer.isActive():
            self._watch_timer.stop()
            self.watching.emit(0.0)

    def _refuse(self, moment: float) -> None:
        self.press_started.emit(moment)
        self.press_ended.emit(_same_for_all(self._scope, Verdict.REFUSED, self._why_not, moment))

    def _stop_waiting(self) -> None:
        if self._waiting_since is not None:
            moment, self._waiting_since = self._waiting_since, None
            self._refuse(moment)

    def _arrived(self, exchange: Exchange) -> None:
        self._watch.look_at(exchange, self._scope)
        self._coins.ask(self._stations.address)
        if self._waiting_since is not None:
            moment, self._waiting_since = self._waiting_since, None
            self._start(exchange, moment)

    def _cannot_press(self, sentence: str) -> None:
        self._why_not = sentence
        self.readiness_changed.emit(not_ready("key", sentence))
        self._stop_waiting()

    def _key_changed(self, environment: Environment) -> None:
        if environment is self._stations.environment and not self.choose(environment):
            self.noticed.emit("The new key is used as soon as this environment is chosen again.")

    def _take_progress(self, moved: tuple[Pressing, Progress]) -> None:
        pressing, progress = moved
        if pressing is self._pressing:
            self.progressed.emit(progress)

    def _take_outlook(self, outlook: Outlook) -> None:
        is_current = outlook.exchange is self._stations.exchange and outlook.scope == self._scope
        if not is_current or self.is_pressing:
            return
        self._outlook = outlook
        self.readiness_changed.emit(outlook.readiness)
        if outlook.orders is not None:
            self._snapshots.take(MAIN, outlook.orders, outlook.read_at)
            self.book_changed.emit(outlook.orders)


def _fault(scope: Scope, problem: Exception, moment: float) -> Report:
    sentence = (
        f"This program failed ({type(problem).__name__}). Orders may still be open. "
        "Press again, and check the Bitget app."
    )
    return _same_for_all(scope, Verdict.UNKNOWN, sentence, moment)


def _same_for_all(scope: Scope, verdict: Verdict, sentence: str, moment: float) -> Report:
    reports = [ProductReport(kind, verdict, sentence) for kind in scope.product_types]
    return add_up(reports, (), round((time.monotonic() - moment) * 1000))
