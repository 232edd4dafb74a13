"""Answers larger than memory should hold: read up to a bound, then given up."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from gui.panic.orders import AccountMode

from . import spoils
from .conftest import RunRow
from .front import Asked, Front, Spoil
from .rows import (
    ALL_CANCELS,
    ALL_READS,
    LATER_CANCEL,
    LATER_READ,
    LEFT,
    LONG_S,
    PASSING,
    SHORT_S,
    STUBBORN,
    UNKNOWN,
    Row,
)
from .running import exchange_of

_FLOODS = (("a gzip bomb of 200 MB", spoils.gzip_bomb), ("50 MB of body", spoils.huge_body))
ROWS = [
    Row(name, spoil, moment, (UNKNOWN,), "", LONG_S - 2, alone=True)
    for name, spoil in _FLOODS
    for moment in (ALL_CANCELS, ALL_READS)
]
ROWS += [Row(name, spoil, moment, alone=True) for name, spoil in _FLOODS for moment in PASSING]
# A later cancel that acted is proved by the read after it: the first one was acknowledged.
ROWS += [Row(name, spoil, LATER_CANCEL, practice=STUBBORN, alone=True) for name, spoil in _FLOODS]
ROWS += [
    Row(name, spoil, LATER_READ, (LEFT, UNKNOWN), "", SHORT_S, STUBBORN, alone=True)
    for name, spoil in _FLOODS
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_flood_is_no_answer(row: Row, run_row: RunRow) -> None:
    run_row(row)


# What is read of one answer is 8 MB at most, in pieces and whole; of a question there may be copies.
_MOST_OF_A_BODY, _MOST_OF_A_HEAD = 32 << 20, 1 << 20
_PEAKS: list[tuple[str, Spoil, int]] = [
    ("a gzip bomb of 200 MB", spoils.gzip_bomb, _MOST_OF_A_BODY),
    ("50 MB of body", spoils.huge_body, _MOST_OF_A_BODY),
    ("50 MB announced", spoils.huge_length, _MOST_OF_A_HEAD),
    ("1 MB in a header", spoils.huge_header, _MOST_OF_A_HEAD),
    ("20,000 headers", spoils.many_headers, _MOST_OF_A_HEAD),
    ("a header that never ends", spoils.endless_head, _MOST_OF_A_HEAD),
]


@pytest.mark.parametrize(("name", "spoil", "most"), _PEAKS, ids=[each[0] for each in _PEAKS])
def test_a_flood_takes_no_more_memory_than_its_bound(name: str, spoil: Spoil, most: int) -> None:
    """Measured where nothing else is: the front itself holds what it pours out."""

    def rule(asked: Asked) -> Spoil | None:
        honest_ones = 2 if asked.kind == "read" else 1  # a book is read in two halves
        return spoil if asked.kind != "other" and asked.nth > honest_ones else None

    with exchange_of({"main": AccountMode.CLASSIC}, 2, ()) as exchange, Front(exchange, rule) as front:
        flooded = [sys.executable, "-m", "tests.faults.flooded", front.url]
        told = subprocess.run(flooded, capture_output=True, text=True, timeout=60, check=False)
        assert len(front.asked) > 4
    assert told.returncode == 0, told.stderr
    for peak in json.loads(told.stdout):
        assert 0 < peak < most, f"{name}: {peak / 2**20:.1f} MB"
