"""The restore list: which orders stand in it, whose word counts, and how old the book was said to be."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from gui.kept.records import Book, End, PressRecord
from gui.kept.restore import (
    COLUMNS,
    NO_BOOK,
    NOTHING_KNOWN,
    NUMBERS,
    cells,
    restore_csv,
    restore_json,
    restore_list,
)
from gui.panic.orders import (
    Covers,
    Namespace,
    OpenOrder,
    OrderOutcome,
    OrderResult,
    ProductType,
    Scope,
)
from gui.panic.verdict import Verdict

from .samples import ORDER, STOP, USDT_EVERYTHING, press
from .test_order_fields import FULL

USDT = ProductType.USDT_FUTURES
AT = datetime(2026, 3, 12, 8, 12, 4, tzinfo=UTC)
EVERYTHING = Scope(kinds=Covers.EVERYTHING)
BOUGHT = replace(ORDER, order_id="7", reduce_only=False, force="gtc", order_type="limit")


def ended(*orders: OrderOutcome, books: tuple[Book, ...] = (), scope: Scope = EVERYTHING) -> PressRecord:
    end = End(AT, Verdict.EMPTY, "Nothing is open.", 300, orders)
    return PressRecord(press(scope=scope, at=AT), end=end, books=books)


def book(*orders: OpenOrder, age_ms: int = 3_000, account: str = "main") -> Book:
    return Book(account, age_ms, orders)


def test_what_was_taken_away_is_listed_and_nothing_else() -> None:
    outcomes = [
        OrderOutcome(replace(ORDER, order_id=result.value), result, "Why.", "1") for result in OrderResult
    ]
    listed = restore_list(ended(*outcomes))
    assert [(taken.order.order_id, taken.result) for taken in listed.taken] == [
        ("CANCELLED", OrderResult.CANCELLED),
        ("GONE", OrderResult.GONE),
        ("UNCONFIRMED", OrderResult.UNCONFIRMED),
    ]
    assert {(taken.reason, taken.code, taken.account) for taken in listed.taken} == {("Why.", "1", "main")}


def test_an_order_of_which_the_answer_knew_the_id_alone_comes_from_the_book() -> None:
    outcome = OrderOutcome(OpenOrder("7", USDT), OrderResult.CANCELLED)
    listed = restore_list(ended(outcome, books=(book(ORDER, BOUGHT),)))
    assert [taken.order for taken in listed.taken] == [BOUGHT]
    assert listed.taken[0].note == ""


def test_what_the_press_met_is_newer_than_the_book() -> None:
    met = replace(BOUGHT, filled=Decimal("0.0005"), force=None)
    listed = restore_list(ended(OrderOutcome(met, OrderResult.CANCELLED), books=(book(BOUGHT),)))
    assert listed.taken[0].order == replace(BOUGHT, filled=Decimal("0.0005"))


@pytest.mark.parametrize(
    "other",
    [
        book(BOUGHT, account="second"),
        book(replace(BOUGHT, product_type=ProductType.COIN_FUTURES)),
        book(replace(BOUGHT, namespace=Namespace.NORMAL_PLAN)),
        book(replace(BOUGHT, order_id="8")),
    ],
)
def test_another_order_lends_it_nothing(other: Book) -> None:
    lone = OpenOrder("7", USDT)
    listed = restore_list(ended(OrderOutcome(lone, OrderResult.CANCELLED), books=(other,)))
    assert [taken.order for taken in listed.taken] == [lone]
    assert listed.taken[0].note == "Only its ID is known."


def test_of_a_press_without_an_end_the_whole_book_is_listed_as_far_as_it_was_covered() -> None:
    coin = replace(BOUGHT, order_id="9", margin_coin="USDC")
    record = PressRecord(press(at=AT), books=(book(ORDER, coin, STOP),))
    listed = restore_list(record)
    assert [(taken.order, taken.result) for taken in listed.taken] == [(ORDER, None)]
    assert "No verdict was written down, so the whole book is listed" in listed.age
    assert "trailing" not in listed.age
    everything = restore_list(replace(record, press=press(scope=USDT_EVERYTHING)))
    assert "Trigger, TP/SL and trailing orders are not in it." in everything.age


@pytest.mark.parametrize(
    ("age_ms", "said"),
    [
        (0, "The book was read less than 1 s before the press."),
        (3_999, "The book was read 3 s before the press."),
        (15_000, "The book was read 15 s before the press."),
        (15_001, "The book was last read 15 s before the press: orders changed since then"),
        (252_000, "The book was last read 4 min 12 s before the press: orders changed since then"),
        (3_600_000 * 26 + 300_000, "The book was last read 26 h 5 min before the press: orders changed"),
    ],
)
def test_the_age_is_told(age_ms: int, said: str) -> None:
    age = restore_list(ended(books=(book(age_ms=age_ms),))).age
    assert age.startswith(said)
    assert ("may be shown as they were" in age) is (age_ms > 15_000)


def test_the_age_of_each_account_is_told_by_its_name() -> None:
    age = restore_list(ended(books=(book(), book(account="hedge", age_ms=60_000)))).age
    assert age.startswith(
        "The book of main was read 3 s before the press. The book of hedge was last read 1 min"
    )


def test_without_a_book_that_is_said() -> None:
    assert restore_list(ended()).age == NO_BOOK
    assert restore_list(PressRecord(press())).age == NOTHING_KNOWN
    assert restore_list(PressRecord(press())).taken == ()


def test_the_csv_holds_every_parameter_exactly_and_no_formula() -> None:
    trap = replace(FULL, client_oid="=HYPERLINK(1)", symbol="A,B\r\n“C”", size=Decimal("1E-8"))
    text = restore_csv(restore_list(ended(OrderOutcome(trap, OrderResult.GONE, "-1", "+2"))))
    assert "\r\n" in text
    header, row = csv.reader(io.StringIO(text, newline=""))
    told = dict(zip(header, row, strict=True))
    assert tuple(header) == COLUMNS
    assert told["Client order ID"] == "'=HYPERLINK(1)"
    assert (told["Reason"], told["Code"]) == ("'-1", "'+2")
    assert (told["Symbol"], told["Size"]) == ("A,B\r\n“C”", "0.00000001")
    assert told["Reduce-only"] == "no"


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(OpenOrder)])
def test_no_field_of_an_order_is_missing_from_a_row_or_from_the_json(name: str) -> None:
    """Another value in the field must be another row: a field that is left out changes nothing."""
    value = getattr(FULL, name)
    others: dict[type, Any] = {
        str: "another",
        Decimal: Decimal("987.25"),
        int: 1,
        bool: True,
        ProductType: ProductType.USDC_FUTURES,
        Namespace: Namespace.NORMAL_PLAN,
    }
    changed = replace(FULL, **{name: others[type(value)]})
    one, other = (restore_list(ended(OrderOutcome(o, OrderResult.GONE))) for o in (FULL, changed))
    assert cells(one.taken[0]) != cells(other.taken[0])
    told = json.loads(restore_json(one))["orders"][0]
    assert told[name] == (f"{value:f}" if isinstance(value, Decimal) else value)


def test_a_row_has_a_cell_for_each_column() -> None:
    (taken,) = restore_list(ended(OrderOutcome(OpenOrder("1", USDT), OrderResult.GONE))).taken
    told = dict(zip(COLUMNS, cells(taken), strict=True))
    assert {name: text for name, text in told.items() if text} == {
        "Result": "Gone",
        "Account": "main",
        "Product type": "USDT-FUTURES",
        "Order ID": "1",
        "List": "orders",
        "Note": "Only its ID is known.",
    }
    assert set(COLUMNS) >= NUMBERS


def test_the_json_tells_the_press_and_the_age() -> None:
    record = ended(OrderOutcome(ORDER, OrderResult.CANCELLED), books=(book(ORDER),))
    told = json.loads(restore_json(restore_list(record)))
    assert told["press"] == record.press.id
    assert told["pressed_at"] == "2026-03-12T08:12:04+00:00"
    assert (told["environment"], told["scope"]) == ("live", EVERYTHING.places)
    assert told["age"] == "The book was read 3 s before the press."
    assert told["books"] == [{"account": "main", "age_ms": 3_000}]
    (order,) = told["orders"]
    assert (order["size"], order["filled"]) == ("0.00100000000000000001", "0.00000000")
    assert (order["result"], order["account"], order["leverage"]) == ("CANCELLED", "main", None)


@pytest.mark.parametrize("created_ms", [None, -(10**18), 10**18])
def test_a_time_that_no_calendar_has_is_left_out(created_ms: int | None) -> None:
    outcome = OrderOutcome(replace(ORDER, created_ms=created_ms), OrderResult.GONE)
    (taken,) = restore_list(ended(outcome)).taken
    assert cells(taken)[COLUMNS.index("Placed (UTC)")] == ""
