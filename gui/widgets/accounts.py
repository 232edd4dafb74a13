"""Whose orders a press cancels: one account, or all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.desktop.language import shown, tr
from gui.panic.accounts import name_accounts
from gui.widgets import theme
from gui.widgets.selector import ARROW_ROOM, Selector
from gui.widgets.texts import plain_tip
from gui.words import say

_LEAST, _MOST = 66, 170  # how wide the words may be, in the size of the design


class AccountChoice(Selector):
    """Each account by its name, and all of them together; hidden while there is only one."""

    chosen = Signal(object)  # tuple[str, ...], only when a person chose it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Account"), parent)
        self._names: tuple[str, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)
        # activated, not currentIndexChanged: what the program sets is not a choice.
        self.activated.connect(self._choose)
        self.hide()

    def set_accounts(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer these accounts and show which are chosen, without a signal."""
        if tuple(names) != self._names:
            self._fill(tuple(names))
        # The same accounts in another order are all of them, too.
        self._chosen = self._names if set(chosen) == set(self._names) else tuple(chosen)
        self._show_chosen()
        self.setVisible(len(self._names) > 1)
        self.updateGeometry()

    def accounts(self) -> tuple[str, ...]:
        """The accounts that are chosen."""
        return self._chosen

    def sizeHint(self) -> QSize:
        """As wide as the longest name, which is cut when it is very long."""
        self.ensurePolished()  # or the words are measured in a font that they are not shown in
        metrics = QFontMetrics(self.font())
        texts = (self.itemText(index) for index in range(self.count()))
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        words = min(max(widest, theme.px(_LEAST)), theme.px(_MOST))
        return QSize(words + ARROW_ROOM + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As wide as a short name."""
        return QSize(theme.px(_LEAST) + ARROW_ROOM, super().minimumSizeHint().height())

    def _fill(self, names: tuple[str, ...]) -> None:
        self._names = names
        # An open list must not change under the pointer.
        self.hidePopup()
        self.clear()
        for name in names:
            self.addItem(name, (name,))
            self.setItemData(self.count() - 1, plain_tip(name), Qt.ItemDataRole.ToolTipRole)
        self.insertSeparator(self.count())
        self.addItem(tr("All {count:,} accounts", count=len(names)), names)
        self.setItemData(self.count() - 1, plain_tip(name_accounts(names)), Qt.ItemDataRole.ToolTipRole)
        if len(names) > 1:  # or nobody sees the list, and a start need not measure it
            # A name that is cut in the title bar is whole in the list.
            view = self.view()
            view.setMinimumWidth(min(view.sizeHintForColumn(0) + ARROW_ROOM, theme.px(400)))

    def _show_chosen(self) -> None:
        words = name_accounts(self._chosen)
        self.select(self._chosen, shown(words))
        self.setToolTip(plain_tip(say("A press is for {accounts}.", accounts=words)))
        self.setAccessibleDescription(shown(words))

    def _choose(self) -> None:
        chosen: tuple[str, ...] = tuple(self.currentData())
        if chosen != self._chosen:
            self._chosen = chosen
            self._show_chosen()
            self.chosen.emit(chosen)
