"""Whether the program starts when its user logs in: as the system holds it, not as anybody remembers it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gui.desktop.language import shown, tr
from gui.widgets.texts import plain_label
from gui.words import say


class LoginField(QWidget):
    """A box that waits until it is known how things stand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(tr("Start at login, ready without a window"))
        self._more = plain_label(name="fieldLabel", wraps=True)
        self._is_on = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._box)
        column.addWidget(self._more)
        self.show_standing(False, can_change=False, sentence=say("Looking …"))

    def show_standing(self, is_on: bool, *, can_change: bool, sentence: str) -> None:
        """Show how things stand; a sentence says more, or why it cannot be changed here."""
        self._is_on = is_on
        self._box.setChecked(is_on)
        self._box.setEnabled(can_change)
        self._box.setAccessibleDescription(shown(sentence))
        self._more.setText(shown(sentence))
        self._more.setVisible(bool(sentence))

    def wanted(self) -> bool | None:
        """What is to be changed: True is on, False is off, None is nothing."""
        chosen = self._box.isChecked()
        return chosen if self._box.isEnabled() and chosen != self._is_on else None
