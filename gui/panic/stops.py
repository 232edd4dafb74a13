"""Trigger, TP/SL and trailing orders during a press: cleared pass by pass, or only counted beside it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from gui.panic import errors
from gui.panic.exchange import Exchange
from gui.panic.memory import Memory
from gui.panic.orders import OpenOrder, OrderOutcome, Position, ProductType, Scope
from gui.panic.patience import in_time
from gui.panic.progress import Progress, Stage
from gui.panic.turnstile import Turnstile, outside
from gui.panic.verdict import ProductReport

_log = logging.getLogger(__name__)

# How long a verdict waits for news that is no proof: the stops that stay, the positions that are bare.
_NEWS_S = 0.3
_BEHIND_S = 0.015
# Types of stop that end a position at a loss (page: Get Pending Trigger Order).
_GUARDING = frozenset({"loss_plan", "pos_loss", "moving_plan", "track_plan", "tpsl"})


class StopClearing:
    """Clears the stops of one product type, pass by pass: list, cancel each by its own type, list again.

    left is what the last complete list showed, None before one and once a cancel was sent after it. Used by
    one lane, on its thread.
    """

    def __init__(
        self,
        exchange: Exchange,
        scope: Scope,
        product_type: ProductType,
        memory: Memory,
        pressed_at: float,
        tell: Callable[[Progress], None],
    ) -> None:
        self.left: tuple[OpenOrder, ...] | None = None
        self.has_tried = False
        self._exchange = exchange
        self._scope = scope
        self._product_type = product_type
        self._account = memory.account
        self._ledger = memory.stops
        self._attempts = memory.attempts
        self._pressed_at = pressed_at
        self._tell = tell

    def clear(self, until: float, *, may_cancel: bool) -> None:
        """Make one pass, blocking until `until` at most. Raises ExchangeError when a list cannot be read.

        A cancel that fails is no reason to stop: the list after it tells what came of it.
        """
        found = self.left = self._list(until)
        if found and may_cancel:
            self.left, self.has_tried = None, True
            self._cancel(found, time.monotonic() + max((until - time.monotonic()) / 2, 0.3))
            self.left = self._list(until)

    def is_clear_now(self, until: float) -> bool:
        """List once more, and tell whether nothing stands. Raises ExchangeError."""
        self.left = self._list(until)
        return not self.left

    def add_to(self, report: ProductReport) -> ProductReport:
        """Add to a report how many stops stand, and which positions have none now; waits half a second."""
        if self.left is None:
            return report
        try:
            until = time.monotonic() + _NEWS_S
            held = in_time(lambda: self._exchange.positions(self._product_type, until=until), until)
        except errors.ExchangeError:
            return replace(report, stops_left=len(self.left))
        return replace(report, stops_left=len(self.left), unprotected=_bare(held, self.left, self._scope))

    def _cancel(self, found: Sequence[OpenOrder], until: float) -> None:
        self._attempts.begin()
        try:
            answer = self._exchange.cancel_stops(found, until=until)
        except errors.ExchangeError as trouble:
            self._attempts.end(acted=False, lost=trouble.may_have_acted)
            rows = self._ledger.refused(trouble.sentence, trouble.code, self._now_ms())
        except BaseException:
            self._attempts.end(acted=False, lost=True)
            raise
        else:
            self._attempts.end(acted=True, lost=answer.is_partly_lost)
            rows = self._ledger.acknowledged(answer, self._now_ms(), self._pressed_at)
        self._progress(Stage.ACKNOWLEDGED, rows)

    def _list(self, until: float) -> tuple[OpenOrder, ...]:
        book = self._exchange.stops(self._product_type, until=until)
        found, rows = self._ledger.read(book, self._now_ms())
        self._progress(Stage.READ, rows(), len(found))
        return found

    def _progress(self, stage: Stage, rows: tuple[OrderOutcome, ...], left: int | None = None) -> None:
        told = Progress(
            self._product_type, stage, self._now_ms(), orders=rows, left=left, account=self._account
        )
        self._tell(told)

    def _now_ms(self) -> int:
        return round((time.monotonic() - self._pressed_at) * 1000)


class StopLook:
    """Counts the stops that a press on plain orders leaves alone, beside the press and never in its way.

    One look serves a whole press, however often the button is pressed during it. It begins a little after a
    cancel was acknowledged, so that its answers do not arrive together with those that prove something.
    """

    def __init__(
        self,
        exchange: Exchange,
        scope: Scope,
        product_type: ProductType,
        until: float,
        turnstile: Turnstile | None = None,
    ) -> None:
        self._turnstile = turnstile or Turnstile()
        self._count: int | None = None
        self._exchange = exchange
        self._scope = scope
        self._product_type = product_type
        self._until = until
        self._has_begun = threading.Lock()
        self._is_done = threading.Event()

    def begin(self) -> None:
        """Begin to look, on a thread of its own, unless somebody has begun."""
        if not self._has_begun.acquire(blocking=False):
            return
        thread = threading.Thread(target=self._look, name="stops that stay", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the system gives no more threads; the press itself matters more
            self._is_done.set()

    def add_to(self, report: ProductReport) -> ProductReport:
        """Add to a report how many stops stand, None when unread; waits 0.3 s at most."""
        if self._has_begun.locked():
            with outside():
                self._is_done.wait(min(_NEWS_S, max(0.0, self._until - time.monotonic())))
        return replace(report, stops_left=self._count)

    def _look(self) -> None:
        time.sleep(_BEHIND_S)
        try:
            with self._turnstile.inside():
                book = self._exchange.stops(self._product_type, until=self._until)
            self._count = sum(self._scope.reaches(order) for order in book.orders)
        except errors.ExchangeError as trouble:
            _log.debug("The stops that stay could not be read: %s", trouble)
        except Exception as fault:  # noqa: BLE001 a fault of our own here must not disturb the press
            _log.error("A fault of this program in the look at the stops: %s", type(fault).__name__)
        finally:
            self._is_done.set()


def _bare(held: Sequence[Position], stops_left: Sequence[OpenOrder], scope: Scope) -> tuple[Position, ...]:
    """The positions in scope that none of the stops guards; a stop without a side guards both."""
    guards = {(stop.symbol, stop.position_side) for stop in stops_left if stop.plan_type in _GUARDING}
    return tuple(
        position
        for position in held
        if scope.margin_coin is None or position.margin_coin in (None, scope.margin_coin)
        if not guards & {(position.symbol, side) for side in (position.side, None, "", "net")}
    )
