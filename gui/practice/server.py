"""The HTTP face: HTTP/1.1 with keep-alive on the loopback address, one thread for each connection."""

from __future__ import annotations

import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import cast

from gui.practice.messages import Ending, Reply, Request
from gui.practice.venue import Venue

LOOPBACK = "127.0.0.1"
LARGEST_BODY = 1_000_000

# The longest sleep of the listening thread, in seconds; stop() normally wakes it at once.
_LISTEN_SECONDS = 0.4
# How long stop() waits for connections to notice that they are cut, in seconds.
_FAREWELL_SECONDS = 0.5
# Linger switched on with zero seconds: closing then sends RST in place of FIN. Windows has shorts here.
_RESET_ON_CLOSE = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


class Stopping(Exception):
    """The server is being stopped in the middle of a request."""


class PracticeServer(ThreadingTCPServer):
    """Listens on the loopback address; `port` 0 takes a free one. Raises OSError if the port is taken.

    `latency_ms` is spent half before a request takes effect and half after; `record` is given every request.
    """

    daemon_threads = True
    timeout = _LISTEN_SECONDS
    request_queue_size = 128
    # On Windows the option would let two servers share a port; elsewhere it only skips a wait.
    allow_reuse_address = os.name == "posix"

    def __init__(self, port: int, venue: Venue, latency_ms: int, record: Callable[[Request], None]) -> None:
        self.venue = venue
        self.record = record
        self._half_latency = latency_ms / 2000
        self._stopping = threading.Event()
        self._live: set[socket.socket] = set()
        self._changed = threading.Condition()
        super().__init__((LOOPBACK, port), _Connection)
        self._thread = threading.Thread(target=self._listen, name="practice-exchange", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])

    def stop(self) -> None:
        """Stop listening and cut every connection, also those in the middle of a request."""
        self._stopping.set()
        # The listening thread sleeps until somebody connects, so somebody does.
        with suppress(OSError), socket.create_connection((LOOPBACK, self.port), _LISTEN_SECONDS):
            self._thread.join()
        self._thread.join()
        self.server_close()
        with self._changed:
            for connection in self._live:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self._changed.wait_for(lambda: not self._live, _FAREWELL_SECONDS)

    def pause(self) -> None:
        """Spend half the latency. Raises Stopping as soon as the server stops."""
        self.wait(self._half_latency)

    def wait(self, seconds: float) -> None:
        """Let time pass. Raises Stopping as soon as the server stops."""
        if self._stopping.wait(seconds) if seconds else self._stopping.is_set():
            raise Stopping

    def welcome(self, connection: socket.socket) -> None:
        """Remember a connection so that stop() can cut it. Raises Stopping if that has already begun."""
        with self._changed:
            if self._stopping.is_set():
                raise Stopping
            self._live.add(connection)

    def farewell(self, connection: socket.socket) -> None:
        """Forget a connection that is about to be closed."""
        with self._changed:
            self._live.discard(connection)
            self._changed.notify_all()

    def verify_request(self, request: object, client_address: object) -> bool:  # noqa: ARG002
        """Turn everybody away once the server stops."""
        return not self._stopping.is_set()

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about a client that went away; anything else is a fault of ours and is shown."""
        if not isinstance(sys.exception(), OSError | Stopping):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def _listen(self) -> None:
        while not self._stopping.is_set():
            self.handle_request()


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def _server(self) -> PracticeServer:
        return cast(PracticeServer, self.server)

    def setup(self) -> None:
        super().setup()
        self._server.welcome(self.connection)

    def finish(self) -> None:
        self._server.farewell(self.connection)
        super().finish()

    def do_GET(self) -> None:
        request = self._read()
        if request is None:
            return
        self._server.record(request)
        self._send(self._server.venue.answer(request, self._server.pause))

    do_POST = do_PUT = do_DELETE = do_PATCH = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _read(self) -> Request | None:
        length = self.headers.get("Content-Length", "0")
        too_large = not length.isdecimal() or int(length) > LARGEST_BODY
        if too_large or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self.send_error(413 if too_large else 411)
            return None
        body = self.rfile.read(int(length))
        path, _, query = self.path.partition("?")
        return Request(
            method=self.command,
            path=path,
            query=query,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            at=time.monotonic(),
            remote_ip=str(self.client_address[0]),
            remote_port=int(self.client_address[1]),
        )

    def _send(self, reply: Reply) -> None:
        whole = reply.to_bytes(formatdate(usegmt=True), keep_alive=not self.close_connection)
        if reply.ending not in (Ending.SENT, Ending.DRIPPED):
            self.close_connection = True
        match reply.ending:
            case Ending.SENT:
                self.connection.sendall(whole)
            case Ending.DRIPPED:
                self._drip(whole, reply.drip_ms / 1000)
            case Ending.HALF:
                self.connection.sendall(whole[: len(whole) - len(reply.body) // 2])
            case Ending.HELD:
                self._hold()
            case Ending.RESET:
                self._reset()

    def _drip(self, whole: bytes, seconds: float) -> None:
        for position in range(len(whole)):
            self.connection.sendall(whole[position : position + 1])
            self._server.wait(seconds)

    def _hold(self) -> None:
        # Whatever else the client says is read and ignored, until one side goes.
        while self.connection.recv(65536):
            pass

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        # The socket object is shared with buffered readers and would be closed later and politely.
        self._server.farewell(self.connection)
        socket.close(self.connection.detach())
