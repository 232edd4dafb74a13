"""Who is at the other end of a local socket, where the system tells."""

from __future__ import annotations

import _socket
import os
import sys

_SIZE = 12  # process, user, group


def is_own(peer: _socket.socket) -> bool:
    """True when the other end runs as this user; beyond Linux the folder alone keeps others out."""
    option = getattr(_socket, "SO_PEERCRED", None)
    if option is None:
        return True
    try:
        told = peer.getsockopt(_socket.SOL_SOCKET, option, _SIZE)
    except OSError:
        return False
    return int.from_bytes(told[4:8], sys.byteorder) == os.geteuid()
