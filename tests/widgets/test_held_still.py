"""While a press's threads compute, rows are not painted; what is seen meanwhile is never a blank table."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from gui.desktop.tables import OrdersModel
from gui.panic.accounts import MAIN
from gui.widgets.window import PanicWindow
from tests.widgets import made_up

_LONG_MS = 600_000


def _colours(window: PanicWindow) -> int:
    """How many colours are on the screen where the first rows stand: one where they are blank."""
    port = window.results.view().viewport()
    image = window.screen().grabWindow(window.winId()).toImage()
    corner = port.mapTo(window, QPoint(0, 0))
    places = [(corner.x() + x, corner.y() + y) for x in range(0, 300, 2) for y in range(0, 60, 2)]
    return len({image.pixel(x, y) for x, y in places if image.valid(x, y)})


def test_rows_are_painted_again_where_they_were_moved(
    window: PanicWindow, orders: OrdersModel, qtbot: QtBot
) -> None:
    orders.show_book({MAIN: made_up.book(60)})
    qtbot.waitUntil(lambda: _colours(window) > 5)
    window.results.hold_still(_LONG_MS)
    assert not window.results.view().updatesEnabled()
    before = window.results.view().mapTo(window, QPoint(0, 0)).y()
    window.verdict.show_running("acknowledged, reading back. " * 30)
    qtbot.waitUntil(lambda: window.results.view().mapTo(window, QPoint(0, 0)).y() > before)
    qtbot.waitUntil(lambda: _colours(window) > 5)
    qtbot.waitUntil(lambda: not window.results.view().updatesEnabled())
    assert _colours(window) > 5


def test_what_waits_to_be_painted_is_painted_before_rows_are_held_still(
    window: PanicWindow, orders: OrdersModel, qtbot: QtBot
) -> None:
    orders.show_book({MAIN: made_up.book(60)})
    window.results.view().resize(10, 10)  # wiped away, and not painted again yet
    window.results.hold_still(_LONG_MS)
    qtbot.waitUntil(lambda: _colours(window) > 5)


def test_words_stay_in_place_of_rows_that_would_not_be_painted(
    window: PanicWindow, orders: OrdersModel, qtbot: QtBot
) -> None:
    window.results.set_nothing("Cancelling", "Each order comes.")
    window.results.hold_still(_LONG_MS)
    orders.show_book({MAIN: made_up.book(60)})
    assert window.results.lesson().isVisible()
    window.results.hold_still(0)
    assert window.results.view().isVisible()
    qtbot.waitUntil(lambda: _colours(window) > 5)
