"""Would a press work now: a pill that says so, and the few words of each check behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.desktop.language import shown, tr
from gui.panic.standing import Check, Readiness, Standing
from gui.widgets import theme
from gui.widgets.age import Age
from gui.widgets.texts import plain_label, plain_tip
from gui.words import say

_READ_THEN = say("What is shown as open was read then. “Read now” in the menu reads it anew.")
_GAP = 20  # between two words, with the dot in its middle


class ReadinessStrip(QWidget):
    """One or more quiet lines; loud only when a press would not work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = plain_label(name="pill")
        self._pill.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pill.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = _Words()
        self._age = Age(self)
        self._age.changed.connect(self._tell)
        self._shown = Readiness(), ""
        self._checks: list[tuple[str, str, Standing]] = []
        self._is_compact = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._show()

    def set_readiness(self, readiness: Readiness, where: str) -> None:
        """Show the checks; where is the account or the exchange that they are about ("Main · classic")."""
        if (readiness, where) != self._shown:
            self._shown = readiness, where
            self._show()

    def set_read_at(self, read_at: float | None) -> None:
        """Show how long ago the open orders were read, by time.monotonic seconds; None for not at all."""
        self._age.set_read_at(read_at)

    def set_compact(self, is_compact: bool) -> None:
        """Say only where a press goes and what is wrong; the pill's tooltip has the sentence."""
        self._is_compact = is_compact
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the age go on."""
        super().showEvent(event)
        self._age.follow(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the age rest: nobody sees it."""
        super().hideEvent(event)
        self._age.follow(False)

    def _show(self) -> None:
        readiness, where = self._shown
        word, name, tone = _pill(readiness)
        self._pill.setText(shown(word))
        self._pill.setToolTip(plain_tip(readiness.sentence))
        self._pill.setAccessibleDescription(shown(readiness.sentence))
        theme.mark(self._pill, "tone", tone)
        told = [(where, "", Standing.GOOD)] if where else []
        told += [(check.words, check.sentence, check.standing) for check in self._told(readiness)]
        self._checks = told
        self._tell()
        self.setAccessibleName(tr("Readiness: {word}", word=name))
        self.setAccessibleDescription(shown(readiness.sentence))

    def _tell(self) -> None:
        age = [(self._age.words, _READ_THEN, Standing.GOOD)] if self._age.words else []
        self._words.tell([*self._checks, *age])

    def _told(self, readiness: Readiness) -> list[Check]:
        checks = list(readiness.checks)
        return [check for check in checks if check.standing is Standing.BAD] if self._is_compact else checks


def _pill(readiness: Readiness) -> tuple[str, str, str]:
    """The word, the same for screen readers, and its tone."""
    if not readiness.is_known:
        return say("CHECKING"), say("checking"), "quiet"
    if readiness.is_ready:
        return say("READY"), say("ready"), "ok"
    return say("NOT READY"), say("not ready"), "loud"


def _fill(label: QLabel, words: str, sentence: str, standing: Standing) -> None:
    label.setText(shown(words))
    label.setAccessibleName("")
    label.setToolTip(plain_tip(sentence))
    label.setAccessibleDescription(shown(sentence))
    theme.mark(label, "standing", standing.value)


def _width_of(label: QLabel, words: str) -> int:
    needed = label.sizeHint().width()  # first of all, as it dresses the label
    advance = label.fontMetrics().horizontalAdvance
    return advance(words) + max(0, needed - advance(label.text()))


def _elide(label: QLabel, words: str, width: int) -> None:
    elided = label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
    if elided == label.text():
        return
    label.setText(elided)
    label.setAccessibleName(words)
    if elided != words and not label.toolTip():
        label.setToolTip(plain_tip(words))


class _Words(QWidget):
    """Labels in a row that goes on in the next line, with dots between those that share a line.

    A label longer than a whole line ends with dots; its tooltip has the sentence, or all its words. Nothing
    is done twice: each look tells the same, and each call of Qt may have to wait for the threads of a press.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: list[tuple[str, str, Standing]] = []
        self._labels: list[QLabel] = []
        self._widths: list[int] = []  # of whole words, measured when they are first asked for
        self._dots: list[QPointF] = []

    def tell(self, told: list[tuple[str, str, Standing]]) -> None:
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
            label.show()
            self._labels.append(label)
        for at, (label, words) in enumerate(zip(self._labels, told, strict=True)):
            if before[at : at + 1] != [words]:
                _fill(label, *words)
        self._widths = []
        self._place(self.width())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._walk(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(300, self._walk(300, move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._line_height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        for dot in self._dots:
            painter.drawEllipse(dot, 1.5, 1.5)

    def _place(self, width: int) -> None:
        self._dots = []
        self._walk(width, move=True)
        self.update()

    def _walk(self, width: int, *, move: bool) -> int:
        """Go through the labels as they will stand, and give the height that they need."""
        x = y = 0
        height = self._line_height()
        for label, (told, _, _), needed in zip(self._labels, self._told, self._measured(), strict=True):
            wide = min(needed, width)
            if x and x + _GAP + wide > width:
                x, y = 0, y + height
            elif x:
                if move:
                    self._dots.append(QPointF(x + _GAP / 2, y + height / 2))
                x += _GAP
            if move:
                label.setGeometry(x, y, wide, height)
                _elide(label, shown(told), width)
            x += wide
        return y + height

    def _measured(self) -> list[int]:
        if not self._widths:
            told = zip(self._labels, self._told, strict=True)
            self._widths = [_width_of(label, shown(words)) for label, (words, _, _) in told]
        return self._widths

    def _line_height(self) -> int:
        return theme.px(13) + 11  # the height of the pill beside it
