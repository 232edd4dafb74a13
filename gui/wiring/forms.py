"""The two forms of the window, the whole and the compact one: which is shown, where, and remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen

from gui.desktop.screens import place_on
from gui.widgets import theme
from gui.widgets.window import PanicWindow
from gui.wiring.choices import Choices
from gui.wiring.furnishing import put_up

# Desktops move windows by themselves when a screen goes; what they leave unseen is brought in after that.
_SETTLING_MS = 300


class Forms(QObject):
    """Switches between the forms; each has a place of its own. GUI thread."""

    def __init__(self, window: PanicWindow, choices: Choices) -> None:
        super().__init__(window)
        self._window, self._choices = window, choices
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLING_MS)
        self._settling.timeout.connect(self.bring_in)
        window.form_wanted.connect(self.switch)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._settling.start)
            application.primaryScreenChanged.connect(self._settling.start)
            application.screenAdded.connect(self._attend)
        for screen in QGuiApplication.screens():
            self._attend(screen)
        self._settling.start()

    def switch(self) -> None:
        """Show the other form, where it last stood."""
        self.remember()
        settings = self._choices.settings
        self._choices.change(settings.in_form(is_compact=not settings.is_compact))
        self._put_up()

    def remember(self) -> None:
        """Keep where the window stands now, and whether it is dark."""
        placed = self._choices.settings.with_window_geometry(self._window.geometry_bytes())
        self._choices.change(placed.with_look(is_dark=theme.is_dark()))

    def bring_in(self) -> None:
        """Move a window that is not wholly seen onto a screen."""
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            return
        frame = window.frameGeometry()
        place = place_on([screen.availableGeometry() for screen in QGuiApplication.screens()], frame)
        if place != frame:
            edges = frame.size() - window.size()
            window.resize(place.size() - edges)
            window.move(place.topLeft())

    def _put_up(self) -> None:
        is_shown = self._window.isVisible()
        put_up(self._window, self._choices.settings)
        if is_shown:
            self._window.raise_up()
        # The frame is known only after the desktop has put it around the window.
        self._settling.start()

    def _attend(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._settling.start)
