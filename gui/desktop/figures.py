"""Sizes, prices and times as the table writes and sorts them."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from decimal import Decimal
from time import localtime

from gui.words import say

# Not %b: which language that speaks depends on the system.
_MONTHS = (
    *(say("Jan"), say("Feb"), say("Mar"), say("Apr"), say("May"), say("Jun")),
    *(say("Jul"), say("Aug"), say("Sep"), say("Oct"), say("Nov"), say("Dec")),
)
_MOST_DIGITS = 40  # nothing traded has more; a number written out must not fill the memory


def exact(number: Decimal | None, form: str = ",f") -> str:
    """Write every digit of a size or a price; one that no market has stays in short form."""
    if number is None:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return str(number)
    return format(number, form)


def number_key(number: Decimal | None) -> tuple[int, Decimal]:
    """What a number is sorted by: absent ones first."""
    if number is None or number.is_nan():
        return (0, Decimal(0))
    return (1, number)


def clock(created_ms: int | None) -> str:
    """When an order was placed, on the clock of this computer."""
    if created_ms is None:
        return ""
    try:
        year, month, day, hour, minute, second, *_ = localtime(created_ms / 1000)
    except (OverflowError, OSError, ValueError):
        return ""  # a time that no calendar has is not worth a word here
    if not MINYEAR <= year <= MAXYEAR:
        return ""
    # By hand, as strftime() takes longer than all the rest of a row, and thousands of rows are searched.
    return _placed(f"{day:02}", _MONTHS[month - 1], f"{hour:02}:{minute:02}:{second:02}")


def widest_clocks() -> list[str]:
    """What clock() gives at its widest, in each month."""
    return [_placed("28", month, "20:00:00") for month in _MONTHS]


def _placed(day: str, month: str, time: str) -> str:
    return say("{day} {month} {time}", day=day, month=month, time=time)
