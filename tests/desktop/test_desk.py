from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gui.desktop.desk import Desk
from gui.kept import journal
from gui.panic.orders import Environment, OrderResult, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.readiness import Readiness
from gui.panic.secrets import Credentials
from gui.panic.verdict import Report, Verdict
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange, parse_fault

WHOLE = Credentials.of(KEY, SECRET, PASSPHRASE)


def press(qtbot: QtBot, desk: Desk, timeout_ms: int = 15_000) -> Report:
    with qtbot.waitSignal(desk.press_ended, timeout=timeout_ms) as ended:
        desk.fire()
    report = ended.args[0]
    assert isinstance(report, Report)
    return report


def test_a_press_is_proved_empty_and_written_down(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange, tmp_path: Path
) -> None:
    report = press(qtbot, ready_desk)
    assert report.verdict is Verdict.EMPTY
    assert exchange.book.open_orders() == []
    assert {row.result for row in report.orders} == {OrderResult.CANCELLED}
    assert all(row.order.price for row in report.orders), "the snapshot names each order in full"
    qtbot.waitUntil(lambda: bool(journal.read(tmp_path / "journal.jsonl")[0][0].end))


def test_progress_arrives_before_the_verdict(qtbot: QtBot, ready_desk: Desk) -> None:
    seen: list[Progress] = []
    ready_desk.progressed.connect(seen.extend)
    report = press(qtbot, ready_desk)
    assert {progress.product_type for progress in seen} == {
        each.product_type for each in report.product_types
    }
    assert any(progress.orders for progress in seen)


def test_the_gui_thread_goes_on_while_the_exchange_never_answers(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange
) -> None:
    exchange.arm(parse_fault("cancel+read+batch:silent"))
    ready_desk.try_for(2.0)
    beats: list[float] = []
    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start()
    report = press(qtbot, ready_desk)
    timer.stop()
    assert report.verdict is Verdict.UNKNOWN
    assert 1.9 < report.elapsed_ms / 1000 < 6
    assert max(later - earlier for earlier, later in pairwise(beats)) < 1.5


def test_after_a_press_that_did_not_work_the_light_is_not_ready_until_it_was_looked_again(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange
) -> None:
    exchange.arm(parse_fault("cancel+read+batch:silent"))
    ready_desk.try_for(1.0)
    stands: list[Readiness] = []
    at_the_end: list[Readiness] = []
    ready_desk.readiness_changed.connect(stands.append)
    ready_desk.press_ended.connect(lambda _: at_the_end.append(stands[-1]))
    assert press(qtbot, ready_desk).verdict is Verdict.UNKNOWN
    assert at_the_end == [Readiness()]
    exchange.arm()
    qtbot.waitUntil(lambda: stands[-1].is_ready and stands[-1].open_orders is not None, timeout=30_000)


def test_a_press_during_a_run_is_another_cancel_and_one_record(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange, tmp_path: Path
) -> None:
    exchange.arm(parse_fault("silent*3"))
    started: list[float] = []
    ready_desk.press_started.connect(started.append)
    QTimer.singleShot(500, ready_desk, ready_desk.fire)
    report = press(qtbot, ready_desk)
    assert report.verdict is Verdict.EMPTY
    assert len(started) == 1
    cancels = [request for request in exchange.requests if request.path.endswith("cancel-all-orders")]
    assert len(cancels) >= 6
    [record] = journal.read(tmp_path / "journal.jsonl")[0]
    assert len(record.again) == 1


def test_that_a_press_has_begun_is_told_once_and_before_anything_that_comes_of_it(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange
) -> None:
    exchange.arm(parse_fault("silent*9"))
    ready_desk.try_for(1.0)
    told: list[str] = []
    ready_desk.press_started.connect(lambda _: told.append("started"))
    ready_desk.pressed_again.connect(lambda: told.append("again"))
    ready_desk.progressed.connect(lambda _: told.append("moved"))
    more: Callable[[Desk], None]
    for what, more in (("again", Desk.fire), ("moved", move)):
        told.clear()
        with qtbot.waitSignal(ready_desk.press_ended, timeout=15_000):
            ready_desk.fire()
            assert told == []  # in a turn of its own
            more(ready_desk)
        assert told[:2] == ["started", what]
        assert told.count("started") == 1


def move(desk: Desk) -> None:
    assert desk._pressing is not None
    desk._take_progress([(desk._pressing, Progress(ProductType.USDT_FUTURES, Stage.GLIMPSED, 1))])


def test_two_presses_one_after_another_are_two_records(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange, tmp_path: Path
) -> None:
    press(qtbot, ready_desk)
    placed = exchange.book.place()
    report = press(qtbot, ready_desk)
    assert report.verdict is Verdict.EMPTY
    assert [row.order.order_id for row in report.orders] == [placed.order_id]
    qtbot.waitUntil(lambda: len([r for r in journal.read(tmp_path / "journal.jsonl")[0] if r.end]) == 2)


def test_the_scope_is_what_is_pressed(qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange) -> None:
    ready_desk.cover(Scope((ProductType.USDC_FUTURES,)))
    report = press(qtbot, ready_desk)
    assert [each.product_type for each in report.product_types] == [ProductType.USDC_FUTURES]
    assert exchange.book.open_orders("USDC-FUTURES") == []
    assert len(exchange.book.open_orders("USDT-FUTURES")) == 8


def test_without_a_key_a_press_is_refused_in_words(qtbot: QtBot, make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    desk.choose(Environment.LIVE)
    report = press(qtbot, desk)
    assert report.verdict is Verdict.REFUSED
    assert "No API key is stored for Live" in report.sentence


def test_a_press_while_the_key_is_read_waits_for_it(
    qtbot: QtBot, make_desk: Callable[[], Desk], exchange: PracticeExchange
) -> None:
    desk = make_desk()
    desk.keys._keyring.save(Environment.DEMO, WHOLE)
    desk.choose(Environment.DEMO)
    report = press(qtbot, desk)
    assert report.verdict is Verdict.EMPTY
    assert exchange.book.open_orders() == []


def test_the_environment_stays_while_a_press_runs(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange
) -> None:
    exchange.arm(parse_fault("settle=600"))
    said: list[str] = []
    ready_desk.noticed.connect(said.append)
    with qtbot.waitSignal(ready_desk.press_ended, timeout=15_000):
        ready_desk.fire()
        assert not ready_desk.choose(Environment.LIVE)
    assert said == ["A press is running. Change the environment when it has its verdict."]


def test_an_exchange_that_goes_away_is_not_ready(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange
) -> None:
    exchange.stop()
    found: list[Readiness] = []
    ready_desk.readiness_changed.connect(found.append)
    ready_desk.cover(Scope((ProductType.USDT_FUTURES,)))
    qtbot.waitUntil(lambda: bool(found) and found[-1].is_known, timeout=15_000)
    assert not found[-1].is_ready
    assert "could not be reached" in found[-1].sentence


def test_orders_that_come_while_idle_are_shown(
    qtbot: QtBot, ready_desk: Desk, exchange: PracticeExchange
) -> None:
    placed = [exchange.book.place(symbol) for symbol in ("BTCUSDT", "BTCPERP", "BTCUSD")]
    seen: list[dict[str, tuple[object, ...]]] = []
    ready_desk.book_changed.connect(seen.append)
    ready_desk.watches.look_now()
    qtbot.waitUntil(lambda: bool(seen) and len(seen[-1]["main"]) == 14 + len(placed), timeout=25_000)


def test_a_closing_line_that_was_not_written_is_told_where_the_window_is(
    qtbot: QtBot, ready_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> dict[str, object]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "end_fields", full)
    told: list[tuple[str, bool]] = []

    def note(sentence: str) -> None:
        told.append((sentence, threading.current_thread() is threading.main_thread()))

    ready_desk.noticed.connect(note)
    assert press(qtbot, ready_desk).verdict is Verdict.EMPTY
    qtbot.waitUntil(lambda: bool(told))
    [(sentence, is_drawn)] = told
    assert "could not be written, because the disk is full" in sentence
    assert is_drawn
