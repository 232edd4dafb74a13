"""The exchange, and a network before it for each client, as processes of their own."""

from __future__ import annotations

import os
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.talking import Talking
from tests import certificates

METHOD = "a delaying proxy on loopback (each byte waits half a round trip, a connect a whole one)"
_START_S = 20.0


@dataclass(frozen=True, slots=True)
class Way:
    """A client's way to the exchange: an account of its own behind a network of its own."""

    account: str
    url: str
    network: Talking
    trusted: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a client needs to find and to trust it."""
        name = "practice-key" if self.account == "main" else f"practice-key-{self.account}"
        return {
            "BENCH_URL": self.url,
            "BENCH_KEY": name,
            "REQUESTS_CA_BUNDLE": str(self.trusted),
            "NODE_EXTRA_CA_CERTS": str(self.trusted),
        }


class Place:
    """One exchange and the ways to it; ended by end()."""

    def __init__(self, folder: Path, rtt_ms: float, accounts: int) -> None:
        server, self._trusted = certificates.make(folder)
        self._rtt_ms, self._started = rtt_ms, list[Talking]()
        self.exchange = self._start("bench.exchange", str(server), str(accounts))
        self._port: int = self.exchange.hear(_START_S)

    def path(self, account: str) -> Way:
        """Open a way to an account."""
        network = self._start("bench.network", str(self._port), str(self._rtt_ms))
        port = network.hear(_START_S)
        return Way(account, f"https://127.0.0.1:{port}", network, self._trusted)

    def end(self) -> None:
        """End all of it."""
        for process in reversed(self._started):
            process.end()

    def _start(self, module: str, *given: str) -> Talking:
        process = Talking([sys.executable, "-m", module, *given], dict(os.environ))
        self._started.append(process)
        return process


def calibrate(rtt_ms: float, times: int = 20) -> float:
    """Measure the median round trip in ms through such a network, with an echo behind it and without TLS."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        given = str(listening.getsockname()[1]), str(rtt_ms)
        network = Talking([sys.executable, "-m", "bench.network", *given])
        try:
            with socket.create_connection(("127.0.0.1", network.hear(_START_S))) as client:
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                far, _ = listening.accept()
                far.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with far:
                    return median(_round_trip_ms(client, far) for _ in range(times))
        finally:
            network.end()


def _round_trip_ms(client: socket.socket, far: socket.socket) -> float:
    started = time.monotonic()
    client.sendall(b"x")
    far.sendall(far.recv(1))
    client.recv(1)
    return (time.monotonic() - started) * 1000
