"""The practice exchange: accounts with books, an HTTP face on the loopback address, and faults to order."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from gui.practice.accounts import MAIN, AccountMode, Accounts
from gui.practice.armed import ArmedFaults
from gui.practice.book import Book
from gui.practice.faults import Fault
from gui.practice.limits import AddressLimit, RateLimit
from gui.practice.messages import Request
from gui.practice.rights import KeyRights
from gui.practice.seed import seed, seed_plans, seed_positions
from gui.practice.server import LOOPBACK, PracticeServer
from gui.practice.venue import Venue

MOST_REQUESTS = 10_000


class PracticeExchange:
    """An exchange in the box that speaks Bitget's REST interface (futures, v2 and v3) to any client.

    It has `accounts` accounts (main, sub1, …), each with a key and a book of its own. Each book holds
    `orders` open orders, `stops` plan orders and, if `positions`, three positions; None there means a few
    wherever there are orders. `account_mode` is the interface that serves the accounts, and `rights` is what
    their keys may do. It listens on `port` (0: any free one) of 127.0.0.1. `latency_ms` is added to every
    answer, `settle_ms` is how long a cancelled order stays in the book, and `clock` gives seconds since 1970.
    Everything together may come `address_limit` times a minute from one address, which is then shut out for
    `address_recovery_s` seconds; `rate_limited=False` lifts this and every other limit. Used as a context
    manager it starts and stops itself. Any thread may use it. Raises ValueError for a number out of range.
    """

    def __init__(
        self,
        *,
        orders: int = 14,
        port: int = 0,
        latency_ms: int = 0,
        faults: Sequence[Fault] = (),
        clock: Callable[[], float] = time.time,
        settle_ms: int = 0,
        rate_limited: bool = True,
        account_mode: AccountMode | str = AccountMode.CLASSIC,
        accounts: int = 3,
        stops: int | None = None,
        positions: bool | None = None,
        rights: KeyRights | None = None,
        address_limit: int = 6000,
        address_recovery_s: float = 300.0,
    ) -> None:
        if min(orders, latency_ms, settle_ms, stops or 0) < 0 or not 0 <= port <= 65535:
            raise ValueError("Orders, stops, latency and settling time are 0 or more, a port is 0 to 65535.")
        mode = AccountMode(account_mode)
        self._accounts = Accounts(accounts, mode, rights or KeyRights(), lambda: int(clock() * 1000))
        self.book = self.book_of(MAIN)
        self.requests: list[Request] = []
        self._port = port
        self._latency_ms = latency_ms
        self._faults = ArmedFaults(self._known(faults))
        self._venue = Venue(
            self._accounts,
            self._faults,
            clock,
            settle_ms=settle_ms,
            limit=RateLimit() if rate_limited else None,
            address_limit=AddressLimit(address_limit, address_recovery_s) if rate_limited else None,
        )
        self._server: PracticeServer | None = None
        for account in self._accounts:
            seed(account.book, orders, int(clock() * 1000), account.name)
            if positions if positions is not None else orders > 0:
                seed_positions(account.book)
            seed_plans(account.book, 5 * (orders > 0) if stops is None else stops)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The names of its accounts, main first."""
        return tuple(account.name for account in self._accounts)

    def book_of(self, account: str) -> Book:
        """The book of an account. Raises KeyError if there is no such account."""
        return self._accounts[account].book

    def mode_of(self, account: str = MAIN) -> AccountMode:
        """The mode of an account. Raises KeyError if there is no such account."""
        return self._accounts[account].mode

    def set_account_mode(self, mode: AccountMode | str, account: str | None = None) -> None:
        """Serve an account, or all of them, by the other interface from the next request on.

        Raises KeyError for an account and ValueError for a mode that there is not.
        """
        for chosen in self._accounts.named(account):
            chosen.mode = AccountMode(mode)

    def set_rights(self, rights: KeyRights, account: str | None = None) -> None:
        """Let the key of an account, or all keys, have these rights from the next request on.

        Raises KeyError for an account that there is not.
        """
        for chosen in self._accounts.named(account):
            chosen.rights = rights

    @property
    def url(self) -> str:
        """Its address, such as http://127.0.0.1:49152. Raises RuntimeError before the first start()."""
        if not self._port:
            raise RuntimeError("The practice exchange has no address before it is started.")
        return f"http://{LOOPBACK}:{self._port}"

    def start(self) -> None:
        """Begin to listen; after a stop() on the same port as before. Raises OSError if it is taken."""
        if self._server is None:
            self._server = PracticeServer(self._port, self._venue, self._latency_ms, self._record)
            self._port = self._server.port

    def stop(self) -> None:
        """Cut every connection and stop listening, within a second even if a request hangs.

        The books, the faults and the recorded requests stay as they are.
        """
        server, self._server = self._server, None
        if server is not None:
            server.stop()

    def arm(self, *faults: Fault) -> None:
        """Put these faults in force from the next request on, instead of any others.

        Raises ValueError for a fault of an account that there is not.
        """
        self._faults.arm(self._known(faults))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _known(self, faults: Sequence[Fault]) -> Sequence[Fault]:
        for fault in faults:
            for name in fault.accounts.difference(self.accounts):
                raise ValueError(f"There is no account {name!r}; there are {', '.join(self.accounts)}.")
        return faults

    def _record(self, request: Request) -> None:
        # The oldest are forgotten, so that an exchange that runs for days does not grow for ever.
        self.requests.append(request.without_secrets())
        del self.requests[:-MOST_REQUESTS]
