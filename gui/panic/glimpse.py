"""A read that overlaps with the first cancel: shows after one round trip what is left, and proves nothing."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from gui.panic import errors
from gui.panic.exchange import Exchange
from gui.panic.memory import Memory
from gui.panic.orders import ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.turnstile import outside

_log = logging.getLogger(__name__)

# Where a cancel is acknowledged sooner than this, the read that proves is as early as one that overlaps; and
# so much later, the two do not take turns on this computer.
_BEHIND_S = 0.02


class Glimpse:
    """Serves one lane, on a thread of its own; tell is called there, and never once the lane has read.

    pressed_at and until are time.monotonic seconds.
    """

    def __init__(
        self,
        exchange: Exchange,
        scope: Scope,
        product_type: ProductType,
        memory: Memory,
        pressed_at: float,
        until: float,
        tell: Callable[[Progress], None],
    ) -> None:
        self._exchange = exchange
        self._scope = scope
        self._product_type = product_type
        self._memory = memory
        self._pressed_at = pressed_at
        self._until = until
        self._tell = tell
        self._acknowledged = threading.Event()
        self._is_over = False
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Begin, unless stops go too, whose lists come first, or the system gives no more threads.

        Nor where a cancel was acknowledged already.
        """
        if self._scope.takes_stops or self._acknowledged.is_set():
            return
        thread = threading.Thread(target=self._look, name="glimpse", daemon=True)
        try:
            thread.start()
        except RuntimeError:
            self.end()

    def note_acknowledged(self) -> None:
        """Do not begin any more: the read that proves something is next."""
        self._acknowledged.set()

    def end(self) -> None:
        """Tell nothing from now on: the lane knows better."""
        with outside(), self._lock:  # who holds it may be waiting for those that compute
            self._is_over = True
        self._acknowledged.set()

    def _look(self) -> None:
        if self._acknowledged.wait(_BEHIND_S):
            return
        try:
            with self._memory.turnstile.inside():
                if self._acknowledged.is_set():  # while this waited for its turn
                    return
                begun_at = time.monotonic()
                found = self._exchange.glimpse(self._product_type, until=self._until)
        except errors.ExchangeError as trouble:
            _log.debug("No glimpse of the book: %s", trouble)
            return
        except Exception as fault:  # noqa: BLE001 a fault of our own here must not disturb the press
            _log.error("A fault of this program in a glimpse of the book: %s", type(fault).__name__)
            return
        if found is not None:
            left = tuple(order for order in found if self._scope.covers(order))
            with self._lock:
                if not self._is_over:
                    now_ms = round((time.monotonic() - self._pressed_at) * 1000)
                    rows = self._memory.orders.glimpsed(left, begun_at, now_ms)
                    self._tell(
                        Progress(
                            self._product_type,
                            Stage.GLIMPSED,
                            now_ms,
                            orders=rows,
                            left=len(left),
                            account=self._memory.account,
                        )
                    )
