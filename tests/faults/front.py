"""A tampering front: stands between a client and the practice exchange, and spoils the answers it is told to.

It knows nothing of the program's own HTTP.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, Self

from gui.practice import KEY, PASSPHRASE, SECRET, PracticeExchange, key_of

from .hearing import CANCELS, READS, Heard, Line

# What the press signs with; the practice exchange's own words stand in every journal.
SECRET_OF_THE_MATRIX, PHRASE_OF_THE_MATRIX = "hush-SECRET-0123456789abcdef", "hush-PHRASE-42"


def matrix_key(account: str) -> str:
    """The key with which an account presses through the front."""
    return f"hush-KEY-{account}-x"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; nth counts those of its kind and account from 1, of other kinds those of its path."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    account: str
    kind: str  # cancel, read or other
    nth: int

    @property
    def path(self) -> str:
        return self.target.split("?")[0]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the practice exchange answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def wire(self) -> bytes:
        return wire(self.body, self.status, self.headers)

    def told(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True)
class Shot:
    """A request to be answered, with all that a fault may want to do about it."""

    asked: Asked
    client: socket.socket
    front: Front
    is_done: bool = False

    def reply(self) -> Reply:
        """Let the request take effect, and give the true answer."""
        self.is_done = True
        return self.front.pass_on(self.asked)

    def reset(self) -> None:
        self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def hold(self, seconds: float) -> None:
        self.front.over.wait(seconds)


# Gives the bytes to answer, or None to close the connection without a word.
Spoil = Callable[[Shot], bytes | None]
Rule = Callable[[Asked], Spoil | None]


@dataclass(frozen=True, slots=True)
class BeforeTheBody:
    """A spoil that does not wait for the rest of the request."""

    spoil: Spoil

    def __call__(self, shot: Shot) -> bytes | None:
        return self.spoil(shot)


def wire(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> bytes:
    """A whole HTTP answer."""
    head = {"Content-Type": "application/json", **(headers or {}), "Content-Length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode() + body


def honest(shot: Shot) -> bytes | None:
    return shot.reply().wire()


@dataclass
class Front:
    """Listens on loopback, passes on, spoils. rule picks the spoil for each request, None for none."""

    exchange: PracticeExchange
    rule: Rule
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    believed: list[ssl.SSLContext] = field(default_factory=list)  # with which a handshake came to its end
    over: threading.Event = field(default_factory=threading.Event)
    broken: threading.Event = field(default_factory=threading.Event)  # once a spoil has cut the lines

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._open: set[socket.socket] = set()
        self._lines: list[Line] = []
        self._accounts = {matrix_key(name): name for name in self.exchange.accounts}
        self._listener = self._listen(0)
        self.port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.cut()

    def cut(self) -> None:
        """Stop listening, and break every connection."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.drop()

    def drop(self) -> None:
        """Break every connection, and go on listening."""
        with self._lock:
            closing = list(self._open)
            self._open.clear()
        for each in closing:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):
                each.close()

    def hang_up(self) -> None:
        """Break every connection, and go on listening."""
        with self._lock:
            closing = list(self._open)
        for each in closing:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def come_back(self) -> None:
        """Listen again on the same port."""
        self._listener = self._listen(self.port)

    def heard(self) -> list[Heard]:
        """What the client was truly told, whatever it took effect; in the order in which it asked."""
        return [heard for line in self._lines if (heard := line.heard()) is not None]

    def count_anew(self) -> None:
        """Let the next request of each kind be the first."""
        with self._lock:
            self._counts.clear()

    def mute_url(self) -> str:
        """The address of a listener beside this one that takes connections, and never says a word."""
        listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        with self._lock:
            self._open.add(listener)
        return f"https://127.0.0.1:{listener.getsockname()[1]}"

    def pass_on(self, asked: Asked) -> Reply:
        upstream = http.client.HTTPConnection(
            "127.0.0.1", int(self.exchange.url.rsplit(":", 1)[1]), timeout=10
        )
        try:
            upstream.request(asked.method, asked.target, asked.body, self._signed(asked))
            told = upstream.getresponse()
            body = told.read()
            headers = {
                name: value for name, value in told.getheaders() if name in ("Retry-After", "Content-Type")
            }
            return Reply(told.status, headers, body)
        finally:
            upstream.close()

    def _listen(self, port: int) -> socket.socket:
        deadline = time.monotonic() + 5
        while True:
            try:
                listener = socket.create_server(("127.0.0.1", port), backlog=256)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                self._open.add(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        raw = client
        with suppress(OSError, ValueError, http.client.HTTPException):  # also of the exchange behind
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.tls is not None:
                tls = self.tls
                client = tls.wrap_socket(client, server_side=True)
                self.believed.append(tls)
                with self._lock:
                    self._open.add(client)
            try:
                self._answer_all(client)
            finally:
                with self._lock:
                    self._open -= {raw, client}
                client.close()

    def _answer_all(self, client: socket.socket) -> None:
        reader = client.makefile("rb")
        with reader:
            while (asked := self._asked_in(reader)) is not None:
                spoil = self.rule(asked) or honest
                if not isinstance(spoil, BeforeTheBody):
                    body = reader.read(int(asked.headers.get("content-length", "0")))
                    asked = replace(asked, body=body)
                self.asked.append(asked)
                line = Line(client, asked.account, asked.target, asked.body)
                self._lines.append(line)
                told = spoil(Shot(asked, line.as_socket(), self))
                if told is None:
                    return
                line.sendall(told)

    def _asked_in(self, reader: BinaryIO) -> Asked | None:
        """The head of the next request, its body not read yet; None at the end."""
        first = reader.readline()
        if not first:
            return None
        method, target, _ = first.decode("latin-1").split(" ")
        headers: dict[str, str] = {}
        while (line := reader.readline().decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return self._noted(method, target, headers)

    def _noted(self, method: str, target: str, headers: dict[str, str]) -> Asked:
        account = self._accounts.get(headers.get("access-key", ""), "")
        path = target.split("?")[0]
        kind = "cancel" if path in CANCELS else "read" if path in READS else "other"
        with self._lock:
            counted = account, path if kind == "other" else kind
            self._counts[counted] += 1
            return Asked(method, target, headers, b"", account, kind, self._counts[counted])

    def _signed(self, asked: Asked) -> dict[str, str]:
        """The practice exchange's own credentials, where those that came fit the matrix's."""
        headers = {name: value for name, value in asked.headers.items() if name != "host"}
        headers.pop("accept-encoding", None)
        if not asked.account:
            return headers
        prehash = f"{headers['access-timestamp']}{asked.method}{asked.target}".encode() + asked.body
        assert headers["access-sign"] == _sign(SECRET_OF_THE_MATRIX, prehash)
        assert headers["access-passphrase"] == PHRASE_OF_THE_MATRIX
        return headers | {
            "access-key": KEY if asked.account == "main" else key_of(asked.account),
            "access-sign": _sign(SECRET, prehash),
            "access-passphrase": PASSPHRASE,
        }


def _sign(secret: str, prehash: bytes) -> str:
    return base64.b64encode(hmac.new(secret.encode(), prehash, hashlib.sha256).digest()).decode()
