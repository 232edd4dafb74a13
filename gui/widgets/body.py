"""All of the window below its band, which scrolls where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent

from gui.desktop.language import tr
from gui.widgets import theme
from gui.widgets.fitting import Page

_TITLE = QRect(20, 16, 300, 36)  # where the title stands once there is a title bar


class Body(Page):
    """Has the keyboard at first, so that a key typed without looking does nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self.setAccessibleName("Panic Button")
        self.setAccessibleDescription(tr("Nothing in the window has the keyboard yet. Tab goes through it."))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that the program starts, for as long as there are no parts."""
        super().paintEvent(event)
        if self.layout() is None:
            self._tell_start()

    def _tell_start(self) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("bg"))
        painter.setPen(theme.colour("mute"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Starting …"))
        font = QFont(self.font())
        font.setPixelSize(theme.px(15))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(_TITLE, Qt.AlignmentFlag.AlignVCenter, "Panic Button")
