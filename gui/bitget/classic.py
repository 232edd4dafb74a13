"""Classic accounts: the v2 mix endpoints behind gui.panic.exchange.Exchange."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from gui.bitget.answers import NAMELESS, cancel_each, classic_answer, ref, slices
from gui.bitget.budget import LIMIT
from gui.bitget.envelope import amount, identity, objects_of, price_or_none, text, whole, yes_or_no
from gui.bitget.holdings import coin_of, positions_of
from gui.bitget.pages import CLASSIC, PAGE, all_pages, data_of, first_page, leads_on, list_in
from gui.bitget.plans import Plans
from gui.bitget.rights import classic_facts
from gui.bitget.signed import SignedCalls
from gui.panic.exchange import Before, Begun, BookRead, CancelAnswer, GoesOn, KeyFacts, RefusedOrder, Written
from gui.panic.orders import ALL_FUTURES, AccountMode, OpenOrder, Position, ProductType
from gui.panic.proxy import Proxy
from gui.words import say

CANCEL_ALL = "/api/v2/mix/order/cancel-all-orders"
BATCH_CANCEL = "/api/v2/mix/order/batch-cancel-orders"
PENDING = "/api/v2/mix/order/orders-pending"
POSITIONS = "/api/v2/mix/position/all-position"
ACCOUNTS = "/api/v2/mix/account/accounts"
KEY_INFO = "/api/v2/spot/account/info"

# orders-pending without a status gives live orders only. Live is read first: an order that begins to fill
# between the two reads moves to the second, never the other way round, so none can slip between them.
_ORDER = say("an open order")
STATUSES = ("live", "partially_filled")
_FOR_THE_PROOF = len(STATUSES) * len(ALL_FUTURES)
CHUNK = 20  # the reference says 50, the best-practice page and code 40306 say 20


class Classic:
    """A classic account at Bitget. Fulfils gui.panic.exchange.Exchange, whose promises hold here."""

    def __init__(self, calls: SignedCalls) -> None:
        self._calls = calls
        self._plans = Plans(calls)

    @property
    def mode(self) -> AccountMode | None:
        """Classic, whatever the account turns out to be."""
        return AccountMode.CLASSIC

    @property
    def clock_offset_ms(self) -> int | None:
        """How far the exchange's clock is ahead of this computer's, ms."""
        return self._calls.clock.offset_ms

    @property
    def proxy(self) -> Proxy | None:
        """The proxy that every call goes through; None for none."""
        return self._calls.proxy

    def cancel_all(
        self,
        product_type: ProductType,
        margin_coin: str | None,
        *,
        until: float,
        request_time_ms: int | None = None,
        receive_window_ms: int | None = None,
    ) -> CancelAnswer:
        """Cancel every open order of a product type (page: Cancel All Orders).

        request_time_ms and receive_window_ms (under 60,000) are on the page, and off: with them a late
        cancel is thrown away, and a late cancel is still wanted. `symbol` is never sent: Bitget ignores it
        and cancels everything.
        """
        fields = _everything(product_type, margin_coin)
        if request_time_ms is not None:
            fields["requestTime"] = str(request_time_ms)
        if receive_window_ms is not None:
            fields["receiveWindow"] = str(receive_window_ms)
        return classic_answer(self._calls.post(product_type.value, CANCEL_ALL, fields, until))

    def begin_cancel_all(
        self, product_type: ProductType, margin_coin: str | None, *, until: float, before: Before
    ) -> Begun | None:
        """Send such a cancel if that takes no waiting now, and give what waits for its answer."""
        fields = _everything(product_type, margin_coin)
        answered = self._calls.begin_post(product_type.value, CANCEL_ALL, fields, until, before)
        return None if answered is None else lambda: classic_answer(answered())

    def open_orders(
        self,
        product_type: ProductType,
        *,
        until: float,
        written: Written = None,
        goes_on: GoesOn | None = None,
    ) -> BookRead:
        """Read every open order: both statuses, every page (page: Get Pending Orders)."""
        begun_at, lane = time.monotonic(), product_type.value
        # A start waits for the first pages of three product types: together they find room at once.
        first_calls = self._calls.giving_way(LIMIT - _FOR_THE_PROOF, goes_on)
        calls = self._calls.giving_way(_FOR_THE_PROOF, goes_on)
        live, filling = ({"productType": lane, "status": status} for status in STATUSES)
        queries = [first_page(live), first_page(filling)]
        first_pages = first_calls.get_in_turn(lane, PENDING, queries, until, written)
        items = list(all_pages(calls, lane, PENDING, live, CLASSIC, until, first_pages[0]))
        # After a further page of live orders, what was read of the others beside the first is too old.
        first_of_filling = None if leads_on(first_pages[0], CLASSIC) else first_pages[1]
        items += all_pages(calls, lane, PENDING, filling, CLASSIC, until, first_of_filling)
        found = {order.order_id: order for order in (_open_order(item, product_type) for item in items)}
        # With a full page there is one more of each list, as the last may be empty or was read too early.
        requests = len(STATUSES) if len(found) < PAGE else 3 + len(found) // PAGE
        link_s = first_pages[0].received_at - first_pages[0].sent_at
        return BookRead(tuple(found.values()), begun_at, time.monotonic(), requests, link_s)

    def glimpse(self, product_type: ProductType, *, until: float) -> tuple[OpenOrder, ...] | None:
        """Read the first page of the live orders, if that leaves room for the read that proves."""
        lane = product_type.value
        query = first_page({"productType": lane, "status": STATUSES[0]})
        answered = self._calls.get_now(lane, PENDING, query, until, leaving=_FOR_THE_PROOF)
        if answered is None:
            return None
        what = say("the list of open orders")
        items = list_in(data_of(answered, what), CLASSIC.items, what)
        return tuple(_open_order(item, product_type) for item in items)

    def cancel_orders(self, orders: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        """Cancel orders by ID, by symbol, 20 at a time (page: Batch Cancel Orders).

        A symbol that fails does not stop the others: its orders come back as refused. Raises only when
        nothing at all was acknowledged.
        """
        nameless = [RefusedOrder(ref(order), NAMELESS) for order in orders if order.symbol is None]
        return cancel_each(_chunks(orders), lambda chunk: self._cancel_chunk(chunk, until), nameless)

    def stops(self, product_type: ProductType, *, until: float) -> BookRead:
        """Read every trigger, TP/SL and trailing order: every list, every page."""
        return self._plans.read(product_type, until)

    def cancel_stops(self, stops: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        """Cancel trigger, TP/SL and trailing orders by ID, each by its own plan type."""
        return self._plans.cancel(stops, until)

    def positions(self, product_type: ProductType, *, until: float) -> tuple[Position, ...]:
        """Read the open positions (page: Get All Positions)."""
        query = {"productType": product_type.value}
        what = say("the list of positions")
        data = data_of(self._calls.get(product_type.value, POSITIONS, query, until), what)
        return positions_of(objects_of(data, what), product_type, "holdSide")

    def server_time(self, *, until: float) -> int:
        """Ask for the exchange's clock, ms since 1970 (page: Get Server Time)."""
        return self._calls.server_time(until)

    def account(self, product_type: ProductType, *, until: float) -> None:
        """Read a product type's accounts: harmless, and fails as a press would (page: Get Account List)."""
        answered = self._calls.get(product_type.value, ACCOUNTS, {"productType": product_type.value}, until)
        objects_of(answered.envelope.data, say("the account list"))

    def key_facts(self, *, until: float) -> KeyFacts:
        """Read what the key may do (page: Get Account Information)."""
        return classic_facts(self._calls.get("public", KEY_INFO, {}, until))

    def warm(self, product_types: Sequence[ProductType], *, anew: bool = False) -> None:
        """Have connections open for a press on these; returns at once, never raises."""
        self._calls.warm([product_type.value for product_type in product_types], anew=anew)

    def close(self) -> None:
        """Let go of every connection."""
        self._calls.close()

    def _cancel_chunk(self, chunk: Sequence[OpenOrder], until: float) -> CancelAnswer:
        first = chunk[0]
        fields = {
            "productType": first.product_type.value,
            "symbol": first.symbol,
            "orderIdList": [{"orderId": order.order_id} for order in chunk],
        }
        return classic_answer(self._calls.post(first.product_type.value, BATCH_CANCEL, fields, until))


def _everything(product_type: ProductType, margin_coin: str | None) -> dict[str, str]:
    coin = {} if margin_coin is None else {"marginCoin": margin_coin}
    return {"productType": product_type.value, **coin}


def _open_order(item: dict[str, Any], product_type: ProductType) -> OpenOrder:
    return OpenOrder(
        order_id=identity(item.get("orderId"), _ORDER),
        product_type=product_type,
        client_oid=text(item.get("clientOid")) or None,
        symbol=text(item.get("symbol")) or None,
        side=text(item.get("side")),
        size=amount(item.get("size")),
        filled=amount(item.get("baseVolume")),
        price=amount(item.get("price")),
        margin_coin=coin_of(item),
        status=text(item.get("status")),
        created_ms=whole(item.get("cTime")),
        position_side=text(item.get("posSide")) or None,
        source=text(item.get("enterPointSource")) or None,
        order_type=text(item.get("orderType")) or None,
        force=text(item.get("force")) or None,
        reduce_only=yes_or_no(item.get("reduceOnly")),
        preset_take_profit=price_or_none(item.get("presetStopSurplusPrice")),
        preset_stop_loss=price_or_none(item.get("presetStopLossPrice")),
        margin_mode=text(item.get("marginMode")) or None,
        trade_side=text(item.get("tradeSide")) or None,
        leverage=price_or_none(item.get("leverage")),
    )


def _chunks(orders: Sequence[OpenOrder]) -> Iterator[Sequence[OpenOrder]]:
    by_symbol: dict[str, list[OpenOrder]] = defaultdict(list)
    for order in orders:
        if order.symbol is not None:
            by_symbol[order.symbol].append(order)
    for same in by_symbol.values():
        yield from slices(same, CHUNK)
