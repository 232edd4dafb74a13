"""Places on loopback that say nothing, and names that stand for several places."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest


@contextmanager
def mute(connections: int = 8) -> Iterator[int]:
    """A port that takes so many connections, hears all and says nothing; a further one is swallowed."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        # The queue of a listener that accepts nobody has room for one more than it is told.
        listener.listen(connections - 1)
        yield listener.getsockname()[1]


@contextmanager
def dead_end() -> Iterator[int]:
    """A port that swallows what comes, as a black hole does."""
    with ExitStack() as held, mute(1) as port:
        for _ in range(8):
            filler = held.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", port))
        yield port


class Names:
    """Stands in for the system's resolver: ports may be changed, and without any the name is not found."""

    def __init__(self, *ports: int) -> None:
        self.ports = ports
        self.asked = self.answered = 0
        self.answers = threading.Event()  # cleared, the resolver hangs
        self.answers.set()
        self._lock = threading.Lock()

    def answer(self) -> list[tuple[object, ...]]:
        with self._lock:
            self.asked += 1
        self.answers.wait(60)
        ports = self.ports
        with self._lock:
            self.answered += 1
        if not ports:
            raise socket.gaierror("no such name")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)) for port in ports]


@contextmanager
def standing_for(*ports: int, name: str = "exchange.invalid") -> Iterator[Names]:
    """Let a name stand for these ports; every other name is the system's."""
    names = Names(*ports)
    resolve: Callable[..., object] = socket.getaddrinfo

    def resolved(host: object, *more: object, **named: object) -> object:
        return names.answer() if host == name else resolve(host, *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", resolved)
        try:
            yield names
        finally:
            names.answers.set()
