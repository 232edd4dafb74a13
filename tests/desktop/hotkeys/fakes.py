"""A hotkey whose presses the test makes."""

from __future__ import annotations

from gui.desktop.hotkeys.chord import Chord
from gui.desktop.hotkeys.hotkey import Answer, Hotkey, granted, owned_by_another


class FakeHotkey(Hotkey):
    """Grants every chord that no other program is said to own; or only asks, and the test answers."""

    def __init__(self) -> None:
        super().__init__()
        self.owned: set[str] = set()
        self.registered = ""
        self.calls = 0
        self.only_asks = False

    def register(self, chord: Chord) -> Answer:
        self.calls += 1
        self.registered = ""
        if chord.text in self.owned:
            return owned_by_another(chord)
        self.registered = chord.text
        if self.only_asks:
            return Answer(False, "Being asked.", "hotkey asked for", is_pending=True)
        return granted(chord)

    def release(self) -> None:
        self.registered = ""
