"""The few things that can be chosen, in groups: shortcut, press, connection, feedback, window."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.desktop.language import NO_SIGNS, has_signs, shown, tr
from gui.kept.preferences import (
    LONGEST_DEADLINE_S,
    LONGEST_WATCH_S,
    SHORTEST_DEADLINE_S,
    Language,
    Preferences,
    Theme,
)
from gui.widgets import theme
from gui.widgets.feedback_fields import FeedbackFields
from gui.widgets.fitting import room_for
from gui.widgets.guard_fields import GuardFields
from gui.widgets.login_field import LoginField
from gui.widgets.proxy_field import ProxyField
from gui.widgets.selector import Selector
from gui.widgets.sheet import Sheet, StateLine, labelled
from gui.widgets.shortcut_field import ShortcutField
from gui.widgets.texts import plain_label
from gui.words import say

_THEMES = ((say("As the desktop"), Theme.SYSTEM), (say("Light"), Theme.LIGHT), (say("Dark"), Theme.DARK))
# Each by its own name, so that whoever reads only that one finds it.
_LANGUAGES = (
    (say("As the system"), Language.SYSTEM),
    ("English", Language.ENGLISH),
    ("简体中文", Language.CHINESE),
)
NO_TRAY = say("This desktop has no tray now, so closing the window quits.")
LATER = say("Panic Button speaks another language from its next start on.")
_WIDE, _NARROW = 760, 400  # of two columns, of one


class SettingsDialog(Sheet):
    """Nothing is kept before Save, and nothing is saved that cannot be used."""

    saved = Signal(object)  # Preferences
    login_wanted = Signal(bool)  # to start at login, or not any more; beside the preferences

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(say("Settings"), parent)
        self.shortcut = ShortcutField()
        self.feedback = FeedbackFields()
        self.login = LoginField()
        self.guard = GuardFields()
        self.proxy = ProxyField()
        self._deadline = QDoubleSpinBox()
        self._watch = QSpinBox()
        self._theme = Selector(tr("Colours"))
        self._language = Selector(tr("Language"))
        self._later = plain_label("", "fieldLabel", wraps=True)
        self._tray = QCheckBox(tr("Closing the window keeps it in the tray"))
        self._no_tray = plain_label(NO_TRAY, "fieldLabel", wraps=True)
        self._state = StateLine()
        self._save = QPushButton(tr("Save"))
        self._close = QPushButton(tr("Close"))
        self._groups = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._prepare_fields()
        self._lay_out()
        self._save.clicked.connect(self._keep)
        self._close.clicked.connect(self.close)
        self._language.currentIndexChanged.connect(self._tell_when)
        self.set_preferences(preferences)
        self.set_tray_place(True)
        # Not the shortcut: it would take the next key that is pressed.
        self._deadline.setFocus()

    def set_preferences(self, preferences: Preferences) -> None:
        """Show what is kept."""
        self.shortcut.set_shortcut(preferences.shortcut)
        self.guard.set_holds(preferences.hold_ms, preferences.hotkey_hold_ms)
        self.proxy.set_proxy(preferences.proxy)
        self._deadline.setValue(preferences.deadline_s)
        self._watch.setValue(round(preferences.watch_s))
        self._theme.setCurrentIndex([value for _, value in _THEMES].index(preferences.theme))
        self._tray.setChecked(preferences.stays_in_tray)
        self._spoken = preferences.language
        self._show_language(self._spoken)
        self._tell_when()
        self.feedback.set_sounds(preferences.has_sounds, preferences.volume)
        self.feedback.set_notifies(preferences.notifies)

    def preferences(self) -> Preferences:
        """What is in the fields."""
        return Preferences(
            shortcut=self.shortcut.shortcut(),
            deadline_s=self._deadline.value(),
            theme=Theme(self._theme.currentData()),
            watch_s=float(self._watch.value()),
            stays_in_tray=self._tray.isChecked(),
            language=Language(self._language.currentData()),
            has_sounds=self.feedback.has_sounds(),
            volume=self.feedback.volume(),
            notifies=self.feedback.notifies(),
            hold_ms=self.guard.button_ms(),
            hotkey_hold_ms=self.guard.hotkey_ms(),
            proxy=self.proxy.proxy(),
        )

    def set_tray_place(self, has_place: bool) -> None:
        """Say beside the box whether this desktop has a tray at all."""
        self._no_tray.setVisible(not has_place)
        self._tray.setAccessibleDescription("" if has_place else shown(NO_TRAY))

    def show_answer(self, sentence: str, good: bool) -> None:
        """Say what came of Save or of a trial, or that the system did not grant the shortcut."""
        self._state.say(sentence, "ok" if good else "bad")

    def showEvent(self, event: QShowEvent) -> None:
        """Have the groups side by side only where the screen is wide enough for it."""
        wide, narrow = theme.px(_WIDE), theme.px(_NARROW)
        if wide > room_for(self).width():
            self._groups.setDirection(QBoxLayout.Direction.TopToBottom)
            wide = narrow
        self.setMinimumWidth(wide)
        self.resize(wide, self.height())
        super().showEvent(event)

    def _prepare_fields(self) -> None:
        self._deadline.setRange(SHORTEST_DEADLINE_S, LONGEST_DEADLINE_S)
        self._deadline.setDecimals(0)
        self._deadline.setAccessibleName(tr("How long a press tries, in seconds"))
        self._watch.setRange(0, round(LONGEST_WATCH_S))
        self._watch.setSpecialValueText(tr("Off"))
        self._watch.setAccessibleName(tr("Watch for orders that come back, in seconds; 0 is off"))
        for field in (self._deadline, self._watch):
            field.setSuffix(tr(" s"))
            # A style sheet pads the frame of a spin box, not the text in it.
            field.lineEdit().setTextMargins(8, 0, 8, 0)
        for words, value in _THEMES:
            self._theme.addItem(shown(words), value)
        for name, language in _LANGUAGES:
            self._language.addItem(shown(name), language)
        self._save.setProperty("rank", "primary")
        self._save.setDefault(True)
        self._close.setAutoDefault(False)

    def _lay_out(self) -> None:
        groups = self._groups
        groups.setSpacing(28)
        pressing = (
            self.guard,
            labelled(say("How long a press tries before it says what it knows"), self._deadline),
            labelled(say("Watch for orders that come back"), self._watch),
        )
        windowing = (
            labelled(say("Colours"), self._theme),
            labelled(say("Language"), self._language, self._later),
            self._tray,
            self._no_tray,
            self.login,
        )
        for column in (
            (
                _group(say("Shortcut"), self.shortcut),
                _group(say("Press"), *pressing),
                _group(say("Connection"), self.proxy),
            ),
            (_group(say("Feedback"), self.feedback), _group(say("Window"), *windowing)),
        ):
            groups.addWidget(_column(*column), 1)
        self.column.addLayout(groups)
        self.column.addWidget(self._state)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._save)
        row.addWidget(self._close)
        self.column.addLayout(row)

    def _tell_when(self) -> None:
        told = shown(LATER) if self._language.currentData() != self._spoken else ""
        if not has_signs(self._language.currentData()):
            told = shown(NO_SIGNS)
            with QSignalBlocker(self._language):
                self._show_language(self._spoken)
        self._later.setText(told)
        self._later.setVisible(bool(told))
        self._language.setAccessibleDescription(told)

    def _show_language(self, language: Language) -> None:
        self._language.setCurrentIndex([value for _, value in _LANGUAGES].index(language))

    def _keep(self) -> None:
        if self.shortcut.refuses() or self.proxy.refuses():
            return
        self.saved.emit(self.preferences())
        wanted = self.login.wanted()
        if wanted is not None:
            self.login_wanted.emit(wanted)


def _group(title: str, *parts: QWidget | QLayout) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    column.addWidget(plain_label(title, "groupTitle"))
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return column


def _column(*groups: QLayout) -> QWidget:
    whole = QWidget()
    whole.setObjectName("column")
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(24)
    for group in groups:
        column.addLayout(group)
    column.addStretch(1)
    return whole
