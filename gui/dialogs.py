"""The dialogs of the window: keys, settings, history, export; opened, wired, and closed again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from gui.desktop.exports import csv_text
from gui.desktop.hotkeys.registered import RegisteredHotkey
from gui.desktop.keys import KeyAnswer, KeyDesk
from gui.desktop.restore_table import RestoreRows, rows_of
from gui.desktop.stations import Station
from gui.desktop.tables import OrdersModel
from gui.desktop.worker import Worker
from gui.kept import journal
from gui.kept.journal import PressRecord
from gui.kept.private import why
from gui.kept.restore import RestoreList, restore_csv, restore_json, restore_list
from gui.kept.settings import Settings
from gui.panic.accounts import MAIN, name_accounts
from gui.panic.secrets import Credentials
from gui.widgets.credentials import CredentialsDialog
from gui.widgets.history import HistoryDialog, PastPress
from gui.widgets.restore import RestoreDialog
from gui.widgets.settings import Preferences, SettingsDialog
from gui.widgets.window import PanicWindow

_MOST_PAST = 500
_FILTERS = {"csv": "Comma-separated values (*.csv)", "json": "JSON (*.json)"}


class Dialogs(QObject):
    """Opens the dialogs; none of them is modal, so the button stays in reach."""

    preferences_chosen = Signal(object)  # Preferences
    noticed = Signal(str)

    def __init__(self, window: PanicWindow, keys: KeyDesk, disk: Worker, hotkey: RegisteredHotkey) -> None:
        super().__init__(window)
        self._window = window
        self._keys = keys
        self._disk = disk
        self._hotkey = hotkey
        self._keys_dialog: CredentialsDialog | None = None
        self._station: Station | None = None
        keys.answered.connect(self._show_key_answer)

    def open_keys(self, station: Station) -> None:
        """Open the keys dialog for the environment of now."""
        chosen = self._window.title_bar.accounts.accounts()
        account = chosen[0] if len(chosen) == 1 else station.accounts[0]
        dialog = CredentialsDialog(station.environment, station.accounts, account, self._window)
        environment = station.environment
        self._station = station

        def ask(verb: Callable[..., None], words: str) -> Callable[[str, Credentials], None]:
            def asked(account: str, credentials: Credentials) -> None:
                dialog.set_busy(words)
                verb(environment, credentials, account)

            return asked

        def forget(account: str) -> None:
            dialog.set_busy("Deleting the key …")
            self._keys.forget(environment, account)

        dialog.test_wanted.connect(ask(self._keys.test, "Asking the exchange …"))
        dialog.save_wanted.connect(ask(self._keys.save, "Storing in the keyring …"))
        dialog.session_only_wanted.connect(ask(self._keys.keep_for_session, "Keeping in memory …"))
        dialog.forget_wanted.connect(forget)
        dialog.account_chosen.connect(lambda account: self._show_stored(dialog, account))
        self._show_stored(dialog, account)
        dialog.finished.connect(self._keys_closed)
        self._keys_dialog = dialog
        _open(dialog)

    def show_station(self, station: Station) -> None:
        """Show in an open keys dialog which key is kept now."""
        dialog = self._keys_dialog
        if dialog is not None and dialog.environment() is station.environment and station.has_arrived:
            self._station = station
            dialog.set_accounts(station.accounts)
            self._show_stored(dialog, dialog.account())

    def _show_stored(self, dialog: CredentialsDialog, account: str) -> None:
        hints = {} if self._station is None else self._station.hints
        dialog.show_stored(account, hints.get(account))

    def open_settings(self, settings: Settings) -> None:
        """Open the settings dialog."""
        dialog = SettingsDialog(
            Preferences(settings.shortcut, settings.deadline_s, settings.theme.value, settings.watch_s),
            self._window,
        )

        def saved(preferences: Preferences) -> None:
            self.preferences_chosen.emit(preferences)
            trouble = self._hotkey.trouble
            dialog.show_answer(f"Saved. {trouble}".strip(), not trouble)

        def record(is_recording: bool) -> None:
            self._window.hold_shortcut(is_recording)
            if is_recording:
                test(dialog.preferences().shortcut)
            else:
                self._hotkey.end_test()

        def test(shortcut: str) -> None:
            answer = self._hotkey.begin_test(shortcut)
            if answer is not None:
                dialog.show_test(shortcut, "" if answer.taken else answer.sentence)

        dialog.recording.connect(record)
        dialog.shortcut_typed.connect(test)
        self._hotkey.arrived.connect(dialog.show_arrival)
        dialog.finished.connect(lambda: record(False))
        dialog.saved.connect(saved)
        _open(dialog)

    def open_history(self, path: Path, flush: Callable[[], None]) -> None:
        """Open the list of past presses, read on the disk thread once flush() has returned."""
        dialog = HistoryDialog(self._window)
        _open(dialog)

        told: dict[str, PressRecord] = {}
        dialog.orders_wanted.connect(lambda press_id: self.open_restore_list(told[press_id]))

        def show(found: tuple[list[PressRecord], int]) -> None:
            records, unreadable = found
            told.update((record.press.id, record) for record in records)
            dialog.show_presses([_past(record) for record in reversed(records[-_MOST_PAST:])])
            if unreadable:
                self.noticed.emit(
                    f"{unreadable:,} lines of the journal could not be read; the others are shown."
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
            closed = Event()
            dialog.finished.connect(lambda: closed.set())

            def tell(sentence: str, is_good: bool) -> None:
                if closed.is_set():
                    self.noticed.emit(sentence)
                else:
                    dialog.say(sentence, is_good)

            def export(suffix: str, write: Callable[[RestoreList], str]) -> None:
                self._save(dialog, f"{stem}.{suffix}", lambda: write(listed), tell)

            dialog.csv_wanted.connect(lambda: export("csv", restore_csv))
            dialog.json_wanted.connect(lambda: export("json", restore_json))
            _open(dialog)

        self._disk.do(make, show)

    def open_export(self, orders: OrdersModel) -> None:
        """Ask where to, then write the table as CSV on the disk thread."""
        text = csv_text(orders.row(place) for place in range(orders.rowCount()))
        name = f"panic-button-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.csv"
        self._save(self._window, name, lambda: text, lambda sentence, _: self.noticed.emit(sentence))

    def _save(
        self, parent: QWidget, name: str, make: Callable[[], str], tell: Callable[[str, bool], None]
    ) -> None:
        suffix = name.rpartition(".")[2]
        dialog = QFileDialog(parent, "Export the orders")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_FILTERS[suffix])
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self._write(Path(chosen), make, tell))
        _open(dialog)

    def _write(self, path: Path, make: Callable[[], str], tell: Callable[[str, bool], None]) -> None:
        def failed(problem: Exception) -> None:
            reason = why(problem) if isinstance(problem, OSError) else type(problem).__name__
            tell(f"The orders were not exported to {path}, because {reason}. Choose another place.", False)

        self._disk.do(
            lambda: path.write_text(make(), encoding="utf-8", newline=""),
            lambda _: tell(f"The orders were exported to {path}.", True),
            failed,
        )

    def _show_key_answer(self, answer: KeyAnswer) -> None:
        dialog = self._keys_dialog
        if dialog is None or dialog.environment() is not answer.environment:
            self.noticed.emit(answer.sentence)
        elif answer.offers_session:
            dialog.offer_session_only(answer.account, answer.sentence)
        else:
            dialog.show_answer(answer.account, answer.sentence, answer.is_good)

    def _keys_closed(self) -> None:
        self._keys_dialog = None


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


def _past(record: PressRecord) -> PastPress:
    press, end = record.press, record.end
    accounts = "" if press.accounts == (MAIN,) else name_accounts(press.accounts)
    if end is None:
        sentence = f"No verdict was written down. Pressed for {press.scope.places}."
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
    headline = f"LEFT {left}" if end.verdict == "LEFT" and left else end.verdict.value
    at = press.at.astimezone()
    return PastPress(
        at,
        press.environment,
        end.verdict,
        headline,
        end.sentence,
        end.elapsed_ms,
        accounts,
        press.id,
    )
