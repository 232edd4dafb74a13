"""The sign of a verdict: its shape alone tells which one it is."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.widgets import theme

_SIDE = 36
_CHECK = (QPointF(10.5, 18.5), QPointF(16, 24), QPointF(26, 13))


class Shape(Enum):
    """What the sign looks like."""

    DOT = auto()  # nothing was pressed
    RUNNING = auto()  # three dots
    CHECK = auto()  # a round with a check: proved empty
    NUMBER = auto()  # a square with a number: so many are left
    DROP = auto()  # a drop with a question mark: unknown
    SHARP = auto()  # sharp corners and an exclamation mark: refused
    BACK = auto()  # a square with an arrow that turns back: orders came back


class VerdictSign(QWidget):
    """36 px, or more for a larger font, that need no colour to be told apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = Shape.DOT
        self._tone = "idle"
        self._number = ""
        self.setFixedSize(theme.px(_SIDE), theme.px(_SIDE))

    def set_sign(self, shape: Shape, tone: str, number: str = "") -> None:
        """Show another sign; number stands in the square, tone names the colour of the ground."""
        self._shape, self._tone, self._number = shape, tone, number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground and what stands on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / _SIDE, self.height() / _SIDE)
        is_idle = self._tone == "idle"
        painter.fillPath(self._ground(), theme.colour("line" if is_idle else self._tone))
        ink = theme.colour("mute" if is_idle else "card")
        painter.setPen(ink)
        if self._shape is Shape.BACK:
            self._draw_arrow(painter, ink)
        elif self._shape is Shape.CHECK:
            pen = QPen(ink, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(_CHECK)
        elif self._shape in (Shape.DOT, Shape.RUNNING):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            for x in (18,) if self._shape is Shape.DOT else (11, 18, 25):
                painter.drawEllipse(QPointF(x, 18), 2.2, 2.2)
        else:
            self._draw_text(painter)

    def _ground(self) -> QPainterPath:
        path = QPainterPath()
        box = QRectF(1, 1, _SIDE - 2, _SIDE - 2)
        if self._shape in (Shape.NUMBER, Shape.BACK):
            path.addRoundedRect(box, 8, 8)
        elif self._shape is Shape.SHARP:
            path.addRoundedRect(box, 2, 2)
        else:
            path.addEllipse(box)
        if self._shape is Shape.DROP:
            corner = QPainterPath()
            corner.addRoundedRect(QRectF(1, 18, 17, 17), 3, 3)
            path = path.united(corner)
        return path

    def _draw_arrow(self, painter: QPainter, ink: QColor) -> None:
        """Three quarters of a round, against the clock, with a head at its end."""
        painter.setPen(QPen(ink, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(QRectF(10, 10.5, 16, 16), -90 * 16, 240 * 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon([QPointF(7, 17.5), QPointF(9.5, 7.5), QPointF(17, 14.5)])

    def _draw_text(self, painter: QPainter) -> None:
        text = {Shape.NUMBER: self._number, Shape.DROP: "?", Shape.SHARP: "!"}[self._shape]
        font = QFont(self.font())
        # In the size of the design, as the shape is: both grow together.
        font.setPixelSize(19 if len(text) < 3 else 36 // len(text))
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, _SIDE, _SIDE), int(Qt.AlignmentFlag.AlignCenter), text)
