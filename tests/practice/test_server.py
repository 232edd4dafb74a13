from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest

from gui.practice import PracticeExchange, parse_fault

from .conftest import Open
from .signed import ACCOUNTS, CANCEL_ALL, TIME, Client


def test_one_connection_serves_many_requests(open_exchange: Open) -> None:
    exchange, client = open_exchange()
    answers = [client.pending(), client.cancel_all(), client.get(ACCOUNTS), client.send("GET", TIME, "", {})]
    assert [answer.status for answer in answers] == [200, 200, 400, 200]
    assert len({request.remote_port for request in exchange.requests}) == 1


def test_requests_are_recorded_without_secrets(open_exchange: Open) -> None:
    exchange, client = open_exchange()
    client.post(CANCEL_ALL, changed={"paptrading": "1"}, productType="USDT-FUTURES")
    client.pending(limit=5)
    post, get = exchange.requests
    assert (post.method, post.path, post.query) == ("POST", CANCEL_ALL, "")
    assert post.body == b'{"productType":"USDT-FUTURES"}'
    assert (post.headers["paptrading"], post.headers["locale"]) == ("1", "en-US")
    assert (get.method, get.query) == ("GET", "limit=5&productType=USDT-FUTURES")
    assert post.at < get.at <= time.monotonic()
    for request in (post, get):
        assert not {"access-sign", "access-passphrase"} & set(request.headers)
        assert request.headers["access-key"] == "practice-key"


@pytest.mark.usefixtures("long_second")
def test_more_than_ten_calls_in_a_second_are_turned_away(
    open_exchange: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, client = open_exchange()
    answers = [client.pending() for _ in range(11)]
    assert [answer.status for answer in answers] == [200] * 10 + [429]
    assert answers[-1].raw == b'{"code":"429","msg":"Too Many Requests","data":null}'
    remaining = [answer.head["x-mbx-used-remain-limit"] for answer in answers]
    assert remaining == [*map(str, range(9, -1, -1)), "0"]
    # Every endpoint counts for itself, and the window slides on.
    assert client.cancel_all().code == "00000"
    monkeypatch.undo()  # the second is one again
    time.sleep(1.0)
    assert client.pending().code == "00000"
    assert len(exchange.requests) == 13


@pytest.mark.usefixtures("long_second")
def test_public_endpoints_allow_twenty_and_the_limit_can_be_lifted(open_exchange: Open) -> None:
    _, client = open_exchange()
    assert [client.send("GET", TIME, "", {}).status for _ in range(21)] == [200] * 20 + [429]
    _, client = open_exchange(rate_limited=False)
    assert {client.pending().status for _ in range(30)} == {200}


def test_the_latency_is_spent_before_the_answer(open_exchange: Open) -> None:
    exchange, client = open_exchange(latency_ms=100)
    began = time.monotonic()
    client.cancel_all()
    assert 0.1 <= time.monotonic() - began < 5
    assert len(exchange.book.open_orders()) == 6


def test_many_clients_cancel_at_once_and_each_order_goes_once(open_exchange: Open) -> None:
    exchange, _ = open_exchange(orders=2000, rate_limited=False)
    start = threading.Barrier(12)

    def press(number: int) -> list[str]:
        client = Client(exchange.url)
        product_type = ("USDT-FUTURES", "USDC-FUTURES", "COIN-FUTURES")[number % 3]
        try:
            start.wait(30)
            answer = client.cancel_all(product_type)
        finally:
            client.close()
        assert answer.code in ("00000", "22001")
        return [entry["orderId"] for entry in (answer.data or {}).get("successList", ())]

    with ThreadPoolExecutor(12) as pool:
        cancelled = [order_id for part in pool.map(press, range(12)) for order_id in part]
    assert len(cancelled) == len(set(cancelled)) == 2000
    assert exchange.book.open_orders() == []


@pytest.mark.parametrize("fault", ["silent", "silent-after", "slow-drip=5000"])
def test_stop_does_not_wait_for_a_request_that_hangs(fault: str) -> None:
    exchange = PracticeExchange(faults=[parse_fault(fault)])
    exchange.start()
    client = Client(exchange.url, timeout=10)
    ended: list[Exception] = []

    def press() -> None:
        try:
            client.cancel_all()
        except (OSError, HTTPException) as error:
            ended.append(error)

    thread = threading.Thread(target=press)
    thread.start()
    while not exchange.requests:
        time.sleep(0.005)
    began = time.monotonic()
    exchange.stop()
    assert time.monotonic() - began < 5
    thread.join(30)
    client.close()
    assert not thread.is_alive()
    assert ended


def test_stop_cuts_short_a_long_latency_without_effect() -> None:
    with PracticeExchange(latency_ms=60_000) as exchange:
        client = Client(exchange.url)

        def press() -> None:
            with pytest.raises(OSError, match="without response"):
                client.cancel_all()

        thread = threading.Thread(target=press)
        thread.start()
        while not exchange.requests:
            time.sleep(0.005)
        began = time.monotonic()
        exchange.stop()
        assert time.monotonic() - began < 5
        thread.join(30)
        client.close()
    assert len(exchange.book.open_orders()) == 14


def test_it_comes_back_on_the_same_address_with_the_same_book(open_exchange: Open) -> None:
    exchange, client = open_exchange()
    client.cancel_all()
    url = exchange.url
    exchange.stop()
    client.close()
    with pytest.raises(OSError, match="refused"):
        client.pending()
    client.close()
    exchange.start()
    assert exchange.url == url
    assert client.pending().data["entrustedList"] is None
    assert len(exchange.book.open_orders()) == 6


def test_an_exchange_that_was_never_started_has_no_address_and_stops_quietly() -> None:
    exchange = PracticeExchange()
    exchange.stop()
    with pytest.raises(RuntimeError, match="before it is started"):
        _ = exchange.url
