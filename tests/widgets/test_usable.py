"""Everything can be reached by the keyboard, seen to have it, and named by a screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QKeySequenceEdit, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets import theme
from gui.widgets.fire_button import FireButton
from gui.widgets.palette import contrast
from tests.widgets.gallery import STATES, Stage

_Make = Callable[[Stage], QWidget]
# A list that has opened is a part of what opened it, and without a window manager it never has the keyboard.
_WINDOWS = [make for make in STATES if make.__name__ not in {"_accounts_list", "_tray"}]
_EDGE = 14
_TAB = (Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus)


def named(make: _Make) -> str:
    return make.__name__.strip("_")


@pytest.fixture(params=_WINDOWS, ids=named)
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QWidget]:
    """One state of the gallery after the other."""
    stage = Stage()
    qtbot.addWidget(stage.window)
    stage.window.show()
    made = request.param(stage)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def takes_tab(window: QWidget) -> list[QWidget]:
    """What the Tab key goes to, as Qt has it."""
    found = []
    for widget in window.findChildren(QWidget):
        is_there = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
        if is_there and widget.focusPolicy() in _TAB and widget.window() is window:
            found.append(widget)
    return found


def test_what_takes_the_keyboard_has_a_name_and_a_role(window: QWidget) -> None:
    for widget in takes_tab(window):
        told = QAccessible.queryAccessibleInterface(widget)
        assert told is not None
        name = told.text(QAccessible.Text.Name)
        assert name, f"a {type(widget).__name__} has no name"
        # Qt gives its field for key sequences no role of its own; there the name has to do.
        if not isinstance(widget, QKeySequenceEdit):
            assert told.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), name
        state = told.state()
        assert state.focusable, name
        assert not state.disabled, name


def test_what_a_screen_reader_is_told_is_never_markup(window: QWidget) -> None:
    for widget in (window, *window.findChildren(QWidget)):
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not widget.isVisible():
            continue
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description):
            words = told.text(kind)
            assert not re.search(r"<\w|&\w+;", words), f"{type(widget).__name__}: {words}"


def test_the_tab_key_goes_everywhere_in_the_order_of_reading(window: QWidget) -> None:
    wanted = takes_tab(window)
    seen: list[QWidget] = []
    window.setFocus()
    for _ in range(len(wanted) + 2):
        window.focusNextPrevChild(True)
        focused = window.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
    # Of a group of which one is chosen, Tab goes to the chosen one; the arrow keys go to the others.
    others = {
        button
        for button in wanted
        if isinstance(button, QAbstractButton) and button.autoExclusive() and not button.isChecked()
    }
    missing = set(wanted) - others - set(seen)
    assert [widget.accessibleName() or _text(widget) for widget in missing] == []
    rows = [_place(widget, window) for widget in seen if widget in wanted]
    start = rows.index(min(rows))
    in_order = rows[start:] + rows[:start]
    assert in_order == sorted(in_order)


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else type(widget).__name__


def _place(widget: QWidget, window: QWidget) -> tuple[int, int, int, int]:
    """Where the middle of a widget is: the line, then the place in it. Lines are further apart than 24 px.

    A column beside another one is read to its end: what stands in it comes where the column begins.
    """
    middle = widget.mapTo(window, widget.rect().center())
    columns = [each for each in window.findChildren(QWidget, "column") if each.isAncestorOf(widget)]
    start = columns[0].mapTo(window, QPoint(0, 24)) if columns else middle
    return start.y() // 24, start.x(), middle.y() // 24, middle.x()


def test_the_button_does_not_have_the_keyboard_at_first(qtbot: QtBot) -> None:
    stage = Stage()
    qtbot.addWidget(stage.window)
    stage.window.show()
    assert not isinstance(stage.window.focusWidget(), FireButton)


# Between them they have every kind of control; the other states have the same.
_KINDS = ("ready", "first_start", "no_match", "unknown", "keys", "keys_new_account", "settings", "history")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(
    "window", [make for make in _WINDOWS if named(make) in _KINDS], indirect=True, ids=named
)
def test_what_has_the_keyboard_is_seen_to_have_it(window: QWidget, qapp: QApplication, look: str) -> None:
    theme.apply(qapp, look)
    for widget in takes_tab(window):
        window.setFocus()
        without = _look(widget, window)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(widget, QLineEdit):
            widget.deselect()
        changed = _changes(without, _look(widget, window))
        name = f"{type(widget).__name__} “{widget.accessibleName() or _text(widget)}” in {look}"
        # As many pixels as a line of one pixel around half of it, and these with a contrast that is seen.
        strong = [pair for pair in changed if contrast(*pair) >= 3]
        assert len(strong) >= (widget.width() + widget.height()) / 2, name


def _look(widget: QWidget, window: QWidget) -> QImage:
    QApplication.processEvents()
    place = widget.rect().adjusted(-3, -3, 3, 3).translated(widget.mapTo(window, QPoint(0, 0)))
    return window.grab(place & window.rect()).toImage()


def _changes(before: QImage, after: QImage) -> list[tuple[str, str]]:
    """The colours, before and after, of each pixel that has changed near the edge: a ring goes along it."""
    assert before.size() == after.size()
    wide, high = before.width(), before.height()
    pairs = []
    for y in range(high):
        inner = _EDGE <= y < high - _EDGE and wide > 2 * _EDGE
        for x in (*range(_EDGE), *range(wide - _EDGE, wide)) if inner else range(wide):
            one, other = before.pixelColor(x, y), after.pixelColor(x, y)
            if one != other:
                pairs.append((one.name(), other.name()))
    return pairs
