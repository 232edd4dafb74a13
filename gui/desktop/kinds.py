"""What kind an order is, in the words of a trader."""

from __future__ import annotations

from gui.panic.orders import Namespace, OpenOrder
from gui.words import say

_ORDER, _TRIGGER, _TRAILING = say("Order"), say("Trigger"), say("Trailing")
_TP_SL, _STRATEGY = say("TP/SL"), say("Strategy")
KIND_WORDS = (_ORDER, _TRIGGER, _TRAILING, _TP_SL, _STRATEGY)
_KINDS = {
    Namespace.ORDERS: _ORDER,
    Namespace.NORMAL_PLAN: _TRIGGER,
    Namespace.TRACK_PLAN: _TRAILING,
    Namespace.PROFIT_LOSS: _TP_SL,
    Namespace.STRATEGY: _STRATEGY,
}
# A list may hold more than its name says, as that of TP/SL holds trailing ones; an order's own type knows.
_PLAN_TYPES = {
    "normal_plan": _TRIGGER,
    "trigger": _TRIGGER,
    "track_plan": _TRAILING,
    "moving_plan": _TRAILING,
    "profit_loss": _TP_SL,
    "profit_plan": _TP_SL,
    "loss_plan": _TP_SL,
    "pos_profit": _TP_SL,
    "pos_loss": _TP_SL,
    "tpsl": _TP_SL,
}


def kind_of(order: OpenOrder) -> str:
    """Order, Trigger, TP/SL or Trailing; Strategy for one of which Bitget does not say more."""
    return _PLAN_TYPES.get((order.plan_type or "").casefold(), _KINDS[order.namespace])
