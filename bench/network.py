"""The delay, in a process of its own: `python -m bench.network PORT RTT_MS`.

Prints its port. The line `arm` lets the connection that carries the next request swallow it and all that
follows, as a path does that died unnoticed; `disarm` ends that.
"""

from __future__ import annotations

import sys
from collections import defaultdict

from tests.delay import DelayingProxy, Link

_APPLICATION_DATA = 23
_HEADER = 5
_ALERT = 19  # such as the farewell of a connection that is closed: no request


class Records:
    """Counts what a client has sent over TLS 1.3: the record that ends its handshake, then its requests'."""

    def __init__(self) -> None:
        self.count = 0
        self._pending = bytearray()

    def take(self, piece: bytes) -> int:
        """Take in a piece of the stream; gives how many such records have ended."""
        self._pending += piece
        while len(self._pending) >= _HEADER:
            size = _HEADER + int.from_bytes(self._pending[3:_HEADER], "big")
            if len(self._pending) < size:
                break
            self.count += self._pending[0] == _APPLICATION_DATA and size > _HEADER + _ALERT
            del self._pending[:size]
        return self.count


class Network(DelayingProxy):
    """Delays, and lets a connection go silent where it is told to."""

    def __init__(self, port: int, rtt_s: float) -> None:
        super().__init__(port, rtt_s)
        self.is_armed = False
        self._records: defaultdict[Link, Records] = defaultdict(Records)

    def _hear(self, link: Link, piece: bytes) -> None:
        super()._hear(link, piece)
        before = self._records[link].count
        # The first such record ends the handshake; what comes after is a request.
        if self._records[link].take(piece) > max(1, before) and self.is_armed:
            self.is_armed, link.is_swallowing = False, True


def main() -> None:
    """Pass on until standard input ends."""
    network = Network(int(sys.argv[1]), float(sys.argv[2]) / 1000)
    sys.stdout.write(f"{network.port}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        network.is_armed = line.strip() == "arm"
        sys.stdout.write("true\n")
        sys.stdout.flush()
    network.stop()


if __name__ == "__main__":
    sys.setswitchinterval(0.0005)
    main()
