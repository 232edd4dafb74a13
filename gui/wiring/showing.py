"""What the window shows of what the desk tells."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from PySide6.QtCore import QObject

from gui.desktop.desk import Desk
from gui.desktop.language import shown
from gui.desktop.portions import Portions
from gui.desktop.stations import Station
from gui.desktop.tables import OrdersModel
from gui.panic.accounts import MAIN
from gui.panic.checks import Check
from gui.panic.naming import environment_words
from gui.panic.orders import Environment, OpenOrder, ProductType, Scope
from gui.panic.progress import Progress
from gui.panic.readiness import NO_KEY, Readiness
from gui.panic.verdict import Report, Verdict
from gui.widgets.came_back import MOST_TOLD, came_back_sentence, came_back_title
from gui.widgets.steps import running_words
from gui.widgets.texts import seconds
from gui.widgets.window import PanicWindow
from gui.wiring import showing_words as words
from gui.wiring.first_sight import show_nothing_read
from gui.words import say

# Of a press on more accounts than these the table shows nothing for a moment, so that the rest stays fluent.
_MOST_WATCHED, _STILL_MS = 5, 700
_REFILL = say("The practice book is empty now. Choose Practice again to fill it with new orders.")


class Showing(QObject):
    """Puts readiness, book, progress and verdict into the window. GUI thread."""

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
        self._report: Report | None = None
        self._reported_at = ""
        self._is_running = False
        self._is_watching = False
        self._has_back = False  # the banner names orders that came back
        self._steps: dict[tuple[str, ProductType], Progress] = {}
        self._desk = desk
        self._portions = Portions(self)
        self._portions.is_behind.connect(self._hold_still)
        desk.station_changed.connect(self._move)
        desk.readiness_changed.connect(self._show_readiness)
        desk.book_changed.connect(self._show_book)
        desk.press_started.connect(self._begin)
        desk.progressed.connect(self._advance)
        desk.coins_found.connect(window.scope.set_margin_coins)
        desk.press_ended.connect(self._end)
        desk.watching.connect(self._watch)
        self._summarise()

    @property
    def station(self) -> Station:
        """Where a press would go, as last told."""
        return self._station

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
            self._forget()
        self._show_readiness(self._readiness)

    def _forget(self) -> None:
        self._books = self._report = None
        self._has_back = False
        self._clear()
        if self._window.notice.text() == shown(_REFILL):
            self._window.notice.show_notice("")
        show_nothing_read(self._window)
        self._summarise()

    @property
    def _has_many(self) -> bool:
        return len(self._pressed[1]) > _MOST_WATCHED

    def _hold_still(self, is_still: bool) -> None:
        """Paint no rows while many are on their way; those of many accounts come when it suits."""
        if is_still or not (self._is_running and self._has_many):
            self._window.results.view().hold_still(_STILL_MS if is_still else 0)

    def _clear(self) -> None:
        self._portions.drop()
        self._orders.clear()

    def _show_readiness(self, readiness: Readiness) -> None:
        self._readiness = readiness
        if self._hotkey is not None and readiness.is_known:
            readiness = Readiness((*readiness.checks, self._hotkey), readiness.open_orders)
        self._window.readiness.set_readiness(readiness, words.where_words(self._station, self._desk.chosen))
        self._summarise()
        if self._is_running or not readiness.is_known:
            return
        if any(check.words == NO_KEY for check in readiness.checks):
            self._window.results.set_first_run(environment_words(self._station.environment))
        if self._report is None and not (self._has_back and readiness.is_ready):
            self._show_standing(readiness)

    def _show_standing(self, readiness: Readiness) -> None:
        banner = self._window.verdict
        if not readiness.is_ready:
            banner.show_not_ready(readiness.sentence)
        elif self._station.environment is Environment.PRACTICE:
            banner.show_idle(words.NO_PRESS, words.DRILL)
        else:
            banner.show_idle(words.NO_PRESS, words.HERE)

    def _show_book(self, books: dict[str, tuple[OpenOrder, ...]]) -> None:
        self._books = books
        orders = tuple(chain.from_iterable(books.values()))
        self._summarise()
        self._window.results.set_nothing(*words.nothing_open(self._places()))
        if self._has_back or (orders and self._is_watching and self._report is not None):
            self._show_back(orders)
        elif self._report is None:
            self._portions.do(self._orders.showing_book(self._books or {}))
        elif orders and (self._report.verdict is Verdict.EMPTY or self._has_news(self._report, orders)):
            self._outdate(self._report, orders)

    def _watch(self, watch_s: float) -> None:
        """Say in the banner for how long orders that come back are watched for, until that is over."""
        self._is_watching = watch_s > 0
        if self._report is not None and self._report.verdict is Verdict.EMPTY:
            self._window.verdict.set_caption(words.caption(watch_s))

    def _show_back(self, orders: tuple[OpenOrder, ...]) -> None:
        """Name loudly what came back while it was watched for, and keep naming it until it is gone."""
        self._report = None
        self._has_back = bool(orders)
        self._portions.do(self._orders.showing_book(self._books or {}))
        if not orders:
            self._window.verdict.show_idle(*words.gone_again(self._reported_at))
            self._retitle("")
            return
        shortcut = self._window.shortcut_text()
        whose = [account for account, book in (self._books or {}).items() for _ in book]
        if self._desk.chosen == (MAIN,):
            whose = []
        self._window.verdict.show_came_back(
            came_back_title(orders),
            came_back_sentence(orders, shortcut, accounts=whose),
            came_back_sentence(orders, shortcut, MOST_TOLD, accounts=whose),
        )
        self._retitle(say("ORDERS CAME BACK"))

    def _has_news(self, report: Report, orders: tuple[OpenOrder, ...]) -> bool:
        return bool({order.order_id for order in orders} - {row.order.order_id for row in report.orders})

    def _outdate(self, report: Report, orders: tuple[OpenOrder, ...]) -> None:
        """Take down a verdict that the book has overtaken: green must not stand over open orders."""
        self._report = None
        self._portions.do(self._orders.showing_book(self._books or {}))
        is_news = self._has_news(report, orders)
        told = words.overtaken(len(orders), self._reported_at, report.headline, is_news=is_news)
        self._window.verdict.show_idle(*told)
        self._retitle("")

    def _begin(self, pressed_at: float) -> None:
        self._is_running = True
        self._report = None
        self._has_back = False
        self._steps = {}
        self._pressed = self._scope, self._desk.chosen
        if self._books is None:
            self._clear()
        else:
            # That the press is on its way is to be seen first.
            self._portions.later(self._orders.showing_book(self._books))
            self._portions.later(self._orders.marking_waiting(self._scope))
        self._window.fire_button.set_running(True, pressed_at)
        if self._has_many:
            self._hold_still(True)
        self._window.verdict.show_running(say("Sent for {places}.", places=self._places()), "")
        self._retitle(say("cancelling"))

    def _advance(self, moves: list[Progress]) -> None:
        self._portions.do(self._orders.merging([row for progress in moves for row in progress.orders]))
        for progress in moves:
            self._steps[progress.account, progress.product_type] = progress
        scope, accounts = self._pressed
        told = running_words(self._steps, accounts, scope.product_types)
        self._window.verdict.show_running(told, seconds(moves[-1].at_ms))

    def _end(self, report: Report) -> None:
        self._is_running = False
        self._report = report
        self._reported_at = f"{datetime.now().astimezone():%H:%M:%S}"
        # Proved for what was pressed; what was chosen meanwhile nobody has read.
        is_proved = report.verdict is Verdict.EMPTY and self._desk.is_as_pressed and self._desk.is_watched
        self._books = dict.fromkeys(self._desk.chosen, ()) if is_proved else None
        self._window.fire_button.set_running(False)
        self._portions.do(self._orders.merging(report.orders))
        self._portions.do(self._window.results.settling())
        self._window.verdict.show_report(report)
        self._retitle(report.headline)
        if report.verdict is Verdict.EMPTY and self._station.is_drill:
            self._window.notice.show_notice(_REFILL)
        self._summarise()

    def _places(self) -> str:
        return words.places_words(self._scope, self._desk.chosen)

    def _summarise(self) -> None:
        total = None if self._books is None else sum(len(book) for book in self._books.values())
        summary = words.summary(self._scope, len(self._desk.chosen), total, self._readiness.is_known)
        self._window.fire_button.set_summary(summary)
        self._window.readiness.set_read_at(None if self._books is None else self._desk.read_at)

    def _retitle(self, state: str) -> None:
        self._window.setWindowTitle(shown(words.title(state)))
