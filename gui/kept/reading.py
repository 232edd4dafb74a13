"""How the journal's lines become objects again; every line that is not as `records` writes it is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from gui.kept.records import End, Origin, Press
from gui.panic.accounts import MAIN
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
from gui.panic.verdict import ProductReport, Timings, Verdict


def parse_line(content: bytes) -> Reader:
    """Read a line's JSON. Raises ValueError for anything else than an object."""
    try:
        return Reader(json.loads(content.decode("utf-8")))
    except RecursionError:
        raise ValueError("The line is nested too deeply.") from None


class Reader:
    """The fields of a JSON object, each asked for by its type; every mismatch is a ValueError."""

    def __init__(self, fields: object) -> None:
        if not isinstance(fields, dict):
            raise ValueError("This is not a JSON object.")
        self._fields: dict[str, object] = fields

    def text(self, name: str) -> str:
        """A text that must be there."""
        value = self._fields.get(name)
        if not isinstance(value, str):
            raise ValueError(f"{name} is not a text.")
        return value

    def text_or_none(self, name: str) -> str | None:
        """A text, or None."""
        return None if self._fields.get(name) is None else self.text(name)

    def number(self, name: str) -> int:
        """A whole number that must be there."""
        value = self._fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"{name} is not a whole number.")
        return value

    def number_or_none(self, name: str) -> int | None:
        """A whole number, or None."""
        return None if self._fields.get(name) is None else self.number(name)

    def exact(self, name: str) -> Decimal | None:
        """A size or price, or None."""
        text = self.text_or_none(name)
        try:
            number = None if text is None else Decimal(text)
        except ArithmeticError:
            raise ValueError(f"{name} is not a decimal number.") from None
        if number is not None and not number.is_finite():
            raise ValueError(f"{name} is not a finite number.")
        return number

    def time(self, name: str) -> datetime:
        """A moment in UTC; years that no clock shows are refused, as local time cannot tell them."""
        at = datetime.fromisoformat(self.text(name))
        if at.tzinfo is None or not 2000 <= at.year < 9000:
            raise ValueError(f"{name} is not a moment.")
        return at.astimezone(UTC)

    def part(self, name: str) -> Reader:
        """An object inside this one."""
        return Reader(self._fields.get(name))

    def parts(self, name: str) -> list[Any]:
        """A list inside this object."""
        value = self._fields.get(name)
        if not isinstance(value, list):
            raise ValueError(f"{name} is not a list.")
        return value

    def parts_or_none(self, name: str) -> list[Any] | None:
        """A list inside this object, or None."""
        return None if self._fields.get(name) is None else self.parts(name)

    def has(self, name: str) -> bool:
        """True when the line tells of this, be it null; earlier versions told of less."""
        return name in self._fields

    def flag(self, name: str) -> bool:
        """True only for JSON's true."""
        return self._fields.get(name) is True


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
        sentence=reader.text("sentence"),
        elapsed_ms=reader.number("elapsed_ms"),
        orders=tuple(_read_order(Reader(each)) for each in reader.parts("orders")),
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


def _read_order(told: Reader) -> OrderOutcome:
    namespace = told.text("namespace") if told.has("namespace") else Namespace.ORDERS
    order = OpenOrder(
        order_id=told.text("order_id"),
        product_type=ProductType(told.text("product_type")),
        client_oid=told.text_or_none("client_oid"),
        symbol=told.text_or_none("symbol"),
        side=told.text_or_none("side"),
        size=told.exact("size"),
        filled=told.exact("filled"),
        price=told.exact("price"),
        margin_coin=told.text_or_none("margin_coin"),
        created_ms=told.number_or_none("created_ms"),
        namespace=Namespace(namespace),
        plan_type=told.text_or_none("plan_type"),
    )
    return OrderOutcome(
        order=order,
        result=OrderResult(told.text("result")),
        reason=told.text("reason"),
        code=told.text("code"),
        at_ms=told.number("at_ms"),
        appeared=told.flag("appeared"),
        account=_account(told),
    )
