"""What stands after a press once something else is covered, or nobody looks any more."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from gui import venue
from gui.desktop import stations
from gui.desktop.rows import OrderRow
from gui.kept.credentials import SessionKeys
from gui.panic.accounts import MAIN
from gui.panic.orders import Environment, OpenOrder, ProductType, Scope
from gui.panic.readiness import not_ready
from gui.panic.secrets import Credentials
from gui.panic.standing import Check
from gui.panic.standing import Standing as CheckStanding
from gui.panic.verdict import Report, Verdict
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange, parse_fault
from gui.program import Program
from gui.widgets.settings import SettingsDialog
from gui.widgets.tray_icon import Standing
from gui.wiring.interrupts import Interrupts
from tests.window.conftest import MakeProgram
from tests.window.test_program import dialogs


def _press(qtbot: QtBot, program: Program) -> None:
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000) as told:
        program.window.fire_wanted.emit(time.monotonic())
    assert told.args is not None
    report = told.args[0]
    assert isinstance(report, Report)
    assert report.verdict is Verdict.EMPTY


def _press_and_leave_some(qtbot: QtBot, program: Program, exchange: PracticeExchange) -> None:
    exchange.arm(parse_fault("some-fail=5,22067"))
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
    assert _standing(program) is Standing.LEFT


def _is_told(program: Program, title: str) -> bool:
    return program.window.verdict.text()[0] == title


def _standing(program: Program) -> Standing:
    return program.beside.tray.icon.standing


def _add_account_without_key(program: Program, name: str) -> None:
    stations = program.desk._stations
    stations.accounts = (MAIN, name)
    stations.absent = {name: f"No API key is stored for {name}."}
    stations.moved.emit(stations._station())


def test_a_verdict_is_not_for_accounts_that_were_not_pressed(qtbot: QtBot, program: Program) -> None:
    _press(qtbot, program)
    assert _standing(program) is Standing.EMPTY
    _add_account_without_key(program, "sub")
    for accounts in (("sub",), (MAIN, "sub")):
        program.window.accounts_chosen.emit(accounts)
        assert _standing(program) is Standing.NOT_READY
        assert "NOT READY" in program.window.verdict.accessibleName()
        assert not program.window.windowTitle().startswith("EMPTY")


def test_empty_falls_from_the_tray_where_a_new_way_to_the_exchange_fails(
    qtbot: QtBot, make_program: MakeProgram, exchange: PracticeExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exchange stands for Bitget here: to a loopback address no proxy is used."""
    for module in (venue, stations):
        monkeypatch.setattr(module, "BITGET", exchange.url)
    keys = SessionKeys()
    keys.save(Environment.LIVE, Credentials.of(KEY, SECRET, PASSPHRASE))
    program = make_program()
    qtbot.waitUntil(lambda: "beside" in vars(program), timeout=15_000)
    program.desk.keys._keyring = keys
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        program.choices.go(Environment.LIVE)
    _press(qtbot, program)
    assert _standing(program) is Standing.EMPTY
    preferences = program.choices.settings.preferences
    for proxy, standing in (("http://127.0.0.1:9", Standing.NOT_READY), ("", Standing.READY)):
        program.dialogs.preferences_chosen.emit(replace(preferences, proxy=proxy))
        qtbot.waitUntil(lambda standing=standing: _standing(program) is standing, timeout=15_000)  # type: ignore[misc]


def test_a_key_that_was_changed_during_the_press_ends_the_looking(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    watched: list[float] = []
    program.desk.watching.connect(watched.append)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
        program.desk.keys.changed.emit(Environment.PRACTICE, MAIN, True)
    exchange.book.place()
    # Nobody reads this book any more, so nothing of it is said to be so now.
    assert _standing(program) is Standing.NOT_READY
    assert "No open orders" not in program.window.fire_button.accessibleDescription()
    assert "watching" not in program.window.verdict.accessibleName()
    assert not any(watched)


def test_a_press_that_waits_for_the_key_has_its_whole_time(qtbot: QtBot, program: Program) -> None:
    desk, stations = program.desk, program.desk._stations
    stations.is_arriving = True
    desk.fire()
    stations.is_arriving = False
    with qtbot.waitSignal(desk.press_ended, timeout=20_000):
        desk._arrived()
    qtbot.wait(2000)
    stations.is_arriving = True
    ended: list[Report] = []
    desk.press_ended.connect(ended.append)
    desk.fire()
    qtbot.wait(1500)  # past the 3 s of the first one
    assert ended == []
    stations.is_arriving = False
    with qtbot.waitSignal(desk.press_ended, timeout=20_000):
        desk._arrived()
    assert ended[0].verdict is Verdict.EMPTY


def test_a_signal_is_told_once_and_the_window_can_be_brought_back(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    told: list[None] = []

    def close() -> None:
        told.append(None)
        program.close()

    interrupts = Interrupts(close)
    exchange.arm(parse_fault("settle=1500"))
    program.desk.fire()
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: not program.window.isVisible())
    program.raise_up()
    qtbot.wait(300)
    assert program.window.isVisible()
    assert len(told) == 1
    interrupts.close()
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        pass


def test_the_tray_says_where_the_last_press_was(qtbot: QtBot, program: Program) -> None:
    _press(qtbot, program)
    tooltip, last = program.beside.tray.icon.texts()
    assert "Practice: EMPTY" in tooltip
    assert last == "Last press on Practice: EMPTY"
    program.choices.go(Environment.LIVE)
    tooltip, last = program.beside.tray.icon.texts()
    assert "Live: " in tooltip
    assert last == "Last press on Practice: EMPTY"


def test_the_settings_open_once(program: Program) -> None:
    program.window.settings_wanted.emit()
    program.window.settings_wanted.emit()
    [dialog] = dialogs(SettingsDialog)
    dialog.close()
    program.window.settings_wanted.emit()
    [dialog] = [each for each in dialogs(SettingsDialog) if each.isVisible()]
    dialog.close()


def test_no_event_passes_through_python_while_a_press_runs(qtbot: QtBot, program: Program) -> None:
    program._in_use._timer.stop()
    program.window.fire_wanted.emit(time.monotonic())
    assert program._in_use._timer.isActive()
    qtbot.waitUntil(lambda: not program.desk.is_pressing, timeout=20_000)


def _lesson(program: Program) -> str:
    return program.window.results.lesson().accessibleName()


def test_empty_fades_where_the_book_cannot_be_read_any_more_and_is_not_called_empty(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    _press(qtbot, program)
    banner, button = program.window.verdict, program.window.fire_button
    exchange.arm(parse_fault("all:http=503"))
    program.window.look_wanted.emit()
    qtbot.waitUntil(lambda: not program.showing.readiness.is_ready, timeout=20_000)
    title, sentence = banner.text()
    assert title.startswith("Proved empty at ")
    assert sentence.startswith("Nobody knows what is open now. ")
    assert banner.property("tone") == "idle"
    assert "EMPTY" not in program.window.windowTitle()
    assert _standing(program) is Standing.NOT_READY
    assert "No open orders" not in button.accessibleDescription()
    assert "Open orders not read" in button.accessibleDescription()
    exchange.arm()
    program.window.look_wanted.emit()
    qtbot.waitUntil(lambda: "No open orders" in button.accessibleDescription(), timeout=20_000)
    assert banner.text()[0] == title
    assert "Nobody knows" not in banner.text()[1]
    assert banner.property("tone") == "idle"


def test_a_lost_hotkey_takes_no_green_away_where_the_book_is_read(qtbot: QtBot, program: Program) -> None:
    taken = Check("hotkey", CheckStanding.BAD, "hotkey taken", "Another program owns this key.")
    program.showing.set_hotkey(taken)
    program.desk.watch_for(0.0)  # the book is read in parts, and known at the end
    _press(qtbot, program)
    with qtbot.waitSignal(program.desk.book_changed):
        program.window.look_wanted.emit()
    assert program.window.verdict.text()[0] == "EMPTY"
    assert _standing(program) is Standing.EMPTY


def test_empty_falls_over_open_orders_also_before_anybody_knows_whether_a_press_would_work(
    qtbot: QtBot, program: Program
) -> None:
    program.desk.watch_for(0.0)
    _press(qtbot, program)
    program.showing.claims._stands = None
    assert _is_told(program, "EMPTY")
    order = OpenOrder("1", ProductType.USDT_FUTURES)
    program.showing._show_book({MAIN: (order,)})
    assert _is_told(program, "1 order open now")


def test_orders_that_come_back_twice_are_told_loudly_twice(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    program.desk.watch_for(60.0)
    _press(qtbot, program)
    for _ in range(2):
        placed = exchange.book.place()
        qtbot.waitUntil(lambda: program.window.windowTitle().startswith("ORDERS CAME BACK"))
        exchange.book.fill(placed.order_id)
        qtbot.waitUntil(partial(_is_told, program, "No orders open now"))
        assert "are gone again" in program.window.verdict.text()[1]


def test_what_became_of_an_overtaken_press_stays_told_with_what_is_open_now(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    program.desk.watch_for(0.0)
    _press(qtbot, program)
    banner = program.window.verdict
    placed = []
    for number, title in ((1, "1 order open now"), (1, "2 orders open now"), (0, "2 orders open now")):
        placed += [exchange.book.place() for _ in range(number)]
        with qtbot.waitSignal(program.desk.readiness_changed):
            program.window.look_wanted.emit()
        qtbot.waitUntil(partial(_is_told, program, title))
        assert banner.text()[1].endswith("came to EMPTY; orders were placed after it.")
    for order in placed:
        exchange.book.fill(order.order_id)
    program.window.look_wanted.emit()
    qtbot.waitUntil(partial(_is_told, program, "No orders open now"))
    assert banner.text()[1].endswith("came to EMPTY.")
    exchange.arm(parse_fault("all:http=503"))
    program.window.look_wanted.emit()
    qtbot.waitUntil(lambda: "NOT READY" in banner.accessibleName())
    exchange.arm()
    program.window.look_wanted.emit()
    qtbot.waitUntil(partial(_is_told, program, "No orders open now"))


def test_a_table_without_rows_is_not_called_empty_where_nobody_can_read(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    for order in exchange.book.open_orders():
        exchange.book.fill(order.order_id)
    button = program.window.fire_button
    program.window.look_wanted.emit()
    qtbot.waitUntil(lambda: "No open orders" in button.accessibleDescription(), timeout=20_000)
    qtbot.waitUntil(lambda: _lesson(program).startswith("No open orders"), timeout=20_000)
    exchange.arm(parse_fault("all:http=503"))
    program.window.look_wanted.emit()
    qtbot.waitUntil(lambda: _lesson(program).startswith("Open orders not read"), timeout=20_000)
    exchange.arm()
    program.window.look_wanted.emit()
    qtbot.waitUntil(lambda: _lesson(program).startswith("No open orders"), timeout=20_000)


def test_what_is_read_after_a_press_stands_beside_its_verdict_and_never_turns_it_green(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    banner = program.window.verdict
    exchange.arm(parse_fault("some-fail=5,22067"))
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
    assert banner.text()[0] == "LEFT 2"
    with qtbot.waitSignal(program.desk.book_changed, timeout=20_000):
        pass
    assert banner.since() == "", "that they are open has been said"
    for order, words in zip(exchange.book.open_orders(), ("1 open order", "no open orders"), strict=True):
        exchange.book.fill(order.order_id)
        program.window.look_wanted.emit()
        told = f"Since then: {words}, read "
        qtbot.waitUntil(lambda told=told: banner.since().startswith(told), timeout=20_000)  # type: ignore[misc]
        assert told in banner.accessibleDescription()
        assert told in program.beside.tray.icon.texts()[0]
        assert (banner.text()[0], banner.property("tone")) == ("LEFT 2", "warn")
        assert _standing(program) is Standing.LEFT
        assert program.window.windowTitle().startswith("LEFT 2")
    exchange.arm()
    _press(qtbot, program)
    assert banner.since() == ""


def test_after_unknown_it_is_said_what_the_book_showed_since(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    exchange.arm(parse_fault("all:http=503"))
    program.desk.try_for(2.0)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
    banner = program.window.verdict
    assert banner.text()[0] == "UNKNOWN"
    exchange.arm()
    program.window.look_wanted.emit()
    qtbot.waitUntil(lambda: banner.since().startswith("Since then: 14 open orders, read "), timeout=20_000)
    assert (banner.text()[0], banner.property("tone")) == ("UNKNOWN", "unknown")


def test_empty_is_not_green_where_more_is_covered_than_was_pressed(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    seen: list[tuple[tuple[str, str], object]] = []
    banner, choices = program.window.verdict, program.choices
    choices.cover(Scope((ProductType.USDT_FUTURES,)))
    exchange.arm(parse_fault("settle=600"))
    program.desk.press_ended.connect(lambda _: seen.append((banner.text(), banner.property("tone"))))
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
        qtbot.waitUntil(lambda: banner.text()[0] == "Cancelling")
        # What a key that is stored meanwhile may do, where every account is covered.
        choices.change(choices.settings.with_scope(Scope()))
        choices._put_into_force()
        assert banner.text()[0] == "Cancelling"
    [((title, sentence), tone)] = seen
    assert (title, tone) == ("Open orders not read", "idle")
    assert sentence.endswith("in USDT-FUTURES, any coin came to EMPTY.")
    assert _standing(program) is not Standing.EMPTY
    assert "EMPTY" not in program.window.windowTitle()
    left = len(exchange.book.open_orders())
    qtbot.waitUntil(partial(_is_told, program, f"{left} orders open now"), timeout=20_000)
    assert banner.text()[1] == sentence


def test_a_press_before_anything_was_read_says_so_in_place_of_the_orders(
    qtbot: QtBot, make_program: MakeProgram, exchange: PracticeExchange
) -> None:
    exchange.arm(parse_fault("read:http=503"))
    program = make_program()
    qtbot.waitUntil(lambda: _lesson(program).startswith("Open orders not read"), timeout=20_000)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        with qtbot.waitSignal(program.desk.press_started, timeout=20_000):
            program.window.fire_wanted.emit(time.monotonic())
        assert _lesson(program) == "Cancelling"


def test_what_is_covered_now_is_listed_after_a_press_of_something_else_that_failed(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    banner = program.window.verdict
    program.choices.cover(Scope((ProductType.COIN_FUTURES,)))
    exchange.arm(parse_fault("all:http=503"))
    program.desk.try_for(2.0)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
        qtbot.waitUntil(lambda: banner.text()[0] == "Cancelling")
        program.choices.change(program.choices.settings.with_scope(Scope()))
        program.choices._put_into_force()
    assert banner.text()[0] == "UNKNOWN"
    program.desk.readiness_changed.emit(not_ready("answer", "Nobody answers."))
    assert _standing(program) is Standing.UNKNOWN, "as in the window, until something newer was read"
    exchange.arm()
    program.window.look_wanted.emit()
    qtbot.waitUntil(lambda: _listed(program) == 14, timeout=20_000)
    assert banner.text()[0] == "14 orders open now"
    assert banner.text()[1].endswith("in COIN-FUTURES, any coin came to UNKNOWN.")
    assert _standing(program) is Standing.READY


def test_a_book_alone_takes_the_verdict_on_something_else_from_the_tray(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    program.choices.cover(Scope((ProductType.COIN_FUTURES,)))
    exchange.arm(parse_fault("all:http=503"))
    program.desk.try_for(2.0)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
        qtbot.waitUntil(lambda: program.window.verdict.text()[0] == "Cancelling")
        program.choices.change(program.choices.settings.with_scope(Scope()))
        program.choices._put_into_force()
    assert _standing(program) is Standing.UNKNOWN
    program.desk.book_changed.emit({MAIN: ()})
    assert _standing(program) is not Standing.UNKNOWN


def test_the_tray_drops_a_verdict_with_the_window_where_a_third_scope_is_chosen_and_nobody_can_read(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    banner, choices = program.window.verdict, program.choices
    choices.cover(Scope((ProductType.COIN_FUTURES,)))
    exchange.arm(parse_fault("all:http=503"))
    program.desk.try_for(2.0)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
        qtbot.waitUntil(lambda: banner.text()[0] == "Cancelling")
        choices.change(choices.settings.with_scope(Scope()))
        choices._put_into_force()
    assert banner.text()[0] == "UNKNOWN"
    assert _standing(program) is Standing.UNKNOWN
    choices.cover(Scope((ProductType.USDC_FUTURES,)))
    assert banner.text()[0] != "UNKNOWN"
    assert _standing(program) is not Standing.UNKNOWN


def test_the_tray_drops_a_verdict_with_the_window_where_orders_were_placed_after_it(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    _press_and_leave_some(qtbot, program, exchange)
    exchange.book.place()
    program.window.look_wanted.emit()
    qtbot.waitUntil(partial(_is_told, program, "3 orders open now"), timeout=20_000)
    assert _standing(program) is Standing.READY


def test_a_verdict_leaves_the_tray_as_soon_as_something_else_is_covered_after_it(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    _press_and_leave_some(qtbot, program, exchange)
    program.choices.cover(Scope((ProductType.COIN_FUTURES,)))
    qtbot.waitUntil(lambda: _standing(program) is Standing.READY, timeout=20_000)


def test_what_is_open_is_listed_after_a_press_that_waited_for_the_keys_in_vain(
    qtbot: QtBot, program: Program
) -> None:
    qtbot.waitUntil(lambda: _listed(program) == 14, timeout=20_000)
    program.desk._refuse_waiting(time.monotonic())
    assert program.desk.is_as_pressed
    program.showing._clear()
    program.window.look_wanted.emit()
    qtbot.waitUntil(lambda: _listed(program) == 14, timeout=20_000)


def test_it_is_never_said_that_nothing_is_open_while_a_large_book_is_listed(
    qtbot: QtBot, program: Program
) -> None:
    qtbot.waitUntil(lambda: _listed(program) == 14, timeout=20_000)
    orders = tuple(OpenOrder(str(at), ProductType.USDT_FUTURES, symbol="BTCUSDT") for at in range(6000))
    program.showing._clear()
    program.desk.book_changed.emit({MAIN: orders})
    while _listed(program) < len(orders):
        assert not _lesson(program).startswith("No open orders")
        qtbot.wait(1)


def test_only_orders_that_the_press_takes_are_marked_as_waiting(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    program.choices.cover(Scope((ProductType.USDT_FUTURES,)))
    qtbot.waitUntil(lambda: _listed(program) > 0, timeout=20_000)
    exchange.arm(parse_fault("settle=600"))
    marked: list[OrderRow] = []
    program._orders.dataChanged.connect(lambda *_: marked.extend(filter(_is_waiting, _rows(program))))
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        with qtbot.waitSignal(program.desk.press_started, timeout=20_000):
            program.window.fire_wanted.emit(time.monotonic())
        program.showing._scope = Scope((ProductType.USDC_FUTURES,))  # as chosen before the window is drawn
        qtbot.waitUntil(lambda: bool(marked), timeout=20_000)
    assert {row.order.product_type for row in marked} == {ProductType.USDT_FUTURES}


def _rows(program: Program) -> list[OrderRow]:
    return [program._orders.row(place) for place in range(_listed(program))]


def _is_waiting(row: OrderRow) -> bool:
    return row.is_waiting


def _listed(program: Program) -> int:
    return program._orders.rowCount()


def test_the_drill_is_over_only_where_all_of_it_was_pressed(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(program.showing.station), "is_drill", True)
    program.choices.cover(Scope((ProductType.COIN_FUTURES,)))
    _press(qtbot, program)
    assert program.window.notice.text() == ""
    program.choices.cover(Scope())
    _press(qtbot, program)
    assert program.window.notice.text().startswith("The practice book is empty now.")


def test_a_key_is_missed_only_where_there_is_none(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    for order in exchange.book.open_orders():
        exchange.book.fill(order.order_id)
    program.choices.go(Environment.DEMO)
    qtbot.waitUntil(lambda: _lesson(program) == "No key for Demo yet", timeout=20_000)
    program.choices.go(Environment.PRACTICE)
    qtbot.waitUntil(lambda: _lesson(program) == "No open orders", timeout=20_000)


def test_the_banner_comes_into_view_when_a_press_ends_and_when_one_starts_with_its_button_out_of_view(
    qtbot: QtBot, program: Program, exchange: PracticeExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.window
    monkeypatch.setattr("gui.widgets.window.room_for", lambda _: QSize(640, 230))
    window.setMinimumSize(0, 0)
    window.resize(640, 230)
    area = window.findChild(QScrollArea)
    assert area is not None

    def is_seen() -> bool:
        return not window.verdict.visibleRegion().isEmpty() and area.verticalScrollBar().value() > 0

    qtbot.waitUntil(window.fire_button.visibleRegion().isEmpty)
    exchange.arm(parse_fault("settle=1500"))
    window.fire_wanted.emit(time.monotonic())
    qtbot.waitUntil(is_seen, timeout=10_000)
    area.verticalScrollBar().setValue(0)
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        pass
    qtbot.waitUntil(is_seen, timeout=10_000)


def test_a_press_enters_no_book_that_the_table_shows_and_another_one_first(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered: list[object] = []
    enter = program._orders.showing_book

    def note(books: dict[str, tuple[OpenOrder, ...]]) -> Iterator[None]:
        entered.append(books)
        return enter(books)

    monkeypatch.setattr(program._orders, "showing_book", note)
    qtbot.waitUntil(lambda: program._orders.rowCount() > 0 and not program.showing.is_filling, timeout=15_000)
    shown = program.showing._listed
    assert shown is program.showing._books
    entered.clear()
    with qtbot.waitSignal(program.desk.press_started, timeout=15_000):
        program.window.fire_wanted.emit(time.monotonic())
    qtbot.waitUntil(lambda: not program.desk.is_pressing and not program.showing.is_filling, timeout=20_000)
    assert entered == []
    assert program.showing._listed is None, "the table shows what became of the orders"
    assert not program._garbage._is_busy()
    with qtbot.waitSignal(program.desk.press_started, timeout=15_000):
        program.window.fire_wanted.emit(time.monotonic())
    qtbot.waitUntil(lambda: not program.desk.is_pressing and not program.showing.is_filling, timeout=20_000)
    assert entered[:1] == [{MAIN: ()}], "of the book that the first press has proved empty"


def test_nobody_searches_for_garbage_while_rows_are_on_their_way(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program._orders.rowCount() > 0 and not program.showing.is_filling, timeout=15_000)
    assert not program._garbage._is_busy()
    rows = iter(range(3))
    program.showing._portions.later(rows)
    assert program._garbage._is_busy()
    qtbot.waitUntil(lambda: not program.showing.is_filling)
    assert not program._garbage._is_busy()
