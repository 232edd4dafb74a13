"""Trigger, TP/SL and trailing orders of a classic account: three lists, and a cancel with a trap in it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from gui.bitget.answers import answer_of, cancel_each, classic_answer, ref, slices
from gui.bitget.codes import NOTHING_TO_CANCEL, SUCCESS
from gui.bitget.envelope import amount, identity, price_or_none, text, whole, yes_or_no
from gui.bitget.holdings import coin_of, symbol_of
from gui.bitget.pages import CLASSIC, all_pages, first_page
from gui.bitget.signed import Answered, SignedCalls
from gui.panic.exchange import BookRead, CancelAnswer, RefusedOrder
from gui.panic.orders import Namespace, OpenOrder, ProductType
from gui.panic.refusals import OrderGone
from gui.words import say

PENDING = "/api/v2/mix/order/orders-plan-pending"
CANCEL = "/api/v2/mix/order/cancel-plan-order"
CHUNK = 20

# profit_loss is the list's name alone: its orders are profit_plan, loss_plan, moving_plan, pos_profit and
# pos_loss, and only by those can they be cancelled.
LISTS = (Namespace.NORMAL_PLAN, Namespace.TRACK_PLAN, Namespace.PROFIT_LOSS)
NOTHING_HAPPENED = say("Bitget accepted the request but cancelled nothing.")
LEFT_OUT = say("Bitget accepted the request but left this order out of its answer.")
UNTYPED = say("Bitget does not say of which symbol and type it is, so it cannot be cancelled by its ID.")
_ORDER = say("a trigger order")


class Plans:
    """The plan orders of a classic account; for any thread."""

    def __init__(self, calls: SignedCalls) -> None:
        self._calls = calls

    def read(self, product_type: ProductType, until: float) -> BookRead:
        """Read the three lists, every page of each (page: Get Pending Trigger Order), or raise."""
        begun_at, lane = time.monotonic(), product_type.value
        queries = [{"productType": lane, "planType": namespace.value} for namespace in LISTS]
        first_pages = self._calls.get_in_turn(lane, PENDING, [first_page(query) for query in queries], until)
        found: dict[str, OpenOrder] = {}
        for namespace, query, first in zip(LISTS, queries, first_pages, strict=True):
            for item in all_pages(self._calls, lane, PENDING, query, CLASSIC, until, first):
                order = _plan_order(item, product_type, namespace)
                found.setdefault(order.order_id, order)
        return BookRead(tuple(found.values()), begun_at, time.monotonic())

    def cancel(self, stops: Sequence[OpenOrder], until: float) -> CancelAnswer:
        """Cancel by ID, each by its own plan type, 20 at a time (page: Cancel Trigger Order).

        With another plan type Bitget answers success, two empty lists, and cancels nothing: so an order
        counts as cancelled only where the answer names it.
        """
        untyped = [RefusedOrder(ref(stop), UNTYPED) for stop in stops if not _can_be_named(stop)]
        return cancel_each(_chunks(stops), lambda chunk: self._cancel_chunk(chunk, until), untyped)

    def _cancel_chunk(self, chunk: Sequence[OpenOrder], until: float) -> CancelAnswer:
        first = chunk[0]
        fields: dict[str, Any] = {
            "productType": first.product_type.value,
            "symbol": first.symbol,
            "planType": first.plan_type,
            "orderIdList": [{"orderId": stop.order_id} for stop in chunk],
        }
        if first.margin_coin is not None:
            fields["marginCoin"] = first.margin_coin.upper()
        try:
            answered = self._calls.post(first.product_type.value, CANCEL, fields, until)
        except OrderGone as gone:
            return gone_answer(chunk, gone)
        return _compared(chunk, answered)


def gone_answer(chunk: Sequence[OpenOrder], gone: OrderGone) -> CancelAnswer:
    """Take "does not exist" about whole requests as what it is: each order refused as gone."""
    return CancelAnswer(
        refused=tuple(RefusedOrder(ref(stop), gone.sentence, gone.code) for stop in chunk),
        sent_at=gone.sent_at or 0.0,
        received_at=time.monotonic(),
    )


def _compared(chunk: Sequence[OpenOrder], answered: Answered) -> CancelAnswer:
    """Compare the answer with what was asked: what it does not name was not cancelled."""
    told = classic_answer(answered)
    if answered.envelope.code in NOTHING_TO_CANCEL:
        code, sentence = answered.envelope.code, OrderGone.sentence
    else:
        code, sentence = SUCCESS, LEFT_OUT if told.cancelled or told.refused else NOTHING_HAPPENED
    cancelled = {each.order_id for each in told.cancelled}
    refused = {each.ref.order_id: each for each in told.refused}
    return answer_of(
        answered,
        [ref(stop) for stop in chunk if stop.order_id in cancelled and stop.order_id not in refused],
        [
            refused.get(stop.order_id) or RefusedOrder(ref(stop), sentence, code)
            for stop in chunk
            if stop.order_id in refused or stop.order_id not in cancelled
        ],
    )


def _can_be_named(stop: OpenOrder) -> bool:
    return bool(stop.symbol and stop.plan_type)


def _chunks(stops: Sequence[OpenOrder]) -> Iterator[Sequence[OpenOrder]]:
    alike: dict[tuple[str | None, ...], list[OpenOrder]] = defaultdict(list)
    for stop in stops:
        if _can_be_named(stop):
            alike[(stop.symbol, stop.plan_type, stop.margin_coin)].append(stop)
    for same in alike.values():
        yield from slices(same, CHUNK)


def _plan_order(item: dict[str, Any], product_type: ProductType, namespace: Namespace) -> OpenOrder:
    listed_as = None if namespace is Namespace.PROFIT_LOSS else namespace.value
    return OpenOrder(
        order_id=identity(item.get("orderId"), _ORDER),
        product_type=product_type,
        client_oid=text(item.get("clientOid")) or None,
        symbol=symbol_of(item),
        side=text(item.get("side")),
        size=amount(item.get("size")),
        price=amount(item.get("triggerPrice")) or amount(item.get("price")),
        margin_coin=coin_of(item),
        status=text(item.get("planStatus")),
        created_ms=whole(item.get("cTime")),
        namespace=namespace,
        plan_type=text(item.get("planType")) or listed_as,
        position_side=text(item.get("posSide")) or None,
        source=text(item.get("enterPointSource")) or None,
        order_type=text(item.get("orderType")) or None,
        reduce_only=yes_or_no(item.get("reduceOnly")),
        preset_take_profit=price_or_none(item.get("stopSurplusTriggerPrice")),
        preset_stop_loss=price_or_none(item.get("stopLossTriggerPrice")),
        margin_mode=text(item.get("marginMode")) or None,
        trade_side=text(item.get("tradeSide")) or None,
        leverage=price_or_none(item.get("leverage")),
        trigger_price=price_or_none(item.get("triggerPrice")),
        trigger_type=text(item.get("triggerType")) or None,
        execute_price=price_or_none(item.get("executePrice")),
        callback_percent=price_or_none(item.get("callbackRatio")),
    )
