"""Would a press work now: a pill that says so, and the few words of each check behind it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.panic.readiness import Readiness, Standing
from gui.widgets import theme
from gui.widgets.texts import plain_label, plain_tip

_GAP = 20  # between two words, with the dot in its middle


class ReadinessStrip(QWidget):
    """One or more quiet lines; loud only when a press would not work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = plain_label(name="pill")
        self._pill.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pill.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = _Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.set_readiness(Readiness(), "")

    def set_readiness(self, readiness: Readiness, where: str) -> None:
        """Show the checks; where is the account or the exchange that they are about ("Main · classic")."""
        word, tone = _pill(readiness)
        self._pill.setText(word)
        self._pill.setToolTip(plain_tip(readiness.sentence))
        theme.mark(self._pill, "tone", tone)
        labels = [_quiet(where, "")] if where else []
        labels += [_quiet(check.words, check.sentence, check.standing) for check in readiness.checks]
        self._words.set_labels(labels)
        self.setAccessibleName(f"Readiness: {word.lower()}")
        self.setAccessibleDescription(readiness.sentence)


def _pill(readiness: Readiness) -> tuple[str, str]:
    if not readiness.is_known:
        return "CHECKING", "quiet"
    return ("READY", "ok") if readiness.is_ready else ("NOT READY", "loud")


def _quiet(words: str, sentence: str, standing: Standing = Standing.GOOD) -> QLabel:
    label = plain_label(words, "check")
    label.setToolTip(plain_tip(sentence))
    label.setAccessibleDescription(sentence)
    label.setProperty("standing", standing.value)
    return label


class _Words(QWidget):
    """Labels in a row that goes on in the next line, with dots between those that share a line.

    A label longer than a whole line is cut by its own edge; its tooltip has the sentence.
    """

    def __init__(self) -> None:
        super().__init__()
        self._labels: list[QLabel] = []
        self._dots: list[QPointF] = []

    def set_labels(self, labels: list[QLabel]) -> None:
        for old in self._labels:
            old.hide()
            old.deleteLater()
        self._labels = labels
        for label in labels:
            label.setParent(self)
            label.show()
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
        for label in self._labels:
            wide = min(label.sizeHint().width(), width)
            if x and x + _GAP + wide > width:
                x, y = 0, y + height
            elif x:
                if move:
                    self._dots.append(QPointF(x + _GAP / 2, y + height / 2))
                x += _GAP
            if move:
                label.setGeometry(x, y, wide, height)
            x += wide
        return y + height

    def _line_height(self) -> int:
        return theme.px(13) + 11  # the height of the pill beside it
