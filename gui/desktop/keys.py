"""The verbs of the keys dialog: load, test, save, forget. The keyring is asked on a thread of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from gui.desktop.worker import Worker
from gui.kept.credentials import KeyringUnusable, Keys, KeyStore, SessionKeys
from gui.kept.patient_keys import KeyringSilent, PatientKeys
from gui.panic import errors
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, Environment, Scope
from gui.panic.proxy import Proxy
from gui.panic.readiness import Readiness, Standing, examine
from gui.panic.secrets import Credentials
from gui.venue import open_exchange, prepare, whose_key
from gui.words import join, say

_TEST_S = 10.0
_BESIDE_S = 3.0  # for the keyring, where a press can do without it

_Place = tuple[Environment, str]  # and the account

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeyAnswer:
    """What came of a verb, as a sentence; offers_session where the keyring is no place for the key."""

    environment: Environment
    sentence: str
    is_good: bool
    offers_session: bool = False
    is_stored: bool = False
    account: str = MAIN


LoadedKey = Credentials | str | None
"""A key; or the sentence why it could not be read; or None where none is kept."""


class KeyDesk(QObject):
    """Keys in the OS keyring, or in memory for this session. For the GUI thread; never waits."""

    answered = Signal(object)  # KeyAnswer
    changed = Signal(object, str, bool)  # Environment and account with another key now; False: with none

    def __init__(
        self, address_of: Callable[[Environment], str | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._address_of = address_of
        self._worker, self._loader = Worker("keys", self), Worker("loader", self)
        self._is_loading = False
        self._changes = threading.Lock()
        # The last save of each place, until it has ended well; an event that is set takes it back.
        self._saves: dict[_Place, threading.Event] = {}
        self._kept: dict[_Place, threading.Event] = {}  # the one that ended last; under _changes
        self._keyring: Keys = KeyStore()
        self._session: Keys = SessionKeys()
        self.proxy: Proxy | None = None  # that a key is tested through

    def load_all(
        self,
        environment: Environment,
        accounts: Sequence[str],
        then: Callable[[Mapping[str, LoadedKey]], None],
    ) -> None:
        """Find the keys of an environment, the session's before the keyring's; answers in the GUI thread.

        accounts are those that are remembered; those that have a key are found whether remembered or not.
        The answer may take as long as a person lets the keyring's prompt stand.
        """
        if self._is_loading:  # a keyring that does not answer must not hold up the next question
            self._loader.stop(0.0)
            self._loader = Worker("loader", self)
        loader, self._is_loading = self._loader, True

        def found(keys: Mapping[str, LoadedKey]) -> None:
            self._is_loading &= loader is not self._loader
            then(keys)

        loader.do(lambda: self._find_all(environment, accounts), found)

    def test(self, environment: Environment, credentials: Credentials, account: str = MAIN) -> None:
        """Make a harmless signed read with a key that is not stored yet."""
        if not self._is_whole(environment, credentials, account):
            return
        address, proxy = self._address_of(environment), self.proxy
        self._worker.do(
            lambda: _tested(environment, credentials, account, address, proxy),
            self.answered.emit,
            lambda problem: self._answer(environment, account, _sentence(problem), False),
        )

    def save(self, environment: Environment, credentials: Credentials, account: str = MAIN) -> None:
        """Store a key in the OS keyring, and read it back from there."""
        if not self._is_whole(environment, credentials, account):
            return

        def saved(_: None) -> None:
            if self._saves.get((environment, account)) is taken_back:
                del self._saves[environment, account]
            sentence = say(
                "Stored in this computer's keyring, for {whose}.", whose=whose_key(environment, account)
            )
            self.answered.emit(KeyAnswer(environment, sentence, True, is_stored=True, account=account))
            self.changed.emit(environment, account, True)

        def failed(problem: Exception) -> None:
            offers_session = isinstance(problem, KeyringUnusable)
            self.answered.emit(
                KeyAnswer(environment, _sentence(problem), False, offers_session, account=account)
            )

        taken_back = self._saves[environment, account] = threading.Event()
        self._worker.do(lambda: self._save(environment, credentials, account, taken_back), saved, failed)

    def keep_for_session(
        self, environment: Environment, credentials: Credentials, account: str = MAIN
    ) -> None:
        """Keep a key in memory until the program ends; a save that was not answered is taken back."""

        def still_there(problem: Exception) -> None:
            kept = say("The key may still be in this computer's keyring, where a save before put it.")
            self._answer(environment, account, join(kept, _sentence(problem)), False)

        if not self._is_whole(environment, credentials, account):
            return
        if (taken_back := self._saves.pop((environment, account), None)) is not None:
            taken_back.set()
            self._worker.do(lambda: self._take_back(environment, account, taken_back), failed=still_there)
        self._session.save(environment, credentials, account)
        sentence = say("Kept in memory until this program ends. It is stored nowhere.")
        self.answered.emit(KeyAnswer(environment, sentence, True, is_stored=True, account=account))
        self.changed.emit(environment, account, True)

    def forget(self, environment: Environment, account: str = MAIN) -> None:
        """Remove the key of an environment from memory and from the keyring."""

        def forgotten(_: None) -> None:
            whose = whose_key(environment, account)
            sentence = say("The key for {whose} is deleted from this computer.", whose=whose)
            self._answer(environment, account, sentence, True)
            self.changed.emit(environment, account, False)

        def failed(problem: Exception) -> None:
            self._answer(environment, account, _sentence(problem), False)
            if was_in_memory:  # and is gone in any case
                self.changed.emit(environment, account, True)

        was_in_memory = self._session.load(environment, account) is not None
        self._session.forget(environment, account)
        self._worker.do(lambda: self._patiently().forget(environment, account), forgotten, failed)

    def _find_all(self, environment: Environment, accounts: Sequence[str]) -> Mapping[str, LoadedKey]:
        prepare()  # whoever gets the keys opens exchanges with them in the GUI thread
        for_session = self._session.accounts(environment)
        has_some = any(self._session.load(environment, account) for account in for_session)
        keyring = PatientKeys(self._keyring, _BESIDE_S) if has_some else self._keyring
        names = dict.fromkeys((*accounts, *for_session))
        try:
            names |= dict.fromkeys(keyring.accounts(environment))
        except Exception as problem:  # noqa: BLE001 each account says the same when its key is read
            _log.debug("The accounts in the keyring could not be read: %s", type(problem).__name__)
        return {account: self._find(keyring, environment, account) for account in names}

    def _find(self, keyring: Keys, environment: Environment, account: str) -> LoadedKey:
        try:
            return self._session.load(environment, account) or keyring.load(environment, account)
        except Exception as problem:  # noqa: BLE001 one key that cannot be read must not hide the others
            return _sentence(problem)

    def close(self) -> None:
        """End the threads; a keyring prompt that nobody answers does not hold the program."""
        for worker in (self._worker, self._loader):
            worker.stop(0.2)

    def _save(
        self, environment: Environment, credentials: Credentials, account: str, taken_back: threading.Event
    ) -> None:
        def keep() -> None:
            if not taken_back.is_set():
                self._keyring.save(environment, credentials, account)
                self._kept[environment, account] = taken_back

        self._patiently().change(keep)
        self._session.forget(environment, account)

    def _take_back(self, environment: Environment, account: str, taken_back: threading.Event) -> None:
        """Delete what a save stored that the user has done without meanwhile, however late it ends."""

        def forget() -> None:
            if self._kept.get((environment, account)) is taken_back:
                self._keyring.forget(environment, account)

        with suppress(KeyringSilent):  # it follows the save, whenever that ends
            PatientKeys(self._keyring, _BESIDE_S, changes=self._changes).change(forget)

    def _patiently(self) -> PatientKeys:
        return PatientKeys(self._keyring, changes=self._changes)

    def _is_whole(self, environment: Environment, credentials: Credentials, account: str) -> bool:
        if credentials.is_complete:
            return True
        sentence = say("Enter all three: API key, secret key and passphrase.")
        self._answer(environment, account, sentence, False)
        return False

    def _answer(self, environment: Environment, account: str, sentence: str, is_good: bool) -> None:
        self.answered.emit(KeyAnswer(environment, sentence, is_good, account=account))


def _tested(
    environment: Environment,
    credentials: Credentials,
    account: str,
    address: str | None,
    proxy: Proxy | None,
) -> KeyAnswer:
    scope = Scope(ALL_FUTURES)
    with closing(open_exchange(environment, credentials, address, proxy=proxy)) as exchange:
        readiness, _ = examine(exchange, scope, until=time.monotonic() + _TEST_S)
    if not readiness.is_ready:
        return KeyAnswer(environment, readiness.sentence, False, account=account)
    return KeyAnswer(environment, _in_words(readiness), True, account=account)


def _in_words(readiness: Readiness) -> str:
    doubts = [check.sentence for check in readiness.checks if check.standing is Standing.UNSURE]
    return join(say("The key works."), *doubts)


def _sentence(problem: Exception) -> str:
    if isinstance(problem, KeyringUnusable):
        return problem.text
    if isinstance(problem, errors.ExchangeError):
        return join(problem.sentence, problem.advice)
    return say("This program failed ({kind}). Nothing was stored; try again.", kind=type(problem).__name__)
