"""Would a press work now: a pill that says so, and the few words of each check behind it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.desktop.language import shown, tr
from gui.panic.standing import Check, Readiness, Standing
from gui.widgets import theme
from gui.widgets.age import Age
from gui.widgets.check_words import CheckWords
from gui.widgets.texts import plain_tip
from gui.words import say

_READ_THEN = say("What is shown as open was read then. “Read now” in the menu reads it anew.")
_PILLS = (say("CHECKING"), say("READY"), say("NOT READY"))
# How long a line of all its words would be, in pixels at the text size of the design: room for that is kept.
_ROOM, _COMPACT_ROOM = 1250, 340


class _Pill(QLabel):
    """As wide as the longest of its words, or those beside it would have more room at one time than another.

    It says so when it is asked, and notes nothing: the style sheet may dress it at any time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pill")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for each of its words."""
        own = super().sizeHint()  # first of all, as it dresses the pill
        room, line = self.contentsMargins(), Qt.TextFlag.TextSingleLine
        longest = max(self.fontMetrics().size(line, shown(word)).width() for word in _PILLS)
        return QSize(room.left() + longest + room.right(), own.height())


class ReadinessStrip(QWidget):
    """Quiet lines, loud only when a press would not work.

    How many they are depends on the width alone: the button below them must never move under a hand.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = _Pill()
        self._words = CheckWords()
        self._words.make_room(_ROOM)
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
        self._words.make_room(_COMPACT_ROOM if is_compact else _ROOM)
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
        """What is wrong comes first, so that it is never what there is no room for."""
        bad = [check for check in readiness.checks if check.standing is Standing.BAD]
        rest = [check for check in readiness.checks if check.standing is not Standing.BAD]
        return bad if self._is_compact else [*bad, *rest]


def _pill(readiness: Readiness) -> tuple[str, str, str]:
    """The word, the same for screen readers, and its tone."""
    if not readiness.is_known:
        return _PILLS[0], say("checking"), "quiet"
    if readiness.is_ready:
        return _PILLS[1], say("ready"), "ok"
    return _PILLS[2], say("not ready"), "loud"
