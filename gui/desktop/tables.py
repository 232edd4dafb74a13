"""The table of orders: what is in its cells, and how books and answers come into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont

from gui.desktop.language import shown
from gui.desktop.portions import finish, slices
from gui.desktop.rows import COLUMNS, Column, OrderRow, RowKey, Tone, row_key
from gui.desktop.sorting import Index, SortedRows
from gui.panic.orders import OpenOrder, OrderOutcome, Scope

COPY_ROLE = Qt.ItemDataRole.UserRole + 1
"""The full value as text without grouping."""

_Item = TypeVar("_Item")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class OrdersModel(SortedRows):
    """Every order that was seen, one row each, known by its account, product type, namespace and id.

    A row never moves by itself. DisplayRole is text, UserRole the OrderRow, COPY_ROLE the full value.
    GUI thread.
    """

    stops_appeared = Signal(bool)  # True when the first stop comes, False when the last one is gone
    accounts_changed = Signal(object)  # tuple[str, ...]: whose orders these are; several need their column

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_stops = False
        self._colours = dict.fromkeys(Tone, QColor("black"))
        self._bold = QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)

    def show_book(self, books: Mapping[str, Sequence[OpenOrder]]) -> None:
        """Show what is open now in each account: rows that stay keep their place, new ones come last."""
        finish(self.showing_book(books))

    def showing_book(self, books: Mapping[str, Sequence[OpenOrder]]) -> Iterator[None]:
        """The same in steps, between which the table is whole."""
        wanted: dict[RowKey, OpenOrder] = {}
        has_stops = False
        for account, orders in books.items():
            for some in slices(orders):
                wanted.update((row_key(account, order), order) for order in some)
                has_stops = has_stops or any(order.is_stop for order in some)
                yield
        gone: list[OrderRow] = []
        for rows in slices(list(self._known.values())):
            gone += [row for row in rows if row.key not in wanted]
            yield
        self._remove([row for row in gone if self._known.get(row.key) is row])
        for part in slices(list(wanted.items())):
            yield
            self._take(part, OrderRow.show_order, lambda key, order: OrderRow.of_order(order, key[0]))
        self._tell_stops(has_stops)

    def merge(self, outcomes: Iterable[OrderOutcome]) -> None:
        """Take results in: known orders change in place, others come last; one signal for neighbours."""
        finish(self.merging(outcomes))

    def merging(self, outcomes: Iterable[OrderOutcome]) -> Iterator[None]:
        """The same in steps, between which the table is whole."""
        for some in slices(list(outcomes)):
            latest = {row_key(outcome.account, outcome.order): outcome for outcome in some}
            self._take(latest.items(), OrderRow.show_outcome, lambda _, outcome: OrderRow.of_outcome(outcome))
            self._tell_stops(self._has_stops or any(outcome.order.is_stop for outcome in some))
            yield

    def mark_waiting(self, scope: Scope) -> None:
        """Show the open orders that a press covers as waiting for their answer."""
        finish(self.marking_waiting(scope))

    def marking_waiting(self, scope: Scope) -> Iterator[None]:
        """The same in steps, between which the table is whole."""
        for some in slices(self.all_rows()):
            known = [row for row in some if self._known.get(row.key) is row]
            self._tell_changed([row for row in known if row.wait(scope)])
            yield

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._rows.clear()
        self._known.clear()
        self.endResetModel()
        self._tell_stops(False)

    def set_colours(self, colours: Mapping[Tone, QColor]) -> None:
        """Take the colours of another theme."""
        self._colours.update(colours)
        self._tell_changed(self._rows)

    def set_accounts(self, names: Sequence[str]) -> None:
        """Tell whose orders are shown; with more than one account each row has to say whose it is."""
        if tuple(names) != self._accounts:
            self._accounts = tuple(names)
            self._search(self.all_rows())
            self.accounts_changed.emit(self._accounts)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts whose orders are shown."""
        return self._accounts

    @property
    def has_stops(self) -> bool:
        """True when a trigger, TP/SL or trailing order is among the rows."""
        return self._has_stops

    def colour(self, row: OrderRow, column: Column) -> QColor:
        """The colour of a text; black before set_colours()."""
        return self._colours[row.tone if column is Column.RESULT else column.tone]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns, standing over their values."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(column.value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, as the class says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.colour(row, column)
        return self._rarer_data(row, column, role)

    def _rarer_data(self, row: OrderRow, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == COPY_ROLE:
            return shown(row.full(column))
        if role == Qt.ItemDataRole.FontRole and column is Column.RESULT:
            return self._bold
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip(column)
        return None

    def _take(
        self,
        items: Iterable[tuple[RowKey, _Item]],
        update: Callable[[OrderRow, _Item], bool],
        make: Callable[[RowKey, _Item], OrderRow],
    ) -> None:
        changed: list[OrderRow] = []
        fresh: list[OrderRow] = []
        for key, item in items:
            row = self._known.get(key)
            if row is None:
                fresh.append(make(key, item))
            elif update(row, item):
                changed.append(row)
        self._tell_changed(changed)
        self._add(fresh)

    def _tell_stops(self, has_stops: bool) -> None:
        if has_stops != self._has_stops:
            self._has_stops = has_stops
            self.stops_appeared.emit(has_stops)
