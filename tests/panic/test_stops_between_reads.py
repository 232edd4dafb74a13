"""Orders that change their kind between the reads, and reads that must not prove what they did not see."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from gui.panic import errors, refusals, stops
from gui.panic.accounts import MAIN
from gui.panic.exchange import BookRead
from gui.panic.orders import Covers, OrderResult, ProductType, Scope
from gui.panic.sweep import Sweep
from gui.panic.verdict import Verdict

from .fakes import PLAIN, USDT, FakeExchange, Step, order
from .test_press_again import Running, wait_until
from .test_stops import EVERYTHING, LONG, SHORT, press, stop


def test_an_old_plain_read_does_not_prove_what_a_stop_that_fired_left() -> None:
    exchange = FakeExchange()
    exchange.stop_book.place(stop(1))
    exchange.script("cancel_stops", USDT, Step(keeps=frozenset({"stop-1"})))

    def fire() -> None:
        exchange.stop_book.orders.clear()
        exchange.book.place(order("fired"))

    exchange.script("stops", USDT, Step(), Step(), Step(then=fire))
    exchange.script("open_orders", USDT, Step(), errors.CutOff())
    report = press(exchange)
    assert exchange.book.open() == ()
    assert report.verdict is Verdict.EMPTY
    assert exchange.proofs[-1].begun_at > 0
    assert "fired" in {row.order.order_id for row in report.orders}, "the read after the fire found it"


def test_a_stop_born_of_a_fill_during_the_press_is_cleared_too() -> None:
    exchange = FakeExchange(order("1"))
    exchange.script("cancel_all", USDT, Step(settles_s=30))

    def fill() -> None:
        exchange.book.orders.clear()
        exchange.stop_book.place(stop(7))

    exchange.script("open_orders", USDT, Step(then=fill))
    report = press(exchange)
    assert report.verdict is Verdict.EMPTY
    assert exchange.stop_book.open() == ()


def test_refused_is_not_said_after_stops_were_cancelled() -> None:
    exchange = FakeExchange(order("1"))
    exchange.stop_book.place(stop(1))
    exchange.script("cancel_all", USDT, errors.RateLimited())
    exchange.always("cancel_all", USDT, refusals.PermissionMissing())
    report = press(exchange, deadline_s=2.0)
    assert exchange.stop_book.open() == ()
    assert report.verdict is not Verdict.REFUSED
    assert "Nothing was cancelled" not in report.sentence
    assert report.product_types[0].unprotected is not None


def test_a_refused_cancel_of_stops_is_left_and_the_plain_orders_go() -> None:
    exchange = FakeExchange(order("1"))
    exchange.stop_book.place(stop(1))
    exchange.always("cancel_stops", USDT, refusals.ParameterRefused(code="40034"))
    report = press(exchange, deadline_s=2.0)
    assert report.verdict is Verdict.LEFT
    assert report.headline == "LEFT 1"
    assert "1 order cancelled, 1 stop still open" in report.sentence
    assert exchange.book.open() == ()


def test_a_refused_list_of_stops_does_not_give_the_plain_orders_up() -> None:
    exchange = FakeExchange(order("1"), order("2"), order("3"))
    exchange.always("stops", USDT, refusals.PermissionMissing())
    exchange.script("cancel_all", USDT, Step(keeps=frozenset({"2", "3"})), Step(keeps=frozenset({"3"})))
    report = press(exchange)
    assert exchange.book.open() == ()
    assert report.verdict is Verdict.UNKNOWN
    assert report.product_types[0].cancelled == 3


def test_a_list_of_stops_that_is_refused_twice_is_unknown_soon() -> None:
    exchange = FakeExchange(order("1"))
    exchange.always("stops", USDT, refusals.PermissionMissing(code="40014"))
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.UNKNOWN
    assert report.elapsed_ms < 4000
    assert exchange.count("stops") == 2
    assert report.product_types[0].code == "40014"


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_list_of_stops_that_is_refused_once_is_read_again(nth: int) -> None:
    exchange = FakeExchange(order("1"))
    exchange.stop_book.place(stop(1))
    exchange.script("stops", USDT, *(nth - 1) * [PLAIN], refusals.PermissionMissing())
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.EMPTY
    assert (exchange.book.open(), exchange.stop_book.open()) == ((), ())
    assert report.elapsed_ms < 1500


def test_slow_positions_hold_no_proof_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stops, "_NEWS_S", 2.0)
    exchange = FakeExchange(order("1"))
    freed = threading.Event()
    exchange.always("positions", USDT, Step(hangs=freed))
    report = press(exchange, deadline_s=6)
    freed.set()
    assert report.verdict is Verdict.EMPTY
    assert report.elapsed_ms < 1_800
    assert report.product_types[0].unprotected is None


def test_a_proof_near_the_deadline_stays_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stops, "_NEWS_S", 2.0)
    exchange = FakeExchange(order("1"))
    freed = threading.Event()
    exchange.always("positions", USDT, Step(hangs=freed))
    report = press(exchange, deadline_s=1.0)
    freed.set()
    assert report.verdict is Verdict.EMPTY


def test_a_lane_that_was_overtaken_tells_no_verdict() -> None:
    exchange = FakeExchange(order("1"))
    freed = threading.Event()
    exchange.script("positions", USDT, Step(hangs=freed))
    told: list[Verdict] = []
    running = Running(
        Sweep(
            {MAIN: exchange},
            EVERYTHING,
            deadline_s=4,
            on_progress=lambda it: told.append(it.report.verdict) if it.report else None,
        )
    )
    wait_until(lambda: exchange.count("positions") == 1)
    running.sweep.again()
    report = running.report()
    freed.set()
    assert report.verdict is Verdict.EMPTY
    assert told == [Verdict.EMPTY]


def test_a_stop_guards_its_own_side_only() -> None:
    exchange = FakeExchange()
    short = replace(SHORT, symbol="BTCUSDT")
    exchange.held += [LONG, short]
    exchange.stop_book.place(replace(stop(1), position_side="long"))
    exchange.always("cancel_stops", USDT, Step(keeps=frozenset({"stop-1"})))
    report = press(exchange, deadline_s=2.0)
    assert report.product_types[0].unprotected == (short,)


def test_a_position_without_a_coin_is_not_forgotten() -> None:
    exchange = FakeExchange()
    exchange.held.append(replace(LONG, margin_coin=None))
    report = press(exchange, replace(EVERYTHING, margin_coin="USDT"))
    assert report.product_types[0].unprotected == (replace(LONG, margin_coin=None),)


def test_nothing_to_cancel_is_not_said_of_stops_that_went() -> None:
    exchange = FakeExchange()
    exchange.stop_book.place(stop(1))
    report = press(exchange)
    assert "There was nothing to cancel" not in report.sentence
    assert report.sentence.startswith("1 stop cancelled.")


def test_one_look_at_the_stops_serves_however_many_presses() -> None:
    exchange = FakeExchange(order("1"))
    freed = threading.Event()
    exchange.always("stops", USDT, Step(hangs=freed))
    exchange.script("cancel_all", USDT, *[Step(before=errors.Silent())] * 3)
    running = Running(Sweep({MAIN: exchange}, Scope((USDT,)), deadline_s=4))
    for number in range(1, 4):
        wait_until(lambda number=number: exchange.count("cancel_all") >= number)  # type: ignore[misc]
        running.sweep.again()
    report = running.report()
    freed.set()
    assert report.verdict is Verdict.EMPTY
    assert exchange.count("stops") == 1


def test_rows_of_stops_and_orders_are_told_apart() -> None:
    exchange = FakeExchange(order("1"))
    exchange.stop_book.place(replace(stop(1), order_id="1"))  # the same number in another list
    report = press(exchange)
    assert [row.result for row in report.orders] == [OrderResult.CANCELLED] * 2
    assert {row.order.is_stop for row in report.orders} == {True, False}
    assert report.sentence.startswith("1 order and 1 stop cancelled.")


def test_everything_says_what_it_takes() -> None:
    assert Scope(kinds=Covers.EVERYTHING).sentence.endswith("No stop stays.")
    assert ProductType.USDT_FUTURES in Scope(kinds=Covers.EVERYTHING).product_types
    assert BookRead((), 0.0, 0.0).orders == ()
