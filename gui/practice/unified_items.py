"""Orders, strategy orders, positions and settings as the unified interface writes them."""

from __future__ import annotations

from gui.practice.holdings import Position
from gui.practice.items import JsonObject, text, text_or_empty
from gui.practice.orders import PracticeOrder, margin_mode_of
from gui.practice.plan_items import hold_mode, profit_of
from gui.practice.plans import PlanOrder, PlanType
from gui.practice.rights import KeyRights

# For so long an order is `live`, which here means created; then it is `new`, which means in the book.
_CREATED_MS = 1000


def unified_order(order: PracticeOrder, now_ms: int) -> JsonObject:
    """One open order (page: Get Open Orders, UTA); it names no margin coin."""
    hedged = hold_mode(order.product_type) == "hedge_mode"
    long = order.side == "buy"
    fresh = now_ms - order.placed_ms < _CREATED_MS
    return {
        "orderId": order.order_id,
        "clientOid": order.client_oid,
        "category": order.product_type,
        "symbol": order.symbol,
        "orderType": "limit",
        "side": order.side,
        "price": text(order.price),
        "qty": text(order.size),
        "amount": "0",
        "cumExecQty": text(order.filled),
        "cumExecValue": text(order.filled * order.price),
        "avgPrice": text(order.price) if order.filled else "0",
        "timeInForce": order.force,
        "orderStatus": "partially_filled" if order.filled else "live" if fresh else "new",
        "posSide": ("long" if long else "short") if hedged else "",
        "holdMode": hold_mode(order.product_type),
        "stpMode": "none",
        "marginMode": margin_mode_of(order.product_type),
        "reduceOnly": "YES" if order.reduce_only else "NO",
        "tpTriggerBy": "mark" if order.take_profit is not None else "",
        "takeProfit": text_or_empty(order.take_profit),
        "tpOrderType": "market" if order.take_profit is not None else "",
        "tpLimitPrice": "",
        "slTriggerBy": "mark" if order.stop_loss is not None else "",
        "stopLoss": text_or_empty(order.stop_loss),
        "slOrderType": "market" if order.stop_loss is not None else "",
        "slLimitPrice": "",
        "feeDetail": [{"feeCoin": None, "fee": None}],
        "createdTime": str(order.placed_ms),
        "updatedTime": str(order.changed_ms),
    }


def strategy_kind(order: PlanOrder) -> str:
    """`tpsl` or `trigger`, the unified interface's two sorts of strategy orders."""
    return "tpsl" if order.is_tpsl else "trigger"


def strategy_item(order: PlanOrder) -> JsonObject:
    """One strategy order (page: Unfilled Strategy Orders); prices that it has not are empty."""
    price = text_or_empty(order.price)
    how = "market" if order.price is None else "limit"
    profit = order.plan_type in (PlanType.PROFIT, PlanType.POS_PROFIT)
    loss = order.is_tpsl and not profit
    trigger = not order.is_tpsl
    return {
        "orderId": order.order_id,
        "clientOid": order.client_oid,
        "category": order.product_type,
        "symbol": order.symbol,
        "type": strategy_kind(order),
        "status": "pending",
        "side": order.side,
        "qty": text(order.size),
        "posSide": order.hold_side,
        "holdMode": hold_mode(order.product_type),
        "reduceOnly": "YES" if order.reduce_only else "NO",
        "tpTriggerBy": "mark" if profit else "",
        "takeProfit": text(order.trigger) if profit else "",
        "tpOrderType": how if profit else "",
        "tpLimitPrice": price if profit else "",
        "slTriggerBy": "mark" if loss else "",
        "stopLoss": text(order.trigger) if loss else "",
        "slOrderType": how if loss else "",
        "slLimitPrice": price if loss else "",
        "triggerBy": "market" if trigger else "",
        "triggerPrice": text(order.trigger) if trigger else "",
        "triggerOrderType": how if trigger else "",
        "triggerOrderPrice": price if trigger else "",
        "createdTime": str(order.placed_ms),
        "updatedTime": str(order.changed_ms),
    }


def unified_position(held: Position) -> JsonObject:
    """One position (page: Get Position Info, UTA); it names no take-profit and no stop-loss order."""
    return {
        "category": held.product_type,
        "symbol": held.symbol,
        "marginCoin": held.margin_coin,
        "holdMode": hold_mode(held.product_type),
        "posSide": held.hold_side,
        "marginMode": "crossed",
        "positionBalance": text(held.size * held.price / 20),
        "available": text(held.size),
        "frozen": "0",
        "total": text(held.size),
        "leverage": "20",
        "curRealisedPnl": "0",
        "avgPrice": text(held.price),
        "positionStatus": "normal",
        "unrealisedPnl": text(profit_of(held)),
        "liquidationPrice": "0",
        "mmr": "0.004",
        "profitRate": "0",
        "markPrice": text(held.contract.price),
        "breakEvenPrice": text(held.price),
        "totalFunding": "0",
        "openFeeTotal": "0",
        "closeFeeTotal": "0",
        "createdTime": str(held.opened_ms),
        "updatedTime": str(held.opened_ms),
    }


def settings_item(user_id: str) -> JsonObject:
    """The settings of an account (page: Get Account Info, UTA); they show that it is a unified one."""
    return {
        "uid": user_id,
        "accountMode": "unified",
        "assetMode": "multi_assets",
        "holdMode": "one_way_mode",
        "stpMode": "none",
        "symbolConfigList": [
            {"category": "USDT-FUTURES", "symbol": "BTCUSDT", "marginMode": "crossed", "leverage": "20"}
        ],
        "coinConfigList": [{"coin": "USDT", "leverage": "3"}],
    }


def unified_key(user_id: str, rights: KeyRights) -> JsonObject:
    """What a key may do, in words (account/info of the unified interface)."""
    return {
        "userId": user_id,
        "inviterId": None,
        "parentId": "",
        "channelCode": None,
        "channel": None,
        "ips": ",".join(rights.ips),
        "permType": rights.permission_type,
        "permissions": list(rights.permissions),
        "regisTime": "1700000000000",
    }
