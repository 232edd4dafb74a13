"""Orders as text for other programs: a file for a spreadsheet, lines for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gui.desktop.language import shown
from gui.desktop.rows import COLUMNS, Column, OrderRow
from gui.kept.cells import csv_of, lines_of


def csv_text(rows: Iterable[OrderRow]) -> str:
    """All columns of the rows as RFC 4180 says; no cell can be a formula in a spreadsheet."""
    header = [column.value for column in COLUMNS]
    return csv_of([header, *([row.full(column) for column in COLUMNS] for row in rows)])


def copy_text(rows: Iterable[OrderRow], columns: Sequence[Column]) -> str:
    """These columns of the rows as tab-separated lines of full values, for the clipboard: in the language of
    the window, where a file for other programs is English.
    """
    return lines_of([shown(row.full(column)) for column in columns] for row in rows)
