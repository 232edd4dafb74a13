"""The restore list as a table: texts made beforehand, so that ten thousand rows scroll like ten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui.desktop.language import shown
from gui.desktop.rows import Tone
from gui.kept.cells import lines_of
from gui.kept.restore import COLUMNS, NUMBERS, RestoreList, cells
from gui.panic.naming import environment_words
from gui.panic.verdict import count
from gui.words import join, say

Index = QModelIndex | QPersistentModelIndex
Row = tuple[str, ...]
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TONES = {"Cancelled": Tone.GOOD, "Gone": Tone.QUIET, "Unconfirmed": Tone.UNKNOWN}
_LOUD = {"Symbol", "Side", "Type", *NUMBERS}


@dataclass(frozen=True, slots=True)
class RestoreRows:
    """The texts of a restore list, and which columns hold any; made on any thread."""

    title: str
    sentence: str
    rows: tuple[Row, ...]
    used: frozenset[int]


def rows_of(listed: RestoreList) -> RestoreRows:
    """Write a restore list out as texts."""
    rows = tuple(cells(taken) for taken in listed.taken)
    used = {at for at in range(len(COLUMNS)) if any(row[at] for row in rows)}
    if len({taken.account for taken in listed.taken}) == 1:
        used.discard(COLUMNS.index("Account"))  # where there is but one, it says nothing
    at = listed.press.at.astimezone()
    where = environment_words(listed.press.environment)
    title = say("Orders of the press at {time}, {where}", time=f"{at:%Y-%m-%d %H:%M:%S}", where=where)
    number = say("{orders}.", orders=count(len(rows)))
    sentence = join(number, listed.age) if rows else listed.age
    return RestoreRows(title, sentence, rows, frozenset(used))


class RestoreModel(QAbstractTableModel):
    """Read-only; DisplayRole is the full value, and so is what is copied. GUI thread."""

    def __init__(self, listed: RestoreRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = list(listed.rows)
        self._colours: dict[Tone, QColor] = {}
        self.used = listed.used

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
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if COLUMNS[section] in NUMBERS else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, as the class says."""
        if not index.isValid():
            return None
        text, name = self._rows[index.row()][index.column()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if name in NUMBERS else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colours.get(_tone(name, text))
        if role == Qt.ItemDataRole.ToolTipRole and text:
            return f"<qt>{escape(shown(text))}</qt>"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order, numbers by their value; rows that are equal keep their order."""
        if not 0 <= column < len(COLUMNS):
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        rows = [self._rows[index.row()] for index in held]
        key = _number_key if COLUMNS[column] in NUMBERS else str.casefold
        self._rows.sort(key=lambda row: key(row[column]), reverse=order is Qt.SortOrder.DescendingOrder)
        places = {id(row): at for at, row in enumerate(self._rows)}
        moved = [self.index(places[id(row)], index.column()) for row, index in zip(rows, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def set_colours(self, colours: Mapping[Tone, QColor]) -> None:
        """Take the colours of another theme."""
        self._colours = dict(colours)
        if self._rows:
            corners = self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(*corners, [Qt.ItemDataRole.ForegroundRole])

    def text(self, places: Iterable[int] | None = None) -> str:
        """These rows, or all, as tab-separated lines under a header, for the clipboard."""
        chosen = range(len(self._rows)) if places is None else places
        return lines_of(map(shown, row) for row in [COLUMNS, *(self._rows[place] for place in chosen)])


def _tone(name: str, text: str) -> Tone:
    if name == "Result":
        return _TONES.get(text, Tone.QUIET)
    return Tone.PLAIN if name in _LOUD else Tone.QUIET


def _number_key(text: str) -> Any:
    try:
        return (1, Decimal(text))
    except InvalidOperation:
        return (0, Decimal(0))
