"""Opening a connection: where the exchange was found before, and TLS that proves who answers."""

from __future__ import annotations

import os
import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import certifi

from gui.bitget.wire.connection import Connection
from gui.bitget.wire.tunnel import Tunnel, left_s
from gui.panic.errors import ExchangeError, Unreachable, Untrusted
from gui.panic.proxy import Proxy, host_and_port
from gui.words import say

_LEAST_S = 0.02
# Asked for by the system itself while nothing is sent, so that networks on the way do not forget a connection
# and one whose other side has died is noticed; what the exchange allows is not touched. Not everywhere named.
_ALIVE = {"TCP_KEEPIDLE": 20, "TCP_KEEPALIVE": 20, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}  # s, s, s, times

Place = tuple[socket.AddressFamily, Any]  # and what connect() takes


class Dialler:
    """Opens connections to one address, such as "https://api.bitget.com"; for any thread.

    The places that a name stood for are kept, the one that worked last in front, so that nobody resolves a
    name while an address is known. With a proxy they are the proxy's: it finds the exchange by itself.
    """

    def __init__(self, address: str, connect_s: float, proxy: Proxy | None = None) -> None:
        parts = urlsplit(address)
        self._host = parts.hostname or ""
        self._is_tls = parts.scheme == "https"
        self._port = parts.port or (443 if self._is_tls else 80)
        self.host = parts.netloc
        self._tunnel = Tunnel(proxy, host_and_port(self._host, self._port)) if proxy else None
        self._first_stop = (proxy.host, proxy.port) if proxy else (self._host, self._port)
        self._connect_s = connect_s
        self._places: list[Place] = []
        self._tls: ssl.SSLContext | None = None
        self._lock = threading.Lock()

    def dial(self, lane: str, until: float, *, elsewhere: bool = False) -> Connection:
        """Open one for a lane, by `until` and within the time to connect. Blocks; raises NeverLeft.

        elsewhere asks for another address than the one that worked last, freshly resolved, if there is one.
        """
        begun_at = time.monotonic()
        until = min(until, begun_at + self._connect_s)
        tls = self._context() if self._is_tls else None
        trouble: ExchangeError = self._unreachable(is_late=True)  # unless a place says otherwise
        for place in self._known(elsewhere=elsewhere) or self._resolved():
            if until - time.monotonic() < _LEAST_S:
                break
            try:
                connection = Connection(self._open(place, tls, until), lane, begun_at)
            except Untrusted:
                raise
            except ExchangeError as problem:
                trouble = problem
                continue
            self._prefer(place)
            return connection
        else:
            if not elsewhere:
                self.forget()  # the name may stand for another place by now
        raise trouble

    def forget(self) -> None:
        """Resolve the name anew at the next dialling."""
        with self._lock:
            self._places = []

    def _known(self, *, elsewhere: bool) -> list[Place]:
        if elsewhere:
            with self._lock:
                last = self._places[:1]
            found = self._resolved()
            others = [place for place in found if place not in last]
            # The other family first: what is wrong with one often leaves the other alone.
            others.sort(key=lambda place: bool(last) and place[0] == last[0][0])
            return others or found
        with self._lock:
            return list(self._places)

    def _resolved(self) -> list[Place]:
        try:
            found = socket.getaddrinfo(*self._first_stop, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            if self._tunnel is not None:
                raise self._tunnel.not_found() from None
            raise Unreachable(
                say("The exchange's address could not be found; the network may be down.")
            ) from None
        places: list[Place] = list(dict.fromkeys((family, place) for family, _, _, _, place in found))
        with self._lock:
            self._places = self._places or places
        return places

    def _prefer(self, place: Place) -> None:
        with self._lock:
            self._places = [place, *(known for known in self._places if known != place)]

    def _open(self, place: Place, tls: ssl.SSLContext | None, until: float) -> socket.socket:
        family, where = place
        plain = socket.socket(family, socket.SOCK_STREAM)
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _keep_alive(plain)
            if self._tunnel is None:
                plain.settimeout(left_s(until))
                plain.connect(where)
            else:
                self._tunnel.reach(plain, where, until)
            plain.settimeout(left_s(until))
            return plain if tls is None else tls.wrap_socket(plain, server_hostname=self._host)
        except ExchangeError:
            plain.close()
            raise
        except ssl.SSLCertVerificationError:
            plain.close()
            raise Untrusted(advice=self._tunnel.suspicion if self._tunnel else None) from None
        except TimeoutError:
            plain.close()
            raise self._unreachable(is_late=True) from None
        except (OSError, ValueError):
            plain.close()
            raise self._unreachable() from None

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


def _keep_alive(sock: socket.socket) -> None:
    with suppress(OSError):  # a connection without it is as good while it is used
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in _ALIVE.items():
            if (option := getattr(socket, name, None)) is not None:
                sock.setsockopt(socket.IPPROTO_TCP, option, value)
