"""The restore list in the window: seen, copied, sorted, and asked to be exported."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.desktop.restore_table import RestoreModel, rows_of
from gui.kept.restore import COLUMNS, restore_list
from gui.widgets import theme
from gui.widgets.restore import RestoreDialog
from tests.widgets import made_up

SYMBOL, SIZE, ACCOUNT = (COLUMNS.index(name) for name in ("Symbol", "Size", "Account"))


@pytest.fixture
def dialog(qtbot: QtBot) -> RestoreDialog:
    made = RestoreDialog(rows_of(restore_list(made_up.restore_record())))
    qtbot.addWidget(made)
    made.show()
    return made


def button(dialog: RestoreDialog, text: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == text)


def copied() -> list[list[str]]:
    return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]


def test_it_says_how_old_the_book_was_and_which_press_it_was(dialog: RestoreDialog) -> None:
    assert "Orders of the press at 2026-03-12" in dialog.windowTitle()
    sentences = [label.text() for label in dialog.findChildren(QLabel)]
    assert "17 orders. The book was read 3 s before the press." in sentences
    assert dialog.view().accessibleName()


def test_columns_that_hold_nothing_are_not_shown(dialog: RestoreDialog) -> None:
    view = dialog.view()
    hidden = {COLUMNS[at] for at in range(len(COLUMNS)) if view.isColumnHidden(at)}
    assert {"Account", "Callback %", "Execute price", "Code"} <= hidden
    assert not hidden & {"Symbol", "Size", "Take profit", "Trigger price", "Client order ID", "Note"}


def test_without_a_choice_everything_is_copied_with_a_header(dialog: RestoreDialog) -> None:
    button(dialog, "Copy").click()
    header, *rows = copied()
    assert tuple(header) == COLUMNS
    assert len(rows) == 17
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert rows[0][SIZE] == "0.500"
    assert rows[0][ACCOUNT] == "main"


def test_ctrl_c_copies_the_chosen_rows(qtbot: QtBot, dialog: RestoreDialog) -> None:
    dialog.view().setFocus()
    dialog.view().selectRow(3)
    QTest.keyClick(dialog.view(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(copied()) == 2)
    assert copied()[1][SYMBOL] == "SOLUSDT"


def test_numbers_are_sorted_by_their_value_and_the_choice_stays(dialog: RestoreDialog) -> None:
    view = dialog.view()
    view.selectRow(4)
    view.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
    sizes = [view.model().index(row, SIZE).data() for row in range(5)]
    assert sizes[:3] == ["9000", "9000", "2500"]
    dialog.copy()
    assert copied()[1][SYMBOL] == "XRPUSDT"


def test_exports_are_asked_for_and_answered(qtbot: QtBot, dialog: RestoreDialog) -> None:
    with qtbot.waitSignal(dialog.csv_wanted):
        button(dialog, "Export CSV…").click()
    with qtbot.waitSignal(dialog.json_wanted):
        button(dialog, "Export JSON…").click()
    dialog.say("The orders were not exported to /x, because the disk is full.", False)
    assert any(
        "the disk is full" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible()
    )


def test_a_press_of_which_nothing_is_known_says_so(qtbot: QtBot) -> None:
    record = replace(made_up.restore_record(), end=None, books=())
    dialog = RestoreDialog(rows_of(restore_list(record)))
    qtbot.addWidget(dialog)
    assert not any(button(dialog, name).isEnabled() for name in ("Copy", "Export CSV…", "Export JSON…"))
    assert "Nothing to restore" in [label.text() for label in dialog.findChildren(QLabel)]


def test_ten_thousand_orders_are_shown_without_a_pause(qtbot: QtBot) -> None:
    listed = rows_of(restore_list(made_up.restore_record(10_000)))
    began = time.thread_time()
    dialog = RestoreDialog(listed)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert time.thread_time() - began < 1.0
    began = time.thread_time()
    dialog.view().scrollToBottom()
    QApplication.processEvents()
    assert time.thread_time() - began < 0.2


def test_a_hostile_text_is_a_text(qtbot: QtBot) -> None:
    record = made_up.restore_record()
    assert record.end is not None
    first = record.end.orders[0]
    trap = replace(first, order=replace(first.order, client_oid="<b>x</b>\ty"))
    listed = rows_of(restore_list(replace(record, end=replace(record.end, orders=(trap,)))))
    model = RestoreModel(listed)
    index = model.index(0, COLUMNS.index("Client order ID"))
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "<qt>&lt;b&gt;x&lt;/b&gt;\ty</qt>"
    assert len(model.text().split("\n")[1].split("\t")) == len(COLUMNS)
    dialog = RestoreDialog(listed)
    qtbot.addWidget(dialog)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_is_coloured_in_both_themes(qtbot: QtBot, look: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, look)
    dialog = RestoreDialog(rows_of(restore_list(made_up.restore_record())))
    qtbot.addWidget(dialog)
    brush = dialog.view().model().index(0, 0).data(Qt.ItemDataRole.ForegroundRole)
    assert brush == theme.colour("ok")
