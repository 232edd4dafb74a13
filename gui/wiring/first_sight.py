"""The window as it can be shown at once, before keyring, exchange or journal were asked anything."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from gui.desktop.language import speak
from gui.desktop.wishes.wishes import DesktopWishes, desktop_here
from gui.kept import settings
from gui.kept.paths import Places
from gui.panic.orders import Environment
from gui.widgets import theme
from gui.widgets.window import PanicWindow
from gui.wiring.first_paint import FirstPaint, NoClicks
from gui.wiring.moments import tell
from gui.words import join


class FirstSight:
    """What was chosen last, and a window that shows it and CHECKING, with nothing behind it. GUI thread.

    trouble is a sentence about settings or language, "" for none; pressed_at is the moment of a press
    while the window was drawn, in time.monotonic seconds, None without one; was_closed tells of a person who
    closed it then.
    """

    def __init__(self, where: Places, environment: Environment | None) -> None:
        self.where = where
        self.pressed_at: float | None = None
        self.was_closed = False
        self.settings, trouble = settings.load(where.settings)
        self.environment = environment or self.settings.environment
        preferences, application = self.settings.preferences, application_here()
        # Before any part is made: it asks for its words and its sizes.
        self.trouble = join(trouble or "", speak(application, preferences.language))
        theme.prepare(application, preferences.theme.value, was_dark=self.settings.was_dark)
        # Asked for before the window is made, so that the answer is there when it is drawn.
        self.wishes = DesktopWishes(desktop_here(), application)
        self.wishes.changed.connect(theme.heed)
        self.window = PanicWindow()
        self.window.band.set_environment(self.environment)

    def furnish(self) -> None:
        """Make what is in the window, and show in it what was chosen."""
        # Loaded only now, as the parts are.
        from gui.wiring.furnishing import put_up, show_choices

        self.window.furnish()
        show_choices(self.window, self.settings, self.environment)
        theme.apply(application_here(), self.settings.preferences.theme.value)
        if not self.window.isVisible():  # one that is seen stands where it stood, or where it was moved since
            put_up(self.window, self.settings)

    def draw(self) -> None:
        """Show the window, first without its parts, and return once it is drawn with them.

        A press by key or screen reader meanwhile is remembered, and so is that the window is to be closed. A
        click made before the parts are seen is dropped: it was not meant for the button. From then on it
        waits for the program's event loop.
        """
        self.window.closing.connect(self._keep_open)
        if not self.settings.is_compact:  # that form is another window of the desktop
            self.window.restore_geometry(self.settings.window_geometry_bytes)
            self._draw(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            tell("painted")
        self.furnish()
        self.window.fire_wanted.connect(self._remember)
        deaf = NoClicks(application_here())
        self._draw(QEventLoop.ProcessEventsFlag.AllEvents)
        deaf.end()
        self.window.fire_wanted.disconnect(self._remember)
        self.window.closing.disconnect(self._keep_open)
        tell("drawn")

    def _draw(self, events: QEventLoop.ProcessEventsFlag) -> None:
        drawn = QEventLoop()
        FirstPaint(self.window, drawn.quit)
        self.window.show()
        drawn.exec(events)

    def _keep_open(self, event: QCloseEvent) -> None:
        self.was_closed = True
        event.ignore()

    def _remember(self, pressed_at: float) -> None:
        self.pressed_at = self.pressed_at or pressed_at


def application_here() -> QApplication:
    """The application, which whoever makes a window has made before."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101
    return application
