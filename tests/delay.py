"""A network with a real delay on loopback: a proxy that lets every byte wait half a round trip.

The connect is delayed by a round trip too. Bandwidth is not limited.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

_PIECE = 65536
_TURNS = 8  # of the loop, until what was just accepted has got as far as where it can be ended


class Link:
    """One connection through the proxy."""

    def __init__(self, writer: asyncio.StreamWriter, upstream: asyncio.StreamWriter) -> None:
        self.writer, self.upstream = writer, upstream
        self.is_swallowing = False  # what the client says goes nowhere from now on


class DelayingProxy:
    """Listens on loopback and passes on to another port there; its methods are for any thread.

    posts_s is how much longer a POST takes, as at an exchange whose cancels are slower than its reads.
    """

    def __init__(self, port: int, rtt_s: float, posts_s: float = 0.0) -> None:
        self.rtt_s = rtt_s
        self._posts_s = posts_s
        self.accepted = 0
        self.request_times: list[float] = []  # when each piece of a client left, time.monotonic seconds
        self._to_port = port
        self._links: list[Link] = []
        self._writers: list[asyncio.StreamWriter] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._call(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def link(self, client: object, at_most_s: float = 5.0) -> Link:
        """The connection of a client, by the client's own address; waits until it is through."""
        until = time.monotonic() + at_most_s
        while True:
            for link in list(self._links):
                if link.writer.get_extra_info("peername") == client:
                    return link
            assert time.monotonic() < until, "no such connection"
            time.sleep(0.002)

    def hang_up(self, links: Sequence[Link]) -> None:
        """Let the server close these now: the client learns of it half a round trip later."""
        self._loop.call_soon_threadsafe(self._hang_up, links)

    def stop(self) -> None:
        self._call(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _hear(self, link: Link, piece: bytes) -> None:  # noqa: ARG002 others look at more of it
        self.request_times.append(time.monotonic())

    def _call(self, what: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(5)

    async def _end(self) -> None:
        for listener in self._server.sockets:
            self._loop.remove_reader(listener.fileno())
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        self._server.close()
        tasks = asyncio.all_tasks(self._loop) - {asyncio.current_task(self._loop)}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0.01)  # the transports end on the next turns of the loop
        self._writers.clear()

    def _hang_up(self, links: Sequence[Link]) -> None:
        for link in links:
            link.is_swallowing = True  # a server that has closed answers nothing that comes after
            self._loop.call_later(self.rtt_s / 2, link.writer.close)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        self._writers.append(writer)
        # A task that ends as cancelled is reported as an error by asyncio's streams.
        with suppress(OSError, asyncio.CancelledError):
            await asyncio.sleep(self.rtt_s)
            from_server, upstream = await asyncio.open_connection("127.0.0.1", self._to_port)
            self._writers.append(upstream)
            link = Link(writer, upstream)
            self._links.append(link)
            await asyncio.gather(
                self._pass_on(reader, upstream, link, is_request=True),
                self._pass_on(from_server, writer, link, is_request=False),
                return_exceptions=True,
            )
            self._links.remove(link)

    async def _pass_on(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, link: Link, *, is_request: bool
    ) -> None:
        late: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due_at, piece = await late.get()
                await asyncio.sleep(max(0.0, due_at - time.monotonic()))
                if not piece:
                    target.close()
                    return
                if not (is_request and link.is_swallowing):
                    target.write(piece)

        delivering = asyncio.create_task(deliver())
        try:
            while True:
                try:
                    piece = await source.read(_PIECE)
                except OSError:
                    piece = b""
                if is_request and piece:
                    self._hear(link, piece)
                more_s = self._posts_s if is_request and piece.startswith(b"POST ") else 0.0
                late.put_nowait((time.monotonic() + self.rtt_s / 2 + more_s, piece))
                if not piece:
                    break
            await delivering
        finally:
            delivering.cancel()


@contextmanager
def delayed(port: int, rtt_s: float, posts_s: float = 0.0) -> Iterator[DelayingProxy]:
    """A running proxy before a port."""
    proxy = DelayingProxy(port, rtt_s, posts_s)
    try:
        yield proxy
    finally:
        proxy.stop()
