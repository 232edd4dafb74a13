"""A press and what came of it, and how that is written down as the lines of the journal.

    {"kind": "pressed", "press": ID, "at": TIME, "environment": …, "accounts": […],
     "scope": {…}, "origin": …, "pid": …}
    {"kind": "again",   "press": ID, "at": TIME}
    {"kind": "product", "press": ID, "at": TIME, "report": {…}}
    {"kind": "ended",   "press": ID, "at": TIME, "verdict": …, "sentence": …, "elapsed_ms": …, "orders": […]}

Times are UTC in ISO 8601, sizes and prices are text so that no digit is lost.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

from gui.panic.accounts import MAIN
from gui.panic.orders import Environment, OrderOutcome, Position, Scope
from gui.panic.verdict import ProductReport, Report, Verdict

Fields = Mapping[str, object]


class Kind(StrEnum):
    """What a line tells of."""

    PRESSED = "pressed"
    AGAIN = "again"
    PRODUCT = "product"
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
class PressRecord:
    """One press as the journal tells it; end is None when no line tells how it ended."""

    press: Press
    again: tuple[datetime, ...] = ()
    products: tuple[ProductReport, ...] = ()
    end: End | None = None


def line(kind: Kind, press_id: str, at: datetime, fields: Fields) -> bytes:
    """Write one line, with its newline; plain ASCII, so no character in a text can break it."""
    whole = {"kind": kind.value, "press": press_id, "at": at.astimezone(UTC).isoformat(), **fields}
    return json.dumps(whole, separators=(",", ":")).encode("ascii") + b"\n"


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
        "elapsed_ms": report.elapsed_ms,
        "orders": [_order_fields(outcome) for outcome in report.orders],
    }


def _order_fields(outcome: OrderOutcome) -> Fields:
    order = outcome.order
    return {
        "account": outcome.account,
        "order_id": order.order_id,
        "client_oid": order.client_oid,
        "product_type": order.product_type,
        "namespace": order.namespace,
        "plan_type": order.plan_type,
        "symbol": order.symbol,
        "side": order.side,
        "size": _exact(order.size),
        "filled": _exact(order.filled),
        "price": _exact(order.price),
        "margin_coin": order.margin_coin,
        "created_ms": order.created_ms,
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
