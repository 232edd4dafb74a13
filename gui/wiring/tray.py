"""The tray icon, told what the window claims; and whether closing the window leaves it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.desktop.desk import Desk
from gui.panic.naming import environment_words, told_of
from gui.panic.verdict import Report, Verdict
from gui.widgets.tray import CHECKING, Tray
from gui.widgets.tray_icon import Standing
from gui.widgets.window import PanicWindow
from gui.words import join, say

if TYPE_CHECKING:
    from gui.wiring.showing import Showing

STAYS = say("Panic Button stays here: press or quit from its icon. The settings turn this off.")
_STANDINGS = {
    Verdict.EMPTY: Standing.EMPTY,
    Verdict.LEFT: Standing.LEFT,
    Verdict.REFUSED: Standing.REFUSED,
    Verdict.UNKNOWN: Standing.UNKNOWN,
}


class TrayShowing(QObject):
    """Shows by the icon what the window claims, or else whether a press would work. GUI thread.

    When a verdict stands and when it falls is for Claims alone.
    """

    def __init__(self, window: PanicWindow, desk: Desk, showing: Showing) -> None:
        super().__init__(window)
        self.icon = Tray(self)
        self._showing = showing
        self._has_told = False
        # Showing was made before, so it knows already what each of these tells.
        for news in (showing.claims.told, desk.readiness_changed, desk.station_changed):
            news.connect(self._show)
        desk.press_ended.connect(self._name_last)
        self.icon.fire_wanted.connect(window.fire_wanted)
        self._show()

    def keeps(self, is_wanted: bool) -> bool:
        """Tell whether closing the window may leave the program in the tray; says so the first time."""
        if not is_wanted or not Tray.has_place():
            return False
        if not self._has_told:
            self._has_told = True
            self.icon.notify("Panic Button", STAYS)
        return True

    def _show(self) -> None:
        standing, told = self._claimed()
        self.icon.set_standing(standing, told_of(self._showing.station.environment, told))

    def _claimed(self) -> tuple[Standing, str]:
        claim, readiness = self._showing.claims.claim, self._showing.readiness
        if claim.is_running:
            return Standing.RUNNING, say("a press is running.")
        if claim.back:
            return Standing.LEFT, say("{verdict}.", verdict=claim.back)
        if claim.report is not None:
            verdict = say("{verdict}.", verdict=claim.report.headline)
            return _STANDINGS[claim.report.verdict], join(verdict, claim.since, claim.report.text)
        if not readiness.is_known:
            return Standing.CHECKING, CHECKING
        if readiness.is_ready:
            return Standing.READY, say("READY. A press would work now.")
        return Standing.NOT_READY, join(say("NOT READY."), readiness.sentence)

    def _name_last(self, report: Report) -> None:
        place = environment_words(self._showing.station.environment)
        self.icon.set_last(say("Last press on {place}: {verdict}", place=place, verdict=report.headline))
