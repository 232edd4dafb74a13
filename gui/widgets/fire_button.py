"""The one big red button."""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.desktop.hold import hold_words
from gui.desktop.language import shown, tr
from gui.widgets import fire_paint, theme
from gui.widgets.fire_paint import Face
from gui.widgets.guarded_button import AGAIN_WITHIN_S, GuardedButton
from gui.widgets.texts import announce, plain_tip
from gui.words import join, say

_TITLE = say("CANCEL ALL ORDERS")
_TITLE_EVERYTHING = say("CANCEL EVERYTHING")
_TITLE_RUNNING = say("CANCELLING…")
_NAME, _NAME_EVERYTHING = say("Cancel all orders"), say("Cancel everything")
_HOLDING = say("Keep holding…")
# Most presses have ended by the first of these: until then nothing is drawn beside the threads that prove.
_FIRST_REPAINT_MS = 600
_REPAINT_MS, _REPAINT_STILL_MS = 50, 1000
_HINT_MS = 4000
_TALL, _LOW = 124, 92


class FireButton(GuardedButton):
    """Cancels everything; never disabled, for a second press has a meaning too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary: str = say("Checking…")
        self._shortcut = ""
        self._hint = ""
        self._share = 0.0
        self._started: float | None = None
        self._is_dense = self._is_compact = False
        self._covers_everything = False
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self._tick)
        self._hint_ends = QTimer(self)
        self._hint_ends.setSingleShot(True)
        self._hint_ends.timeout.connect(self._end_hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.hold.moved.connect(self.show_held)
        self.hold.too_short.connect(self.ask_to_hold)
        self.again_wanted.connect(self._ask_again)
        self._name()

    def set_summary(self, text: str) -> None:
        """Show what a press would do now: "14 open orders · 3 product types"."""
        if text != self._summary:
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
        self.is_urgent = is_running
        if not is_running:
            self._started = None
            self._ticks.stop()
        else:
            self._started = time.monotonic() if started is None else started
            self._ticks.start(_FIRST_REPAINT_MS)
        self._end_hint()

    def set_dense(self, is_dense: bool) -> None:
        """Be lower in a low window."""
        self._is_dense = is_dense
        self.updateGeometry()

    def set_compact(self, is_compact: bool) -> None:
        """Be drawn for a narrow window, with the shortcut under the words."""
        self._is_compact = is_compact
        self.updateGeometry()
        self.update()

    def set_hold_ms(self, hold_ms: int) -> None:
        """Ask for a press to be held for so long, 0 for a press at once."""
        self.hold.set_ms(hold_ms)
        self._name()

    def show_held(self, share: float) -> None:
        """Show how much of its time a press was held for, by whatever means; 0 is none."""
        if share and not self._share:
            self._hint = ""
        self._share = share
        self.update()

    def ask_to_hold(self, hold_ms: int) -> None:
        """Say for a moment that nothing was pressed, as it was not held long enough."""
        self._show_hint(hold_words(hold_ms), _HINT_MS)

    @property
    def is_running(self) -> bool:
        """True while a press is shown as under way."""
        return self._started is not None

    def title(self) -> str:
        """The big words."""
        if self.is_running:
            return shown(_TITLE_RUNNING)
        return shown(_TITLE_EVERYTHING if self._covers_everything else _TITLE)

    def second_line(self) -> str:
        """The words under the title; while running they change with every repaint."""
        if self._started is None:
            return shown(_HOLDING if self._share else self._hint or self._summary)
        elapsed = max(0.0, time.monotonic() - self._started)
        if theme.is_still():
            return tr("{s} s · press again to force another pass", s=int(elapsed))
        return tr("{s:.3f} s · press again to force another pass", s=elapsed)

    def sizeHint(self) -> QSize:
        """As high as the design has it, or as its text needs."""
        is_low = self._is_dense or self._is_compact
        return QSize(400, max(_LOW if is_low else _TALL, fire_paint.height_needed(self.font())))

    def minimumSizeHint(self) -> QSize:
        """As high as it is shown; narrower windows make the title smaller."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the button as it stands."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fire_paint.draw(painter, QRectF(self.rect()), self._face(), self.font())

    def _tick(self) -> None:
        self._ticks.setInterval(_REPAINT_STILL_MS if theme.is_still() else _REPAINT_MS)
        self.update()

    def _face(self) -> Face:
        return Face(
            title=self.title(),
            line=self.second_line(),
            shortcut=self._shortcut,
            is_running=self.is_running,
            is_down=self.isDown(),
            is_hovered=self.underMouse(),
            has_focus=self.hasFocus(),
            held=fire_paint.HALF if self._share and theme.is_still() else self._share,
            is_compact=self._is_compact,
        )

    def _ask_again(self) -> None:
        hint = say("Activate again within {s:g} seconds to press.", s=AGAIN_WITHIN_S)
        self._show_hint(hint, round(AGAIN_WITHIN_S * 1000))

    def _show_hint(self, hint: str, hint_ms: int) -> None:
        if self.is_running:
            return
        self._hint = hint
        self._hint_ends.start(hint_ms)
        announce(self, hint, is_urgent=True)
        self.update()

    def _end_hint(self) -> None:
        self._hint_ends.stop()
        self._hint = ""
        self._name()

    def _name(self) -> None:
        # No running time in here: a screen reader would read twenty of them a second.
        words = say("Cancelling; press again to force another pass") if self.is_running else self._summary
        more = [hold_words(self.hold.ms)] if self.is_guarded else []
        if self._shortcut:
            more.append(say("Shortcut {key}.", key=self._shortcut))
        self.setAccessibleName(shown(_NAME_EVERYTHING if self._covers_everything else _NAME))
        self.setAccessibleDescription(shown(join(say("{words}.", words=words), *more) if more else words))
        # A narrow window may end the line with dots.
        self.setToolTip(plain_tip(self._summary) if self._is_compact else "")
        self.update()
