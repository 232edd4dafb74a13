"""The practice exchange: a book of orders, an HTTP face on the loopback address, and faults to order."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from gui.practice.armed import ArmedFaults
from gui.practice.book import Book
from gui.practice.faults import Fault
from gui.practice.messages import Request
from gui.practice.seed import seed
from gui.practice.server import LOOPBACK, PracticeServer
from gui.practice.venue import Venue

MOST_REQUESTS = 10_000


class PracticeExchange:
    """An exchange in the box that speaks Bitget's REST interface (v2 futures) to any client.

    It holds `orders` open orders (0 or more) and listens on `port` (0: any free one) of 127.0.0.1.
    `latency_ms` is added to every answer, `settle_ms` is how long a cancelled order stays in the book,
    `clock` gives seconds since 1970, and `rate_limited=False` lets any number of calls in. Used as a
    context manager it starts and stops itself. Any thread may use it. Raises ValueError for a number out
    of range.
    """

    def __init__(
        self,
        *,
        orders: int = 14,
        port: int = 0,
        latency_ms: int = 0,
        faults: Sequence[Fault] = (),
        clock: Callable[[], float] = time.time,
        settle_ms: int = 0,
        rate_limited: bool = True,
    ) -> None:
        if min(orders, latency_ms, settle_ms) < 0 or not 0 <= port <= 65535:
            raise ValueError("Orders, latency and settling time are 0 or more, a port is 0 to 65535.")
        self.book = Book(lambda: int(clock() * 1000))
        self.requests: list[Request] = []
        self._port = port
        self._latency_ms = latency_ms
        self._faults = ArmedFaults(faults)
        self._venue = Venue(self.book, self._faults, clock, settle_ms=settle_ms, rate_limited=rate_limited)
        self._server: PracticeServer | None = None
        seed(self.book, orders, int(clock() * 1000))

    @property
    def url(self) -> str:
        """Its address, such as http://127.0.0.1:49152. Raises RuntimeError before the first start()."""
        if not self._port:
            raise RuntimeError("The practice exchange has no address before it is started.")
        return f"http://{LOOPBACK}:{self._port}"

    def start(self) -> None:
        """Begin to listen; after a stop() on the same port as before. Raises OSError if it is taken."""
        if self._server is None:
            self._server = PracticeServer(self._port, self._venue, self._latency_ms, self._record)
            self._port = self._server.port

    def stop(self) -> None:
        """Cut every connection and stop listening, within a second even if a request hangs.

        The book, the faults and the recorded requests stay as they are.
        """
        server, self._server = self._server, None
        if server is not None:
            server.stop()

    def arm(self, *faults: Fault) -> None:
        """Put these faults in force from the next request on, instead of any others."""
        self._faults.arm(faults)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _record(self, request: Request) -> None:
        # The oldest are forgotten, so that an exchange that runs for days does not grow for ever.
        self.requests.append(request.without_secrets())
        del self.requests[:-MOST_REQUESTS]
