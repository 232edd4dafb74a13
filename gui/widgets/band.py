"""Where am I: the band along the top edge of the window."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.panic.orders import Environment
from gui.widgets import theme

_BAND_HEIGHT = 5
_STRIPE = 17  # one stripe and one gap, measured along the edge


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
