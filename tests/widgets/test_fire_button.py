"""The button fires when it should, once, and says what it is."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.fire_button import FireButton


@pytest.fixture
def button(qtbot: QtBot) -> Iterator[FireButton]:
    # Something else has the keyboard: a button alone in a window would be given it.
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    made = FireButton(window)
    made.resize(600, 124)
    made.move(0, 40)
    field.setFocus()
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    yield made
    window.close()


@pytest.fixture
def shots(button: FireButton) -> list[float]:
    fired: list[float] = []
    button.fired.connect(fired.append)
    return fired


def _key(button: FireButton, kind: QEvent.Type, key: Qt.Key, *, repeated: bool = False) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeated)
    QApplication.sendEvent(button, event)


def test_a_click_fires_as_it_is_let_go(button: FireButton, shots: list[float]) -> None:
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert button.isDown()
    assert shots == []
    before = time.monotonic()
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert len(shots) == 1
    assert before <= shots[0] <= time.monotonic()


def test_a_click_fires_before_the_button_is_drawn(button: FireButton) -> None:
    """Drawing it takes as long as all that leads from the click to the first cancel."""
    seen: list[str] = []

    class Watching(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                seen.append("drawn")
            return False

    watching = Watching(button)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    button.installEventFilter(watching)
    button.fired.connect(lambda _: seen.append("fired"))
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    QTest.qWait(50)
    assert seen[0] == "fired"
    assert "drawn" in seen[1:]
    assert seen.count("fired") == 1
    assert not button.isDown()


def test_letting_go_outside_takes_the_click_back(button: FireButton, shots: list[float]) -> None:
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseMove(button, QPoint(-50, -50))
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))
    assert shots == []


def test_other_mouse_buttons_do_nothing(button: FireButton, shots: list[float]) -> None:
    QTest.mouseClick(button, Qt.MouseButton.RightButton)
    assert shots == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_held_key_fires_once_and_as_it_goes_down(
    button: FireButton, shots: list[float], key: Qt.Key
) -> None:
    press, release = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
    _key(button, press, key)
    assert len(shots) == 1
    assert button.isDown()
    for _ in range(30):
        _key(button, release, key, repeated=True)
        _key(button, press, key, repeated=True)
    _key(button, release, key)
    assert len(shots) == 1
    assert not button.isDown()


def test_other_keys_do_nothing(button: FireButton, shots: list[float]) -> None:
    QTest.keyClicks(button, "hello")
    assert shots == []


def test_a_click_does_not_take_the_keyboard(button: FireButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.hasFocus()
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_a_second_press_while_running_fires_too(button: FireButton, shots: list[float]) -> None:
    button.set_running(True)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isEnabled()
    assert len(shots) == 1


def test_the_second_click_counts_where_the_first_never_came(button: FireButton, shots: list[float]) -> None:
    middle = button.rect().center()
    at = QPointF(middle)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in ((QEvent.Type.MouseButtonDblClick, left), (QEvent.Type.MouseButtonRelease, none)):
        event = QMouseEvent(kind, at, button.mapToGlobal(at), left, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(button, event)
    assert len(shots) == 1


def test_a_double_click_is_one_press_unless_one_runs(button: FireButton, shots: list[float]) -> None:
    middle = button.rect().center()

    def double_click() -> None:
        # Qt sends a hand's double click as press, release, double click, release.
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseDClick(button, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=middle)

    double_click()
    assert len(shots) == 1
    button.set_running(True)
    double_click()
    assert len(shots) == 3


def test_the_time_runs_only_while_a_press_runs(button: FireButton, qtbot: QtBot) -> None:
    button.set_summary("14 open orders · 3 product types")
    assert (button.title(), button.second_line()) == ("CANCEL ALL ORDERS", "14 open orders · 3 product types")
    button.set_running(True, time.monotonic() - 1.5)
    assert button.title() == "CANCELLING…"
    first = button.second_line()
    assert first.startswith("1.5")
    assert first.endswith("s · press again to force another pass")
    qtbot.waitUntil(lambda: button.second_line() != first)
    button.set_running(False)
    assert button.second_line() == "14 open orders · 3 product types"


def test_a_press_that_ends_soon_is_drawn_no_second_time(button: FireButton) -> None:
    for _ in range(2):
        button.set_running(True)
        assert button._ticks.isActive()
        assert button._ticks.interval() == 600
        button._ticks.timeout.emit()
        assert button._ticks.interval() == 50


def test_a_screen_reader_learns_what_it_is_and_would_do(button: FireButton) -> None:
    button.set_summary("2 open orders · 1 product type")
    button.set_shortcut("Ctrl+Shift+X")
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "Cancel all orders"
    description = "2 open orders · 1 product type. Shortcut Ctrl+Shift+X."
    assert interface.text(QAccessible.Text.Description) == description
    button.set_running(True)
    assert "press again" in interface.text(QAccessible.Text.Description)


def test_the_title_says_whether_stops_go_too(button: FireButton) -> None:
    button.set_summary("14 open orders, 4 stops")
    button.set_covers_everything(True)
    assert (button.title(), button.second_line()) == ("CANCEL EVERYTHING", "14 open orders, 4 stops")
    assert button.accessibleName() == "Cancel everything"
    button.set_running(True)
    assert button.title() == "CANCELLING…"
    assert button.accessibleName() == "Cancel everything"
    button.set_running(False)
    button.set_covers_everything(False)
    assert button.title() == "CANCEL ALL ORDERS"


def test_a_screen_reader_can_press_it(button: FireButton, shots: list[float]) -> None:
    button.click()
    assert len(shots) == 1


def test_each_state_looks_different(button: FireButton) -> None:
    def picture() -> bytes:
        image = button.grab().toImage()
        return bytes(image.constBits())

    seen = {picture()}
    button.setDown(True)
    seen.add(picture())
    button.setDown(False)
    button.setFocus()
    seen.add(picture())
    button.clearFocus()
    button.set_running(True)
    seen.add(picture())
    assert len(seen) == 4


def test_a_narrow_button_still_shows_its_words(button: FireButton) -> None:
    button.set_shortcut("Ctrl+Alt+Shift+X")
    button.resize(button.minimumSizeHint())
    button.set_running(True)
    assert not button.grab().isNull()
