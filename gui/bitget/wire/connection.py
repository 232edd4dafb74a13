"""One open connection: what is written to it, and whether it can still be used."""

from __future__ import annotations

import io
import socket
import ssl
import time
from contextlib import suppress

from gui.bitget.wire.places import Place
from gui.panic.turnstile import outside

_PIECE = 65536


class Late(Exception):
    """The time for an answer is over."""


class Connection:
    """Used by one thread at a time, but for close(), which any may call. Times are time.monotonic seconds."""

    def __init__(self, sock: socket.socket, lane: str, begun_at: float, place: Place | None = None) -> None:
        self._sock = sock
        self.place = place  # where it leads
        self.begun_at = begun_at
        self.lane = lane
        self.used_at = time.monotonic()
        self.is_fresh = True  # opened for the very question that it carries
        self.is_closed = False
        self._raw = _Raw(sock)
        self.stream = Stream(self._raw, _PIECE)

    def fileno(self) -> int:
        """For selectors; -1 once closed."""
        return self._sock.fileno()

    def write(self, whole: memoryview, until: float) -> None:
        """Write everything, by `until`. Raises OSError, also where the other side has gone."""
        self.used_at = time.monotonic()
        self._sock.settimeout(max(0.001, until - self.used_at))
        self._sock.sendall(whole)

    def wait_no_longer_than(self, until: float, silence_s: float) -> None:
        """Bound what stream reads: each piece by silence_s, everything by `until`; then Late is raised."""
        self._raw.until, self._raw.silence_s = until, silence_s

    def has_come(self, for_s: float = 0.0) -> bool:
        """Take in what comes within so many seconds; True when an answer begins or the end has come.

        A readable TLS connection may have nothing for us: the other side sends tickets of its own accord.
        """
        if self._raw.pending is not None:
            return True
        try:
            self._sock.settimeout(for_s)  # raises as well where close() was quicker
            self._raw.pending = self._sock.recv(_PIECE)
        except (ssl.SSLWantReadError, BlockingIOError, TimeoutError):
            return False
        except OSError:
            self._raw.pending = b""
        return True

    @property
    def is_quiet(self) -> bool:
        """True while nobody has closed it, and nothing lies in it that nobody asked for."""
        return not self.is_closed and not self._raw.has_rest(self.stream) and not self.has_come()

    def close(self) -> None:
        """Close it; a thread that reads it then finds its end."""
        self.is_closed = True
        # Without the shutdown a thread in recv would go on waiting.
        with suppress(OSError):
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)
        with suppress(OSError):
            self._sock.close()


class _Raw(io.RawIOBase):
    """What the socket gives, in bounded time; the first piece may have been taken beforehand."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.pending: bytes | None = None
        self.until = 0.0
        self.silence_s = 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self.pending is not None:
            piece, self.pending = self.pending[: len(buffer)], self.pending[len(buffer) :] or None
            buffer[: len(piece)] = piece
            return len(piece)
        left_s = min(self.silence_s, self.until - time.monotonic())
        if left_s <= 0:
            raise Late
        self._sock.settimeout(left_s)
        try:
            with outside():
                return self._sock.recv_into(buffer)
        except TimeoutError:
            raise Late from None

    def has_rest(self, stream: io.BufferedReader) -> bool:
        """Tell whether bytes wait that were read already. Never reads the socket."""
        if self.pending:
            return True
        self.until = 0.0  # so that peek, which may read, does not
        try:
            return bool(stream.peek(1))
        except Late:
            return False


class Stream(io.BufferedReader):
    """A reader that one answer cannot close, as the next comes through it too."""

    def close(self) -> None:
        """Stay open: the connection is what is closed."""

    def makefile(self, _mode: str) -> Stream:
        """What http.client asks a socket for."""
        return self
