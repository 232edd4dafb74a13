"""Whoever waits for an answer, or for room in the rate budget, lets other threads of its press compute."""

from __future__ import annotations

import socket
import threading

import pytest

from gui.bitget.budget import RateBudget
from gui.bitget.wire.connection import Connection
from gui.panic import turnstile
from gui.panic.orders import ProductType
from gui.panic.turnstile import Turnstile

from .clients import client_of, soon
from .raw_server import RawServer, Seen, answer

USDT = ProductType.USDT_FUTURES


class Other:
    """A thread of the same press that computes when it may."""

    def __init__(self, stile: Turnstile) -> None:
        self.was_in = threading.Event()
        self._stile = stile

    def come(self) -> bool:
        """Come, from any thread; tells whether it was let in."""
        threading.Thread(target=self._go, daemon=True).start()
        return self.was_in.wait(20)

    def _go(self) -> None:
        with self._stile.inside():
            self.was_in.set()


@pytest.fixture
def stile(monkeypatch: pytest.MonkeyPatch) -> Turnstile:
    monkeypatch.setattr(turnstile, "_PATIENCE_S", 60.0)
    return Turnstile(1)


def test_while_an_answer_is_awaited(stile: Turnstile) -> None:
    other, was_in = Other(stile), []

    def reply(_: socket.socket, _seen: Seen) -> bytes:
        was_in.append(other.come())
        return answer({"entrustedList": None, "endId": None})

    server = RawServer(reply)
    try:
        with client_of(server.url, read_s=30.0) as client, stile.inside():
            client.open_orders(USDT, until=soon(60))
    finally:
        server.stop()
    assert was_in[:1] == [True]


def test_while_the_rest_of_an_answer_is_awaited(stile: Turnstile) -> None:
    ours, theirs = socket.socketpair()
    other, connection = Other(stile), Connection(ours, "lane", 0.0)

    def send() -> None:
        if other.come():
            theirs.sendall(b"the rest\n")
        theirs.close()

    connection.wait_no_longer_than(soon(60), 30.0)
    with stile.inside():
        threading.Thread(target=send, daemon=True).start()
        assert connection.stream.readline() == b"the rest\n"
    connection.close()


def test_while_there_is_no_room_in_the_rate_budget(stile: Turnstile) -> None:
    budget, other = RateBudget(limit=1, window_s=0.3), Other(stile)
    budget.take("/endpoint", soon())
    came = threading.Thread(target=other.come, daemon=True)
    with stile.inside():
        came.start()
        budget.take("/endpoint", soon(20))
        assert other.was_in.is_set()
