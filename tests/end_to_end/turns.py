"""What the GUI thread does in one go: how long it stands still, how much it reckons, and for what."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer, Signal

_BEAT_MS = 5
_LONG_MS = 30.0
_MOST_STALLS, _MOST_CALLS = 4, 12


@dataclass(frozen=True, slots=True)
class Worst:
    """Milliseconds: the longest without a turn of the event loop, and the most reckoned in one turn.

    The first grows with whatever else the machine does, the second does not.
    """

    stall_ms: float
    busy_ms: float


class Turns(QObject):
    """Watches the event loop of the thread that made it, from its first turn on."""

    beaten = Signal(float, float)  # how late the heart beats, and what was reckoned since its last beat: ms

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stall_ms = self._busy_ms = 0.0
        self._beat_at = time.monotonic()
        self._beat_cpu = self._reckoned = time.thread_time()
        self._heart = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._heart.start()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self._turn)

    def take(self) -> Worst:
        """The worst since the last call."""
        found = Worst(self._stall_ms, self._busy_ms)
        self._stall_ms = self._busy_ms = 0.0
        return found

    def _beat(self) -> None:
        now, reckoned = time.monotonic(), time.thread_time()
        stall_ms = (now - self._beat_at) * 1000 - _BEAT_MS
        self._stall_ms = max(self._stall_ms, stall_ms)
        self.beaten.emit(stall_ms, (reckoned - self._beat_cpu) * 1000)
        self._beat_at, self._beat_cpu = now, reckoned

    def _turn(self) -> None:
        reckoned = time.thread_time()
        self._busy_ms = max(self._busy_ms, (reckoned - self._reckoned) * 1000)
        self._reckoned = reckoned


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
