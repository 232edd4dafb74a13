"""How long a question waits for its answer, and how long for a copy of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_LOOK_S = 0.05  # between two looks whether anything that left later was answered


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for a copy, for silence to end, for a whole answer.

    A copy goes after copy_s where a question that left later has been answered, as is_answered_after tells of
    a moment (time.monotonic seconds): network and exchange are alive then, and it is the connection that is
    silent. Without such evidence it goes after copy_anyway_s.
    """

    copy_s: float
    copy_anyway_s: float
    silence_s: float
    whole_s: float
    is_answered_after: Callable[[float], bool]

    def copy_at(self, sent_at: float, now: float) -> float:
        """When to copy what left at sent_at, or to look again whether to: not after now where it is time."""
        if now >= sent_at + self.copy_s and self.is_answered_after(sent_at):
            return now
        return min(max(sent_at + self.copy_s, now + _LOOK_S), sent_at + self.copy_anyway_s)

    def without_room_at(self, sent_at: float, now: float) -> float:
        """When to try again where the rate budget had no room for a copy of what left at sent_at."""
        anyway_at = sent_at + self.copy_anyway_s
        return anyway_at if now < anyway_at else now + self.copy_anyway_s
