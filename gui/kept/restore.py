"""What a press took away, order by order with its exact parameters, to be placed again by hand."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from gui.kept.cells import csv_of
from gui.kept.records import Book, Press, PressRecord
from gui.panic.orders import Namespace, OpenOrder, OrderResult, ProductType
from gui.words import join, say

STALE_MS = 15_000
YES, NO = say("yes"), say("no")
RESULTS = {
    OrderResult.CANCELLED: say("Cancelled"),
    OrderResult.GONE: say("Gone"),
    OrderResult.UNCONFIRMED: say("Unconfirmed"),
}
TAKEN = (OrderResult.CANCELLED, OrderResult.GONE, OrderResult.UNCONFIRMED)
ONLY_ID = say("Only its ID is known.")
NO_BOOK = say("No book was read before the press, so only what the answers named is known.")
NOTHING_KNOWN = say(
    "No verdict was written down, and no book was read before the press, so nothing is known of its orders."
)
_MOST_DIGITS = 40  # nothing traded has more; a number written out must not fill the memory
_Key = tuple[str, ProductType, Namespace, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """One order that a press took away, or may have; result is None where no line tells what became of it."""

    account: str
    order: OpenOrder
    result: OrderResult | None = None
    reason: str = ""
    code: str = ""

    @property
    def note(self) -> str:
        """A sentence where nothing but an ID was ever known."""
        order = self.order
        told = (order.symbol, order.side, order.size, order.price)
        return ONLY_ID if all(each is None for each in told) else ""


@dataclass(frozen=True, slots=True)
class RestoreList:
    """The orders of one press, and in words how old the knowledge of them was."""

    press: Press
    age: str
    taken: tuple[Taken, ...]
    books: tuple[Book, ...] = ()


def restore_list(record: PressRecord) -> RestoreList:
    """Join what a press met with the book before it; of a press without an end the whole book is listed."""
    books = {
        _key(book.account, order): Taken(book.account, order)
        for book in record.books
        for order in book.orders
        if record.press.scope.covers(order)
    }
    if record.end is None:
        return RestoreList(record.press, _age(record), tuple(books.values()), record.books)
    taken = []
    for outcome in record.end.orders:
        if outcome.result in TAKEN:
            before = books.get(_key(outcome.account, outcome.order))
            order = outcome.order if before is None else _filled_up(outcome.order, before.order)
            taken.append(Taken(outcome.account, order, outcome.result, outcome.reason, outcome.code))
    return RestoreList(record.press, _age(record), tuple(taken), record.books)


def restore_csv(listed: RestoreList) -> str:
    """The list as RFC 4180 says, with a header; no cell can be a formula in a spreadsheet."""
    return csv_of([COLUMNS, *(cells(each) for each in listed.taken)])


def restore_json(listed: RestoreList) -> str:
    """The list as JSON: every field of every order, null where it is not known, sizes and prices as text."""
    press = listed.press
    whole = {
        "press": press.id,
        "pressed_at": press.at.astimezone(UTC).isoformat(),
        "environment": press.environment,
        "scope": press.scope.places,
        "age": listed.age,
        "books": [{"account": book.account, "age_ms": book.age_ms} for book in listed.books],
        "orders": [dict(_fields(each)) for each in listed.taken],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def cells(taken: Taken) -> tuple[str, ...]:
    """One row of text, a cell for each of COLUMNS: full values, "" where nothing is known."""
    order = taken.order
    return (
        "" if taken.result is None else RESULTS[taken.result],
        taken.account,
        order.product_type.value,
        order.symbol or "",
        order.side or "",
        order.order_type or "",
        _plain(order.size),
        _plain(order.filled),
        _plain(order.price),
        order.force or "",
        "" if order.reduce_only is None else YES if order.reduce_only else NO,
        _plain(order.preset_take_profit),
        _plain(order.preset_stop_loss),
        _plain(order.trigger_price),
        order.trigger_type or "",
        _plain(order.execute_price),
        _plain(order.callback_percent),
        order.position_side or "",
        order.trade_side or "",
        order.margin_mode or "",
        _plain(order.leverage),
        order.margin_coin or "",
        order.order_id,
        order.client_oid or "",
        order.namespace.value,
        order.plan_type or "",
        order.status or "",
        _moment(order.created_ms),
        order.source or "",
        taken.reason,
        taken.code,
        taken.note,
    )


COLUMNS: tuple[str, ...] = (
    *(say("Result"), say("Account"), say("Product type"), say("Symbol"), say("Side"), say("Type")),
    *(say("Size"), say("Filled"), say("Price"), say("Force"), say("Reduce-only"), say("Take profit")),
    *(say("Stop loss"), say("Trigger price"), say("Trigger type"), say("Execute price")),
    *(say("Callback %"), say("Position side"), say("Trade side"), say("Margin mode")),
    *(say("Leverage"), say("Margin coin"), say("Order ID"), say("Client order ID"), say("List")),
    *(say("Plan type"), say("Status"), say("Placed (UTC)"), say("Source"), say("Reason")),
    *(say("Code"), say("Note")),
)
NUMBERS = frozenset(
    {
        *("Size", "Filled", "Price", "Take profit", "Stop loss", "Trigger price", "Execute price"),
        *("Callback %", "Leverage"),
    }
)


def _key(account: str, order: OpenOrder) -> _Key:
    return account, order.product_type, order.namespace, order.order_id


def _filled_up(met: OpenOrder, before: OpenOrder) -> OpenOrder:
    """What the press met is newer, so the book fills only what that left open."""
    gaps = {
        field.name: getattr(before, field.name)
        for field in dataclasses.fields(OpenOrder)
        if getattr(met, field.name) is None
    }
    return dataclasses.replace(met, **gaps)


def _age(record: PressRecord) -> str:
    if record.end is None and not record.books:
        return NOTHING_KNOWN
    said = [_book_age(book, len(record.books) > 1) for book in record.books] or [NO_BOOK]
    if record.end is None:
        said.append(say("No verdict was written down, so the whole book is listed: some may be open still."))
        if record.press.scope.takes_stops:
            said.append(say("Trigger, TP/SL and trailing orders are not in it."))
    return join(*said)


def _book_age(book: Book, is_named: bool) -> str:
    whose = say("The book of {account}", account=book.account) if is_named else say("The book")
    ago = _duration(book.age_ms)
    if book.age_ms <= STALE_MS:
        return say("{book} was read {ago} before the press.", book=whose, ago=ago)
    return say(
        "{book} was last read {ago} before the press: orders changed since then may be shown as they were.",
        book=whose,
        ago=ago,
    )


def _duration(elapsed_ms: int) -> str:
    if elapsed_ms < 1000:
        return say("less than 1 s")
    minutes, seconds = divmod(elapsed_ms // 1000, 60)
    if not minutes:
        return say("{s} s", s=seconds)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return say("{h:,} h {min} min", h=hours, min=minutes)
    return say("{min} min {s} s", min=minutes, s=seconds)


def _fields(taken: Taken) -> Iterator[tuple[str, object]]:
    yield "account", taken.account
    yield "result", taken.result
    for field in dataclasses.fields(OpenOrder):
        value = getattr(taken.order, field.name)
        yield field.name, _plain(value) if isinstance(value, Decimal) else value
    yield from (("reason", taken.reason), ("code", taken.code), ("note", taken.note))


def _plain(number: Decimal | None) -> str:
    if number is None:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return str(number)
    return format(number, "f")


def _moment(created_ms: int | None) -> str:
    if created_ms is None:
        return ""
    try:
        return datetime.fromtimestamp(created_ms / 1000, UTC).isoformat(timespec="milliseconds")
    except (OverflowError, OSError, ValueError):
        return ""  # a time that no calendar has
