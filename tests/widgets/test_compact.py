"""The compact form: a press, what it would do and what came of it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.desktop.tables import OrdersModel
from gui.panic.accounts import MAIN
from gui.panic.orders import ALL_FUTURES, Covers, Environment, Scope
from gui.panic.verdict import Verdict
from gui.widgets.fitted_label import FittedLabel
from gui.widgets.window import PanicWindow
from tests.widgets import made_up

LONG = "COIN-FUTURES: Bitget did not answer within 10 seconds, and the read was cut off at page 3. " * 6
ON_TOP = Qt.WindowType.WindowStaysOnTopHint


@pytest.fixture
def window(qtbot: QtBot) -> PanicWindow:
    orders = OrdersModel()
    made = PanicWindow()
    made.furnish()
    made.results.use(orders)
    qtbot.addWidget(made)
    made.set_shortcut("Ctrl+Alt+Shift+X")
    made.set_environment(Environment.LIVE)
    made.readiness.set_readiness(made_up.checks(), "Main · classic")
    made.fire_button.set_summary("14 open orders · 3 product types")
    orders.show_book({MAIN: made_up.book()})
    made.set_compact(True)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def ready(window: PanicWindow) -> None:
    window.verdict.show_idle("No press yet", "")


def not_ready(window: PanicWindow) -> None:
    readiness = made_up.checks(is_ready=False)
    window.readiness.set_readiness(readiness, "market maker @ Singapore no. 2 · a very long name · unified")
    window.verdict.show_not_ready(readiness.sentence)


def running(window: PanicWindow) -> None:
    window.fire_button.set_running(True)
    window.verdict.show_running("7 of 14 orders answered.")


def reported(verdict: Verdict) -> Callable[[PanicWindow], None]:
    def show(window: PanicWindow) -> None:
        left = 2 if verdict is Verdict.LEFT else None
        window.verdict.show_report(made_up.report(verdict, LONG, 203, left=left))

    show.__name__ = verdict.value
    return show


def no_stop(window: PanicWindow) -> None:
    window.scope.set_scope(Scope(ALL_FUTURES, None, Covers.EVERYTHING))
    report = made_up.report(Verdict.EMPTY, LONG, 318, None, made_up.positions(8))
    window.verdict.show_report(report)


def came_back(window: PanicWindow) -> None:
    window.verdict.show_came_back("5 ORDERS CAME BACK", LONG, LONG + LONG)


def noticed(window: PanicWindow) -> None:
    window.notice.show_notice(LONG)


def accounts(window: PanicWindow) -> None:
    window.set_accounts(("main", "sub1", "sub2"), ("main", "sub1", "sub2"))
    window.fire_button.set_summary(
        "21 open orders · every stop · 3 product types · 3 accounts and more words"
    )


STATES = [ready, not_ready, running, *map(reported, Verdict), no_stop, came_back, noticed, accounts]


def place_in(window: PanicWindow, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, part.rect().topLeft()), part.size())


@pytest.mark.parametrize("show", STATES, ids=lambda state: state.__name__)
def test_in_each_state_everything_is_seen_and_nothing_is_cut(
    window: PanicWindow, show: Callable[[PanicWindow], None], qtbot: QtBot
) -> None:
    show(window)
    qtbot.wait(30)
    parts = (window.readiness, window.scope, window.fire_button, window.verdict)
    for part in parts:
        assert part.isVisible()
        assert window.rect().contains(place_in(window, part)), part
    for label in window.findChildren(QLabel):
        if label.isVisible():
            assert window.rect().contains(place_in(window, label)), label.text()
    for label in window.findChildren(FittedLabel):
        if label.isVisible() and QLabel.text(label).endswith("…"):
            assert label.accessibleName() == label.text()
            assert label.toolTip()
            # The last line, too, is seen down to its lowest point.
            needed = label.fontMetrics().boundingRect(
                QRect(0, 0, 1000, 1000), Qt.TextFlag.TextDontClip.value, QLabel.text(label)
            )
            assert needed.height() <= label.contentsRect().height()
    assert window.width() < 400


def test_of_the_rest_nothing_is_seen(window: PanicWindow) -> None:
    for part in (window.title_bar, window.results, window.footer, window.notice):
        assert not part.isVisible()
    for label in ("14 open", "clock +12 ms"):
        assert label not in [
            each.text() for each in window.readiness.findChildren(QLabel) if each.isVisible()
        ]


def test_a_long_sentence_ends_in_dots_and_is_whole_elsewhere(window: PanicWindow) -> None:
    window.verdict.show_report(made_up.report(Verdict.UNKNOWN, LONG, 10_000))
    [label] = [each for each in window.verdict.findChildren(FittedLabel) if each.text() == LONG]
    assert QLabel.text(label).endswith("…")
    assert LONG.strip() in label.toolTip()
    assert LONG in window.verdict.accessibleDescription()
    window.resize(900, 900)
    window.set_compact(False)
    window.show()
    assert QLabel.text(label) == LONG
    assert label.toolTip() == ""


def test_a_higher_window_shows_more_of_it(window: PanicWindow, qtbot: QtBot) -> None:
    window.verdict.show_report(made_up.report(Verdict.UNKNOWN, LONG, 10_000))
    [label] = [each for each in window.verdict.findChildren(FittedLabel) if each.text() == LONG]
    before = len(QLabel.text(label))
    window.resize(window.width(), window.height() + 60)
    qtbot.waitUntil(lambda: len(QLabel.text(label)) > before)


def test_it_is_above_other_windows_and_the_whole_one_is_not(window: PanicWindow) -> None:
    assert window.windowFlags() & ON_TOP
    window.set_compact(False)
    assert not window.windowFlags() & ON_TOP
    assert window.results.isVisibleTo(window)
    assert window.scope.findChildren(QLabel)[0].isVisibleTo(window)


def test_the_keyboard_is_nowhere_dangerous_and_escape_does_nothing(window: PanicWindow) -> None:
    fired: list[float] = []
    asked: list[None] = []
    window.fire_wanted.connect(fired.append)
    window.form_wanted.connect(lambda: asked.append(None))
    assert not window.fire_button.hasFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(window.windowHandle(), key)
    assert (fired, asked) == ([], [])
    assert window.isVisible()


def test_tab_goes_to_the_way_back_and_to_the_button(window: PanicWindow) -> None:
    seen = set()
    for _ in range(6):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        seen.add(window.focusWidget())
    assert {window.compact_bar.grow, window.fire_button} <= seen
    assert all(part is not None and part.isVisible() for part in seen)


def test_keys_button_and_menu_ask_for_the_other_form(window: PanicWindow) -> None:
    asked: list[None] = []
    window.form_wanted.connect(lambda: asked.append(None))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 1
    QTest.mouseClick(window.compact_bar.grow, Qt.MouseButton.LeftButton)
    assert len(asked) == 2
    actions = window.title_bar.gear.menu().actions()
    [action] = [each for each in actions if each.text().startswith("Compact form")]
    assert action.text().endswith("Ctrl+M")
    action.trigger()
    assert len(asked) == 3


def test_of_a_sentence_that_is_cut_the_advice_is_seen(window: PanicWindow) -> None:
    report = replace(
        made_up.report(Verdict.LEFT, f"{LONG}Press again.", 203, left=2), advice_first=f"Press again. {LONG}"
    )
    window.verdict.show_report(report)
    labels = window.verdict.findChildren(FittedLabel)
    [label] = [each for each in labels if each.text() == report.advice_first]
    assert QLabel.text(label).startswith("Press again.")
    assert QLabel.text(label).endswith("…")
    assert LONG.strip() in label.toolTip()
    assert report.sentence in window.verdict.accessibleDescription()
    window.set_compact(False)
    assert label.text() == report.sentence
