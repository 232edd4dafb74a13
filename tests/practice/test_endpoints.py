from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from gui.practice import PracticeExchange, ProductType

from .conftest import Open
from .signed import ACCOUNTS, BATCH, CANCEL_ALL, CONTRACTS, PENDING, TIME, Answer, Client, headers

Both = tuple[PracticeExchange, Client]

# Those that the page Get Pending Orders lists.
ITEM_FIELDS = {
    *("symbol", "size", "orderId", "clientOid", "baseVolume", "fee", "price", "priceAvg", "status", "side"),
    *("force", "totalProfits", "posSide", "marginCoin", "quoteVolume", "leverage", "marginMode"),
    *("reduceOnly", "enterPointSource", "tradeSide", "posMode", "orderType", "orderSource"),
    *("cTime", "uTime", "presetStopSurplusPrice", "presetStopLossPrice"),
}


def every_page(client: Client, **query: Any) -> tuple[list[dict[str, Any]], int]:
    found: list[dict[str, Any]] = []
    before: dict[str, str] = {}
    pages = 0
    while True:
        data = client.pending(**before, **query).data
        pages += 1
        if not data["entrustedList"]:
            return found, pages
        found += data["entrustedList"]
        before = {"idLessThan": data["endId"]}


def ids(answer: Answer) -> list[str]:
    return [entry["orderId"] for entry in answer.data["entrustedList"] or ()]


def test_the_time_is_milliseconds_as_text(exchange_and_client: Both) -> None:
    _, client = exchange_and_client
    answer = client.send("GET", TIME, "", {})
    assert (answer.status, answer.code, answer.json["msg"]) == (200, "00000", "success")
    assert answer.data == {"serverTime": str(answer.json["requestTime"])}


def test_cancel_all_takes_one_product_and_leaves_the_others(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    held = exchange.book.open_orders("USDT-FUTURES")
    answer = client.cancel_all()
    assert (answer.status, answer.code, answer.json["msg"]) == (200, "00000", "success")
    assert answer.data == {
        "successList": [{"orderId": order.order_id, "clientOid": order.client_oid} for order in held],
        "failureList": [],
    }
    left = Counter(order.product_type for order in exchange.book.open_orders())
    assert left == {ProductType.USDC_FUTURES: 3, ProductType.COIN_FUTURES: 3}


def test_nothing_to_cancel_is_a_code_with_http_200(exchange_and_client: Both) -> None:
    _, client = exchange_and_client
    client.cancel_all()
    answer = client.cancel_all()
    assert (answer.status, answer.code, answer.json["msg"]) == (200, "22001", "No order to cancel")
    assert answer.json["data"] is None


def test_cancel_all_ignores_a_symbol(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    assert len(client.cancel_all(symbol="XRPUSDT").data["successList"]) == 8
    assert exchange.book.open_orders("USDT-FUTURES") == []


def test_cancel_all_keeps_to_a_margin_coin(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    client.cancel_all("COIN-FUTURES", marginCoin="BTC")
    assert {order.margin_coin for order in exchange.book.open_orders("COIN-FUTURES")} == {"ETH"}


@pytest.mark.parametrize(
    ("body", "code", "named"),
    [
        ({}, "40019", "productType"),
        ({"productType": ""}, "40019", "productType"),
        ({"productType": "SPOT"}, "40020", "productType"),
        ({"productType": "usdt-futures"}, "40020", "productType"),
        ({"productType": "USDT-FUTURES", "marginCoin": "usdt"}, "40017", "marginCoin"),
        ({"productType": "USDT-FUTURES", "marginCoin": ["USDT"]}, "40017", "marginCoin"),
        ({"productType": "USDT-FUTURES", "receiveWindow": "60000"}, "40079", "60"),
        ({"productType": "USDT-FUTURES", "receiveWindow": "wide"}, "40017", "receiveWindow"),
        ({"productType": "USDT-FUTURES", "requestTime": "1", "receiveWindow": "5000"}, "40078", ""),
    ],
)
def test_cancel_all_refuses_wrong_parameters(
    exchange_and_client: Both, body: dict[str, Any], code: str, named: str
) -> None:
    exchange, client = exchange_and_client
    answer = client.post(CANCEL_ALL, **body)
    assert (answer.status, answer.code, answer.data) == (400, code, None)
    assert named in answer.json["msg"]
    assert len(exchange.book.open_orders()) == 14


@pytest.mark.parametrize("product_type", list(ProductType))
def test_all_six_product_types_are_known(exchange_and_client: Both, product_type: ProductType) -> None:
    _, client = exchange_and_client
    assert client.cancel_all(product_type).code == ("22001" if product_type.startswith("S") else "00000")


def test_a_request_within_its_window_is_served(open_exchange: Open) -> None:
    _, client = open_exchange(clock=lambda: 1_700_000_000.0)
    at = {"timestamp": "1700000000000"}
    body = {"productType": "USDT-FUTURES", "requestTime": "1699999996000", "receiveWindow": "5000"}
    assert client.post(CANCEL_ALL, changed={**at}, **body).code == "00000"


@pytest.mark.parametrize("body", ["{", "[]", '"USDT-FUTURES"', "[" * 5000])
def test_a_body_that_is_no_json_object_is_refused(exchange_and_client: Both, body: str) -> None:
    _, client = exchange_and_client
    answer = client.send("POST", CANCEL_ALL, body, headers("POST", CANCEL_ALL, body))
    assert (answer.status, answer.code) == (400, "40017")


def test_open_orders_without_a_status_are_only_those_without_a_fill(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    held = exchange.book.open_orders("USDT-FUTURES")
    live = [order.order_id for order in reversed(held) if order.status == "live"]
    partial = [order.order_id for order in reversed(held) if order.status == "partially_filled"]
    assert live
    assert partial
    assert ids(client.pending()) == ids(client.pending(status="live")) == live
    assert ids(client.pending(status="partially_filled")) == partial


def test_an_order_item_is_complete_and_all_text(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    (item,) = client.pending("COIN-FUTURES", status="partially_filled").data["entrustedList"]
    (order,) = [
        order for order in exchange.book.open_orders("COIN-FUTURES") if order.status == "partially_filled"
    ]
    assert all(value is None or isinstance(value, str) for value in item.values())
    assert set(item) >= ITEM_FIELDS
    assert (item["symbol"], item["marginCoin"]) == (order.symbol, order.margin_coin.lower())
    assert (item["orderId"], item["baseVolume"]) == (order.order_id, f"{order.filled.normalize():f}")


def test_no_open_orders_is_null_and_not_an_empty_list(open_exchange: Open) -> None:
    _, client = open_exchange(orders=0)
    assert client.pending().data == {"entrustedList": None, "endId": None}


def test_250_orders_come_in_pages_newest_first(open_exchange: Open) -> None:
    exchange, client = open_exchange(orders=0)
    placed = [exchange.book.place().order_id for _ in range(250)]
    found, pages = every_page(client)
    assert [item["orderId"] for item in found] == placed[::-1]
    assert pages == 4
    first = client.pending().data
    assert (len(first["entrustedList"]), first["endId"]) == (100, placed[150])


def test_a_page_may_be_smaller_and_narrower(exchange_and_client: Both) -> None:
    _, client = exchange_and_client
    assert len(client.pending(limit=2).data["entrustedList"]) == 2
    symbols = {item["symbol"] for item in client.pending(symbol="BTCUSDT").data["entrustedList"]}
    assert symbols == {"BTCUSDT"}
    newest = client.pending(limit=1).data["entrustedList"][0]
    assert ids(client.pending(orderId=newest["orderId"], clientOid="other")) == [newest["orderId"]]
    assert ids(client.pending(clientOid=newest["clientOid"])) == [newest["orderId"]]
    assert ids(client.pending(endTime=int(newest["cTime"]) - 1, limit=1)) != [newest["orderId"]]
    assert ids(client.pending(startTime=newest["cTime"])) == [newest["orderId"]]


@pytest.mark.parametrize(
    ("query", "code", "named"),
    [
        ({}, "40019", "productType"),
        ({"productType": "FUTURES"}, "40020", "productType"),
        ({"productType": "usdt-futures", "limit": "101"}, "40017", "limit"),
        ({"productType": "USDT-FUTURES", "limit": "0"}, "40017", "limit"),
        ({"productType": "USDT-FUTURES", "idLessThan": "abc"}, "40017", "idLessThan"),
        ({"productType": "USDT-FUTURES", "status": "filled"}, "40020", "status"),
    ],
)
def test_open_orders_refuse_wrong_parameters(
    exchange_and_client: Both, query: dict[str, Any], code: str, named: str
) -> None:
    _, client = exchange_and_client
    answer = client.get(PENDING, **query)
    assert (answer.status, answer.code) == (400, code)
    assert named in answer.json["msg"]


def test_batch_cancel_by_id_and_client_oid(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    first, second, *_ = (order for order in exchange.book.open_orders() if order.symbol == "BTCUSDT")
    other = next(order for order in exchange.book.open_orders() if order.symbol == "ETHUSDT")
    named = [
        {"orderId": first.order_id},
        {"clientOid": second.client_oid},
        {"orderId": other.order_id},
        {"orderId": "7", "clientOid": "mine"},
    ]
    answer = client.post(BATCH, productType="usdt-futures", symbol="BTCUSDT", orderIdList=named)
    assert answer.code == "00000"
    assert [entry["orderId"] for entry in answer.data["successList"]] == [first.order_id, second.order_id]
    assert answer.data["failureList"] == [
        {
            "orderId": order_id,
            "clientOid": client_oid,
            "errorMsg": "The order does not exist",
            "errorCode": "43001",
        }
        for order_id, client_oid in [(other.order_id, None), ("7", "mine")]
    ]
    assert len(exchange.book.open_orders()) == 12


def test_batch_cancel_without_ids_takes_a_symbol_or_a_product(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    client.post(BATCH, productType="USDT-FUTURES", symbol="BTCUSDT")
    left = {order.symbol for order in exchange.book.open_orders("USDT-FUTURES")}
    assert left == {"ETHUSDT", "SOLUSDT", "XRPUSDT"}
    client.post(BATCH, productType="USDT-FUTURES")
    assert exchange.book.open_orders("USDT-FUTURES") == []
    answer = client.post(BATCH, productType="USDT-FUTURES")
    assert (answer.status, answer.code) == (200, "22001")
    assert len(exchange.book.open_orders()) == 6


@pytest.mark.parametrize(
    ("body", "code", "named"),
    [
        ({"orderIdList": []}, "40019", "productType"),
        ({"productType": "USDT-FUTURES", "orderIdList": [{"orderId": "1"}]}, "40019", "symbol"),
        ({"productType": "USDT-FUTURES", "orderIdList": "1"}, "40017", "orderIdList"),
        ({"productType": "USDT-FUTURES", "orderIdList": ["1"]}, "40017", "orderIdList"),
        ({"productType": "USDT-FUTURES", "orderIdList": [{}]}, "40019", "orderId"),
        ({"productType": "USDT-FUTURES", "orderIdList": [{"orderId": "1"}] * 51}, "40912", "50"),
        ({"productType": "USDT-FUTURES", "marginCoin": "usdt"}, "40017", "marginCoin"),
    ],
)
def test_batch_cancel_refuses_wrong_parameters(
    exchange_and_client: Both, body: dict[str, Any], code: str, named: str
) -> None:
    exchange, client = exchange_and_client
    answer = client.post(BATCH, **body)
    assert (answer.status, answer.code) == (400, code)
    assert named in answer.json["msg"]
    assert len(exchange.book.open_orders()) == 14


def test_accounts_list_every_margin_coin(exchange_and_client: Both) -> None:
    _, client = exchange_and_client
    coins = [entry["marginCoin"] for entry in client.get(ACCOUNTS, productType="COIN-FUTURES").data]
    assert {"BTC", "ETH"} <= set(coins)
    assert [entry["marginCoin"] for entry in client.get(ACCOUNTS, productType="USDC-FUTURES").data] == [
        "USDC"
    ]
    assert client.get(ACCOUNTS).code == "40019"


def test_contracts_are_public_and_name_their_margin_coins(exchange_and_client: Both) -> None:
    _, client = exchange_and_client
    listed = client.send("GET", f"{CONTRACTS}?productType=usdt-futures", "", {}).data
    assert [entry["symbol"] for entry in listed] == ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT"]
    assert all(entry["supportMarginCoins"] == ["USDT"] for entry in listed)
    one = client.send("GET", f"{CONTRACTS}?productType=COIN-FUTURES&symbol=BTCUSD", "", {}).data
    assert {"BTC", "ETH"} <= set(one[0]["supportMarginCoins"])
    none = client.send("GET", f"{CONTRACTS}?productType=COIN-FUTURES&symbol=BTCUSDT", "", {})
    assert (none.status, none.code) == (400, "40034")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", CANCEL_ALL), ("POST", "/api/v2/elsewhere")]
)
def test_an_unknown_address_is_404_with_a_code(exchange_and_client: Both, method: str, path: str) -> None:
    _, client = exchange_and_client
    answer = client.send(method, path, "", {})
    assert (answer.status, answer.code, answer.data) == (404, "40404", None)


def test_the_unified_interface_is_refused_to_a_classic_account(open_exchange: Open) -> None:
    _, client = open_exchange()
    answer = client.get("/api/v3/account/settings")
    assert (answer.status, answer.code) == (400, "40084")
    _, client = open_exchange("unified-account")
    assert client.get("/api/v3/account/settings").code == "40404"
