"""What of a press can be heard, and seen outside the window: on or off, how loud, and tried at once."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from gui.desktop.language import shown, tr
from gui.kept.preferences import LOUDEST
from gui.widgets.sheet import labelled
from gui.widgets.texts import plain_label
from gui.words import say

# As they are named to whoever plays them, and to the user.
_SOUNDS = (("pressed", say("Pressed")), ("empty", say("EMPTY")), ("not empty", say("Not EMPTY")))


class FeedbackFields(QWidget):
    """Sounds with their volume, and messages of the desktop."""

    try_wanted = Signal(str, int)  # the name of a sound, and the volume that is shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sounds = QCheckBox(tr("Sounds"))
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._percent = plain_label(name="quiet")
        self._notifies = QCheckBox(tr("Desktop message when the window is not in front"))
        self._volume.setRange(0, LOUDEST)
        self._volume.setPageStep(10)
        # Its handle is higher than the line that it runs on, and has a ring.
        self._volume.setMinimumHeight(28)
        self._volume.setAccessibleName(tr("Volume"))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance(f"{LOUDEST} %") + 2)
        self._lay_out()
        self._volume.valueChanged.connect(self._show_percent)
        self._sounds.toggled.connect(self._volume.setEnabled)
        self._show_percent(0)

    def set_sounds(self, is_on: bool, volume: int) -> None:
        """Show what is kept."""
        with QSignalBlocker(self._sounds):
            self._sounds.setChecked(is_on)
        self._volume.setEnabled(is_on)
        self._volume.setValue(volume)

    def set_notifies(self, is_on: bool) -> None:
        """Show what is kept."""
        self._notifies.setChecked(is_on)

    def has_sounds(self) -> bool:
        """What is in the box."""
        return self._sounds.isChecked()

    def volume(self) -> int:
        """Where the slider stands."""
        return self._volume.value()

    def notifies(self) -> bool:
        """What is in the box."""
        return self._notifies.isChecked()

    def _show_percent(self, volume: int) -> None:
        self._percent.setText(f"{volume} %")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        loudness = QHBoxLayout()
        loudness.setSpacing(8)
        loudness.addWidget(self._volume, 1)
        loudness.addWidget(self._percent)
        trials = QHBoxLayout()
        trials.setSpacing(6)
        for name, words in _SOUNDS:
            button = QPushButton(shown(words))
            button.setAutoDefault(False)
            button.setAccessibleName(tr("Try the sound “{sound}”", sound=words))
            button.clicked.connect(lambda _=False, name=name: self.try_wanted.emit(name, self.volume()))
            trials.addWidget(button, 1)
        row = QWidget()
        trials.setContentsMargins(0, 0, 0, 0)
        row.setLayout(trials)
        column.addWidget(self._sounds)
        column.addLayout(loudness)
        column.addLayout(labelled(say("Try how they sound"), row))
        column.addWidget(self._notifies)
