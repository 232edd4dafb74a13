"""The table itself: how wide its columns are, which of them fit, and which rows are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAction, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from gui.desktop.columns import widest_words
from gui.desktop.language import shown, tr
from gui.desktop.rows import COLUMNS, Column, OrderRow
from gui.desktop.tables import OrdersModel
from gui.widgets import theme
from gui.widgets.row_paint import Ground, Place, RowPaint

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 32
_PADDING = 28  # left and right of a text together
_REASON_ROOM = 96
# The widest texts that each column usually holds. Measured once, so no column moves while rows come in.
_SAMPLES = {
    Column.ACCOUNT: ("sub-1",),
    Column.PRODUCT_TYPE: ("SUSDT-FUTURES",),
    Column.SYMBOL: ("1000PEPEUSDT",),
    Column.SIZE: ("1,000,000",),
    Column.PRICE: ("100,000.00",),
    Column.ORDER_ID: ("0000000000000000000",),
    Column.CLIENT_ORDER_ID: ("0000000000000000000",),
    Column.CODE: ("00000",),
}
_WIDEST_ACCOUNT = "sub-account-1"  # a longer name is cut; its tooltip has the whole
# What appears as the window grows wider, the most useful first; the others are always there.
_WHEN_THERE_IS_ROOM = (
    Column.SIDE,
    Column.PRICE,
    Column.SIZE,
    Column.ORDER_ID,
    Column.PRODUCT_TYPE,
    Column.KIND,
    Column.CODE,
    Column.TIME,
    Column.CLIENT_ORDER_ID,
)


class OrderView(QTableView):
    """Rows of orders; columns come and go with the width until a person chooses them.

    The kind is shown wherever a stop is among the orders, the account wherever there are several, unless
    a person put them away.
    """

    resized = Signal()  # also where a scroll bar has come or gone

    def __init__(self, orders: OrdersModel) -> None:
        super().__init__()
        self._orders = orders
        self._chosen: set[Column] | None = None
        self._put_away: set[Column] = set()
        self._has_stops = False
        self._has_accounts = False
        self._widths: dict[Column, int] = {}
        self.setObjectName("orders")
        self.setAccessibleName(tr("Orders"))
        self.setModel(orders)
        self._set_habits()
        self._set_headers()
        self._measure()
        self._fit()

    def selected_rows(self) -> list[OrderRow]:
        """The selected orders, from top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return [index.data(Qt.ItemDataRole.UserRole) for index in indexes]

    def minimumSizeHint(self) -> QSize:
        """The header and two rows."""
        return QSize(240, self.horizontalHeader().sizeHint().height() + 2 * self._row_height() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as fit."""
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        """Draw what has changed, if it is seen: of more than 200 cells Qt would draw the whole table."""
        lowest = self.rowAt(self.viewport().height() - 1)
        is_seen = last.row() >= self.rowAt(0) and (lowest < 0 or first.row() <= lowest)
        if is_seen or QAccessible.isActive():
            super().dataChanged(first, last, roles)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        places = self._places()
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        if first < 0 or not places:
            return
        painter = QPainter(self.viewport())
        paint = RowPaint(painter, self.font(), self._bold_font(), list(places.values()))
        has_bar = self.horizontalScrollBar().value() + min(place.left for place in places.values()) <= 0
        for at in range(first, (last if last >= 0 else self._orders.rowCount() - 1) + 1):
            row = self._orders.row(at)
            cells = [(row.texts[column], self._orders.colour(row, COLUMNS[column])) for column in places]
            top, height = self.rowViewportPosition(at), self.rowHeight(at)
            paint.draw(top, height, self._ground(at), cells, has_bar=has_bar)
        painter.end()

    def set_has_stops(self, has_stops: bool) -> None:
        """Tell whether a stop is among the orders."""
        self._has_stops = has_stops
        self._fit()

    def set_accounts(self, names: Sequence[str]) -> None:
        """Tell whose orders these are: the column of several is as wide as their names."""
        self._has_accounts = len(names) > 1
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        text = min(widest, metrics.horizontalAdvance(_WIDEST_ACCOUNT))
        least = metrics.horizontalAdvance(shown(Column.ACCOUNT.value))
        self._widths[Column.ACCOUNT] = max(text, least) + _PADDING
        self.setColumnWidth(COLUMNS.index(Column.ACCOUNT), self._widths[Column.ACCOUNT])
        self._fit()

    def shown_columns(self) -> list[Column]:
        """The columns that are seen now."""
        return [column for at, column in enumerate(COLUMNS) if not self.isColumnHidden(at)]

    def _places(self) -> dict[int, Place]:
        """Where the columns that are seen stand."""
        return {
            at: Place(self.columnViewportPosition(at), self.columnWidth(at), column)
            for at, column in enumerate(COLUMNS)
            if not self.isColumnHidden(at)
        }

    def _ground(self, at: int) -> Ground:
        chosen = self.selectionModel()
        is_current = self.hasFocus() and self.currentIndex().row() == at
        is_selected = chosen.hasSelection() and chosen.isRowSelected(at)
        return Ground(at % 2 == 1, is_selected, is_current)

    def _set_habits(self) -> None:
        self.setFont(theme.tabular(self.font()))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _set_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(_ROW_HEIGHT)
        rows.setDefaultSectionSize(self._row_height())
        names = self.horizontalHeader()
        names.setHighlightSections(False)
        names.setMinimumSectionSize(40)
        # Unsorted at first: the order in which the exchange gave them.
        names.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        names.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        names.customContextMenuRequested.connect(self._open_column_menu)
        reason = COLUMNS.index(Column.REASON)
        names.setSectionResizeMode(reason, QHeaderView.ResizeMode.Stretch)

    def _measure(self) -> None:
        metrics = QFontMetrics(self.font())
        bold = QFontMetrics(self._bold_font())
        for column, samples in (_SAMPLES | widest_words()).items():
            of = bold if column is Column.RESULT else metrics
            text = max(of.horizontalAdvance(sample) for sample in samples)
            text = max(text, metrics.horizontalAdvance(shown(column.value)))
            self._widths[column] = text + _PADDING
            self.setColumnWidth(COLUMNS.index(column), self._widths[column])
        self._widths[Column.REASON] = _REASON_ROOM

    def _fit(self) -> None:
        shown = self._fitting() if self._chosen is None else self._chosen | self._needed()
        for at, column in enumerate(COLUMNS):
            self.setColumnHidden(at, column not in shown)

    def _fitting(self) -> set[Column]:
        shown = (set(COLUMNS) - {Column.ACCOUNT, *_WHEN_THERE_IS_ROOM}) | self._needed()
        room = self.viewport().width() - sum(self._widths[column] for column in shown)
        for column in _WHEN_THERE_IS_ROOM:
            if column in shown:
                continue
            room -= self._widths[column]
            if room < 0:
                break
            shown.add(column)
        return shown

    def _needed(self) -> set[Column]:
        """A stop must be told from an order, and the order of one account from that of another."""
        needs = {Column.KIND: self._has_stops, Column.ACCOUNT: self._has_accounts}
        return {column for column, is_needed in needs.items() if is_needed} - self._put_away

    def _open_column_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in COLUMNS[1:]:
            action = QAction(shown(column.value), menu)
            action.setCheckable(True)
            action.setChecked(column in self.shown_columns())
            action.toggled.connect(lambda is_on, column=column: self.choose_column(column, is_on))
            menu.addAction(action)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def choose_column(self, column: Column, is_shown: bool) -> None:
        """Show or hide a column because a person wants it; from then on the width decides no more."""
        chosen = set(self.shown_columns()) | {Column.RESULT}
        if self._has_accounts and (self._chosen is None or Column.ACCOUNT not in self._chosen):
            chosen.discard(Column.ACCOUNT)  # it came with the accounts, and goes with them
        self._chosen = chosen | {column} if is_shown else chosen - {column}
        self._put_away = self._put_away - {column} if is_shown else self._put_away | {column}
        self._fit()

    def _row_height(self) -> int:
        return max(_ROW_HEIGHT, QFontMetrics(self.font()).height() + 14)

    def _bold_font(self) -> QFont:
        font = self.font()
        font.setWeight(font.Weight.DemiBold)
        return font
