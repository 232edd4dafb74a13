"""Threads that take jobs one after another; answers arrive in the GUI thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class Worker(QObject):
    """One daemon thread. do() may be called from the thread that made it, where `then` and `failed` run.

    A daemon with a queue and a timed join leaves cleanly with a job in hand; QThread and pools do not.
    """

    # Owned by the GUI thread: whatever is connected runs there, also when a worker thread emits.
    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._answered.connect(self._deliver)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def do(
        self,
        job: Callable[[], Answer],
        then: Callable[[Answer], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run a job on the thread, then one of the two others in the GUI thread. Returns at once."""

        def work() -> None:
            try:
                answer = job()
            except Exception as problem:  # noqa: BLE001 handed to the caller, who says it in a sentence
                self._hand_over(_failing(failed, problem))
                return
            if then is not None:
                self._hand_over(lambda: then(answer))

        self._jobs.put(work)

    def stop(self, timeout_s: float) -> bool:
        """Let the thread end after the jobs it has; True when it did within timeout_s."""
        self._jobs.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (work := self._jobs.get()) is not None:
            work()
            del work  # what it holds is let go of now, and not when the next job comes

    def _hand_over(self, call: Callable[[], None]) -> None:
        try:
            self._answered.emit(call)
        except RuntimeError:  # the window is gone, and with it whoever wanted the answer
            _log.debug("An answer came after the end.")

    def _deliver(self, call: object) -> None:
        if callable(call):
            call()


def _failing(failed: Callable[[Exception], None] | None, problem: Exception) -> Callable[[], None]:
    def tell() -> None:
        if failed is None:
            raise problem
        failed(problem)

    return tell
