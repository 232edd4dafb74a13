"""A drill: the real path to the practice exchange, ours or another on loopback."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Sequence
from contextlib import closing

from gui import practice
from gui.panic import errors, refusals
from gui.panic.accounts import MAIN, OTHERS
from gui.panic.exchange import Exchange
from gui.panic.orders import Environment, ProductType
from gui.panic.secrets import Credentials
from gui.venue import AddressBudget, open_exchange
from gui.words import say

CREDENTIALS = Credentials.of(practice.KEY, practice.SECRET, practice.PASSPHRASE)
IN_THE_BOX = (MAIN, "sub1", "sub2")
_NAME = re.compile(r"main|sub[1-9][0-9]?")
_SEARCH_S = 1.0
_MAY_BE_MORE = say(
    "Whether the practice exchange has more accounts could not be found out in time. "
    "Nothing was sent for them; press again."
)
_WAVE = 10  # accounts asked for at a time


class Drill:
    """The exchange to practise on: the one at an address, or one of our own with orders in its book.

    Made on any thread; takes some ms, and raises OSError where no port is to be had. exchanges are the
    accounts by name, absent those that a practice exchange cannot have, each with a sentence.
    """

    def __init__(
        self, address: str | None = None, orders: int = 14, accounts: Sequence[str] = (MAIN,)
    ) -> None:
        self._own = None if address else practice.PracticeExchange(orders=orders, accounts=len(IN_THE_BOX))
        if self._own is not None:
            self._own.start()
            address = self._own.url
        self.is_own = self._own is not None
        self.address = address
        self._budget = AddressBudget()
        self.absent = {name: _no_account(name) for name in accounts if not _NAME.fullmatch(name)}
        self.exchanges: dict[str, Exchange] = {}
        self._open_all([name for name in accounts if name not in self.absent])

    def find_accounts(self) -> None:
        """Open every account that the exchange has, by one harmless read with the key of each. Blocks 1 s.

        One that does not answer is taken for there if it stands before one that does, or if every practice
        exchange has it: an account in trouble must not vanish. Where the last ones give no answer there may
        be more, and absent says so.
        """
        if self.is_own:
            self._open_all(IN_THE_BOX)
            return
        until = time.monotonic() + _SEARCH_S
        for first in range(1, practice.MOST_ACCOUNTS, _WAVE):
            wave = [f"sub{number}" for number in range(first, min(first + _WAVE, practice.MOST_ACCOUNTS))]
            there = self._ask_each(wave, until)
            last = max((at for at, is_there in enumerate(there) if is_there), default=-1)
            found = [
                name
                for at, name in enumerate(wave)
                if at <= last or (there[at] is None and name in IN_THE_BOX)
            ]
            self._open_all(found)
            rest = there[len(found) :]
            if rest and rest[0] is None:
                self.absent[OTHERS] = _MAY_BE_MORE
            if rest:
                return

    def close(self) -> None:
        """End it, with every connection."""
        for exchange in self.exchanges.values():
            exchange.close()
        if self._own is not None:
            self._own.stop()

    def _ask_each(self, names: Sequence[str], until: float) -> list[bool | None]:
        there: list[bool | None] = [None] * len(names)

        def ask(at: int) -> None:
            there[at] = self._is_there(names[at], until)

        threads = [threading.Thread(target=ask, args=(at,), daemon=True) for at in range(len(names))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()) + 0.1)
        return there

    def _is_there(self, name: str, until: float) -> bool | None:
        """True for an account whose key is known, whatever else is wrong with it; None without an answer."""
        with closing(self._open(name)) as exchange:
            try:
                exchange.account(ProductType.USDT_FUTURES, until=until)
            except refusals.KeyUnknown:
                return False
            except errors.Refused:
                return True
            except errors.ExchangeError:
                return None
        return True

    def _open_all(self, names: Sequence[str]) -> None:
        for name in names:
            if name not in self.exchanges:
                self.exchanges[name] = self._open(name)

    def _open(self, name: str) -> Exchange:
        credentials = Credentials.of(practice.key_of(name), practice.SECRET, practice.PASSPHRASE)
        return open_exchange(Environment.PRACTICE, credentials, self.address, budget=self._budget)


def _no_account(name: str) -> str:
    return say(
        "The practice exchange has no account “{name}”: its accounts are main, sub1, sub2 and so on. "
        "Nothing was sent for it.",
        name=name,
    )
