"""The window's own shortcut, which presses at once or only after it was held for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from gui.desktop.hold import Hold

_ON_ITS_WAY_MS = 100


class HeldShortcut(QObject):
    """Heard in every window of this program. GUI thread.

    is_urgent is asked at each press: True lets it through without its being held.
    """

    fired = Signal(object)  # float: time.monotonic() of the press, or at which it was held enough

    def __init__(self, window: QWidget, is_urgent: Callable[[], bool]) -> None:
        super().__init__(window)
        self.hold = Hold(_has_keyboard, parent=self)
        self._is_urgent = is_urgent
        self._is_paused = self._is_leaving = self._is_heard_elsewhere = False
        self._shortcut = QShortcut(window)
        # Not by the window alone: a dialog beside it must not take the shortcut away.
        self._shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self._hear)
        self.hold.moved.connect(self._follow)
        self.hold.done.connect(self.fired)

    def set_key(self, sequence: QKeySequence) -> None:
        """Hear this from now on; an empty one is none."""
        if sequence != self._shortcut.key():
            self.hold.give_up()
            self._shortcut.setKey(sequence)

    def key(self) -> QKeySequence:
        """What is heard."""
        return self._shortcut.key()

    def pause(self, is_paused: bool) -> None:
        """Hear nothing for as long as this says."""
        self._is_paused = is_paused
        self._enable()

    def leave(self, is_heard_elsewhere: bool) -> None:
        """Leave the key to somebody else, a moment later: what was typed before may still be on its way."""
        self._is_leaving = is_heard_elsewhere
        if is_heard_elsewhere:
            # One turn of the event loop more, as the moment may be over before the loop has its turn.
            QTimer.singleShot(_ON_ITS_WAY_MS, self, lambda: QTimer.singleShot(0, self, self._leave))
        else:
            self._is_heard_elsewhere = False
            self._enable()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Hear that a key is let go of, any key: Qt tells of a shortcut only that it was pressed."""
        is_release = event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent)
        if is_release and not cast("QKeyEvent", event).isAutoRepeat():
            self.hold.let_go()
        return False

    def _leave(self) -> None:
        if not self._is_leaving:
            return
        if self.hold.is_on:  # pressed before, and held: what was begun here is heard to its end
            QTimer.singleShot(_ON_ITS_WAY_MS, self, self._leave)
            return
        self._is_heard_elsewhere = True
        self._enable()

    def _enable(self) -> None:
        is_enabled = not (self._is_paused or self._is_heard_elsewhere)
        if not is_enabled:
            self.hold.give_up()
        self._shortcut.setEnabled(is_enabled)

    def _hear(self) -> None:
        moment = time.monotonic()
        if not self.hold.ms or self._is_urgent():
            self.fired.emit(moment)
        elif not self.hold.is_on:
            _application().installEventFilter(self)
            self.hold.begin(moment)

    def _follow(self, share: float) -> None:
        if not share and not self.hold.is_on:
            _application().removeEventFilter(self)


def _has_keyboard() -> bool:
    return QApplication.activeWindow() is not None


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None  # noqa: S101 no shortcut is heard without one
    return application
