"""Plan orders and positions as the classic interface writes them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gui.practice.holdings import Position
from gui.practice.items import JsonObject, text, text_or_empty
from gui.practice.orders import margin_mode_of
from gui.practice.plans import PlanOrder, PlanType
from gui.practice.products import ProductType


def hold_mode(product_type: ProductType) -> str:
    """The position mode: hedge for USDC-FUTURES and one-way for the others, so that a reader meets both."""
    return "hedge_mode" if product_type is ProductType.USDC_FUTURES else "one_way_mode"


def plan_item(order: PlanOrder) -> JsonObject:
    """One entry of `entrustedList` (page: Get Pending Trigger Order); the margin coin in small letters."""
    mode = hold_mode(order.product_type)
    hedged = mode == "hedge_mode"
    price = text_or_empty(order.price)
    return {
        "planType": order.plan_type,
        "symbol": order.symbol,
        "size": text(order.size),
        "orderId": order.order_id,
        "clientOid": order.client_oid,
        "price": price,
        "executePrice": price,
        "callbackRatio": text_or_empty(order.callback_percent),
        "triggerPrice": text(order.trigger),
        "triggerType": "mark_price" if order.is_tpsl else "fill_price",
        "planStatus": "live",
        "side": _side(order) if hedged else order.side,
        "posSide": order.hold_side if hedged else "net",
        "marginCoin": order.margin_coin.lower(),
        "marginMode": margin_mode_of(order.product_type),
        "enterPointSource": "API",
        "tradeSide": ("close" if order.reduce_only else "open") if hedged else f"{order.side}_single",
        "posMode": mode,
        "orderType": "market" if order.price is None else "limit",
        "reduceOnly": "YES" if order.reduce_only else "NO",
        "orderSource": _source(order),
        "cTime": str(order.placed_ms),
        "uTime": str(order.changed_ms),
        "stopSurplusExecutePrice": "",
        "stopSurplusTriggerPrice": "",
        "stopSurplusTriggerType": None,
        "stopLossExecutePrice": "",
        "stopLossTriggerPrice": "",
        "stopLossTriggerType": None,
    }


def _side(order: PlanOrder) -> str:
    # In hedge mode a long is bought open and bought closed: the side is the position's.
    return "buy" if order.hold_side == "long" else "sell"


def _source(order: PlanOrder) -> str:
    how = "market" if order.price is None else "limit"
    words = {
        PlanType.PROFIT: f"profit_{how}",
        PlanType.LOSS: f"loss_{how}",
        PlanType.POS_PROFIT: f"pos_profit_{how}",
        PlanType.POS_LOSS: f"pos_loss_{how}",
    }
    return words.get(order.plan_type, "normal")


def position_item(held: Position, plans: Iterable[PlanOrder]) -> JsonObject:
    """One position (page: Get All Positions).

    Of `plans` only those of the types pos_profit and pos_loss show here, as they belong to the whole
    position; a loss_plan has to be looked for among the plan orders.
    """
    own = {
        order.plan_type: order
        for order in plans
        if (order.symbol, order.hold_side) == (held.symbol, held.hold_side) and order.reduce_only
    }
    profit, loss = own.get(PlanType.POS_PROFIT), own.get(PlanType.POS_LOSS)
    return {
        "marginCoin": held.margin_coin,
        "symbol": held.symbol,
        "holdSide": held.hold_side,
        "openDelegateSize": "0",
        "marginSize": text(held.size * held.price / 20),
        "available": text(held.size),
        "locked": "0",
        "total": text(held.size),
        "leverage": "20",
        "achievedProfits": "0",
        "openPriceAvg": text(held.price),
        "marginMode": "crossed",
        "posMode": hold_mode(held.product_type),
        "unrealizedPL": text(profit_of(held)),
        "liquidationPrice": "0",
        "keepMarginRate": "0.004",
        "markPrice": text(held.contract.price),
        "breakEvenPrice": text(held.price),
        "totalFee": "",
        "deductedFee": "0",
        "takeProfit": text(profit.trigger) if profit else "",
        "stopLoss": text(loss.trigger) if loss else "",
        "takeProfitId": profit.order_id if profit else "",
        "stopLossId": loss.order_id if loss else "",
        "marginRatio": "0.01",
        "assetMode": "single",
        "cTime": str(held.opened_ms),
        "uTime": str(held.opened_ms),
    }


def profit_of(held: Position) -> Decimal:
    """The profit of a position at the made-up market price, in the quote coin."""
    gain = (held.contract.price - held.price) * held.size
    return gain if held.hold_side == "long" else -gain
