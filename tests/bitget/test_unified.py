"""Unified accounts, in the JSON of Bitget's v3 pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gui.bitget.holdings import coin_by_symbol
from gui.bitget.signing import sign
from gui.panic import errors, refusals
from gui.panic.orders import AccountMode, Namespace, OpenOrder, ProductType
from gui.panic.secrets import Secret

from .clients import body, sent_by, soon, unified, unified_of
from .raw_server import Seen, answer, http, serving

USDT, USDC, COIN = ProductType.USDT_FUTURES, ProductType.USDC_FUTURES, ProductType.COIN_FUTURES
LEGACY = [kind for kind in ProductType if kind.is_legacy_demo]
EMPTY = (200, body({"list": None, "cursor": None}))

ORDER = {
    "orderId": "11",
    "clientOid": "c11",
    "category": "USDT-FUTURES",
    "symbol": "BTCUSDT",
    "orderType": "limit",
    "side": "buy",
    "price": "45000",
    "qty": "0.01",
    "amount": "0",
    "cumExecQty": "0.004",
    "orderStatus": "partially_filled",
    "posSide": "long",
    "holdMode": "hedge_mode",
    "createdTime": "1730186725663",
}


def page(*ids: str, cursor: str | None = None, **extra: str) -> tuple[int, bytes]:
    items = [{"orderId": each, "symbol": "BTCUSDT", **extra} for each in ids]
    return 200, body({"list": items, "cursor": cursor})


def query_of(seen: Seen) -> dict[str, str]:
    return dict(part.split("=") for part in seen.target.split("?")[1].split("&"))


def test_the_signature_of_a_category_s_cancel() -> None:
    signed = sign(
        Secret("DUMMYSECRET_0123456789abcdef0123456789abcdef"),
        "1700000000000",
        "POST",
        "/api/v3/trade/cancel-symbol-order",
        b'{"category":"USDT-FUTURES"}',
    )
    assert signed == "+o/bjB5qWj8hNDphr8tQGcYWGmDts1RiZ7AEQZS5NJQ="


@pytest.mark.parametrize("kind", [USDT, USDC, COIN])
def test_a_category_is_cancelled_whole_and_never_by_symbol(kind: ProductType) -> None:
    data = {
        "list": [
            {"orderId": "1", "clientOid": "a", "code": "00000", "msg": "success"},
            {"orderId": "2", "clientOid": "b", "code": "24056", "msg": "notExisted"},
            {"orderId": "3", "clientOid": None, "code": "25113", "msg": "x"},
            {"orderId": "4"},
            {"orderId": "5", "code": None},
            {"orderId": "6", "code": True, "msg": "odd"},
        ]
    }
    with serving(answer(data)) as server, unified_of(server.url) as client:
        answered = client.cancel_all(kind, None, until=soon())
        (seen,) = server.seen
    assert (seen.method, seen.target) == ("POST", "/api/v3/trade/cancel-symbol-order")
    assert seen.body == b'{"category":"%s"}' % kind.value.encode()
    assert seen.signature_fits()
    assert [(each.order_id, each.client_oid) for each in answered.cancelled] == [
        ("1", "a"), ("4", None), ("5", None),
    ]  # fmt: skip
    assert [(each.ref.order_id, each.code, each.reason) for each in answered.refused] == [
        ("2", "24056", refusals.OrderGone.sentence),
        ("3", "25113", "Cancelling is already under way at Bitget."),
        ("6", "?", "odd"),
    ]
    assert not answered.nothing_to_cancel


@pytest.mark.parametrize("data", [{"list": None}, {"list": []}, {}, None, []])
def test_a_cancel_that_names_nothing_cancelled_nothing_that_anybody_knows_of(data: Any) -> None:
    answered = unified((200, body(data))).cancel_all(USDT, None, until=soon())
    assert (answered.cancelled, answered.refused, answered.nothing_to_cancel) == ((), (), False)
    assert unified((200, body(None, "22001"))).cancel_all(USDT, None, until=soon()).nothing_to_cancel


@pytest.mark.parametrize("data", ["x", 5, True, {"list": {}}, {"list": ["1"]}, [None], {"list": [{}]}])
def test_a_cancel_answer_of_a_wrong_shape_is_malformed(data: Any) -> None:
    with pytest.raises(errors.Malformed):
        unified((200, body(data))).cancel_all(USDT, None, until=soon())


def test_open_orders_are_read_exactly() -> None:
    with serving(answer({"list": [ORDER], "cursor": None})) as server, unified_of(server.url) as client:
        book = client.open_orders(USDT, until=soon())
        (seen,) = server.seen
    assert seen.path == "/api/v3/trade/unfilled-orders"
    assert query_of(seen) == {"category": "USDT-FUTURES", "limit": "100"}
    assert seen.signature_fits()
    assert book.orders == (
        OpenOrder(
            "11",
            USDT,
            client_oid="c11",
            symbol="BTCUSDT",
            side="buy",
            size=Decimal("0.01"),
            filled=Decimal("0.004"),
            price=Decimal(45000),
            margin_coin="USDT",
            status="partially_filled",
            created_ms=1730186725663,
            position_side="long",
            order_type="limit",
        ),
    )
    assert book.orders[0].namespace is Namespace.ORDERS


FULL = [str(number) for number in range(400, 300, -1)]


@pytest.mark.parametrize(("cursor", "asked"), [("abc", "abc"), (None, "301")])
def test_every_page_is_read(cursor: str | None, asked: str) -> None:
    client = unified(page(*FULL, cursor=cursor), page("9"))
    book = client.open_orders(USDT, until=soon())
    assert [order.order_id for order in book.orders] == [*FULL, "9"]
    sent = sent_by(client)
    assert [f"cursor={asked}" in call.target for call in sent] == [False, True]


def test_a_short_page_that_carries_a_cursor_is_followed() -> None:
    client = unified(page("9", cursor="9"), page("8", cursor="8"), EMPTY)
    assert [order.order_id for order in client.open_orders(USDT, until=soon()).orders] == ["9", "8"]
    assert len(sent_by(client)) == 3


@pytest.mark.parametrize("call", ["open_orders", "stops"])
def test_an_empty_page_that_names_another_place_is_followed_there(call: str) -> None:
    client = unified(page(cursor="7"), page("6"), EMPTY, EMPTY)
    assert [order.order_id for order in getattr(client, call)(USDT, until=soon()).orders] == ["6"]
    assert "cursor=7" in sent_by(client)[1].target


@pytest.mark.parametrize("call", ["open_orders", "stops"])
def test_an_empty_page_that_names_the_place_it_was_asked_for_is_the_last(call: str) -> None:
    client = unified(page(cursor="7"), page(cursor="7"), EMPTY, EMPTY)
    assert getattr(client, call)(USDT, until=soon()).orders == ()


@pytest.mark.parametrize("call", ["open_orders", "stops"])
def test_empty_pages_that_lead_on_and_on_are_an_error(call: str) -> None:
    with pytest.raises(errors.Malformed, match="does not end"):
        getattr(unified(*(page(cursor=str(place)) for place in range(9))), call)(USDT, until=soon())


def test_a_short_page_of_known_orders_that_names_another_place_is_an_error() -> None:
    with pytest.raises(errors.Malformed, match="does not end"):
        unified(page("2", cursor="2"), page("2", cursor="1"), page("1")).open_orders(USDT, until=soon())
    last = page("2", cursor="2")
    assert len(unified(last, last).open_orders(USDT, until=soon()).orders) == 1


def test_pages_that_repeat_are_an_error() -> None:
    with pytest.raises(errors.Malformed, match="does not end"):
        unified(page(*FULL, cursor="x")).open_orders(USDT, until=soon())


def test_a_list_of_strategies_that_is_null_beside_a_cursor_is_no_empty_list() -> None:
    twice = [(200, body({"list": None, "cursor": "7"}))] * 2
    for answers in ([*twice, EMPTY, EMPTY], [EMPTY, *twice, EMPTY]):
        with pytest.raises(errors.Malformed, match="missing"):
            unified(*answers).stops(USDT, until=soon())


@pytest.mark.parametrize("listed", [None, []])
def test_null_and_empty_lists_are_no_orders(listed: Any) -> None:
    assert unified((200, body({"list": listed}))).open_orders(USDT, until=soon()).orders == ()


BROKEN = [
    (200, b""),
    (200, body(None)),
    (200, body([])),
    (200, body({"cursor": None})),
    (200, body({"list": {}})),
    (200, body({"list": [{"symbol": "X"}]})),
    (400, body({"list": []})),
    (200, body({"list": []}, "22001")),
    (400, body(None, "40014")),
    (200, b'{"code":"00000"}'),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_page_that_fails_fails_the_whole_read(broken: tuple[int, bytes]) -> None:
    for answers in ([broken], [page(*FULL, cursor="x"), broken]):
        with pytest.raises(errors.ExchangeError):
            unified(*answers).open_orders(USDT, until=soon())
    for call in ("open_orders", "positions"):
        with pytest.raises(errors.ExchangeError):
            getattr(unified(broken), call)(USDT, until=soon())


@pytest.mark.parametrize(
    ("kind", "symbol", "coin"),
    [
        (USDT, "BTCUSDT", "USDT"),
        (USDC, "BTCPERP", "USDC"),
        (COIN, "BTCUSD", "BTC"),
        (COIN, "ETHUSDM26", "ETH"),
        (COIN, "odd", None),
        (COIN, "USD", None),
        (COIN, None, None),
        (USDT, None, "USDT"),
    ],
)
def test_a_margin_coin_is_told_by_category_and_symbol(
    kind: ProductType, symbol: str | None, coin: str | None
) -> None:
    assert coin_by_symbol(symbol, kind) == coin


def test_with_a_coin_chosen_only_its_orders_go_and_the_category_s_cancel_is_never_sent() -> None:
    listed = [
        {"orderId": "1", "symbol": "BTCUSD"},
        {"orderId": "2", "symbol": "ETHUSD"},
        {"orderId": "3", "symbol": "ETHUSD", "marginCoin": "btc"},
        {"orderId": "4", "symbol": "BTCUSDM26", "marginCoin": "USDC"},
    ]

    def reply(_connection: object, seen: Seen) -> bytes:
        if seen.path == "/api/v3/trade/unfilled-orders":
            return answer({"list": listed, "cursor": None})
        assert seen.path == "/api/v3/trade/cancel-batch"
        return answer([{"orderId": each["orderId"], "clientOid": "x"} for each in seen.fields])

    with serving(reply) as server, unified_of(server.url) as client:
        answered = client.cancel_all(COIN, "BTC", until=soon())
        assert [seen.path.rsplit("/", 1)[1] for seen in server.seen] == ["unfilled-orders", "cancel-batch"]
        assert server.seen[1].fields == [
            {"orderId": "1", "category": "COIN-FUTURES", "symbol": "BTCUSD"},
            {"orderId": "3", "category": "COIN-FUTURES", "symbol": "ETHUSD"},
        ]
        assert server.seen[1].signature_fits()
    assert [each.order_id for each in answered.cancelled] == ["1", "3"]


def test_with_a_coin_chosen_and_no_order_of_it_nothing_is_cancelled() -> None:
    client = unified(page("1"))
    answered = client.cancel_all(USDT, "USDC", until=soon())
    assert answered.nothing_to_cancel
    assert answered.sent_at > 0
    assert len(sent_by(client)) == 1


def test_a_read_that_fails_with_a_coin_chosen_cancels_nothing() -> None:
    client = unified((200, body({"cursor": None})))
    with pytest.raises(errors.Malformed):
        client.cancel_all(USDT, "USDT", until=soon())
    assert len(sent_by(client)) == 1


def test_orders_are_cancelled_by_id_twenty_at_a_time_with_an_outcome_each() -> None:
    def reply(_connection: object, seen: Seen) -> bytes:
        ids = [each["orderId"] for each in seen.fields]
        return answer([{"orderId": each, "code": "24056" if each == "3" else "00000"} for each in ids])

    orders = [OpenOrder(str(number), USDT, symbol="BTCUSDT") for number in range(45)]
    with serving(reply) as server, unified_of(server.url) as client:
        answered = client.cancel_orders([*orders, OpenOrder("x", USDT)], until=soon())
        assert [len(seen.fields) for seen in server.seen] == [20, 20, 5]
    assert len(answered.cancelled) == 44
    assert {each.ref.order_id: each.code for each in answered.refused} == {"3": "24056", "x": ""}


def test_one_batch_that_fails_does_not_stop_the_others() -> None:
    orders = [OpenOrder(str(number), USDT, symbol="X") for number in range(25)]
    answered = unified((500, b"<html>"), (200, body([{"orderId": "20"}]))).cancel_orders(orders, until=soon())
    assert [each.order_id for each in answered.cancelled] == ["20"]
    assert len(answered.refused) == 20
    with pytest.raises(errors.Unintelligible):
        unified((500, b"<html>")).cancel_orders(orders, until=soon())


STRATEGIES = b"""{"code":"00000","msg":"success","requestTime":1730186730084,"data":[{"orderId":"21",
"clientOid":"c","category":"USDT-FUTURES","symbol":"BTCUSDT","qty":"0.01","posSide":"long","type":"tpsl",
"status":"pending","tpTriggerBy":"market","slTriggerBy":"market","takeProfit":"110000","stopLoss":"90000",
"tpOrderType":"market","slOrderType":"market","createdTime":"1730186725663"}]}"""


def test_strategy_orders_are_read_with_and_without_a_type() -> None:
    with serving(http(STRATEGIES)) as server, unified_of(server.url) as client:
        book = client.stops(USDT, until=soon())
        assert [query_of(seen).get("type") for seen in server.seen] == [None, "tpsl", "trigger"]
        assert {query_of(seen)["category"] for seen in server.seen} == {"USDT-FUTURES"}
        assert {seen.path for seen in server.seen} == {"/api/v3/trade/unfilled-strategy-orders"}
    assert book.orders == (
        OpenOrder(
            "21",
            USDT,
            client_oid="c",
            symbol="BTCUSDT",
            size=Decimal("0.01"),
            price=Decimal(90000),
            margin_coin="USDT",
            status="pending",
            created_ms=1730186725663,
            namespace=Namespace.STRATEGY,
            plan_type="tpsl",
            position_side="long",
            order_type="market",
            preset_take_profit=Decimal(110000),
            preset_stop_loss=Decimal(90000),
            trigger_price=Decimal(90000),
            trigger_type="market",
        ),
    )


def strategy(*ids: str, **extra: str) -> tuple[int, bytes]:
    return 200, body([{"orderId": each, "symbol": "BTCUSDT", **extra} for each in ids])


NONE = (200, body([]))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_stop_in_any_of_the_lists_is_a_stop(place: int) -> None:
    answers = [NONE] * place + [strategy("5", type="trigger", triggerPrice="7")] + [NONE] * (2 - place)
    (found,) = unified(*answers).stops(USDT, until=soon()).orders
    assert (found.order_id, found.plan_type, found.price) == ("5", "trigger", Decimal(7))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_type_that_bitget_will_not_list_is_a_list_unread(place: int) -> None:
    answers = [NONE] * place + [(400, body(None, "40020"))] + [NONE] * (2 - place)
    with pytest.raises(refusals.ParameterRefused):
        unified(*answers).stops(USDT, until=soon())


@pytest.mark.parametrize("broken", [(200, b""), (200, body({})), (200, body("x")), (502, b"<html>"),
                                    (200, b'{"code":"00000"}'), (200, body([], "22001")),
                                    (400, body([])), (200, body([{"symbol": "X"}]))])  # fmt: skip
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_list_of_stops_that_fails_fails_the_whole_read(place: int, broken: tuple[int, bytes]) -> None:
    answers = [NONE] * place + [broken] + [NONE] * (2 - place)
    with pytest.raises(errors.ExchangeError):
        unified(*answers).stops(USDT, until=soon())


@pytest.mark.parametrize("data", [[], None, {"list": None}, {"list": []}, {"list": [], "cursor": None}])
def test_no_stops_are_told_in_any_of_these_shapes(data: Any) -> None:
    assert unified((200, body(data))).stops(USDT, until=soon()).orders == ()


def test_a_cursor_of_stops_is_followed_to_the_end_and_a_loop_is_an_error() -> None:
    client = unified(
        page("1", cursor="a"), page("2", cursor="b"), (200, body({"list": [], "cursor": "b"})), NONE
    )
    assert [order.order_id for order in client.stops(USDT, until=soon()).orders] == ["1", "2"]
    with pytest.raises(errors.Malformed, match="does not end"):
        unified(page("1", cursor="a")).stops(USDT, until=soon())


def stop(order_id: str) -> OpenOrder:
    return OpenOrder(order_id, USDT, symbol="BTCUSDT", namespace=Namespace.STRATEGY, plan_type="tpsl")


def test_stops_are_cancelled_one_by_one() -> None:
    with serving(answer(None)) as server, unified_of(server.url) as client:
        answered = client.cancel_stops([stop("1"), stop("2")], until=soon())
        assert [(seen.path, seen.body) for seen in server.seen] == [
            ("/api/v3/trade/cancel-strategy-order", b'{"orderId":"1"}'),
            ("/api/v3/trade/cancel-strategy-order", b'{"orderId":"2"}'),
        ]
    assert [each.order_id for each in answered.cancelled] == ["1", "2"]


@pytest.mark.parametrize("code", ["25204", "24056", "43025", "22001"])
def test_a_stop_that_is_not_there_any_more_is_refused_as_gone(code: str) -> None:
    answered = unified((400, body(None, code)), (200, body(None))).cancel_stops(
        [stop("1"), stop("2")], until=soon()
    )
    assert [(each.ref.order_id, each.reason, each.code) for each in answered.refused] == [
        ("1", refusals.OrderGone.sentence, code)
    ]
    assert [each.order_id for each in answered.cancelled] == ["2"]


def test_one_stop_that_fails_does_not_stop_the_others() -> None:
    answered = unified((500, b""), (200, body(None))).cancel_stops([stop("1"), stop("2")], until=soon())
    assert [each.order_id for each in answered.cancelled] == ["2"]
    assert [each.ref.order_id for each in answered.refused] == ["1"]


POSITION = b"""{"code":"00000","msg":"success","requestTime":1753103840140,"data":{"list":[
{"category":"USDT-FUTURES","symbol":"BTCUSDT","marginCoin":"USDT","holdMode":"hedge_mode","posSide":"long",
"available":"119.2068","frozen":"0","total":"119.2068"},
{"category":"USDT-FUTURES","symbol":"ETHUSDT","marginCoin":"USDT","posSide":"short","total":"0"}]}}"""


def test_positions_are_those_with_a_size() -> None:
    with serving(http(POSITION)) as server, unified_of(server.url) as client:
        (held,) = client.positions(USDT, until=soon())
        assert server.seen[0].target == "/api/v3/position/current-position?category=USDT-FUTURES"
    assert (held.symbol, held.side, held.size, held.margin_coin) == (
        "BTCUSDT",
        "long",
        Decimal("119.2068"),
        "USDT",
    )
    assert unified((200, body({"list": None}))).positions(USDT, until=soon()) == ()


def test_the_account_is_read_by_its_settings() -> None:
    with serving(answer({"accountMode": "hybrid"})) as server, unified_of(server.url) as client:
        client.account(USDT, until=soon())
        assert [seen.target for seen in server.seen] == ["/api/v3/account/settings"]
        assert client.mode is AccountMode.UNIFIED


def test_a_key_that_may_trade_but_not_manage_is_judged_by_what_a_press_needs() -> None:
    denied = (400, body(None, "40014"))
    client = unified(denied, EMPTY)
    client.account(USDT, until=soon())
    sent = sent_by(client)
    assert sent[1].target == "/api/v3/trade/unfilled-orders?category=USDT-FUTURES&limit=1"
    with pytest.raises(refusals.PermissionMissing):
        unified(denied).account(USDT, until=soon())


@pytest.mark.parametrize("kind", LEGACY)
def test_product_types_that_v3_does_not_have_are_refused_before_anything_is_sent(
    kind: ProductType,
) -> None:
    client = unified((200, body(None)))
    order = OpenOrder("1", kind, symbol="SBTCSUSDT")
    for call in (
        lambda: client.cancel_all(kind, None, until=soon()),
        lambda: client.cancel_all(kind, "SUSDT", until=soon()),
        lambda: client.open_orders(kind, until=soon()),
        lambda: client.cancel_orders([order], until=soon()),
        lambda: client.stops(kind, until=soon()),
        lambda: client.cancel_stops([order], until=soon()),
        lambda: client.positions(kind, until=soon()),
        lambda: client.account(kind, until=soon()),
    ):
        with pytest.raises(refusals.ParameterRefused, match=kind.value):
            call()
    assert sent_by(client) == []


def test_a_lost_answer_among_refusals_is_what_is_raised() -> None:
    """Or a press would say that nothing was cancelled."""
    orders = [OpenOrder(str(n), USDT, symbol="BTCUSDT") for n in range(40)]
    client = unified((400, body(None, "40034")), (502, b"<html>"))
    with pytest.raises(errors.NoAnswer):
        client.cancel_orders(orders, until=soon())


def test_an_answer_beside_a_lost_one_says_that_more_may_have_happened() -> None:
    orders = [OpenOrder(str(n), USDT, symbol="BTCUSDT") for n in range(40)]
    client = unified((200, body([{"orderId": "0", "clientOid": "x"}])), (502, b"<html>"))
    assert client.cancel_orders(orders, until=soon()).is_partly_lost
