"""The verbs that a trader would say, and signals for what comes of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from gui.desktop.gathering import Gathering
from gui.desktop.outlooks import Outlooks
from gui.desktop.press_threads import PressThreads, fault_words
from gui.desktop.stations import Stations
from gui.desktop.waiting import STILL_READING, Waiting
from gui.desktop.watch import Outlook
from gui.desktop.watch_time import WatchTime
from gui.desktop.watches import Watches
from gui.kept.journal import Journal, Origin
from gui.panic.accounts import MAIN
from gui.panic.adding_up import all_alike
from gui.panic.exchange import Exchange
from gui.panic.orders import Environment, Scope
from gui.panic.progress import Progress
from gui.panic.proxy import Proxy
from gui.panic.readiness import Readiness
from gui.panic.sweep import DEADLINE_S
from gui.panic.verdict import Report, Verdict
from gui.pressing import Pressing
from gui.words import say


class Desk(QObject):
    """Holds the station, the watch and the press. For the GUI thread; no method waits."""

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
    _looked = Signal(object)  # from the threads that watch

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
        self.watches = Watches(lambda account, outlook: self._looked.emit((account, outlook)))
        self._chosen: tuple[str, ...] = (MAIN,)
        self._scope = Scope()
        self._deadline_s, self._watch_s = DEADLINE_S, 0.0
        self._watch_time = WatchTime(self)
        self._watch_time.told.connect(self.watching)
        self.press_started.connect(self._watch_time.end)
        self._waiting = Waiting(self)
        self._waiting.over.connect(
            lambda moment: self.press_ended.emit(self._alike(Verdict.REFUSED, STILL_READING, moment))
        )
        self._outlooks = Outlooks(self._scope)
        self._pressed: tuple[object, ...] = ()
        self._pressing: Pressing | None = None
        self._looked.connect(self._take_outlook)
        self._moves = Gathering(self)
        self._moves.told.connect(self._take_progress)
        self._stations.coins.found.connect(self.coins_found)
        self._stations.moved.connect(self.station_changed)
        self._stations.arrived.connect(self._arrived)
        self._stations.held_up.connect(self.readiness_changed)
        self._stations.grown.connect(self._look)
        self.keys.changed.connect(self._key_changed)

    @property
    def is_pressing(self) -> bool:
        """True from a press to its verdict."""
        return self._pressing is not None or self._waiting.is_on

    @property
    def chosen(self) -> tuple[str, ...]:
        """The accounts that a press covers, of those that the environment has."""
        return tuple(name for name in self._chosen if name in self._stations.accounts) or (MAIN,)

    @property
    def is_as_pressed(self) -> bool:
        """True while what is covered now is what the last press covered."""
        return self._pressed == (self._stations.environment, self._scope, self.chosen)

    @property
    def is_watched(self) -> bool:
        """True while every account that is covered now is being read."""
        return len(self._chosen_exchanges()) == len(self.chosen)

    def choose(
        self, environment: Environment, accounts: Sequence[str] = (MAIN,), chosen: Sequence[str] | None = None
    ) -> bool:
        """Go to an environment, also to the same one anew; False, with a notice, while a press runs.

        accounts are all that it has, as far as anybody knows; chosen are those to press, None for as before.
        """
        if self.is_pressing:
            self.noticed.emit(say("A press is running. Change the environment when it has its verdict."))
            return False
        self._outlooks.forget()
        self._watch_time.end()
        self.watches.look_at({}, self._scope)
        self.readiness_changed.emit(Readiness())
        self._chosen = self._chosen if chosen is None else tuple(chosen)
        self._stations.go(environment, accounts, needs_others=self._chosen != (MAIN,))
        return True

    def cover(self, scope: Scope, accounts: Sequence[str] = (MAIN,)) -> None:
        """Change what the next press covers, and which accounts. During a run the next press has it."""
        if (scope, tuple(accounts)) == (self._scope, self._chosen):
            return
        self._scope, self._chosen = scope, tuple(accounts)
        self._outlooks.cover(scope)
        if not self._stations.is_arriving:
            self._look()

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
        self.watches.stop()
        self._stations.close()
        self._threads.close()

    def _start(self, moment: float) -> None:
        pressing = Pressing(
            self._chosen_exchanges(),
            self._scope,
            self._stations.environment,
            self._journal,
            origin=Origin.WINDOW,
            absent={name: why for name, why in self._stations.absent.items() if name in self.chosen},
            known=self._outlooks.known(),
            deadline_s=self._deadline_s,
            pressed_at=moment,
            snapshots=self._outlooks.snapshots(self.chosen),
            on_progress=lambda progress: self._moves.put((pressing, progress)),
            on_trouble=self.noticed.emit,
            crew=self._threads.crew,
        )
        self._pressing, self._pressed = pressing, (self._stations.environment, self._scope, self.chosen)
        self.watches.hold()
        self._moves.pause(60)  # that the press is on its way is to be seen first
        self._threads.run(
            pressing,
            lambda: self.press_started.emit(moment),
            lambda report: self._ended(pressing, report),
            lambda problem: self._ended(pressing, self._alike(Verdict.UNKNOWN, fault_words(problem), moment)),
        )

    def _ended(self, pressing: Pressing, report: Report) -> None:
        if pressing is not self._pressing:
            return  # a later press has a run of its own; this verdict is in the journal
        self._moves.flush()
        self._pressing = None
        is_changed = self._stations.set_changed_aside()  # what is not read any more is not watched either
        if not self._outlooks.is_empty:
            known = self._outlooks.readiness_without_books(self.chosen, self._stations.absent)
            self.readiness_changed.emit(known)
        # Proved for what was pressed; what was chosen meanwhile nobody has read.
        is_proved = report.verdict is Verdict.EMPTY and self.is_as_pressed and self.is_watched
        self._outlooks.proved_empty(self.chosen if is_proved else ())
        watch_s = self._watch_s if is_proved else 0.0
        self.watches.release(watch_s)
        self.press_ended.emit(report)
        if is_changed:
            self._look()
        self._watch_time.begin(watch_s)
        self._stations.renew()

    def _look(self) -> None:
        """Begin to watch what is chosen, and tell what is known of it now."""
        self._watch_time.end()
        exchanges = self._chosen_exchanges()
        self.watches.look_at(exchanges, self._scope)
        self._threads.stand_by(len(exchanges) * len(self._scope.product_types))
        self.readiness_changed.emit(self._outlooks.readiness(self.chosen, self._stations.absent))

    def _chosen_exchanges(self) -> dict[str, Exchange]:
        exchanges = self._stations.exchanges
        return {name: exchanges[name] for name in self.chosen if name in exchanges}

    def _arrived(self) -> None:
        self._outlooks.clear()
        self._look()
        if (moment := self._waiting.end()) is not None:
            self._start(moment)

    def _key_changed(self, environment: Environment, account: str, is_kept: bool) -> None:
        if environment is not self._stations.environment:
            return
        if self.is_pressing:
            self.noticed.emit(self._stations.note_changed(account))
            return
        others = [name for name in self._stations.accounts if name != account]
        self.choose(environment, tuple(dict.fromkeys((MAIN, *others, *([account] * is_kept)))))

    def _take_progress(self, moves: list[tuple[Pressing, Progress]]) -> None:
        if current := [progress for pressing, progress in moves if pressing is self._pressing]:
            self._threads.begin()
            self.progressed.emit(current)

    def _take_outlook(self, told: tuple[str, Outlook]) -> None:
        account, outlook = told
        is_current = outlook.exchange is self._chosen_exchanges().get(account)
        if not is_current or outlook.scope != self._scope or self.is_pressing:
            return
        self._outlooks.take(account, outlook)
        self.readiness_changed.emit(self._outlooks.readiness(self.chosen, self._stations.absent))
        if (books := self._outlooks.books(self.chosen)) is not None:
            self.book_changed.emit(books)

    def _alike(self, verdict: Verdict, sentence: str, moment: float) -> Report:
        elapsed_ms = round((time.monotonic() - moment) * 1000)
        return all_alike(self.chosen, self._scope.product_types, verdict, sentence, elapsed_ms)
