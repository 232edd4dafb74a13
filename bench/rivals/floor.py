"""The floor: three warm TLS sockets, one write each, nothing between; two round trips to the proof."""

from __future__ import annotations

import json
import os
import socket
import ssl
from typing import Any
from urllib.parse import urlsplit

from bench.rivals.loop import PRODUCT_TYPES, URL, need_empty, need_ok, serve
from bench.rivals.signing import CANCEL, PENDING, cancel_body, headers


class Floor:
    """Three connections that are open before the press."""

    def __init__(self) -> None:
        where = urlsplit(URL)
        self._host = f"{where.hostname}:{where.port}"
        context = ssl.create_default_context(cafile=os.environ["REQUESTS_CA_BUNDLE"])
        self._sockets = []
        for _ in PRODUCT_TYPES:
            bare = socket.create_connection((where.hostname, where.port or 443))
            bare.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._sockets.append(context.wrap_socket(bare, server_hostname=where.hostname))
        self.prove()

    def cancel(self) -> None:
        """Cancel all, and wait for the three acknowledgements."""
        for warm, product_type in zip(self._sockets, PRODUCT_TYPES, strict=True):
            self._send(warm, "POST", CANCEL, cancel_body(product_type))
        for warm in self._sockets:
            need_ok(_answer(warm))

    def prove(self) -> None:
        """Read the three lists, which must be empty."""
        for warm, product_type in zip(self._sockets, PRODUCT_TYPES, strict=True):
            self._send(warm, "GET", f"{PENDING}?productType={product_type}")
        for warm in self._sockets:
            need_empty(_answer(warm))

    def _send(self, warm: ssl.SSLSocket, method: str, path: str, body: str = "") -> None:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers(method, path, body).items()]
        warm.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())


def _answer(warm: ssl.SSLSocket) -> Any:
    got = b""
    while b"\r\n\r\n" not in got:
        got += _more(warm)
    head, _, body = got.partition(b"\r\n\r\n")
    size = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    pieces, have = [body], len(body)
    while have < size:
        pieces.append(_more(warm))
        have += len(pieces[-1])
    return json.loads(b"".join(pieces))


def _more(warm: ssl.SSLSocket) -> bytes:
    piece = warm.recv(65536)
    if not piece:
        raise ConnectionError
    return piece


if __name__ == "__main__":
    floor = Floor()
    serve(floor.cancel, floor.prove)
