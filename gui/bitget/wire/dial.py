"""Opening a connection: where the exchange was found before, and TLS that proves who answers."""

from __future__ import annotations

import os
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Collection, Generator
from contextlib import suppress
from urllib.parse import urlsplit

import certifi

from gui.bitget.wire.connection import Connection
from gui.bitget.wire.opening import Contest, Steps, Wait, connecting
from gui.bitget.wire.places import Place, Places
from gui.bitget.wire.tunnel import Tunnel
from gui.panic.errors import ExchangeError, Unreachable, Untrusted
from gui.panic.proxy import Proxy, host_and_port
from gui.words import say

# Asked for by the system itself while nothing is sent, so that networks on the way do not forget a connection
# and one whose other side has died is noticed; what the exchange allows is not touched. Not everywhere named.
_ALIVE = {"TCP_KEEPIDLE": 20, "TCP_KEEPALIVE": 20, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}  # s, s, s, times


class Dialler:
    """Opens connections to one address, such as "https://api.bitget.com"; for any thread.

    A place that is dead costs a quarter of a second, and only once: the next is tried beside it, and the one
    that worked last comes first. With a proxy the places are the proxy's: it finds the exchange by itself.
    """

    def __init__(self, address: str, connect_s: float, proxy: Proxy | None = None) -> None:
        parts = urlsplit(address)
        self._host = parts.hostname or ""
        self._is_tls = parts.scheme == "https"
        self._port = parts.port or (443 if self._is_tls else 80)
        self.host = parts.netloc
        self._tunnel = Tunnel(proxy, host_and_port(self._host, self._port)) if proxy else None
        self._places = Places(proxy.host, proxy.port) if proxy else Places(self._host, self._port)
        self._connect_s = connect_s
        self._tls: ssl.SSLContext | None = None
        self._lock = threading.Lock()

    def dial(self, lane: str, until: float, besides: Collection[Place | None] = ()) -> Connection:
        """Open one for a lane, by `until` and within the time to connect. Blocks; raises NeverLeft.

        besides are places that are tried last, as they are silent.
        """
        begun_at = time.monotonic()
        until = min(until, begun_at + self._connect_s)
        tls = self._context() if self._is_tls else None
        self._find(until)
        contest = Contest(lambda place: self._opening(place, tls), until)
        if besides and set(self._places.in_order()) <= set(besides):
            self._places.ask()  # what is found meanwhile is tried as well
        try:
            won = contest.run(lambda: self._places.in_order(besides))
        except ExchangeError:
            self._places.failed(contest.tried)
            self._places.ask()  # the name may stand for another place by now
            raise
        if won is None:
            raise self._unreachable(is_late=True)
        place, opened = won
        self._places.worked(place, late=contest.tried[: contest.tried.index(place)])
        return Connection(opened, lane, begun_at, place)

    def look_anew(self) -> None:
        """Resolve the name anew; what is known of it is used until then. Returns at once."""
        self._places.ask()

    def _find(self, until: float) -> None:
        try:
            self._places.find(until)
        except TimeoutError:
            raise self._unreachable(is_late=True) from None
        except OSError:
            if self._tunnel is not None:
                raise self._tunnel.not_found() from None
            raise Unreachable(
                say("The exchange's address could not be found; the network may be down.")
            ) from None

    def _opening(self, place: Place, tls: ssl.SSLContext | None) -> Steps:
        family, where = place
        sock: socket.socket | None = None
        is_open = False
        try:
            sock = socket.socket(family, socket.SOCK_STREAM)
            sock.setblocking(False)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _keep_alive(sock)
            yield from connecting(sock, where) if self._tunnel is None else self._tunnel.reaching(sock, where)
            if tls is not None:
                sock = secure = tls.wrap_socket(
                    sock, server_hostname=self._host, do_handshake_on_connect=False
                )
                yield from _shaking_hands(secure)
            is_open = True
            return sock
        except ssl.SSLCertVerificationError:
            raise Untrusted(advice=self._tunnel.suspicion if self._tunnel else None) from None
        except TimeoutError:
            raise self._unreachable(is_late=True) from None
        except (OSError, ValueError):
            raise self._unreachable() from None
        finally:
            if sock is not None and not is_open:
                sock.close()

    def _unreachable(self, *, is_late: bool = False) -> Unreachable:
        if self._tunnel is not None:
            return self._tunnel.beyond(is_late=is_late)
        return Unreachable(say("Connecting to the exchange took too long.") if is_late else None)

    def _context(self) -> ssl.SSLContext:
        """Make it once: to read the certificates takes longer than to connect."""
        with self._lock:
            if self._tls is None:
                file = os.environ.get("REQUESTS_CA_BUNDLE") or certifi.where()
                try:
                    self._tls = ssl.create_default_context(cafile=file)
                except (OSError, ValueError):
                    raise Untrusted(
                        say("The file of trusted certificates that REQUESTS_CA_BUNDLE names is not there.")
                    ) from None
                self._tls.minimum_version = ssl.TLSVersion.TLSv1_2
            return self._tls


def _shaking_hands(secure: ssl.SSLSocket) -> Generator[Wait, None, None]:
    """Let the other side prove who it is. Raises OSError."""
    while True:
        try:
            return secure.do_handshake()
        except ssl.SSLWantReadError:
            yield secure, selectors.EVENT_READ
        except ssl.SSLWantWriteError:
            yield secure, selectors.EVENT_WRITE


def _keep_alive(sock: socket.socket) -> None:
    with suppress(OSError):  # a connection without it is as good while it is used
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in _ALIVE.items():
            if (option := getattr(socket, name, None)) is not None:
                sock.setsockopt(socket.IPPROTO_TCP, option, value)
