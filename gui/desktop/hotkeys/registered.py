"""The hotkey that the user chose: registered, tested, registered again when it was lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from gui.desktop.hotkeys.chord import Chord, ChordRefused
from gui.desktop.hotkeys.hotkey import Answer, Hotkey
from gui.desktop.hotkeys.standing import hotkey_check, lost_answer, trial_check
from gui.panic.checks import Check, Standing

# The other program may let go of the key, or the keyboard come back.
_BETWEEN_TRIES_MS = 5000


class RegisteredHotkey(QObject):
    """Tells a press, and how the hotkey stands. GUI thread.

    make is called at the first use: the libraries behind it must not delay the window.
    """

    fired = Signal(object)  # float: time.monotonic() of the press
    arrived = Signal()  # a press during a test, which fires nothing
    stands = Signal(object)  # Check, or None while no hotkey is wanted
    took = Signal(bool)  # whether the key is heard here, and so must not be heard by the window as well

    def __init__(self, make: Callable[[QObject], Hotkey], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._hotkey: Hotkey | None = None
        self._wanted = ""
        self._tried: str | None = None  # the chord under test; None while there is no test
        self._registered = ""
        self._granted: Answer | None = None
        self._answer: Answer | None = None
        self._seen: dict[str, datetime] = {}
        self._retry = QTimer(self)
        self._retry.setInterval(_BETWEEN_TRIES_MS)
        self._retry.timeout.connect(self._register_wanted)

    @property
    def check(self) -> Check | None:
        """How it stands now; None while no hotkey is wanted."""
        if self._tried is not None:
            return trial_check()
        if self._answer is None:
            return None
        return hotkey_check(self._answer, _shown(self._wanted), self._seen.get(self._wanted))

    @property
    def trouble(self) -> str:
        """Why it does not work from any window though it should; "" when it does, and where it never can."""
        check = self.check
        return "" if check is None or check.standing is not Standing.BAD else check.sentence

    def use(self, text: str) -> None:
        """Register this chord (Qt's portable text, "" for none) from now on, instead of the one before."""
        self._wanted = text
        if self._tried is None:
            self._register_wanted()

    def begin_test(self, text: str) -> Answer | None:
        """Register a chord to be tried: its presses are told by arrived. None for "", which tries nothing."""
        self._tried = text
        self._retry.stop()
        answer = self._register(text)
        self.took.emit(bool(answer and answer.taken))
        self.stands.emit(self.check)
        return answer

    def end_test(self) -> None:
        """Go back to the chord in use, whose presses fire."""
        if self._tried is not None:
            self._tried = None
            self._register_wanted()

    def close(self) -> None:
        """Let go of the key; not to be used afterwards."""
        self._retry.stop()
        if self._hotkey is not None:
            self._hotkey.close()

    def _register_wanted(self) -> None:
        self._answer = self._register(self._wanted)
        is_taken = bool(self._answer and self._answer.taken)
        if is_taken or self._answer is None or not self._answer.is_possible:
            self._retry.stop()
        else:
            self._retry.start()
        self.took.emit(is_taken)
        self.stands.emit(self.check)

    def _register(self, text: str) -> Answer | None:
        if text and text == self._registered:
            return self._granted  # without a moment in which it is not
        hotkey = self._hotkey_here()
        self._registered = ""
        if not text:
            hotkey.release()
            return None
        try:
            answer = hotkey.register(Chord.of(text))
        except ChordRefused as refusal:
            hotkey.release()
            return Answer(False, str(refusal))
        if answer.taken:
            self._registered, self._granted = text, answer
        return answer

    def _hotkey_here(self) -> Hotkey:
        if self._hotkey is None:
            self._hotkey = self._make(self)
            self._hotkey.pressed.connect(self._hear)
            self._hotkey.lost.connect(self._lose)
        return self._hotkey

    def _hear(self, moment: float) -> None:
        # First of all: what the line says of it can wait.
        if self._tried is None:
            self.fired.emit(moment)
        else:
            self.arrived.emit()
        self._seen[self._registered] = datetime.now().astimezone()
        self.stands.emit(self.check)

    def _lose(self, sentence: str) -> None:
        self._seen.pop(self._registered, None)
        self._registered = ""
        self._answer = lost_answer(sentence)
        self.took.emit(False)
        if self._tried is None:
            self._retry.start()
        self.stands.emit(self.check)


def _shown(text: str) -> str:
    try:
        return Chord.of(text).shown
    except ChordRefused:
        return text
