"""What a product type's verdict says, in sentences: what happened, what it means, what to do now."""

from __future__ import annotations

from collections.abc import Sequence

from gui.panic import errors
from gui.panic.ledger import Ledger
from gui.panic.orders import OpenOrder, OrderResult
from gui.panic.verdict import count

_MOST_NAMED = 5


def empty(cancelled: int, answer_lost: bool) -> str:
    """Say what a proved EMPTY cancelled; a lost answer may have cancelled orders that nobody named."""
    if cancelled:
        return f"{count(cancelled)} cancelled. Read back: nothing is open."
    if answer_lost:
        return "An answer was lost, so what it cancelled is not known. Read back: nothing is open."
    return "There was nothing to cancel. Read back: nothing is open."


def left(orders: Sequence[OpenOrder], *ledgers: Ledger) -> str:
    """Say what is still open, and why, as far as the exchange gave a reason."""
    symbols = list(dict.fromkeys(order.symbol or order.order_id for order in orders))
    named = ", ".join(symbols[:_MOST_NAMED])
    if len(symbols) > _MOST_NAMED:
        named += f" and {len(symbols) - _MOST_NAMED} more"
    open_ids = {order.order_id for order in orders}
    outcomes = [row for ledger in ledgers for row in ledger.outcomes()]
    rows = (row for row in outcomes if row.order.order_id in open_ids and row.code)
    why = next((f" {row.reason}" for row in rows), "")
    cancelled = sum(ledger.count(OrderResult.CANCELLED) for ledger in ledgers)
    happened = f"{count(cancelled)} cancelled, " if cancelled else ""
    still = f"{count(len(orders))} still open: {named}.{why}"
    return f"{happened}{still} Press again, or close them in the Bitget app."


def unknown(trouble: errors.ExchangeError | None, looks_empty: bool, may_have_acted: bool) -> str:
    """Say why nobody knows; looks_empty is a read that showed nothing, without a cancel acknowledged."""
    if trouble is None:
        return (
            "The book could not be read back in time. Orders may still be open. "
            "Press again, and check the Bitget app."
        )
    if looks_empty:
        meaning = "The last read showed nothing open, but no cancel was confirmed."
    elif isinstance(trouble, errors.NeverLeft) and not may_have_acted:
        meaning = trouble.meaning
    else:
        meaning = "Orders may still be open."
    return " ".join(part for part in (trouble.sentence, meaning, trouble.advice) if part)
