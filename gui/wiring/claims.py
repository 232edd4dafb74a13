"""What banner and title claim of a press, for as long as nothing newer is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from gui.desktop.desk import Desk
from gui.desktop.language import shown
from gui.desktop.stations import Station
from gui.panic.accounts import MAIN
from gui.panic.orders import Environment, OpenOrder
from gui.panic.readiness import Readiness
from gui.panic.verdict import Report, Verdict
from gui.widgets.came_back import MOST_TOLD, came_back_sentence, came_back_title
from gui.widgets.window import PanicWindow
from gui.wiring import showing_words as words
from gui.words import say

Books = Mapping[str, Sequence[OpenOrder]]


@dataclass(frozen=True, slots=True)
class Claim:
    """That a press runs, or what one came to and what was read after it; else nothing is claimed."""

    report: Report | None = None
    since: str = ""
    is_running: bool = False
    back: str = ""  # what came back after an EMPTY, while it is watched for


class Claims(QObject):
    """Makes a claim, and takes it down once the book or the readiness has overtaken it. GUI thread.

    Green stands neither over open orders nor where nobody can read them.
    """

    told = Signal(object)  # Claim, for whoever shows it beside the window

    def __init__(self, window: PanicWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self.claim = Claim()
        self._report: Report | None = None
        self._reported_at = ""
        self._is_watching = False
        self._has_back = False  # the banner names orders that came back
        self._has_faded = False  # the banner tells of an EMPTY as of something past
        self._past: words.Past | None = None  # the last press, where the book has overtaken it
        self._open_now: int | None = 0
        self._read_since: int | None = None  # how many orders were open after the press, as last told
        self._places = ""  # where the last press is, or was
        self._is_elsewhere = False  # something else is covered than what the banner tells of
        self._stands: tuple[Readiness, Station] | None = None

    def drop(self) -> None:
        """Claim nothing: something else is covered now."""
        self._forget(Claim())

    def begin(self) -> None:
        """Claim that a press runs, and nothing of the last."""
        self._forget(Claim(is_running=True))

    def show_running(self, places: str) -> None:
        """Show in the window that one runs."""
        self._places = places
        self._window.verdict.show_running(say("Sent for {places}.", places=places))
        self._window.reveal_verdict()
        self._retitle(say("cancelling"))

    def make(self, report: Report) -> None:
        """Claim what a press came to."""
        self._reported_at = f"{datetime.now().astimezone():%H:%M:%S}"
        self._is_elsewhere, self._read_since = not self._desk.is_as_pressed, None
        self._window.reveal_verdict()
        if self._is_elsewhere and report.verdict is Verdict.EMPTY:
            self._open_now = None
            self._overtake(report, places=self._places)
            return
        self._report = report
        self._window.verdict.show_report(report)
        self._retitle(report.headline)
        self._tell(Claim(report))

    def watch(self, watch_s: float) -> None:
        """Say in the banner for how long orders that come back are watched for, until that is over."""
        self._is_watching = watch_s > 0
        if self._is_empty and not self._has_faded:
            self._window.verdict.set_caption(words.caption(watch_s))

    def weigh(self, readiness: Readiness, found: Readiness, station: Station) -> None:
        """Show whether a press would work where nothing is claimed, and let green fall where nobody reads.

        found is what was found at the exchange, without what else stands in the way of a press.
        """
        self._stands = readiness, station
        if self._report is None:
            if not (self._has_back and readiness.is_ready):
                self._show_standing()
        elif self._has_faded or (self._is_empty and self._is_blind(found)):
            self._has_faded = True
            self._window.verdict.show_idle(*words.proved_then(self._reported_at, found))
            self._retitle("")
            self._tell(Claim())

    def see(self, books: Books, orders: Sequence[OpenOrder]) -> bool:
        """Weigh what is open now; True where the table shows it, and not what became of a press."""
        report, self._open_now = self._report, len(orders)
        is_after = report is not None or self._past is not None
        if self._has_back or (orders and self._is_watching and is_after):
            self._show_back(books, orders)
        elif report is not None and self._is_elsewhere:
            self._overtake(report, places=self._places)
        elif report is not None:
            known = {row.order.order_id for row in report.orders} if orders else set()
            is_news = any(order.order_id not in known for order in orders)
            if not orders or not (self._is_empty or is_news):
                self._add(report, len(orders))
                return False
            self._overtake(report, is_news=is_news)
        elif self._past is not None:
            self._show_standing()
        return True

    def _add(self, report: Report, orders: int) -> None:
        """Say beside the verdict what was read after it; the verdict stays that of the press."""
        sentence = words.since(report, orders, self._desk.read_at)
        self._window.verdict.set_since(sentence, is_news=orders != self._read_since)
        self._read_since = orders
        self._tell(replace(self.claim, since=sentence))

    def _show_standing(self) -> None:
        """Show what stands in the way of a press, or else what became of the last."""
        banner = self._window.verdict
        readiness, station = self._stands or (None, None)
        if readiness is not None and not readiness.is_ready:
            banner.show_not_ready(readiness.sentence)
        elif self._past is not None:
            banner.show_idle(words.open_now(self._open_now), self._past.sentence(self._open_now))
        elif station is not None and station.environment is Environment.PRACTICE:
            banner.show_idle(words.NO_PRESS, words.DRILL)
        else:
            banner.show_idle(words.NO_PRESS, words.HERE)

    def _show_back(self, books: Books, orders: Sequence[OpenOrder]) -> None:
        """Name loudly what came back while it was watched for, and keep naming it until it is gone."""
        self.drop()
        self._has_back = bool(orders)
        if not orders:
            self._pass(words.Past(self._reported_at, say("EMPTY"), has_been_back=True))
            return
        shortcut = self._window.shortcut_text()
        whose = [account for account, book in books.items() for _ in book]
        if self._desk.chosen == (MAIN,):
            whose = []
        title = came_back_title(orders)
        self._tell(Claim(back=title))
        self._window.verdict.show_came_back(
            title,
            came_back_sentence(orders, shortcut, accounts=whose),
            came_back_sentence(orders, shortcut, MOST_TOLD, accounts=whose),
        )
        self._retitle(say("ORDERS CAME BACK"))

    def _overtake(self, report: Report, *, is_news: bool = False, places: str = "") -> None:
        self.drop()
        self._pass(words.Past(self._reported_at, report.headline, is_news=is_news, places=places))

    def _pass(self, past: words.Past) -> None:
        self._past = past
        self._show_standing()
        self._retitle("")

    def _forget(self, claim: Claim) -> None:
        self._report = None
        self._has_back = self._has_faded = False
        self._past = None
        self._tell(claim)

    def _tell(self, claim: Claim) -> None:
        self.claim = claim
        self.told.emit(claim)

    @property
    def _is_empty(self) -> bool:
        return self._report is not None and self._report.verdict is Verdict.EMPTY

    def _is_blind(self, readiness: Readiness) -> bool:
        """True where nobody sees any more whether what was proved empty still is: green falls then.

        What stands in a press's way and not in that of a read, such as a refusal, blinds nobody.
        """
        is_read = readiness.is_answered and readiness.open_orders is not None
        is_known_to_fail = readiness.is_known and not readiness.is_ready
        return not self._desk.is_watched or (is_known_to_fail and not is_read)

    def _retitle(self, state: str) -> None:
        self._window.setWindowTitle(shown(words.title(state)))
