"""Orders of a unified account as v3 writes them, and the list of its strategy orders."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gui.bitget.envelope import amount, identity, objects_of, price_or_none, text, whole, yes_or_no
from gui.bitget.holdings import coin_by_symbol, coin_of, symbol_of
from gui.bitget.pages import MOST_EMPTY, data_of, endless, fresh_in, list_in, missing, names_another
from gui.bitget.signed import SignedCalls
from gui.panic.orders import Namespace, OpenOrder, ProductType
from gui.words import say

STRATEGIES = "/api/v3/trade/unfilled-strategy-orders"
# What a list without a type holds is not said anywhere, so the two known types are asked for as well.
TYPES = ("tpsl", "trigger")
_OPEN, _TRIGGER = say("an open order"), say("a trigger order")
# One strategy order is a trigger, a stop loss, a take profit, or both of these: the first found tells.
_PRICES = ("triggerPrice", "stopLoss", "takeProfit")
_PRICE_KINDS = ("triggerBy", "slTriggerBy", "tpTriggerBy")
_ORDER_TYPES = ("triggerOrderType", "slOrderType", "tpOrderType")
_LIMITS = ("triggerOrderPrice", "slLimitPrice", "tpLimitPrice")


def read_strategies(calls: SignedCalls, product_type: ProductType, until: float) -> tuple[OpenOrder, ...]:
    """Read every strategy order of a category (page: Get Unfilled Strategy Orders), or raise.

    A type that Bitget will not list is a list unread.
    """
    query = {"category": product_type.value}
    found = {order.order_id: order for order in _listed(calls, product_type, query, until)}
    for kind in TYPES:
        for order in _listed(calls, product_type, {**query, "type": kind}, until):
            found.setdefault(order.order_id, order)
    return tuple(found.values())


def unified_order(item: dict[str, Any], product_type: ProductType) -> OpenOrder:
    """Read one open order (page: Get Open Orders, UTA)."""
    symbol = symbol_of(item)
    return OpenOrder(
        order_id=identity(item.get("orderId"), _OPEN),
        product_type=product_type,
        client_oid=text(item.get("clientOid")) or None,
        symbol=symbol,
        side=text(item.get("side")),
        size=amount(item.get("qty")),
        filled=amount(item.get("cumExecQty")),
        price=amount(item.get("price")),
        margin_coin=coin_of(item) or coin_by_symbol(symbol, product_type),
        status=text(item.get("orderStatus")),
        created_ms=whole(item.get("createdTime")),
        position_side=text(item.get("posSide")) or None,
        source=text(item.get("enterPointSource")) or text(item.get("orderSource")) or None,
        order_type=text(item.get("orderType")) or None,
        force=text(item.get("timeInForce")) or None,
        reduce_only=yes_or_no(item.get("reduceOnly")),
        preset_take_profit=price_or_none(item.get("takeProfit")),
        preset_stop_loss=price_or_none(item.get("stopLoss")),
        margin_mode=text(item.get("marginMode")) or None,
        trade_side=text(item.get("tradeSide")) or None,
        leverage=price_or_none(item.get("leverage")),
    )


def _listed(
    calls: SignedCalls, product_type: ProductType, query: dict[str, str], until: float
) -> Iterator[OpenOrder]:
    """Follow one list to its end. Its page has no pages; if a cursor comes all the same, it is followed."""
    what = say("the list of trigger orders")
    seen: set[str] = set()
    asked = dict(query)
    empty = 0
    while True:
        data = data_of(calls.get(product_type.value, STRATEGIES, asked, until), what)
        # The page's sample shows the list itself, its table an object with a list.
        items = list_in(data, "list", what) if isinstance(data, dict) else objects_of(data, what)
        cursor = text(data.get("cursor")) if isinstance(data, dict) else None
        fresh = fresh_in(items, seen)
        for item in fresh:
            yield _strategy_order(item, product_type)
        if cursor and not seen and data["list"] is None:
            raise missing(what)
        if not cursor or not (items or names_another(cursor, asked.get("cursor"))):
            return
        empty = 0 if items else empty + 1
        if (items and not fresh) or empty > MOST_EMPTY:
            raise endless()
        asked["cursor"] = cursor


def _strategy_order(item: dict[str, Any], product_type: ProductType) -> OpenOrder:
    symbol = symbol_of(item)
    trigger_price = _first_price(item, _PRICES)
    return OpenOrder(
        order_id=identity(item.get("orderId"), _TRIGGER),
        product_type=product_type,
        client_oid=text(item.get("clientOid")) or None,
        symbol=symbol,
        side=text(item.get("side")),
        size=amount(item.get("qty")),
        price=trigger_price,
        margin_coin=coin_of(item) or coin_by_symbol(symbol, product_type),
        status=text(item.get("status")),
        created_ms=whole(item.get("createdTime")),
        namespace=Namespace.STRATEGY,
        plan_type=text(item.get("type")) or None,
        position_side=text(item.get("posSide")) or None,
        source=text(item.get("enterPointSource")) or text(item.get("orderSource")) or None,
        order_type=_first_text(item, _ORDER_TYPES),
        force=text(item.get("timeInForce")) or None,
        reduce_only=yes_or_no(item.get("reduceOnly")),
        preset_take_profit=price_or_none(item.get("takeProfit")),
        preset_stop_loss=price_or_none(item.get("stopLoss")),
        margin_mode=text(item.get("marginMode")) or None,
        trade_side=text(item.get("tradeSide")) or None,
        leverage=price_or_none(item.get("leverage")),
        trigger_price=trigger_price,
        trigger_type=_first_text(item, _PRICE_KINDS),
        execute_price=_first_price(item, _LIMITS),
    )


def _first_price(item: dict[str, Any], names: tuple[str, ...]) -> Decimal | None:
    return next((price for name in names if (price := price_or_none(item.get(name)))), None)


def _first_text(item: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((word for name in names if (word := text(item.get(name)))), None)
