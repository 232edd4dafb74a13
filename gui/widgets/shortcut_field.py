"""The field in which a shortcut is typed, and tested by a press of it before anything depends on it."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QKeySequenceEdit, QVBoxLayout, QWidget

from gui.desktop.hotkeys.chord import fault
from gui.desktop.hotkeys.hotkey import Answer
from gui.desktop.language import shown, tr
from gui.widgets.sheet import StateLine, labelled
from gui.widgets.texts import plain_label
from gui.words import join, say

_MODIFIER_KEYS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_TAKEN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Find,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Quit,
    QKeySequence.StandardKey.Close,
)
# What closes a window nearly everywhere, also where Qt's own list is empty; and what reads the book anew.
_TAKEN_TEXTS = ("Ctrl+Q", "Ctrl+W", "Alt+F4", "F5")


class ShortcutField(QWidget):
    """Says at once why a shortcut cannot be used, and what came of the test. Texts are Qt's portable ones."""

    recording = Signal(bool)  # True while a shortcut is typed: it must not fire meanwhile
    typed = Signal(str)  # to be tested at once; "" for none, or for one that cannot be used

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = QKeySequenceEdit()
        self._keys.setMaximumSequenceLength(1)
        self._keys.setClearButtonEnabled(True)
        self._keys.setAccessibleName(tr("Shortcut"))
        self._fault = plain_label(name="fault", wraps=True)
        self._test = StateLine()
        self._is_recording = False
        self._last = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(labelled(tr("Shortcut, from any window"), self._keys, self._fault))
        column.addWidget(self._test)
        self._keys.keySequenceChanged.connect(self._take)
        self._keys.installEventFilter(self)

    def set_shortcut(self, shortcut: str) -> None:
        """Show what is kept."""
        with QSignalBlocker(self._keys):
            self._keys.setKeySequence(_sequence(shortcut))
        self._judge()

    def shortcut(self) -> str:
        """What is in the field, whether or not it can be used."""
        return self._keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def refuses(self) -> bool:
        """Tell whether what is in the field cannot be used; the keyboard goes there if so."""
        if self._fault.text():
            self._keys.setFocus()
        return bool(self._fault.text())

    def show_test(self, shortcut: str, refusal: str) -> None:
        """Ask for a press of this shortcut (portable text), or say why it does not work in every window."""
        key = _sequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        wanted = say("Press {key} now to test it. It cancels nothing here.", key=key)
        self._test.say(refusal or wanted, _tone(refusal))

    def show_outcome(self, answer: Answer) -> None:
        """Say what came of registering the shortcut that is tested."""
        if answer.is_pending:
            self._test.say(answer.sentence, "busy")
        elif answer.instead:
            wanted = say("Press it now to test it. It cancels nothing here.")
            self._test.say(join(answer.sentence, wanted), "warn")
        else:
            self.show_test(self.shortcut(), "" if answer.taken else answer.sentence)

    def show_arrival(self) -> None:
        """Say that the shortcut was just pressed, and heard as from any window."""
        self._test.say(say("It arrived."), "ok")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the shortcut field has the keyboard, and let Tab leave it as it leaves any field."""
        if watched is self._keys:
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                self._record(event.type() == QEvent.Type.FocusIn)
            elif (key := _pressed_key(event)) in _MODIFIER_KEYS:
                return True  # the field would be emptied by Ctrl alone
            elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return self.focusNextPrevChild(key == Qt.Key.Key_Tab)
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        self._judge()
        typed = "" if self._fault.text() else self.shortcut()
        # The field tells the same again after a second, also when it was left meanwhile.
        if self._is_recording and typed != self._last:
            self._last = typed
            self._test.say("", "busy")
            self.typed.emit(typed)

    def _record(self, is_recording: bool) -> None:
        self._is_recording = is_recording
        self._last = self.shortcut()
        if not is_recording:
            self._test.say("", "busy")  # from now on it fires
        self.recording.emit(is_recording)

    def _judge(self) -> None:
        refusal = shortcut_fault(self._keys.keySequence())
        self._fault.setText(shown(refusal))
        self._fault.setVisible(bool(refusal))
        self._keys.setAccessibleDescription(shown(refusal))


def shortcut_fault(sequence: QKeySequence) -> str:
    """Why this cannot be the shortcut, in a sentence; "" when it can, or when there is none."""
    if sequence.isEmpty():
        return ""
    refusal = fault(sequence.toString(QKeySequence.SequenceFormat.PortableText))
    if refusal:
        return refusal
    taken = [*map(QKeySequence, _TAKEN_TEXTS), *chain(*map(QKeySequence.keyBindings, _TAKEN))]
    if sequence in taken:
        key = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        return say("{key} has a meaning already, as copying or closing has; choose another.", key=key)
    return ""


def _pressed_key(event: QEvent) -> Qt.Key | None:
    """The key that goes down by this event; None for every other event."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return None
    return Qt.Key(event.key())


def _tone(refusal: str) -> str:
    return "bad" if refusal else "busy"


def _sequence(text: str) -> QKeySequence:
    return QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
