"""Which account a key is for: one that is known, or a new one by a name of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.desktop.language import shown, tr
from gui.panic.accounts import MOST_ACCOUNTS, AccountNameError, account_name
from gui.widgets.selector import Selector
from gui.widgets.sheet import labelled
from gui.widgets.texts import plain_label
from gui.words import say

_ADD = say("Add an account…")
_NEW: tuple[()] = ()  # stands for the new account among the names; no name is like it
_LONGEST_TYPED = 200  # more than a name may have: what is too long is said, not cut


class AccountPicker(QWidget):
    """A list of names, and a field for the name of a new account; nothing typed is lost."""

    chosen = Signal(str)  # the account, "" for a new one; only when a person chose it
    renamed = Signal()  # another letter of the new name

    def __init__(self, names: Sequence[str], account: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.box = Selector(tr("Account"))
        self.name = QLineEdit()
        self._fault = plain_label(name="fault", wraps=True)
        self._new = QWidget()
        self._lay_out()
        self.set_names(names, account)
        self.box.activated.connect(self._choose)
        self.name.textEdited.connect(self._edit)

    def set_names(self, names: Sequence[str], account: str) -> None:
        """Offer these accounts and show one of them, "" for a new one, without a signal."""
        self._names = tuple(dict.fromkeys((*names, account) if account else names))
        self.box.hidePopup()  # an open list must not change under the pointer
        self.box.clear()
        for name in self._names:
            self.box.addItem(name, name)
        if len(self._names) < MOST_ACCOUNTS:
            self.box.insertSeparator(self.box.count())
            self.box.addItem(shown(_ADD), _NEW)
        self.box.select(account or _NEW, shown(_ADD))
        self._new.setVisible(self.is_new)

    @property
    def names(self) -> tuple[str, ...]:
        """The accounts that are known."""
        return self._names

    @property
    def is_new(self) -> bool:
        """True while a new account is being added."""
        return self.box.currentText() == shown(_ADD)

    def account(self) -> str:
        """The account that is shown, or the new name as it would be kept; "" while that cannot be used."""
        if not self.is_new:
            return self.box.currentText()
        return self.new_name()

    def new_name(self) -> str:
        """The name that was typed for a new account, shown or not; "" for none that can be used."""
        return "" if self._fault_of(self.name.text()) else account_name(self.name.text())

    def forget_new(self) -> None:
        """Empty the field of the new name, once it is the name of an account."""
        self.name.clear()
        self._say("")

    def take(self) -> str | None:
        """The account, or None and a sentence beside a name that cannot be used."""
        self._say(self._fault_of(self.name.text()) if self.is_new else "")
        if self._fault.text():
            self.name.setFocus()
            return None
        return self.account()

    def _lay_out(self) -> None:
        self.name.setAccessibleName(tr("Name of the new account"))
        self.name.setPlaceholderText(tr("such as sub1"))
        self.name.setMaxLength(_LONGEST_TYPED)
        self._fault.hide()
        sentence = say("A name of your own choice; Bitget does not need to know it.")
        hint = plain_label(sentence, "quiet", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(labelled(say("Account"), self.box))
        new = labelled(say("Name of the new account"), self.name, self._fault)
        new.setContentsMargins(0, 0, 0, 0)
        new.addWidget(hint)
        self._new.setLayout(new)
        column.addWidget(self._new)

    def _choose(self) -> None:
        self._new.setVisible(self.is_new)
        if self.is_new:
            self.name.setFocus()
        self.chosen.emit("" if self.is_new else self.box.currentText())

    def _edit(self) -> None:
        self._say("")
        self.renamed.emit()

    def _say(self, sentence: str) -> None:
        self._fault.setText(shown(sentence))
        self._fault.setVisible(bool(sentence))
        self.name.setAccessibleDescription(shown(sentence))

    def _fault_of(self, text: str) -> str:
        try:
            name = account_name(text)
        except AccountNameError as problem:
            return problem.sentence
        # Two names that differ in capital letters only would be mistaken for one another.
        same = next((known for known in self._names if known.casefold() == name.casefold()), None)
        if same is None:
            return ""
        return say("There is an account “{name}” already; choose it in the list above.", name=same)
