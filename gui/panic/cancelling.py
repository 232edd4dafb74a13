"""The cancels of plain orders that one lane sends: which serves best, and when each was acknowledged."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from gui.panic import errors, refusals
from gui.panic.attempts import Attempts
from gui.panic.exchange import Before, Begun, CancelAnswer, Exchange, is_quick_by_id
from gui.panic.orders import OpenOrder, ProductType, Scope

_LEAST_FOR_A_CANCEL_S = 0.3

_log = logging.getLogger(__name__)


class Cancelling:
    """Sends one cancel after another for one product type, on a lane's thread.

    Moments ending in _at are seconds of time.monotonic, in _ms are ms from the press; None before they came.
    """

    def __init__(
        self,
        exchange: Exchange,
        scope: Scope,
        product_type: ProductType,
        attempts: Attempts,
        pressed_at: float,
    ) -> None:
        self.attempted_at: float | None = None
        self.acknowledged_at: float | None = None
        self.sent_ms: int | None = None
        self.acknowledged_ms: int | None = None
        self._exchange = exchange
        self._scope = scope
        self._product_type = product_type
        self._attempts = attempts
        self._pressed_at = pressed_at
        self._begun: Begun | None = None

    @property
    def has_begun(self) -> bool:
        """True from begin(), if anything was sent, to send()."""
        return self._begun is not None

    def begin(self, until: float, before: Before) -> None:
        """Send a cancel of everything if that takes no waiting now; the first send() waits for its answer.

        before has returned before anything leaves. On any thread, before the lane runs. Blocks for as long as
        before, and for a few ms more at most; never raises.
        """
        if time.monotonic() >= until:
            return
        self._attempts.begin()
        try:
            self._begun = self._exchange.begin_cancel_all(
                self._product_type, self._scope.margin_coin, until=_half_of(until), before=before
            )
        except Exception as fault:  # noqa: BLE001 it may have left; the lane sends one of its own
            _log.error("A fault of this program ahead of a lane: %s", type(fault).__name__)
            self._attempts.end(acted=False, lost=True)
            return
        if self._begun is None:
            self._attempts.end(acted=False)

    def send(self, left: Sequence[OpenOrder] | None, until: float, *, may_name: bool) -> CancelAnswer:
        """Cancel what is left by ID where that is quicker and may_name, else all. Raises ExchangeError."""
        self.attempted_at = time.monotonic()
        begun, self._begun = self._begun, None
        if begun is None:
            self._attempts.begin()
        try:
            answer = begun() if begun else self._send(left, until, may_name=may_name)
        except refusals.OrderGone as gone:
            answer = CancelAnswer(sent_at=gone.sent_at or 0.0, is_partly_lost=gone.is_partly_lost)
        except errors.ExchangeError as trouble:
            self._attempts.end(acted=False, lost=trouble.may_have_acted)
            self.attempted_at = time.monotonic()
            raise
        except BaseException:
            self._attempts.end(acted=False, lost=True)
            raise
        self._attempts.end(acted=True, lost=answer.is_partly_lost, had_nothing=answer.nothing_to_cancel)
        self.attempted_at = self.acknowledged_at = time.monotonic()
        self.acknowledged_ms = round((self.acknowledged_at - self._pressed_at) * 1000)
        self.note_sent(answer.sent_at)
        return answer

    def note_sent(self, sent_at: float | None) -> None:
        """Keep the moment at which the first request left."""
        if self.sent_ms is None and sent_at:
            self.sent_ms = max(0, round((sent_at - self._pressed_at) * 1000))

    def _send(self, left: Sequence[OpenOrder] | None, until: float, *, may_name: bool) -> CancelAnswer:
        half = _half_of(until)
        if left and may_name and self.acknowledged_at is not None and is_quick_by_id(left):
            return self._exchange.cancel_orders(left, until=half)
        return self._exchange.cancel_all(self._product_type, self._scope.margin_coin, until=half)


def _half_of(until: float) -> float:
    """Half of what is left, so that there is always time for the read that tells what came of it."""
    return time.monotonic() + max((until - time.monotonic()) / 2, _LEAST_FOR_A_CANCEL_S)
