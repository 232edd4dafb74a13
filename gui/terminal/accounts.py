"""Which accounts `fire` and `check` go to, each with its own key and its own exchange."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field

from gui.bitget.budget import AddressBudget
from gui.kept import settings
from gui.kept.credentials import KeyringUnusable, Keys, KeyStore
from gui.kept.paths import places
from gui.kept.patient_keys import PATIENCE_S, PatientKeys
from gui.panic.accounts import MAIN, OTHERS
from gui.panic.exchange import Exchange
from gui.panic.orders import Environment
from gui.panic.proxy import Proxy, read_proxy
from gui.panic.secrets import Credentials
from gui.venue import check_address, no_key, open_exchange

_SOON_S = 1.0  # an unlocked keyring has answered by then
_ASKED = (
    "The keyring has not answered yet; it may be asking for its password. "
    f"Answer it within {PATIENCE_S:.0f} s: nothing is sent before."
)

_NO_SETTINGS = "The settings could not be read, so no proxy is used. Open the window and choose anew."


@dataclass(slots=True)
class Accounts:
    """The accounts that can be pressed, and those that cannot, with the sentence why."""

    exchanges: dict[str, Exchange] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Every account that was asked for."""
        return (*self.exchanges, *self.absent)


@contextmanager
def open_accounts(
    environment: Environment, exchange_url: str | None, names: Sequence[str] | None
) -> Iterator[Accounts]:
    """Open the named accounts, all that are known for None; a practice exchange of our own without a URL."""
    address = check_address(environment, exchange_url)
    if environment is Environment.PRACTICE:
        from gui.practice_drill import Drill

        with closing(Drill(address, accounts=names or (MAIN,))) as drill:
            if names is None:
                drill.find_accounts()
            yield Accounts(drill.exchanges, drill.absent)
        return
    accounts = Accounts()
    budget, proxy = AddressBudget(), _chosen_proxy()
    with ExitStack() as stack:
        with _asked_keyring() as keys:
            known = _known(keys, environment, accounts) if names is None else names
            stored = {name: _stored_key(keys, environment, name) for name in known}
        for name, found in stored.items():
            if isinstance(found, str):
                accounts.absent[name] = found
            else:
                exchange = open_exchange(environment, found, address, budget=budget, proxy=proxy)
                accounts.exchanges[name] = stack.enter_context(closing(exchange))
        yield accounts


def _chosen_proxy() -> Proxy | None:
    """The proxy that the window goes through; settings that make no sense name none."""
    where = places().settings
    kept = settings.look(where)
    if kept is not None:
        return read_proxy(kept.preferences.proxy)
    if os.path.lexists(where):
        print(_NO_SETTINGS, file=sys.stderr, flush=True)
    return None


@contextmanager
def _asked_keyring() -> Iterator[Keys]:
    """The keyring, with an end to the waiting; while it takes its time, stderr says what is waited for."""
    told = threading.Timer(_SOON_S, lambda: print(_ASKED, file=sys.stderr, flush=True))
    told.daemon = True
    told.start()
    try:
        yield PatientKeys(KeyStore())
    finally:
        told.cancel()


def _known(keys: Keys, environment: Environment, accounts: Accounts) -> tuple[str, ...]:
    """The accounts that have a key in the keyring; "all" must never quietly mean "main"."""
    try:
        return keys.accounts(environment)
    except KeyringUnusable as problem:
        accounts.absent[OTHERS] = f"Which accounts there are could not be read. {problem.text}"
        return (MAIN,)


def _stored_key(keys: Keys, environment: Environment, account: str) -> Credentials | str:
    try:
        credentials = keys.load(environment, account)
    except KeyringUnusable as problem:
        return (
            f"{problem.sentence} So there is no API key to press with, and nothing was sent. "
            "See to the keyring and press again, or use the Bitget app now."
        )
    return no_key(environment, account) if credentials is None else credentials
