from __future__ import annotations

import json
from typing import Any

import pytest

from gui.bitget.envelope import amount, open_envelope, price_or_none, whole, yes_or_no
from gui.panic import errors, refusals
from gui.panic.orders import ProductType

from .clients import body, classic, client_of, soon
from .raw_server import answer, http, serving

USDT = ProductType.USDT_FUTURES
PAGE = b"<!DOCTYPE html><html><body>Just a moment...</body></html>"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, errors.Unintelligible),
        (400, errors.Unintelligible),
        (401, errors.Blocked),
        (403, errors.Blocked),
        (404, errors.Blocked),
        (429, errors.RateLimited),
        (500, errors.Unintelligible),
        (502, errors.Unintelligible),
        (503, errors.Unintelligible),
        (504, errors.Unintelligible),
    ],
)
@pytest.mark.parametrize("content", [PAGE, b"", b"null", b"[]", b'"success"', b"{}", b'{"code":null}'])
def test_what_is_not_bitget_s_is_judged_by_its_status(
    status: int, kind: type[errors.ExchangeError], content: bytes
) -> None:
    with (
        serving(http(content, status)) as server,
        client_of(server.url) as client,
        pytest.raises(errors.ExchangeError) as caught,
    ):
        client.cancel_all(USDT, None, until=soon())
    assert type(caught.value) is kind
    assert caught.value.http_status == status
    assert not isinstance(caught.value, errors.Refused)


@pytest.mark.parametrize(
    "content",
    [
        b'{"code":"00000","msg":"success","requestTi',
        b"\xff\xfe\x00",
        b'{"code":"00000"',
        b"[" * 100_000,
        b'{"code":' + b"1" * 5_000 + b"}",
        b'{"code":true}',
        b'{"code":["00000"]}',
        b'{"code":0.0}',
    ],
)
def test_broken_json_tells_nothing(content: bytes) -> None:
    with pytest.raises(errors.Unintelligible):
        open_envelope(200, content)


def test_millions_of_values_are_given_up_before_they_are_read() -> None:
    with pytest.raises(errors.Unintelligible, match="larger than any"):
        open_envelope(200, b'{"code":"00000","data":[' + b"1," * 1_000_000 + b"1]}")


def test_the_answer_to_a_cancel_of_a_hundred_thousand_orders_is_read() -> None:
    order = b'{"orderId":"1","clientOid":"1"},'
    told = open_envelope(200, b'{"code":"00000","data":{"successList":[' + order * 100_000 + b"{}]}}")
    assert len(told.data["successList"]) == 100_001


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_success_under_an_http_error_is_a_contradiction_and_proves_nothing(status: int) -> None:
    with pytest.raises(errors.Malformed):
        open_envelope(status, body({"successList": [], "failureList": []}))
    with pytest.raises(errors.Malformed):
        classic((status, body({"entrustedList": None}))).open_orders(USDT, until=soon())


@pytest.mark.parametrize("code", ["22001", "31054", "43004"])
@pytest.mark.parametrize("status", [200, 400, 500])
def test_nothing_to_cancel_is_no_answer_to_a_read(code: str, status: int) -> None:
    shapes: tuple[Any, ...] = ({"entrustedList": None}, {"entrustedList": []})
    for data in shapes:
        with pytest.raises(errors.ExchangeError):
            classic((status, body(data, code))).open_orders(USDT, until=soon())


@pytest.mark.parametrize(
    "data", [None, "success", 5, True, [], ["x"], {}, {"list": []}, {"entrustedlist": []}]
)
def test_a_book_without_its_list_is_malformed(data: Any) -> None:
    with pytest.raises(errors.Malformed):
        classic((200, body(data))).open_orders(USDT, until=soon())


@pytest.mark.parametrize(
    "entries", ["", 0, False, {}, {"0": {}}, [None], [[]], ["1"], [{}], [{"orderId": None}]]
)
def test_a_list_of_open_orders_of_a_wrong_shape_is_malformed(entries: Any) -> None:
    with pytest.raises(errors.Malformed):
        classic((200, body({"entrustedList": entries}))).open_orders(USDT, until=soon())


@pytest.mark.parametrize("data", ["success", 5, True, [], [1], {"successList": {}}, {"failureList": "x"}])
def test_a_cancel_answer_of_a_wrong_shape_is_malformed(data: Any) -> None:
    with pytest.raises(errors.Malformed):
        classic((200, body(data))).cancel_all(USDT, None, until=soon())


@pytest.mark.parametrize("order_id", [None, "", True, 1.5, [], {}])
def test_a_cancelled_order_without_an_id_is_malformed(order_id: Any) -> None:
    for name in ("successList", "failureList"):
        with pytest.raises(errors.Malformed):
            classic((200, body({name: [{"orderId": order_id}]}))).cancel_all(USDT, None, until=soon())


FIELDS = ("symbol", "size", "clientOid", "baseVolume", "price", "status", "side", "marginCoin", "cTime")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "value", [None, True, 7, 1.5, "", "x", [], {}, "NaN", "Infinity", "1e999999999", "-1"]
)
def test_an_order_with_one_field_of_a_wrong_type_still_counts_as_open(field: str, value: Any) -> None:
    item = {"orderId": "1", "symbol": "BTCUSDT", "size": "1", field: value}
    page, end = body({"entrustedList": [item]}), body({"entrustedList": None})
    book = classic((200, page), (200, end), (200, end)).open_orders(USDT, until=soon())
    assert [order.order_id for order in book.orders] == ["1"]
    for number in (book.orders[0].size, book.orders[0].filled, book.orders[0].price):
        assert number is None or len(f"{number:,f}") < 100  # what cannot be shown is no amount


@pytest.mark.parametrize("lists", [{}, {"successList": None, "failureList": None}, None])
def test_null_and_missing_lists_of_a_cancel_are_empty(lists: Any) -> None:
    answered = classic((200, body(lists))).cancel_all(USDT, None, until=soon())
    assert (answered.cancelled, answered.refused, answered.nothing_to_cancel) == ((), (), False)


def test_a_partial_failure_is_an_answer_with_both_lists() -> None:
    data = {
        "successList": [{"orderId": 121211212122, "clientOid": None}],
        "failureList": [
            {"orderId": "2", "clientOid": "b", "errorMsg": "notExistend"},
            {"orderId": "3", "clientOid": "", "errorMsg": "x", "errorCode": "13010"},
        ],
    }
    answered = classic((200, body(data))).cancel_all(USDT, None, until=soon())
    assert [(ref.order_id, ref.client_oid) for ref in answered.cancelled] == [("121211212122", None)]
    assert [(each.ref.order_id, each.code, each.reason) for each in answered.refused] == [
        ("2", "", "notExistend"),
        ("3", "13010", "An order is under review and cannot be cancelled yet."),
    ]


def test_nothing_to_cancel_is_an_answer_that_says_so() -> None:
    answered = classic((200, body(None, "22001"))).cancel_all(USDT, None, until=soon())
    assert answered.nothing_to_cancel
    assert answered.cancelled == ()


def test_no_failure_carries_a_secret() -> None:
    with serving(answer(None, "40009", status=400, message="sign signature error")) as server:
        with client_of(server.url) as client, pytest.raises(refusals.SecretWrong) as caught:
            client.cancel_all(USDT, None, until=soon())
        sent = server.seen[0].headers
    shown = json.dumps([str(caught.value), repr(caught.value), caught.value.text, repr(vars(caught.value))])
    for name in ("access-key", "access-sign", "access-passphrase"):
        assert sent[name] not in shown
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_exact_numbers_stay_exact() -> None:
    assert str(amount("0.10000000000000000001")) == "0.10000000000000000001"
    assert [amount(value) for value in (None, "", "x", "NaN", "-Infinity", True, 1.5)] == [None] * 7
    assert [whole(value) for value in ("1700000000000", 5, "٣", "1.0", "-1", "9" * 19, True, None)] == [
        1_700_000_000_000, 5, None, None, None, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ("YES", True),
        ("NO", False),
        ("yes", True),
        (True, True),
        (False, False),
        ("", None),
        (None, None),
        ("maybe", None),
        (1, None),
        ([], None),
        ({}, None),
    ],
)
def test_yes_and_no_are_taken_and_nothing_else(value: Any, taken: bool | None) -> None:
    assert yes_or_no(value) is taken


@pytest.mark.parametrize("value", [None, "", "0", "0.00", 0, "x", [], {}, True])
def test_no_price_is_none_however_it_is_written(value: Any) -> None:
    assert price_or_none(value) is None


def test_a_price_is_exact() -> None:
    assert str(price_or_none("61234.50")) == "61234.50"
