"""Folders and files that only their owner may read, whatever the umask says."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from gui.words import say

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600

_REASONS = {
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("this user's share of the disk is used up"),
    errno.EFBIG: say("the file has reached the largest size allowed"),
    errno.EACCES: say("this user may not write there"),
    errno.EPERM: say("this user may not write there"),
    errno.EROFS: say("that disk is read-only"),
    errno.EISDIR: say("there is a folder where the file should be"),
    errno.EEXIST: say("there is a file where a folder should be"),
    errno.ENOTDIR: say("there is a file where a folder should be"),
    errno.ENXIO: say("what is there is no plain file"),
    errno.EIO: say("the disk reports a fault"),
}


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; the ones made here are 0700, the ones already there stay as they are.

    Raises OSError.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    try:
        folder.mkdir()
    except FileExistsError:
        if folder.is_dir():  # another process was faster
            return
        raise
    folder.chmod(_FOLDER_MODE)


def open_file(path: Path, flags: int) -> int:
    """Open a file, made 0600 if it is new; gives the descriptor. Raises OSError."""
    # Windows would otherwise turn each newline into two characters.
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, _FILE_MODE)
    try:
        if sys.platform != "win32":  # a user's own folders are closed to others there
            _close_to_others(descriptor)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def write_text(path: Path, text: str) -> None:
    """Write a file of UTF-8, 0600 whatever stood there before. Raises OSError."""
    with os.fdopen(open_file(path, os.O_WRONLY | os.O_CREAT), "wb") as file:
        file.truncate()  # only now: what stood there is kept where it cannot be closed to others
        file.write(text.encode())


def open_to_read(path: Path) -> BinaryIO:
    """Open a plain file; a pipe or a device could keep its reader waiting for ever. Raises OSError."""
    flags = sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK"))
    descriptor = os.open(path, os.O_RDONLY | flags)
    try:
        insist_on_a_plain_file(descriptor, path)
    except OSError:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def insist_on_a_plain_file(descriptor: int, path: Path) -> None:
    """Raise OSError where what was opened is a folder, a pipe or a device."""
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
        raise OSError(number, os.strerror(number), str(path))


if sys.platform != "win32":

    def _close_to_others(descriptor: int) -> None:
        found = os.fstat(descriptor)
        # Only a plain file of our own: a device or a pipe belongs to the system.
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
            return
        if stat.S_IMODE(found.st_mode) != _FILE_MODE:
            os.fchmod(descriptor, _FILE_MODE)


def why(error: OSError) -> str:
    """Say in plain words, fit for "because …", what the disk had against it."""
    known = _REASONS.get(error.errno or 0)
    return known or say("the system says “{words}”", words=error.strerror or type(error).__name__)
