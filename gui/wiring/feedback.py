"""What is heard and what the desktop shows of a press, for whoever does not look at the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.desktop.desk import Desk
from gui.desktop.language import shown
from gui.desktop.notices import Notice, Notices
from gui.desktop.sounds.shapes import Sound
from gui.desktop.sounds.speaker import Speaker
from gui.desktop.stations import Station
from gui.kept.preferences import Preferences
from gui.panic.naming import told_of
from gui.panic.orders import Environment
from gui.panic.readiness import Readiness
from gui.panic.verdict import Report, Verdict
from gui.widgets.tray import Tray
from gui.widgets.window import PanicWindow
from gui.words import say

if TYPE_CHECKING:
    from gui.widgets.settings import SettingsDialog

AGAIN = say("The press came to EMPTY, and orders are open now. Look at the window, and press again.")


class Feedback(QObject):
    """Follows the desk, so that it does not matter where a press came from. GUI thread."""

    def __init__(self, window: PanicWindow, desk: Desk, tray: Tray) -> None:
        super().__init__(window)
        self._window, self._desk, self._tray = window, desk, tray
        self._environment = Environment.PRACTICE
        self.speaker = Speaker(self)
        self._notices = Notices(self)
        self._is_notifying = True
        self._was_empty = False  # the last press was proved empty, and no order was seen since
        # Emitted once the press is on its way: a sound never comes first.
        desk.press_started.connect(self.begin)
        desk.pressed_again.connect(self.begin)
        desk.press_ended.connect(self._end)
        desk.book_changed.connect(self._show_book)
        desk.readiness_changed.connect(self._show_readiness)
        desk.station_changed.connect(self.move)

    def use(self, preferences: Preferences) -> None:
        """Put what was chosen into force."""
        self.speaker.use(preferences.has_sounds, preferences.volume)
        self._is_notifying = preferences.notifies

    def move(self, station: Station) -> None:
        """Tell of presses that go there, from now on."""
        self._environment = station.environment

    def prepare(self) -> None:
        """Make ready what a sound would otherwise have to wait for."""
        self.speaker.prepare()

    def show_in(self, dialog: SettingsDialog) -> None:
        """Let the settings play the sounds at the volume that is being chosen."""

        def play(name: str, volume: int) -> None:
            self.speaker.try_out(Sound(name), volume, answer)

        def answer(trouble: str) -> None:
            if trouble and not dialog.is_closed:
                dialog.show_answer(trouble, good=False)

        dialog.feedback.try_wanted.connect(play)

    def close(self) -> None:
        """Say nothing more."""
        self.speaker.close()
        self._notices.close()

    def begin(self) -> None:
        """Let it be heard that a press is on its way."""
        self._was_empty = False
        self.speaker.play(Sound.PRESSED)

    def _end(self, report: Report) -> None:
        self._was_empty = report.verdict is Verdict.EMPTY
        self.speaker.play(Sound.EMPTY if self._was_empty else Sound.NOT_EMPTY)
        self._notify(report.headline, report.text, is_urgent=not self._was_empty)

    def _show_book(self, books: dict[str, tuple[object, ...]]) -> None:
        if self._was_empty and any(books.values()):
            self._was_empty = False
            self.speaker.play(Sound.NOT_EMPTY)
            self._notify(say("orders are open again"), AGAIN, is_urgent=True)

    def _show_readiness(self, readiness: Readiness) -> None:
        # Somewhere else, or something else is covered: the verdict was not for it.
        if not (readiness.is_known and self._desk.is_as_pressed):
            self._was_empty = False

    def _notify(self, told: str, text: str, *, is_urgent: bool) -> None:
        if self._is_notifying and not self._window.isActiveWindow():
            notice = Notice(shown(told_of(self._environment, told)), shown(text), is_urgent)
            self._notices.show(notice, lambda: self._tray.notify(notice.title, notice.text))
