"""Start at login: the settings show what the system holds, and an entry whose program moved is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gui.desktop.worker import Worker
from gui.kept.at_login.choose import entry_here
from gui.kept.at_login.entry import CannotChange, LoginEntry, Standing
from gui.widgets.tray import Tray
from gui.widgets.window import PanicWindow
from gui.words import say

if TYPE_CHECKING:
    from gui.widgets.settings import SettingsDialog

NO_TRAY = say(
    "This desktop has no tray, so the program that started at login waits in this window, minimised. "
    "It is ready for a press all the same."
)
# The panel that holds the tray starts at login too, and often later than this program.
TRAY_MS = 10_000
_TURN_MS = 250


class AtLogin(QObject):
    """Asks and changes the entry on the disk's thread. GUI thread."""

    noticed = Signal(object)  # str, a sentence

    def __init__(self, window: PanicWindow, disk: Worker) -> None:
        super().__init__(window)
        self._window, self._disk = window, disk
        self.noticed.connect(window.notice.show_notice)

    def begin(self, *, hidden: bool) -> None:
        """Wait out of sight if the program was started so, and mend the entry."""
        if hidden:
            self.wait_for_tray()
        self.mend()

    def mend(self) -> None:
        """Have the entry name this program if the one that it names is gone."""

        def failed(fault: Exception) -> None:
            if isinstance(fault, CannotChange):
                self.noticed.emit(fault.sentence)

        self._disk.do(lambda: entry_here().mend(), failed=failed)

    def show_in(self, dialog: SettingsDialog) -> None:
        """Show in the settings how things stand, and change it when they are saved."""

        def show(standing: Standing) -> None:
            if not dialog.is_closed:
                dialog.login.show_standing(
                    standing.is_on, can_change=standing.can_change, sentence=standing.sentence
                )

        def answered(answer: tuple[Standing, str]) -> None:
            standing, trouble = answer
            show(standing)
            if trouble and dialog.is_closed:
                self.noticed.emit(trouble)
            elif trouble:
                dialog.show_answer(trouble, good=False)

        def change(is_wanted: bool) -> None:
            self._disk.do(lambda: _change(entry_here(), is_wanted), answered)

        dialog.login_wanted.connect(change)
        self._disk.do(lambda: entry_here().standing(), show)

    def wait_for_tray(self, left_ms: int = TRAY_MS) -> None:
        """Stay out of sight if the desktop has a tray, or gets one in time; else be there, minimised."""
        if Tray.has_place() or self._window.isVisible():
            return
        if left_ms > 0:
            QTimer.singleShot(_TURN_MS, self, lambda: self.wait_for_tray(left_ms - _TURN_MS))
            return
        self._window.showMinimized()
        self.noticed.emit(NO_TRAY)


def _change(entry: LoginEntry, is_wanted: bool) -> tuple[Standing, str]:
    trouble = ""
    try:
        if is_wanted:
            entry.turn_on()
        else:
            entry.turn_off()
    except CannotChange as fault:
        trouble = fault.sentence
    return entry.standing(), trouble
