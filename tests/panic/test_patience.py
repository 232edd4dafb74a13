from __future__ import annotations

import threading
import time

import pytest

from gui.panic import errors
from gui.panic.patience import in_time
from gui.panic.readiness import examine

from .fakes import USDT, FakeExchange, Step
from .test_words import ONLY_USDT


def test_an_answer_in_time_is_given() -> None:
    assert in_time(lambda: 7, time.monotonic() + 30) == 7


def test_what_the_call_raises_is_raised() -> None:
    def fail() -> int:
        raise errors.CutOff

    with pytest.raises(errors.CutOff):
        in_time(fail, time.monotonic() + 30)


def test_nobody_waits_for_a_call_that_outlasts_its_time() -> None:
    freed = threading.Event()
    begun = time.monotonic()
    with pytest.raises(errors.Silent):
        in_time(lambda: freed.wait(30), begun + 0.1)
    freed.set()
    assert time.monotonic() - begun < 10


def test_an_examination_ends_although_the_exchange_trickles() -> None:
    freed = threading.Event()
    exchange = FakeExchange()
    exchange.always("account", USDT, Step(hangs=freed))
    readiness, orders = examine(exchange, ONLY_USDT, until=time.monotonic() + 0.1)
    freed.set()
    assert not readiness.is_ready
    assert orders is None
    assert "cancel" not in readiness.sentence.lower(), "nobody pressed"
