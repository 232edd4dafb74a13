"""In a window that scrolls the verdict comes into view, and the button stays where it is aimed at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QScrollBar
from pytestqt.qtbot import QtBot

from gui.panic.verdict import Verdict
from gui.widgets.window import PanicWindow
from tests.widgets import made_up

_LONG = "Bitget did not answer in time. Press again, and check the Bitget app. "


@pytest.fixture
def area(window: PanicWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QScrollArea:
    """The part of a window that scrolls, on a screen of 1920 × 1080 at 300 %."""
    make_low(window, 320, monkeypatch)
    area = window.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 200)
    return area


@pytest.fixture
def bar(area: QScrollArea) -> QScrollBar:
    return area.verticalScrollBar()


def make_low(window: PanicWindow, height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.widgets.window.room_for", lambda _: QSize(640, height))
    window.setMinimumSize(0, 0)
    window.resize(640, height)


def is_seen(window: PanicWindow, area: QScrollArea) -> bool:
    """All of the verdict, or its beginning at the top where it is too high."""
    top = window.verdict.mapTo(area, QPoint()).y()
    return 0 <= top <= max(0, area.viewport().height() - window.verdict.height())


def button_top(window: PanicWindow) -> int:
    return window.fire_button.mapTo(window, QPoint()).y()


def begin(window: PanicWindow) -> None:
    window.fire_button.set_running(True)
    window.verdict.show_running("Sent for all futures.")
    window.reveal_verdict()


def end(window: PanicWindow, sentence: str = _LONG) -> None:
    window.fire_button.set_running(False)
    window.verdict.show_report(made_up.report(Verdict.UNKNOWN, sentence, 10_000))
    window.reveal_verdict()


def move_to(window: PanicWindow, place: QPoint) -> None:
    QCursor.setPos(window.mapToGlobal(place))
    QTest.mouseMove(window.windowHandle(), place)  # without a screen, no event comes of the former


def point_at_button(window: PanicWindow, bar: QScrollBar, qtbot: QtBot) -> QPoint:
    """Scroll until the button is whole at the bottom, and put the pointer into its middle."""
    button = window.fire_button
    bar.setValue(button.y() + button.height() - bar.height())
    place = button.mapTo(window, button.rect().center())
    move_to(window, place)
    qtbot.waitUntil(button.underMouse)
    return place


def point_elsewhere(window: PanicWindow, qtbot: QtBot) -> None:
    move_to(window, QPoint(3, 60))
    qtbot.waitUntil(lambda: not window.fire_button.underMouse())


def test_the_verdict_comes_into_view(
    window: PanicWindow, area: QScrollArea, bar: QScrollBar, qtbot: QtBot
) -> None:
    for times in (1, 5, 30):
        bar.setValue(0)
        assert bar.maximum() > 0
        assert not is_seen(window, area)
        end(window, _LONG * times)
        qtbot.waitUntil(lambda: is_seen(window, area))
    bar.setValue(0)
    window.verdict.show_idle("No press yet", "")
    window.reveal_verdict()
    qtbot.waitUntil(lambda: is_seen(window, area))
    # What stands above it may grow later.
    window.notice.show_notice("The journal could not be written. " * 4)
    qtbot.waitUntil(lambda: window.notice.height() > 40)
    qtbot.waitUntil(lambda: is_seen(window, area))
    bar.setValue(bar.value() + 5)  # it is seen still, and nothing moves
    before = bar.value()
    assert is_seen(window, area)
    window.reveal_verdict()
    QTest.qWait(50)
    assert bar.value() == before


def test_every_further_press_of_a_mouse_hits_the_button(
    window: PanicWindow, bar: QScrollBar, qtbot: QtBot
) -> None:
    place = point_at_button(window, bar, qtbot)
    top = button_top(window)
    for _ in range(3):
        with qtbot.waitSignal(window.fire_wanted):
            QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
        begin(window)
        QTest.qWait(20)
        assert button_top(window) == top, "nothing moves while a press runs"
        with qtbot.waitSignal(window.fire_wanted):
            QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
        end(window, _LONG * 5)
        QTest.qWait(20)
        top = button_top(window)


def test_the_rest_comes_when_the_pointer_has_left(
    window: PanicWindow, area: QScrollArea, bar: QScrollBar, qtbot: QtBot
) -> None:
    point_at_button(window, bar, qtbot)
    begin(window)
    end(window)
    before = button_top(window)
    qtbot.waitUntil(lambda: button_top(window) < before)  # as far as the pointer lets it
    assert not is_seen(window, area)
    point_elsewhere(window, qtbot)
    qtbot.waitUntil(lambda: is_seen(window, area))


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_it_does_not_come_under_a_pointer_on_its_way_to_what_is_above_it(
    window: PanicWindow, area: QScrollArea, bar: QScrollBar, qtbot: QtBot, times: int
) -> None:
    point_at_button(window, bar, qtbot)
    begin(window)
    end(window, _LONG * times)
    QTest.qWait(20)
    button = window.fire_button
    above = QPoint(button.mapTo(window, button.rect().center()).x(), button_top(window) - 14)
    move_to(window, above)
    qtbot.waitUntil(lambda: not button.underMouse())
    for _ in range(6):
        QTest.qWait(100)
        assert window.childAt(above) is not button
    point_elsewhere(window, qtbot)
    qtbot.waitUntil(lambda: is_seen(window, area))


def test_nothing_is_held_back_in_a_window_that_need_not_scroll(window: PanicWindow, qtbot: QtBot) -> None:
    window.resize(900, 980)
    button = window.fire_button
    move_to(window, button.mapTo(window, button.rect().center()))
    qtbot.waitUntil(button.underMouse)
    begin(window)
    end(window, "")
    QTest.qWait(50)
    assert window.body.minimumHeight() == 0


def test_the_page_is_as_high_as_it_needs_once_a_person_scrolls(
    window: PanicWindow, bar: QScrollBar, qtbot: QtBot
) -> None:
    point_at_button(window, bar, qtbot)
    begin(window)
    assert window.body.minimumHeight() > 0
    bar.triggerAction(QAbstractSlider.SliderAction.SliderSingleStepSub)
    assert window.body.minimumHeight() == 0


def test_another_form_is_as_high_as_it_needs(window: PanicWindow, bar: QScrollBar, qtbot: QtBot) -> None:
    point_at_button(window, bar, qtbot)
    begin(window)
    end(window)
    qtbot.waitUntil(lambda: window.body.minimumHeight() > 0)
    window.set_compact(True)
    QTest.qWait(300)
    assert window.body.minimumHeight() == 0


def test_a_person_who_scrolls_is_left_alone(window: PanicWindow, bar: QScrollBar, qtbot: QtBot) -> None:
    point_at_button(window, bar, qtbot)
    end(window)
    QTest.qWait(20)
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    point_elsewhere(window, qtbot)
    QTest.qWait(50)
    assert bar.value() == 0


def test_a_press_from_elsewhere_is_seen_and_its_button_stays_still(
    window: PanicWindow,
    area: QScrollArea,
    bar: QScrollBar,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_low(window, 230, monkeypatch)
    bar.setValue(0)
    point_elsewhere(window, qtbot)
    qtbot.waitUntil(window.fire_button.visibleRegion().isEmpty)
    begin(window)
    qtbot.waitUntil(lambda: is_seen(window, area))
    top = button_top(window)
    window.verdict.show_running(_LONG * 3)
    QTest.qWait(50)
    assert button_top(window) == top
    end(window, _LONG * 5)
    qtbot.waitUntil(lambda: is_seen(window, area))


def test_the_button_stays_where_it_is_although_the_page_gets_lower(
    window: PanicWindow, area: QScrollArea, bar: QScrollBar, qtbot: QtBot
) -> None:
    window.set_compact(True)
    window.resize(360, 320)
    window.show()
    window.verdict.show_report(made_up.report(Verdict.LEFT, _LONG, 900, unprotected=made_up.positions()))
    window.reveal_verdict()
    qtbot.waitUntil(lambda: window.isVisible() and is_seen(window, area) and bar.value() > 100)
    before = button_top(window)
    assert not window.fire_button.visibleRegion().isEmpty()
    begin(window)
    qtbot.waitUntil(lambda: window.verdict.warning() == "")
    QTest.qWait(50)
    assert button_top(window) == before
    end(window, "")
    qtbot.waitUntil(lambda: button_top(window) > before)  # now it may
