"""So few threads compute at a time that nobody, the window least of all, waits long for a turn of Python."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# One computes while the other writes or reads. Of sixty that all may, each gets a turn so seldom that cancels
# leave late, and the window hangs.
_AT_ONCE = 2
# Only a fault keeps anybody in for so long.
_PATIENCE_S = 0.3
_here = threading.local()


class Turnstile:
    """Lets the threads of one press in, a few at a time, in the order in which they come; for any thread.

    A courtesy and no lock: who has waited for 0.3 s goes in all the same, and there is one place more from
    then on, as one is taken by somebody who does not come out.
    """

    def __init__(self, at_once: int = _AT_ONCE) -> None:
        self._free = at_once
        self._waiting: deque[threading.Lock] = deque()
        self._lock = threading.Lock()
        self._alone = threading.Lock()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Be one of those that compute, but while `outside`. Blocks for 0.3 s at most. Not to be nested."""
        self._enter()
        _here.turnstile = self
        try:
            yield
        finally:
            _here.turnstile = None
            self._leave()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Do what one thread at a time may do, beside those that compute. Blocks; not to be nested."""
        with outside(), self._alone:
            yield

    def _enter(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            called = threading.Lock()
            called.acquire()
            self._waiting.append(called)
        if not called.acquire(timeout=_PATIENCE_S):
            with self._lock, suppress(ValueError):  # called a moment ago
                self._waiting.remove(called)

    def _leave(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1

    @contextmanager
    def _left(self) -> Iterator[None]:
        self._leave()
        try:
            yield
        finally:
            self._enter()


@contextmanager
def outside() -> Iterator[None]:
    """Let another thread in while this one waits for anything; nothing where it went through no turnstile."""
    turnstile: Turnstile | None = getattr(_here, "turnstile", None)
    if turnstile is None:
        yield
    else:
        with turnstile._left():
            yield
