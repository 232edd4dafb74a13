"""How often one may call: an endpoint within any one second, and anything within any one minute."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

WINDOW_SECONDS = 1.0
MINUTE_SECONDS = 60.0


class RateLimit:
    """A sliding window of one second for each bucket (an endpoint and who calls it); for any thread."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._calls: dict[tuple[str, str], deque[float]] = {}
        self._lock = threading.Lock()

    def admit(self, bucket: tuple[str, str], per_second: int) -> int | None:
        """Count a call and say how many remain in the window, or None for one too many.

        A call that is turned away does not count, so a caller who waits a second is let in again.
        """
        with self._lock:
            calls = self._calls.setdefault(bucket, deque())
            now = self._now()
            while calls and now - calls[0] >= WINDOW_SECONDS:
                calls.popleft()
            if len(calls) >= per_second:
                return None
            calls.append(now)
            return per_second - len(calls)


class AddressLimit:
    """The limit for everything that comes from one address, within any one minute; for any thread.

    Who goes over it is turned away for `recovery_s` seconds, however quiet he is then (page: Rate limits).
    """

    def __init__(self, per_minute: int, recovery_s: float, now: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._recovery_s = recovery_s
        self._now = now
        self._calls: dict[str, deque[float]] = {}
        self._shut_until: dict[str, float] = {}
        self._lock = threading.Lock()

    def admits(self, address: str) -> bool:
        """Count a call, and tell whether it is let in."""
        with self._lock:
            now = self._now()
            if now < self._shut_until.get(address, 0.0):
                return False
            calls = self._calls.setdefault(address, deque())
            while calls and now - calls[0] >= MINUTE_SECONDS:
                calls.popleft()
            if len(calls) >= self._per_minute:
                self._shut_until[address] = now + self._recovery_s
                calls.clear()
                return False
            calls.append(now)
            return True
