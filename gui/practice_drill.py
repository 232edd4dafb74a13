"""A drill: the real path to the practice exchange, ours or another on loopback."""

from __future__ import annotations

from gui import practice
from gui.panic.orders import Environment
from gui.panic.secrets import Credentials
from gui.venue import open_exchange

CREDENTIALS = Credentials.of(practice.KEY, practice.SECRET, practice.PASSPHRASE)


class Drill:
    """The exchange to practise on: the one at an address, or one of our own with orders in its book.

    Made on any thread; takes some ms, and raises OSError where no port is to be had.
    """

    def __init__(self, address: str | None = None, orders: int = 14) -> None:
        self._own = None if address else practice.PracticeExchange(orders=orders)
        if self._own is not None:
            self._own.start()
            address = self._own.url
        self.address = address
        self.exchange = open_exchange(Environment.PRACTICE, CREDENTIALS, address)

    def close(self) -> None:
        """End it, with every connection."""
        self.exchange.close()
        if self._own is not None:
            self._own.stop()
