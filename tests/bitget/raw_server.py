"""A loopback server made of plain sockets: keeps every request byte for byte, answers what it is told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

LISTS: dict[str, list[str]] = {"successList": [], "failureList": []}
_STAMPS = 35  # SO_TIMESTAMPNS of Linux: the kernel tells when what is received has come
KEY, SECRET, PASSPHRASE = "bg_key_of_the_tests", "secret-of-the-tests", "phrase-of-the-tests"


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived; at is when its first part did, time.monotonic seconds.

    By the kernel's word where there is one, as this process may be late to look.
    """

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    raw: bytes
    at: float

    @property
    def path(self) -> str:
        return self.target.split("?")[0]

    @property
    def fields(self) -> Any:
        return json.loads(self.body)

    def signature_fits(self, secret: str = SECRET) -> bool:
        """The verifier's own arithmetic, over the bytes that arrived."""
        prehash = f"{self.headers['access-timestamp']}{self.method}{self.target}".encode() + self.body
        digest = hmac.new(secret.encode(), prehash, hashlib.sha256).digest()
        return self.headers["access-sign"] == base64.b64encode(digest).decode()


Reply = Callable[[socket.socket, Seen], bytes | None]


def http(
    body: bytes = b"",
    status: int = 200,
    headers: dict[str, str] | None = None,
    kind: str = "application/json",
) -> bytes:
    """A whole HTTP answer."""
    head = {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"HTTP/1.1 {status} Some Reason\r\n{lines}\r\n".encode() + body


def answer(
    data: Any = None,
    code: Any = "00000",
    *,
    status: int = 200,
    message: str = "success",
    server_ms: Any = None,
    headers: dict[str, str] | None = None,
) -> bytes:
    """An answer in Bitget's envelope."""
    now_ms = int(time.time() * 1000) if server_ms is None else server_ms
    whole = {"code": code, "msg": message, "requestTime": now_ms, "data": data}
    return http(json.dumps(whole).encode(), status, headers)


class RawServer:
    """Listens on loopback; `reply` gives the bytes to answer, or None to close without a word."""

    def __init__(self, reply: Reply, tls: ssl.SSLContext | None = None) -> None:
        self.seen: list[Seen] = []
        self.connections = 0
        self.stopped = threading.Event()
        self._reply = reply
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.stopped.set()
        for each in (self._listener, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):
                each.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if sys.platform == "linux" and self._tls is None:
                connection.setsockopt(socket.SOL_SOCKET, _STAMPS, 1)
            self._open.append(connection)
            if self.stopped.is_set():  # since it was accepted
                connection.close()
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
                self._open.append(connection)
            try:
                for seen in _requests(connection):
                    self.seen.append(seen)
                    told = self._reply(connection, seen)
                    if told is None:
                        break
                    connection.sendall(told)
            finally:
                connection.close()


def _requests(connection: socket.socket) -> Iterator[Seen]:
    buffer, at = b"", 0.0
    while True:
        while b"\r\n\r\n" not in buffer:
            piece, come_at = _receive(connection)
            if not piece:
                return
            buffer, at = buffer + piece, at if buffer else come_at
        head, rest = buffer.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        length = int(headers.get("content-length", "0"))
        while len(rest) < length:
            rest += connection.recv(65536)
        body, buffer = rest[:length], rest[length:]
        yield Seen(method, target, headers, body, head + b"\r\n\r\n" + body, at)


def _receive(connection: socket.socket) -> tuple[bytes, float]:
    if isinstance(connection, ssl.SSLSocket):
        return connection.recv(65536), time.monotonic()
    piece, told, _, _ = connection.recvmsg(65536, socket.CMSG_SPACE(16))
    now, now_ns = time.monotonic(), time.time_ns()
    for _, kind, stamp in told:
        if kind == _STAMPS:
            seconds, ns = struct.unpack("qq", stamp)
            return piece, now - (now_ns - seconds * 1_000_000_000 - ns) / 1e9
    return piece, now


@contextmanager
def serving(*replies: bytes | Reply | None, tls: ssl.SSLContext | None = None) -> Iterator[RawServer]:
    """A running server that gives these replies in turn, the last of them for ever."""
    waiting = list(replies)
    lock = threading.Lock()

    def reply(connection: socket.socket, seen: Seen) -> bytes | None:
        with lock:
            told = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return told(connection, seen) if callable(told) else told

    server = RawServer(reply, tls)
    try:
        yield server
    finally:
        server.stop()
