"""Trigger, TP/SL and trailing orders during a press."""

from __future__ import annotations

import threading
from dataclasses import replace
from decimal import Decimal

import pytest

from gui.panic import errors, refusals, stops
from gui.panic.accounts import MAIN
from gui.panic.orders import Covers, Namespace, OpenOrder, OrderResult, Position, Scope
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict
from tests.panic.fakes import USDC, USDT, FakeExchange, Step, order

ORDERS = Scope((USDT,))
EVERYTHING = Scope((USDT,), kinds=Covers.EVERYTHING)
LONG = Position(USDT, "BTCUSDT", "long", Decimal("0.5"), "USDT")
SHORT = Position(USDT, "ETHUSDT", "short", Decimal(4), "USDT")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """News that is no proof has its time on a busy computer too."""
    monkeypatch.setattr(stops, "_NEWS_S", 2.5)


def stop(number: int, plan_type: str = "pos_loss", symbol: str = "BTCUSDT", coin: str = "USDT") -> OpenOrder:
    plain = order(f"stop-{number}", USDT, coin)
    return replace(plain, symbol=symbol, namespace=Namespace.PROFIT_LOSS, plan_type=plan_type)


@pytest.fixture
def exchange() -> FakeExchange:
    made = FakeExchange(order("1"), order("2"))
    made.stop_book.place(stop(1), stop(2, "pos_profit"), stop(3, "loss_plan", "ETHUSDT"))
    made.held += [LONG, SHORT]
    return made


def press(exchange: FakeExchange, scope: Scope = EVERYTHING, deadline_s: float = 3.0) -> Report:
    return Sweep({MAIN: exchange}, scope, deadline_s=deadline_s).run()


def test_orders_only_leaves_every_stop_and_says_how_many_stay(exchange: FakeExchange) -> None:
    report = press(exchange, ORDERS)
    assert report.verdict is Verdict.EMPTY
    assert len(exchange.stop_book.open()) == 3
    assert exchange.count("cancel_stops") == 0
    assert report.product_types[0].stops_left == 3
    assert "3 stops stay." in report.text
    assert not any(row.order.is_stop for row in report.orders)


def test_orders_only_is_proved_although_the_stops_cannot_be_read(exchange: FakeExchange) -> None:
    exchange.always("stops", USDT, errors.Malformed())
    report = press(exchange, ORDERS)
    assert report.verdict is Verdict.EMPTY
    assert report.product_types[0].stops_left is None
    assert report.text.endswith("How many stops stand is not known.")


def test_a_hanging_look_at_the_stops_does_not_hold_the_proof(exchange: FakeExchange) -> None:
    go_on = threading.Event()
    exchange.always("stops", USDT, Step(hangs=go_on))
    report = press(exchange, ORDERS)
    go_on.set()
    assert report.verdict is Verdict.EMPTY
    assert report.elapsed_ms < 2_000
    assert report.text.endswith("How many stops stand is not known.")


def test_everything_clears_the_stops_and_names_the_bare_positions(exchange: FakeExchange) -> None:
    report = press(exchange)
    assert report.verdict is Verdict.EMPTY
    assert exchange.stop_book.open() == ()
    assert exchange.book.open() == ()
    [product] = report.product_types
    assert (product.cancelled, product.left, product.stops_left) == (5, 0, 0)
    assert product.unprotected == (LONG, SHORT)
    assert "2 positions have no stop now: BTCUSDT long 0.5, ETHUSDT short 4." in report.text
    assert {row.result for row in report.orders} == {OrderResult.CANCELLED}


def test_plain_orders_go_first(exchange: FakeExchange) -> None:
    press(exchange)
    made = [call for call, _, _ in exchange.calls]
    assert made.index("cancel_all") < made.index("stops") < made.index("cancel_stops")
    assert made.index("cancel_stops") < len(made) - 1 - made[::-1].index("open_orders")


def test_a_cancel_that_is_acknowledged_and_does_nothing_is_not_empty(exchange: FakeExchange) -> None:
    kept = frozenset({"stop-1", "stop-2", "stop-3"})
    exchange.always("cancel_stops", USDT, Step(keeps=kept))
    report = press(exchange, deadline_s=2.0)
    assert report.verdict is Verdict.LEFT
    assert report.headline == "LEFT 3"
    assert report.product_types[0].stops_left == 3
    assert report.product_types[0].unprotected == ()


@pytest.mark.parametrize("trouble", [errors.Malformed(), errors.Silent(), refusals.PermissionMissing()])
def test_stops_that_cannot_be_read_make_everything_unknown(
    exchange: FakeExchange, trouble: errors.ExchangeError
) -> None:
    exchange.always("stops", USDT, trouble)
    report = press(exchange, deadline_s=1.6)
    assert report.verdict is Verdict.UNKNOWN
    assert report.product_types[0].unprotected is None
    assert exchange.book.open() == (), "the plain orders were cancelled all the same"


def test_a_list_that_fails_after_the_cancel_proves_nothing(exchange: FakeExchange) -> None:
    exchange.script("stops", USDT, Step())
    exchange.always("stops", USDT, errors.CutOff())
    report = press(exchange, deadline_s=1.6)
    assert report.verdict is Verdict.UNKNOWN


def test_a_stop_that_fires_during_the_press_is_found_among_the_plain_orders(exchange: FakeExchange) -> None:
    def fire() -> None:
        exchange.stop_book.orders.pop("stop-3", None)
        exchange.book.place(order("fired"))

    exchange.script("stops", USDT, Step(), Step(then=fire))
    report = press(exchange)
    assert report.verdict is Verdict.EMPTY
    assert exchange.book.open() == ()
    assert "fired" in {row.order.order_id for row in report.orders}


def test_positions_that_cannot_be_read_are_said_to_be_unread(exchange: FakeExchange) -> None:
    exchange.always("positions", USDT, errors.Silent())
    report = press(exchange)
    assert report.verdict is Verdict.EMPTY
    assert report.product_types[0].unprotected is None
    assert "Which positions have no stop now could not be read." in report.text


def test_a_stop_that_stays_guards_its_position(exchange: FakeExchange) -> None:
    exchange.always("cancel_stops", USDT, Step(keeps=frozenset({"stop-3"})))
    report = press(exchange, deadline_s=2.0)
    assert report.product_types[0].unprotected == (LONG,)


def test_a_margin_coin_narrows_the_stops_too(exchange: FakeExchange) -> None:
    exchange.stop_book.place(stop(9, coin="USDE"))
    report = press(exchange, replace(EVERYTHING, margin_coin="USDT"))
    assert report.verdict is Verdict.EMPTY
    assert [each.order_id for each in exchange.stop_book.open()] == ["stop-9"]


def test_refused_orders_leave_the_stops_alone(exchange: FakeExchange) -> None:
    exchange.always("cancel_all", USDT, refusals.PermissionMissing())
    report = press(exchange)
    assert report.verdict is Verdict.REFUSED
    assert len(exchange.stop_book.open()) == 3


def test_one_product_type_with_unread_stops_does_not_stop_the_other(exchange: FakeExchange) -> None:
    exchange.always("stops", USDC, errors.Silent())
    report = press(exchange, Scope((USDT, USDC), kinds=Covers.EVERYTHING), deadline_s=1.6)
    verdicts = {product.product_type: product.verdict for product in report.product_types}
    assert verdicts == {USDT: Verdict.EMPTY, USDC: Verdict.UNKNOWN}


def test_with_little_time_the_stops_are_cancelled_once_all_the_same(exchange: FakeExchange) -> None:
    report = press(exchange, deadline_s=0.8)
    assert report.verdict is Verdict.EMPTY
    assert exchange.stop_book.open() == ()
    assert exchange.count("cancel_stops") == 1


def test_a_list_that_the_deadline_cut_short_does_not_undo_what_the_one_before_it_showed(
    exchange: FakeExchange,
) -> None:
    exchange.always("cancel_stops", USDT, Step(keeps=frozenset({"stop-1", "stop-2", "stop-3"})))
    exchange.script("stops", USDT, Step(), Step())
    exchange.always("stops", USDT, errors.OutOfTime())
    report = press(exchange, deadline_s=1.6)
    assert report.verdict is Verdict.LEFT
    assert report.headline == "LEFT 3"
    assert report.product_types[0].stops_left == 3


@pytest.mark.parametrize("trouble", [errors.Malformed(), errors.ExchangeTrouble(), errors.Silent()])
def test_after_a_cancel_of_stops_that_failed_the_list_tells_what_stands(
    exchange: FakeExchange, trouble: errors.ExchangeError
) -> None:
    exchange.always("cancel_stops", USDT, trouble)
    report = press(exchange, deadline_s=1.0)
    assert report.verdict is Verdict.LEFT
    assert report.headline == "LEFT 3"
    assert exchange.count("stops") >= 2


def test_an_empty_list_of_stops_is_no_proof_for_a_later_pass(exchange: FakeExchange) -> None:
    exchange.stop_book = FakeExchange().stop_book
    exchange.script("open_orders", USDT, errors.CutOff())
    exchange.script("stops", USDT, Step())
    exchange.always("stops", USDT, errors.CutOff())
    report = press(exchange, deadline_s=1.0)
    assert report.verdict is Verdict.UNKNOWN
