"""Several places, begun a little after one another: the first that opens wins, the others are let go."""

from __future__ import annotations

import errno
import os
import selectors
import socket
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from gui.bitget.wire.places import Place
from gui.panic.errors import ExchangeError, Untrusted

Wait = tuple[socket.socket, int]  # until it can be read, or written: one of selectors.EVENT_…
# Opens one place without waiting itself: it yields what to wait for, and a TimeoutError ends it.
Steps = Generator[Wait, None, socket.socket]

BESIDE_S = 0.25  # as RFC 8305 has it: so long may a place stand still before the next is tried beside it
_LEAST_S = 0.02
_STEPS = 5  # begun, connected, a proxy heard, and two of a handshake: more are of one that trickles
_UNDER_WAY = {errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, getattr(errno, "WSAEWOULDBLOCK", -1)}

# Made for each step: this one asks the system for nothing before it waits.
_Selector: type[selectors.BaseSelector] = getattr(selectors, "PollSelector", selectors.DefaultSelector)


def connecting(plain: socket.socket, where: object) -> Generator[Wait, None, None]:
    """Connect a socket that does not block. Raises OSError."""
    error = plain.connect_ex(where)  # type: ignore[arg-type]
    if error in _UNDER_WAY:
        yield plain, selectors.EVENT_WRITE
        error = plain.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if error:
        raise OSError(error, os.strerror(error))


@dataclass(slots=True, eq=False)
class _Attempt:
    place: Place
    steps: Steps
    wait: Wait | None = None
    steps_taken: int = 0


class Contest:
    """Opens one of several places, on the caller's thread; used once.

    A place that says nothing, be it to the connect or to the handshake, holds the next one up for a quarter
    of a second. tried are those that were begun, in that order.
    """

    def __init__(self, begin: Callable[[Place], Steps], until: float) -> None:
        self.tried: list[Place] = []
        self._begin = begin
        self._until = until
        self._running: list[_Attempt] = []
        self._next_at = 0.0
        self._trouble: ExchangeError | None = None

    def run(self, places: Callable[[], Sequence[Place]]) -> tuple[Place, socket.socket] | None:
        """Give the first that is open; None where there was no time to try any. Blocks until `until` at most.

        places gives those to be tried, and is asked again meanwhile. Raises ExchangeError: what was heard
        last, or Untrusted where that was heard at all.
        """
        try:
            while time.monotonic() < self._until:
                moved = self._ready()
                now = time.monotonic()
                if now >= self._next_at and self._until - now >= _LEAST_S:
                    moved += self._begin_next(places)
                if not moved and not self._running:
                    break
                for attempt in moved:
                    won = self._go_on(attempt)
                    if won is not None:
                        return attempt.place, won
            for attempt in list(self._running):
                self._go_on(attempt, is_late=True)
        finally:
            for attempt in self._running:
                attempt.steps.close()
        if self._trouble is not None:
            raise self._trouble
        return None

    def _begin_next(self, places: Callable[[], Sequence[Place]]) -> list[_Attempt]:
        self._next_at = time.monotonic() + BESIDE_S
        for place in places():
            if place not in self.tried:
                self.tried.append(place)
                self._running.append(_Attempt(place, self._begin(place)))
                return self._running[-1:]
        return []

    def _ready(self) -> list[_Attempt]:
        """Wait for those that can go on, until it is time for the next one or to give up."""
        if not self._running:
            return []
        left_s = self._until - time.monotonic()
        if left_s >= _LEAST_S:
            left_s = min(left_s, self._next_at - time.monotonic())
        with _Selector() as selector:
            for attempt in self._running:
                if attempt.wait is not None:
                    selector.register(*attempt.wait, attempt)
            return [key.data for key, _ in selector.select(max(0.0, left_s))]

    def _go_on(self, attempt: _Attempt, *, is_late: bool = False) -> socket.socket | None:
        steps = attempt.steps
        try:
            attempt.wait = steps.throw(TimeoutError()) if is_late else next(steps)
        except StopIteration as end:
            self._running.remove(attempt)
            won: socket.socket = end.value
            return won
        except ExchangeError as problem:
            self._running.remove(attempt)
            self._next_at = 0.0  # the next one at once
            if not isinstance(self._trouble, Untrusted):
                self._trouble = problem
            return None
        attempt.steps_taken += 1
        if attempt.steps_taken <= _STEPS:  # it moves: on a long way each step takes its time
            self._next_at = time.monotonic() + BESIDE_S
        return None
