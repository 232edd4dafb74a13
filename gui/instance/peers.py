"""Who is at the other end of a local socket, where the system tells."""

from __future__ import annotations

import _socket
import os
import sys

_SIZE = 12  # process, user, group


def is_own(peer: _socket.socket) -> bool:
    """True when the other end runs as this user; beyond Linux the folder alone keeps others out."""
    try:
        told = _told(peer)
    except OSError:
        return False
    return told is None or told[1] == os.geteuid()


def process_of(peer: _socket.socket) -> int | None:
    """The number of the process at the other end, where the system tells."""
    try:
        told = _told(peer)
    except OSError:
        return None
    return (told and told[0]) or None  # 0 is a process that this one cannot see


def _told(peer: _socket.socket) -> tuple[int, int] | None:
    """Process and user; None beyond Linux. Raises OSError."""
    option = getattr(_socket, "SO_PEERCRED", None)
    if option is None:
        return None
    told = peer.getsockopt(_socket.SOL_SOCKET, option, _SIZE)
    process, user = (int.from_bytes(told[at : at + 4], sys.byteorder) for at in (0, 4))
    return process, user
