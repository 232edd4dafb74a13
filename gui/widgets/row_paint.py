"""How the rows of orders are drawn: those that are seen in one go, by hand.

Style sheet and delegate take 50 ms for a window full of rows, and ask Python for each cell: each such call
waits for its turn among the threads of a press. This takes a tenth, and is one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter

from gui.desktop.rows import Column
from gui.widgets import theme

_ROOM = 12  # left and right of a text
BAR, UNDERLINE = 3, 2  # of a selected row, and of that of the keyboard
_ONE_LINE = Qt.TextFlag.TextSingleLine
_LEFT, _RIGHT = (int(side | _ONE_LINE) for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the texts of a column stand, from the left edge of the view."""

    left: int
    width: int
    column: Column


@dataclass(frozen=True, slots=True)
class Ground:
    """What a row stands on; is_current is the row of the keyboard."""

    is_odd: bool
    is_selected: bool
    is_current: bool


class RowPaint:
    """Draws rows into these columns, of which there is at least one, with the colours of now."""

    def __init__(self, painter: QPainter, font: QFont, bold: QFont, places: Sequence[Place]) -> None:
        self._painter, self._places = painter, places
        self._fonts = (font, QFontMetrics(font)), (bold, QFontMetrics(bold))
        exact = QFontMetricsF(font)
        self._high = ceil(exact.ascent()) + ceil(exact.descent())  # as Qt sets a line
        self._left = min(place.left for place in places)
        self._width = max(place.left + place.width for place in places) - self._left
        self._colours = {name: theme.colour(name) for name in ("row", "select", "line", "accent")}

    def draw(
        self, top: int, height: int, ground: Ground, cells: Sequence[tuple[str, QColor]], *, has_bar: bool
    ) -> None:
        """Draw a row: a text for each column in its colour, whether the row is selected or not."""
        area = QRect(self._left, top, self._width, height)
        self._draw_ground(area, ground)
        for place, (text, colour) in zip(self._places, cells, strict=True):
            if text:
                self._write(text, colour, place, top, height)
        # The ground of a selected row is too faint, and the keyboard's row has none.
        if has_bar and ground.is_selected:
            self._painter.fillRect(QRect(self._left, top, BAR, height), self._colours["accent"])
        if ground.is_current:
            self._painter.fillRect(area.adjusted(0, height - UNDERLINE, 0, 0), self._colours["accent"])

    def _draw_ground(self, area: QRect, ground: Ground) -> None:
        if ground.is_selected or ground.is_odd:
            self._painter.fillRect(area, self._colours["select" if ground.is_selected else "row"])
        self._painter.fillRect(area.adjusted(0, area.height() - 1, 0, 0), self._colours["line"])

    def _write(self, text: str, colour: QColor, place: Place, top: int, height: int) -> None:
        font, metrics = self._fonts[place.column is Column.RESULT]
        width = place.width - 2 * _ROOM
        if metrics.horizontalAdvance(text) > width:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        box = QRect(place.left + _ROOM, top + (height - 1 - self._high) // 2, width, self._high)
        self._painter.drawText(box, _RIGHT if place.column.is_number else _LEFT, text)
