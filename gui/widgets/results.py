"""Each order and what became of it: the table card and its empty states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QStackedLayout, QWidget

from gui.desktop.language import tr
from gui.desktop.portions import Portions, finish
from gui.widgets.lessons import Lesson
from gui.words import say

if TYPE_CHECKING:
    from gui.desktop.tables import OrdersModel
    from gui.widgets.order_view import OrderView

_NO_ORDERS = say("No open orders")
_NO_ORDERS_SENTENCE = say(
    "Orders that are open on futures are listed here. A press cancels them and reads back."
)
_MANY = 300  # rows: to search them takes longer than anybody should wait for the next letter
_FIRST_RUN_SENTENCE = say("A press needs an API key from Bitget. The practice exchange needs none.")


class ResultsCard(QFrame):
    """The table of orders; keeps its place while rows stream in."""

    export_wanted = Signal()
    filter_clear_wanted = Signal()
    hidden = Signal(int)  # how many orders that may be open the filter hides
    keys_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tableCard")
        self._orders: OrdersModel | None = None
        self._accounts: tuple[str, ...] = ()
        self._filter = self._searched = ""  # what was typed, and by what the rows are shown
        self._lacks_key = ""
        self._nothing: tuple[str, str] = (_NO_ORDERS, _NO_ORDERS_SENTENCE)
        self._view: OrderView | None = None
        self._lesson = Lesson()
        self._still = QTimer(self, singleShot=True)
        self._thawed = QTimer(self, singleShot=True, interval=0)
        self._filtering = Portions(self)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self._lesson)
        self._connect()
        self._choose_page()

    def use(self, model: OrdersModel) -> None:
        """List these orders, once a window that says what is being read may have been drawn already."""
        self._orders = model
        finish(self._searching())
        model.set_accounts(self._accounts or model.accounts)
        for signal in (model.rowsInserted, model.rowsRemoved):
            signal.connect(self._choose_page)
        model.modelReset.connect(self.tell_hidden)
        self._dress()
        self._choose_page()

    def set_filter(self, text: str) -> None:
        """Show only orders that hold this text in any column; among thousands of rows a little later."""
        self._filter = text.strip()
        self._filtering.drop()
        if self._orders is not None:
            steps = self._searching()
            finish(steps) if self._orders.known < _MANY else self._filtering.do(steps)

    def _searching(self) -> Iterator[None]:
        yield from self._listed.searching(self._filter)
        self._searched = self._filter
        self.tell_hidden()

    def tell_hidden(self) -> None:
        """Tell anew how many orders the filter hides, as after the rows have changed."""
        self._choose_page()  # rows that the filter hides from the first are told in no signal
        self.hidden.emit(self._listed.hidden_open())

    def set_nothing(self, title: str, sentence: str) -> None:
        """Say something else where there is no order: that the book could not be read, for one."""
        self._nothing = (title, sentence)
        self._choose_page()

    def set_first_run(self, place: str) -> None:
        """Offer a key or a drill while there is no order; place is "Live" or "Demo", "" ends it."""
        if place != self._lacks_key:
            self._lacks_key = place
            self._choose_page()

    def set_accounts(self, names: Sequence[str]) -> None:
        """Tell whose orders are listed; the column that says it comes with the second account."""
        self._accounts = tuple(names)
        if self._orders is not None:
            self._orders.set_accounts(names)
            self.tell_hidden()
        self._choose_page()

    def settling(self, *, needs_somebody: bool = False) -> Iterator[None]:
        """Sort again and paint again, once a press has ended and nothing streams in any more; in steps.

        needs_somebody puts what is still open first, unless a person has sorted.
        """
        self._listed.settle(needs_somebody=needs_somebody)
        self.hold_still(0)
        yield
        self.tell_hidden()

    def hold_still(self, milliseconds: int) -> None:
        """Stay as it is for so long, 0 ends it: painting rows takes turns with the threads of a press."""
        if not milliseconds:
            self._still.stop()
            self._thawed.stop()
            self.view().setUpdatesEnabled(True)
            self._choose_page()
        else:
            if not self._still.isActive():
                self._freeze()
            self._still.start(milliseconds)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, one line each."""
        from gui.desktop.exports import copy_text  # not before it is wanted: the window waits for nothing

        text = copy_text(self.view().selected_rows(), self.view().shown_columns())
        if text:
            QGuiApplication.clipboard().setText(text)

    def view(self) -> OrderView:
        """The table itself, which is made at the first call."""
        if self._view is None:
            self._view = self._made_view()
        return self._view

    def lesson(self) -> Lesson:
        """What stands in the table's place when it is empty."""
        return self._lesson

    def changeEvent(self, event: QEvent) -> None:
        """Colour the rows again for another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _connect(self) -> None:
        self._still.timeout.connect(lambda: self.hold_still(0))
        self._thawed.timeout.connect(self._freeze)
        self._lesson.first_pressed.connect(self._take_first)
        self._lesson.second_pressed.connect(self.practice_wanted)
        self._copy_action = QAction(tr("Copy"), self)
        self._copy_action.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy_action.triggered.connect(self.copy)
        self._export_action = QAction(tr("Export…"), self)
        self._export_action.triggered.connect(self.export_wanted)

    def _thaw(self) -> None:
        """Let the rows be painted in their new place."""
        if self._still.isActive():
            self.view().setUpdatesEnabled(True)
            self._thawed.start()

    def _freeze(self) -> None:
        # What waits to be painted is painted now: Qt may have wiped it away already, and would leave nothing.
        self.view().repaint(0, 0, 1, 1)
        self.view().setUpdatesEnabled(False)

    def _made_view(self) -> OrderView:
        # Not before a row or a person wants it: a quarter of the time to the first drawing went into it.
        from gui.widgets.order_view import OrderView

        view, model = OrderView(self._listed), self._listed
        view.set_has_stops(model.has_stops)
        view.set_accounts(model.accounts)
        model.stops_appeared.connect(view.set_has_stops)
        model.accounts_changed.connect(view.set_accounts)
        view.resized.connect(self._thaw)
        view.customContextMenuRequested.connect(self._open_menu)
        view.addAction(self._copy_action)
        self._stack.addWidget(view)
        self._lesson.come_before(view)
        return view

    def _choose_page(self) -> None:
        rows = 0 if self._orders is None else self._orders.known
        if rows and self._listed.rowCount():
            if not self._still.isActive():  # nothing would be painted in place of the words
                self._stack.setCurrentWidget(self.view())
            return
        if self._lacks_key:
            self._lesson.teach(
                say("No key for {place} yet", place=self._lacks_key),
                _FIRST_RUN_SENTENCE,
                say("Add your key"),
                say("Try it on the practice exchange"),
            )
        elif rows:
            self._lesson.teach(
                say("Nothing matches “{filter}”", filter=self._searched),
                say("The filter looks at every column."),
                say("Clear the filter"),
            )
        else:
            self._lesson.teach(*self._nothing)
        self._stack.setCurrentWidget(self._lesson)

    def _take_first(self) -> None:
        (self.keys_wanted if self._lacks_key else self.filter_clear_wanted).emit()

    def _open_menu(self, at: QPoint) -> None:
        self._copy_action.setEnabled(bool(self.view().selected_rows()))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._copy_action, self._export_action])
        menu.popup(self.view().viewport().mapToGlobal(at))

    @property
    def _listed(self) -> OrdersModel:
        assert self._orders is not None  # noqa: S101 use() comes before anything is listed
        return self._orders

    def _dress(self) -> None:
        if self._orders is not None:
            from gui.widgets.tones import colours

            self._orders.set_colours(colours())
