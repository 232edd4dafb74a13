from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from types import SimpleNamespace

import pytest

from gui.practice import PracticeExchange, armed, limits, parse_fault, shelf

from .signed import Client

Open = Callable[..., tuple[PracticeExchange, Client]]
Later = Callable[[float], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Lets so many seconds go by at once, for what is to happen later and for faults that pass."""
    gone_by: list[float] = []
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + sum(gone_by))
    for module in (armed, shelf):
        monkeypatch.setattr(module, "time", clock)
    return gone_by.append


@pytest.fixture
def long_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the limits of a second count over a minute, as so many calls may take longer than one."""
    monkeypatch.setattr(limits, "WINDOW_SECONDS", 60.0)


@pytest.fixture
def open_exchange() -> Iterator[Open]:
    """Makes a started exchange and a client; faults are given as text."""
    with ExitStack() as stack:

        def make(*faults: str, timeout: float = 5.0, **how: object) -> tuple[PracticeExchange, Client]:
            armed = [parse_fault(text) for text in faults]
            exchange = PracticeExchange(faults=armed, **how)  # type: ignore[arg-type]
            stack.enter_context(exchange)
            client = Client(exchange.url, timeout)
            stack.callback(client.close)
            return exchange, client

        yield make


@pytest.fixture
def exchange_and_client(open_exchange: Open) -> tuple[PracticeExchange, Client]:
    return open_exchange()
