"""Every question is noted with its answer or its error, by the names of its headers only."""

from __future__ import annotations

import json
import socket
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gui.kept.calls import read_calls
from gui.kept.journal import Journal, Origin, read
from gui.panic.accounts import MAIN
from gui.panic.errors import ExchangeError
from gui.panic.on_record import MOST_OF_ONE, CallRecord
from gui.panic.orders import AccountMode, Environment, ProductType, Scope
from gui.practice import PracticeExchange, accounts, gate
from gui.pressing import Pressing

from .clients import FakeTransport, account_of, body, classic, soon
from .raw_server import KEY, PASSPHRASE, SECRET, RawServer, Seen, answer, http, serving

USDT = ProductType.USDT_FUTURES
HEADERS = ("ACCESS-KEY", "ACCESS-SIGN", "ACCESS-TIMESTAMP", "ACCESS-PASSPHRASE", "Content-Type", "locale")


def test_an_answer_is_noted_with_the_times_of_both_sides() -> None:
    client, taken = classic((200, body({"list": []}))), list[CallRecord]()
    before = datetime.now(UTC)
    with client._calls.recorder.noting(taken.append):
        client._calls.post("lane", "/api/v2/mix/order/cancel-all-orders", {"a": "1"}, soon())
    [call] = taken
    assert (call.lane, call.method, call.target) == ("lane", "POST", "/api/v2/mix/order/cancel-all-orders")
    assert (call.body, call.http_status, call.problem) == (b'{"a":"1"}', 200, "")
    assert call.header_names == HEADERS
    assert before <= call.asked_at <= datetime.now(UTC)
    assert call.signed_ms is not None
    assert abs(call.signed_ms - call.asked_at.timestamp() * 1000) < 5_000
    assert call.server_ms is not None
    assert abs(call.server_ms - time.time() * 1000) < 5_000
    assert call.answer_size == len(call.answer)


def test_that_a_question_is_written_is_told_before_its_answer() -> None:
    told: list[str] = []
    reply = answer({"entrustedList": None, "endId": None, "successList": [], "failureList": []})
    server = RawServer(lambda *_: reply)
    try:
        with (
            account_of(server.url, AccountMode.CLASSIC) as client,
            client.recorder.noting(lambda _: told.append("answered"), told.append),
        ):
            client.cancel_all(USDT, None, until=soon())
            client.open_orders(USDT, until=soon())
    finally:
        server.stop()
    assert told == ["POST", "answered", "GET", "answered", "answered"]
    client.recorder.written("POST")  # nobody wants to know any more
    assert len(told) == 5


def test_a_refusal_is_noted_as_it_came() -> None:
    client, taken = classic((400, body(None, "40009"))), list[CallRecord]()
    with client._calls.recorder.noting(taken.append), pytest.raises(ExchangeError):
        client._calls.get("lane", "/path", {"b": "2"}, soon())
    assert [(call.http_status, b"40009" in call.answer, call.target) for call in taken] == [
        (400, True, "/path?b=2")
    ]


def test_an_answer_that_repeats_what_was_sent_is_left_out_whole() -> None:
    def repeat(_: socket.socket, seen: Seen) -> bytes:
        return http(json.dumps(seen.headers).encode() + b"x" * MOST_OF_ONE, 403, kind="text/html")

    taken: list[CallRecord] = []
    with (
        serving(repeat) as server,
        account_of(server.url, AccountMode.CLASSIC) as client,
        client.recorder.noting(taken.append),
        pytest.raises(ExchangeError),
    ):
        client.cancel_all(USDT, None, until=soon())
    [call] = taken
    assert (call.answer, call.http_status) == (b"", 403)
    assert call.answer_size > MOST_OF_ONE


def test_a_question_without_an_answer_is_noted_with_its_error() -> None:
    taken: list[CallRecord] = []
    with (
        account_of("http://127.0.0.1:9", AccountMode.CLASSIC) as client,
        client.recorder.noting(taken.append),
        pytest.raises(ExchangeError) as caught,
    ):
        client.open_orders(USDT, until=soon(2))
    assert taken
    assert {call.problem for call in taken} == {type(caught.value).__name__}
    assert {call.http_status for call in taken} == {None}


def test_of_questions_asked_together_each_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    client, taken = classic((200, body({}))), list[CallRecord]()
    whole = FakeTransport.send_all
    monkeypatch.setattr(FakeTransport, "send_all", lambda *given: whole(*given)[:1])
    with client._calls.recorder.noting(taken.append):
        answered = client._calls.get_in_turn("lane", "/p", [{"s": "1"}, {"s": "2"}], soon())
    assert len(answered) == 2
    assert [(call.target, call.problem) for call in taken] == [
        ("/p?s=1", ""),
        ("/p?s=2", "NotAnswered"),
        ("/p?s=2", ""),
    ]


def test_a_press_keeps_what_it_asked_and_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "KEY", KEY)
    monkeypatch.setattr(gate, "SECRET", SECRET)
    monkeypatch.setattr(gate, "PASSPHRASE", PASSPHRASE)
    path = tmp_path / "journal.jsonl"
    journal = Journal(path, patience_s=5)
    with PracticeExchange(orders=14) as exchange, account_of(exchange.url, AccountMode.CLASSIC) as client:
        client.open_orders(USDT, until=soon())  # of before the press: not on its record
        asked_before = len(exchange.requests)
        press = Pressing({MAIN: client}, Scope(), Environment.PRACTICE, journal, origin=Origin.TERMINAL)
        press.run()
        journal.close()
        asked = [request.path for request in exchange.requests[asked_before:]]
    [record], _ = read(path)
    content = read_calls(path, record.press.id)
    assert content is not None
    _, *calls = [json.loads(line) for line in content.splitlines()]
    assert sorted(call["target"].partition("?")[0] for call in calls) == sorted(
        path.partition("?")[0] for path in asked
    )
    assert all(call["http_status"] == 200 for call in calls)
    kept = content + path.read_bytes()
    assert not [secret for secret in (KEY, SECRET, PASSPHRASE) if secret.encode() in kept]
