"""Several accounts in the window: chosen, pressed side by side, told apart, remembered."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.app import TURN_S
from gui.kept.credentials import SessionKeys
from gui.kept.paths import Places
from gui.kept.roster import ALL
from gui.kept.settings import load
from gui.panic.accounts import MAIN
from gui.panic.orders import Covers, Environment, Scope
from gui.panic.secrets import Credentials
from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange, parse_fault
from gui.program import Program
from gui.widgets.credentials import CredentialsDialog
from tests.terminal.program import Home, practice
from tests.window.conftest import MakeProgram
from tests.window.test_program import dialogs, longest_stall, press

NAMES = ("main", "sub1", "sub2")
SUB1 = Credentials.of(f"{KEY}-sub1", SECRET, PASSPHRASE)


@pytest.fixture
def all_three(qtbot: QtBot, program: Program) -> Program:
    """A program that presses all accounts, and has read the book of each."""
    qtbot.waitUntil(lambda: program.showing.station.accounts == NAMES, timeout=10_000)
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000, check_params_cb=lambda it: len(it) == 3):
        choose(program, NAMES)
    return program


def choose(program: Program, accounts: tuple[str, ...]) -> None:
    """Choose as a person does, by the keyboard in the list."""
    box = program.window.title_bar.accounts
    at = next(index for index in range(box.count()) if box.itemData(index) == accounts)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def test_the_accounts_of_the_exchange_are_offered_and_main_is_pressed(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.showing.station.accounts == NAMES, timeout=10_000)
    box = program.window.title_bar.accounts
    assert box.isVisible()
    assert [box.itemText(index) for index in range(box.count()) if box.itemText(index)] == [
        *NAMES,
        "All 3 accounts",
    ]
    assert program.desk.chosen == (MAIN,)


def test_before_a_press_on_all_the_window_says_so(all_three: Program) -> None:
    window = all_three.window
    assert window.fire_button.second_line() == "42 open orders · 3 product types · 3 accounts"
    assert all_three._orders.rowCount() == 42
    assert "Account" in [column.value for column in window.results.view().shown_columns()]


def test_one_press_proves_every_account(qtbot: QtBot, all_three: Program, exchange: PracticeExchange) -> None:
    press(qtbot, all_three)
    title, sentence = all_three.window.verdict.text()
    assert title == "EMPTY"
    assert "nothing is open in USDT-, USDC- and COIN-FUTURES, in main, sub1 and sub2." in sentence
    assert not any(exchange.book_of(name).open_orders() for name in NAMES)
    rows = [all_three._orders.row(place) for place in range(all_three._orders.rowCount())]
    assert {row.account for row in rows} == set(NAMES)
    assert {row.outcome.result.value for row in rows if row.outcome} == {"CANCELLED"}


def test_one_account_is_pressed_and_the_others_stay(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    qtbot.waitUntil(lambda: program.showing.station.accounts == NAMES, timeout=10_000)
    with qtbot.waitSignal(
        program.desk.book_changed, timeout=15_000, check_params_cb=lambda it: set(it) == {"sub1"}
    ):
        choose(program, ("sub1",))
    press(qtbot, program)
    assert "in sub1." in program.window.verdict.text()[1]
    assert [len(exchange.book_of(name).open_orders()) for name in NAMES] == [14, 0, 14]


def test_one_in_trouble_is_named_and_the_others_are_proved(
    qtbot: QtBot, all_three: Program, exchange: PracticeExchange
) -> None:
    exchange.arm(parse_fault("cancel+read@sub1:ip-not-listed"))
    press(qtbot, all_three)
    title, sentence = all_three.window.verdict.text()
    assert title == "REFUSED"
    assert sentence.startswith("sub1: ")
    assert "main and sub2: USDT-, USDC- and COIN-FUTURES: empty" in sentence
    assert [len(exchange.book_of(name).open_orders()) for name in NAMES] == [0, 14, 0]


def test_one_that_is_not_ready_makes_the_press_not_ready_by_name(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    qtbot.waitUntil(lambda: program.showing.station.accounts == NAMES, timeout=10_000)
    exchange.arm(parse_fault("account+read@sub2:ip-not-listed"))
    choose(program, NAMES)
    qtbot.waitUntil(lambda: program.window.verdict.text()[1].startswith("sub2: "), timeout=10_000)
    assert program.window.readiness.accessibleName() == "Readiness: not ready"


def test_orders_that_come_back_in_one_account_are_named_with_it_though_another_is_silent(
    qtbot: QtBot, all_three: Program, exchange: PracticeExchange
) -> None:
    press(qtbot, all_three)
    exchange.arm(parse_fault("read+account@main:silent"))
    exchange.book_of("sub2").place("BTCUSDT")
    qtbot.waitUntil(lambda: all_three.window.verdict.text()[0] == "1 ORDER CAME BACK", timeout=20_000)
    assert all_three.window.verdict.text()[1].startswith("sub2: BTCUSDT")


def test_what_a_press_covers_stays_while_it_runs(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    qtbot.waitUntil(lambda: program.showing.station.accounts == NAMES, timeout=10_000)
    exchange.arm(parse_fault("settle=600"))
    with qtbot.waitSignal(program.desk.press_ended, timeout=15_000):
        QTest.mouseClick(program.window.fire_button, Qt.MouseButton.LeftButton)
        choose(program, ("sub1",))
        assert program.window.title_bar.accounts.accounts() == ("main",)
        assert "A press is running" in program.window.notice.text()
        program.window.scope_changed.emit(Scope(kinds=Covers.EVERYTHING))
        assert program.window.scope.scope() == Scope()
        QTest.mouseClick(program.window.fire_button, Qt.MouseButton.LeftButton)
    assert [len(exchange.book_of(name).open_orders()) for name in NAMES] == [0, 14, 14]
    choose(program, ("sub1",))
    assert program.window.verdict.text()[0] == "No press yet"


def remember(where: Places, chosen: str) -> None:
    roster = {"names": list(NAMES), "chosen": chosen}
    where.settings.write_text(json.dumps({"accounts": {"practice": roster}}))


def test_a_verdict_does_not_stand_over_an_account_that_it_is_not_of(
    qtbot: QtBot, where: Places, make_program: MakeProgram
) -> None:
    remember(where, "sub1")
    program = make_program()
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        pass
    assert program.desk.chosen == ("sub1",)
    press(qtbot, program)
    assert program.window.verdict.text()[0] == "EMPTY"
    choose(program, ("main",))
    assert program.window.verdict.text()[0] == "No press yet"
    assert not program.window.fire_button.second_line().startswith("No open orders")
    assert program.window.windowTitle() == "Panic Button"


@pytest.mark.parametrize(("chosen", "left"), [(ALL, [0, 0, 0]), ("sub1", [14, 0, 14])])
def test_a_press_right_at_the_start_goes_to_what_was_chosen(
    qtbot: QtBot,
    where: Places,
    exchange: PracticeExchange,
    make_program: MakeProgram,
    chosen: str,
    left: list[int],
) -> None:
    remember(where, chosen)
    program = make_program()
    press(qtbot, program)
    assert program.window.verdict.text()[0] == "EMPTY"
    assert [len(exchange.book_of(name).open_orders()) for name in NAMES] == left


def test_orders_that_came_back_are_not_gone_because_the_link_is(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    press(qtbot, program)
    exchange.book.place("BTCUSDT")
    qtbot.waitUntil(lambda: program.window.verdict.text()[0] == "1 ORDER CAME BACK", timeout=20_000)
    exchange.arm(parse_fault("read+account:http=503"))
    qtbot.waitUntil(
        lambda: program.window.readiness.accessibleName() == "Readiness: not ready", timeout=20_000
    )
    qtbot.wait(500)
    assert "gone again" not in program.window.verdict.text()[1]
    assert not program.window.fire_button.second_line().startswith("No open orders")
    assert program._orders.rowCount() == 1


def test_sixty_accounts_of_a_practice_exchange_do_no_harm_to_the_settings(
    qtbot: QtBot, where: Places, make_program: MakeProgram
) -> None:
    live = {"names": ["main", "Tokyo"], "chosen": "Tokyo"}
    where.settings.write_text(json.dumps({"accounts": {"live": live}}))
    with PracticeExchange(orders=1, accounts=60, rate_limited=False) as exchange:
        program = make_program(url=exchange.url)
        qtbot.waitUntil(lambda: len(program.showing.station.accounts) == 60, timeout=60_000)
        qtbot.waitUntil(
            lambda: len(load(where.settings)[0].roster(Environment.PRACTICE).names) == 60, timeout=5_000
        )
    assert load(where.settings)[0].roster(Environment.LIVE).names == ("main", "Tokyo")


def test_each_choice_keeps_its_own_scope_and_all_of_it_is_remembered(
    qtbot: QtBot, program: Program, where: Places
) -> None:
    qtbot.waitUntil(lambda: program.showing.station.accounts == NAMES, timeout=10_000)
    choose(program, ("sub1",))
    everything = Scope(kinds=Covers.EVERYTHING)
    program.window.scope_changed.emit(everything)
    assert program.window.scope.scope() == everything
    choose(program, ("main",))
    assert program.window.scope.scope() == Scope()
    choose(program, NAMES)
    assert program.window.scope.scope() == Scope()
    choose(program, ("sub1",))
    assert program.window.scope.scope() == everything
    choose(program, NAMES)
    qtbot.waitUntil(lambda: load(where.settings)[0].roster(Environment.PRACTICE).chosen == ALL, timeout=5_000)
    roster = load(where.settings)[0].roster(Environment.PRACTICE)
    assert roster.names == NAMES
    assert roster.scopes["sub1"] == everything


def test_a_key_for_a_new_account_is_kept_under_its_name_and_pressed_with(
    qtbot: QtBot, where: Places, exchange: PracticeExchange, make_program: MakeProgram
) -> None:
    program = make_program()
    program.desk.keys._keyring = keys = SessionKeys()
    keys.save(Environment.LIVE, Credentials.of(KEY, SECRET, PASSPHRASE))
    program.desk._stations._address_of = lambda _: exchange.url
    program.desk.keys._address_of = lambda _: exchange.url
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        program.window.environment_chosen.emit(Environment.LIVE)
    program.window.keys_wanted.emit()
    [dialog] = dialogs(CredentialsDialog)
    with qtbot.waitSignal(program.desk.keys.changed, timeout=15_000):
        dialog.save_wanted.emit("sub1", SUB1)
    qtbot.waitUntil(lambda: program.showing.station.accounts == ("main", "sub1"), timeout=10_000)
    assert keys.load(Environment.LIVE, "sub1") == SUB1

    def kept() -> tuple[str, ...]:
        return load(where.settings)[0].roster(Environment.LIVE).names

    qtbot.waitUntil(lambda: kept() == ("main", "sub1"), timeout=5_000)
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000, check_params_cb=lambda it: len(it) == 2):
        choose(program, ("main", "sub1"))
    press(qtbot, program)
    assert "in main and sub1." in program.window.verdict.text()[1]
    with qtbot.waitSignal(program.desk.keys.changed, timeout=15_000):
        dialog.forget_wanted.emit("sub1")
    qtbot.waitUntil(lambda: program.showing.station.accounts == ("main",), timeout=10_000)
    assert program.desk.chosen == (MAIN,)
    assert keys.load(Environment.LIVE, "sub1") is None
    assert SECRET not in json.dumps(where.settings.read_text())
    dialog.close()


def test_a_key_changed_during_a_press_is_not_pressed_with_any_more(
    qtbot: QtBot, exchange: PracticeExchange, make_program: MakeProgram
) -> None:
    program = make_program()
    program.desk.keys._keyring = keys = SessionKeys()
    for name in ("main", "sub1"):
        key = KEY if name == "main" else f"{KEY}-{name}"
        keys.save(Environment.LIVE, Credentials.of(key, SECRET, PASSPHRASE), name)
    program.desk._stations._address_of = lambda _: exchange.url
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        program.window.environment_chosen.emit(Environment.LIVE)
    # The names are found with the keys, though the settings know of none.
    qtbot.waitUntil(lambda: program.showing.station.accounts == ("main", "sub1"), timeout=5_000)
    exchange.arm(parse_fault("settle=500"))
    with qtbot.waitSignal(program.desk.press_ended, timeout=15_000):
        QTest.mouseClick(program.window.fire_button, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(program.desk.keys.changed, timeout=5_000):
            program.desk.keys.save(Environment.LIVE, SUB1, "main")
    # It was proved, and nobody reads that book any more.
    assert program.window.verdict.text()[0].startswith("Proved empty at ")
    exchange.book.place("BTCUSDT")
    press(qtbot, program)
    assert program.window.verdict.text()[0] == "REFUSED"
    assert "was changed while a press ran" in program.window.verdict.text()[1]
    assert len(exchange.book.open_orders()) == 1
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        program.window.environment_chosen.emit(Environment.LIVE)
    press(qtbot, program)
    assert program.window.verdict.text()[0] == "EMPTY"
    assert not exchange.book_of("sub1").open_orders()


@pytest.fixture
def own_turns() -> Iterator[None]:
    """Threads take turns as they do in the running program."""
    turn_s = sys.getswitchinterval()
    sys.setswitchinterval(TURN_S)
    yield
    sys.setswitchinterval(turn_s)


@pytest.mark.usefixtures("own_turns")
def test_twenty_accounts_at_once_stay_inside_the_address_limit_and_the_window_fluent(
    qtbot: QtBot, make_program: MakeProgram, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Over a minute's worth of presses the exchange, which counts as Bitget does, never shuts us out."""
    home = Home(tmp_path_factory.mktemp("home"))
    with practice(home, "--accounts", "20") as url:
        program = make_program(url=url)
        qtbot.waitUntil(lambda: len(program.showing.station.accounts) == 20, timeout=15_000)
        names = program.showing.station.accounts
        with qtbot.waitSignal(
            program.desk.book_changed, timeout=30_000, check_params_cb=lambda it: len(it) == 20
        ):
            choose(program, names)
        qtbot.wait(1_200)
        with longest_stall() as stalls:
            press(qtbot, program)
        assert program.window.verdict.text()[0] == "EMPTY"
        assert program._orders.rowCount() == 280
        # Measured at 0.14 to 0.32 s with 120 threads on two cores; the rest is for a busier machine.
        assert max(stalls) < 1.5
        qtbot.waitUntil(program.window.results.view().updatesEnabled)
        began = time.monotonic()
        while time.monotonic() - began < 8:
            press(qtbot, program)
            assert program.window.verdict.text()[0] == "EMPTY"
