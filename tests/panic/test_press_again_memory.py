"""What a further press must not forget of the cancels that went before it."""

from __future__ import annotations

import threading

import pytest

from gui.panic import errors, refusals
from gui.panic.accounts import MAIN
from gui.panic.orders import OrderResult, Scope
from gui.panic.sweep import Sweep
from gui.panic.verdict import Verdict

from .fakes import USDT, FakeExchange, Step, book_of
from .test_press_again import Running, wait_until

ONLY_USDT = Scope((USDT,))


def running(exchange: FakeExchange) -> Running:
    return Running(Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=2.5))


def test_refused_is_not_said_over_orders_that_the_first_press_cancelled() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.script("open_orders", USDT, errors.Silent())
    press = running(exchange)
    wait_until(lambda: exchange.count("open_orders") >= 1)
    exchange.always("cancel_all", USDT, refusals.PairUnavailable(code="41114"))
    press.sweep.again()
    wait_until(lambda: exchange.count("cancel_all") >= 2)
    report = press.report()
    assert report.verdict is not Verdict.REFUSED
    assert "Nothing was cancelled" not in report.sentence
    assert {row.result for row in report.orders} == {OrderResult.CANCELLED}


def test_refused_is_not_said_after_an_answer_was_lost() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.script("cancel_all", USDT, Step(after=errors.CutOff()))
    exchange.script("open_orders", USDT, errors.Silent())
    press = running(exchange)
    wait_until(lambda: exchange.count("open_orders") >= 1)
    exchange.always("cancel_all", USDT, refusals.PermissionMissing())
    press.sweep.again()
    report = press.report()
    assert report.verdict is Verdict.UNKNOWN
    assert "Nothing was cancelled" not in report.sentence


@pytest.mark.parametrize("acts", [True, False])
def test_refused_is_not_said_while_the_first_cancel_is_under_way(acts: bool) -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    freed = threading.Event()
    exchange.script("cancel_all", USDT, Step(hangs=freed, before=None if acts else errors.NeverLeft()))
    exchange.always("cancel_all", USDT, refusals.PermissionMissing())
    press = running(exchange)
    wait_until(lambda: exchange.count("cancel_all") == 1)
    press.sweep.again()
    wait_until(lambda: exchange.count("cancel_all") >= 2)
    report = press.report()
    freed.set()
    assert report.verdict is not Verdict.REFUSED


def test_nothing_to_cancel_is_not_said_while_the_first_cancel_is_under_way() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    freed = threading.Event()

    def clear() -> None:
        exchange.book.orders.clear()

    exchange.script("cancel_all", USDT, Step(hangs=freed))
    press = running(exchange)
    wait_until(lambda: exchange.count("cancel_all") == 1)
    clear()  # the exchange acted, and its answer is still on its way
    press.sweep.again()
    report = press.report()
    freed.set()
    assert report.verdict is Verdict.EMPTY
    assert "There was nothing to cancel" not in report.sentence
    assert "An answer was lost" in report.sentence


def test_a_first_press_that_is_refused_stays_refused() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.always("cancel_all", USDT, refusals.PermissionMissing())
    report = Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=2.5).run()
    assert report.verdict is Verdict.REFUSED
    assert {row.result for row in report.orders} <= {OrderResult.FAILED}
