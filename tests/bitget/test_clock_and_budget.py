from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from gui.bitget import classic, strategies, unified
from gui.bitget.budget import LIMITS, AddressBudget, RateBudget
from gui.bitget.clock import ExchangeClock
from gui.bitget.signed import TIME_PATH
from gui.panic import errors, refusals
from gui.panic.orders import ProductType

from .clients import client_of, soon
from .raw_server import LISTS, Reply, Seen, answer, http, serving

USDT = ProductType.USDT_FUTURES


def now_ms() -> int:
    return int(time.time() * 1000)


def strict(ahead_ms: int, *, says: Any = None) -> Reply:
    """A server whose clock is ahead, and that refuses a time more than 30 s off."""

    def reply(_connection: object, seen: Seen) -> bytes:
        told = now_ms() + ahead_ms if says is None else says
        if seen.path == "/api/v2/public/time":
            return answer({"serverTime": str(now_ms() + ahead_ms)}, server_ms=told)
        if abs(now_ms() + ahead_ms - int(seen.headers["access-timestamp"])) > 30_000:
            return answer(None, "40008", status=400, message="Request timestamp expired", server_ms=told)
        return answer({**LISTS, "entrustedList": None}, server_ms=told)

    return reply


@pytest.mark.parametrize("ahead_ms", [40_000, -40_000, 86_400_000])
def test_a_clock_that_is_off_costs_one_refusal_and_no_press(ahead_ms: int) -> None:
    with serving(strict(ahead_ms)) as server, client_of(server.url) as client:
        client.cancel_all(USDT, None, until=soon())
        assert len(server.seen) == 2
        assert all(each.signature_fits() for each in server.seen)
        client.cancel_all(USDT, None, until=soon())
        assert len(server.seen) == 3  # learnt once
        assert client.clock_offset_ms == pytest.approx(ahead_ms, abs=2_000)


@pytest.mark.parametrize("nonsense", ["x", 0, 1, -5, True, [], 10**17, "99999999999999"])
def test_nonsense_for_a_server_time_does_not_break_signing(nonsense: Any) -> None:
    with serving(strict(0, says=nonsense)) as server, client_of(server.url) as client:
        for _ in range(3):
            client.cancel_all(USDT, None, until=soon())
        assert len(server.seen) == 3
    with serving(strict(40_000, says=nonsense)) as server, client_of(server.url) as client:
        client.cancel_all(USDT, None, until=soon())  # the public time cures it
        assert [seen.path.rsplit("/", 1)[1] for seen in server.seen] == [
            "cancel-all-orders",
            "time",
            "cancel-all-orders",
        ]


def test_a_clock_that_stays_refused_is_tried_three_times_and_no_more() -> None:
    def reply(_connection: object, seen: Seen) -> bytes:
        if seen.path == TIME_PATH:
            return answer({"serverTime": str(now_ms())})
        return answer(None, "40008", status=400, server_ms=now_ms() + 60_000)

    with serving(reply) as server:
        with client_of(server.url) as client, pytest.raises(refusals.ClockRefused):
            client.cancel_all(USDT, None, until=soon())
        asked = [seen.path.rsplit("/", 1)[1] for seen in server.seen]
        assert asked == ["cancel-all-orders", "cancel-all-orders", "time", "cancel-all-orders"]


def test_a_clock_that_is_wrong_in_a_single_answer_refuses_no_press() -> None:
    right, wrong = strict(0), strict(90_000)
    with serving(lambda *asked: (right if server.seen[1:] else wrong)(*asked)) as server:
        with client_of(server.url) as client:
            client.cancel_all(USDT, None, until=soon())
            assert abs(client.clock_offset_ms or 0) < 30_000
        asked = [seen.path.rsplit("/", 1)[1] for seen in server.seen]
        assert asked == ["cancel-all-orders", "cancel-all-orders", "time", "cancel-all-orders"]


def test_an_answer_that_contradicts_the_clock_it_accepted_is_left_out() -> None:
    clock = ExchangeClock()
    clock.learn(now_ms() + 500, 0.0)
    assert clock.offset_ms == pytest.approx(500, abs=50)
    clock.learn(now_ms() + 90_000, 0.0)
    clock.learn(now_ms() + 5_000, 3.0)  # too slow to tell
    clock.learn(None, 0.0)
    assert clock.offset_ms == pytest.approx(500, abs=50)


def test_no_second_sees_more_than_ten_requests() -> None:
    budget = RateBudget()
    moments: set[float] = set()

    def take() -> None:
        for _ in range(9):
            budget.take("/x", soon())
            with budget._lock:  # its own moments: this thread may have waited for the processor since
                moments.update(budget._sent["/x"])

    threads = [threading.Thread(target=take) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = sorted(moments)
    assert len(taken) == 27
    assert all(later - first >= 1.0 for first, later in zip(taken, taken[10:], strict=False))
    assert taken[-1] - taken[0] < 10


def test_two_that_leave_together_hold_no_room_while_they_wait() -> None:
    """Room that was taken for the first a second ago would be used when all of it is used again."""
    path = "/api/v2/mix/order/orders-pending"
    with serving(answer({"entrustedList": []})) as server, client_of(server.url) as client:
        budget = client._calls.budget
        for _ in range(9):
            budget.take(path, soon())
        reading = threading.Thread(target=lambda: client.open_orders(USDT, until=soon()))
        reading.start()
        time.sleep(0.3)
        assert budget.take_now(path)
        reading.join()
        assert len(server.seen) == 2


def test_what_goes_out_only_if_there_is_room_now_takes_nothing_where_there_is_none() -> None:
    address = AddressBudget(limit=3)
    budget = RateBudget(limit=4, address=address)
    assert not budget.take_now("/path", leaving=4)
    assert budget.take_now("/path", leaving=3)
    assert address.take_now(2)
    for _ in range(5):
        assert not budget.take_now("/path")  # the address has no room, and the endpoint keeps what it has
    assert len(budget._sent["/path"]) == 1
    budget.penalise("/other", 1.0)
    assert not budget.take_now("/other")


def test_each_endpoint_counts_by_itself_and_no_room_before_the_end_is_said_at_once() -> None:
    budget = RateBudget(window_s=60)
    for _ in range(10):
        budget.take("/x", time.monotonic())
        budget.take("/y", time.monotonic())
    begun_at = time.monotonic()
    with pytest.raises(errors.OutOfTime):
        budget.take("/x", begun_at + 30)
    assert time.monotonic() - begun_at < 10


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/api/v2/mix/order/cancel-all-orders", 10),
        ("/api/v2/mix/order/orders-plan-pending", 10),
        ("/api/v2/mix/order/cancel-plan-order", 10),
        ("/api/v2/mix/position/all-position", 5),
        ("/api/v2/spot/account/info", 1),
        ("/api/v3/trade/cancel-symbol-order", 5),
        ("/api/v3/trade/cancel-batch", 5),
        ("/api/v3/trade/unfilled-orders", 20),
        ("/api/v3/trade/unfilled-strategy-orders", 20),
        ("/api/v3/trade/cancel-strategy-order", 10),
        ("/api/v3/position/current-position", 20),
        ("/api/v3/account/settings", 20),
    ],
)
def test_each_endpoint_has_the_limit_of_its_own_page(path: str, limit: int) -> None:
    budget = RateBudget(window_s=60)
    for _ in range(limit):
        budget.take(path, time.monotonic())
    with pytest.raises(errors.OutOfTime):
        budget.take(path, soon())


def test_the_paths_with_limits_of_their_own_are_paths_that_are_called() -> None:
    called = {
        *(value for value in vars(unified).values() if isinstance(value, str)),
        *(value for value in vars(classic).values() if isinstance(value, str)),
        strategies.STRATEGIES,
        TIME_PATH,
    }
    assert set(LIMITS) <= called


@pytest.mark.parametrize(
    ("retry_after", "least_s", "most_s"), [(None, 1, 6), ("0", 1, 6), ("soon", 1, 6), ("2", 2, 7)]
)
def test_after_a_429_the_endpoint_rests_for_a_second_at_least(
    retry_after: str | None, least_s: float, most_s: float
) -> None:
    headers = {"Retry-After": retry_after} if retry_after is not None else {}
    refusal = http(b'{"code":"429","msg":"Too Many Requests","data":null}', 429, headers)
    with serving(refusal, answer(LISTS)) as server, client_of(server.url) as client:
        with pytest.raises(errors.RateLimited) as caught:
            client.cancel_all(USDT, None, until=soon())
        assert caught.value.wait_s >= 1
        client.cancel_all(USDT, None, until=soon())
        first, second = server.seen
        assert least_s <= second.at - first.at <= most_s


def test_a_429_of_one_endpoint_does_not_hold_up_another() -> None:
    with serving(http(b"", 429), answer({"entrustedList": []})) as server, client_of(server.url) as client:
        with pytest.raises(errors.RateLimited):
            client.cancel_all(USDT, None, until=soon())
        begun_at = time.monotonic()
        client.open_orders(USDT, until=soon())
        assert time.monotonic() - begun_at < 0.95
        with pytest.raises(errors.OutOfTime):
            client.cancel_all(USDT, None, until=soon(0.5))
