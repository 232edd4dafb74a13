"""Clients for the tests: the real ones, pointed at a loopback server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from gui.bitget.account import BitgetAccount
from gui.bitget.classic import Classic
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Answer, Call, Transport
from gui.bitget.unified import Unified
from gui.bitget.wire.race import Again
from gui.panic.orders import AccountMode
from gui.panic.secrets import Credentials

from .raw_server import KEY, PASSPHRASE, SECRET

CREDENTIALS = Credentials.of(KEY, SECRET, PASSPHRASE)


def soon(seconds: float = 5.0) -> float:
    return time.monotonic() + seconds


@contextmanager
def client_of(
    url: str, *, demo: bool = False, connect_s: float = 1.0, read_s: float = 0.5
) -> Iterator[Classic]:
    transport = Transport(url, connect_s=connect_s, read_s=read_s)
    client = Classic(SignedCalls(transport, CREDENTIALS, demo=demo))
    try:
        yield client
    finally:
        client.close()


@contextmanager
def unified_of(url: str) -> Iterator[Unified]:
    client = Unified(SignedCalls(Transport(url, connect_s=1.0, read_s=0.5), CREDENTIALS))
    try:
        yield client
    finally:
        client.close()


@contextmanager
def account_of(url: str, mode: AccountMode | None = None) -> Iterator[BitgetAccount]:
    client = BitgetAccount(SignedCalls(Transport(url, connect_s=1.0, read_s=0.5), CREDENTIALS), mode)
    try:
        yield client
    finally:
        client.close()


class FakeTransport(Transport):
    """A transport that answers from a list, without a network; the last answer repeats."""

    def __init__(self, *answers: tuple[int, bytes]) -> None:
        super().__init__("http://127.0.0.1:9")
        self.sent: list[Call] = []
        self._answers = list(answers)

    def send_all(
        self,
        lane: str,
        calls: Sequence[Call],
        until: float,
        again: Again | None,
        written: Callable[[], None] | None = None,
    ) -> list[Answer]:
        return [self.send(lane, call, until, again, written) for call in calls]

    def send(
        self,
        lane: str,  # noqa: ARG002
        call: Call,
        until: float,  # noqa: ARG002
        again: Again | None = None,  # noqa: ARG002
        written: Callable[[], None] | None = None,
    ) -> Answer:
        if written is not None:
            written()
        self.sent.append(call)
        status, body = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return Answer(status, body, None, time.monotonic(), time.monotonic())


def classic(*answers: tuple[int, bytes]) -> Classic:
    return Classic(SignedCalls(FakeTransport(*answers), CREDENTIALS))


def unified(*answers: tuple[int, bytes]) -> Unified:
    return Unified(SignedCalls(FakeTransport(*answers), CREDENTIALS))


def sent_by(client: Classic | Unified) -> list[Call]:
    """What a client with a fake transport has sent."""
    transport = client._calls._transport
    assert isinstance(transport, FakeTransport)
    return transport.sent


def body(data: Any, code: Any = "00000") -> bytes:
    return json.dumps(
        {"code": code, "msg": "m", "requestTime": int(time.time() * 1000), "data": data}
    ).encode()
