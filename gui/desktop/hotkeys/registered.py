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
    let_go = Signal()  # of what fired, or of a key that is heard no more
    arrived = Signal()  # a press during a test, which fires nothing
    tested = Signal(object)  # Answer: what came of a test's chord, where begin_test() could but ask
    stands = Signal(object)  # Check, or None while no hotkey is wanted
    took = Signal(bool)  # whether the key is heard here, and so must not be heard by the window as well

    def __init__(self, make: Callable[[QObject], Hotkey], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._hotkey: Hotkey | None = None
        self._wanted = ""
        self._tried: str | None = None  # the chord under test; None while there is no test
        self._asked = ""  # what was registered last, and what came of it
        self._told: Answer | None = None
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

    @property
    def tells_release(self) -> bool:
        """Whether let_go comes when the key is let go of."""
        return self._hotkey is not None and self._hotkey.tells_release

    @property
    def is_at_once(self) -> bool:
        """Whether the key is heard here without its being known how long it is held."""
        return _is_heard(self._told) and not self.tells_release

    def may_be_up(self) -> bool:
        """Tell whether the key may have been let go of already, with let_go still to come."""
        return self._hotkey is not None and self._hotkey.may_be_up()

    def use(self, text: str) -> None:
        """Register this chord (Qt's portable text, "" for none) from now on, instead of the one before."""
        if text != self._wanted:
            self._wanted, self._answer = text, None
        if self._tried is None:
            self._register_wanted()

    def begin_test(self, text: str) -> Answer | None:
        """Register a chord to be tried: its presses are told by arrived. None for "", which tries nothing.

        A person who was asked before and refused is asked again.
        """
        self._tried = text
        self._retry.stop()
        if self._told is not None and self._told.is_final:
            self._asked = ""
        answer = self._register(text)
        self.took.emit(_is_heard(answer))
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
        self._stand(self._register(self._wanted))

    def _register(self, text: str) -> Answer | None:
        if text and text == self._asked and self._told is not None and self._told.stands:
            return self._told  # without a moment in which it is not
        hotkey = self._hotkey_here()
        self._asked, self._told = text, None
        self.let_go.emit()
        if not text:
            hotkey.release()
            return None
        try:
            self._told = hotkey.register(Chord.of(text))
        except ChordRefused as refusal:
            hotkey.release()
            self._told = Answer(False, refusal.sentence)
        return self._told

    def _stand(self, answer: Answer | None) -> None:
        """Stand as the answer says; to be asked for again makes nothing better of what is refused or lost."""
        if answer is None or not answer.is_pending or not self._is_bad():
            self._answer = answer
        if answer is None or answer.stands or not answer.is_possible:
            self._retry.stop()
        else:
            self._retry.start()
        self.took.emit(_is_heard(answer))
        self.stands.emit(self.check)

    def _is_bad(self) -> bool:
        before = self._answer
        return before is not None and before.is_possible and not before.taken and not before.is_pending

    def _hotkey_here(self) -> Hotkey:
        if self._hotkey is None:
            self._hotkey = self._make(self)
            self._hotkey.pressed.connect(self._hear)
            self._hotkey.answered.connect(self._learn)
            self._hotkey.released.connect(self.let_go)
            self._hotkey.lost.connect(self._lose)
        return self._hotkey

    def _hear(self, moment: float) -> None:
        # First of all: what the line says of it can wait.
        if self._tried is None:
            self.fired.emit(moment)
        else:
            self.arrived.emit()
        self._seen[self._asked] = datetime.now().astimezone()
        self.stands.emit(self.check)

    def _learn(self, answer: Answer) -> None:
        before, self._told = self._told, answer
        if before is not None and before.taken and answer.instead != before.instead:
            self._seen.pop(self._asked, None)  # that was another key
        self._tell(answer)

    def _lose(self, sentence: str) -> None:
        self._seen.pop(self._asked, None)
        self._told = lost_answer(sentence)
        self.let_go.emit()
        self._tell(self._told)

    def _tell(self, answer: Answer) -> None:
        if self._tried is None:
            self._stand(answer)
            return
        self.took.emit(_is_heard(answer))
        self.tested.emit(answer)
        self.stands.emit(self.check)


def _is_heard(answer: Answer | None) -> bool:
    """Tell whether the very chord is heard; where another one may be, the window goes on hearing its own."""
    return answer is not None and answer.taken and not answer.instead


def _shown(text: str) -> str:
    try:
        return Chord.of(text).shown
    except ChordRefused:
        return text
