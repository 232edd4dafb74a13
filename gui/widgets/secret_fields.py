"""Three fields for an API key, each with a sentence of its own for what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.desktop.language import shown
from gui.panic.secrets import Credentials
from gui.widgets.sheet import labelled
from gui.widgets.texts import plain_label
from gui.words import say

_LONGEST = 512


class Part(Enum):
    """The three parts of an API key."""

    KEY = auto()
    SECRET = auto()
    PASSPHRASE = auto()


# As a heading, and in a sentence.
_NAMES = {
    Part.KEY: (say("API key"), say("API key")),
    Part.SECRET: (say("Secret key"), say("secret key")),
    Part.PASSPHRASE: (say("Passphrase"), say("passphrase")),
}


class SecretFields(QWidget):
    """API key, secret key and passphrase; nothing typed is ever shown."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = _SecretField(Part.KEY)
        self.secret = _SecretField(Part.SECRET)
        self.passphrase = _SecretField(Part.PASSPHRASE)
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
    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(shown(_NAMES[part][0]))
        self.edit.setMaxLength(_LONGEST)
        self.fault: QLabel = plain_label(name="fault", wraps=True)
        self.fault.hide()
        self.edit.textEdited.connect(lambda: self.say(""))
        column = labelled(_NAMES[part][0], self.edit, self.fault)
        column.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column)
        self.setFocusProxy(self.edit)

    def check(self) -> bool:
        """Tell whether the field can be used, and say so if not."""
        self.say(_fault(self._part, self.edit.text().strip()))
        return not self.fault.text()

    def say(self, sentence: str) -> None:
        """Show what is wrong; "" is nothing."""
        self.fault.setText(shown(sentence))
        self.fault.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(shown(sentence))


def _fault(part: Part, text: str) -> str:
    noun = _NAMES[part][1]
    if not text:
        return say("The {part} is missing.", part=noun)
    if any(character.isspace() for character in text) and part is not Part.PASSPHRASE:
        return say("There is a space inside the {part}; copy it again in one piece.", part=noun)
    if not (text.isascii() and text.isprintable()):
        return say("The {part} has a character that no {part} of Bitget has; copy it again.", part=noun)
    return ""
