from __future__ import annotations

import pytest

from gui.panic import refusals
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, OrderResult, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.sweep import Sweep
from gui.panic.verdict import ProductReport, Report, Verdict

from .fakes import COIN, USDC, USDT, FakeExchange, Step, book_of, coded, order

ONLY_USDT = Scope((USDT,))


def press(exchange: FakeExchange, scope: Scope = ONLY_USDT, deadline_s: float = 0.8) -> Report:
    return Sweep({MAIN: exchange}, scope, deadline_s=deadline_s).run()


def only(report: Report) -> ProductReport:
    (product,) = report.product_types
    return product


def test_a_press_cancels_every_order_and_proves_it() -> None:
    exchange = FakeExchange(*book_of(3, *ALL_FUTURES))
    report = press(exchange, Scope(), 5)
    assert report.verdict is Verdict.EMPTY
    assert exchange.book.open() == ()
    assert {row.result for row in report.orders} == {OrderResult.CANCELLED}
    assert len(report.orders) == 9
    assert report.elapsed_ms < 4000
    for product in report.product_types:
        assert product.timings.sent is not None
        assert product.timings.acknowledged is not None
        assert product.timings.proved is not None
        assert 0 <= product.timings.sent <= product.timings.acknowledged <= product.timings.proved
        assert exchange.count("cancel_all", product.product_type) == 1
        assert exchange.count("open_orders", product.product_type) == 1


def test_nothing_to_cancel_and_an_empty_read_are_empty() -> None:
    report = press(FakeExchange())
    assert report.verdict is Verdict.EMPTY
    assert "There was nothing to cancel." in report.sentence


def test_an_order_that_does_not_exist_any_more_counts_as_nothing_to_cancel() -> None:
    exchange = FakeExchange()
    exchange.script("cancel_all", USDT, coded(refusals.OrderGone, "43001"))
    assert press(exchange).verdict is Verdict.EMPTY


def test_nothing_to_cancel_is_no_proof_while_the_book_shows_an_order() -> None:
    exchange = FakeExchange(order("1"))
    exchange.always("cancel_all", USDT, coded(refusals.OrderGone, "22001"))
    exchange.always("cancel_orders", USDT, coded(refusals.OrderGone, "22001"))
    report = press(exchange)
    assert report.verdict is Verdict.LEFT
    assert only(report).left == 1


def test_orders_that_stay_are_left_and_named_with_the_exchange_s_reason() -> None:
    exchange = FakeExchange(*book_of(3, USDT))
    stubborn = Step(keeps=frozenset({"USDT-FUTURES-1"}))
    exchange.always("cancel_all", USDT, stubborn)
    exchange.always("cancel_orders", USDT, stubborn)
    report = press(exchange)
    product = only(report)
    assert report.verdict is Verdict.LEFT
    assert report.headline == "LEFT 1"
    assert (product.left, product.cancelled) == (1, 2)
    assert "1 order still open: BTCUSDT." in product.sentence
    assert "The order is under review." in product.sentence
    results = {row.order.order_id: (row.result, row.code) for row in report.orders}
    assert results["USDT-FUTURES-1"] == (OrderResult.STILL_OPEN, "13010")


def test_what_is_left_is_cancelled_by_id_in_a_second_pass() -> None:
    exchange = FakeExchange(*book_of(3, USDT))
    exchange.script("cancel_all", USDT, Step(keeps=frozenset({"USDT-FUTURES-2"})))
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.EMPTY
    assert exchange.count("cancel_all") == 1
    assert exchange.count("cancel_orders") == 1
    assert only(report).cancelled == 3


def test_orders_without_a_symbol_are_never_forgotten_by_the_second_pass() -> None:
    nameless = order("1")
    object.__setattr__(nameless, "symbol", None)
    exchange = FakeExchange(nameless)
    exchange.script("cancel_all", USDT, Step(keeps=frozenset({"1"})))
    assert press(exchange, deadline_s=5).verdict is Verdict.EMPTY
    assert exchange.count("cancel_all") == 2
    assert exchange.count("cancel_orders") == 0


def test_orders_that_leave_the_book_later_are_awaited() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.script("cancel_all", USDT, Step(settles_s=0.35))
    exchange.always("cancel_orders", USDT, Step(settles_s=0.35))
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.EMPTY
    assert report.elapsed_ms >= 350
    assert {row.result for row in report.orders} == {OrderResult.CANCELLED}


def test_an_acknowledgement_alone_proves_nothing() -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    never = Step(settles_s=60)
    exchange.always("cancel_all", USDT, never)
    exchange.always("cancel_orders", USDT, never)
    report = press(exchange)
    assert report.verdict is Verdict.LEFT
    assert only(report).left == 2


def test_only_orders_of_the_margin_coin_in_scope_count() -> None:
    exchange = FakeExchange(order("1", COIN, "BTC"), order("2", COIN, "ETH"))
    report = press(exchange, Scope((COIN,), "BTC"), 5)
    assert report.verdict is Verdict.EMPTY
    assert [each.order_id for each in exchange.book.open()] == ["2"]
    assert {coin for call, _, coin in exchange.calls if call == "cancel_all"} == {"BTC"}
    assert [row.order.order_id for row in report.orders] == ["1"]
    assert "margin coin BTC" in report.sentence


def test_an_order_that_hides_its_coin_keeps_a_press_of_one_coin_from_being_empty() -> None:
    exchange = FakeExchange(order("1", COIN, None))
    exchange.always("cancel_orders", COIN, Step(keeps=frozenset({"1"})))
    assert press(exchange, Scope((COIN,), "BTC")).verdict is Verdict.LEFT


def test_orders_placed_after_the_press_are_new_and_are_cancelled_too() -> None:
    exchange = FakeExchange(order("1"))
    exchange.script("open_orders", USDT, Step(then=lambda: exchange.book.place(order("2"))))
    report = press(exchange, deadline_s=5)
    assert report.verdict is Verdict.EMPTY
    assert {row.order.order_id: row.appeared for row in report.orders} == {"1": False, "2": True}
    assert "1 order appeared after the press: something is still placing orders" in report.sentence


def test_a_new_order_that_stays_is_new_and_left() -> None:
    exchange = FakeExchange(order("1"))
    exchange.script("open_orders", USDT, Step(then=lambda: exchange.book.place(order("2"))))
    exchange.always("cancel_orders", USDT, Step(keeps=frozenset({"2"})))
    exchange.always("cancel_all", USDT, Step(keeps=frozenset({"2"})))
    report = press(exchange)
    assert report.verdict is Verdict.LEFT
    assert {row.order.order_id: row.result for row in report.orders}["2"] is OrderResult.NEW


def test_orders_known_before_the_press_that_went_without_a_word_are_gone() -> None:
    exchange = FakeExchange()
    report = Sweep({MAIN: exchange}, ONLY_USDT, known={MAIN: [order("1")]}, deadline_s=5).run()
    assert report.verdict is Verdict.EMPTY
    assert [row.result for row in report.orders] == [OrderResult.GONE]
    assert "1 order gone" in report.sentence


def test_progress_tells_every_stage_in_order_and_ends_with_the_report() -> None:
    told: list[Progress] = []
    exchange = FakeExchange(order("1"))
    report = Sweep({MAIN: exchange}, ONLY_USDT, deadline_s=5, on_progress=told.append).run()
    assert [progress.stage for progress in told] == [Stage.ACKNOWLEDGED, Stage.READ, Stage.ENDED]
    assert told[-1].report == only(report)
    assert told[1].left == 0
    assert [progress.at_ms for progress in told] == sorted(progress.at_ms for progress in told)


@pytest.mark.parametrize("kinds", [(USDT,), (USDC, COIN), tuple(ProductType)])
def test_each_product_type_of_the_scope_is_pressed_and_no_other(kinds: tuple[ProductType, ...]) -> None:
    exchange = FakeExchange(*book_of(1, *ProductType))
    report = press(exchange, Scope(kinds), 5)
    assert tuple(product.product_type for product in report.product_types) == kinds
    assert {kind for _, kind, _ in exchange.calls} == set(kinds)
    assert {each.product_type for each in exchange.book.open()} == set(ProductType) - set(kinds)
