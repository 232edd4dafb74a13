"""The thread that watches the connections which nobody uses."""

from __future__ import annotations

import logging
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from gui.bitget.wire.connection import Connection
from gui.bitget.wire.threads import begin

_log = logging.getLogger(__name__)

_LOOK_EVERY_S = 1.0


class Guard:
    """Calls look each second, and at once when one of idle() ends or somebody rings; methods for any thread.

    idle and look run on the guard's own thread.
    """

    def __init__(self, idle: Callable[[], Sequence[Connection]], look: Callable[[], None]) -> None:
        self._idle, self._look = idle, look
        self._bell: socket.socket | None = None
        self._is_over = False
        self._watched: selectors.BaseSelector | None = None

    def begin(self) -> None:
        """Begin to watch, unless it has begun or the system gives no thread; by one thread at a time."""
        if self._bell is not None or self._is_over:
            return
        bell, ear = socket.socketpair()
        for end in (bell, ear):
            end.setblocking(False)
        if begin("connections", self._watch, bell, ear):
            self._bell = bell
            return
        for end in (bell, ear):
            end.close()

    def ring(self) -> None:
        """Have it look now."""
        with suppress(OSError):  # full: it has been rung often enough; or closed
            if (bell := self._bell) is not None:
                bell.send(b"!")

    def let_go(self, connection: Connection) -> None:
        """Do not watch it any more: each piece of an answer would wake the guard, which takes turns too."""
        if self._watched is not None:
            with suppress(KeyError, ValueError, OSError):
                self._watched.unregister(connection)

    def end(self) -> None:
        """Let the thread end; returns at once."""
        self._is_over = True
        self.ring()

    def _watch(self, bell: socket.socket, ear: socket.socket) -> None:
        while not self._is_over:
            try:
                self._wait(ear)
                self._look()
            except Exception as fault:  # noqa: BLE001 the guard must not end: a press does without, more slowly
                _log.error("A fault of this program in the connections: %s", type(fault).__name__)
                time.sleep(_LOOK_EVERY_S)
        for end in (bell, ear):
            end.close()

    def _wait(self, ear: socket.socket) -> None:
        """Wait until something comes, which on an idle connection is its end, or for a second."""
        idle = self._idle()
        with selectors.DefaultSelector() as self._watched:
            self._watched.register(ear, selectors.EVENT_READ)
            for connection in idle:
                with suppress(ValueError, KeyError, OSError):  # closed meanwhile
                    self._watched.register(connection, selectors.EVENT_READ)
            self._watched.select(_LOOK_EVERY_S)
        with suppress(OSError):
            ear.recv(4096)
