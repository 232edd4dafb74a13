"""The rate budget: no endpoint, and no address, sees more requests than Bitget allows."""

from __future__ import annotations

import math
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from copy import copy

from gui.panic.errors import GaveWay, OutOfTime
from gui.panic.exchange import GoesOn
from gui.panic.turnstile import outside

LIMIT = 10  # requests a second, per endpoint and UID: what most pages say, Cancel All Orders too
# The endpoints whose pages say something else.
LIMITS: Mapping[str, int] = {
    "/api/v2/mix/position/all-position": 5,
    "/api/v2/public/time": 20,
    "/api/v2/spot/account/info": 1,
    "/api/v3/account/info": 5,
    "/api/v3/account/settings": 20,
    "/api/v3/position/current-position": 20,
    "/api/v3/trade/cancel-batch": 5,
    "/api/v3/trade/cancel-symbol-order": 5,
    "/api/v3/trade/unfilled-orders": 20,
    "/api/v3/trade/unfilled-strategy-orders": 20,
}
# Requests that leave a second apart can arrive closer together, so the window is a little longer than 1 s.
WINDOW_S = 1.05
LEAST_PENALTY_S = 1.0
ADDRESS_LIMIT = 6000  # requests a minute from one address, whatever accounts they are for
ADDRESS_WINDOW_S = 60.0
BETWEEN_PINGS_S = 5.0  # 1 % of what an address may ask for the time


class AddressBudget:
    """Counts the requests of every account over a sliding minute; for any thread.

    Bitget counts by address too, and shuts out one that asks more: some of it is left to other programs.
    """

    def __init__(self, limit: int = ADDRESS_LIMIT * 9 // 10, window_s: float = ADDRESS_WINDOW_S) -> None:
        self._limit = limit
        self._window_s = window_s
        self._sent: deque[float] = deque()
        self._pinged_at = -math.inf
        self._lock = threading.Lock()

    def take_now(self, count: int) -> bool:
        """Take room for some requests if there is room now."""
        with self._lock:
            now = time.monotonic()
            _until_free(self._sent, self._limit, self._window_s, now)
            if len(self._sent) + count > self._limit:
                return False
            self._sent.extend([now] * count)
            return True

    def take_ping(self) -> bool:
        """Take room for a question that only keeps a connection open: one in 5 s, for all accounts."""
        with self._lock:
            if time.monotonic() - self._pinged_at < BETWEEN_PINGS_S:
                return False
            self._pinged_at = time.monotonic()
        return self.take_now(1)

    def take_or_tell(self) -> float:
        """Take room where there is some, 0; gives the seconds to wait otherwise."""
        with self._lock:
            now = time.monotonic()
            wait_s = _until_free(self._sent, self._limit, self._window_s, now)
            if wait_s <= 0:
                self._sent.append(now)
            return wait_s


class RateBudget:
    """Counts requests per endpoint over a sliding second; shared by every thread of one API key."""

    def __init__(
        self,
        limit: int = LIMIT,
        window_s: float = WINDOW_S,
        limits: Mapping[str, int] = LIMITS,
        address: AddressBudget | None = None,
    ) -> None:
        self._address = address or AddressBudget()
        self._limit = limit
        self._limits = limits
        self._window_s = window_s
        self._sent: dict[str, deque[float]] = defaultdict(deque)
        self._closed_until: dict[str, float] = defaultdict(float)
        self._lock = threading.Lock()
        self._leaving, self._goes_on = 0, _always

    def giving_way(self, leaving: int, goes_on: GoesOn | None) -> RateBudget:
        """The same room for those who leave some of it, for so many more requests of the endpoint.

        Once goes_on says False, take() raises GaveWay there, and take_now() finds no room. None is a press,
        which leaves none.
        """
        if goes_on is None:
            return self
        view = copy(self)
        view._leaving, view._goes_on = leaving, goes_on
        return view

    def take(self, endpoint: str, until: float, count: int = 1) -> None:
        """Wait for room for `count` requests that leave together, and take it all at once.

        What was taken for the first while the others wait would be used a second too late. Blocks; raises
        OutOfTime when there is none before `until`.
        """
        _wait_for_room(lambda: self._take(endpoint, count), until)
        for _ in range(count):
            _wait_for_room(self._take_of_address, until)

    def take_now(self, endpoint: str, count: int = 1, *, leaving: int = 0) -> bool:
        """Take room for some requests if there is room now, and for `leaving` more after them."""
        with self._lock:
            now = time.monotonic()
            if not self._goes_on() or self._wait_s(endpoint, count + leaving, now) > 0:
                return False
            if not self._address.take_now(count):
                return False
            self._sent[endpoint].extend([now] * count)
            return True

    def penalise(self, endpoint: str, wait_s: float) -> None:
        """Close an endpoint after a 429, for at least 1 s."""
        with self._lock:
            until = time.monotonic() + max(wait_s, LEAST_PENALTY_S)
            self._closed_until[endpoint] = max(self._closed_until[endpoint], until)

    def _take(self, endpoint: str, count: int) -> float:
        """Take room where there is some; gives the seconds to wait otherwise."""
        self._insist_on_going_on()
        with self._lock:
            now = time.monotonic()
            wait_s = self._wait_s(endpoint, count, now)
            if wait_s <= 0:
                self._sent[endpoint].extend([now] * count)
            return wait_s

    def _take_of_address(self) -> float:
        self._insist_on_going_on()
        return self._address.take_or_tell()

    def _insist_on_going_on(self) -> None:
        if not self._goes_on():
            raise GaveWay()

    def _wait_s(self, endpoint: str, count: int, now: float) -> float:
        limit = self._limits.get(endpoint, self._limit)
        full_s = _until_free(self._sent[endpoint], limit, self._window_s, now, count + self._leaving)
        return max(full_s, self._closed_until[endpoint] - now)


def _always() -> bool:
    return True


def _until_free(sent: deque[float], limit: int, window_s: float, now: float, count: int = 1) -> float:
    """Forget what the window has left behind; gives the seconds until there is room for `count` in it."""
    if count > limit:
        return math.inf
    while sent and sent[0] <= now - window_s:
        sent.popleft()
    too_many = len(sent) + count - limit
    return sent[too_many - 1] + window_s - now if too_many > 0 else 0.0


def _wait_for_room(take: Callable[[], float], until: float) -> None:
    """Try until it is taken. Blocks; raises OutOfTime when there will be no room before `until`."""
    while (wait_s := take()) > 0:
        if time.monotonic() + wait_s >= until:
            raise OutOfTime()
        with outside():
            time.sleep(min(wait_s, 0.1))
