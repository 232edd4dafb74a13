"""A press of the real window while the exchange or the network fails, and for how long the window waited."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange, parse_fault
from tests.end_to_end.asleep import Asleep
from tests.faults import spoils
from tests.faults.front import Asked, Front, Shot, Spoil, honest, wire
from tests.faults.rows import EMPTY, LEFT, UNKNOWN
from tests.session import PROJECT

_ORDERS = 14
_MANY = 230  # three pages
_LONGEST_S = 40.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong for a press and what comes after it, and what the press may come to.

    The first of the verdicts is what it comes to, and says a part of its sentence; a busy machine may let a
    press come to the others. strikes are the kinds of requests that are spoiled; practice is a fault of the
    exchange itself; with is_down nothing listens.
    """

    verdicts: tuple[Verdict, ...]
    spoil: Spoil = honest
    strikes: tuple[str, ...] = ("cancel", "read", "other")
    practice: str = ""
    orders: int = _ORDERS
    is_down: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a press came to, and how the GUI thread fared; the times are the worst until it was over.

    slept_ms is what it waited for anything but events; busy_ms what it reckoned in one turn; stall_ms is by
    the clock and grows with whatever else the machine does. touched are files, sockets and processes.
    """

    verdict: Verdict
    sentence: str
    left: int  # open when the verdict was told
    slept_ms: float
    busy_ms: float
    stall_ms: float
    touched: tuple[str, ...]


def _first_page_again() -> Spoil:
    """Whatever page is asked for, the first one comes."""
    pages: dict[str, bytes] = {}

    def spoil(shot: Shot) -> bytes | None:
        body = shot.reply().body
        if "idLessThan" not in shot.asked.target:
            pages[_list_of(shot.asked)] = body
        return wire(pages.get(_list_of(shot.asked), body))

    return spoil


def _list_of(asked: Asked) -> str:
    product_type = next(part for part in asked.target.split("&") if "productType" in part)
    return f"{product_type} {'partially' in asked.target}"


def _wrong_types(told: Any) -> Any:
    data = told["data"] or {}
    return told | {"data": {name: 7 if isinstance(each, list) else [each] for name, each in data.items()}}


def _many_numbers(shot: Shot) -> bytes | None:
    """No more bytes than are read, but millions of values."""
    shot.reply()
    return wire(b'{"code":"00000","msg":"","data":[' + b"1," * (3 * spoils.MEGABYTE) + b"1]}")


def _lists_as(change: Callable[[list[Any]], list[Any] | None]) -> Spoil:
    """The true answer with each of its lists changed."""

    def changed(told: Any) -> Any:
        data = told["data"] or {}
        lists = {name: change(each) for name, each in data.items() if isinstance(each, list)}
        return told | {"data": data | lists}

    return spoils.retold(changed)


def _hang_up_on_all(shot: Shot) -> bytes | None:
    """Every connection of the program breaks, that of each other account and product type too."""
    shot.front.hang_up()
    return None


def _clock_jumps(shot: Shot) -> bytes | None:
    """A minute and a half lies between the answer to the cancel and the next request."""
    told = shot.reply().wire()
    shot.front.exchange.arm(parse_fault("clock=-90000"))
    return told


_NO_PROOF = (UNKNOWN,)
_LISTS = ("cancel", "read")
TROUBLES = {
    "nothing": Trouble((EMPTY, LEFT, UNKNOWN)),  # what a busy machine lets it come to in 2 s
    "silent": Trouble(_NO_PROOF, spoils.silent_before),
    "silent-reads": Trouble(_NO_PROOF, spoils.silent_after, ("read",)),
    "slow-drip": Trouble(_NO_PROOF, spoils.drip),
    "50-mb-body": Trouble(_NO_PROOF, spoils.huge_body, _LISTS),
    "millions-of-numbers": Trouble(_NO_PROOF, _many_numbers, _LISTS),
    "gzip-bomb": Trouble(_NO_PROOF, spoils.gzip_bomb, _LISTS),
    "1-mb-header": Trouble(_NO_PROOF, spoils.huge_header),
    "503-html": Trouble(_NO_PROOF, spoils.page(503)),
    "reset": Trouble(_NO_PROOF, spoils.reset_before),
    "reset-in-answer": Trouble(_NO_PROOF, spoils.reset_in_answer),
    "half-answer": Trouble(_NO_PROOF, spoils.half),
    "refused": Trouble(_NO_PROOF, is_down=True),
    "clock-off": Trouble((EMPTY, LEFT, UNKNOWN), practice="clock=90000"),
    "looping-pages": Trouble(_NO_PROOF, _first_page_again(), ("read",), "ack-only", _MANY),
    "wrong-types": Trouble(_NO_PROOF, spoils.retold(_wrong_types), _LISTS),
    "redirect": Trouble(
        _NO_PROOF,
        spoils.page(307, headers={"Location": "https://elsewhere.invalid/"}),
        says="where this program does not go",
    ),
    "429": Trouble(_NO_PROOF, spoils.page(429, headers={"Retry-After": "1"}), says="Too many requests"),
    "403-html": Trouble(_NO_PROOF, spoils.page(403), says="A gateway in front of Bitget"),
    "duplicate-ids": Trouble(
        (LEFT, UNKNOWN),
        _lists_as(lambda each: each * 2),
        _LISTS,
        "ack-only",
        says=f"USDT-FUTURES: {_ORDERS} orders still open",
    ),
    "null-lists": Trouble((EMPTY, UNKNOWN), _lists_as(lambda _: None), _LISTS, says="nothing is open in"),
    "chunk-nonsense": Trouble(_NO_PROOF, spoils.chunk_nonsense, says="before Bitget's answer was complete"),
    "hung-up-on-all": Trouble(_NO_PROOF, _hang_up_on_all, ("cancel",), says="The connection broke"),
    "clock-jump": Trouble((EMPTY, LEFT, UNKNOWN), _clock_jumps, ("cancel",), says="nothing is open in"),
}


class Pressed:
    """A real window, and all that it presses; one after another."""

    def __init__(self, front: Front, window: subprocess.Popen[str], beats: Path) -> None:
        self._front, self._window, self._beats = front, window, beats
        assert self._told() == {"ready": True}

    def press(self, trouble: Trouble) -> Found:
        """Press while something goes wrong; after it nothing is wrong any more."""
        exchange, front = self._front.exchange, self._front
        while len(exchange.book.open_orders()) < trouble.orders:
            exchange.book.place()
        exchange.arm(*([parse_fault(trouble.practice)] if trouble.practice else []))
        front.rule = lambda asked: trouble.spoil if asked.kind in trouble.strikes else None
        if trouble.is_down:
            front.cut()
        try:
            with Asleep(self._window.pid, self._beats) as asleep:
                told = self._ask()
            left = len(exchange.book.open_orders())
        finally:
            exchange.arm()
            front.rule = lambda _: None
            if trouble.is_down:
                front.come_back()
        return Found(
            Verdict(told["verdict"]),
            told["sentence"],
            left,
            asleep.longest_s * 1000,
            told["busy_ms"],
            told["stall_ms"],
            tuple(told["touched"]),
        )

    def _ask(self) -> dict[str, Any]:
        assert self._window.stdin is not None
        self._window.stdin.write("press\n")
        self._window.stdin.flush()
        return self._told()

    def _told(self) -> dict[str, Any]:
        assert self._window.stdout is not None
        ready = select.select([self._window.stdout], [], [], _LONGEST_S)[0]
        line = self._window.stdout.readline() if ready else ""
        assert line, "the window said nothing"
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def pressed_window(folder: Path, *more: str) -> Iterator[Pressed]:
    """Open a window without a screen, with a home of its own, at an exchange that can be spoiled."""
    beats = folder / "beats"
    beats.write_bytes(bytes(8))
    homes = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")}
    with (
        PracticeExchange(orders=_ORDERS, rate_limited=False) as exchange,
        Front(exchange, lambda _: None) as front,
        subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.beating_window", front.url, str(beats), *more],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(PROJECT),
                "QT_QPA_PLATFORM": "offscreen",
                **homes,
            },
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as window,
    ):
        try:
            yield Pressed(front, window, beats)
        finally:
            window.kill()
