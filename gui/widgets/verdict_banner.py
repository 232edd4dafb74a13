"""What came of it: the verdict by word, shape and colour, and one sentence on what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from gui.panic.verdict import Report, Verdict
from gui.widgets import theme
from gui.widgets.no_stop import NoStopLine, no_stop_warning
from gui.widgets.texts import announce, plain_label, plain_tip, seconds
from gui.widgets.verdict_sign import Shape, VerdictSign

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
    """One verdict at a time; a screen reader is told each of them at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._sign = VerdictSign()
        self._title = plain_label(name="bannerTitle", wraps=True)
        self._sentence = plain_label(name="bannerSentence", wraps=True)
        self._elapsed = plain_label(name="bannerElapsed")
        self._caption = plain_label(name="bannerCaption")
        self._no_stop = NoStopLine()
        self._lay_out()
        self.show_idle("No press yet", "")

    def show_idle(self, title: str, sentence: str) -> None:
        """Show that nothing was pressed, and what was last known."""
        self._show("idle", Shape.DOT, title, sentence)

    def show_running(self, text: str, elapsed: str) -> None:
        """Show how far a press has come; elapsed is a text such as "118 ms"."""
        self._show("idle", Shape.RUNNING, "Cancelling", text, elapsed, "no proof yet")

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
            "press to proof" if is_proved else "no proof yet",
            number,
        )
        self._no_stop.show_warning(warning, full)
        self.setAccessibleDescription(f"{self.accessibleDescription()} {full}".strip())
        announce(self, f"{report.headline}. {report.sentence} {full}".strip())

    def show_came_back(self, title: str, sentence: str, full: str) -> None:
        """Show that orders came back after the proof, and announce it unless it is shown already.

        full names each of them, for the tooltip and for screen readers.
        """
        is_news = self.text() != (title, sentence)
        self._show("warn", Shape.BACK, title, sentence)
        self.setAccessibleDescription(full)
        self._sentence.setToolTip(plain_tip("" if full == sentence else full))
        if is_news:
            announce(self, f"{title}. {full}")

    def set_caption(self, caption: str) -> None:
        """Say something else under the elapsed time of a report."""
        self._caption.setText(caption)

    def show_not_ready(self, sentence: str) -> None:
        """Show that a press would fail and why, and announce it unless it is shown already."""
        is_news = self.text() != ("NOT READY: a press would fail", sentence)
        self._show("bad", Shape.SHARP, "NOT READY: a press would fail", sentence)
        if is_news:
            announce(self, f"Not ready: a press would fail. {sentence}")

    def text(self) -> tuple[str, str]:
        """The title and the sentence as shown."""
        return self._title.text(), self._sentence.text()

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
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._elapsed.setText(elapsed)
        self._caption.setText(caption)
        for label in (self._elapsed, self._caption):
            label.setVisible(bool(elapsed))
        self._no_stop.show_warning("")
        self._sentence.setToolTip("")
        self.setAccessibleName(f"Verdict: {title}")
        self.setAccessibleDescription(f"{sentence} {elapsed} {caption}".strip())

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        words.addStretch(1)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addStretch(1)
        for label in (self._elapsed, self._caption):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            figures.addWidget(label)
        figures.addStretch(1)
        self._elapsed.setFont(theme.tabular(self._elapsed.font()))
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(words, 0, 1)
        grid.addLayout(figures, 0, 2)
        grid.addWidget(self._no_stop, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
