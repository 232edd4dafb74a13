"""A look at a book of many pages leaves a press its room, and ends when one begins."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest

from gui.bitget.account import BitgetAccount
from gui.bitget.budget import RateBudget
from gui.bitget.classic import PENDING
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.bitget.unified import UNFILLED
from gui.desktop.looks import Outlook
from gui.desktop.watch import Watch
from gui.panic import errors
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, AccountMode, ProductType, Scope
from gui.panic.secrets import Credentials
from gui.panic.sweep import Sweep
from gui.panic.verdict import Verdict
from gui.practice import PASSPHRASE, SECRET, PracticeExchange
from gui.practice.accounts import key_of

from .test_watch import wait

USDT, USDC = ProductType.USDT_FUTURES, ProductType.USDC_FUTURES
MANY, PAGES = 1_650, 17  # more than a second has room for beside a press, at either interface
PROOF = {AccountMode.CLASSIC: (PENDING, 2 * len(ALL_FUTURES)), AccountMode.UNIFIED: (UNFILLED, 6)}


class Paged(PracticeExchange):
    """Has a book of many pages, and says at each of them what it is asked to."""

    def __init__(self, mode: AccountMode, orders: int = MANY) -> None:
        super().__init__(orders=0, account_mode=mode)
        self.path = PROOF[mode][0]
        self.at_page: Callable[[], None] = lambda: None
        for _ in range(orders):
            self.book.place("BTCUSDT", price=Decimal(50_000))

    @property
    def pages(self) -> int:
        return sum(request.path == self.path for request in list(self.requests))

    def _record(self, request) -> None:  # type: ignore[no-untyped-def]
        super()._record(request)
        if request.path == self.path:
            self.at_page()


class Noting(RateBudget):
    """Notes which threads have to wait for room; a look is read on one that is called “in time”."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[str] = []

    def take(self, endpoint: str, until: float, count: int = 1) -> None:
        self.waited.append(threading.current_thread().name)
        super().take(endpoint, until, count)

    def has_room(self, endpoint: str, count: int) -> bool:
        with self._lock:
            return self._wait_s(endpoint, count, time.monotonic()) <= 0


@contextmanager
def account_at(exchange: PracticeExchange, mode: AccountMode) -> Iterator[tuple[BitgetAccount, Noting]]:
    calls = SignedCalls(Transport(exchange.url), Credentials.of(key_of(MAIN), SECRET, PASSPHRASE))
    calls.budget = budget = Noting()
    account = BitgetAccount(calls, mode)
    try:
        yield account, budget
    finally:
        account.close()


@contextmanager
def watching() -> Iterator[tuple[Watch, list[Outlook]]]:
    told: list[Outlook] = []
    watch = Watch(told.append)
    try:
        yield watch, told
    finally:
        watch.stop()


@pytest.mark.parametrize("mode", AccountMode)
def test_at_each_page_there_is_room_for_the_reads_that_prove(mode: AccountMode) -> None:
    path, proof = PROOF[mode]
    with Paged(mode) as exchange, account_at(exchange, mode) as (account, budget), watching() as seen:
        room: list[bool] = []
        exchange.at_page = lambda: room.append(budget.has_room(path, proof))
        watch, told = seen
        watch.look_at(account, Scope((USDT,)))
        wait(lambda: bool(told), 60.0)
        assert len(told[0].orders or ()) == MANY
    assert len(room) >= PAGES
    assert all(room)


@pytest.mark.parametrize("mode", AccountMode)
def test_a_start_waits_for_no_room_where_few_orders_are_open(mode: AccountMode) -> None:
    with Paged(mode, 14) as exchange, account_at(exchange, mode) as (account, budget), watching() as seen:
        watch, told = seen
        watch.look_at(account, Scope())
        wait(lambda: bool(told))
        assert len(told[0].orders or ()) == 14
        assert budget.waited == []


@pytest.mark.parametrize("mode", AccountMode)
def test_a_press_at_the_fifth_page_waits_for_no_room_and_the_look_tells_nothing(mode: AccountMode) -> None:
    with Paged(mode) as exchange, account_at(exchange, mode) as (account, budget), watching() as seen:
        watch, told = seen
        begun = threading.Event()

        def press() -> None:
            if exchange.pages == 5:
                watch.hold()
                begun.set()

        exchange.at_page = press
        watch.look_at(account, Scope())
        assert begun.wait(60.0)
        report = Sweep({MAIN: account}, Scope()).run()
        assert report.verdict is Verdict.EMPTY
        assert [name for name in budget.waited if name != "in time"] == []
        assert told == []
        watch.release()
        wait(lambda: bool(told) and told[-1].orders is not None)
        assert [outlook.orders for outlook in told if outlook.orders] == []


@pytest.mark.parametrize("mode", AccountMode)
def test_a_read_that_gives_way_is_an_error_and_no_book(mode: AccountMode) -> None:
    with Paged(mode) as exchange, account_at(exchange, mode) as (account, _):
        with pytest.raises(errors.GaveWay):
            account.open_orders(USDT, until=time.monotonic() + 30, goes_on=lambda: exchange.pages < 5)
        assert exchange.pages < PAGES


def test_a_look_at_what_is_no_longer_shown_ends_as_well() -> None:
    mode = AccountMode.CLASSIC
    with Paged(mode) as exchange, account_at(exchange, mode) as (account, _), watching() as seen:
        watch, told = seen
        watch.look_at(account, Scope((USDT,)))
        wait(lambda: exchange.pages >= 5)
        watch.look_at(account, Scope((USDC,)))
        wait(lambda: bool(told))
        assert [outlook.scope for outlook in told] == [Scope((USDC,))]
        assert exchange.pages < PAGES
