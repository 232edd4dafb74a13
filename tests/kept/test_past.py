"""The journal's reading end: whatever stands in the file, and which press never ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.kept import past
from gui.kept.calls import read_calls
from gui.kept.journal import End, PressRecord, read, unfinished, unfinished_sentence
from gui.kept.pack import press_ids
from gui.kept.records import Kind, end_fields, line, press_fields, product_fields
from gui.panic.orders import ALL_FUTURES, Covers, Environment, Namespace, ProductType, Scope
from gui.panic.verdict import Verdict

from .samples import PRODUCT, PRODUCT_EVERYTHING, REPORT, USDT, USDT_EVERYTHING, press

NOW = datetime(2025, 7, 8, 14, 0, tzinfo=UTC)
END = End(NOW, Verdict.EMPTY, "Nothing is open.", 300)


def _lines() -> bytes:
    made = press()
    return b"".join(
        [
            line(Kind.PRESSED, made.id, made.at, press_fields(made)),
            line(Kind.AGAIN, made.id, made.at, {}),
            line(Kind.PRODUCT, made.id, made.at, product_fields(PRODUCT)),
            line(Kind.ENDED, made.id, made.at, end_fields(REPORT)),
        ]
    )


LINES = _lines()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("past") / "journal.jsonl"


@pytest.fixture(scope="module")
def gone() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@given(st.binary())
@settings(deadline=None)
def test_any_bytes_at_all_are_borne(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    records, unreadable = read(path)
    assert not records
    assert (unreadable > 0) == any(each.strip() for each in content.split(b"\n"))


@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES)), st.binary(max_size=5))
@settings(deadline=None, max_examples=300)
def test_a_spoilt_file_gives_what_is_left_of_it(path: Path, start: int, end: int, put: bytes) -> None:
    path.write_bytes(LINES[:start] + put + LINES[end:] + b"\n" + LINES)
    records, _ = read(path)
    # A line whose text was changed may still be one; a line after the spoilt place is never lost.
    whole = [record for record in records if record.end and record.products and record.again]
    assert whole
    for record in records:
        unfinished_sentence(record)
    unfinished(records)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), st.lists, max_leaves=3
)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Kind.PRESSED, press_fields(press())),
        (Kind.PRODUCT, product_fields(PRODUCT)["report"]),
        (Kind.PRODUCT, product_fields(PRODUCT_EVERYTHING)["report"]),
        (Kind.ENDED, end_fields(REPORT)),
    ],
)
@given(data=st.data())
@settings(deadline=None)
def test_any_value_in_any_field_is_borne(
    path: Path, kind: Kind, fields: dict[str, object], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([*fields, "at", "press", "kind"]))
    changed = {**fields, name: data.draw(JSON)}
    told = {"report": changed} if kind is Kind.PRODUCT else changed
    made = press()
    path.write_bytes(line(Kind.PRESSED, "x", made.at, press_fields(made)) + line(kind, "x", made.at, told))
    records, _ = read(path)
    assert [record.press.id for record in records if record.press.pid == os.getpid()][:1] == ["x"]
    unfinished(records)


def test_a_torn_end_costs_one_line(path: Path) -> None:
    for cut in range(1, len(LINES.splitlines(keepends=True)[-1]) - 1):
        path.write_bytes(LINES[: -1 - cut])
        [record], unreadable = read(path)
        assert (record.end, unreadable) == (None, 1)
    path.write_bytes(LINES[:-1])  # all but the newline: the line itself is whole
    [record], unreadable = read(path)
    assert record.end is not None
    assert unreadable == 0


@pytest.mark.parametrize(
    "spoilt",
    [
        b"[" * 100_000,
        b"1" * 10_000,
        b'{"kind":"pressed"}',
        b'{"kind":"pressed","press":"a","at":"2025-07-08T14:00:00","scope":{}}',
        b"\xff\xfe\x00",
        b'{"a":"\\ud800"}',
        LINES.splitlines()[3].replace(b"61234.50", b"sNaN"),
        LINES.splitlines()[3].replace(b"61234.50", b"much"),
        LINES.splitlines()[0].replace(b'"pid":', b'"pid":-'),
        LINES.splitlines()[0].replace(b'"pid":', b'"pid":99999999999'),
        LINES.splitlines()[0].replace(b'"at":"20', b'"at":"00'),
        LINES.splitlines()[0].replace(b"USDT-FUTURES", b"MOON-FUTURES"),
        LINES.splitlines()[0].replace(b'"covers":"orders"', b'"covers":"stops"'),
        LINES.splitlines()[0].replace(b'"covers":"orders"', b'"covers":null'),
        LINES.splitlines()[2].replace(b'"unprotected":[]', b'"unprotected":[{"size":null}]'),
        LINES.splitlines()[2].replace(b'"unprotected":[]', b'"unprotected":{}'),
        LINES.splitlines()[2].replace(b'"mode":null', b'"mode":"margin"'),
        LINES.splitlines()[3].replace(b'"profit_loss"', b'"loss"'),
    ],
)
def test_a_line_that_makes_no_sense_is_counted(path: Path, spoilt: bytes) -> None:
    path.write_bytes(spoilt + b"\n" + LINES)
    records, unreadable = read(path)
    assert (len(records), unreadable) == (1, 1)


def test_what_a_later_version_adds_is_passed_over(path: Path) -> None:
    path.write_bytes(
        LINES.replace(b'{"kind"', b'{"mood":{"a":[1]},"kind"') + b'{"kind":"mood","press":"x"}\n\n'
    )
    records, unreadable = read(path)
    assert (len(records), unreadable) == (1, 0)


def test_what_belongs_to_a_press_that_was_lost_is_passed_over(path: Path) -> None:
    path.write_bytes(b"".join(LINES.splitlines(keepends=True)[1:]))
    assert read(path) == ([], 0)


def test_a_huge_journal_is_read_from_its_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "_MOST_READ", len(LINES) + 100)
    made = press()
    path.write_bytes(LINES * 5 + line(Kind.PRESSED, made.id, made.at, press_fields(made)))
    records, unreadable = read(path)
    assert records[-1].press == made
    assert unreadable == 0


def test_a_missing_file_has_no_presses(tmp_path: Path) -> None:
    assert read(tmp_path / "nothing" / "journal.jsonl") == ([], 0)


def test_presses_come_in_the_order_of_the_file(path: Path) -> None:
    early, late = press(at=NOW), press(at=NOW - timedelta(hours=1))  # the clock was put back
    path.write_bytes(b"".join(line(Kind.PRESSED, p.id, p.at, press_fields(p)) for p in (early, late)))
    assert [record.press for record in read(path)[0]] == [early, late]


def test_a_press_whose_process_is_gone_is_unfinished(gone: int) -> None:
    record = PressRecord(press(at=NOW, pid=gone))
    assert unfinished([record], NOW) is record
    assert unfinished([], NOW) is None


def test_a_press_whose_process_is_there_is_unfinished_after_ten_minutes() -> None:
    record = PressRecord(press(at=NOW))
    assert unfinished([record], NOW + timedelta(minutes=10)) is None
    assert unfinished([record], NOW + timedelta(minutes=10, seconds=1)) is record


def test_the_newest_of_several_is_named(gone: int) -> None:
    old, new = (PressRecord(press(at=NOW + timedelta(minutes=m), pid=gone)) for m in (0, 1))
    running = PressRecord(press(at=NOW + timedelta(minutes=2)))
    assert unfinished([old, new, running], NOW + timedelta(minutes=3)) is new


def test_a_later_press_that_covers_as_much_settles_it(gone: int) -> None:
    made = partial(press, at=NOW, pid=gone)
    lost = PressRecord(made(scope=USDT))
    for scope in (USDT, Scope(), Scope((ProductType.USDT_FUTURES,))):
        assert unfinished([lost, PressRecord(made(scope=scope), end=END)], NOW) is None
    for later in (
        made(scope=Scope(ALL_FUTURES, "USDC")),
        made(scope=Scope((ProductType.COIN_FUTURES,))),
        made(Environment.PRACTICE, USDT),
    ):
        assert unfinished([lost, PressRecord(later, end=END)], NOW) is lost
    assert unfinished([PressRecord(made(scope=USDT), end=END), lost], NOW) is lost


def test_a_press_on_orders_does_not_settle_one_on_everything(gone: int) -> None:
    made = partial(press, at=NOW, pid=gone)
    lost = PressRecord(made(scope=USDT_EVERYTHING))
    assert unfinished([lost, PressRecord(made(scope=Scope()), end=END)], NOW) is lost
    for scope in (USDT_EVERYTHING, Scope(kinds=Covers.EVERYTHING)):
        assert unfinished([lost, PressRecord(made(scope=scope), end=END)], NOW) is None
    orders_only = PressRecord(made(scope=USDT))
    assert unfinished([orders_only, PressRecord(made(scope=USDT_EVERYTHING), end=END)], NOW) is None


def test_lines_from_before_stops_could_be_covered_are_read(path: Path) -> None:
    """What an earlier version wrote: no covers, no namespaces, nothing on positions."""
    old = []
    for content in LINES.splitlines():
        told = json.loads(content)
        told.get("scope", {}).pop("covers", None)
        for name in ("stops_left", "unprotected", "mode"):
            told.get("report", {}).pop(name, None)
        for order in told.get("orders", []):
            del order["namespace"]
            order.pop("plan_type", None)
        old.append(json.dumps(told).encode())
    path.write_bytes(b"\n".join(old))
    [record], unreadable = read(path)
    assert unreadable == 0
    assert record.press.scope == USDT
    assert record.press.scope.kinds is Covers.ORDERS
    assert record.products == (PRODUCT,)
    assert record.end is not None
    assert {outcome.order.namespace for outcome in record.end.orders} == {Namespace.ORDERS}
    assert {outcome.order.plan_type for outcome in record.end.orders} == {None}


def test_the_sentence_tells_local_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        record = PressRecord(press(at=datetime(2025, 7, 8, 5, 3, 5, tzinfo=UTC)))
        told = unfinished_sentence(record, NOW)
        later = unfinished_sentence(record, NOW + timedelta(days=1))
        drill = unfinished_sentence(PressRecord(press(Environment.PRACTICE, at=NOW)), NOW)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert told == "Your last press at 14:03:05 did not finish; press again or check the Bitget app."
    assert later.startswith("Your last press at 14:03:05 on 2025-07-08 did not finish;")
    assert drill == "Your last drill at 23:00:00 did not finish; no real order was touched."


def test_a_press_makes_good_an_earlier_one_only_if_it_took_in_its_accounts() -> None:
    wide, narrow = ("main", "sub1"), ("main",)
    for earlier, later, is_settled in ((wide, narrow, False), (narrow, wide, True), (wide, wide, True)):
        first = PressRecord(replace(press(at=NOW - timedelta(hours=1)), accounts=earlier))
        second = PressRecord(replace(press(at=NOW - timedelta(minutes=30)), accounts=later), end=END)
        assert (unfinished([first, second], NOW) is None) is is_settled


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes and devices among the files")
@pytest.mark.parametrize("put", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), os.mkdir])
def test_what_is_no_plain_file_keeps_no_reader_waiting(tmp_path: Path, put: Callable[[Path], None]) -> None:
    journal = tmp_path / "journal.jsonl"
    put(journal)
    assert read(journal) == ([], 1)
    with pytest.raises(OSError, match=r"device or address|directory"):
        press_ids(journal)
    calls = tmp_path / "evidence" / f"{press().id}.jsonl.gz"
    calls.parent.mkdir()
    put(calls)
    with pytest.raises(OSError, match=r"device or address|directory"):
        read_calls(journal, calls.name.partition(".")[0])
