"""What the cancels of one product type may have done, over all lanes of a press."""

from __future__ import annotations

import threading


class Attempts:
    """Remembers what a further press must not forget: cancels acknowledged, lost, or still under way.

    For any thread. REFUSED means that nothing was cancelled, so it needs all of them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way = 0
        self._has_acted = False
        self._is_lost = False
        self._had_nothing = False

    def begin(self) -> None:
        """Note that a cancel is about to be sent."""
        with self._lock:
            self._under_way += 1

    def end(self, *, acted: bool, lost: bool = False, had_nothing: bool = False) -> None:
        """Note what came of a cancel; lost means that its answer never came, so that it may have acted."""
        with self._lock:
            self._under_way -= 1
            self._has_acted = self._has_acted or acted or lost
            self._is_lost = self._is_lost or lost
            self._had_nothing = self._had_nothing or had_nothing

    @property
    def may_have_acted(self) -> bool:
        """True once any cancel was acknowledged or lost, and while one is under way."""
        with self._lock:
            return self._has_acted or self._under_way > 0

    @property
    def answer_lost(self) -> bool:
        """True when an answer never came, or has not come yet."""
        with self._lock:
            return self._is_lost or self._under_way > 0

    @property
    def had_nothing(self) -> bool:
        """True when the exchange said that there was nothing to cancel."""
        return self._had_nothing
