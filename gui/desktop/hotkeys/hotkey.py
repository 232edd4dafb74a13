"""What every platform's hotkey can do, and how it says that it cannot."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from gui.desktop.hotkeys.chord import Chord


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of registering: a sentence for people, and a few words of it for the readiness line.

    is_possible is False where no program can have a hotkey for every window.
    """

    taken: bool
    sentence: str
    words: str = "hotkey refused"
    is_possible: bool = True


def granted(chord: Chord) -> Answer:
    """The answer where it was registered, which is not yet to say that it arrives."""
    return Answer(True, f"{chord.shown} is registered for every window.", "hotkey registered, not seen yet")


def owned_by_another(chord: Chord) -> Answer:
    """The refusal where another program was first."""
    sentence = f"Another program owns this key: {chord.shown}. Choose another one, or close that program."
    return Answer(False, sentence, "hotkey taken")


class Hotkey(QObject):
    """One chord that is heard whatever window has the keyboard. GUI thread.

    pressed comes once for a key that is held down. released comes where the platform tells it.
    """

    pressed = Signal(float)  # time.monotonic() seconds of the press
    released = Signal()
    lost = Signal(str)  # a sentence; from now on presses do not arrive

    def register(self, chord: Chord) -> Answer:
        """Hear this chord from now on, instead of the one before."""
        raise NotImplementedError

    def release(self) -> None:
        """Leave the chord to other programs; none is heard any more."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of everything; not to be used afterwards."""
        self.release()


class Unavailable(Hotkey):
    """For desktops on which a program cannot have a hotkey: refuses each chord, and says what to do."""

    def __init__(self, sentence: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence

    def register(self, chord: Chord) -> Answer:
        """Refuse; the sentence says why."""
        sentence = f"{chord.shown} works only while this window is active. {self._sentence}"
        return Answer(False, sentence, "hotkey in this window only", False)

    def release(self) -> None:
        """Nothing was taken, so nothing is let go of."""
