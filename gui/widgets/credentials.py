"""The keys of one environment, one for each account: typed or pasted here, tested and kept elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.desktop.language import shown, tr
from gui.panic.accounts import MAIN
from gui.panic.orders import Environment
from gui.widgets.account_picker import AccountPicker
from gui.widgets.drafts import Drafts
from gui.widgets.secret_fields import SecretFields
from gui.widgets.sheet import Sheet, StateLine
from gui.widgets.texts import plain_label
from gui.words import join, say

_TITLES = {Environment.DEMO: say("Key for Demo"), Environment.LIVE: say("Key for Live")}
_PRACTICE = say(
    "The practice exchange lives in this program and needs no key. Choose Demo or Live to add one."
)
_GUIDE = say(
    "A safe key: at Bitget, under API management, tick “{box}” and nothing that withdraws or "
    "transfers. Bind it to this computer’s address. Make it for this program alone.",
    box=say("Futures – Orders – Read/Write"),  # noqa: RUF001 a name that is not torn apart
)
_DEMO_GUIDE = say("Demo has keys of its own: make one in demo trading mode; a Live key does not work there.")
_NOT_KEPT = say("No key is kept yet. Save puts it into this computer’s keyring, never into a file.")
_FORGET, _FORGET_SURELY = say("Delete"), say("Delete for good")


class CredentialsDialog(Sheet):
    """Key, secret and passphrase of each account of one environment.

    What was typed stays with its account until it was saved, in memory and no longer than the dialog.
    """

    test_wanted = Signal(str, object)  # the account, Credentials
    save_wanted = Signal(str, object)  # the account, Credentials
    session_only_wanted = Signal(str, object)  # the account, Credentials
    forget_wanted = Signal(str)
    account_chosen = Signal(str)  # one that is known: what is kept for it should be told by show_stored()

    def __init__(
        self,
        environment: Environment,
        accounts: Sequence[str] = (MAIN,),
        account: str = MAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_TITLES.get(environment, say("Key")), parent)
        self._environment = environment
        self._drafts = Drafts()
        self._place = account  # an account that is known, "" for a new one
        self._is_busy = False
        self._picker = AccountPicker(accounts, account)
        self._fields = SecretFields()
        self._stored_line = plain_label(name="quiet", wraps=True)
        self._state = StateLine()
        self._test = QPushButton(tr("Test"))
        self._save = QPushButton(tr("Save"))
        self._session = QPushButton(tr("For this session only, in memory"))
        self._forget = QPushButton(shown(_FORGET))
        self._close = QPushButton(tr("Close"))
        self._lay_out()
        self._connect()
        self.show_stored(account, None)
        self.set_busy("")
        self._fields.setFocus()

    def environment(self) -> Environment:
        """The environment that the keys are for."""
        return self._environment

    def account(self) -> str:
        """The account that the key in the fields is for; "" while a new one has no name that can be used."""
        return self._picker.account()

    def fields(self) -> SecretFields:
        """The three fields."""
        return self._fields

    def picker(self) -> AccountPicker:
        """The choice of account."""
        return self._picker

    def set_accounts(self, names: Sequence[str]) -> None:
        """Offer these accounts; a new one that is among them now is new no more."""
        new = self._picker.new_name()
        if new in names:
            self._drafts.name(new)
            self._picker.forget_new()
            self._place = self._place or new
        self._picker.set_names(names, self._place)

    def set_busy(self, text: str) -> None:
        """Say what is under way and hold the buttons that would start another; "" ends it."""
        self._is_busy = bool(text)
        for button in (self._test, self._save, self._session, self._forget):
            button.setEnabled(not text)
        if text:
            self._state.say(text, "busy")

    def show_answer(self, account: str, sentence: str, good: bool) -> None:
        """Say what came of Test, Save or Delete; the fields are emptied only after a successful Save."""
        self.set_busy("")
        self._state.say(self._named(account, sentence), "ok" if good else "bad")
        if self._drafts.keep(account, is_kept=good) == self._place:
            self._fields.clear()
            self._session.hide()

    def show_stored(self, account: str, hint: str | None) -> None:
        """Tell which key is kept for the account that is shown, by its last characters, or that none is."""
        if account != self.account():
            return
        kept = _NOT_KEPT
        if hint is not None:
            kept = say("The key {hint} is kept in this computer’s keyring.", hint=hint)
        self._say_stored(kept, can_forget=hint is not None)

    def offer_session_only(self, account: str, sentence: str) -> None:
        """Say why the keyring cannot be used, and offer to hold the key in memory until the program ends."""
        self.set_busy("")
        self._drafts.refuse(account)
        self._state.say(self._named(account, sentence), "warn")
        self._session.setVisible(self._drafts.is_unkept(self._place))

    def done(self, result: int) -> None:
        """Forget what was typed."""
        self._drafts.clear()
        self._fields.clear()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter tests, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_focused_or_test()
            return
        super().keyPressEvent(event)

    def _press_focused_or_test(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        elif self._needs_key:
            self._test.click()

    @property
    def _needs_key(self) -> bool:
        return self._environment is not Environment.PRACTICE

    def _lay_out(self) -> None:
        self.setMinimumWidth(460)
        if not self._needs_key:
            self.column.addWidget(plain_label(_PRACTICE, wraps=True))
        else:
            guide = join(_DEMO_GUIDE, _GUIDE) if self._environment is Environment.DEMO else _GUIDE
            self.column.addWidget(self._picker)
            self.column.addWidget(plain_label(guide, "guide", wraps=True))
            self.column.addWidget(self._fields)
            self.column.addWidget(self._stored_line)
            self.column.addWidget(self._state)
            self.column.addWidget(self._session)
        self.column.addStretch(1)
        self.column.addLayout(self._button_row())

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._save.setProperty("rank", "primary")
        self._session.hide()
        wanted = (self._test, self._save, self._forget, self._close) if self._needs_key else (self._close,)
        for button in (*wanted, self._session):
            button.setAutoDefault(False)
        for button in wanted[:2] if self._needs_key else ():
            row.addWidget(button)
        row.addStretch(1)
        for button in wanted[2:] if self._needs_key else wanted:
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._test.clicked.connect(lambda: self._ask(self.test_wanted, keeps=False))
        self._save.clicked.connect(lambda: self._ask(self.save_wanted, keeps=True))
        self._session.clicked.connect(lambda: self._ask(self.session_only_wanted, keeps=True))
        self._forget.clicked.connect(self._forget_in_two_steps)
        self._close.clicked.connect(self.close)
        self._fields.edited.connect(self._hush)
        self._picker.renamed.connect(self._hush)
        self._picker.chosen.connect(self._move)

    def _hush(self) -> None:
        if not self._is_busy:
            self._state.say("", "busy")

    def _move(self, place: str) -> None:
        """Show what was typed for another account: a key must never be saved under the wrong name."""
        if place == self._place:
            return
        self._drafts.lay_down(self._place, self._fields.texts())
        self._place = place
        self._fields.put(self._drafts.take_up(place))
        self._session.setVisible(self._drafts.is_unkept(place))
        self._hush()
        if place:
            self._say_stored(say("Looking for the key of {account} …", account=place), can_forget=False)
            self.account_chosen.emit(place)
        else:
            self._say_stored(_NOT_KEPT, can_forget=False)

    def _named(self, account: str, sentence: str) -> str:
        if account == self.account():
            return sentence
        return say("{name}: {text}", name=account, text=sentence)

    def _say_stored(self, sentence: str, *, can_forget: bool) -> None:
        self._stored_line.setText(shown(sentence))
        self._forget.setVisible(can_forget)
        self._forget.setText(shown(_FORGET))

    def _ask(self, signal: SignalInstance, *, keeps: bool) -> None:
        # The account last: of several faults the one at the top is where the keyboard goes.
        credentials = self._fields.take()
        account = self._picker.take()
        if account is not None and credentials is not None:
            if keeps:
                self._drafts.ask_to_keep(account, self._place)
            signal.emit(account, credentials)

    def _forget_in_two_steps(self) -> None:
        # Bitget shows a secret only once: a slip here would cost a new key.
        if self._forget.text() == shown(_FORGET):
            self._forget.setText(shown(_FORGET_SURELY))
            return
        self._forget.setText(shown(_FORGET))
        self.forget_wanted.emit(self._place)
