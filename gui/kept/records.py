"""A press and what came of it, and how that is written down as the lines of the journal.

    {"kind": "pressed", "press": ID, "at": TIME, "environment": …, "accounts": […],
     "scope": {…}, "origin": …, "pid": …}
    {"kind": "again",   "press": ID, "at": TIME}
    {"kind": "product", "press": ID, "at": TIME, "report": {…}}
    {"kind": "book",    "press": ID, "at": TIME, "account": …, "age_ms": …, "orders": [{…}]}
    {"kind": "ended",   "press": ID, "at": TIME, "verdict": …, "sentence": …, "said": {…}, "elapsed_ms": …,
     "calls": {…}, "orders": […]}

Times are UTC in ISO 8601, sizes and prices are text so that no digit is lost.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

from gui.kept.order_fields import order_fields
from gui.kept.said import said_fields
from gui.panic.accounts import MAIN
from gui.panic.orders import Environment, OpenOrder, OrderOutcome, Position, Scope
from gui.panic.verdict import ProductReport, Report, Verdict

Fields = Mapping[str, object]

_ENCODER = json.JSONEncoder(separators=(",", ":"))
_IN_ONE_GO = 20  # orders: a third of a millisecond


class Kind(StrEnum):
    """What a line tells of."""

    PRESSED = "pressed"
    AGAIN = "again"
    PRODUCT = "product"
    BOOK = "book"
    ENDED = "ended"


class Origin(StrEnum):
    """Where a press came from."""

    WINDOW = "window"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Press:
    """One press as it was made; at is aware (UTC), pid is the process that carries it out."""

    environment: Environment
    scope: Scope
    origin: Origin = Origin.WINDOW
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    pid: int = field(default_factory=os.getpid)
    accounts: tuple[str, ...] = (MAIN,)


@dataclass(frozen=True, slots=True)
class End:
    """What a press came to."""

    at: datetime
    verdict: Verdict
    sentence: str
    elapsed_ms: int
    orders: tuple[OrderOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The open orders of one account as they were last read before a press, age_ms before it."""

    account: str
    age_ms: int
    orders: tuple[OpenOrder, ...]


@dataclass(frozen=True, slots=True)
class PressRecord:
    """One press as the journal tells it; end is None when no line tells how it ended."""

    press: Press
    again: tuple[datetime, ...] = ()
    products: tuple[ProductReport, ...] = ()
    end: End | None = None
    books: tuple[Book, ...] = ()


def line(
    kind: Kind, press_id: str, at: datetime, fields: Fields, pause: Callable[[], object] | None = None
) -> bytes:
    """Write one line, with its newline; plain ASCII, so no character in a text can break it.

    "orders" may be an iterator. pause is called each time that some of them are written: ten thousand in one
    go would hold up every other thread, a press and the window among them.
    """
    rest = dict(fields)
    orders = rest.pop("orders", None)
    whole = {"kind": kind.value, "press": press_id, "at": at.astimezone(UTC).isoformat(), **rest}
    text = _ENCODER.encode(whole)
    if isinstance(orders, Iterable):
        text = f'{text[:-1]},"orders":[{",".join(_written(orders, pause))}]}}'
    return text.encode("ascii") + b"\n"


def _written(orders: Iterable[Fields], pause: Callable[[], object] | None) -> Iterator[str]:
    for number, order in enumerate(orders, 1):
        yield _ENCODER.encode(order)
        if pause is not None and number % _IN_ONE_GO == 0:
            pause()


def press_fields(press: Press) -> Fields:
    """What a line tells of a press."""
    scope = {
        "places": press.scope.places,
        "product_types": list(press.scope.product_types),
        "margin_coin": press.scope.margin_coin,
        "covers": press.scope.kinds,
    }
    return {
        "environment": press.environment,
        "accounts": list(press.accounts),
        "scope": scope,
        "origin": press.origin,
        "pid": press.pid,
    }


def product_fields(report: ProductReport) -> Fields:
    """What a line tells of one product type's end."""
    positions = report.unprotected
    unprotected = None if positions is None else [_position_fields(position) for position in positions]
    told = {
        "account": report.account,
        "product_type": report.product_type,
        "verdict": report.verdict,
        "sentence": report.sentence,
        "code": report.code,
        "cancelled": report.cancelled,
        "left": report.left,
        "sent": report.timings.sent,
        "acknowledged": report.timings.acknowledged,
        "proved": report.timings.proved,
        "stops_left": report.stops_left,
        "unprotected": unprotected,
        "mode": report.mode,
    }
    return {"report": told}


def end_fields(report: Report) -> Fields:
    """What a line tells of a press's end."""
    return {
        "verdict": report.verdict,
        "sentence": report.text,
        "said": said_fields(report.text),
        "elapsed_ms": report.elapsed_ms,
        "orders": map(_outcome_fields, report.orders),
    }


def book_fields(account: str, orders: Sequence[OpenOrder], age_ms: int) -> Fields:
    """What a line tells of the book that a press found."""
    return {"account": account, "age_ms": age_ms, "orders": map(order_fields, orders)}


def _outcome_fields(outcome: OrderOutcome) -> Fields:
    return {
        "account": outcome.account,
        **order_fields(outcome.order),
        "result": outcome.result,
        "reason": outcome.reason,
        "code": outcome.code,
        "at_ms": outcome.at_ms,
        "appeared": outcome.appeared,
    }


def _position_fields(position: Position) -> Fields:
    return {
        "product_type": position.product_type,
        "symbol": position.symbol,
        "side": position.side,
        "size": _exact(position.size),
        "margin_coin": position.margin_coin,
    }


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
