"""How often the watch looks: often while the window is used, seldom when nobody has been there for long."""

from __future__ import annotations

from dataclasses import dataclass

# One product type each time: a press right afterwards then still finds room in the rate budget.
BETWEEN_LOOKS_S = 5.0
BETWEEN_EXAMINATIONS_S = 60.0
# After EMPTY every product type is read this often, but never more than one of them a second.
CLOSE_ROUND_S = 3.0
BETWEEN_CLOSE_LOOKS_S = 1.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Pauses in seconds.

    A look asks a classic account's endpoint for open orders twice, also where the key is examined again with
    it, and an examination six times, for one of the whole book: idle looks are 20 requests in 300 s. While it
    is not ready, each is an examination: 6 in 60 s. Both are no more than 0.1 a second, 1 % of what Bitget
    allows.
    """

    used_s: float = BETWEEN_LOOKS_S
    idle_s: float = 30.0
    idle_unready_s: float = 60.0
    examine_used_s: float = BETWEEN_EXAMINATIONS_S
    examine_idle_s: float = 285.0  # before the tenth look, whatever the looks take
    used_for_s: float = 600.0  # a window counts as used for so long after the last sign of somebody
    surroundings_s: float = 2.0

    def pause_s(self, *, is_used: bool, is_ready: bool) -> float:
        """Tell how long to wait for the next look."""
        if is_used:
            return self.used_s
        return self.idle_s if is_ready else self.idle_unready_s

    def examine_s(self, *, is_used: bool) -> float:
        """Tell after how long a look is an examination."""
        return self.examine_used_s if is_used else self.examine_idle_s


def close_pause_s(product_types: int) -> float:
    """Tell how long to wait for the next look while orders that come back are watched for."""
    return max(BETWEEN_CLOSE_LOOKS_S, CLOSE_ROUND_S / product_types)
