"""What can wait until the slowest lane of a press has got as far as the others."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from typing import Generic, TypeVar

from gui.panic.turnstile import outside

Who = TypeVar("Who")


class Abreast(Generic[Who]):
    """Lets those who have arrived wait for the rest, for_s seconds at most and once; for any thread.

    A courtesy and no lock, as a turnstile is: one that does not arrive holds up the others for no longer.
    """

    def __init__(self, expected: Collection[Who], for_s: float) -> None:
        self._missing = set(expected)
        self._for_s = for_s
        self._go_on = threading.Event()

    def arrived(self, who: Who, until: float) -> None:
        """Take in that one has arrived, and block until all have, or the time is over; not past `until`."""
        self._missing.discard(who)
        if self._missing and not self._go_on.is_set():
            with outside():
                self._go_on.wait(max(0.0, min(self._for_s, until - time.monotonic())))
        self._go_on.set()


class InStep(Generic[Who]):
    """Where the lanes of a press wait for each other: what each does next takes turns with the others."""

    def __init__(self, expected: Collection[Who], for_s: float) -> None:
        self.asked = Abreast(expected, for_s)  # for the book: what a cancel told is entered after that
        self.proved = Abreast(expected, for_s)  # an empty book: what it shows is told after that
