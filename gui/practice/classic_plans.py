"""What the classic interface (v2) does with plan orders, and what it tells of positions."""

from __future__ import annotations

from gui.practice import parameters
from gui.practice.calls import Call
from gui.practice.classic import BATCH_LIMIT, LARGEST_ID, PAGE_LIMIT, lists
from gui.practice.codes import NO_PLAN_ORDER, Refusal
from gui.practice.items import Json
from gui.practice.plan_items import plan_item, position_item
from gui.practice.plans import UMBRELLA, PlanOrder, PlanType

# The umbrella lists every take-profit and stop-loss order, those of moving_plan too.
_LISTED_AS = {PlanType.NORMAL.value: PlanType.NORMAL, PlanType.TRACK.value: PlanType.TRACK}


def plan_orders(call: Call) -> Json:
    """One page of plan orders of a type or umbrella, newest first (page: Get Pending Trigger Order)."""
    given = call.given
    product_type = parameters.product_type_of(given)
    wanted = parameters.text_of(given, "planType")
    if not wanted:
        raise Refusal("40019", "planType")
    if wanted not in (*_LISTED_AS, UMBRELLA):
        raise Refusal("40812", "planType")
    limit = parameters.number_of(given, "limit", PAGE_LIMIT, 1, PAGE_LIMIT)
    before = parameters.number_of(given, "idLessThan", LARGEST_ID, 0, LARGEST_ID)
    symbol = parameters.text_of(given, "symbol").upper()
    order_id = parameters.text_of(given, "orderId")
    client_oid = "" if order_id else parameters.text_of(given, "clientOid")
    page = [
        order
        for order in reversed(call.book.open_plans(product_type))
        if (order.is_tpsl if wanted == UMBRELLA else order.plan_type == wanted)
        and int(order.order_id) < before
        and symbol in ("", order.symbol)
        and order_id in ("", order.order_id)
        and client_oid in ("", order.client_oid)
    ][:limit]
    if not page:
        return {"entrustedList": None, "endId": None}
    return {"entrustedList": [plan_item(order) for order in page], "endId": page[-1].order_id}


def cancel_plans(call: Call) -> Json:
    """Cancel named plan orders, or all of a product, symbol and type (page: Cancel Trigger Order).

    Ids under a planType that is not the order's own are passed over in silence, as users found out: the
    answer is a success with two empty lists. The umbrella is the own type of no order.
    """
    given = call.given
    product_type = parameters.product_type_of(given)
    plan_type = parameters.text_of(given, "planType") or PlanType.NORMAL.value
    if plan_type not in (*PlanType, UMBRELLA):
        raise Refusal("40812", "planType")
    coin = parameters.margin_coin_of(given)
    symbol = parameters.text_of(given, "symbol").upper()
    wanted = parameters.named_orders(given.get("orderIdList"), BATCH_LIMIT)

    def belongs(order: PlanOrder) -> bool:
        return (
            order.product_type is product_type
            and order.plan_type == plan_type
            and coin in (None, order.margin_coin)
            and symbol in ("", order.symbol)
        )

    if not wanted:
        if plan_type == UMBRELLA:
            return {"successList": [], "failureList": []}
        return lists(call.cancel.plans(belongs))
    if not symbol:
        raise Refusal("40019", "symbol")
    ids = {order_id for order_id, _ in wanted if order_id}
    client_oids = {client_oid for order_id, client_oid in wanted if not order_id}
    standing = call.book.open_plans()
    known = {order.order_id for order in standing} | {order.client_oid for order in standing}
    unknown = [(order_id, oid) for order_id, oid in wanted if (order_id or oid) not in known]
    result = call.cancel.plans(
        lambda order: belongs(order) and (order.order_id in ids or order.client_oid in client_oids)
    )
    if not (result.hit or unknown):
        return {"successList": [], "failureList": []}
    return lists(result, unknown, NO_PLAN_ORDER)


def positions(call: Call) -> Json:
    """Every position of a product type, or of one margin coin of it (page: Get All Positions)."""
    product_type = parameters.product_type_of(call.given)
    coin = parameters.text_of(call.given, "marginCoin").upper()
    plans = call.book.open_plans(product_type)
    return [
        position_item(held, plans)
        for held in call.book.positions(product_type)
        if coin in ("", held.margin_coin)
    ]
