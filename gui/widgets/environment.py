"""Where am I: the band along the top edge, and the choice of practice, demo or live."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from gui.panic.orders import Environment
from gui.widgets import theme

_BAND_HEIGHT = 5
_PADDING = 16  # left and right of a word
_STRIPE = 17  # one stripe and one gap, measured along the edge
_WORDS = {
    Environment.PRACTICE: ("Practice", "An exchange inside this program; nothing leaves this computer."),
    Environment.DEMO: ("Demo", "Bitget's demo trading, with a key of its own."),
    Environment.LIVE: ("Live", "Your real account at Bitget."),
}


class EnvironmentBand(QWidget):
    """The coloured edge: striped blue for practice, amber for demo, solid red for live."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._environment = Environment.PRACTICE
        self.setFixedHeight(_BAND_HEIGHT)

    def set_environment(self, environment: Environment) -> None:
        """Show another environment."""
        self._environment = environment
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Fill the edge; only practice has stripes, so the three differ without colour too."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(self._environment.value))
        if self._environment is Environment.PRACTICE:
            self._paint_stripes(painter)

    def _paint_stripes(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("practice_hi"))
        slant = self.height()
        for at in range(-slant, self.width(), 2 * _STRIPE):
            lower_left, lower_right = QPointF(at, slant), QPointF(at + _STRIPE, slant)
            up = QPointF(slant, -slant)
            painter.drawPolygon([lower_left, lower_left + up, lower_right + up, lower_right])


class EnvironmentChoice(QFrame):
    """Three segments of which one is chosen; arrow keys move between them."""

    chosen = Signal(object)  # Environment, only when a person chose it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName("Environment")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons = {environment: self._segment(environment) for environment in Environment}
        for button in self._buttons.values():
            row.addWidget(button)
        self.set_environment(Environment.PRACTICE)

    def set_environment(self, environment: Environment) -> None:
        """Show another environment without a signal."""
        self._buttons[environment].setChecked(True)

    def environment(self) -> Environment:
        """The environment that is chosen."""
        return next(one for one, button in self._buttons.items() if button.isChecked())

    def _segment(self, environment: Environment) -> QPushButton:
        words, sentence = _WORDS[environment]
        button = QPushButton(words)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{words} environment")
        button.setAccessibleDescription(sentence)
        button.setToolTip(sentence)
        # The chosen word is bolder than the one that Qt measures.
        bold = QFont(button.font())
        bold.setWeight(QFont.Weight.DemiBold)
        button.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(words) + 2 * _PADDING)
        self._group.addButton(button)
        # clicked, not toggled: what the program sets is not a choice.
        button.clicked.connect(lambda: self.chosen.emit(environment))
        return button
