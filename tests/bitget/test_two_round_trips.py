"""From the press to the proof, over a network with a real delay; the exchange is a process of its own."""

from __future__ import annotations

import json
import socket
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
from gui.bitget.transport import TIME_PATH, Transport
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, AccountMode, ProductType, Scope
from gui.panic.sweep import Sweep
from gui.panic.verdict import Report, Verdict
from gui.practice_drill import CREDENTIALS

from .clients import soon

ROOT = Path(__file__).parents[2]
# Two processes stand for the network and the exchange, and take turns with this one on as many processors as
# there are. What is quicker than one round trip more did without it, however busy the computer is.
TRIES = 6
OWN_MS = 15  # what a press may take beside its two round trips
# What the proxy adds to a round trip: 1.5 ms where it was measured. More is this computer, busy as it is, and
# would leave room for what a press must not take.
PROXY_MS = 3


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


def proved_ms(report: Report, kinds: tuple[ProductType, ...] = ALL_FUTURES) -> int:
    assert report.verdict is Verdict.EMPTY, report.text
    found = {row.order.product_type for row in report.orders}
    assert found == set(kinds)
    assert len(report.orders) == 14 or kinds != ALL_FUTURES
    return max(product.timings.proved or 0 for product in report.product_types)


def quickest(rtt_ms: int, less_than_ms: int, *, swallows: int = 0) -> list[int]:
    times: list[int] = []
    while len(times) < TRIES and not (times and min(times) < less_than_ms):
        with far_away(rtt_ms, swallows=swallows) as account:
            times.append(proved_ms(Sweep({MAIN: account}, Scope(), deadline_s=5).run()))
    return times


def round_trip_ms(account: BitgetAccount) -> float:
    """What one question takes over an open connection of the network that the account has: the quickest."""
    _, _, address = account._calls._transport.address.rpartition("/")
    host, _, port = address.partition(":")
    asked = f"GET {TIME_PATH} HTTP/1.1\r\nHost: {address}\r\n\r\n".encode()
    with socket.create_connection((host, int(port)), 5) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        trips: list[float] = []
        for _ in range(4):
            begun_at = time.monotonic()
            line.sendall(asked)
            assert line.recv(65536)
            trips.append((time.monotonic() - begun_at) * 1000)
    return min(trips)


@pytest.mark.parametrize("kinds", [ALL_FUTURES[:1], ALL_FUTURES], ids=["one", "three"])
@pytest.mark.parametrize("rtt_ms", [20, 100, 250])
def test_every_product_type_is_proved_empty_after_two_round_trips_and_15_ms(
    rtt_ms: int, kinds: tuple[ProductType, ...]
) -> None:
    found: list[tuple[int, float]] = []
    is_quick = False
    while len(found) < TRIES and not is_quick:
        with far_away(rtt_ms) as account:
            report = Sweep({MAIN: account}, Scope(kinds), deadline_s=5).run()
            proved, trip = proved_ms(report, kinds), round_trip_ms(account)
        found.append((proved, trip))
        assert trip >= rtt_ms
        assert proved >= 2 * rtt_ms
        is_quick = proved <= 2 * min(trip, rtt_ms + PROXY_MS) + OWN_MS
    assert is_quick, found


def test_with_the_first_connections_dead_it_takes_a_wait_and_two_or_three_round_trips() -> None:
    times = quickest(100, 300 + 3 * 100, swallows=3)
    assert 300 + 2 * 100 <= min(times) < 300 + 3 * 100, times


# What was asked later, and answered, shows that it is the connection. It takes 0.2 s and three round
# trips, 100 ms less than the limit: of a few presses one is within it on the busiest computer.
@pytest.mark.parametrize("swallows", [1, 3])
def test_far_away_with_dead_connections_it_takes_three_round_trips_and_less_than_300_ms(
    swallows: int,
) -> None:
    rtt_ms = 250
    times = quickest(rtt_ms, 300 + 3 * rtt_ms, swallows=swallows)
    assert 200 + 3 * rtt_ms <= min(times) < 300 + 3 * rtt_ms, times


def test_an_exchange_that_takes_longer_for_a_cancel_than_for_a_read_sees_each_once() -> None:
    counts: list[int] = []
    while len(counts) < TRIES and 3 not in counts:  # a busy computer makes a cancel take longer still
        with far_away(250, posts_ms=150) as account:
            assert proved_ms(Sweep({MAIN: account}, Scope(), deadline_s=5).run()) >= 250 + 150 + 250
            counts.append(len(account._calls.budget._sent[CANCEL_ALL]))
    assert counts[-1] == 3, counts
