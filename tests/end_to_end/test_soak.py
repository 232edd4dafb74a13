"""Looks at the book, one after the other without a pause: threads, open files and memory stay as they are.

A window in use looks every 15 s, which is 5,760 times a day: so many are made here, where nothing goes wrong,
and half of them where connections or answers fail. They are counted by what the exchange was asked, and told
with -s as hours; SOAK_S=600 goes on for so long.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from gui.desktop.pace import BETWEEN_LOOKS_S
from gui.practice import PracticeExchange, parse_fault
from tests.end_to_end.program import Program
from tests.end_to_end.screen import wait_for

SOAK_S = float(os.environ.get("SOAK_S", "0"))
LONGEST_S = 180.0  # for a day, which takes 20 s on a quiet machine
DAY = round(86_400 / BETWEEN_LOOKS_S)  # looks
WARM_SHARE = 0.3  # of the looks: until every table, pool and cache has its size
MOST_KB = 300  # a thousand looks: 5 to 17 as a rule, and 14,000 while each look made its labels anew
READS_OF_A_LOOK = 2


@dataclass(frozen=True, slots=True)
class Sample:
    looks: float
    kb: int
    threads: int
    files: int


def sample(pid: int, reads: int) -> Sample:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    told = dict(line.split(":", 1) for line in lines)
    files = len(os.listdir(f"/proc/{pid}/fd"))
    kb = int(told["VmRSS"].split()[0])
    return Sample(reads / READS_OF_A_LOOK, kb, int(told["Threads"]), files)


def slope(samples: list[Sample]) -> float:
    """kB for each thousand looks, by least squares."""
    count = len(samples)
    looks = sum(each.looks for each in samples) / count
    kb = sum(each.kb for each in samples) / count
    over = sum((each.looks - looks) * (each.kb - kb) for each in samples)
    return 1000 * over / sum((each.looks - looks) ** 2 for each in samples)


class Counting(PracticeExchange):
    """Counts the reads that it forgets."""

    reads = 0

    def _record(self, request) -> None:  # type: ignore[no-untyped-def]
        self.reads += request.path.endswith("orders-pending")
        super()._record(request)


@pytest.mark.parametrize(
    ("days", "faults"),
    [
        (1.0, ()),
        (0.5, ("reset",)),
        (0.5, ("http=500",)),
    ],
    ids=["sound", "closes each connection", "fails each other time"],
)
def test_many_looks_leave_nothing_behind(program: Program, days: float, faults: tuple[str, ...]) -> None:
    with Counting(orders=14, rate_limited=False) as exchange:
        program.start(exchange.url, module="tests.end_to_end.soaked_window")
        assert program.pid is not None
        samples = soak(program.pid, exchange, days, faults)
        program.close()
        assert program.wait() == (0, "")
    warm = [each for each in samples if each.looks > samples[-1].looks * WARM_SHARE]
    grows = slope(warm)
    looks = samples[-1].looks
    tell = f"{looks:,.0f} looks, {looks / DAY * 24:.1f} h: {grows:.0f} kB a thousand, "
    tell += f"threads {span(each.threads for each in warm)}, files {span(each.files for each in warm)}"
    print(tell)  # noqa: T201 seen with -s

    assert looks >= days * DAY, tell
    assert grows < MOST_KB, tell
    first, second = warm[: len(warm) // 2], warm[len(warm) // 2 :]
    # The most of each half: what is short-lived comes and goes.
    assert max(each.threads for each in second) <= max(each.threads for each in first) + 2, tell
    assert max(each.files for each in second) <= max(each.files for each in first) + 3, tell


def span(numbers) -> str:  # type: ignore[no-untyped-def]
    found = list(numbers)
    return f"{min(found)} to {max(found)}"


def soak(pid: int, exchange: Counting, days: float, faults: tuple[str, ...]) -> list[Sample]:
    """Let it look for so many days, for that part of SOAK_S at least; a fault strikes each other time."""
    wait_for(lambda: exchange.reads > 10, "the first looks")
    samples, begun_at, turn, passed_s = [sample(pid, exchange.reads)], time.monotonic(), 0, 0.0
    while passed_s < days * SOAK_S or (samples[-1].looks < days * DAY and passed_s < LONGEST_S):
        turn += 1
        exchange.arm(*(parse_fault(fault) for fault in faults if turn % 2))
        time.sleep(0.1)
        samples.append(sample(pid, exchange.reads))
        passed_s = time.monotonic() - begun_at
    exchange.arm()
    return samples
