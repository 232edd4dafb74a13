"""Threads that stand by: starting one takes longer than all that a press computes before its first cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

Job = Callable[[], None]
_Line = SimpleQueue[Job | None]  # to one thread


class Crew:
    """Daemon threads, each with one job at a time; for any thread. More are started where none is free.

    Those that are more than were asked to stand by end after their job: many presses may need many for once.
    Daemons, because a call that hangs must not keep the program from leaving.
    """

    def __init__(self) -> None:
        self._free: list[_Line] = []
        self._lock = threading.Lock()
        self._most_free: int | None = None  # nobody stands by: they are kept until they are dismissed
        self._is_dismissed = False

    def stand_by(self, count: int) -> None:
        """Have so many free threads, as far as the system gives them. Blocks for 0.3 ms for each new one."""
        with self._lock:
            self._most_free = count
            missing = count - len(self._free)
        try:
            for _ in range(missing):
                self._start(_nothing)
        except RuntimeError:  # the system gives no more threads: do() says so when it matters
            return

    def do(self, job: Job) -> None:
        """Begin a job at once. Raises RuntimeError where the system gives no more threads."""
        with self._lock:
            line = self._free.pop() if self._free else None
        if line is None:
            self._start(job)
        else:
            line.put(job)

    def dismiss(self) -> None:
        """Let every thread end after the job that it has."""
        with self._lock:
            self._is_dismissed = True
            free, self._free = self._free, []
        for line in free:
            line.put(None)

    def _start(self, job: Job) -> None:
        line: _Line = SimpleQueue()
        line.put(job)
        threading.Thread(target=self._serve, args=(line,), name="crew", daemon=True).start()

    def _serve(self, line: _Line) -> None:
        while (job := line.get()) is not None:
            job()
            del job  # a press that has ended is not kept until the next one comes
            with self._lock:
                if self._is_dismissed or len(self._free) == self._most_free:
                    return
                self._free.append(line)


def _nothing() -> None:
    pass
