"""The faults of network and gateway in a press on stops as well, and in one on all product types."""

from __future__ import annotations

import json

import pytest

from gui.panic.orders import ALL_FUTURES, Covers, ProductType, Scope

from . import spoils
from .conftest import RunRow
from .front import Shot, Spoil, wire
from .rows import (
    ALL_CANCELS,
    ALL_READS,
    EMPTY,
    FIRST_CANCEL,
    LEFT,
    LONG_S,
    READ_BACK,
    REFUSED,
    SHORT_S,
    UNKNOWN,
    Moment,
    Row,
)

_STOPS = Scope((ProductType.USDT_FUTURES,), kinds=Covers.EVERYTHING)
_ALL_TYPES = Scope(ALL_FUTURES)


def _loop(shot: Shot) -> bytes | None:
    """Each list goes on, from the very page that was given."""
    told = shot.reply().told()
    data = told["data"]
    if isinstance(data, dict):
        data["endId" if "endId" in data else "cursor"] = "9" * 19
    return wire(json.dumps(told).encode())


_OF_STOPS: list[tuple[str, Spoil]] = [
    ("chunks of nonsense", spoils.chunk_nonsense),
    ("a chunk cut off", spoils.chunk_cut),
    ("half an answer", spoils.half),
    ("reset after it acted", spoils.reset_after),
    ("a page with 503", spoils.page(503, acts=True)),
]
_LISTS_OF_STOPS: list[tuple[str, Spoil]] = [
    *_OF_STOPS,
    ("50 MB of body", spoils.huge_body),
    ("a gzip bomb", spoils.gzip_bomb),
]
STOPS = [
    Row(name, spoil, Moment.STOP_READS, (UNKNOWN,), "", SHORT_S, scope=_STOPS, stops=2)
    for name, spoil in _LISTS_OF_STOPS
]
STOPS += [
    row
    for name, spoil in _OF_STOPS
    for row in (
        Row(name, spoil, Moment.FIRST_STOP_READ, scope=_STOPS, stops=2),
        # No answer tells that the stops are gone; the list after it does.
        Row(name, spoil, Moment.STOP_CANCELS, scope=_STOPS, stops=2),
        Row(name, spoil, FIRST_CANCEL, scope=_STOPS, stops=2),
        Row(name, spoil, ALL_CANCELS, (UNKNOWN,), "", SHORT_S, scope=_STOPS, stops=2),
        Row(name, spoil, ALL_READS, (UNKNOWN,), "", SHORT_S, scope=_STOPS, stops=2),
    )
]
STOPS += [
    Row("pages that loop", _loop, ALL_READS, (UNKNOWN,), "", SHORT_S, scope=_STOPS, stops=2),
    Row(
        "a page with 503, did not act",
        spoils.page(503),
        Moment.STOP_CANCELS,
        (LEFT,),
        "2 stops still open",
        LONG_S,
        scope=_STOPS,
        stops=2,
    ),
]

_OF_TYPES: list[tuple[str, Spoil, bool]] = [
    # Whether a spoiled cancel took effect.
    ("reset before it acted", spoils.reset_before, False),
    ("reset after it acted", spoils.reset_after, True),
    ("silent, did not act", spoils.silent_before, False),
    ("silent, acted", spoils.silent_after, True),
    ("half an answer", spoils.half, True),
    ("a chunk cut off", spoils.chunk_cut, True),
    ("a page with 503", spoils.page(503), False),
    ("a page with 429", spoils.page(429), False),
    ("a redirect", spoils.page(307, headers={"Location": "http://127.0.0.1:9/"}), False),
    ("a body of null", spoils.body_of(b"null"), True),
]
TYPES = [
    row
    for name, spoil, acts in _OF_TYPES
    for row in (
        Row(name, spoil, FIRST_CANCEL, scope=_ALL_TYPES),
        Row(name, spoil, READ_BACK, scope=_ALL_TYPES),
        Row(name, spoil, ALL_CANCELS, (UNKNOWN,) if acts else (LEFT, UNKNOWN), "", SHORT_S, scope=_ALL_TYPES),
        Row(name, spoil, ALL_READS, (UNKNOWN,), "", SHORT_S, scope=_ALL_TYPES),
    )
]
TYPES += [
    Row("no right to cancel", spoils.coded("40014"), FIRST_CANCEL, (REFUSED, EMPTY), scope=_ALL_TYPES),
    Row("no right to cancel", spoils.coded("40014"), ALL_CANCELS, (REFUSED,), scope=_ALL_TYPES),
]


@pytest.mark.parametrize("row", STOPS, ids=str)
def test_faults_while_stops_are_cancelled_too(row: Row, run_row: RunRow) -> None:
    run_row(row)


def test_lists_of_stops_that_loop(run_row: RunRow) -> None:
    """A unified account's are one list without pages, so nothing is wrong with those."""
    verdicts = (UNKNOWN, EMPTY)
    row = Row("stops that loop", _loop, Moment.STOP_READS, verdicts, "", SHORT_S, scope=_STOPS, stops=2)
    assert [each.verdict for each in run_row(row).report.product_types] == [UNKNOWN, EMPTY]


@pytest.mark.parametrize("row", TYPES, ids=str)
def test_faults_while_three_product_types_are_pressed(row: Row, run_row: RunRow) -> None:
    assert len(run_row(row).report.product_types) == 6
