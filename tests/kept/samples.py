"""Presses and what came of them, as the tests need them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from gui.kept.journal import Press
from gui.panic.orders import (
    AccountMode,
    Covers,
    Environment,
    Namespace,
    OpenOrder,
    OrderOutcome,
    OrderResult,
    Position,
    ProductType,
    Scope,
)
from gui.panic.verdict import ProductReport, Report, Timings, Verdict

USDT = Scope((ProductType.USDT_FUTURES,), "USDT")
USDT_EVERYTHING = Scope((ProductType.USDT_FUTURES,), "USDT", Covers.EVERYTHING)

ORDER = OpenOrder(
    order_id="1098765432109876543",
    product_type=ProductType.USDT_FUTURES,
    client_oid="grid-7 “left”",
    symbol="BTCUSDT",
    side="buy",
    size=Decimal("0.00100000000000000001"),
    filled=Decimal("0E-8"),
    price=Decimal("61234.50"),
    margin_coin="USDT",
    created_ms=1752000000000,
)
PRODUCT = ProductReport(
    ProductType.USDT_FUTURES, Verdict.LEFT, "1 order is still open.", "40725", 3, 1, Timings(12, 160, 330)
)
PRODUCT_EVERYTHING = ProductReport(
    ProductType.USDT_FUTURES,
    Verdict.EMPTY,
    "Nothing is open.",
    account="sub1",
    stops_left=0,
    unprotected=(
        Position(ProductType.USDT_FUTURES, "BTCUSDT", "long", Decimal("0.50000000000000000001"), "USDT"),
        Position(ProductType.USDT_FUTURES, "ETHUSDT", "short", Decimal(4)),
    ),
    mode=AccountMode.CLASSIC,
)
STOP = OpenOrder("3", ProductType.USDT_FUTURES, namespace=Namespace.PROFIT_LOSS, plan_type="pos_loss")
OUTCOMES = (
    OrderOutcome(ORDER, OrderResult.STILL_OPEN, "Der Auftrag läuft\nnoch", "40725", 330),
    OrderOutcome(OpenOrder("2", ProductType.COIN_FUTURES), OrderResult.NEW, appeared=True),
    OrderOutcome(STOP, OrderResult.CANCELLED, account="sub1"),
)
REPORT = Report(Verdict.LEFT, "USDT-FUTURES: 1 order is still open.", 331, (PRODUCT,), OUTCOMES)


def press(
    environment: Environment = Environment.LIVE,
    scope: Scope = USDT,
    at: datetime | None = None,
    pid: int | None = None,
) -> Press:
    made = Press(environment, scope)
    return Press(
        environment,
        scope,
        at=at or datetime.now(UTC),
        pid=made.pid if pid is None else pid,
        accounts=("main", "sub1"),
    )
