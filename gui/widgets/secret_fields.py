"""Three fields for an API key, each with a sentence of its own for what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.panic.secrets import Credentials
from gui.widgets.sheet import labelled
from gui.widgets.texts import plain_label

_LONGEST = 512


class SecretFields(QWidget):
    """API key, secret key and passphrase; nothing typed is ever shown."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = _SecretField("API key")
        self.secret = _SecretField("Secret key")
        self.passphrase = _SecretField("Passphrase")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in self._all:
            column.addWidget(field)
            field.edit.textEdited.connect(self.edited)
        self.setFocusProxy(self.key.edit)

    def take(self) -> Credentials | None:
        """What is in the fields without white space around it, or None and a sentence at each wrong field."""
        wrong = [field for field in self._all if not field.check()]
        if wrong:
            wrong[0].edit.setFocus()
            return None
        return Credentials.of(self.key.edit.text(), self.secret.edit.text(), self.passphrase.edit.text())

    def texts(self) -> tuple[str, ...]:
        """What is in the fields, as it was typed."""
        return tuple(field.edit.text() for field in self._all)

    def put(self, texts: Sequence[str]) -> None:
        """Fill the fields with what texts() gave, and say nothing of it yet."""
        for field, text in zip(self._all, texts, strict=True):
            field.edit.setText(text)
            field.say("")

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self._all:
            field.edit.clear()
            field.say("")

    @property
    def _all(self) -> tuple[_SecretField, _SecretField, _SecretField]:
        return self.key, self.secret, self.passphrase


class _SecretField(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(name)
        self.edit.setMaxLength(_LONGEST)
        self.fault: QLabel = plain_label(name="fault", wraps=True)
        self.fault.hide()
        self.edit.textEdited.connect(lambda: self.say(""))
        column = labelled(name, self.edit, self.fault)
        column.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column)
        self.setFocusProxy(self.edit)

    def check(self) -> bool:
        """Tell whether the field can be used, and say so if not."""
        self.say(_fault(self._name, self.edit.text().strip()))
        return not self.fault.text()

    def say(self, sentence: str) -> None:
        """Show what is wrong; "" is nothing."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(sentence)


def _fault(name: str, text: str) -> str:
    noun = name if name.startswith("API") else name.lower()
    if not text:
        return f"The {noun} is missing."
    if any(character.isspace() for character in text) and name != "Passphrase":
        return f"There is a space inside the {noun}; copy it again in one piece."
    if not (text.isascii() and text.isprintable()):
        return f"The {noun} has a character that no {noun} of Bitget has; copy it again."
    return ""
