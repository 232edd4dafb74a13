"""What a press shows in one turn of the event loop is little, and nothing of it comes after what is newer."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from gui.panic.accounts import MAIN
from gui.panic.orders import Environment, ProductType, Scope
from gui.panic.progress import Progress, Stage
from gui.panic.verdict import Report, Verdict
from gui.practice import PracticeExchange, parse_fault
from gui.program import Program
from tests.widgets import made_up

_LATER_MS = 50  # timers that are due sooner come sooner, however busy the machine is
_MANY = 400


def _begin(qtbot: QtBot, program: Program) -> None:
    """Tell that a press has begun, while no look comes in between."""
    program.desk._lookout.hold()
    qtbot.waitUntil(lambda: not program.showing.is_filling)
    program.desk.press_started.emit(time.monotonic())


def _left() -> Report:
    return made_up.report(Verdict.LEFT, "Two are left.", 800, left=2)


def _told_later(qtbot: QtBot, program: Program) -> tuple[str, str]:
    """What the banner says once every turn that was put off has come."""
    told: list[tuple[str, str]] = []
    QTimer.singleShot(_LATER_MS, program.window, lambda: told.append(program.window.verdict.text()))
    qtbot.waitUntil(lambda: bool(told))
    return told[0]


def test_the_button_says_first_that_a_press_runs(
    qtbot: QtBot, program: Program, exchange: PracticeExchange
) -> None:
    button, banner = program.window.fire_button, program.window.verdict
    exchange.arm(parse_fault("settle=600"))
    seen: list[tuple[bool, str]] = []
    program.desk.press_started.connect(lambda _: seen.append((button.is_running, banner.text()[0])))
    with qtbot.waitSignal(program.desk.press_ended, timeout=20_000):
        program.window.fire_wanted.emit(time.monotonic())
        qtbot.waitUntil(lambda: banner.text()[0] == "Cancelling", timeout=10_000)
    [(is_running, title)] = seen
    assert is_running
    assert title != "Cancelling", "the banner has a turn of its own"


def test_a_press_that_ends_in_the_turn_in_which_it_begins_is_not_shown_as_running(
    qtbot: QtBot, program: Program
) -> None:
    _begin(qtbot, program)
    program.desk.press_ended.emit(_left())
    assert _told_later(qtbot, program)[1] == "Two are left."
    assert not program.window.fire_button.is_running
    assert program.window.windowTitle().startswith("LEFT")


def test_how_far_a_press_has_come_is_not_overtaken_by_its_beginning(qtbot: QtBot, program: Program) -> None:
    _begin(qtbot, program)
    program.desk.progressed.emit([Progress(ProductType.USDT_FUTURES, Stage.ACKNOWLEDGED, 9)])
    assert _told_later(qtbot, program) == ("Cancelling", "USDT-FUTURES: acknowledged, reading back.")
    assert program.window.windowTitle().startswith("cancelling")


def test_the_banner_names_what_was_pressed_whatever_is_chosen_before_its_turn(
    qtbot: QtBot, program: Program
) -> None:
    _begin(qtbot, program)
    program.showing._scope = Scope((ProductType.USDC_FUTURES,))
    assert _told_later(qtbot, program)[1] == f"Sent for {Scope().places}."


def test_thousands_of_rows_come_once_the_verdict_is_drawn(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(qtbot, program)
    assert _told_later(qtbot, program)[0] == "Cancelling"
    qtbot.waitUntil(lambda: not program.showing.is_filling)
    before = program._orders.rowCount()
    held: list[int] = []
    monkeypatch.setattr(program.window.results, "hold_still", held.append)
    orders = tuple(made_up.outcomes(made_up.all_cancelled, _MANY))
    program.desk.press_ended.emit(replace(_left(), orders=orders))
    assert program.window.verdict.text()[1] == "Two are left."
    assert program._orders.rowCount() == before
    qtbot.waitUntil(lambda: program._orders.rowCount() >= _MANY and not program.showing.is_filling)
    assert set(held) == {0}, "nothing is held still any more"


@pytest.mark.parametrize("is_pressed", [True, False], ids=["another press", "a book"])
def test_rows_that_come_after_an_end_are_held_still_again(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch, is_pressed: bool
) -> None:
    _begin(qtbot, program)
    program.desk.press_ended.emit(_left())
    qtbot.waitUntil(lambda: not program.showing.is_filling)
    held: list[int] = []
    monkeypatch.setattr(program.window.results, "hold_still", held.append)
    outcomes = made_up.outcomes(made_up.all_cancelled, 10 * _MANY)
    if is_pressed:
        program.desk.press_started.emit(time.monotonic())
        told = Progress(ProductType.USDT_FUTURES, Stage.ACKNOWLEDGED, 9, orders=tuple(outcomes))
        program.desk.progressed.emit([told])
    else:
        program.desk.book_changed.emit({MAIN: tuple(outcome.order for outcome in outcomes)})
    assert max(held) > 0


def test_a_fault_while_rows_are_drawn_takes_no_verdict_away(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(qtbot, program)

    failed: list[str] = []

    def fails(*_: object) -> None:
        failed.append("drawing")
        raise RuntimeError("drawing")

    monkeypatch.setattr(type(program._orders), "merging", fails)
    with capture_exceptions():
        program.desk.press_ended.emit(_left())
        qtbot.waitUntil(lambda: bool(failed))
        assert _told_later(qtbot, program)[1] == "Two are left."
    assert program.beside.tray.icon.standing.name == "LEFT"
    assert program.window.windowTitle().startswith("LEFT")


def test_what_the_filter_hides_is_told_anew_where_nothing_is_known(qtbot: QtBot, program: Program) -> None:
    program.window.footer.filter_field.setText("zzz")
    qtbot.waitUntil(lambda: "14" in program.window.footer._hidden.text())
    program._orders.clear()
    assert program.window.footer._hidden.text() == ""


def test_what_the_filter_hides_is_told_anew_with_the_names_of_accounts(
    qtbot: QtBot, program: Program
) -> None:
    program.window.footer.filter_field.setText("main")
    qtbot.waitUntil(lambda: "14" in program.window.footer._hidden.text())
    program.window.results.set_accounts(("main", "sub"))
    assert program._orders.rowCount() == 14
    assert program.window.footer._hidden.text() == ""


def test_a_book_that_the_filter_hides_is_not_still_being_read(qtbot: QtBot, program: Program) -> None:
    program.window.footer.filter_field.setText("zzz")
    with qtbot.waitSignal(program.desk.book_changed, timeout=15_000):
        program.choices.go(Environment.PRACTICE)
    qtbot.waitUntil(lambda: program._orders.known == 14 and not program.showing.is_filling)
    lesson = program.window.results.lesson()
    shown = " ".join(label.text() for label in lesson.findChildren(QLabel))
    assert "Nothing matches" in shown
    assert "Reading" not in shown
