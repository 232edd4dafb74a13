"""Which rows the table shows, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QColor

from gui.desktop.portions import slices
from gui.desktop.rows import COLUMNS, Column, OrderRow
from gui.desktop.tables import FOUND, FOUND_ROLE, OrdersModel


class OrderSort(QSortFilterProxyModel):
    """What the table shows of the orders: those that hold the filter's text, in the order of the model.

    Sorting is the model's: with one Python call for each comparison 10,000 rows took too long here. Filtering
    is Qt's, which asks nothing while no text is looked for: a call for each row that changes had to wait each
    time for its turn among the threads of a press, 360 ms for rows that took four.
    """

    def __init__(self, source: OrdersModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._wanted = ""
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)
        self.setFilterRole(FOUND_ROLE)
        self.setSourceModel(source)
        source.accounts_changed.connect(self.invalidate)

    @property
    def orders(self) -> OrdersModel:
        """All of them, as they came."""
        return self._source

    def set_filter(self, text: str) -> None:
        """Show only rows that hold this text in any column, whatever its case; "" shows all."""
        wanted = text.strip().casefold()
        if wanted != self._wanted:
            self._wanted = wanted
            self._source.is_found = self._holds_wanted if wanted else None
            self.setFilterFixedString(FOUND if wanted else "")

    def preparing(self) -> Iterator[int]:
        """Make in steps what the rows are searched by, as set_filter() would make it in one go."""
        for rows in slices([self._source.row(place) for place in range(self._source.rowCount())]):
            yield sum(len(row.haystack) for row in rows)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns: one call of Python for each question, where Qt would make three."""
        return self._source.headerData(section, orientation, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order; those that come later stand last until settle()."""
        self._sorted_by = (column, order)
        self._source.sort(column, order)

    def settle(self, *, needs_somebody: bool = False) -> None:
        """Sort again as last asked, once nothing streams in any more.

        needs_somebody puts what is still open first where nobody asked for any order.
        """
        if self._sorted_by[0] < 0 and needs_somebody:
            self._source.sort(COLUMNS.index(Column.RESULT))
        else:
            self.sort(*self._sorted_by)

    def hidden_open(self) -> Iterator[int]:
        """Count in steps how many orders that may be open the filter hides: all of these together."""
        count = self._source.rowCount() if self._wanted else 0
        for rows in slices([self._source.row(place) for place in range(count)]):
            yield sum(row.may_be_open and not self._holds_wanted(row) for row in rows)

    def row(self, place: int) -> OrderRow:
        """The row at a place of what is shown."""
        return self._source.row(self.mapToSource(self.index(place, 0)).row())

    def colour(self, row: OrderRow, column: Column) -> QColor:
        """The colour of a text."""
        return self._source.colour(row, column)

    def _holds_wanted(self, row: OrderRow) -> bool:
        # The one account of most people is no news in any row: “ma” must not find everything.
        is_named = len(self._source.accounts) > 1 and self._wanted in row.account.casefold()
        return is_named or self._wanted in row.haystack
