from __future__ import annotations

import time
from collections import Counter
from decimal import Decimal

import pytest

from gui.practice import Book, PracticeExchange, ProductType

from .conftest import Later


@pytest.mark.parametrize("count", [0, 1, 14, 250])
def test_a_fresh_exchange_holds_as_many_orders_as_asked(count: int) -> None:
    assert len(PracticeExchange(orders=count).book.open_orders()) == count


def test_seeded_orders_are_spread_over_the_products_and_sides_and_states() -> None:
    orders = PracticeExchange(orders=100).book.open_orders()
    by_product = Counter(order.product_type for order in orders)
    assert by_product == {
        ProductType.USDT_FUTURES: 60,
        ProductType.USDC_FUTURES: 20,
        ProductType.COIN_FUTURES: 20,
    }
    assert Counter(order.status for order in orders)["partially_filled"] == 20
    assert min(Counter(order.side for order in orders).values()) > 30
    assert any(order.reduce_only for order in orders)
    assert {order.margin_coin for order in orders} == {"USDT", "USDC", "BTC", "ETH"}


def test_each_product_of_the_default_book_has_a_partly_filled_order() -> None:
    orders = PracticeExchange().book.open_orders()
    assert {order.product_type for order in orders if order.status == "partially_filled"} == {
        ProductType.USDT_FUTURES,
        ProductType.USDC_FUTURES,
        ProductType.COIN_FUTURES,
    }


def test_seeding_is_the_same_every_time_and_ids_grow() -> None:
    first, second = (PracticeExchange(orders=300, clock=lambda: 1.7e9).book.open_orders() for _ in range(2))
    assert first == second
    ids = [int(order.order_id) for order in first]
    assert ids == sorted(set(ids))
    assert {len(order.order_id) for order in first} == {19}
    assert len({order.client_oid for order in first}) == 300
    assert all(1.7e12 - 6 * 3600e3 <= order.placed_ms <= 1.7e12 for order in first)


def test_ten_thousand_orders_are_placed_quickly_enough_for_a_test() -> None:
    began = time.monotonic()
    assert len(PracticeExchange(orders=10_000).book.open_orders()) == 10_000
    assert time.monotonic() - began < 20


def test_placing_and_filling() -> None:
    book = Book()
    order = book.place("ETHPERP", "sell", Decimal("1.5"), Decimal("3500"), reduce_only=True)
    assert (order.product_type, order.margin_coin, order.status) == ("USDC-FUTURES", "USDC", "live")
    book.fill(order.order_id, Decimal("0.5"))
    (held,) = book.open_orders("USDC-FUTURES")
    assert (held.filled, held.status) == (Decimal("0.5"), "partially_filled")
    assert book.open_orders(ProductType.COIN_FUTURES) == []
    book.fill(order.order_id)
    assert book.open_orders() == []


@pytest.mark.parametrize(("side", "filled"), [("hold", 0), ("buy", 5), ("buy", -1)])
def test_an_impossible_order_is_refused(side: str, filled: int) -> None:
    with pytest.raises(ValueError, match="side buy or sell"):
        Book().place(side=side, size=Decimal(5), filled=Decimal(filled))


def test_settling_orders_stay_and_a_second_cancel_does_not_prolong_it(later: Later) -> None:
    book = Book()
    book.place()
    book.cancel(lambda _: True, after_ms=5_000)
    assert len(book.open_orders()) == 1
    book.cancel(lambda _: True, after_ms=60_000)
    later(5)
    assert book.open_orders() == []


def test_an_order_placed_again_is_later_and_like_the_first(later: Later) -> None:
    book = Book()
    first = book.place("BTCUSD", "sell", margin_coin="ETH")
    book.cancel(lambda _: True)
    book.place_again(first, after_ms=5_000)
    assert book.open_orders() == []
    later(5)
    (again,) = book.open_orders()
    assert int(again.order_id) > int(first.order_id)
    assert again.placed_ms >= first.placed_ms + 5_000
    assert (again.symbol, again.side, again.price, again.margin_coin) == (
        first.symbol,
        first.side,
        first.price,
        "ETH",
    )


@pytest.mark.parametrize("how", [{"orders": -1}, {"port": 65536}, {"latency_ms": -1}, {"settle_ms": -5}])
def test_numbers_out_of_range_are_refused(how: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        PracticeExchange(**how)  # type: ignore[arg-type]
