"""Speaks to the running program: one JSON line to it, JSON lines back."""

from __future__ import annotations

import _socket  # socket itself takes as long to load as all the rest of a press from outside
import os
import time

from gui.instance.doors import doors
from gui.instance.peers import is_own, process_of

TYPE_CHECKING = False  # typing takes a while to load as well
if TYPE_CHECKING:
    from collections.abc import Sequence

PRESS = b'{"verb": "press"}\n'
RAISE = b'{"verb": "raise"}\n'
_PIECE = 65536


class Hung(Exception):
    """The running program did not answer in time."""


class Gone(Exception):
    """The running program ended before its answer."""


class Call:
    """A request under way."""

    def __init__(self, line: _socket.socket) -> None:
        self._line = line
        self._read = bytearray()

    def answer(self, until: float) -> bytes:
        """Wait for the next line, until a time.monotonic() second at most. Raises Hung or Gone."""
        while b"\n" not in self._read:
            left = until - time.monotonic()
            if left <= 0:
                raise Hung
            self._line.settimeout(left)
            try:
                piece = self._line.recv(_PIECE)
            except TimeoutError:
                raise Hung from None
            except OSError:
                raise Gone from None
            if not piece:
                raise Gone
            self._read += piece
        answer, _, self._read = self._read.partition(b"\n")
        return bytes(answer)

    @property
    def process(self) -> int | None:
        """The number of the running program's process, where the system tells."""
        return process_of(self._line)

    def close(self) -> None:
        """Hang up."""
        self._line.close()


def ring(request: bytes, paths: Sequence[str] | None = None, patience_s: float = 1.0) -> Call | None:
    """Send a request to the running program; None when none is running.

    Blocks patience_s at most. Raises Hung when there is one that takes no request.
    """
    for path in doors() if paths is None else paths:
        line = _dial(path, patience_s)
        if line is None:
            continue
        try:
            line.sendall(request)
        except TimeoutError:
            line.close()
            raise Hung from None
        except OSError:  # it ended this very moment
            line.close()
            continue
        return Call(line)
    return None


def process_there(paths: Sequence[str] | None = None) -> int | None:
    """The number of the running program's process, where it can be spoken to and the system tells."""
    try:
        call = ring(b"", paths)
    except Hung:
        return None
    if call is None:
        return None
    process = call.process
    call.close()
    return process


def _dial(path: str, patience_s: float) -> _socket.socket | None:
    if not is_private(os.path.dirname(path)):
        return None
    line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    line.settimeout(patience_s)
    try:
        line.connect(path)
    except (TimeoutError, BlockingIOError):  # so many wait already that nobody serves them
        line.close()
        raise Hung from None
    except OSError:  # no socket, or that of a program which was killed
        line.close()
        return None
    if not is_own(line):
        line.close()
        return None
    return line


def is_private(folder: str) -> bool:
    """True for a folder, not a link to one, of this user's that nobody else may enter."""
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    return found.st_mode & 0o170077 == 0o040000 and found.st_uid == os.geteuid()
