"""What the window shows of what the desk tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from PySide6.QtCore import QObject, QTimer

from gui.desktop.desk import Desk
from gui.desktop.language import shown
from gui.desktop.portions import Portions
from gui.desktop.stations import Station
from gui.desktop.tables import OrdersModel
from gui.panic.checks import Check
from gui.panic.naming import environment_words
from gui.panic.orders import Environment, OpenOrder, ProductType, Scope
from gui.panic.progress import Progress
from gui.panic.readiness import NO_KEY, Readiness
from gui.panic.verdict import Report, Verdict
from gui.widgets.steps import running_words
from gui.widgets.window import PanicWindow
from gui.wiring import showing_words as words
from gui.wiring.claims import Claims
from gui.wiring.furnishing import show_nothing_read
from gui.words import say

# Of a press on more accounts than these the table shows nothing for a moment, so that the rest stays fluent.
_MOST_WATCHED, _STILL_MS = 5, 700
_NEXT_MS = 1  # with 0 the next turn of the event loop begins before anything is drawn
_MANY = 300  # rows: more are put in order once the verdict is drawn
_REFILL = say("The practice book is empty now. Choose Practice again to fill it with new orders.")


class Showing(QObject):
    """Puts readiness, book and progress into the window; what its banner claims is for Claims. GUI thread."""

    def __init__(self, window: PanicWindow, orders: OrdersModel, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._orders = orders
        self._station = Station(Environment.PRACTICE, environment_words(Environment.PRACTICE))
        self._scope = Scope()
        self._shown: tuple[Scope, tuple[str, ...]] = (self._scope, desk.chosen)
        self._pressed = self._shown
        self._readiness = Readiness()
        self._hotkey: Check | None = None
        self._books: dict[str, tuple[OpenOrder, ...]] | None = None
        self._listed: object = None  # which books the table shows, None for anything else
        self._is_running = self._is_ending = False
        self._steps: dict[tuple[str, ProductType], Progress] = {}
        self._desk = desk
        self.claims = Claims(window, desk)
        self._portions = Portions(self)
        self._portions.is_behind.connect(self._hold_still)
        self._next = QTimer(self, singleShot=True, interval=_NEXT_MS)
        self._next.timeout.connect(self._show_running)
        desk.station_changed.connect(self._move)
        desk.readiness_changed.connect(self._show_readiness)
        desk.book_changed.connect(self._show_book)
        desk.press_started.connect(self._begin)
        desk.progressed.connect(self._advance)
        desk.coins_found.connect(window.scope.set_margin_coins)
        desk.press_ended.connect(self._end)
        desk.watching.connect(self.claims.watch)
        self._summarise()

    @property
    def station(self) -> Station:
        """Where a press would go, as last told."""
        return self._station

    @property
    def is_filling(self) -> bool:
        """True while rows are on their way into the table."""
        return self._portions.has_more

    @property
    def readiness(self) -> Readiness:
        """Whether a press would work, as last told."""
        return self._readiness

    def set_scope(self, scope: Scope) -> None:
        """Show another scope or other accounts; what was known of the old ones is not shown for them."""
        self._scope = scope
        self._window.set_accounts(self._station.accounts, self._desk.chosen)
        self._cover(is_new=False)

    def set_hotkey(self, check: Check | None) -> None:
        """Show how the hotkey stands, behind the checks of the exchange; None shows nothing of it."""
        self._hotkey = check
        if not self._desk.is_pressing:  # else with what is shown after it: a press has just been heard
            self._show_readiness(self._readiness)

    def _move(self, station: Station) -> None:
        is_new = station.environment is not self._station.environment or not station.has_arrived
        self._station = station
        self._window.set_environment(station.environment)
        self._window.set_accounts(station.accounts, self._desk.chosen)
        self._cover(is_new=is_new)

    def _cover(self, *, is_new: bool) -> None:
        covered = self._scope, self._desk.chosen
        if is_new or self._shown != covered:
            self._shown = covered
            self._books = None
            if not self._is_running:  # else its verdict tells what it covered
                self._forget()
        self._show_readiness(self._readiness)

    def _forget(self) -> None:
        self.claims.drop()
        self._clear()
        if self._window.notice.text() == shown(_REFILL):
            self._window.notice.show_notice("")
        show_nothing_read(self._window)
        self._summarise()

    @property
    def _has_many(self) -> bool:
        return len(self._pressed[1]) > _MOST_WATCHED

    def _hold_still(self, is_still: bool) -> None:
        """Paint no rows while many are on their way; those of many accounts come when it suits.

        Once a press has ended all stand in their places, and what changes unseen is not painted.
        """
        is_still = is_still and not self._is_ending
        if is_still or not (self._is_running and self._has_many):
            self._window.results.hold_still(_STILL_MS if is_still else 0)

    def _clear(self) -> None:
        self._portions.drop()
        self._orders.clear()
        self._listed = None

    def _show_readiness(self, readiness: Readiness) -> None:
        self._readiness = readiness
        if self._hotkey is not None and readiness.is_known:
            readiness = Readiness((*readiness.checks, self._hotkey), readiness.open_orders)
        self._window.readiness.set_readiness(readiness, words.where_words(self._station, self._desk.chosen))
        lacks_key = any(check.words == NO_KEY for check in readiness.checks)
        self._window.results.set_first_run(environment_words(self._station.environment) if lacks_key else "")
        self._summarise()
        if self._is_running or not readiness.is_known:
            return
        self.claims.weigh(readiness, self._readiness, self._station)

    def _show_book(self, books: dict[str, tuple[OpenOrder, ...]]) -> None:
        self._is_ending = False
        self._books = books
        orders = tuple(chain.from_iterable(books.values()))
        self._summarise()
        if self.claims.see(books, orders):
            self._portions.do(self._showing(books))

    def _showing(self, books: dict[str, tuple[OpenOrder, ...]]) -> Iterator[None]:
        self._listed = None
        yield from self._orders.showing_book(books)
        self._listed = books
        self._window.results.tell_hidden()

    def _begin(self, pressed_at: float) -> None:
        self._is_running, self._is_ending = True, False
        self._steps = {}
        self._pressed = self._scope, self._desk.chosen
        # That the press is on its way is to be seen first.
        self._window.fire_button.set_running(True, pressed_at)
        self.claims.begin()
        self._next.start()
        if self._books is None:
            self._clear()
        else:
            self._portions.later(self._waiting(self._books))
        self._summarise()

    def _show_running(self) -> None:
        """Show the rest of it, in a turn of its own: the button is what a hand is on."""
        self._next.stop()
        if self._has_many:
            self._hold_still(True)
        self.claims.show_running(words.places_words(*self._pressed))

    def _waiting(self, books: dict[str, tuple[OpenOrder, ...]]) -> Iterator[None]:
        if self._listed is not books:
            yield from self._orders.showing_book(books)
        self._listed = None
        yield from self._orders.marking_waiting(self._pressed[0])

    def _advance(self, moves: list[Progress]) -> None:
        self._portions.do(self._orders.merging([row for progress in moves for row in progress.orders]))
        for progress in moves:
            self._steps[progress.account, progress.product_type] = progress
        if self._next.isActive():
            self._show_running()
        scope, accounts = self._pressed
        self._window.verdict.show_running(running_words(self._steps, accounts, scope.product_types))

    def _end(self, report: Report) -> None:
        if self._next.isActive():
            self._show_running()
        self._is_running = False
        # Proved for what was pressed; what was chosen meanwhile nobody has read.
        is_proved = report.verdict is Verdict.EMPTY and self._desk.is_as_pressed and self._desk.is_watched
        self._books = dict.fromkeys(self._desk.chosen, ()) if is_proved else None
        self._window.fire_button.set_running(False)
        self.claims.make(report)  # before the rows: whatever fails there, the verdict is told
        self._is_ending = True
        self._hold_still(False)
        show = self._portions.later if len(report.orders) > _MANY else self._portions.do
        show(self._ending(report))
        is_whole = replace(self._pressed[0], kinds=Scope().kinds) == Scope()
        if report.verdict is Verdict.EMPTY and self._station.is_drill and is_whole:
            self._window.notice.show_notice(_REFILL)
        self._summarise()

    def _ending(self, report: Report) -> Iterator[None]:
        self._listed = None
        yield from self._orders.merging(report.orders)
        yield from self._window.results.settling(needs_somebody=report.verdict is not Verdict.EMPTY)

    def _places(self) -> str:
        return words.places_words(self._scope, self._desk.chosen)

    def _summarise(self) -> None:
        readiness, results = self._readiness, self._window.results
        total = None if self._books is None else sum(len(book) for book in self._books.values())
        is_unread = readiness.is_known and not readiness.is_ready and readiness.open_orders is None
        if is_unread and not total:
            total = None  # what nobody can read is not empty
        self._window.fire_button.set_summary(
            words.summary(self._scope, len(self._desk.chosen), total, readiness.is_known)
        )
        self._window.readiness.set_read_at(None if self._books is None else self._desk.read_at)
        if self._is_running:
            results.set_nothing(*words.CANCELLING)
        elif total == 0:
            results.set_nothing(*words.nothing_open(self._places()))
        elif is_unread:
            results.set_nothing(words.NOT_READ, readiness.sentence)
        else:
            results.set_nothing(*words.READING)
