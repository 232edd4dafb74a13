"""What the classic interface (v2) does with plain orders, and what it tells of account, key and contracts."""

from __future__ import annotations

from gui.practice import parameters
from gui.practice.calls import Call
from gui.practice.codes import NO_ORDER_TO_CANCEL, Refusal, message_of
from gui.practice.items import Json, JsonObject, account_item, contract_item, key_item, order_item, order_ref
from gui.practice.orders import PracticeOrder
from gui.practice.plans import PlanOrder
from gui.practice.products import contracts_of, margin_coins_of
from gui.practice.shelf import CancelResult

PAGE_LIMIT = 100
BATCH_LIMIT = 50
LARGEST_ID = 10**20


def cancel_all(call: Call) -> Json:
    """Cancel a whole product type, or one margin coin of it (page: Cancel All Orders).

    A symbol is ignored, as users found out: everything of the product goes.
    """
    product_type = parameters.product_type_of(call.given, capitals_only=True)
    coin = parameters.margin_coin_of(call.given)
    parameters.check_window(call.given, call.now_ms)
    result = call.cancel.orders(
        lambda order: order.product_type is product_type and coin in (None, order.margin_coin)
    )
    return lists(result)


def batch_cancel(call: Call) -> Json:
    """Cancel up to 50 named orders of a symbol, or without names a symbol or product (page: Batch Cancel)."""
    product_type = parameters.product_type_of(call.given)
    coin = parameters.margin_coin_of(call.given)
    symbol = parameters.text_of(call.given, "symbol").upper()
    wanted = parameters.named_orders(call.given.get("orderIdList"), BATCH_LIMIT)

    def belongs(order: PracticeOrder) -> bool:
        return (
            order.product_type is product_type
            and coin in (None, order.margin_coin)
            and symbol in ("", order.symbol)
        )

    if not wanted:
        return lists(call.cancel.orders(belongs))
    if not symbol:
        raise Refusal("40019", "symbol")
    ids = {order_id for order_id, _ in wanted if order_id}
    client_oids = {client_oid for order_id, client_oid in wanted if not order_id}
    result = call.cancel.orders(
        lambda order: belongs(order) and (order.order_id in ids or order.client_oid in client_oids)
    )
    known = {order.order_id for order in result.hit} | {order.client_oid for order in result.hit}
    unknown = [(order_id, oid) for order_id, oid in wanted if (order_id or oid) not in known]
    return lists(result, unknown)


def open_orders(call: Call) -> Json:
    """One page of open orders, newest first (page: Get Pending Orders).

    Without a status only orders without any fill come, which is why a reader must ask twice.
    """
    given = call.given
    product_type = parameters.product_type_of(given)
    status = parameters.text_of(given, "status") or "live"
    if status not in ("live", "partially_filled"):
        raise Refusal("40020", "status")
    limit = parameters.number_of(given, "limit", PAGE_LIMIT, 1, PAGE_LIMIT)
    before = parameters.number_of(given, "idLessThan", LARGEST_ID, 0, LARGEST_ID)
    earliest = parameters.number_of(given, "startTime", 0, 0, 10**15)
    latest = parameters.number_of(given, "endTime", 10**15, 0, 10**15)
    symbol = parameters.text_of(given, "symbol").upper()
    order_id = parameters.text_of(given, "orderId")
    client_oid = "" if order_id else parameters.text_of(given, "clientOid")
    page = [
        order
        for order in reversed(call.book.open_orders(product_type))
        if order.status == status
        and int(order.order_id) < before
        and earliest <= order.placed_ms <= latest
        and symbol in ("", order.symbol)
        and order_id in ("", order.order_id)
        and client_oid in ("", order.client_oid)
    ][:limit]
    if not page:
        return {"entrustedList": None, "endId": None}
    return {"entrustedList": [order_item(order) for order in page], "endId": page[-1].order_id}


def server_time(call: Call) -> Json:
    """The exchange's clock, ms since 1970 as text (page: Get Server Time)."""
    return {"serverTime": str(call.now_ms)}


def accounts(call: Call) -> Json:
    """One account for each margin coin of the product type (page: Get Account List)."""
    return [account_item(coin) for coin in margin_coins_of(parameters.product_type_of(call.given))]


def key(call: Call) -> Json:
    """What the key that asks may do (page: Get Account Info)."""
    return key_item(call.account.user_id, call.rights)


def contracts(call: Call) -> Json:
    """The contracts of a product type, or the one asked for (page: Get Contract Config)."""
    listed = contracts_of(parameters.product_type_of(call.given))
    symbol = parameters.text_of(call.given, "symbol").upper()
    found = [contract for contract in listed if symbol in ("", contract.symbol)]
    if not found:
        raise Refusal("40034", "symbol")
    return [contract_item(contract) for contract in found]


def lists(
    result: CancelResult[PracticeOrder] | CancelResult[PlanOrder],
    unknown: list[tuple[str, str]] | None = None,
    unknown_code: str = "43001",
) -> JsonObject:
    """The two lists with which every classic cancel answers. Raises Refusal 22001 if both would be empty."""
    if not (result.hit or unknown):
        raise Refusal(NO_ORDER_TO_CANCEL)
    failures: list[Json] = [_failure(order_ref(order), code) for order, code in result.refused]
    for order_id, client_oid in unknown or ():
        ref: JsonObject = {"orderId": order_id or None, "clientOid": client_oid or None}
        failures.append(_failure(ref, unknown_code))
    return {"successList": [order_ref(order) for order in result.cancelled], "failureList": failures}


def _failure(ref: JsonObject, code: str) -> JsonObject:
    return {**ref, "errorMsg": message_of(code), "errorCode": code}
