"""When a copy of a question goes: sooner where another that left later has been answered, and only there."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.panic import errors
from gui.panic.orders import ProductType

from .clients import CREDENTIALS, soon
from .raw_server import LISTS, RawServer, Seen, answer
from .test_warm import calls_at, cancel, silence, wait_until

LANE = ProductType.USDT_FUTURES.value
OTHER = ProductType.COIN_FUTURES.value
USUAL_S = 0.4
# A server's clock stands a little behind the moment in which a question leaves.
SOONER_S, ANYWAY_S = USUAL_S + 0.2 - 0.01, 3 * USUAL_S - 0.01


class Server:
    """Answers each cancel with what stands next, the last one for ever, and each list as it is told."""

    def __init__(self, *replies: object) -> None:
        self.replies = list(replies)
        self.listed = answer(LISTS)
        self.lists_after_s = 0.0
        self.server = RawServer(self._reply)

    def _reply(self, connection: socket.socket, seen: Seen) -> bytes | None:
        if seen.path == "/list":
            time.sleep(self.lists_after_s)
            return self.listed
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply(connection, seen) if callable(reply) else reply  # type: ignore[return-value]

    def seen(self, path: str) -> list[float]:
        return [seen.at for seen in list(self.server.seen) if seen.path == path]


@contextmanager
def first_silent(*then: bytes) -> Iterator[tuple[Server, SignedCalls]]:
    server = Server(silence, *(then or [answer(LISTS)]))
    try:
        with calls_at(server.server.url, warm=2) as calls:
            calls._transport._trips.extend([USUAL_S] * 16)
            yield server, calls
    finally:
        server.server.stop()


def ask_for_list(calls: SignedCalls) -> None:
    # Without copies, as a look beside the first cancel is.
    assert calls.get_now(OTHER, "/list", {}, soon(), leaving=0) is not None


def cancels_after(server: Server, calls: SignedCalls, meanwhile: Callable[[], object]) -> list[float]:
    """Cancel, do something once that has arrived; gives the seconds between the first and each copy."""
    thread = threading.Thread(target=cancel, args=(calls,))
    thread.start()
    wait_until(lambda: len(server.seen("/cancel")) == 1, "it did not leave")
    meanwhile()
    thread.join(10)
    first, *copies = server.seen("/cancel")
    return [at - first for at in copies]


@pytest.mark.parametrize(
    ("usual_s", "copy_s", "anyway_s"),
    [(0.02, 0.3, 0.3), (0.1, 0.3, 0.3), (0.25, 0.45, 0.75), (0.4, 0.6, 1.2)],
)
def test_a_copy_waits_for_some_usual_round_trips_and_for_300_ms(
    usual_s: float, copy_s: float, anyway_s: float
) -> None:
    transport = Transport("http://127.0.0.1:9")
    transport._trips.extend([usual_s] * 16)
    patience = transport._patience()
    assert (patience.copy_s, patience.copy_anyway_s) == pytest.approx((copy_s, anyway_s))


@pytest.mark.parametrize("answered_after_s", [0.0, 0.8])
def test_where_one_that_left_later_was_answered_it_goes_sooner(answered_after_s: float) -> None:
    with first_silent() as (server, calls):
        server.lists_after_s = answered_after_s
        [after_s] = cancels_after(server, calls, lambda: ask_for_list(calls))
        assert max(SOONER_S, answered_after_s) <= after_s < ANYWAY_S


def test_where_nothing_was_answered_it_goes_after_three_round_trips_and_nobody_spins() -> None:
    with first_silent() as (server, calls):
        ask_for_list(calls)  # before the cancel leaves
        looks: list[float] = []
        tells = calls._transport._is_answered_after

        def told(sent_at: float) -> bool:
            looks.append(sent_at)
            return tells(sent_at)

        calls._transport._is_answered_after = told  # type: ignore[method-assign]
        [after_s] = cancels_after(server, calls, lambda: None)
        assert after_s >= ANYWAY_S
        assert 2 <= len(looks) <= 14


def test_one_that_left_before_and_is_answered_later_shows_nothing() -> None:
    with first_silent() as (server, calls):
        server.lists_after_s = 0.2
        asking = threading.Thread(target=ask_for_list, args=(calls,))
        asking.start()
        wait_until(lambda: len(server.seen("/list")) == 1, "it did not leave")
        [after_s] = cancels_after(server, calls, asking.join)
        assert after_s >= ANYWAY_S


def test_one_of_another_account_shows_nothing() -> None:
    with first_silent() as (server, calls), calls_at(server.server.url, warm=2) as others:
        [after_s] = cancels_after(server, calls, lambda: ask_for_list(others))
        assert after_s >= ANYWAY_S


@pytest.mark.parametrize("status", [403, 429, 502])
def test_one_that_a_gateway_may_have_turned_away_shows_nothing(status: int) -> None:
    with first_silent() as (server, calls):
        server.listed = answer(None, str(status), status=status)

        def ask() -> None:
            with pytest.raises(errors.ExchangeError):
                ask_for_list(calls)

        [after_s] = cancels_after(server, calls, ask)
        assert after_s >= ANYWAY_S


def test_a_copy_that_was_turned_away_does_not_hasten_the_next() -> None:
    with first_silent(answer(None, "429", status=429), answer(LISTS)) as (server, calls):
        first_s, second_s = cancels_after(server, calls, lambda: None)
        assert first_s >= ANYWAY_S
        assert second_s - first_s >= ANYWAY_S


def test_where_the_budget_has_no_room_sooner_it_goes_no_later_than_without_it() -> None:
    with first_silent() as (server, calls):
        assert calls.budget.take_now("/cancel", 9)  # for 1.05 s
        [after_s] = cancels_after(server, calls, lambda: ask_for_list(calls))
        assert ANYWAY_S <= after_s < SOONER_S + ANYWAY_S


def test_where_no_connection_is_open_it_goes_sooner_on_one_that_is_opened() -> None:
    server = Server(silence, answer(LISTS))
    calls = SignedCalls(Transport(server.server.url), CREDENTIALS)
    try:
        calls._transport._trips.extend([USUAL_S] * 16)
        [after_s] = cancels_after(server, calls, lambda: ask_for_list(calls))
        assert SOONER_S <= after_s < ANYWAY_S
    finally:
        calls.close()
        server.server.stop()
