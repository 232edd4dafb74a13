"""Being the running program: one of several that start at once, with a socket to be spoken to at.

A plain socket of Python's and not QLocalServer: it tells who is at the other end, a lock instead of a guess
decides whose socket is stale, it listens before Qt is loaded, and QtNetwork need not be loaded at all.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from gui.instance.doors import doors, lock_path
from gui.instance.ring import is_private
from gui.kept.private import make_folder, open_file, open_to_read

if sys.platform != "win32":
    import fcntl

_MOST_NOTED = 4096  # bytes
_WAITING = 64  # callers that the system keeps until they are served


class Claim:
    """Holds the lock and the listening sockets until close() or the end of the process.

    listeners are empty where no path can be listened at: then nobody outside finds the program.
    """

    def __init__(self, lock: int, listeners: Mapping[str, socket.socket]) -> None:
        self._lock = lock
        self._listeners = dict(listeners)

    @property
    def listeners(self) -> tuple[socket.socket, ...]:
        """The sockets at which callers arrive."""
        return tuple(self._listeners.values())

    def note(self, words: str) -> None:
        """Write down where this program presses, for a press that finds it gone, or cannot reach it."""
        if self._lock >= 0:
            with contextlib.suppress(OSError):  # then such a press goes where the settings say
                os.ftruncate(self._lock, 0)
                os.pwrite(self._lock, words.encode(), 0)

    def stop_listening(self) -> None:
        """Take no more callers; those who come wait for the lock instead."""
        for path, listener in self._listeners.items():
            listener.close()
            with contextlib.suppress(OSError):
                os.unlink(path)
        self._listeners.clear()

    def close(self) -> None:
        """Be no longer found; in this order, so that a program which starts now removes nothing of ours."""
        self.stop_listening()
        if self._lock >= 0:
            self.note("")
            os.close(self._lock)
            self._lock = -1


def claim(lock: str | None = None, paths: Sequence[str] | None = None) -> Claim | None:
    """Become the running program of these folders; None when another one is.

    Never waits. Raises OSError when the disk allows no lock.
    """
    if sys.platform == "win32":
        return Claim(-1, {})
    file = Path(lock_path() if lock is None else lock)
    make_folder(file.parent)
    descriptor = open_file(file, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    # At every door: who calls may know another runtime folder, or none.
    found = {path: _listen(path) for path in (doors() if paths is None else paths)}
    return Claim(descriptor, {path: listener for path, listener in found.items() if listener is not None})


def is_claimed(lock: str | None = None) -> bool:
    """Tell whether a program runs, also one that does not listen yet, or not any more."""
    if sys.platform == "win32":
        return False
    try:
        descriptor = os.open(lock_path() if lock is None else lock, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def noted(lock: str | None = None) -> str:
    """What the running program wrote down, or one that was killed; "" after one that ended by itself."""
    try:
        with open_to_read(Path(lock_path() if lock is None else lock)) as file:
            return file.read(_MOST_NOTED).decode("utf-8")
    except (OSError, ValueError):
        return ""


def _listen(path: str) -> socket.socket | None:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        folder = Path(path).parent
        if not folder.parent.is_dir():  # a runtime folder that is not there is not ours to make
            raise FileNotFoundError
        make_folder(folder)
        if not is_private(str(folder)):
            raise PermissionError
        # Whoever held the lock before was killed, or it would have removed this itself.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        listener.bind(path)
        os.chmod(path, 0o600)
        listener.listen(_WAITING)
        listener.setblocking(False)
    except OSError:
        listener.close()
        return None
    return listener
