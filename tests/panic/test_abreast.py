"""Whoever has arrived waits for the rest, but not for ever, and not a second time."""

from __future__ import annotations

import math
import threading
import time

from gui.panic.abreast import Abreast
from gui.panic.turnstile import Turnstile

_LONG_S = 60.0
_NEVER = math.inf


def test_the_first_goes_on_when_the_last_has_arrived() -> None:
    abreast = Abreast("ab", _LONG_S)
    first = threading.Thread(target=abreast.arrived, args=("a", _NEVER), daemon=True)
    first.start()
    first.join(0.1)
    assert first.is_alive()
    abreast.arrived("b", _NEVER)
    first.join(20)
    assert not first.is_alive()


def test_who_arrives_twice_counts_once() -> None:
    abreast = Abreast("ab", _LONG_S)
    twice = [threading.Thread(target=abreast.arrived, args=("a", _NEVER), daemon=True) for _ in range(2)]
    for each in twice:
        each.start()
    for each in twice:
        each.join(0.05)
        assert each.is_alive()
    abreast.arrived("b", _NEVER)
    for each in twice:
        each.join(20)
        assert not each.is_alive()


def test_one_that_never_arrives_is_waited_for_once() -> None:
    class Counted(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout)
            return super().wait(timeout)

    waits: list[float | None] = []
    abreast = Abreast("abc", 0.001)
    abreast._go_on = Counted()
    abreast.arrived("a", _NEVER)
    abreast.arrived("b", _NEVER)
    assert waits == [0.001]


def test_nobody_is_waited_for_past_the_end() -> None:
    abreast = Abreast("ab", _LONG_S)
    late = threading.Thread(target=abreast.arrived, args=("a", time.monotonic()), daemon=True)
    late.start()
    late.join(20)
    assert not late.is_alive()


def test_who_waits_lets_others_compute_meanwhile() -> None:
    def computes(who: str) -> None:
        with turnstile.inside():
            abreast.arrived(who, _NEVER)

    turnstile, abreast = Turnstile(at_once=1), Abreast("ab", _LONG_S)
    first = threading.Thread(target=computes, args=("a",), daemon=True)
    first.start()
    until = time.monotonic() + 20
    while "a" in abreast._missing or not turnstile._free:
        assert time.monotonic() < until
        time.sleep(0.001)
    computes("b")
    first.join(20)
    assert not first.is_alive()
