"""Where the pictures come from: files of the resources folder, and a few signs painted here."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from gui.kept.paths import resources


def app_icon(folder: Path | None = None) -> QIcon:
    """The program's icon: the drawing where Qt can read SVG, and a picture of it where it cannot."""
    root = folder or resources()
    icon = QIcon(str(root / "panic-button.svg"))
    for size in (32, 256):
        icon.addFile(str(root / f"panic-button-{size}.png"))
    return icon


def gear_path(centre: QPointF, radius: float) -> QPainterPath:
    """A gear with eight teeth around a hole."""
    path = QPainterPath()
    teeth = 8
    for step in range(teeth * 4):
        # Of the four corners of each tooth the first two lie outside.
        reach = radius if step % 4 < 2 else radius * 0.74
        angle = (step - 0.5) * 2 * math.pi / (teeth * 4)
        point = centre + QPointF(math.cos(angle) * reach, math.sin(angle) * reach)
        if step == 0:
            path.moveTo(point)
        else:
            path.lineTo(point)
    path.closeSubpath()
    path.addEllipse(centre, radius * 0.34, radius * 0.34)
    return path


def gear_icon(colour: QColor, side: int) -> QIcon:
    """The gear as a button's icon."""
    gear = gear_path(QPointF(side / 2, side / 2), side / 2 - 0.5)
    return _icon(side, lambda painter: painter.fillPath(gear, colour))


def cross_icon(colour: QColor, side: int) -> QIcon:
    """A cross for putting something away."""

    def draw(painter: QPainter) -> None:
        painter.setPen(_pen(colour))
        inset = side * 3 / 14
        box = QRectF(0, 0, side, side).adjusted(inset, inset, -inset, -inset)
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())

    return _icon(side, draw)


def grow_icon(colour: QColor, side: int) -> QIcon:
    """Two arrows that point apart, for a window that is to be larger."""

    def draw(painter: QPainter) -> None:
        painter.setPen(_pen(colour))
        near, far, arm = 2.5, side - 2.5, side * 0.3
        painter.drawLine(QPointF(near, far), QPointF(far, near))
        for tip, way in ((QPointF(far, near), 1), (QPointF(near, far), -1)):
            painter.drawPolyline([tip - QPointF(way * arm, 0), tip, tip + QPointF(0, way * arm)])

    return _icon(side, draw)


def draw_chevron(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """Draw the small arrow of something that opens downwards."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(colour))
    left, tip, right = QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2)
    painter.drawPolyline([centre + left, centre + tip, centre + right])


def _pen(colour: QColor) -> QPen:
    return QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _icon(side: int, draw: Callable[[QPainter], object]) -> QIcon:
    """A square icon, drawn once for each scale of the screen, so that it is sharp at any."""
    icon = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(side * ratio, side * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
