"""How a cell is drawn in a table of a few rows; thousands of them are drawn by row_paint."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gui.widgets import theme
from gui.widgets.row_paint import BAR, UNDERLINE


class PlainCell(QStyledItemDelegate):
    """Keeps a cell's own colour when its row is selected, and draws no dotted frame inside a row."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the text in the cell's colour, selected or not."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        brush = option.palette.brush(QPalette.ColorRole.Text)
        option.palette.setBrush(QPalette.ColorRole.HighlightedText, brush)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Mark a selected row by a bar, and the row of the keyboard by a line: the ground is too faint."""
        super().paint(painter, option, index)
        view = option.widget
        if not isinstance(view, QTableView):
            return
        area, accent = option.rect, theme.colour("accent")
        is_first = view.columnViewportPosition(index.column()) + view.horizontalScrollBar().value() <= 0
        if is_first and option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area.adjusted(0, 0, BAR - area.width(), 0), accent)
        if view.hasFocus() and view.currentIndex().row() == index.row():
            painter.fillRect(area.adjusted(0, area.height() - UNDERLINE, 0, 0), accent)
