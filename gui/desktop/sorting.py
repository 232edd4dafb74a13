"""Which rows the table shows, and in which order."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from gui.desktop.tables import OrdersModel

Index = QModelIndex | QPersistentModelIndex


class OrderSort(QSortFilterProxyModel):
    """What the table shows of the orders: those that hold the filter's text, in the order of the model.

    Sorting is the model's: with one Python call for each comparison 10,000 rows took too long here.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)

    def set_filter(self, text: str) -> None:
        """Show only rows that hold this text in any column, whatever its case; "" shows all."""
        wanted = text.strip().casefold()
        if wanted != self._wanted:
            self._wanted = wanted
            self.invalidate()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order; those that come later stand last until settle()."""
        self._sorted_by = (column, order)
        source = self.sourceModel()
        if isinstance(source, OrdersModel):
            source.sort(column, order)

    def settle(self) -> None:
        """Sort again as last asked, once nothing streams in any more."""
        self.sort(*self._sorted_by)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002
        """Tell whether a row holds the text."""
        source = self.sourceModel()
        if not self._wanted or not isinstance(source, OrdersModel):
            return True
        row = source.row(source_row)
        # The one account of most people is no news in any row: “ma” must not find everything.
        return self._wanted in row.haystack or (
            len(source.accounts) > 1 and self._wanted in row.account.casefold()
        )

    def setSourceModel(self, model: QAbstractItemModel) -> None:
        """Take a model, and look through it again when other accounts are shown."""
        super().setSourceModel(model)
        if isinstance(model, OrdersModel):
            model.accounts_changed.connect(self.invalidate)
