"""The window as it can be shown at once, before keyring, exchange or journal were asked anything."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from gui.desktop.language import shown, speak
from gui.desktop.wishes.wishes import DesktopWishes, desktop_here
from gui.kept import settings
from gui.kept.paths import Places
from gui.panic.naming import environment_words
from gui.panic.orders import Environment
from gui.panic.standing import Readiness
from gui.widgets import theme
from gui.widgets.window import PanicWindow
from gui.wiring import showing_words as words
from gui.wiring.first_paint import FirstPaint, NoClicks
from gui.wiring.moments import tell
from gui.words import join


class FirstSight:
    """What was chosen last, and a window that shows it and CHECKING, with nothing behind it. GUI thread.

    trouble is a sentence about settings or language, "" for none; pressed_at is the moment of a press
    while the window was drawn, in time.monotonic seconds, None without one.
    """

    def __init__(self, where: Places, environment: Environment | None) -> None:
        self.where = where
        self.pressed_at: float | None = None
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
        self.window.furnish()
        self._show_choices()
        theme.apply(application_here(), self.settings.preferences.theme.value)
        put_up(self.window, self.settings)

    def draw(self) -> None:
        """Show the window, first without its parts, and return once it is drawn with them.

        What is typed and read meanwhile is not lost: a press is remembered. A click made before the parts
        are seen is: it was not meant for the button. From then on it waits for the program's event loop.
        """
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
        tell("drawn")

    def _draw(self, events: QEventLoop.ProcessEventsFlag) -> None:
        drawn = QEventLoop()
        FirstPaint(self.window, drawn.quit)
        self.window.show()
        drawn.exec(events)

    def _remember(self, pressed_at: float) -> None:
        self.pressed_at = self.pressed_at or pressed_at

    def _show_choices(self) -> None:
        window, chosen = self.window, self.settings
        roster = chosen.roster(self.environment)
        scope = roster.scope(chosen.scope)
        window.set_environment(self.environment)
        window.set_accounts(roster.names, roster.pressed)
        window.scope.set_scope(scope)
        window.set_shortcut(chosen.preferences.shortcut)
        window.fire_button.set_hold_ms(chosen.preferences.hold_ms)
        window.fire_button.set_summary(words.summary(scope, len(roster.pressed), None, is_known=False))
        window.readiness.set_readiness(Readiness(), environment_words(self.environment))
        show_nothing_read(window)


def show_nothing_read(window: PanicWindow) -> None:
    """Show that nothing is known of what is covered now, and that it is being read."""
    window.results.set_nothing(*words.READING)
    window.verdict.show_idle(words.NO_PRESS, words.HERE)
    window.setWindowTitle(shown(words.title("")))


def put_up(window: PanicWindow, chosen: settings.Settings) -> None:
    """Give a window the form that was chosen, at the place that this form has."""
    window.set_compact(chosen.is_compact)
    window.restore_geometry(chosen.window_geometry_bytes)


def application_here() -> QApplication:
    """The application, which whoever makes a window has made before."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101
    return application
