"""Thousands of orders are joined in portions, and behind every cancel."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest

from gui.panic import rests, sweep
from gui.panic.orders import Scope
from gui.panic.progress import Progress, Stage
from gui.panic.rests import IN_ONE_GO, with_rests
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict

from .fakes import COIN, USDC, USDT, FakeExchange, Step, book_of

_LONGEST_S = 30.0


@pytest.mark.parametrize(("count", "rested"), [(0, 0), (IN_ONE_GO - 1, 0), (3 * IN_ONE_GO + 1, 3)])
def test_all_come_in_their_order_with_a_rest_now_and_then(
    monkeypatch: pytest.MonkeyPatch, count: int, rested: int
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(rests, "time", SimpleNamespace(sleep=slept.append))
    assert list(with_rests(range(count))) == list(range(count))
    assert len(slept) == rested


def wait_until(exchange: FakeExchange, call: str, count: int) -> None:
    until = time.monotonic() + _LONGEST_S
    while exchange.count(call) < count:
        assert time.monotonic() < until, f"{call} came {exchange.count(call)} times"
        time.sleep(0.005)


def test_no_cancel_waits_for_the_turn_and_what_is_heard_is_joined_when_all_are_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sweep, "_SENDING_S", _LONGEST_S)
    exchange = FakeExchange(*book_of(2, USDT, USDC, COIN))
    told: list[Progress] = []
    reports: list[Report] = []
    press = Sweep({"main": exchange}, Scope(), deadline_s=2 * _LONGEST_S, on_progress=told.append)
    running = threading.Thread(target=lambda: reports.append(press.run()))
    running.start()
    wait_until(exchange, "cancel_all", 3)
    time.sleep(0.05)
    assert told == []
    for _ in range(3):
        press.note_written("POST")
    running.join(_LONGEST_S)
    assert reports[0].verdict is Verdict.EMPTY
    for kind in (USDT, USDC, COIN):
        stages = [each.stage for each in told if each.product_type is kind]
        assert [stage for stage in stages if stage is not Stage.GLIMPSED] == [
            Stage.ACKNOWLEDGED,
            Stage.READ,
            Stage.ENDED,
        ]


def test_a_lane_that_waits_for_its_answer_holds_up_no_other() -> None:
    exchange = FakeExchange(*book_of(2, USDT, USDC, COIN))
    hangs = threading.Event()
    exchange.script("cancel_all", USDC, Step(hangs=hangs))
    ended: set[object] = set()
    others_are_done = threading.Event()

    def hear(progress: Progress) -> None:
        if progress.stage is Stage.ENDED:
            ended.add(progress.product_type)
            if ended >= {USDT, COIN}:
                others_are_done.set()

    press = Sweep({"main": exchange}, Scope(), deadline_s=2 * _LONGEST_S, on_progress=hear)
    running = threading.Thread(target=press.run)
    running.start()
    try:
        assert others_are_done.wait(_LONGEST_S)
        assert USDC not in ended
    finally:
        hangs.set()
        running.join(_LONGEST_S)
    assert USDC in ended
