"""Looks that nobody asked for cost 1 % of each limit at most, as the exchange counts them.

The looks are real ones at the practice exchange; only the clock that paces them goes ahead by itself, so that
an hour of them takes seconds.
"""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from itertools import pairwise

import pytest

from gui.bitget.account import BitgetAccount
from gui.bitget.budget import ADDRESS_LIMIT, LIMIT, LIMITS, WINDOW_S, AddressBudget, RateBudget
from gui.bitget.classic import PENDING
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import TIME_PATH, Transport
from gui.bitget.unified import UNFILLED
from gui.desktop.looks import Looks
from gui.desktop.pace import BETWEEN_LOOKS_S, Pace, Turn, Turns
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, AccountMode, ProductType, Scope
from gui.panic.secrets import Credentials
from gui.practice import PASSPHRASE, SECRET, PracticeExchange
from gui.practice.accounts import account_names, key_of

USDT = ProductType.USDT_FUTURES
NO_WINDOW_S = 0.0001
HOUR_S = 3_600.0
PINGS_A_MINUTE = 12
READS = (PENDING, UNFILLED)


class Counting(PracticeExchange):
    """Writes down what was asked, at which moment of the clock that goes ahead."""

    def __init__(self, mode: AccountMode, accounts: int, orders: int = 14) -> None:
        super().__init__(orders=orders, rate_limited=False, account_mode=mode.value, accounts=accounts)
        self.now = 0.0
        self.asked: list[tuple[float, str]] = []

    def _record(self, request) -> None:  # type: ignore[no-untyped-def]
        if request.path != TIME_PATH:
            self.asked.append((self.now, request.path))
        super()._record(request)


@contextmanager
def looks_at(
    exchange: Counting, accounts: int, product_types: Sequence[ProductType]
) -> Iterator[dict[str, Looks]]:
    turns = Turns()
    with ExitStack() as stack:
        found = {}
        for name in account_names(accounts):
            calls = SignedCalls(Transport(exchange.url), Credentials.of(key_of(name), SECRET, PASSPHRASE))
            calls.budget = RateBudget(window_s=NO_WINDOW_S, address=AddressBudget(window_s=NO_WINDOW_S))
            account = BitgetAccount(calls)
            stack.callback(account.close)
            found[name] = Looks(account, Scope(tuple(product_types)), Pace(), Turn(turns))
        yield found


def let_pass(exchange: Counting, looks: dict[str, Looks], until: float) -> dict[str, list[float]]:
    """Let them look until this moment; gives when each of them did."""
    due = [(exchange.now, name) for name in looks]
    moments: dict[str, list[float]] = {name: [] for name in looks}
    while due[0][0] < until:
        exchange.now, name = heapq.heappop(due)
        looks[name].look(exchange.now, lambda: True)
        moments[name].append(exchange.now)
        heapq.heappush(due, (looks[name].next_at(exchange.now, is_used=True), name))
    return moments


def most_within(moments: Sequence[float], window_s: float) -> int:
    """The most of them that lie within any such time."""
    return max(sum(begin <= each < begin + window_s for each in moments) for begin in moments)


def assert_one_percent(asked: Sequence[tuple[float, str]]) -> None:
    for path in {path for _, path in asked}:
        limit = LIMITS.get(path, LIMIT)
        # Of an endpoint that may be asked once a second, 1 % is less than one in a minute.
        window_s = max(60.0, 100.0 / limit)
        most = most_within([at for at, each in asked if each == path], window_s)
        assert most <= limit * window_s / 100, f"{path}: {most} in {window_s:.0f} s"


@pytest.mark.parametrize("mode", AccountMode)
@pytest.mark.parametrize("product_types", [(USDT,), ALL_FUTURES], ids=["one", "three"])
def test_no_endpoint_sees_more_than_one_percent_of_its_limit(
    mode: AccountMode, product_types: Sequence[ProductType]
) -> None:
    with Counting(mode, 1) as exchange, looks_at(exchange, 1, product_types) as looks:
        [moments] = let_pass(exchange, looks, HOUR_S).values()
        found = looks["main"].outlook()
    assert_one_percent(exchange.asked)
    # That is no reason to look seldom: each moment tells something, and each book is read in its turn.
    assert {later - earlier for earlier, later in pairwise(moments)} == {15.0}
    assert BETWEEN_LOOKS_S == 15.0
    reads = Counter(path for _, path in exchange.asked if path in READS)
    assert reads.total() / (1 + (mode is AccountMode.CLASSIC)) > 2.7 * 60 * 1
    assert found.readiness.is_ready
    assert found.orders


@pytest.mark.parametrize("mode", AccountMode)
def test_a_book_of_many_pages_is_read_as_often_as_that_allows(mode: AccountMode) -> None:
    with Counting(mode, 1, orders=0) as exchange, looks_at(exchange, 1, ALL_FUTURES) as looks:
        for _ in range(450):
            exchange.book.place("BTCUSDT", price=Decimal(50_000))
        let_pass(exchange, looks, HOUR_S / 3)
        assert len(looks["main"].outlook().orders or ()) == 450
    # What one read takes is more than a minute's share; so it is counted over as long as it has to last.
    reads = [at for at, path in exchange.asked if path in READS and at > 0]
    most = 0.2 if mode is AccountMode.UNIFIED else 0.1
    assert len(reads) <= most * HOUR_S / 3
    assert len(set(reads)) > 10


@pytest.mark.parametrize("mode", AccountMode)
def test_twenty_accounts_see_one_percent_of_what_their_address_may_ask(mode: AccountMode) -> None:
    with Counting(mode, 20) as exchange, looks_at(exchange, 20, ALL_FUTURES) as looks:
        moments = let_pass(exchange, looks, HOUR_S / 6)
    later = [at for at, _ in exchange.asked if at > 0]  # at first somebody waits for everything
    assert most_within(later, 60.0) + PINGS_A_MINUTE <= ADDRESS_LIMIT / 100
    # Each has its turn, and none is left behind.
    assert {name for name, each in moments.items() if len(each) >= 11} == set(looks)


@pytest.mark.parametrize("pages", [1, 13, 40])
def test_twenty_books_of_many_pages_are_read_within_one_percent_of_what_their_address_may_ask(
    pages: int,
) -> None:
    """Each is asked in one go, so it is its beginning that has to wait."""
    turns = Turns()
    mine = [Turn(turns) for _ in range(20)]
    due = [(0.0, at) for at in range(20)]
    asked: list[float] = []
    looked = Counter[int]()
    while due[0][0] < HOUR_S:
        now, at = heapq.heappop(due)
        # Every third look is one at the account, as it is where the share of the books is used up.
        requests = 2 if looked[at] % 3 == 2 else 3 + pages
        moment = mine[at].take(now, now + BETWEEN_LOOKS_S, requests)
        asked += [moment] * requests
        looked[at] += 1
        heapq.heappush(due, (moment, at))
    assert most_within(sorted(asked), 60.0) + PINGS_A_MINUTE <= ADDRESS_LIMIT / 100
    # Nobody waits longer than that takes, and none for another's sake.
    assert len(asked) > 0.7 * 48 * 60
    assert min(looked.values()) >= max(looked.values()) - 2


def test_a_press_right_after_a_look_at_everything_finds_room_for_its_reads() -> None:
    with Counting(AccountMode.CLASSIC, 1) as exchange:
        calls = SignedCalls(Transport(exchange.url), Credentials.of(key_of(MAIN), SECRET, PASSPHRASE))
        account = BitgetAccount(calls)
        try:
            looks = Looks(account, Scope(), Pace(), Turn(Turns()))
            looks.look(time.monotonic(), lambda: True)
            time.sleep(WINDOW_S)
            looks.want()
            for _ in ALL_FUTURES:
                now = time.monotonic()
                looks.look(now, lambda: True)
                if (left_s := looks.next_at(now, is_used=True) - time.monotonic()) < 2.0:
                    time.sleep(max(0.0, left_s))
            assert exchange.asked[-1][1] == PENDING
            assert calls.budget.take_now(PENDING, 2 * len(ALL_FUTURES)), "both lists of each"
        finally:
            account.close()
