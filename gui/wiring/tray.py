"""The tray icon, told what the desk tells; and whether closing the window leaves it there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.desktop.desk import Desk
from gui.desktop.stations import Station
from gui.panic.naming import environment_words, told_of
from gui.panic.orders import Environment
from gui.panic.readiness import Readiness
from gui.panic.verdict import Report, Verdict
from gui.widgets.tray import CHECKING, Tray
from gui.widgets.tray_icon import Standing
from gui.widgets.window import PanicWindow
from gui.wiring.claims import is_blind
from gui.wiring.showing_words import since
from gui.words import join, say

STAYS = say("Panic Button stays here: press or quit from its icon. The settings turn this off.")
_STANDINGS = {
    Verdict.EMPTY: Standing.EMPTY,
    Verdict.LEFT: Standing.LEFT,
    Verdict.REFUSED: Standing.REFUSED,
    Verdict.UNKNOWN: Standing.UNKNOWN,
}


class TrayShowing(QObject):
    """Keeps the icon in step with the desk. GUI thread.

    A verdict stands as in the window: until the next press, another station, or something else is covered;
    where that was so before it came, until that is read. What was read after it is told beside it. EMPTY
    falls earlier: nothing green stands over open orders, nor where a press would not work any more, such as
    through another proxy.
    """

    def __init__(self, window: PanicWindow, desk: Desk) -> None:
        super().__init__(window)
        self.icon = Tray(self)
        self._desk = desk
        self._readiness = Readiness()
        self._report: Report | None = None
        self._environment = Environment.PRACTICE
        self._is_running = False
        self._is_elsewhere = False  # something else is covered than what the verdict tells of
        self._has_told = False
        desk.readiness_changed.connect(self.show_readiness)
        desk.press_started.connect(self.begin)
        desk.press_ended.connect(self._end)
        desk.station_changed.connect(self.move)
        desk.book_changed.connect(self._show_book)
        self.icon.fire_wanted.connect(window.fire_wanted)

    def keeps(self, is_wanted: bool) -> bool:
        """Tell whether closing the window may leave the program in the tray; says so the first time."""
        if not is_wanted or not Tray.has_place():
            return False
        if not self._has_told:
            self._has_told = True
            self.icon.notify("Panic Button", STAYS)
        return True

    def move(self, station: Station) -> None:
        """Show where a press would go; no verdict stands that came from elsewhere."""
        if station.environment is not self._environment or not station.has_arrived:
            self._environment = station.environment
            self._forget()

    def show_readiness(self, readiness: Readiness) -> None:
        """Show whether a press would work, unless one runs or its verdict stands."""
        self._readiness = readiness
        is_left = not (self._is_elsewhere or self._desk.is_as_pressed)
        if is_left or (self._is_empty and is_blind(self._desk, readiness)):
            self._report = None
        if self._is_running or self._report is not None:
            return
        if not readiness.is_known:
            self._stand(Standing.CHECKING, CHECKING)
        elif readiness.is_ready:
            self._stand(Standing.READY, say("READY. A press would work now."))
        else:
            self._stand(Standing.NOT_READY, join(say("NOT READY."), readiness.sentence))

    def _stand(self, standing: Standing, told: str) -> None:
        self.icon.set_standing(standing, told_of(self._environment, told))

    def begin(self, _: float) -> None:
        """Show that a press runs."""
        self._is_running = True
        self._report = None
        self._stand(Standing.RUNNING, say("a press is running."))

    def _end(self, report: Report) -> None:
        self._is_running = False
        self._report = report
        place = environment_words(self._environment)
        self.icon.set_last(say("Last press on {place}: {verdict}", place=place, verdict=report.headline))
        self._is_elsewhere = not self._desk.is_as_pressed
        if self._is_empty and self._is_elsewhere:
            self._forget()
            return
        self._tell(report)

    def _tell(self, report: Report, since: str = "") -> None:
        told = join(say("{verdict}.", verdict=report.headline), since, report.text)
        self._stand(_STANDINGS[report.verdict], told)

    def _forget(self) -> None:
        self._report = None
        self.show_readiness(self._readiness)

    def _show_book(self, books: dict[str, tuple[object, ...]]) -> None:
        if self._report is None:
            return
        orders = sum(map(len, books.values()))
        if self._is_elsewhere or (self._is_empty and orders):
            self._forget()
        else:
            self._tell(self._report, since(self._report, orders, self._desk.read_at))

    @property
    def _is_empty(self) -> bool:
        return self._report is not None and self._report.verdict is Verdict.EMPTY
