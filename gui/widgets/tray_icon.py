"""How things stand as an icon of a few pixels: no two shapes are alike, whatever their colour."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from gui.widgets.palette import LIGHT

_SIDES = (16, 22, 24, 32, 48, 64)
_UNIT = 16  # what follows is drawn on 16 by 16


class Standing(Enum):
    """How things stand, as the icon tells it; each has a shape of its own."""

    CHECKING = auto()  # a ring
    READY = auto()  # a ring around a full round: the button
    NOT_READY = auto()  # a ring struck through
    RUNNING = auto()  # a round with three dots
    EMPTY = auto()  # a round with a check
    LEFT = auto()  # a square with a bar
    REFUSED = auto()  # a triangle with an exclamation mark
    UNKNOWN = auto()  # a diamond with a question mark


_GROUNDS = {
    Standing.CHECKING: LIGHT.mute,
    Standing.READY: LIGHT.red,
    Standing.NOT_READY: LIGHT.mute,
    Standing.RUNNING: LIGHT.red_lo,
    Standing.EMPTY: LIGHT.ok,
    Standing.LEFT: LIGHT.warn,
    Standing.REFUSED: LIGHT.bad,
    Standing.UNKNOWN: LIGHT.unknown,
}
_INK = QColor("#ffffff")


def tray_icon(standing: Standing) -> QIcon:
    """The icon, drawn for each size; dark on a white rim, as nobody tells whether the panel is dark."""
    icon = QIcon()
    for side in _SIDES:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side / _UNIT, side / _UNIT)
        _draw(painter, standing)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _draw(painter: QPainter, standing: Standing) -> None:
    colour = QColor(_GROUNDS[standing])
    if standing in (Standing.CHECKING, Standing.READY, Standing.NOT_READY):
        _draw_ring(painter, standing, colour)
        return
    painter.setPen(QPen(_INK, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    ground = _ground(standing)
    painter.drawPath(ground)  # the rim, half of which the ground covers again
    painter.fillPath(ground, colour)
    if standing is Standing.EMPTY:
        painter.drawPolyline([QPointF(4.8, 8.2), QPointF(7.2, 10.6), QPointF(11.4, 5.6)])
    elif standing is Standing.LEFT:
        painter.drawLine(QPointF(5, 8), QPointF(11, 8))
    elif standing is Standing.REFUSED:
        painter.drawLine(QPointF(8, 6), QPointF(8, 9.2))
        _draw_dots(painter, QPointF(8, 12))
    elif standing is Standing.RUNNING:
        _draw_dots(painter, QPointF(4.6, 8), QPointF(8, 8), QPointF(11.4, 8))
    else:
        _draw_question(painter)


def _ground(standing: Standing) -> QPainterPath:
    path = QPainterPath()
    if standing is Standing.LEFT:
        path.addRoundedRect(QRectF(1.5, 1.5, 13, 13), 2, 2)
    elif standing is Standing.REFUSED:
        _close(path, QPointF(8, 1.2), QPointF(15, 14.4), QPointF(1, 14.4))
    elif standing is Standing.UNKNOWN:
        _close(path, QPointF(8, 0.8), QPointF(15.2, 8), QPointF(8, 15.2), QPointF(0.8, 8))
    else:
        path.addEllipse(QRectF(1, 1, 14, 14))
    return path


def _close(path: QPainterPath, first: QPointF, *others: QPointF) -> None:
    path.moveTo(first)
    for point in others:
        path.lineTo(point)
    path.closeSubpath()


def _draw_ring(painter: QPainter, standing: Standing, colour: QColor) -> None:
    ring = QRectF(2, 2, 12, 12)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(_INK, 4), QPen(colour, 2)):
        painter.setPen(pen)
        painter.drawEllipse(ring)
        if standing is Standing.NOT_READY:
            painter.drawLine(QPointF(4.4, 11.6), QPointF(11.6, 4.4))
    if standing is Standing.READY:
        painter.setPen(QPen(_INK, 1))
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(4, 4, 8, 8))


def _draw_dots(painter: QPainter, *places: QPointF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_INK)
    for place in places:
        painter.drawEllipse(place, 1.1, 1.1)


def _draw_question(painter: QPainter) -> None:
    hook = QPainterPath(QPointF(6, 6.4))
    hook.cubicTo(QPointF(6, 3.6), QPointF(10.2, 3.6), QPointF(10, 6.4))
    hook.cubicTo(QPointF(9.9, 7.6), QPointF(8, 7.6), QPointF(8, 9.4))
    painter.setPen(QPen(_INK, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(hook)
    _draw_dots(painter, QPointF(8, 12))
