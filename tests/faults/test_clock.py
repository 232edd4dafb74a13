"""Clocks that are wrong, jump in the middle of a press, or do not move while the computer sleeps."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gui.practice import PracticeExchange

from .conftest import RunRow
from .front import Shot
from .rows import ALL, EMPTY, REFUSED, SHORT_S, UNKNOWN, Row

_FIRE = [sys.executable, "-m", "gui", "fire", "--environment", "practice", "--exchange-url"]
_DAY_MS = 86_400_000
_OFF = {"31 s": 31_000, "a day": _DAY_MS, "ten years": 3650 * _DAY_MS}

ROWS = [
    Row(f"the clock is {name} {'behind' if sign > 0 else 'ahead'}", practice=(f"all:clock={sign * off_ms}",))
    for name, off_ms in _OFF.items()
    for sign in (1, -1)
    if (name, sign) != ("ten years", -1)  # 2016: the exchange's clock itself would be nonsense
]
ROWS += [
    Row(
        "the exchange's clock says 2016",
        practice=(f"all:clock={-3650 * _DAY_MS}",),
        verdicts=(REFUSED, UNKNOWN),
        deadline_s=SHORT_S,
    ),
    Row(
        "the exchange's clock jumps for one request",
        practice=("cancel:clock=90000*1",),
        verdicts=(EMPTY,),
    ),
    Row("the exchange's clock is wrong for every read", practice=("read:clock=90000",)),
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_clock_that_is_off(row: Row, run_row: RunRow) -> None:
    run_row(row)


@pytest.mark.parametrize("jump_s", [31.0, -31.0, 3600.0, -86_400.0, 315_360_000.0])
def test_the_computers_clock_jumps_in_the_middle(
    jump_s: float, run_row: RunRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set right by a time server while a press runs: signed times are off, deadlines are not."""
    true_time: Callable[[], float] = time.time
    jumped = threading.Event()

    def wall_clock() -> float:
        # The exchange and the machinery of the tests keep the right time.
        caller = sys._getframe(1).f_globals.get("__name__", "")
        return true_time() + (jump_s if jumped.is_set() and caller.startswith("gui.bitget") else 0.0)

    def spoil(shot: Shot) -> bytes | None:
        told = shot.reply().wire()
        jumped.set()
        return told

    monkeypatch.setattr(time, "time", wall_clock)
    pressed = run_row(Row(f"jump of {jump_s} s", spoil, ALL, (EMPTY,), practice=("settle=300",), alone=True))
    assert pressed.took_s < 4


@pytest.mark.parametrize(("slept_s", "is_cut"), [(1.5, False), (5.0, False), (5.0, True)])
def test_a_laptop_that_sleeps_in_the_middle_of_a_press(slept_s: float, is_cut: bool, tmp_path: Path) -> None:
    """The whole process stands still while the exchange goes on, and perhaps lets go of it.

    Half of the press's ten seconds is left when it wakes: time enough for the proof.
    """
    with PracticeExchange(orders=14, rate_limited=False, settle_ms=300) as exchange:
        environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
        fire = subprocess.Popen(
            [*_FIRE, exchange.url],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not exchange.requests and fire.poll() is None:
            time.sleep(0.005)
        fire.send_signal(signal.SIGSTOP)
        time.sleep(slept_s)
        if is_cut:
            exchange.stop()
            exchange.start()
        fire.send_signal(signal.SIGCONT)
        said, complained = fire.communicate(timeout=30)
        left = exchange.book.open_orders()
    assert "Traceback" not in complained
    assert fire.returncode == 0, said + complained
    assert left == []
    assert "Read back: nothing is open" in said
