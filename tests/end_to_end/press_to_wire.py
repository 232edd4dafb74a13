"""From a key that goes down to the first byte of a cancel: `python -m tests.end_to_end.press_to_wire`.

Real events on a real X server, the real window, and a server on loopback that notes when each request
arrives; time.monotonic() is one clock for all the processes of a computer. Options: --presses 200,
--rows 0, --stages, and --mouse: from the mouse button that comes up over the button of the window, which is
what fires.
"""

from __future__ import annotations

import argparse
import json
import random
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from Xlib.display import Display

from gui.panic.orders import ProductType
from gui.practice.accounts import key_of
from tests.bitget.raw_server import RawServer, Seen, answer
from tests.end_to_end.crowd import books
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen, wait_for
from tests.end_to_end.strokes import Stroke, by_key, by_mouse
from tests.session import PROJECT, unlocked_desktop

_LONGEST_S = 40.0
_PRODUCT_TYPES = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds from the event that fires, press by press."""

    heard: tuple[float, ...]  # in the window's event loop
    first: tuple[float, ...]  # a cancel has arrived
    last: tuple[float, ...]  # every product type's cancel has arrived
    # The longest for which the event loop stood still until the next press, for how much of that it had no
    # processor, and the most it reckoned in one turn.
    stalls: tuple[float, ...]
    queued: tuple[float, ...]
    busy: tuple[float, ...]


def median_and_p99(found: Sequence[float]) -> tuple[float, float]:
    """The middle one, and the one that a hundredth is above."""
    ranked = sorted(found)
    return median(ranked), ranked[min(len(ranked) - 1, int(0.99 * len(ranked)))]


def measure(
    program: Program,
    presses: int,
    rows: int,
    *more: str,
    accounts: int = 1,
    even: bool = False,
    by_hand: str = "key",
) -> Measured:
    """Press so often with so many rows in the table, by "key" or by "mouse".

    The pauses keep within the rate budget.
    """
    how = (*more, f"--accounts={accounts}", *(["--even"] if even else []))
    with (
        _exchange(rows, accounts, even=even) as server,
        _window(program, server.url, rows, *how) as window,
    ):
        display = Display(program.screen.display)
        try:
            _ready(window, rows)
            stroke = by_key if by_hand == "key" else by_mouse(program.screen, program.folder)
            found = [_press(stroke, display, window, server, rows, accounts) for _ in range(presses)]
        finally:
            display.close()
    return Measured(*zip(*found, strict=True))


def _ready(window: subprocess.Popen[str], rows: int) -> tuple[float, ...]:
    """Wait until the table is full; gives the moment at which the window heard the last press, and stalls."""
    assert window.stdout is not None
    assert select.select([window.stdout], [], [], _LONGEST_S)[0], "the window did not say that it is ready"
    told = window.stdout.readline().split()
    assert told[:2] == ["ready", str(rows)], told
    return tuple(map(float, told[2:]))


def _press(
    stroke: Stroke,
    display: Display,
    window: subprocess.Popen[str],
    server: RawServer,
    rows: int,
    accounts: int,
) -> tuple[float, ...]:
    time.sleep(0.3 + 0.2 * random.random())  # noqa: S311 so that no timer of the window's is in step
    server.seen.clear()
    pressed_at = stroke(display)
    wait_for(lambda: len(_cancels(server)) >= accounts * _PRODUCT_TYPES, "the cancels")
    arrived = _cancels(server)[: accounts * _PRODUCT_TYPES]
    heard_at, *stalls = _ready(window, rows)
    heard, first, last = ((moment - pressed_at) * 1000 for moment in (heard_at, arrived[0], arrived[-1]))
    return heard, first, last, *stalls


def _cancels(server: RawServer) -> list[float]:
    return sorted(seen.at for seen in list(server.seen) if seen.path.endswith("cancel-all-orders"))


@contextmanager
def _exchange(rows: int, accounts: int, *, even: bool) -> Iterator[RawServer]:
    named: dict[tuple[str, ProductType], bytes] = {}
    for account, orders in books(rows, accounts, even=even).items():
        for kind in ProductType:
            ids = [each.order_id for each in orders if each.product_type is kind]
            names = [{"orderId": order_id, "clientOid": None} for order_id in ids]
            named[key_of(account), kind] = answer({"successList": names, "failureList": []})
    keys = {key for key, _ in named}
    replies = {
        "orders-pending": answer({"entrustedList": None, "endId": None}),
        "orders-plan-pending": answer({"entrustedList": None, "endId": None}),
        "settings": answer(None, "40084", status=400),  # a classic account
        "info": answer({"authorities": ["coow", "coor"], "ips": "", "userId": "1"}),
    }

    def reply(_: socket.socket, seen: Seen) -> bytes:
        name = seen.path.rpartition("/")[2]
        if name == "time":
            return answer({"serverTime": str(int(time.time() * 1000))})
        key = seen.headers.get("access-key", "")
        if key not in keys:
            return answer(None, "40006", status=400)
        if name == "cancel-all-orders":
            return named[key, ProductType(seen.fields["productType"])]
        return replies.get(name) or answer([])

    server = RawServer(reply)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def _window(program: Program, url: str, rows: int, *more: str) -> Iterator[subprocess.Popen[str]]:
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.pressed_window", url, str(rows), *more],
        env=program.environment | {"PYTHONPATH": str(PROJECT)},
        cwd=program.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield window
        program.close()
        with suppress(subprocess.TimeoutExpired):
            told, _ = window.communicate(timeout=10)
            lines = told.splitlines(keepends=True)
            sys.stdout.write("".join(line for line in lines if not line.startswith("ready")))
    finally:
        window.kill()
        window.wait()


@contextmanager
def one_program() -> Iterator[Program]:
    """A screen, a desktop and a home for a window of its own."""
    screen = Screen()
    try:
        with unlocked_desktop() as desktop, tempfile.TemporaryDirectory() as folder:
            yield Program(screen, desktop, Path(folder))
    finally:
        screen.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--rows", type=int, default=0)
    for name in ("stages", "mouse"):
        parser.add_argument(f"--{name}", action="store_true")
    asked = parser.parse_args()
    with one_program() as program:
        stages = ["--stages"] if asked.stages else []
        by_hand = "mouse" if asked.mouse else "key"
        found = measure(program, asked.presses, asked.rows, *stages, by_hand=by_hand)
    for name, times in asdict(found).items():
        middle, high = median_and_p99(times)
        told = {"median": round(middle, 2), "p99": round(high, 2), "max": round(max(times), 2)}
        sys.stdout.write(f"{asked.presses} presses, {asked.rows} rows, {name}: {json.dumps(told)} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
