"""Which exchange a press goes to: Bitget with a key of the keyring, or the practice exchange."""

from __future__ import annotations

from gui.bitget.account import BitgetAccount
from gui.bitget.address import BITGET, AddressError, exchange_address
from gui.bitget.budget import AddressBudget as AddressBudget
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.panic.accounts import MAIN
from gui.panic.exchange import Exchange
from gui.panic.orders import AccountMode, Environment
from gui.panic.secrets import Credentials


def check_address(environment: Environment, given: str | None) -> str | None:
    """Check an exchange address given by a person; None stands for the environment's own.

    Raises AddressError, with a sentence. Needs no secret.
    """
    if given is None:
        return None
    address = exchange_address(given)
    if address == BITGET and environment is Environment.PRACTICE:
        raise AddressError(
            f"Practice never goes to {BITGET}. Give a loopback address, or choose demo or live."
        )
    return address


def no_key(environment: Environment, account: str = MAIN) -> str:
    """Say that there is nothing to press with."""
    whose = environment.value.capitalize() + ("" if account == MAIN else f", account {account}")
    return (
        f"No API key is stored for {whose}, so nothing can be cancelled. "
        "Add one under Keys in the window, or use the Bitget app."
    )


def open_exchange(
    environment: Environment,
    credentials: Credentials,
    address: str | None = None,
    mode: AccountMode | None = None,
    budget: AddressBudget | None = None,
) -> Exchange:
    """Make the exchange for an environment; nothing is sent yet.

    address is one that was checked; mode is what an earlier run found out about the same key,
    budget what the accounts of this computer share.
    """
    calls = SignedCalls(
        Transport(address or BITGET),
        credentials,
        demo=environment is Environment.DEMO,
        address=budget,
    )
    return BitgetAccount(calls, mode)
