"""What a product type's verdict says, in sentences: what happened, what it means, what to do now."""

from __future__ import annotations

from collections.abc import Sequence

from gui.panic import errors
from gui.panic.memory import Memory
from gui.panic.orders import OpenOrder, OrderResult
from gui.panic.verdict import nothing_named, orders_and_stops

_MOST_NAMED = 5


def empty(memory: Memory, margin_coin: str | None) -> str:
    """Say what a proved EMPTY cancelled; a lost answer may have cancelled orders that nobody named."""
    coin = f" with margin coin {margin_coin}" if margin_coin else ""
    stops = memory.stops.count(OrderResult.CANCELLED)
    had_nothing = memory.attempts.had_nothing and not memory.stops.has_any
    happened = nothing_named(memory.cancelled, stops, memory.attempts.answer_lost, had_nothing)
    return f"{happened} Read back: nothing is open{coin}."


def left(orders: Sequence[OpenOrder], memory: Memory, unheard: errors.ExchangeError | None) -> str:
    """Say what is still open, and why, as far as the exchange gave a reason.

    unheard is why no cancel was acknowledged, None when one was.
    """
    symbols = list(dict.fromkeys(_printable(order.symbol or order.order_id) for order in orders))
    named = ", ".join(symbols[:_MOST_NAMED])
    if len(symbols) > _MOST_NAMED:
        named += f" and {len(symbols) - _MOST_NAMED} more"
    open_ids = {order.order_id for order in orders}
    rows = (row for row in memory.outcomes() if row.order.order_id in open_ids and row.code)
    why = next((f" {row.reason}" for row in rows), "")
    if unheard is not None:
        why = f" No cancel was acknowledged: {unheard.sentence}"
    stops = memory.stops.count(OrderResult.CANCELLED)
    cancelled = orders_and_stops(memory.cancelled - stops, stops)
    happened = f"{cancelled} cancelled, " if memory.cancelled else ""
    standing = sum(order.is_stop for order in orders)
    still = f"{orders_and_stops(len(orders) - standing, standing)} still open: {named}.{why}"
    return f"{happened}{still} Press again, or close them in the Bitget app."


def unknown(
    trouble: errors.ExchangeError | None, *, looks_empty: bool, may_have_acted: bool, is_acknowledged: bool
) -> str:
    """Say why nobody knows; looks_empty is a read that showed nothing, without a cancel acknowledged."""
    if trouble is None:
        what = "The book could not be read back" if is_acknowledged else "Bitget did not answer the cancel"
        return f"{what} in time. Orders may still be open. Press again, and check the Bitget app."
    if looks_empty:
        meaning = "The last read showed nothing open, but no cancel was confirmed."
    elif isinstance(trouble, errors.NeverLeft) and not may_have_acted:
        meaning = trouble.meaning
    else:
        meaning = "Orders may still be open."
    return " ".join(part for part in (trouble.sentence, meaning, trouble.advice) if part)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)
