"""Past presses, what each of them took away, and the table of now as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.desktop.exports import csv_text
from gui.desktop.language import shown, tr
from gui.desktop.restore_table import RestoreRows, rows_of
from gui.desktop.tables import OrdersModel
from gui.desktop.worker import Worker
from gui.kept import journal
from gui.kept.journal import PressRecord
from gui.kept.private import why, write_text
from gui.kept.restore import RestoreList, restore_csv, restore_json, restore_list
from gui.panic.accounts import MAIN, name_accounts
from gui.panic.verdict import headline
from gui.widgets.history import HistoryDialog, PastPress
from gui.widgets.restore import RestoreDialog
from gui.widgets.window import PanicWindow
from gui.wiring.pack_dialog import save_pack
from gui.words import say, say_count

_MOST_PAST = 500
_FILTERS = {"csv": say("Comma-separated values (*.csv)"), "json": say("JSON (*.json)")}


class PastDialogs(QObject):
    """Opens the dialogs that show or export orders; none is modal, so the button stays in reach."""

    noticed = Signal(object)  # str, a sentence

    def __init__(self, window: PanicWindow, disk: Worker) -> None:
        super().__init__(window)
        self._window = window
        self._disk = disk

    def open_history(self, path: Path, flush: Callable[[], None]) -> None:
        """Open the list of past presses, read on the disk thread once flush() has returned."""
        dialog = HistoryDialog(self._window)
        dialog.open_beside()

        told: dict[str, PressRecord] = {}
        dialog.orders_wanted.connect(lambda press_id: self.open_restore_list(told[press_id]))

        dialog.pack_wanted.connect(
            lambda press_ids: save_pack(dialog, self._disk, path, flush, press_ids, self.noticed.emit)
        )

        def show(found: tuple[list[PressRecord], int]) -> None:
            records, unreadable = found
            told.update((record.press.id, record) for record in records)
            dialog.show_presses([_past(record) for record in reversed(records[-_MOST_PAST:])])
            if unreadable:
                self.noticed.emit(
                    say_count(
                        "1 line of the journal could not be read; the others are shown.",
                        "{count:,} lines of the journal could not be read; the others are shown.",
                        unreadable,
                    )
                )

        def find() -> tuple[list[PressRecord], int]:
            flush()
            return journal.read(path)

        self._disk.do(find, show)

    def open_restore_list(self, record: PressRecord) -> None:
        """Open what a press took away; its texts are made on the disk thread."""
        stem = f"panic-button-orders-{record.press.at.astimezone():%Y-%m-%d-%H%M%S}"

        def make() -> tuple[RestoreList, RestoreRows]:
            listed = restore_list(record)
            return listed, rows_of(listed)

        def show(made: tuple[RestoreList, RestoreRows]) -> None:
            listed, rows = made
            dialog = RestoreDialog(rows, self._window)

            def tell(sentence: str, is_good: bool) -> None:
                if dialog.is_closed:
                    self.noticed.emit(sentence)
                else:
                    dialog.say(sentence, is_good)

            def export(suffix: str, write: Callable[[RestoreList], str]) -> None:
                self._save(dialog, f"{stem}.{suffix}", lambda: write(listed), tell)

            dialog.csv_wanted.connect(lambda: export("csv", restore_csv))
            dialog.json_wanted.connect(lambda: export("json", restore_json))
            dialog.open_beside()

        self._disk.do(make, show)

    def open_export(self, orders: OrdersModel) -> None:
        """Ask where to, then write the table as CSV on the disk thread."""
        text = csv_text(orders.all_rows())
        name = f"panic-button-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.csv"
        self._save(self._window, name, lambda: text, lambda sentence, _: self.noticed.emit(sentence))

    def _save(
        self, parent: QWidget, name: str, make: Callable[[], str], tell: Callable[[str, bool], None]
    ) -> None:
        suffix = name.rpartition(".")[2]
        dialog = QFileDialog(parent, tr("Export the orders"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(shown(_FILTERS[suffix]))
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self._write(Path(chosen), make, tell))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _write(self, path: Path, make: Callable[[], str], tell: Callable[[str, bool], None]) -> None:
        def failed(problem: Exception) -> None:
            reason = why(problem) if isinstance(problem, OSError) else type(problem).__name__
            sentence = say(
                "The orders were not exported to {path}, because {reason}. Choose another place.",
                path=path,
                reason=reason,
            )
            tell(sentence, False)

        self._disk.do(
            lambda: write_text(path, make()),
            lambda _: tell(say("The orders were exported to {path}.", path=path), True),
            failed,
        )


def _past(record: PressRecord) -> PastPress:
    press, end = record.press, record.end
    accounts = "" if press.accounts == (MAIN,) else name_accounts(press.accounts)
    if end is None:
        sentence = say("No verdict was written down. Pressed for {places}.", places=press.scope.places)
        return PastPress(
            press.at.astimezone(),
            press.environment,
            None,
            "",
            sentence,
            accounts=accounts,
            press_id=press.id,
        )
    left = sum(product.left or 0 for product in record.products)
    at = press.at.astimezone()
    return PastPress(
        at,
        press.environment,
        end.verdict,
        headline(end.verdict, left or None),
        end.sentence,
        end.elapsed_ms,
        accounts,
        press.id,
    )
