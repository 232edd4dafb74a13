"""The choice of holding the button, or the shortcut, for a moment before it presses, and what that costs."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.desktop.language import shown, together, tr
from gui.widgets.selector import Selector
from gui.widgets.sheet import labelled
from gui.widgets.texts import plain_label
from gui.words import all_of, say

_HOLDS_MS = (0, 300, 400, 500, 600)
_AT_ONCE = say(
    "This system does not tell when the hotkey is let go of, so it presses at once, whatever is chosen here."
)


class GuardFields(QWidget):
    """Two lists and a sentence under them; milliseconds, 0 for a press at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Selector(tr("Press by the button"))
        self.hotkey = Selector(tr("Press by the shortcut"))
        self._cost = plain_label(name="fieldLabel", wraps=True)
        self._at_once = plain_label(_AT_ONCE, "fieldLabel", wraps=True)
        self._at_once.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for field in (self.button, self.hotkey):
            for hold_ms in _HOLDS_MS:
                field.addItem(shown(_name(hold_ms)), hold_ms)
            field.make_room_for(*(shown(_name(hold_ms)) for hold_ms in _HOLDS_MS))
            field.currentIndexChanged.connect(self._tell)
            column.addLayout(labelled(field.accessibleName(), field))
            column.addSpacing(8)
        column.addWidget(self._cost)
        column.addWidget(self._at_once)
        self._tell()

    def set_holds(self, button_ms: int, hotkey_ms: int) -> None:
        """Show what is kept, also a value that the lists do not offer."""
        self.button.select(button_ms, shown(_name(button_ms)))
        self.hotkey.select(hotkey_ms, shown(_name(hotkey_ms)))
        self._tell()

    def button_ms(self) -> int:
        """How long the button is held."""
        return int(self.button.currentData())

    def hotkey_ms(self) -> int:
        """How long the shortcut is held."""
        return int(self.hotkey.currentData())

    def set_hotkey_at_once(self, is_at_once: bool) -> None:
        """Say whether the hotkey in use can be held at all."""
        self._at_once.setVisible(is_at_once)
        self.hotkey.setAccessibleDescription(together(self.cost(), _AT_ONCE if is_at_once else ""))

    def cost(self) -> str:
        """What the choice costs, in a sentence."""
        button, hotkey = self.button_ms(), self.hotkey_ms()
        if not button and not hotkey:
            return say("Nothing is delayed: a press counts at once.")
        if button == hotkey:
            return say("Against a press by accident. Adds {ms} ms to every press.", ms=button)
        delays = [say("{ms} ms to every press by the button", ms=button)] if button else []
        delays += [say("{ms} ms to every press by the shortcut", ms=hotkey)] if hotkey else []
        return say("Against a press by accident. Adds {delays}.", delays=all_of(delays))

    def _tell(self) -> None:
        self._cost.setText(shown(self.cost()))
        self.button.setAccessibleDescription(shown(self.cost()))
        self.set_hotkey_at_once(not self._at_once.isHidden())


def _name(hold_ms: int) -> str:
    return say("Hold for {s:g} s", s=hold_ms / 1000) if hold_ms else say("At once")
