"""What a product type's verdict says, in sentences: what happened, what it means, what to do now."""

from __future__ import annotations

from collections.abc import Sequence

from gui.panic import errors, refusals
from gui.panic.memory import Memory
from gui.panic.naming import plain
from gui.panic.orders import OpenOrder, OrderResult
from gui.panic.verdict import Told, nothing_named, orders_and_stops
from gui.words import join, listed, say

_MOST_NAMED = 5
_MAY_BE_OPEN = say("Orders may still be open.")
_MET_BY_READS = (
    refusals.ClockRefused,
    refusals.CredentialMissing,
    refusals.KeyUnknown,
    refusals.SecretWrong,
    refusals.PassphraseWrong,
    refusals.AddressNotListed,
    refusals.WrongAccountMode,
    refusals.WrongEnvironment,
)


def empty(memory: Memory, margin_coin: str | None) -> Told:
    """Say what a proved EMPTY cancelled; a lost answer may have cancelled orders that nobody named."""
    stops = memory.stops.count(OrderResult.CANCELLED)
    had_nothing = memory.attempts.had_nothing and not memory.stops.has_any
    happened = nothing_named(memory.cancelled, stops, memory.attempts.answer_lost, had_nothing)
    if margin_coin:
        return Told(
            join(happened, say("Read back: nothing is open with margin coin {coin}.", coin=margin_coin))
        )
    return Told(join(happened, say("Read back: nothing is open.")))


def refused(refusal: errors.Refused) -> Told:
    """Say what the exchange refused, which is all that happened."""
    return Told(join(refusal.sentence, refusal.meaning), advice=refusal.advice)


def left(orders: Sequence[OpenOrder], memory: Memory, unheard: errors.ExchangeError | None) -> Told:
    """Say what is still open, and why, as far as the exchange gave a reason.

    unheard is why no cancel was acknowledged, None when one was.
    """
    symbols = list(dict.fromkeys(plain(order.symbol or order.order_id) for order in orders))
    named = listed(symbols[:_MOST_NAMED])
    if len(symbols) > _MOST_NAMED:
        named = say("{names} and {count} more", names=named, count=len(symbols) - _MOST_NAMED)
    open_ids = {order.order_id for order in orders}
    rows = (row for row in memory.outcomes() if row.order.order_id in open_ids and row.code)
    why = next((row.reason for row in rows), "")
    if unheard is not None:
        why = say("No cancel was acknowledged: {why}", why=unheard.sentence)
    stops = memory.stops.count(OrderResult.CANCELLED)
    standing = sum(order.is_stop for order in orders)
    still = orders_and_stops(len(orders) - standing, standing)
    happened = say("{orders} still open: {named}.", orders=still, named=named)
    if memory.cancelled:
        cancelled = orders_and_stops(memory.cancelled - stops, stops)
        happened = say(
            "{cancelled} cancelled, {orders} still open: {named}.",
            cancelled=cancelled,
            orders=still,
            named=named,
        )
    return Told(happened, why, say("Press again, or cancel what is left in the Bitget app."))


def is_lasting(refusal: errors.Refused) -> bool:
    """True where no read would meet this refusal, so that none can tell when it is over."""
    return not isinstance(refusal, _MET_BY_READS)


def unknown(
    trouble: errors.ExchangeError | None, *, looks_empty: bool, may_have_acted: bool, is_acknowledged: bool
) -> Told:
    """Say why nobody knows; looks_empty is a read that showed nothing, without a cancel acknowledged."""
    if trouble is None:
        what = (
            say("The book could not be read back in time.")
            if is_acknowledged
            else say("Bitget did not answer the cancel in time.")
        )
        return Told(join(what, _MAY_BE_OPEN), advice=say("Press again, and check the Bitget app."))
    meaning: str = _MAY_BE_OPEN
    if looks_empty:
        meaning = say("The last read showed nothing open, but no cancel was confirmed.")
    elif isinstance(trouble, errors.NeverLeft) and not may_have_acted:
        meaning = trouble.meaning
    return Told(join(trouble.sentence, meaning), advice=trouble.advice)


def more_telling(earlier: errors.ExchangeError | None, later: errors.ExchangeError) -> errors.ExchangeError:
    """Choose the reason to name: the later one, unless it is a time-out of ours behind an answer."""
    if earlier is None or not isinstance(later, (errors.OutOfTime, errors.Silent)):
        return later
    is_answer = not isinstance(earlier, (errors.NeverLeft, errors.Silent, errors.CutOff))
    return earlier if is_answer or isinstance(later, errors.OutOfTime) else later
