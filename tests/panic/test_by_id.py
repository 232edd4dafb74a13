"""The cancel by ID beside the other one: what it may have done is remembered, however it fails."""

from __future__ import annotations

import threading
import time

import pytest

from gui.panic import errors, refusals
from gui.panic.by_id import begin_by_id
from gui.panic.memory import Memory
from gui.panic.orders import Scope

from .fakes import USDT, FakeExchange, book_of
from .test_press_again import wait_until


def begun(exchange: FakeExchange) -> Memory:
    memory = Memory.of(USDT, Scope((USDT,)), exchange.book.open(USDT))
    memory.attempts.begin()  # by whoever starts, before anything else does
    begin_by_id(exchange, memory, time.monotonic() + 30)
    wait_until(lambda: memory.attempts._under_way == 0)
    return memory


@pytest.mark.parametrize(
    ("trouble", "may_have_acted"),
    [(errors.Silent(), True), (RuntimeError("broken"), True), (refusals.KeyUnknown(), False)],
)
def test_what_a_failed_one_may_have_done_is_remembered(trouble: Exception, may_have_acted: bool) -> None:
    exchange = FakeExchange(*book_of(2, USDT))
    exchange.always("cancel_orders", USDT, trouble)
    attempts = begun(exchange).attempts
    assert exchange.count("cancel_orders") == 1
    assert (attempts.may_have_acted, attempts.answer_lost) == (may_have_acted, may_have_acted)


def test_where_the_system_gives_no_thread_nothing_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    exchange = FakeExchange(*book_of(2, USDT))
    attempts = begun(exchange).attempts
    assert exchange.count("cancel_orders") == 0
    assert not attempts.may_have_acted
