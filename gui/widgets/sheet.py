"""What the dialogs have in common: they stay beside the window, and say in one sentence what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from gui.desktop.language import shown
from gui.widgets import theme
from gui.widgets.fitting import Page, room_for, scrolling
from gui.widgets.texts import announce, plain_label


class Sheet(QDialog):
    """A dialog that never blocks the window under it: the button and its shortcut go on working.

    It scrolls where the screen is too small for it: large fonts, or a large scale of the screen.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, fits: bool = True) -> None:
        super().__init__(parent)
        self.is_closed = False  # for answers that come later; a closed dialog is deleted, and this is not
        self.finished.connect(self._note_closed)
        self._fits = fits  # as high as its text needs, however high it was
        self.setWindowTitle(shown(title))
        self.setModal(False)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._page = Page()
        self._page.setObjectName("page")
        self.column = QVBoxLayout(self._page)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(12)
        self._area = scrolling(self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._page.changed.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        """Be no larger than the screen."""
        super().showEvent(event)
        room = room_for(self)
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        self.resize(self.size().boundedTo(room))
        self._fit()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Show what gets the keyboard, also where it had to scroll."""
        has_moved = super().focusNextPrevChild(forwards)
        focused = self.focusWidget()
        if focused is not None and self._page.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused)
        return has_moved

    def open_beside(self) -> None:
        """Show it beside the window; it goes for good when it is closed."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show()

    def raise_up(self) -> None:
        """Show it, which is in front of the window that it belongs to, and give it the keyboard."""
        self.show()
        self.activateWindow()

    def _note_closed(self) -> None:
        self.is_closed = True

    def _fit(self) -> None:
        """Grow and shrink with what is said: a layout by itself would cut a sentence that wraps."""
        if self._fits and self.isVisible():
            wanted = self.column.totalHeightForWidth(self.width())
            self.resize(self.width(), min(wanted, room_for(self).height()))


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
        self.setText(shown(sentence))
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence, is_urgent=tone in ("bad", "warn"))


def labelled(text: str, field: QWidget, below: QWidget | None = None) -> QVBoxLayout:
    """A field with quiet words above it, and what is wrong with it below."""
    label = plain_label(text, "fieldLabel", wraps=True)
    label.setBuddy(field)
    column = QVBoxLayout()
    column.setSpacing(4)
    for part in (label, field, below):
        if part is not None:
            column.addWidget(part)
    return column
