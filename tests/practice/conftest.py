from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from gui.practice import PracticeExchange, parse_fault

from .signed import Client

Open = Callable[..., tuple[PracticeExchange, Client]]


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
