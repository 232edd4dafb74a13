"""What can wait until the slowest lane of a press has got as far as the others."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Generic, TypeVar

from gui.panic.turnstile import outside

Who = TypeVar("Who")


class Abreast(Generic[Who]):
    """Lets those who have arrived wait for the rest, for_s seconds at most and once; for any thread.

    A courtesy and no lock, as a turnstile is: one that does not arrive holds up the others for no longer.
    """

    def __init__(self, expected: Iterable[Who], for_s: float) -> None:
        self._missing = set(expected)
        self._for_s = for_s
        self._go_on = threading.Event()

    def arrived(self, who: Who) -> None:
        """Take in that one has arrived, and block until all have, or the time is over."""
        self._missing.discard(who)
        if self._missing and not self._go_on.is_set():
            with outside():
                self._go_on.wait(self._for_s)
        self._go_on.set()
