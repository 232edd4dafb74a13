"""How old what is shown is, in words that go on by themselves."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from gui.desktop.surroundings import unpaused_s
from gui.words import say

_STEP_S = 5  # finer ones would only unsettle the eye
_LOOK_EVERY_MS = 1000


class Age(QObject):
    """Tells when its words change, while it is asked to. GUI thread."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_at: float | None = None
        self._slept_s = 0.0
        self.words = ""
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def set_read_at(self, read_at: float | None) -> None:
        """Tell the age of what was read at this moment, time.monotonic seconds; None tells nothing."""
        if read_at != self._read_at:
            self._read_at, self._slept_s = read_at, _slept_s()
        self._look()

    def follow(self, is_seen: bool) -> None:
        """Go on while somebody can see it."""
        if is_seen:
            self._timer.start()
            self._look()
        else:
            self._timer.stop()

    def _look(self) -> None:
        words = "" if self._read_at is None else age_words(self._age_s(self._read_at))
        if words != self.words:
            self.words = words
            self.changed.emit()

    def _age_s(self, read_at: float) -> float:
        return time.monotonic() - read_at + max(0.0, _slept_s() - self._slept_s)


def _slept_s() -> float:
    """Seconds that time.monotonic does not count, from a beginning of its own: those of sleep."""
    return unpaused_s() - time.monotonic()


def age_words(age_s: float) -> str:
    """How long ago the open orders were read, in few words."""
    if age_s < _STEP_S:
        return say("orders read just now")
    if age_s < 60:
        return say("orders read {s} s ago", s=int(age_s) // _STEP_S * _STEP_S)
    if age_s < 3600:
        return say("orders read {min} min ago", min=int(age_s) // 60)
    return say("orders read {h} h ago", h=int(age_s) // 3600)
