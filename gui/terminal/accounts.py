"""Which accounts `fire` and `check` go to, each with its own key and its own exchange."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field

from gui.bitget.budget import AddressBudget
from gui.kept.credentials import KeyringUnusable, KeyStore
from gui.panic.accounts import MAIN, OTHERS
from gui.panic.exchange import Exchange
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials
from gui.venue import check_address, no_key, open_exchange


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
    budget = AddressBudget()
    with ExitStack() as stack:
        for name in _known(environment, accounts) if names is None else names:
            found = _stored_key(environment, name)
            if isinstance(found, str):
                accounts.absent[name] = found
            else:
                exchange = open_exchange(environment, found, address, budget=budget)
                accounts.exchanges[name] = stack.enter_context(closing(exchange))
        yield accounts


def _known(environment: Environment, accounts: Accounts) -> tuple[str, ...]:
    """The accounts that have a key in the keyring; "all" must never quietly mean "main"."""
    try:
        return KeyStore().accounts(environment)
    except KeyringUnusable as problem:
        accounts.absent[OTHERS] = f"Which accounts there are could not be read. {problem.text}"
        return (MAIN,)


def _stored_key(environment: Environment, account: str) -> Credentials | str:
    try:
        credentials = KeyStore().load(environment, account)
    except KeyringUnusable as problem:
        return (
            f"{problem.sentence} So there is no API key to press with, and nothing was sent. "
            "See to the keyring and press again, or use the Bitget app now."
        )
    return no_key(environment, account) if credentials is None else credentials
