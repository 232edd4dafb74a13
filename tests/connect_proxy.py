"""An HTTP proxy for the tests: takes CONNECT, passes bytes on, and keeps all that it saw in clear."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from gui.panic.proxy import Proxy

PASSED = b"HTTP/1.1 200 Connection established\r\n\r\n"
_MOST = 65536


class ConnectProxy:
    """Listens on loopback. said is its answer, after which it passes bytes on if that is PASSED.

    After any other answer it waits for the client to go, unless hangs_up. to is a port that it goes to
    whatever it is told.
    """

    def __init__(self, said: bytes = PASSED, *, hangs_up: bool = False, to: int | None = None) -> None:
        self.said, self.hangs_up = said, hangs_up
        self.heads: list[bytes] = []
        self.heard: list[bytes] = []  # what clients sent through it
        self.swallows = 0  # so many connections give no byte of the exchange's back
        self._to = to
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = Proxy("127.0.0.1", self._listener.getsockname()[1])
        threading.Thread(target=self._listen, args=(self._listener,), daemon=True).start()

    @property
    def passing(self) -> int:
        """How many connections pass through now."""
        with self._lock:
            return len(self._open) // 2

    def cut(self) -> None:
        """Stop listening, and break every connection."""
        with self._lock:
            closing = [self._listener, *self._open]
            self._open.clear()
        for each in closing:
            _end(each)

    def come_back(self) -> None:
        """Listen again on the same port."""
        self._listener = socket.create_server((self.address.host, self.address.port))
        threading.Thread(target=self._listen, args=(self._listener,), daemon=True).start()

    def _listen(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                piece = client.recv(1)
                if not piece:
                    return
                head += piece
            self.heads.append(head)
            client.sendall(self.said)
            if self.said == PASSED:
                self._pass_on(client, head.split(b" ")[1].decode())
            elif not self.hangs_up:
                client.recv(1)

    def _pass_on(self, client: socket.socket, target: str) -> None:
        host, _, port = target.rpartition(":")
        where = ("127.0.0.1", self._to) if self._to else (host.strip("[]"), int(port))
        with socket.create_connection(where) as server:
            with self._lock:
                self._open |= {client, server}
                is_swallowing, self.swallows = self.swallows > 0, max(0, self.swallows - 1)
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._back, args=(server, client, is_swallowing), daemon=True)
            back.start()
            with suppress(OSError):
                while piece := client.recv(_MOST):
                    self.heard.append(piece)
                    server.sendall(piece)
            _end(server)
            back.join()
            with self._lock:
                self._open -= {client, server}

    def _back(self, server: socket.socket, client: socket.socket, is_swallowing: bool) -> None:
        with suppress(OSError):
            while piece := server.recv(_MOST):
                if not is_swallowing:
                    client.sendall(piece)
        _end(client)


def _end(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        sock.close()


@contextmanager
def proxying(
    said: bytes = PASSED, *, hangs_up: bool = False, to: int | None = None
) -> Iterator[ConnectProxy]:
    """A running proxy."""
    proxy = ConnectProxy(said, hangs_up=hangs_up, to=to)
    try:
        yield proxy
    finally:
        proxy.cut()
