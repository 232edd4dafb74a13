"""Which exchange a press goes to: Bitget with a key of the keyring, or the practice exchange."""

from __future__ import annotations

from importlib import import_module

from gui.bitget.address import BITGET, AddressError, exchange_address
from gui.bitget.budget import AddressBudget as AddressBudget
from gui.panic.accounts import MAIN
from gui.panic.exchange import Exchange
from gui.panic.naming import environment_words
from gui.panic.orders import AccountMode, Environment
from gui.panic.proxy import Proxy
from gui.panic.secrets import Credentials
from gui.words import say


def check_address(environment: Environment, given: str | None) -> str | None:
    """Check an exchange address given by a person; None stands for the environment's own.

    Raises AddressError, with a sentence. Needs no secret.
    """
    if given is None:
        return None
    address = exchange_address(given)
    if address == BITGET and environment is Environment.PRACTICE:
        raise AddressError(
            say(
                "Practice never goes to {address}. Give a loopback address, or choose demo or live.",
                address=BITGET,
            )
        )
    return address


def proxy_on_the_way(address: str | None, proxy: Proxy | None) -> Proxy | None:
    """The proxy on the way to an address, None standing for Bitget's; there is none to a loopback address."""
    return proxy if address in (None, BITGET) else None


def whose_key(environment: Environment, account: str = MAIN) -> str:
    """Say which key is meant, as "Live" or "Live, account sub1"."""
    name = environment_words(environment)
    return name if account == MAIN else say("{place}, account {account}", place=name, account=account)


def no_key(environment: Environment, account: str = MAIN) -> str:
    """Say that there is nothing to press with."""
    return say(
        "No API key is stored for {whose}, so nothing can be cancelled. "
        "Add one under Keys in the window, or use the Bitget app.",
        whose=whose_key(environment, account),
    )


def prepare() -> None:
    """Load what open_exchange() needs. Blocks for some 100 ms at the first call; for a thread that may."""
    import_module("gui.bitget.account")


def open_exchange(
    environment: Environment,
    credentials: Credentials,
    address: str | None = None,
    mode: AccountMode | None = None,
    budget: AddressBudget | None = None,
    proxy: Proxy | None = None,
) -> Exchange:
    """Make the exchange for an environment; nothing is sent yet.

    address is one that was checked; mode is what an earlier run found out about the same key,
    budget what the accounts of this computer share, proxy the one that Bitget is reached through.
    """
    # What speaks HTTPS takes longer to load than a window to be drawn, so it is loaded at the first use.
    from gui.bitget.account import BitgetAccount
    from gui.bitget.signed import SignedCalls
    from gui.bitget.transport import Transport

    calls = SignedCalls(
        Transport(address or BITGET, proxy=proxy_on_the_way(address, proxy), budget=budget),
        credentials,
        demo=environment is Environment.DEMO,
        address=budget,
    )
    return BitgetAccount(calls, mode)
