"""The watch after a press: closer for a while, within the budget, and never by what was read before."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from gui.desktop.looks import Looks, Outlook
from gui.desktop.pace import Pace, Turn, Turns
from gui.desktop.watch import Watch
from gui.panic.orders import ALL_FUTURES, Scope
from tests.panic.fakes import USDT, FakeExchange, Step, order


class Seen:
    """A watch on an exchange of its own, and what it told."""

    def __init__(self, exchange: FakeExchange, scope: Scope) -> None:
        self.exchange = exchange
        self.told: list[Outlook] = []
        self.watch = Watch(self.told.append)
        self.watch.look_at(exchange, scope)
        wait(lambda: bool(self.told))


def wait(for_it: Callable[[], bool], seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not for_it():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.01)


@pytest.fixture
def make() -> Iterator[Callable[..., Seen]]:
    made: list[Seen] = []

    def seen(exchange: FakeExchange, scope: Scope | None = None) -> Seen:
        made.append(Seen(exchange, scope or Scope()))
        return made[-1]

    yield seen
    for each in made:
        each.watch.stop()


def reads(exchange: FakeExchange) -> int:
    return exchange.count("open_orders")


def test_after_empty_every_product_type_is_read_in_three_seconds_and_one_a_second(
    make: Callable[..., Seen],
) -> None:
    seen = make(FakeExchange())
    seen.watch.hold()
    before = reads(seen.exchange)
    seen.watch.release(60.0)
    began = time.monotonic()
    wait(lambda: reads(seen.exchange) >= before + 3)
    assert time.monotonic() - began > 2  # one a second, however late each is
    asked = [where for call, where, _ in list(seen.exchange.calls) if call == "open_orders"][before:]
    assert len(asked) == 3
    assert set(asked) == set(ALL_FUTURES)


def test_a_single_product_type_is_read_every_three_seconds(make: Callable[..., Seen]) -> None:
    seen = make(FakeExchange(), Scope((USDT,)))
    seen.watch.hold()
    before = reads(seen.exchange)
    seen.watch.release(60.0)
    time.sleep(2.5)
    assert reads(seen.exchange) == before
    wait(lambda: reads(seen.exchange) == before + 1, 10.0)


def test_without_it_everything_is_asked_anew_a_product_type_a_second(make: Callable[..., Seen]) -> None:
    seen = make(FakeExchange())
    seen.watch.hold()
    asked = len(seen.exchange.calls)
    seen.watch.release()
    wait(lambda: seen.told[-1].orders is not None and len(seen.exchange.calls) == asked + 5)
    calls = [call for call, _, _ in seen.exchange.calls[asked:]]
    assert calls == ["account", "key_facts", *3 * ["open_orders"]]


@pytest.mark.parametrize("closely_s", [0.0, 60.0], ids=["not proved", "proved"])
def test_a_first_look_that_a_press_interrupted_comes_soon_after_it(closely_s: float) -> None:
    exchange, answer, told = FakeExchange(), threading.Event(), list[Outlook]()
    exchange.script("account", USDT, Step(hangs=answer))
    watch = Watch(told.append)
    try:
        watch.look_at(exchange, Scope((USDT,)))
        wait(lambda: exchange.count("account") == 1)
        watch.hold()
        answer.set()
        watch.release(closely_s)
        wait(lambda: bool(told))
        assert told[0].readiness.is_ready
        assert told[0].orders == ()
    finally:
        watch.stop()


def test_what_was_asked_before_the_press_ended_does_not_count_as_back(make: Callable[..., Seen]) -> None:
    answer = threading.Event()
    exchange = FakeExchange(order("1"))
    seen = make(exchange, Scope((USDT,)))
    # A read that has seen the book and whose answer is on its way for as long as the press takes.
    exchange.script("open_orders", USDT, Step(hangs=answer))
    seen.watch.hold()
    seen.watch.release(60.0)
    wait(lambda: exchange.count("open_orders", USDT) == 2)
    told = len(seen.told)
    seen.watch.hold()
    seen.watch.release(60.0)
    answer.set()
    time.sleep(0.5)
    assert len(seen.told) == told


def test_a_look_that_fails_by_a_fault_of_the_program_leaves_nothing_standing(
    make: Callable[..., Seen], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = make(FakeExchange(order("1")), Scope((USDT,)))
    assert seen.told[-1].readiness.is_ready
    with monkeypatch.context() as broken:
        broken.setattr(Looks, "_read", raising)
        seen.watch.look_now()
        wait(lambda: not seen.told[-1].readiness.is_ready)
    assert seen.told[-1].orders is None
    assert seen.told[-1].readiness.sentence.startswith("This program failed while it checked")
    seen.watch.look_now()
    wait(lambda: seen.told[-1].readiness.is_ready and seen.told[-1].orders == (order("1"),))


def raising(*_: object, **__: object) -> int:
    raise ValueError("a fault of the program")


def test_a_book_is_as_old_as_its_oldest_part() -> None:
    exchange = FakeExchange(order("1"))
    looks = Looks(exchange, Scope(), Pace(), Turn(Turns()))
    read_at = []
    for turn in range(4):
        looks.look(turn * 15.0, lambda: True)
        read_at.append(looks.outlook().read_at)
    # One product type is read at a time; of those that are left the oldest counts.
    assert read_at == [proof.begun_at for proof in exchange.proofs[:4]]
