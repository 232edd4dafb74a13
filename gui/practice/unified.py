"""What the unified interface (v3) does: the same books in another dress."""

from __future__ import annotations

from collections.abc import Mapping

from gui.practice import parameters
from gui.practice.calls import Call
from gui.practice.classic import LARGEST_ID, PAGE_LIMIT
from gui.practice.codes import NO_LISTED_ORDER, NO_UNIFIED_ORDER, SUCCESS, Refusal, message_of
from gui.practice.items import Json, JsonObject, order_ref
from gui.practice.orders import PracticeOrder
from gui.practice.plans import PlanOrder
from gui.practice.shelf import CancelResult
from gui.practice.unified_items import (
    settings_item,
    strategy_item,
    strategy_kind,
    unified_key,
    unified_order,
    unified_position,
)

BATCH_LIMIT = 20
_KINDS = ("tpsl", "trigger")


def settings(call: Call) -> Json:
    """The settings of the account; only a unified one gets here (page: Get Account Info, UTA)."""
    return settings_item(call.account.user_id)


def key(call: Call) -> Json:
    """What the key that asks may do."""
    return unified_key(call.account.user_id, call.rights)


def cancel_symbol(call: Call) -> Json:
    """Cancel a whole category, or one symbol of it (page: Cancel All Orders, UTA).

    What fails stands in the list beside what went, each with its code. Here a symbol does narrow.
    """
    category = parameters.required_category_of(call.given)
    symbol = parameters.text_of(call.given, "symbol").upper()
    result = call.cancel.orders(lambda order: order.product_type == category and symbol in ("", order.symbol))
    return {"list": _outcomes(result)}


def open_orders(call: Call) -> Json:
    """One page of open orders of whatever status, newest first (page: Get Open Orders, UTA)."""
    given = call.given
    category = parameters.category_of(given)
    symbol = parameters.text_of(given, "symbol").upper()
    limit = parameters.number_of(given, "limit", PAGE_LIMIT, 1, PAGE_LIMIT)
    before = parameters.number_of(given, "cursor", LARGEST_ID, 0, LARGEST_ID)
    earliest = parameters.number_of(given, "startTime", 0, 0, 10**15)
    latest = parameters.number_of(given, "endTime", 10**15, 0, 10**15)
    page = [
        order
        for order in reversed(call.book.open_orders(category or None))
        if order.product_type in parameters.CATEGORIES
        and int(order.order_id) < before
        and earliest <= order.placed_ms <= latest
        and symbol in ("", order.symbol)
    ][:limit]
    if not page:
        return {"list": None, "cursor": None}
    return {"list": [unified_order(order, call.now_ms) for order in page], "cursor": page[-1].order_id}


def cancel_one(call: Call) -> Json:
    """Cancel one order by id (page: Cancel Order, UTA)."""
    order_id, client_oid = parameters.named_order({**call.given})
    category = parameters.category_of(call.given)
    symbol = parameters.text_of(call.given, "symbol").upper()
    result = call.cancel.orders(
        lambda order: (
            _is(order, order_id, client_oid)
            and category in ("", order.product_type)
            and symbol in ("", order.symbol)
        )
    )
    _must_have_hit(result)
    return order_ref(result.cancelled[0])


def cancel_batch(call: Call) -> Json:
    """Cancel up to 20 orders by id, each with an outcome of its own (page: Batch Cancel, UTA)."""
    wanted = call.given_list
    if len(wanted) > BATCH_LIMIT:
        raise Refusal("40306")
    if not wanted:
        raise Refusal("40019", "orderId")
    named = [_named_with_symbol(entry) for entry in wanted]
    if len({category for category, _, _, _ in named}) > 1:
        raise Refusal("40020", "category")
    result = call.cancel.orders(
        lambda order: any(
            (order.product_type, order.symbol) == (category, symbol) and _is(order, order_id, client_oid)
            for category, symbol, order_id, client_oid in named
        )
    )
    told = _outcomes(result)
    for category, symbol, order_id, client_oid in named:
        if not any(
            _is(order, order_id, client_oid) and (order.product_type, order.symbol) == (category, symbol)
            for order in result.hit
        ):
            told.append(_outcome({"orderId": order_id, "clientOid": client_oid}, NO_LISTED_ORDER))
    return told


def strategy_orders(call: Call) -> Json:
    """Every strategy order of a category, newest first, in no pages (page: Unfilled Strategy Orders)."""
    category = parameters.required_category_of(call.given)
    kind = parameters.text_of(call.given, "type")
    if kind and kind not in _KINDS:
        raise Refusal("40020", "type")
    return [
        strategy_item(order)
        for order in reversed(call.book.open_plans(category))
        if kind in ("", strategy_kind(order))
    ]


def cancel_strategy(call: Call) -> Json:
    """Cancel one strategy order by id; the answer tells nothing (page: Cancel Strategy Order)."""
    order_id, client_oid = parameters.named_order({**call.given})
    _must_have_hit(call.cancel.plans(lambda order: _is(order, order_id, client_oid)))
    return None


def positions(call: Call) -> Json:
    """The positions of a category, or of one symbol or side of it (page: Get Position Info, UTA)."""
    category = parameters.required_category_of(call.given)
    symbol = parameters.text_of(call.given, "symbol").upper()
    side = parameters.text_of(call.given, "posSide")
    found: list[Json] = [
        unified_position(held)
        for held in call.book.positions(category)
        if symbol in ("", held.symbol) and side in ("", held.hold_side)
    ]
    return {"list": found}


def _is(order: PracticeOrder | PlanOrder, order_id: str, client_oid: str) -> bool:
    return order.order_id == order_id if order_id else order.client_oid == client_oid


def _named_with_symbol(entry: Json) -> tuple[str, str, str, str]:
    if not isinstance(entry, Mapping):
        raise Refusal("40017", "body")
    category = parameters.required_category_of(entry)
    symbol = parameters.text_of(entry, "symbol").upper()
    if not symbol:
        raise Refusal("40019", "symbol")
    return (category, symbol, *parameters.named_order(entry))


def _must_have_hit(result: CancelResult[PracticeOrder] | CancelResult[PlanOrder]) -> None:
    for _, code in result.refused:
        raise Refusal(code)
    if not result.cancelled:
        raise Refusal(NO_UNIFIED_ORDER)


def _outcomes(result: CancelResult[PracticeOrder]) -> list[Json]:
    went: list[Json] = [_outcome(order_ref(order), SUCCESS) for order in result.cancelled]
    return went + [_outcome(order_ref(order), code) for order, code in result.refused]


def _outcome(ref: JsonObject, code: str) -> JsonObject:
    return {**ref, "code": code, "msg": message_of(code)}
