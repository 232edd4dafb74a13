"""Classic accounts: the v2 mix endpoints behind gui.panic.exchange.Exchange."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from gui.bitget.codes import NOTHING_TO_CANCEL, SUCCESS, sentence_for, tidy
from gui.bitget.envelope import amount, identity, object_of, objects_of, text, whole
from gui.bitget.signed import Answered, SignedCalls
from gui.panic.errors import ExchangeError, Malformed
from gui.panic.exchange import BookRead, CancelAnswer, KeyFacts, OrderRef, RefusedOrder
from gui.panic.orders import OpenOrder, ProductType

CANCEL_ALL = "/api/v2/mix/order/cancel-all-orders"
BATCH_CANCEL = "/api/v2/mix/order/batch-cancel-orders"
PENDING = "/api/v2/mix/order/orders-pending"
ACCOUNTS = "/api/v2/mix/account/accounts"
KEY_INFO = "/api/v2/spot/account/info"

# orders-pending without a status gives live orders only. Live is read first: an order that begins to fill
# between the two reads moves to the second, never the other way round, so none can slip between them.
STATUSES = ("live", "partially_filled")
PAGE = 100
CHUNK = 20  # the reference says 50, the best-practice page and code 40306 say 20


class Classic:
    """A classic account at Bitget. Fulfils gui.panic.exchange.Exchange, whose promises hold here."""

    def __init__(self, calls: SignedCalls) -> None:
        self._calls = calls

    @property
    def clock_offset_ms(self) -> int | None:
        """How far the exchange's clock is ahead of this computer's, ms."""
        return self._calls.clock.offset_ms

    def cancel_all(
        self,
        product_type: ProductType,
        margin_coin: str | None,
        *,
        until: float,
        request_time_ms: int | None = None,
        receive_window_ms: int | None = None,
    ) -> CancelAnswer:
        """Cancel every open order of a product type (page: Cancel All Orders).

        request_time_ms and receive_window_ms (under 60,000) are on the page, and off: with them a late
        cancel is thrown away, and a late cancel is still wanted. `symbol` is never sent: Bitget ignores it
        and cancels everything.
        """
        fields = {"productType": product_type.value}
        if margin_coin is not None:
            fields["marginCoin"] = margin_coin
        if request_time_ms is not None:
            fields["requestTime"] = str(request_time_ms)
        if receive_window_ms is not None:
            fields["receiveWindow"] = str(receive_window_ms)
        return _cancel_answer(self._calls.post(product_type.value, CANCEL_ALL, fields, until))

    def open_orders(self, product_type: ProductType, *, until: float) -> BookRead:
        """Read every open order: both statuses, every page (page: Get Pending Orders)."""
        begun_at = time.monotonic()
        found: dict[str, OpenOrder] = {}
        for status in STATUSES:
            for order in self._pages(product_type, status, until):
                found[order.order_id] = order
        return BookRead(tuple(found.values()), begun_at, time.monotonic())

    def cancel_orders(self, orders: Sequence[OpenOrder], *, until: float) -> CancelAnswer:
        """Cancel orders by ID, by symbol, 20 at a time (page: Batch Cancel Orders).

        A symbol that fails does not stop the others: its orders come back as refused. Raises only when
        nothing at all was acknowledged.
        """
        answers: list[CancelAnswer] = []
        problems: list[tuple[ExchangeError, Sequence[OpenOrder]]] = []
        for chunk in _chunks(orders):
            try:
                answers.append(self._cancel_chunk(chunk, until))
            except ExchangeError as problem:
                problems.append((problem, chunk))
        if problems and not answers:
            raise problems[0][0]
        return _joined(answers, problems)

    def server_time(self, *, until: float) -> int:
        """Ask for the exchange's clock, ms since 1970 (page: Get Server Time)."""
        return self._calls.server_time(until)

    def account(self, product_type: ProductType, *, until: float) -> None:
        """Read a product type's accounts: harmless, and fails as a press would (page: Get Account List)."""
        answered = self._calls.get(product_type.value, ACCOUNTS, {"productType": product_type.value}, until)
        objects_of(answered.envelope.data, "the account list")

    def key_facts(self, *, until: float) -> KeyFacts:
        """Read what the key may do (page: Get Account Information)."""
        data = object_of(
            self._calls.get("public", KEY_INFO, {}, until).envelope.data, "the key's information"
        )
        granted = data.get("authorities")
        listed = text(data.get("ips"))
        has_ip_list = None if listed is None else bool(listed.strip())
        if not isinstance(granted, list):
            return KeyFacts(has_ip_list=has_ip_list)
        return KeyFacts("coow" in granted, "wwow" in granted, has_ip_list)

    def close(self) -> None:
        """Let go of every connection."""
        self._calls.close()

    def _pages(self, product_type: ProductType, status: str, until: float) -> Iterator[OpenOrder]:
        """Follow the pages to the first that is not full: the next would be empty, and cost a request."""
        query = {"productType": product_type.value, "status": status, "limit": str(PAGE)}
        seen: set[str] = set()
        while True:
            answered = self._calls.get(product_type.value, PENDING, query, until)
            if answered.envelope.code != SUCCESS:
                raise Malformed("Bitget answered the question for open orders as if it were a cancel.")
            data = object_of(answered.envelope.data, "the list of open orders")
            if "entrustedList" not in data:
                raise Malformed(
                    "Bitget's answer could not be understood: the list of open orders is missing."
                )
            items = objects_of(data["entrustedList"], "the list of open orders")
            orders = [_open_order(item, product_type) for item in items]
            fresh = [order for order in orders if order.order_id not in seen]
            yield from fresh
            if len(items) < PAGE:
                return
            if not fresh:
                raise Malformed("Bitget's list of open orders does not end: its pages repeat.")
            seen.update(order.order_id for order in fresh)
            query["idLessThan"] = text(data.get("endId")) or orders[-1].order_id

    def _cancel_chunk(self, chunk: Sequence[OpenOrder], until: float) -> CancelAnswer:
        first = chunk[0]
        fields = {
            "productType": first.product_type.value,
            "symbol": first.symbol,
            "orderIdList": [{"orderId": order.order_id} for order in chunk],
        }
        return _cancel_answer(self._calls.post(first.product_type.value, BATCH_CANCEL, fields, until))


def _cancel_answer(answered: Answered) -> CancelAnswer:
    envelope = answered.envelope
    data = {} if envelope.data is None else object_of(envelope.data, "the answer to a cancel")
    return CancelAnswer(
        cancelled=tuple(_ref(item) for item in objects_of(data.get("successList"), "the success list")),
        refused=tuple(_refused(item) for item in objects_of(data.get("failureList"), "the failure list")),
        nothing_to_cancel=envelope.code in NOTHING_TO_CANCEL,
        sent_at=answered.sent_at,
        received_at=answered.received_at,
        server_ms=envelope.server_ms,
    )


def _ref(item: dict[str, Any]) -> OrderRef:
    return OrderRef(identity(item.get("orderId"), "a cancelled order"), text(item.get("clientOid")) or None)


def _refused(item: dict[str, Any]) -> RefusedOrder:
    code = text(item.get("errorCode")) or ""
    reason = sentence_for(code, tidy(text(item.get("errorMsg")) or ""))
    return RefusedOrder(_ref(item), reason, code)


def _open_order(item: dict[str, Any], product_type: ProductType) -> OpenOrder:
    coin = text(item.get("marginCoin"))
    return OpenOrder(
        order_id=identity(item.get("orderId"), "an open order"),
        product_type=product_type,
        client_oid=text(item.get("clientOid")) or None,
        symbol=text(item.get("symbol")) or None,
        side=text(item.get("side")),
        size=amount(item.get("size")),
        filled=amount(item.get("baseVolume")),
        price=amount(item.get("price")),
        margin_coin=coin.upper() if coin else None,
        status=text(item.get("status")),
        created_ms=whole(item.get("cTime")),
    )


def _chunks(orders: Sequence[OpenOrder]) -> Iterator[list[OpenOrder]]:
    by_symbol: dict[str, list[OpenOrder]] = defaultdict(list)
    for order in orders:
        if order.symbol is not None:
            by_symbol[order.symbol].append(order)
    for same in by_symbol.values():
        for start in range(0, len(same), CHUNK):
            yield same[start : start + CHUNK]


def _joined(
    answers: Sequence[CancelAnswer], problems: Sequence[tuple[ExchangeError, Sequence[OpenOrder]]]
) -> CancelAnswer:
    refused = [refusal for answer in answers for refusal in answer.refused]
    for problem, chunk in problems:
        refs = (OrderRef(order.order_id, order.client_oid) for order in chunk)
        refused += [RefusedOrder(ref, problem.sentence, problem.code) for ref in refs]
    return CancelAnswer(
        cancelled=tuple(ref for answer in answers for ref in answer.cancelled),
        refused=tuple(refused),
        nothing_to_cancel=bool(answers) and all(answer.nothing_to_cancel for answer in answers),
        sent_at=min((answer.sent_at for answer in answers), default=0.0),
        received_at=max((answer.received_at for answer in answers), default=0.0),
        server_ms=answers[-1].server_ms if answers else None,
    )
