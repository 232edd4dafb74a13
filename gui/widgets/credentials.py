"""The keys of one environment: typed or pasted here, tested and kept elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.panic.orders import Environment
from gui.widgets.secret_fields import SecretFields
from gui.widgets.sheet import Sheet, StateLine
from gui.widgets.texts import plain_label

_TITLES = {Environment.DEMO: "Key for Demo", Environment.LIVE: "Key for Live"}
_PRACTICE = "The practice exchange lives in this program and needs no key. Choose Demo or Live to add one."
_GUIDE = (
    "A safe key: at Bitget, under API management, tick "
    "“Futures\N{NO-BREAK SPACE}– Orders\N{NO-BREAK SPACE}– Read/Write” and nothing that withdraws or "
    "transfers. Bind it to this computer’s address. Make it for this program alone."
)
_DEMO_GUIDE = "Demo has keys of its own: make one in demo trading mode; a Live key does not work there."
_NOT_KEPT = "No key is kept yet. Save puts it into this computer’s keyring, never into a file."
_FORGET, _FORGET_SURELY = "Delete", "Delete for good"


class CredentialsDialog(Sheet):
    """Key, secret and passphrase of one environment; what was typed stays until it was saved."""

    test_wanted = Signal(object)  # Credentials
    save_wanted = Signal(object)  # Credentials
    session_only_wanted = Signal(object)  # Credentials
    forget_wanted = Signal()

    def __init__(self, environment: Environment, parent: QWidget | None = None) -> None:
        super().__init__(_TITLES.get(environment, "Key"), parent)
        self._environment = environment
        self._asked_to_keep = False
        self._stored: str | None = None
        self._fields = SecretFields()
        self._stored_line = plain_label(name="quiet", wraps=True)
        self._state = StateLine()
        self._test = QPushButton("Test")
        self._save = QPushButton("Save")
        self._session = QPushButton("For this session only, in memory")
        self._forget = QPushButton(_FORGET)
        self._close = QPushButton("Close")
        self._lay_out()
        self._connect()
        self.show_stored(None)
        self.set_busy("")

    def environment(self) -> Environment:
        """The environment that the key is for."""
        return self._environment

    def fields(self) -> SecretFields:
        """The three fields."""
        return self._fields

    def set_busy(self, text: str) -> None:
        """Say what is under way and hold the buttons that would start another; "" ends it."""
        for button in (self._test, self._save, self._session, self._forget):
            button.setEnabled(not text)
        if text:
            self._state.say(text, "busy")

    def show_answer(self, sentence: str, good: bool) -> None:
        """Say what came of Test, Save or Delete; the fields are emptied only after a successful Save."""
        self.set_busy("")
        self._state.say(sentence, "ok" if good else "bad")
        if good and self._asked_to_keep:
            self._fields.clear()
            self._session.hide()
        self._asked_to_keep = False

    def show_stored(self, hint: str | None) -> None:
        """Tell which key is kept, by its last characters, or that none is."""
        self._stored = hint
        kept = _NOT_KEPT if hint is None else f"The key {hint} is kept in this computer’s keyring."
        self._stored_line.setText(kept)
        self._forget.setVisible(hint is not None)
        self._forget.setText(_FORGET)

    def offer_session_only(self, sentence: str) -> None:
        """Say why the keyring cannot be used, and offer to hold the key in memory until the program ends."""
        self.set_busy("")
        self._asked_to_keep = False
        self._state.say(sentence, "warn")
        self._session.show()

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
            guide = f"{_DEMO_GUIDE} {_GUIDE}" if self._environment is Environment.DEMO else _GUIDE
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
        self._fields.edited.connect(lambda: self._state.say("", "busy"))

    def _ask(self, signal: SignalInstance, *, keeps: bool) -> None:
        credentials = self._fields.take()
        if credentials is not None:
            self._asked_to_keep = keeps
            signal.emit(credentials)

    def _forget_in_two_steps(self) -> None:
        # Bitget shows a secret only once: a slip here would cost a new key.
        if self._forget.text() == _FORGET:
            self._forget.setText(_FORGET_SURELY)
            return
        self._forget.setText(_FORGET)
        self.forget_wanted.emit()
