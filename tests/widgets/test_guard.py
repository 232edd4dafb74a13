"""The guard against a press by accident: what is held counts, what is brushed does not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.desktop.wishes.wishes import Wishes
from gui.widgets import fire_button, guarded_button, theme
from gui.widgets.fire_button import FireButton
from gui.widgets.guard_fields import GuardFields
from gui.widgets.held_shortcut import HeldShortcut

LEFT = Qt.MouseButton.LeftButton
PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
OUTSIDE = QPoint(-50, -50)
FIRING = [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter]


class Stage:
    """A window with a guarded button, a clock that the test sets, and all that the button told."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.field = QLineEdit(self.window)
        self.button = FireButton(self.window)
        self.button.resize(600, 124)
        self.button.move(0, 40)
        self.button.set_summary("14 open orders")
        self.button.set_hold_ms(300)
        self.now = 1000.0
        self.button.hold._clock = lambda: self.now
        self.fired: list[float] = []
        self.button.fired.connect(self.fired.append)
        self.field.setFocus()

    def key(self, kind: QEvent.Type, key: Qt.Key = Qt.Key.Key_Space, *, repeated: bool = False) -> None:
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeated)
        QApplication.sendEvent(self.button, event)

    def hold_for(self, milliseconds: int) -> None:
        self.now += milliseconds / 1000


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage()
    qtbot.addWidget(stage.window)
    stage.window.resize(600, 200)
    stage.window.show()
    with qtbot.waitActive(stage.window):
        stage.window.activateWindow()
    yield stage
    stage.window.close()


@pytest.fixture
def aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(
        fire_button, "announce", lambda _, text, is_urgent: heard.append(text) if is_urgent else None
    )
    return heard


def test_off_nothing_is_delayed(stage: Stage) -> None:
    stage.button.set_hold_ms(0)
    assert not stage.button.is_guarded
    before = time.monotonic()
    QTest.mousePress(stage.button, LEFT)
    QTest.mouseRelease(stage.button, LEFT)
    stage.key(PRESS)
    stage.button.click()
    assert len(stage.fired) == 3
    assert before <= stage.fired[0] <= stage.fired[-1] <= time.monotonic()


def test_a_click_of_299_ms_presses_nothing_and_says_so(stage: Stage, aloud: list[str]) -> None:
    QTest.mousePress(stage.button, LEFT)
    assert stage.button.isDown()
    stage.hold_for(299)
    QTest.mouseRelease(stage.button, LEFT)
    assert stage.fired == []
    assert not stage.button.isDown()
    assert stage.button.second_line() == "Hold for 0.3 s to press."
    assert aloud == ["Hold for 0.3 s to press."]


def test_the_sentence_goes_by_itself(stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fire_button, "_HINT_MS", 30)
    QTest.mouseClick(stage.button, LEFT)
    assert stage.button.second_line() == "Hold for 0.3 s to press."
    qtbot.waitUntil(lambda: stage.button.second_line() == "14 open orders")


def test_held_long_enough_it_fires_under_the_finger_and_once(stage: Stage, qtbot: QtBot) -> None:
    QTest.mousePress(stage.button, LEFT)
    stage.hold_for(150)
    qtbot.waitUntil(lambda: stage.button.second_line() == "Keep holding…")
    stage.hold_for(150)
    qtbot.waitUntil(lambda: bool(stage.fired))
    assert stage.fired == [1000.3]
    QTest.mouseRelease(stage.button, LEFT)
    assert len(stage.fired) == 1


def test_letting_go_outside_takes_it_back(stage: Stage) -> None:
    QTest.mousePress(stage.button, LEFT)
    stage.hold_for(300)
    QTest.mouseRelease(stage.button, LEFT, pos=OUTSIDE)
    assert stage.fired == []
    assert not stage.button.hold.is_on


def test_slipping_off_takes_it_back_also_when_the_pointer_returns(stage: Stage, qtbot: QtBot) -> None:
    def move(to: QPointF) -> None:
        where = stage.button.mapToGlobal(to)
        no_keys = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(QEvent.Type.MouseMove, to, where, Qt.MouseButton.NoButton, LEFT, no_keys)
        QApplication.sendEvent(stage.button, event)

    QTest.mousePress(stage.button, LEFT)
    move(QPointF(40, 40))
    assert stage.button.second_line() == "14 open orders"
    move(QPointF(OUTSIDE))
    assert stage.button.second_line() == "Hold for 0.3 s to press."
    move(QPointF(40, 40))
    stage.hold_for(400)
    qtbot.wait(50)
    QTest.mouseRelease(stage.button, LEFT)
    assert stage.fired == []


def test_another_mouse_button_neither_holds_nor_lets_go(stage: Stage, qtbot: QtBot) -> None:
    QTest.mousePress(stage.button, Qt.MouseButton.RightButton)
    assert not stage.button.hold.is_on
    QTest.mousePress(stage.button, LEFT)
    QTest.mouseRelease(stage.button, Qt.MouseButton.RightButton)
    stage.hold_for(300)
    qtbot.waitUntil(lambda: len(stage.fired) == 1)


@pytest.mark.parametrize("key", FIRING)
def test_a_key_is_held_too_and_auto_repeat_does_not_matter(stage: Stage, qtbot: QtBot, key: Qt.Key) -> None:
    stage.button.setFocus()
    stage.key(PRESS, key)
    for _ in range(10):
        stage.hold_for(29)
        stage.key(RELEASE, key, repeated=True)
        stage.key(PRESS, key, repeated=True)
        assert stage.button.hold.is_on
        assert stage.fired == []
    stage.hold_for(10)
    qtbot.waitUntil(lambda: bool(stage.fired))
    for _ in range(10):
        stage.key(PRESS, key, repeated=True)
    stage.key(RELEASE, key)
    assert stage.fired == [1000.3]


def test_auto_repeat_alone_begins_nothing(stage: Stage) -> None:
    stage.button.setFocus()
    stage.key(PRESS, repeated=True)
    assert not stage.button.hold.is_on


def test_of_two_keys_the_first_one_holds(stage: Stage) -> None:
    stage.button.setFocus()
    stage.key(PRESS, Qt.Key.Key_Space)
    stage.hold_for(200)
    stage.key(PRESS, Qt.Key.Key_Return)
    stage.key(RELEASE, Qt.Key.Key_Return)
    assert stage.button.hold.is_on
    assert stage.button.isDown()
    stage.hold_for(99)
    stage.key(RELEASE, Qt.Key.Key_Space)
    assert stage.fired == []
    assert not stage.button.isDown()


def test_the_mouse_does_not_lengthen_what_a_key_holds(stage: Stage, qtbot: QtBot) -> None:
    stage.button.setFocus()
    stage.key(PRESS)
    stage.hold_for(200)
    QTest.mousePress(stage.button, LEFT)
    QTest.mouseRelease(stage.button, LEFT)
    assert stage.button.hold.is_on
    assert stage.button.isDown()
    stage.hold_for(100)
    qtbot.waitUntil(lambda: bool(stage.fired))
    assert stage.fired == [1000.3]


def lose_focus(stage: Stage) -> None:
    stage.field.setFocus()


def disable(stage: Stage) -> None:
    stage.button.setEnabled(False)


def hide(stage: Stage) -> None:
    stage.window.hide()


def minimise(stage: Stage) -> None:
    stage.window.showMinimized()


def lose_window(stage: Stage) -> None:
    stage.other = QWidget()  # type: ignore[attr-defined]
    stage.other.show()  # type: ignore[attr-defined]
    stage.other.activateWindow()  # type: ignore[attr-defined]


@pytest.mark.parametrize("happens", [lose_focus, disable, hide, minimise, lose_window])
def test_what_takes_the_button_away_ends_the_hold(
    stage: Stage, qtbot: QtBot, happens: Callable[[Stage], None]
) -> None:
    stage.button.setFocus()
    stage.key(PRESS)
    assert stage.button.hold.is_on
    happens(stage)
    qtbot.waitUntil(lambda: not stage.button.hold.is_on)
    stage.hold_for(1000)
    stage.key(RELEASE)
    qtbot.wait(40)
    assert stage.fired == []
    assert not stage.button.isDown()


@pytest.mark.parametrize("happens", [disable, hide, minimise, lose_window])
def test_and_what_a_mouse_holds(stage: Stage, qtbot: QtBot, happens: Callable[[Stage], None]) -> None:
    QTest.mousePress(stage.button, LEFT)
    happens(stage)
    qtbot.waitUntil(lambda: not stage.button.hold.is_on)
    stage.hold_for(1000)
    qtbot.wait(40)
    assert stage.fired == []


def test_after_a_lost_hold_the_next_one_counts(stage: Stage, qtbot: QtBot) -> None:
    stage.button.setFocus()
    stage.key(PRESS)
    stage.field.setFocus()
    stage.button.setFocus()
    stage.key(PRESS)
    stage.hold_for(300)
    qtbot.waitUntil(lambda: len(stage.fired) == 1)


def test_during_a_run_a_press_goes_through_at_once(stage: Stage) -> None:
    stage.button.set_running(True)
    QTest.mouseClick(stage.button, LEFT)
    stage.button.setFocus()
    stage.key(PRESS)
    stage.button.click()
    assert len(stage.fired) == 3
    stage.key(RELEASE)
    stage.button.set_running(False)
    stage.key(PRESS)
    assert stage.button.hold.is_on
    assert len(stage.fired) == 3


def test_the_key_that_began_a_run_does_not_press_again_when_it_comes_up(stage: Stage, qtbot: QtBot) -> None:
    stage.button.fired.connect(lambda _: stage.button.set_running(True))
    QTest.mousePress(stage.button, LEFT)
    stage.hold_for(300)
    qtbot.waitUntil(lambda: stage.button.is_running)
    QTest.mouseRelease(stage.button, LEFT)
    assert len(stage.fired) == 1


def test_a_tap_and_then_a_hold_counts_though_qt_calls_it_a_double_click(stage: Stage, qtbot: QtBot) -> None:
    middle = stage.button.rect().center()
    QTest.mouseClick(stage.button, LEFT, pos=middle)
    QTest.mouseDClick(stage.button, LEFT, pos=middle)
    stage.hold_for(300)
    assert stage.fired == []
    QTest.mousePress(stage.button, LEFT, pos=middle)
    stage.hold_for(300)
    qtbot.waitUntil(lambda: len(stage.fired) == 1)


def test_a_screen_reader_is_asked_for_a_second_press(stage: Stage, qtbot: QtBot, aloud: list[str]) -> None:
    press = QAccessible.queryAccessibleInterface(stage.button).actionInterface()
    action = press.pressAction()
    assert action in press.actionNames()
    press.doAction(action)
    qtbot.waitUntil(lambda: aloud == ["Activate again within 5 seconds to press."])
    assert stage.fired == []
    assert stage.button.second_line() == aloud[0]
    press.doAction(action)
    qtbot.waitUntil(lambda: len(stage.fired) == 1)
    press.doAction(action)
    qtbot.waitUntil(lambda: len(aloud) == 2)
    assert len(stage.fired) == 1


def test_a_second_press_that_comes_too_late_is_a_first_one(
    stage: Stage, aloud: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded_button, "AGAIN_WITHIN_S", 0.0)
    stage.button.click()
    stage.button.click()
    assert stage.fired == []
    assert len(aloud) == 2


def test_a_screen_reader_learns_that_it_is_to_be_held(stage: Stage) -> None:
    assert stage.button.accessibleDescription() == "14 open orders. Hold for 0.3 s to press."
    stage.button.set_running(True)
    assert "Hold" not in stage.button.accessibleDescription()
    stage.button.set_running(False)
    stage.button.set_hold_ms(0)
    assert stage.button.accessibleDescription() == "14 open orders"


def picture(button: FireButton) -> bytes:
    return bytes(button.grab().toImage().constBits())


def test_it_fills_while_it_is_held(stage: Stage) -> None:
    seen = set()
    for share in (0.0, 0.25, 0.5, 0.75):
        stage.button.show_held(share)
        seen.add(picture(stage.button))
    assert len(seen) == 4


def test_where_nothing_is_to_move_it_fills_in_one_step(stage: Stage) -> None:
    theme.heed(Wishes(is_still=True))
    seen = set()
    for share in (0.1, 0.25, 0.5, 0.75):
        stage.button.show_held(share)
        seen.add(picture(stage.button))
    assert len(seen) == 1
    stage.button.show_held(0)
    assert picture(stage.button) not in seen
    theme.heed(Wishes())


class Typist:
    """A window whose shortcut is Ctrl+Shift+X, and what was heard of it."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.is_urgent = False
        self.shortcut = HeldShortcut(self.window, lambda: self.is_urgent)
        self.shortcut.set_key(QKeySequence("Ctrl+Shift+X"))
        self.now = 1000.0
        self.shortcut.hold._clock = lambda: self.now
        self.fired: list[float] = []
        self.shortcut.fired.connect(self.fired.append)
        self.short: list[int] = []
        self.shortcut.hold.too_short.connect(self.short.append)

    def down(self) -> None:
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyPress(self.window.windowHandle(), Qt.Key.Key_X, modifiers)
        # The clock is the test's: what the shortcut took for the moment of the press is not.
        if self.shortcut.hold.is_on:
            self.shortcut.hold._began = self.now

    def up(self, key: Qt.Key = Qt.Key.Key_X) -> None:
        QTest.keyRelease(self.window.windowHandle(), key)


@pytest.fixture
def typist(qtbot: QtBot) -> Iterator[Typist]:
    typist = Typist()
    qtbot.addWidget(typist.window)
    typist.window.show()
    with qtbot.waitActive(typist.window):
        typist.window.activateWindow()
    yield typist
    typist.window.close()


def test_the_shortcut_without_a_guard_fires_as_it_goes_down(typist: Typist) -> None:
    typist.down()
    assert len(typist.fired) == 1
    typist.up()
    assert len(typist.fired) == 1


def test_the_shortcut_is_held_until_any_key_of_it_comes_up(typist: Typist, qtbot: QtBot) -> None:
    typist.shortcut.hold.set_ms(300)
    for key in (Qt.Key.Key_X, Qt.Key.Key_Control):
        typist.short.clear()
        typist.down()
        typist.now += 0.299
        typist.up(key)
        assert (typist.fired, typist.short) == ([], [300])
    typist.down()
    typist.now += 0.3
    qtbot.waitUntil(lambda: len(typist.fired) == 1)
    typist.up()
    assert typist.fired == [pytest.approx(typist.now)]


def test_the_shortcut_presses_at_once_where_it_is_urgent(typist: Typist) -> None:
    typist.shortcut.hold.set_ms(300)
    typist.is_urgent = True
    typist.down()
    assert len(typist.fired) == 1


def test_a_window_that_loses_the_keyboard_ends_the_hold_of_its_shortcut(typist: Typist, qtbot: QtBot) -> None:
    typist.shortcut.hold.set_ms(300)
    typist.down()
    assert typist.shortcut.hold.is_on
    typist.window.hide()
    qtbot.waitUntil(lambda: not typist.shortcut.hold.is_on)
    assert (typist.fired, typist.short) == ([], [])


def test_a_shortcut_that_is_left_to_others_is_not_held(typist: Typist) -> None:
    typist.shortcut.hold.set_ms(300)
    typist.down()
    typist.shortcut.pause(True)
    assert not typist.shortcut.hold.is_on
    typist.down()
    assert typist.fired == []


def test_the_settings_say_what_it_costs(qtbot: QtBot) -> None:
    fields = GuardFields()
    qtbot.addWidget(fields)
    for holds, cost in (
        ((0, 0), "Nothing is delayed: a press counts at once."),
        ((400, 400), "Against a press by accident. Adds 400 ms to every press."),
        ((300, 0), "Against a press by accident. Adds 300 ms to every press by the button."),
        (
            (300, 350),
            "Against a press by accident. "
            "Adds 300 ms to every press by the button and 350 ms to every press by the shortcut.",
        ),
    ):
        fields.set_holds(*holds)
        assert fields.cost() == cost
        assert (fields.button_ms(), fields.hotkey_ms()) == holds
    assert not fields.hotkey.accessibleDescription().endswith("whatever is chosen here.")
    fields.set_hotkey_at_once(True)
    assert fields.hotkey.accessibleDescription().endswith("whatever is chosen here.")


def test_a_shortcut_that_is_held_as_the_hotkey_takes_it_over_is_heard_to_its_end(
    typist: Typist, qtbot: QtBot
) -> None:
    typist.shortcut.hold.set_ms(300)
    typist.down()
    typist.shortcut._is_leaving = True
    typist.shortcut._leave()
    assert typist.shortcut.hold.is_on
    typist.now += 0.3
    qtbot.waitUntil(lambda: len(typist.fired) == 1)
    typist.up()
    qtbot.waitUntil(lambda: not typist.shortcut._shortcut.isEnabled())
    typist.down()
    assert len(typist.fired) == 1
