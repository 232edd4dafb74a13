"""The keys dialog: opened for the environment of now, tied to the desk of keys, and told what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from gui.desktop.keys import KeyAnswer, KeyDesk
from gui.desktop.stations import Station
from gui.panic.secrets import Credentials
from gui.widgets.credentials import CredentialsDialog
from gui.widgets.window import PanicWindow
from gui.words import say


class KeysDialogs(QObject):
    """Opens the keys dialog, which is not modal, so the button stays in reach. GUI thread."""

    noticed = Signal(object)  # str, a sentence

    def __init__(self, window: PanicWindow, keys: KeyDesk) -> None:
        super().__init__(window)
        self._window = window
        self._keys = keys
        self._dialog: CredentialsDialog | None = None
        self._station: Station | None = None
        keys.answered.connect(self._show_answer)

    def open(self, station: Station) -> None:
        """Open the keys dialog for the environment of now, or bring the one that is open to the front."""
        if self._dialog is not None and self._dialog.environment() is station.environment:
            self._dialog.raise_up()
            return
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
            dialog.set_busy(say("Deleting the key …"))
            self._keys.forget(environment, account)

        dialog.test_wanted.connect(ask(self._keys.test, say("Asking the exchange …")))
        dialog.save_wanted.connect(ask(self._keys.save, say("Storing in the keyring …")))
        dialog.session_only_wanted.connect(ask(self._keys.keep_for_session, say("Keeping in memory …")))
        dialog.forget_wanted.connect(forget)
        dialog.account_chosen.connect(lambda account: self._show_stored(dialog, account))
        self._show_stored(dialog, account)
        dialog.finished.connect(lambda: self._closed(dialog))
        self._dialog = dialog
        dialog.open_beside()

    def show_station(self, station: Station) -> None:
        """Show in an open keys dialog which key is kept now."""
        dialog = self._dialog
        if dialog is not None and dialog.environment() is station.environment and station.has_arrived:
            self._station = station
            dialog.set_accounts(station.accounts)
            self._show_stored(dialog, dialog.account())

    def _show_stored(self, dialog: CredentialsDialog, account: str) -> None:
        hints = {} if self._station is None else self._station.hints
        dialog.show_stored(account, hints.get(account))

    def _show_answer(self, answer: KeyAnswer) -> None:
        dialog = self._dialog
        if dialog is None or dialog.environment() is not answer.environment:
            self.noticed.emit(answer.sentence)
        elif answer.offers_session:
            dialog.offer_session_only(answer.account, answer.sentence)
        else:
            dialog.show_answer(answer.account, answer.sentence, answer.is_good)

    def _closed(self, dialog: CredentialsDialog) -> None:
        if self._dialog is dialog:  # and not a later one, for another environment
            self._dialog = None
