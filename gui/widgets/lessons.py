"""What stands where a table has nothing to show: a few words, and the button for the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.desktop.language import shown
from gui.widgets import theme
from gui.widgets.texts import plain_label


class Lesson(QWidget):
    """A title, a sentence and up to two buttons in the middle of an empty place."""

    first_pressed = Signal()
    second_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = plain_label(name="lessonTitle", wraps=True)
        self._sentence = plain_label(name="lessonSentence", wraps=True)
        self._first = QPushButton()
        self._second = QPushButton()
        for button, signal in ((self._first, self.first_pressed), (self._second, self.second_pressed)):
            button.clicked.connect(signal)
            button.setAutoDefault(False)
        self._lay_out()

    def teach(self, title: str, sentence: str, first: str = "", second: str = "") -> None:
        """Show other words; a button without a text is not there."""
        self._title.setText(shown(title))
        self._sentence.setText(shown(sentence))
        for button, text in ((self._first, first), (self._second, second)):
            button.setText(shown(text))
            button.setVisible(bool(text))
        # Loud only where there is a choice between two.
        theme.mark(self._first, "rank", "primary" if second else "")
        self.setAccessibleName(shown(title))
        self.setAccessibleDescription(shown(sentence))

    def text(self) -> tuple[str, str]:
        """The title and the sentence as shown."""
        return self._title.text(), self._sentence.text()

    def come_before(self, widget: QWidget) -> None:
        """Have the Tab key reach this widget next, also one that was made later than all others."""
        self.setTabOrder(self._second, widget)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(4)
        column.addStretch(1)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._first)
        buttons.addWidget(self._second)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
