"""All of the window below its band, which scrolls where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.desktop.language import tr
from gui.widgets.fitting import Page


class Body(Page):
    """Has the keyboard at first, so that a key typed without looking does nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self.setAccessibleName("Panic Button")
        self.setAccessibleDescription(tr("Nothing in the window has the keyboard yet. Tab goes through it."))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
