"""One run: everything is started, and each situation presses each client in turn."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.clients import NPM, RIVALS_PYTHON, Client, Fire, Moments, NotHere, Resident, Script
from bench.place import Place, Way, calibrate
from bench.rows import Mark, Sample

FLOOR = "floor: warm sockets"
WINDOW = "Panic Button, window"
FIRE = "Panic Button, fire"
_REST_S = 1.2  # a second's rate budget is full again
_SEEN_S = 0.3


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be measured: counts are sizes of the book, others how often all but the first is pressed.

    is_silent asks for presses whose first connection has died, idle_s for presses after so long without one.
    """

    rtt_ms: float = 100.0
    runs: int = 6
    orders: int = 100
    counts: tuple[int, ...] = ()
    others: int = 1
    is_silent: bool = False
    idle_s: float = 0.0
    without: tuple[str, ...] = ()


@dataclass(slots=True)
class Run:
    """The samples of a run, and who was not here."""

    rtt_ms: float
    measured_rtt_ms: float = 0.0
    samples: list[Sample] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)


class Bench:
    """The clients of one run; each has an account and a network of its own."""

    def __init__(self, asked: Asked, folder: Path) -> None:
        self._asked, self._folder, self._ends = asked, folder, ExitStack()
        self.run = Run(asked.rtt_ms)
        self._clients: dict[str, tuple[Client, Way]] = {}

    def measure(self) -> Run:
        """Measure all that was asked for. Blocks for minutes; ends all that it started."""
        self.run.measured_rtt_ms = calibrate(self._asked.rtt_ms)
        with self._ends:
            self._place = Place(self._folder, self._asked.rtt_ms, accounts=10)
            self._ends.callback(self._place.end)
            self._start()
            time.sleep(_REST_S)
            self._press_all()
        return self.run

    def _press_all(self) -> None:
        asked = self._asked
        for _ in range(asked.runs):
            self._round(usual(asked), asked.orders)
        for count in asked.counts:
            for _ in range(asked.others):
                self._round("1 order" if count == 1 else f"{count:,} orders", count)
        for _ in range(asked.others if asked.is_silent else 0):
            self._round("first connection silent", asked.orders, is_silent=True)
        for _ in range(asked.others if asked.idle_s else 0):
            for name in self._clients:
                self._ready(name)
            time.sleep(asked.idle_s)
            self._round(f"after {asked.idle_s:g} s idle", asked.orders)

    def _start(self) -> None:
        from bench.window import Window

        makers: dict[str, Callable[[Way], Client]] = {
            FLOOR: lambda way: Resident([sys.executable, "-m", "bench.rivals.floor"], way),
            WINDOW: lambda way: Window(way, self._own("window")),
            FIRE: lambda way: Fire(way, self._own("fire")),
            "ccxt sync": lambda way: self._python("with_ccxt", way, "sync"),
            "ccxt async": lambda way: self._python("with_ccxt", way, "async"),
            "npm bitget-api": lambda way: Resident(
                ["node", str(NPM / "press.js")], way, NPM / "node_modules/bitget-api"
            ),
            "requests, no Session": lambda way: self._python("plain_requests", way),
            "curl + openssl": Script,
        }
        for number, (name, make) in enumerate(makers.items()):
            if name in self._asked.without:
                self.run.absent[name] = "left out"
                continue
            # The window presses for main; no two share an account, so none shares a rate budget.
            way = self._place.path("main" if name == WINDOW else f"sub{number + 1}")
            client = make(way)
            self._ends.callback(client.end)
            try:
                client.start()
            except NotHere as why:
                self.run.absent[name] = f"not here: {why}"
            else:
                self._clients[name] = client, way

    def _ready(self, name: str) -> None:
        client, way = self._clients[name]
        self._place.exchange.ask(f"fill {way.account} 0", 60)  # a client warms up by reading an empty book
        client.start()

    def _python(self, module: str, way: Way, *given: str) -> Resident:
        return Resident([str(RIVALS_PYTHON), "-m", f"bench.rivals.{module}", *given], way, RIVALS_PYTHON)

    def _own(self, name: str) -> Path:
        folder = self._folder / name
        folder.mkdir()
        return folder

    def _round(self, situation: str, orders: int, *, is_silent: bool = False) -> None:
        print(f"… {situation}", file=sys.stderr, flush=True)
        began = time.monotonic()
        for name, (client, way) in self._clients.items():
            self._ready(name)
            self._place.exchange.ask(f"fill {way.account} {orders}", 60)
            time.sleep(_SEEN_S)
            if is_silent:
                way.network.ask("arm")
            moments = client.press()
            if is_silent:
                way.network.ask("disarm")
            told = self._place.exchange.ask(f"tell {way.account}", 60)
            self.run.samples.append(self._sample(situation, name, moments, told["cancels"], told["open"]))
        time.sleep(max(0.0, began + _REST_S - time.monotonic()))

    def _sample(
        self, situation: str, name: str, moments: Moments, cancels: Sequence[float], left: int
    ) -> Sample:
        half_ms = self.run.measured_rtt_ms / 2
        marks: dict[str, float] = {}
        first_three = sorted(at for at in cancels if at >= moments.pressed)[:3]
        if len(first_three) == 3:
            marks[Mark.WIRE.value] = (first_three[-1] - moments.pressed) * 1000 - half_ms
        if moments.acknowledged is not None:
            marks[Mark.ACKNOWLEDGED.value] = (moments.acknowledged - moments.pressed) * 1000
        if moments.proved is not None:
            marks[Mark.PROVED.value] = (moments.proved - moments.pressed) * 1000
        return Sample(situation, name, marks, moments.problem, left)


def usual(asked: Asked) -> str:
    """Name the situation that every run has."""
    return f"warm, {asked.orders:,} orders, RTT {asked.rtt_ms:g} ms"
