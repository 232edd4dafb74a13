"""Connections that nobody uses: kept open without asking the exchange more than 1 % of what it allows."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

import pytest

from gui.bitget import budget
from gui.bitget.budget import AddressBudget
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import TIME_PATH, Transport
from gui.bitget.wire import lanes

from .clients import CREDENTIALS
from .raw_server import RawServer, answer, serving
from .test_warm import LANES, wait_for_pairs


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30.0
    while not is_so():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.01)


def pings(server: RawServer) -> int:
    return sum(TIME_PATH in seen.target for seen in server.seen)


def test_all_accounts_together_ping_once_in_five_seconds() -> None:
    shared = AddressBudget()
    assert [shared.take_ping() for _ in range(20)] == [True, *19 * [False]]
    shared._pinged_at -= budget.BETWEEN_PINGS_S
    assert [shared.take_ping() for _ in range(2)] == [True, False]


def test_a_ping_takes_room_for_it_and_none_goes_out_without() -> None:
    full = AddressBudget(limit=1)
    assert full.take_now(1)
    assert not full.take_ping()


def test_idle_connections_of_several_accounts_are_pinged_by_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "PING_AFTER_S", 0.0)
    shared = AddressBudget()
    with serving(answer([])) as server:
        both = [SignedCalls(Transport(server.url, budget=shared), CREDENTIALS) for _ in range(2)]
        try:
            for calls in both:
                calls.warm(LANES[:1])
                wait_for_pairs(calls)
            wait_until(lambda: pings(server) == 1)
            for calls in both:
                for _ in range(50):
                    calls._transport._lanes._keep_up()
            assert pings(server) == 1
            shared._pinged_at -= budget.BETWEEN_PINGS_S
            wait_until(lambda: pings(server) == 2)
        finally:
            for calls in both:
                calls.close()


def test_the_system_keeps_each_connection_alive_by_itself() -> None:
    with serving(answer([])) as server:
        calls = SignedCalls(Transport(server.url), CREDENTIALS)
        try:
            calls.warm(LANES[:1])
            wait_for_pairs(calls)
            for one in calls._transport._lanes._idle[LANES[0]]:
                assert one._sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
                if hasattr(socket, "TCP_KEEPIDLE"):
                    assert one._sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 20
        finally:
            calls.close()
