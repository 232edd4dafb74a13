"""The books kept for a press: which scope they hold for, and when they are let go of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.desktop.desk import Desk
from gui.desktop.snapshots import Snapshots
from gui.kept import journal
from gui.panic.accounts import MAIN
from gui.panic.orders import Covers, Environment, ProductType, Scope
from gui.panic.snapshot import Snapshot
from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange
from tests.panic.fakes import COIN, USDC, USDT, book_of

BOOK = tuple(book_of(2, USDT, USDC, COIN))


def kept() -> Snapshots:
    snapshots = Snapshots(Scope())
    snapshots.take(MAIN, BOOK, 5.0)
    return snapshots


def test_a_narrower_scope_keeps_what_lies_in_it() -> None:
    snapshots = kept()
    snapshots.cover(Scope((USDT,)))
    assert snapshots.of([MAIN]) == {
        MAIN: Snapshot(tuple(each for each in BOOK if each.product_type is USDT), 5.0)
    }


def test_of_a_wider_scope_nothing_is_known() -> None:
    snapshots = kept()
    snapshots.cover(Scope((USDT,)))
    snapshots.cover(Scope((USDT, USDC)))
    assert snapshots.of([MAIN]) == {}
    snapshots = kept()
    snapshots.cover(Scope((ProductType.SUSDT_FUTURES,)))
    assert snapshots.of([MAIN]) == {}


def test_whether_stops_go_too_makes_no_difference() -> None:
    snapshots = kept()
    snapshots.cover(Scope(kinds=Covers.EVERYTHING))
    assert snapshots.of([MAIN]) == {MAIN: Snapshot(BOOK, 5.0)}


def test_forgotten_is_forgotten_and_what_was_given_stays() -> None:
    snapshots = kept()
    given = snapshots.of([MAIN])
    snapshots.forget()
    assert snapshots.of([MAIN]) == {}
    assert given == {MAIN: Snapshot(BOOK, 5.0)}


def test_a_press_writes_down_the_book_that_the_window_showed_and_the_next_an_empty_one(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange, tmp_path: Path
) -> None:
    there = {order.order_id for order in exchange.book.open_orders()}
    for _ in range(2):
        with qtbot.waitSignal(ready_desk.press_ended, timeout=15_000):
            ready_desk.fire()
    path = tmp_path / "journal.jsonl"
    qtbot.waitUntil(lambda: len([each for each in journal.read(path)[0] if each.end]) == 2)
    first, second = journal.read(path)[0]
    (book,), (empty,) = first.books, second.books
    assert {order.order_id for order in book.orders} == there
    assert (book.account, empty.account, empty.orders) == ("main", "main", ())
    assert book.age_ms < 10_000
    assert empty.age_ms < 5_000
    assert all(order.order_type and order.force and order.leverage for order in book.orders)


def test_an_empty_that_was_proved_for_another_scope_says_nothing_of_this_one(
    qtbot: QtBot, make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    desk.cover(Scope((ProductType.USDT_FUTURES,)))
    with qtbot.waitSignal(desk.book_changed, timeout=15_000):
        desk.choose(Environment.PRACTICE)
    with qtbot.waitSignal(desk.press_ended, timeout=15_000) as ended:
        desk.fire()
        desk.cover(Scope())
    assert ended.args[0].verdict is Verdict.EMPTY
    with qtbot.waitSignal(desk.press_ended, timeout=15_000):
        desk.fire()
    path = tmp_path / "journal.jsonl"
    qtbot.waitUntil(lambda: len([each for each in journal.read(path)[0] if each.end]) == 2)
    first, second = journal.read(path)[0]
    assert len(first.books) == 1
    assert second.books == ()


def test_another_environment_has_a_book_of_its_own(qtbot: QtBot, ready_desk: Desk, tmp_path: Path) -> None:
    ready_desk.choose(Environment.PRACTICE)
    with qtbot.waitSignal(ready_desk.press_ended, timeout=15_000):
        ready_desk.fire()
    path = tmp_path / "journal.jsonl"
    qtbot.waitUntil(lambda: bool(journal.read(path)[0][0].end))
    assert journal.read(path)[0][0].books == ()
