"""Answers larger than memory should hold: read up to a bound, then given up."""

from __future__ import annotations

import resource
import sys

import pytest

from . import spoils
from .conftest import RunRow
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
# Two accounts at once, each with at most 8 MB of an answer, in pieces and whole.
_MOST_BYTES = 400 << 20


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_flood_is_read_up_to_a_bound(row: Row, run_row: RunRow) -> None:
    before = _peak_bytes()
    run_row(row)
    assert _peak_bytes() - before < _MOST_BYTES


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
