"""A window that is open and not used: next to nothing of a core, and no more memory than it needs.

IDLE_S=600 makes it longer; what it took is told with -s. Time of a processor is counted, whatever else runs.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from gui.practice import PracticeExchange
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for

IDLE_S = float(os.environ.get("IDLE_S", "20"))
_SETTLING_S = 12.0  # what a start has loaded is put in order after some seconds, once
_MOST_OF_A_CORE, _MOST_KB = 0.01, 150_000


def processor_s(pid: int) -> float:
    """Seconds of a processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_kb(pid: int) -> int:
    told = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(told["VmRSS"].split()[0])


def test_a_window_that_nobody_uses_takes_next_to_nothing(program: Program) -> None:
    with PracticeExchange(orders=14) as exchange:
        program.start("--exchange-url", exchange.url)
        assert program.pid is not None
        wait_for(lambda: any(seen.path.endswith("orders-pending") for seen in exchange.requests), "a look")
        time.sleep(_SETTLING_S)
        begun_at, before_s, before_kb = time.monotonic(), processor_s(program.pid), resident_kb(program.pid)
        time.sleep(IDLE_S)
        share = (processor_s(program.pid) - before_s) / (time.monotonic() - begun_at)
        kb = resident_kb(program.pid)
        program.close()
        assert program.wait() == (0, "")
    took = f"{100 * share:.2f} % of a core, {before_kb / 1000:.0f} to {kb / 1000:.0f} MB"
    tell = f"idle for {IDLE_S:.0f} s: {took}"
    print(tell)  # noqa: T201 seen with -s
    assert share < _MOST_OF_A_CORE, tell
    assert max(before_kb, kb) < _MOST_KB, tell
