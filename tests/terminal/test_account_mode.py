"""An account that turns out to be of the other kind: the press goes on by the other interface."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from gui.bitget.account import BitgetAccount
from gui.panic.accounts import MAIN
from gui.panic.exchange import Exchange
from gui.panic.orders import AccountMode, Covers, Environment, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.readiness import examine
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict
from gui.practice import PracticeExchange, parse_fault
from gui.practice_drill import CREDENTIALS
from gui.venue import open_exchange

CLASSIC, UNIFIED = AccountMode.CLASSIC, AccountMode.UNIFIED
BOTH_WAYS = pytest.mark.parametrize(("before", "after"), [(CLASSIC, UNIFIED), (UNIFIED, CLASSIC)])
EITHER_SCOPE = pytest.mark.parametrize("covers", Covers)


@contextmanager
def client_of(exchange: PracticeExchange, mode: AccountMode | None = None) -> Iterator[Exchange]:
    with closing(open_exchange(Environment.PRACTICE, CREDENTIALS, exchange.url, mode)) as client:
        yield client


def assert_empty(report: Report, exchange: PracticeExchange, covers: Covers, mode: AccountMode) -> None:
    assert report.verdict is Verdict.EMPTY, report.text
    assert exchange.book.open_orders() == []
    stops = 0 if covers is Covers.EVERYTHING else 5
    assert len(exchange.book.open_plans()) == stops
    assert {product.mode for product in report.product_types} == {mode}
    assert sum(product.cancelled for product in report.product_types) == 19 - stops


@BOTH_WAYS
@EITHER_SCOPE
def test_an_account_that_was_switched_since_it_was_looked_at_is_emptied_in_the_same_sweep(
    before: AccountMode, after: AccountMode, covers: Covers
) -> None:
    with PracticeExchange(account_mode=before) as exchange, client_of(exchange) as client:
        examine(client, Scope(kinds=covers), until=time.monotonic() + 5)
        assert client.mode is before
        time.sleep(1.1)  # the look used up some of what this second allows
        exchange.set_account_mode(after)
        exchange.requests.clear()
        report = Sweep({MAIN: client}, Scope(kinds=covers)).run()
        assert_empty(report, exchange, covers, after)
        cancels = [ask.path for ask in exchange.requests if ask.method == "POST"]
        assert len([path for path in cancels if path.endswith(("-all-orders", "-symbol-order"))]) <= 6


@BOTH_WAYS
@EITHER_SCOPE
def test_an_account_that_is_switched_in_the_middle_of_a_press_is_emptied_all_the_same(
    before: AccountMode, after: AccountMode, covers: Covers
) -> None:
    with PracticeExchange(account_mode=before) as exchange, client_of(exchange, before) as client:

        def switch(progress: Progress) -> None:
            if progress.stage is Stage.ACKNOWLEDGED:
                exchange.set_account_mode(after)

        report = Sweep({MAIN: client}, Scope(kinds=covers), on_progress=switch).run()
        assert report.verdict is Verdict.EMPTY, report.text
        assert exchange.book.open_orders() == []
        assert len(exchange.book.open_plans()) == (0 if covers is Covers.EVERYTHING else 5)
        assert client.mode is after


@pytest.mark.parametrize("mode", AccountMode)
@EITHER_SCOPE
def test_an_account_of_which_nothing_is_known_is_emptied_without_a_look_first(
    mode: AccountMode, covers: Covers
) -> None:
    with PracticeExchange(account_mode=mode) as exchange, client_of(exchange) as client:
        report = Sweep({MAIN: client}, Scope(kinds=covers)).run()
        assert_empty(report, exchange, covers, mode)
        assert not [ask.path for ask in exchange.requests if ask.path.endswith("/settings")]


@pytest.mark.parametrize("mode", AccountMode)
@pytest.mark.parametrize(
    "fault",
    [
        "html-200",
        "empty-200",
        "silent",
        "reset",
        "http=503",
        "rate-limited=60000",
        "truncated-json",
        "redirect",
    ],
)
def test_settings_that_cannot_be_read_leave_the_mode_open_and_the_press_finds_out(
    mode: AccountMode, fault: str
) -> None:
    faults = [parse_fault(f"settings:{fault}")]
    with PracticeExchange(account_mode=mode, faults=faults) as exchange, client_of(exchange) as client:
        assert isinstance(client, BitgetAccount)
        assert client.detect(time.monotonic() + 0.5) is None
        report = Sweep({MAIN: client}, Scope(kinds=Covers.EVERYTHING)).run()
        assert_empty(report, exchange, Covers.EVERYTHING, mode)
