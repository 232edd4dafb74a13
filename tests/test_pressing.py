"""A press with its journal: the book before it is kept, and costs the press nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from gui.kept import journal as journals
from gui.kept.journal import Journal, Origin, read
from gui.kept.records import Fields, book_fields
from gui.panic import refusals
from gui.panic.accounts import MAIN
from gui.panic.orders import Environment, OpenOrder, Scope
from gui.panic.snapshot import Snapshot
from gui.panic.verdict import Verdict
from gui.pressing import Pressing
from tests.panic.fakes import COIN, USDC, USDT, FakeExchange, Step, book_of, coded, order

SCOPE = Scope((USDT, USDC, COIN))
BOOK = tuple(book_of(3, USDT, USDC, COIN))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    made = Journal(path)
    yield made
    made.close()


def pressing(
    exchange: FakeExchange,
    journal: Journal,
    *,
    on_trouble: Callable[[str], None] | None = None,
    **given: Snapshot,
) -> Pressing:
    return Pressing(
        {MAIN: exchange},
        SCOPE,
        Environment.PRACTICE,
        journal,
        origin=Origin.WINDOW,
        deadline_s=5,
        pressed_at=time.monotonic(),
        snapshots=given or None,
        on_trouble=on_trouble,
    )


def test_the_book_is_kept_once_with_its_age(journal: Journal, path: Path) -> None:
    snapshot = Snapshot(BOOK, time.monotonic() - 4)
    pressing(FakeExchange(*BOOK), journal, main=snapshot).run()
    journal.close()
    [record], _ = read(path)
    (book,) = record.books  # three product types acknowledged, one line was written
    assert (book.account, book.orders) == ("main", BOOK)
    assert 3_900 <= book.age_ms <= 4_500


def test_every_account_has_a_line_of_its_own(journal: Journal, path: Path) -> None:
    now = time.monotonic()
    pressing(FakeExchange(), journal, main=Snapshot(BOOK, now), second=Snapshot((), now - 60)).run()
    journal.close()
    [record], _ = read(path)
    assert [(book.account, len(book.orders)) for book in record.books] == [("main", 9), ("second", 0)]


def test_nothing_of_the_book_is_written_before_the_first_acknowledgement(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not on the disk and not even made into a line: until then the processor is the press's alone."""
    made_at: list[float] = []

    def told(account: str, orders: Sequence[OpenOrder], age_ms: int) -> Fields:
        made_at.append(time.monotonic())
        return book_fields(account, orders, age_ms)

    monkeypatch.setattr(journals, "book_fields", told)
    exchange, gate = FakeExchange(*BOOK), threading.Event()
    for kind in SCOPE.product_types:
        exchange.always("cancel_all", kind, Step(hangs=gate))
    press = pressing(exchange, journal, main=Snapshot(BOOK, time.monotonic()))
    running = threading.Thread(target=press.run)
    running.start()
    time.sleep(0.3)
    assert exchange.count("cancel_all") == 3
    assert made_at == []
    assert b'"book"' not in path.read_bytes()
    gate.set()
    running.join(10)
    journal.close()
    assert len(made_at) == 1
    assert made_at[0] >= min(exchange.acknowledged_at.values())
    kinds = [line.split(b'"')[3] for line in path.read_bytes().splitlines()]
    assert kinds.index(b"book") < kinds.index(b"product")  # and not only when it is all over


def test_a_press_that_nobody_acknowledges_keeps_the_book_at_its_end(journal: Journal, path: Path) -> None:
    exchange = FakeExchange(*BOOK)
    for kind in SCOPE.product_types:
        exchange.always("cancel_all", kind, coded(refusals.KeyUnknown))
    pressing(exchange, journal, main=Snapshot(BOOK, time.monotonic())).run()
    journal.close()
    [record], _ = read(path)
    assert [book.orders for book in record.books] == [BOOK]
    assert record.end is not None


def test_without_a_snapshot_there_is_no_line(journal: Journal, path: Path) -> None:
    pressing(FakeExchange(order("1")), journal).run()
    journal.close()
    [record], unreadable = read(path)
    assert (record.books, unreadable) == ((), 0)


def test_an_age_is_never_negative() -> None:
    assert Snapshot((), 10.0).age_ms(9.0) == 0
    assert Snapshot((), 10.0).age_ms(12.3456) == 2_346


def test_a_further_press_before_the_run_stands_after_the_first(journal: Journal, path: Path) -> None:
    press = pressing(FakeExchange(order("1")), journal)
    assert press.again()
    assert press.run().verdict is Verdict.EMPTY
    journal.close()
    [record], unreadable = read(path)
    assert (len(record.again), unreadable) == (1, 0)


def test_a_closing_line_that_was_not_written_is_told(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> Fields:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journals, "end_fields", full)
    told: list[str] = []
    pressing(FakeExchange(*BOOK), journal, on_trouble=told.append).run()
    journal.close()
    [sentence] = told
    assert "could not be written, because the disk is full" in sentence


def test_of_a_journal_that_takes_nothing_it_is_told_once(journal: Journal, path: Path) -> None:
    path.mkdir()
    told: list[str] = []
    pressing(FakeExchange(*BOOK), journal, on_trouble=told.append).run()
    journal.close()
    assert len(told) == 1
