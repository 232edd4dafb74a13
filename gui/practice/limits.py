"""How often an endpoint may be called: so many times within any one second."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

WINDOW_SECONDS = 1.0


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
