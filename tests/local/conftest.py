from __future__ import annotations

from collections.abc import Iterator

import pytest

from gui.practice import PracticeExchange
from tests.local.computer import Computer
from tests.session import Desktop


@pytest.fixture
def computer() -> Iterator[Computer]:
    desktop = Desktop()
    computer = Computer(desktop)
    try:
        desktop.start_bus(bare=True)
        yield computer
    finally:
        computer.stop()
        desktop.stop()


@pytest.fixture
def exchange() -> Iterator[PracticeExchange]:
    with PracticeExchange(orders=14, rate_limited=False) as exchange:
        yield exchange
