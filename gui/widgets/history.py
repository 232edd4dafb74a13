"""The presses of the past, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gui.desktop.language import shown, tr
from gui.panic.naming import environment_words
from gui.panic.orders import Environment
from gui.panic.verdict import Verdict
from gui.widgets import theme
from gui.widgets.lessons import Lesson
from gui.widgets.plain_cell import PlainCell
from gui.widgets.sheet import Sheet
from gui.widgets.texts import plain_tip, seconds
from gui.words import say

_COLUMNS = (
    *(say("Time"), say("Environment"), say("Verdict"), say("What came of it"), say("Elapsed")),
    say("Accounts"),
)
_VERDICT, _SENTENCE, _ELAPSED, _ACCOUNTS = 2, 3, 4, 5
_WIDEST_ACCOUNTS = 130  # more names than fit in this go on in the next line
_LEAST_SENTENCE = 220
_PADDING = 28  # left and right of a text together
_NOT_FINISHED = say("did not finish")


@dataclass(frozen=True, slots=True)
class PastPress:
    """One press as the dialog lists it; verdict is None, and elapsed_ms with it, where it never ended.

    accounts names those that were pressed; "" where there was only one to press.
    """

    pressed: datetime
    environment: Environment
    verdict: Verdict | None
    headline: str
    sentence: str
    elapsed_ms: int | None = None
    accounts: str = ""
    press_id: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of its row; the sentence is as the journal holds it."""
        return (
            f"{self.pressed:%Y-%m-%d %H:%M:%S}",
            shown(environment_words(self.environment)),
            shown(self.headline or _NOT_FINISHED),
            shown(self.sentence),
            "" if self.elapsed_ms is None else shown(seconds(self.elapsed_ms)),
            shown(self.accounts),
        )


_TONES = {
    Verdict.EMPTY: "ok",
    Verdict.LEFT: "warn",
    Verdict.UNKNOWN: "unknown",
    Verdict.REFUSED: "bad",
    None: "bad",
}


class HistoryDialog(Sheet):
    """A list to read and to copy; nothing in it can be changed."""

    orders_wanted = Signal(str)  # the ID of the press whose orders are to be shown
    pack_wanted = Signal(object)  # tuple of the IDs of presses

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("History"), parent, fits=False)
        self._presses: tuple[PastPress, ...] = ()
        self._table = QTableWidget(0, len(_COLUMNS))
        self._lesson = Lesson()
        self._lesson.teach(say("No press yet"), say("Each press is written down here, with what came of it."))
        self._copy = QPushButton(tr("Copy"))
        self._orders = QPushButton(tr("Orders…"))
        self._orders.setToolTip(
            tr("The orders that the selected press, or else the latest, took away: all their parameters.")
        )
        self._pack = QPushButton(tr("Evidence pack…"))
        self._pack.setToolTip(
            tr("A file that shows what the selected presses, or else the latest, asked and were answered.")
        )
        self._close = QPushButton(tr("Close"))
        self._prepare_table()
        self._lay_out()
        self._copy.clicked.connect(self._copy_rows)
        self._orders.clicked.connect(self._ask_for_orders)
        self._pack.clicked.connect(self._ask_for_pack)
        self._table.activated.connect(self._ask_for_orders)
        self._table.itemSelectionChanged.connect(self._offer_orders)
        self._close.clicked.connect(self.close)
        self.show_presses(())

    def show_presses(self, presses: Sequence[PastPress]) -> None:
        """List these presses in the order given."""
        self._presses = tuple(presses)
        self._table.setRowCount(len(self._presses))
        for place, press in enumerate(self._presses):
            self._fill(place, press)
        names = [shown(press.accounts) for press in self._presses if press.accounts]
        self._table.setColumnHidden(_ACCOUNTS, not names)
        widest = max(
            self._table.fontMetrics().horizontalAdvance(text) for text in (*names, shown(_COLUMNS[_ACCOUNTS]))
        )
        self._table.setColumnWidth(_ACCOUNTS, min(widest, theme.px(_WIDEST_ACCOUNTS)) + _PADDING)
        self._share_width()
        self._fit_rows()
        for button in (self._copy, self._pack):
            button.setEnabled(bool(self._presses))
        self._offer_orders()
        self._stack.setCurrentIndex(0 if self._presses else 1)

    def changeEvent(self, event: QEvent) -> None:
        """Colour the verdicts again for another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.show_presses(self._presses)
        super().changeEvent(event)

    def table(self) -> QTableWidget:
        """The list itself."""
        return self._table

    def _fill(self, place: int, press: PastPress) -> None:
        for at, text in enumerate(press.cells):
            item = _item(text, at)
            if at == _VERDICT:
                item.setForeground(QColor(theme.colour(_TONES[press.verdict])))
            elif at == _ACCOUNTS:
                item.setForeground(theme.colour("mute"))
                item.setToolTip(plain_tip(text))
            self._table.setItem(place, at, item)

    def _prepare_table(self) -> None:
        table = self._table
        table.setObjectName("orders")
        table.setAccessibleName(tr("Past presses"))
        table.setFont(theme.tabular(table.font()))
        for at, name in enumerate(_COLUMNS):
            table.setHorizontalHeaderItem(at, _item(shown(name), at))
        table.verticalHeader().hide()
        table.setItemDelegate(PlainCell(table))
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_SENTENCE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_ACCOUNTS, QHeaderView.ResizeMode.Fixed)
        header.moveSection(_ACCOUNTS, _VERDICT)
        # Queued: while the header is still sharing out the width, a column has not its own yet.
        header.sectionResized.connect(self._fit_rows, Qt.ConnectionType.QueuedConnection)
        header.geometriesChanged.connect(self._share_width)

    def _share_width(self) -> None:
        """Give the sentence what the others leave; where that is too little, the table scrolls to its end."""
        header = self._table.horizontalHeader()
        others = (at for at in range(len(_COLUMNS)) if at != _SENTENCE and not header.isSectionHidden(at))
        room = self._table.viewport().width() - sum(header.sectionSize(at) for at in others)
        least = theme.px(_LEAST_SENTENCE)
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(_SENTENCE, modes.Fixed if room < least else modes.Stretch)
        if room < least:
            header.resizeSection(_SENTENCE, least)

    def _fit_rows(self) -> None:
        """Give a sentence as many lines as it needs in the width that it gets; Qt forgets the padding."""
        metrics = self._table.fontMetrics()
        wraps = int(Qt.TextFlag.TextWordWrap)

        def height(text: str, column: int) -> int:
            room = max(self._table.columnWidth(column) - _PADDING, 40)
            return metrics.boundingRect(0, 0, room, 10_000, wraps, text).height()

        for place, press in enumerate(self._presses):
            highest = max(height(shown(press.sentence), _SENTENCE), height(shown(press.accounts), _ACCOUNTS))
            self._table.setRowHeight(place, max(36, highest + 20))

    def _lay_out(self) -> None:
        self.resize(880, 480)
        place = QFrame()
        place.setObjectName("tableCard")
        self._stack = QStackedLayout(place)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._lesson)
        self.column.addWidget(place, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._copy, self._orders, self._pack):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._close)
        self.column.addLayout(row)
        for button in (self._copy, self._orders, self._pack, self._close):
            button.setAutoDefault(False)

    def _chosen(self) -> set[int]:
        return {index.row() for index in self._table.selectedIndexes()}

    def _offer_orders(self) -> None:
        self._orders.setEnabled(bool(self._presses) and len(self._chosen()) <= 1)

    def _ask_for_orders(self) -> None:
        chosen = self._chosen() or {0}
        if len(chosen) == 1:
            self.orders_wanted.emit(self._presses[chosen.pop()].press_id)

    def _ask_for_pack(self) -> None:
        self.pack_wanted.emit(tuple(self._presses[at].press_id for at in sorted(self._chosen() or {0})))

    def _copy_rows(self) -> None:
        chosen = self._chosen()
        wanted = [press for at, press in enumerate(self._presses) if not chosen or at in chosen]
        count = len(_COLUMNS) - (1 if self._table.isColumnHidden(_ACCOUNTS) else 0)
        lines = ["\t".join(" ".join(cell.split()) for cell in press.cells[:count]) for press in wanted]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _item(text: str, column: int) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    side = Qt.AlignmentFlag.AlignRight if column == _ELAPSED else Qt.AlignmentFlag.AlignLeft
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item
