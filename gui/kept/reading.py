"""How the journal's lines become objects again; every line that is not as `records` writes it is refused."""

from __future__ import annotations

from gui.kept.order_fields import read_order
from gui.kept.reader import Reader
from gui.kept.records import Book, End, Origin, Press
from gui.kept.said import read_said
from gui.panic.accounts import MAIN
from gui.panic.orders import (
    AccountMode,
    Covers,
    Environment,
    OrderOutcome,
    OrderResult,
    Position,
    ProductType,
    Scope,
)
from gui.panic.verdict import ProductReport, Timings, Verdict


def read_press(reader: Reader) -> Press:
    """Make a press of its line. Raises ValueError."""
    scope = reader.part("scope")
    types = tuple(ProductType(value) for value in scope.parts("product_types"))
    pid = reader.number("pid")
    if not 0 < pid < 2**31:
        raise ValueError("This is not the number of a process.")
    return Press(
        environment=Environment(reader.text("environment")),
        scope=Scope(types, scope.text_or_none("margin_coin"), _covers(scope)),
        origin=Origin(reader.text("origin")),
        id=reader.text("press"),
        at=reader.time("at"),
        pid=pid,
        accounts=_accounts(reader),
    )


def read_product(reader: Reader) -> ProductReport:
    """Make a product type's report of its line. Raises ValueError."""
    told = reader.part("report")
    mode = told.text_or_none("mode")
    moments = (told.number_or_none(name) for name in ("sent", "acknowledged", "proved"))
    return ProductReport(
        product_type=ProductType(told.text("product_type")),
        verdict=Verdict(told.text("verdict")),
        sentence=told.text("sentence"),
        code=told.text("code"),
        cancelled=told.number("cancelled"),
        left=told.number_or_none("left"),
        timings=Timings(*moments),
        stops_left=told.number_or_none("stops_left"),
        unprotected=_unprotected(told),
        mode=None if mode is None else AccountMode(mode),
        account=_account(told),
    )


def read_end(reader: Reader) -> End:
    """Make a press's end of its line. Raises ValueError."""
    return End(
        at=reader.time("at"),
        verdict=Verdict(reader.text("verdict")),
        sentence=read_said(reader.anything("said"), reader.text("sentence")),
        elapsed_ms=reader.number("elapsed_ms"),
        orders=tuple(_read_outcome(Reader(each)) for each in reader.parts("orders")),
    )


def _accounts(press: Reader) -> tuple[str, ...]:
    # Before there were several accounts, the main one was pressed.
    names = press.parts("accounts") if press.has("accounts") else [MAIN]
    if not all(isinstance(name, str) for name in names):
        raise ValueError("The accounts are not names.")
    return tuple(names)


def _account(told: Reader) -> str:
    return told.text("account") if told.has("account") else MAIN


def _covers(scope: Reader) -> Covers:
    # Before presses could cover stops, none did.
    return Covers(scope.text("covers")) if scope.has("covers") else Covers.ORDERS


def _unprotected(told: Reader) -> tuple[Position, ...] | None:
    if not told.has("unprotected"):
        return ()
    positions = told.parts_or_none("unprotected")
    return None if positions is None else tuple(_read_position(Reader(each)) for each in positions)


def _read_position(told: Reader) -> Position:
    size = told.exact("size")
    if size is None:
        raise ValueError("size is missing.")
    return Position(
        product_type=ProductType(told.text("product_type")),
        symbol=told.text("symbol"),
        side=told.text("side"),
        size=size,
        margin_coin=told.text_or_none("margin_coin"),
    )


def read_book(reader: Reader) -> Book:
    """Make the book that a press found of its line. Raises ValueError."""
    return Book(
        account=reader.text("account"),
        age_ms=reader.number("age_ms"),
        orders=tuple(read_order(Reader(each)) for each in reader.parts("orders")),
    )


def _read_outcome(told: Reader) -> OrderOutcome:
    return OrderOutcome(
        order=read_order(told),
        result=OrderResult(told.text("result")),
        reason=told.text("reason"),
        code=told.text("code"),
        at_ms=told.number("at_ms"),
        appeared=told.flag("appeared"),
        account=_account(told),
    )
