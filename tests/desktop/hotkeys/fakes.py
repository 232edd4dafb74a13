"""A hotkey whose presses the test makes."""

from __future__ import annotations

from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Answer, Hotkey, granted, owned_by_another


class FakeHotkey(Hotkey):
    """Grants every chord that no other program is said to own."""

    def __init__(self) -> None:
        super().__init__()
        self.owned: set[str] = set()
        self.registered = ""
        self.calls = 0

    def register(self, chord: Chord) -> Answer:
        self.calls += 1
        self.registered = ""
        if chord.text in self.owned:
            return owned_by_another(chord)
        self.registered = chord.text
        return granted(chord)

    def release(self) -> None:
        self.registered = ""
