"""The exchange's clock, as far as its answers tell it."""

from __future__ import annotations

import threading
import time

TOLERANCE_MS = 30_000  # how far a signed time may be off (WebSocket login page; the same was seen on REST)
_SLOW_S = 2.0


class ExchangeClock:
    """Keeps how far the exchange's clock is ahead of this computer's, in ms; for any thread."""

    def __init__(self) -> None:
        self._offset_ms: int | None = None
        self._lock = threading.Lock()

    @property
    def offset_ms(self) -> int | None:
        """How far the exchange's clock is ahead; None before it was learnt."""
        return self._offset_ms

    def now_ms(self) -> int:
        """The exchange's time in ms since 1970; this computer's own until the first answer."""
        return int(time.time() * 1000) + (self._offset_ms or 0)

    def set(self, server_ms: int, round_trip_s: float) -> None:
        """Set the clock by an answer that came just now and took round_trip_s."""
        with self._lock:
            self._offset_ms = self._seen(server_ms, round_trip_s)

    def learn(self, server_ms: int | None, round_trip_s: float) -> None:
        """Refine the clock by an answer to a signed call.

        A slow answer tells little. One whose clock is further off than the tolerance within which it just
        accepted our signed time contradicts itself, and is left out.
        """
        if server_ms is None or (round_trip_s > _SLOW_S and self._offset_ms is not None):
            return
        offset_ms = self._seen(server_ms, round_trip_s)
        if abs(offset_ms - (self._offset_ms or 0)) <= TOLERANCE_MS:
            with self._lock:
                self._offset_ms = offset_ms

    @staticmethod
    def _seen(server_ms: int, round_trip_s: float) -> int:
        return server_ms - int((time.time() - round_trip_s / 2) * 1000)
