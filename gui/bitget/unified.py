"""Unified accounts: the v3 endpoints behind gui.panic.exchange.Exchange."""

from __future__ import annotations

import time
from collections.abc import Sequence

from gui.bitget.answers import NAMELESS, answer_of, cancel_each, ref, slices, unified_answer
from gui.bitget.codes import NOTHING_TO_CANCEL
from gui.bitget.envelope import object_of
from gui.bitget.holdings import positions_of
from gui.bitget.pages import PAGE, UNIFIED, all_pages, data_of, first_page, list_in
from gui.bitget.plans import gone_answer
from gui.bitget.rights import unified_facts
from gui.bitget.signed import Answered, SignedCalls
from gui.bitget.strategies import read_strategies, unified_order
from gui.panic.exchange import Before, Begun, BookRead, CancelAnswer, GoesOn, KeyFacts, RefusedOrder, Written
from gui.panic.orders import ALL_FUTURES, AccountMode, OpenOrder, Position, ProductType
from gui.panic.proxy import Proxy
from gui.panic.refusals import OrderGone, ParameterRefused, PermissionMissing
from gui.words import say

CANCEL_ALL = "/api/v3/trade/cancel-symbol-order"
CANCEL_BATCH = "/api/v3/trade/cancel-batch"
UNFILLED = "/api/v3/trade/unfilled-orders"
CANCEL_STRATEGY = "/api/v3/trade/cancel-strategy-order"
POSITIONS = "/api/v3/position/current-position"
SETTINGS = "/api/v3/account/settings"
KEY_INFO = "/api/v3/account/info"
CHUNK = 20
_FOR_A_PRESS = 2 * len(ALL_FUTURES)  # a glimpse and the read that proves, of each


class Unified:
    """A unified account at Bitget. Fulfils gui.panic.exchange.Exchange, whose promises hold here.

    The product types of the former demo trading do not exist in v3: they raise ParameterRefused, and
    nothing is sent.
    """

    def __init__(self, calls: SignedCalls) -> None:
        self._calls = calls

    @property
    def mode(self) -> AccountMode | None:
        """Unified, whatever the account turns out to be."""
        return AccountMode.UNIFIED

    @property
    def clock_offset_ms(self) -> int | None:
        """How far the exchange's clock is ahead of this computer's, ms."""
        return self._calls.clock.offset_ms

    @property
    def proxy(self) -> Proxy | None:
        """The proxy that every call goes through; None for none."""
        return self._calls.proxy

    def cancel_all(self, product_type: ProductType, margin_coin: str | None, *, until: float) -> CancelAnswer:
        """Cancel every open order of a category (page: Cancel All Orders, UTA). `symbol` is never sent.

        v3 knows no margin coin. With one chosen the category's cancel would take too much, so it is not
        sent: the book is read, and the orders of that coin are cancelled by ID.
        """
        if margin_coin is None:
            fields = {"category": _category(product_type)}
            return unified_answer(self._calls.post(product_type.value, CANCEL_ALL, fields, until))
        book = self.open_orders(product_type, until=until)
        # As gui.panic.orders.Scope: an order of which nobody can tell the coin counts as inside.
        chosen = [order for order in book.orders if order.margin_coin in (None, margin_coin)]
        if not chosen:
            return CancelAnswer(nothing_to_cancel=True, sent_at=book.begun_at, received_at=book.ended_at)
        return self.cancel_orders(chosen, until=until)

    def begin_cancel_all(
        self, product_type: ProductType, margin_coin: str | None, *, until: float, before: Before
    ) -> Begun | None:
        """Send the category's cancel if that takes no waiting now, and would not take too much."""
        if margin_coin is not None:
            return None
        fields = {"category": _category(product_type)}
        answered = self._calls.begin_post(product_type.value, CANCEL_ALL, fields, until, before)
        return None if answered is None else lambda: unified_answer(answered())

    def open_orders(
        self,
        product_type: ProductType,
        *,
        until: float,
        written: Written = None,
        goes_on: GoesOn | None = None,
    ) -> BookRead:
        """Read every open order of whatever status, every page (page: Get Open Orders, UTA)."""
        begun_at = time.monotonic()
        query = {"category": _category(product_type)}
        calls = self._calls.giving_way(_FOR_A_PRESS, goes_on)
        first = calls.get(product_type.value, UNFILLED, first_page(query), until, written)
        items = all_pages(calls, product_type.value, UNFILLED, query, UNIFIED, until, first)
        orders = tuple(unified_order(item, product_type) for item in items)
        # A page that is not full may carry a cursor too, and is followed.
        requests, link_s = 2 + len(orders) // PAGE, first.received_at - first.sent_at
        return BookRead(orders, begun_at, time.monotonic(), requests, link_s)

    def glimpse(self, product_type: ProductType, *, until: float) -> tuple[OpenOrder, ...] | None:
        """Read the first page of the open orders, if that leaves room for the read that proves."""
        query = first_page({"category": _category(product_type)})
        what, leaving = say("the list of open orders"), len(ALL_FUTURES)
        answered = self._calls.get_now(product_type.value, UNFILLED, query, until, leaving=leaving)
        if answered is None:
            return None
        items = list_in(data_of(answered, what), UNIFIED.items, what)
        return tuple(unified_order(item, product_type) for item in items)

    def cancel_orders(self, orders: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        """Cancel orders by ID, 20 at a time (page: Batch Cancel, UTA).

        A request that fails does not stop the others. Raises only when nothing at all was acknowledged.
        """
        named = [order for order in orders if order.symbol]
        nameless = [RefusedOrder(ref(order), NAMELESS) for order in orders if not order.symbol]
        return cancel_each(slices(named, CHUNK), lambda chunk: self._cancel_chunk(chunk, until), nameless)

    def stops(self, product_type: ProductType, *, until: float) -> BookRead:
        """Read every trigger, TP/SL and trailing order (page: Get Unfilled Strategy Orders)."""
        begun_at = time.monotonic()
        _category(product_type)
        orders = read_strategies(self._calls, product_type, until)
        return BookRead(orders, begun_at, time.monotonic())

    def cancel_stops(self, stops: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        """Cancel trigger, TP/SL and trailing orders one by one (page: Cancel Strategy Order)."""
        return cancel_each(slices(stops, 1), lambda chunk: self._cancel_stop(chunk, until))

    def positions(self, product_type: ProductType, *, until: float) -> tuple[Position, ...]:
        """Read the open positions (page: Get Position Info, UTA)."""
        query, what = {"category": _category(product_type)}, say("the list of positions")
        data = data_of(self._calls.get(product_type.value, POSITIONS, query, until), what)
        return positions_of(list_in(data, "list", what), product_type, "posSide")

    def server_time(self, *, until: float) -> int:
        """Ask for the exchange's clock, ms since 1970 (page: Get Server Time)."""
        return self._calls.server_time(until)

    def account(self, product_type: ProductType, *, until: float) -> None:
        """Read the account's settings: harmless, and fails as a press would (page: Get Account Info, UTA).

        A key that may trade but not manage is refused there and can press all the same: one open order is
        asked for then.
        """
        category = _category(product_type)
        try:
            object_of(self.settings(until).envelope.data, say("the account's settings"))
        except PermissionMissing:
            self._calls.get(product_type.value, UNFILLED, {"category": category, "limit": "1"}, until)

    def settings(self, until: float) -> Answered:
        """Read the account's settings, which only a unified account has."""
        return self._calls.get("public", SETTINGS, {}, until)

    def key_facts(self, *, until: float) -> KeyFacts:
        """Read what the key may do (page: Get Account Info, UTA)."""
        return unified_facts(self._calls.get("public", KEY_INFO, {}, until))

    def warm(self, product_types: Sequence[ProductType], *, anew: bool = False) -> None:
        """Have connections open for a press on these; returns at once, never raises."""
        self._calls.warm([product_type.value for product_type in product_types], anew=anew)

    def close(self) -> None:
        """Let go of every connection."""
        self._calls.close()

    def _cancel_chunk(self, chunk: Sequence[OpenOrder], until: float) -> CancelAnswer:
        lane = chunk[0].product_type
        category = _category(lane)
        fields = [
            {"orderId": order.order_id, "category": category, "symbol": order.symbol} for order in chunk
        ]
        return unified_answer(self._calls.post(lane.value, CANCEL_BATCH, fields, until))

    def _cancel_stop(self, chunk: Sequence[OpenOrder], until: float) -> CancelAnswer:
        (stop,) = chunk
        _category(stop.product_type)
        try:
            fields = {"orderId": stop.order_id}
            answered = self._calls.post(stop.product_type.value, CANCEL_STRATEGY, fields, until)
        except OrderGone as gone:
            return gone_answer(chunk, gone)
        if answered.envelope.code in NOTHING_TO_CANCEL:
            gone_already = RefusedOrder(ref(stop), OrderGone.sentence, answered.envelope.code)
            return answer_of(answered, (), [gone_already])
        return answer_of(answered, [ref(stop)])


def _category(product_type: ProductType) -> str:
    if product_type.is_legacy_demo:
        raise ParameterRefused(
            say(
                "A unified account has no {product_type}: Bitget ended it, and demo trading has keys of "
                "its own now.",
                product_type=product_type.value,
            ),
            advice=say("Choose USDT-, USDC- or COIN-FUTURES."),
        )
    return product_type.value
