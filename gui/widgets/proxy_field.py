"""The field for a proxy's address, and why one cannot be used."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.desktop.language import shown, tr
from gui.panic.proxy import EXAMPLE, ProxyError, read_proxy
from gui.widgets.sheet import labelled
from gui.widgets.texts import announce, plain_label
from gui.words import say

_LABEL = say("Proxy, where Bitget cannot be reached without one")
_NONE = say("Empty: Bitget is reached directly.")
_LONGEST = 400


class ProxyField(QWidget):
    """A line of text; it is judged when it is left, not while somebody types, and stays as it was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = QLineEdit()
        self._address.setPlaceholderText(EXAMPLE)
        self._address.setMaxLength(_LONGEST)
        self._address.setAccessibleName(tr("Proxy"))
        self._address.setAccessibleDescription(shown(_NONE))
        self._fault = plain_label(name="fault", wraps=True)
        self._fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(labelled(_LABEL, self._address, self._fault))
        self._address.editingFinished.connect(self._judge)
        self._address.textEdited.connect(lambda: self._tell(""))

    def set_proxy(self, proxy: str) -> None:
        """Show what is kept."""
        self._address.setText(proxy)
        self._judge()

    def proxy(self) -> str:
        """What is in the field, whether or not it can be used."""
        return self._address.text().strip()

    def refuses(self) -> bool:
        """Tell whether what is in the field cannot be used; the keyboard goes there if so."""
        fault = self._judge()
        if fault:
            self._address.setFocus()
            announce(self._address, fault, is_urgent=True)
        return bool(fault)

    def _judge(self) -> str:
        fault = proxy_fault(self.proxy())
        self._tell(fault)
        return fault

    def _tell(self, fault: str) -> None:
        self._fault.setText(shown(fault))
        self._fault.setVisible(bool(fault))
        self._address.setAccessibleDescription(shown(fault or _NONE))


def proxy_fault(text: str) -> str:
    """Why this cannot be the proxy, in a sentence; "" when it can, or when there is none."""
    try:
        read_proxy(text)
    except ProxyError as problem:
        return problem.sentence
    return ""
