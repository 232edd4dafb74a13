"""A line that says one thing and can be put away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from gui.desktop.language import shown, tr
from gui.widgets import theme
from gui.widgets.artwork import cross_icon
from gui.widgets.fitted_label import FittedLabel
from gui.widgets.texts import announce

_ICON_PX = 14


class NoticeBar(QFrame):
    """Hidden until there is something to say."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = FittedLabel("noticeText")
        self._close = QToolButton()
        self._close.setObjectName("quietButton")
        self._close.setAccessibleName(tr("Dismiss this notice"))
        self._close.setToolTip(tr("Dismiss"))
        self._close.setIconSize(QSize(theme.px(_ICON_PX), theme.px(_ICON_PX)))
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
        words = shown(sentence)
        is_news = bool(words) and words != self._text.text()
        self._text.setText(words)
        self.setAccessibleName(tr("Notice: {text}", text=sentence))
        self.setVisible(bool(sentence))
        if is_news:
            announce(self, sentence, is_urgent=False)

    def set_compact(self, is_compact: bool) -> None:
        """Take two lines and no more; the rest is in the tooltip."""
        self._text.fit_into(2 if is_compact else 0)

    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the cross again in the colours of another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()
        super().changeEvent(event)

    def _draw_icon(self) -> None:
        self._close.setIcon(cross_icon(theme.colour("mute"), theme.px(_ICON_PX)))

    def _dismiss(self) -> None:
        self.show_notice("")
        self.dismissed.emit()
