"""From bytes to data: Bitget's envelope, and readers that accept null but never a wrong shape."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from gui.bitget.codes import NOTHING_TO_CANCEL, SUCCESS, error_of, tidy
from gui.bitget.wire.calls import Withheld
from gui.panic.errors import Blocked, Malformed, RateLimited, Redirected, Unintelligible
from gui.words import say

_MOST_VALUES = 300_000  # all contracts are 30,000, a cancel of 10,000 orders is answered with 20,000


@dataclass(frozen=True, slots=True)
class Envelope:
    """An answer that is Bitget's: its code, data of any shape, and the server's clock in ms if given.

    has_data is False where the answer has no data at all, not even null.
    """

    code: str
    message: str
    data: Any
    server_ms: int | None
    has_data: bool = True


def server_clock(body: bytes) -> int | None:
    """Read requestTime (ms) of any answer, an error's too; None where there is none."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return whole(answer.get("requestTime")) if isinstance(answer, dict) else None


def open_envelope(http_status: int, body: bytes, withheld: Withheld | None = None) -> Envelope:
    """Open an answer, branching on the body's code whatever the HTTP status.

    Raises the class of the code, or a subclass of Unintelligible where the body is not an envelope. A
    success code under an HTTP error is a contradiction, and a contradiction proves nothing. withheld makes
    each object of an answer that repeats a secret fit to be shown.
    """
    answer = _parse(http_status, body, withheld)
    code = text(answer.get("code")) or ""
    message = tidy(text(answer.get("msg")) or "")
    if not code:
        raise _not_ours(http_status)
    if code != SUCCESS and code not in NOTHING_TO_CANCEL:
        raise error_of(code, message, http_status)
    if code == SUCCESS and not 200 <= http_status < 300:
        contradiction = say(
            "Bitget's answer contradicts itself: success, under HTTP {status}.", status=http_status
        )
        raise Malformed(contradiction, code=code)
    return Envelope(
        code, message, answer.get("data"), whole(answer.get("requestTime")), has_data="data" in answer
    )


def _parse(http_status: int, body: bytes, withheld: Withheld | None) -> dict[str, Any]:
    if 300 <= http_status < 400:
        raise Redirected(http_status=http_status)
    # No other thread runs while JSON is read: millions of values would keep the window from its events.
    if body.count(b",") > _MOST_VALUES:
        too_large = say("The answer was larger than any that Bitget gives.")
        raise Unintelligible(too_large, http_status=http_status)
    answer = None
    # What is wrong with it is told outside: json's own error holds the whole text.
    with suppress(ValueError, ArithmeticError, RecursionError):
        answer = json.loads(body, parse_float=Decimal, object_hook=withheld)
    if not isinstance(answer, dict):
        raise _not_ours(http_status)
    return answer


def _not_ours(http_status: int) -> Exception:
    if http_status == 429:
        return RateLimited(code="429", http_status=429)
    if http_status in (401, 403, 404):
        return Blocked(http_status=http_status)
    if http_status >= 500:
        return Unintelligible(
            say("Bitget is not able to answer right now (HTTP {status}).", status=http_status),
            http_status=http_status,
        )
    return Unintelligible(http_status=http_status)


def object_of(value: Any, what: str) -> dict[str, Any]:
    """Take a JSON object; anything else raises Malformed."""
    if not isinstance(value, dict):
        raise _no_object(what)
    return value


def objects_of(value: Any, what: str) -> list[dict[str, Any]]:
    """Take a list of JSON objects; null is an empty list, anything else raises Malformed."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise Malformed(say("Bitget's answer could not be understood: {what} is not a list.", what=what))
    if not all(isinstance(item, dict) for item in value):
        raise _no_object(say("an item of {what}", what=what))
    return value


def _no_object(what: str) -> Malformed:
    return Malformed(say("Bitget's answer could not be understood: {what} is not an object.", what=what))


def text(value: Any) -> str | None:
    """Take a text; a whole number becomes one, anything else is None."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return None


def identity(value: Any, what: str) -> str:
    """Take an order ID; one that is missing or empty raises Malformed, for it cannot be counted."""
    found = text(value)
    if not found:
        raise Malformed(
            say("Bitget's answer could not be understood: {what} without an order ID.", what=what)
        )
    return found


def amount(value: Any) -> Decimal | None:
    """Take an exact number, written as text or as a JSON number; None where it is not one."""
    written = str(value) if isinstance(value, Decimal) else text(value)
    if not written or len(written) > 60:
        return None
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    # A number of a thousand digits is none, and to write it out could take for ever.
    return number if number.is_finite() and abs(number.adjusted()) <= 40 else None


def price_or_none(value: Any) -> Decimal | None:
    """Take a price; none at all, nothing and 0 are all None, for Bitget writes any of them for no price."""
    return amount(value) or None


def yes_or_no(value: Any) -> bool | None:
    """Take YES or NO in any case, or JSON's true or false; None for anything else."""
    if isinstance(value, bool):
        return value
    return {"YES": True, "NO": False}.get((text(value) or "").upper())


def whole(value: Any) -> int | None:
    """Take a whole number, also one written as text; None where it is not one."""
    written = text(value)
    if written is None or not written.isascii() or not written.isdecimal() or len(written) > 18:
        return None
    return int(written)
