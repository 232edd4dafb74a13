from __future__ import annotations

import json
import threading
from decimal import Decimal
from typing import Any

import pytest

from gui.practice import Book, PlanType, PracticeExchange, ProductType

from .conftest import Later, Open
from .signed import CANCEL_PLAN, PLANS, POSITIONS, Client

USDT = "USDT-FUTURES"
Both = tuple[PracticeExchange, Client]
LISTED = ("normal_plan", "track_plan", "profit_loss")


def listed(client: Client, plan_type: str, product_type: str = USDT, **more: Any) -> list[Any]:
    data = client.get(PLANS, productType=product_type, planType=plan_type, **more).data
    return data["entrustedList"] or []


def cancel(client: Client, plan_type: str | None, *order_ids: str, **more: Any) -> Any:
    named = {"orderIdList": [{"orderId": order_id} for order_id in order_ids]} if order_ids else {}
    typed = {"planType": plan_type} if plan_type else {}
    return client.post(CANCEL_PLAN, **{"productType": USDT, **typed, **named, **more})


def test_a_fresh_book_has_stops_in_every_product_and_a_position_without_any() -> None:
    book = PracticeExchange().book
    assert [(plan.plan_type.value, plan.symbol, plan.hold_side) for plan in book.open_plans()] == [
        ("pos_loss", "BTCUSDT", "long"),
        ("loss_plan", "ETHUSDT", "short"),
        ("normal_plan", "ETHPERP", "long"),
        ("track_plan", "ETHUSD", "long"),
        ("pos_profit", "BTCUSDT", "long"),
    ]
    held = [(each.symbol, each.hold_side, each.size) for each in book.positions()]
    assert held == [
        ("BTCUSDT", "long", Decimal("0.5")),
        ("ETHUSDT", "short", Decimal(4)),
        ("BTCUSD", "long", Decimal("0.25")),
    ]
    assert not [plan for plan in book.open_plans("COIN-FUTURES") if plan.reduce_only]


def test_stops_wait_on_the_right_side_of_the_market() -> None:
    for plan in PracticeExchange(stops=60).book.open_plans():
        loses = plan.plan_type in (PlanType.LOSS, PlanType.POS_LOSS, PlanType.MOVING)
        if plan.reduce_only:
            below = plan.trigger < plan.contract.price
            assert below is ((plan.hold_side == "long") is loses), plan


@pytest.mark.parametrize(
    ("how", "plans", "positions"),
    [
        ({}, 5, 3),
        ({"orders": 0}, 0, 0),
        ({"stops": 0}, 0, 3),
        ({"stops": 250}, 250, 3),
        ({"stops": 2, "positions": False}, 2, 0),
        ({"orders": 0, "stops": 1, "positions": True}, 1, 3),
    ],
)
def test_stops_and_positions_can_be_chosen(how: dict[str, Any], plans: int, positions: int) -> None:
    book = PracticeExchange(**how).book
    assert (len(book.open_plans()), len(book.positions())) == (plans, positions)
    assert len({plan.client_oid for plan in book.open_plans()}) == plans


def test_plans_are_listed_by_type_and_the_umbrella_takes_all_that_takes_profit_or_stops(
    exchange_and_client: Both,
) -> None:
    exchange, client = exchange_and_client
    for plan_type in PlanType:
        exchange.book.place_plan(plan_type, "BTCPERP")
    product = "USDC-FUTURES"
    assert {each["planType"] for each in listed(client, "normal_plan", product)} == {"normal_plan"}
    assert {each["planType"] for each in listed(client, "track_plan", product)} == {"track_plan"}
    assert {each["planType"] for each in listed(client, "profit_loss", product)} == {
        *("profit_plan", "loss_plan", "moving_plan", "pos_profit", "pos_loss")
    }
    total = sum(len(listed(client, plan_type, product)) for plan_type in LISTED)
    assert total == len(exchange.book.open_plans(product)) == 8


PLAN_FIELDS = {
    *("planType", "symbol", "size", "orderId", "clientOid", "price", "executePrice", "callbackRatio"),
    *("triggerPrice", "triggerType", "planStatus", "side", "posSide", "marginCoin", "marginMode"),
    *("enterPointSource", "tradeSide", "posMode", "orderType", "orderSource", "cTime", "uTime"),
}


def test_a_plan_item_is_complete_and_all_text(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    exchange.book.place_plan("loss_plan", "ETHPERP", "sell", price=Decimal("3300"))
    (item,) = listed(client, "profit_loss", "USDC-FUTURES")
    assert set(item) >= PLAN_FIELDS
    assert all(value is None or isinstance(value, str) for value in item.values())
    # In hedge mode a long is closed by the side buy.
    assert (item["side"], item["posSide"], item["tradeSide"]) == ("buy", "long", "close")
    assert (item["price"], item["orderType"], item["orderSource"]) == ("3300", "limit", "loss_limit")
    one_way = listed(client, "profit_loss", symbol="ETHUSDT")[0]
    assert (one_way["side"], one_way["posSide"], one_way["posMode"]) == ("buy", "net", "one_way_mode")
    (trailing,) = listed(client, "track_plan", "COIN-FUTURES")
    assert trailing["callbackRatio"] == "2"


def test_no_plans_is_null(open_exchange: Open) -> None:
    _, client = open_exchange(stops=0)
    for plan_type in LISTED:
        data = client.get(PLANS, productType=USDT, planType=plan_type).data
        assert data == {"entrustedList": None, "endId": None}


def test_250_plans_come_in_pages_newest_first(open_exchange: Open) -> None:
    exchange, client = open_exchange(stops=0)
    placed = [exchange.book.place_plan().order_id for _ in range(250)]
    found: list[str] = []
    before: dict[str, str] = {}
    while page := listed(client, "profit_loss", **before):
        found += [item["orderId"] for item in page]
        before = {"idLessThan": page[-1]["orderId"]}
    assert found == placed[::-1]


@pytest.mark.parametrize(
    ("query", "code", "named"),
    [
        ({"planType": "normal_plan"}, "40019", "productType"),
        ({"productType": USDT}, "40019", "planType"),
        ({"productType": USDT, "planType": "pos_loss"}, "40812", "planType"),
        ({"productType": USDT, "planType": "profit_plan"}, "40812", "planType"),
        ({"productType": USDT, "planType": "all"}, "40812", "planType"),
        ({"productType": USDT, "planType": "normal_plan", "limit": "101"}, "40017", "limit"),
    ],
)
def test_the_list_refuses_wrong_parameters(
    exchange_and_client: Both, query: dict[str, Any], code: str, named: str
) -> None:
    _, client = exchange_and_client
    answer = client.get(PLANS, **query)
    assert (answer.status, answer.code) == (400, code)
    assert named in answer.json["msg"]


def test_plans_go_by_id_under_their_own_type(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    stop = exchange.book.open_plans(USDT)[0]
    answer = cancel(client, "pos_loss", stop.order_id, symbol="BTCUSDT")
    assert answer.data == {
        "successList": [{"orderId": stop.order_id, "clientOid": stop.client_oid}],
        "failureList": [],
    }
    assert len(exchange.book.open_plans()) == 4
    assert len(exchange.book.open_orders()) == 14


@pytest.mark.parametrize(
    "plan_type", [None, "normal_plan", "track_plan", "loss_plan", "pos_profit", "moving_plan", "profit_loss"]
)
def test_under_another_type_a_cancel_succeeds_and_does_nothing(
    exchange_and_client: Both, plan_type: str | None
) -> None:
    exchange, client = exchange_and_client
    stop = exchange.book.open_plans(USDT)[0]
    answer = cancel(client, plan_type, stop.order_id, symbol="BTCUSDT")
    assert (answer.status, answer.code) == (200, "00000")
    assert answer.data == {"successList": [], "failureList": []}
    assert len(exchange.book.open_plans()) == 5


def test_the_umbrella_without_ids_does_nothing_either(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    assert cancel(client, "profit_loss").data == {"successList": [], "failureList": []}
    assert len(exchange.book.open_plans()) == 5


def test_an_unknown_plan_is_a_failure_of_its_own(exchange_and_client: Both) -> None:
    _, client = exchange_and_client
    answer = cancel(client, "pos_loss", "7", symbol="BTCUSDT")
    assert (answer.code, answer.data["successList"]) == ("00000", [])
    assert [entry["errorCode"] for entry in answer.data["failureList"]] == ["43025"]


def test_without_ids_a_type_of_a_product_or_symbol_goes(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    exchange.book.place_plan("pos_loss", "SOLUSDT")
    assert len(cancel(client, "pos_loss", symbol="BTCUSDT").data["successList"]) == 1
    assert len(cancel(client, "pos_loss").data["successList"]) == 1
    nothing = cancel(client, "pos_loss")
    assert (nothing.status, nothing.code, nothing.data) == (200, "22001", None)
    assert [plan.plan_type.value for plan in exchange.book.open_plans(USDT)] == ["loss_plan", "pos_profit"]
    # normal_plan is what goes when nothing is said.
    assert len(cancel(client, None, productType="USDC-FUTURES").data["successList"]) == 1


def test_a_plan_cancel_keeps_to_its_margin_coin(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    other = exchange.book.place_plan("track_plan", "ETHUSD", margin_coin="BTC")
    answer = cancel(client, "track_plan", productType="COIN-FUTURES", marginCoin="BTC")
    assert [entry["orderId"] for entry in answer.data["successList"]] == [other.order_id]


@pytest.mark.parametrize(
    ("body", "code", "named"),
    [
        ({"productType": "", "planType": "pos_loss"}, "40019", "productType"),
        ({"planType": "stop"}, "40812", "planType"),
        ({"planType": "pos_loss", "orderIdList": [{"orderId": "7"}]}, "40019", "symbol"),
        ({"planType": "pos_loss", "symbol": "BTCUSDT", "orderIdList": [{}]}, "40019", "orderId"),
        (
            {"planType": "pos_loss", "symbol": "BTCUSDT", "orderIdList": [{"orderId": "7"}] * 51},
            "40912",
            "50",
        ),
        ({"planType": "pos_loss", "marginCoin": "usdt"}, "40017", "marginCoin"),
    ],
)
def test_a_plan_cancel_refuses_wrong_parameters(
    exchange_and_client: Both, body: dict[str, Any], code: str, named: str
) -> None:
    exchange, client = exchange_and_client
    answer = client.post(CANCEL_PLAN, **{"productType": USDT, **body})
    assert (answer.status, answer.code) == (400, code)
    assert named in answer.json["msg"]
    assert len(exchange.book.open_plans()) == 5


def test_no_cancel_of_plain_orders_touches_plans(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    for product_type in ProductType:
        client.cancel_all(product_type)
    assert exchange.book.open_orders() == []
    assert len(exchange.book.open_plans()) == 5


def test_a_symbol_given_to_cancel_all_is_ignored_and_recorded(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    assert len(client.cancel_all(symbol="XRPUSDT").data["successList"]) == 8
    assert json.loads(exchange.requests[-1].body)["symbol"] == "XRPUSDT"


def test_positions_tell_their_own_stops_until_these_are_gone(exchange_and_client: Both) -> None:
    exchange, client = exchange_and_client
    loss, _, _, _, profit = exchange.book.open_plans()
    btc, eth = client.get(POSITIONS, productType=USDT, marginCoin="USDT").data
    assert (btc["symbol"], btc["holdSide"], btc["total"], btc["available"]) == (
        *("BTCUSDT", "long"),
        *("0.5", "0.5"),
    )
    assert (btc["stopLossId"], btc["takeProfitId"]) == (loss.order_id, profit.order_id)
    # A loss_plan protects as well, and does not show here.
    assert (eth["holdSide"], eth["stopLossId"], eth["takeProfitId"]) == ("short", "", "")
    assert all(isinstance(value, str) for item in (btc, eth) for value in item.values())
    cancel(client, "pos_loss", loss.order_id, symbol="BTCUSDT")
    assert client.get(POSITIONS, productType=USDT).data[0]["stopLossId"] == ""
    (coin,) = client.get(POSITIONS, productType="COIN-FUTURES").data
    assert (coin["symbol"], coin["marginCoin"], coin["stopLossId"]) == ("BTCUSD", "BTC", "")


def test_no_positions_is_an_empty_list(exchange_and_client: Both) -> None:
    _, client = exchange_and_client
    assert client.get(POSITIONS, productType="USDC-FUTURES").data == []
    assert client.get(POSITIONS, productType=USDT, marginCoin="BTC").data == []
    assert client.get(POSITIONS).code == "40019"


@pytest.mark.usefixtures("long_second")
def test_the_limits_of_plans_and_positions(open_exchange: Open) -> None:
    _, client = open_exchange()
    assert [client.get(POSITIONS, productType=USDT).status for _ in range(6)] == [200] * 5 + [429]
    statuses = [client.get(PLANS, productType=USDT, planType="normal_plan").status for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    assert [cancel(client, "profit_loss").status for _ in range(11)] == [200] * 10 + [429]


def test_the_book_is_the_judge_of_plans_and_positions(later: Later) -> None:
    book = Book()
    stop = book.place_plan("moving_plan", "ETHUSDT", "buy", Decimal(2), Decimal(3500), client_oid="mine")
    entry = book.place_plan("normal_plan", "ETHUSDT", "buy")
    exit_ = book.place_plan("normal_plan", "ETHUSDT", "sell", reduce_only=True)
    assert [plan.hold_side for plan in (stop, entry, exit_)] == ["short", "long", "long"]
    assert [plan.is_tpsl for plan in (stop, entry, exit_)] == [True, False, False]
    assert book.open_plans(ProductType.COIN_FUTURES) == []
    result = book.cancel_plans(lambda plan: plan.is_tpsl, after_ms=5_000)
    assert result.cancelled == (stop,)
    assert len(book.open_plans("USDT-FUTURES")) == 3
    later(5)
    assert book.open_plans() == [entry, exit_]
    held = book.open_position("ETHUSDT", "short", Decimal(3))
    assert book.positions("USDT-FUTURES") == [held]
    book.close_position("ETHUSDT", "short")
    assert book.positions() == []
    with pytest.raises(ValueError, match="profit_loss"):
        book.place_plan("profit_loss")
    with pytest.raises(ValueError, match="buy or sell"):
        book.place_plan(side="both")
    with pytest.raises(ValueError, match="long or short"):
        book.open_position(hold_side="net")
    with pytest.raises(KeyError):
        book.close_position("ETHUSDT", "short")


def test_many_threads_cancel_each_plan_once() -> None:
    book = Book()
    for _ in range(400):
        book.place_plan()
    gone: list[str] = []

    def work() -> None:
        for plan in book.open_plans():
            gone.extend(each.order_id for each in book.cancel_plans(lambda one, it=plan: one == it).cancelled)  # type: ignore[misc]

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert book.open_plans() == []
    assert len(gone) == len(set(gone)) == 400
