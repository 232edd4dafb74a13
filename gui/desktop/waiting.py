"""A press that came before the key was read."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from gui.words import say

STILL_READING = say("The key is still being read. Press again in a moment, or use the Bitget app.")
_PATIENCE_MS = 3000


class Waiting(QObject):
    """Keeps one press for 3 s at most. GUI thread."""

    over = Signal(float)  # time.monotonic() of the press that has waited for too long

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._since: float | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._timer.timeout.connect(self._give_up)

    @property
    def is_on(self) -> bool:
        """True while a press waits."""
        return self._since is not None

    def begin(self, pressed_at: float) -> None:
        """Let a press wait, pressed at this time.monotonic()."""
        self._since = pressed_at
        self._timer.start()

    def end(self) -> float | None:
        """Give the press that waits, to be made now; None for none."""
        since, self._since = self._since, None
        self._timer.stop()  # it must not end the wait of a later press
        return since

    def _give_up(self) -> None:
        since = self.end()
        if since is not None:
            self.over.emit(since)
