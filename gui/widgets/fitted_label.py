"""A label that takes the room it is given: what does not fit ends with dots, and is whole in the tooltip."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.widgets.texts import plain_tip

_ENDLESS = 1_000_000.0  # a width in which nothing wraps


class FittedLabel(QLabel):
    """Plain text that wraps; shown whole until fit_into() is called. text() is always the whole of it."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setIndent(0)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self._whole = self._tip = ""
        self._lines = 0

    def fit_into(self, lines: int, *, may_grow: bool = False) -> None:
        """Ask for room for so many lines at least, 0 for as many as the text has."""
        self._lines = lines
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Expanding if lines and may_grow else policy.Preferred)
        self._fit()
        self.updateGeometry()

    def text(self) -> str:
        """The whole text, however much of it is shown."""
        return self._whole

    def setText(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self._fit()

    def setToolTip(self, tip: str) -> None:
        """Say this in the tooltip; "" leaves it to what did not fit."""
        self._tip = tip
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """Only while it is shown whole."""
        return not self._lines and super().hasHeightForWidth()

    def sizeHint(self) -> QSize:
        """The lines asked for."""
        return QSize(160, self._room()) if self._lines else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The lines asked for."""
        return QSize(1, self._room()) if self._lines else super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more of it, or less."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _room(self) -> int:
        return math.ceil(self._lines * _line_height(self.font(), self._whole)) + self._margins()

    def _margins(self) -> int:
        return self.height() - self.contentsRect().height()

    def _fit(self) -> None:
        shown = self._whole
        if self._lines:
            room = self.contentsRect()
            shown = fitted(self._whole, self.font(), room.width() - 1, room.height())
        super().setText(shown)
        is_cut = bool(self._lines) and "".join(shown.split()) != "".join(self._whole.split())
        super().setToolTip(self._tip or (plain_tip(self._whole) if is_cut else ""))
        self.setAccessibleName(self._whole)
        # Without one, a screen reader would be told the tooltip, markup and all.
        self.setAccessibleDescription(self._whole if self.toolTip() else "")


def fitted(text: str, font: QFont, width: float, height: float) -> str:
    """The text in lines of this width, as many as the height has, one at least; the last may end in dots."""
    metrics = QFontMetricsF(font)
    most = max(1, math.floor(height / _line_height(font, text) + 0.01))
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        # Qt counts in halves of what Python calls a character, for the rarest ones.
        units = text.encode("utf-16-le")
        start, length = 2 * line.textStart(), 2 * line.textLength()
        if len(lines) == most - 1:
            rest = units[start:].decode("utf-16-le", "replace").strip()
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(1.0, width)))
            break
        lines.append(units[start : start + length].decode("utf-16-le", "replace").strip())
    layout.endLayout()
    return "\n".join(lines)


def _line_height(font: QFont, text: str) -> float:
    """How high Qt sets a line of this text.

    That is more than the font's own spacing: it rounds each part of it up, and other scripts are higher.
    """
    layout = QTextLayout("X" + " ".join(text.splitlines()), font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_ENDLESS)
    layout.endLayout()
    return line.height() + max(0.0, QFontMetricsF(font).leading())
