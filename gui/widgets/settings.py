"""The few things that can be chosen: the shortcut, how long a press tries and watches, and the colours."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QKeySequenceEdit, QPushButton, QSpinBox, QWidget

from gui.desktop.hotkeys.chord import fault
from gui.widgets.selector import Selector
from gui.widgets.sheet import Sheet, StateLine, labelled
from gui.widgets.texts import plain_label

_SHORTEST_S, _LONGEST_S = 2.0, 60.0
_LONGEST_WATCH_S = 600
_THEMES = (("As the desktop", "system"), ("Light", "light"), ("Dark", "dark"))
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
# What closes a window nearly everywhere, also where Qt's own list is empty.
_TAKEN_TEXTS = ("Ctrl+Q", "Ctrl+W", "Alt+F4")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What can be chosen; shortcut is Qt's portable text or "", theme is system, light or dark.

    watch_s is how long orders that come back are watched for, 0 for not at all.
    """

    shortcut: str
    deadline_s: float
    theme: str
    watch_s: float = 60.0


class SettingsDialog(Sheet):
    """Says at once why a shortcut cannot be used; nothing is kept before Save."""

    saved = Signal(object)  # Preferences
    recording = Signal(bool)  # True while a shortcut is typed: it must not fire meanwhile
    shortcut_typed = Signal(str)  # to be tested at once; "" for none, or for one that cannot be used

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("Settings", parent)
        self._keys = QKeySequenceEdit()
        self._keys.setMaximumSequenceLength(1)
        self._keys.setClearButtonEnabled(True)
        self._keys.setAccessibleName("Shortcut")
        self._fault = plain_label(name="fault", wraps=True)
        self._test = StateLine()
        self._is_recording = False
        self._typed = ""
        self._deadline = QDoubleSpinBox()
        self._watch = QSpinBox()
        self._theme = Selector("Colours")
        self._state = StateLine()
        self._save = QPushButton("Save")
        self._close = QPushButton("Close")
        self._prepare_fields()
        self._lay_out()
        self._connect()
        self.set_preferences(preferences)
        # Not the shortcut: it would take the next key that is pressed.
        self._deadline.setFocus()

    def set_preferences(self, preferences: Preferences) -> None:
        """Show what is kept."""
        with QSignalBlocker(self._keys):
            self._keys.setKeySequence(_sequence(preferences.shortcut))
        self._deadline.setValue(preferences.deadline_s)
        self._watch.setValue(round(preferences.watch_s))
        self._theme.setCurrentIndex([value for _, value in _THEMES].index(preferences.theme))
        self._judge()

    def preferences(self) -> Preferences:
        """What is in the fields."""
        shortcut = self._keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        theme = str(self._theme.currentData())
        return Preferences(shortcut, self._deadline.value(), theme, float(self._watch.value()))

    def show_answer(self, sentence: str, good: bool) -> None:
        """Say what came of Save, or that the system did not grant the shortcut."""
        self._state.say(sentence, "ok" if good else "bad")

    def show_test(self, shortcut: str, refusal: str) -> None:
        """Ask for a press of this shortcut (portable text), or say why it does not work in every window."""
        shown = _sequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self._test.say(refusal or f"Press {shown} now to test it. It cancels nothing here.", _tone(refusal))

    def show_arrival(self) -> None:
        """Say that the shortcut was just pressed, and heard as from any window."""
        self._test.say("It arrived.", "ok")

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

    def _prepare_fields(self) -> None:
        self._deadline.setRange(_SHORTEST_S, _LONGEST_S)
        self._deadline.setDecimals(0)
        self._deadline.setAccessibleName("How long a press tries, in seconds")
        self._watch.setRange(0, _LONGEST_WATCH_S)
        self._watch.setSpecialValueText("Off")
        self._watch.setAccessibleName("Watch for orders that come back, in seconds; 0 is off")
        for field in (self._deadline, self._watch):
            field.setSuffix(" s")
            # A style sheet pads the frame of a spin box, not the text in it.
            field.lineEdit().setTextMargins(8, 0, 8, 0)
        for words, value in _THEMES:
            self._theme.addItem(words, value)
        self._save.setProperty("rank", "primary")
        self._save.setDefault(True)
        self._close.setAutoDefault(False)

    def _lay_out(self) -> None:
        self.setMinimumWidth(420)
        for words, field, below in (
            ("Shortcut, from any window", self._keys, self._fault),
            ("How long a press tries before it says what it knows", self._deadline, None),
            ("Watch for orders that come back", self._watch, None),
            ("Colours", self._theme, None),
        ):
            self.column.addLayout(labelled(words, field, below))
            if field is self._keys:
                self.column.addWidget(self._test)
        self.column.addWidget(self._state)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._save)
        row.addWidget(self._close)
        self.column.addLayout(row)

    def _connect(self) -> None:
        self._keys.keySequenceChanged.connect(self._take)
        self._keys.installEventFilter(self)
        self._save.clicked.connect(self._keep)
        self._close.clicked.connect(self.close)

    def _take(self) -> None:
        self._judge()
        typed = "" if self._fault.text() else self.preferences().shortcut
        # The field tells the same again after a second, also when it was left meanwhile.
        if self._is_recording and typed != self._typed:
            self._typed = typed
            self._test.say("", "busy")
            self.shortcut_typed.emit(typed)

    def _record(self, is_recording: bool) -> None:
        self._is_recording = is_recording
        self._typed = self.preferences().shortcut
        if not is_recording:
            self._test.say("", "busy")  # from now on it fires
        self.recording.emit(is_recording)

    def _judge(self) -> None:
        refusal = shortcut_fault(self._keys.keySequence())
        self._fault.setText(refusal)
        self._fault.setVisible(bool(refusal))
        self._keys.setAccessibleDescription(refusal)

    def _keep(self) -> None:
        if self._fault.text():
            self._keys.setFocus()
        else:
            self.saved.emit(self.preferences())


def shortcut_fault(sequence: QKeySequence) -> str:
    """Why this cannot be the shortcut, in a sentence; "" when it can, or when there is none."""
    if sequence.isEmpty():
        return ""
    refusal = fault(sequence.toString(QKeySequence.SequenceFormat.PortableText))
    if refusal:
        return refusal
    taken = [*map(QKeySequence, _TAKEN_TEXTS), *chain(*map(QKeySequence.keyBindings, _TAKEN))]
    if sequence in taken:
        shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        return f"{shown} has a meaning already, as copying or closing has; choose another."
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
