"""Keys asked for with an end to the waiting: a keyring's prompt may stand where nobody sees it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from gui.kept.credentials import Keys
from gui.kept.keyrings import KeyringUnusable
from gui.panic.accounts import MAIN
from gui.panic.errors import Silent
from gui.panic.orders import Environment
from gui.panic.patience import in_time
from gui.panic.secrets import Credentials
from gui.words import say

PATIENCE_S = 30.0  # time enough to see a prompt and to type its password

_Answer = TypeVar("_Answer")


class KeyringSilent(KeyringUnusable):
    """The keyring gave no answer in time: it is slow, hangs, or waits for a person."""

    sentence = say("The keyring did not answer.")
    advice = say(
        "It may be asking for its password, perhaps behind another window: answer it and try again, or enter "
        "the API key for this session only."
    )


class PatientKeys:
    """Other keys, waited for patience_s in all from now on; what is answered later is lost. Any thread.

    Each call may block until then, and raises KeyringUnusable, of which KeyringSilent is one. With changes,
    given to all that change the same keyring, each waits for the end of the one before, also of one that is
    not waited for any more: else a key could come back after it was deleted.
    """

    def __init__(
        self, keys: Keys, patience_s: float = PATIENCE_S, changes: threading.Lock | None = None
    ) -> None:
        self._keys = keys
        self._changes = changes or threading.Lock()
        self._until = time.monotonic() + patience_s

    def accounts(self, environment: Environment) -> tuple[str, ...]:
        """Name the accounts that have a key there; main is always named."""
        return self._ask(lambda: self._keys.accounts(environment))

    def load(self, environment: Environment, account: str = MAIN) -> Credentials | None:
        """Give the API key of an account, None where there is none."""
        return self._ask(lambda: self._keys.load(environment, account))

    def save(self, environment: Environment, credentials: Credentials, account: str = MAIN) -> None:
        """Keep the API key of an account; without an answer it may be kept all the same."""
        self.change(lambda: self._keys.save(environment, credentials, account))

    def forget(self, environment: Environment, account: str = MAIN) -> None:
        """Forget the API key of an account; without an answer it may be forgotten all the same."""
        self.change(lambda: self._keys.forget(environment, account))

    def change(self, call: Callable[[], None]) -> None:
        """Make a call that changes the keyring; without an answer it may be made all the same."""
        self._ask(lambda: self._change(call))

    def _change(self, call: Callable[[], None]) -> None:
        with self._changes:
            call()

    def _ask(self, call: Callable[[], _Answer]) -> _Answer:
        # Whoever was silent is not asked again: each question could bring up a further prompt.
        if time.monotonic() < self._until:
            try:
                return in_time(call, self._until)
            except Silent:
                pass
        raise KeyringSilent
