"""From the press to the proof, over a network with a real delay; the exchange is a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import pytest

from gui.bitget.account import BitgetAccount
from gui.bitget.classic import CANCEL_ALL
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, AccountMode, Scope
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict
from gui.practice_drill import CREDENTIALS

from .clients import soon

ROOT = Path(__file__).parents[2]
# Two processes stand for the network and the exchange, and take turns with this one on as many processors as
# there are. What is quicker than one round trip more did without it, however busy the computer is.
TRIES = 6


class Started(NamedTuple):
    port: int
    tell: IO[str]
    told: IO[str]


@contextmanager
def process(*given: object) -> Iterator[Started]:
    command = [sys.executable, "-m", "tests.bitget.far_away", *map(str, given)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        yield Started(int(started.stdout.readline()), started.stdin, started.stdout)
        started.stdin.close()


@contextmanager
def far_away(rtt_ms: int, *, swallows: int = 0, posts_ms: int = 0) -> Iterator[BitgetAccount]:
    """A filled practice exchange behind the delay, its account warm as a watch leaves it.

    swallows is in how many lanes the next connection is dead, posts_ms how much longer a cancel takes.
    """
    with process() as exchange, process(exchange.port, rtt_ms, posts_ms) as network:
        calls = SignedCalls(Transport(f"http://127.0.0.1:{network.port}"), CREDENTIALS)
        account = BitgetAccount(calls, AccountMode.CLASSIC)
        try:
            account.warm(ALL_FUTURES)
            time.sleep(0.2 + 3 * rtt_ms / 1000)
            for kind in (*ALL_FUTURES, *ALL_FUTURES):
                account.open_orders(kind, until=soon())
            time.sleep(1.1)  # the budget of a second is the press's
            if swallows:
                kept = calls._transport._lanes._idle.values()
                next_ones = [min(pair, key=lambda one: one.used_at) for pair in kept if pair][:swallows]
                assert len(next_ones) == swallows
                network.tell.write(json.dumps([one._sock.getsockname() for one in next_ones]) + "\n")
                network.tell.flush()
                assert network.told.readline() == "swallowing\n"
            yield account
        finally:
            account.close()


def proved_ms(report: Report) -> int:
    assert report.verdict is Verdict.EMPTY, report.text
    assert len(report.orders) == 14
    return max(product.timings.proved or 0 for product in report.product_types)


def quickest(rtt_ms: int, less_than_ms: int, *, swallows: int = 0) -> list[int]:
    times: list[int] = []
    while len(times) < TRIES and not (times and min(times) < less_than_ms):
        with far_away(rtt_ms, swallows=swallows) as account:
            times.append(proved_ms(Sweep({MAIN: account}, Scope(), deadline_s=5).run()))
    return times


@pytest.mark.parametrize("rtt_ms", [100, 250])
def test_three_product_types_are_proved_empty_after_two_round_trips(rtt_ms: int) -> None:
    times = quickest(rtt_ms, 3 * rtt_ms)
    assert 2 * rtt_ms <= min(times) < 3 * rtt_ms, times


def test_with_the_first_connections_dead_it_takes_a_wait_and_two_or_three_round_trips() -> None:
    times = quickest(100, 300 + 4 * 100, swallows=3)
    assert 300 + 2 * 100 <= min(times) < 300 + 4 * 100, times


# What was asked later, and answered, shows that it is the connection. It takes 1.5 round trips and two more,
# 175 ms less than the limit: of a few presses one is within it on the busiest computer.
@pytest.mark.parametrize("swallows", [1, 3])
def test_far_away_with_dead_connections_it_takes_three_round_trips_and_less_than_300_ms(
    swallows: int,
) -> None:
    rtt_ms = 250
    times = quickest(rtt_ms, 300 + 3 * rtt_ms, swallows=swallows)
    assert 3.5 * rtt_ms <= min(times) < 300 + 3 * rtt_ms, times


def test_an_exchange_that_takes_longer_for_a_cancel_than_for_a_read_sees_each_once() -> None:
    counts: list[int] = []
    while len(counts) < TRIES and 3 not in counts:  # a busy computer makes a cancel take longer still
        with far_away(250, posts_ms=75) as account:
            assert proved_ms(Sweep({MAIN: account}, Scope(), deadline_s=5).run()) >= 250 + 75 + 250
            counts.append(len(account._calls.budget._sent[CANCEL_ALL]))
    assert counts[-1] == 3, counts
