"""What there is of the program beside its window: tray icon, sounds and messages, start at login."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.desktop.desk import Desk
from gui.desktop.worker import Worker
from gui.kept import journal
from gui.widgets.window import PanicWindow
from gui.wiring.at_login import AtLogin
from gui.wiring.feedback import Feedback
from gui.wiring.tray import TrayShowing

if TYPE_CHECKING:
    from gui.desktop.stations import Station
    from gui.panic.readiness import Readiness
    from gui.widgets.settings import SettingsDialog


class Surroundings(QObject):
    """Made after the first look, or by a press before that: all of it hears every press. GUI thread."""

    def __init__(self, window: PanicWindow, desk: Desk, disk: Worker) -> None:
        super().__init__(window)
        self.tray = TrayShowing(window, desk)
        self.feedback = Feedback(window, desk, self.tray.icon)
        self.at_login = AtLogin(window, disk)
        self._window, self._disk = window, disk

    def meet(self, station: Station, readiness: Readiness) -> None:
        """Learn where a press would go and whether it would work, as told before this was made."""
        self.feedback.move(station)
        self.tray.move(station)
        self.tray.show_readiness(readiness)

    def hear(self, pressed_at: float) -> None:
        """Take in a press that began before this was made."""
        self.tray.begin(pressed_at)
        self.feedback.begin()

    def begin(self, *, hidden: bool) -> None:
        """Be seen and heard from now on; hidden is a start that shows no window."""
        self.feedback.prepare()
        self.tray.icon.show()
        self.at_login.begin(hidden=hidden)

    def show_in(self, dialog: SettingsDialog) -> None:
        """Let the settings try and change what is here."""
        self.feedback.show_in(dialog)
        self.at_login.show_in(dialog)

    def name_unfinished(self, path: Path) -> None:
        """Say in the window if the last press of this journal has no end: the program was ended meanwhile."""

        def tell(records: list[journal.PressRecord]) -> None:
            record = journal.unfinished(records)
            if record is not None:
                self._window.notice.show_notice(journal.unfinished_sentence(record))

        self._disk.do(lambda: journal.read(path)[0], tell)

    def close(self) -> None:
        """Be seen and heard no more."""
        self.tray.icon.hide()
        self.feedback.close()
