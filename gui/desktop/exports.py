"""Orders as text for other programs: a file for a spreadsheet, lines for the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from gui.desktop.rows import COLUMNS, Column, OrderRow


def csv_text(rows: Iterable[OrderRow]) -> str:
    """All columns of the rows as RFC 4180 says; no cell can be a formula in a spreadsheet."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(column.value for column in COLUMNS)
    for row in rows:
        writer.writerow(_harmless(row.full(column)) for column in COLUMNS)
    return file.getvalue()


def copy_text(rows: Iterable[OrderRow], columns: Sequence[Column]) -> str:
    """These columns of the rows as tab-separated lines of full values, for the clipboard."""
    return "\n".join("\t".join(_one_line(row.full(column)) for column in columns) for row in rows)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
