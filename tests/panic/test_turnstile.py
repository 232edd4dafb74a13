"""A few threads of a press compute at a time, in their order, and nobody waits for ever."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from gui.panic import turnstile
from gui.panic.exchange import BookRead, CancelAnswer
from gui.panic.glimpse import Glimpse
from gui.panic.memory import Memory
from gui.panic.orders import ProductType, Scope
from gui.panic.sweep import Sweep
from gui.panic.turnstile import Turnstile, outside

from .fakes import USDT, FakeExchange, order

_LONG_S = 30.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnstile, "_PATIENCE_S", _LONG_S)


class Guest:
    """A thread that goes in, does something there, and stays until it is let go."""

    def __init__(self, stile: Turnstile, does: Callable[[], object] = lambda: None) -> None:
        self._stile, self._does = stile, does
        self.is_in, self._may_go = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._go, daemon=True)
        self._thread.start()

    def leave(self) -> None:
        self._may_go.set()
        self._thread.join(_LONG_S)

    def _go(self) -> None:
        with self._stile.inside():
            self.is_in.set()
            self._does()
            self._may_go.wait(_LONG_S)


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + _LONG_S
    while not is_so() and time.monotonic() < until:
        time.sleep(0.002)
    assert is_so()


def is_waited_for(stile: Turnstile, by: int) -> bool:
    return len(stile._waiting) == by


def coming(stile: Turnstile, number: int) -> list[Guest]:
    """So many who wait at a turnstile that lets nobody in, in their order."""
    guests = []
    for at in range(number):
        guests.append(Guest(stile))
        wait_for(partial(is_waited_for, stile, at + 1))
    return guests


def test_those_who_come_are_let_in_one_for_each_that_leaves_and_in_their_order() -> None:
    stile = Turnstile(2)
    inside = [Guest(stile), Guest(stile)]
    for guest in inside:
        assert guest.is_in.wait(_LONG_S)
    first, second = coming(stile, 2)
    assert not first.is_in.is_set()
    inside[0].leave()
    assert first.is_in.wait(_LONG_S)
    assert not second.is_in.is_set()
    for guest in (inside[1], first, second):
        guest.leave()
    assert second.is_in.is_set()
    assert stile._free == 2


def test_who_waits_for_something_lets_another_one_in_and_comes_back_in_turn() -> None:
    stile, other_is_in = Turnstile(1), threading.Event()

    def wait() -> None:
        with outside():
            other_is_in.wait(_LONG_S)

    waiting = Guest(stile, wait)
    assert waiting.is_in.wait(_LONG_S)
    other = Guest(stile)
    assert other.is_in.wait(_LONG_S)
    other_is_in.set()
    wait_for(lambda: len(stile._waiting) == 1)  # it does not come back while the other is in
    other.leave()
    waiting.leave()
    assert stile._free == 1


def test_who_has_waited_too_long_goes_in_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    stile = Turnstile(1)
    stuck = Guest(stile)
    assert stuck.is_in.wait(_LONG_S)
    monkeypatch.setattr(turnstile, "_PATIENCE_S", 0.01)
    crowding = Guest(stile)
    assert crowding.is_in.wait(_LONG_S)
    assert not stile._waiting
    crowding.leave()
    assert stile._free == 1  # the place of the one who is stuck is made good
    stuck.leave()


def test_a_thread_that_went_through_no_turnstile_waits_as_ever() -> None:
    with outside():
        pass


def test_what_one_at_a_time_may_do_is_done_outside() -> None:
    stile, other_is_in = Turnstile(1), threading.Event()

    def join() -> None:
        with stile.alone():
            other_is_in.wait(_LONG_S)

    joining = Guest(stile, join)
    other = Guest(stile)
    assert other.is_in.wait(_LONG_S)
    other_is_in.set()
    other.leave()
    joining.leave()


class Counting(FakeExchange):
    """Tells how many threads were in at a time, over the exchanges that share a crowd."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__(order("1"))
        self._crowd = crowd

    def cancel_all(self, kind: ProductType, margin_coin: str | None, *, until: float) -> CancelAnswer:
        self._crowd.come_and_go("cancels")
        return super().cancel_all(kind, margin_coin, until=until)

    def stops(self, product_type: ProductType, *, until: float) -> BookRead:
        self._crowd.come_and_go("looks at stops")
        return super().stops(product_type, until=until)


class Crowd:
    def __init__(self) -> None:
        self.most: Counter[str] = Counter()
        self._now: Counter[str] = Counter()
        self._lock = threading.Lock()

    def come_and_go(self, what: str) -> None:
        with self._lock:
            self._now[what] += 1
            self.most[what] = max(self.most[what], self._now[what])
        threading.Event().wait(0.01)  # long enough for all the others to come, if they might
        with self._lock:
            self._now[what] -= 1


def test_no_more_lanes_and_looks_at_stops_than_that_compute_at_a_time() -> None:
    crowd = Crowd()
    Sweep({f"a{at}": Counting(crowd) for at in range(10)}, Scope(), deadline_s=20).run()
    assert crowd.most["cancels"] == 2
    assert crowd.most["looks at stops"] <= 2


def test_who_ends_a_glimpse_that_is_joining_what_it_saw_leaves_its_place_meanwhile() -> None:
    stile = Turnstile(1)
    memory = Memory.of(USDT, Scope(), None, turnstile=stile)
    glimpse = Glimpse(FakeExchange(), Scope(), USDT, memory, pressed_at=0.0, until=0.0, tell=lambda _: None)
    glimpse._lock.acquire()
    lane = Guest(stile, glimpse.end)
    try:
        assert lane.is_in.wait(_LONG_S)
        other = Guest(stile)
        assert other.is_in.wait(_LONG_S / 3)
        other.leave()
    finally:
        glimpse._lock.release()
        lane.leave()
