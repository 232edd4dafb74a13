"""What a press took away: every order with its exact parameters, to be read, copied and exported."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTableView,
    QWidget,
)

from gui.desktop.language import tr
from gui.desktop.restore_table import RestoreModel, RestoreRows
from gui.widgets import theme
from gui.widgets.lessons import Lesson
from gui.widgets.plain_cell import PlainCell
from gui.widgets.sheet import Sheet, StateLine
from gui.widgets.texts import plain_label
from gui.widgets.tones import colours
from gui.words import say

_ROW_HEIGHT = 32
_MEASURED = 100  # rows from which a column takes its width: all of ten thousand would take too long
_WIDEST = 260


class RestoreDialog(Sheet):
    """A list to read, to copy and to export; this program places no order, so nothing in it can be sent."""

    csv_wanted = Signal()
    json_wanted = Signal()

    def __init__(self, listed: RestoreRows, parent: QWidget | None = None) -> None:
        super().__init__(listed.title, parent, fits=False)
        self._model = RestoreModel(listed, self)
        self._view = QTableView()
        self._lesson = Lesson()
        self._lesson.teach(say("Nothing to restore"), say("No order is known that this press took away."))
        self._state = StateLine()
        self._copy = QPushButton(tr("Copy"))
        self._csv = QPushButton(tr("Export CSV…"))
        self._json = QPushButton(tr("Export JSON…"))
        self._close = QPushButton(tr("Close"))
        self._prepare_view()
        self._lay_out(listed.sentence)
        self._connect()
        self._dress()

    def say(self, sentence: str, is_good: bool) -> None:
        """Show what came of an export."""
        self._state.say(sentence, "ok" if is_good else "bad")

    def view(self) -> QTableView:
        """The table itself."""
        return self._view

    def copy(self) -> None:
        """Put the selected rows on the clipboard, or all where none is, under a header line."""
        rows = sorted(index.row() for index in self._view.selectionModel().selectedRows(self._first()))
        QGuiApplication.clipboard().setText(self._model.text(rows or None))

    def changeEvent(self, event: QEvent) -> None:
        """Colour the rows again for another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _first(self) -> int:
        return min(self._model.used, default=0)

    def _prepare_view(self) -> None:
        view = self._view
        view.setObjectName("orders")
        view.setAccessibleName(tr("Orders that the press took away"))
        view.setFont(theme.tabular(view.font()))
        view.setModel(self._model)
        view.setItemDelegate(PlainCell(view))
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._prepare_headers()
        for column in range(self._model.columnCount()):
            view.setColumnHidden(column, column not in self._model.used)
        if self._model.rowCount():
            view.setCurrentIndex(QModelIndex(self._model.index(0, self._first())))
            view.clearSelection()  # nothing chosen copies all

    def _prepare_headers(self) -> None:
        rows = self._view.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(_ROW_HEIGHT, QFontMetrics(self._view.font()).height() + 14))
        names = self._view.horizontalHeader()
        names.setHighlightSections(False)
        names.setResizeContentsPrecision(_MEASURED)
        # Unsorted at first: the order in which the press met them.
        names.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._view.setSortingEnabled(True)

    def _fit_columns(self) -> None:
        self._view.resizeColumnsToContents()
        for column in self._model.used:
            self._view.setColumnWidth(column, min(self._view.columnWidth(column), _WIDEST))

    def _lay_out(self, sentence: str) -> None:
        self.resize(1080, 560)
        place = QFrame()
        place.setObjectName("tableCard")
        stack = QStackedLayout(place)
        stack.setContentsMargins(1, 1, 1, 1)
        stack.addWidget(self._view)
        stack.addWidget(self._lesson)
        stack.setCurrentIndex(0 if self._model.rowCount() else 1)
        self.column.addWidget(plain_label(sentence, wraps=True))
        self.column.addWidget(place, 1)
        self.column.addWidget(self._state)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._copy, self._csv, self._json):
            button.setEnabled(bool(self._model.rowCount()))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._close)
        self.column.addLayout(row)
        for button in (self._copy, self._csv, self._json, self._close):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        copying = QAction(tr("Copy"), self)
        copying.setShortcut(QKeySequence.StandardKey.Copy)
        copying.triggered.connect(self.copy)
        self._view.addAction(copying)
        copying.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.clicked.connect(self.copy)
        self._csv.clicked.connect(self.csv_wanted)
        self._json.clicked.connect(self.json_wanted)
        self._close.clicked.connect(self.close)

    def _dress(self) -> None:
        self._model.set_colours(colours())
        self._fit_columns()
