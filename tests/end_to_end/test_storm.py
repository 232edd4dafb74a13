"""In a panic: two hundred presses in five seconds, by mouse, key and terminal, on the real window."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.panic.verdict import Verdict
from gui.practice import PracticeExchange
from gui.practice.endpoints import ENDPOINTS
from tests.end_to_end.program import Program
from tests.end_to_end.screen import is_red, middle_of, wait_for
from tests.end_to_end.test_press import start

CLICKS, KEYS, COMMANDS, STORM_S = 80, 80, 40, 5.0
PACE_MS = round(STORM_S * 1000 / CLICKS)
# Nearly a second: a busy computer comes to read requests a little closer together than they left.
SECOND_S = 0.9
# A busy X server may give a release and the next press one time, as it does while a key is held.
MOST_RUN_TOGETHER = 3


@pytest.fixture
def exchange() -> Iterator[PracticeExchange]:
    """An exchange as far away as a real one."""
    with PracticeExchange(orders=14, latency_ms=30) as exchange:
        yield exchange


def status(pid: int | None, field: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{field}:")))


def begin(program: Program, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        env=program.environment,
        cwd=program.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def storm(program: Program) -> list[subprocess.Popen[str]]:
    """Press in all three ways at once; gives the presses of the terminal, which wait for their verdicts."""
    place = middle_of(program.screen.picture(program.folder / "before.png"), is_red)
    assert place is not None
    program.screen.do("mousemove", *map(str, place))
    clicking = begin(program, "xdotool", "click", "--repeat", str(CLICKS), "--delay", str(PACE_MS), "1")
    typing = begin(program, "xdotool", *_typing())
    began, asked = time.monotonic(), []
    for number in range(COMMANDS):
        time.sleep(max(0.0, began + number * STORM_S / COMMANDS - time.monotonic()))
        asked.append(begin(program, sys.executable, "-m", "gui", "press", "--json"))
    for hand in (clicking, typing):
        _, complaints = hand.communicate(timeout=60)
        assert (hand.returncode, complaints) == (0, "")
    return asked


def _typing() -> list[str]:
    """One key a turn, let go before the next: what is held counts once."""
    stroke = ["key", "--delay", "1", "ctrl+shift+x"]
    return stroke + ["sleep", f"{PACE_MS / 1000 - 0.01:.3f}", *stroke] * (KEYS - 1)


def busiest(exchange: PracticeExchange, window_s: float) -> dict[tuple[str, str], int]:
    """The most requests that left in any such window, for each endpoint and key.

    By the time that each is signed with: on a busy computer what left long apart can arrive together.
    """
    times: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for request in exchange.requests:
        key = request.headers.get("access-key", "")
        signed_ms = request.headers.get("access-timestamp")
        times[request.method, request.path, key].append(int(signed_ms) / 1000 if signed_ms else request.at)
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (method, path, _), moments in times.items():
        moments.sort()
        for place, moment in enumerate(moments):
            within = sum(moment <= other < moment + window_s for other in moments[place:])
            found[method, path] = max(found[method, path], within)
    return found


def test_two_hundred_presses_in_five_seconds(program: Program, exchange: PracticeExchange) -> None:
    start(program, exchange)
    time.sleep(1.0)  # all that a window does at its start has been done
    threads, began = status(program.pid, "Threads"), time.monotonic()
    asked = storm(program)
    took_s = time.monotonic() - began
    # The last press of all, with an order that came right before it.
    exchange.book.place("ETHUSDT", client_oid="late")
    pressed_at = time.monotonic()
    last = program.terminal("press", "--json")
    assert json.loads(last.stdout)["verdict"] == Verdict.EMPTY
    assert exchange.book.open_orders() == []
    after = [request for request in exchange.requests if request.at > pressed_at]
    cancels = [each.at for each in after if each.path.endswith("cancel-all-orders")]
    assert len(cancels) >= 3
    assert [each for each in after if each.path.endswith("orders-pending") and each.at > max(cancels)]

    # Everybody who asked was answered, and soon.
    answers = [process.communicate(timeout=60) for process in asked]
    assert {complaints for _, complaints in answers} == {""}
    assert {json.loads(said)["verdict"] for said, _ in answers} == {Verdict.EMPTY}

    # Nothing is queued: no cancel comes after the verdict, and the threads are those of before.
    program.wait_for_title("^EMPTY")
    idle_since = time.monotonic()
    time.sleep(3.0)
    late_cancels = [r for r in exchange.requests if r.at > idle_since and r.method == "POST"]
    assert late_cancels == []
    wait_for(lambda: status(program.pid, "Threads") <= threads + 2, "the threads' end")

    # Every press is in the journal: as a press of its own, or as one more of a run.
    presses = program.presses()
    assert all(press.end is not None for press in presses)
    taken = len(presses) + sum(len(press.again) for press in presses)
    pressed = CLICKS + KEYS + COMMANDS + 1
    assert pressed - MOST_RUN_TOGETHER <= taken <= pressed
    assert took_s < 3 * STORM_S  # a storm, and no drizzle, on a busy computer too

    for (method, path), most in busiest(exchange, SECOND_S).items():
        assert most <= ENDPOINTS[method, path].per_second, path
    for (method, path), most in busiest(exchange, 10.0).items():
        assert most <= 10 * ENDPOINTS[method, path].per_second, path
