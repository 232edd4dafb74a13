"""A bound on calls that must end, whatever the other side does with its bytes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from gui.panic.errors import Silent
from gui.panic.turnstile import outside

Answer = TypeVar("Answer")
_GRACE_S = 0.2


def in_time(call: Callable[[], Answer], until: float) -> Answer:
    """Run a call on a thread of its own and give its answer, or raise Silent shortly after `until`.

    Time-outs of a socket start anew with every byte, so that an answer which trickles can outlast them all;
    nobody waits for it here. Raises what the call raises.
    """
    waiting = _Waiting(call)
    thread = threading.Thread(target=waiting.run, name="in time", daemon=True)
    thread.start()
    with outside():
        thread.join(max(0.0, until - time.monotonic()) + _GRACE_S)
    return waiting.answer()


class _Waiting(Generic[Answer]):
    def __init__(self, call: Callable[[], Answer]) -> None:
        self._call = call
        self._answers: list[Answer] = []
        self._problem: Exception | None = None

    def run(self) -> None:
        try:
            self._answers.append(self._call())
        except Exception as problem:  # noqa: BLE001 raised again where somebody waits for it
            self._problem = problem

    def answer(self) -> Answer:
        if self._problem is not None:
            raise self._problem
        if not self._answers:
            raise Silent
        return self._answers[0]
