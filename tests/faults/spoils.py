"""What a network, a gateway or a broken exchange may do to one request and its answer."""

from __future__ import annotations

import functools
import gzip
import io
import json
import socket
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from .front import BeforeTheBody, Shot, Spoil, wire

MEGABYTE = 1 << 20


def close_before(_shot: Shot) -> bytes | None:
    return None


def reset_before(shot: Shot) -> bytes | None:
    shot.reset()
    return None


# While the request is still being sent: its head has come, its body is never read.
reset_in_request = BeforeTheBody(reset_before)


def close_after(shot: Shot) -> bytes | None:
    shot.reply()
    return None


def reset_after(shot: Shot) -> bytes | None:
    shot.reply()
    shot.reset()
    return None


def silent_before(shot: Shot) -> bytes | None:
    shot.hold(3)
    return None


def silent_after(shot: Shot) -> bytes | None:
    shot.reply()
    shot.hold(3)
    return None


def half(shot: Shot) -> bytes | None:
    whole = shot.reply().wire()
    shot.client.sendall(whole[: len(whole) - 20])
    return None


def half_head(shot: Shot) -> bytes | None:
    shot.client.sendall(shot.reply().wire()[:25])
    return None


def reset_in_answer(shot: Shot) -> bytes | None:
    half(shot)
    time.sleep(0.02)
    shot.reset()
    return None


def _drip(shot: Shot, pieces: bytes, for_s: float) -> None:
    ends_at = time.monotonic() + for_s
    for place in range(len(pieces)):
        if time.monotonic() > ends_at or shot.front.over.wait(0.05):
            return
        shot.client.sendall(pieces[place : place + 1])


def drip(shot: Shot) -> bytes | None:
    """A byte of the answer every 50 ms: no single read ever times out."""
    _drip(shot, shot.reply().wire(), 6)
    return None


def endless_head(shot: Shot) -> bytes | None:
    """A header line that never ends, a byte at a time."""
    shot.reply()
    shot.client.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _drip(shot, b"a" * 1000, 6)
    return None


def huge_header(shot: Shot) -> bytes | None:
    """1 MB in one header line."""
    reply = shot.reply()
    return wire(reply.body, reply.status, {"X-Long": "a" * MEGABYTE})


def many_headers(shot: Shot) -> bytes | None:
    reply = shot.reply()
    return wire(reply.body, reply.status, {f"X-{number}": "a" for number in range(20_000)})


def huge_body(shot: Shot) -> bytes | None:
    """50 MB of white space before the true answer."""
    reply = shot.reply()
    return wire(b" " * (50 * MEGABYTE) + reply.body, reply.status)


def huge_length(shot: Shot) -> bytes | None:
    """50 MB announced, a few bytes sent, and then nothing."""
    shot.client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n" + shot.reply().body)
    shot.hold(3)
    return None


# 200 MB of blanks; packed, they travel as 200 kB.
@functools.cache
@cache
def _bomb() -> bytes:
    """200 MB of blanks, packed piece by piece: what is measured is the memory of whoever unpacks them."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as whole:
        for _ in range(200):
            whole.write(b" " * MEGABYTE)
    return packed.getvalue()


def gzip_bomb(shot: Shot) -> bytes | None:
    shot.reply()
    return wire(_bomb(), headers={"Content-Encoding": "gzip"})


def not_gzip(shot: Shot) -> bytes | None:
    return wire(shot.reply().body, headers={"Content-Encoding": "gzip"})


def cut_gzip(shot: Shot) -> bytes | None:
    packed = gzip.compress(shot.reply().body)
    return wire(packed[: len(packed) // 2], headers={"Content-Encoding": "gzip"})


def gzipped(shot: Shot) -> bytes | None:
    reply = shot.reply()
    return wire(gzip.compress(reply.body), reply.status, {"Content-Encoding": "gzip"})


def _chunked(chunks: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks


def chunked(shot: Shot) -> bytes | None:
    """A true answer in chunks of seven bytes."""
    body = shot.reply().body
    pieces = [body[place : place + 7] for place in range(0, len(body), 7)]
    return _chunked(b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n")


def chunk_nonsense(shot: Shot) -> bytes | None:
    shot.client.sendall(_chunked(b"zz\r\n" + shot.reply().body + b"\r\n0\r\n\r\n"))
    return None


def chunk_negative(shot: Shot) -> bytes | None:
    shot.client.sendall(_chunked(b"-5\r\n" + shot.reply().body + b"\r\n0\r\n\r\n"))
    return None


def chunk_cut(shot: Shot) -> bytes | None:
    body = shot.reply().body
    shot.client.sendall(_chunked(b"%x\r\n%s" % (len(body) + 50, body)))
    return None


def chunk_missing_end(shot: Shot) -> bytes | None:
    """Whole chunks, but the one that says that this was all never comes."""
    body = shot.reply().body
    shot.client.sendall(_chunked(b"%x\r\n%s\r\n" % (len(body), body)))
    return None


def http10(shot: Shot) -> bytes | None:
    """HTTP/1.0 without a length: the end of the connection is the end of the answer."""
    shot.client.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + shot.reply().body)
    shot.client.shutdown(socket.SHUT_WR)
    return None


def http10_cut(shot: Shot) -> bytes | None:
    body = shot.reply().body
    shot.client.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + body[: len(body) // 2])
    return None


def two_lengths(shot: Shot) -> bytes | None:
    body = shot.reply().body
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nContent-Length: 3\r\n\r\n"
    shot.client.sendall(head.encode() + body)
    return None


def not_http(shot: Shot) -> bytes | None:
    shot.client.sendall(b"220 mail.example ESMTP\r\n")
    return None


def tls_alert(shot: Shot) -> bytes | None:
    shot.client.sendall(b"\x15\x03\x03\x00\x02\x02\x28")
    return None


def late(seconds: float) -> Spoil:
    """The true answer, but so much later."""

    def spoil(shot: Shot) -> bytes | None:
        told = shot.reply().wire()
        shot.hold(seconds)
        return told

    return spoil


def page(status: int, *, acts: bool = False, headers: dict[str, str] | None = None) -> Spoil:
    """An HTML page with this status, whether the request took effect or not."""

    def spoil(shot: Shot) -> bytes | None:
        if acts:
            shot.reply()
        html = b"<html><head><title>Oops</title></head><body><b>No</b></body></html>"
        return wire(html, status, {"Content-Type": "text/html", **(headers or {})})

    return spoil


def body_of(body: bytes, status: int = 200, *, acts: bool = True) -> Spoil:
    """These bytes instead of the answer."""

    def spoil(shot: Shot) -> bytes | None:
        if acts:
            shot.reply()
        return wire(body, status)

    return spoil


def coded(code: object, message: str = "m", status: int = 400, *, acts: bool = False) -> Spoil:
    """A Bitget code instead of the answer."""

    def spoil(shot: Shot) -> bytes | None:
        if acts:
            shot.reply()
        told = {"code": code, "msg": message, "requestTime": time.time_ns() // 10**6, "data": None}
        return wire(json.dumps(told).encode(), status)

    return spoil


def retold(change: Callable[[Any], Any]) -> Spoil:
    """The true answer with its JSON changed."""

    def spoil(shot: Shot) -> bytes | None:
        reply = shot.reply()
        return wire(json.dumps(change(reply.told())).encode(), reply.status)

    return spoil
