"""What a venue must be able to do, whichever interface of Bitget stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from gui.panic.orders import AccountMode, OpenOrder, Position, ProductType
from gui.panic.proxy import Proxy

# What is called once a question is on its way, on the thread that asks it, and perhaps more than once.
Written = Callable[[], None] | None
# Asked between the pages of a read that nobody pressed for, whether it still has a use.
GoesOn = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class OrderRef:
    """An order as a cancel answer names it."""

    order_id: str
    client_oid: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedOrder:
    """An order that the exchange says it did not cancel, with its own words and code."""

    ref: OrderRef
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class CancelAnswer:
    """An acknowledged cancel. "Success" means received, not cancelled: only a read proves anything.

    Times are seconds of time.monotonic; server_ms is the exchange's clock when it answered. is_partly_lost is
    True when one of several requests had no answer, so that more may have happened than is told.
    """

    cancelled: tuple[OrderRef, ...] = ()
    refused: tuple[RefusedOrder, ...] = ()
    nothing_to_cancel: bool = False
    sent_at: float = 0.0
    received_at: float = 0.0
    server_ms: int | None = None
    is_partly_lost: bool = False


# What waits for the answer to a cancel that has left; called once, on any thread.
Begun = Callable[[], CancelAnswer]
Before = Callable[[], object]  # called when a cancel is ready to leave; it leaves when this has returned


@dataclass(frozen=True, slots=True)
class BookRead:
    """A complete read of the open orders: both statuses, every page. An incomplete one is an exception.

    requests is how many it took at most, for those who read without being asked to; link_s how long the first
    took.
    """

    orders: tuple[OpenOrder, ...]
    begun_at: float
    ended_at: float
    requests: int = 1
    link_s: float = 0.0


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What the exchange says a key may do; None where it would not say."""

    may_cancel: bool | None = None
    may_withdraw: bool | None = None
    has_ip_list: bool | None = None
    may_transfer: bool | None = None


# Beyond these, one cancel of everything is quicker than cancelling by ID: each symbol is a request of its
# own, 20 IDs at a time, and ten requests a second are all there is.
_MOST_BY_ID = 200
_MOST_SYMBOLS_BY_ID = 8


def is_quick_by_id(orders: Sequence[OpenOrder]) -> bool:
    """Tell whether cancelling these orders by ID is quicker than cancelling everything once more."""
    symbols = {order.symbol for order in orders}
    return None not in symbols and len(symbols) <= _MOST_SYMBOLS_BY_ID and len(orders) <= _MOST_BY_ID


class Exchange(Protocol):
    """A venue. Every call may be made from any thread, ends by `until` (time.monotonic seconds, give or
    take one network time-out), and raises gui.panic.errors.ExchangeError.
    """

    def cancel_all(self, product_type: ProductType, margin_coin: str | None, *, until: float) -> CancelAnswer:
        """Cancel every open order of a product type, of one margin coin or of any."""

    def begin_cancel_all(
        self, product_type: ProductType, margin_coin: str | None, *, until: float, before: Before
    ) -> Begun | None:
        """Send such a cancel if that takes no waiting now; None, and nothing was sent, where it would.

        What it gives blocks and raises as cancel_all does. Blocks for as long as before, and a few ms more at
        most, and raises nothing.
        """

    def open_orders(
        self,
        product_type: ProductType,
        *,
        until: float,
        written: Written = None,
        goes_on: GoesOn | None = None,
    ) -> BookRead:
        """Read every open order of a product type, or raise: never part of them.

        written is called on this thread once a question is on its way, or has to wait for room, perhaps more
        than once: what it does takes no time from the answer. goes_on is for those who read though nobody
        pressed: each further page then leaves room for the reads of a press, and the next raises GaveWay
        once it says False.
        """

    def glimpse(self, product_type: ProductType, *, until: float) -> tuple[OpenOrder, ...] | None:
        """Read some of the open orders if that leaves room for a complete read; None where it would not.

        Proves nothing: the first page of one list is enough. Raises ExchangeError, and waits for no room.
        """

    def cancel_orders(self, orders: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        """Cancel the named orders, all of one product type."""

    def stops(self, product_type: ProductType, *, until: float) -> BookRead:
        """Read every trigger, TP/SL and trailing order of a product type, or raise: never part of them."""

    def cancel_stops(self, stops: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        """Cancel the named trigger, TP/SL and trailing orders, all of one product type.

        An answer of success that names none of them means that nothing happened to them.
        """

    def positions(self, product_type: ProductType, *, until: float) -> tuple[Position, ...]:
        """Read the open positions of a product type."""

    def server_time(self, *, until: float) -> int:
        """Ask for the exchange's clock, ms since 1970."""

    def account(self, product_type: ProductType, *, until: float) -> None:
        """Make one harmless signed read that fails as a press would fail."""

    def key_facts(self, *, until: float) -> KeyFacts:
        """Ask what the key may do."""

    @property
    def mode(self) -> AccountMode | None:
        """Which interface the account takes; None until an answer told."""

    @property
    def clock_offset_ms(self) -> int | None:
        """How far the exchange's clock is ahead of this computer's, ms; None before the first answer."""

    @property
    def proxy(self) -> Proxy | None:
        """The proxy that every call goes through; None for none."""

    def warm(self, product_types: Sequence[ProductType], *, anew: bool = False) -> None:
        """Have connections open for a press on these; returns at once, never raises.

        anew gives up those that there are: after sleep, or when the network has changed.
        """

    def close(self) -> None:
        """Let go of every connection; a call in flight then ends with an error."""
