"""The one big red button."""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.widgets import fire_paint
from gui.widgets.fire_paint import Face

_TITLE = "CANCEL ALL ORDERS"
_TITLE_EVERYTHING = "CANCEL EVERYTHING"
_TITLE_RUNNING = "CANCELLING…"
_AGAIN = "press again to force another pass"
_FIRING_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REPAINT_MS = 50
_TALL, _LOW = 124, 92


class FireButton(QAbstractButton):
    """Cancels everything; never disabled, for a second press has a meaning too.

    A mouse fires it by letting go inside it, a key by going down; a held key fires once.
    """

    fired = Signal(object)  # float: time.monotonic() of the event that fired

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = "Checking…"
        self._shortcut = ""
        self._started: float | None = None
        self._event_at: float | None = None
        self._is_dense = False
        self._covers_everything = False
        self._ticks = QTimer(self)
        self._ticks.setInterval(_REPAINT_MS)
        self._ticks.timeout.connect(self.update)
        # Not by click: after a click the space bar must go on doing nothing dangerous.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._fire)
        self._name()

    def set_summary(self, text: str) -> None:
        """Show what a press would do now: "14 open orders · 3 product types"."""
        self._summary = text
        self._name()

    def set_covers_everything(self, covers_everything: bool) -> None:
        """Say in the title whether a press takes the stops too."""
        self._covers_everything = covers_everything
        self._name()

    def set_shortcut(self, text: str) -> None:
        """Show the shortcut as the user would read it; "" shows none."""
        self._shortcut = text
        self._name()

    def set_running(self, is_running: bool, started: float | None = None) -> None:
        """Show a press under way; started is the time.monotonic() of the press, now if not given."""
        if not is_running:
            self._started = None
            self._ticks.stop()
        else:
            self._started = time.monotonic() if started is None else started
            self._ticks.start()
        self._name()

    def set_dense(self, is_dense: bool) -> None:
        """Be lower in a low window."""
        self._is_dense = is_dense
        self.updateGeometry()

    @property
    def is_running(self) -> bool:
        """True while a press is shown as under way."""
        return self._started is not None

    def title(self) -> str:
        """The big words."""
        return _TITLE_RUNNING if self.is_running else self._idle_title()

    def second_line(self) -> str:
        """The words under the title; while running they change with every repaint."""
        if self._started is None:
            return self._summary
        return f"{max(0.0, time.monotonic() - self._started):.3f} s · {_AGAIN}"

    def sizeHint(self) -> QSize:
        """As high as the design has it, or as its text needs."""
        fonts = (fire_paint.title_font, fire_paint.line_font, fire_paint.chip_font)
        text = sum(QFontMetrics(font(self.font())).height() for font in fonts)
        return QSize(400, max(_LOW if self._is_dense else _TALL, text + 32))

    def minimumSizeHint(self) -> QSize:
        """As high as it is shown; narrower windows make the title smaller."""
        return QSize(240, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fire as the key goes down, once however long it is held."""
        if event.key() not in _FIRING_KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._event_at = time.monotonic()
            self.setDown(True)
            self._fire()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let the button come up; nothing fires here."""
        if event.key() not in _FIRING_KEYS:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self.setDown(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Come up when the key is let go elsewhere."""
        self.setDown(False)
        super().focusOutEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Note the moment before Qt turns the release into a click."""
        self._event_at = time.monotonic()
        super().mouseReleaseEvent(event)
        self._event_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click of a double click for a press only while one runs.

        Otherwise the verdict of the press that a hurried hand meant would at once make room for another
        that had nothing left to cancel.
        """
        if self.is_running:
            super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the button as it stands."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fire_paint.draw(painter, QRectF(self.rect()), self._face(), self.font())

    def _idle_title(self) -> str:
        return _TITLE_EVERYTHING if self._covers_everything else _TITLE

    def _face(self) -> Face:
        return Face(
            title=self.title(),
            line=self.second_line(),
            shortcut=self._shortcut,
            is_running=self.is_running,
            is_down=self.isDown(),
            is_hovered=self.underMouse(),
            has_focus=self.hasFocus(),
        )

    def _fire(self) -> None:
        # A click without an event of ours comes from a screen reader.
        at = time.monotonic() if self._event_at is None else self._event_at
        self._event_at = None
        self.fired.emit(at)

    def _name(self) -> None:
        # No running time in here: a screen reader would read twenty of them a second.
        second = f"Cancelling; {_AGAIN}" if self.is_running else self._summary
        self.setAccessibleName(self._idle_title().capitalize())
        self.setAccessibleDescription(f"{second}. Shortcut {self._shortcut}." if self._shortcut else second)
        self.update()
