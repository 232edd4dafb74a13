"""Trigger, TP/SL and trailing orders of a classic account, in Bitget's own JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gui.panic import errors, refusals
from gui.panic.exchange import CancelAnswer
from gui.panic.orders import Namespace, OpenOrder, ProductType

from .clients import body, classic, client_of, sent_by, soon
from .raw_server import Seen, answer, http, serving

USDT = ProductType.USDT_FUTURES
EMPTY = (200, body({"entrustedList": None, "endId": None}))
LISTS = ("normal_plan", "track_plan", "profit_loss")
NOTHING_HAPPENED = "Bitget accepted the request but cancelled nothing."


def stop(order_id: str, plan_type: str | None = "pos_loss", symbol: str | None = "BTCUSDT") -> OpenOrder:
    return OpenOrder(
        order_id,
        USDT,
        symbol=symbol,
        namespace=Namespace.PROFIT_LOSS,
        plan_type=plan_type,
        margin_coin="USDT",
    )


def query_of(seen: Seen) -> dict[str, str]:
    return dict(part.split("=") for part in seen.target.split("?")[1].split("&"))


def page(*ids: str, plan_type: str = "normal_plan", end: str | None = None) -> tuple[int, bytes]:
    items = [{"orderId": each, "symbol": "BTCUSDT", "planType": plan_type} for each in ids]
    return 200, body({"entrustedList": items, "endId": end})


SAMPLE = b"""{"code":"00000","data":{"entrustedList":[{"planType":"%s","symbol":"ethusdt","size":"1",
"orderId":"%s","clientOid":"121212","price":"1900","executePrice":"1900","callbackRatio":"",
"triggerPrice":"1901","triggerType":"mark_price","planStatus":"not_trigger","side":"buy","posSide":"long",
"marginCoin":"usdt","marginMode":"crossed","tradeSide":"open","posMode":"hedge_mode","orderType":"limit",
"cTime":"1627293504612","uTime":""}],"endId":"%s"},"msg":"success","requestTime":1627293504612}"""


def test_the_three_lists_are_read_and_each_order_keeps_its_own_type() -> None:
    types = {"normal_plan": b"normal_plan", "track_plan": b"track_plan", "profit_loss": b"pos_loss"}
    ids = {"normal_plan": b"1", "track_plan": b"2", "profit_loss": b"3"}

    def reply(_connection: object, seen: Seen) -> bytes:
        kind = query_of(seen)["planType"]
        return http(SAMPLE % (types[kind], ids[kind], ids[kind]))

    with serving(reply) as server, client_of(server.url) as client:
        book = client.stops(USDT, until=soon())
        assert [query_of(seen) for seen in server.seen] == [
            {"limit": "100", "planType": kind, "productType": "USDT-FUTURES"} for kind in LISTS
        ]
        assert {seen.path for seen in server.seen} == {"/api/v2/mix/order/orders-plan-pending"}
        assert all(seen.signature_fits() for seen in server.seen)
    assert [(each.order_id, each.namespace, each.plan_type) for each in book.orders] == [
        ("1", Namespace.NORMAL_PLAN, "normal_plan"),
        ("2", Namespace.TRACK_PLAN, "track_plan"),
        ("3", Namespace.PROFIT_LOSS, "pos_loss"),
    ]
    first = book.orders[0]
    assert first == OpenOrder(
        "1",
        USDT,
        client_oid="121212",
        symbol="ETHUSDT",
        side="buy",
        size=Decimal(1),
        price=Decimal(1901),
        margin_coin="USDT",
        status="not_trigger",
        created_ms=1627293504612,
        namespace=Namespace.NORMAL_PLAN,
        plan_type="normal_plan",
        position_side="long",
        order_type="limit",
        margin_mode="crossed",
        trade_side="open",
        trigger_price=Decimal(1901),
        trigger_type="mark_price",
        execute_price=Decimal(1900),
    )
    assert first.is_stop


@pytest.mark.parametrize("kind", ["profit_plan", "loss_plan", "pos_profit", "pos_loss", "moving_plan"])
def test_the_umbrella_is_never_a_type(kind: str) -> None:
    book = classic(EMPTY, EMPTY, page("7", plan_type=kind)).stops(USDT, until=soon())
    assert [(each.namespace, each.plan_type) for each in book.orders] == [(Namespace.PROFIT_LOSS, kind)]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_page_of_every_list_is_read(place: int) -> None:
    full = page(*(str(number) for number in range(900, 800, -1)), end="801")
    answers = [EMPTY] * place + [full] + [EMPTY] * (2 - place) + [page("9")]
    client = classic(*answers)
    book = client.stops(USDT, until=soon())
    assert len(book.orders) == 101
    sent = sent_by(client)
    assert [("idLessThan=801" in call.target) for call in sent].index(True) == 3
    assert len(sent) == 4


def test_without_an_end_id_the_last_order_is_where_the_next_page_begins() -> None:
    client = classic(page(*(str(number) for number in range(900, 800, -1))), EMPTY)
    client.stops(USDT, until=soon())
    sent = sent_by(client)
    assert "idLessThan=801" in sent[3].target


def test_an_order_in_two_lists_is_one_order() -> None:
    book = classic(page("5"), page("5", plan_type="track_plan"), EMPTY).stops(USDT, until=soon())
    assert [(each.order_id, each.plan_type) for each in book.orders] == [("5", "normal_plan")]


def test_pages_that_repeat_are_an_error() -> None:
    with pytest.raises(errors.Malformed, match="does not end"):
        classic(page(*(str(number) for number in range(900, 800, -1)))).stops(USDT, until=soon())


BROKEN = [
    (200, b""),
    (502, b"<html>"),
    (200, body({"endId": None})),
    (200, body([])),
    (200, body(None)),
    (200, body({"entrustedList": {}})),
    (200, body({"entrustedList": [{"symbol": "X"}]})),
    (400, body({"entrustedList": []})),
    (200, body({"entrustedList": []}, "22001")),
    (400, body(None, "40812")),
    (200, b'{"code":"00000"}'),
]


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_list_that_fails_fails_the_whole_read(place: int, broken: tuple[int, bytes]) -> None:
    answers = [EMPTY] * place + [broken] + [EMPTY] * (2 - place)
    with pytest.raises(errors.ExchangeError):
        classic(*answers).stops(USDT, until=soon())


def test_null_and_empty_lists_are_no_stops() -> None:
    book = classic((200, body({"entrustedList": []})), EMPTY, EMPTY).stops(USDT, until=soon())
    assert book.orders == ()


def cancelled(*ids: str) -> bytes:
    return answer({"successList": [{"orderId": each, "clientOid": ""} for each in ids], "failureList": []})


def test_stops_are_cancelled_by_their_own_type_and_symbol() -> None:
    stops = [
        stop("1"),
        stop("2", "pos_profit"),
        stop("3", "pos_loss", "ETHUSDT"),
        stop("4"),
        OpenOrder("5", USDT, symbol="BTCUSDT", namespace=Namespace.NORMAL_PLAN, plan_type="normal_plan"),
    ]

    def reply(_connection: object, seen: Seen) -> bytes:
        return cancelled(*(each["orderId"] for each in seen.fields["orderIdList"]))

    with serving(reply) as server, client_of(server.url) as client:
        answered = client.cancel_stops(stops, until=soon())
        sent = [seen.fields for seen in server.seen]
        assert all(seen.signature_fits() for seen in server.seen)
        assert {seen.path for seen in server.seen} == {"/api/v2/mix/order/cancel-plan-order"}
    alike = {"productType": "USDT-FUTURES", "marginCoin": "USDT"}
    ids = [{"orderId": "1"}, {"orderId": "4"}]
    assert sent == [
        {**alike, "symbol": "BTCUSDT", "planType": "pos_loss", "orderIdList": ids},
        {**alike, "symbol": "BTCUSDT", "planType": "pos_profit", "orderIdList": [{"orderId": "2"}]},
        {**alike, "symbol": "ETHUSDT", "planType": "pos_loss", "orderIdList": [{"orderId": "3"}]},
        {
            "productType": "USDT-FUTURES",
            "symbol": "BTCUSDT",
            "planType": "normal_plan",
            "orderIdList": [{"orderId": "5"}],
        },
    ]  # fmt: skip
    assert {each.order_id for each in answered.cancelled} == {"1", "2", "3", "4", "5"}
    assert answered.refused == ()
    assert answered.sent_at > 0
    assert answered.server_ms is not None


def test_two_margin_coins_of_one_symbol_are_two_requests() -> None:
    coin = ProductType.COIN_FUTURES
    stops = [
        OpenOrder(coin_name, coin, symbol="BTCUSD", plan_type="loss_plan", margin_coin=coin_name)
        for coin_name in ("BTC", "ETH")
    ]
    with serving(cancelled("BTC", "ETH")) as server, client_of(server.url) as client:
        client.cancel_stops(stops, until=soon())
        assert [seen.fields["marginCoin"] for seen in server.seen] == ["BTC", "ETH"]


def test_twenty_ids_at_a_time() -> None:
    def reply(_connection: object, seen: Seen) -> bytes:
        return cancelled(*(each["orderId"] for each in seen.fields["orderIdList"]))

    with serving(reply) as server, client_of(server.url) as client:
        answered = client.cancel_stops([stop(str(number)) for number in range(45)], until=soon())
        assert [len(seen.fields["orderIdList"]) for seen in server.seen] == [20, 20, 5]
    assert len(answered.cancelled) == 45


@pytest.mark.parametrize(
    "data", [{"successList": [], "failureList": []}, {"successList": None, "failureList": None}, {}, None]
)
def test_success_that_names_nothing_means_that_nothing_happened(data: Any) -> None:
    answered = classic((200, body(data))).cancel_stops([stop("1"), stop("2")], until=soon())
    assert answered.cancelled == ()
    assert [(each.ref.order_id, each.reason) for each in answered.refused] == [
        ("1", NOTHING_HAPPENED),
        ("2", NOTHING_HAPPENED),
    ]
    assert not answered.nothing_to_cancel


def test_only_what_the_answer_names_counts_as_cancelled() -> None:
    data = {
        "successList": [{"orderId": "1"}, {"orderId": "999"}, {"orderId": "4"}],
        "failureList": [
            {"orderId": "2", "errorMsg": "notExistend", "errorCode": "43025"},
            {"orderId": "4", "errorMsg": "no"},
        ],
    }
    answered = classic((200, body(data))).cancel_stops([stop(each) for each in "1234"], until=soon())
    assert [each.order_id for each in answered.cancelled] == ["1"]
    assert {each.ref.order_id: each.reason for each in answered.refused} == {
        "2": refusals.OrderGone.sentence,
        "3": "Bitget accepted the request but left this order out of its answer.",
        "4": "no",
    }


@pytest.mark.parametrize("code", ["22001", "43025", "43020", "43001"])
def test_a_group_that_is_not_there_any_more_is_refused_as_gone_and_raises_nothing(code: str) -> None:
    answered = classic((400, body(None, code))).cancel_stops([stop("1"), stop("2")], until=soon())
    assert answered.cancelled == ()
    assert [(each.ref.order_id, each.reason, each.code) for each in answered.refused] == [
        ("1", refusals.OrderGone.sentence, code),
        ("2", refusals.OrderGone.sentence, code),
    ]


def test_one_group_that_fails_does_not_stop_the_others() -> None:
    done = body({"successList": [{"orderId": "2"}], "failureList": []})
    client = classic((500, b"<html>"), (200, done))
    answered = client.cancel_stops([stop("1"), stop("2", "moving_plan")], until=soon())
    assert [each.order_id for each in answered.cancelled] == ["2"]
    assert [each.ref.order_id for each in answered.refused] == ["1"]
    with pytest.raises(errors.Unintelligible):
        classic((500, b"<html>")).cancel_stops([stop("1"), stop("2", "moving_plan")], until=soon())


@pytest.mark.parametrize("nameless", [stop("1", None), stop("1", symbol=None)])
def test_a_stop_without_type_or_symbol_is_refused_in_words_and_not_sent(nameless: OpenOrder) -> None:
    client = classic((200, b"never sent"))
    answered = client.cancel_stops([nameless], until=soon())
    assert [each.ref.order_id for each in answered.refused] == ["1"]
    assert "cannot be cancelled by its ID" in answered.refused[0].reason
    assert sent_by(client) == []


def test_a_plain_order_without_a_symbol_is_refused_in_words_too() -> None:
    client = classic((200, b"never sent"))
    answered = client.cancel_orders([OpenOrder("1", USDT)], until=soon())
    assert [each.ref.order_id for each in answered.refused] == ["1"]


POSITION = b"""{"code":"00000","msg":"success","requestTime":21312312312321,"data":[
{"marginCoin":"usdt","symbol":"BTCUSDT","holdSide":"long","available":"0.01","locked":"0.49","total":"0.5",
"posMode":"hedge_mode","takeProfitId":"1","stopLossId":""},
{"marginCoin":"USDT","symbol":"ETHUSDT","holdSide":"short","total":"0"}]}"""


def test_positions_are_those_with_a_size() -> None:
    (held,) = classic((200, POSITION)).positions(USDT, until=soon())
    assert (held.symbol, held.side, held.size, held.margin_coin) == (
        "BTCUSDT",
        "long",
        Decimal("0.5"),
        "USDT",
    )
    assert classic((200, body([]))).positions(USDT, until=soon()) == ()
    assert classic((200, body(None))).positions(USDT, until=soon()) == ()


@pytest.mark.parametrize(
    "item",
    [
        {"symbol": "X", "holdSide": "long"},
        {"symbol": "X", "holdSide": "long", "total": "many"},
        {"symbol": "X", "holdSide": "long", "total": "-1"},
        {"symbol": "X", "total": "1"},
        {"holdSide": "long", "total": "1"},
    ],
)
def test_a_position_that_cannot_be_read_is_never_left_out(item: dict[str, str]) -> None:
    with pytest.raises(errors.Malformed):
        classic((200, body([item]))).positions(USDT, until=soon())


@pytest.mark.parametrize("content", [b'{"code":"00000"}', body({"list": []}), body([], "22001"), body("x")])
def test_positions_of_a_wrong_shape_are_malformed(content: bytes) -> None:
    with pytest.raises(errors.Malformed):
        classic((200, content)).positions(USDT, until=soon())


def test_no_stops_at_all_cost_no_request() -> None:
    client = classic((200, b""))
    assert client.cancel_stops([], until=soon()) == CancelAnswer()
    assert sent_by(client) == []
