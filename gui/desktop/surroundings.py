"""Whether this computer has slept, or stands in another network: what was open is then worth nothing."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable

# Addresses for documentation: they belong to nobody, and the route to them is the route to the exchange.
_FAR = ((socket.AF_INET, "198.51.100.1"), (socket.AF_INET6, "2001:db8::1"))
_SLEPT_S = 2.0


def unpaused_s() -> float:
    """Tell the seconds of a clock that goes on while the computer sleeps, which time.monotonic may not."""
    if sys.platform == "linux":
        told_s = time.clock_gettime(time.CLOCK_BOOTTIME)
    else:
        told_s = time.time()  # the nearest
    return told_s


def local_addresses() -> tuple[str, ...]:
    """Tell from which addresses this computer would speak to the far side; nothing is sent, nobody waits."""
    return tuple(found for family, far in _FAR if (found := _address_towards(family, far)))


class Surroundings:
    """Remembers how things stood at the last question; for one thread. Clocks are in seconds."""

    def __init__(
        self,
        unpaused: Callable[[], float] = unpaused_s,
        awake: Callable[[], float] = time.monotonic,
        addresses: Callable[[], tuple[str, ...]] = local_addresses,
    ) -> None:
        self._unpaused, self._awake, self._addresses = unpaused, awake, addresses
        self._asleep_s, self._known = self._slept_s(), addresses()

    def changed(self) -> bool:
        """Tell whether the computer has slept or the network has changed since the last question."""
        asleep_s, known = self._slept_s(), self._addresses()
        is_changed = asleep_s - self._asleep_s > _SLEPT_S or known != self._known
        self._asleep_s, self._known = asleep_s, known
        return is_changed

    def _slept_s(self) -> float:
        return self._unpaused() - self._awake()


def _address_towards(family: socket.AddressFamily, far: str) -> str:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((far, 9))  # a datagram socket: this only chooses the route
            return str(asking.getsockname()[0])
    except OSError:
        return ""
