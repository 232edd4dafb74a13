"""The journal's writing end: on disk before the press, and never in its way."""

from __future__ import annotations

import json
import os
import signal
import stat
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from gui.kept import writer
from gui.kept.journal import Journal, read, unfinished
from gui.panic.accounts import MAIN
from gui.panic.orders import AccountMode, OpenOrder
from gui.panic.verdict import ProductReport
from tests.widgets import made_up

from .conftest import run_python
from .samples import OUTCOMES, PRODUCT, PRODUCT_EVERYTHING, REPORT, USDT_EVERYTHING, press

LONG_S = 30.0  # a busy machine must not fail a test that is not about time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "panic-button" / "journal.jsonl"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path, patience_s=LONG_S)
    yield journal
    journal.close()


def test_a_press_and_all_that_came_of_it_is_read_back(journal: Journal, path: Path) -> None:
    made = press()
    again = datetime(2025, 7, 8, 14, 3, 6, tzinfo=UTC)
    assert journal.pressed(made) is None
    journal.pressed_again(made.id, again)
    journal.product_ended(made.id, PRODUCT)
    journal.ended(made.id, REPORT)
    journal.close()
    [record], unreadable = read(path)
    assert (record.press, record.again, record.products, unreadable) == (made, (again,), (PRODUCT,), 0)
    assert record.end is not None
    assert (record.end.verdict, record.end.sentence) == (REPORT.verdict, REPORT.sentence)
    assert (record.end.elapsed_ms, record.end.orders) == (REPORT.elapsed_ms, OUTCOMES)
    assert journal.trouble is None


def test_a_line_can_be_read_by_any_tool(journal: Journal, path: Path) -> None:
    journal.pressed(press())
    journal.ended("x", REPORT)
    journal.close()
    first, second = (json.loads(line) for line in path.read_text("ascii").splitlines())
    assert first["scope"] == {
        "places": "USDT-FUTURES, margin coin USDT only",
        "product_types": ["USDT-FUTURES"],
        "margin_coin": "USDT",
        "covers": "orders",
    }
    assert first["environment"] == "live"
    assert first["origin"] == "window"
    assert second["orders"][0]["size"] == "0.00100000000000000001"
    assert second["orders"][0]["price"] == "61234.50"
    assert [order["namespace"] for order in second["orders"]] == ["orders", "orders", "profit_loss"]
    assert second["orders"][2]["plan_type"] == "pos_loss"


@pytest.mark.parametrize(
    "product", [PRODUCT_EVERYTHING, replace(PRODUCT_EVERYTHING, unprotected=None, mode=AccountMode.UNIFIED)]
)
def test_a_press_on_everything_is_read_back(journal: Journal, path: Path, product: ProductReport) -> None:
    made = press(scope=USDT_EVERYTHING)
    journal.pressed(made)
    journal.product_ended(made.id, product)
    journal.close()
    [record], unreadable = read(path)
    assert (record.press, record.products, unreadable) == (made, (product,), 0)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_nobody_else_may_read_it_whatever_the_umask(journal: Journal, path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        assert journal.pressed(press()) is None
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_that_was_open_to_others_is_closed(journal: Journal, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("")
    path.chmod(0o644)
    journal.pressed(press())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_killed_right_after_the_press_it_is_still_there(path: Path) -> None:
    process = run_python(
        """
        import sys, time
        from pathlib import Path
        from gui.kept.journal import Journal, Press
        from gui.panic.orders import Environment, Scope
        press = Press(Environment.LIVE, Scope())
        print(press.id, Journal(Path(sys.argv[1]), patience_s=10).pressed(press), flush=True)
        time.sleep(60)
        """,
        str(path),
    )
    assert process.stdout is not None
    press_id, answer = process.stdout.readline().split(maxsplit=1)
    records, _ = read(path)
    assert unfinished(records) is None, "the process is still at it"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert answer.strip() == "None"
    records, unreadable = read(path)
    found = unfinished(records)
    assert found is not None
    assert (found.press.id, unreadable) == (press_id, 0)


def test_after_a_torn_line_the_next_begins_anew(journal: Journal, path: Path) -> None:
    whole, torn, next_one = press(), press(), press()
    journal.pressed(whole)
    journal.pressed(torn)
    path.write_bytes(path.read_bytes()[:-20])
    journal.pressed(next_one)
    records, unreadable = read(path)
    assert [record.press for record in records] == [whole, next_one]
    assert unreadable == 1


def test_a_file_that_was_moved_away_is_begun_again(journal: Journal, path: Path) -> None:
    journal.pressed(press())
    path.rename(path.with_suffix(".old"))
    journal.pressed(press())
    assert len(read(path)[0]) == 1


def test_two_processes_lose_nothing(path: Path) -> None:
    script = """
        import sys
        from pathlib import Path
        from gui.kept import writer
        from gui.kept.journal import Journal, Press
        from gui.panic.orders import Environment, Scope
        writer.insist_on_a_plain_file, writer._tail = lambda *_: None, lambda _: b""
        journal = Journal(Path(sys.argv[1]))
        sys.stdin.readline()
        for _ in range(500):
            journal.pressed(Press(Environment.DEMO, Scope()))
        journal.close(30)
        """
    both = [run_python(script, str(path)) for _ in range(2)]
    with both[0], both[1]:
        for process in both:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        assert [process.wait(60) for process in both] == [0, 0]
    records, unreadable = read(path)
    assert (len(records), unreadable) == (1000, 0)
    assert len({record.press.pid for record in records}) == 2


def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "insist_on_a_plain_file", lambda *_: None)  # a device plays the disk
    mode = os.stat("/dev/full").st_mode
    journal = Journal(Path("/dev/full"), patience_s=LONG_S)
    told = journal.pressed(press())
    journal.close()
    assert told == journal.trouble
    assert told is not None
    assert "because the disk is full" in told
    assert "cancel orders all the same" in told
    assert os.stat("/dev/full").st_mode == mode, "a device is not ours to close"


def test_a_disk_that_fills_up_in_the_middle_of_a_line_costs_that_line(path: Path) -> None:
    process = run_python(
        """
        import resource, sys
        from pathlib import Path
        from gui.kept.journal import Journal, Press
        from gui.panic.orders import Environment, Scope
        journal = Journal(Path(sys.argv[1]), patience_s=10)
        def press(room):
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            return journal.pressed(Press(Environment.LIVE, Scope()))
        first = press(10_000)
        second = press(Path(sys.argv[1]).stat().st_size + 50)
        trouble = journal.trouble
        third = press(10_000)
        print([first, second == trouble, "largest size" in second, third, journal.trouble])
        """,
        str(path),
    )
    output, _ = process.communicate(timeout=60)
    assert output.strip() == "[None, True, True, None, None]"
    records, unreadable = read(path)
    assert (len(records), unreadable) == (2, 1)


def test_a_folder_in_the_place_of_the_file_is_a_sentence(journal: Journal, path: Path) -> None:
    path.mkdir(parents=True)
    told = journal.pressed(press())
    assert told is not None
    assert "there is a folder where the file should be" in told
    assert read(path) == ([], 1)


def test_a_file_in_the_place_of_a_folder_is_a_sentence(journal: Journal, path: Path) -> None:
    path.parent.parent.write_text("")
    told = journal.pressed(press())
    assert told is not None
    assert "there is a file where a folder should be" in told


def test_trouble_is_over_when_a_line_was_written(journal: Journal, path: Path) -> None:
    path.mkdir(parents=True)
    assert journal.pressed(press()) is not None
    path.rmdir()
    assert journal.pressed(press()) is None
    assert journal.trouble is None


def test_a_line_that_cannot_be_made_is_a_sentence_too(journal: Journal) -> None:
    broken = press(at="soon")  # type: ignore[arg-type]
    told = journal.pressed(broken)
    assert told is not None
    assert "a fault in this program (AttributeError)" in told
    assert journal.pressed(press()) is None


def test_no_thread_to_be_had_is_a_sentence(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    told = journal.pressed(press())
    assert told == journal.trouble
    assert told is not None
    assert "no thread" in told


@pytest.mark.parametrize("put", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_journal_that_is_no_plain_file_is_told_and_not_written_to(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    path = tmp_path / "journal.jsonl"
    put(path)
    journal = Journal(path, patience_s=LONG_S)
    told = journal.pressed(press())
    assert told is not None
    assert "because what is there is no plain file" in told
    journal.close()


@pytest.fixture
def hanging_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A full pipe: the system takes no byte of what is written to it, as with a disk that hangs."""
    monkeypatch.setattr(writer, "insist_on_a_plain_file", lambda *_: None)
    monkeypatch.setattr(writer, "_tail", lambda _: b"")
    path = tmp_path / "journal.jsonl"
    os.mkfifo(path)
    pipe = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    try:
        while True:
            os.write(pipe, bytes(4096))
    except BlockingIOError:
        pass
    yield path
    os.set_blocking(pipe, True)
    until = time.monotonic() + LONG_S
    while any(thread.name == "journal" for thread in threading.enumerate()) and time.monotonic() < until:
        os.read(pipe, 65536)  # what hung goes on and ends
        time.sleep(0.01)
        os.set_blocking(pipe, False)
    os.close(pipe)


def test_a_disk_that_hangs_holds_nobody_up(hanging_path: Path) -> None:
    journal = Journal(hanging_path)
    waits, answers = [], []
    for _ in range(9):
        began = time.perf_counter()
        answers.append(journal.pressed(press()))
        waits.append(time.perf_counter() - began)
    began = time.perf_counter()
    journal.ended("x", REPORT)
    assert time.perf_counter() - began < 10
    # The median, as one of nine may meet a busy machine.
    assert statistics.median(waits) < 0.02
    assert all(answer and "is not written yet" in answer for answer in answers)
    assert journal.trouble == answers[-1]
    began = time.perf_counter()
    journal.close(0.05)
    assert time.perf_counter() - began < 10


def test_a_slow_flush_holds_nobody_up_and_is_no_trouble(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(os, "fsync", lambda _: go_on.wait(LONG_S))
    journal = Journal(path, patience_s=0.2)
    began = time.perf_counter()
    assert journal.pressed(press()) is None
    assert time.perf_counter() - began < 10
    assert len(read(path)[0]) == 1
    go_on.set()
    journal.close()
    assert journal.trouble is None


def test_a_press_takes_a_few_milliseconds_at_most(path: Path) -> None:
    journal = Journal(path)
    waits = []
    for _ in range(101):
        began = time.perf_counter()
        journal.pressed(press())
        waits.append(time.perf_counter() - began)
    journal.close(LONG_S)
    assert statistics.median(waits) < 0.01
    assert len(read(path)[0]) == 101


def test_closing_is_not_the_end(journal: Journal, path: Path) -> None:
    journal.close()
    journal.pressed(press())
    journal.close()
    journal.close()
    assert not any(thread.name == "journal" for thread in threading.enumerate())
    assert journal.pressed(press()) is None
    assert len(read(path)[0]) == 2


def test_making_a_journal_touches_nothing(path: Path) -> None:
    journal = Journal(path)
    journal.close()
    assert not path.parent.exists()
    assert read(path) == ([], 0)


def test_a_program_that_hangs_on_its_disk_still_ends(hanging_path: Path) -> None:
    process = run_python(
        """
        import sys
        from pathlib import Path
        from gui.kept.journal import Journal, Press
        from gui.panic.orders import Environment, Scope
        journal = Journal(Path(sys.argv[1]))
        journal.pressed(Press(Environment.LIVE, Scope()))
        journal.close(0.1)
        """,
        str(hanging_path),
    )
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    assert process.returncode == 0


def test_a_press_does_not_wait_for_the_rest_of_whoever_writes_a_long_line(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_REST_S", LONG_S)
    journal, begun = Journal(path, patience_s=LONG_S / 2), threading.Event()

    def orders() -> Iterator[OpenOrder]:
        begun.set()
        yield from made_up.book(1000)

    first = press()
    assert journal.pressed(first) is None
    journal.book(first.id, MAIN, cast("Sequence[OpenOrder]", orders()), 0)
    assert begun.wait(LONG_S)
    time.sleep(0.2)  # it rests
    assert journal.pressed(press()) is None
    journal.close()


def test_whoever_cannot_be_told_of_trouble_does_not_end_the_writing(path: Path) -> None:
    journal = Journal(path, patience_s=LONG_S)

    def gone(_: str) -> None:
        raise BrokenPipeError

    first = press()
    assert journal.pressed(first) is None
    path.chmod(0o600)
    path.rename(path.with_suffix(".away"))
    path.mkdir()  # no line can be written to it
    journal.ended(first.id, REPORT, on_trouble=gone)
    deadline = time.monotonic() + LONG_S
    while journal.trouble is None and time.monotonic() < deadline:
        time.sleep(0.01)
    path.rmdir()
    assert journal.pressed(press()) is None
    journal.close()


def test_a_press_is_written_within_a_line_that_takes_long(journal: Journal, path: Path) -> None:
    """The line of a book of thousands is made little by little; a further press must not wait for its end."""
    begun, is_put, may_end = threading.Event(), threading.Event(), threading.Event()

    def orders() -> Iterator[OpenOrder]:
        yield from made_up.book(10)
        begun.set()
        assert is_put.wait(LONG_S)
        yield from made_up.book(100)
        assert may_end.wait(LONG_S)

    first, second = press(), press()
    assert journal.pressed(first) is None
    journal.book(first.id, MAIN, cast("Sequence[OpenOrder]", orders()), 0)
    assert begun.wait(LONG_S)
    is_written = journal.pressing(second)
    is_put.set()
    try:
        assert is_written() is None
        assert {found.press.id for found in read(path)[0]} == {first.id, second.id}
    finally:
        may_end.set()
    journal.close()
    books = {found.press.id: found.books for found in read(path)[0]}
    assert [len(book.orders) for book in books[first.id]] == [110]
    assert books[second.id] == ()
