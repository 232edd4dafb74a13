"""A read that overlaps with the cancel: shows early what is left, and is never a proof."""

from __future__ import annotations

import threading
import time

import pytest

from gui.panic import errors, refusals
from gui.panic.accounts import MAIN
from gui.panic.exchange import BookRead
from gui.panic.glimpse import Glimpse
from gui.panic.ledger import Ledger
from gui.panic.memory import Memory
from gui.panic.orders import OpenOrder, OrderResult, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.sweep import Sweep
from gui.panic.turnstile import Turnstile
from gui.panic.verdict import Report, Verdict

from .fakes import USDT, FakeExchange, Step, order

ONLY_USDT = Scope((USDT,))


class Slow(FakeExchange):
    """A cancel takes its time, so that a glimpse comes before its answer; looks shows what it gives."""

    def __init__(self, *orders: OpenOrder, cancel_s: float = 0.1) -> None:
        super().__init__(*orders)
        self.cancel_s = cancel_s
        self.looks: tuple[OpenOrder, ...] | Exception | None = None

    def cancel_all(self, product_type: ProductType, margin_coin: str | None, *, until: float):  # type: ignore[no-untyped-def]
        time.sleep(self.cancel_s)
        return super().cancel_all(product_type, margin_coin, until=until)

    def glimpse(self, product_type: ProductType, *, until: float) -> tuple[OpenOrder, ...] | None:
        super().glimpse(product_type, until=until)
        if isinstance(self.looks, Exception):
            raise self.looks
        return self.looks


def pressed(exchange: FakeExchange) -> tuple[Report, list[Progress]]:
    told: list[Progress] = []
    report = Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=2, on_progress=told.append).run()
    return report, told


def glimpses(told: list[Progress]) -> list[Progress]:
    return [each for each in told if each.stage is Stage.GLIMPSED]


def test_it_comes_before_the_answer_to_the_cancel_and_names_what_is_left() -> None:
    exchange = Slow(order("1"))
    exchange.looks = (order("1"), order("2"))
    report, told = pressed(exchange)
    assert [each.stage for each in told][:2] == [Stage.GLIMPSED, Stage.ACKNOWLEDGED]
    (seen,) = glimpses(told)
    assert seen.left == 2
    assert {row.order.order_id for row in seen.orders} == {"1", "2"}
    assert {row.result for row in seen.orders} == {OrderResult.UNCONFIRMED}
    assert report.verdict is Verdict.EMPTY


def test_an_empty_one_proves_nothing_where_the_book_cannot_be_read() -> None:
    exchange = Slow(order("1"))
    exchange.looks = ()
    exchange.always("open_orders", USDT, errors.Silent())
    report, told = pressed(exchange)
    assert glimpses(told)[0].left == 0
    assert report.verdict is Verdict.UNKNOWN
    assert [row.result for row in report.orders] != [OrderResult.GONE]


def test_what_it_does_not_show_may_stand_all_the_same() -> None:
    exchange = Slow(order("1"), order("2"))
    exchange.looks = (order("2"),)
    exchange.always("cancel_all", USDT, errors.Silent())
    exchange.always("open_orders", USDT, errors.Silent())
    report, _ = pressed(exchange)
    assert report.verdict is Verdict.UNKNOWN
    assert {row.result for row in report.orders} == {OrderResult.UNCONFIRMED}


@pytest.mark.parametrize("looks", [None, errors.Silent(), refusals.KeyUnknown(), RuntimeError("broken")])
def test_one_that_cannot_be_had_changes_nothing(looks: Exception | None) -> None:
    exchange = Slow(order("1"))
    exchange.looks = looks
    report, told = pressed(exchange)
    assert glimpses(told) == []
    assert report.verdict is Verdict.EMPTY


def test_where_the_cancel_is_acknowledged_at_once_there_is_none() -> None:
    exchange = Slow(order("1"), cancel_s=0.0)
    exchange.looks = ()
    assert pressed(exchange)[0].verdict is Verdict.EMPTY
    assert exchange.count("glimpse") == 0


def test_one_whose_turn_comes_after_the_acknowledgement_does_not_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.panic.turnstile._PATIENCE_S", 30.0)
    exchange, turnstile, told = FakeExchange(order("1")), Turnstile(1), list[Progress]()
    now = time.monotonic()
    memory = Memory.of(USDT, ONLY_USDT, None, turnstile=turnstile)
    glimpse = Glimpse(exchange, ONLY_USDT, USDT, memory, pressed_at=now, until=now + 60, tell=told.append)
    with turnstile.inside():
        glimpse.begin()
        [thread] = [each for each in threading.enumerate() if each.name == "glimpse"]
        while not turnstile._waiting and thread.is_alive():
            time.sleep(0.001)
        glimpse.note_acknowledged()
    thread.join()
    assert exchange.count("glimpse") == 0
    assert told == []


def test_one_that_comes_after_the_read_is_not_told() -> None:
    exchange = Slow(order("1"))
    freed = threading.Event()
    exchange.script("glimpse", USDT, Step(hangs=freed))
    exchange.looks = (order("ghost"),)
    report, told = pressed(exchange)
    freed.set()
    time.sleep(0.05)
    assert glimpses(told) == []
    assert report.verdict is Verdict.EMPTY
    assert {row.order.order_id for row in report.orders} == {"1"}


def test_one_that_began_before_a_complete_read_adds_nothing_to_it() -> None:
    ledger = Ledger(USDT, ONLY_USDT, None)
    ledger.read(BookRead((), begun_at=2.0, ended_at=3.0), 10)
    assert ledger.glimpsed([order("1")], 1.9, 11) == ()
    assert ledger.outcomes() == ()
    assert [row.order.order_id for row in ledger.glimpsed([order("2")], 2.1, 12)] == ["2"]
