"""What may be a hotkey: a key and its modifiers that nobody types by accident."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, Qt

from gui.words import say

_Modifier = Qt.KeyboardModifier
_MODIFIERS = (
    _Modifier.ControlModifier,
    _Modifier.AltModifier,
    _Modifier.ShiftModifier,
    _Modifier.MetaModifier,
)
# Shift and Alt alone type a character on some keyboards (always on a Mac).
_STRONG = _Modifier.ControlModifier | _Modifier.MetaModifier
_NEEDED = 2
_NO_KEYS = frozenset(
    (
        Qt.Key.Key_unknown,
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    )
)


class ChordRefused(ValueError):
    """This cannot be a hotkey; its text is the sentence why."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Chord:
    """One key with its modifiers; made by of(), so that one that exists is also fit to be a hotkey."""

    key: Qt.Key
    modifiers: Qt.KeyboardModifier

    @classmethod
    def of(cls, text: str) -> Chord:
        """Read Qt's portable text, such as "Ctrl+Shift+X". Raises ChordRefused."""
        sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
        if sequence.count() != 1:
            raise ChordRefused(say("A hotkey is one key pressed together with others, not several in a row."))
        combination = sequence[0]  # type: ignore[index] # the stubs do not know it
        chord = cls(combination.key(), combination.keyboardModifiers() & ~_Modifier.KeypadModifier)
        chord._check()
        return chord

    @property
    def text(self) -> str:
        """Qt's portable text."""
        return self._sequence().toString(QKeySequence.SequenceFormat.PortableText)

    @property
    def shown(self) -> str:
        """The chord as people read it here."""
        return self._sequence().toString(QKeySequence.SequenceFormat.NativeText)

    @property
    def function_number(self) -> int | None:
        """1 to 24 for F1 to F24, None for any other key."""
        number = self.key.value - Qt.Key.Key_F1.value + 1
        return number if 1 <= number <= 24 else None

    def has(self, modifier: Qt.KeyboardModifier) -> bool:
        """Tell whether a modifier belongs to it."""
        return bool(self.modifiers & modifier)

    def _sequence(self) -> QKeySequence:
        return QKeySequence(self.modifiers.value | self.key.value)

    def _check(self) -> None:
        if self.key in _NO_KEYS:
            raise ChordRefused(say("A hotkey needs a key besides Ctrl, Alt, Shift and the system key."))
        if self.function_number is not None:
            return
        if sum(self.has(modifier) for modifier in _MODIFIERS) < _NEEDED:
            raise ChordRefused(
                say(
                    "A hotkey needs two of Ctrl, Alt, Shift and the system key, or is F1 to F24: it works "
                    "from any window, where typing must never fire."
                )
            )
        if not self.modifiers & _STRONG:
            raise ChordRefused(
                say(
                    "{key} types a character on some keyboards. Add Ctrl or the system key, so that "
                    "typing never fires.",
                    key=self.shown,
                )
            )


def fault(text: str) -> str:
    """Why this portable text cannot be a hotkey, in a sentence; "" when it can."""
    try:
        Chord.of(text)
    except ChordRefused as refusal:
        return refusal.sentence
    return ""
