"""What kind an order is, in the words of a trader."""

from __future__ import annotations

from gui.panic.orders import Namespace, OpenOrder

_KINDS = {
    Namespace.ORDERS: "Order",
    Namespace.NORMAL_PLAN: "Trigger",
    Namespace.TRACK_PLAN: "Trailing",
    Namespace.PROFIT_LOSS: "TP/SL",
    Namespace.STRATEGY: "Strategy",
}
# A list may hold more than its name says, as that of TP/SL holds trailing ones; an order's own type knows.
_PLAN_TYPES = {
    "normal_plan": "Trigger",
    "trigger": "Trigger",
    "track_plan": "Trailing",
    "moving_plan": "Trailing",
    "profit_loss": "TP/SL",
    "profit_plan": "TP/SL",
    "loss_plan": "TP/SL",
    "pos_profit": "TP/SL",
    "pos_loss": "TP/SL",
    "tpsl": "TP/SL",
}


def kind_of(order: OpenOrder) -> str:
    """Order, Trigger, TP/SL or Trailing; Strategy for one of which Bitget does not say more."""
    return _PLAN_TYPES.get((order.plan_type or "").casefold(), _KINDS[order.namespace])
