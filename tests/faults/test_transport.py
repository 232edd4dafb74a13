"""Connections that break, stall, flood or babble, before and after a cancel took effect."""

from __future__ import annotations

from collections import Counter

import pytest

from gui.bitget.wire.connection import Connection
from gui.panic.verdict import Verdict

from . import spoils
from .conftest import RunRow
from .front import Spoil, matrix_key
from .rows import (
    ALL,
    ALL_CANCELS,
    EMPTY,
    LATER_CANCEL,
    LEFT,
    LONG_S,
    SHORT_S,
    STUBBORN,
    UNKNOWN,
    Moment,
    Row,
    at,
)
from .running import MODES

BROKE, LATE = "The connection broke", "did not answer in time"
_DID_NOT_ACT: list[tuple[str, Spoil, str]] = [
    ("closed before the answer", spoils.close_before, BROKE),
    ("reset before it acted", spoils.reset_before, BROKE),
    ("reset while the request is sent", spoils.reset_in_request, BROKE),
    ("silent, did not act", spoils.silent_before, LATE),
    ("another protocol", spoils.not_http, ""),
    ("a TLS alert in the open", spoils.tls_alert, ""),
]
_ACTED: list[tuple[str, Spoil, str]] = [
    ("closed after it acted", spoils.close_after, BROKE),
    ("reset after it acted", spoils.reset_after, BROKE),
    ("reset in the middle of the answer", spoils.reset_in_answer, BROKE),
    ("half an answer", spoils.half, BROKE),
    ("half a head", spoils.half_head, ""),
    ("silent, acted", spoils.silent_after, LATE),
    ("a byte every 50 ms", spoils.drip, ""),
    ("a header that never ends", spoils.endless_head, ""),
    ("1 MB of header", spoils.huge_header, ""),
    ("20,000 headers", spoils.many_headers, ""),
    ("50 MB announced", spoils.huge_length, ""),
    ("gzip that is none", spoils.not_gzip, ""),
    ("gzip cut in half", spoils.cut_gzip, ""),
    ("chunks of nonsense", spoils.chunk_nonsense, ""),
    ("a chunk of negative size", spoils.chunk_negative, ""),
    ("a chunk cut off", spoils.chunk_cut, ""),
    ("chunks without an end", spoils.chunk_missing_end, ""),
    ("HTTP/1.0 cut off", spoils.http10_cut, ""),
]
ROWS = [row for name, spoil, says in _DID_NOT_ACT for row in at(name, spoil, says=says)]
ROWS += [row for name, spoil, says in _ACTED for row in at(name, spoil, says=says, acts=True)]
# What looks strange and is allowed: the press must not stumble over it.
ROWS += [
    Row("true answers, gzipped", spoils.gzipped, ALL),
    Row("true answers, in small chunks", spoils.chunked, ALL),
    Row("HTTP/1.0, closed after each answer", spoils.http10, ALL),
    *(
        Row("HTTP/1.0, closed after the answer", spoils.http10, moment, practice=STUBBORN)
        for moment in Moment
        if moment is not ALL
    ),
    Row("every answer 150 ms late", spoils.late(0.15), ALL),
    # Later than the time-out allows: nothing is ever acknowledged, or read.
    Row("every answer a second late", spoils.late(1.0), ALL, (UNKNOWN,), "", SHORT_S),
    Row("two lengths that contradict each other", spoils.two_lengths, ALL_CANCELS, (UNKNOWN, EMPTY)),
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_broken_connection(row: Row, run_row: RunRow) -> None:
    run_row(row)


class Sending:
    """Writes that fail, so many of each account's: some bytes leave, and the system says that none can."""

    def __init__(self, path: str, bytes_left: int | None, most: int | None) -> None:
        self.path, self.bytes_left, self.most = path, bytes_left, most
        self.failed: Counter[str] = Counter()
        self._write = Connection.write

    def write(self, connection: Connection, whole: memoryview, until: float) -> None:
        text = bytes(whole).decode("latin-1")
        [account, *_] = [name for name in MODES if matrix_key(name) in text] or [""]
        if self.path not in text or self.failed[account] == self.most:
            return self._write(connection, whole, until)
        self.failed[account] += 1
        self._write(connection, whole[: self.bytes_left], until)
        raise ConnectionResetError


_SENDING = [
    # The kind of request, how many bytes of it leave (None: all), how often, and what the press may come to.
    ("cancel", 40, 1, (EMPTY,)),
    ("cancel", None, 1, (EMPTY,)),
    ("cancel", 40, None, (LEFT, UNKNOWN)),
    ("cancel", None, None, (UNKNOWN,)),
    ("pending", 40, 1, (EMPTY,)),
    ("unfilled", 40, 1, (EMPTY,)),
    ("pending", None, None, (UNKNOWN, EMPTY)),
]


@pytest.mark.parametrize(("path", "bytes_left", "most", "verdicts"), _SENDING)
def test_a_connection_that_is_reset_while_a_request_is_written(
    path: str,
    bytes_left: int | None,
    most: int | None,
    verdicts: tuple[Verdict, ...],
    run_row: RunRow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system's own error tells nothing of how much arrived: a cancel may have acted all the same."""
    sending = Sending(path, bytes_left, most)
    monkeypatch.setattr(Connection, "write", lambda *given: sending.write(*given))
    name = f"{path}, {bytes_left} bytes, {most} times"
    run_row(Row(name, verdicts=verdicts, deadline_s=LONG_S if most else SHORT_S, alone=True))
    assert sending.failed


def test_a_refusal_after_a_write_that_failed_is_no_refusal(
    run_row: RunRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first cancel left whole and acted, though the system said that it did not leave."""
    sending = Sending("cancel", None, 1)
    monkeypatch.setattr(Connection, "write", lambda *given: sending.write(*given))
    spoil = spoils.coded("40014")
    run_row(Row("refused from then on", spoil, LATER_CANCEL, (UNKNOWN,), deadline_s=SHORT_S, alone=True))
    assert sending.failed == dict.fromkeys(MODES, 1)
