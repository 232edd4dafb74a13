"""The open orders as they were last read completely, while nothing was pressed."""

from __future__ import annotations

from dataclasses import dataclass

from gui.panic.orders import OpenOrder


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole book in memory; read_at is time.monotonic seconds of its oldest part."""

    orders: tuple[OpenOrder, ...]
    read_at: float

    def age_ms(self, now: float) -> int:
        """Tell how old it is at a moment of time.monotonic, in ms; never less than 0."""
        return max(0, round((now - self.read_at) * 1000))
