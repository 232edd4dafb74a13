"""How a button is pressed: by mouse, key and screen reader, at once or only after it was held for a while."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.desktop.hold import Hold

AGAIN_WITHIN_S = 5.0
_FIRING_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEFT = Qt.MouseButton.LeftButton


class GuardedButton(QAbstractButton):
    """Without a guard a mouse fires it by letting go inside it, a key by going down; a held key fires once.

    With one, either is held for hold.ms. A screen reader, a switch or a voice presses by an action that has
    no duration, so it is asked for a second one within 5 s. While is_urgent nothing is asked for: whoever
    presses again while a press runs has meant it once already.
    """

    fired = Signal(object)  # float: time.monotonic() of the event that fired, or at which it was held enough
    again_wanted = Signal()  # by an action without a duration, which has to be done once more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hold = Hold(self._may_be_held, parent=self)
        self.is_urgent = False
        self._held_by: Qt.Key | Qt.MouseButton | None = None
        self._has_mouse = False  # the mouse went down on it under a guard
        self._was_active = self._was_clicked = False
        self._again_until = 0.0
        # Not by click: after a click the space bar must go on doing nothing dangerous.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._take_click)
        self.hold.moved.connect(self._follow)
        self.hold.done.connect(self.fired)

    @property
    def is_guarded(self) -> bool:
        """True while a press has to be held."""
        return self.hold.ms > 0 and not self.is_urgent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fire as the key goes down, once however long it is held; or begin to be held."""
        if event.key() not in _FIRING_KEYS:
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            return
        elif self.is_guarded:
            self._begin(Qt.Key(event.key()))
        else:
            at = time.monotonic()
            self.setDown(True)
            self.fired.emit(at)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let the button come up; without a guard nothing fires here."""
        if event.key() not in _FIRING_KEYS:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._let_go(Qt.Key(event.key()))
            self.setDown(self.hold.is_on)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Come up when the key is let go elsewhere."""
        self.hold.give_up()
        self.setDown(False)
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go down, and begin to be held where there is a guard."""
        self._was_clicked = True
        if event.button() == _LEFT:
            self._has_mouse = self.is_guarded
        if self.is_guarded and event.button() == _LEFT:
            self._begin(_LEFT)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take a hold back when the pointer leaves the button."""
        if not self._has_mouse:
            super().mouseMoveEvent(event)
        elif not self._has_inside(event):
            self._slip()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fire before Qt draws the button, which it does before it tells of a click."""
        if self._has_mouse and event.button() == _LEFT:
            # Not to Qt, which makes a click of any release over a button that is down.
            self._has_mouse = False
            if not self._has_inside(event):
                self._slip()
            self._let_go(_LEFT)
            return
        if event.button() == _LEFT and self.isDown() and self._has_inside(event):
            at = time.monotonic()
            self.setDown(False)  # so that Qt makes no click of it
            self.fired.emit(at)
        super().mouseReleaseEvent(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click of a double click for a press only while one runs, or to be held.

        Otherwise the verdict of the press that a hurried hand meant would at once make room for another
        that had nothing left to cancel. Where the first click never came here, it is the second that counts:
        it was made on a window that was only starting.
        """
        if self.is_urgent or self.is_guarded or not self._was_clicked:
            self.mousePressEvent(event)

    def _begin(self, by: Qt.Key | Qt.MouseButton) -> None:
        if self.hold.is_on:  # by another key or by the mouse, which goes on
            return
        self._held_by = by
        self._was_active = self.isActiveWindow()
        self.setDown(True)
        self.hold.begin()

    def _let_go(self, by: Qt.Key | Qt.MouseButton) -> None:
        if self._held_by == by:
            self._held_by = None
            self.hold.let_go()

    def _slip(self) -> None:
        if self.hold.is_on and self._held_by == _LEFT:
            self.hold.give_up()
            self.hold.too_short.emit(self.hold.ms)

    def _may_be_held(self) -> bool:
        # By a mouse also in a window that has not got the keyboard.
        is_left = self._was_active and not self.isActiveWindow()
        return self.isEnabled() and self.isVisible() and not self.window().isMinimized() and not is_left

    def _has_inside(self, event: QMouseEvent) -> bool:
        at: QPoint = event.position().toPoint()
        return self.hitButton(at)

    def _follow(self, share: float) -> None:
        if not share and not self.hold.is_on:
            self.setDown(False)

    def _take_click(self) -> None:
        # Mouse and keys fire by themselves: this click comes from a screen reader.
        now = time.monotonic()
        if not self.is_guarded or now < self._again_until:
            self._again_until = 0.0
            self.fired.emit(now)
        else:
            self._again_until = now + AGAIN_WITHIN_S
            self.again_wanted.emit()
