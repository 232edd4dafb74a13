"""Where a window can stand so that all of it is seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QRegion


def place_on(screens: Sequence[QRect], wanted: QRect) -> QRect:
    """Give the place nearest to the one wanted that is on the screens; the same where all of it is seen.

    Half a button is no button: what hangs over an edge is brought in whole, onto the screen that shows most
    of it, or else the nearest one, and is made smaller where it is larger than that screen.
    """
    if not screens or not wanted.isValid():
        return wanted
    unseen = QRegion(wanted)
    for screen in screens:
        unseen -= QRegion(screen)
    if unseen.isEmpty():
        return wanted
    screen = max(screens, key=lambda each: (_area(each.intersected(wanted)), -_distance(each, wanted)))
    size = wanted.size().boundedTo(screen.size())
    return QRect(_clamped(wanted.topLeft(), size, screen), size)


def _clamped(corner: QPoint, size: QSize, screen: QRect) -> QPoint:
    x = max(screen.left(), min(corner.x(), screen.left() + screen.width() - size.width()))
    y = max(screen.top(), min(corner.y(), screen.top() + screen.height() - size.height()))
    return QPoint(x, y)


def _area(part: QRect) -> int:
    return part.width() * part.height() if part.isValid() else 0


def _distance(screen: QRect, wanted: QRect) -> int:
    corner = _clamped(wanted.topLeft(), wanted.size().boundedTo(screen.size()), screen)
    return (corner - wanted.topLeft()).manhattanLength()
