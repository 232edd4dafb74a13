"""What the GUI thread does in one go: how long it stands still, how much it reckons, and for what."""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import dataclass, replace
from types import FrameType

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer, Signal

_BEAT_MS = 5
_LONG_MS = 30.0
_MOST_STALLS, _MOST_CALLS = 4, 12


@dataclass(frozen=True, slots=True)
class Worst:
    """Milliseconds: the longest without a turn of the event loop, and the most reckoned in one turn.

    The first grows with whatever else the machine does, the second does not. queued_ms is that part of the
    stall in which this thread could have gone on but had no processor: 0 where the system does not tell.
    """

    stall_ms: float = 0.0
    queued_ms: float = 0.0
    busy_ms: float = 0.0


class Turns(QObject):
    """Watches the event loop of the thread that made it, from its first turn on."""

    beaten = Signal(float, float)  # how late the heart beats, and what was reckoned since its last beat: ms

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worst = Worst()
        self._queue = _Queue()
        self._beat_at, self._beat_queued = time.monotonic(), self._queue.waited_ms()
        self._beat_cpu = self._reckoned = time.thread_time()
        self._heart = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._heart.start()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self._turn)

    def take(self) -> Worst:
        """The worst since the last call."""
        found, self._worst = self._worst, Worst()
        return found

    def _beat(self) -> None:
        now, reckoned, queued = time.monotonic(), time.thread_time(), self._queue.waited_ms()
        stall_ms = (now - self._beat_at) * 1000 - _BEAT_MS
        if stall_ms > self._worst.stall_ms:
            self._worst = replace(self._worst, stall_ms=stall_ms, queued_ms=queued - self._beat_queued)
        self.beaten.emit(stall_ms, (reckoned - self._beat_cpu) * 1000)
        self._beat_at, self._beat_cpu, self._beat_queued = now, reckoned, queued

    def _turn(self) -> None:
        reckoned = time.thread_time()
        busy_ms = (reckoned - self._reckoned) * 1000
        if busy_ms > self._worst.busy_ms:
            self._worst = replace(self._worst, busy_ms=busy_ms)
        self._reckoned = reckoned


class _Queue:
    """For how long the thread that made it has waited for a processor, as Linux counts it."""

    def __init__(self) -> None:
        try:
            path = f"/proc/self/task/{threading.get_native_id()}/schedstat"
            self._descriptor: int | None = os.open(path, os.O_RDONLY)
        except OSError:
            self._descriptor = None

    def waited_ms(self) -> float:
        if self._descriptor is None:
            return 0.0
        return int(os.pread(self._descriptor, 100, 0).split()[1]) / 1e6


class Entries:
    """What Qt calls in Python on the GUI thread, while the event loop stands still for long.

    Each such call waits for its turn among all the threads that run Python: that wait is told beside it.
    Slows down what it watches.
    """

    def __init__(self, turns: Turns, below: FrameType) -> None:
        self._below = below  # the frame that runs the event loop
        self._calls: list[tuple[str, float, float, float]] = []  # name, waited, took, reckoned: ms
        self._left = time.monotonic(), time.thread_time()
        self._entered = (*self._left, 0.0)
        self._stalls: list[tuple[float, float, list[str]]] = []
        turns.beaten.connect(self._end_turn)
        sys.setprofile(self._note)

    def told(self) -> list[str]:
        """The calls of the longest stalls, the longest stall first."""
        lines = []
        for stall, cpu, calls in sorted(self._stalls, reverse=True)[:_MOST_STALLS]:
            lines += [f"stall of {stall:.1f} ms, {cpu:.1f} of the processor", *calls]
        return lines

    def _note(self, frame: FrameType, event: str, _argument: object) -> None:
        if frame.f_back is not self._below:
            return
        now, cpu = time.monotonic(), time.thread_time()
        if event == "call":
            self._entered = now, cpu, (now - self._left[0]) - (cpu - self._left[1])
        elif event == "return":
            began, began_cpu, waited = self._entered
            self._left = now, cpu
            took, reckoned = now - began, cpu - began_cpu
            self._calls.append((_name_of(frame), 1000 * waited, 1000 * took, 1000 * reckoned))

    def _end_turn(self, stall_ms: float, cpu_ms: float) -> None:
        calls, self._calls = self._calls, []
        if stall_ms < _LONG_MS:
            return
        sums: dict[str, tuple[float, ...]] = {}
        for name, *times in calls:
            sums[name] = tuple(map(sum, zip(sums.get(name, (0, 0.0, 0.0, 0.0)), (1, *times), strict=True)))
        ranked = sorted(sums.items(), key=lambda item: item[1][1] + item[1][2], reverse=True)
        lines = [
            f"{count:5.0f} times: waited {waited:6.1f}, took {took:6.1f}, reckoned {own:6.1f}: {name}"
            for name, (count, waited, took, own) in ranked[:_MOST_CALLS]
        ]
        self._stalls.append((stall_ms, cpu_ms, lines))


def _name_of(frame: FrameType) -> str:
    return f"{frame.f_globals.get('__name__', '')}.{frame.f_code.co_qualname}"
