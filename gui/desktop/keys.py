"""The verbs of the keys dialog: load, test, save, forget. The keyring is asked on a thread of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from gui.desktop.worker import Worker
from gui.kept.credentials import KeyringUnusable, Keys, KeyStore, SessionKeys
from gui.panic import errors
from gui.panic.orders import ALL_FUTURES, Environment, Scope
from gui.panic.readiness import Readiness, Standing, examine
from gui.panic.secrets import Credentials
from gui.venue import open_exchange

_TEST_S = 10.0


@dataclass(frozen=True, slots=True)
class KeyAnswer:
    """What came of a verb, as a sentence; offers_session where the keyring is no place for the key."""

    environment: Environment
    sentence: str
    is_good: bool
    offers_session: bool = False
    is_stored: bool = False


class KeyDesk(QObject):
    """Keys in the OS keyring, or in memory for this session. For the GUI thread; never waits."""

    answered = Signal(object)  # KeyAnswer
    changed = Signal(object)  # Environment whose key is another one now

    def __init__(
        self, address_of: Callable[[Environment], str | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._address_of = address_of
        self._worker = Worker("keys", self)
        self._keyring: Keys = KeyStore()
        self._session: Keys = SessionKeys()

    def load(
        self,
        environment: Environment,
        then: Callable[[Credentials | None], None],
        failed: Callable[[str], None],
    ) -> None:
        """Find the key of an environment, the session's before the keyring's; answers in the GUI thread."""

        def find() -> Credentials | None:
            return self._session.load(environment) or self._keyring.load(environment)

        self._worker.do(find, then, lambda problem: failed(_sentence(problem)))

    def test(self, environment: Environment, credentials: Credentials) -> None:
        """Make a harmless signed read with a key that is not stored yet."""
        if not self._is_whole(environment, credentials):
            return
        address = self._address_of(environment)
        self._worker.do(
            lambda: _tested(environment, credentials, address),
            self.answered.emit,
            lambda problem: self._answer(environment, _sentence(problem), False),
        )

    def save(self, environment: Environment, credentials: Credentials) -> None:
        """Store a key in the OS keyring, and read it back from there."""
        if not self._is_whole(environment, credentials):
            return

        def saved(_: None) -> None:
            sentence = f"Stored in this computer's keyring, for {environment.value}."
            self.answered.emit(KeyAnswer(environment, sentence, True, is_stored=True))
            self.changed.emit(environment)

        def failed(problem: Exception) -> None:
            offers_session = isinstance(problem, KeyringUnusable)
            self.answered.emit(KeyAnswer(environment, _sentence(problem), False, offers_session))

        self._worker.do(lambda: self._save(environment, credentials), saved, failed)

    def keep_for_session(self, environment: Environment, credentials: Credentials) -> None:
        """Keep a key in memory until the program ends."""
        if not self._is_whole(environment, credentials):
            return
        self._session.save(environment, credentials)
        sentence = "Kept in memory until this program ends. It is stored nowhere."
        self.answered.emit(KeyAnswer(environment, sentence, True, is_stored=True))
        self.changed.emit(environment)

    def forget(self, environment: Environment) -> None:
        """Remove the key of an environment from memory and from the keyring."""

        def forgotten(_: None) -> None:
            self._answer(environment, f"The key for {environment.value} is deleted from this computer.", True)
            self.changed.emit(environment)

        def failed(problem: Exception) -> None:
            self._answer(environment, _sentence(problem), False)
            self.changed.emit(environment)  # the one in memory is gone in any case

        self._session.forget(environment)
        self._worker.do(lambda: self._keyring.forget(environment), forgotten, failed)

    def close(self) -> None:
        """End the thread; a keyring prompt that nobody answers does not hold the program."""
        self._worker.stop(0.2)

    def _save(self, environment: Environment, credentials: Credentials) -> None:
        self._keyring.save(environment, credentials)
        self._session.forget(environment)

    def _is_whole(self, environment: Environment, credentials: Credentials) -> bool:
        if credentials.is_complete:
            return True
        self._answer(environment, "Enter all three: API key, secret key and passphrase.", False)
        return False

    def _answer(self, environment: Environment, sentence: str, is_good: bool) -> None:
        self.answered.emit(KeyAnswer(environment, sentence, is_good))


def _tested(environment: Environment, credentials: Credentials, address: str | None) -> KeyAnswer:
    scope = Scope(ALL_FUTURES)
    with closing(open_exchange(environment, credentials, address)) as exchange:
        readiness, _ = examine(exchange, scope, until=time.monotonic() + _TEST_S)
    if not readiness.is_ready:
        return KeyAnswer(environment, readiness.sentence, False)
    return KeyAnswer(environment, _in_words(readiness), True)


def _in_words(readiness: Readiness) -> str:
    doubts = [check.sentence for check in readiness.checks if check.standing is Standing.UNSURE]
    return " ".join(["The key works.", *doubts])


def _sentence(problem: Exception) -> str:
    if isinstance(problem, KeyringUnusable):
        return problem.text
    if isinstance(problem, errors.ExchangeError):
        return f"{problem.sentence} {problem.advice}"
    return f"This program failed ({type(problem).__name__}). Nothing was stored; try again."
