"""The few words of each check, in as many lines as their width has, whatever they say."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui.desktop.language import shown
from gui.panic.standing import Standing
from gui.widgets import theme
from gui.widgets.texts import plain_label, plain_tip

_GAP = 20  # between two words, with the dot in its middle
_LEAST = 60  # pixels in which cut words still tell something
_MORE = "…"

Told = tuple[str, str, Standing]


def width_of(label: QLabel, words: str) -> int:
    """How wide a label is with these words in it, whatever it shows now."""
    needed = label.sizeHint().width()  # first of all, as it dresses the label
    advance = label.fontMetrics().horizontalAdvance
    return advance(words) + max(0, needed - advance(label.text()))


class CheckWords(QWidget):
    """Labels in a row that goes on in the next line, with dots between those that share a line.

    A label longer than what is left of the last line ends with dots; its tooltip has the sentence, or all its
    words. Those for which no line is left are in the tooltip of the last one. Nothing is done twice: each
    look tells the same, and each call of Qt may have to wait for the threads of a press.
    """

    def __init__(self) -> None:
        super().__init__()
        self._room = 0
        self._told: list[Told] = []
        self._labels: list[QLabel] = []
        self._widths: list[int] = []  # of whole words, measured when they are first asked for
        self._dots: list[QPointF] = []
        self._more = plain_label(_MORE, "check")
        self._more.setParent(self)
        self._more.hide()

    def make_room(self, length: int) -> None:
        """Have as many lines as a row of this length takes, in pixels at the text size of the design."""
        self._room = length
        self.updateGeometry()

    def tell(self, told: list[Told]) -> None:
        """Show words, each with its sentence; the labels stay, as a day has thousands of looks."""
        if told == self._told:
            return
        before, self._told = self._told, told
        while len(self._labels) > len(told):
            old = self._labels.pop()
            old.hide()
            old.deleteLater()
        while len(self._labels) < len(told):
            label = plain_label(name="check")
            label.setParent(self)
            self._labels.append(label)
        for at, (label, words) in enumerate(zip(self._labels, told, strict=True)):
            if before[at : at + 1] != [words]:
                _fill(label, *words)
        self._widths = []
        self._place(self.width())

    def hasHeightForWidth(self) -> bool:
        """The width decides."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines that this width takes."""
        return self._lines(width) * self._line_height()

    def sizeHint(self) -> QSize:
        """Some width, and the lines that it takes."""
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        """A word in one line."""
        return QSize(80, self._line_height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words into other lines."""
        self._place(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        for dot in self._dots:
            painter.drawEllipse(dot, 1.5, 1.5)

    def _place(self, width: int) -> None:
        lines, needed = self._lines(width), self._measured()
        wide = [min(each, width) for each in needed]
        fitting, more = len(wide), list[int]()
        while fitting and _flow([*wide[:fitting], *more], width)[-1][1] >= lines:
            fitting, more = fitting - 1, [width_of(self._more, _MORE)]
        squeezed = self._room_at(wide[:fitting], more[0], width) if more else 0
        if squeezed > _LEAST:
            wide[fitting] = squeezed
            fitting += 1
        self._hide_from(fitting)
        labels, wide = [*self._labels[:fitting], self._more], [*wide[:fitting], *more]
        self._dots = []
        height = self._line_height()
        for at, (x, line) in enumerate(_flow(wide, width)):
            labels[at].setGeometry(x, line * height, wide[at], height)
            if at < fitting:
                room = wide[at] if wide[at] < needed[at] else width
                _elide(labels[at], shown(self._told[at][0]), room)
            if x:
                self._dots.append(QPointF(x - _GAP / 2, (line + 0.5) * height))
        self.update()

    def _room_at(self, before: Sequence[int], more: int, width: int) -> int:
        """How much of the last line is left for words that are cut, with the mark for others behind them."""
        x, line = _flow(before, width)[-1] if before else (0, 0)
        is_last = line == self._lines(width) - 1
        begins = x + before[-1] + _GAP if before and is_last else 0
        return width - begins - _GAP - more

    def _hide_from(self, first: int) -> None:
        for at, label in enumerate(self._labels):
            label.setVisible(at < first)
        hidden = " · ".join(shown(words) for words, _, _ in self._told[first:])
        self._more.setVisible(bool(hidden))
        self._more.raise_()  # a screen reader comes to it last
        self._more.setToolTip(plain_tip(hidden))
        self._more.setAccessibleName(hidden)
        self._more.setAccessibleDescription(hidden)  # or a screen reader is told the tooltip, markup and all

    def _measured(self) -> list[int]:
        if not self._widths:
            told = zip(self._labels, self._told, strict=True)
            self._widths = [width_of(label, shown(words)) for label, (words, _, _) in told]
        return self._widths

    def _lines(self, width: int) -> int:
        return max(1, math.ceil(theme.px(self._room) / max(1, width)))

    def _line_height(self) -> int:
        return theme.px(13) + 11  # the height of the pill beside it


def _flow(widths: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Where words of these widths stand, one after another: how far from the left, and in which line."""
    places: list[tuple[int, int]] = []
    end = line = 0
    for wide in widths:
        x = end + _GAP if end else 0
        if end and x + wide > width:
            x, line = 0, line + 1
        places.append((x, line))
        end = x + wide
    return places


def _fill(label: QLabel, words: str, sentence: str, standing: Standing) -> None:
    label.setText(shown(words))
    label.setAccessibleName("")
    label.setToolTip(plain_tip(sentence))
    label.setAccessibleDescription(shown(sentence))
    theme.mark(label, "standing", standing.value)


def _elide(label: QLabel, words: str, width: int) -> None:
    elided = label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
    if elided == label.text():
        return
    label.setText(elided)
    label.setAccessibleName(words)
    if elided != words and not label.toolTip():
        label.setToolTip(plain_tip(words))
        label.setAccessibleDescription(words)  # as for the last one
