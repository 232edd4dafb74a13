from __future__ import annotations

from typing import Any

import pytest

from gui.practice import PracticeExchange
from gui.practice.gate import signature_fits
from gui.practice.messages import Request

from .conftest import Open
from .signed import (
    CANCEL_BATCH,
    CANCEL_ONE,
    CANCEL_STRATEGY,
    CANCEL_SYMBOL,
    CURRENT_POSITION,
    SETTINGS,
    STRATEGIES,
    UNFILLED,
    Client,
)

USDT = "USDT-FUTURES"
Both = tuple[PracticeExchange, Client]


@pytest.fixture
def unified(open_exchange: Open) -> Both:
    return open_exchange(account_mode="unified")


def test_a_known_signature_of_the_unified_interface_fits() -> None:
    head = {
        "access-timestamp": "1700000000000",
        "access-sign": "+o/bjB5qWj8hNDphr8tQGcYWGmDts1RiZ7AEQZS5NJQ=",
    }
    body = b'{"category":"USDT-FUTURES"}'
    request = Request("POST", CANCEL_SYMBOL, "", head, body)
    assert signature_fits(request, "DUMMYSECRET_0123456789abcdef0123456789abcdef")


def test_the_settings_tell_the_mode(unified: Both) -> None:
    _, client = unified
    data = client.get(SETTINGS).data
    assert (data["accountMode"], data["uid"]) == ("unified", "1000000001")
    assert {"assetMode", "holdMode", "stpMode", "symbolConfigList", "coinConfigList"} <= set(data)


def test_cancel_symbol_takes_a_category_and_tells_the_fate_of_each(unified: Both) -> None:
    exchange, client = unified
    held = exchange.book.open_orders(USDT)
    plans = exchange.book.open_plans()
    answer = client.post(CANCEL_SYMBOL, category=USDT)
    assert (answer.status, answer.code) == (200, "00000")
    assert answer.data == {
        "list": [
            {"orderId": order.order_id, "clientOid": order.client_oid, "code": "00000", "msg": "success"}
            for order in held
        ]
    }
    assert exchange.book.open_orders(USDT) == []
    assert len(exchange.book.open_orders()) == 6
    assert exchange.book.open_plans() == plans
    assert client.post(CANCEL_SYMBOL, category=USDT).data == {"list": []}


def test_here_a_symbol_narrows(unified: Both) -> None:
    exchange, client = unified
    client.post(CANCEL_SYMBOL, category=USDT, symbol="ethusdt")
    assert {order.symbol for order in exchange.book.open_orders(USDT)} == {"BTCUSDT", "SOLUSDT", "XRPUSDT"}
    assert b'"symbol":"ethusdt"' in exchange.requests[-1].body


@pytest.mark.parametrize("category", ["SPOT", "MARGIN", "spot"])
def test_spot_and_margin_are_known_and_empty(unified: Both, category: str) -> None:
    exchange, client = unified
    assert client.post(CANCEL_SYMBOL, category=category).data == {"list": []}
    assert client.get(UNFILLED, category=category).data == {"list": None, "cursor": None}
    assert len(exchange.book.open_orders()) == 14


def test_failures_stand_inside_a_success(open_exchange: Open) -> None:
    exchange, client = open_exchange("some-fail=4,25113", account_mode="unified")
    answer = client.post(CANCEL_SYMBOL, category=USDT)
    assert answer.code == "00000"
    codes = [entry["code"] for entry in answer.data["list"]]
    assert sorted(codes) == ["00000"] * 6 + ["25113"] * 2
    assert len(exchange.book.open_orders(USDT)) == 2


ORDER_FIELDS = {
    *("orderId", "clientOid", "category", "symbol", "orderType", "side", "price", "qty", "amount"),
    *("cumExecQty", "cumExecValue", "avgPrice", "timeInForce", "orderStatus", "posSide", "holdMode"),
    *("reduceOnly", "createdTime", "updatedTime"),
}


def test_unfilled_orders_show_every_status_in_documented_fields(unified: Both) -> None:
    exchange, client = unified
    exchange.book.place(client_oid="just-now")
    listed = client.get(UNFILLED, category=USDT).data["list"]
    assert {item["orderStatus"] for item in listed} == {"live", "new", "partially_filled"}
    assert len(listed) == 9
    assert listed[0]["clientOid"] == "just-now"
    for item in listed:
        assert set(item) >= ORDER_FIELDS
        assert "marginCoin" not in item
        assert all(isinstance(item[field], str) for field in ORDER_FIELDS)
    (hedged,) = client.get(UNFILLED, category="USDC-FUTURES", limit=1).data["list"]
    assert (hedged["posSide"] in ("long", "short"), hedged["holdMode"]) == (True, "hedge_mode")


def test_unfilled_orders_without_a_category_are_those_of_every_future(unified: Both) -> None:
    exchange, client = unified
    exchange.book.place("SBTCSUSDT")
    assert len(client.get(UNFILLED).data["list"]) == 14
    symbols = {item["symbol"] for item in client.get(UNFILLED, symbol="BTCUSDT").data["list"]}
    assert symbols == {"BTCUSDT"}


def test_unfilled_orders_come_in_pages(open_exchange: Open) -> None:
    exchange, client = open_exchange(orders=0, account_mode="unified")
    placed = [exchange.book.place().order_id for _ in range(250)]
    found: list[str] = []
    cursor: dict[str, Any] = {}
    for size in (100, 100, 50):
        data = client.get(UNFILLED, category=USDT, **cursor).data
        assert len(data["list"]) == size
        found += [item["orderId"] for item in data["list"]]
        cursor = {"cursor": data["cursor"]}
    assert found == placed[::-1]
    assert client.get(UNFILLED, category=USDT, **cursor).data == {"list": None, "cursor": None}


def test_one_order_is_cancelled_by_either_id(unified: Both) -> None:
    exchange, client = unified
    first, second, *_ = exchange.book.open_orders(USDT)
    answer = client.post(CANCEL_ONE, orderId=first.order_id, clientOid="ignored")
    assert answer.data == {"orderId": first.order_id, "clientOid": first.client_oid}
    assert client.post(CANCEL_ONE, clientOid=second.client_oid, category=USDT).code == "00000"
    assert len(exchange.book.open_orders(USDT)) == 6
    gone = client.post(CANCEL_ONE, orderId=first.order_id)
    assert (gone.status, gone.code, gone.data) == (400, "25204", None)
    assert client.post(CANCEL_ONE).code == "40019"
    third = exchange.book.open_orders(USDT)[0]
    assert client.post(CANCEL_ONE, orderId=third.order_id, category="COIN-FUTURES").code == "25204"


def test_a_refused_single_cancel_is_a_refusal(open_exchange: Open) -> None:
    exchange, client = open_exchange("some-fail=1", account_mode="unified")
    order = exchange.book.open_orders()[0]
    answer = client.post(CANCEL_ONE, orderId=order.order_id)
    assert (answer.status, answer.code) == (400, "13010")
    assert len(exchange.book.open_orders()) == 14


def test_a_batch_tells_the_fate_of_each(unified: Both) -> None:
    exchange, client = unified
    first, second, third, *_ = (order for order in exchange.book.open_orders(USDT))
    answer = client.post_list(
        CANCEL_BATCH,
        {"orderId": first.order_id, "category": USDT, "symbol": first.symbol},
        {"clientOid": second.client_oid, "category": "usdt-futures", "symbol": second.symbol},
        {"orderId": third.order_id, "category": USDT, "symbol": "NOTHERE"},
        {"orderId": "7", "category": USDT, "symbol": "BTCUSDT"},
    )
    assert answer.code == "00000"
    assert [(entry["orderId"], entry["code"]) for entry in answer.data] == [
        (first.order_id, "00000"),
        (second.order_id, "00000"),
        (third.order_id, "24056"),
        ("7", "24056"),
    ]
    assert {order.order_id for order in exchange.book.open_orders(USDT)}.isdisjoint(
        {first.order_id, second.order_id}
    )
    assert len(exchange.book.open_orders(USDT)) == 6


ONE: dict[str, Any] = {"orderId": "7", "category": USDT, "symbol": "BTCUSDT"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ([], "40019"),
        ([ONE] * 21, "40306"),
        ([{**ONE, "category": ""}], "40019"),
        ([{**ONE, "symbol": ""}], "40019"),
        ([{**ONE, "orderId": ""}], "40019"),
        ([ONE, {**ONE, "category": "COIN-FUTURES"}], "40020"),
        (["7"], "40017"),
    ],
)
def test_a_batch_refuses_wrong_parameters(unified: Both, body: list[Any], code: str) -> None:
    exchange, client = unified
    answer = client.post_list(CANCEL_BATCH, *body)
    assert (answer.status, answer.code) == (400, code)
    assert len(exchange.book.open_orders()) == 14


def test_a_batch_is_a_list_and_the_others_are_objects(unified: Both) -> None:
    _, client = unified
    assert client.post(CANCEL_BATCH, **ONE).code == "40017"
    assert client.post_list(CANCEL_ONE, ONE).code == "40017"


@pytest.mark.parametrize("path", [UNFILLED, STRATEGIES, CURRENT_POSITION])
@pytest.mark.parametrize(
    ("query", "code"), [({"category": "FUTURES"}, "40020"), ({"category": "USDT"}, "40020")]
)
def test_a_category_that_there_is_not_is_refused(
    unified: Both, path: str, query: dict[str, Any], code: str
) -> None:
    _, client = unified
    assert client.get(path, **query).code == code


def test_a_missing_category_is_refused_where_it_is_required(unified: Both) -> None:
    _, client = unified
    for answer in (client.post(CANCEL_SYMBOL), client.get(STRATEGIES), client.get(CURRENT_POSITION)):
        assert (answer.status, answer.code) == (400, "40019")
    assert client.get(UNFILLED, limit=101).code == "40017"
    assert client.get(UNFILLED, cursor="x").code == "40017"


def test_strategy_orders_are_the_plan_orders_in_one_list(unified: Both) -> None:
    exchange, client = unified
    for category in (USDT, "USDC-FUTURES", "COIN-FUTURES"):
        listed = client.get(STRATEGIES, category=category).data
        plans = exchange.book.open_plans(category)
        assert [item["orderId"] for item in listed] == [plan.order_id for plan in plans][::-1]
        assert listed
        assert all(isinstance(value, str) for item in listed for value in item.values())
    by_type = {
        kind: {item["type"] for item in client.get(STRATEGIES, category=USDT, type=kind).data}
        for kind in ("tpsl", "trigger")
    }
    assert by_type == {"tpsl": {"tpsl"}, "trigger": set()}
    assert {item["type"] for item in client.get(STRATEGIES, category="COIN-FUTURES").data} == {"trigger"}
    assert client.get(STRATEGIES, category=USDT, type="grid").code == "40020"


def test_a_strategy_order_shows_what_it_waits_for(unified: Both) -> None:
    _, client = unified
    listed = client.get(STRATEGIES, category=USDT).data
    for item in listed:
        assert {"orderId", "clientOid", "category", "symbol", "qty", "posSide", "createdTime"} <= set(item)
    assert {(item["symbol"], item["posSide"], bool(item["stopLoss"])) for item in listed} == {
        ("BTCUSDT", "long", True),
        ("BTCUSDT", "long", False),
        ("ETHUSDT", "short", True),
    }


def test_no_strategy_orders_is_an_empty_list(open_exchange: Open) -> None:
    _, client = open_exchange(account_mode="unified", stops=0)
    assert client.get(STRATEGIES, category=USDT).data == []


def test_a_strategy_order_is_cancelled_alone_and_in_silence(unified: Both) -> None:
    exchange, client = unified
    first, second, *_ = exchange.book.open_plans()
    answer = client.post(CANCEL_STRATEGY, orderId=first.order_id)
    assert (answer.status, answer.code, answer.data) == (200, "00000", None)
    assert client.post(CANCEL_STRATEGY, clientOid=second.client_oid).code == "00000"
    assert len(exchange.book.open_plans()) == 3
    assert client.post(CANCEL_STRATEGY, orderId=first.order_id).code == "25204"
    assert client.post(CANCEL_STRATEGY).code == "40019"
    plain = exchange.book.open_orders()[0]
    assert client.post(CANCEL_STRATEGY, orderId=plain.order_id).code == "25204"
    assert len(exchange.book.open_orders()) == 14


def test_positions_are_listed_and_name_no_stops(unified: Both) -> None:
    _, client = unified
    listed = client.get(CURRENT_POSITION, category=USDT).data["list"]
    assert [(item["symbol"], item["posSide"], item["total"]) for item in listed] == [
        ("BTCUSDT", "long", "0.5"),
        ("ETHUSDT", "short", "4"),
    ]
    assert {item["marginCoin"] for item in listed} == {"USDT"}
    assert all(isinstance(value, str) for item in listed for value in item.values())
    assert client.get(CURRENT_POSITION, category=USDT, posSide="short").data["list"] == listed[1:]
    assert client.get(CURRENT_POSITION, category=USDT, symbol="BTCUSDT").data["list"] == listed[:1]
    assert client.get(CURRENT_POSITION, category="USDC-FUTURES").data == {"list": []}


@pytest.mark.usefixtures("long_second")
@pytest.mark.parametrize(
    ("path", "limit", "post"),
    [(CANCEL_SYMBOL, 5, True), (UNFILLED, 20, False), (STRATEGIES, 20, False), (CURRENT_POSITION, 20, False)],
)
def test_the_limits_of_the_unified_interface(unified: Both, path: str, limit: int, post: bool) -> None:
    _, client = unified
    ask: Any = client.post if post else client.get
    statuses = [ask(path, category="COIN-FUTURES").status for _ in range(limit + 1)]
    assert statuses == [200] * limit + [429]


@pytest.mark.usefixtures("long_second")
def test_strategy_cancels_are_limited_to_ten_a_second(unified: Both) -> None:
    _, client = unified
    statuses = [client.post(CANCEL_STRATEGY, orderId="7").status for _ in range(11)]
    assert statuses == [400] * 10 + [429]
