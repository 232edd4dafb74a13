"""A choice of which every possibility is seen at once: segments side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from gui.desktop.language import shown

_PADDING, _PADDING_BRIEF = 16, 14  # left and right of a word
_EDGE = 2
# Tab goes to the chosen one, also when the program chose it; the arrow keys go on from there.
_FOCUS = {True: Qt.FocusPolicy.StrongFocus, False: Qt.FocusPolicy.ClickFocus}


@dataclass(frozen=True, slots=True)
class Segment:
    """One possibility: what it stands for, its words, shorter ones for a narrow place, and its tooltip.

    name is what a screen reader calls it; tone "warn" is for one that takes more than its neighbour.
    """

    value: Any
    words: str
    brief: str
    sentence: str
    name: str
    tone: str = ""


class Segments(QFrame):
    """Segments of which one is chosen; arrow keys move between them and choose."""

    chosen = Signal(object)  # the value, only when a person chose it

    def __init__(self, name: str, segments: Sequence[Segment], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(shown(name))
        self._segments = tuple(segments)
        self._is_brief = False
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons = [self._button(segment) for segment in self._segments]
        for button in self._buttons:
            row.addWidget(button)
        self.set_brief(False)
        self._buttons[0].setChecked(True)

    def set_value(self, value: object) -> None:
        """Choose another one without a signal."""
        for segment, button in zip(self._segments, self._buttons, strict=True):
            if segment.value == value:
                button.setChecked(True)

    def value(self) -> Any:
        """What the chosen one stands for."""
        pairs = zip(self._segments, self._buttons, strict=True)
        return next(segment.value for segment, button in pairs if button.isChecked())

    def set_brief(self, is_brief: bool) -> None:
        """Show the shorter words; names and tooltips keep the full ones."""
        self._is_brief = is_brief
        for segment, button in zip(self._segments, self._buttons, strict=True):
            button.setText(shown(segment.brief if is_brief else segment.words))
            button.setMinimumWidth(self._width_of(segment, is_brief=is_brief))
        self.updateGeometry()

    def width_needed(self, *, is_brief: bool) -> int:
        """How wide all the words are, the full or the shorter ones."""
        return 2 * _EDGE + sum(self._width_of(segment, is_brief=is_brief) for segment in self._segments)

    def sizeHint(self) -> QSize:
        """As wide as the words that are shown."""
        return QSize(self.width_needed(is_brief=self._is_brief), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As wide as the shorter words, so that the full ones never hold a window wide."""
        return QSize(self.width_needed(is_brief=True), super().minimumSizeHint().height())

    def _width_of(self, segment: Segment, *, is_brief: bool) -> int:
        words = segment.brief if is_brief else segment.words
        # The chosen word is bolder than the one that Qt measures.
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        padding = _PADDING if words == segment.words else _PADDING_BRIEF
        return QFontMetrics(bold).horizontalAdvance(shown(words)) + 2 * padding

    def _button(self, segment: Segment) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setAutoExclusive(True)  # or a screen reader would take it for a check box
        button.setAutoDefault(False)
        button.setAccessibleName(shown(segment.name))
        button.setAccessibleDescription(shown(segment.sentence))
        button.setToolTip(shown(segment.sentence))
        button.setProperty("tone", segment.tone)
        self._group.addButton(button)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.toggled.connect(lambda is_on: button.setFocusPolicy(_FOCUS[is_on]))
        # clicked, not toggled: what the program sets is not a choice.
        button.clicked.connect(lambda: self.chosen.emit(segment.value))
        return button
