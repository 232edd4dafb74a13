"""The choice of accounts in the title bar, and whose order each row of the table is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.desktop.rows import Column
from gui.desktop.tables import OrdersModel
from gui.panic.accounts import MAIN
from gui.widgets.accounts import AccountChoice
from gui.widgets.window import PanicWindow
from tests.widgets import made_up

_NAMES = ("main", "sub1", "<b>market maker</b> @ Singapore")


@pytest.fixture
def choice(window: PanicWindow) -> AccountChoice:
    return window.title_bar.accounts


@pytest.fixture
def told(window: PanicWindow) -> list[object]:
    heard: list[object] = []
    window.accounts_chosen.connect(heard.append)
    return heard


def _items(choice: AccountChoice) -> list[str]:
    return [choice.itemText(at) for at in range(choice.count())]


def test_one_account_is_no_choice(window: PanicWindow, choice: AccountChoice) -> None:
    assert not choice.isVisible()
    window.set_accounts(_NAMES[:2], _NAMES[:2])
    assert choice.isVisible()
    window.set_accounts((MAIN,), (MAIN,))
    assert not choice.isVisible()


def test_a_list_is_measured_only_where_there_is_a_choice(qtbot: QtBot) -> None:
    measured: list[QAbstractItemView] = []

    class Measured(AccountChoice):
        def view(self) -> QAbstractItemView:
            measured.append(super().view())
            return measured[-1]

    choice = Measured()
    qtbot.addWidget(choice)
    choice.set_accounts(["main"], ["main"])
    assert measured == []
    choice.set_accounts(_NAMES, ["main"])
    assert measured[0].minimumWidth() > 100


def test_what_the_program_sets_is_shown_and_is_no_choice(
    window: PanicWindow, choice: AccountChoice, told: list[object]
) -> None:
    window.set_accounts(_NAMES, ("sub1",))
    assert _items(choice) == [*_NAMES, "", "All 3 accounts"]
    assert choice.currentText() == "sub1"
    window.set_accounts(_NAMES, _NAMES[::-1])
    assert choice.currentText() == "All 3 accounts"
    assert choice.accounts() == _NAMES
    assert told == []


def test_the_keyboard_chooses(window: PanicWindow, choice: AccountChoice, told: list[object]) -> None:
    window.set_accounts(_NAMES, (MAIN,))
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    QTest.keyClick(choice, Qt.Key.Key_End)
    QTest.keyClick(choice, Qt.Key.Key_End)
    assert told == [("sub1",), _NAMES]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_mouse_chooses(window: PanicWindow, choice: AccountChoice, told: list[object]) -> None:
    window.set_accounts(_NAMES, (MAIN,))
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    view = choice.view()
    QTest.qWait(QApplication.doubleClickInterval() + 50)  # sooner, and Qt takes it for the opening click
    at = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told == [("sub1",)]


def test_a_wheel_chooses_nothing(window: PanicWindow, choice: AccountChoice, told: list[object]) -> None:
    window.set_accounts(_NAMES, (MAIN,))
    choice.setFocus()
    at = QPointF(choice.rect().center())
    none, down = QPoint(), QPoint(0, -120)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    turned = QWheelEvent(
        at, QPointF(choice.mapToGlobal(at.toPoint())), none, down, buttons, keys, phase, False
    )
    QApplication.sendEvent(choice, turned)
    assert (choice.currentText(), told) == (MAIN, [])


def test_the_whole_name_is_in_the_tooltip_and_never_markup(
    window: PanicWindow, choice: AccountChoice
) -> None:
    window.set_accounts(_NAMES, _NAMES[2:])
    assert choice.accessibleName() == "Account"
    assert "&lt;b&gt;market maker" in choice.toolTip()
    assert choice.accessibleDescription() == _NAMES[2]
    assert choice.width() < 300


def test_the_choice_stands_before_the_environment_for_the_keyboard(
    window: PanicWindow, choice: AccountChoice
) -> None:
    window.set_accounts(_NAMES, (MAIN,))
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Practice environment"


@pytest.mark.parametrize("points", [10, 20])
def test_the_first_line_fits_into_the_smallest_window(
    window: PanicWindow, choice: AccountChoice, qapp: QApplication, points: int
) -> None:
    font = window.font()
    font.setPointSize(points)
    window.title_bar.setFont(font)
    before = window.minimumWidth()
    window.set_accounts(_NAMES, _NAMES)
    if points == 10:
        assert window.minimumWidth() == before
    window.resize(window.minimumSize())
    qapp.processEvents()
    for part in (choice, window.title_bar.choice, window.title_bar.gear):
        right = part.mapTo(window, part.rect().topRight()).x()
        assert 0 < right < window.width()
        assert part.width() >= part.minimumSizeHint().width()
    assert choice.geometry().right() < window.title_bar.choice.geometry().left()


def test_the_name_of_the_program_comes_back_with_the_room(window: PanicWindow, qapp: QApplication) -> None:
    title = next(label for label in window.findChildren(QLabel) if label.objectName() == "windowTitle")
    window.set_accounts(_NAMES, _NAMES)
    window.title_bar.resize(420, 35)
    assert not title.isVisible()
    window.resize(1000, 860)
    qapp.processEvents()
    assert title.isVisible()


def test_the_column_comes_with_the_second_account(window: PanicWindow, orders: OrdersModel) -> None:
    view = window.results.view()
    window.resize(1700, 860)
    QApplication.processEvents()
    orders.show_book({name: made_up.book(2) for name in _NAMES})
    assert Column.ACCOUNT not in view.shown_columns()
    window.set_accounts(_NAMES, _NAMES)
    window.resize(window.minimumSize())
    QApplication.processEvents()
    assert Column.ACCOUNT in view.shown_columns()
    window.set_accounts(_NAMES, ("sub1",))
    assert Column.ACCOUNT not in view.shown_columns()


def test_a_column_that_came_with_the_accounts_goes_with_them(window: PanicWindow) -> None:
    view = window.results.view()
    window.set_accounts(_NAMES, _NAMES)
    view.choose_column(Column.TIME, True)
    assert Column.ACCOUNT in view.shown_columns()
    window.set_accounts(_NAMES, ("sub1",))
    assert Column.ACCOUNT not in view.shown_columns()
    view.choose_column(Column.ACCOUNT, True)
    assert Column.ACCOUNT in view.shown_columns()
    view.choose_column(Column.ACCOUNT, False)
    window.set_accounts(_NAMES, _NAMES)
    assert Column.ACCOUNT not in view.shown_columns()
