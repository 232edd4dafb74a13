"""What a terminal shows, and whoever presses from outside: table of orders, verdict, JSON object."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gui.panic.accounts import MAIN
from gui.panic.naming import plain
from gui.panic.orders import Environment, OrderOutcome, OrderResult, Position
from gui.panic.readiness import Readiness, Standing
from gui.panic.verdict import ProductReport, Report, Verdict

_HEAD = ("RESULT", "ACCOUNT", "PRODUCT TYPE", "SYMBOL", "SIDE", "SIZE", "PRICE", "ORDER ID", "REASON")
_RIGHT = frozenset({5, 6})
_MARKS = {
    OrderResult.CANCELLED: "✓ cancelled",
    OrderResult.FAILED: "! failed",
    OrderResult.STILL_OPEN: "! still open",
    OrderResult.NEW: "+ new",
    OrderResult.GONE: "– gone",
    OrderResult.UNCONFIRMED: "? unconfirmed",
}
_VERDICT_MARKS = {Verdict.EMPTY: "✓", Verdict.LEFT: "!", Verdict.REFUSED: "✗", Verdict.UNKNOWN: "?"}
_STANDING_MARKS = {Standing.GOOD: "✓", Standing.UNSURE: "?", Standing.BAD: "✗"}


def report_text(report: Report, environment: Environment | None) -> str:
    """The environment where it is known, a table of orders, each product type, and the verdict last."""
    is_joint = any(product.account != MAIN for product in report.product_types)
    parts = [] if environment is None else [environment.value.upper(), ""]
    parts += [_table(report.orders, is_joint), ""] if report.orders else []
    if len({product.sentence for product in report.product_types}) > 1:
        parts += [*(_product_line(product, is_joint) for product in report.product_types), ""]
    proof = "press to proof" if report.verdict is Verdict.EMPTY else "no proof"
    parts += [f"{_VERDICT_MARKS[report.verdict]} {report.headline}  ({report.elapsed_ms:,} ms, {proof})"]
    return "\n".join([*parts, plain(report.text)])


def readiness_text(readiness: Readiness) -> str:
    """One line for each check, and what they add up to."""
    lines = [
        f"{_STANDING_MARKS[check.standing]} {check.name:<11} {plain(check.sentence)}"
        for check in readiness.checks
    ]
    word = "READY" if readiness.is_ready else "NOT READY"
    return "\n".join([*lines, f"{word}: {plain(readiness.sentence)}"])


def readinesses_text(found: Mapping[str, Readiness]) -> str:
    """The checks of each account under its name, which the main one alone does not need."""
    if list(found) == [MAIN]:
        return readiness_text(found[MAIN])
    return "\n\n".join(f"{plain(name)}\n{readiness_text(found[name])}" for name in found)


def report_json(report: Report, environment: Environment | None) -> str:
    """The whole report as one JSON object; times are ms from the press."""
    return json.dumps(
        {
            "verdict": report.verdict.value,
            "sentence": report.text,
            "environment": None if environment is None else environment.value,
            "elapsed_ms": report.elapsed_ms,
            "product_types": [_product_fields(product) for product in report.product_types],
            "orders": [_order_fields(outcome) for outcome in report.orders],
        },
        ensure_ascii=False,
    )


def _product_fields(product: ProductReport) -> dict[str, Any]:
    timings = product.timings
    return {
        "product_type": product.product_type.value,
        "verdict": product.verdict.value,
        "sentence": product.sentence,
        "code": product.code or None,
        "cancelled": product.cancelled,
        "left": product.left,
        "timings_ms": {
            "sent": timings.sent,
            "acknowledged": timings.acknowledged,
            "proved": timings.proved,
        },
        "stops_left": product.stops_left,
        "unprotected": None if product.unprotected is None else [_bare(each) for each in product.unprotected],
        "account": product.account,
        "account_mode": None if product.mode is None else product.mode.value,
    }


def _order_fields(outcome: OrderOutcome) -> dict[str, Any]:
    order = outcome.order
    return {
        "order_id": order.order_id,
        "client_oid": order.client_oid,
        "product_type": order.product_type.value,
        "symbol": order.symbol,
        "result": outcome.result.value,
        "reason": outcome.reason or None,
        "code": outcome.code or None,
        "namespace": order.namespace.value,
        "account": outcome.account,
    }


def _bare(position: Position) -> dict[str, str]:
    return {"symbol": position.symbol, "side": position.side, "size": f"{position.size:f}"}


def _product_line(product: ProductReport, is_joint: bool) -> str:
    account = f"{plain(product.account):<8} " if is_joint else ""
    mark = _VERDICT_MARKS[product.verdict]
    place = f"{account}{product.product_type.value:<14}"
    return f"{mark} {place} {product.verdict.value:<8} {plain(product.sentence)}"


def _table(outcomes: Sequence[OrderOutcome], is_joint: bool) -> str:
    rows = [_HEAD, *(_row(outcome, is_joint) for outcome in outcomes)]
    # A column that nobody knows anything of is left out: without a read before the press, only IDs are known.
    shown = [n for n in range(len(_HEAD)) if any(row[n] for row in rows[1:])]
    widths = {n: max(len(row[n]) for row in rows) for n in shown}
    return "\n".join(
        "  ".join(row[n].rjust(widths[n]) if n in _RIGHT else row[n].ljust(widths[n]) for n in shown).rstrip()
        for row in rows
    )


def _row(outcome: OrderOutcome, is_joint: bool) -> tuple[str, ...]:
    order = outcome.order
    return (
        _MARKS[outcome.result],
        plain(outcome.account) if is_joint else "",
        order.product_type.value,
        plain(order.symbol or ""),
        plain(order.side or ""),
        "" if order.size is None else f"{order.size:,f}",
        "" if order.price is None else f"{order.price:,f}",
        plain(order.order_id),
        " · ".join(part for part in (plain(outcome.code), plain(outcome.reason)) if part),
    )
