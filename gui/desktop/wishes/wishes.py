"""What the desktop was asked for: asked at the start, when it tells of a change, and when one comes back."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from gui.desktop.worker import Worker

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wishes:
    """is_still: less motion; is_dark: None where the desktop does not say, or where Qt knows by itself."""

    is_still: bool = False
    is_dark: bool | None = None


class Desktop(Protocol):
    """One platform's way to be asked. Both run on threads of their own, may take long, and may raise."""

    def ask(self) -> Wishes:
        """Tell what is wished for now."""

    def listen(self, ring: Callable[[], None]) -> None:
        """Call ring from this thread whenever something has changed; return where nothing ever tells."""


def desktop_here(platform: str = sys.platform) -> Desktop:
    """The desktop of this platform; nothing of the others is loaded."""
    if platform == "win32":
        from gui.desktop.wishes.windows import WindowsDesktop

        return WindowsDesktop()
    if platform == "darwin":
        from gui.desktop.wishes.macos import MacDesktop

        return MacDesktop()
    from gui.desktop.wishes.portal import PortalDesktop

    return PortalDesktop()


class DesktopWishes(QObject):
    """The wishes as last told; none until then, and none where the desktop cannot be asked. GUI thread.

    The first answer is told whatever it says, and so is that there is none.
    Where a desktop tells of no change, it is asked anew when this program is active again: a person who
    changes a setting does so in another window.
    """

    changed = Signal(object)  # Wishes
    _rang = Signal()  # owned by the GUI thread, emitted by the one that listens

    def __init__(self, desktop: Desktop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._told: Wishes | None = None
        self._is_asking = self._asks_again = self._is_closed = False
        self._worker = Worker("wishes", self)
        self._rang.connect(self._begin)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101 made by whoever makes windows
        application.applicationStateChanged.connect(self._come_back)
        threading.Thread(target=self._listen, name="wishes that change", daemon=True).start()
        self._begin()

    @property
    def told(self) -> Wishes:
        """The wishes as last told."""
        return self._told or Wishes()

    def close(self) -> None:
        """Ask no more; a question that is under way is not waited for."""
        self._is_closed = True
        self._worker.stop(0.0)

    def _come_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._begin()

    def _begin(self) -> None:
        # One question at a time; what changed since it was asked is asked for afterwards.
        self._asks_again = self._is_asking
        if not (self._is_asking or self._is_closed):
            self._is_asking = True
            self._worker.do(self._desktop.ask, self._take, self._give_up)

    def _take(self, wishes: Wishes) -> None:
        if wishes != self._told:
            self._told = wishes
            self.changed.emit(wishes)
        self._go_on()

    def _give_up(self, problem: Exception) -> None:
        _log.debug("The desktop does not tell what was asked of it: %s", problem)
        self._take(self.told)

    def _go_on(self) -> None:
        self._is_asking = False
        if self._asks_again:
            self._begin()

    def _listen(self) -> None:
        def ring() -> None:
            self._rang.emit()

        try:
            self._desktop.listen(ring)
        except Exception as problem:  # noqa: BLE001 no bus, or none any more: then nobody tells of changes
            _log.debug("The desktop tells of no changes: %s", problem)
