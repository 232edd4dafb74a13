"""Which rows the table shows, and in which order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import count
from operator import attrgetter

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.desktop.portions import finish, slices
from gui.desktop.ranges import ranges_of
from gui.desktop.rows import COLUMNS, Column, OrderRow, RowKey
from gui.panic.accounts import MAIN

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_MOST_RANGES = 32  # beyond that it costs less to put together what goes than to tell of each
_RANK = attrgetter("rank")


class SortedRows(QAbstractTableModel):
    """Rows of which those are shown that hold the filter's text, by their rank. GUI thread.

    Qt's own filter asks Python about each row and tells of each gap by itself: for a letter typed over
    10,000 rows it took 100 ms in one go.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[RowKey, OrderRow] = {}
        self._rows: list[OrderRow] = []  # those that are shown
        self._ranks = count()
        self._accounts: tuple[str, ...] = (MAIN,)
        self._wanted = ""
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def known(self) -> int:
        """How many rows there are, with those that the filter hides."""
        return len(self._known)

    def all_rows(self) -> list[OrderRow]:
        """Every row in its order, also those that the filter hides."""
        return sorted(self._known.values(), key=_RANK)

    def row(self, place: int) -> OrderRow:
        """The row at a place of what is shown."""
        return self._rows[place]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many orders are shown; nothing lies under an order."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def set_filter(self, text: str) -> None:
        """Show only rows that hold this text in any column, whatever its case; "" shows all."""
        finish(self.searching(text))

    def searching(self, text: str) -> Iterator[None]:
        """The same in steps: the last one shows it, and what comes or changes before is judged by it."""
        self._wanted = text.strip().casefold()
        if self._wanted:
            for rows in slices(list(self._known.values())):
                for row in rows:
                    self._is_found(row)  # the first time takes longest
                yield
        self._search(self.all_rows())

    def hidden_open(self) -> int:
        """How many orders that may be open the filter hides."""
        return sum(row.may_be_open for row in self._known.values() if not row.is_shown)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order by exact values; those that come later stand last until settle()."""
        self._sorted_by = (column, order)
        if 0 <= column < len(COLUMNS):
            self._sort(COLUMNS[column], is_down=order is Qt.SortOrder.DescendingOrder)

    def settle(self, *, needs_somebody: bool = False) -> None:
        """Sort again as last asked, once nothing streams in any more.

        needs_somebody puts what is still open first where nobody asked for any order.
        """
        if self._sorted_by[0] < 0 and needs_somebody:
            self._sort(Column.RESULT)
        else:
            self.sort(*self._sorted_by)

    def _sort(self, column: Column, *, is_down: bool = False) -> None:
        for row in sorted(self.all_rows(), key=lambda row: row.sort_key(column), reverse=is_down):
            row.rank = next(self._ranks)  # rows that are equal keep their order
        self._arrange(sorted(self._rows, key=_RANK))

    def _is_found(self, row: OrderRow) -> bool:
        # The one account of most people is no news in any row: “ma” must not find everything.
        is_named = len(self._accounts) > 1 and self._wanted in row.account.casefold()
        return is_named or not self._wanted or self._wanted in row.haystack

    def _search(self, rows: Sequence[OrderRow]) -> None:
        """Show those of these rows that are found, and hide the others."""
        turned = [row for row in rows if self._is_found(row) is not row.is_shown]
        for row in turned:
            row.is_shown = not row.is_shown
        self._take_away()
        if came := sorted((row for row in turned if row.is_shown), key=_RANK):
            is_behind = not self._rows or self._rows[-1].rank < came[0].rank
            self._append(came)
            if not is_behind:
                self._arrange(sorted(self._rows, key=_RANK))

    def _add(self, rows: Sequence[OrderRow]) -> None:
        """Know these rows too, as the last ones."""
        for row in rows:
            row.rank = next(self._ranks)
            row.is_shown = self._is_found(row)
            self._known[row.key] = row
        self._append([row for row in rows if row.is_shown])

    def _remove(self, rows: Sequence[OrderRow]) -> None:
        """Know these rows no more."""
        for row in rows:
            row.is_shown = False
            del self._known[row.key]
        self._take_away()

    def _tell_changed(self, rows: Sequence[OrderRow]) -> None:
        # One signal for all: after each, this thread waits for its turn.
        if shown := [row for row in rows if row.is_shown]:
            first, last = (self._place(end(shown, key=_RANK)) for end in (min, max))
            self.dataChanged.emit(self.createIndex(first, 0), self.createIndex(last, len(COLUMNS) - 1))
        if self._wanted:
            self._search(rows)

    def _place(self, row: OrderRow) -> int:
        return bisect_left(self._rows, row.rank, key=_RANK)

    def _append(self, rows: Sequence[OrderRow]) -> None:
        if rows:
            first = len(self._rows)
            self.beginInsertRows(NOWHERE, first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def _take_away(self) -> None:
        """Show no more what is not to be shown."""
        ranges = ranges_of([place for place, row in enumerate(self._rows) if not row.is_shown])
        if len(ranges) > _MOST_RANGES:
            # First where somebody holds on to a row, such as the keyboard: it goes to the neighbour.
            held = {index.row() for index in self.persistentIndexList()}
            own = [each for each in ranges if not held.isdisjoint(range(each[0], each[1] + 1))]
            self._cut(own[:_MOST_RANGES])
            shown = [row for row in self._rows if row.is_shown]
            self._arrange([*shown, *(row for row in self._rows if not row.is_shown)])
            ranges = [(len(shown), len(self._rows) - 1)]
        self._cut(ranges)

    def _cut(self, ranges: Sequence[tuple[int, int]]) -> None:
        for first, last in reversed(ranges):
            self.beginRemoveRows(NOWHERE, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _arrange(self, rows: list[OrderRow]) -> None:
        """Show the same rows in this order; whoever holds on to one goes with it."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        keys = [self._rows[index.row()].key for index in held]
        self._rows = rows
        places = {row.key: place for place, row in enumerate(rows)} if held else {}
        moved = [self.createIndex(places[key], index.column()) for key, index in zip(keys, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()
