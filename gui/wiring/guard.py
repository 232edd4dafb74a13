"""The guard against a press by accident: put into force for button, shortcut and hotkey, and shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.desktop.desk import Desk
from gui.desktop.hold import Hold
from gui.desktop.hotkeys.registered import RegisteredHotkey
from gui.kept.preferences import Preferences
from gui.widgets.window import PanicWindow


class Guard(QObject):
    """Lets the hotkey fire as the button does, at once or held. GUI thread.

    Held is only what a hand may do by accident; a press from the tray's menu or from outside is deliberate.
    During a run every press goes through at once. The button shows each hold, whichever of them it is.
    """

    def __init__(self, window: PanicWindow, desk: Desk, hotkey: RegisteredHotkey) -> None:
        super().__init__(window)
        self._window, self._desk, self._hotkey = window, desk, hotkey
        self._hold = Hold(is_doubtful=hotkey.may_be_up, parent=self)
        hotkey.fired.connect(self._hear)
        hotkey.let_go.connect(self._hold.let_go)
        # By the window's own signal, so that the hotkey does whatever the button does.
        self._hold.done.connect(window.fire_wanted)
        for hold in (self._hold, window.shortcut.hold):
            hold.moved.connect(window.fire_button.show_held)
            hold.too_short.connect(window.fire_button.ask_to_hold)

    def use(self, preferences: Preferences) -> None:
        """Ask for presses to be held for as long as these say, from the next one on."""
        self._window.set_holds(preferences.hold_ms, preferences.hotkey_hold_ms)
        self._hold.set_ms(preferences.hotkey_hold_ms)

    def _hear(self, moment: float) -> None:
        if self._hold.ms and self._hotkey.tells_release and not self._desk.is_pressing:
            self._hold.begin(moment)
        else:
            self._window.fire_wanted.emit(moment)
