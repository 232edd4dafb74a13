"""The settings dialog: opened with what holds now, its shortcut tested as it is typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.desktop.hotkeys.registered import RegisteredHotkey
from gui.kept.preferences import Preferences
from gui.widgets.settings import SettingsDialog
from gui.widgets.tray import Tray
from gui.widgets.window import PanicWindow
from gui.words import join, say


class SettingsDialogs(QObject):
    """Opens the settings dialog, which is not modal, so the button stays in reach. GUI thread."""

    chosen = Signal(object)  # Preferences
    opened = Signal(object)  # SettingsDialog, to be tied to what it can try and change

    def __init__(self, window: PanicWindow, hotkey: RegisteredHotkey) -> None:
        super().__init__(window)
        self._window = window
        self._hotkey = hotkey
        self._dialog: SettingsDialog | None = None

    def open(self, preferences: Preferences) -> None:
        """Open the settings dialog, or bring the open one to the front: two would overwrite each other."""
        if self._dialog is not None:
            self._dialog.raise_up()
            return
        dialog = SettingsDialog(preferences, self._window)
        dialog.set_tray_place(Tray.has_place())
        dialog.guard.set_hotkey_at_once(self._hotkey.is_at_once)

        def saved(preferences: Preferences) -> None:
            self.chosen.emit(preferences)
            trouble = self._hotkey.trouble
            dialog.guard.set_hotkey_at_once(self._hotkey.is_at_once)
            dialog.show_answer(join(say("Saved."), trouble), not trouble)

        def record(is_recording: bool) -> None:
            self._window.hold_shortcut(is_recording)
            if is_recording:
                test(dialog.shortcut.shortcut())
            else:
                self._hotkey.end_test()

        def test(shortcut: str) -> None:
            if (answer := self._hotkey.begin_test(shortcut)) is not None:
                dialog.shortcut.show_outcome(answer)

        dialog.shortcut.recording.connect(record)
        dialog.shortcut.typed.connect(test)
        self._hotkey.arrived.connect(dialog.shortcut.show_arrival)
        self._hotkey.tested.connect(dialog.shortcut.show_outcome)
        dialog.finished.connect(lambda: record(False))
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.saved.connect(saved)
        self.opened.emit(dialog)
        dialog.open_beside()

    def _closed(self) -> None:
        self._dialog = None
