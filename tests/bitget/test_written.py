"""Whoever reads the book is told when the question is on its way, long before the answer is."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from gui.bitget.account import BitgetAccount
from gui.bitget.classic import PENDING
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.bitget.unified import UNFILLED
from gui.panic.errors import ExchangeError
from gui.panic.orders import AccountMode, ProductType

from .clients import CREDENTIALS, soon
from .raw_server import RawServer, Seen, answer

USDT = ProductType.USDT_FUTURES
EMPTY: dict[str, object] = {"entrustedList": None, "endId": None, "list": [], "cursor": None}


class Waiting:
    """A server that answers for a book once whoever asked was told that the question is written."""

    def __init__(self) -> None:
        self.written = threading.Event()
        self.was_told: list[bool] = []
        self.server = RawServer(self._reply)

    def _reply(self, _: socket.socket, _seen: Seen) -> bytes:
        self.was_told.append(self.written.wait(30))
        return answer(EMPTY)


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    waiting = Waiting()
    yield waiting
    waiting.server.stop()


@pytest.mark.parametrize("mode", AccountMode)
@pytest.mark.parametrize("several", [True, False])
def test_it_is_told_before_the_answer_can_come(waiting: Waiting, mode: AccountMode, several: bool) -> None:
    transport = Transport(waiting.server.url)
    transport._one_by_one_until = 0.0 if several else time.monotonic() + 60
    account = BitgetAccount(SignedCalls(transport, CREDENTIALS), mode)
    try:
        book = account.open_orders(USDT, until=soon(), written=waiting.written.set)
    finally:
        account.close()
    assert book.orders == ()
    assert all(waiting.was_told), waiting.was_told


def test_a_fault_of_whoever_is_told_leaves_no_connection_in_use(waiting: Waiting) -> None:
    transport = Transport(waiting.server.url)
    account = BitgetAccount(SignedCalls(transport, CREDENTIALS), AccountMode.CLASSIC)
    used: list[bool] = []

    def fail() -> None:
        waiting.written.set()
        used.append(bool(transport._lanes._busy))
        raise RuntimeError

    try:
        with pytest.raises(RuntimeError):
            account.open_orders(USDT, until=soon(), written=fail)
        assert used == [True]
        assert not transport._lanes._busy
    finally:
        account.close()


@pytest.mark.parametrize("mode", AccountMode)
def test_it_is_told_before_a_wait_for_room(
    waiting: Waiting, mode: AccountMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.written.set()
    calls = SignedCalls(Transport(waiting.server.url), CREDENTIALS)
    account = BitgetAccount(calls, mode)
    events: list[str] = []
    for path in (PENDING, UNFILLED):
        while calls.budget.take_now(path):
            pass
    take = calls.budget.take

    def wait(endpoint: str, until: float, count: int = 1) -> None:
        events.append("wait")
        take(endpoint, until, count)

    monkeypatch.setattr(calls.budget, "take", wait)
    try:
        account.open_orders(USDT, until=soon(), written=lambda: events.append("told"))
    finally:
        account.close()
    assert events[:2] == ["told", "wait"]


def test_where_nothing_can_be_asked_nobody_is_told() -> None:
    account = BitgetAccount(SignedCalls(Transport("http://127.0.0.1:9"), CREDENTIALS), AccountMode.CLASSIC)
    told: list[bool] = []
    with pytest.raises(ExchangeError):
        account.open_orders(USDT, until=soon(), written=lambda: told.append(True))
    account.close()
    assert told == []
