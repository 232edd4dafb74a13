"""What came of it: the verdict by word, shape and colour, and one sentence on what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from gui.desktop.language import shown, tr
from gui.panic.verdict import Report, Verdict
from gui.widgets import theme
from gui.widgets.fitted_label import FittedLabel
from gui.widgets.no_stop import NoStopLine, no_stop_warning
from gui.widgets.texts import announce, plain_label, plain_tip, seconds
from gui.widgets.verdict_sign import Shape, VerdictSign
from gui.words import join, say

_NOT_READY = say("NOT READY: a press would fail")
_PROOF, _NO_PROOF, _NO_PROOF_YET = say("press to proof"), say("no proof"), say("no proof yet")
_TONES = {
    Verdict.EMPTY: "ok",
    Verdict.LEFT: "warn",
    Verdict.UNKNOWN: "unknown",
    Verdict.REFUSED: "bad",
}
_SHAPES = {
    Verdict.EMPTY: Shape.CHECK,
    Verdict.LEFT: Shape.NUMBER,
    Verdict.UNKNOWN: Shape.DROP,
    Verdict.REFUSED: Shape.SHARP,
}


class VerdictBanner(QFrame):
    """One verdict at a time; a screen reader is told each, at once where there is something to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._sign = VerdictSign()
        self._title = plain_label(name="bannerTitle", wraps=True)
        self._sentence = FittedLabel("bannerSentence")
        self._since = plain_label(name="bannerSince", wraps=True)
        self._elapsed = plain_label(name="bannerElapsed")
        self._caption = plain_label(name="bannerCaption")
        self._no_stop = NoStopLine()
        self._is_compact = False
        self._whole = self._brief = ""  # the sentence, and the same for where it may be cut
        self._lay_out()
        self.show_idle(say("No press yet"), "")

    def show_idle(self, title: str, sentence: str) -> None:
        """Show that nothing was pressed, and what was last known."""
        self._show("idle", Shape.DOT, title, sentence)

    def show_running(self, text: str) -> None:
        """Show how far a press has come; how long it takes is on the button."""
        if self.text() != (tr("Cancelling"), shown(text)):
            self._show("idle", Shape.RUNNING, say("Cancelling"), text, caption=_NO_PROOF_YET)

    def show_report(self, report: Report) -> None:
        """Show what a press came to, and announce it."""
        is_proved = report.verdict is Verdict.EMPTY
        number = report.headline.partition(" ")[2]
        warning, full = no_stop_warning(report), no_stop_warning(report, most_named=None)
        self._show(
            _TONES[report.verdict],
            _SHAPES[report.verdict],
            report.headline,
            report.sentence,
            seconds(report.elapsed_ms),
            _PROOF if is_proved else _NO_PROOF,
            number,
        )
        self._brief = report.advice_first
        self._put_sentence()
        self._no_stop.show_warning(warning, full)
        self._describe(join(self._described, shown(full)))
        said = join(say("{verdict}.", verdict=report.headline), report.sentence, full)
        announce(self, said, is_urgent=bool(full) or not is_proved)

    def show_came_back(self, title: str, sentence: str, full: str) -> None:
        """Show that orders came back after the proof, and announce it unless it is shown already.

        full names more of them, for the tooltip and for screen readers.
        """
        is_news = self.text() != (shown(title), shown(sentence))
        self._show("warn", Shape.BACK, title, sentence)
        self._describe(shown(full))
        self._sentence.setToolTip(plain_tip("" if full == sentence else full))
        self._sentence.setAccessibleDescription(shown(full))
        if is_news:
            announce(self, join(say("{title}.", title=title), full), is_urgent=True)

    def set_caption(self, caption: str) -> None:
        """Say something else under the elapsed time of a report."""
        self._caption.setText(shown(caption))

    def set_since(self, sentence: str, *, is_news: bool) -> None:
        """Say beside a report what was read after it, and announce it if it is news; "" says nothing."""
        self._since.setText(shown(sentence))
        self._since.setVisible(bool(sentence))
        self.setAccessibleDescription(join(self._described, shown(sentence)))
        if sentence and is_news:
            announce(self, sentence, is_urgent=False)

    def show_not_ready(self, sentence: str) -> None:
        """Show that a press would fail and why, and announce it unless it is shown already."""
        is_news = self.text() != (shown(_NOT_READY), shown(sentence))
        self._show("bad", Shape.SHARP, _NOT_READY, sentence)
        if is_news:
            announce(self, join(say("Not ready: a press would fail."), sentence), is_urgent=True)

    def set_compact(self, is_compact: bool) -> None:
        """Do without the figures, and end a sentence that does not fit with dots: it is in the tooltip."""
        self._is_compact = is_compact
        theme.mark(self, "form", "compact" if is_compact else "full")
        self._sentence.fit_into(5 if is_compact else 0, may_grow=True)
        self._no_stop.set_compact(is_compact)
        # A sentence that takes all the room begins under its title.
        for stretch in (0, self._words.count() - 1):
            self._words.setStretch(stretch, 0 if is_compact else 1)
        align = Qt.AlignmentFlag
        self._sentence.setAlignment(align.AlignTop if is_compact else align.AlignVCenter)
        self._grid.setAlignment(self._sign, align.AlignTop if is_compact else align.AlignVCenter)
        self._grid.setContentsMargins(*((12, 10, 12, 10) if is_compact else (16, 12, 16, 12)))
        self._grid.setHorizontalSpacing(12 if is_compact else 16)
        self._put_sentence()
        self._show_figures()

    def text(self) -> tuple[str, str]:
        """The title and the sentence as shown, however much of it there is room for."""
        return self._title.text(), self._sentence.text()

    def since(self) -> str:
        """What is said to have been read after the report; "" for nothing."""
        return self._since.text()

    def warning(self) -> str:
        """What is said of positions without a stop; "" when there is nothing to say."""
        return self._no_stop.text()

    def _show(
        self,
        tone: str,
        shape: Shape,
        title: str,
        sentence: str,
        elapsed: str = "",
        caption: str = "",
        number: str = "",
    ) -> None:
        theme.mark(self, "tone", tone)
        self._sign.set_sign(shape, tone, number)
        self._title.setText(shown(title))
        self._whole, self._brief = sentence, ""
        self._put_sentence()
        self._sentence.setVisible(bool(sentence))
        self._elapsed.setText(shown(elapsed))
        self._caption.setText(shown(caption))
        self._show_figures()
        self._no_stop.show_warning("")
        self._sentence.setToolTip("")
        self._sentence.setAccessibleDescription("")
        self.setAccessibleName(tr("Verdict: {title}", title=title))
        self._describe(shown(join(sentence, elapsed, caption)))

    def _describe(self, text: str) -> None:
        self._described = text
        self.setAccessibleDescription(text)
        self._since.setText("")
        self._since.hide()

    def _put_sentence(self) -> None:
        # Of what ends in dots, what to do now must not be lost.
        self._sentence.setText(shown((self._is_compact and self._brief) or self._whole))

    def _show_figures(self) -> None:
        for label in (self._elapsed, self._caption):
            label.setVisible(bool(label.text()) and not self._is_compact)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._since)
        words.addWidget(self._sentence)
        words.addStretch(1)
        self._words = words
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addStretch(1)
        for label in (self._elapsed, self._caption):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            figures.addWidget(label)
        figures.addStretch(1)
        self._elapsed.setFont(theme.tabular(self._elapsed.font()))
        grid = QGridLayout(self)
        self._grid = grid
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(words, 0, 1)
        grid.addLayout(figures, 0, 2)
        grid.addWidget(self._no_stop, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
