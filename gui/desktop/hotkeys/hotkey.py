"""What every platform's hotkey can do, and how it says that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from gui.desktop.hotkeys.chord import Chord
from gui.words import join, say


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of registering: a sentence for people, and a few words of it for the readiness line.

    is_possible is False where no program can have a hotkey for every window; is_pending is True while the
    desktop has yet to answer, and is_final where asking again by itself would only bother the person.
    instead is the desktop's name of the key that it hears, where that is not surely the one asked for.
    """

    taken: bool
    sentence: str
    words: str = say("hotkey refused")
    is_possible: bool = True
    is_pending: bool = False
    is_final: bool = False
    instead: str = ""

    @property
    def stands(self) -> bool:
        """True where registering the same chord again would change nothing, or would ask a person again."""
        return self.taken or self.is_pending or self.is_final


def granted(chord: Chord) -> Answer:
    """The answer where it was registered, which is not yet to say that it arrives."""
    sentence = say("{key} is registered for every window.", key=chord.shown)
    return Answer(True, sentence, say("hotkey registered, not seen yet"))


def owned_by_another(chord: Chord) -> Answer:
    """The refusal where another program was first."""
    sentence = say(
        "Another program owns this key: {key}. Choose another one, or close that program.", key=chord.shown
    )
    return Answer(False, sentence, say("hotkey taken"))


def impossible(chord: Chord, sentence: str) -> Answer:
    """The refusal where no program can have a hotkey; the sentence says why, and what to do."""
    only_here = say("{key} works only while this window is active.", key=chord.shown)
    return Answer(False, join(only_here, sentence), say("hotkey in this window only"), False)


class Hotkey(QObject):
    """One chord that is heard whatever window has the keyboard. GUI thread.

    pressed comes once for a key that is held down. released comes where the platform tells it, which
    tells_release says. answered comes where register() could but ask, for the chord that was registered last.
    """

    tells_release = False
    pressed = Signal(float)  # time.monotonic() seconds of the press
    released = Signal()
    answered = Signal(object)  # Answer: what came of register() in the end, or has changed since
    lost = Signal(object)  # str, a sentence; from now on presses do not arrive

    def register(self, chord: Chord) -> Answer:
        """Hear this chord from now on, instead of the one before."""
        raise NotImplementedError

    def release(self) -> None:
        """Leave the chord to other programs; none is heard any more."""
        raise NotImplementedError

    def may_be_up(self) -> bool:
        """Tell whether the key may have been let go of already, with released still to come."""
        return False

    def _timer(self, interval_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(then)
        return timer

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
        return impossible(chord, self._sentence)

    def release(self) -> None:
        """Nothing was taken, so nothing is let go of."""
