"""A name that stands for several places: one that is dead, and a resolver that is, lock nobody out."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from gui.bitget.wire import opening
from gui.bitget.wire.dial import Dialler
from gui.bitget.wire.opening import BESIDE_S, Contest, Steps
from gui.bitget.wire.places import Place, Places
from gui.panic import errors
from tests.certificates import server_context

from .clients import soon
from .dead_ends import dead_end, mute, standing_for
from .raw_server import LISTS, answer, serving
from .test_warm import LANES, USDT, calls_at, cancel, idle, wait_for_pairs, wait_until

URL = "http://exchange.invalid"
LONG_S = 10.0  # to connect: so long the first place would hold up everything


def port_of(dialler: Dialler, *, besides: tuple[object, ...] = ()) -> int:
    """Where a new connection leads."""
    with closing(dialler.dial("lane", soon(LONG_S), besides)) as opened:  # type: ignore[arg-type]
        port: int = opened._sock.getpeername()[1]
        return port


def order_of(dialler: Dialler) -> list[int]:
    return [where[1] for _, where in dialler._places.in_order()]


def failure(dialler: Dialler, within_s: float = LONG_S) -> errors.ExchangeError:
    with pytest.raises(errors.ExchangeError) as caught:
        dialler.dial("lane", soon(within_s))
    return caught.value


def knowing(places: int, connect_s: float = LONG_S) -> Dialler:
    """One that has resolved the name beforehand."""
    dialler = Dialler(URL, connect_s)
    dialler.look_anew()
    wait_until(lambda: len(order_of(dialler)) == places, "the name was not resolved")
    return dialler


@contextmanager
def refused() -> Iterator[int]:
    """A port where nobody listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def test_a_dead_place_in_front_holds_nobody_up_and_is_last_from_then_on() -> None:
    with (
        dead_end() as dead,
        refused() as shut,
        serving(answer(LISTS)) as good,
        refused() as untried,
        standing_for(dead, shut, good.port, untried),
    ):
        dialler = Dialler(URL, LONG_S)
        assert port_of(dialler) == good.port
        assert order_of(dialler) == [good.port, untried, dead, shut]
        assert port_of(dialler) == good.port


def test_where_every_place_is_dead_it_took_too_long_and_each_has_its_turn() -> None:
    with dead_end() as one, dead_end() as other, standing_for(one, other) as names:
        dialler = knowing(2, 4 * BESIDE_S)
        begun_at = time.thread_time()
        problem = failure(dialler)
        assert time.thread_time() - begun_at < 2 * BESIDE_S  # it waits, and does not look all the time
        assert type(problem) is errors.Unreachable
        assert problem.sentence == "Connecting to the exchange took too long."
        wait_until(lambda: names.asked == 2, "the name was not resolved anew")


def test_without_time_for_the_second_place_it_comes_first_the_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "BESIDE_S", 60.0)
    with dead_end() as dead, serving(answer(LISTS)) as good, standing_for(dead, good.port):
        dialler = knowing(2)
        failure(dialler, 1.0)
        assert order_of(dialler) == [good.port, dead]


def test_a_place_that_says_nothing_to_a_handshake_is_dead_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = server_context(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        serving(answer(LISTS), tls=context) as good,
        standing_for(silent.getsockname()[1], good.port, name="127.0.0.1"),
    ):
        dialler = Dialler("https://127.0.0.1", LONG_S)
        with closing(dialler.dial("lane", soon())) as opened:
            assert opened._sock.getpeername()[1] == good.port
            heard, _ = silent.accept()
            with heard:
                heard.settimeout(30)
                assert heard.recv(65536)
                assert heard.recv(65536) == b""


def test_a_place_that_cannot_prove_itself_keeps_nobody_from_one_that_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    stranger, _ = server_context(tmp_path / "other")
    context, file = server_context(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with (
        serving(answer(LISTS), tls=stranger) as false,
        serving(answer(LISTS), tls=context) as good,
        refused() as shut,
        standing_for(false.port, good.port, name="127.0.0.1") as names,
    ):
        dialler = Dialler("https://127.0.0.1", LONG_S)
        assert port_of(dialler) == good.port
        names.ports = false.port, shut
        assert type(failure(Dialler("https://127.0.0.1", LONG_S))) is errors.Untrusted


def test_the_families_take_turns() -> None:
    places = Places("exchange.invalid", 443)
    six = [(socket.AF_INET6, (f"::{number}", 443)) for number in range(3)]
    four = [(socket.AF_INET, (f"127.0.0.{number}", 443)) for number in range(3)]
    places._known = [*six, *four]
    assert places.in_order() == [six[0], four[0], six[1], four[1], six[2], four[2]]
    # Of one that is silent the others may be: another family comes first, and itself last.
    assert places.in_order([six[0]]) == [four[0], six[1], four[1], six[2], four[2], six[0]]


def test_a_place_that_trickles_holds_up_the_next_one_no_longer_than_one_that_is_silent() -> None:
    begun: list[int] = []

    def steps(place: Place) -> Steps:
        begun.append(place[1])
        if place[1] == 1:
            one, other = socket.socketpair()
            with one, other:
                while True:
                    other.send(b".")
                    yield one, selectors.EVENT_READ
                    time.sleep(BESIDE_S / 10)
        won, end = socket.socketpair()
        end.close()
        return won

    contest = Contest(steps, soon(LONG_S))
    found = contest.run(lambda: [(socket.AF_INET, 1), (socket.AF_INET, 2)])
    assert found is not None
    found[1].close()
    assert (found[0][1], begun) == (2, [1, 2])


def test_without_time_for_another_place_the_first_is_waited_for_without_a_spin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quiet, end = socket.socketpair()

    def steps(_: Place) -> Steps:
        try:
            yield quiet, selectors.EVENT_READ
        except TimeoutError:
            raise errors.Unreachable from None
        raise AssertionError

    contest, turns = Contest(steps, time.monotonic() + opening._LEAST_S), list[int]()
    contest._running.append(opening._Attempt((socket.AF_INET, 1), steps((socket.AF_INET, 1))))
    contest._go_on(contest._running[0])
    contest._next_at = 0.0
    with quiet, end:
        ready = contest._ready
        monkeypatch.setattr(contest, "_ready", lambda: (turns.append(1), ready())[1])  # type: ignore[func-returns-value]
        with pytest.raises(errors.Unreachable):
            contest.run(list)
    assert len(turns) < 20


def test_what_has_failed_everywhere_is_resolved_anew() -> None:
    with refused() as shut, serving(answer(LISTS)) as good, standing_for(shut) as names:
        dialler = Dialler(URL, LONG_S)
        problem = failure(dialler)
        assert problem.sentence == "The exchange could not be reached."
        wait_until(lambda: names.answered == 2, "the name was not resolved anew")
        names.ports = (good.port,)
        failure(dialler)
        wait_until(lambda: order_of(dialler) == [good.port], "the new place is not known")
        assert port_of(dialler) == good.port


def test_a_place_that_is_found_meanwhile_is_tried_as_well() -> None:
    with dead_end() as dead, serving(answer(LISTS)) as good, standing_for(dead) as names:
        dialler = knowing(1)
        names.ports = dead, good.port
        [place] = dialler._places.in_order()
        assert port_of(dialler, besides=(place,)) == good.port


def test_a_line_that_comes_back_is_found_without_the_resolver() -> None:
    with standing_for() as names:
        with serving(answer(LISTS)) as server:
            names.ports = (server.port,)
            dialler = Dialler(URL, LONG_S)
            assert port_of(dialler) == server.port
        names.ports = ()
        assert failure(dialler).sentence == "The exchange could not be reached."
        wait_until(lambda: names.answered == 2, "the name was not resolved anew")
        with socket.create_server(("127.0.0.1", order_of(dialler)[0])) as back:
            assert port_of(dialler) == back.getsockname()[1]


def test_a_name_that_is_not_found_is_said_so_and_found_later() -> None:
    with serving(answer(LISTS)) as server, standing_for() as names:
        dialler = Dialler(URL, LONG_S)
        told = "The exchange's address could not be found; the network may be down."
        assert failure(dialler).sentence == told
        names.ports = (server.port,)
        assert port_of(dialler) == server.port


def test_a_first_question_that_hangs_is_waited_for_no_longer_than_for_a_connection() -> None:
    with serving(answer(LISTS)) as server, standing_for(server.port) as names:
        names.answers.clear()
        dialler = Dialler(URL, LONG_S)
        assert failure(dialler, BESIDE_S).sentence == "Connecting to the exchange took too long."
        names.answers.set()
        wait_until(lambda: order_of(dialler) == [server.port], "the late answer was lost")
        assert port_of(dialler) == server.port
        assert names.asked == 1


def test_many_who_need_the_name_ask_for_it_once() -> None:
    with serving(answer(LISTS)) as server, standing_for(server.port) as names:
        names.answers.clear()
        dialler, found = Dialler(URL, LONG_S), []
        threads = [threading.Thread(target=lambda: found.append(port_of(dialler))) for _ in range(8)]
        for thread in threads:
            thread.start()
        wait_until(lambda: names.asked == 1, "nobody asked")
        names.answers.set()
        for thread in threads:
            thread.join()
        assert (found, names.asked) == ([server.port] * 8, 1)


def test_a_question_that_hangs_holds_up_a_later_one_for_a_while_only() -> None:
    with standing_for(1) as names:
        names.answers.clear()
        places = Places("exchange.invalid", 80)
        places.ask()
        places.ask()
        wait_until(lambda: names.asked == 1, "nobody asked")
        places._asked_at -= 60.0
        places.ask()
        wait_until(lambda: names.asked == 2, "the second question waits for the first")
        names.answers.set()
        wait_until(lambda: len(places.in_order()) == 1, "no answer")


def test_after_sleep_with_a_resolver_that_hangs_the_known_place_is_used() -> None:
    with (
        serving(answer(LISTS)) as server,
        standing_for(server.port) as names,
        calls_at(URL, warm=1) as calls,
    ):
        names.answers.clear()
        calls.warm(LANES[:1], anew=True)
        wait_until(lambda: names.asked == 2, "the name was not resolved anew")
        cancel(calls)
        wait_for_pairs(calls)
        assert len(server.seen) >= 1
        assert names.answered == 1


@pytest.mark.parametrize("connections", [2, 9])
def test_a_question_on_a_silent_place_is_asked_again_at_another(connections: int) -> None:
    # The place takes the pair, and then swallows what would be opened to it, or takes that and says nothing.
    with (
        mute(connections) as dark,
        serving(answer(LISTS)) as good,
        standing_for(dark, good.port),
        calls_at(URL, warm=1) as calls,
    ):
        beside = calls._transport._lanes.take(USDT.value)  # as a glimpse does
        answered = calls.post(USDT.value, "/cancel", {}, soon())
        assert beside is not None
        assert answered.is_partly_lost
        assert len(good.seen) >= 1


def test_the_last_copy_is_not_spent_on_a_place_that_is_silent() -> None:
    with (
        mute(6) as dark,
        dead_end() as one,
        dead_end() as other,
        serving(answer(LISTS)) as good,
        standing_for(dark, one, other, good.port),
        calls_at(URL, warm=3) as calls,
    ):
        # The way round both dead ends takes longer than the wait for a copy, and other lanes have open ones.
        calls.post(USDT.value, "/cancel", {}, soon())
        assert len(good.seen) >= 1


def test_what_the_guard_opens_keeps_no_question_from_opening_another() -> None:
    with (
        dead_end() as dead,
        serving(answer(LISTS)) as good,
        standing_for(dead) as names,
        calls_at(URL) as calls,
    ):
        lanes = calls._transport._lanes
        for _ in range(2):
            lanes.open_soon(USDT.value, is_waited_for=False)
        wait_until(lambda: bool(lanes._dialler._places.in_order()), "the name was not resolved")
        names.ports = dead, good.port
        lanes.open_soon(USDT.value, lanes._dialler._places.in_order())
        wait_until(lambda: idle(calls, USDT.value) >= 1, "none was opened")
