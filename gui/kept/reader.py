"""A line of the journal as JSON: its fields asked for by their types, and everything else refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any


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

    def anything(self, name: str) -> object:
        """Whatever stands there, None where nothing does; for a reader who bears everything."""
        return self._fields.get(name)

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

    def flag_or_none(self, name: str) -> bool | None:
        """JSON's true or false, or None."""
        value = self._fields.get(name)
        if value is not None and not isinstance(value, bool):
            raise ValueError(f"{name} is neither true nor false.")
        return value

    def flag(self, name: str) -> bool:
        """True only for JSON's true."""
        return self._fields.get(name) is True
