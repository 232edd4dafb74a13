"""What the window shows of what the desk tells."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from gui.desktop.desk import Desk
from gui.desktop.stations import Station
from gui.desktop.tables import OrdersModel
from gui.panic.accounts import MAIN, name_accounts
from gui.panic.checks import Check
from gui.panic.orders import Environment, OpenOrder, ProductType, Scope
from gui.panic.progress import Progress
from gui.panic.readiness import Readiness
from gui.panic.verdict import Report, Verdict, count
from gui.widgets.came_back import came_back_sentence, came_back_title
from gui.widgets.steps import running_words
from gui.widgets.texts import seconds
from gui.widgets.window import PanicWindow

_TITLE = "Panic Button"
# Of a press on more accounts than these the table shows nothing for a moment, so that the rest stays fluent.
_MOST_WATCHED, _STILL_MS = 5, 700
_REFILL = "The practice book is empty now. Choose Practice again to fill it with new orders."


class Showing(QObject):
    """Puts readiness, book, progress and verdict into the window. GUI thread."""

    def __init__(self, window: PanicWindow, orders: OrdersModel, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._orders = orders
        self._station = Station(Environment.PRACTICE, "Practice")
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

    def set_scope(self, scope: Scope) -> None:
        """Show another scope or other accounts; what was known of the old ones is not shown for them."""
        self._scope = scope
        self._window.set_accounts(self._station.accounts, self._desk.chosen)
        if self._shown != (scope, self._desk.chosen):
            self._shown = scope, self._desk.chosen
            self._forget()

    def set_hotkey(self, check: Check | None) -> None:
        """Show how the hotkey stands, behind the checks of the exchange; None shows nothing of it."""
        self._hotkey = check
        self._show_readiness(self._readiness)

    def _move(self, station: Station) -> None:
        is_new = station.environment is not self._station.environment or not station.has_arrived
        self._station = station
        self._window.set_environment(station.environment)
        self._window.set_accounts(station.accounts, self._desk.chosen)
        if is_new or self._shown != (self._scope, self._desk.chosen):
            self._shown = self._scope, self._desk.chosen
            self._forget()
        self._show_readiness(self._readiness)

    def _forget(self) -> None:
        self._books = self._report = None
        self._has_back = False
        self._orders.clear()
        if self._window.notice.text() == _REFILL:
            self._window.notice.show_notice("")
        self._window.results.set_nothing(
            "Reading the open orders", "They are listed here as soon as they are read."
        )
        self._window.verdict.show_idle("No press yet", "A press shows here what it proved.")
        self._retitle("")
        self._summarise()

    def _show_readiness(self, readiness: Readiness) -> None:
        self._readiness = readiness
        if self._hotkey is not None and readiness.is_known:
            readiness = Readiness((*readiness.checks, self._hotkey), readiness.open_orders)
        self._window.readiness.set_readiness(readiness, self._where())
        self._summarise()
        if self._is_running or not readiness.is_known:
            return
        has_no_key = any(check.words == "no key" for check in readiness.checks)
        if has_no_key:
            self._window.results.set_first_run(self._station.environment.value.capitalize())
        if self._report is None and not (self._has_back and readiness.is_ready):
            self._show_standing(readiness)

    def _where(self) -> str:
        """The environment, and the account with its key where it is one of several."""
        station, chosen = self._station, self._desk.chosen
        if len(chosen) > 1:
            return f"{station.where} · {len(chosen)} accounts"
        name = f" · {chosen[0]}" if len(station.accounts) > 1 else ""
        hint = f" · key {station.hints[chosen[0]]}" if chosen[0] in station.hints else ""
        return f"{station.where}{name}{hint}"

    def _show_standing(self, readiness: Readiness) -> None:
        banner = self._window.verdict
        if not readiness.is_ready:
            banner.show_not_ready(readiness.sentence)
        elif self._station.environment is Environment.PRACTICE:
            banner.show_idle(
                "No press yet",
                "This is the practice exchange: press the button and see. Nothing real is touched.",
            )
        else:
            banner.show_idle("No press yet", "A press shows here what it proved.")

    def _show_book(self, books: dict[str, tuple[OpenOrder, ...]]) -> None:
        self._books = books
        orders = tuple(order for book in books.values() for order in book)
        self._summarise()
        self._window.results.set_nothing("No open orders", f"Nothing is open in {self._places()}.")
        if self._has_back or (orders and self._is_watching and self._report is not None):
            self._show_back(orders)
        elif self._report is None:
            self._orders.show_book(self._books or {})
        elif orders and (self._report.verdict is Verdict.EMPTY or self._has_news(self._report, orders)):
            self._outdate(self._report, orders)

    def _watch(self, watch_s: float) -> None:
        """Say in the banner for how long orders that come back are watched for, until that is over."""
        self._is_watching = watch_s > 0
        if self._report is not None and self._report.verdict is Verdict.EMPTY:
            watching = f"press to proof · watching {watch_s:g} s"
            self._window.verdict.set_caption(watching if self._is_watching else "press to proof")

    def _show_back(self, orders: tuple[OpenOrder, ...]) -> None:
        """Name loudly what came back while it was watched for, and keep naming it until it is gone."""
        self._report = None
        self._has_back = bool(orders)
        self._orders.show_book(self._books or {})
        if not orders:
            gone = f"The orders that came back after the press at {self._reported_at} are gone again."
            self._window.verdict.show_idle("No orders open now", gone)
            self._retitle("")
            return
        shortcut = self._window.shortcut_text()
        whose = [account for account, book in (self._books or {}).items() for _ in book]
        if self._desk.chosen == (MAIN,):
            whose = []
        self._window.verdict.show_came_back(
            came_back_title(orders),
            came_back_sentence(orders, shortcut, accounts=whose),
            came_back_sentence(orders, shortcut, most_named=None, accounts=whose),
        )
        self._retitle("ORDERS CAME BACK")

    def _has_news(self, report: Report, orders: tuple[OpenOrder, ...]) -> bool:
        return bool({order.order_id for order in orders} - {row.order.order_id for row in report.orders})

    def _outdate(self, report: Report, orders: tuple[OpenOrder, ...]) -> None:
        """Take down a verdict that the book has overtaken: green must not stand over open orders."""
        self._report = None
        what = "orders were placed after it" if self._has_news(report, orders) else "orders are open again"
        self._orders.show_book(self._books or {})
        self._window.verdict.show_idle(
            f"{count(len(orders))} open now",
            f"The press at {self._reported_at} came to {report.headline}; {what}.",
        )
        self._retitle("")

    def _begin(self, pressed_at: float) -> None:
        self._is_running = True
        self._report = None
        self._has_back = False
        self._steps = {}
        self._pressed = self._scope, self._desk.chosen
        if self._books is None:
            self._orders.clear()
        else:
            self._orders.show_book(self._books)
            self._orders.mark_waiting(self._scope)
        self._window.fire_button.set_running(True, pressed_at)
        self._window.results.view().hold_still(_STILL_MS if len(self._desk.chosen) > _MOST_WATCHED else 0)
        self._window.verdict.show_running(f"Sent for {self._places()}.", "")
        self._retitle("cancelling")

    def _advance(self, moves: list[Progress]) -> None:
        self._orders.merge(row for progress in moves for row in progress.orders)
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
        is_proved = report.verdict is Verdict.EMPTY and self._pressed == (self._scope, self._desk.chosen)
        self._books = dict.fromkeys(self._desk.chosen, ()) if is_proved else None
        self._window.fire_button.set_running(False)
        self._orders.merge(report.orders)
        self._window.results.settle()
        self._window.verdict.show_report(report)
        self._retitle(report.headline)
        if report.verdict is Verdict.EMPTY and self._station.is_drill:
            self._window.notice.show_notice(_REFILL)
        self._summarise()

    def _places(self) -> str:
        chosen, places = self._desk.chosen, self._scope.places
        return places if chosen == (MAIN,) else f"{places}, in {name_accounts(chosen)}"

    def _summarise(self) -> None:
        kinds, accounts = len(self._scope.product_types), len(self._desk.chosen)
        where = f"{kinds} product types" if kinds > 1 else self._scope.product_types[0].value
        if accounts > 1:
            where = f"{where} · {accounts} accounts"
        if self._books is not None:
            stops = " · every stop" if self._scope.takes_stops else ""
            total = sum(len(book) for book in self._books.values())
            summary = count(total, "open order").capitalize() + stops
            self._window.fire_button.set_summary(f"{summary} · {where}")
        elif self._readiness.is_known:
            self._window.fire_button.set_summary(f"Open orders not read · {where}")
        else:
            self._window.fire_button.set_summary(f"Checking… · {where}")

    def _retitle(self, state: str) -> None:
        self._window.setWindowTitle(f"{state} · {_TITLE}" if state else _TITLE)
