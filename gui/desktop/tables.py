"""The table of orders: rows that are updated in place, and put in order by exact values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from gui.desktop.language import shown
from gui.desktop.portions import finish, slices
from gui.desktop.ranges import ranges_of
from gui.desktop.rows import COLUMNS, Column, OrderRow, RowKey, Tone, row_key
from gui.panic.accounts import MAIN
from gui.panic.orders import OpenOrder, OrderOutcome, Scope

COPY_ROLE = Qt.ItemDataRole.UserRole + 1
"""The full value as text without grouping."""
FOUND_ROLE, FOUND = Qt.ItemDataRole.UserRole + 2, "+"
"""FOUND in a row that is_found says yes to, and in each where it is None; else ""."""

Index = QModelIndex | QPersistentModelIndex
_Item = TypeVar("_Item")
_NOWHERE = QModelIndex()
_MOST_RANGES = 32  # beyond that a table made anew costs less than many that shrink
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class OrdersModel(QAbstractTableModel):
    """Every order that was seen, one row each, known by its account, product type, namespace and id.

    A row never moves by itself. DisplayRole is text, UserRole the OrderRow, COPY_ROLE the full value.
    GUI thread.
    """

    stops_appeared = Signal(bool)  # True when the first stop comes, False when the last one is gone
    accounts_changed = Signal(object)  # tuple[str, ...]: whose orders these are; several need their column

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_found: Callable[[OrderRow], bool] | None = None  # None while nothing is looked for
        self._has_stops = False
        self._accounts: tuple[str, ...] = (MAIN,)
        self._rows: list[OrderRow] = []
        self._places: dict[RowKey, int] = {}
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
        gone: list[RowKey] = []
        for keys in slices(list(self._places)):
            gone += [key for key in keys if key not in wanted]
            yield
        self._remove([self._places[key] for key in gone if key in self._places])
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
        for some in slices(list(self._rows)):
            known = [row for row in some if row.key in self._places]
            self._tell_changed([self._places[row.key] for row in known if row.wait(scope)])
            yield

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._rows.clear()
        self._places.clear()
        self.endResetModel()
        self._tell_stops(False)

    def set_colours(self, colours: Mapping[Tone, QColor]) -> None:
        """Take the colours of another theme."""
        self._colours.update(colours)
        self._tell_changed(range(len(self._rows)), [Qt.ItemDataRole.ForegroundRole])

    def set_accounts(self, names: Sequence[str]) -> None:
        """Tell whose orders are shown; with more than one account each row has to say whose it is."""
        if tuple(names) != self._accounts:
            self._accounts = tuple(names)
            self.accounts_changed.emit(self._accounts)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts whose orders are shown."""
        return self._accounts

    @property
    def has_stops(self) -> bool:
        """True when a trigger, TP/SL or trailing order is among the rows."""
        return self._has_stops

    def row(self, place: int) -> OrderRow:
        """The row at a place of this model."""
        return self._rows[place]

    def colour(self, row: OrderRow, column: Column) -> QColor:
        """The colour of a text; black before set_colours()."""
        return self._colours[row.tone if column is Column.RESULT else column.tone]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many orders; nothing lies under an order."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

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
        if role == FOUND_ROLE:
            return FOUND if self.is_found is None or self.is_found(row) else ""
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

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order by exact values; rows that are equal keep their order."""
        if not 0 <= column < len(COLUMNS):
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        keys = [self._rows[index.row()].key for index in held]
        wanted = COLUMNS[column]
        self._rows.sort(key=lambda row: row.sort_key(wanted), reverse=order is Qt.SortOrder.DescendingOrder)
        self._number()
        moved = [self.index(self._places[key], index.column()) for key, index in zip(keys, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _take(
        self,
        items: Iterable[tuple[RowKey, _Item]],
        update: Callable[[OrderRow, _Item], bool],
        make: Callable[[RowKey, _Item], OrderRow],
    ) -> None:
        changed: list[int] = []
        fresh: list[OrderRow] = []
        for key, item in items:
            place = self._places.get(key)
            if place is None:
                fresh.append(make(key, item))
            elif update(self._rows[place], item):
                changed.append(place)
        self._tell_changed(changed)
        if fresh:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(fresh) - 1)
            self._rows.extend(fresh)
            self._number(first)
            self.endInsertRows()

    def _remove(self, places: Sequence[int]) -> None:
        if not places:
            return
        ranges = ranges_of(places)
        if len(ranges) > _MOST_RANGES or len(places) == len(self._rows):
            gone = set(places)
            self.beginResetModel()
            self._rows = [row for place, row in enumerate(self._rows) if place not in gone]
            self._number()
            self.endResetModel()
            return
        for first, last in reversed(ranges):
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._rows[first : last + 1]
            self._number()
            self.endRemoveRows()

    def _number(self, first: int = 0) -> None:
        if first == 0:
            self._places.clear()
        self._places.update((row.key, place) for place, row in enumerate(self._rows[first:], first))

    def _tell_stops(self, has_stops: bool) -> None:
        if has_stops != self._has_stops:
            self._has_stops = has_stops
            self.stops_appeared.emit(has_stops)

    def _tell_changed(self, places: Sequence[int], roles: Sequence[int] = ()) -> None:
        # One for all: after each, this thread waits for its turn. But Qt filters every row of a wide one.
        wide = [(min(places), max(places))] if places else []
        for first, last in wide if self.is_found is None else ranges_of(places):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1), list(roles))
