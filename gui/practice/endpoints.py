"""What each endpoint does with the book and what data it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gui.practice import parameters
from gui.practice.book import Book, CancelResult
from gui.practice.codes import NO_ORDER_TO_CANCEL, Refusal, message_of
from gui.practice.fault_kinds import EndpointKind
from gui.practice.items import Json, JsonObject, account_item, contract_item, key_item, order_item, order_ref
from gui.practice.orders import PracticeOrder
from gui.practice.products import contracts_of, margin_coins_of

PAGE_LIMIT = 100
BATCH_LIMIT = 50
_LARGEST_ID = 10**20

Cancel = Callable[[Callable[[PracticeOrder], bool]], CancelResult]


@dataclass(frozen=True, slots=True)
class Call:
    """An admitted call: its parameters, the exchange's clock (ms), the book, and the way to cancel."""

    given: Mapping[str, Json]
    now_ms: int
    book: Book
    cancel: Cancel


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint: its address, its limit per second, whether it is signed, and what it does."""

    kind: EndpointKind
    method: str
    path: str
    per_second: int
    signed: bool
    act: Callable[[Call], Json]


def cancel_all(call: Call) -> Json:
    """Cancel a whole product type, or one margin coin of it (page: Cancel All Orders).

    A symbol is ignored, as users found out: everything of the product goes.
    """
    product_type = parameters.product_type_of(call.given, capitals_only=True)
    coin = parameters.margin_coin_of(call.given)
    parameters.check_window(call.given, call.now_ms)
    result = call.cancel(
        lambda order: order.product_type is product_type and coin in (None, order.margin_coin)
    )
    return _lists(result)


def batch_cancel(call: Call) -> Json:
    """Cancel up to 50 named orders of a symbol, or without names a symbol or product (page: Batch Cancel)."""
    product_type = parameters.product_type_of(call.given)
    coin = parameters.margin_coin_of(call.given)
    symbol = parameters.text_of(call.given, "symbol").upper()
    wanted = _named_orders(call.given.get("orderIdList"))

    def belongs(order: PracticeOrder) -> bool:
        return (
            order.product_type is product_type
            and coin in (None, order.margin_coin)
            and symbol in ("", order.symbol)
        )

    if not wanted:
        return _lists(call.cancel(belongs))
    if not symbol:
        raise Refusal("40019", "symbol")
    ids = {order_id for order_id, _ in wanted if order_id}
    client_oids = {client_oid for order_id, client_oid in wanted if not order_id}
    result = call.cancel(
        lambda order: belongs(order) and (order.order_id in ids or order.client_oid in client_oids)
    )
    hit = [*result.cancelled, *(order for order, _ in result.refused)]
    known = {order.order_id for order in hit} | {order.client_oid for order in hit}
    unknown = [(order_id, oid) for order_id, oid in wanted if (order_id or oid) not in known]
    return _lists(result, unknown)


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
    before = parameters.number_of(given, "idLessThan", _LARGEST_ID, 0, _LARGEST_ID)
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
    del call  # the answer is the same for every call that was admitted
    return key_item()


def contracts(call: Call) -> Json:
    """The contracts of a product type, or the one asked for (page: Get Contract Config)."""
    listed = contracts_of(parameters.product_type_of(call.given))
    symbol = parameters.text_of(call.given, "symbol").upper()
    found = [contract for contract in listed if symbol in ("", contract.symbol)]
    if not found:
        raise Refusal("40034", "symbol")
    return [contract_item(contract) for contract in found]


def _named_orders(value: Json) -> list[tuple[str, str]]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refusal("40017", "orderIdList")
    if len(value) > BATCH_LIMIT:
        raise Refusal("40912")
    return [_named_order(entry) for entry in value]


def _named_order(entry: Json) -> tuple[str, str]:
    if not isinstance(entry, dict):
        raise Refusal("40017", "orderIdList")
    order_id, client_oid = (parameters.text_of(entry, name) for name in ("orderId", "clientOid"))
    if not order_id and not client_oid:
        raise Refusal("40019", "orderId")
    return order_id, client_oid


def _lists(result: CancelResult, unknown: list[tuple[str, str]] | None = None) -> JsonObject:
    if not (result.cancelled or result.refused or unknown):
        raise Refusal(NO_ORDER_TO_CANCEL)
    failures: list[Json] = [_failure(order_ref(order), code) for order, code in result.refused]
    for order_id, client_oid in unknown or ():
        failures.append(_failure({"orderId": order_id or None, "clientOid": client_oid or None}, "43001"))
    return {"successList": [order_ref(order) for order in result.cancelled], "failureList": failures}


def _failure(ref: JsonObject, code: str) -> JsonObject:
    return {**ref, "errorMsg": message_of(code), "errorCode": code}


_ORDER = "/api/v2/mix/order"
_K = EndpointKind
ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    (endpoint.method, endpoint.path): endpoint
    for endpoint in (
        Endpoint(_K.CANCEL, "POST", f"{_ORDER}/cancel-all-orders", 10, True, cancel_all),
        Endpoint(_K.READ, "GET", f"{_ORDER}/orders-pending", 10, True, open_orders),
        Endpoint(_K.BATCH, "POST", f"{_ORDER}/batch-cancel-orders", 10, True, batch_cancel),
        Endpoint(_K.TIME, "GET", "/api/v2/public/time", 20, False, server_time),
        Endpoint(_K.ACCOUNT, "GET", "/api/v2/mix/account/accounts", 10, True, accounts),
        Endpoint(_K.KEY, "GET", "/api/v2/spot/account/info", 1, True, key),
        Endpoint(_K.CONTRACTS, "GET", "/api/v2/mix/market/contracts", 20, False, contracts),
    )
}
