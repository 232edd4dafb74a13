"""A line that says one thing and can be put away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from gui.widgets import theme
from gui.widgets.artwork import cross_icon
from gui.widgets.texts import announce, plain_label


class NoticeBar(QFrame):
    """Hidden until there is something to say."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = plain_label(name="noticeText", wraps=True)
        self._close = QToolButton()
        self._close.setObjectName("quietButton")
        self._close.setAccessibleName("Dismiss this notice")
        self._close.setToolTip("Dismiss")
        self._close.setIconSize(QSize(14, 14))
        self._close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._draw_icon()
        self.hide()

    def show_notice(self, sentence: str) -> None:
        """Say something, and announce it; "" says nothing any more."""
        is_news = bool(sentence) and sentence != self._text.text()
        self._text.setText(sentence)
        self.setAccessibleName(f"Notice: {sentence}")
        self.setVisible(bool(sentence))
        if is_news:
            announce(self, sentence)

    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the cross again in the colours of another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()
        super().changeEvent(event)

    def _draw_icon(self) -> None:
        self._close.setIcon(cross_icon(theme.colour("mute"), 14))

    def _dismiss(self) -> None:
        self.show_notice("")
        self.dismissed.emit()
