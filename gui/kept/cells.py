"""Tables as text for other programs: a file for a spreadsheet, lines for the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def csv_of(rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells as RFC 4180 says; no cell can be a formula in a spreadsheet."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return file.getvalue()


def lines_of(rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells as tab-separated lines; a cell is one line, whatever stands in it."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
