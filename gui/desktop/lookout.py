"""What a press would cover now, and what is known of it: would it work, and what is open."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from gui.desktop.looks import Outlook
from gui.desktop.outlooks import Outlooks
from gui.desktop.stations import Stations
from gui.desktop.watch_time import WatchTime
from gui.desktop.watches import Watches
from gui.panic.accounts import MAIN
from gui.panic.exchange import Exchange
from gui.panic.orders import OpenOrder, Scope
from gui.panic.readiness import Readiness
from gui.panic.snapshot import Snapshot
from gui.panic.verdict import Report


class Lookout(QObject):
    """Watches the accounts that are chosen, of those that there are. GUI thread; no method waits."""

    readiness_changed = Signal(object)  # Readiness
    book_changed = Signal(object)  # dict of account to open orders in scope, while nothing is pressed
    watching = Signal(object)  # float: seconds for which orders that come back are watched for; 0 ends it
    _looked = Signal(object)  # from the threads that watch

    def __init__(self, stations: Stations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scope = Scope()
        self.chosen: tuple[str, ...] = (MAIN,)  # also those that the environment does not have
        self.watches = Watches(lambda account, outlook: self._looked.emit((account, outlook)))
        self._stations = stations
        self._outlooks = Outlooks(self.scope)
        self._watch_time = WatchTime(self)
        self._is_held, self._held_at = False, 0.0
        self._watch_time.told.connect(self.watching)
        self._looked.connect(self._take)
        stations.held_up.connect(self.readiness_changed)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts that a press covers, of those that the environment has."""
        return tuple(name for name in self.chosen if name in self._stations.accounts) or (MAIN,)

    @property
    def exchanges(self) -> dict[str, Exchange]:
        """Those of them that can be pressed."""
        exchanges = self._stations.exchanges
        return {name: exchanges[name] for name in self.accounts if name in exchanges}

    @property
    def absent(self) -> dict[str, str]:
        """Those of them that cannot, each with the sentence why."""
        return {name: why for name, why in self._stations.absent.items() if name in self.accounts}

    @property
    def snapshots(self) -> Mapping[str, Snapshot]:
        """The last complete books of them, however old."""
        return self._outlooks.snapshots(self.accounts)

    @property
    def read_at(self) -> float | None:
        """When the oldest of these was read, time.monotonic seconds; None where one is missing."""
        return self._outlooks.read_at(self.accounts)

    def known(self) -> dict[str, tuple[OpenOrder, ...] | None]:
        """The open orders of every account that was looked at, None where not read completely."""
        return self._outlooks.known()

    def leave(self) -> None:
        """Know nothing and watch nothing until look()."""
        self._outlooks.forget()
        self._watch_time.end()
        self.watches.look_at({}, self.scope)
        self.readiness_changed.emit(Readiness())

    def cover(self, scope: Scope, chosen: Sequence[str]) -> None:
        """Know only what holds for another scope, or for other accounts."""
        self.scope, self.chosen = scope, tuple(chosen)
        self._outlooks.cover(scope, self.accounts)

    def arrive(self) -> None:
        """Look at the accounts of another environment."""
        self._outlooks.clear()
        self.look()

    def look(self) -> None:
        """Begin to watch what is chosen, and tell what is known of it now."""
        self._watch_time.end()
        self.watches.look_at(self.exchanges, self.scope)
        self._tell_readiness()

    def hold(self) -> None:
        """Look at nothing while a press runs."""
        self._is_held, self._held_at = True, time.monotonic()
        self._watch_time.end()
        self.watches.hold()

    def release(self, watch_s: float, report: Report, *, is_proved: bool) -> None:
        """Look again after a press, more closely for watch_s seconds; is_proved where all of it is empty."""
        self._is_held = False
        self._outlooks.pressed(self._held_at, self.accounts if is_proved else (), report)
        self._tell_readiness()
        self.watches.release(watch_s)

    def tell_watching(self, watch_s: float) -> None:
        """Tell for how long it is looked more closely, and when that is over; nothing for 0 s."""
        self._watch_time.begin(watch_s)

    def _take(self, told: tuple[str, Outlook]) -> None:
        account, outlook = told
        is_current = outlook.exchange is self.exchanges.get(account)
        if not is_current or outlook.scope != self.scope or self._is_held:
            return
        self._outlooks.take(account, outlook)
        self._tell_readiness()
        if (books := self._outlooks.books(self.accounts)) is not None:
            self.book_changed.emit(books)

    def _tell_readiness(self) -> None:
        self.readiness_changed.emit(self._outlooks.readiness(self.accounts, self._stations.absent))
