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
    from gui.widgets.settings import SettingsDialog
    from gui.wiring.showing import Showing


class Surroundings(QObject):
    """Made after the first look, or by a press before that: all of it hears every press. GUI thread."""

    def __init__(self, window: PanicWindow, desk: Desk, disk: Worker, showing: Showing) -> None:
        super().__init__(window)
        self.tray = TrayShowing(window, desk, showing)
        self.feedback = Feedback(window, desk, self.tray.icon)
        self.feedback.move(showing.station)
        self.at_login = AtLogin(window, disk)
        self._window, self._disk = window, disk

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
