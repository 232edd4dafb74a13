from __future__ import annotations

from dataclasses import replace

import pytest

from gui.panic.exchange import BookRead, CancelAnswer, OrderRef, RefusedOrder
from gui.panic.ledger import Ledger
from gui.panic.orders import OpenOrder, OrderOutcome, OrderResult, Scope

from .fakes import COIN, USDC, USDT, order

SCOPE = Scope((USDT,))


def cancelled(*order_ids: str, sent_at: float = 1.0, received_at: float = 2.0) -> CancelAnswer:
    refs = tuple(OrderRef(order_id) for order_id in order_ids)
    return CancelAnswer(cancelled=refs, sent_at=sent_at, received_at=received_at, server_ms=5_000)


def refused(order_id: str, reason: str = "Under review.", code: str = "13010") -> CancelAnswer:
    return CancelAnswer(refused=(RefusedOrder(OrderRef(order_id), reason, code),), sent_at=1, received_at=2)


def book(*orders: OpenOrder, begun_at: float = 3.0) -> BookRead:
    return BookRead(orders, begun_at, begun_at + 0.1)


def results(ledger: Ledger) -> dict[str, OrderResult]:
    return {row.order.order_id: row.result for row in ledger.outcomes()}


def only(ledger: Ledger) -> OrderOutcome:
    (row,) = ledger.outcomes()
    return row


def test_acknowledged_and_then_absent_is_cancelled() -> None:
    ledger = Ledger(USDT, SCOPE, [order("1")])
    assert results(ledger) == {"1": OrderResult.UNCONFIRMED}
    ledger.acknowledged(cancelled("1"), 10, 0.0)
    assert results(ledger) == {"1": OrderResult.UNCONFIRMED}  # received is not cancelled
    left, rows = ledger.read(book(), 20)
    assert left == ()
    assert [row.result for row in rows()] == [OrderResult.CANCELLED]
    assert only(ledger).at_ms == 20


def test_acknowledged_and_then_shown_is_still_open() -> None:
    ledger = Ledger(USDT, SCOPE, [order("1")])
    ledger.acknowledged(cancelled("1"), 10, 0.0)
    left, _ = ledger.read(book(order("1")), 20)
    assert [each.order_id for each in left] == ["1"]
    assert results(ledger) == {"1": OrderResult.STILL_OPEN}


def test_an_acknowledgement_after_a_read_puts_that_read_out_of_date() -> None:
    ledger = Ledger(USDT, SCOPE, None)
    ledger.read(book(order("1"), begun_at=0.5), 5)
    assert results(ledger) == {"1": OrderResult.STILL_OPEN}
    ledger.acknowledged(cancelled("1", sent_at=1.0), 10, 0.0)
    assert results(ledger) == {"1": OrderResult.UNCONFIRMED}


def test_an_answer_that_comes_after_the_proof_does_not_unsettle_an_order() -> None:
    ledger = Ledger(USDT, SCOPE, [order("1")])
    ledger.read(book(begun_at=3.0), 30)
    ledger.acknowledged(cancelled("1", sent_at=1.0, received_at=4.0), 40, 0.0)
    assert results(ledger) == {"1": OrderResult.CANCELLED}


def test_refused_is_failed_until_a_read_tells_more() -> None:
    ledger = Ledger(USDT, SCOPE, [order("1")])
    ledger.acknowledged(refused("1"), 10, 0.0)
    row = only(ledger)
    assert (row.result, row.reason, row.code) == (OrderResult.FAILED, "Under review.", "13010")
    ledger.read(book(order("1")), 20)
    row = only(ledger)
    assert (row.result, row.reason, row.code) == (OrderResult.STILL_OPEN, "Under review.", "13010")
    ledger.read(book(begun_at=4), 30)
    row = only(ledger)
    assert (row.result, row.code) == (OrderResult.GONE, "")
    assert row.reason.startswith("Not open any more")


def test_not_cancelled_after_an_acknowledged_cancel_means_gone_already() -> None:
    ledger = Ledger(USDT, SCOPE, [order("1")])
    ledger.acknowledged(cancelled("1"), 10, 0.0)
    ledger.acknowledged(refused("1", "It does not exist.", "43001"), 15, 0.0)
    ledger.read(book(), 20)
    assert results(ledger) == {"1": OrderResult.CANCELLED}


def test_an_order_that_nobody_named_before_is_new() -> None:
    ledger = Ledger(USDT, SCOPE, [])
    ledger.read(book(order("1")), 20)
    assert results(ledger) == {"1": OrderResult.NEW}
    assert only(ledger).reason == "Appeared after the press."


@pytest.mark.parametrize(
    ("created_ms", "appeared"), [(2_999, False), (3_000, True), (9_000, True), (None, False)]
)
def test_where_nobody_named_any_order_its_time_of_birth_tells(created_ms: int | None, appeared: bool) -> None:
    ledger = Ledger(USDT, SCOPE, None)
    # The exchange's clock showed 5,000 two seconds after the press.
    ledger.acknowledged(CancelAnswer(sent_at=1.0, received_at=2.0, server_ms=5_000), 10, 0.0)
    ledger.read(book(replace(order("1"), created_ms=created_ms)), 20)
    assert only(ledger).appeared is appeared


def test_an_order_that_the_first_answer_names_is_not_new() -> None:
    ledger = Ledger(USDT, SCOPE, None)
    ledger.acknowledged(cancelled("1"), 10, 0.0)
    ledger.read(book(order("1")), 20)
    assert results(ledger) == {"1": OrderResult.STILL_OPEN}


def test_a_read_that_began_earlier_than_the_last_one_changes_nothing() -> None:
    ledger = Ledger(USDT, SCOPE, None)
    ledger.read(book(begun_at=5), 20)
    left, rows = ledger.read(book(order("1"), begun_at=4), 30)
    assert [each.order_id for each in left] == ["1"]
    assert rows() == ()
    assert results(ledger) == {}


def test_orders_outside_the_scope_are_no_rows() -> None:
    known = [order("1", COIN, "BTC"), order("2", COIN, "ETH"), order("3", USDC, "BTC")]
    ledger = Ledger(COIN, Scope((COIN, USDC), "BTC"), known)
    assert set(results(ledger)) == {"1"}
    left, _ = ledger.read(book(order("4", COIN, "ETH")), 20)
    assert left == ()
    assert set(results(ledger)) == {"1"}


def test_each_result_is_counted_by_itself() -> None:
    ledger = Ledger(USDT, SCOPE, None)
    ledger.acknowledged(cancelled("1", "2"), 10, 0.0)
    ledger.read(book(order("2")), 20)
    counted = {result: ledger.count(result) for result in OrderResult}
    assert counted.pop(OrderResult.CANCELLED) == 1
    assert counted.pop(OrderResult.STILL_OPEN) == 1
    assert set(counted.values()) == {0}


def test_orders_that_stood_before_the_press_are_not_new_although_bitget_said_there_were_none() -> None:
    ledger = Ledger(USDT, SCOPE, None)
    answer = CancelAnswer(nothing_to_cancel=True, sent_at=1.0, received_at=2.0, server_ms=5_000)
    ledger.acknowledged(answer, 10, 0.0)
    ledger.read(book(replace(order("1"), created_ms=1_000), replace(order("2"), created_ms=4_000)), 20)
    assert results(ledger) == {"1": OrderResult.STILL_OPEN, "2": OrderResult.NEW}
