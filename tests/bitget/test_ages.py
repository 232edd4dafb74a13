"""The two connections of a lane are of different ages, so that no limit of age ends both together."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress

import pytest

from gui.bitget.signed import SignedCalls
from gui.bitget.wire import guarding, lanes
from gui.bitget.wire.connection import Connection
from gui.bitget.wire.places import Place
from gui.panic.errors import Unreachable

from .raw_server import LISTS, RawServer, answer, serving
from .test_warm import LANES, calls_at, cancel, idle, wait_for_pairs, wait_until

LANE = LANES[0]
APART_S, AFTER_S = 0.45, 0.6
Dial = Callable[[str, float, Collection[Place | None]], Connection]


@pytest.fixture(autouse=True)
def short_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "_APART_S", APART_S)
    monkeypatch.setattr(lanes, "_RENEWED_AFTER_S", AFTER_S)
    monkeypatch.setattr(lanes, "_UNUSED_S", 0.05)
    monkeypatch.setattr(guarding, "_LOOK_EVERY_S", 0.02)


class Mortal(RawServer):
    """Closes every connection at an age; open_then is how many were open after each came or went."""

    def __init__(self, oldest_s: float) -> None:
        self.open_then: list[int] = []
        self.ended = 0
        self._oldest_s = oldest_s
        self._count = threading.Lock()
        super().__init__(lambda _connection, _seen: answer(LISTS))

    def _serve(self, connection: socket.socket) -> None:
        self._note(1)
        timer = threading.Timer(self._oldest_s, self._end, [connection])
        timer.daemon = True
        timer.start()
        super()._serve(connection)
        timer.cancel()
        self._note(-1)

    def _end(self, connection: socket.socket) -> None:
        self.ended += 1
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    def _note(self, more: int) -> None:
        with self._count:
            self.open_then.append((self.open_then[-1] if self.open_then else 0) + more)


@contextmanager
def mortal(oldest_s: float) -> Iterator[Mortal]:
    server = Mortal(oldest_s)
    try:
        yield server
    finally:
        server.stop()


def apart_s(calls: SignedCalls, lane: str = LANE) -> float:
    begun = [one.begun_at for one in calls._transport._lanes._idle[lane]]
    return max(begun) - min(begun)


def dialled_by(calls: SignedCalls, through: Callable[[Dial, str, float], Connection]) -> None:
    dialler = calls._transport._lanes._dialler
    dial: Dial = dialler.dial

    def dialling(lane: str, until: float, besides: Collection[Place | None] = ()) -> Connection:
        assert not besides
        return through(dial, lane, until)

    dialler.dial = dialling  # type: ignore[method-assign]


def test_some_time_after_a_start_the_ages_differ_and_nothing_more_is_opened() -> None:
    with serving(answer(LISTS)) as server, calls_at(server.url, warm=3) as calls:
        assert all(apart_s(calls, lane) < APART_S for lane in LANES)
        kept = calls._transport._lanes._idle
        newest = {lane: max(one.begun_at for one in kept[lane]) for lane in LANES}
        wait_until(lambda: all(apart_s(calls, lane) >= APART_S for lane in LANES), "the ages stayed alike")
        time.sleep(3 * AFTER_S)
        assert server.connections == 6 + 3
        assert [idle(calls, lane) for lane in LANES] == [2, 2, 2]
        assert all(max(one.begun_at for one in kept[lane]) >= newest[lane] + AFTER_S for lane in LANES)
        assert server.seen == []


def test_a_server_that_ends_each_connection_at_an_age_never_leaves_a_lane_without_one() -> None:
    with mortal(2.0) as server, calls_at(server.url, warm=1) as calls:
        wait_until(lambda: len(server.open_then) >= 2, "the server took none")
        stood = len(server.open_then)
        until = time.monotonic() + 7.0
        while time.monotonic() < until:
            assert idle(calls, LANE) >= 1
            time.sleep(0.005)
        assert server.ended >= 5
        assert min(server.open_then[stood:]) >= 1
        assert server.connections <= 2 + 1 + server.ended
        assert apart_s(calls) >= APART_S


def test_where_a_server_ends_them_sooner_than_that_no_further_ones_are_opened() -> None:
    with mortal(AFTER_S / 2) as server, calls_at(server.url, warm=1):
        time.sleep(4 * AFTER_S)
        assert server.ended >= 6
        assert server.connections <= 2 + server.ended


def test_one_is_opened_at_a_time_for_all_lanes() -> None:
    now, most = [0], [0]

    def slowly(dial: Dial, lane: str, until: float) -> Connection:
        now[0] += 1
        most[0] = max(most[0], now[0])
        time.sleep(0.1)
        now[0] -= 1
        return dial(lane, until, ())

    with serving(answer(LISTS)) as server, calls_at(server.url, warm=3) as calls:
        dialled_by(calls, slowly)
        wait_until(lambda: server.connections == 9, "they were not opened anew")
        assert most == [1]


def test_none_is_opened_while_anybody_uses_the_connections() -> None:
    with serving(answer(LISTS)) as server, calls_at(server.url, warm=2) as calls:
        kept = calls._transport._lanes
        taken = kept.take(LANE)
        assert taken is not None
        time.sleep(2 * AFTER_S)
        assert server.connections == 4
        kept.give_back(taken)
        wait_until(lambda: server.connections == 6, "they were not opened anew")


def test_none_is_opened_between_two_questions_that_follow_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lanes, "_UNUSED_S", 1.0)
    with serving(answer(LISTS)) as server, calls_at(server.url, warm=1) as calls:
        calls.budget._limit = calls.budget._limit * 1000
        until = time.monotonic() + 2 * AFTER_S
        while time.monotonic() < until:
            cancel(calls)
            time.sleep(0.02)
        assert server.connections == 2
        wait_until(lambda: server.connections == 3, "none was opened anew")


def test_none_is_opened_for_a_lane_that_nobody_wants_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(answer(LISTS)) as server, calls_at(server.url, warm=1):
        monkeypatch.setattr(lanes, "_WANTED_S", AFTER_S / 2)
        time.sleep(2 * AFTER_S)
        assert server.connections == 2


def test_one_that_cannot_be_opened_costs_neither_of_the_two_and_is_tried_once() -> None:
    tried: list[str] = []

    def fail(_dial: Dial, lane: str, _until: float) -> Connection:
        tried.append(lane)
        raise Unreachable

    with serving(answer(LISTS)) as server, calls_at(server.url, warm=1) as calls:
        pair = set(calls._transport._lanes._idle[LANE])
        dialled_by(calls, fail)
        wait_until(lambda: bool(tried), "none was tried")
        time.sleep(3 * AFTER_S)
        assert tried == [LANE]
        assert set(calls._transport._lanes._idle[LANE]) == pair
        assert not any(one.is_closed for one in pair)


def test_after_sleep_the_ages_come_apart_again() -> None:
    with serving(answer(LISTS)) as server, calls_at(server.url, warm=1) as calls:
        wait_until(lambda: apart_s(calls) >= APART_S, "the ages stayed alike")
        calls.warm([LANE], anew=True)
        wait_for_pairs(calls)
        assert apart_s(calls) < APART_S
        wait_until(lambda: idle(calls, LANE) >= 2 and apart_s(calls) >= APART_S, "the ages stayed alike")
        time.sleep(2 * AFTER_S)
        assert (server.connections, idle(calls, LANE)) == (6, 2)


def test_one_opened_over_a_network_that_is_gone_takes_no_other_ones_place() -> None:
    late: list[Connection] = []
    go_on = threading.Event()

    def held(dial: Dial, lane: str, until: float) -> Connection:
        opened = dial(lane, until, ())
        if not late:
            late.append(opened)
            go_on.wait(10)
        return opened

    with serving(answer(LISTS)) as server, calls_at(server.url, warm=1) as calls:
        dialled_by(calls, held)
        wait_until(lambda: bool(late), "none was opened")
        calls.warm([LANE], anew=True)
        kept = calls._transport._lanes
        for _ in range(2):
            kept.open_soon(LANE)
        wait_for_pairs(calls)
        fresh = list(kept._idle[LANE])
        go_on.set()
        wait_until(lambda: late[0].is_closed, "the late one was kept")
        assert not any(one.is_closed for one in fresh)
