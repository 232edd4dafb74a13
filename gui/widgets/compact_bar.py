"""The first line of the compact form: its name, and the way back to the whole window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.desktop.language import tr
from gui.widgets import theme
from gui.widgets.artwork import grow_icon
from gui.widgets.texts import plain_label

_ICON_PX = 16


class CompactBar(QWidget):
    """Shown in place of the title bar."""

    full_wanted = Signal()

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grow = QToolButton()
        self.grow.setObjectName("gear")
        self.grow.setAccessibleName(tr("Full window"))
        self.grow.setToolTip(tr("Full window ({keys})", keys=keys))
        self.grow.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.grow.clicked.connect(self.full_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(plain_label("Panic Button", "windowTitle"))
        row.addStretch(1)
        row.addWidget(self.grow)
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrows again in the colours of another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()
        super().changeEvent(event)

    def _draw_icon(self) -> None:
        self.grow.setIcon(grow_icon(theme.colour("mute"), _ICON_PX))
