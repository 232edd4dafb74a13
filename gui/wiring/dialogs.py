"""The dialogs of the window, each loaded when it is wanted first: a start does not wait for them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.desktop.desk import Desk
from gui.desktop.hotkeys.registered import RegisteredHotkey
from gui.desktop.worker import Worker
from gui.widgets.window import PanicWindow

if TYPE_CHECKING:
    from gui.wiring.keys_dialogs import KeysDialogs
    from gui.wiring.past_dialogs import PastDialogs
    from gui.wiring.settings_dialogs import SettingsDialogs


class Dialogs(QObject):
    """None of them is modal, so the button stays in reach. GUI thread."""

    preferences_chosen = Signal(object)  # Preferences
    settings_opened = Signal(object)  # SettingsDialog
    noticed = Signal(object)  # str, a sentence

    def __init__(self, window: PanicWindow, desk: Desk, disk: Worker, hotkey: RegisteredHotkey) -> None:
        super().__init__(window)
        self.noticed.connect(window.notice.show_notice)
        self._window = window
        self._desk, self._disk, self._hotkey = desk, disk, hotkey

    @cached_property
    def keys(self) -> KeysDialogs:
        """The keys of the accounts."""
        from gui.wiring.keys_dialogs import KeysDialogs

        made = KeysDialogs(self._window, self._desk.keys)
        self._desk.station_changed.connect(made.show_station)
        made.noticed.connect(self.noticed)
        return made

    @cached_property
    def settings(self) -> SettingsDialogs:
        """What can be set."""
        from gui.wiring.settings_dialogs import SettingsDialogs

        made = SettingsDialogs(self._window, self._hotkey)
        made.chosen.connect(self.preferences_chosen)
        made.opened.connect(self.settings_opened)
        return made

    @cached_property
    def past(self) -> PastDialogs:
        """Past presses, and the orders as a file."""
        from gui.wiring.past_dialogs import PastDialogs

        made = PastDialogs(self._window, self._disk)
        made.noticed.connect(self.noticed)
        return made
