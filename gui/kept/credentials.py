"""The API keys in the system's keyring, or nowhere.

One entry for each account of each environment holds all three parts of the key, so that all are stored or
none, and what was stored is read back. No exception from here carries a secret, neither in its text nor
behind it.
"""

from __future__ import annotations

import json
import typing
from typing import Protocol

from gui.kept.keyrings import (
    KeyringFailed,
    KeyringIsLocked,
    KeyringMissing,
    KeyringUnsafe,
    KeyringUnusable,
    ask,
    usable_keyring,
)
from gui.panic.accounts import MAIN
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials, Secret
from gui.words import say

if typing.TYPE_CHECKING:
    from keyring.backend import KeyringBackend

__all__ = [
    "AccountsBroken",
    "EntryBroken",
    "KeyIncomplete",
    "KeyStore",
    "KeyringFailed",
    "KeyringIsLocked",
    "KeyringMissing",
    "KeyringUnsafe",
    "KeyringUnusable",
    "Keys",
    "SessionKeys",
]

SERVICE = "panic-button"

_MOST_COPIES = 5  # a Secret Service may hold several entries of one name and deletes one at a time


class EntryBroken(KeyringUnusable):
    """The keyring's entry is not a whole API key; it may have been changed by hand."""

    sentence = say("What the keyring holds for Panic Button is not a whole API key.")
    advice = say("Enter the API key again; it replaces what is there.")


class AccountsBroken(KeyringUnusable):
    """The keyring's list of accounts makes no sense; it may have been changed by hand."""

    sentence = say("The keyring's list of your accounts makes no sense.")
    advice = say("Delete the entry “panic-button” whose user ends in “accounts”, and enter the keys again.")


class KeyIncomplete(KeyringUnusable):
    """One of the three parts of the API key is empty, so none was stored."""

    sentence = say("The API key was not stored, because a part of it is empty.")
    advice = say("Enter all three: key, secret and passphrase.")


class Keys(Protocol):
    """Where API keys are kept; what both kinds below can do."""

    def accounts(self, environment: Environment) -> tuple[str, ...]:
        """Name the accounts that have a key here; main is always named. Raises KeyringUnusable."""
        ...

    def load(self, environment: Environment, account: str = MAIN) -> Credentials | None:
        """Give the API key of an account, None where there is none. Raises KeyringUnusable."""
        ...

    def save(self, environment: Environment, credentials: Credentials, account: str = MAIN) -> None:
        """Keep the API key of an account, in place of an older one. Raises KeyringUnusable."""
        ...

    def forget(self, environment: Environment, account: str = MAIN) -> None:
        """Forget the API key of an account, if there is one. Raises KeyringUnusable."""
        ...


class SessionKeys:
    """API keys for this session only: in memory, gone when the program ends. Any thread; never blocks."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Environment, str], Credentials] = {}

    def accounts(self, environment: Environment) -> tuple[str, ...]:
        """Name the accounts that have a key here; main is always named."""
        names = (name for place, name in self._kept if place is environment and name != MAIN)
        return (MAIN, *names)

    def load(self, environment: Environment, account: str = MAIN) -> Credentials | None:
        """Give the API key of an account, None where there is none."""
        return self._kept.get((environment, account))

    def save(self, environment: Environment, credentials: Credentials, account: str = MAIN) -> None:
        """Keep the API key of an account until the program ends. Raises KeyIncomplete."""
        if not credentials.is_complete:
            raise KeyIncomplete
        self._kept[environment, account] = credentials

    def forget(self, environment: Environment, account: str = MAIN) -> None:
        """Forget the API key of an account, if there is one."""
        self._kept.pop((environment, account), None)


class KeyStore:
    """API keys in the system's keyring, one entry for each account of each environment.

    Every call may block, up to a person answering the keyring's prompt: call from a worker thread, and never
    while a press runs.
    """

    def accounts(self, environment: Environment) -> tuple[str, ...]:
        """Name the accounts that have a key here; main is always named. Blocks. Raises KeyringUnusable."""
        return (MAIN, *_listed(usable_keyring(), environment))

    def load(self, environment: Environment, account: str = MAIN) -> Credentials | None:
        """Give the API key of an account, None where there is none. Blocks. Raises KeyringUnusable."""
        entry = _read(usable_keyring(), _user(environment, account))
        if entry is None:
            return None
        credentials = _unpack(entry)
        if credentials is None:
            raise EntryBroken
        return credentials

    def save(self, environment: Environment, credentials: Credentials, account: str = MAIN) -> None:
        """Store the API key of an account and read it back. Blocks. Raises KeyringUnusable."""
        if not credentials.is_complete:
            raise KeyIncomplete
        backend, entry = usable_keyring(), _pack(credentials)
        user = _user(environment, account)
        # The name first: a key that "all accounts" does not know of would be left out without a word.
        _list(backend, environment, account, is_kept=True)
        ask(lambda: backend.set_password(SERVICE, user, entry.reveal()))
        if _read(backend, user) != entry:
            raise KeyringFailed(say("The keyring took the API key but did not give the same back."))

    def forget(self, environment: Environment, account: str = MAIN) -> None:
        """Remove the API key of an account and see that it is gone. Blocks. Raises KeyringUnusable."""
        backend, user = usable_keyring(), _user(environment, account)
        copies = 0
        while _read(backend, user) is not None:
            if copies == _MOST_COPIES:
                raise KeyringFailed(say("The keyring was told to remove the API key, but still holds it."))
            ask(lambda: backend.delete_password(SERVICE, user))
            copies += 1
        _list(backend, environment, account, is_kept=False)


def _user(environment: Environment, account: str) -> str:
    """The entry's user name; that of the main account is as it was before there were several."""
    return environment.value if account == MAIN else f"{environment.value}:{account}"


def _listed(backend: KeyringBackend, environment: Environment) -> tuple[str, ...]:
    """The names of the accounts beside main: a keyring cannot be asked which entries it has."""
    entry = _read(backend, _index(environment))
    try:
        names = [] if entry is None else json.loads(entry.reveal())
    except (ValueError, RecursionError):
        raise AccountsBroken from None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise AccountsBroken
    return tuple(names)


def _list(backend: KeyringBackend, environment: Environment, account: str, *, is_kept: bool) -> None:
    before = _listed(backend, environment)
    others = tuple(name for name in before if name != account)
    after = (*others, account) if is_kept and account != MAIN else others
    if set(after) == set(before):
        return
    if after:
        text = json.dumps(after)
        ask(lambda: backend.set_password(SERVICE, _index(environment), text))
    else:
        ask(lambda: backend.delete_password(SERVICE, _index(environment)))
    if _listed(backend, environment) != after:
        raise KeyringFailed(say("The keyring took the list of accounts but did not give the same back."))


def _index(environment: Environment) -> str:
    return f"{environment.value} accounts"


def _read(backend: KeyringBackend, user: str) -> Secret | None:
    text = ask(lambda: backend.get_password(SERVICE, user))
    return None if text is None else Secret(text)


def _pack(credentials: Credentials) -> Secret:
    parts = {
        "key": credentials.key.reveal(),
        "secret": credentials.secret.reveal(),
        "passphrase": credentials.passphrase.reveal(),
    }
    return Secret(json.dumps(parts, separators=(",", ":")))


def _unpack(entry: Secret) -> Credentials | None:
    # None rather than an exception: that of the JSON reader holds the whole text, and so do its frames.
    try:
        found = json.loads(entry.reveal())
        parts = [found[name] for name in ("key", "secret", "passphrase")]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not all(isinstance(part, str) for part in parts):
        return None
    credentials = Credentials.of(*parts)
    return credentials if credentials.is_complete else None
