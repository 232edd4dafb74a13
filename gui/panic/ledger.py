"""What is known of each order of one product type: what was said of it, and what the book showed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from gui.panic.accounts import MAIN
from gui.panic.exchange import BookRead, CancelAnswer, OrderRef
from gui.panic.orders import OpenOrder, OrderOutcome, OrderResult, ProductType, Scope
from gui.panic.rests import with_rests
from gui.panic.turnstile import Turnstile
from gui.words import join, say

Rows = Callable[[], tuple[OrderOutcome, ...]]

_GONE = say("Not open any more: filled, or cancelled without a word from Bitget.")
_ACKNOWLEDGED = say("Acknowledged, not read back.")
_UNSAID = say("Bitget has not said what became of it.")
_APPEARED = say("Appeared after the press.")


@dataclass(slots=True)
class _Entry:
    order: OpenOrder
    appeared: bool = False
    said: OrderResult | None = None  # CANCELLED or FAILED, as the exchange's answers put it
    is_open: bool | None = None  # by the last complete read after the press; None before it
    reason: str = ""
    code: str = ""
    at_ms: int = 0


class Ledger:
    """Joins answers and reads into one outcome per order; for any thread.

    known is the book before the press, None where nobody read it; it is entered at the first use, or by
    enter_known(): a press does not wait for that. All ledgers of a press share its turnstile: where thousands
    of orders are joined, threads would only wait for each other, and the window for all of them. Whoever does
    so rests now and then, and asks nobody for anything meanwhile.
    """

    def __init__(
        self,
        product_type: ProductType,
        scope: Scope,
        known: Sequence[OpenOrder] | None,
        account: str = MAIN,
        turnstile: Turnstile | None = None,
    ) -> None:
        self._account = account
        self._product_type = product_type
        self._scope = scope
        self._known = known or ()
        self._entered: dict[str, _Entry] | None = None
        self._listed = known is not None
        self._last_seen: tuple[OpenOrder, ...] | None = None
        self._press_server_ms: int | None = None
        self._read_begun_at = 0.0
        self._turnstile = turnstile or Turnstile()

    def enter_known(self) -> None:
        """Enter the book before the press, if that is not done yet; 10,000 orders take some 10 ms."""
        with self._turnstile.alone():
            self._enter()

    def acknowledged(self, answer: CancelAnswer, at_ms: int, pressed_at: float) -> tuple[OrderOutcome, ...]:
        """Take in a cancel's answer, at_ms after the press; gives the rows that changed."""
        with self._turnstile.alone():
            if self._press_server_ms is None and answer.server_ms is not None:
                self._press_server_ms = answer.server_ms - int((answer.received_at - pressed_at) * 1000)
            if answer.cancelled or answer.refused or answer.nothing_to_cancel:
                self._listed = True
            sent_at = answer.sent_at
            changed = [
                self._say(ref, OrderResult.CANCELLED, "", "", at_ms, sent_at)
                for ref in with_rests(answer.cancelled)
            ]
            changed += [
                self._say(refused.ref, OrderResult.FAILED, refused.reason, refused.code, at_ms, sent_at)
                for refused in with_rests(answer.refused)
            ]
            return self._outcomes(changed)

    def read(self, book: BookRead, at_ms: int) -> tuple[tuple[OpenOrder, ...], Rows]:
        """Take in a complete read; gives what is left in scope, and what makes the rows that changed.

        A proof does not wait for rows: of 10,000 orders they take some 25 ms.
        """
        left = tuple(order for order in book.orders if self._scope.covers(order))
        with self._turnstile.alone():
            if book.begun_at < self._read_begun_at:  # overtaken by a later read
                return left, tuple
            self._read_begun_at, self._last_seen = book.begun_at, left
            changed = [self._show(order, at_ms) for order in with_rests(left)]
            left_ids = {order.order_id for order in left}
            for order_id, entry in with_rests(self._enter().items()):
                if order_id not in left_ids and entry.is_open is not False:
                    entry.is_open, entry.at_ms = False, at_ms
                    changed.append(entry)
            return left, partial(self._rows, changed)

    def glimpsed(self, orders: Sequence[OpenOrder], begun_at: float, at_ms: int) -> tuple[OrderOutcome, ...]:
        """Take in orders that an incomplete read showed: what it does not show may stand all the same.

        Gives the rows of those that nobody had heard of; none where a complete read has begun since.
        """
        with self._turnstile.alone():
            if begun_at < self._read_begun_at:
                return ()
            entries = self._enter()
            fresh = [order for order in orders if order.order_id not in entries]
            for order in fresh:
                entries[order.order_id] = _Entry(order, appeared=self._is_new(order), at_ms=at_ms)
            if self._last_seen is not None:
                self._last_seen += tuple(fresh)
            return self._outcomes(entries[order.order_id] for order in fresh)

    @property
    def last_seen(self) -> tuple[OpenOrder, ...]:
        """What the last read showed in scope, or the book before the press; and what a glimpse added."""
        with self._turnstile.alone():
            if self._last_seen is None:
                self._last_seen = tuple(entry.order for entry in self._enter().values())
            return self._last_seen

    def named(self, answer: CancelAnswer) -> None:
        """Take in the answer to a cancel by ID that went beside another cancel: only what it cancelled."""
        with self._turnstile.alone():
            for ref in answer.cancelled:
                entry = self._enter().get(ref.order_id)
                if entry is not None and entry.said is not OrderResult.CANCELLED:
                    entry.said = OrderResult.CANCELLED

    def refused(self, reason: str, code: str, at_ms: int) -> tuple[OrderOutcome, ...]:
        """Note that the exchange refused the whole request: every order stands as before."""
        with self._turnstile.alone():
            for entry in self._enter().values():
                if entry.said is None:
                    entry.said, entry.reason, entry.code, entry.at_ms = (
                        OrderResult.FAILED,
                        reason,
                        code,
                        at_ms,
                    )
            return self._outcomes(self._enter().values())

    def outcomes(self) -> tuple[OrderOutcome, ...]:
        """Give one outcome per order ever heard of."""
        with self._turnstile.alone():
            return self._outcomes(self._enter().values())

    @property
    def has_any(self) -> bool:
        """True when any order was ever heard of."""
        with self._turnstile.alone():
            return bool(self._enter())

    def count(self, result: OrderResult) -> int:
        """Count the orders that came to one result, without making an outcome of each."""
        with self._turnstile.alone():
            return sum(_result(entry) is result for entry in with_rests(self._enter().values()))

    def _rows(self, entries: Sequence[_Entry]) -> tuple[OrderOutcome, ...]:
        with self._turnstile.alone():
            return self._outcomes(entries)

    def _outcomes(self, entries: Iterable[_Entry]) -> tuple[OrderOutcome, ...]:
        return tuple([_outcome(entry, self._account) for entry in with_rests(entries)])

    def _enter(self) -> dict[str, _Entry]:
        if self._entered is None:
            here, covers = self._product_type, self._scope.covers
            self._entered = {
                order.order_id: _Entry(order)
                for order in with_rests(self._known)
                if order.product_type is here and covers(order)
            }
            self._known = ()
        return self._entered

    def _say(
        self, ref: OrderRef, said: OrderResult, reason: str, code: str, at_ms: int, sent_at: float
    ) -> _Entry:
        entry = self._enter().get(ref.order_id)
        if entry is None:
            # The first answer names what stood when the cancel arrived; by ID only known orders are named.
            entry = _Entry(OpenOrder(ref.order_id, self._product_type, ref.client_oid))
            self._enter()[ref.order_id] = entry
        # "Not cancelled" about an order whose cancel was acknowledged before means that it is gone already.
        if entry.said is not OrderResult.CANCELLED:
            entry.said = said
        entry.reason, entry.code, entry.at_ms = reason, code, at_ms
        # What an earlier read showed is out of date now, but for "absent" in one begun after this was sent.
        if said is OrderResult.CANCELLED and (entry.is_open or self._read_begun_at < sent_at):
            entry.is_open = None
        return entry

    def _show(self, order: OpenOrder, at_ms: int) -> _Entry:
        entry = self._enter().get(order.order_id)
        if entry is None:
            entry = self._enter()[order.order_id] = _Entry(order, appeared=self._is_new(order))
        entry.order, entry.is_open, entry.at_ms = order, True, at_ms
        return entry

    def _is_new(self, order: OpenOrder) -> bool:
        """Its time of birth tells; where that is not known, an order that nobody named before is new."""
        if order.created_ms is not None and self._press_server_ms is not None:
            return order.created_ms >= self._press_server_ms
        return self._listed


def _outcome(entry: _Entry, account: str) -> OrderOutcome:
    result = _result(entry)
    reason, code = entry.reason, entry.code
    if result in (OrderResult.CANCELLED, OrderResult.GONE):
        reason, code = "", ""
    if result is OrderResult.GONE:
        reason = _GONE
    if result is OrderResult.UNCONFIRMED:
        said = entry.said is OrderResult.CANCELLED
        reason = _ACKNOWLEDGED if said else _UNSAID
    if entry.appeared:
        reason = join(_APPEARED, reason)
    return OrderOutcome(entry.order, result, reason, code, entry.at_ms, entry.appeared, account)


def _result(entry: _Entry) -> OrderResult:
    if entry.is_open is True:
        return OrderResult.NEW if entry.appeared else OrderResult.STILL_OPEN
    if entry.is_open is False:
        return OrderResult.CANCELLED if entry.said is OrderResult.CANCELLED else OrderResult.GONE
    return OrderResult.FAILED if entry.said is OrderResult.FAILED else OrderResult.UNCONFIRMED
