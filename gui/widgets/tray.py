"""The icon beside the clock: its shape alone tells how things stand, and its menu presses."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from gui.desktop.language import shown, tr
from gui.widgets.tray_icon import Standing, tray_icon
from gui.words import say

_TEXT_LENGTH = 120  # some panels cut a tooltip, some let it grow over the screen
_LONGEST_PART = 20  # of a word that is cut off whole
CHECKING = say("checking whether a press would work.")


class Tray(QObject):
    """The icon with its menu. GUI thread; there may be no place for it, and then nothing is seen."""

    fire_wanted = Signal(object)  # float: time.monotonic() of the press
    show_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        self._last = self._menu.addAction(tr("No press yet"))
        self._last.setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction(tr("Press now")).triggered.connect(
            lambda: self.fire_wanted.emit(time.monotonic())
        )
        self._menu.addAction(tr("Show window")).triggered.connect(lambda: self.show_wanted.emit())
        self._menu.addSeparator()
        self._menu.addAction(tr("Quit")).triggered.connect(lambda: self.quit_wanted.emit())
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.show_wanted)
        # All of them now: when a press begins, drawing one would wait for its turn among the threads.
        self._icons = {standing: tray_icon(standing) for standing in Standing}
        self._standing = Standing.CHECKING
        self.set_standing(Standing.CHECKING, CHECKING)

    @staticmethod
    def has_place() -> bool:
        """True when this desktop shows such icons now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def standing(self) -> Standing:
        """How things stand, as shown."""
        return self._standing

    def show(self) -> None:
        """Be seen, at once or as soon as the desktop has a place."""
        self._icon.show()

    def hide(self) -> None:
        """Be seen no more."""
        self._icon.hide()

    def set_standing(self, standing: Standing, sentence: str) -> None:
        """Show how things stand, in words in the tooltip."""
        self._standing = standing
        self._icon.setIcon(self._icons[standing])
        words = tr("Panic Button: {sentence}", sentence=sentence)
        self._icon.setToolTip(_shortened(words))

    def set_last(self, words: str) -> None:
        """Name the last verdict in the menu."""
        self._last.setText(shown(words).replace("&", "&&"))

    def notify(self, title: str, sentence: str) -> None:
        """Have the desktop show a message for a while; it may choose not to."""
        self._icon.showMessage(shown(title), shown(sentence), self._icons[self._standing])

    def texts(self) -> tuple[str, str]:
        """The tooltip, and what the menu says of the last verdict."""
        return self._icon.toolTip(), self._last.text()

    def menu(self) -> QMenu:
        """What a right click opens."""
        return self._menu

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # A click shows and never fires: on some desktops it opens the menu as well.
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.show_wanted.emit()


def _shortened(words: str) -> str:
    """What Windows' tooltips have room for, to the end of a word where one is near."""
    if len(words) <= _TEXT_LENGTH:
        return words
    head = words[: _TEXT_LENGTH - 2]
    whole, _, part = head.rpartition(" ")
    return f"{whole if whole and len(part) < _LONGEST_PART else head} …"
