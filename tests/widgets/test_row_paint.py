"""The rows of orders look as style sheet and delegate would draw them, in a tenth of their time."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex
from PySide6.QtGui import QAccessible, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from gui.desktop.rows import Column, OrderRow, Tone
from gui.desktop.tables import OrdersModel
from gui.panic.accounts import MAIN
from gui.panic.orders import Scope
from gui.widgets import theme
from gui.widgets.order_view import OrderView
from gui.widgets.plain_cell import PlainCell
from tests.widgets import made_up


class StyledView(OrderView):
    """The same table, drawn by Qt."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QTableView.paintEvent(self, event)


@pytest.fixture(params=["light", "dark"])
def model(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[OrdersModel]:
    theme.apply(qapp, request.param)
    model = OrdersModel()
    orders = made_up.book(60)
    orders[11] = made_up.order(11, symbol="<b>x</b>&amp;\u202etest\n\tnew", client_oid="long " * 12)
    orders[12] = made_up.order(12, symbol="שלום עולם", client_oid="%s & co", size=None)
    model.show_book({MAIN: orders})
    model.mark_waiting(Scope())
    model.merge(made_up.outcomes(made_up.two_left, 10))
    model.set_colours({tone: theme.colour(name) for tone, name in zip(Tone, _NAMES, strict=True)})
    yield model
    theme.apply(qapp, "system")


_NAMES = ("ok", "warn", "bad", "unknown", "ink", "mute")


def seen(qtbot: QtBot, view: OrderView, *, is_narrow: bool) -> QImage:
    qtbot.addWidget(view)
    if isinstance(view, StyledView):
        view.setItemDelegate(PlainCell(view))
    view.resize(700 if is_narrow else 1500, 600)
    view.show()
    view.setFocus()
    view.activateWindow()
    qtbot.waitUntil(view.hasFocus)
    sort, model = view.selectionModel(), view.model()
    sort.setCurrentIndex(model.index(3, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    sort.select(QItemSelection(QModelIndex(model.index(5, 0)), QModelIndex(model.index(9, 0))), rows)
    if is_narrow:
        view.choose_column(Column.ORDER_ID, True)
        view.choose_column(Column.PRODUCT_TYPE, True)
        view.verticalScrollBar().setValue(50)
        view.horizontalScrollBar().setValue(40)
    return view.viewport().grab().toImage()


@pytest.mark.parametrize("is_narrow", [False, True], ids=["whole", "scrolled"])
def test_rows_look_as_the_style_has_them(qtbot: QtBot, model: OrdersModel, is_narrow: bool) -> None:
    """Waiting, answered and selected, with words that are markup, too long, or written from the right."""
    drawn = seen(qtbot, OrderView(model), is_narrow=is_narrow)
    assert drawn == seen(qtbot, StyledView(model), is_narrow=is_narrow)


def test_a_window_of_rows_is_drawn_in_a_part_of_the_time(qtbot: QtBot, model: OrdersModel) -> None:
    """Of the processor's time, so other programs do not matter; the same machine draws both."""

    def quickest_s(view: OrderView) -> float:
        seen(qtbot, view, is_narrow=False)
        taken = []
        for _ in range(5):
            began = time.thread_time()
            view.viewport().repaint()
            taken.append(time.thread_time() - began)
        return min(taken)

    assert quickest_s(OrderView(model)) < 0.5 * quickest_s(StyledView(model))


def test_no_row_is_asked_for_that_is_not_seen(
    qtbot: QtBot, model: OrdersModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = OrderView(model)
    seen(qtbot, view, is_narrow=False)
    asked: list[int] = []
    inner = OrdersModel.row

    def row(sort: OrdersModel, place: int) -> OrderRow:
        asked.append(place)
        return inner(sort, place)

    monkeypatch.setattr(OrdersModel, "row", row)
    monkeypatch.setattr(OrdersModel, "data", lambda *_: pytest.fail("a cell was asked for"))
    view.viewport().repaint()
    assert asked == list(range(view.rowAt(0), view.rowAt(view.viewport().height() - 1) + 1))
    assert len(asked) < model.rowCount()


def test_rows_that_change_unseen_have_nothing_drawn(
    qtbot: QtBot, model: OrdersModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = OrderView(model)
    seen(qtbot, view, is_narrow=False)
    view.verticalScrollBar().setValue(10 * view.rowHeight(0) + 1)  # of the first a pixel is missing
    drawn: list[int] = []
    monkeypatch.setattr(QTableView, "dataChanged", lambda _, first, *more: drawn.append(first.row()))  # noqa: ARG005
    lowest = view.rowAt(view.viewport().height() - 1)
    for first, last in ((0, 9), (lowest + 1, model.rowCount() - 1), (0, 10), (lowest, lowest), (5, 40)):
        model.dataChanged.emit(model.index(first, 0), model.index(last, 0))
    assert drawn == [0, lowest, 5]
    view.resize(view.width(), 40 * model.rowCount())  # below the last there is nothing
    model.dataChanged.emit(model.index(model.rowCount() - 1, 0), model.index(model.rowCount() - 1, 0))
    assert drawn[3:] == [model.rowCount() - 1]


def test_a_screen_reader_is_told_of_rows_that_are_not_seen(
    qtbot: QtBot, model: OrdersModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = OrderView(model)
    seen(qtbot, view, is_narrow=False)
    told: list[int] = []
    monkeypatch.setattr(QTableView, "dataChanged", lambda _, first, *more: told.append(first.row()))  # noqa: ARG005
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    model.dataChanged.emit(model.index(50, 0), model.index(50, 0))
    assert told == [50]
