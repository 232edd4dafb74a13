"""Trigger, TP/SL and trailing orders during a press: cleared, or only looked at, and what they leave bare."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from gui.panic import errors
from gui.panic.exchange import Exchange
from gui.panic.ledger import Ledger
from gui.panic.orders import OpenOrder, Position, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.verdict import ProductReport

_log = logging.getLogger(__name__)

# How long a verdict waits for the look at the stops that stay: it is news, not proof.
_LOOK_S = 0.3
_POSITIONS_S = 2.0
# Types of stop that end a position at a loss (page: Get Pending Trigger Order).
_GUARDING = frozenset({"loss_plan", "pos_loss", "moving_plan", "track_plan", "tpsl"})


class StopClearing:
    """Clears the stops of one product type, pass by pass: list, cancel each by its own type, list again.

    Only the list proves anything: an acknowledged cancel that names no order did nothing. Used by one lane,
    on its thread.
    """

    def __init__(
        self,
        exchange: Exchange,
        scope: Scope,
        product_type: ProductType,
        ledger: Ledger,
        pressed_at: float,
        tell: Callable[[Progress], None],
    ) -> None:
        # What the last list since the last cancel showed; None where none did.
        self.left: tuple[OpenOrder, ...] | None = None
        # True when the latest pass ended with a list, read after its cancel, that was complete and empty.
        self.is_clear = False
        self.read_begun_at = 0.0
        self._has_tried = False
        self._exchange = exchange
        self._scope = scope
        self._product_type = product_type
        self._ledger = ledger
        self._pressed_at = pressed_at
        self._tell = tell

    def clear(self, until: float, *, may_cancel: bool) -> None:
        """Make one pass, blocking until `until` at most. Raises ExchangeError; then this pass proves nothing.

        may_cancel False keeps it from a further cancel, never from the first. After a cancel that failed the
        list is read all the same: it alone tells what came of it.
        """
        self.is_clear = False
        self.left = self._list(until)
        if self.left and (may_cancel or not self._has_tried):
            trouble = self._cancel(self.left, until)
            self.left = None
            self.left = self._list(until)
            if trouble is not None and self.left:
                raise trouble
        self.is_clear = not self.left

    def add_to(self, report: ProductReport, until: float) -> ProductReport:
        """Add to a report how many stops stand, and which positions have none now."""
        if self.left is None:
            return replace(report, unprotected=None)
        bare = _unprotected(self._exchange, self._scope, self._product_type, self.left, until)
        return replace(report, stops_left=len(self.left), unprotected=bare)

    def _cancel(self, found: tuple[OpenOrder, ...], until: float) -> errors.ExchangeError | None:
        self._has_tried = True
        half = time.monotonic() + max((until - time.monotonic()) / 2, 0.3)
        try:
            answer = self._exchange.cancel_stops(found, until=half)
        except errors.ExchangeError as trouble:
            return trouble
        rows = self._ledger.acknowledged(answer, self._now_ms(), self._pressed_at)
        self._tell(Progress(self._product_type, Stage.ACKNOWLEDGED, self._now_ms(), orders=rows))
        return None

    def _list(self, until: float) -> tuple[OpenOrder, ...]:
        book = self._exchange.stops(self._product_type, until=until)
        found, rows = self._ledger.read(book, self._now_ms())
        self.read_begun_at = book.begun_at
        self._tell(Progress(self._product_type, Stage.READ, self._now_ms(), orders=rows, left=len(found)))
        return found

    def _now_ms(self) -> int:
        return round((time.monotonic() - self._pressed_at) * 1000)


class StopLook:
    """Counts the stops that a press on plain orders leaves alone, beside the press and never in its way."""

    def __init__(self, exchange: Exchange, scope: Scope, product_type: ProductType, until: float) -> None:
        self._count: int | None = None
        self._exchange = exchange
        self._scope = scope
        self._product_type = product_type
        self._until = until
        self._thread = threading.Thread(target=self._look, name="stops that stay", daemon=True)

    def begin(self) -> None:
        """Begin to look, on a thread of its own."""
        try:
            self._thread.start()
        except RuntimeError:  # the system gives no more threads; the press itself matters more
            _log.debug("No thread for the look at the stops.")

    def add_to(self, report: ProductReport, until: float) -> ProductReport:
        """Add to a report how many stops stand, None when unread; waits 0.3 s at most, and not past until."""
        if self._thread.ident is not None:
            self._thread.join(min(_LOOK_S, max(0.0, until - time.monotonic())))
        return replace(report, stops_left=self._count)

    def _look(self) -> None:
        try:
            book = self._exchange.stops(self._product_type, until=self._until)
        except errors.ExchangeError:
            return
        except Exception as fault:  # noqa: BLE001 a fault of our own here must not disturb the press
            _log.error("A fault of this program in the look at the stops: %s", type(fault).__name__)
            return
        self._count = sum(self._scope.reaches(order) for order in book.orders)


def _unprotected(
    exchange: Exchange, scope: Scope, product_type: ProductType, stops_left: Sequence[OpenOrder], until: float
) -> tuple[Position, ...] | None:
    """Read which positions have no stop among those left; None when they could not be read."""
    try:
        positions = exchange.positions(product_type, until=min(until, time.monotonic() + _POSITIONS_S))
    except errors.ExchangeError:
        return None
    guarded = {stop.symbol for stop in stops_left if stop.plan_type in _GUARDING}
    return tuple(
        position
        for position in positions
        if position.symbol not in guarded and scope.margin_coin in (None, position.margin_coin)
    )
