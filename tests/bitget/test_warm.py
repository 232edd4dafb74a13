"""Connections that are open beforehand: what a press over them takes, and what it survives."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.bitget.wire import lanes, threads
from gui.panic import errors
from gui.panic.orders import ALL_FUTURES, ProductType
from tests.certificates import server_context
from tests.delay import DelayingProxy, Link, delayed

from .clients import CREDENTIALS, soon
from .raw_server import LISTS, RawServer, Seen, answer, serving

USDT = ProductType.USDT_FUTURES
LANES = [kind.value for kind in ALL_FUTURES]


@contextmanager
def calls_at(url: str, *, warm: int = 0) -> Iterator[SignedCalls]:
    """Calls over a transport whose first lanes are warm."""
    calls = SignedCalls(Transport(url), CREDENTIALS)
    try:
        if warm:
            calls.warm(LANES[:warm])
            wait_for_pairs(calls, warm)
        yield calls
    finally:
        calls.close()


def idle(calls: SignedCalls, lane: str) -> int:
    return len(calls._transport._lanes._idle[lane])


def wait_until(is_so: Callable[[], bool], what_failed: str) -> None:
    until = time.monotonic() + 30.0
    while not is_so():
        assert time.monotonic() < until, what_failed
        time.sleep(0.005)


def wait_for_pairs(calls: SignedCalls, lanes: int = 1) -> None:
    wait_until(lambda: all(idle(calls, lane) >= 2 for lane in LANES[:lanes]), "the pairs did not come")


def wait_for_connections(server: RawServer, count: int) -> None:
    """A connection is open on this side before the server's thread has taken it."""
    wait_until(lambda: server.connections >= count, "the connections did not come")
    assert server.connections == count


def silence(connection: socket.socket, _seen: Seen) -> None:
    connection.settimeout(10)
    connection.recv(1)


def links_of(proxy: DelayingProxy, calls: SignedCalls, lanes: int = 1) -> list[Link]:
    """The proxy's side of the open connections: of each lane first the one that is used next."""
    kept = [calls._transport._lanes._idle[lane] for lane in LANES[:lanes]]
    pairs = [sorted(pair, key=lambda one: one.used_at) for pair in kept]
    return [proxy.link(one._sock.getsockname()) for nth in range(2) for one in (pair[nth] for pair in pairs)]


def cancel(calls: SignedCalls) -> object:
    return calls.post(USDT.value, "/cancel", {"productType": "x"}, soon())


def taken_s(work: object) -> float:
    begun_at = time.monotonic()
    assert callable(work)
    work()
    return time.monotonic() - begun_at


def test_two_connections_are_open_before_anybody_asks_and_both_are_used() -> None:
    with serving(answer(LISTS)) as server, calls_at(server.url, warm=1) as calls:
        wait_for_connections(server, 2)
        assert server.seen == []
        ages = [connection.used_at for connection in calls._transport._lanes._idle[USDT.value]]
        for _ in range(4):
            cancel(calls)
        assert all(one.used_at > max(ages) for one in calls._transport._lanes._idle[USDT.value])
        assert server.connections == 2


def test_one_that_the_server_closed_is_opened_anew_while_nobody_needs_it() -> None:
    with (
        serving(answer(LISTS)) as server,
        delayed(server.port, 0.0) as proxy,
        calls_at(proxy.url, warm=1) as calls,
    ):
        closed = list(calls._transport._lanes._idle[USDT.value])
        proxy.hang_up(links_of(proxy, calls))
        # The end has yet to arrive here: until then the pair is still the old one.
        wait_until(lambda: all(one.is_closed for one in closed), "the end was not seen")
        wait_for_pairs(calls)
        # One that is open on this side may have yet to be taken on the other.
        wait_until(lambda: proxy.accepted >= 4, "no new ones were opened")
        cancel(calls)
        assert len(server.seen) == 1


@pytest.mark.parametrize(("rtt_s", "is_tls"), [(0.1, False), (0.25, False), (0.25, True)])
def test_a_close_that_crosses_the_question_costs_half_a_round_trip(
    rtt_s: float, is_tls: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = server_context(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))

    def once() -> float:
        with (
            serving(answer(LISTS), tls=context if is_tls else None) as server,
            delayed(server.port, rtt_s) as proxy,
            calls_at(proxy.url.replace("http:", "https:") if is_tls else proxy.url, warm=1) as calls,
        ):
            proxy.hang_up(links_of(proxy, calls)[:1])
            taken = taken_s(lambda: cancel(calls))
            assert len(server.seen) == 1
            return taken

    # The quickest of a few: a busy computer makes each of them longer, and none shorter.
    enough_s = 1.5 * rtt_s + 0.03
    assert enough_s < 2 * rtt_s
    taken = next((taken for taken in (once() for _ in range(6)) if taken < enough_s), None)
    assert taken is not None
    assert taken > rtt_s


def test_when_every_open_connection_is_closed_a_fresh_one_is_taken() -> None:
    with (
        serving(answer(LISTS)) as server,
        delayed(server.port, 0.05) as proxy,
        calls_at(proxy.url, warm=1) as calls,
    ):
        proxy.hang_up(links_of(proxy, calls))
        cancel(calls)
        assert len(server.seen) == 1


def test_one_that_swallows_everything_costs_the_wait_for_a_copy() -> None:
    with (
        serving(answer(LISTS)) as server,
        delayed(server.port, 0.05) as proxy,
        calls_at(proxy.url, warm=1) as calls,
    ):
        for link in links_of(proxy, calls):
            link.is_swallowing = True
        # Both of the pair: the third is opened meanwhile, to another address if there is one.
        taken = taken_s(lambda: cancel(calls))
        assert len(server.seen) == 1
        assert taken < 2.5  # and not until the time for an answer is over


def test_an_answer_that_is_marked_partly_lost_says_so() -> None:
    with (
        serving(answer(LISTS)) as server,
        delayed(server.port, 0.02) as proxy,
        calls_at(proxy.url, warm=1) as calls,
    ):
        for link in links_of(proxy, calls):
            link.is_swallowing = True
        answered = calls.post(USDT.value, "/cancel", {}, soon())
        assert answered.is_partly_lost
        assert not calls.post(USDT.value, "/cancel", {}, soon()).is_partly_lost


def test_a_silent_exchange_is_asked_three_times_and_no_more_than_the_budget_has() -> None:
    with serving(silence) as server, calls_at(server.url, warm=1) as calls:
        with pytest.raises(errors.Silent) as caught:
            cancel(calls)
        assert len(server.seen) == 3
        assert caught.value.sent_at is not None
        assert len({seen.headers["access-timestamp"] for seen in server.seen}) == 3  # each signed anew
        assert all(seen.signature_fits() for seen in server.seen)


def test_where_the_budget_has_no_room_no_copy_is_made_and_the_first_waits_for_none() -> None:
    with serving(silence) as server, calls_at(server.url, warm=1) as calls:
        assert calls.budget.take_now("/cancel", 9)
        with pytest.raises(errors.Silent):
            calls.post(USDT.value, "/cancel", {}, soon(0.95))
        assert len(server.seen) == 1


@pytest.mark.parametrize("status", [403, 429, 502, 503])
def test_a_copy_that_is_turned_away_does_not_win_over_the_first(status: int) -> None:
    first = threading.Event()

    def slow_then_refused(_connection: socket.socket, _seen: Seen) -> bytes:
        if first.is_set():
            return answer(None, str(status), status=status)
        first.set()
        time.sleep(0.6)
        return answer({"successList": [{"orderId": "1"}], "failureList": []})

    with serving(slow_then_refused) as server, calls_at(server.url, warm=1) as calls:
        answered = calls.post(USDT.value, "/cancel", {}, soon())
        assert answered.envelope.data["successList"] == [{"orderId": "1"}]
        assert len(server.seen) >= 2


def test_a_copy_that_is_turned_away_does_not_hide_that_the_first_may_have_acted() -> None:
    first = threading.Event()

    def silent_then_refused(connection: socket.socket, seen: Seen) -> bytes | None:
        if first.is_set():
            return answer(None, "429", status=429)
        first.set()
        return silence(connection, seen)  # type: ignore[func-returns-value]

    with serving(silent_then_refused) as server, calls_at(server.url, warm=1) as calls:
        with pytest.raises(errors.NoAnswer):
            calls.post(USDT.value, "/cancel", {}, soon(1.5))
        assert len(server.seen) >= 2


def test_the_name_is_resolved_once_for_all_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    resolve = socket.getaddrinfo

    def counted(*told: object, **more: object) -> object:
        asked.append(told)
        return resolve(*told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", counted)
    with (
        serving(answer(LISTS)) as server,
        calls_at(server.url.replace("127.0.0.1", "localhost"), warm=3) as calls,
    ):
        before = len(asked)
        assert before == 1
        for _ in range(5):
            cancel(calls)
        assert len(asked) == before
        calls.warm(LANES, anew=True)
        wait_for_pairs(calls, 3)
        wait_until(lambda: len(asked) > before, "the name was not resolved anew")


def test_after_sleep_every_connection_is_another_one() -> None:
    with serving(answer(LISTS)) as server, calls_at(server.url, warm=2) as calls:
        wait_for_connections(server, 4)
        calls.warm(LANES[:2], anew=True)
        wait_for_connections(server, 8)
        wait_for_pairs(calls, 2)
        assert server.connections == 8


def test_nothing_piles_up_over_a_thousand_calls() -> None:
    with serving(answer(LISTS)) as server, calls_at(server.url, warm=1) as calls:
        calls.budget._limit = calls.budget._limit * 1000
        threads = threading.active_count()
        sockets = len(list(Path("/proc/self/fd").iterdir()))
        for _ in range(1000):
            cancel(calls)
        assert server.connections == 2
        assert abs(threading.active_count() - threads) <= 1
        assert abs(len(list(Path("/proc/self/fd").iterdir())) - sockets) <= 2


def test_a_server_that_does_not_go_on_with_the_second_question_is_asked_one_by_one() -> None:
    live, filling = {"status": "live"}, {"status": "partially_filled"}

    def answer_and_close(connection: socket.socket, _seen: Seen) -> None:
        connection.sendall(answer([], headers={"Connection": "close"}))

    with serving(answer_and_close) as server, calls_at(server.url) as calls:
        assert len(calls.get_in_turn(USDT.value, "/list", [live, filling], soon())) == 2
        assert not calls._transport.takes_several
        assert [seen.target.rpartition("=")[2] for seen in server.seen] == ["live", "partially_filled"]
        calls.get_in_turn(USDT.value, "/list", [live, filling], soon())
        assert len(server.seen) == 4


def test_a_server_that_swallows_the_second_question_is_asked_again_soon() -> None:
    def only_the_first(connection: socket.socket, _seen: Seen) -> None:
        connection.sendall(answer([]))
        connection.settimeout(10)
        connection.recv(1)

    with serving(only_the_first) as server, calls_at(server.url) as calls:
        queries = [{"status": "live"}, {"status": "partially_filled"}]
        assert taken_s(lambda: calls.get_in_turn(USDT.value, "/list", queries, soon())) < 1.5
        assert len(server.seen) == 2


def test_one_that_was_in_use_during_sleep_is_not_kept() -> None:
    with serving(answer(LISTS)) as server, calls_at(server.url, warm=1) as calls:
        lanes = calls._transport._lanes
        in_use = lanes.take(USDT.value)
        assert in_use is not None
        calls.warm(LANES[:1], anew=True)
        lanes.give_back(in_use)
        assert in_use.is_closed
        wait_for_pairs(calls)


def test_where_the_system_gives_no_more_threads_a_call_goes_out_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class NoThread:
        def __init__(self, **_given: object) -> None:
            pass

        def start(self) -> None:
            raise RuntimeError("can't start new thread")

    with serving(answer(LISTS)) as server, calls_at(server.url) as calls:
        monkeypatch.setattr(threads, "threading", SimpleNamespace(Thread=NoThread))
        calls.warm(LANES)
        cancel(calls)  # its address is found without a thread as well
        kept = calls._transport._lanes
        kept.open_soon(LANES[0])
        kept._idle[USDT.value][0].used_at = -lanes.PING_AFTER_S
        kept._keep_up()
        assert (idle(calls, USDT.value), kept._dialling.total()) == (1, 0)
        monkeypatch.undo()
        calls.warm(LANES[:1])
        wait_for_pairs(calls)


def test_a_copy_that_was_lost_before_the_clock_was_set_right_is_still_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late = answer(None, "40008", status=400, server_ms=int(time.time() * 1000) + 60_000)
    refused = answer(None, "40014", status=400)
    with serving(late, answer(LISTS), late, refused) as server, calls_at(server.url) as calls:
        ask = calls._transport.send
        lost = [True, False, True, False]

        def send(*given: object) -> object:
            return replace(ask(*given), is_partly_lost=lost.pop(0))  # type: ignore[arg-type]

        monkeypatch.setattr(calls._transport, "send", send)
        assert calls.post(USDT.value, "/cancel", {}, soon()).is_partly_lost
        calls.clock.set(int(time.time() * 1000), 0.0)
        with pytest.raises(errors.ExchangeError) as caught:
            calls.post(USDT.value, "/cancel", {}, soon())
        assert (caught.value.code, caught.value.may_have_acted) == ("40014", True)


def test_one_that_is_in_use_does_not_call_the_guard() -> None:
    with serving(answer([])) as server, calls_at(server.url, warm=1) as calls:
        kept = calls._transport._lanes

        def watched() -> list[object]:
            selector = kept._guard._watched
            found = None if selector is None else selector.get_map()
            return [] if found is None else [key.fileobj for key in list(found.values())]

        wait_until(lambda: len(set(kept._idle[LANES[0]]) & set(watched())) == 2, "nobody watches them")
        taken = kept.take(LANES[0])
        assert taken is not None
        assert taken not in watched()
        kept.give_back(taken)
