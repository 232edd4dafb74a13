from __future__ import annotations

import json
import socket
import time
from http.client import IncompleteRead, RemoteDisconnected
from typing import Any

import pytest
import requests

from gui.practice import PracticeExchange, parse_fault

from .conftest import Later, Open
from .signed import BATCH, CANCEL_ALL, TIME, Client, headers

USDT = "USDT-FUTURES"


def left(exchange: PracticeExchange, product_type: str = USDT) -> int:
    return len(exchange.book.open_orders(product_type))


def batch(client: Client) -> Any:
    return client.post(BATCH, productType=USDT)


@pytest.mark.parametrize("call", [Client.cancel_all, batch])
def test_some_fail_keeps_every_kth_order(open_exchange: Open, call: Any) -> None:
    exchange, client = open_exchange("some-fail=4,22067")
    answer = call(client)
    assert answer.code == "00000"
    assert len(answer.data["successList"]) == 6
    stubborn = [order.order_id for order in exchange.book.open_orders(USDT)]
    assert [entry["orderId"] for entry in answer.data["failureList"]] == stubborn
    assert {entry["errorCode"] for entry in answer.data["failureList"]} == {"22067"}
    assert all(entry["errorMsg"].startswith("ADL") for entry in answer.data["failureList"])
    again = call(client)
    assert (again.data["successList"], len(again.data["failureList"])) == ([], 2)
    assert left(exchange) == 2


def test_some_fail_may_pass_with_time_or_with_requests(open_exchange: Open, later: Later) -> None:
    exchange, client = open_exchange("some-fail=4,13010,60000")
    assert len(client.cancel_all().data["failureList"]) == 2
    later(60)
    assert len(client.cancel_all().data["successList"]) == 2
    assert left(exchange) == 0
    exchange, client = open_exchange("some-fail=1*1")
    assert client.cancel_all().data["successList"] == []
    assert client.cancel_all().data["failureList"] == []


def test_settle_leaves_the_orders_for_a_while(open_exchange: Open, later: Later) -> None:
    exchange, client = open_exchange("settle=60000")
    assert len(client.cancel_all().data["successList"]) == 8
    assert left(exchange) == 8
    later(60)
    assert client.pending().data["entrustedList"] is None
    assert client.pending(status="partially_filled").data["entrustedList"] is None


def test_every_cancel_may_settle_without_a_fault(open_exchange: Open, later: Later) -> None:
    exchange, client = open_exchange(settle_ms=60_000)
    client.cancel_all()
    assert left(exchange) == 8
    later(60)
    assert left(exchange) == 0


def test_ack_only_cancels_nothing_ever(open_exchange: Open) -> None:
    exchange, client = open_exchange("ack-only")
    for _ in range(2):
        assert len(client.cancel_all().data["successList"]) == 8
    assert left(exchange) == 8


def test_rearm_places_new_orders_with_new_ids_later(open_exchange: Open, later: Later) -> None:
    exchange, client = open_exchange("rearm=3,60000*2")
    before = {order.order_id for order in exchange.book.open_orders()}
    newest_ms = max(order.placed_ms for order in exchange.book.open_orders())
    for _ in range(2):
        client.cancel_all()
        assert left(exchange) == 0
        later(60)
        new = exchange.book.open_orders(USDT)
        assert len(new) == 3
        assert not before & {order.order_id for order in new}
        assert all(order.placed_ms > newest_ms for order in new)
    client.cancel_all()
    later(60)
    assert left(exchange) == 0


def test_an_empty_book_is_not_rearmed(open_exchange: Open) -> None:
    exchange, client = open_exchange("rearm=3,0", orders=0)
    assert client.cancel_all().code == "22001"
    assert left(exchange) == 0


@pytest.mark.parametrize(("fault", "remaining"), [("code=40010", 8), ("code=40010,effect", 0)])
def test_a_code_is_answered_with_and_without_effect(open_exchange: Open, fault: str, remaining: int) -> None:
    exchange, client = open_exchange(fault)
    answer = client.cancel_all()
    assert (answer.status, answer.code, answer.json["msg"]) == (400, "40010", "Request timed out")
    assert left(exchange) == remaining


def test_a_code_that_nobody_documented_is_answered_too(open_exchange: Open) -> None:
    _, client = open_exchange("code=59999", "read:code=22001")
    assert (client.cancel_all().code, client.cancel_all().status) == ("59999", 400)
    assert (client.pending().code, client.pending().status) == ("22001", 200)


@pytest.mark.parametrize(
    ("fault", "status", "remaining"),
    [
        ("http=403", 403, 8),
        ("http=503", 503, 8),
        ("http=504,effect", 504, 0),
        ("http=520", 520, 8),
        ("html-200", 200, 8),
        ("html-200=effect", 200, 0),
    ],
)
def test_html_is_answered(open_exchange: Open, fault: str, status: int, remaining: int) -> None:
    exchange, client = open_exchange(fault)
    answer = client.cancel_all()
    assert (answer.status, answer.raw[:15]) == (status, b"<!DOCTYPE html>")
    assert answer.head["Content-Type"].startswith("text/html")
    assert left(exchange) == remaining


@pytest.mark.parametrize(("fault", "remaining"), [("empty-200", 8), ("empty-200=effect", 0)])
def test_nothing_at_all_is_answered(open_exchange: Open, fault: str, remaining: int) -> None:
    exchange, client = open_exchange(fault)
    answer = client.cancel_all()
    assert (answer.status, answer.raw) == (200, b"")
    assert left(exchange) == remaining


def test_truncated_json_is_a_whole_answer_with_half_a_text(open_exchange: Open) -> None:
    exchange, client = open_exchange("truncated-json")
    answer = client.cancel_all()
    assert answer.status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.raw)
    assert left(exchange) == 0
    assert client.pending().code == "00000"


def test_half_an_answer_breaks_off(open_exchange: Open) -> None:
    exchange, client = open_exchange("half-answer")
    with pytest.raises(IncompleteRead):
        client.cancel_all()
    assert left(exchange) == 0


def test_an_answer_is_lost_after_the_effect(open_exchange: Open) -> None:
    exchange, client = open_exchange("answer-lost")
    with pytest.raises(RemoteDisconnected):
        client.cancel_all()
    assert left(exchange) == 0


@pytest.mark.parametrize(("fault", "remaining"), [("reset", 8), ("reset=effect", 0)])
def test_a_reset_is_a_real_reset(open_exchange: Open, fault: str, remaining: int) -> None:
    exchange, client = open_exchange(fault)
    with pytest.raises(ConnectionResetError) as caught:
        client.cancel_all()
    assert not isinstance(caught.value, RemoteDisconnected)
    assert left(exchange) == remaining


@pytest.mark.parametrize(("fault", "remaining"), [("silent", 8), ("silent-after", 0)])
def test_silence_holds_the_connection_open(open_exchange: Open, fault: str, remaining: int) -> None:
    exchange, client = open_exchange(fault, timeout=0.4)
    with pytest.raises(TimeoutError):
        client.cancel_all()
    assert left(exchange) == remaining
    assert [request.path for request in exchange.requests] == [CANCEL_ALL]


def test_a_slow_answer_trickles_and_is_whole_in_the_end(open_exchange: Open) -> None:
    exchange, client = open_exchange("slow-drip=1")
    began = time.monotonic()
    assert len(client.cancel_all("COIN-FUTURES").data["successList"]) == 3
    assert time.monotonic() - began > 0.3
    assert left(exchange, "COIN-FUTURES") == 0
    assert client.pending("COIN-FUTURES").code == "00000"
    assert len({request.remote_port for request in exchange.requests}) == 1


def test_a_storm_of_429_lasts_its_time_or_its_number(open_exchange: Open, later: Later) -> None:
    exchange, client = open_exchange("rate-limited=60000")
    answer = client.cancel_all()
    assert (answer.status, answer.json) == (429, {"code": "429", "msg": "Too Many Requests", "data": None})
    assert client.cancel_all().status == 429
    later(60)
    assert client.cancel_all().code == "00000"
    exchange, client = open_exchange("rate-limited*2")
    assert [client.cancel_all().status for _ in range(3)] == [429, 429, 200]
    assert left(exchange) == 0


def test_lists_are_null_or_missing(open_exchange: Open) -> None:
    exchange, client = open_exchange("null-lists")
    assert client.cancel_all().data == {"successList": None, "failureList": None}
    assert client.pending("COIN-FUTURES").data["entrustedList"] is None
    assert left(exchange) == 0
    _, client = open_exchange("null-lists=missing")
    assert client.cancel_all().data == {}
    assert client.pending().data == {}


def test_types_are_wrong_but_the_json_is_well_formed(open_exchange: Open) -> None:
    def answered(kind: str) -> Any:
        exchange, client = open_exchange(f"wrong-types={kind}")
        answer = client.cancel_all()
        assert (answer.status, left(exchange)) == (200, 0)
        return answer.json

    assert isinstance(answered("numbers")["data"]["successList"][0]["orderId"], int)
    assert isinstance(answered("objects")["data"]["successList"]["0"]["orderId"], str)
    assert isinstance(answered("mixed")["data"]["successList"]["0"]["orderId"], int)
    assert answered("data")["data"] == "success"
    assert isinstance(answered("envelope"), list)
    _, client = open_exchange("read:wrong-types=numbers")
    item = client.pending().data["entrustedList"][0]
    assert isinstance(item["price"], float)


def test_a_redirect_leads_to_where_it_is_told(open_exchange: Open) -> None:
    other, _ = open_exchange()
    exchange, client = open_exchange(f"redirect={other.url}/api")
    answer = client.cancel_all()
    assert (answer.status, answer.head["Location"]) == (302, f"{other.url}/api")
    assert left(exchange) == 8
    assert other.requests == []


@pytest.mark.parametrize("offset_ms", [45_000, -45_000])
def test_a_clock_may_be_off_everywhere(open_exchange: Open, offset_ms: int) -> None:
    exchange, client = open_exchange(f"clock={offset_ms}")
    here_ms = time.time_ns() // 1_000_000
    told_ms = int(client.send("GET", TIME, "", {}).data["serverTime"])
    assert abs(told_ms - here_ms - offset_ms) < 2000
    refused = client.cancel_all()
    assert (refused.code, left(exchange)) == ("40008", 8)
    assert abs(refused.json["requestTime"] - here_ms - offset_ms) < 2000
    stamped: dict[str, str | None] = {"timestamp": str(told_ms)}
    assert client.post(CANCEL_ALL, changed=stamped, productType=USDT).code == "00000"


def test_faults_strike_where_and_as_often_as_told(open_exchange: Open) -> None:
    exchange, client = open_exchange("http=503*1", "code=40015*1", "read+time:empty-200*1")
    assert client.pending().raw == b""
    assert client.pending().code == "00000"
    assert [client.cancel_all().status, client.cancel_all().code] == [503, "40015"]
    assert left(exchange) == 8
    assert client.cancel_all().code == "00000"


def test_a_fault_for_all_endpoints_is_an_outage(open_exchange: Open) -> None:
    _, client = open_exchange("all:http=502")
    answers = [client.pending(), client.cancel_all(), batch(client), client.send("GET", TIME, "", {})]
    assert {answer.status for answer in answers} == {502}


def test_faults_can_be_changed_while_it_runs(open_exchange: Open) -> None:
    exchange, client = open_exchange("http=502")
    assert client.cancel_all().status == 502
    exchange.arm(parse_fault("code=45001*1"))
    assert client.cancel_all().code == "45001"
    exchange.arm()
    assert client.cancel_all().code == "00000"


def test_a_client_of_another_kind_meets_the_same_faults(open_exchange: Open) -> None:
    exchange, _ = open_exchange("answer-lost*1")
    body = '{"productType":"USDT-FUTURES"}'
    with requests.Session() as session:

        def press() -> requests.Response:
            signed = headers("POST", CANCEL_ALL, body)
            return session.post(exchange.url + CANCEL_ALL, data=body.encode(), headers=signed, timeout=5)

        with pytest.raises(requests.ConnectionError):
            press()
        assert press().json()["code"] == "22001"


def test_an_unreadable_request_does_not_end_the_exchange(open_exchange: Open) -> None:
    exchange, client = open_exchange()
    port = int(exchange.url.rsplit(":", 1)[1])
    for junk in (b"\x16\x03\x01\x02\x00\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: -3\r\n\r\n", b"GET"):
        with socket.create_connection(("127.0.0.1", port), timeout=2) as raw:
            raw.sendall(junk)
    chunked = Client(exchange.url)
    assert chunked.send("POST", CANCEL_ALL, "", {"Transfer-Encoding": "chunked"}).status == 411
    chunked.close()
    assert client.cancel_all().code == "00000"
