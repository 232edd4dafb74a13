"""A drop-down list in the look of this window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyleOptionComboBox, QToolTip, QWidget

from gui.widgets import theme
from gui.widgets.artwork import draw_chevron
from gui.widgets.texts import plain_tip

ARROW_ROOM = 52
"""What of a selector's width holds no words: its edges, and the arrow."""


class Selector(QComboBox):
    """A drop-down list whose arrow has the colours of the theme."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self.setMaxVisibleItems(20)

    def make_room_for(self, *words: str) -> None:
        """Never be narrower than any of these words needs."""
        metrics = QFontMetrics(self.font())
        # One more: half a pixel too few would end the words with dots.
        self.setMinimumWidth(max(map(metrics.horizontalAdvance, words)) + ARROW_ROOM + 1)

    def select(self, data: object, words: str) -> None:
        """Choose what stands for data without a signal; what is not offered yet is added with these words."""
        # Not findData(): Qt does not compare tuples and None as Python does.
        for index in range(self.count()):
            if self.itemText(index) and self.itemData(index) == data:
                self.setCurrentIndex(index)
                return
        self.addItem(words, data)
        self.setCurrentIndex(self.count() - 1)

    def event(self, event: QEvent) -> bool:
        """Tell in a tooltip what is chosen where there is no room for it."""
        if isinstance(event, QHelpEvent) and not self.toolTip() and self._elided() != self.currentText():
            QToolTip.showText(event.globalPos(), plain_tip(self.currentText()), self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the window scroll: a wheel that turns over the list must not choose what a press covers."""
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """End what does not fit with dots, where Qt would cut a letter in two."""
        super().initStyleOption(option)
        option.currentText = self._elided()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow by hand: a style sheet could only take it from a file, in one colour."""
        super().paintEvent(event)
        at = QPointF(self.width() - 16, self.height() / 2)
        draw_chevron(QPainter(self), at, theme.colour("mute"))

    def _elided(self) -> str:
        room = self.width() - ARROW_ROOM
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
