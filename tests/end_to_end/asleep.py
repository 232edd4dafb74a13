"""Does a thread of another process wait for anything? Told by the system, whatever else the machine does.

The heart of an event loop beats every few milliseconds. So a thread that sleeps for longer without a beat
waits for something else than events: a lock, a socket, a thread. One that has no processor, as others have
it, does not sleep; and one that waits for its turn among Python's threads wakes each half of a millisecond.

`python -m tests.end_to_end.asleep PID BEATS` watches from a process of its own, so that no thread of whoever
asks holds it up, until its input ends; then it tells the most that was slept between two beats, in seconds.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from tests.session import PROJECT

# It lets the threads of a press go first for 18 ms; nothing else may keep it from its events. Its turn among
# those threads is waited for too: 0.12 s where others take the processor.
LIMIT_S = 0.2
_BETWEEN_S = 0.003
# So much of a pause counts as slept: of a whole computer that stood still, or of a sampler that came late.
_MOST_OF_ONE_S = 0.02


class Asleep:
    """Watches the first thread of a process while it is entered; beats is the file in which its heart counts.

    longest_s is then the most that it slept between two beats. When that comes to more than LIMIT_S, it is
    sent SIGUSR1, to print where it stands.
    """

    def __init__(self, pid: int, beats: Path) -> None:
        self._command = [sys.executable, "-m", "tests.end_to_end.asleep", str(pid), str(beats)]
        self.longest_s = 0.0

    def __enter__(self) -> Self:
        pipe = subprocess.PIPE
        self._watching = subprocess.Popen(self._command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True)
        assert self._watching.stdout is not None
        assert self._watching.stdout.readline() == "watching\n"
        return self

    def __exit__(self, *_: object) -> None:
        told, _error = self._watching.communicate()
        self.longest_s = float(told)


def _watch(pid: int, beats: int) -> float:
    status = Path(f"/proc/{pid}/task/{pid}/status")

    def look() -> tuple[bytes, str, str]:
        """The beats, what the thread does, and how often it has gone to sleep."""
        lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
        return os.pread(beats, 8, 0), lines["State"], lines["voluntary_ctxt_switches"]

    longest_s, slept_s, is_told = 0.0, 0.0, False
    at, before = time.monotonic(), look()
    while not select.select([sys.stdin], [], [], _BETWEEN_S)[0]:
        now, seen = time.monotonic(), look()
        if seen[0] != before[0]:
            slept_s, is_told = 0.0, False
        elif seen == before and seen[1].startswith("S"):
            # Asleep at both ends, and not awake in between.
            slept_s += min(now - at, _MOST_OF_ONE_S)
            longest_s = max(longest_s, slept_s)
        if slept_s > LIMIT_S and not is_told:
            is_told = True
            os.kill(pid, signal.SIGUSR1)
        at, before = now, seen
    return longest_s


def main() -> int:
    pid, beats = sys.argv[1:]
    with Path(beats).open("rb", buffering=0) as shared:
        sys.stdout.write("watching\n")
        sys.stdout.flush()
        sys.stdout.write(str(_watch(int(pid), shared.fileno())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
