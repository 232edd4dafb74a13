"""What the dialogs have in common: they stay beside the window, and say in one sentence what came of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from gui.widgets import theme
from gui.widgets.texts import announce, plain_label


class Sheet(QDialog):
    """A dialog that never blocks the window under it: the button and its shortcut go on working."""

    def __init__(self, title: str, parent: QWidget | None = None, *, fits: bool = True) -> None:
        self._fits = fits  # as high as its text needs, however high it was
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(12)

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with what is said: a layout by itself would cut a sentence that wraps."""
        is_done = super().event(event)
        if self._fits and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.resize(self.width(), self.column.totalHeightForWidth(self.width()))
        return is_done

    def raise_up(self) -> None:
        """Show it, which is in front of the window that it belongs to, and give it the keyboard."""
        self.show()
        self.activateWindow()


class StateLine(QLabel):
    """One sentence about the last thing asked for: good, bad or under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stateLine")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.hide()

    def say(self, sentence: str, tone: str) -> None:
        """Show a sentence in the tone "ok", "bad", "warn" or "busy", and announce it; "" hides it."""
        theme.mark(self, "tone", tone)
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)


def labelled(text: str, field: QWidget, below: QWidget | None = None) -> QVBoxLayout:
    """A field with quiet words above it, and what is wrong with it below."""
    label = plain_label(text, "fieldLabel")
    label.setBuddy(field)
    column = QVBoxLayout()
    column.setSpacing(4)
    for part in (label, field, below):
        if part is not None:
            column.addWidget(part)
    return column
