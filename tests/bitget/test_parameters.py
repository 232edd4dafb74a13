"""The parameters of an order: read exactly, and borne when they are nonsense."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from gui.bitget.classic import Classic
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.bitget.unified import Unified
from gui.panic.orders import ALL_FUTURES, Namespace, OpenOrder, ProductType
from gui.panic.secrets import Credentials
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange

from .clients import body, classic, soon, unified

USDT = ProductType.USDT_FUTURES
V2_ORDER = {
    "orderId": "1",
    "orderType": "limit",
    "force": "post_only",
    "reduceOnly": "NO",
    "presetStopSurplusPrice": "70000.5",
    "presetStopLossPrice": "51000",
    "marginMode": "isolated",
    "tradeSide": "open",
    "leverage": "12.5",
    "enterPointSource": "WEB",
}
V2_PLAN = {
    "orderId": "2",
    "planType": "normal_plan",
    "orderType": "limit",
    "triggerPrice": "60000",
    "triggerType": "fill_price",
    "executePrice": "60010",
    "callbackRatio": "1.5",
    "stopSurplusTriggerPrice": "65000",
    "stopLossTriggerPrice": "59000",
    "marginMode": "crossed",
    "tradeSide": "close",
}
V3_ORDER = {
    "orderId": "3",
    "orderType": "limit",
    "timeInForce": "gtc",
    "reduceOnly": "yes",
    "takeProfit": "70000",
    "stopLoss": "",
    "marginMode": "crossed",
}
V3_STRATEGY = {
    "orderId": "4",
    "type": "trigger",
    "triggerPrice": "60000",
    "triggerBy": "mark",
    "triggerOrderType": "limit",
    "triggerOrderPrice": "60010",
    "reduceOnly": "NO",
}


def read(item: dict[str, Any], *, stops: bool, is_unified: bool) -> OpenOrder:
    """Have one item read; the other lists are empty."""
    if is_unified:
        first, none = (200, body({"list": [item]})), (200, body({"list": []}))
        client: Classic | Unified = unified(first, none, none)
    else:
        first, none = (
            (200, body({"entrustedList": [item], "endId": "1"})),
            (200, body({"entrustedList": None})),
        )
        client = classic(first, none, none)
    book = client.stops(USDT, until=soon()) if stops else client.open_orders(USDT, until=soon())
    (order,) = book.orders
    return order


CASES = [
    pytest.param(V2_ORDER, False, False, id="v2 order"),
    pytest.param(V2_PLAN, True, False, id="v2 plan"),
    pytest.param(V3_ORDER, False, True, id="v3 order"),
    pytest.param(V3_STRATEGY, True, True, id="v3 strategy"),
]


def test_every_parameter_of_a_classic_order_is_read() -> None:
    order = read(V2_ORDER, stops=False, is_unified=False)
    assert (order.order_type, order.force, order.reduce_only) == ("limit", "post_only", False)
    assert (order.preset_take_profit, order.preset_stop_loss) == (Decimal("70000.5"), Decimal(51000))
    assert (order.margin_mode, order.trade_side, order.leverage) == ("isolated", "open", Decimal("12.5"))
    assert order.source == "WEB"


def test_every_parameter_of_a_classic_stop_is_read() -> None:
    order = read(V2_PLAN, stops=True, is_unified=False)
    assert (order.trigger_price, order.trigger_type) == (Decimal(60000), "fill_price")
    assert (order.execute_price, order.callback_percent) == (Decimal(60010), Decimal("1.5"))
    assert (order.preset_take_profit, order.preset_stop_loss) == (Decimal(65000), Decimal(59000))
    assert (order.order_type, order.margin_mode, order.trade_side) == ("limit", "crossed", "close")
    assert order.reduce_only is None


def test_every_parameter_of_a_unified_order_is_read() -> None:
    order = read(V3_ORDER, stops=False, is_unified=True)
    assert (order.order_type, order.force, order.reduce_only) == ("limit", "gtc", True)
    assert (order.preset_take_profit, order.preset_stop_loss) == (Decimal(70000), None)
    assert order.margin_mode == "crossed"


def test_every_parameter_of_a_strategy_order_is_read() -> None:
    order = read(V3_STRATEGY, stops=True, is_unified=True)
    assert (order.trigger_price, order.trigger_type) == (Decimal(60000), "mark")
    assert (order.execute_price, order.order_type, order.reduce_only) == (Decimal(60010), "limit", False)


@pytest.mark.parametrize(("item", "stops", "is_unified"), CASES)
@pytest.mark.parametrize("nonsense", [None, "", [], {}, True, [1], {"a": 1}, "x" * 100])
def test_nonsense_in_a_parameter_costs_that_parameter_and_no_order(
    item: dict[str, Any], stops: bool, is_unified: bool, nonsense: Any
) -> None:
    broken = {name: value if name == "orderId" else nonsense for name, value in item.items()}
    order = read(broken, stops=stops, is_unified=is_unified)
    assert order.order_id == item["orderId"]
    for field in dataclasses.fields(OpenOrder):
        value = getattr(order, field.name)
        assert value is None or isinstance(value, str | bool | Namespace), field.name


@pytest.fixture(scope="module", params=["classic", "unified"])
def client(request: pytest.FixtureRequest) -> Iterator[Classic | Unified]:
    kind = Classic if request.param == "classic" else Unified
    with PracticeExchange(orders=60, stops=12, account_mode=request.param) as exchange:
        made = kind(SignedCalls(Transport(exchange.url), Credentials.of(KEY, SECRET, PASSPHRASE)))
        yield made
        made.close()


def test_the_practice_book_shows_orders_of_every_sort(client: Classic | Unified) -> None:
    until = time.monotonic() + 5
    orders = [order for kind in ALL_FUTURES for order in client.open_orders(kind, until=until).orders]
    assert {order.force for order in orders} == {"gtc", "post_only"}
    assert {order.reduce_only for order in orders} == {True, False}
    assert {order.margin_mode for order in orders} == {"crossed", "isolated"}
    presets = {(order.preset_take_profit is None, order.preset_stop_loss is None) for order in orders}
    assert presets == {(True, True), (True, False), (False, True), (False, False)}
    for order in orders:
        is_buy = order.side == "buy"
        assert order.price is not None
        if order.preset_take_profit is not None:
            assert (order.preset_take_profit > order.price) is is_buy
        if order.preset_stop_loss is not None:
            assert (order.preset_stop_loss < order.price) is is_buy


def test_the_practice_stops_show_what_triggers_them(client: Classic | Unified) -> None:
    until = time.monotonic() + 5
    stops = [stop for kind in ALL_FUTURES for stop in client.stops(kind, until=until).orders]
    assert all(stop.trigger_price == stop.price is not None for stop in stops)
    assert len({stop.trigger_type for stop in stops}) == 2
    assert {stop.order_type for stop in stops} == {"market", "limit"}
    assert all((stop.execute_price is None) is (stop.order_type == "market") for stop in stops)
