"""What the journal tells of past presses, and which of them never came to an end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gui.kept.private import open_to_read
from gui.kept.reader import Reader, parse_line
from gui.kept.reading import read_book, read_end, read_press, read_product
from gui.kept.records import Kind, Press, PressRecord
from gui.kept.running import is_running
from gui.panic.orders import Environment
from gui.panic.verdict import Verdict
from gui.words import say

_MOST_READ = 32 * 1024 * 1024  # bytes from the end of the file: some hundred presses of a thousand orders
_GIVEN_UP = timedelta(minutes=10)  # no press runs that long, whatever process has its number by then


def read(path: Path) -> tuple[list[PressRecord], int]:
    """Read the presses, newest last, and count the lines that could not be read. Blocks; never raises.

    A line of a kind that this version does not know is passed over; a file that cannot be read counts as 1.
    """
    presses: dict[str, PressRecord] = {}
    unreadable = 0
    try:
        for content in _lines(path):
            try:
                _take(parse_line(content), presses)
            except (ValueError, OverflowError):
                unreadable += 1
    except FileNotFoundError:
        return [], 0
    except OSError:
        unreadable += 1
    return list(presses.values()), unreadable


def unfinished(records: Sequence[PressRecord], now: datetime | None = None) -> PressRecord | None:
    """Find the newest press that has no end though its process is gone, or that is over 10 minutes old.

    One that later presses of the same environment made good, by covering as much in each of its accounts and
    telling what is open there, is settled and not named any more. `now` is aware; without it, it is now.
    """
    now = now or datetime.now(UTC)
    later: list[PressRecord] = []
    for record in reversed(records):
        if record.end is not None:
            later.append(record)
        elif not _is_made_good(record.press, later) and _is_given_up(record.press, now):
            return record
    return None


def unfinished_sentence(record: PressRecord, now: datetime | None = None) -> str:
    """Say in local time that a press did not finish; `now` is aware, and decides whether the day is named."""
    at = record.press.at.astimezone()
    today = (now or datetime.now(UTC)).astimezone().date()
    clock, day = f"{at:%H:%M:%S}", f"{at:%Y-%m-%d}"
    when = clock if at.date() == today else say("{time} on {day}", time=clock, day=day)
    if record.press.environment is Environment.PRACTICE:
        return say("Your last drill at {time} did not finish; no real order was touched.", time=when)
    return say("Your last press at {time} did not finish; press again or check the Bitget app.", time=when)


def _is_given_up(press: Press, now: datetime) -> bool:
    return now - press.at > _GIVEN_UP or not is_running(press.pid)


def _is_made_good(press: Press, later: Sequence[PressRecord]) -> bool:
    settled: set[str] = set()
    for record in later:
        other = record.press
        if other.environment is press.environment and other.scope.includes(press.scope):
            settled |= {account for account in other.accounts if _is_told(record, account)}
    return settled >= set(press.accounts)


def _is_told(record: PressRecord, account: str) -> bool:
    """Tell whether a press that ended told what is open in an account: a refusal does not."""
    verdicts = [product.verdict for product in record.products if product.account == account]
    if not verdicts and record.end is not None:
        verdicts = [record.end.verdict]
    return bool(verdicts) and all(verdict in (Verdict.EMPTY, Verdict.LEFT) for verdict in verdicts)


def _lines(path: Path) -> Iterator[bytes]:
    with open_to_read(path) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _MOST_READ))
        if size > _MOST_READ:
            file.readline()  # the rest of a line whose beginning is not read
        for content in file:
            if content.strip():
                yield content


def _take(reader: Reader, presses: dict[str, PressRecord]) -> None:
    kind, press_id = reader.text("kind"), reader.text("press")
    if kind == Kind.PRESSED:
        presses.setdefault(press_id, PressRecord(read_press(reader)))
        return
    record = presses.get(press_id)
    if kind == Kind.AGAIN:
        again = reader.time("at")
        record = record and replace(record, again=(*record.again, again))
    elif kind == Kind.PRODUCT:
        product = read_product(reader)
        record = record and replace(record, products=(*record.products, product))
    elif kind == Kind.BOOK:
        book = read_book(reader)
        record = record and replace(record, books=(*record.books, book))
    elif kind == Kind.ENDED:
        end = read_end(reader)
        record = record and replace(record, end=end)
    if record is not None:  # the line of its press may be the one that was torn
        presses[press_id] = record
