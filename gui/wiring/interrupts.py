"""Ctrl-C and the end of the session, as Qt's event loop can hear them."""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSocketNotifier


class Interrupts:
    """Ctrl-C, SIGTERM and a terminal that goes close the window; Python notices too late."""

    def __init__(self, close: Callable[[], None]) -> None:
        self._read_end, self._write_end = socket.socketpair()
        for end in (self._read_end, self._write_end):
            end.setblocking(False)
        self._before = signal.set_wakeup_fd(self._write_end.fileno())
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):  # Windows has no SIGHUP
                signal.signal(getattr(signal, name), _nothing)
        self._notifier = QSocketNotifier(self._read_end.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._hear)
        self._close = close

    def _hear(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._read_end.recv(64):  # or it would be told again and again
                pass
        self._close()

    def close(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        self._read_end.close()
        self._write_end.close()


def _nothing(*_: Any) -> None:
    pass
